//! The files that clients read.

use std::path::{Path, PathBuf};

/// Ends of paths, below a project or a home folder.
const FILES: [&str; 36] = [
    ".mcp.json",
    "mcp.json",
    ".cursor/mcp.json",
    ".vscode/mcp.json",
    ".vscode/settings.json",
    ".codex/config.toml",
    "opencode.json",
    "opencode.jsonc",
    ".gemini/settings.json",
    "gemini-extension.json",
    ".qwen/settings.json",
    ".kiro/settings/mcp.json",
    ".amazonq/mcp.json",
    ".roo/mcp.json",
    ".zed/settings.json",
    ".trae/mcp.json",
    ".junie/mcp/mcp.json",
    ".claude/settings.json",
    ".claude/settings.local.json",
    ".claude.json",
    "claude_desktop_config.json",
    "cline_mcp_settings.json",
    "mcp_settings.json",
    "mcp_config.json",
    "mcp-config.json",
    ".continue/config.yaml",
    "librechat.yaml",
    "librechat.yml",
    "mcp_agent.config.yaml",
    "mcp-agent.config.yaml",
    "fastagent.config.yaml",
    "goose/config.yaml",
    ".goose/config.yaml",
    ".copilot/mcp-config.json",
    "mcp_servers.yaml",
    "server.json",
];

/// A folder whose every JSON or YAML file is one of a client.
const FOLDERS: [&str; 1] = [".continue/mcpServers"];

/// Folders that hold other people's files.
const SKIPPED: [&str; 5] = [".git", "node_modules", "target", ".venv", "venv"];

/// How deep a search goes.
const DEPTH: usize = 16;

/// Whether a client reads a file of this path.
pub(crate) fn is_known(path: &Path) -> bool {
    let in_folder = path.parent().is_some_and(|parent| FOLDERS.iter().any(|folder| parent.ends_with(folder)));
    let extension = path.extension().and_then(|extension| extension.to_str());
    FILES.iter().any(|file| path.ends_with(file))
        || (in_folder && matches!(extension, Some("json" | "yaml" | "yml")))
}

/// The known files of one folder, without a search.
pub(crate) fn present_in(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> =
        FILES.iter().map(|file| folder.join(file)).filter(|path| path.is_file()).collect();
    for path in FOLDERS {
        let entries = std::fs::read_dir(folder.join(path)).into_iter().flatten().filter_map(Result::ok);
        files.extend(entries.map(|entry| entry.path()).filter(|path| path.is_file() && is_known(path)));
    }
    files.sort();
    files
}

/// The known files at and below a folder, and the folders that could not be read.
pub(crate) fn find_in(folder: &Path) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let (mut files, mut unreadable) = (Vec::new(), Vec::new());
    let mut open = vec![(folder.to_path_buf(), 0)];
    while let Some((folder, depth)) = open.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            unreadable.push(folder);
            continue;
        };
        for entry in entries.filter_map(Result::ok) {
            // Links are not followed: they lead out, or round in a circle.
            let Ok(kind) = entry.file_type() else { continue };
            let path = entry.path();
            let skipped = SKIPPED.iter().any(|name| path.ends_with(name));
            if kind.is_dir() && !skipped && depth < DEPTH {
                open.push((path, depth + 1));
            } else if kind.is_file() && is_known(&path) {
                files.push(path);
            }
        }
    }
    files.sort();
    unreadable.sort();
    (files, unreadable)
}

#[cfg(test)]
mod tests {
    use super::is_known;
    use std::path::Path;

    #[test]
    fn names_and_folders_both_count() {
        for known in [".mcp.json", "a/.mcp.json", "x/.vscode/mcp.json", ".continue/mcpServers/a.yaml"] {
            assert!(is_known(Path::new(known)), "{known}");
        }
        for unknown in ["package.json", "settings.json", "a.mcp.json", ".continue/mcpServers/a.txt"] {
            assert!(!is_known(Path::new(unknown)), "{unknown}");
        }
    }
}

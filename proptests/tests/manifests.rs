//! What the manifests promise: one lint table for all, five crates below the core, known licences.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use portcullis_proptests::repository;
use serde_json::Value;

fn metadata() -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--all-features", "--locked"])
        .current_dir(repository())
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON")
}

fn text<'v>(value: &'v Value, field: &str) -> &'v str {
    value[field].as_str().unwrap_or_default()
}

fn items<'v>(value: &'v Value, field: &str) -> &'v [Value] {
    value[field].as_array().map_or(&[], Vec::as_slice)
}

#[test]
fn every_member_inherits_the_lints() {
    let metadata = metadata();
    let members = items(&metadata, "workspace_members");
    assert!(members.len() >= 5);
    for package in items(&metadata, "packages").iter().filter(|package| members.contains(&package["id"])) {
        if text(package, "name") == "portcullis" {
            continue;
        }
        let manifest = fs::read_to_string(text(package, "manifest_path")).unwrap();
        let lints = manifest.split_once("\n[lints]\n").map(|(_, after)| after.lines().next());
        assert_eq!(lints, Some(Some("workspace = true")), "{}", text(package, "name"));
    }
}

/// The lines of a manifest's table, comments aside.
fn table(manifest: &str, head: &str) -> Vec<String> {
    let (_, after) = manifest.split_once(&format!("[{head}]\n")).unwrap_or_else(|| panic!("no [{head}]"));
    let lines = after.lines().take_while(|line| !line.starts_with('['));
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
}

#[test]
fn the_core_says_what_the_workspace_says() {
    let core = fs::read_to_string(repository().join("core/Cargo.toml")).unwrap();
    let workspace = fs::read_to_string(repository().join("Cargo.toml")).unwrap();
    for lints in ["rust", "clippy"] {
        assert_eq!(
            table(&core, &format!("lints.{lints}")),
            table(&workspace, &format!("workspace.lints.{lints}"))
        );
    }
    let package = table(&core, "package");
    for line in table(&workspace, "workspace.package") {
        assert!(package.contains(&line), "core/Cargo.toml lacks `{line}`");
    }
    assert!(!core.contains("workspace = true"), "nothing is inherited");
}

/// What README says about vendoring: the folder is copied, and builds.
#[test]
fn the_core_builds_where_nothing_else_is() {
    let place = std::env::temp_dir().join(format!("portcullis-alone-{}", std::process::id()));
    let copy = |from: &str| {
        let mut open = vec![repository().join("core").join(from)];
        while let Some(path) = open.pop() {
            let to = place.join(path.strip_prefix(repository().join("core")).unwrap());
            if path.is_dir() {
                fs::create_dir_all(&to).unwrap();
                open.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
            } else {
                fs::copy(&path, &to).unwrap();
            }
        }
    };
    fs::create_dir_all(&place).unwrap();
    copy("src");
    copy("Cargo.toml");
    let output = Command::new(env!("CARGO"))
        .args(["check", "--quiet", "--offline", "--no-default-features"])
        .env_remove("CARGO_TARGET_DIR")
        .current_dir(&place)
        .output()
        .expect("cargo runs");
    fs::remove_dir_all(&place).unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// The crates below the core, without and with features; SECURITY.md says who they are.
const BELOW: [&str; 5] = ["byteorder", "hash32", "heapless", "memchr", "stable_deref_trait"];

#[test]
fn five_crates_stand_below_the_core() {
    let output = Command::new(env!("CARGO"))
        .args([
            "tree",
            "-p",
            "portcullis",
            "--no-default-features",
            "--edges",
            "normal,build",
            "--prefix",
            "none",
            "--locked",
        ])
        .current_dir(repository())
        .output()
        .expect("cargo runs");
    let tree = String::from_utf8(output.stdout).unwrap();
    let mut names: BTreeSet<&str> = tree.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(names.remove("portcullis"));
    assert_eq!(names.into_iter().collect::<Vec<_>>(), BELOW);
    // The probe has a lock file of its own; it must not prove something about other crates.
    let probe = fs::read_to_string(repository().join("core/probe/Cargo.lock")).unwrap();
    let workspace = fs::read_to_string(repository().join("Cargo.lock")).unwrap();
    for name in BELOW {
        let version = |lock: &str| {
            let (_, after) = lock.split_once(&format!("name = \"{name}\"\nversion = \"")).expect("locked");
            after.split('"').next().unwrap_or_default().to_owned()
        };
        assert_eq!(version(&probe), version(&workspace), "{name}");
    }
}

#[test]
fn the_core_has_no_dev_dependencies_and_no_build_script() {
    let manifest = fs::read_to_string(repository().join("core/Cargo.toml")).unwrap();
    assert!(!manifest.contains("dev-dependencies"), "testing the core alone must not change its features");
    assert!(!repository().join("core/build.rs").exists());
}

#[test]
fn licences_and_sources_are_known() {
    const ALLOWED: [&str; 11] = [
        "MIT",
        "MIT-0",
        "NCSA",
        "Apache-2.0",
        "Apache-2.0 WITH LLVM-exception",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "Unicode-3.0",
        "Unlicense",
        "Zlib",
        "ISC",
    ];
    let metadata = metadata();
    let mut registry = None;
    for package in items(&metadata, "packages") {
        let (name, licence) = (text(package, "name"), text(package, "license"));
        // From this tree or from one registry: neither a git repository nor another place.
        let source = text(package, "source");
        assert!(package["source"].is_null() || source.starts_with("registry+"), "{name}");
        assert!(package["source"].is_null() || *registry.get_or_insert(source) == source, "{name}");
        // One of the alternatives must be allowed; all that `AND` joins must be.
        let allowed = |term: &str| ALLOWED.contains(&term.trim().trim_matches(['(', ')']));
        let any = |part: &str| part.replace('/', " OR ").split(" OR ").any(allowed);
        assert!(!licence.is_empty() && licence.split(" AND ").all(any), "{name}: {licence}");
    }
}

//! SECURITY.md says what the source says, and every claim in it has a command that exists.

use std::fs;

use portcullis_proptests::{repository, security};

fn document() -> String {
    fs::read_to_string(repository().join("SECURITY.md")).expect("SECURITY.md")
}

#[test]
fn generated_blocks_are_up_to_date() {
    let written = document();
    let rendered =
        security::render(&written, &security::blocks()).unwrap_or_else(|problem| panic!("{problem}"));
    if std::env::var_os("BLESS").is_some() {
        fs::write(repository().join("SECURITY.md"), rendered).expect("SECURITY.md can be written");
    } else {
        assert!(
            written == rendered,
            "SECURITY.md has drifted: BLESS=1 cargo test -p portcullis-proptests --test security"
        );
    }
}

/// The rows of the guarantees table: id, claim, commands.
fn guarantees() -> Vec<Vec<String>> {
    let document = document();
    let rows = document.lines().filter(|line| line.starts_with("| G"));
    let cells = |row: &str| row.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned()).collect();
    rows.map(cells).collect()
}

#[test]
fn every_guarantee_has_commands_and_they_exist() {
    let run = fs::read_to_string(repository().join(".ci/run")).unwrap();
    let deep = fs::read_to_string(repository().join(".ci/deep")).unwrap();
    let rows = guarantees();
    assert!(rows.len() >= 8, "the guarantees table has {} rows", rows.len());
    for row in rows {
        let [id, _, how] = &row[..] else { panic!("a row of {} cells: {row:?}", row.len()) };
        let commands: Vec<&str> = how.split('`').skip(1).step_by(2).collect();
        assert!(!commands.is_empty(), "{id} names no command");
        for command in commands {
            let words: Vec<&str> = command.split(' ').collect();
            let after =
                |flag: &str| words.iter().position(|word| *word == flag).and_then(|at| words.get(at + 1));
            let exists = match (after("--test"), after("-p")) {
                (Some(test), Some(package)) => {
                    let folder = package.strip_prefix("portcullis-").unwrap_or("core");
                    repository().join(folder).join("tests").join(format!("{test}.rs")).is_file()
                }
                _ if words[0] == "cargo" => run.contains(command) || deep.contains(command),
                _ => words.iter().any(|word| word.contains('/') && repository().join(word).is_file()),
            };
            assert!(exists, "{id}: nothing runs `{command}`");
        }
    }
}

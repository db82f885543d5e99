//! Inputs that once broke something, and the seeds, on any compiler.

use std::collections::BTreeSet;
use std::fs;

use portcullis_fuzz::{TARGETS, judge, replay};
use portcullis_proptests::repository;
use portcullis_proptests::vectors::read_all;

#[test]
fn regressions_hold() {
    let folder = repository().join("corpus/regressions");
    for (target, _) in TARGETS {
        let folder = folder.join(target);
        if folder.is_dir() {
            assert!(replay(target, [folder]) > 0, "corpus/regressions/{target} is empty");
        }
    }
}

#[test]
fn regressions_stand_in_the_folders_of_targets() {
    for entry in fs::read_dir(repository().join("corpus/regressions")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(name == "README.md" || TARGETS.iter().any(|(target, _)| *target == name), "{name}");
    }
}

#[test]
fn seeds_hold() {
    for vector in read_all().unwrap() {
        let target = TARGETS.iter().find(|(_, kinds)| kinds.contains(&vector.case.kind));
        if let (Some((target, _)), Some(bytes)) = (target, vector.case.to_bytes()) {
            judge(target, &bytes);
        }
    }
}

#[test]
fn every_target_has_a_file_a_binary_and_a_dictionary() {
    let fuzz = repository().join("fuzz");
    let manifest = fs::read_to_string(fuzz.join("Cargo.toml")).unwrap();
    let stems = |folder: &str| -> BTreeSet<String> {
        let entries = fs::read_dir(fuzz.join(folder)).unwrap();
        entries.map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned()).collect()
    };
    let targets: BTreeSet<String> = TARGETS.iter().map(|(target, _)| (*target).to_owned()).collect();
    assert_eq!(stems("fuzz_targets"), targets);
    assert_eq!(stems("dictionaries"), targets);
    for target in targets {
        assert!(
            manifest.contains(&format!("path = \"fuzz_targets/{target}.rs\"")),
            "{target} has no [[bin]]"
        );
    }
}

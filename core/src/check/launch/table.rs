//! The launchers. Each file names the manuals that its rows were read from.

mod container;
mod javascript;
mod native;
mod python;
mod shell;
mod tool;

use super::grammar::{Does, Table, has_name};
use crate::rule::Rule;

/// Every launcher, by family.
const FAMILIES: [&[Table]; 6] = [
    javascript::LAUNCHERS,
    python::LAUNCHERS,
    container::LAUNCHERS,
    native::LAUNCHERS,
    shell::LAUNCHERS,
    tool::LAUNCHERS,
];

/// The table of an executable, by its base name with or without a version (`python3.12`, `pip3`).
pub(super) fn launcher(base_name: &[u8]) -> Option<&'static Table> {
    let mut unversioned = base_name;
    while let [rest @ .., b'0'..=b'9' | b'.'] = unversioned {
        unversioned = rest;
    }
    exactly(base_name).or_else(|| exactly(unversioned))
}

fn exactly(name: &[u8]) -> Option<&'static Table> {
    all().find(|table| has_name(table.names, name))
}

/// Every launcher.
pub(super) fn all() -> impl Iterator<Item = &'static Table> {
    FAMILIES.iter().flat_map(|family| family.iter())
}

/// Whether this is the table of a shell, or of what hands its words to one.
pub(super) fn is_shell(table: &Table) -> bool {
    table.does == Does::Refuse(Rule::LauncherShell)
}

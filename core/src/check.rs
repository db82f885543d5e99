//! Policies: views in, accepted or refused. One file for each field of a configuration.

pub(crate) mod name;

//! A host's policy, as the command line gives it.

use portcullis::{CommandPolicy, Level, Placeholders, SecurityBlock, ServerPolicy, UrlPolicy};

use crate::args::{BlockArgument, PlaceholdersArgument, ServerArguments};

/// The lists of a policy in the form that the core borrows.
#[derive(Debug)]
pub(crate) struct Lists<'a> {
    executables: Option<Vec<&'a str>>,
    hostnames: Option<Vec<&'a str>>,
}

impl ServerArguments {
    pub(crate) fn lists(&self) -> Lists<'_> {
        Lists {
            executables: borrowed(&self.allowed_executables),
            hostnames: borrowed(&self.allowed_hostnames),
        }
    }

    pub(crate) fn policy<'l>(&self, level: Level, lists: &'l Lists<'_>) -> ServerPolicy<'l> {
        let mut command = CommandPolicy::strict();
        if let Some(list) = &lists.executables {
            command = command.allowed_executables(list);
        }
        let mut url = UrlPolicy::strict()
            .allow_localhost(self.allow_localhost)
            .allow_private_ips(self.allow_private_ips);
        if let Some(list) = &lists.hostnames {
            url = url.allowed_hostnames(list);
        }
        ServerPolicy::strict()
            .command(command)
            .url(url)
            .level(level)
            .placeholders(match self.placeholders {
                PlaceholdersArgument::None => Placeholders::None,
                PlaceholdersArgument::Braces => Placeholders::Braces,
                PlaceholdersArgument::BracesDefault => Placeholders::BracesDefault,
                PlaceholdersArgument::Editor => Placeholders::Editor,
            })
            .security_block(match self.security_block {
                BlockArgument::Honour => SecurityBlock::Honour,
                BlockArgument::TightenOnly => SecurityBlock::TightenOnly,
                BlockArgument::Ignore => SecurityBlock::Ignore,
            })
    }
}

fn borrowed(list: &Option<Vec<String>>) -> Option<Vec<&str>> {
    list.as_ref().map(|list| list.iter().map(String::as_str).collect())
}

//! The catalogue's shape. The rules themselves stand in `rule/list.rs`, once.
//!
//! Everything that speaks of a rule is made from that list: this enum and its documentation, the
//! texts of `portcullis explain` and `rules`, the metadata of SARIF reports, the table in
//! SECURITY.md, and the test that asks for vectors. Ids are the API of this crate: a code is never
//! reused or renumbered, a retired rule keeps its line.

mod list;

use core::fmt;

pub use list::Rule;

use crate::policy::Level;

/// Everything the catalogue says about one rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Info {
    /// Numeric code; the hundreds name the domain.
    pub code: u16,
    /// Stable id: `PC` and the code.
    pub id: &'static str,
    /// Readable name, stable as well.
    pub slug: &'static str,
    /// What is wrong, in one lower-case phrase.
    pub summary: &'static str,
    /// Why that is refused.
    pub why: &'static str,
    /// How to mend the input.
    pub fix: &'static str,
    /// The clause, advisory or registry row it rests on.
    pub source: &'static str,
    /// How the audit profile grades it.
    pub severity: Severity,
    /// How sure a finding is to be one.
    pub confidence: Confidence,
    /// The levels at which it can refuse or drop.
    pub levels: Levels,
    /// What kind of bug it prevents.
    pub bug: Bug,
    /// The version that introduced it.
    pub since: &'static str,
}

/// How much a finding matters to somebody who audits a configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(clippy::exhaustive_enums, reason = "reports map these four to their own words")]
pub enum Severity {
    /// Worth knowing; ordinary in real configurations.
    Info,
    /// Unusual, harmless by itself.
    Low,
    /// Dangerous in some circumstances.
    Medium,
    /// Dangerous.
    High,
}

/// How sure a finding is to be a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(clippy::exhaustive_enums, reason = "reports map these three to their own words")]
pub enum Confidence {
    /// Often a false alarm.
    Low,
    /// Usually right.
    Medium,
    /// Follows from the grammar.
    High,
}

/// The bug a rule prevents (the vocabulary of the vectors as well).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Bug {
    /// Text that looks like other text.
    Confusable,
    /// Two readers that read two things.
    Differential,
    /// Code or commands that the input brings along.
    Injection,
    /// A secret that leaves its place.
    Leak,
    /// Time, memory or depth without a bound.
    Resource,
    /// Malformed input, unclear intent.
    Robustness,
    /// A connection to where it must not go.
    Ssrf,
    /// Code from a source that nobody vouched for.
    SupplyChain,
    /// A path that leaves its folder.
    Traversal,
}

/// A set of levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Levels(u8);

impl Levels {
    /// No level: the audit profile alone reports it.
    pub const NONE: Self = Self(0);
    /// Strict.
    pub const STRICT: Self = Self(1);
    /// Moderate alone (a construct that strict refuses by another rule).
    pub const MODERATE: Self = Self(2);
    /// Permissive alone (a construct that the others refuse by another rule).
    pub const PERMISSIVE: Self = Self(4);
    /// Strict and moderate.
    pub const UP_TO_MODERATE: Self = Self(3);
    /// Moderate and permissive (a construct that strict refuses by another rule).
    pub const FROM_MODERATE: Self = Self(6);
    /// Every level.
    pub const ALL: Self = Self(7);

    /// Whether the set holds this level.
    #[must_use]
    pub const fn contains(self, level: Level) -> bool {
        let bit = match level {
            Level::Strict => 1,
            Level::Moderate => 2,
            Level::Permissive => 4,
        };
        self.0 & bit != 0
    }
}

impl Rule {
    /// Numeric code; the hundreds name the domain.
    #[must_use]
    pub const fn code(self) -> u16 {
        self.info().code
    }

    /// Stable id, such as `PC2101`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        self.info().id
    }

    /// Readable name, such as `host-single-label`.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        self.info().slug
    }

    /// What is wrong, in one lower-case phrase.
    #[must_use]
    pub const fn summary(self) -> &'static str {
        self.info().summary
    }

    /// The rule with this id or slug.
    ///
    /// ```
    /// use portcullis::Rule;
    /// assert_eq!(Rule::find("PC5001"), Some(Rule::ServerNameEmpty));
    /// assert_eq!(Rule::find("server-name-empty"), Some(Rule::ServerNameEmpty));
    /// assert_eq!(Rule::find("server name empty"), None);
    /// ```
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rule| rule.id() == name || rule.slug() == name)
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// Reads `Variant = code, "slug" { field: value, … }` rows into the enum, its documentation and
/// its metadata.
macro_rules! catalogue {
    ($(
        $variant:ident = $code:literal, $slug:literal {
            summary: $summary:literal,
            why: $why:literal,
            fix: $fix:literal,
            source: $source:literal,
            grade: $severity:ident $confidence:ident,
            levels: $levels:ident,
            bug: $bug:ident,
            since: $since:literal,
        }
    )*) => {
        /// Every rule, in the order of the codes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u16)]
        #[non_exhaustive]
        pub enum Rule {
            $(
                #[doc = concat!("PC", $code, " `", $slug, "`: ", $summary, ".\n\n", $why, "\n\nMend: ", $fix,
                    "\n\nSource: ", $source, ". Since ", $since, ".")]
                $variant = $code,
            )*
        }

        impl Rule {
            /// Every rule, in the order of the codes.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Everything the catalogue says about this rule.
            #[must_use]
            pub const fn info(self) -> &'static Info {
                match self {
                    $(Self::$variant => const { &Info {
                        code: $code,
                        id: concat!("PC", $code),
                        slug: $slug,
                        summary: $summary,
                        why: $why,
                        fix: $fix,
                        source: $source,
                        severity: Severity::$severity,
                        confidence: Confidence::$confidence,
                        levels: Levels::$levels,
                        bug: Bug::$bug,
                        since: $since,
                    } },)*
                }
            }
        }
    };
}
use catalogue;

/// Codes only ever grow.
const _: () = {
    let mut rest = Rule::ALL;
    while let [first, tail @ ..] = rest {
        if let [second, ..] = tail {
            assert!(first.code() < second.code(), "the catalogue is not in the order of its codes");
        }
        rest = tail;
    }
};

//! Which rules a check looks at, and from which severity on it fails.

use crate::error::{Error, Result};
use crate::finding::{Category, Message, Rule};
use crate::lint;
use crate::project::FailOn;

/// Options that choose among findings.
#[derive(Debug, clap::Args)]
pub struct Chosen {
    /// Rules or categories to look at; all of them when left out.
    #[arg(long, value_delimiter = ',')]
    select: Vec<String>,
    /// Rules or categories to leave out.
    #[arg(long, value_delimiter = ',')]
    ignore: Vec<String>,
    /// From which severity on the exit status is 1, whatever the policy says.
    #[arg(long, value_enum)]
    fail_on: Option<Threshold>,
}

/// The values of `--fail-on`.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Threshold {
    /// Status 1 when there is an error.
    #[value(alias = "erreur")]
    Error,
    /// Status 1 when there is a warning or an error.
    #[value(alias = "avertissement")]
    Warning,
    /// Findings never lead to status 1.
    #[value(alias = "jamais")]
    Never,
}

impl Chosen {
    /// Refuses names that neither a rule nor a category has.
    pub fn check_names(&self) -> Result<()> {
        let is_known = |name: &str| {
            Rule::find_by_name(name).is_some()
                || Category::ALL.iter().any(|known| known.name() == name)
        };
        let mut names = self.select.iter().chain(&self.ignore);
        match names.find(|name| !is_known(name)) {
            Some(name) => {
                let message = Message::new("unknown-rule").with("value", name.as_str());
                Err(Error::new(message).with_hint(lint::nearest_rule_hint(name)))
            }
            None => Ok(()),
        }
    }

    /// Whether the findings of a rule were chosen; findings that a file cannot be read are always reported.
    pub fn is_chosen_rule(&self, rule: &Rule) -> bool {
        let is_in = |names: &[String]| {
            names.iter().any(|name| name == rule.name || name == rule.category.name())
        };
        let is_selected = self.select.is_empty() || is_in(&self.select);
        rule.blocks || is_selected && !is_in(&self.ignore)
    }

    /// The policy that `--fail-on` stands for; `None` when it was not typed.
    pub fn fail_on(&self) -> Option<FailOn> {
        self.fail_on.map(|threshold| match threshold {
            Threshold::Error => FailOn::Error,
            Threshold::Warning => FailOn::Warning,
            Threshold::Never => FailOn::Never,
        })
    }
}

//! A story that names nobody and nothing else that brought the change about.

use crate::finding::{Category, Finding, Message, Report, Rule, Severity};
use crate::lint::{Context, Lint, Pages, Raised};

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages {
        en: include_str!("unshared-credit.md"),
        fr: include_str!("unshared-credit.fr.md"),
    },
};

static RULE: Rule = Rule::new("unshared-credit", Category::Story, Severity::Warning);

fn check(context: &Context, report: &mut Report) {
    for story in context.stories() {
        let (span, key) = match &story.contribution {
            None => (story.title.span, "story-without-contribution"),
            Some(contribution) if contribution.others.is_empty() => {
                (contribution.span, "contribution-without-others")
            }
            Some(_) => continue,
        };
        let finding = Finding::new(&RULE, span, Message::new(key));
        report.push(finding.hint(Message::new("hint-unshared-credit")));
    }
}

//! A story told with more than two figures.

use crate::finding::{Category, Finding, Message, Report, Rule, Severity};
use crate::lint::{Context, Lint, Pages, Raised};

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages { en: include_str!("crowded-story.md"), fr: include_str!("crowded-story.fr.md") },
};

static RULE: Rule = Rule::new("crowded-story", Category::Story, Severity::Warning);

/// How many figures one story bears (Society of General Internal Medicine: two facts a slide).
const MOST: usize = 2;

fn check(context: &Context, report: &mut Report) {
    for story in context.stories() {
        if let Some(third) = story.figures.get(MOST) {
            let message = Message::new("crowded-story")
                .with("figures", story.figures.len())
                .with("most", MOST);
            let finding = Finding::new(&RULE, third.span, message);
            report.push(finding.hint(Message::new("hint-crowded-story")));
        }
    }
}

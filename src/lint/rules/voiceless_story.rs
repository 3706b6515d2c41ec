//! A story in which nobody speaks but us.

use crate::finding::{Category, Finding, Message, Report, Rule, Severity};
use crate::lint::{Context, Lint, Pages, Raised};

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages {
        en: include_str!("voiceless-story.md"),
        fr: include_str!("voiceless-story.fr.md"),
    },
};

static RULE: Rule = Rule::new("voiceless-story", Category::Story, Severity::Warning);

fn check(context: &Context, report: &mut Report) {
    for story in context.stories().filter(|story| story.voices.is_empty()) {
        let finding = Finding::new(&RULE, story.title.span, Message::new("voiceless-story"));
        report.push(finding.hint(Message::new("hint-voiceless-story")));
    }
}

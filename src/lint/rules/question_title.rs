//! A title that asks where it could answer.

use crate::finding::{Category, Finding, Message, Report, Rule, Severity};
use crate::lint::titles::{Over, titles};
use crate::lint::{Context, Lint, Pages, Raised};

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages {
        en: include_str!("question-title.md"),
        fr: include_str!("question-title.fr.md"),
    },
};

static RULE: Rule = Rule::new("question-title", Category::Story, Severity::Warning);

/// People may ask: what is heard, and what the board is asked, are left alone.
fn check(context: &Context, report: &mut Report) {
    for (passage, _) in titles(context).filter(|(_, over)| *over == Over::Slide) {
        if passage.plain.words.trim_end().ends_with('?') {
            let message = Message::new("question-title");
            let finding = Finding::new(&RULE, passage.leaf.text.span, message);
            report.push(finding.hint(Message::new("hint-question-title")));
        }
    }
}

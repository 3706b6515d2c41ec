//! A deck of stories in which nothing failed and nothing is unknown.

use crate::finding::{Category, Finding, Message, Report, Rule, Severity};
use crate::lint::{Context, Lint, Pages, Raised};

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages {
        en: include_str!("doubtless-deck.md"),
        fr: include_str!("doubtless-deck.fr.md"),
    },
};

static RULE: Rule = Rule::new("doubtless-deck", Category::Story, Severity::Warning);

fn check(context: &Context, report: &mut Report) {
    for showing in &context.showings {
        let stories = &showing.shown.stories;
        let has_doubts = !showing.folder.narratives.doubts.is_empty();
        let is_unsure = stories.iter().any(|story| story.unknown.is_some());
        if !stories.is_empty() && !has_doubts && !is_unsure {
            let finding =
                Finding::new(&RULE, showing.file.title.span, Message::new("doubtless-deck"));
            report.push(finding.hint(Message::new("hint-doubtless-deck")));
        }
    }
}

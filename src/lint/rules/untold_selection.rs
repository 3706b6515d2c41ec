//! Voices of which nothing says how they were chosen.

use crate::finding::{Category, Finding, Message, Report, Rule, Severity};
use crate::lint::{Context, Lint, Pages, Raised};
use crate::narrative::Selection;
use crate::source::Span;

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages {
        en: include_str!("untold-selection.md"),
        fr: include_str!("untold-selection.fr.md"),
    },
};

static RULE: Rule = Rule::new("untold-selection", Category::Voice, Severity::Warning);

/// From how many voices on there was a choice to make.
const SEVERAL: usize = 2;

fn check(context: &Context, report: &mut Report) {
    for showing in &context.showings {
        let narratives = &showing.folder.narratives;
        let written = &narratives.voices;
        if narratives.selections.is_empty() && written.len() >= SEVERAL {
            let message = Message::new("untold-selection").with("n", written.len());
            report.push(finding(written[0].id.span, message));
        }
        for selection in &narratives.selections {
            if let Some(key) = lack(selection) {
                report.push(finding(selection.kept.span, Message::new(key)));
            }
        }
    }
}

fn lack(selection: &Selection) -> Option<&'static str> {
    if selection.method.is_none() {
        Some("selection-without-method")
    } else if selection.by.is_empty() {
        Some("selection-without-choosers")
    } else if selection.critical.is_none() {
        Some("selection-without-critical")
    } else {
        None
    }
}

fn finding(span: Span, message: Message) -> Finding {
    Finding::new(&RULE, span, message).hint(Message::new("hint-untold-selection"))
}

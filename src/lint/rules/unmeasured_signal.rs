//! An echo that no measure was looked for, or a measure that is not named.

use crate::finding::{Category, Finding, Message, Report, Rule, Severity};
use crate::lint::{Context, Lint, Pages, Raised};

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages {
        en: include_str!("unmeasured-signal.md"),
        fr: include_str!("unmeasured-signal.fr.md"),
    },
};

static RULE: Rule = Rule::new("unmeasured-signal", Category::Signal, Severity::Warning);

fn check(context: &Context, report: &mut Report) {
    for signal in context.signals() {
        let (span, message, hint) = match &signal.observatory {
            None if signal.is_loud() => {
                (signal.stage.span, "signal-unmeasured", "hint-signal-unmeasured")
            }
            Some(read) if !read.is_absent() && read.figure.is_none() => {
                (read.reading.span, "reading-without-figure", "hint-reading-without-figure")
            }
            _ => continue,
        };
        let message = Message::new(message).with("id", signal.id.value.as_str());
        report.push(Finding::new(&RULE, span, message).hint(Message::new(hint)));
    }
}

//! More people than messages: messages were counted, or people were guessed.

use crate::finding::{Category, Finding, Message, Report, Rule, Severity};
use crate::lint::{Context, Lint, Pages, Raised};

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages {
        en: include_str!("miscounted-signal.md"),
        fr: include_str!("miscounted-signal.fr.md"),
    },
};

static RULE: Rule = Rule::new("miscounted-signal", Category::Signal, Severity::Warning);

fn check(context: &Context, report: &mut Report) {
    for signal in context.signals() {
        let people = &signal.people;
        let Some(messages) = &signal.messages else {
            continue;
        };
        if messages.value < people.value {
            let message = Message::new("fewer-messages-than-people")
                .with("people", people.value)
                .with("messages", messages.value);
            let finding = Finding::new(&RULE, messages.span, message);
            report.push(finding.hint(Message::new("hint-fewer-messages-than-people")));
        }
    }
}

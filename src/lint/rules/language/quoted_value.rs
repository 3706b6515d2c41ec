//! A title, a label or a line that stands whole between quotation marks, which the page shows too.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule, Severity};
use crate::lint::enclosing::{Enclosing, find_enclosing};
use crate::lint::{Context, Passage};
use crate::schema::Role;

pub static RULE: Rule = rule!("quoted-value", Language, Warning, check);

fn check(context: &Context, report: &mut Report) {
    for passage in context.passages.iter().filter(|passage| is_of_ours(passage)) {
        let Some(found) = find_enclosing(&passage.leaf.text.value) else {
            continue;
        };
        let is_sure = found.is_sure(passage.language);
        // A name, such as that of a boat, may well stand between the quotation marks of its language.
        if !is_sure && passage.leaf.role.is_name() && !passage.leaf.role.is_headline() {
            continue;
        }
        let span = passage.typed_span(found.open(), context.sources);
        let message = Message::new(if is_sure { "quoted-value" } else { "quotation-alone" });
        let message = message.with("marks", marks(&found));
        let hint = if is_sure { "hint-quoted-value" } else { "hint-quotation-alone" };
        let severity = if is_sure { Severity::Warning } else { Severity::Info };
        let finding = Finding::new(&RULE, span, message).with_hint(Message::new(hint));
        report.push(Finding { severity, ..finding });
    }
}

/// Whether a text is one that its page shows without quotation marks of its own; quotes have a rule for theirs.
fn is_of_ours(passage: &Passage) -> bool {
    let leaf = passage.leaf;
    let is_heard = leaf.of == "signal" && leaf.key == "heard";
    leaf.is_line && !is_heard && !matches!(leaf.role, Role::Quote | Role::Private | Role::Spoken)
}

/// How the marks of a pair are called.
fn marks(found: &Enclosing) -> String {
    format!("{} {}", found.signs.0, found.signs.1)
}

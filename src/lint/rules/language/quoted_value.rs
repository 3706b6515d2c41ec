//! A title, a label or a line that stands whole between quotation marks, which the page shows too.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule, Severity};
use crate::lint::enclosing::{Enclosing, find_enclosing};
use crate::lint::{Context, Passage};
use crate::schema::{Role, locate_part};
use crate::source::Span;

pub static RULE: Rule =
    rule!("quoted-value", Language, Warning, check).or_severities(&[Severity::Info]);

fn check(context: &Context, report: &mut Report) {
    for passage in context.passages.iter().filter(|passage| passage.leaf.role != Role::Private) {
        let Some(found) = find_enclosing(&passage.leaf.text.value) else {
            continue;
        };
        let Some(severity) = severity_of(&found, passage) else {
            continue;
        };
        let span = passage.typed_span(found.open(), context.sources);
        report.push(build_finding(&found, severity, span));
    }
    let language = Some(context.project.language());
    for text in context.texts_of_settings() {
        let found = find_enclosing(&text.value).filter(|found| found.is_sure(language));
        if let Some(found) = found {
            let place = found.open();
            let span = locate_part(&text.value, text.style, text.span, place, context.sources);
            report.push(build_finding(&found, Severity::Warning, span));
        }
    }
}

fn build_finding(found: &Enclosing, severity: Severity, span: Span) -> Finding {
    let (message, hint) = match severity {
        Severity::Info => ("quotation-alone", "hint-quotation-alone"),
        _ => ("quoted-value", "hint-quoted-value"),
    };
    let message = Message::new(message).with("marks", marks(found));
    let finding = Finding::new(&RULE, span, message).with_hint(Message::new(hint));
    Finding { severity, ..finding }
}

/// How much the marks around a text weigh: a warning where nobody means them, a question where somebody may.
fn severity_of(found: &Enclosing, passage: &Passage) -> Option<Severity> {
    let leaf = passage.leaf;
    if passage.is_quoted() {
        // Of the other marks around a quote, `nested-quotes` speaks.
        return matches!(found.signs.0, '‘' | '‚' | '”').then_some(Severity::Warning);
    }
    if found.is_sure(passage.language) {
        return Some(Severity::Warning);
    }
    // What is heard is somebody's words, and a name, such as that of a boat, may well stand between marks.
    let is_heard = leaf.of == "signal" && leaf.key == "heard";
    let is_name = leaf.role.is_name() && !leaf.role.is_headline();
    let is_ours = leaf.role.is_ours() && leaf.is_line;
    (is_ours && !is_heard && !is_name).then_some(Severity::Info)
}

/// How the marks of a pair are called.
fn marks(found: &Enclosing) -> String {
    format!("{} {}", found.signs.0, found.signs.1)
}

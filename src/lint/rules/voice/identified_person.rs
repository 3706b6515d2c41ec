//! Somebody named in what people said, in a signal or in spoken notes.

use std::ops::Range;
use std::sync::LazyLock;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule, Severity};
use crate::lint::wording::{WordFile, WordPattern};
use crate::lint::{Context, Traced};
use crate::people::Identifier;

/// An error for private persons; only information for somebody who is named with the office they hold, as an elected member
/// or the head of a service.
pub static RULE: Rule =
    rule!("identified-person", Voice, Error, check).or_severities(&[Severity::Info]);

/// Words of an office.
static OFFICE: LazyLock<WordPattern> =
    LazyLock::new(|| WordFile::read("identified-person").in_any("office"));

/// The most bytes between an office and the name of who holds it: a comma, a title such as `Monsieur`.
const BESIDE: usize = 14;

fn check(context: &Context, report: &mut Report) {
    let names = context.personal_traces().iter();
    for found in names.filter(|found| found.trace.kind == Identifier::Name) {
        let passage = &context.passages[found.passage];
        let span = passage.typed_span(found.trace.range.clone(), context.sources);
        let is_in_office = holds_office(found, &passage.leaf.text.value);
        let (severity, message, hint) = if is_in_office {
            (Severity::Info, "official-named", "hint-official-named")
        } else {
            (Severity::Error, "identified-person", "hint-identified-person")
        };
        let finding = Finding::new(&RULE, span, Message::new(message));
        report.push(Finding { severity, ..finding.with_hint(Message::new(hint)) });
    }
}

/// Whether an office stands just before a name or just behind it: `le maire, Jean Roux`, `Jean Roux, maire de Valmer`.
fn holds_office(found: &Traced, text: &str) -> bool {
    let name = &found.trace.range;
    // A sentence that ends between the two speaks of two people.
    let is_beside = |office: &Range<usize>| {
        let between = if office.start < name.start {
            text.get(office.end.min(name.start)..name.start)
        } else {
            text.get(name.end..office.start.max(name.end))
        };
        between.is_some_and(|signs| signs.len() <= BESIDE && !signs.contains(['.', ';', '?', '!']))
    };
    OFFICE.find_all(text).any(|office| is_beside(&office))
}

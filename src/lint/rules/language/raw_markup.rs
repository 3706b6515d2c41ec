//! Signs of another program, such as `<b>` or `&nbsp;`, that a page would show as they were typed.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::markup::{RawSign, find_raw_list, find_raw_signs};
use crate::lint::{Context, Passage, Plain};
use crate::project::Store;
use crate::schema::{Role, Text, locate_part};
use crate::source::Span;
use crate::text::entities::entity_at;

pub static RULE: Rule = rule!("raw-markup", Language, Warning, check);

fn check(context: &Context, report: &mut Report) {
    for passage in context.passages.iter().filter(|passage| passage.leaf.role != Role::Private) {
        for sign in find_raw_signs(&passage.plain.words, passage.is_quoted()) {
            if !is_said(&sign, passage, context) {
                let span = passage.span_of_words(sign.range.clone(), context.sources);
                report.push(build_finding(&sign, span));
            }
        }
        let text = &passage.leaf.text.value;
        let list = find_raw_list(text, passage.leaf.is_line).filter(|_| !passage.is_quoted());
        if let Some(sign) = list {
            let span = passage.typed_span(sign.range.clone(), context.sources);
            report.push(build_finding(&sign, span));
        }
    }
    // Cells are numbers or words, and no texts like the others.
    for table in context.tables() {
        let cells = table.rows.iter().flat_map(|row| &row.cells).map(|cell| &cell.text);
        table.head.iter().chain(cells).for_each(|cell| check_text(cell, context, report));
    }
    context.texts_of_settings().for_each(|text| check_text(text, context, report));
}

/// Looks at a text that belongs to no entry of a deck.
fn check_text(text: &Text, context: &Context, report: &mut Report) {
    let plain = Plain::from_text(&text.value);
    for sign in find_raw_signs(&plain.words, false) {
        let typed = plain.typed_range(sign.range.clone());
        let span = locate_part(&text.value, text.style, text.span, typed, context.sources);
        report.push(build_finding(&sign, span));
    }
}

fn build_finding(sign: &RawSign, span: Span) -> Finding {
    let message = Message::new("raw-markup").with("signs", sign.name.as_str());
    let hint = match entity_at(&sign.name) {
        Some((_, letter)) if letter.trim().is_empty() => Message::new("hint-raw-space"),
        Some((_, letter)) => Message::new("hint-raw-entity").with("sign", letter),
        None => Message::new(sign.kind.hint_key()).with("signs", sign.name.as_str()),
    };
    Finding::new(&RULE, span, message).with_hint(hint)
}

/// Whether somebody's own words have the sign: it stands in the message they were taken from, or that message is not on this
/// machine.
fn is_said(sign: &RawSign, passage: &Passage, context: &Context) -> bool {
    let Some(quote) = context.quotes_by_span().get(&passage.leaf.text.span) else {
        return false;
    };
    match context.project.originals.read_named_store(quote.folder, quote.stored) {
        Some(Store::Read(messages)) => {
            let original = messages.get(&quote.stored.id.value);
            let words = &passage.plain.words[sign.range.clone()];
            original.is_some_and(|original| original.contains(words))
        }
        Some(Store::Absent(_)) => true,
        _ => false,
    }
}

//! Somebody named in what people said, in a signal or in spoken notes.

use std::ops::Range;
use std::sync::LazyLock;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule, Severity};
use crate::lint::wording::{WordFile, WordPattern};
use crate::lint::{Context, Traced};
use crate::people::Identifier;
use crate::text::fold_word;

/// An error for private persons; only information for somebody who is named with the office they hold, as an elected member
/// or the head of a service.
pub static RULE: Rule =
    rule!("identified-person", Voice, Error, check).or_severities(&[Severity::Info]);

/// Words of an office.
static OFFICE: LazyLock<WordPattern> =
    LazyLock::new(|| WordFile::read("identified-person").in_any("office"));

/// The most bytes between an office and the name of who holds it: a comma, a title such as `Monsieur`.
const BESIDE: usize = 14;

/// Words that may stand between an office and a name, folded; anything else says something of one of the two.
const TITLES: [&str; 11] =
    ["m", "mme", "monsieur", "madame", "mr", "mrs", "ms", "le", "la", "l", "the"];

/// Whether nothing but a comma, an article or a title stands between an office and a name.
fn is_apposition(between: &str) -> bool {
    let has_sign = between.contains([';', '?', '!', ':']);
    let mut words =
        between.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    !has_sign && words.all(|word| TITLES.contains(&fold_word(word).as_str()))
}

/// Whether an office begins its sentence, with its article or without: nobody is spoken to, and it is nobody else's.
fn stands_for_itself(text: &str, office: &Range<usize>) -> bool {
    let before = text.get(..office.start).unwrap_or_default();
    let sentence = before.rsplit(['.', ';', '?', '!', '\n']).next().unwrap_or_default();
    let mut words =
        sentence.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    words
        .all(|word| matches!(fold_word(word).as_str(), "le" | "la" | "l" | "the" | "notre" | "our"))
}

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
        let is_name_first = name.start < office.start;
        between.is_some_and(|signs| {
            // `la fille du maire, Léa Martin` and `Monsieur le maire, Léa Martin vous écrit` name somebody else.
            let is_other =
                !is_name_first && signs.contains(',') && !stands_for_itself(text, office);
            signs.len() <= BESIDE && is_apposition(signs) && !is_other
        })
    };
    OFFICE.find_all(text).any(|office| is_beside(&office))
}

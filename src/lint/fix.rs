//! Safe edits of files: spaces, quotation marks, apostrophes, `...`, `2ème`, and keys under names of earlier versions. All else
//! stays byte for byte.
//!
//! Pages show these signs correctly whatever is typed; the edits make the files match the pages. In a voice, only
//! `[...]` becomes `[…]`, as its words are not ours.

mod align;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use self::align::{TextEdit, find_changes};
use super::enclosing::{Enclosing, find_enclosing};
use super::{Context, Passage, deck_of};
use crate::finding::Report;
use crate::locale::Language;
use crate::locale::typography::correct_text;
use crate::pattern::compile_pattern;
use crate::schema::mark_length;
use crate::schema::yaml::{self, Node, NodeContent, WrittenStyle};
use crate::source::{SourceId, Sources, Span};
use crate::text::markdown::stretches;

/// Places of files, each with what takes it.
type Edits = BTreeMap<SourceId, Vec<(Span, String)>>;

/// A file with its new text.
#[derive(Debug)]
pub struct Fixed {
    /// The file among the sources.
    pub source: SourceId,
    /// Its whole text after the edits.
    pub text: String,
    /// How many places were changed.
    pub places: usize,
    /// The places that were changed, in the old text.
    edited: Vec<Span>,
}

/// All files of some decks, and of no deck, that have something to fix, with their new texts; `report` is what reading them
/// found.
pub fn fixed_files(context: &Context, report: &Report, decks: &[String]) -> Vec<Fixed> {
    let mut edits = renamed_keys(context, report, decks);
    let passages = context.passages.iter();
    for passage in passages.filter(|passage| decks.contains(&passage.folder.path)) {
        let source = passage.leaf.text.span.source;
        for change in wanted_changes(passage) {
            if let Some(span) = span_of_change(passage, &change, context.sources) {
                edits.entry(source).or_default().push((span, change.text));
            }
        }
    }
    let fixed =
        edits.into_iter().map(|(source, edits)| apply_edits(source, edits, context.sources));
    // The last guard: the new text is parsed, and dropped when its shape differs. Leaving a file as it is does no harm.
    fixed.filter(|fixed| is_same_file(fixed, context.sources)).collect()
}

/// The keys that stand under names of earlier versions, each with its present name.
fn renamed_keys(context: &Context, report: &Report, decks: &[String]) -> Edits {
    let mut edits = Edits::new();
    for finding in report.findings() {
        let source = finding.span.source;
        let deck = deck_of(&context.sources.get(source).path, context.project);
        let is_asked = deck.is_none_or(|deck| decks.iter().any(|asked| asked == deck));
        // The settings belong to no deck: their keys are renamed whichever decks are asked for.
        if let Some(text) = finding.replacement.as_ref().filter(|_| is_asked) {
            edits.entry(source).or_default().push((finding.span, text.clone()));
        }
    }
    edits
}

fn apply_edits(source: SourceId, mut edits: Vec<(Span, String)>, sources: &Sources) -> Fixed {
    edits.sort_by_key(|(span, _)| *span);
    // A file that two decks read is reported twice.
    edits.dedup();
    let old = &sources.get(source).text;
    let (mut text, mut at) = (String::with_capacity(old.len()), 0);
    for (span, words) in &edits {
        text.push_str(&old[at..span.range().start]);
        text.push_str(words);
        at = span.range().end;
    }
    text.push_str(&old[at..]);
    Fixed {
        source,
        text,
        places: edits.len(),
        edited: edits.into_iter().map(|(span, _)| span).collect(),
    }
}

/// The edits that a text needs, in bytes of its value.
fn wanted_changes(passage: &Passage) -> Vec<TextEdit> {
    let value = &passage.leaf.text.value;
    if passage.leaf.is_verbatim() {
        let cuts = value.match_indices("[...]");
        let cuts = cuts.map(|(at, dots)| TextEdit::new(at + 1..at + dots.len() - 1, "…"));
        // The page prints its own marks around a quote.
        return with_marks_taken_off(passage, cuts.collect());
    }
    let Some(language) = passage.language else {
        return Vec::new();
    };
    let stretches = stretches(value).into_iter();
    let changes = stretches.flat_map(|one| in_paragraph(value, one.range(), language)).collect();
    with_marks_taken_off(passage, changes)
}

/// The changes of a text, and the quotation marks around it taken off where nobody means them.
fn with_marks_taken_off(passage: &Passage, mut changes: Vec<TextEdit>) -> Vec<TextEdit> {
    let text = &passage.leaf.text;
    let is_meant =
        |found: &Enclosing| passage.leaf.is_verbatim() || found.is_sure(passage.language);
    let (mut inside, mut marks) = (0..text.value.len(), Vec::new());
    // One pair may stand within another.
    while let Some(found) = find_enclosing(&text.value[inside.clone()]).filter(is_meant) {
        let own = |range: Range<usize>| inside.start + range.start..inside.start + range.end;
        // The signs alone: the spaces beside them may be the ends of lines, and mean nothing at an edge.
        marks.extend([own(found.open()), own(found.close())]);
        inside = own(found.inside);
    }
    // What comes first then must not begin a list, nor mean something to YAML where no quotes stand around the text.
    let words = &text.value[inside.clone()];
    let is_plain = text.style == WrittenStyle::Plain;
    let is_safe = !is_plain || words.starts_with(char::is_alphanumeric);
    if marks.is_empty() || mark_length(words).is_some() || !is_safe {
        return changes;
    }
    changes.retain(|change| inside.start <= change.range.start && change.range.end <= inside.end);
    changes.extend(marks.into_iter().map(|mark| TextEdit::new(mark, "")));
    changes.sort_by_key(|change| change.range.start);
    changes
}

/// The edits of one paragraph or item. With marks of strong words or links, signs and their words are apart, so such
/// paragraphs are left alone; so are those with an unpaired quotation mark.
fn in_paragraph(value: &str, range: Range<usize>, language: Language) -> Vec<TextEdit> {
    let typed = &value[range.clone()];
    if typed.contains(['*', '`', '<'])
        || typed.contains("](")
        || typed.matches('"').count() % 2 == 1
    {
        return Vec::new();
    }
    // A byte replaces a byte, so places in the line are places in the text.
    let line = typed.replace('\n', " ");
    let signs = correct_text(&line, language, None);
    let meant = match language {
        Language::Fr => shorten_ordinals(&signs),
        Language::En => signs.into_owned(),
    };
    let mut changes = find_changes(&line, &meant);
    for change in &mut changes {
        change.range = change.range.start + range.start..change.range.end + range.start;
    }
    // A space that became another sign may have been a line break in the file: such a change would join two lines.
    changes.retain(|change| !value[change.range.clone()].contains('\n'));
    changes
}

static ORDINAL: LazyLock<Regex> =
    LazyLock::new(|| compile_pattern(r"\b(1)(?:ère|ere)\b|\b(\d+|[IVX]+)(?:i?[èe]me)(s?)\b"));

/// Ordinals with the short endings of the Imprimerie nationale: 1re, 2e, XXIe.
fn shorten_ordinals(text: &str) -> String {
    let short = |found: &Captures| match found.get(1) {
        Some(first) => format!("{}re", first.as_str()),
        None => format!("{}e{}", &found[2], &found[3]),
    };
    ORDINAL.replace_all(text, short).into_owned()
}

/// The place in the file of a change. None when the file has other signs there than the value, such as a line break
/// that YAML reads as a space, or when the new signs would have a meaning in YAML.
fn span_of_change(passage: &Passage, change: &TextEdit, sources: &Sources) -> Option<Span> {
    let text = &passage.leaf.text;
    let means_something =
        text.style == WrittenStyle::Plain && change.text.contains([' ', '#', ':']);
    let read = &text.value[change.range.clone()];
    let span = passage.typed_span(change.range.clone(), sources);
    let written = sources.slice(span);
    let is_typed = match text.style {
        WrittenStyle::Single => written.replace("''", "'") == read,
        WrittenStyle::Double => written.replace("\\\"", "\"") == read,
        WrittenStyle::Plain | WrittenStyle::Block => written == read,
    };
    (is_typed && !means_something).then_some(span)
}

/// Whether the edited file has the same keys in the same order, but those that were renamed, with values in the same
/// style; only the texts of values may differ.
fn is_same_file(fixed: &Fixed, sources: &Sources) -> bool {
    let read = |text: &str| {
        let (mut sources, mut report) = (Sources::default(), Report::default());
        let id = sources.add("", text.to_string());
        yaml::parse(id, &sources, &mut report)
    };
    let before = read(&sources.get(fixed.source).text);
    let after = read(&fixed.text);
    let edited: Vec<_> = fixed.edited.iter().map(|span| span.range()).collect();
    matches!((before, after), (Some(before), Some(after)) if is_same_shape(&before, &after, &edited))
}

fn is_same_shape(one: &Node, other: &Node, edited: &[Range<usize>]) -> bool {
    match (&one.content, &other.content) {
        // Texts are what was edited, so they are not compared.
        (NodeContent::Scalar(one), NodeContent::Scalar(other)) => one.style == other.style,
        (NodeContent::List(one), NodeContent::List(other)) => {
            one.len() == other.len()
                && one.iter().zip(other).all(|(a, b)| is_same_shape(a, b, edited))
        }
        (NodeContent::Map(one), NodeContent::Map(other)) => {
            let is_same = |((key, value), (new_key, new_value)): (&(Node, Node), &(Node, Node))| {
                is_same_key(key, new_key, edited) && is_same_shape(value, new_value, edited)
            };
            one.len() == other.len() && one.iter().zip(other).all(is_same)
        }
        (NodeContent::Refused, NodeContent::Refused) => true,
        _ => false,
    }
}

fn is_same_key(key: &Node, new: &Node, edited: &[Range<usize>]) -> bool {
    match (&key.content, &new.content) {
        (NodeContent::Scalar(one), NodeContent::Scalar(other)) => {
            one.text == other.text || edited.contains(&key.span.range())
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests;

//! Where the characters of a scalar stand in the file: escapes, folded lines and indentation accounted for.

use std::ops::Range;

use super::node::WrittenStyle;
use crate::source::{Sources, Span};

/// The place in the file of a part of a scalar's text; `part` counts bytes of `text`.
/// Falls back to the whole scalar where the two cannot be followed side by side.
///
/// Follows the text from its start: for many parts of one text, [`CharacterPlaces`] does so once.
pub fn locate_part(
    text: &str,
    style: WrittenStyle,
    whole: Span,
    part: Range<usize>,
    sources: &Sources,
) -> Span {
    CharacterPlaces::of_text(text, style, sources.slice(whole)).span_of_part(text, whole, part)
}

/// Where each character of a scalar's text was written, so that many places in a long text cost no more than the text.
#[derive(Debug)]
pub struct CharacterPlaces {
    /// For each character that could be followed: its byte in the text, and the bytes it took in the file.
    written: Vec<(u32, Range<u32>)>,
    /// The byte in the file after the last character, when all could be followed.
    end: Option<u32>,
}

impl CharacterPlaces {
    /// The places of a text, side by side with what was written of it.
    pub fn of_text(text: &str, style: WrittenStyle, written: &str) -> Self {
        let mut places = Vec::new();
        let mut at = opening_length(style);
        for (byte, wanted) in text.char_indices() {
            let Some(start) = find_character(wanted, style, written, at, byte == 0) else {
                return Self { written: places, end: None };
            };
            at = start + decode_character(style, &written[start..]).1;
            places.push((byte as u32, start as u32..at as u32));
        }
        Self { written: places, end: Some(at as u32) }
    }

    /// The place in the file of some bytes of the same text, which stands at `whole`.
    pub fn span_of_part(&self, text: &str, whole: Span, part: Range<usize>) -> Span {
        let last = text[part.clone()]
            .char_indices()
            .next_back()
            .map_or(part.start, |(at, _)| part.start + at);
        let (Some(first), Some(last)) = (self.written_range(part.start), self.written_range(last))
        else {
            return whole;
        };
        let end = if part.is_empty() { last.start } else { last.end };
        Span { start: whole.start + first.start, end: whole.start + end, ..whole }
    }

    /// Where the character at a byte of the text was written; an empty place behind the last one.
    fn written_range(&self, byte: usize) -> Option<Range<u32>> {
        let place = self.written.partition_point(|(start, _)| (*start as usize) < byte);
        match self.written.get(place) {
            Some((_, written)) => Some(written.clone()),
            None => self.end.map(|end| end..end),
        }
    }
}

/// The place of a block begins with its first word, that of a quoted text with the quote.
fn opening_length(style: WrittenStyle) -> usize {
    match style {
        WrittenStyle::Plain | WrittenStyle::Block => 0,
        WrittenStyle::Single | WrittenStyle::Double => 1,
    }
}

/// Skips what YAML took away (indentation, folded breaks) until the wanted character stands there.
fn find_character(
    wanted: char,
    style: WrittenStyle,
    written: &str,
    mut at: usize,
    first: bool,
) -> Option<usize> {
    let mut may_skip = first || written[..at].ends_with('\n');
    loop {
        let (found, length) = decode_character(style, written.get(at..)?);
        let found = found?;
        if found == wanted || (wanted == ' ' && found == '\n') || (wanted == '\n' && found == '\r')
        {
            let indentation =
                may_skip && found == ' ' && style != WrittenStyle::Double && wanted != ' ';
            if !indentation {
                return Some(at);
            }
        }
        if !found.is_whitespace() && found != '\\' {
            return None;
        }
        may_skip |= found == '\n';
        at += length;
    }
}

/// The character written at the start of `rest`, and how many bytes it took.
fn decode_character(style: WrittenStyle, rest: &str) -> (Option<char>, usize) {
    let Some(first) = rest.chars().next() else {
        return (None, 0);
    };
    match (style, first) {
        (WrittenStyle::Single, '\'') if rest.starts_with("''") => (Some('\''), 2),
        (WrittenStyle::Double, '\\') => decode_escape(rest),
        _ => (Some(first), first.len_utf8()),
    }
}

fn decode_escape(rest: &str) -> (Option<char>, usize) {
    let hex = |digits: usize| {
        let code = rest.get(2..2 + digits).and_then(|code| u32::from_str_radix(code, 16).ok());
        (code.and_then(char::from_u32).or(Some(char::REPLACEMENT_CHARACTER)), 2 + digits)
    };
    match rest[1..].chars().next() {
        Some('n') => (Some('\n'), 2),
        Some('t') => (Some('\t'), 2),
        Some('r') => (Some('\r'), 2),
        Some('0') => (Some('\0'), 2),
        Some('_') => (Some('\u{a0}'), 2),
        Some('N') => (Some('\u{85}'), 2),
        Some('L') => (Some('\u{2028}'), 2),
        Some('P') => (Some('\u{2029}'), 2),
        Some('x') => hex(2),
        Some('u') => hex(4),
        Some('U') => hex(8),
        Some(other) => (Some(other), 1 + other.len_utf8()),
        None => (None, rest.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Report;
    use crate::schema::yaml::{NodeContent, parse};

    fn found(yaml: &str, word: &str) -> String {
        let mut sources = Sources::default();
        let id = sources.add("a.yaml", yaml.to_string());
        let node = parse(id, &sources, &mut Report::default()).expect("a document");
        let NodeContent::Map(entries) = node.content else { panic!("a map") };
        let value = &entries[0].1;
        let NodeContent::Scalar(scalar) = &value.content else { panic!("a scalar") };
        let at = scalar.text.find(word).expect("the word");
        let span =
            locate_part(&scalar.text, scalar.style, value.span, at..at + word.len(), &sources);
        let place = sources.get(id).place_of_byte(span.start);
        format!("{}:{} {}", place.line, place.column, sources.slice(span))
    }

    #[test]
    fn a_word_is_found_where_it_was_typed_in_every_style() {
        assert_eq!(found("k: un deux trois\n", "deux"), "1:7 deux");
        assert_eq!(found("k: 'l''été deux'\n", "deux"), "1:12 deux");
        assert_eq!(found("k: \"a\\u00e9\\n deux\"\n", "deux"), "1:15 deux");
        assert_eq!(found("k: |\n  un\n  deux\n", "deux"), "3:3 deux");
        assert_eq!(found("k: |\n  un\n    deux\n", "deux"), "3:5 deux");
        assert_eq!(found("k: >\n  un\n  deux\n\n  trois\n", "trois"), "5:3 trois");
        assert_eq!(found("k: un\n  deux\n  trois\n", "trois"), "3:3 trois");
        assert_eq!(found("k: \"un\n  deux\"\n", "deux"), "2:3 deux");
        assert_eq!(found("k: >-\n  un été\n  deux\n", "deux"), "3:3 deux");
    }
}

//! The marks of lists as word processors and messages write them: `–`, `•`, `1.`, `a)`. YAML knows the hyphen alone, and takes
//! all others for words.

use super::shape::{Read, Text};
use super::yaml::WrittenStyle;
use crate::source::{SourceId, Span, Spanned};

/// The signs that begin an item of a list.
const SIGNS: [char; 10] = ['-', '–', '—', '*', '•', '▪', '●', '‣', '◦', '·'];

/// What the lines of a text say of a list that was meant.
#[derive(Debug, Clone, Default)]
pub struct TypedList {
    /// The words and the place of each line, where every line of several begins with a mark.
    pub lines: Vec<(String, Span)>,
    /// The hyphen of a later line, which YAML took for a word as it stands in another column than the one before.
    pub stray_dash: Option<Span>,
}

impl TypedList {
    /// The lines of a text as it was written; `plain` when it stands without quotes.
    pub(super) fn from_written(written: &str, start: usize, id: SourceId, style: WrittenStyle) -> Self {
        let is_readable = matches!(style, WrittenStyle::Plain | WrittenStyle::Block);
        if !is_readable || !written.contains('\n') {
            return Self::default();
        }
        let mut lines = Vec::new();
        let mut at = start;
        let (mut stray_dash, mut are_items) = (None, true);
        for (number, line) in written.split_inclusive('\n').enumerate() {
            let words = line.trim();
            let from = at + line.len() - line.trim_start().len();
            at += line.len();
            if words.is_empty() {
                continue;
            }
            if number > 0 && words.starts_with("- ") && style == WrittenStyle::Plain {
                stray_dash = stray_dash.or(Some(Span::new(id, from..from + 1)));
            }
            match mark_length(words) {
                Some(mark) => {
                    let place = Span::new(id, from + mark..from + words.len());
                    lines.push((words[mark..].to_string(), place));
                }
                None => are_items = false,
            }
        }
        lines.truncate(if are_items && lines.len() > 1 { lines.len() } else { 0 });
        Self { lines, stray_dash }
    }

    /// The items of the list that was meant, if the lines are one.
    pub(super) fn into_texts(&self) -> Vec<Spanned<Read>> {
        let text = |(value, span): &(String, Span)| {
            let text = Text { value: value.clone(), span: *span, style: WrittenStyle::Plain };
            Spanned::new(Read::Text(text), *span)
        };
        self.lines.iter().map(text).collect()
    }
}

/// How many bytes the mark that begins a text takes, the spaces behind it included; none without a mark or without words.
pub fn mark_length(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    let sign = if SIGNS.contains(&first) { first.len_utf8() } else { numbering_length(text)? };
    let words = text[sign..].trim_start();
    let spaces = text.len() - sign - words.len();
    (spaces > 0 && !words.is_empty()).then_some(sign + spaces)
}

/// `1.`, `12)`, `a)`: a letter with a point may begin a name.
fn numbering_length(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let is_lettered = digits == 0 && text.starts_with(|sign: char| sign.is_ascii_alphabetic());
    let length = if is_lettered { 1 } else { digits };
    let end = *text.as_bytes().get(length)?;
    let is_mark = end == b')' || end == b'.' && !is_lettered;
    ((1..=2).contains(&length) && is_mark).then_some(length + 1)
}

/// Whether a text holds several items, one behind the other on one line: `– a – b`, `1. a 2. b`.
pub fn is_run_on_list(text: &str) -> bool {
    let Some(length) = mark_length(text) else {
        return false;
    };
    let (mark, rest) = text.split_at(length);
    let mark = mark.trim_end();
    let next = match mark.trim_end_matches(['.', ')']).parse::<u32>() {
        Ok(number) => format!(" {}{} ", number + 1, &mark[mark.len() - 1..]),
        Err(_) if mark.ends_with(')') => " b) ".to_string(),
        Err(_) => format!(" {mark} "),
    };
    rest.contains(&next)
}

/// The items of a list without the mark that all of them, or all but one, have besides that of YAML.
pub(super) fn without_marks(mut items: Vec<Spanned<Read>>) -> Vec<Spanned<Read>> {
    let is_marked = |item: &&Spanned<Read>| match &item.value {
        Read::Text(text) => mark_length(&text.value).is_some(),
        _ => false,
    };
    let marked = items.iter().filter(is_marked).count();
    let are_marks = marked > 0 && (marked == items.len() || marked > 1 && marked + 1 == items.len());
    if are_marks {
        for item in &mut items {
            if let Read::Text(text) = &mut item.value {
                cut_mark(text);
            }
        }
    }
    items
}

/// Takes the mark off a text; between quotes its place stays that of the whole.
fn cut_mark(text: &mut Text) {
    let Some(length) = mark_length(&text.value) else {
        return;
    };
    text.value.drain(..length);
    if text.style == WrittenStyle::Plain {
        text.span.start += length as u32;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    fn typed(text: &str) -> (Vec<String>, bool) {
        let id = Sources::default().add("", String::new());
        let list = TypedList::from_written(text, 0, id, WrittenStyle::Plain);
        (list.lines.into_iter().map(|(words, _)| words).collect(), list.stray_dash.is_some())
    }

    #[test]
    fn marks_are_signs_numbers_and_letters_before_a_space() {
        for (text, words) in [
            ("– une lampe", "une lampe"),
            ("•\u{a0}une", "une"),
            ("12) une", "une"),
            ("a) une", "une"),
            ("1. une", "une"),
        ] {
            assert_eq!(mark_length(text).map(|at| &text[at..]), Some(words), "{text}");
        }
        for text in ["-12 %", "2026. une", "A. Martin", "à) une", "–", "– ", "3,5 km", "1.5 km", ""] {
            assert_eq!(mark_length(text), None, "{text}");
        }
    }

    #[test]
    fn lines_are_a_list_when_each_has_a_mark() {
        assert_eq!(typed("– une\n   – deux\n\n   – trois"), (vec!["une".into(), "deux".into(), "trois".into()], false));
        assert_eq!(typed("– une\n  suite\n  – deux"), (vec![], false));
        assert_eq!(typed("v-04\n   - v-05"), (vec![], true));
        assert_eq!(typed("– une"), (vec![], false));
    }

    #[test]
    fn items_behind_one_another_on_a_line_are_seen() {
        for text in ["– une – deux", "1. une 2. deux", "a) une b) deux", "- une - deux"] {
            assert!(is_run_on_list(text), "{text}");
        }
        for text in ["– une lampe", "une – deux – trois", "1. une lampe de 3. choix", "-12 - 3"] {
            assert!(!is_run_on_list(text), "{text}");
        }
    }

    #[test]
    fn a_mark_too_many_is_taken_off_when_nearly_all_items_have_one() {
        let item = |words: &str| {
            let span = Span::new(Sources::default().add("", String::new()), 0..9);
            let style = WrittenStyle::Double;
            Spanned::new(Read::Text(Text { value: words.to_string(), span, style }), span)
        };
        let cut = |all: &[&str]| {
            let items = without_marks(all.iter().copied().map(item).collect());
            let words = items.into_iter().map(|item| match item.value {
                Read::Text(text) => text.value,
                other => format!("{other:?}"),
            });
            words.collect::<Vec<_>>()
        };
        assert_eq!(cut(&["– une", "• deux"]), ["une", "deux"]);
        assert_eq!(cut(&["1. une", "2. deux", "trois"]), ["une", "deux", "trois"]);
        assert_eq!(cut(&["– une", "deux"]), ["– une", "deux"]);
        assert_eq!(cut(&["– une"]), ["une"]);
    }
}

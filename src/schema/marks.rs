//! The marks of lists as word processors and messages write them: `–`, `•`, `1.`, `a)`. YAML knows the hyphen alone, and takes
//! all others for words.

use crate::source::{SourceId, Span};

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
    /// The lines of a text as it was written in a file from some byte on; between quotes it holds none.
    pub fn from_written(written: &str, start: usize, id: SourceId, is_plain: bool) -> Self {
        if !written.contains('\n') {
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
            // In the first line a hyphen is what YAML read as that of its own list.
            if number > 0 && words.starts_with("- ") && is_plain {
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
        // One line alone is a sentence that begins with a dash.
        lines.truncate(if are_items && lines.len() > 1 { lines.len() } else { 0 });
        Self { lines, stray_dash }
    }
}

/// How many bytes the mark that begins a text takes, the spaces behind it included; none without a mark or without words.
pub fn mark_length(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    // Without a space behind it, the sign belongs to the word: `-12`, `*note*`.
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
    // The second item has the same mark, or the number that follows.
    let next = match mark.trim_end_matches(['.', ')']).parse::<u32>() {
        Ok(number) => format!(" {}{} ", number + 1, &mark[mark.len() - 1..]),
        Err(_) if mark.ends_with(')') => " b) ".to_string(),
        Err(_) => format!(" {mark} "),
    };
    rest.contains(&next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    fn typed(text: &str) -> (Vec<String>, bool) {
        let id = Sources::default().add("", String::new());
        let list = TypedList::from_written(text, 0, id, true);
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
        for text in ["-12 %", "2026. une", "A. Martin", "à) une", "–", "– ", "3,5 km", "1.5 km", ""]
        {
            assert_eq!(mark_length(text), None, "{text}");
        }
    }

    #[test]
    fn lines_are_a_list_when_each_has_a_mark() {
        assert_eq!(
            typed("– une\n   – deux\n\n   – trois"),
            (vec!["une".into(), "deux".into(), "trois".into()], false)
        );
        assert_eq!(typed("– une\n  suite\n  – deux"), (vec![], false));
        assert_eq!(typed("v-04\n   - v-05"), (vec![], true));
        assert_eq!(typed("– une"), (vec![], false));
    }

    #[test]
    fn items_behind_one_another_on_a_line_are_seen() {
        for text in ["– une – deux", "1. une 2. deux", "a) une b) deux", "- une - deux"] {
            assert!(is_run_on_list(text), "{text}");
        }
        for text in ["– une lampe", "une – deux – trois", "1. une lampe de 3. choix", "-12 - 3"]
        {
            assert!(!is_run_on_list(text), "{text}");
        }
    }
}

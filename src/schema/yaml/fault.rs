//! A fault of the YAML parser in words that somebody who never read the YAML specification can act on, at its cause.
//!
//! The parser stops where it can go no further, often a line after the mistake: a quote that is not closed, a space
//! forgotten after a colon. From what had been read before the fault follows where to look.

use std::ops::Range;

use granit_parser::ErrorKind;

use super::DEPTH;
use super::alignment::find_misalignment;
use super::spaces::{misplaced_in_line, special_space};
use crate::finding::rules::BROKEN_YAML;
use crate::finding::{Finding, Message};
use crate::source::{SourceId, Span};

/// Where the parser stopped, and what it had read.
pub(super) struct YamlFault<'a> {
    pub id: SourceId,
    pub text: &'a str,
    /// Where it stopped, in bytes.
    pub at: usize,
    /// The end of the last thing it had read.
    pub reached: usize,
    /// The last text without quotes, if it is the last thing read.
    pub plain: Option<Range<usize>>,
    /// Where the last text between quotes starts, if it runs over several lines.
    pub quoted: Option<usize>,
    /// The bracket or brace that is open.
    pub open: Option<usize>,
}

/// A place, a message and a hint, by their keys.
type FaultWords = (Range<usize>, &'static str, &'static str);

impl YamlFault<'_> {
    /// What to report of it.
    pub fn to_finding(&self, kind: &ErrorKind) -> Finding {
        if matches!(kind, ErrorKind::RecursionLimitExceeded) {
            return too_deep(self.span_of_range(self.at..self.at));
        }
        if let Some(space) = self.misplaced_space() {
            return special_space(self.span_of_range(space));
        }
        let (range, key, hint) = self.words_of_kind(kind);
        if matches!(key, "yaml-indentation" | "yaml-key" | "yaml-dash")
            && let Some(found) =
                [range.start, self.at].into_iter().find_map(|at| find_misalignment(self.text, at))
        {
            return found.into_finding(self.id, self.text);
        }
        let sign = self.text[range.start..].chars().next().unwrap_or(' ');
        let message = Message::new(key).with("sign", sign.to_string());
        let is_in_guillemets = self.is_in_guillemets(range.start);
        let finding = Finding::new(&BROKEN_YAML, self.span_of_range(range), message);
        if is_in_guillemets {
            return finding.with_hint(Message::new("hint-guillemets"));
        }
        finding.with_hint(Message::new(hint))
    }

    /// Whether the text on the line of a place starts with the quotation marks of printing, which YAML does not know.
    fn is_in_guillemets(&self, place: usize) -> bool {
        let line = self.line_range(place);
        let before = self.text[line.start..place.max(line.start)].trim_start_matches([' ', '-']);
        let value = before.split_once(": ").map_or(before, |(_, value)| value);
        value.trim_start().starts_with(['«', '“', '”', '‘'])
    }

    /// Where a quote opens that took in the keys of the lines below.
    fn swallowing_quote(&self) -> Option<usize> {
        let candidates = [self.quoted, self.opening_quote()];
        candidates.into_iter().flatten().find(|open| {
            let taken = &self.text[*open..self.at.max(*open)];
            taken.lines().skip(1).any(starts_with_key)
        })
    }

    /// A line above that starts with a dash and a word without a space between.
    fn glued_dash(&self) -> Option<Range<usize>> {
        let end = self.line_range(self.at).end;
        let mut end = end;
        for _ in 0..3 {
            let line = self.line_range(end);
            let text = &self.text[line.clone()];
            let words = text.trim_start();
            let start = line.start + text.len() - words.len();
            let is_glued =
                words.strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_alphabetic));
            if is_glued {
                return Some(start..start + 1);
            }
            end = line.start.checked_sub(1)?;
        }
        None
    }

    fn words_of_kind(&self, kind: &ErrorKind) -> FaultWords {
        use ErrorKind as K;
        if let Some(open) = self.swallowing_quote() {
            return (open..open + 1, "yaml-unclosed-quote", "hint-close-quote");
        }
        match kind {
            K::TabNotAllowed
            | K::TabInBlockIndentation
            | K::TabInIndentation
            | K::TabAtBlockScalarStart
            | K::TabInPlainScalar => (self.tab_range(), "yaml-tab", "hint-tab"),
            K::UnclosedQuotedScalar | K::DocumentIndicatorInQuotedScalar => self.unclosed_quote(),
            K::InvalidQuotedScalarIndent => self.quote_over_lines(),
            K::InvalidTrailingSingleQuotedScalar | K::InvalidTrailingDoubleQuotedScalar
                if self.is_in_braces() && self.next_key().is_some() =>
            {
                (self.next_key().unwrap_or_else(|| self.sign_range()), "yaml-comma", "hint-comma")
            }
            K::InvalidTrailingSingleQuotedScalar => {
                (self.rest_of_line(), "yaml-after-quote", "hint-single-quote")
            }
            K::InvalidTrailingDoubleQuotedScalar => {
                (self.rest_of_line(), "yaml-after-quote", "hint-double-quote")
            }
            K::UnknownQuotedScalarEscape
            | K::InvalidQuotedScalarHexEscape
            | K::InvalidUnicodeEscape => (self.escape_range(), "yaml-escape", "hint-escape"),
            K::UnexpectedCharacter { .. }
            | K::PlainScalarStartsWithDashFlowIndicator
            | K::MissingAnchorOrAliasName
            | K::UndeclaredTagHandle
            | K::MissingTagUri
            | K::InvalidBlockScalarHeader
            | K::ZeroBlockScalarIndent
            | K::MappingKeyNotAllowed => (self.sign_range(), "yaml-sign", "hint-quote-it"),
            _ => self.structure_fault(kind),
        }
    }

    /// Keys, colons, brackets and indentation: faults whose cause may lie on a line before.
    fn structure_fault(&self, kind: &ErrorKind) -> FaultWords {
        use ErrorKind as K;
        if let Some(open) = self.open.filter(|open| self.has_left(*open)) {
            return (open..open + 1, "yaml-unclosed", "hint-bracket");
        }
        if let Some(dash) = self.glued_dash() {
            return (dash, "yaml-glued-dash", "hint-glued-dash");
        }
        match kind {
            K::MismatchedFlowCollectionEnd { .. } => {
                (self.sign_range(), "yaml-wrong-bracket", "hint-bracket")
            }
            K::UnclosedFlowCollection { .. } => {
                (self.sign_range(), "yaml-unclosed", "hint-bracket")
            }
            K::MisplacedFlowCollectionEnd => (self.sign_range(), "yaml-sign", "hint-quote-it"),
            K::MappingValueNotAllowed
            | K::InvalidColonPlacement
            | K::InvalidMappingValueWhitespace
            | K::ExpectedFlowMappingSeparator
            | K::ExpectedFlowSequenceSeparator
                if self.text[self.at..].starts_with(':') =>
            {
                self.colon_fault()
            }
            K::ExpectedFlowMappingSeparator | K::ExpectedFlowSequenceSeparator => {
                (self.sign_range(), "yaml-comma", "hint-comma")
            }
            _ => self.line_fault(),
        }
    }

    /// Whether the line of the fault stands outside a bracket that was opened on a line before.
    fn has_left(&self, open: usize) -> bool {
        let (opened, line) = (self.line_range(open), self.line_range(self.at));
        let indentation = |line: &Range<usize>| {
            let text = &self.text[line.clone()];
            text.len() - text.trim_start().len()
        };
        self.text[self.at..].trim().is_empty()
            || (opened.start < line.start && indentation(&line) <= indentation(&opened))
    }

    /// A colon where no key may stand: in a text, or because a line before lacks its own.
    fn colon_fault(&self) -> FaultWords {
        let in_text = (self.sign_range(), "yaml-colon", "hint-quote-whole");
        if self.open.is_some() {
            return self.colon_in_braces();
        }
        let start = self.next_word();
        let (first, last) = (self.line_range(start), self.line_range(self.at));
        if first.start == last.start {
            return in_text;
        }
        let before = self.text[first.start..start].trim_start_matches([' ', '-']);
        if before.is_empty() {
            return self.keyless_line(start);
        }
        let key = self.text[last.start..self.at].trim_start_matches([' ', '-']);
        if key.trim_end().contains(' ') {
            return in_text;
        }
        let start = self.at - key.len();
        (start..self.at, "yaml-indentation", "hint-indentation")
    }

    /// `{ a: x b: y }`: the word before the colon is most likely a key that no comma parts from the value before.
    fn colon_in_braces(&self) -> FaultWords {
        let before = &self.text[..self.at];
        let start = before
            .rfind(|c: char| !(c.is_alphanumeric() || c == '-'))
            .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        if start < self.at && before[..start].ends_with([' ', '"', '\'']) {
            return (start..self.at, "yaml-comma", "hint-comma");
        }
        (self.sign_range(), "yaml-colon", "hint-comma")
    }

    /// Whether more braces are opened than closed on the line, before the fault.
    fn is_in_braces(&self) -> bool {
        let before = &self.text[self.line_range(self.at).start..self.at];
        before.matches('{').count() > before.matches('}').count()
    }

    /// The key that follows the fault, if a key does.
    fn next_key(&self) -> Option<Range<usize>> {
        let rest = &self.text[self.rest_of_line()];
        let words = rest.trim_start();
        let start = self.at + rest.len() - words.len();
        let end = words.find(|c: char| !(c.is_alphanumeric() || c == '-'))?;
        (end > 0 && words[end..].starts_with(": ")).then_some(start..start + end)
    }

    /// A line that has no key, or whose colon touches the value.
    fn keyless_line(&self, start: usize) -> FaultWords {
        let line = start..self.line_range(start).end;
        match self.text[line.clone()].find(':') {
            Some(colon) if !self.text[line.clone()].contains("://") => {
                let at = line.start + colon;
                (at..at + 1, "yaml-glued-colon", "hint-glued-colon")
            }
            _ => (line, "yaml-key", "hint-key"),
        }
    }

    /// A line that is not aligned, or has no key, or goes on after a value that is whole.
    fn line_fault(&self) -> FaultWords {
        let line = self.line_range(self.at);
        let before = self.text[line.start..self.at].trim();
        if before.ends_with([']', '}']) {
            return (self.rest_of_line(), "yaml-after-bracket", "hint-quote-whole");
        }
        if before.ends_with(':') && self.text[self.at..].starts_with('-') {
            return (self.sign_range(), "yaml-inline-list", "hint-inline-list");
        }
        if before == "-" {
            return (self.rest_of_line(), "yaml-dash", "hint-other");
        }
        if !before.is_empty() {
            return (self.rest_of_line(), "yaml-other", "hint-other");
        }
        let words = self.at..line.end;
        if self.follows_block_sign(line.start) {
            return (words, "yaml-block", "hint-block");
        }
        let has_key = self.text[words.clone()].contains(": ")
            || self.text[words.clone()].trim_end().ends_with(':')
            || self.text[words.clone()].starts_with("- ");
        if has_key || line.start < self.at {
            return (words, "yaml-indentation", "hint-indentation");
        }
        self.keyless_line(self.at)
    }

    /// Whether the last line with words before a place opens a block of text, with `|` or `>`.
    fn follows_block_sign(&self, place: usize) -> bool {
        let last = self.text[..place].lines().rev().find(|line| !line.trim().is_empty());
        last.is_some_and(|line| {
            let line = line.trim_end().trim_end_matches(['-', '+']);
            line.ends_with([':', '|', '>']) && line.trim_end_matches(['|', '>']).ends_with(": ")
        })
    }

    /// The quote after what had been read.
    fn opening_quote(&self) -> Option<usize> {
        let unread = self.text.get(self.reached..self.at)?;
        let is_first = |at: usize| {
            let before = unread[..at].chars().next_back();
            before.is_none_or(|c| c.is_whitespace() || matches!(c, '[' | '{' | ','))
        };
        unread
            .match_indices(['"', '\''])
            .find(|(at, _)| is_first(*at))
            .map(|(at, _)| self.reached + at)
    }

    fn unclosed_quote(&self) -> FaultWords {
        let at = self.opening_quote().unwrap_or(self.at);
        (at..at + self.sign_width(at), "yaml-unclosed-quote", "hint-close-quote")
    }

    /// A quoted text whose next line is not indented: most often the quote was forgotten.
    fn quote_over_lines(&self) -> FaultWords {
        let line = &self.text[self.line_range(self.at)];
        let has_key = line.contains(": ") || line.ends_with(':');
        let goes_on = line.ends_with(['"', '\'']) && !starts_with_key(line);
        let is_other = line.trim().is_empty() || line.trim_start().starts_with('#');
        if is_other || (has_key && !goes_on) {
            return self.unclosed_quote();
        }
        (self.rest_of_line(), "yaml-quote-indentation", "hint-quote-indentation")
    }

    /// The first tab that serves as indentation, from the line of the fault on.
    fn tab_range(&self) -> Range<usize> {
        let mut start = self.line_range(self.at).start;
        for line in self.text[start..].split_inclusive('\n') {
            let indentation = line.len() - line.trim_start_matches([' ', '\t']).len();
            if let Some(tab) = line[..indentation].find('\t') {
                return start + tab..start + tab + 1;
            }
            start += line.len();
        }
        self.sign_range()
    }

    /// The first backslash, from the fault on, that starts nothing known.
    fn escape_range(&self) -> Range<usize> {
        let mut rest = self.text[self.at..].char_indices();
        while let Some((at, sign)) = rest.next() {
            if sign == '\\'
                && !matches!(rest.next(), Some((_, next)) if "0abtnvfre \"/\\N_LP\n\r".contains(next))
            {
                return self.at + at..self.at + at + 1;
            }
        }
        self.sign_range()
    }

    /// A no-break space where YAML wants a space, on the line where the text begins that the fault ends, or on its own.
    fn misplaced_space(&self) -> Option<Range<usize>> {
        let place = |line: Range<usize>| {
            let space = misplaced_in_line(&self.text[line.clone()])?;
            Some(line.start + space.start..line.start + space.end)
        };
        place(self.line_range(self.next_word())).or_else(|| place(self.line_range(self.at)))
    }

    /// The start of the text that the fault ends; a colon and spaces may lie between what had been read and it.
    fn next_word(&self) -> usize {
        let touches = |plain: &&Range<usize>| self.text[plain.end..self.at].trim().is_empty();
        if let Some(plain) = self.plain.as_ref().filter(touches) {
            return plain.start;
        }
        let unread = &self.text[self.reached..self.at];
        let skipped = unread.trim_start_matches([':', ' ', '\t', '\r', '\n']);
        self.at - skipped.len()
    }

    fn line_range(&self, at: usize) -> Range<usize> {
        let start = self.text[..at].rfind('\n').map_or(0, |found| found + 1);
        let rest = &self.text[start..];
        let end = rest.find('\n').unwrap_or(rest.len());
        start..start + rest[..end].trim_end().len().max(at.min(start + end) - start)
    }

    /// From the fault to the end of its line.
    fn rest_of_line(&self) -> Range<usize> {
        let end = self.line_range(self.at).end;
        self.at..end.max(self.at)
    }

    /// The character at the fault.
    fn sign_range(&self) -> Range<usize> {
        self.at..self.at + self.sign_width(self.at)
    }

    fn sign_width(&self, at: usize) -> usize {
        match self.text[at..].chars().next() {
            None | Some('\n' | '\r') => 0,
            Some(sign) => sign.len_utf8(),
        }
    }

    fn span_of_range(&self, range: Range<usize>) -> Span {
        Span::new(self.id, range)
    }
}

/// Whether a line begins with one word and a colon, a dash before them or not.
fn starts_with_key(line: &str) -> bool {
    let line = line.trim_start_matches([' ', '-']);
    let key = line.split_once(':').map_or("", |(key, _)| key);
    !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '-')
}

/// Brackets or indentation without end.
pub(super) fn too_deep(span: Span) -> Finding {
    let message = Message::new("yaml-too-deep").with("most", DEPTH);
    Finding::new(&BROKEN_YAML, span, message).with_hint(Message::new("hint-too-deep"))
}

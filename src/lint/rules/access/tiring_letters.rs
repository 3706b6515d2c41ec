//! Letters that tire: words in capitals one after another, a whole line in italics.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::lint::words::compile_pattern;

pub static RULE: Rule = rule!("tiring-letters", Access, Warning, check);

/// The longest stretch in italics, in characters: a line of a slide.
const LINE: usize = 80;

/// The fewest letters of the words in capitals that make a shout; fewer are acronyms.
const LONG_WORD: usize = 5;

static ITALICS: LazyLock<Regex> = LazyLock::new(|| compile_pattern(r"(?:^|[^*])(\*[^*\s][^*]*\*)"));

fn check(context: &Context, report: &mut Report) {
    for passage in context.passages.iter().filter(|passage| !passage.is_quoted()) {
        for range in find_capital_runs(&passage.plain.words) {
            let finding = Finding::new(
                &RULE,
                passage.span_of_words(range, context.sources),
                Message::new("capitals"),
            );
            report.push(finding.with_hint(Message::new("hint-capitals")));
        }
        let text = &passage.leaf.text.value;
        for range in long_italics(text) {
            let message = Message::new("long-italics")
                .with("length", text[range.clone()].chars().count() - 2);
            let finding = Finding::new(&RULE, passage.typed_span(range, context.sources), message);
            report.push(finding.with_hint(Message::new("hint-long-italics")));
        }
    }
}

/// Stretches of at least two long words in capitals, with nothing but spaces and short capitals between them.
fn find_capital_runs(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let letters = text.as_bytes().windows(2);
    if !letters.into_iter().any(|pair| pair.iter().all(u8::is_ascii_uppercase)) {
        return found;
    }
    let mut run: Option<(Range<usize>, usize)> = None;
    for word in text.split_whitespace() {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let end = start + word.trim_end_matches(|sign: char| !sign.is_alphanumeric()).len();
        let is_long = word.chars().filter(|sign| sign.is_alphabetic()).count() >= LONG_WORD;
        if is_capitals(word) {
            let (range, long) = run.unwrap_or((start..end, 0));
            run = Some((range.start..end, long + usize::from(is_long)));
        }
        if !is_capitals(word) || !word.ends_with(char::is_alphanumeric) {
            found.extend(run.take().filter(|(_, long)| *long > 1).map(|(range, _)| range));
        }
    }
    found.extend(run.filter(|(_, long)| *long > 1).map(|(range, _)| range));
    found
}

fn is_capitals(word: &str) -> bool {
    word.chars().any(char::is_uppercase)
        && !word.chars().any(|sign| sign.is_lowercase() || sign.is_ascii_digit())
}

/// The stretches in italics that are longer than a line, stars included.
fn long_italics(text: &str) -> Vec<Range<usize>> {
    if text.len() <= LINE || !text.contains('*') {
        return Vec::new();
    }
    let stretches = ITALICS.captures_iter(text).filter_map(|found| found.get(1));
    let long = stretches.filter(|found| found.as_str().chars().count() > LINE + 2);
    long.map(|found| found.range()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_shout() {
        let text = "Le PORT EST FERMÉ AUX VÉLOS tout l'été";
        let found: Vec<_> = find_capital_runs(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["PORT EST FERMÉ AUX VÉLOS"]);
        for text in [
            "L'UNESCO et l'EPCI",
            "FEADER, LEADER, FEDER",
            "ATTENTION aux marches",
            "GR 34",
            "À LA MAIRIE, on écoute",
            "Le SNCF TER BUS CAR ne répond plus",
            "The RNLI HSE NHS BBC list is old",
        ] {
            assert_eq!(find_capital_runs(text).len(), 0, "{text}");
        }
    }

    #[test]
    fn a_title_in_italics_is_no_line() {
        let long = "a".repeat(90);
        assert_eq!(long_italics(&format!("*{long}*")).len(), 1);
        assert_eq!(long_italics(&format!("**{long}**")).len(), 0);
        assert_eq!(long_italics(&format!("*un titre* {long}")).len(), 0);
    }
}

//! A number with a point in a French text, which can be read a thousand times too large or too small.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::lint::wording::WordFile;
use crate::lint::words::compile_pattern;
use crate::text::is_apart;

pub static RULE: Rule = rule!("decimal-point", Language, Warning, check);

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    let space = r"[\s\u{a0}\u{202f}]?";
    let file = WordFile::read("decimal-point");
    let [units, counted] = ["units", "counted"].map(|list| file.in_any(list).to_fragment());
    compile_pattern(&format!(
        r"(?P<decimal>\d+\.\d{{1,2}}){space}{units}|(?P<groups>\d{{1,3}}(?:\.\d{{3}})+){space}{counted}"
    ))
});

fn check(context: &Context, report: &mut Report) {
    for passage in context.passages.iter().filter(|passage| passage.is_french_of_ours()) {
        for (range, write) in find_numbers_with_points(&passage.plain.words) {
            let message =
                Message::new("decimal-point").with("found", &passage.plain.words[range.clone()]);
            let finding =
                Finding::new(&RULE, passage.span_of_words(range, context.sources), message);
            report.push(finding.with_hint(Message::new("hint-write").with("value", write)));
        }
    }
}

/// Numbers with a point, and how French writes them.
fn find_numbers_with_points(text: &str) -> Vec<(Range<usize>, String)> {
    let has_point = |pair: &[u8]| pair[0].is_ascii_digit() && pair[1] == b'.';
    if !text.as_bytes().windows(2).any(has_point) {
        return Vec::new();
    }
    let found = NUMBER.captures_iter(text).filter_map(|found| {
        let whole = found.get(0)?;
        let ends = whole.as_str().ends_with(['%', '‰', '€']) || is_apart(text, &whole.range());
        let starts = !text[..whole.start()]
            .ends_with(|sign: char| sign.is_alphanumeric() || "._/-,".contains(sign));
        let (number, sign) = match found.name("decimal") {
            Some(number) => (number, ","),
            None => (found.name("groups")?, "\u{202f}"),
        };
        let write = || (number.range(), number.as_str().replace('.', sign));
        (starts && ends).then(write)
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_get_their_comma_or_their_space() {
        for (text, number, write) in [
            ("à 3.5 km", "3.5", "3,5"),
            ("12.5\u{a0}% des réponses", "12.5", "12,5"),
            ("2.4 millions", "2.4", "2,4"),
            ("soit 1.500 visiteurs", "1.500", "1\u{202f}500"),
        ] {
            let found: Vec<_> = find_numbers_with_points(text)
                .into_iter()
                .map(|(range, write)| (&text[range], write))
                .collect();
            assert_eq!(found, [(number, write.to_string())], "{text}");
        }
    }

    #[test]
    fn codes_dates_and_articles_are_no_numbers() {
        for text in [
            "le 14.07 au soir",
            "version 1.2",
            "article 3.2 du code",
            "02.97.12.34.56",
            "R. 133.6",
            "3.5.2 km",
            "8.30 h",
            "3,5 km",
            "1\u{202f}500 visiteurs",
            "v2.5 points",
            "à 9.30 kmart",
        ] {
            assert_eq!(find_numbers_with_points(text), [], "{text}");
        }
    }
}

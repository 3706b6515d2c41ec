//! A date written the English way in a French text: a capital, a zero, month before day.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::lint::wording::{WordFile, WordPattern};
use crate::lint::words::compile_pattern;
use crate::text::is_apart;

pub static RULE: Rule = rule!("foreign-date", Language, Info, check);

/// The words of the rule, in the patterns that dates are found by.
struct DateWords {
    /// A month or a day of the week with a capital where nothing asks for one.
    capital: Regex,
    /// The names alone, which are searched much faster: most texts have none.
    name: Regex,
    /// `03 juillet`, `1 juillet`.
    zero: Regex,
    /// `07/24/2026`, `July 24`.
    english: Regex,
    /// Days that have become names: the feast, the street, the month of 1968.
    names: HashSet<String>,
    /// `Mai 68`, `Mardi gras`, `Dimanche des Rameaux`.
    of_name: WordPattern,
    /// Words behind a day of the week that is no more than that: `le Lundi matin`.
    of_day: HashSet<String>,
}

static WORDS: LazyLock<DateWords> = LazyLock::new(|| {
    let file = WordFile::read("foreign-date");
    let words = |list: &str| file.in_any(list).to_fragment();
    let all = |list: &str| file.phrases(list).into_iter().map(str::to_string).collect();
    let (months, days, small) = (words("months"), words("days"), words("small-months"));
    let (before_months, before_days) = (words("before-months"), words("before-days"));
    let space = r"[\s\u{a0}\u{202f}]";
    DateWords {
        capital: compile_pattern(&format!(
            r"(?:(?:\d{{1,2}}|1er|{before_months} ?){space}({months})|{before_days} ({days}))"
        )),
        name: compile_pattern(&format!("{months}|{days}")),
        zero: compile_pattern(&format!(r"(0[1-9]|1){space}(?i:{small})")),
        english: compile_pattern(&format!(
            r"(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])/(?:20)?\d{{2}}|{} \d{{1,4}}",
            words("english-months")
        )),
        names: all("names"),
        of_name: file.in_any("of-name"),
        of_day: all("of-day"),
    }
});

fn check(context: &Context, report: &mut Report) {
    for passage in context.passages.iter().filter(|passage| passage.is_french_of_ours()) {
        for (range, message, write) in find_foreign_dates(&passage.plain.words) {
            let found = &passage.plain.words[range.clone()];
            let message = Message::new(message).with("found", found);
            let hint = match write {
                Some(write) => Message::new("hint-write").with("value", write),
                None => Message::new("hint-english-date"),
            };
            report.push(
                Finding::new(&RULE, passage.span_of_words(range, context.sources), message)
                    .with_hint(hint),
            );
        }
    }
}

/// Where a date is not written as in French, what is said of it, and what to write.
type ForeignDate = (Range<usize>, &'static str, Option<String>);

fn find_foreign_dates(text: &str) -> Vec<ForeignDate> {
    let mut found = find_capitalised_dates(text);
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return found;
    }
    for date in WORDS.zero.captures_iter(text) {
        let (whole, day) = (date.get(0), date.get(1));
        let Some((whole, day)) = whole.zip(day).filter(|(whole, _)| is_apart(text, &whole.range()))
        else {
            continue;
        };
        if is_alone(text, whole.start()) {
            let written = match day.as_str().trim_start_matches('0') {
                "1" => "1er",
                other => other,
            };
            found.push((day.range(), "date-zero", Some(written.to_string())));
        }
    }
    let english = WORDS.english.find_iter(text).filter(|date| is_apart(text, &date.range()));
    found.extend(english.map(|date| (date.range(), "date-english", None)));
    found
}

fn find_capitalised_dates(text: &str) -> Vec<ForeignDate> {
    let mut found = Vec::new();
    if !WORDS.name.is_match(text) {
        return found;
    }
    for date in WORDS.capital.captures_iter(text) {
        let Some((whole, word)) = date.get(0).zip(date.get(1).or_else(|| date.get(2))) else {
            continue;
        };
        let rest = &text[word.end()..];
        let is_day = date.get(2).is_some();
        let is_name = WORDS.names.contains(whole.as_str())
            || is_followed_by_name(rest)
            || (is_day && !ends_day(rest));
        if is_apart(text, &whole.range()) && !is_name {
            found.push((word.range(), "date-capital", Some(word.as_str().to_lowercase())));
        }
    }
    found
}

/// Whether a day of the week is no more than that: `le Lundi 3`, `le Lundi matin`; but `le Dimanche autrement` is a name.
fn ends_day(rest: &str) -> bool {
    let rest = rest.trim_start();
    let end = rest.find(|sign: char| !sign.is_alphabetic());
    let word = &rest[..end.unwrap_or(rest.len())];
    word.is_empty() || WORDS.of_day.contains(word)
}

/// `Mai 68`, `Mardi gras`, `Vendredi saint`, `Dimanche des Rameaux`.
fn is_followed_by_name(rest: &str) -> bool {
    rest.starts_with('-') || WORDS.of_name.find_first(rest).is_some()
}

/// Whether no other number stands before: `2,1 mars`, `1/1 juin`.
fn is_alone(text: &str, start: usize) -> bool {
    !text[..start].ends_with([',', '.', '/', '-', '\u{202f}'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, Option<String>)> {
        find_foreign_dates(text)
            .into_iter()
            .map(|(range, _, write)| (&text[range], write))
            .collect()
    }

    #[test]
    fn english_ways_are_told_with_the_french_one() {
        for (text, word, write) in [
            ("le 3 Juillet", "Juillet", Some("juillet")),
            ("en Août", "Août", Some("août")),
            ("le Samedi, on ferme", "Samedi", Some("samedi")),
            ("le Lundi suivant", "Lundi", Some("lundi")),
            ("le 03 juillet", "03", Some("3")),
            ("le 01 juin", "01", Some("1er")),
            ("le 1 juin", "1", Some("1er")),
            ("le 07/24/2026", "07/24/2026", None),
            ("le July 24", "July 24", None),
        ] {
            assert_eq!(found(text), [(word, write.map(str::to_string))], "{text}");
        }
    }

    #[test]
    fn names_and_french_dates_are_left_alone() {
        for text in [
            "Juillet a été sec. Lundi, le car roule.",
            "la rue du 4 Septembre",
            "le bal du 14 Juillet",
            "en Mai 68",
            "le Mardi gras",
            "le Dimanche autrement",
            "les Jeudis du port",
            "le 3 juillet",
            "le 1er juin",
            "le 11 juin",
            "le 24/07/2026",
            "2,1 mars",
            "10 mars",
            "Avril Lavigne en concert",
            "le car 101 juin",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}

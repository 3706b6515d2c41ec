//! A date written the English way in a French text: a capital, a zero, month before day.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::lint::words::compile_pattern;
use crate::text::is_apart;

pub static RULE: Rule = rule!("foreign-date", Language, Info, check);

/// A month or a day of the week with a capital where nothing asks for one.
static CAPITAL: LazyLock<Regex> = LazyLock::new(|| {
    let before = r"\d{1,2}|1er|(?:[Ee]n|[Dd]ébut|[Ff]in|[Dd]epuis|[Dd]ès|mois de) ?";
    let months = r"Janvier|F[ée]vrier|Mars|Avril|Mai|Juin|Juillet|Ao[uû]t|Septembre|Octobre|Novembre|D[ée]cembre";
    let days = r"Lundi|Mardi|Mercredi|Jeudi|Vendredi|Samedi|Dimanche";
    compile_pattern(&format!(
        r"(?:(?:{before})[\s\u{{a0}}\u{{202f}}]({months})|(?:[Ll]e|[Cc]e|[Cc]haque|[Dd]u|[Aa]u) ({days}))"
    ))
});

/// The names alone, which are searched much faster: most texts have none.
static NAME: LazyLock<Regex> = LazyLock::new(|| {
    compile_pattern(
        "Janvier|Fevrier|Février|Mar[sd]|Avril|Mai|Jui|Ao[uû]t|Septembre|Octobre|Novembre|D[eé]cembre|Lundi|Mercredi|Jeudi|Vendredi|Samedi|Dimanche",
    )
});

/// `03 juillet`, `1 juillet`.
static ZERO: LazyLock<Regex> = LazyLock::new(|| {
    let months =
        r"janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre";
    compile_pattern(&format!(r"(0[1-9]|1)[\s\u{{a0}}\u{{202f}}](?i:{months})"))
});

/// `07/24/2026`, `July 24`.
static ENGLISH: LazyLock<Regex> = LazyLock::new(|| {
    let months = r"January|February|April|June|July|August|September|October|November|December";
    compile_pattern(&format!(
        r"(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])/(?:20)?\d{{2}}|(?:{months}) \d{{1,4}}"
    ))
});

/// Days that have become names: the feast, the street, the month of 1968.
const NAMES: [&str; 9] = [
    "14 Juillet",
    "11 Novembre",
    "8 Mai",
    "1er Mai",
    "4 Septembre",
    "18 Juin",
    "6 Juin",
    "19 Mars",
    "15 Août",
];

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
    for date in ZERO.captures_iter(text) {
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
    let english = ENGLISH.find_iter(text).filter(|date| is_apart(text, &date.range()));
    found.extend(english.map(|date| (date.range(), "date-english", None)));
    found
}

fn find_capitalised_dates(text: &str) -> Vec<ForeignDate> {
    let mut found = Vec::new();
    if !NAME.is_match(text) {
        return found;
    }
    for date in CAPITAL.captures_iter(text) {
        let Some((whole, word)) = date.get(0).zip(date.get(1).or_else(|| date.get(2))) else {
            continue;
        };
        let rest = &text[word.end()..];
        let is_day = date.get(2).is_some();
        let is_name = NAMES.contains(&whole.as_str())
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
    const OF_DAY: [&str; 9] =
        ["matin", "midi", "après", "soir", "suivant", "dernier", "prochain", "et", "ou"];
    let rest = rest.trim_start();
    let end = rest.find(|sign: char| !sign.is_alphabetic());
    let word = &rest[..end.unwrap_or(rest.len())];
    word.is_empty() || OF_DAY.contains(&word)
}

/// `Mai 68`, `Mardi gras`, `Vendredi saint`, `Dimanche des Rameaux`.
fn is_followed_by_name(rest: &str) -> bool {
    [" 68", " gras", " saint", " noir", " des ", " de ", "-"]
        .iter()
        .any(|name| rest.starts_with(name))
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

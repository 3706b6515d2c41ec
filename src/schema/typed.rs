//! Days and periods as people type them elsewhere, for saying how to write them here.

use chrono::NaiveDate;

use crate::period::Period;
use crate::text::fold_name;

/// Months by their first letters, French and English; the first that fits counts.
const MONTHS: [(&str, u32); 18] = [
    ("jan", 1),
    ("fev", 2),
    ("feb", 2),
    ("mar", 3),
    ("avr", 4),
    ("apr", 4),
    ("mai", 5),
    ("may", 5),
    ("juin", 6),
    ("jun", 6),
    ("juil", 7),
    ("jul", 7),
    ("aou", 8),
    ("aug", 8),
    ("sep", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
];

/// `14/07/2026`, `2026/7/14`, `2026-7-4`, `14 juillet 2026`, `1er octobre 2026`, `July 14, 2026`.
pub(super) fn parse_day(text: &str) -> Option<NaiveDate> {
    let folded = fold_name(text);
    let parts: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let [one, two, three] = parts[..] else {
        return None;
    };
    let number = |part: &str| part.parse::<u32>().ok();
    let of_month = |part: &str| number(part.trim_end_matches(|c: char| c.is_alphabetic()));
    let (year, month, day) = if one.len() == 4 && number(one).is_some() {
        (number(one)?, number(two)?, number(three)?)
    } else if let Some(month) = month_number(two) {
        (number(three)?, month, of_month(one)?)
    } else if let Some(month) = month_number(one) {
        (number(three)?, month, of_month(two)?)
    } else if number(two)? > 12 {
        (number(three)?, number(one)?, number(two)?)
    } else {
        (number(three)?, number(two)?, number(one)?)
    };
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day).filter(|_| year > 999)
}

/// `T3 2026`, `2026 Q3`, `3e trimestre 2026`, `août 2026`, `07/2026`, `2026-7`, `juin-septembre 2026`, `du 1er juin au
/// 30 septembre 2026`; the period as it is written here.
pub(super) fn canonical_period(text: &str) -> Option<String> {
    let folded = fold_name(text);
    let parts: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    // A day is no range of its own month and of the one whose number it has.
    let range = || range_of_two(&parts).filter(|_| parse_day(text).is_none());
    let written = single_period(&parts).or_else(range)?;
    Period::parse(&written).is_ok().then_some(written)
}

/// A period that words and a year name.
fn single_period(parts: &[&str]) -> Option<String> {
    let year = parts.iter().find(|part| is_year(part))?;
    let rest: Vec<&str> = parts.iter().filter(|part| part != &year).copied().collect();
    Some(format!("{year}-{}", part_of_year(&rest)?))
}

/// Whether a word may be a year.
fn is_year(part: &str) -> bool {
    part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit())
}

/// The words between and before the ends of a range.
const LINKS: [&str; 8] = ["de", "du", "a", "au", "from", "to", "until", "through"];

/// A range whose ends are both days or both parts of a year, the year of one written once for both.
fn range_of_two(parts: &[&str]) -> Option<String> {
    let parts: Vec<&str> = parts.iter().filter(|part| !LINKS.contains(part)).copied().collect();
    (1..parts.len()).find_map(|at| {
        let (first, last) = parts.split_at(at);
        let with_year_of = |own: &[&str], other: &[&str]| -> Vec<String> {
            let has_year = own.iter().any(|part| is_year(part));
            let year = other.iter().filter(|part| !has_year && is_year(part)).take(1);
            own.iter().chain(year).map(ToString::to_string).collect()
        };
        let (first, last) = (with_year_of(first, last), with_year_of(last, first));
        let ends = |read: fn(&[String]) -> Option<String>| {
            read(&first).zip(read(&last)).map(|(first, last)| format!("{first}/{last}"))
        };
        ends(end_part).or_else(|| ends(end_day))
    })
}

/// An end that is a part of a year.
fn end_part(words: &[String]) -> Option<String> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    single_period(&words).filter(|written| Period::parse(written).is_ok())
}

/// An end that is a day.
fn end_day(words: &[String]) -> Option<String> {
    parse_day(&words.join(" ")).map(|day| day.to_string())
}

fn part_of_year(words: &[&str]) -> Option<String> {
    let digit = |word: &str| word.chars().next().filter(char::is_ascii_digit);
    match words {
        [number, "trimestre" | "quarter"] => Some(format!("T{}", digit(number)?)),
        [number, "semestre" | "half"] => Some(format!("S{}", digit(number)?)),
        [word] if word.len() == 2 && word.starts_with(['t', 'q', 's', 'h']) => {
            Some(word.to_uppercase())
        }
        [word] => {
            let number = word.parse().ok().or_else(|| month_number(word))?;
            Some(format!("{number:02}"))
        }
        _ => None,
    }
}

fn month_number(word: &str) -> Option<u32> {
    MONTHS.iter().find(|(start, _)| word.starts_with(start)).map(|(_, number)| *number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_understood_however_people_type_it() {
        for text in [
            "14/07/2026",
            "14-7-2026",
            "14.07.2026",
            "07/14/2026",
            "2026/07/14",
            "2026-7-14",
            "14 juillet 2026",
            "14 JUILLET 2026",
            "July 14, 2026",
            "14 July 2026",
            "14th July 2026",
        ] {
            let found = parse_day(text).map(|date| date.to_string());
            assert_eq!(found.as_deref(), Some("2026-07-14"), "{text}");
        }
        for text in ["", "hier", "30/02/2026", "14/07/26", "juillet 2026", "1/2/3/4"] {
            assert_eq!(parse_day(text), None, "{text}");
        }
    }

    #[test]
    fn a_period_is_understood_however_people_type_it() {
        for (text, written) in [
            ("T3 2026", "2026-T3"),
            ("2026 t3", "2026-T3"),
            ("Q3/2026", "2026-Q3"),
            ("3e trimestre 2026", "2026-T3"),
            ("1er semestre 2026", "2026-S1"),
            ("août 2026", "2026-08"),
            ("August 2026", "2026-08"),
            ("2026-7", "2026-07"),
            ("07/2026", "2026-07"),
            ("juin-septembre 2026", "2026-06/2026-09"),
            ("de juin à septembre 2026", "2026-06/2026-09"),
            ("juin 2026 – septembre 2026", "2026-06/2026-09"),
            ("2026-06 à 2026-09", "2026-06/2026-09"),
            ("06/2026-09/2026", "2026-06/2026-09"),
            ("novembre 2025 à mars 2026", "2025-11/2026-03"),
            ("June to September 2026", "2026-06/2026-09"),
            ("2026-T2/T3", "2026-T2/2026-T3"),
            ("01/06/2026-30/09/2026", "2026-06-01/2026-09-30"),
            ("du 1er juin au 30 septembre 2026", "2026-06-01/2026-09-30"),
        ] {
            assert_eq!(canonical_period(text).as_deref(), Some(written), "{text}");
        }
        for text in [
            "été 2026",
            "T5 2026",
            "2026-13",
            "hier",
            "2026 2027",
            "2025/2026",
            "8 octobre 2026",
            "2026-06/09",
            "septembre-juin 2026",
        ] {
            assert_eq!(canonical_period(text), None, "{text}");
        }
    }
}

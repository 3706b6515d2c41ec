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

/// `T3 2026`, `2026 Q3`, `3e trimestre 2026`, `août 2026`, `07/2026`, `2026-7`; the period as it is written here.
pub(super) fn canonical_period(text: &str) -> Option<String> {
    let folded = fold_name(text);
    let parts: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let is_year = |part: &&&str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    let year = parts.iter().find(is_year)?;
    let rest: Vec<&str> = parts.iter().filter(|part| part != &year).copied().collect();
    let written = format!("{year}-{}", part_of_year(&rest)?);
    Period::parse(&written).is_ok().then_some(written)
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
        ] {
            assert_eq!(canonical_period(text).as_deref(), Some(written), "{text}");
        }
        for text in ["été 2026", "T5 2026", "2026-13", "hier", "2026 2027"] {
            assert_eq!(canonical_period(text), None, "{text}");
        }
    }
}

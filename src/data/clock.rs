//! The time of the day behind a date, as programs write it, and how far its clock is from that of Greenwich.

use chrono::{DateTime, FixedOffset, NaiveDateTime, NaiveTime};

/// A date as it is written, and the time of the day behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WrittenClock<'t> {
    /// What stands before the time.
    pub date: &'t str,
    /// What the clock showed.
    pub time: NaiveTime,
    /// How far the clock is before that of Greenwich, where that is told.
    pub offset: Option<FixedOffset>,
}

/// The zones that programs name by letters, and their hours before Greenwich.
const ZONES: [(&str, i32); 14] = [
    ("CET", 1),
    ("CEST", 2),
    ("WET", 0),
    ("WEST", 1),
    ("BST", 1),
    ("EST", -5),
    ("EDT", -4),
    ("CST", -6),
    ("CDT", -5),
    ("MST", -7),
    ("MDT", -6),
    ("PST", -8),
    ("PDT", -7),
    ("AST", -4),
];

/// The signs of a space that stand between a date, a time and a zone.
const SPACES: [char; 3] = [' ', '\u{a0}', '\u{202f}'];

/// Reads `2026-08-03T14:15:32.5+02:00`, `03/08/2026 14:15`, `2026/08/03 2:15:32 PM UTC+2`, `lundi 3 août 2026 à 14:15`.
pub fn read_clock(text: &str) -> Option<WrittenClock<'_>> {
    // The first colon parts the hour from the minutes: no date before a time has one.
    let (before, after) = text.split_once(':')?;
    let date = before.trim_end_matches(|sign: char| sign.is_ascii_digit());
    let hour: u32 = before[date.len()..].parse().ok().filter(|hour| *hour < 24)?;
    let (minute, rest) = take_digits(after)?;
    let (second, rest) = match rest.strip_prefix(':') {
        Some(rest) => take_digits(rest)?,
        None => (0, rest),
    };
    let rest = strip_fraction(rest).trim_start_matches(SPACES);
    let (hour, rest) = take_half(hour, rest)?;
    Some(WrittenClock {
        date: strip_joint(date),
        time: NaiveTime::from_hms_opt(hour, minute, second)?,
        offset: read_offset(rest.trim_start_matches(SPACES)),
    })
}

/// The moment that programs count in seconds or thousandths of them since 1970: from 2001 to 2033.
pub fn read_count(text: &str) -> Option<NaiveDateTime> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let seconds = match text.len() {
        10 => text,
        13 => &text[..10],
        _ => return None,
    };
    // `2026073122` is a date and an hour, and no moment of the year 2034.
    let seconds =
        seconds.parse().ok().filter(|count| (1_000_000_000..2_000_000_000).contains(count));
    Some(DateTime::from_timestamp(seconds?, 0)?.naive_utc())
}

/// Two digits, and what follows them.
fn take_digits(text: &str) -> Option<(u32, &str)> {
    let (digits, rest) = text.split_at_checked(2)?;
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    Some((digits.parse().ok().filter(|_| is_number)?, rest))
}

fn strip_fraction(text: &str) -> &str {
    match text.strip_prefix(['.', ',']) {
        Some(rest) if rest.starts_with(|sign: char| sign.is_ascii_digit()) => {
            rest.trim_start_matches(|sign: char| sign.is_ascii_digit())
        }
        _ => text,
    }
}

/// The hour out of twenty-four, and what follows `AM` or `PM`; none where the two contradict each other.
fn take_half(hour: u32, rest: &str) -> Option<(u32, &str)> {
    let halves = [("AM", 0), ("PM", 12), ("a.m.", 0), ("p.m.", 12)];
    let found = halves.into_iter().find_map(|(half, hours)| {
        let (start, rest) = rest.split_at_checked(half.len())?;
        start.eq_ignore_ascii_case(half).then_some((hours, rest))
    });
    match found {
        Some((hours, rest)) => (1..=12).contains(&hour).then_some((hour % 12 + hours, rest)),
        None => Some((hour, rest)),
    }
}

/// A date without what joins it to its time: `T`, a comma, `à`.
fn strip_joint(date: &str) -> &str {
    let is_joint = |sign: char| SPACES.contains(&sign) || sign == ',';
    let date = date.trim_end_matches(is_joint);
    let joints = [" à", " a", " at", " um", " om", " alle", "T"];
    let bare = joints.into_iter().find_map(|joint| date.strip_suffix(joint));
    bare.unwrap_or(date).trim_end_matches(is_joint)
}

/// How far a clock is before Greenwich: `Z`, `+02:00`, `-0500`, `UTC+2`, `CEST`; what comes behind is its name in words.
fn read_offset(text: &str) -> Option<FixedOffset> {
    let word = text.split([' ', '[', '(']).next()?;
    if let Some((_, hours)) = ZONES.iter().find(|(name, _)| *name == word) {
        return FixedOffset::east_opt(hours * 3600);
    }
    let bare = ["UTC", "GMT", "Z"].into_iter().find_map(|name| word.strip_prefix(name));
    let offset = bare.unwrap_or(word);
    if offset.is_empty() {
        return bare.and_then(|_| FixedOffset::east_opt(0));
    }
    // The digits are hours, or hours and minutes: `+2`, `+02`, `+0530`.
    let is_behind = offset.starts_with(['-', '−']);
    let digits: String = offset.strip_prefix(['+', '-', '−'])?.replacen(':', "", 1);
    let number: i32 = digits.parse().ok().filter(|number| *number >= 0)?;
    let minutes = match digits.len() {
        1 | 2 => number * 60,
        3 | 4 => number / 100 * 60 + number % 100,
        _ => return None,
    };
    FixedOffset::east_opt(if is_behind { -minutes * 60 } else { minutes * 60 })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<String> {
        let clock = read_clock(text)?;
        let offset = clock.offset.map(|offset| offset.to_string()).unwrap_or_default();
        Some(format!("{}|{}|{offset}", clock.date, clock.time))
    }

    #[test]
    fn a_time_and_its_zone_are_read_as_programs_write_them() {
        for (text, read) in [
            ("2026-08-03T14:15:32Z", "2026-08-03|14:15:32|+00:00"),
            ("2026-08-03T14:15:32.123456+02:00", "2026-08-03|14:15:32|+02:00"),
            ("2026-08-03 14:15:32+00", "2026-08-03|14:15:32|+00:00"),
            ("2026-08-03T14:15-0330", "2026-08-03|14:15:00|-03:30"),
            ("2026-08-03T14:15+02:00[Europe/Paris]", "2026-08-03|14:15:00|+02:00"),
            ("2026/08/03 2:15:32 PM UTC+2", "2026/08/03|14:15:32|+02:00"),
            ("2026/08/03 12:15:32 AM UTC−4", "2026/08/03|00:15:32|-04:00"),
            ("08/03/2026 02:15 PM", "08/03/2026|14:15:00|"),
            ("03/08/2026 14:15", "03/08/2026|14:15:00|"),
            ("Aug 3, 2026, 2:15\u{202f}PM", "Aug 3, 2026|14:15:00|"),
            ("lundi 3 août 2026 à 14:15", "lundi 3 août 2026|14:15:00|"),
            ("Mon, 03 Aug 2026 14:15:32 +0200", "Mon, 03 Aug 2026|14:15:32|+02:00"),
            ("2026-08-03 14:15:32 GMT+0200 (heure d’été)", "2026-08-03|14:15:32|+02:00"),
            ("2026-08-03 14:15 CEST", "2026-08-03|14:15:00|+02:00"),
        ] {
            assert_eq!(shown(text).as_deref(), Some(read), "{text}");
        }
        for text in [
            "",
            "2026-08-03",
            "14h15",
            "2026-08-03 25:00",
            "2026-08-03 14:6x",
            "3:15 PM:",
            "13:15 PM",
        ] {
            assert!(shown(text).is_none_or(|read| read.starts_with('|')), "{text}");
        }
    }

    #[test]
    fn seconds_since_1970_are_a_moment() {
        let shown = |text| read_count(text).map(|moment| moment.to_string());
        assert_eq!(shown("1785535200").as_deref(), Some("2026-07-31 22:00:00"));
        assert_eq!(shown("1785535200000").as_deref(), Some("2026-07-31 22:00:00"));
        for text in
            ["2026073122", "178553520", "17855352000", "1785535200é", "+785535200", "178553520é00"]
        {
            assert_eq!(shown(text), None, "{text}");
        }
    }
}

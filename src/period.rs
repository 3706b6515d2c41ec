//! Periods: the stretches of time that decks and figures are about. A year, a half, a quarter, a month or two dates.

use std::cmp::Ordering;
use std::fmt;
use std::ops::RangeInclusive;
use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate};

/// The years that a period may be in; any other is a typing error.
pub const YEARS: RangeInclusive<i32> = 1900..=2200;

/// A stretch of whole days, in one of five forms.
///
/// Numbers outside their range, which only code can make, are read as the nearest possible ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Period {
    /// A whole calendar year.
    Year(i32),
    /// A year and its half, 1 or 2.
    Half(i32, u8),
    /// A year and its quarter, 1 to 4.
    Quarter(i32, u8),
    /// A year and its month, 1 to 12.
    Month(i32, u8),
    /// Two dates: the first day and the last, those of two months or quarters too.
    Range(NaiveDate, NaiveDate),
}

/// Why a text is not a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PeriodError {
    /// The text, which has none of the five forms.
    UnknownForm(String),
    /// A half other than 1 or 2.
    ImpossibleHalf(u32),
    /// A quarter other than 1 to 4.
    ImpossibleQuarter(u32),
    /// A month other than 1 to 12.
    ImpossibleMonth(u32),
    /// A day that the calendar does not have, as written.
    ImpossibleDate(String),
    /// A first day, and a last day that comes before it.
    EndBeforeStart(NaiveDate, NaiveDate),
    /// A year outside [`YEARS`].
    YearOutOfRange(i32),
}

impl Period {
    /// Reads `2026`, `2026-T3` or `2026-Q3`, `2026-S2` or `2026-H2`, `2026-07`, `2026-07-01/2026-09-30`, and as a range also
    /// `2026-07/2026-09` or `2026-T3/2026-T4`, with the first day of the one and the last of the other.
    pub fn parse(text: &str) -> Result<Self, PeriodError> {
        let text = text.trim();
        match text.split_once('/') {
            Some((first, last)) => parse_range(text, first.trim(), last.trim()),
            None => Self::parse_single(text),
        }
    }

    /// A period without `/`.
    fn parse_single(text: &str) -> Result<Self, PeriodError> {
        let unknown = || PeriodError::UnknownForm(text.to_owned());
        let (year, rest) = match text.split_once('-') {
            Some((year, rest)) => (year, Some(rest)),
            None => (text, None),
        };
        // The form is checked before the range of years: a wrong form is the better message for both faults.
        let year = parse_digits(year, 4).ok_or_else(unknown)? as i32;
        let period = match rest {
            None => Self::Year(year),
            Some(rest) => part_of_year(year, rest, unknown)?,
        };
        within_years(year).map(|()| period)
    }

    /// The quarter that holds a day.
    pub fn of_quarter(date: NaiveDate) -> Self {
        Self::Quarter(date.year(), date.month0() as u8 / 3 + 1)
    }

    /// The first day that belongs to it.
    pub fn first_day(self) -> NaiveDate {
        self.days().0
    }

    /// The last day that belongs to it.
    pub fn last_day(self) -> NaiveDate {
        self.days().1
    }

    /// The year that it is in; none when it is in several.
    pub fn single_year(self) -> Option<i32> {
        let year = self.first_day().year();
        (self.last_day().year() == year).then_some(year)
    }

    /// Whether a day belongs to it.
    pub fn contains(self, date: NaiveDate) -> bool {
        self.first_day() <= date && date <= self.last_day()
    }

    /// The months that it touches, in order, each as a [`Period::Month`].
    pub fn months(self) -> impl Iterator<Item = Self> {
        let number = |date: NaiveDate| date.year() * 12 + date.month0() as i32;
        (number(self.first_day())..=number(self.last_day()))
            .map(|month| Self::Month(month.div_euclid(12), month.rem_euclid(12) as u8 + 1))
    }

    /// The same season a year before; 29 February becomes 28 February, and a range up
    /// to the end of February still ends with it.
    pub fn year_before(self) -> Self {
        match self {
            Self::Year(year) => Self::Year(year - 1),
            Self::Half(year, half) => Self::Half(year - 1, half),
            Self::Quarter(year, quarter) => Self::Quarter(year - 1, quarter),
            Self::Month(year, month) => Self::Month(year - 1, month),
            Self::Range(first, last) => {
                // Going back by months makes 29 February the 28th. The other way round, an end on 28 February becomes
                // the 29th when the year before is a leap year, as both end their month.
                let earlier = months_before(last, 12);
                let end = if ends_month(last) {
                    last_of_month(earlier.year(), earlier.month() as u8)
                } else {
                    earlier
                };
                Self::Range(months_before(first, 12), end)
            }
        }
    }

    /// The period of the same length just before it.
    ///
    /// A range of whole months goes back by as many months, any other range by as many days.
    pub fn previous(self) -> Self {
        match self {
            Self::Year(year) => Self::Year(year - 1),
            Self::Half(year, ..=1) => Self::Half(year - 1, 2),
            Self::Half(year, half) => Self::Half(year, half - 1),
            Self::Quarter(year, ..=1) => Self::Quarter(year - 1, 4),
            Self::Quarter(year, quarter) => Self::Quarter(year, quarter - 1),
            Self::Month(year, ..=1) => Self::Month(year - 1, 12),
            Self::Month(year, month) => Self::Month(year, month - 1),
            Self::Range(first, last) => range_before(first, last),
        }
    }

    /// Its first and its last day, as a pair.
    pub fn days(self) -> (NaiveDate, NaiveDate) {
        let months = |year, first, count: u8| {
            (first_of_month(year, first), last_of_month(year, first + count - 1))
        };
        match self {
            Self::Year(year) => months(year, 1, 12),
            Self::Half(year, half) => months(year, half.clamp(1, 2) * 6 - 5, 6),
            Self::Quarter(year, quarter) => months(year, quarter.clamp(1, 4) * 3 - 2, 3),
            Self::Month(year, month) => months(year, month.clamp(1, 12), 1),
            Self::Range(first, last) => (first, last),
        }
    }

    /// Orders periods of the same days: wider forms come first.
    fn form_rank(self) -> u8 {
        match self {
            Self::Year(_) => 0,
            Self::Half(..) => 1,
            Self::Quarter(..) => 2,
            Self::Month(..) => 3,
            Self::Range(..) => 4,
        }
    }
}

fn part_of_year(
    year: i32,
    rest: &str,
    unknown: impl Fn() -> PeriodError,
) -> Result<Period, PeriodError> {
    // One letter and one or two digits are a quarter or a half; two digits alone are a month. Two digits after a letter
    // are read as well, for a better message: `T13` is an impossible quarter.
    let letter = rest.chars().next().map(|letter| letter.to_ascii_uppercase());
    let number = |width: RangeInclusive<usize>| {
        let text = rest.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        (text.len() + 1 == rest.len() && width.contains(&text.len()))
            .then(|| parse_digits(text, text.len()))
            .flatten()
            .ok_or_else(&unknown)
    };
    match letter {
        Some('T' | 'Q') => match number(1..=2)? {
            quarter @ 1..=4 => Ok(Period::Quarter(year, quarter as u8)),
            quarter => Err(PeriodError::ImpossibleQuarter(quarter)),
        },
        Some('S' | 'H') => match number(1..=2)? {
            half @ 1..=2 => Ok(Period::Half(year, half as u8)),
            half => Err(PeriodError::ImpossibleHalf(half)),
        },
        _ => match parse_digits(rest, 2).ok_or_else(unknown)? {
            month @ 1..=12 => Ok(Period::Month(year, month as u8)),
            month => Err(PeriodError::ImpossibleMonth(month)),
        },
    }
}

fn parse_range(whole: &str, first: &str, last: &str) -> Result<Period, PeriodError> {
    let (first, last) = match (parse_day(whole, first), parse_day(whole, last)) {
        (Err(PeriodError::UnknownForm(_)), Err(PeriodError::UnknownForm(_))) => {
            (parse_part(whole, first)?.first_day(), parse_part(whole, last)?.last_day())
        }
        (first, last) => (first?, last?),
    };
    within_years(first.year())?;
    within_years(last.year())?;
    if last < first {
        return Err(PeriodError::EndBeforeStart(first, last));
    }
    Ok(Period::Range(first, last))
}

fn parse_day(whole: &str, text: &str) -> Result<NaiveDate, PeriodError> {
    let mut parts = text.split('-');
    let mut number = |width| parts.next().and_then(|part| parse_digits(part, width));
    let (Some(year), Some(month), Some(day), None) =
        (number(4), number(2), number(2), parts.next())
    else {
        return Err(PeriodError::UnknownForm(whole.to_owned()));
    };
    NaiveDate::from_ymd_opt(year as i32, month, day)
        .ok_or_else(|| PeriodError::ImpossibleDate(text.to_owned()))
}

/// A part of a year at one end of a range. Whole years are refused, as `2025/2026` means a winter to some and two years to
/// others.
fn parse_part(whole: &str, text: &str) -> Result<Period, PeriodError> {
    match Period::parse_single(text) {
        Ok(Period::Year(_)) | Err(PeriodError::UnknownForm(_)) => {
            Err(PeriodError::UnknownForm(whole.to_owned()))
        }
        read => read,
    }
}

/// The number written with exactly `width` digits and nothing else.
fn parse_digits(text: &str, width: usize) -> Option<u32> {
    let plain = text.len() == width && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

fn within_years(year: i32) -> Result<(), PeriodError> {
    if YEARS.contains(&year) { Ok(()) } else { Err(PeriodError::YearOutOfRange(year)) }
}

fn range_before(first: NaiveDate, last: NaiveDate) -> Period {
    let end = first - Days::new(1);
    if first.day() == 1 && ends_month(last) {
        let months = (last.year() - first.year()) * 12 + last.month() as i32 - first.month() as i32;
        return Period::Range(months_before(first, months as u32 + 1), end);
    }
    let days = (last - first).num_days().unsigned_abs();
    Period::Range(end - Days::new(days), end)
}

fn months_before(date: NaiveDate, months: u32) -> NaiveDate {
    date.checked_sub_months(Months::new(months)).unwrap_or(NaiveDate::MIN)
}

fn ends_month(date: NaiveDate) -> bool {
    date == last_of_month(date.year(), date.month() as u8)
}

fn first_of_month(year: i32, month: u8) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, u32::from(month), 1).unwrap_or(NaiveDate::MIN)
}

fn last_of_month(year: i32, month: u8) -> NaiveDate {
    (28..=31)
        .rev()
        .find_map(|day| NaiveDate::from_ymd_opt(year, u32::from(month), day))
        .unwrap_or(NaiveDate::MAX)
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        Self::parse(text)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year}"),
            Self::Half(year, half) => write!(f, "{year}-S{half}"),
            Self::Quarter(year, quarter) => write!(f, "{year}-T{quarter}"),
            Self::Month(year, month) => write!(f, "{year}-{month:02}"),
            Self::Range(first, last) => write!(f, "{first}/{last}"),
        }
    }
}

/// Ordered by first day, then by last day, then by form.
impl Ord for Period {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |period: &Self| (period.days(), period.form_rank());
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for PeriodError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownForm(text) => write!(f, "`{text}` is not a period"),
            Self::ImpossibleHalf(half) => write!(f, "a year has no half `{half}`"),
            Self::ImpossibleQuarter(quarter) => write!(f, "a year has no quarter `{quarter}`"),
            Self::ImpossibleMonth(month) => write!(f, "a year has no month `{month:02}`"),
            Self::ImpossibleDate(date) => write!(f, "the calendar has no day `{date}`"),
            Self::EndBeforeStart(first, last) => {
                write!(f, "the period ends on {last}, before it starts on {first}")
            }
            Self::YearOutOfRange(year) => {
                write!(f, "the year `{year}` is not between {} and {}", YEARS.start(), YEARS.end())
            }
        }
    }
}

impl std::error::Error for PeriodError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Period {
        Period::parse(text).expect(text)
    }

    fn date(text: &str) -> NaiveDate {
        text.parse().expect(text)
    }

    #[test]
    fn every_form_is_read_and_written_back() {
        for (typed, shown) in [
            ("2026", "2026"),
            ("2026-T3", "2026-T3"),
            ("2026-Q3", "2026-T3"),
            ("2026-q3", "2026-T3"),
            ("2026-S2", "2026-S2"),
            ("2026-H2", "2026-S2"),
            ("2026-07", "2026-07"),
            ("2026-07-01/2026-09-30", "2026-07-01/2026-09-30"),
            (" 2026-07-01 / 2026-09-30 ", "2026-07-01/2026-09-30"),
            ("2026-06/2026-09", "2026-06-01/2026-09-30"),
            ("2025-11 / 2026-02", "2025-11-01/2026-02-28"),
            ("2026-T2/2026-Q3", "2026-04-01/2026-09-30"),
            ("2025-S2/2026-S1", "2025-07-01/2026-06-30"),
        ] {
            assert_eq!(read(typed).to_string(), shown);
            assert_eq!(read(shown), read(typed));
        }
    }

    #[test]
    fn each_slip_has_its_own_error() {
        use PeriodError::*;
        let refused = |text: &str| Period::parse(text).expect_err(text);
        for form in [
            "",
            "été",
            "26",
            "2026-",
            "2026-7",
            "2026-T",
            "2026-TT3",
            "2026-3T",
            "2026-T123",
            "2026-07-14",
            "07/2026",
            "2026-07-01/",
            "2026-07-01/2026-09",
            "+026",
            "２０２６",
            "2026-7-1/2026-9-30",
            "2026-é",
            "2026-07-01/2026-09-30-01",
            "2026-06/2026-09-30",
            "2026-06/09",
            "2026-06/",
            "2025/2026",
            "2026/2026-09",
            "2026-06/2026-08/2026-09",
        ] {
            assert_eq!(refused(form), UnknownForm(form.to_owned()), "{form}");
        }
        assert_eq!(refused("2026-T5"), ImpossibleQuarter(5));
        assert_eq!(refused("2026-T0"), ImpossibleQuarter(0));
        assert_eq!(refused("2026-T12"), ImpossibleQuarter(12));
        assert_eq!(refused("2026-S3"), ImpossibleHalf(3));
        assert_eq!(refused("2026-13"), ImpossibleMonth(13));
        assert_eq!(refused("2026-00"), ImpossibleMonth(0));
        assert_eq!(refused("2026-02-01/2026-02-30"), ImpossibleDate("2026-02-30".into()));
        assert_eq!(
            refused("2026-09-30/2026-07-01"),
            EndBeforeStart(date("2026-09-30"), date("2026-07-01"))
        );
        assert_eq!(
            refused("2026-09/2026-06"),
            EndBeforeStart(date("2026-09-01"), date("2026-06-30"))
        );
        assert_eq!(refused("2026-06/2026-13"), ImpossibleMonth(13));
        assert_eq!(refused("1899"), YearOutOfRange(1899));
        assert_eq!(refused("2026-07-01/9026-09-30"), YearOutOfRange(9026));
    }

    #[test]
    fn a_period_knows_its_days() {
        for (text, first, last) in [
            ("2024", "2024-01-01", "2024-12-31"),
            ("2026-S1", "2026-01-01", "2026-06-30"),
            ("2026-S2", "2026-07-01", "2026-12-31"),
            ("2026-T1", "2026-01-01", "2026-03-31"),
            ("2026-T4", "2026-10-01", "2026-12-31"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2026-06-03/2026-08-29", "2026-06-03", "2026-08-29"),
        ] {
            let period = read(text);
            assert_eq!((period.first_day(), period.last_day()), (date(first), date(last)));
            assert!(period.contains(period.first_day()) && period.contains(period.last_day()));
            assert!(!period.contains(period.last_day() + Days::new(1)));
        }
    }

    #[test]
    fn the_months_are_those_touched() {
        let months = |text: &str| -> Vec<String> {
            read(text).months().map(|month| month.to_string()).collect()
        };
        assert_eq!(months("2026-T3"), ["2026-07", "2026-08", "2026-09"]);
        assert_eq!(months("2025-12-31/2026-01-01"), ["2025-12", "2026-01"]);
        assert_eq!(months("2026").len(), 12);
    }

    #[test]
    fn the_year_before_keeps_the_season() {
        for (text, before) in [
            ("2026", "2025"),
            ("2026-S2", "2025-S2"),
            ("2026-T3", "2025-T3"),
            ("2026-02", "2025-02"),
            ("2026-06-03/2026-08-29", "2025-06-03/2025-08-29"),
            ("2024-02-29/2024-03-31", "2023-02-28/2023-03-31"),
            ("2024-02-01/2024-02-29", "2023-02-01/2023-02-28"),
            ("2025-02-01/2025-02-28", "2024-02-01/2024-02-29"),
        ] {
            assert_eq!(read(text).year_before(), read(before));
        }
    }

    #[test]
    fn the_previous_period_ends_the_day_before() {
        for (text, before) in [
            ("2026", "2025"),
            ("2026-S2", "2026-S1"),
            ("2026-S1", "2025-S2"),
            ("2026-T1", "2025-T4"),
            ("2026-T3", "2026-T2"),
            ("2026-01", "2025-12"),
            ("2026-08", "2026-07"),
            ("2026-07-01/2026-09-30", "2026-04-01/2026-06-30"),
            ("2026-03-01/2026-03-31", "2026-02-01/2026-02-28"),
            ("2026-06-03/2026-06-09", "2026-05-27/2026-06-02"),
        ] {
            assert_eq!(read(text).previous(), read(before));
            assert_eq!(read(before).last_day() + Days::new(1), read(text).first_day());
        }
    }

    #[test]
    fn a_day_falls_in_its_quarter() {
        assert_eq!(Period::of_quarter(date("2026-10-08")), read("2026-T4"));
        assert_eq!(Period::of_quarter(date("2026-03-31")), read("2026-T1"));
    }

    #[test]
    fn periods_follow_the_calendar() {
        let mut all = ["2026-T3", "2026", "2025-T4", "2026-08", "2026-07-01/2026-09-30"].map(read);
        all.sort();
        let shown = all.map(|period| period.to_string());
        assert_eq!(shown, ["2025-T4", "2026", "2026-T3", "2026-07-01/2026-09-30", "2026-08"]);
    }

    #[test]
    fn numbers_only_code_can_write_do_not_panic() {
        assert_eq!(Period::Quarter(2026, 9).first_day(), date("2026-10-01"));
        assert_eq!(Period::Month(2026, 0).last_day(), date("2026-01-31"));
        assert!(Period::Year(i32::MAX - 1).first_day() <= NaiveDate::MAX);
    }
}

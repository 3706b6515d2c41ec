//! A number as files write it, read exactly.

use rust_decimal::Decimal;

use super::Mark;

/// What stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrittenNumber {
    /// A number, and the sign after it, `%` or `€`.
    Number(Decimal, Option<char>),
    /// A mark that there is none.
    Missing,
    /// A mark that there is one, kept secret.
    Withheld,
}

/// Why a text is not a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberError {
    /// No number can be read in it, as in `fermé`.
    Other,
    /// It could be read in two ways.
    TwoReadings,
    /// More than 28 digits.
    TooManyDigits,
}

/// What files write for a value that is missing, in lower case: `(m)` and `…` are INSEE's, `:` is Eurostat's, `#n/a` and
/// `#n/d` are spreadsheets'.
const MISSING: [&str; 29] = [
    "", "-", "–", "—", "--", ":", ".", "/", "*", "nc", "n.c.", "nd", "n.d.", "na", "n/a", "…",
    "...", "..", "m", "(m)", "null", "nan", "nr", "n.r.", "ns", "n.s.", "s.o.", "#n/a", "#n/d",
];

/// What they write for one that is kept secret.
const WITHHELD: [&str; 6] = ["s", "c", "(s)", "(c)", "secret", "confidentiel"];

/// The most digits after the point, and the most zeros that an exponent adds: those of a [`Decimal`].
const MOST_DIGITS: i32 = 28;

/// Reads what stands in a cell.
pub fn read_cell(text: &str, mark: Mark, missing: &[String]) -> Result<WrittenNumber, NumberError> {
    let text = text.trim();
    let is_digit = |c: char| c.is_ascii_digit();
    // What the layout calls missing goes first: `-1` or `9999` may be such a mark.
    if missing.iter().any(|mark| mark.trim() == text) {
        return Ok(WrittenNumber::Missing);
    }
    if !text.contains(is_digit) {
        return sign_of_nothing(text);
    }
    let (number, sign) = match text.strip_suffix(['%', '€']) {
        Some(number) => (number.trim_end(), text.chars().next_back()),
        None => (text, None),
    };
    parse_decimal(number, mark).map(|number| WrittenNumber::Number(number, sign))
}

/// The letters that statistical offices put behind a number: a break, confidential, estimated, provisional, revised…
const FLAGS: &str = "bcdefinprsuz";

/// A number and the flag behind it, as Eurostat (`12.5 p`, `7 bp`) and INSEE (`12,5 (p)`, `7 (sd)`) write it.
pub fn split_flag(text: &str) -> (&str, Option<&str>) {
    let open = text.strip_suffix(')').unwrap_or(text);
    let flag_start = open.trim_end_matches(|sign: char| sign.is_ascii_alphabetic()).len();
    let (before, flag) = open.split_at(flag_start);
    // Without brackets a capital is a unit, `12 M`, and letters that touch the number are part of it.
    let bare = if open.len() < text.len() {
        before.strip_suffix('(')
    } else {
        before
            .strip_suffix([' ', '\u{a0}', '\u{202f}'])
            .filter(|_| !flag.contains(char::is_uppercase))
    };
    let is_flag = (1..=3).contains(&flag.len())
        && flag.to_lowercase().chars().all(|letter| FLAGS.contains(letter));
    let number = bare.map(str::trim_end).filter(|number| {
        is_flag && number.ends_with(|sign: char| sign.is_ascii_digit() || matches!(sign, '%' | '€'))
    });
    match number {
        Some(number) => (number, Some(flag)),
        None => (text, None),
    }
}

/// Reads a power of ten: a whole number, nothing or `_Z` (not applicable) for 0.
pub fn parse_power(text: &str) -> Option<i32> {
    match text {
        "" | "_Z" => Some(0),
        text => text.parse().ok(),
    }
}

/// A number times ten to a power, exactly; none when it has too many digits.
pub fn times_power(number: Decimal, power: i32) -> Option<Decimal> {
    // A decimal is a whole number over ten to its scale. A power of ten only changes the scale, and rounds nothing.
    let scale = i32::try_from(number.scale()).ok()?.checked_sub(power)?;
    scaled_decimal(number.mantissa(), scale)
}

/// A product, exactly; none when it has too many digits.
pub fn multiply_exactly(number: Decimal, factor: Decimal) -> Option<Decimal> {
    let mantissa = number.mantissa().checked_mul(factor.mantissa())?;
    scaled_decimal(mantissa, i32::try_from(number.scale() + factor.scale()).ok()?)
}

/// A sum, exactly; none when it has too many digits.
pub fn add_exactly(one: Decimal, other: Decimal) -> Option<Decimal> {
    let sum = one.checked_add(other)?;
    // Where digits do not fit, the sum would be rounded to fewer decimals.
    (sum.scale() == one.scale().max(other.scale())).then_some(sum)
}

fn sign_of_nothing(text: &str) -> Result<WrittenNumber, NumberError> {
    // Eurostat writes `: c` and `: u`: nothing, and a flag that says why.
    let folded = text.to_lowercase();
    let folded = match folded.strip_prefix(": ") {
        Some("c") => "c".to_owned(),
        Some(flag) if flag.len() <= 2 => ":".to_owned(),
        _ => folded,
    };
    if MISSING.contains(&folded.as_str()) {
        Ok(WrittenNumber::Missing)
    } else if WITHHELD.contains(&folded.as_str()) {
        Ok(WrittenNumber::Withheld)
    } else {
        Err(NumberError::Other)
    }
}

fn parse_decimal(text: &str, mark: Mark) -> Result<Decimal, NumberError> {
    // Spreadsheets write `1.2E+05` for large numbers.
    let (text, exponent) = match text.split_once(['e', 'E']) {
        Some((text, exponent)) => (text, exponent.parse().map_err(|_| NumberError::Other)?),
        None => (text, 0i32),
    };
    // A hyphen, the sign that printers use for minus, or the dash that programs of texts make of a hyphen.
    let (is_negative, text) = match text.strip_prefix(['-', '−', '–']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, decimals, group) = split_number(text, mark)?;
    if !is_grouped(whole, group) || !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NumberError::Other);
    }
    // All digits make one whole number, and the scale says how many of them are decimals. A float would round.
    let mut mantissa: i128 = 0;
    for byte in whole.bytes().chain(decimals.bytes()) {
        if byte.is_ascii_digit() {
            mantissa = mantissa
                .checked_mul(10)
                .and_then(|mantissa| mantissa.checked_add(i128::from(byte - b'0')))
                .ok_or(NumberError::TooManyDigits)?;
        }
    }
    let scale = i32::try_from(decimals.len())
        .ok()
        .and_then(|decimals| decimals.checked_sub(exponent))
        .ok_or(NumberError::TooManyDigits)?;
    let number = scaled_decimal(mantissa, scale).ok_or(NumberError::TooManyDigits)?;
    Ok(if is_negative { -number } else { number })
}

/// A whole number over ten to a scale, exactly.
fn scaled_decimal(mut mantissa: i128, mut scale: i32) -> Option<Decimal> {
    // Zeros at the end of too many decimals can go without loss.
    while scale > MOST_DIGITS && mantissa % 10 == 0 && mantissa != 0 {
        mantissa /= 10;
        scale -= 1;
    }
    // Zero is the same at any scale, and `0e99` is not too large.
    if mantissa == 0 {
        scale = scale.clamp(0, MOST_DIGITS);
    }
    if scale < -MOST_DIGITS {
        return None;
    }
    // A scale below zero stands for zeros before the point; they are multiplied in.
    while scale < 0 {
        mantissa = mantissa.checked_mul(10)?;
        scale += 1;
    }
    Decimal::try_from_i128_with_scale(mantissa, u32::try_from(scale).ok()?).ok()
}

/// The whole part, the decimals, and the sign that may group the digits of the whole part.
fn split_number(text: &str, mark: Mark) -> Result<(&str, &str, Option<char>), NumberError> {
    let count = |sign: char| text.matches(sign).count();
    let (commas, points) = (count(','), count('.'));
    match (commas, points) {
        (0, 0) => Ok((text, "", None)),
        // With both signs, the first one groups and the last one begins the decimals: `1.234,5` and `1,234.5`.
        (1.., 1..) => {
            let comma_first = text.find(',') < text.find('.');
            let (group, decimal) = if comma_first { (',', '.') } else { ('.', ',') };
            split_at_decimal_mark(text, decimal, Some(group), mark)
        }
        // One sign several times can only group: `1,234,567`. Unless the layout says that it begins the decimals.
        (2.., 0) if mark != Mark::Comma => Ok((text, "", Some(','))),
        (0, 2..) if mark != Mark::Point => Ok((text, "", Some('.'))),
        (1, 0) if mark == Mark::Comma => split_at_decimal_mark(text, ',', None, mark),
        (0, 1) if mark == Mark::Point => split_at_decimal_mark(text, '.', None, mark),
        // `1,234` is more than a thousand in English and little more than one in French: nobody can tell.
        (1, 0) | (0, 1) if looks_grouped(text) => Err(NumberError::TwoReadings),
        (1, 0) => split_at_decimal_mark(text, ',', None, mark),
        (0, 1) => split_at_decimal_mark(text, '.', None, mark),
        _ => Err(NumberError::Other),
    }
}

/// The text before and after the sign of the decimals, if it stands there once and is the one declared.
fn split_at_decimal_mark(
    text: &str,
    decimal: char,
    group: Option<char>,
    mark: Mark,
) -> Result<(&str, &str, Option<char>), NumberError> {
    let is_declared = match mark {
        Mark::Comma => decimal == ',',
        Mark::Point => decimal == '.',
        Mark::Either => true,
    };
    match text.split_once(decimal) {
        Some((whole, decimals)) if is_declared && !decimals.is_empty() => {
            Ok((whole, decimals, group))
        }
        _ => Err(NumberError::Other),
    }
}

/// Whether the one sign in it could stand before three decimals or after thousands.
fn looks_grouped(text: &str) -> bool {
    let Some((whole, rest)) = text.split_once([',', '.']) else {
        return false;
    };
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    // A grouped number never begins with 0, so `0,125` can be read in one way only.
    rest.len() == 3
        && (1..=3).contains(&whole.len())
        && !whole.starts_with('0')
        && is_number(whole)
        && is_number(rest)
}

/// Whether digits stand alone, or in groups of three after a first of one to three; nothing is a zero: `.5`.
fn is_grouped(whole: &str, group: Option<char>) -> bool {
    if whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return true;
    }
    let is_space = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{2009}');
    let is_apostrophe = |c: char| matches!(c, '\'' | '’');
    let is_swiss = whole.contains(is_apostrophe);
    // Without a sign that groups, spaces do, or apostrophes, as in Switzerland.
    let mut groups = whole.split(|c: char| match group {
        Some(group) => c == group,
        None if is_swiss => is_apostrophe(c),
        None => is_space(c),
    });
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let first = groups.next().unwrap_or_default();
    // No number begins with a group of zeros: in `0 125` a comma is missing.
    (1..=3).contains(&first.len())
        && !first.starts_with('0')
        && is_number(first)
        && groups.all(|group| group.len() == 3 && is_number(group))
}

#[cfg(test)]
mod tests;

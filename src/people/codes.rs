//! Codes of letters and digits: number plates, and the numbers of what one person booked.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::pattern::compile_pattern;
use crate::text::is_apart;

/// French plates since 2009, French ones before, British ones.
static PLATE: LazyLock<Regex> = LazyLock::new(|| {
    compile_pattern(
        r"[A-Za-z]{2}[-\u{2010}-\u{2013}][0-9]{3}[-\u{2010}-\u{2013}][A-Za-z]{2}|[A-Z]{2}[\s.]?[0-9]{3}[\s.]?[A-Z]{2}|[0-9]{3,4}[\s\-]?[A-Z]{2,3}[\s\-]?(?:[0-9]{2}|2[AB]|97[0-9])|[A-Z]{2}[0-9]{2}\s?[A-Z]{3}",
    )
});

/// Words of a text in capitals that would make plates of its numbers.
const NO_LETTERS: &[&str] = &[
    "AN", "AT", "AU", "AUX", "BY", "CE", "DE", "DES", "DU", "EN", "ET", "EUR", "IN", "IL", "KM",
    "LA", "LE", "LES", "MY", "NE", "NO", "OF", "ON", "OU", "SA", "SE", "THE", "TO", "TTC", "TU",
    "UN", "UNE", "WE",
];

/// What is booked, then its number: with a sign that announces one, or a code that only a register makes.
static BOOKING: LazyLock<Regex> = LazyLock::new(|| {
    compile_pattern(
        r"(?i)(?:r[ée]servation|r[ée]sa|booking|dossier|commande|order|billet|ticket|facture|invoice|confirmation|contrat|r[ée]f[ée]rence|r[ée]f|reference|ref|client|customer|adh[ée]rent|membership|member|carte|pass)(?:\s(?:ref|r[ée]f|reference|r[ée]f[ée]rence|client|d['’]h[ôo]te))?\.?\s?(n\s?[°ºo]\s?\.?\s?:?|num[ée]ro|no\.?|nr\.?|number|code|is|was|est(?: le)?|[ée]tait(?: le)?|#|:)?\s{0,2}:?\s?#?([A-Z]{0,8}[\-/]?[0-9][A-Z0-9\-/]{1,24})",
    )
});

/// A number long enough to be one of a register, whatever it is of.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    compile_pattern(
        r"(?i)(n\s?[°º]\s?:?|num[ée]ro|r[ée]f\.?|ref\.?)\s?:?\s?([A-Z]{0,4}-?[0-9]{5,12}[A-Z]{0,2})",
    )
});

/// A room or a pitch and its number.
static ROOM: LazyLock<Regex> = LazyLock::new(|| {
    compile_pattern(
        r"(?i)(?:chambre|room|emplacement|pitch|mobil[- ]?home|bungalow|cabine|cabin|chalet|caravan|berth|bedroom|tente|appartement|appart|apartment|flat)(?:, l[ae]|,? number)?\s?(n\s?[°ºo]\.?|num[ée]ro|no\.|number|#|:)?\s?([A-Z]?\d{1,4}[A-Z]?)",
    )
});

/// What a number counts when it is followed by one of these: no room, but how many in it.
static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
    compile_pattern(
        r"(?i)^(?:[,.]\d|\s?[x×€£$%+\-–/]|\s?(?:à|to|ou|or|et|and)\s\d|\s?(?:pers|places?|lits?|nuits?|nuitées|adultes?|enfants?|étoiles?|euros?|m2|m²|mois|ans|jours?|semaines?|fois|beds?|nights?|people|persons?|adults?|children|kids|stars?|pounds?|days?|weeks?|years?|guests?|times|h\b|min|pièces?|chambres?|rooms?))",
    )
});

/// Where number plates stand in a text, French and British ones.
pub fn find_plates(text: &str) -> Vec<Range<usize>> {
    let found = PLATE.find_iter(text).map(|found| found.range());
    found.filter(|range| is_apart(text, range) && !has_word(&text[range.clone()])).collect()
}

/// Whether letters of a plate that stand apart are a word: `LES 12 BUS`.
fn has_word(plate: &str) -> bool {
    let mut parts = plate.split([' ', '.', '-']);
    parts.any(|part| NO_LETTERS.contains(&part))
}

/// Numbers of bookings and orders.
pub fn find_booking_numbers(text: &str) -> Vec<Range<usize>> {
    find_numbers_after(&BOOKING, text, is_booking)
}

/// Numbers of rooms and pitches.
pub fn find_room_numbers(text: &str) -> Vec<Range<usize>> {
    find_numbers_after(&ROOM, text, |number, _| !number.starts_with('0'))
}

/// Numbers that a word before them announces as such.
pub fn find_register_numbers(text: &str) -> Vec<Range<usize>> {
    find_numbers_after(&NUMBER, text, |_, _| true)
}

/// The numbers behind the words of a pattern that stand apart; `is_number` is given whether a sign announces them.
fn find_numbers_after(
    pattern: &Regex,
    text: &str,
    is_number: fn(&str, bool) -> bool,
) -> Vec<Range<usize>> {
    let found = pattern.captures_iter(text).filter_map(|found| {
        let (whole, number) = (found.get(0)?.range(), found.get(2)?);
        let is_announced = found.get(1).is_some();
        // What follows may show that the number counts: `chambre 4 personnes`.
        let is_counted = COUNTED.is_match(&text[whole.end..]);
        let is_number =
            is_apart(text, &whole) && !is_counted && is_number(number.as_str(), is_announced);
        is_number.then_some(number.range())
    });
    found.collect()
}

/// Whether a code is one that only a register makes; what a sign announces need not be so long.
fn is_booking(code: &str, is_announced: bool) -> bool {
    let digits = code.bytes().filter(u8::is_ascii_digit).count();
    let letters = code.bytes().filter(u8::is_ascii_alphabetic);
    let is_mixed =
        letters.clone().count() > 0 && !letters.clone().any(|letter| letter.is_ascii_lowercase());
    // `réservation 2026` says for when, not which one.
    let is_year = code.len() == 4 && (code.starts_with("19") || code.starts_with("20"));
    if is_announced {
        digits >= 3 && !is_year || digits >= 2 && is_mixed
    } else {
        digits >= 5 || digits >= 2 && is_mixed && code.len() >= 5
    }
}

//! What in a text leads to a person: a handle, a phone number, a name.
//!
//! Some of it a machine recognises by its form alone ([`Identifier::is_machine_readable`]); [`mask_identifiers`] takes that out.
//! Everything here works on any text in time that grows with its length, and knows nothing of narratives.

mod addresses;
mod ages;
mod classes;
mod codes;
mod introduced_names;
mod mail;
mod moments;
mod name_context;
mod name_parts;
mod names;
mod numbers;
mod organisations;
mod phones;
mod web;
mod words;

use std::ops::Range;

pub use self::mail::has_shared_mailbox;
pub use self::moments::{first_exact_day, is_rare, names_place};
use self::words::Words;
use crate::text::ComposedText;

/// What stands in place of what was taken out.
const CUT: &str = "[…]";

/// Something that leads to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// What it is.
    pub kind: Identifier,
}

/// How something leads to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Identifier {
    /// The address of a page: `https://…`, `instagram.com/lea`.
    Link,
    /// An e-mail address, also `lea (at) example.org`.
    Mail,
    /// A name on a network: `@lea_35`.
    Handle,
    /// A bank account or a card: an IBAN, sixteen digits.
    Account,
    /// A French social security number.
    SocialSecurity,
    /// A phone number.
    Phone,
    /// A number plate.
    Plate,
    /// What one person booked or bought: the number of a booking, an order, a room, a pitch.
    Booking,
    /// The address of a device on the internet.
    Device,
    /// A name: given, family, or both, with a title or without.
    Name,
    /// A house and its street.
    Address,
    /// An age under fifteen.
    YoungAge,
}

impl Identifier {
    /// Whether its form alone shows it, so that [`mask_identifiers`] takes it out.
    pub fn is_machine_readable(self) -> bool {
        !matches!(self, Self::Name | Self::Address | Self::YoungAge)
    }
}

/// What recognises one kind.
type Finder = fn(&str) -> Vec<Range<usize>>;

/// What recognises each kind that has a form of its own, and the fewest digits near one another that it asks for; of two
/// that start together, the first tells the kind.
const FINDERS: [(Identifier, usize, Finder); 12] = [
    (Identifier::Link, 0, web::find_links),
    (Identifier::Mail, 0, mail::find_mail_addresses),
    (Identifier::Handle, 0, web::find_handles),
    (Identifier::Account, 2, numbers::find_accounts),
    (Identifier::SocialSecurity, 12, numbers::social_security),
    (Identifier::Phone, 9, phones::find_phones),
    (Identifier::Plate, 2, codes::find_plates),
    (Identifier::Booking, 1, codes::find_booking_numbers),
    (Identifier::Booking, 1, codes::find_room_numbers),
    (Identifier::Booking, 5, codes::find_register_numbers),
    (Identifier::Device, 4, numbers::find_device_addresses),
    (Identifier::Device, 1, numbers::long_devices),
];

/// The most bytes between two digits that are near one another: three dashes and two brackets of a phone number.
const NEAR: usize = 12;

/// What leads to a person in a text, in order, none over another.
pub fn find_traces(text: &str) -> Vec<Trace> {
    let composed = ComposedText::from_typed(text);
    let traces = traces_in_composed(composed.as_str()).into_iter();
    let as_typed = |trace: Trace| Trace { range: composed.range_as_typed(trace.range), ..trace };
    traces.map(as_typed).collect()
}

/// What leads to a person in a text that has each accent on its letter.
fn traces_in_composed(text: &str) -> Vec<Trace> {
    let words = Words::from_text(text);
    let by_words = [
        (Identifier::Address, addresses::find_addresses(&words)),
        (Identifier::Name, names::find_names(&words)),
        (Identifier::YoungAge, ages::find_ages(&words)),
    ];
    // What has a form of its own goes first: a name inside a mail address is part of the address, and not found again.
    let mut traces = machine_readable(text);
    let known = traces.len();
    for (kind, ranges) in by_words {
        for range in ranges {
            // The known traces are in order and apart from each other, so the first that ends behind the start of this range
            // tells whether any of them overlaps it.
            let next = traces[..known].partition_point(|trace| trace.range.end <= range.start);
            let over = traces[next..known].first();
            let is_new = !over.is_some_and(|trace| has_overlap(&trace.range, &range));
            traces.extend(is_new.then_some(Trace { range, kind }));
        }
    }
    merge_traces(traces)
}

/// A text with `[…]` in place of everything in it that a machine can follow to a person.
pub fn mask_identifiers(text: &str) -> String {
    let mut masked = text.to_string();
    // Once something is taken out, what stood on both sides of it may touch, and lead to a person itself. So the text is read
    // again until nothing is found. Each round takes out signs that `[…]` does not hold, so there is an end.
    loop {
        // As for `find_traces`: an accent may stand beside its letter.
        let composed = ComposedText::from_typed(&masked);
        let as_typed =
            |trace: Trace| Trace { range: composed.range_as_typed(trace.range), ..trace };
        let found: Vec<Trace> =
            machine_readable(composed.as_str()).into_iter().map(as_typed).collect();
        if found.is_empty() {
            return masked;
        }
        masked = replace_traces(&masked, &found);
    }
}

/// What a machine can follow to a person.
fn machine_readable(text: &str) -> Vec<Trace> {
    // Most texts have few digits, and looking for each pattern is what takes the time.
    let digits = count_close_digits(text);
    let finders = FINDERS.iter().filter(|(_, fewest, _)| digits >= *fewest);
    let found = finders.flat_map(|(kind, _, find)| {
        let ranges = find(text).into_iter();
        ranges.map(|range| Trace { range, kind: *kind })
    });
    merge_traces(found.collect())
}

/// The most digits of a text that are near one another.
fn count_close_digits(text: &str) -> usize {
    let (mut most, mut near, mut last) = (0, 0, 0);
    for (at, _) in text.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()) {
        // Two digits are near while at most `NEAR` other bytes stand between them.
        near = if at > last + NEAR + 1 { 1 } else { near + 1 };
        (most, last) = (most.max(near), at);
    }
    most
}

/// A text with `[…]` in place of some traces.
fn replace_traces(text: &str, traces: &[Trace]) -> String {
    let (mut kept, mut reached) = (String::with_capacity(text.len()), 0);
    for trace in traces {
        kept.push_str(&text[reached..trace.range.start]);
        kept.push_str(CUT);
        reached = trace.range.end;
    }
    kept.push_str(&text[reached..]);
    kept
}

/// Traces in order; those that overlap become one, of the kind that starts first, then was found first.
fn merge_traces(mut traces: Vec<Trace>) -> Vec<Trace> {
    // The sort is stable and the finders ran in their order, so of two that start together the first keeps its kind.
    traces.sort_by_key(|trace| trace.range.start);
    traces.dedup_by(|next, last| {
        let is_over = has_overlap(&last.range, &next.range);
        if is_over {
            last.range.end = last.range.end.max(next.range.end);
        }
        is_over
    });
    traces
}

fn has_overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// Whether a text has one of some signs. Quicker than a search for all of them at once.
fn has_any(text: &str, signs: &[char]) -> bool {
    signs.iter().any(|sign| text.contains(*sign))
}

/// The digits of a phone number that stay the same with and without the code of its country: the last nine.
pub fn own_digits(number: &str) -> &str {
    let own = number.len().saturating_sub(9);
    number.get(own..).unwrap_or(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_beside_their_letters_hide_nobody() {
        use unicode_normalization::UnicodeNormalization;
        for text in
            ["Je m'appelle Léa Guérin.", "Mme Noémie Bézier nous a aidés", "12 rue de l'Évêché"]
        {
            let parted: String = text.nfd().collect();
            let found = |text: &str| -> Vec<String> {
                let traces = find_traces(text).into_iter();
                traces.map(|trace| text[trace.range].nfc().collect()).collect()
            };
            assert!(!found(text).is_empty(), "{text}");
            assert_eq!(found(&parted), found(text));
        }
    }

    #[test]
    fn digits_are_counted_with_those_near_them_alone() {
        assert_eq!(count_close_digits("le 12 juin, le 3"), 3);
        assert_eq!(count_close_digits("le 12 juin, et bien plus tard le 3"), 2);
        assert_eq!(count_close_digits("aucun"), 0);
        let far = format!("{}7", "x".repeat(100));
        assert_eq!(count_close_digits(&far), 1);
    }

    #[test]
    fn no_form_that_is_looked_for_is_missed_for_want_of_digits() {
        let forms = [
            ("06 – 12 – 34 – 56 – 78", Identifier::Phone),
            ("+33 (0) 6 12 34 56 78", Identifier::Phone),
            ("06\u{2011}12\u{2011}34\u{2011}56\u{2011}78", Identifier::Phone),
            ("06·12·34·56·78", Identifier::Phone),
            (
                "FR76\u{a0}3000\u{a0}6000\u{a0}0112\u{a0}3456\u{a0}7890\u{a0}189",
                Identifier::Account,
            ),
            ("AB–123–CD", Identifier::Plate),
            ("MT84 MALT 0110 0001 2345 MTLC AST0 01S", Identifier::Account),
            ("FR76 XXXX XXXX XXXX 1234 5678", Identifier::Account),
            ("4970 1000 0000 0154", Identifier::Account),
            ("1 84 12 2A 451 089", Identifier::SocialSecurity),
            ("AB12 CDE", Identifier::Plate),
            ("chambre 7", Identifier::Booking),
            ("dossier n° AB12CDEFGHIJKLMNOP3", Identifier::Booking),
            ("8.8.4.4", Identifier::Device),
            ("fe:dc:ba:ab:cd:ef:fa:de1", Identifier::Device),
        ];
        for (form, kind) in forms {
            let found = machine_readable(form);
            let kinds: Vec<_> = found.iter().map(|trace| trace.kind).collect();
            assert_eq!(kinds, [kind], "{form}");
        }
    }
}

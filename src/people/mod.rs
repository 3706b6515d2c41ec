//! What in a text leads to a person: a handle, a phone number, a name.
//!
//! Some of it a machine recognises by its form alone ([`Identifier::is_machine_readable`]); [`masked`] takes that out.
//! Everything here works on any text in time that grows with its length, and knows nothing of narratives.

mod addresses;
mod ages;
mod classes;
mod codes;
mod mail;
mod moments;
mod names;
mod numbers;
mod organisations;
mod phones;
mod web;
mod words;

use std::ops::Range;

pub use self::moments::{day, is_rare, names_place};
use self::words::Words;

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
    /// Whether its form alone tells it, so that [`masked`] takes it out.
    pub fn is_machine_readable(self) -> bool {
        !matches!(self, Self::Name | Self::Address | Self::YoungAge)
    }
}

/// What recognises one kind.
type Finder = fn(&str) -> Vec<Range<usize>>;

/// What recognises each kind that has a form of its own; of two that start together, the first tells the kind.
const FINDERS: [(Identifier, Finder); 9] = [
    (Identifier::Link, web::links),
    (Identifier::Mail, mail::addresses),
    (Identifier::Handle, web::handles),
    (Identifier::Account, numbers::accounts),
    (Identifier::SocialSecurity, numbers::social_security),
    (Identifier::Phone, phones::phones),
    (Identifier::Plate, codes::plates),
    (Identifier::Booking, codes::bookings),
    (Identifier::Device, numbers::devices),
];

/// What leads to a person in a text, in order, none over another.
pub fn traces(text: &str) -> Vec<Trace> {
    let words = Words::of(text);
    let told = [
        (Identifier::Address, addresses::addresses(&words)),
        (Identifier::Name, names::names(&words)),
        (Identifier::YoungAge, ages::ages(&words)),
    ];
    let mut traces = machine_readable(text);
    let known = traces.len();
    for (kind, ranges) in told {
        for range in ranges {
            let next = traces[..known].partition_point(|trace| trace.range.end <= range.start);
            let over = traces[next..known].first();
            let is_new = !over.is_some_and(|trace| overlap(&trace.range, &range));
            traces.extend(is_new.then_some(Trace { range, kind }));
        }
    }
    joined(traces)
}

/// A text with `[…]` in place of everything in it that a machine can follow to a person.
pub fn masked(text: &str) -> String {
    let mut masked = text.to_string();
    loop {
        let found = machine_readable(&masked);
        if found.is_empty() {
            return masked;
        }
        masked = without(&masked, &found);
    }
}

/// What a machine can follow to a person.
fn machine_readable(text: &str) -> Vec<Trace> {
    let found = FINDERS.iter().flat_map(|(kind, find)| {
        let ranges = find(text).into_iter();
        ranges.map(|range| Trace { range, kind: *kind })
    });
    joined(found.collect())
}

/// A text with `[…]` in place of some traces.
fn without(text: &str, traces: &[Trace]) -> String {
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
fn joined(mut traces: Vec<Trace>) -> Vec<Trace> {
    traces.sort_by_key(|trace| trace.range.start);
    traces.dedup_by(|next, last| {
        let is_over = overlap(&last.range, &next.range);
        if is_over {
            last.range.end = last.range.end.max(next.range.end);
        }
        is_over
    });
    traces
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// Whether no letter or digit touches a stretch of text from outside.
fn is_apart(text: &str, range: &Range<usize>) -> bool {
    let touches = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
    !touches(text[..range.start].chars().next_back()) && !touches(text[range.end..].chars().next())
}

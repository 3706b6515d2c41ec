//! What in a text leads to a person: a handle, a phone number, a name.
//!
//! Some of it a machine recognises by its form alone ([`Identifier::is_machine_readable`]); [`masked`] takes that out.
//! Everything here works on any text in time that grows with its length, and knows nothing of narratives.

mod codes;
mod mail;
mod numbers;
mod organisations;
mod phones;
mod web;

use std::ops::Range;

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
}

impl Identifier {
    /// Whether its form alone tells it, so that [`masked`] takes it out.
    pub fn is_machine_readable(self) -> bool {
        true
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
    let found = FINDERS.iter().enumerate().flat_map(|(rank, (kind, find))| {
        let ranges = find(text).into_iter();
        ranges.map(move |range| (rank, Trace { range, kind: *kind }))
    });
    joined(found.collect())
}

/// A text with `[…]` in place of everything in it that a machine can follow to a person.
pub fn masked(text: &str) -> String {
    let mut masked = text.to_string();
    loop {
        let mut found = traces(&masked);
        found.retain(|trace| trace.kind.is_machine_readable());
        if found.is_empty() {
            return masked;
        }
        masked = without(&masked, &found);
    }
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

/// Traces in order; those that overlap become one, of the kind that starts first, then ranks first.
fn joined(mut ranked: Vec<(usize, Trace)>) -> Vec<Trace> {
    ranked.sort_by_key(|(rank, trace)| (trace.range.start, *rank));
    let mut joined: Vec<Trace> = Vec::with_capacity(ranked.len());
    for (_, trace) in ranked {
        match joined.last_mut() {
            Some(last) if trace.range.start < last.range.end => {
                last.range.end = last.range.end.max(trace.range.end);
            }
            _ => joined.push(trace),
        }
    }
    joined
}

/// Whether no letter or digit touches a stretch of text from outside.
fn is_apart(text: &str, range: &Range<usize>) -> bool {
    let touches = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
    !touches(text[..range.start].chars().next_back()) && !touches(text[range.end..].chars().next())
}

//! Since when, until when and for whom something was allowed, and what the parents of a child signed.

use chrono::NaiveDate;

use super::shape::{Field, Record, Shape, Text, field};
use super::{Audience, deck};
use crate::source::Spanned;

/// The day from which it holds.
pub(super) const ON: Field = field("on", "le", Shape::Date);
/// The last day on which it holds.
pub(super) const UNTIL: Field = field("until", "jusque", Shape::Date);
/// For whom it holds.
pub(super) const FOR: Field = field(
    "audiences",
    "publics",
    Shape::List(&Shape::Word(deck::AUDIENCES)),
);
/// Where what the parents signed is kept.
pub(super) const PARENTAL: Field = field("parental", "parental", Shape::Line);

/// What a consent or a permission holds for.
#[derive(Debug, Clone, Default)]
pub struct Terms {
    /// The day it was given; none when nobody wrote it down.
    pub on: Option<Spanned<NaiveDate>>,
    /// The last day on which it holds; none when it has no end.
    pub until: Option<Spanned<NaiveDate>>,
    /// For whom it holds; none means everybody, an empty list nobody.
    pub audiences: Option<Spanned<Vec<Audience>>>,
    /// Where what the parents of a child signed is kept.
    pub parental: Option<Text>,
}

impl Terms {
    /// The terms of a record whose table has their keys.
    pub(super) fn read(record: &mut Record) -> Self {
        let place = record.span_of("audiences");
        let audiences = deck::audiences(record, "audiences");
        Self {
            on: record.date("on"),
            until: record.date("until"),
            audiences: place.map(|span| Spanned::new(audiences, span)),
            parental: record.text("parental"),
        }
    }
}

//! Since when, until when and for whom something was allowed, and what the parents of a child signed.

use chrono::NaiveDate;

use super::shape::{Field, Name, Record, Shape, Table, Text, field};
use super::{Audience, deck};
use crate::source::Spanned;

/// The day from which it holds.
pub(super) const ON: Field = field("on", "le", Shape::Date);
/// The last day on which it holds.
pub(super) const UNTIL: Field = field("until", "jusque", Shape::Date);
/// For whom it holds.
pub(super) const FOR: Field =
    field("audiences", "publics", Shape::List(&Shape::Word(deck::AUDIENCES)));
/// Where what the parents signed is kept.
pub(super) const PARENTAL: Field = field("parental", "parental", Shape::Line);

/// Keys outside a consent or a permission that may keep something from being shown.
const GUARDS: [&str; 8] =
    ["adult", "channel", "people", "sensitive", "children", "permission", "audience", "public"];

/// Whether a key that nothing reads may have been meant to keep something from being shown: passing over it would show
/// to all what somebody wanted shown to some.
pub(super) fn may_guard(meant: Option<Name>, table: &Table) -> bool {
    let is_of_terms = |field: &Field| field.name.en == UNTIL.name.en;
    let is_guard = |name: Name| GUARDS.contains(&name.en);
    table.fields.iter().any(is_of_terms) || meant.is_some_and(is_guard)
}

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

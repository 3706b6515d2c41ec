//! Since when, until when and for whom something was allowed, and what the parents of a child signed.

use chrono::NaiveDate;

use super::choices::Name;
use super::shape::{Field, KeyTable, Record, Role, Shape, Text, field};
use super::{Audience, deck};
use crate::source::Spanned;

/// The day from which it holds.
#[rustfmt::skip]
pub(super) const ON: Field = field("on", "le", Shape::Date, Role::Guard,
        "The day the person agreed or was told; nothing is shown at an earlier meeting.",
        "Le jour où la personne a accepté ou a été prévenue\u{202f}; rien n’est montré avant.");
/// The last day on which it holds.
#[rustfmt::skip]
pub(super) const UNTIL: Field = field("until", "jusque", Shape::Date, Role::Guard,
        "The last day on which this holds; nothing is shown at a later meeting.",
        "Le dernier jour où cela vaut\u{202f}; rien n’est montré après.");
/// For whom it holds.
#[rustfmt::skip]
pub(super) const FOR: Field =
    field("audiences", "publics", Shape::List(&deck::AUDIENCE), Role::Guard,
        "Whom it may be shown to; everybody when left out.",
        "À qui cela peut être montré\u{202f}; à tous si vous ne dites rien.");
/// Where what the parents signed is kept.
#[rustfmt::skip]
pub(super) const PARENTAL: Field = field("parental", "parental", Shape::Line, Role::Private,
        "Where the paper that the parents signed is kept; never shown.",
        "Où se trouve le papier signé par les parents\u{202f}; jamais montré.");

/// Whether a key that nothing reads may have been meant to keep something from being shown: passing over it would show
/// to all what somebody wanted shown to some.
pub(super) fn may_guard(meant: Option<Name>, table: &KeyTable) -> bool {
    let is_of_terms = |field: &Field| field.name.en == UNTIL.name.en;
    let is_guard = |field: &Field| {
        field.role == Role::Guard && meant.is_some_and(|name| name.en == field.name.en)
    };
    table.fields.iter().any(|field| is_of_terms(field) || is_guard(field))
}

/// What a consent or a permission holds for.
#[derive(Debug, Clone, Default)]
pub struct ConsentTerms {
    /// The day it was given; none when nobody wrote it down.
    pub on: Option<Spanned<NaiveDate>>,
    /// The last day on which it holds; none when it has no end.
    pub until: Option<Spanned<NaiveDate>>,
    /// For whom it holds; none means everybody, an empty list nobody.
    pub audiences: Option<Spanned<Vec<Audience>>>,
    /// Where what the parents of a child signed is kept.
    pub parental: Option<Text>,
}

impl ConsentTerms {
    /// The terms of a record whose table has their keys.
    pub(super) fn read(record: &mut Record) -> Self {
        let place = record.span_of("audiences");
        let audiences = deck::read_audiences(record, "audiences");
        Self {
            on: record.date("on"),
            until: record.date("until"),
            audiences: place.map(|span| Spanned::new(audiences, span)),
            parental: record.text("parental"),
        }
    }
}

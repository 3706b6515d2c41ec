//! Since when, until when and for whom something was allowed, and what the parents of a child signed.

use chrono::NaiveDate;

use super::audience::{self, Audience};
use crate::schema::{Field, Record, Role, Shape, Text, field};
use crate::source::Spanned;

/// The day from which it holds.
#[rustfmt::skip]
pub(super) const ON: Field = field("on", "le", Shape::Date, Role::Guard,
        "The day the person agreed or was informed; nothing is shown at an earlier meeting.",
        "Le jour où la personne a accepté ou a été prévenue\u{202f}; rien n’est montré avant.");
/// The last day on which it holds.
#[rustfmt::skip]
pub(super) const UNTIL: Field = field("until", "jusqu-au", Shape::Date, Role::Term,
        "The last day on which this is valid; nothing is shown at a later meeting.",
        "Le dernier jour où cela vaut\u{202f}; rien n’est montré après.").formerly_named("until", "jusque");
/// For whom it holds.
#[rustfmt::skip]
pub(super) const FOR: Field =
    field("audiences", "publics", Shape::List(&audience::AUDIENCE), Role::Guard,
        "Who may see it; everybody when left out.",
        "À qui cela peut être montré\u{202f}; à tous si vous ne dites rien.");
/// Where what the parents signed is kept.
#[rustfmt::skip]
pub(super) const PARENTAL: Field = field("parental", "parental", Shape::Line, Role::Private,
        "Where the paper that the parents signed is kept; never shown.",
        "Où se trouve le papier signé par les parents\u{202f}; jamais montré.");

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
        let audiences = audience::read_audiences(record, "audiences");
        Self {
            on: record.date("on"),
            until: record.date("until"),
            audiences: place.map(|span| Spanned::new(audiences, span)),
            parental: record.text("parental"),
        }
    }
}

//! A timeline: what happened and what is to come, with dates.

use crate::period::Period;
use crate::schema::{KeyTable, Record, Role, Shape, Text, required};
use crate::source::{Span, Spanned};

#[rustfmt::skip]
static EVENT: KeyTable = KeyTable {
    of: "event",
    fields: &[required("when", "quand", Shape::When, Role::Value,
        "When it happened or will happen; what follows the meeting is marked “to come”.",
        "Quand cela s’est passé ou se passera\u{202f}; ce qui suit la séance est marqué «\u{a0}à venir\u{a0}»."), required("what", "quoi", Shape::Line, Role::Words,
        "What happened or will happen, in a few words.",
        "Ce qui s’est passé ou se passera, en quelques mots.")],
};

/// The keys of a timeline.
#[rustfmt::skip]
pub(super) static TIMELINE: KeyTable = KeyTable {
    of: "timeline",
    fields: &[
        required("title", "titre", Shape::Line, Role::Words,
            "What the events show together, in one sentence.",
            "Ce que les événements racontent ensemble, en une phrase."),
        required("events", "événements", Shape::List(&Shape::Map(&EVENT)), Role::Keys,
            "The events, in any order; the slide sorts them by date.",
            "Les événements, dans n’importe quel ordre\u{202f}; la diapositive les range par date."),
    ],
};

/// Events in order of time, whatever the order they were typed in.
#[derive(Debug, Clone)]
pub struct Timeline {
    /// What they tell together.
    pub title: Text,
    /// The events, the earliest first.
    pub events: Vec<Event>,
}

/// Something that happened, or is to come.
#[derive(Debug, Clone)]
pub struct Event {
    /// Its day or period.
    pub when: Spanned<Period>,
    /// What it is.
    pub what: Text,
    /// Where it stands in the file, as a whole.
    pub span: Span,
}

impl Timeline {
    /// The timeline of a record.
    pub(super) fn read(mut record: Record) -> Option<Self> {
        let mut events: Vec<Event> =
            record.maps("events").into_iter().filter_map(read_event).collect();
        events.sort_by_key(|event| event.when.value);
        Some(Self { title: record.text("title")?, events })
    }
}

fn read_event(mut record: Record) -> Option<Event> {
    Some(Event { span: record.span, when: record.period("when")?, what: record.text("what")? })
}

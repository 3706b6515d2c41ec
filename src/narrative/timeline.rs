//! A timeline: what happened and what is to come, with dates.

use super::shape::{Record, Shape, Table, Text, required};
use crate::period::Period;
use crate::source::{Span, Spanned};

static EVENT: Table = Table {
    of: "event",
    fields: &[required("when", "quand", Shape::When), required("what", "quoi", Shape::Line)],
};

/// The keys of a timeline.
pub(super) static TIMELINE: Table = Table {
    of: "timeline",
    fields: &[
        required("title", "titre", Shape::Line),
        required("events", "événements", Shape::List(&Shape::Map(&EVENT))),
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

/// One event.
#[derive(Debug, Clone)]
pub struct Event {
    /// Its day or period.
    pub when: Spanned<Period>,
    /// What it is.
    pub what: Text,
    /// The whole.
    pub span: Span,
}

impl Timeline {
    /// The timeline of a record.
    pub(super) fn read(mut record: Record) -> Option<Self> {
        let mut events: Vec<Event> = record.maps("events").into_iter().filter_map(event).collect();
        events.sort_by_key(|event| event.when.value);
        Some(Self { title: record.text("title")?, events })
    }
}

fn event(mut record: Record) -> Option<Event> {
    Some(Event { span: record.span, when: record.period("when")?, what: record.text("what")? })
}

//! A signal: something heard repeatedly, from murmur to din.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::allowance::ALLOW;
use super::pick;
use super::shape::{Name, Record, Shape, Table, Text, field, name, required};
use super::voice::CHANNELS;
use crate::source::{Span, Spanned};

const STAGES: &[Name] = &[
    name("noise", "bruit"),
    name("murmur", "murmure"),
    name("echo", "écho"),
    name("voice", "voix"),
    name("din", "vacarme"),
    name("followed", "suivi"),
    name("faded", "retombé"),
];

const STAGE_VALUES: &[Stage] = &[
    Stage::Noise,
    Stage::Murmur,
    Stage::Echo,
    Stage::Voice,
    Stage::Din,
    Stage::Followed,
    Stage::Faded,
];

/// What an observatory's figure says of a signal.
pub const READINGS: &[Name] =
    &[name("agrees", "confirme"), name("contradicts", "contredit"), name("absent", "absent")];

static OBSERVATORY: Table = Table {
    of: "observatory",
    fields: &[
        field("figure", "chiffre", Shape::Id),
        required("reading", "lecture", Shape::Word(READINGS)),
    ],
};

static ACTION: Table = Table {
    of: "action",
    fields: &[
        required("what", "quoi", Shape::Line),
        field("who", "qui", Shape::Line),
        field("by", "échéance", Shape::Date),
        field("cost", "coût", Shape::Number),
    ],
};

static SIGNAL: Table = Table {
    of: "signal",
    fields: &[
        required("id", "id", Shape::Id),
        field("title", "titre", Shape::Line),
        required("heard", "entendu", Shape::Line),
        required("stage", "stade", Shape::Word(STAGES)),
        field("first", "premier", Shape::Date),
        field("last", "dernier", Shape::Date),
        required("people", "personnes", Shape::Count),
        field("messages", "messages", Shape::Count),
        field("channels", "canaux", Shape::List(&Shape::Word(CHANNELS))),
        field("voices", "voix", Shape::List(&Shape::Id)),
        field("earlier", "avant", Shape::Id),
        field("against", "contre", Shape::Prose),
        field("observatory", "observatoire", Shape::Map(&OBSERVATORY)),
        field("action", "action", Shape::Map(&ACTION)),
        field("language", "langue", Shape::Code),
        ALLOW,
    ],
};

/// The keys of a file of signals.
pub static FILE: Table = Table {
    of: "signals",
    fields: &[required("signals", "signaux", Shape::List(&Shape::Map(&SIGNAL)))],
};

/// How loud a signal has become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// One mention, or one person repeating.
    Noise,
    /// A few people.
    Murmur,
    /// Several people, by several ways.
    Echo,
    /// A group, or an organised demand.
    Voice,
    /// Everybody speaks of it.
    Din,
    /// Acted upon, and watched.
    Followed,
    /// No longer heard.
    Faded,
}

impl Stage {
    /// How loud, from noise (0) to din (4); none once it is followed or has faded.
    pub fn loudness(self) -> Option<usize> {
        let at = STAGE_VALUES.iter().position(|stage| *stage == self)?;
        (!matches!(self, Self::Followed | Self::Faded)).then_some(at)
    }

    /// Its name in the catalogue.
    pub fn key(self) -> &'static str {
        STAGES[STAGE_VALUES.iter().position(|stage| *stage == self).unwrap_or_default()].en
    }
}

/// Something heard repeatedly.
#[derive(Debug, Clone)]
pub struct Signal {
    /// Names it in references.
    pub id: Spanned<String>,
    /// A sentence, for its slide.
    pub title: Option<Text>,
    /// What people say.
    pub heard: Text,
    /// How loud it has become.
    pub stage: Spanned<Stage>,
    /// First heard.
    pub first: Option<NaiveDate>,
    /// Last heard.
    pub last: Option<NaiveDate>,
    /// Distinct people.
    pub people: Spanned<u64>,
    /// Messages.
    pub messages: Option<Spanned<u64>>,
    /// Positions among the channels.
    pub channels: Vec<usize>,
    /// Voices that carry it.
    pub voices: Vec<Spanned<String>>,
    /// The signal of an earlier deck that it goes on from.
    pub earlier: Option<Spanned<String>>,
    /// What speaks against it.
    pub against: Option<Text>,
    /// What the observatory says.
    pub observatory: Option<Observatory>,
    /// What is proposed.
    pub action: Option<Action>,
    /// Its language when it is not the deck's.
    pub language: Option<Text>,
    /// The whole.
    pub span: Span,
}

impl Signal {
    /// Whether it is an echo or louder.
    pub fn is_loud(&self) -> bool {
        self.stage.value.loudness() >= Stage::Echo.loudness()
    }

    /// Whether it was heard by a channel of this name.
    pub fn has_channel(&self, name: &str) -> bool {
        self.channels.iter().any(|at| CHANNELS[*at].en == name)
    }
}

/// What the observatory says of a signal.
#[derive(Debug, Clone)]
pub struct Observatory {
    /// The figure.
    pub figure: Option<Spanned<String>>,
    /// Position among [`READINGS`].
    pub reading: Spanned<usize>,
}

impl Observatory {
    /// Whether the figure says the contrary of the signal.
    pub fn contradicts(&self) -> bool {
        READINGS[self.reading.value].en == "contradicts"
    }

    /// Whether nothing measures the signal.
    pub fn is_absent(&self) -> bool {
        READINGS[self.reading.value].en == "absent"
    }
}

/// What is proposed.
#[derive(Debug, Clone)]
pub struct Action {
    /// What.
    pub what: Text,
    /// Who.
    pub who: Option<Text>,
    /// By when.
    pub by: Option<NaiveDate>,
    /// How many euros.
    pub cost: Option<Decimal>,
}

/// The signals of a file.
pub fn read(mut record: Record) -> Vec<Signal> {
    record.maps("signals").into_iter().filter_map(signal).collect()
}

fn signal(mut record: Record) -> Option<Signal> {
    Some(Signal {
        span: record.span,
        id: record.id("id")?,
        title: record.text("title"),
        heard: record.text("heard")?,
        stage: record.word("stage")?.map(|at| pick(STAGE_VALUES, at)),
        first: record.date("first").map(|date| date.value),
        last: record.date("last").map(|date| date.value),
        people: record.count("people")?,
        messages: record.count("messages"),
        channels: super::deck::words(&mut record, "channels"),
        voices: record.ids("voices"),
        earlier: record.id("earlier"),
        against: record.text("against"),
        observatory: record.map("observatory").and_then(|map| observatory(map.value)),
        action: record.map("action").and_then(|map| action(map.value)),
        language: record.text("language"),
    })
}

fn observatory(mut record: Record) -> Option<Observatory> {
    Some(Observatory { figure: record.id("figure"), reading: record.word("reading")? })
}

fn action(mut record: Record) -> Option<Action> {
    Some(Action {
        what: record.text("what")?,
        who: record.text("who"),
        by: record.date("by").map(|date| date.value),
        cost: record.number("cost").map(|cost| cost.value),
    })
}

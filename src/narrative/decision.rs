//! A decision: what is asked of the board, or was decided before, with its follow-up.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::allowance::ALLOW;
use super::pick;
use super::shape::{Name, Record, Shape, Table, Text, field, name, required};
use crate::source::{Span, Spanned};

const ANSWERS: &[Name] =
    &[name("vote", "vote"), name("opinion", "avis"), name("note", "prise-d'acte")];
const ANSWER_VALUES: &[Answer] = &[Answer::Vote, Answer::Opinion, Answer::Note];

const OUTCOMES: &[Name] =
    &[name("approved", "approuvée"), name("postponed", "ajournée"), name("refused", "refusée")];
const OUTCOME_VALUES: &[Outcome] = &[Outcome::Approved, Outcome::Postponed, Outcome::Refused];

const STATES: &[Name] = &[
    name("done", "fait"),
    name("in-progress", "en-cours"),
    name("blocked", "bloqué"),
    name("dropped", "abandonné"),
];
const STATE_VALUES: &[State] = &[State::Done, State::InProgress, State::Blocked, State::Dropped];

static IMPLICATIONS: Table = Table {
    of: "implications",
    fields: &[
        field("cost", "coût", Shape::Number),
        field("yearly", "par-an", Shape::Number),
        field("staff", "personnel", Shape::Line),
        field("communes", "communes", Shape::List(&Shape::Line)),
    ],
};

static TAKEN: Table = Table {
    of: "taken",
    fields: &[
        required("on", "le", Shape::Date),
        required("result", "résultat", Shape::Word(OUTCOMES)),
    ],
};

static FOLLOW_UP: Table = Table {
    of: "follow-up",
    fields: &[
        required("state", "état", Shape::Word(STATES)),
        field("owner", "pilote", Shape::Line),
        field("effect", "effet", Shape::Prose),
        field("next", "ensuite", Shape::Line),
        field("by", "échéance", Shape::Date),
    ],
};

static DECISION: Table = Table {
    of: "decision",
    fields: &[
        required("id", "id", Shape::Id),
        field("ask", "demande", Shape::Line),
        field("context", "contexte", Shape::Prose),
        field("grounds", "motifs", Shape::Prose),
        field("options", "options", Shape::List(&Shape::Line)),
        field("otherwise", "sinon", Shape::Prose),
        field("implications", "incidences", Shape::Map(&IMPLICATIONS)),
        field("by", "échéance", Shape::Date),
        field("owner", "pilote", Shape::Line),
        field("answer-wanted", "réponse-attendue", Shape::Word(ANSWERS)),
        field("taken", "prise", Shape::Map(&TAKEN)),
        field("follow-up", "suites", Shape::Map(&FOLLOW_UP)),
        field("language", "langue", Shape::Code),
        ALLOW,
    ],
};

/// The keys of a file of decisions.
pub static FILE: Table = Table {
    of: "decisions",
    fields: &[required("decisions", "décisions", Shape::List(&Shape::Map(&DECISION)))],
};

/// What the board is to give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// A vote.
    Vote,
    /// An opinion.
    Opinion,
    /// To take note.
    Note,
}

/// What the board decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Yes.
    Approved,
    /// Later.
    Postponed,
    /// No.
    Refused,
}

impl Outcome {
    /// Its name in the catalogue.
    pub fn key(self) -> &'static str {
        OUTCOMES[OUTCOME_VALUES.iter().position(|value| *value == self).unwrap_or_default()].en
    }
}

/// How far a decision has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Done.
    Done,
    /// Under way.
    InProgress,
    /// Stopped by something.
    Blocked,
    /// Given up.
    Dropped,
}

impl State {
    /// Its name in the catalogue and for the theme's signs.
    pub fn key(self) -> &'static str {
        STATES[STATE_VALUES.iter().position(|value| *value == self).unwrap_or_default()].en
    }
}

/// What is asked of the board, or was decided before.
#[derive(Debug, Clone)]
pub struct Decision {
    /// Names it in references, and across decks.
    pub id: Spanned<String>,
    /// What is asked, as a sentence; a follow-up may leave it to the deck that asked.
    pub ask: Option<Text>,
    /// What the board must know first.
    pub context: Option<Text>,
    /// Why.
    pub grounds: Option<Text>,
    /// What may be chosen.
    pub options: Vec<Text>,
    /// What happens if nothing is decided.
    pub otherwise: Option<Text>,
    /// Euros, once.
    pub cost: Option<Decimal>,
    /// Euros a year.
    pub yearly: Option<Decimal>,
    /// What it asks of the staff.
    pub staff: Option<Text>,
    /// Where it applies.
    pub communes: Vec<Text>,
    /// By when it would be done.
    pub by: Option<NaiveDate>,
    /// Who would do it.
    pub owner: Option<Text>,
    /// What the board is to give.
    pub answer: Answer,
    /// What was decided.
    pub taken: Option<Taken>,
    /// What became of it.
    pub follow_up: Option<FollowUp>,
    /// Its language when it is not the deck's.
    pub language: Option<Text>,
    /// The whole.
    pub span: Span,
}

impl Decision {
    /// Whether this entry tells what became of a decision taken before.
    pub fn is_followed_up(&self) -> bool {
        self.taken.is_some() || self.follow_up.is_some()
    }

    /// Whether nothing more is to be told of it: it is done, dropped or refused.
    pub fn is_settled(&self) -> bool {
        let state = self.follow_up.as_ref().map(|follow_up| follow_up.state);
        let result = self.taken.as_ref().map(|taken| taken.result);
        matches!(state, Some(State::Done | State::Dropped)) || result == Some(Outcome::Refused)
    }
}

/// What was decided.
#[derive(Debug, Clone)]
pub struct Taken {
    /// When.
    pub on: NaiveDate,
    /// What.
    pub result: Outcome,
}

/// What became of a decision.
#[derive(Debug, Clone)]
pub struct FollowUp {
    /// How far it has come.
    pub state: State,
    /// Who does it.
    pub owner: Option<Text>,
    /// What it changed.
    pub effect: Option<Text>,
    /// What comes next.
    pub next: Option<Text>,
    /// By when.
    pub by: Option<NaiveDate>,
}

/// The decisions of a file.
pub fn read(mut record: Record) -> Vec<Decision> {
    record.maps("decisions").into_iter().filter_map(decision).collect()
}

fn decision(mut record: Record) -> Option<Decision> {
    let mut implications = record.map("implications").map(|map| map.value);
    let number = |map: &mut Option<Record>, key| {
        map.as_mut().and_then(|map| map.number(key)).map(|number| number.value)
    };
    Some(Decision {
        span: record.span,
        id: record.id("id")?,
        ask: record.text("ask"),
        context: record.text("context"),
        grounds: record.text("grounds"),
        options: record.texts("options"),
        otherwise: record.text("otherwise"),
        cost: number(&mut implications, "cost"),
        yearly: number(&mut implications, "yearly"),
        staff: implications.as_mut().and_then(|map| map.text("staff")),
        communes: implications.as_mut().map(|map| map.texts("communes")).unwrap_or_default(),
        by: record.date("by").map(|date| date.value),
        owner: record.text("owner"),
        answer: record
            .word("answer-wanted")
            .map_or(Answer::Vote, |word| pick(ANSWER_VALUES, word.value)),
        taken: record.map("taken").and_then(|map| taken(map.value)),
        follow_up: record.map("follow-up").and_then(|map| follow_up(map.value)),
        language: record.text("language"),
    })
}

fn taken(mut record: Record) -> Option<Taken> {
    Some(Taken {
        on: record.date("on")?.value,
        result: pick(OUTCOME_VALUES, record.word("result")?.value),
    })
}

fn follow_up(mut record: Record) -> Option<FollowUp> {
    Some(FollowUp {
        state: pick(STATE_VALUES, record.word("state")?.value),
        owner: record.text("owner"),
        effect: record.text("effect"),
        next: record.text("next"),
        by: record.date("by").map(|date| date.value),
    })
}

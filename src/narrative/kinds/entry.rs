//! An entry of a running order: the slide it asks for, and what goes with that.

use rust_decimal::Decimal;

use super::{BARE, KEYED, KEYS, SlideKind, read_keyed};
use crate::narrative::allowance::ALLOW;
use crate::narrative::audience::{AUDIENCE, Audience, read_audiences};
use crate::schema::{Field, KeyTable, Read, Record, Role, Shape, Text, field};
use crate::source::{Span, Spanned};

/// One entry of a running order.
#[derive(Debug, Clone)]
pub struct RunningOrderEntry {
    /// What it shows.
    pub kind: SlideKind,
    /// What goes with it.
    pub options: Options,
    /// Where it stands in the running order.
    pub span: Span,
}

/// A sentence that opens slides.
#[derive(Debug, Clone)]
pub struct Chapter {
    /// What is shown on the slide that opens them.
    pub title: Text,
    /// The slides it opens; none when it stands before slides that are not inside it.
    pub slides: Vec<RunningOrderEntry>,
}

/// What goes with a slide.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// A title in place of the slide's own; none keeps that one.
    pub title: Option<Text>,
    /// What the speaker says.
    pub notes: Option<Text>,
    /// How many minutes it takes.
    pub minutes: Option<Spanned<Decimal>>,
    /// For whom it may be shown; empty means everybody.
    pub audience: Vec<Audience>,
}

/// How many keys an entry has before those that name a kind, and how many after them.
const BEFORE: usize = 2;
const AFTER: usize = 6;

/// A slide that is asked for: a word alone, or keys and values.
pub(in crate::narrative) static SLIDE: Shape = Shape::Either(&BARE, &ENTRY);

#[rustfmt::skip]
static CHAPTER: [Field; BEFORE] = [
    field("chapter", "chapitre", Shape::Line, Role::Heading,
        "A sentence that opens a part of the deck, on a slide of its own.",
        "Une phrase qui ouvre une partie du dossier, sur sa propre diapositive."),
    field("slides", "diapositives", Shape::List(&SLIDE), Role::Keys,
        "The slides of this chapter, in order.",
        "Les diapositives de ce chapitre, dans l’ordre."),
];

#[rustfmt::skip]
static OPTIONS: [Field; AFTER] = [
    field("slide", "diapositive", Shape::Word(&BARE), Role::Value,
        "A ready-made slide, such as the doubts, to which you add notes or minutes.",
        "Une diapositive toute prête, les doutes par exemple, à laquelle vous ajoutez notes ou minutes."),
    field("title", "titre", Shape::Line, Role::Headline,
        "Another title for this slide, in place of its own.",
        "Un autre titre pour cette diapositive, à la place du sien."),
    field("notes", "notes", Shape::Prose, Role::Spoken,
        "What the speaker says; printed in the script, never on the slides.",
        "Ce que dit la personne qui présente\u{202f}; imprimé dans le conducteur, jamais sur les diapositives."),
    field("minutes", "minutes", Shape::Number, Role::Value,
        "How many minutes this slide takes; printed only in the script.",
        "Le nombre de minutes que prend cette diapositive\u{202f}; imprimé seulement dans le conducteur."),
    field("audience", "public", Shape::List(&AUDIENCE), Role::Guard,
        "Who may see this slide; everybody when left out.",
        "À qui cette diapositive peut être montrée\u{202f}; à tous si vous ne dites rien."),
    ALLOW,
];

/// The keys of an entry: those of a chapter, those that refer to what is written elsewhere, those that hold what they show, and
/// what goes with all.
static ENTRY: KeyTable = KeyTable { of: "entry", fields: &FIELDS };

static FIELDS: [Field; BEFORE + KEYED + AFTER] = {
    let [chapter, slides] = CHAPTER;
    // Every place is filled below: the chapter's two, each key in one of two rounds, the options.
    let mut all = [chapter; BEFORE + KEYED + AFTER];
    all[1] = slides;
    let mut filled = append_fields(&mut all, 2, &KEYS, Some(true));
    filled = append_fields(&mut all, filled, &KEYS, Some(false));
    append_fields(&mut all, filled, &OPTIONS, None);
    all
};

/// Puts some fields behind those filled: those that refer by an id, those that do not, or all. Gives how many are filled then.
const fn append_fields(
    all: &mut [Field],
    mut filled: usize,
    fields: &[Field],
    refers: Option<bool>,
) -> usize {
    let mut at = 0;
    while at < fields.len() {
        let is_reference = matches!(fields[at].role, Role::Id);
        if matches!((refers, is_reference), (None, _) | (Some(true), true) | (Some(false), false)) {
            all[filled] = fields[at];
            filled += 1;
        }
        at += 1;
    }
    filled
}

/// An entry as it was read: a word alone, or keys and values.
pub(in crate::narrative) fn read_entry(read: Spanned<Read>) -> RunningOrderEntry {
    let span = read.span;
    if let Some(bare) = read.value.choice(&BARE) {
        return RunningOrderEntry { kind: bare(), options: Options::default(), span };
    }
    match read.value {
        Read::Map(mut record) => RunningOrderEntry {
            kind: read_kind(&mut record),
            options: read_options(&mut record),
            span,
        },
        _ => RunningOrderEntry { kind: SlideKind::Unclear, options: Options::default(), span },
    }
}

fn read_kind(record: &mut Record) -> SlideKind {
    let slides: Vec<RunningOrderEntry> =
        record.list("slides").into_iter().map(read_entry).collect();
    let mut named = Vec::new();
    match record.text("chapter") {
        Some(title) => named.push(SlideKind::Chapter(Chapter { title, slides })),
        None if !slides.is_empty() => named.push(SlideKind::Unclear),
        None => {}
    }
    // All keys are looked at, not the first alone: an entry that names two things is unclear.
    named.extend(read_keyed(record));
    named.extend(record.choice("slide", &BARE).map(|bare| (bare.value)()));
    match named.len() {
        1 => named.remove(0),
        _ => SlideKind::Unclear,
    }
}

fn read_options(record: &mut Record) -> Options {
    Options {
        title: record.text("title"),
        notes: record.text("notes"),
        minutes: record.number("minutes"),
        audience: read_audiences(record, "audience"),
    }
}

//! A voice: exact words, who speaks (as a role), where, when, on what consent.

use chrono::NaiveDate;

use super::allowance::ALLOW;
use super::pick;
use super::shape::{Field, Name, Read, Record, Shape, Table, Text, field, name, required};
use super::terms::{self, Terms};
use crate::period::Period;
use crate::source::{Span, Spanned};

/// Where words were said.
pub const CHANNELS: &[Name] = &[
    name("front-desk", "guichet"),
    name("facebook", "facebook"),
    name("instagram", "instagram"),
    name("google-review", "avis-google"),
    name("tripadvisor", "tripadvisor"),
    name("e-mail", "courriel"),
    name("letter", "courrier"),
    name("phone", "téléphone"),
    name("private-message", "message-privé"),
    name("interview", "entretien"),
    name("meeting", "réunion"),
    name("survey", "enquête"),
    name("field", "terrain"),
    name("press", "presse"),
    name("other", "autre"),
];

/// How words were meant.
pub const TONES: &[Name] = &[
    name("critical", "critique"),
    name("supportive", "favorable"),
    name("mixed", "nuancé"),
    name("question", "question"),
    name("suggestion", "suggestion"),
    name("neutral", "neutre"),
];

/// On what basis words are quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The person agreed.
    Consent,
    /// The person was told.
    Informed,
    /// Nobody knows, or can find, who spoke.
    Anonymous,
    /// The words are ours.
    Paraphrase,
    /// The words were published as a work.
    PublishedWork,
}

impl Basis {
    /// Its English name, which names its words in the catalogue.
    pub fn key(self) -> &'static str {
        BASES[self as usize].en
    }
}

/// In the order of their names.
const BASIS_VALUES: &[Basis] =
    &[Basis::Consent, Basis::Informed, Basis::Anonymous, Basis::Paraphrase, Basis::PublishedWork];

const BASES: &[Name] = &[
    name("consent", "accord"),
    name("informed", "informé"),
    name("anonymous", "anonyme"),
    name("paraphrase", "paraphrase"),
    name("published-work", "œuvre-publiée"),
];

/// Who translated.
pub const TRANSLATORS: &[Name] = &[
    name("human", "humaine"),
    name("machine-checked", "machine-relue"),
    name("machine", "machine"),
];

/// What may tie who speaks to us.
pub const INTERESTS: &[Name] = &[
    name("staff", "équipe"),
    name("elected", "mandat"),
    name("partner", "partenaire"),
    name("none", "aucun"),
];

/// What was mended in words that are quoted.
pub const REPAIRS: &[Name] = &[name("spelling", "orthographe"), name("punctuation", "ponctuation")];

static ORIGINAL: Table = Table {
    of: "original",
    fields: &[required("file", "fichier", Shape::Line), required("id", "id", Shape::Id)],
};

static TRANSLATION: Table = Table {
    of: "translation",
    fields: &[
        required("text", "texte", Shape::Prose),
        required("by", "par", Shape::Word(TRANSLATORS)),
    ],
};

static SPEAKER: Table = Table {
    of: "speaker",
    fields: &[
        required("role", "rôle", Shape::Line),
        field("adult", "adulte", Shape::Flag),
        field("origin", "origine", Shape::Line),
        field("interest", "intérêt", Shape::Word(INTERESTS)),
    ],
};

static CONSENT: Table = Table {
    of: "consent",
    fields: &[
        required("basis", "base", Shape::Word(BASES)),
        terms::ON,
        terms::UNTIL,
        terms::FOR,
        terms::PARENTAL,
    ],
};

static SELECTION: Table = Table {
    of: "selection",
    fields: &[
        required("read", "lus", Shape::Count),
        required("kept", "retenus", Shape::Count),
        field("critical", "critiques", Shape::Count),
        field("by-channel", "par-canal", Shape::Open(&Shape::Count)),
        field("by", "par", Shape::List(&Shape::Line)),
        field("method", "méthode", Shape::Prose),
    ],
};

/// The keys of somebody's words, used or not.
const WORDS_FIELDS: [Field; 15] = [
    required("id", "id", Shape::Id),
    required("text", "texte", Shape::Prose),
    field("language", "langue", Shape::Code),
    field("original", "original", Shape::Map(&ORIGINAL)),
    field("repaired", "retouches", Shape::List(&Shape::Word(REPAIRS))),
    field("translation", "traduction", Shape::Map(&TRANSLATION)),
    required("speaker", "personne", Shape::Map(&SPEAKER)),
    field("channel", "canal", Shape::Word(CHANNELS)),
    field("date", "date", Shape::Month),
    field("context", "contexte", Shape::Line),
    field("tone", "ton", Shape::Word(TONES)),
    field("theme", "thème", Shape::Line),
    field("sensitive", "sensible", Shape::Flag),
    required("consent", "accord", Shape::Map(&CONSENT)),
    field("answer", "réponse", Shape::Line),
];

static VOICE: Table = Table { of: "voice", fields: &VOICE_FIELDS };

const VOICE_FIELDS: [Field; WORDS_FIELDS.len() + 1] = {
    let mut fields = [ALLOW; WORDS_FIELDS.len() + 1];
    let mut at = 0;
    while at < WORDS_FIELDS.len() {
        fields[at] = WORDS_FIELDS[at];
        at += 1;
    }
    fields
};

/// A voice that nobody has chosen yet: what is missing is asked for once it stands among the voices, and so is why a rule is
/// set aside.
static DRAFT: Table = Table { of: Table::DRAFT, fields: &DRAFT_FIELDS };

/// The keys of a voice, of which only the first two, `id` and `text`, must be there.
const DRAFT_FIELDS: [Field; WORDS_FIELDS.len()] = {
    let mut fields = WORDS_FIELDS;
    let mut at = 2;
    while at < fields.len() {
        fields[at].required = false;
        at += 1;
    }
    fields
};

/// The keys of a file of voices.
pub static FILE: Table = Table {
    of: "voices",
    fields: &[
        field("selection", "sélection", Shape::Map(&SELECTION)),
        field("voices", "voix", Shape::List(&Shape::Map(&VOICE))),
        field("drafts", "brouillons", Shape::List(&Shape::Map(&DRAFT))),
    ],
};

/// How words were meant, where it changes what is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Against us or what we did.
    Critical,
    /// Any other.
    Other,
}

/// Exact words and who said them.
#[derive(Debug, Clone)]
pub struct Voice {
    /// Names it in references.
    pub id: Spanned<String>,
    /// The exact words.
    pub text: Text,
    /// The language they were said in, when it is not the deck's.
    pub language: Option<Text>,
    /// Where the message they were taken from is kept.
    pub original: Option<Stored>,
    /// What was mended in them, by positions among `REPAIRS`.
    pub repaired: Vec<usize>,
    /// The words in the deck's language.
    pub translation: Option<Translation>,
    /// Who speaks, as a role.
    pub role: Text,
    /// Whether they are of age, if somebody said so.
    pub adult: Option<Spanned<bool>>,
    /// Where they come from.
    pub origin: Option<Text>,
    /// What ties them to us, if somebody said so: a position among [`INTERESTS`].
    pub interest: Option<usize>,
    /// Position among [`CHANNELS`].
    pub channel: Option<usize>,
    /// The day they were said, or the first of the month when no more is said; printed as a month.
    pub date: Option<NaiveDate>,
    /// Whether the day is said, and not the month only.
    pub has_day: bool,
    /// What they answered to.
    pub context: Option<Text>,
    /// Position among [`TONES`].
    pub tone: Option<usize>,
    /// Whether they tell of health, opinions, beliefs, origin or the like, if somebody said so.
    pub sensitive: Option<Spanned<bool>>,
    /// What we answered.
    pub answer: Option<Text>,
    /// On what basis they are quoted.
    pub consent: Consent,
    /// The whole.
    pub span: Span,
}

impl Voice {
    /// Whether something of the words was mended, by its English name.
    pub fn is_repaired(&self, what: &str) -> bool {
        self.repaired.iter().any(|at| REPAIRS[*at].en == what)
    }

    /// Whether the words are ours, and only the thought is theirs.
    pub fn is_paraphrase(&self) -> bool {
        self.consent.basis.value == Basis::Paraphrase
    }

    /// Whether the words are marked as meant in some way, by its English name.
    pub fn is_meant(&self, tone: &str) -> bool {
        self.tone.is_some_and(|at| TONES[at].en == tone)
    }

    /// The English name of where the words were said.
    pub fn channel_name(&self) -> Option<&'static str> {
        self.channel.map(|at| CHANNELS[at].en)
    }

    /// What ties who speaks to us, by its English name; none where nothing does, or nothing is said.
    pub fn declared_interest(&self) -> Option<&'static str> {
        let interest = self.interest.map(|at| INTERESTS[at].en);
        interest.filter(|interest| *interest != "none")
    }

    /// Whether the words speak against us.
    pub fn tone(&self) -> Tone {
        if self.is_meant("critical") { Tone::Critical } else { Tone::Other }
    }
}

/// Where the message that a voice was taken from is kept.
#[derive(Debug, Clone)]
pub struct Stored {
    /// A file of messages under `private/`.
    pub file: Text,
    /// The message in it.
    pub id: Spanned<String>,
}

/// Words in another language.
#[derive(Debug, Clone)]
pub struct Translation {
    /// The words.
    pub text: Text,
    /// Position among [`TRANSLATORS`].
    pub by: usize,
}

/// On what basis words are quoted.
#[derive(Debug, Clone)]
pub struct Consent {
    /// The basis.
    pub basis: Spanned<Basis>,
    /// What it holds for.
    pub terms: Terms,
}

/// How voices were chosen among all that was read.
#[derive(Debug, Clone)]
pub struct Selection {
    /// Messages read.
    pub read: Spanned<u64>,
    /// Voices kept.
    pub kept: Spanned<u64>,
    /// Messages read by channel, as named, in the order written.
    pub by_channel: Vec<(Text, Spanned<u64>)>,
    /// Critical ones among those kept.
    pub critical: Option<Spanned<u64>>,
    /// Who chose.
    pub by: Vec<Text>,
    /// How.
    pub method: Option<Text>,
    /// The whole.
    pub span: Span,
}

/// The selection and the voices of a file.
pub fn read(mut record: Record) -> (Option<Selection>, Vec<Voice>) {
    let selection = record.map("selection").and_then(|map| selection(map.value));
    let voices = record.maps("voices").into_iter().filter_map(voice).collect();
    (selection, voices)
}

fn selection(mut record: Record) -> Option<Selection> {
    Some(Selection {
        span: record.span,
        read: record.count("read")?,
        kept: record.count("kept")?,
        critical: record.count("critical"),
        by_channel: by_channel(&mut record),
        by: record.texts("by"),
        method: record.text("method"),
    })
}

fn by_channel(record: &mut Record) -> Vec<(Text, Spanned<u64>)> {
    let pairs = record.open("by-channel").map(|open| open.value);
    let count = |(channel, read): (Text, Spanned<Read>)| match read.value {
        Read::Count(count) => Some((channel, Spanned::new(count, read.span))),
        _ => None,
    };
    pairs.unwrap_or_default().into_iter().filter_map(count).collect()
}

fn voice(mut record: Record) -> Option<Voice> {
    let mut speaker = record.map("speaker")?.value;
    let mut consent = record.map("consent")?.value;
    let date = record.period("date").map(|date| date.value);
    Some(Voice {
        span: record.span,
        id: record.id("id")?,
        text: record.text("text")?,
        language: record.text("language"),
        original: record.map("original").and_then(|map| stored(map.value)),
        repaired: super::deck::words(&mut record, "repaired"),
        translation: record.map("translation").and_then(|map| translation(map.value)),
        role: speaker.text("role")?,
        adult: speaker.flag("adult"),
        origin: speaker.text("origin"),
        interest: speaker.word("interest").map(|word| word.value),
        channel: record.word("channel").map(|word| word.value),
        date: date.map(Period::first),
        has_day: matches!(date, Some(Period::Range(..))),
        context: record.text("context"),
        tone: record.word("tone").map(|word| word.value),
        sensitive: record.flag("sensitive"),
        answer: record.text("answer"),
        consent: Consent {
            basis: consent.word("basis")?.map(|at| pick(BASIS_VALUES, at)),
            terms: Terms::read(&mut consent),
        },
    })
}

fn stored(mut record: Record) -> Option<Stored> {
    Some(Stored { file: record.text("file")?, id: record.id("id")? })
}

fn translation(mut record: Record) -> Option<Translation> {
    Some(Translation { text: record.text("text")?, by: record.word("by")?.value })
}

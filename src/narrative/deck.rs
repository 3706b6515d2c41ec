//! A deck's own file: one meeting's presentation, who, when, and its running order.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::allowance::ALLOW;
use super::photo::{PHOTO, Photo};
use super::shape::{Name, Read, Record, Shape, Table, Text, field, name, required};
use super::table::{DataTable, TABLE};
use super::timeline::{TIMELINE, Timeline};
use super::written::Written;
use super::{LANGUAGES, pick};
use crate::locale::Language;
use crate::period::Period;
use crate::source::{Span, Spanned};

/// For whom a PDF is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, clap::ValueEnum)]
pub enum Audience {
    /// The elected officials of the meeting.
    #[value(aliases = ["elus", "élus"])]
    Board,
    /// Anybody.
    Public,
    /// The team.
    #[value(alias = "interne")]
    Internal,
}

impl Audience {
    /// Its English name, which names its words in the catalogue.
    pub fn key(self) -> &'static str {
        AUDIENCES[self as usize].en
    }

    /// Whether something for these audiences is for it; for none means for everybody.
    pub fn is_among(self, audiences: &[Self]) -> bool {
        audiences.is_empty() || audiences.contains(&self)
    }
}

/// Names of audiences.
pub const AUDIENCES: &[Name] =
    &[name("board", "élus"), name("public", "public"), name("internal", "interne")];
/// Audiences in the order of their names.
pub const AUDIENCE_VALUES: &[Audience] = &[Audience::Board, Audience::Public, Audience::Internal];

/// The audiences under a key of a record.
pub fn audiences(record: &mut Record, key: &'static str) -> Vec<Audience> {
    words(record, key).into_iter().map(|at| pick(AUDIENCE_VALUES, at)).collect()
}

/// The positions of a list of fixed values.
pub fn words(record: &mut Record, key: &'static str) -> Vec<usize> {
    let word = |item: Spanned<Read>| match item.value {
        Read::Word(at) => Some(at),
        _ => None,
    };
    record.list(key).into_iter().filter_map(word).collect()
}

const KINDS: &[Name] = &[
    name("quarterly", "trimestriel"),
    name("season", "saison"),
    name("annual", "annuel"),
    name("budget", "budget"),
    name("signal", "signal"),
    name("council", "conseil"),
];
/// In the order of their names.
const KIND_VALUES: &[Occasion] = &[
    Occasion::Quarterly,
    Occasion::Season,
    Occasion::Annual,
    Occasion::Budget,
    Occasion::Signal,
    Occasion::Council,
];
const STATUSES: &[Name] = &[name("draft", "brouillon"), name("final", "définitif")];

const BARE: &[Name] = &[
    name("cover", "couverture"),
    name("follow-up", "suites"),
    name("signals", "signaux"),
    name("doubts", "doutes"),
    name("spending", "dépenses"),
    name("decisions", "décisions"),
    name("annex", "annexe"),
];

static MEETING: Table = Table {
    of: "meeting",
    fields: &[
        required("body", "instance", Shape::Line),
        required("date", "date", Shape::Date),
        field("minutes", "minutes", Shape::Count),
        field("convened", "convocation", Shape::Date),
        field("public", "publique", Shape::Flag),
    ],
};

static ENTRY: Table = Table {
    of: "entry",
    fields: &[
        field("chapter", "chapitre", Shape::Line),
        field("slides", "diapositives", Shape::List(&Shape::Either(BARE, &ENTRY))),
        field("story", "récit", Shape::Id),
        field("voices", "voix", Shape::List(&Shape::Id)),
        field("figure", "chiffre", Shape::Id),
        field("signal", "signal", Shape::Id),
        field("decision", "décision", Shape::Id),
        field("photo", "photo", Shape::Map(&PHOTO)),
        field("statement", "phrase", Shape::Line),
        field("timeline", "chronologie", Shape::Map(&TIMELINE)),
        field("table", "tableau", Shape::Map(&TABLE)),
        field("custom", "libre", Shape::Line),
        field("slide", "diapositive", Shape::Word(BARE)),
        field("title", "titre", Shape::Line),
        field("notes", "notes", Shape::Prose),
        field("minutes", "minutes", Shape::Number),
        field("audience", "public", Shape::List(&Shape::Word(AUDIENCES))),
        ALLOW,
    ],
};

/// The keys of a deck's file.
pub static DECK: Table = Table {
    of: "deck",
    fields: &[
        required("title", "titre", Shape::Line),
        required("period", "période", Shape::Period),
        required("meeting", "séance", Shape::Map(&MEETING)),
        field("kind", "genre", Shape::Word(KINDS)),
        field("status", "statut", Shape::Word(STATUSES)),
        field("previous", "précédent", Shape::Line),
        field("remember", "à-retenir", Shape::List(&Shape::Line)),
        field("no-decision", "aucune-décision", Shape::Flag),
        field("running-order", "déroulé", Shape::List(&Shape::Either(BARE, &ENTRY))),
        field("language", "langue", Shape::Word(LANGUAGES)),
        ALLOW,
    ],
};

/// What a deck is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// The ordinary meeting of a quarter.
    Quarterly,
    /// The review of a season.
    Season,
    /// The yearly report.
    Annual,
    /// The vote of a budget.
    Budget,
    /// One signal that cannot wait.
    Signal,
    /// A sitting of the council.
    Council,
}

/// Whether a deck may still change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Still being written; said on every page.
    Draft,
    /// As it goes to the meeting.
    Final,
}

/// One meeting's presentation, as written.
#[derive(Debug, Clone)]
pub struct DeckFile {
    /// Its title.
    pub title: Text,
    /// What it covers.
    pub period: Spanned<Period>,
    /// The meeting it is for.
    pub meeting: Meeting,
    /// What it is for.
    pub occasion: Option<Spanned<Occasion>>,
    /// Whether it may still change.
    pub status: Status,
    /// The folder of the deck before, as typed.
    pub previous: Option<Text>,
    /// The sentences to remember; none means the titles of its first stories.
    pub remember: Vec<Text>,
    /// Whether it says that it asks nothing of the board.
    pub no_decision: Option<Spanned<bool>>,
    /// The slides in order; none means the default order.
    pub order: Option<Vec<Entry>>,
    /// Its language when it is not the project's.
    pub language: Option<Language>,
    /// Its texts and the rules it sets aside.
    pub written: Written,
    /// The whole.
    pub span: Span,
}

/// Who meets and when.
#[derive(Debug, Clone)]
pub struct Meeting {
    /// The body, such as "comité de direction".
    pub body: Text,
    /// The day.
    pub date: Spanned<NaiveDate>,
    /// Minutes given to the presentation.
    pub minutes: Option<Spanned<u64>>,
    /// The day its members were called to it.
    pub convened: Option<Spanned<NaiveDate>>,
    /// Whether anybody may attend.
    pub public: bool,
}

/// One entry of a running order.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What it shows.
    pub kind: Kind,
    /// What goes with it.
    pub options: Options,
    /// Its place.
    pub span: Span,
}

/// What an entry of a running order shows.
#[derive(Debug, Clone)]
pub enum Kind {
    /// The cover.
    Cover,
    /// Decisions taken before and what became of them.
    FollowUp,
    /// A sentence that opens slides.
    Chapter(Text, Vec<Entry>),
    /// A story.
    Story(Spanned<String>),
    /// One to four voices.
    Voices(Vec<Spanned<String>>),
    /// A figure.
    Figure(Spanned<String>),
    /// A photo on a page of its own.
    Photo(Box<Photo>),
    /// One sentence.
    Statement(Text),
    /// Events in order of time.
    Timeline(Box<Timeline>),
    /// Rows of texts and numbers.
    Table(Box<DataTable>),
    /// A Typst file of the project, by its path.
    Custom(Text),
    /// A signal.
    Signal(Spanned<String>),
    /// All signals.
    Signals,
    /// What failed, what is not known.
    Doubts,
    /// What the money was for.
    Spending,
    /// A decision asked.
    Decision(Spanned<String>),
    /// All decisions asked.
    Decisions,
    /// Sources and method.
    Annex,
    /// An entry that names nothing, or several things: a finding says so.
    Unclear,
}

/// What goes with a slide.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Another title.
    pub title: Option<Text>,
    /// What the speaker says.
    pub notes: Option<Text>,
    /// How many minutes it takes.
    pub minutes: Option<Spanned<Decimal>>,
    /// For whom it may be shown; empty means everybody.
    pub audience: Vec<Audience>,
}

impl Meeting {
    /// For whom a deck is built when nobody says otherwise.
    pub fn audience(&self) -> Audience {
        match self.public {
            true => Audience::Public,
            false => Audience::Board,
        }
    }
}

impl DeckFile {
    /// The entries of its running order, those of chapters too, in order; none for the default order.
    pub fn entries(&self) -> Vec<&Entry> {
        let mut all = Vec::new();
        collect(self.order.as_deref().unwrap_or_default(), &mut all);
        all
    }

    /// The deck of a record.
    pub fn read(mut record: Record) -> Option<Self> {
        let written = Written::of(&record);
        let order: Vec<Entry> = record.list("running-order").into_iter().map(entry).collect();
        let language =
            record.word("language").and_then(|at| Language::from_code(LANGUAGES[at.value].en));
        Some(Self {
            span: record.span,
            title: record.text("title")?,
            period: record.period("period")?,
            meeting: meeting(record.map("meeting")?.value)?,
            status: if record.word("status").is_some_and(|at| at.value == 1) {
                Status::Final
            } else {
                Status::Draft
            },
            occasion: record.word("kind").map(|at| at.map(|at| pick(KIND_VALUES, at))),
            previous: record.text("previous"),
            remember: record.texts("remember"),
            no_decision: record.flag("no-decision"),
            order: (!order.is_empty()).then_some(order),
            language,
            written,
        })
    }
}

fn collect<'a>(entries: &'a [Entry], all: &mut Vec<&'a Entry>) {
    for entry in entries {
        all.push(entry);
        if let Kind::Chapter(_, slides) = &entry.kind {
            collect(slides, all);
        }
    }
}

fn meeting(mut record: Record) -> Option<Meeting> {
    Some(Meeting {
        body: record.text("body")?,
        date: record.date("date")?,
        minutes: record.count("minutes"),
        convened: record.date("convened"),
        public: record.flag("public").is_some_and(|flag| flag.value),
    })
}

fn entry(read: Spanned<Read>) -> Entry {
    let span = read.span;
    match read.value {
        Read::Word(at) => Entry { kind: bare(at), options: Options::default(), span },
        Read::Map(mut record) => {
            Entry { kind: kind(&mut record), options: options(&mut record), span }
        }
        _ => Entry { kind: Kind::Unclear, options: Options::default(), span },
    }
}

fn bare(at: usize) -> Kind {
    match BARE[at].en {
        "cover" => Kind::Cover,
        "follow-up" => Kind::FollowUp,
        "signals" => Kind::Signals,
        "doubts" => Kind::Doubts,
        "spending" => Kind::Spending,
        "decisions" => Kind::Decisions,
        _ => Kind::Annex,
    }
}

fn kind(record: &mut Record) -> Kind {
    let mut named = Vec::new();
    let slides: Vec<Entry> = record.list("slides").into_iter().map(entry).collect();
    match record.text("chapter") {
        Some(title) => named.push(Kind::Chapter(title, slides)),
        None if !slides.is_empty() => named.push(Kind::Unclear),
        None => {}
    }
    named.extend(record.id("story").map(Kind::Story));
    let voices = record.ids("voices");
    if !voices.is_empty() {
        named.push(Kind::Voices(voices));
    }
    named.extend(record.id("figure").map(Kind::Figure));
    let photo = record.map("photo").and_then(|map| Photo::read(map.value));
    named.extend(photo.map(|photo| Kind::Photo(Box::new(photo))));
    named.extend(record.text("statement").map(Kind::Statement));
    let timeline = record.map("timeline");
    let timeline = timeline.and_then(|map| Timeline::read(map.value));
    named.extend(timeline.map(|timeline| Kind::Timeline(Box::new(timeline))));
    let table = record.map("table").and_then(|map| DataTable::read(map.value));
    named.extend(table.map(|table| Kind::Table(Box::new(table))));
    named.extend(record.text("custom").map(Kind::Custom));
    named.extend(record.id("signal").map(Kind::Signal));
    named.extend(record.id("decision").map(Kind::Decision));
    named.extend(record.word("slide").map(|at| bare(at.value)));
    match named.len() {
        1 => named.remove(0),
        _ => Kind::Unclear,
    }
}

fn options(record: &mut Record) -> Options {
    Options {
        title: record.text("title"),
        notes: record.text("notes"),
        minutes: record.number("minutes"),
        audience: audiences(record, "audience"),
    }
}

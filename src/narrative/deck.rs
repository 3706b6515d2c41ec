//! A deck's own file: one meeting's presentation, who, when, and its running order.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::LANGUAGES;
use super::allowance::ALLOW;
use super::photo::{PHOTO, Photo};
use super::table::{DataTable, TABLE};
use super::timeline::{TIMELINE, Timeline};
use super::written::WrittenTexts;
use crate::locale::Language;
use crate::period::Period;
use crate::schema::{Choice, choice, name_of};
use crate::schema::{KeyTable, Read, Record, Role, Shape, Text, field, required};
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
        name_of(&AUDIENCES, self).en
    }

    /// Whether something for these audiences is for it; for none means for everybody.
    pub fn is_among(self, audiences: &[Self]) -> bool {
        audiences.is_empty() || audiences.contains(&self)
    }
}

/// Names of audiences.
#[rustfmt::skip]
pub static AUDIENCES: [Choice<Audience>; 3] = [
    choice(Audience::Board, "board", "élus",
        "The elected officials of the meeting.",
        "Les élus qui siègent à la séance."),
    choice(Audience::Public, "public", "public",
        "Anybody, as at an open meeting or on your website.",
        "Tout le monde, comme en séance publique ou sur votre site."),
    choice(Audience::Internal, "internal", "interne",
        "Your own team, and nobody else.",
        "Votre équipe, et personne d’autre."),
];

/// One audience.
pub static AUDIENCE: Shape = Shape::Word(&AUDIENCES);

/// The audiences under a key of a record.
pub fn read_audiences(record: &mut Record, key: &'static str) -> Vec<Audience> {
    record.choices(key, &AUDIENCES)
}

#[rustfmt::skip]
static KINDS: [Choice<Occasion>; 6] = [
    choice(Occasion::Quarterly, "quarterly", "trimestriel",
        "The ordinary meeting of a quarter, at which a decision is expected.",
        "La séance ordinaire d’un trimestre, où l’on attend une décision."),
    choice(Occasion::Season, "season", "saison",
        "The look back on a season.",
        "Le bilan d’une saison écoulée."),
    choice(Occasion::Annual, "annual", "annuel",
        "The report on a year, which says what the money was for.",
        "Le rapport d’une année, qui dit à quoi l’argent a servi."),
    choice(Occasion::Budget, "budget", "budget",
        "The vote of a budget, which says what the money is for.",
        "Le vote d’un budget, qui dit à quoi sert l’argent."),
    choice(Occasion::Signal, "signal", "signal",
        "One signal that cannot wait for the next meeting.",
        "Un seul signal, qui ne peut pas attendre la prochaine séance."),
    choice(Occasion::Council, "council", "conseil",
        "A sitting of the council, called in time, at which a decision is expected.",
        "Une séance du conseil, convoquée à temps, où l’on attend une décision."),
];
#[rustfmt::skip]
static STATUSES: [Choice<Status>; 2] = [
    choice(Status::Draft, "draft", "brouillon",
        "Still being written; every page says so.",
        "Encore en cours d’écriture\u{202f}; chaque page le dit."),
    choice(Status::Final, "final", "définitif",
        "Ready for the meeting; no PDF is made while something in it must be mended.",
        "Prêt pour la séance\u{202f}; aucun PDF n’est fait tant que quelque chose reste à corriger."),
];

#[rustfmt::skip]
static BARE: [Choice<fn() -> SlideKind>; 7] = [
    choice(|| SlideKind::Cover, "cover", "couverture",
        "The first page: the title, the meeting and what is inside.",
        "La première page\u{a0}: le titre, la séance et ce que contient le dossier."),
    choice(|| SlideKind::FollowUp, "follow-up", "suites",
        "What has become of the decisions taken before.",
        "Ce que sont devenues les décisions déjà prises."),
    choice(|| SlideKind::Signals, "signals", "signaux",
        "All the signals of the deck, each on its slide.",
        "Tous les signaux du dossier, chacun sur sa diapositive."),
    choice(|| SlideKind::Doubts, "doubts", "doutes",
        "What failed, and what you do not know.",
        "Ce qui a échoué, et ce que vous ne savez pas."),
    choice(|| SlideKind::Spending, "spending", "dépenses",
        "What the money was for.",
        "Ce à quoi l’argent a servi."),
    choice(|| SlideKind::Decisions, "decisions", "décisions",
        "All the decisions the deck asks for, each on its slide.",
        "Toutes les décisions que le dossier demande, chacune sur sa diapositive."),
    choice(|| SlideKind::Annex, "annex", "annexe",
        "Where figures and voices come from, to be read on paper.",
        "D’où viennent les chiffres et les témoignages, à lire sur papier."),
];

#[rustfmt::skip]
static MEETING: KeyTable = KeyTable {
    of: "meeting",
    fields: &[
        required("body", "instance", Shape::Line, Role::Words,
            "Who meets: the board of directors, the community council.",
            "Qui se réunit\u{a0}: le comité de direction, le conseil communautaire."),
        required("date", "date", Shape::Date, Role::Value,
            "The day of the meeting; consents and permissions must hold on that day.",
            "Le jour de la séance\u{202f}; les accords et les autorisations doivent valoir ce jour-là."),
        field("minutes", "minutes", Shape::Count, Role::Value,
            "How long the presentation may last; the minutes of the slides are compared with it.",
            "La durée prévue pour la présentation\u{202f}; les minutes des diapositives lui sont comparées."),
        field("convened", "convocation", Shape::Date, Role::Value,
            "The day the members were called; for a council, the length of notice is checked.",
            "Le jour où les membres ont été convoqués\u{202f}; pour un conseil, le délai est vérifié."),
        field("public", "publique", Shape::Flag, Role::Guard,
            "Whether anybody may attend; the deck is then built for the public.",
            "Dit si tout le monde peut y assister\u{202f}; le dossier est alors fait pour le public."),
    ],
};

#[rustfmt::skip]
static ENTRY: KeyTable = KeyTable {
    of: "entry",
    fields: &[
        field("chapter", "chapitre", Shape::Line, Role::Heading,
            "A sentence that opens a part of the deck, on a slide of its own.",
            "Une phrase qui ouvre une partie du dossier, sur sa propre diapositive."),
        field("slides", "diapositives", Shape::List(&Shape::Either(&BARE, &ENTRY)), Role::Keys,
            "The slides of this chapter, in order.",
            "Les diapositives de ce chapitre, dans l’ordre."),
        field("story", "récit", Shape::Id, Role::Id,
            "The story to show here, by its id: the name of its file, unless it has another.",
            "Le récit à montrer ici, par son identifiant\u{a0}: le nom de son fichier, sauf autre choix."),
        field("voices", "voix", Shape::List(&Shape::Id), Role::Id,
            "The voices to show together, by their ids; up to four on a slide.",
            "Les témoignages à montrer ensemble, par leurs identifiants\u{202f}; quatre au plus par diapositive."),
        field("figure", "chiffre", Shape::Id, Role::Id,
            "The figure to show on a slide of its own, by its id.",
            "Le chiffre à montrer sur sa propre diapositive, par son identifiant."),
        field("signal", "signal", Shape::Id, Role::Id,
            "One signal to show here, by its id.",
            "Un signal à montrer ici, par son identifiant."),
        field("decision", "décision", Shape::Id, Role::Id,
            "One decision to ask here, by its id.",
            "Une décision à demander ici, par son identifiant."),
        field("photo", "photo", Shape::Map(&PHOTO), Role::Keys,
            "A photo to show on a page of its own.",
            "Une photo à montrer sur une page à elle seule."),
        field("statement", "phrase", Shape::Line, Role::Headline,
            "One sentence, shown alone on a slide.",
            "Une phrase, montrée seule sur une diapositive."),
        field("timeline", "chronologie", Shape::Map(&TIMELINE), Role::Keys,
            "Events shown in order of time.",
            "Des événements montrés dans l’ordre du temps."),
        field("table", "tableau", Shape::Map(&TABLE), Role::Keys,
            "A small table of texts and numbers.",
            "Un petit tableau de textes et de nombres."),
        field("custom", "libre", Shape::Line, Role::Address,
            "The path of a file of the project, in Typst, that draws this slide itself.",
            "Le chemin d’un fichier du projet, en Typst, qui dessine lui-même cette diapositive."),
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
            "Whom this slide may be shown to; everybody when left out.",
            "À qui cette diapositive peut être montrée\u{202f}; à tous si vous ne dites rien."),
        ALLOW,
    ],
};

/// The keys of a deck's file.
#[rustfmt::skip]
pub static DECK: KeyTable = KeyTable {
    of: "deck",
    fields: &[
        required("title", "titre", Shape::Line, Role::Headline,
            "What the deck says, in one sentence; shown on the cover.",
            "Ce que dit le dossier, en une phrase\u{202f}; montré sur la couverture."),
        required("period", "période", Shape::Period, Role::Value,
            "The time the deck tells of: a quarter, a season, a year.",
            "La période dont parle le dossier\u{a0}: un trimestre, une saison, une année."),
        required("meeting", "séance", Shape::Map(&MEETING), Role::Keys,
            "The meeting the deck is for: who meets, when and for how long.",
            "La séance pour laquelle le dossier est fait\u{a0}: qui se réunit, quand, combien de temps."),
        field("kind", "genre", Shape::Word(&KINDS), Role::Value,
            "What sort of meeting it is; some checks depend on it.",
            "La sorte de séance\u{202f}; certaines vérifications en dépendent."),
        field("status", "statut", Shape::Word(&STATUSES), Role::Value,
            "Whether the deck is finished; a draft says so on every page.",
            "Dit si le dossier est terminé\u{202f}; un brouillon le dit sur chaque page."),
        field("previous", "précédent", Shape::Line, Role::Address,
            "The folder of the deck before this one; found by its period when left out.",
            "Le répertoire du dossier d’avant\u{202f}; trouvé d’après sa période si vous ne dites rien."),
        field("remember", "à-retenir", Shape::List(&Shape::Line), Role::Words,
            "The sentences to keep in mind; they close the one-page note.",
            "Les phrases à garder en tête\u{202f}; elles terminent la note d’une page."),
        field("no-decision", "aucune-décision", Shape::Flag, Role::Value,
            "Write yes when this deck deliberately asks nothing of the board.",
            "Écrivez oui si ce dossier, volontairement, ne demande aucune décision."),
        field("running-order", "déroulé", Shape::List(&Shape::Either(&BARE, &ENTRY)), Role::Keys,
            "The slides in the order you want; in the usual order when left out.",
            "Les diapositives dans l’ordre voulu\u{202f}; dans l’ordre habituel si vous ne dites rien."),
        field("language", "langue", Shape::Word(&LANGUAGES), Role::Value,
            "The language of this deck, when it is not the project’s.",
            "La langue de ce dossier, quand ce n’est pas celle du projet."),
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
    pub order: Option<Vec<RunningOrderEntry>>,
    /// Its language when it is not the project's.
    pub language: Option<Language>,
    /// Its texts and the rules it sets aside.
    pub written: WrittenTexts,
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
pub struct RunningOrderEntry {
    /// What it shows.
    pub kind: SlideKind,
    /// What goes with it.
    pub options: Options,
    /// Its place.
    pub span: Span,
}

/// What an entry of a running order shows.
#[derive(Debug, Clone)]
pub enum SlideKind {
    /// The cover.
    Cover,
    /// Decisions taken before and what became of them.
    FollowUp,
    /// A sentence that opens slides.
    Chapter(Text, Vec<RunningOrderEntry>),
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
    pub fn default_audience(&self) -> Audience {
        if self.public { Audience::Public } else { Audience::Board }
    }
}

impl DeckFile {
    /// The entries of its running order, those of chapters too, in order; none for the default order.
    pub fn all_entries(&self) -> Vec<&RunningOrderEntry> {
        let mut all = Vec::new();
        collect_entries(self.order.as_deref().unwrap_or_default(), &mut all);
        all
    }

    /// The deck of a record.
    pub fn read(mut record: Record) -> Option<Self> {
        let written = WrittenTexts::from_record(&record);
        let order: Vec<RunningOrderEntry> =
            record.list("running-order").into_iter().map(read_entry).collect();
        let language = record.choice("language", &LANGUAGES).map(|language| language.value);
        Some(Self {
            span: record.span,
            title: record.text("title")?,
            period: record.period("period")?,
            meeting: read_meeting(record.map("meeting")?.value)?,
            status: record.choice("status", &STATUSES).map_or(Status::Draft, |said| said.value),
            occasion: record.choice("kind", &KINDS),
            previous: record.text("previous"),
            remember: record.texts("remember"),
            no_decision: record.flag("no-decision"),
            order: (!order.is_empty()).then_some(order),
            language,
            written,
        })
    }
}

fn collect_entries<'a>(entries: &'a [RunningOrderEntry], all: &mut Vec<&'a RunningOrderEntry>) {
    for entry in entries {
        all.push(entry);
        if let SlideKind::Chapter(_, slides) = &entry.kind {
            collect_entries(slides, all);
        }
    }
}

fn read_meeting(mut record: Record) -> Option<Meeting> {
    Some(Meeting {
        body: record.text("body")?,
        date: record.date("date")?,
        minutes: record.count("minutes"),
        convened: record.date("convened"),
        public: record.flag("public").is_some_and(|flag| flag.value),
    })
}

fn read_entry(read: Spanned<Read>) -> RunningOrderEntry {
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
    let mut named = Vec::new();
    let slides: Vec<RunningOrderEntry> =
        record.list("slides").into_iter().map(read_entry).collect();
    match record.text("chapter") {
        Some(title) => named.push(SlideKind::Chapter(title, slides)),
        None if !slides.is_empty() => named.push(SlideKind::Unclear),
        None => {}
    }
    named.extend(record.id("story").map(SlideKind::Story));
    let voices = record.ids("voices");
    if !voices.is_empty() {
        named.push(SlideKind::Voices(voices));
    }
    named.extend(record.id("figure").map(SlideKind::Figure));
    let photo = record.map("photo").and_then(|map| Photo::read(map.value));
    named.extend(photo.map(|photo| SlideKind::Photo(Box::new(photo))));
    named.extend(record.text("statement").map(SlideKind::Statement));
    let timeline = record.map("timeline");
    let timeline = timeline.and_then(|map| Timeline::read(map.value));
    named.extend(timeline.map(|timeline| SlideKind::Timeline(Box::new(timeline))));
    let table = record.map("table").and_then(|map| DataTable::read(map.value));
    named.extend(table.map(|table| SlideKind::Table(Box::new(table))));
    named.extend(record.text("custom").map(SlideKind::Custom));
    named.extend(record.id("signal").map(SlideKind::Signal));
    named.extend(record.id("decision").map(SlideKind::Decision));
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

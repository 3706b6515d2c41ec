//! A deck's own file: one meeting's presentation, who, when, and its running order.

use chrono::NaiveDate;

use super::LANGUAGES;
use super::allowance::ALLOW;
use super::audience::Audience;
use super::kinds::{DataTable, RunningOrderEntry, SLIDE, SlideKind, read_entry};
use super::partner::{PARTNERS, Partner};
use super::photo::{PHOTO, Photo};
use super::written::WrittenTexts;
use crate::locale::Language;
use crate::period::Period;
use crate::schema::{Choice, KeyTable, Record, Role, Shape, Text, choice, field, required};
use crate::source::{Span, Spanned};

#[rustfmt::skip]
static KINDS: [Choice<Occasion>; 6] = [
    choice(Occasion::Quarterly, "quarterly", "trimestriel",
        "The ordinary meeting of a quarter, at which a decision is expected.",
        "La séance ordinaire d’un trimestre, où l’on attend une décision."),
    choice(Occasion::Season, "season", "saison",
        "The look back on a season.",
        "Le bilan d’une saison écoulée."),
    choice(Occasion::Annual, "annual", "annuel",
        "The report on a year, which explains what the money was for.",
        "Le rapport d’une année, qui dit à quoi l’argent a servi."),
    choice(Occasion::Budget, "budget", "budget",
        "The vote on a budget, which explains what the money is for.",
        "Le vote d’un budget, qui dit à quoi sert l’argent."),
    choice(Occasion::Signal, "signal", "signal",
        "One signal that cannot wait for the next meeting.",
        "Un seul signal, qui ne peut pas attendre la prochaine séance."),
    choice(Occasion::Council, "council", "conseil",
        "A meeting of the council, with its notice sent in time, at which a decision is expected.",
        "Une séance du conseil, convoquée à temps, où l’on attend une décision."),
];
#[rustfmt::skip]
static STATUSES: [Choice<Status>; 2] = [
    choice(Status::Draft, "draft", "brouillon",
        "Still being written; shown on every page.",
        "Encore en cours d’écriture\u{202f}; chaque page le dit."),
    choice(Status::Final, "final", "définitif",
        "Ready for the meeting; no PDF is made while something in it must be fixed.",
        "Prêt pour la séance\u{202f}; aucun PDF n’est fait tant que quelque chose reste à corriger."),
];

#[rustfmt::skip]
static MEETING: KeyTable = KeyTable {
    of: "meeting",
    fields: &[
        required("board", "instance", Shape::Line, Role::Words,
            "Who meets: the board of directors, the community council.",
            "Qui se réunit\u{a0}: le comité de direction, le conseil communautaire.").formerly_named("body", "instance"),
        required("date", "date", Shape::Date, Role::Value,
            "The day of the meeting; consents and permissions must be valid on that day.",
            "Le jour de la séance\u{202f}; les accords et les autorisations doivent valoir ce jour-là."),
        field("minutes", "minutes", Shape::Count, Role::Value,
            "How long the presentation may last; the minutes of the slides are compared with it.",
            "La durée prévue pour la présentation\u{202f}; les minutes des diapositives lui sont comparées."),
        field("notice-sent", "convocation", Shape::Date, Role::Value,
            "The day the notice of the meeting was sent; for a council, the notice period is checked.",
            "Le jour où les membres ont été convoqués\u{202f}; pour un conseil, le délai est vérifié.").formerly_named("convened", "convocation"),
        field("public", "publique", Shape::Flag, Role::Guard,
            "Whether the meeting is open to all; the deck is then built for the public.",
            "Dit si tout le monde peut y assister\u{202f}; le dossier est alors fait pour le public."),
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
        field("subtitle", "sous-titre", Shape::Line, Role::Words,
            "What the deck is, under its title on the cover: Annual report 2026.",
            "Ce qu’est le dossier, sous son titre en couverture\u{a0}: Rapport d’activité 2026."),
        required("period", "période", Shape::Period, Role::Value,
            "The period the deck is about: a quarter, a season, a year.",
            "La période dont parle le dossier\u{a0}: un trimestre, une saison, une année."),
        required("meeting", "séance", Shape::Map(&MEETING), Role::Keys,
            "The meeting the deck is for: who meets, when and for how long.",
            "La séance pour laquelle le dossier est fait\u{a0}: qui se réunit, quand, combien de temps."),
        field("kind", "genre", Shape::Word(&KINDS), Role::Value,
            "What sort of meeting it is; some checks depend on it.",
            "La sorte de séance\u{202f}; certaines vérifications en dépendent."),
        field("status", "statut", Shape::Word(&STATUSES), Role::Value,
            "Whether the deck is finished; a draft is marked as one on every page.",
            "Dit si le dossier est terminé\u{202f}; un brouillon le dit sur chaque page."),
        field("previous", "précédent", Shape::Line, Role::Address,
            "The folder of the deck before this one; found by its period when left out.",
            "Le répertoire du dossier précédent\u{202f}; trouvé d’après sa période si vous ne dites rien."),
        field("remember", "à-retenir", Shape::List(&Shape::Line), Role::Words,
            "The sentences to keep in mind; they close the one-page note.",
            "Les phrases à garder en tête\u{202f}; elles terminent la note d’une page."),
        field("no-decision", "aucune-décision", Shape::Flag, Role::Value,
            "Write yes when this deck deliberately asks nothing of the board.",
            "Écrivez oui si ce dossier, volontairement, ne demande aucune décision."),
        field("running-order", "déroulé", Shape::List(&SLIDE), Role::Keys,
            "The slides in the order you want; in the usual order when left out.",
            "Les diapositives dans l’ordre voulu\u{202f}; dans l’ordre habituel si vous ne dites rien."),
        field("photo", "photo", Shape::Map(&PHOTO), Role::Keys,
            "A photo to show on the cover.",
            "Une photo à montrer sur la couverture."),
        field("partners", "partenaires", Shape::List(&PARTNERS), Role::Keys,
            "Who is named on the cover beside your organisation; those of recit.yaml when left out.",
            "Qui figure en couverture à côté de votre organisation\u{202f}; ceux de recit.yaml si vous ne dites rien."),
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
    /// What the deck is called, on its cover and on its papers.
    pub title: Text,
    /// What it is, told under its title.
    pub subtitle: Option<Text>,
    /// The photo on its cover.
    pub photo: Option<Photo>,
    /// Who stands on its cover; none means the project's.
    pub partners: Vec<Partner>,
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
    /// Where it stands in the file, as a whole.
    pub span: Span,
}

/// Who meets and when.
#[derive(Debug, Clone)]
pub struct Meeting {
    /// Who meets, such as "comité de direction".
    pub board: Text,
    /// The day it takes place, by which consents and the age of sources are judged.
    pub date: Spanned<NaiveDate>,
    /// Minutes given to the presentation.
    pub minutes: Option<Spanned<u64>>,
    /// The day the notice of meeting was sent to its members.
    pub notice_sent: Option<Spanned<NaiveDate>>,
    /// Whether anybody may attend.
    pub public: bool,
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

    /// The tables of the running order, those within chapters included.
    pub fn tables_mut(&mut self) -> Vec<&mut DataTable> {
        let mut all = Vec::new();
        collect_tables(self.order.as_deref_mut().unwrap_or_default(), &mut all);
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
            subtitle: record.text("subtitle"),
            photo: record.map("photo").and_then(|map| Photo::read(map.value)),
            partners: Partner::read_all(&mut record, "partners"),
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
        if let SlideKind::Chapter(chapter) = &entry.kind {
            collect_entries(&chapter.slides, all);
        }
    }
}

fn read_meeting(mut record: Record) -> Option<Meeting> {
    Some(Meeting {
        board: record.text("board")?,
        date: record.date("date")?,
        minutes: record.count("minutes"),
        notice_sent: record.date("notice-sent"),
        public: record.flag("public").is_some_and(|flag| flag.value),
    })
}

/// Adds the tables of entries, in their order.
fn collect_tables<'a>(entries: &'a mut [RunningOrderEntry], all: &mut Vec<&'a mut DataTable>) {
    for entry in entries {
        match &mut entry.kind {
            SlideKind::Chapter(chapter) => collect_tables(&mut chapter.slides, all),
            SlideKind::Table(table) => all.push(table),
            _ => {}
        }
    }
}

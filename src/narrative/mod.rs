//! What teams wrote, every leaf with its place.

mod allowance;
mod audience;
mod calculation;
mod channel;
mod chart;
mod chart_fault;
mod consent;
mod decision;
mod deck;
mod doubt;
mod figure;
mod formula;
mod funding;
mod kinds;
mod message;
mod nature;
mod photo;
mod provenance;
mod reference;
mod selection;
mod signal;
mod spending;
mod story;
mod terms;
mod translation;
mod unit;
mod voice;
mod written;

pub use allowance::Allowance;
pub use audience::{AUDIENCES, Audience};
pub use calculation::{Calculation, FileReading, Origin, Term};
pub use channel::{CHANNELS, Channel};
pub use chart::{Chart, ChartKind, Point};
pub use chart_fault::ChartFault;
pub use consent::{Basis, Consent};
pub use decision::{Answer, Decision, FollowUp, Outcome, State, Taken, Votes};
pub use deck::{DECK, DeckFile, Meeting, Occasion, Status};
pub use doubt::Doubt;
pub use figure::{
    Base, Comparison, Figure, Uncertainty, Uncomputed, UncomputedFigure, relative_change,
};
pub use formula::{Filter, Formula, Operation, OperationScope};
pub use funding::{Funding, Tax};
pub use kinds::*;
pub use message::{FILE as MESSAGES, RawMessage, read_messages as raw_messages};
pub use nature::Nature;
pub use photo::{People, Permission, Photo};
pub use provenance::{FigureSource, FigureStatus};
pub use reference::dangling_reference;
pub use selection::Selection;
pub use signal::{Action, Agreement, Observatory, Signal, Stage};
pub use spending::Spending;
pub use story::{Contribution, Next, Story, StoryKind, Witness};
pub use terms::ConsentTerms;
pub use translation::{Translation, Translator};
pub use unit::{UNITS, known_unit};
pub use voice::{Interest, Repair, Stored, Suggested, Tone, Voice};
pub use written::{Leaf, WrittenTexts};

use crate::finding::rules::UNREAD_FILE;
use crate::finding::{Finding, Message, Report};
use crate::locale::Language;
use crate::schema::{Choice, Decoder, KeyTable, Name, Record, choice, name, yaml};
use crate::source::{SourceId, Sources, Span};

/// Languages in which decks are built.
#[rustfmt::skip]
pub static LANGUAGES: [Choice<Language>; 2] = [
    choice(Language::Fr, "fr", "fr",
        "Written in French, with its spaces and quotation marks.",
        "Écrit en français, avec ses espaces et ses guillemets."),
    choice(Language::En, "en", "en",
        "Written in English, with its quotation marks.",
        "Écrit en anglais, avec les guillemets anglais."),
];

/// One kind of narrative file in a deck's folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FileKind {
    /// One story a file.
    Story,
    /// Voices and how they were chosen.
    Voices,
    /// Numbers that were typed, or are computed.
    Figures,
    /// What is heard more and more, and what speaks against it.
    Signals,
    /// Decisions asked or taken.
    Decisions,
    /// Spending with its intention.
    Spending,
    /// What failed, what is not known.
    Doubts,
}

impl FileKind {
    /// Every kind, with the name of its file or folder in both languages.
    pub const ALL: &[(FileKind, Name)] = &[
        (FileKind::Story, name("stories", "récits")),
        (FileKind::Voices, name("voices", "témoignages").or("voix")),
        (FileKind::Figures, name("figures", "chiffres")),
        (FileKind::Signals, name("signals", "signaux")),
        (FileKind::Decisions, name("decisions", "décisions")),
        (FileKind::Spending, name("spending", "dépenses")),
        (FileKind::Doubts, name("doubts", "doutes")),
    ];

    /// What may be written in it.
    pub fn table(self) -> &'static KeyTable {
        match self {
            Self::Story => &story::STORY,
            Self::Voices => &voice::FILE,
            Self::Figures => &figure::FILE,
            Self::Signals => &signal::FILE,
            Self::Decisions => &decision::FILE,
            Self::Spending => &spending::FILE,
            Self::Doubts => &doubt::FILE,
        }
    }
}

/// What the narrative files of one deck hold, in the order of their paths.
#[derive(Debug, Default)]
pub struct Narratives {
    /// What happened, one story a file.
    pub stories: Vec<Story>,
    /// What people said, even where the gate may hold it back.
    pub voices: Vec<Voice>,
    /// How voices were chosen, one a file at most.
    pub selections: Vec<Selection>,
    /// Figures; those that are computed join them once they are.
    pub figures: Vec<Figure>,
    /// Figures as they were read, until [`crate::figures`] has their numbers.
    pub drafts: Vec<UncomputedFigure>,
    /// Figures that could not be computed: they are told, and nothing is shown of them.
    pub uncomputed: Vec<Uncomputed>,
    /// What is heard, at every stage from noise to faded.
    pub signals: Vec<Signal>,
    /// Decisions asked or followed up.
    pub decisions: Vec<Decision>,
    /// Sums of money, each with what it was for.
    pub spending: Vec<Spending>,
    /// What failed, what is not known.
    pub doubts: Vec<Doubt>,
    /// The texts of all of them, and the rules they set aside.
    pub written: WrittenTexts,
}

impl Narratives {
    /// What one file holds; `stem` is its name without folder and ending, `language` the project's. A finding that blocks
    /// says why it cannot be read as a narrative.
    pub fn read(
        kind: FileKind,
        id: SourceId,
        stem: &str,
        language: Language,
        sources: &Sources,
        report: &mut Report,
    ) -> Self {
        let mut read = Self::default();
        let mark = report.len();
        let Some(node) = yaml::parse(id, sources, report) else {
            if !report.blocks_since(mark) {
                let message = Message::new("empty-file");
                let finding = Finding::new(&UNREAD_FILE, Span::new(id, 0..0), message);
                report.push(finding.with_hint(Message::new("hint-empty-file")));
            }
            return read;
        };
        if let Some(record) = Decoder::new(report, language).read_file(&node, kind.table()) {
            read.written.add(&record);
            read.add_record(kind, record, stem);
        }
        read
    }

    /// Keeps what other files hold too.
    pub fn append(&mut self, other: Self) {
        self.stories.extend(other.stories);
        self.voices.extend(other.voices);
        self.selections.extend(other.selections);
        self.figures.extend(other.figures);
        self.drafts.extend(other.drafts);
        self.uncomputed.extend(other.uncomputed);
        self.signals.extend(other.signals);
        self.decisions.extend(other.decisions);
        self.spending.extend(other.spending);
        self.doubts.extend(other.doubts);
        self.written.append(other.written);
    }

    /// Keeps what the record of a file holds.
    fn add_record(&mut self, kind: FileKind, record: Record, stem: &str) {
        match kind {
            FileKind::Story => self.stories.extend(Story::read(record, stem)),
            FileKind::Voices => {
                let (selection, voices) = voice::read(record);
                self.selections.extend(selection);
                self.voices.extend(voices);
            }
            FileKind::Figures => self.drafts.extend(figure::read(record)),
            FileKind::Signals => self.signals.extend(signal::read(record)),
            FileKind::Decisions => self.decisions.extend(decision::read(record)),
            FileKind::Spending => self.spending.extend(spending::read(record)),
            FileKind::Doubts => self.doubts.extend(doubt::read(record)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::catalogue::Catalogue;

    /// The hints of all that is said of a file, in French.
    fn hints(kind: FileKind, text: &str) -> Vec<String> {
        let mut sources = Sources::default();
        let id = sources.add("a.yaml", text.to_string());
        let mut report = Report::default();
        Narratives::read(kind, id, "a", Language::Fr, &sources, &mut report);
        let catalogue = Catalogue::for_language(Language::Fr);
        let hints = report.findings().iter().flat_map(|finding| &finding.hints);
        hints.map(|hint| hint.format_with(catalogue)).collect()
    }

    #[test]
    fn a_hint_never_leads_into_the_next_fault() {
        let voice = "voix:\n  - id: v-1\n    texte: Merci\n    personne: \"Nathalie, de Lorient\"\n    accord: { fondement: accord }\n";
        assert_eq!(hints(FileKind::Voices, voice), ["écrivez `personne: { rôle: \"…\" }`"]);
        let role = voice.replace("Nathalie, de Lorient", "plaisancière");
        assert_eq!(
            hints(FileKind::Voices, &role),
            ["écrivez `personne: { rôle: \"plaisancière\" }`"]
        );
        let story =
            "titre: a\nsituation: a\naction: a\nchangement: a\nvoix:\n  - v-04\n   - v-05\n";
        let found = hints(FileKind::Story, story);
        assert!(found.len() == 1 && !found[0].contains("v-04-v-05"), "{found:?}");
    }
}

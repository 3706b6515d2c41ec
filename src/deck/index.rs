//! Everything a project's narratives hold, by id.

use std::collections::{HashMap, HashSet};

use crate::finding::rules::DUPLICATE_ID;
use crate::finding::{Finding, Message, Report};
use crate::locale::Language;
use crate::narrative::{Decision, Figure, Signal, Story, Voice};
use crate::project::{DeckFolder, Project};
use crate::schema::Text;
use crate::source::{Span, Spanned};

/// Everything a project's narratives hold, by id; of two with the same id, the first by path.
#[derive(Debug, Default)]
pub struct Index<'a> {
    /// The stories of all decks, shown or not.
    pub stories: HashMap<&'a str, &'a Story>,
    /// The voices of all decks, those too that no audience may be shown.
    pub voices: HashMap<&'a str, &'a Voice>,
    /// The figures of all decks that have a number, typed or computed.
    pub figures: HashMap<&'a str, &'a Figure>,
    /// The signals of all decks, whatever their stage.
    pub signals: HashMap<&'a str, &'a Signal>,
    /// Figures that have no number: nothing is shown where they are named, and their own findings tell why.
    pub uncomputed: HashSet<&'a str>,
    /// Decisions asked, not their follow-up.
    pub decisions: HashMap<&'a str, &'a Decision>,
}

impl<'a> Index<'a> {
    /// The index of a project; an id given twice is a finding.
    pub fn from_project(project: &'a Project, report: &mut Report) -> Self {
        let mut index = Self::default();
        let mut owners = HashMap::new();
        for deck in &project.decks {
            let mut keeper = Keeper {
                deck: &deck.path,
                language: project.language(),
                owners: &mut owners,
                repeated: Vec::new(),
            };
            index.keep_all(deck, &mut keeper);
            keeper.report_repeated(report);
        }
        index
    }

    fn keep_all(&mut self, deck: &'a DeckFolder, keeper: &mut Keeper<'a, '_>) {
        let narratives = &deck.narratives;
        for story in &narratives.stories {
            // An id that nobody wrote is the name of the file.
            let is_default = story.id.span == story.title.span;
            let hint = if is_default { "hint-default-id" } else { "hint-duplicate-id" };
            keeper.keep_entry(&mut self.stories, &story.id, story, hint);
        }
        for voice in &narratives.voices {
            keeper.keep_entry(&mut self.voices, &voice.id, voice, "hint-duplicate-id");
        }
        for figure in &narratives.figures {
            keeper.keep_entry(&mut self.figures, &figure.id, figure, "hint-duplicate-id");
        }
        let uncomputed = narratives.uncomputed.iter().map(|figure| figure.id.as_str());
        self.uncomputed.extend(uncomputed);
        for signal in &narratives.signals {
            keeper.keep_entry(&mut self.signals, &signal.id, signal, "hint-duplicate-id");
        }
        let asked = narratives.decisions.iter().filter(|decision| !decision.is_followed_up());
        for decision in asked {
            keeper.keep_entry(&mut self.decisions, &decision.id, decision, ASKED_AGAIN);
        }
    }

    /// What a decision asks, wherever it was written.
    pub fn ask_of_decision(&self, decision: &'a Decision) -> Option<&'a Text> {
        decision
            .ask
            .as_ref()
            .or_else(|| self.decisions.get(decision.id.value.as_str())?.ask.as_ref())
    }

    /// What happens without a decision, wherever it was written, and the language of that entry.
    pub fn otherwise_of_decision(
        &self,
        decision: &'a Decision,
    ) -> Option<(&'a Text, Option<&'a Text>)> {
        let asked = self.decisions.get(decision.id.value.as_str()).copied();
        let mut entries = [decision].into_iter().chain(asked);
        entries.find_map(|entry| Some((entry.otherwise.as_ref()?, entry.language.as_ref())))
    }
}

/// The hint for a decision that an earlier deck asked; within one deck it is an id like others.
const ASKED_AGAIN: &str = "hint-asked-again";

/// What a follow-up looks like, in the keys of a language.
fn follow_up_example(language: Language) -> &'static str {
    match language {
        Language::Fr => "suites: { état: fait, effet: \"…\" }",
        Language::En => "follow-up: { state: done, effect: \"…\" }",
    }
}

/// How many ids of one deck may repeat those of another before the whole is taken for a copy.
const REPEATED: usize = 3;

/// Keeps what a deck holds and notes the ids that are taken.
struct Keeper<'a, 'b> {
    deck: &'a str,
    language: Language,
    /// Where each kept id stands, and in which deck.
    owners: &'b mut HashMap<Span, &'a str>,
    repeated: Vec<Repeated<'a>>,
}

/// An id that is taken.
struct Repeated<'a> {
    id: &'a Spanned<String>,
    first: Span,
    /// The deck that has it.
    owner: &'a str,
    hint: &'static str,
}

/// Something with an id.
trait NamedEntry {
    fn id(&self) -> &Spanned<String>;
}

macro_rules! named {
    ($($kind:ty),*) => {
        $(impl NamedEntry for $kind {
            fn id(&self) -> &Spanned<String> {
                &self.id
            }
        })*
    };
}

named!(Story, Voice, Figure, Signal, Decision);

impl<'a> Keeper<'a, '_> {
    fn keep_entry<T: NamedEntry>(
        &mut self,
        map: &mut HashMap<&'a str, &'a T>,
        id: &'a Spanned<String>,
        thing: &'a T,
        hint: &'static str,
    ) {
        let Some(first) = map.get(id.value.as_str()) else {
            map.insert(&id.value, thing);
            self.owners.insert(id.span, self.deck);
            return;
        };
        let first = first.id().span;
        let owner = self.owners.get(&first).copied().unwrap_or(self.deck);
        self.repeated.push(Repeated { id, first, owner, hint });
    }

    /// One finding for each id that is taken, or one for all when the deck is most likely a copy of another.
    fn report_repeated(self, report: &mut Report) {
        let deck = self.deck;
        let of_owner = |owner: &str| {
            let repeated = self.repeated.iter();
            repeated.filter(|repeated| repeated.owner == owner).count()
        };
        let mut told: Vec<&str> = Vec::new();
        for repeated in &self.repeated {
            let count = of_owner(repeated.owner);
            if repeated.owner == deck || count <= REPEATED {
                report.push(repeated.repeated_id_finding(deck, self.language));
            } else if !told.contains(&repeated.owner) {
                told.push(repeated.owner);
                report.push(repeated.copied_deck_finding(deck, count));
            }
        }
    }
}

impl Repeated<'_> {
    fn repeated_id_finding(&self, deck: &str, language: Language) -> Finding {
        let hint = match self.hint {
            ASKED_AGAIN if self.owner == deck => "hint-duplicate-id",
            hint => hint,
        };
        let message = Message::new("duplicate-id").with("id", self.id.value.as_str());
        Finding::new(&DUPLICATE_ID, self.id.span, message)
            .with_label(self.first, Message::new("label-first"))
            .with_hint(Message::new(hint).with("value", follow_up_example(language)))
    }

    fn copied_deck_finding(&self, deck: &str, count: usize) -> Finding {
        let message = Message::new("copied-deck")
            .with("deck", deck)
            .with("first", self.owner)
            .with("count", count);
        Finding::new(&DUPLICATE_ID, self.id.span, message)
            .with_label(self.first, Message::new("label-first"))
            .with_hint(Message::new("hint-copied-deck"))
    }
}

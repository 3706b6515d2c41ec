//! The context: what the rules of content look at. It holds the project, the planned decks, and every text.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::OnceLock;

use super::Plain;
use super::boasts::{self, PraiseSentence};
use super::quotes::{self, CheckedQuote};
use super::traced::{self, Traced};
use crate::deck::{DeckPlan, HeldBack, Planned, ShownItems};
use crate::locale::Language;
use crate::narrative::{
    Audience, DataTable, Decision, DeckFile, Doubt, Figure, Leaf, Photo, Points, RunningOrderEntry,
    Signal, SlideKind, Spending, Status, Story, Timeline, Voice,
};
use crate::parallel::in_parallel;
use crate::project::{DeckFolder, Project};
use crate::schema::{CharacterPlaces, Role, Text};
use crate::source::{Sources, Span};
use crate::text::markdown::has_list;
use crate::text::{Sentence, sentences};

/// Everything that the rules of content look at, gathered once.
#[derive(Debug)]
pub struct Context<'a> {
    /// The whole project, with the entries of its files.
    pub project: &'a Project,
    /// The texts of its files.
    pub sources: &'a Sources,
    /// The decks whose own file can be read, as planned.
    pub showings: Vec<Showing<'a>>,
    /// Every text of every deck, whether it is shown or not.
    pub passages: Vec<Passage<'a>>,
    /// The sentences in which the lexicon finds words, once a rule has asked for them.
    boasts: OnceLock<Vec<PraiseSentence<'a>>>,
    /// What leads to a person, once a rule has asked for it.
    traces: OnceLock<Vec<Traced>>,
    /// The voices that name an original, once a rule has asked for them.
    quotes: OnceLock<HashMap<Span, CheckedQuote<'a>>>,
}

/// A deck and its planned slides.
#[derive(Debug)]
pub struct Showing<'a> {
    /// Its folder, with what its files hold.
    pub folder: &'a DeckFolder,
    /// Its deck file.
    pub file: &'a DeckFile,
    /// Its slides, in order.
    pub slides: &'a [Planned<'a>],
    /// The entries that its slides show.
    pub shown: ShownItems<'a>,
    /// The audience it is built for.
    pub audience: Audience,
    /// Whether it is built as a draft or as final.
    pub status: Status,
    /// What it asks to show and may not.
    pub held_back: &'a [HeldBack<'a>],
    /// The entries that its slides for other audiences show.
    pub elsewhere: ShownItems<'a>,
}

impl<'a> Showing<'a> {
    /// A deck as its plan says.
    pub fn new(plan: &'a DeckPlan<'a>) -> Self {
        Self {
            folder: plan.folder,
            file: plan.file,
            slides: &plan.slides,
            shown: ShownItems::from_slides(&plan.slides),
            audience: plan.audience,
            status: plan.status,
            held_back: &plan.held_back,
            elsewhere: ShownItems::from_slides(&plan.elsewhere),
        }
    }

    /// The voices on its slides, each once, in the order of the slides.
    pub fn voices(&self) -> Vec<&'a Voice> {
        let mut met = HashSet::new();
        let spoken = self.slides.iter().flat_map(|planned| planned.voices());
        spoken.filter(|voice| met.insert(voice.id.value.as_str())).copied().collect()
    }
}

/// A text with its deck, its language, its words and its sentences.
#[derive(Debug)]
pub struct Passage<'a> {
    /// The text, its key and its role.
    pub leaf: &'a Leaf,
    /// The deck it belongs to.
    pub folder: &'a DeckFolder,
    /// Its language; none when it is neither French nor English.
    pub language: Option<Language>,
    /// Its words, without marks.
    pub plain: Plain<'a>,
    /// Its sentences, once a rule has asked for them.
    sentences: OnceLock<Vec<Sentence>>,
    /// Where each of its characters is in the file, worked out when a rule first needs a place.
    places: OnceLock<CharacterPlaces>,
}

impl Passage<'_> {
    /// Whether it is under such a key of such a thing: `is_under_key("story", "title")`.
    pub fn is_under_key(&self, of: &str, key: &str) -> bool {
        self.leaf.of == of && self.leaf.key == key
    }

    /// Whether somebody outside said it, in the original or in translation: we may not rewrite its sentences.
    pub fn is_quoted(&self) -> bool {
        self.leaf.role == Role::Quote
    }

    /// Whether it is French and may be rewritten, being nobody's exact words.
    pub fn is_french_of_ours(&self) -> bool {
        self.language == Some(Language::Fr) && !self.leaf.is_verbatim()
    }

    /// Its sentences; each line of a list counts as one.
    pub fn sentences(&self) -> &[Sentence] {
        self.sentences
            .get_or_init(|| sentences(&self.plain.words, has_list(&self.leaf.text.value)).collect())
    }

    /// The place in the file of some bytes of the text, its marks included.
    pub fn typed_span(&self, typed: Range<usize>, sources: &Sources) -> Span {
        let text = &self.leaf.text;
        let follow = || CharacterPlaces::of_text(&text.value, text.style, sources.slice(text.span));
        let places = self.places.get_or_init(follow);
        places.span_of_part(&text.value, text.span, typed)
    }

    /// The place in the file of some of its words; `words` counts bytes of [`plain`](Self::plain).
    pub fn span_of_words(&self, words: Range<usize>, sources: &Sources) -> Span {
        self.typed_span(self.plain.typed_range(words), sources)
    }
}

impl<'a> Context<'a> {
    /// The context of a project; `showings` are its planned decks.
    pub fn new(project: &'a Project, sources: &'a Sources, showings: Vec<Showing<'a>>) -> Self {
        let decks = project.decks.iter();
        let leaves: Vec<_> = decks.flat_map(|deck| leaves_of_deck(deck, project)).collect();
        Self {
            project,
            sources,
            showings,
            passages: in_parallel(&leaves, |leaf| leaf.to_passage()),
            boasts: OnceLock::new(),
            traces: OnceLock::new(),
            quotes: OnceLock::new(),
        }
    }

    /// The sentences of ours in which the lexicon finds words.
    pub fn lexicon_sentences(&self) -> &[PraiseSentence<'a>] {
        let search = || boasts::find_lexicon_sentences(&self.passages, self.project.lexicon());
        self.boasts.get_or_init(search)
    }

    /// What leads to a person in the words of people, in signals and in spoken notes.
    pub fn personal_traces(&self) -> &[Traced] {
        let search = || traced::find_personal_traces(&self.passages, &self.project.settings);
        self.traces.get_or_init(search)
    }

    /// The voices that name an original, by the place of their words, each with the result of the comparison.
    pub fn quotes_by_span(&self) -> &HashMap<Span, CheckedQuote<'a>> {
        self.quotes.get_or_init(|| quotes::compare_quotes(self.project))
    }

    /// Every story of every deck.
    pub fn stories(&self) -> impl Iterator<Item = &'a Story> {
        self.decks().flat_map(|deck| &deck.narratives.stories)
    }

    /// Every voice of every deck.
    pub fn voices(&self) -> impl Iterator<Item = &'a Voice> {
        self.decks().flat_map(|deck| &deck.narratives.voices)
    }

    /// What voices say and who speaks: text, translation and role of each, with the voice they belong to.
    pub fn words_of_voices(&self) -> impl Iterator<Item = (&'a Voice, &Passage<'a>)> {
        let texts = self.voices().flat_map(|voice| {
            let translation = voice.translation.as_ref().map(|known| &known.text);
            let texts = [Some(&voice.text), translation, Some(&voice.role)];
            let texts = texts.into_iter().flatten();
            texts.map(move |text| (text.span, voice))
        });
        // Passages do not hold entries, but a text is identified by its span:
        // so that is what both sides are matched by.
        let texts: HashMap<Span, &Voice> = texts.collect();
        let passages = self.passages.iter();
        passages.filter_map(move |passage| Some((*texts.get(&passage.leaf.text.span)?, passage)))
    }

    /// Every figure of every deck whose number is known.
    pub fn figures(&self) -> impl Iterator<Item = &'a Figure> {
        self.decks().flat_map(|deck| &deck.narratives.figures)
    }

    /// Every photo, of a story or of a running order.
    pub fn photos(&self) -> Vec<&'a Photo> {
        let mut photos: Vec<_> = self.stories().filter_map(|story| story.photo.as_ref()).collect();
        photos.extend(self.decks().filter_map(|deck| deck.file.as_ref()?.photo.as_ref()));
        photos.extend(self.entries().into_iter().flat_map(|entry| entry.kind.photos()));
        photos
    }

    /// Every table of a running order.
    pub fn tables(&self) -> impl Iterator<Item = &'a DataTable> {
        self.entries().into_iter().filter_map(|entry| match &entry.kind {
            SlideKind::Table(table) => Some(table.as_ref()),
            _ => None,
        })
    }

    /// Every slide of points of a running order.
    pub fn points(&self) -> impl Iterator<Item = &'a Points> {
        self.entries().into_iter().filter_map(|entry| match &entry.kind {
            SlideKind::Points(points) => Some(points.as_ref()),
            _ => None,
        })
    }

    /// Every timeline of a running order.
    pub fn timelines(&self) -> impl Iterator<Item = &'a Timeline> {
        self.entries().into_iter().filter_map(|entry| match &entry.kind {
            SlideKind::Timeline(timeline) => Some(timeline.as_ref()),
            _ => None,
        })
    }

    /// Every entry of every running order, those within chapters included.
    pub fn entries(&self) -> Vec<&'a RunningOrderEntry> {
        let files = self.decks().filter_map(|deck| deck.file.as_ref());
        files.flat_map(DeckFile::all_entries).collect()
    }

    /// Every signal of every deck.
    pub fn signals(&self) -> impl Iterator<Item = &'a Signal> {
        self.decks().flat_map(|deck| &deck.narratives.signals)
    }

    /// Every decision of every deck, asked or followed up.
    pub fn decisions(&self) -> impl Iterator<Item = &'a Decision> {
        self.decks().flat_map(|deck| &deck.narratives.decisions)
    }

    /// Every spending of every deck.
    pub fn spending(&self) -> impl Iterator<Item = &'a Spending> {
        self.decks().flat_map(|deck| &deck.narratives.spending)
    }

    /// Every doubt of every deck.
    pub fn doubts(&self) -> impl Iterator<Item = &'a Doubt> {
        self.decks().flat_map(|deck| &deck.narratives.doubts)
    }

    /// The texts of the settings that pages show: the names of the organisation, what acronyms mean.
    pub fn texts_of_settings(&self) -> impl Iterator<Item = &'a Text> + use<'a> {
        let settings = &self.project.settings;
        let names = [&settings.organisation.name, &settings.organisation.short];
        let meanings = settings.acronyms.iter().map(|(_, meaning)| meaning);
        names.into_iter().flatten().chain(meanings)
    }

    fn decks(&self) -> impl Iterator<Item = &'a DeckFolder> + use<'a> {
        self.project.decks.iter()
    }
}

/// A text of a deck, before it is cut into words.
struct Typed<'a> {
    leaf: &'a Leaf,
    folder: &'a DeckFolder,
    /// The language of the deck.
    ours: Language,
}

/// The texts of one deck: of its deck file, then of its narratives.
fn leaves_of_deck<'a>(
    folder: &'a DeckFolder,
    project: &Project,
) -> impl Iterator<Item = Typed<'a>> + use<'a> {
    let of_deck = folder.file.as_ref().and_then(|file| file.language);
    let ours = of_deck.unwrap_or(project.language());
    let own = folder.file.iter().flat_map(|file| &file.written.leaves);
    let leaves = own.chain(&folder.narratives.written.leaves);
    leaves.map(move |leaf| Typed { leaf, folder, ours })
}

/// What the voices of a project say and who speaks: text, translation and role of each.
pub(super) fn passages_of_voices(project: &Project) -> Vec<Passage<'_>> {
    let leaves = project.decks.iter().flat_map(|deck| leaves_of_deck(deck, project));
    let is_of_voice = |typed: &Typed| {
        let leaf = typed.leaf;
        let keys = [("voice", "text"), ("translation", "text"), ("speaker", "role")];
        leaf.entry_of == "voice" && keys.contains(&(leaf.of, leaf.key))
    };
    let leaves: Vec<_> = leaves.filter(is_of_voice).collect();
    in_parallel(&leaves, |leaf| leaf.to_passage())
}

impl<'a> Typed<'a> {
    fn to_passage(&self) -> Passage<'a> {
        let plain = Plain::from_text(&self.leaf.text.value);
        Passage {
            leaf: self.leaf,
            folder: self.folder,
            language: match &self.leaf.language {
                Some(code) => Language::from_code(code),
                None => Some(self.ours),
            },
            plain,
            sentences: OnceLock::new(),
            places: OnceLock::new(),
        }
    }
}

//! The documents made of a deck besides its slides: papers that show the same pages with the same numbers.
//!
//! A paper is typeset as a deck of one part. It leaves holes where pages of the slides go, so that notes can be near a
//! slide without ever being in it.

mod handout;
mod note;
mod script;
mod sheet;

pub use handout::Handout;
pub use note::MeetingNote;
pub use script::Script;
pub use sheet::Sheet;

use minijinja::Value;
use rust_decimal::Decimal;

use super::compose::Composer;
use super::plan::Planned;
use super::slides::SlideContent;
use super::{Deck, Front, Slide};
use crate::locale::Language;
use crate::narrative::DeckFile;
use crate::schema::Text;

/// One of the documents made from a deck.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Output {
    /// The pages that are projected.
    Slides,
    /// Two slides a page, with lines to write on.
    Handout,
    /// Each slide with what the speaker says.
    Script,
    /// One page: what is asked, what became of earlier decisions, what to remember.
    Note,
    /// The contact sheet: all pages small, with their numbers.
    Sheet,
}

impl Output {
    /// Its English name, which names its template and its words in the catalogue.
    pub fn key(self) -> &'static str {
        match self {
            Self::Slides => "slides",
            Self::Handout => "handout",
            Self::Script => "script",
            Self::Note => "note",
            Self::Sheet => "sheet",
        }
    }

    /// The template that begins its manuscript.
    pub fn front_template(self) -> &'static str {
        match self {
            Self::Slides => "deck.typ.j2",
            _ => "paper.typ.j2",
        }
    }
}

/// What the speaker says during a slide; the slide itself never holds it.
#[derive(Debug, Default)]
pub struct Speech {
    /// The notes, each with its language when that is not the deck's.
    pub notes: Vec<(Text, Option<Text>)>,
    /// How many minutes it takes, if anybody wrote it.
    pub minutes: Option<Decimal>,
}

impl Speech {
    /// The speech for a planned slide: the notes of its entry, then those of its story. The minutes of an entry come
    /// before those of a story.
    pub fn from_planned(planned: &Planned) -> Self {
        let options = &planned.options;
        let story = planned.story();
        let spoken = options.notes.iter().map(|notes| (notes.clone(), None));
        let told = story.and_then(|story| Some((story.notes.clone()?, story.language.clone())));
        Self { notes: spoken.chain(told).collect(), minutes: planned.minutes() }
    }
}

/// The slides as they were laid out, which papers refer to.
#[derive(Debug)]
pub struct Laid {
    /// The id of each slide and its first page, from 1.
    pub slides: Vec<(String, usize)>,
    /// How many pages there are.
    pub pages: usize,
    /// The width of a page divided by its height.
    pub ratio: f64,
}

impl Laid {
    /// The pages of a slide, from 1; `slide` counts from 0.
    pub fn pages_of(&self, slide: usize) -> Vec<usize> {
        let first = |slide: usize| self.slides.get(slide).map(|(_, page)| *page);
        let Some(start) = first(slide) else {
            return Vec::new();
        };
        (start..first(slide + 1).unwrap_or(self.pages + 1)).collect()
    }
}

/// Composes a paper of a deck: a deck with a single slide, which is the whole paper.
pub fn compose_paper(
    output: Output,
    planned: &[Planned],
    file: &DeckFile,
    deck: &Deck,
    laid: &Laid,
) -> Deck {
    // A composer of its own: the texts of a paper are numbered from zero, and it has no annex to link to.
    let language = Language::from_code(&deck.front.language).unwrap_or(Language::En);
    let mut composer = Composer::new(language);
    let content = match output {
        Output::Slides | Output::Handout => {
            SlideContent::Handout(handout::compose_handout(deck, laid))
        }
        Output::Script => {
            SlideContent::Script(script::compose_script(&mut composer, file, deck, laid))
        }
        Output::Note => {
            SlideContent::Note(Box::new(note::compose_note(&mut composer, file, deck, planned)))
        }
        Output::Sheet => SlideContent::Sheet(sheet::compose_sheet(laid)),
    };
    let name = composer.word(&format!("paper-{}", output.key()));
    let title = [("title", Value::from(deck.front.title.as_str())), ("name", Value::from(name))];
    Deck {
        path: deck.path.clone(),
        output,
        audience: deck.audience,
        theme: deck.theme,
        front: Front {
            title: composer.format_sentence("paper-title", title),
            ..deck.front.clone()
        },
        slides: vec![Slide {
            id: output.key().to_string(),
            kind: content.kind(),
            origin: file.title.span,
            texts: composer.texts,
            content,
            speech: Speech::default(),
        }],
        counts: deck.counts,
        minutes: deck.minutes,
        portrait: deck.portrait,
        held_back: deck.held_back.clone(),
        elsewhere: deck.elsewhere,
    }
}

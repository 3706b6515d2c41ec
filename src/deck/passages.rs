//! The passages of a deck, which tell on every page how far one has come.
//!
//! A chapter is a passage. What stands outside chapters is told apart by what it shows: follow-up, stories, signals,
//! doubts, spending, decisions, annex.

use serde::Serialize;

use super::Slide;
use super::compose::{Composer, Line};
use super::plan::{Planned, Shows};

/// Slides that follow one another and belong together.
#[derive(Debug, Clone, Serialize)]
pub struct FooterPassage {
    /// Its name, without style.
    name: Line,
    /// The id of its first slide.
    first: String,
}

/// The passages of the slides that were planned, in order; the cover is in none.
pub fn collect_passages(
    composer: &Composer,
    planned: &[Planned],
    slides: &[Slide],
) -> Vec<FooterPassage> {
    let mut passages = Vec::new();
    let mut current = None;
    for (planned, slide) in planned.iter().zip(slides) {
        let Some(begun) = new_topic(planned, current) else {
            continue;
        };
        passages.push(FooterPassage { name: begun.name_line(composer), first: slide.id.clone() });
        current = Some(begun);
    }
    passages
}

/// What a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Topic<'a> {
    /// A chapter, by its title; whether the slides that follow it belong to it, for want of slides of its own.
    Chapter(&'a str, bool),
    /// Slides of one sort, by the key of their name.
    Sort(&'static str),
}

impl Topic<'_> {
    fn name_line(self, composer: &Composer) -> Line {
        match self {
            Self::Chapter(title, _) => composer.unstyled_line(title),
            Self::Sort(key) => composer.program_line(&composer.word(key)),
        }
    }

    /// Whether voices and figures that nothing introduces go on with it.
    fn takes_evidence(self) -> bool {
        matches!(self, Self::Chapter(_, true) | Self::Sort(STORIES))
    }
}

const STORIES: &str = "passage-stories";

/// The topic that a slide begins; none when it goes on with the current one.
fn new_topic<'a>(planned: &Planned<'a>, current: Option<Topic<'a>>) -> Option<Topic<'a>> {
    let topic = match &planned.shows {
        // A chapter that holds slides is planned as part of itself. One that holds none is not, and takes what follows it.
        Shows::Chapter(title) => Topic::Chapter(&title.value, planned.chapter.is_none()),
        _ if planned.chapter.is_some() => return None,
        Shows::Cover | Shows::Photo(_) | Shows::Statement(_) => return None,
        Shows::Timeline(_) | Shows::Table(_) | Shows::Custom(..) => return None,
        // Voices and figures behind a story prove it, and begin nothing.
        Shows::Story(..) | Shows::Voices(_) | Shows::Figure(_)
            if current.is_some_and(Topic::takes_evidence) =>
        {
            return None;
        }
        Shows::Story(..) => Topic::Sort(STORIES),
        Shows::Voices(_) => Topic::Sort("kicker-voices"),
        Shows::Figure(_) => Topic::Sort("passage-figures"),
        Shows::Signal(..) => Topic::Sort("passage-signals"),
        Shows::FollowUp(_) => Topic::Sort("kicker-follow-up"),
        Shows::Decision(..) => Topic::Sort("passage-decisions"),
        Shows::Doubts => Topic::Sort("kicker-doubts"),
        Shows::Spending => Topic::Sort("kicker-spending"),
        Shows::Annex => Topic::Sort("kicker-annex"),
    };
    (current != Some(topic)).then_some(topic)
}

//! The passages of a deck, which tell on every page how far one has come.
//!
//! A chapter is a passage. What stands outside chapters is told apart by what it shows: follow-up, stories, signals,
//! doubts, spending, decisions, annex.

use std::ops::Range;

use serde::Serialize;

use super::Slide;
use super::compose::{Composer, Line};
use super::planned::Planned;
use super::slides::PassageOpened;

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
    let passages = part_passages(composer, planned).into_iter();
    passages
        .filter_map(|(name, range)| {
            Some(FooterPassage { name, first: slides.get(range.start)?.id.clone() })
        })
        .collect()
}

/// The passages of some slides, each with its name and its slides.
pub fn part_passages(composer: &Composer, planned: &[Planned]) -> Vec<(Line, Range<usize>)> {
    let parts = part_topics(planned).into_iter();
    parts.map(|(topic, slides)| (topic.name_line(composer), slides)).collect()
}

/// How many passages some slides have.
pub fn count_passages(planned: &[Planned]) -> usize {
    part_topics(planned).len()
}

/// The topics of some slides, in order, each with its slides.
fn part_topics<'a>(planned: &[Planned<'a>]) -> Vec<(Topic<'a>, Range<usize>)> {
    let mut parts: Vec<(Topic<'a>, Range<usize>)> = Vec::new();
    for (at, planned) in planned.iter().enumerate() {
        // What begins nothing goes on with the part before it; the cover, before any part, is in none.
        let current = parts.last().map(|(topic, _)| *topic);
        if let Some(begun) = new_topic(planned, current) {
            parts.push((begun, at..at));
        }
        if let Some((_, slides)) = parts.last_mut() {
            slides.end = at + 1;
        }
    }
    parts
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

/// The word of the catalogue for slides of stories, behind which voices and figures prove them.
pub const STORIES: &str = "passage-stories";

/// The topic that a slide begins; none when it goes on with the current one.
fn new_topic<'a>(planned: &Planned<'a>, current: Option<Topic<'a>>) -> Option<Topic<'a>> {
    let opened = match planned.opens {
        Some(title) => PassageOpened::Chapter(&title.value),
        None => planned.shows.passage_opened(),
    };
    let topic = match opened {
        // A chapter that holds slides is planned as part of itself. One that holds none is not, and takes what follows it.
        PassageOpened::Chapter(title) => Topic::Chapter(title, planned.chapter.is_none()),
        _ if planned.chapter.is_some() => return None,
        PassageOpened::None => return None,
        // Voices and figures behind a story prove it, and begin nothing.
        PassageOpened::Evidence(_) if current.is_some_and(Topic::takes_evidence) => return None,
        PassageOpened::Evidence(key) | PassageOpened::Named(key) => Topic::Sort(key),
    };
    (current != Some(topic)).then_some(topic)
}

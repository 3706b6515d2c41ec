//! A chapter: one sentence, and the titles of the stories that it opens.

use minijinja::Value;
use serde::Serialize;

use super::SlideContent;
use super::kind::{PassageOpened, ShownKind};
use crate::deck::Slide;
use crate::deck::compose::{Composer, Line};
use crate::deck::material::DeckMaterial;
use crate::deck::plan::{Planned, Planner, Shows};
use crate::deck::shown::ShownItems;
use crate::narrative::{Chapter, Options, Story};
use crate::schema::{Text, slug};
use crate::source::Span;

/// A chapter to come.
#[derive(Debug)]
pub struct PlannedChapter<'a> {
    /// The sentence that opens it.
    pub title: &'a Text,
}

impl<'a> ShownKind<'a> for PlannedChapter<'a> {
    type Written = Chapter;
    type Slide = ChapterSlide;

    fn plan_entry(
        planner: &mut Planner<'a, '_>,
        written: &'a Self::Written,
        options: &Options,
        origin: Span,
    ) {
        planner.plan_chapter(written, options, origin);
    }

    fn own_name(&self) -> Option<String> {
        Some(slug(&self.title.value))
    }

    fn passage_opened(&self) -> PassageOpened<'a> {
        PassageOpened::Chapter(&self.title.value)
    }

    fn add_to_shown(&self, _shown: &mut ShownItems<'a>) {
        // The slides it opens are planned as slides of their own.
    }

    fn entry_spans(&self) -> Vec<Span> {
        // The slides it opens are planned as slides of their own.
        Vec::new()
    }

    fn compose(
        &self,
        composer: &mut Composer,
        _planned: &Planned,
        _material: &DeckMaterial,
    ) -> Self::Slide {
        compose_chapter(composer, self.title)
    }
}

/// The slide that opens a chapter.
#[derive(Debug, Serialize)]
pub struct ChapterSlide {
    /// Which part of the deck it is; none when there is only one.
    kicker: Option<Line>,
    title: Line,
    stories: Vec<ChapterStory>,
    /// What is said of the stories for which there is no room: of one, of two and so on.
    more: Vec<String>,
}

/// A story that a chapter opens.
#[derive(Debug, Serialize)]
struct ChapterStory {
    title: Line,
    /// The id of its slide.
    slide: String,
}

/// Composes the opening of a chapter from its title; what it opens is known when all slides are composed.
fn compose_chapter(composer: &mut Composer, title: &Text) -> ChapterSlide {
    ChapterSlide {
        kicker: None,
        title: composer.line(title, None),
        stories: Vec::new(),
        more: Vec::new(),
    }
}

/// Tells each chapter which part of the deck it is, and the titles of its stories.
pub fn fill_chapters(composer: &Composer, planned: &[Planned], slides: &mut [Slide]) {
    let parts: Vec<usize> = (0..planned.len()).filter(|at| planned[*at].opens_chapter()).collect();
    for (part, at) in (1..).zip(&parts) {
        let stories: Vec<ChapterStory> = slides_of_chapter(planned, *at)
            .filter_map(|at| Some((planned[at].story()?, at)))
            .map(|(story, at)| ChapterStory {
                title: compose_story_title(composer, story, &planned[at].options),
                slide: slides[at].id.clone(),
            })
            .collect();
        let SlideContent::Chapter(chapter) = &mut slides[*at].content else {
            continue;
        };
        chapter.kicker = (parts.len() > 1).then(|| format_part(composer, part, parts.len()));
        chapter.more = (1..=stories.len()).map(|left| format_more(composer, left)).collect();
        chapter.stories = stories;
    }
}

/// The title of a story as its own slide has it, without marks.
fn compose_story_title(composer: &Composer, story: &Story, options: &Options) -> Line {
    let title = options.title.as_ref().unwrap_or(&story.title);
    let own = story.language.as_ref().map(|code| code.value.clone());
    let lang = own.filter(|code| code != composer.language.code());
    Line { lang, ..composer.unstyled_line(&title.value) }
}

/// "Part 2 of 5".
fn format_part(composer: &Composer, part: usize, all: usize) -> Line {
    let counts = [("part", Value::from(part)), ("all", Value::from(all))];
    composer.program_line(&composer.format_sentence("chapter-part", counts))
}

/// "and 3 others".
fn format_more(composer: &Composer, left: usize) -> String {
    composer.format_sentence("chapter-more", [("n", Value::from(left))])
}

/// The slides that belong to the chapter at a place: those inside it, or, for want of any, those up to the next passage.
fn slides_of_chapter(planned: &[Planned], at: usize) -> impl Iterator<Item = usize> {
    let own = planned[at].chapter.filter(|title| planned[at].is_chapter_of(title));
    let first = if planned[at].is_chapter() { at + 1 } else { at };
    let goes_on = move |planned: &Planned| match own {
        Some(title) => planned.chapter.is_some_and(|chapter| chapter.span == title.span),
        None => {
            !planned.opens_chapter()
                && !matches!(planned.shows.passage_opened(), PassageOpened::Named(_))
        }
    };
    let rest = planned.iter().enumerate().skip(first);
    let rest = rest.take_while(move |(index, planned)| *index == at || goes_on(planned));
    rest.map(|(index, _)| index)
}

/// The fewest slides that a chapter has a page for: a page for one or two would be as long as what it opens.
const LEAST_SLIDES: usize = 3;

/// The slides without the pages of short chapters, whose first slide then opens them. What is said during such a page keeps
/// it.
pub fn without_short_chapters(mut planned: Vec<Planned>) -> Vec<Planned> {
    let mut at = 0;
    while at < planned.len() {
        let options = &planned[at].options;
        let is_silent = options.notes.is_none() && options.minutes.is_none();
        if let Shows::Chapter(chapter) = &planned[at].shows
            && is_silent
            && (1..LEAST_SLIDES).contains(&slides_of_chapter(&planned, at).count())
        {
            planned[at + 1].opens = Some(chapter.title);
            planned.remove(at);
        } else {
            at += 1;
        }
    }
    planned
}

//! A story: situation, what was done, what changed, what is not known, what comes next; voices beside it.

use minijinja::Value;
use serde::Serialize;

use super::kind::{PassageOpened, ShownKind};
use super::photo::{Photograph, compose_photograph};
use super::voices::{QuoteBlock, compose_quote};
use crate::deck::compose::{Composer, LabelledText, Line, LineOrProse};
use crate::deck::evidence::Evidence;
use crate::deck::material::DeckMaterial;
use crate::deck::passages::STORIES;
use crate::deck::plan::{Planned, Planner};
use crate::deck::references::find_entry;
use crate::deck::shown::ShownItems;
use crate::figures::sober::round_value;
use crate::narrative::{Comparison, Contribution, Figure, Next, Options, Story, Voice};
use crate::photos::PhotoPlace;
use crate::schema::Text;
use crate::source::{Span, Spanned};

/// A story to come.
#[derive(Debug)]
pub struct PlannedStory<'a> {
    /// The entry of the narratives, which says what was and what changed.
    pub story: &'a Story,
    /// The voices beside it.
    pub voices: Vec<&'a Voice>,
    /// The figures beside it.
    pub figures: Vec<&'a Figure>,
}

impl<'a> ShownKind<'a> for PlannedStory<'a> {
    type Written = Spanned<String>;
    type Slide = StorySlide;

    fn plan_entry(
        planner: &mut Planner<'a, '_>,
        written: &'a Self::Written,
        options: &Options,
        origin: Span,
    ) {
        if let Some(story) = find_entry(&planner.index.stories, written, "story", planner.report) {
            planner.plan_story(story, options, origin);
        }
    }

    fn own_name(&self) -> Option<String> {
        Some(self.story.id.value.clone())
    }

    fn passage_opened(&self) -> PassageOpened<'a> {
        PassageOpened::Evidence(STORIES)
    }

    fn add_to_shown(&self, shown: &mut ShownItems<'a>) {
        shown.add_story(self.story);
        shown.add_voices(&self.voices);
        self.figures.iter().for_each(|figure| shown.add_figure(figure));
    }

    fn entry_spans(&self) -> Vec<Span> {
        let voices = self.voices.iter().map(|voice| voice.span);
        let figures = self.figures.iter().map(|figure| figure.span);
        [self.story.span].into_iter().chain(voices).chain(figures).collect()
    }

    fn compose(
        &self,
        composer: &mut Composer,
        planned: &Planned,
        material: &DeckMaterial,
    ) -> Self::Slide {
        let photo = planned.beside.and_then(|photo| {
            let place = PhotoPlace::in_story(material.theme);
            compose_photograph(composer, photo, material.gallery, place)
        });
        compose_story(composer, self.story, &planned.options, photo, &self.voices, &self.figures)
    }
}

/// The slide of one story.
#[derive(Debug, Serialize)]
pub struct StorySlide {
    kicker: Line,
    title: Line,
    continued: String,
    beats: Vec<Beat>,
    aside: Option<Line>,
    photo: Option<Photograph>,
    voices: Vec<QuoteBlock>,
    figures: Vec<Small>,
}

/// One beat of a story.
#[derive(Debug, Serialize)]
struct Beat {
    #[serde(flatten)]
    row: LabelledText,
    /// Whether it is what is not known, which has a mark of its own.
    doubted: bool,
}

/// A figure shown small beside a story.
#[derive(Debug, Serialize)]
struct Small {
    number: String,
    unit: String,
    label: Line,
    /// What it was in the period compared.
    before: Option<Line>,
}

/// Composes a story with the photo, the voices and the figures that are shown beside it.
fn compose_story(
    composer: &mut Composer,
    story: &Story,
    options: &Options,
    photo: Option<Photograph>,
    voices: &[&Voice],
    figures: &[&Figure],
) -> StorySlide {
    let own = story.language.as_ref();
    let kicker = compose_kicker(composer, story);
    let title = composer.line(options.title.as_ref().unwrap_or(&story.title), own);
    let beats = compose_beats(composer, story);
    StorySlide {
        kicker,
        title,
        continued: composer.word("continued"),
        beats,
        aside: story
            .contribution
            .as_ref()
            .and_then(|contribution| compose_contributors(composer, contribution)),
        photo,
        voices: voices.iter().map(|voice| compose_quote(composer, voice, false)).collect(),
        figures: figures.iter().map(|figure| compose_small_figure(composer, figure)).collect(),
    }
}

/// What was, what was done, what changed, what is not known, what comes next.
fn compose_beats(composer: &mut Composer, story: &Story) -> Vec<Beat> {
    let own = story.language.as_ref();
    let beat = |row| Beat { row, doubted: false };
    let mut beats = vec![
        beat(composer.labelled_row("situation", &story.situation, own)),
        beat(composer.labelled_row("action", &story.action, own)),
        beat(composer.labelled_row("change", &story.change, own)),
    ];
    beats.extend(story.unknown.as_ref().map(|unknown| Beat {
        row: composer.labelled_row("unknown", unknown, own),
        doubted: true,
    }));
    beats.extend(story.next.as_ref().map(|coming| beat(next(composer, coming, own))));
    beats
}

/// "Story · Fishing harbour · August 2026", without what the story does not say.
fn compose_kicker(composer: &mut Composer, story: &Story) -> Line {
    let mut parts = vec![composer.program_line(&composer.word("kicker-story"))];
    if let Some(place) = &story.place {
        parts.push(composer.line(place, None));
    }
    if let Some(when) = &story.when {
        parts.push(composer.program_line(&composer.format_period(when.value)));
    }
    composer.join_lines(parts)
}

/// What comes next, then who does it and by when.
fn next(composer: &mut Composer, next: &Next, own: Option<&Text>) -> LabelledText {
    let line = composer.capitalised_line(&next.what, own);
    let mut parts = Vec::new();
    parts.extend(next.who.as_ref().map(|who| composer.plain_words(who)));
    parts.extend(next.by.as_ref().map(|by| composer.format_deadline(by.value)));
    LabelledText {
        label: composer.word("next"),
        text: LineOrProse::Line(composer.with_notes(line, &parts)),
    }
}

/// Who else took part; none when nobody is named.
fn compose_contributors(composer: &Composer, contribution: &Contribution) -> Option<Line> {
    let others: Vec<String> =
        contribution.others.iter().map(|other| composer.plain_words(other)).collect();
    let words = Value::from(composer.format_list(&others));
    (!others.is_empty()).then(|| {
        composer.program_line(&composer.format_sentence("aside-others", [("others", words)]))
    })
}

/// A figure beside a story. When its number may still change, its label says so.
fn compose_small_figure(composer: &mut Composer, figure: &Figure) -> Small {
    let (number, unit) = composer.figure_number_and_unit(figure);
    let label = composer.line(&figure.label, figure.language.as_ref());
    let unsure = figure.status.filter(|status| !status.is_final());
    let label = match unsure {
        Some(status) => {
            let status = composer.program_line(&composer.choice_name("statuses", status.key()));
            composer.join_lines(vec![label, status])
        }
        None => label,
    };
    Small {
        number,
        unit,
        label: composer.with_raised_proof(label, Evidence::Figure(figure)),
        before: figure.comparison.as_ref().map(|before| compose_before(composer, figure, before)),
    }
}

/// "compared with 2.8% (2025)".
fn compose_before(composer: &Composer, figure: &Figure, comparison: &Comparison) -> Line {
    let number = round_value(figure, comparison.value.value);
    let number = Value::from(composer.format_amount(number, &figure.unit));
    let period = Value::from(composer.format_period(comparison.period.value));
    composer.program_line(
        &composer.format_sentence("compared-small", [("number", number), ("period", period)]),
    )
}

//! A story: situation, what was done, what changed, what is not known, what comes next; voices beside it.

use minijinja::Value;
use serde::Serialize;

use super::photo::Photograph;
use super::voices::{Quote, quote};
use crate::deck::compose::{Composer, Line, Row, Said};
use crate::deck::evidence::Evidence;
use crate::narrative::{Contribution, Figure, Next, Options, Story, Text, Voice};

/// What a story's slide shows.
#[derive(Debug, Serialize)]
pub struct StorySlide {
    kicker: Line,
    title: Line,
    continued: String,
    beats: Vec<Row>,
    aside: Option<Line>,
    photo: Option<Photograph>,
    voices: Vec<Quote>,
    figures: Vec<Small>,
}

/// A figure told beside a story.
#[derive(Debug, Serialize)]
struct Small {
    number: String,
    unit: String,
    label: Line,
}

/// Composes a story with the photo, the voices and figures that stand beside it.
pub fn story(
    composer: &mut Composer,
    story: &Story,
    options: &Options,
    photo: Option<Photograph>,
    voices: &[&Voice],
    figures: &[&Figure],
) -> StorySlide {
    let own = story.language.as_ref();
    let kicker = kicker(composer, story);
    let title = composer.line(options.title.as_ref().unwrap_or(&story.title), own);
    let mut beats = vec![
        composer.row("situation", &story.situation, own),
        composer.row("action", &story.action, own),
        composer.row("change", &story.change, own),
    ];
    beats.extend(story.unknown.as_ref().map(|unknown| composer.row("unknown", unknown, own)));
    beats.extend(story.next.as_ref().map(|coming| next(composer, coming, own)));
    StorySlide {
        kicker,
        title,
        continued: composer.word("continued"),
        beats,
        aside: story.contribution.as_ref().and_then(|contribution| aside(composer, contribution)),
        photo,
        voices: voices.iter().map(|voice| quote(composer, voice, false)).collect(),
        figures: figures.iter().map(|figure| small(composer, figure)).collect(),
    }
}

/// "Story · Fishing harbour · August 2026".
fn kicker(composer: &mut Composer, story: &Story) -> Line {
    let mut parts = vec![composer.said(&composer.word("kicker-story"))];
    if let Some(place) = &story.place {
        parts.push(composer.line(place, None));
    }
    if let Some(when) = &story.when {
        parts.push(composer.said(&composer.period(when.value)));
    }
    composer.joined(parts)
}

/// What comes next, then who does it and by when.
fn next(composer: &mut Composer, next: &Next, own: Option<&Text>) -> Row {
    let line = composer.phrase(&next.what, own);
    let mut parts = Vec::new();
    parts.extend(next.who.as_ref().map(|who| composer.words(who)));
    parts.extend(next.by.as_ref().map(|by| composer.before(by.value)));
    Row { label: composer.word("next"), text: Said::Line(composer.noted(line, &parts)) }
}

/// Who else took part.
fn aside(composer: &Composer, contribution: &Contribution) -> Option<Line> {
    let others: Vec<String> =
        contribution.others.iter().map(|other| composer.words(other)).collect();
    let words = Value::from(composer.list(&others));
    (!others.is_empty())
        .then(|| composer.said(&composer.sentence("aside-others", [("others", words)])))
}

/// A number that may still change says so beside itself, wherever it stands.
fn small(composer: &mut Composer, figure: &Figure) -> Small {
    let (number, unit) = composer.shown(figure);
    let label = composer.line(&figure.label, figure.language.as_ref());
    let unsure = figure.status.filter(|status| !status.is_final());
    let label = match unsure {
        Some(status) => {
            let status = composer.said(&composer.choice("statuses", status.key()));
            composer.joined(vec![label, status])
        }
        None => label,
    };
    Small { number, unit, label: composer.with_proof(label, Evidence::Figure(figure)) }
}

//! A figure of the annex: the number and what it covers, how sure it is, its source, its calculations, its series.

use minijinja::Value;

use super::{AnnexEntry, Detail};
use crate::deck::Run;
use crate::deck::chart::values;
use crate::deck::compose::{Composer, Line};
use crate::deck::evidence::Evidence;
use crate::deck::slides::calculations::steps;
use crate::deck::slides::figure::{based, source, uncertain};
use crate::narrative::{Figure, FigureSource, Text};

/// The entry of a figure.
pub fn entry(composer: &mut Composer, figure: &Figure) -> AnnexEntry {
    let term = composer.line(&figure.label, figure.language.as_ref());
    let mut details = vec![Detail::plain(measured(composer, figure))];
    details.extend(sureness(composer, figure).map(Detail::plain));
    details.push(Detail::plain(sourced(composer, &figure.source)));
    for step in steps(composer, figure) {
        let said = composer.said(&step.said);
        details.push(Detail::labelled(composer, "annex-calculation", said));
        let notes = step.notes.iter();
        details.extend(notes.map(|note| Detail::plain(composer.said(note))));
    }
    let note = figure.vanity.as_ref().map(|because| {
        let because = composer.words(because);
        composer.said(&composer.sentence("annex-vanity", [("because", Value::from(because))]))
    });
    AnnexEntry {
        table: values(composer, figure),
        note,
        ..AnnexEntry::proving(Evidence::Figure(figure), term, details)
    }
}

/// The number as it may be told, of what, when, and whether it is final.
fn measured(composer: &mut Composer, figure: &Figure) -> Line {
    let number = composer.said(&composer.told(figure));
    let perimeter = composer.line(&figure.perimeter, figure.language.as_ref());
    let period = composer.said(&composer.period(figure.period.value));
    let mut parts = vec![number, perimeter, period];
    let status = figure.status;
    parts.extend(status.map(|status| composer.said(&composer.choice("statuses", status.key()))));
    composer.joined(parts)
}

/// On how many answers it rests, and within which bounds it lies.
fn sureness(composer: &mut Composer, figure: &Figure) -> Option<Line> {
    let base = figure.base.as_ref();
    let mut parts: Vec<Line> =
        base.map(|base| composer.said(&based(composer, base))).into_iter().collect();
    let uncertainty = figure.uncertainty.as_ref();
    parts.extend(uncertainty.and_then(|it| uncertain(composer, figure, it)));
    (!parts.is_empty()).then(|| composer.joined(parts))
}

/// The source, with its address as words that lead there; one that is not of the web stays as typed.
fn sourced(composer: &Composer, from: &FigureSource) -> Line {
    let line = composer.said(&source(composer, from));
    match &from.url {
        Some(url) => composer.joined(vec![line, Line::of(vec![address(composer, url)])]),
        None => line,
    }
}

fn address(composer: &Composer, url: &Text) -> Run {
    let is_of_web = ["https://", "http://"].iter().any(|start| url.value.starts_with(start));
    if !is_of_web {
        return Run::Plain(url.value.clone());
    }
    Run::Link { link: url.value.clone(), runs: vec![Run::Plain(composer.word("read-online"))] }
}

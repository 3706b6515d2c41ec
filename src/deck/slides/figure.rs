//! A figure: one number, its unit in words, what it means, the period compared, the base, the source.

use minijinja::Value;
use serde::Serialize;

use crate::deck::chart::{Drawing, drawing};
use crate::deck::compose::{Composer, Line, Prose};
use crate::deck::evidence::Evidence;
use crate::figures::sober::{self, Change};
use crate::narrative::{Base, Comparison, Figure, FigureSource, Options, Uncertainty};

/// What a figure's slide shows.
#[derive(Debug, Serialize)]
pub struct FigureSlide {
    kicker: Line,
    title: Line,
    #[serde(rename = "where")]
    place: Line,
    number: String,
    unit: Line,
    means: Prose,
    comparison: Option<Compared>,
    base: Option<Line>,
    uncertainty: Option<Line>,
    status: Option<String>,
    chart: Option<Drawing>,
    source: Line,
}

#[derive(Debug, Serialize)]
struct Compared {
    label: Line,
    number: String,
}

/// Composes a figure.
pub fn figure(composer: &mut Composer, figure: &Figure, options: &Options) -> FigureSlide {
    let own = figure.language.as_ref();
    let title = composer
        .line(options.title.as_ref().or(figure.title.as_ref()).unwrap_or(&figure.label), own);
    let perimeter = composer.line(&figure.perimeter, own);
    let period = composer.said(&composer.period(figure.period.value));
    let (number, unit) = composer.shown(figure);
    FigureSlide {
        kicker: composer.said(&composer.word("kicker-figure")),
        title,
        place: composer.joined(vec![perimeter, period]),
        number,
        unit: composer.said(&unit),
        means: composer.prose(&figure.means, own),
        comparison: figure
            .comparison
            .as_ref()
            .map(|comparison| compared(composer, figure, comparison)),
        base: figure.base.as_ref().map(|base| composer.said(&based(composer, base))),
        uncertainty: figure
            .uncertainty
            .as_ref()
            .and_then(|uncertainty| uncertain(composer, figure, uncertainty)),
        status: figure.status.map(|status| composer.choice("statuses", status.key())),
        chart: drawing(composer, figure),
        source: {
            let source = composer.said(&source(composer, &figure.source));
            composer.with_proof(source, Evidence::Figure(figure))
        },
    }
}

/// The other period's number; a season is named as the same season of another year when it is one.
fn compared(composer: &Composer, figure: &Figure, comparison: &Comparison) -> Compared {
    let period = composer.period(comparison.period.value);
    let is_year_before = figure.period.value.year_before() == comparison.period.value;
    let key = if is_year_before { "comparison-year-before" } else { "comparison" };
    let number = sober::rounded(figure, comparison.value.value);
    let mut label = composer.sentence(key, [("period", Value::from(period))]);
    let is_stated = comparison.change.is_some();
    if let Some(change) = change(composer, figure).filter(|_| is_stated) {
        label = format!("{label} · {change}");
    }
    Compared { label: composer.said(&label), number: composer.amount(number, &figure.unit) }
}

/// The change as it may be told, whatever was typed: from so few, both numbers; within the margin, no clear change.
fn change(composer: &Composer, figure: &Figure) -> Option<String> {
    let since = |change: String| composer.sentence("since", [("change", Value::from(change))]);
    Some(match sober::change(figure)? {
        Change::Percent(percent) => since(composer.change(percent)),
        Change::Points(points) => since(composer.difference(points, &figure.unit)),
        Change::Stable => composer.word("stable"),
        Change::FromTo(before, now) => {
            let before = Value::from(composer.digits(before));
            let now = Value::from(composer.digits(now));
            composer.sentence("from-to", [("before", before), ("now", now)])
        }
    })
}

/// "412 respondents to the survey".
pub fn based(composer: &Composer, base: &Base) -> String {
    let n = composer.digits(base.n.value.into());
    composer.sentence(
        "base",
        [("n", Value::from(n)), ("population", Value::from(composer.words(&base.population)))],
    )
}

/// "Between 41 and 51 nights", or why it is not known.
pub fn uncertain(
    composer: &mut Composer,
    figure: &Figure,
    uncertainty: &Uncertainty,
) -> Option<Line> {
    match (uncertainty.interval, &uncertainty.unknown) {
        (Some((low, high)), _) => {
            let [low, high] = [low, high].map(|end| sober::rounded(figure, end));
            let low = Value::from(composer.digits(low));
            let high = Value::from(composer.amount(high, &figure.unit));
            Some(composer.said(&composer.sentence("uncertainty", [("low", low), ("high", high)])))
        }
        (None, Some(unknown)) => Some(composer.line(unknown, figure.language.as_ref())),
        (None, None) => None,
    }
}

/// Who made it, the publication, when it was read, under which licence.
pub fn source(composer: &Composer, source: &FigureSource) -> String {
    let mut parts = vec![composer.words(&source.organisation)];
    parts.extend(source.title.as_ref().map(|title| composer.words(title)));
    parts.extend(source.read_on.map(|date| {
        composer.sentence("read-on", [("date", Value::from(composer.date(date.value)))])
    }));
    parts.extend(source.licence.as_ref().map(|licence| composer.words(licence)));
    composer.sentence("source", [("source", Value::from(parts.join(", ")))])
}

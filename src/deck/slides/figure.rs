//! A figure: one number, its unit in words, what it means, the period compared, the base, the source.

use minijinja::Value;
use serde::Serialize;

use super::kind::{PassageOpened, ShownKind};
use crate::deck::chart::{ChartDrawing, PairDrawing, compose_chart, compose_pair};
use crate::deck::compose::{Composer, Line, Prose};
use crate::deck::evidence::Evidence;
use crate::deck::material::DeckMaterial;
use crate::deck::plan::{Planned, Planner};
use crate::deck::references::find_figure;
use crate::deck::shown::ShownItems;
use crate::figures::sober::{self, PrintedChange};
use crate::narrative::{Base, Comparison, Figure, FigureSource, Options, Uncertainty};
use crate::source::{Span, Spanned};

/// A figure to come.
#[derive(Debug)]
pub struct PlannedFigure<'a> {
    /// The entry of the narratives, its number known.
    pub figure: &'a Figure,
}

impl<'a> ShownKind<'a> for PlannedFigure<'a> {
    type Written = Spanned<String>;
    type Slide = Box<FigureSlide>;

    fn plan_entry(
        planner: &mut Planner<'a, '_>,
        written: &'a Self::Written,
        options: &Options,
        origin: Span,
    ) {
        // One that could not be computed was told when its number was looked for.
        if let Some(figure) = find_figure(planner.index, written, planner.report) {
            planner.add_figure_slide(figure, options, origin);
        }
    }

    fn own_name(&self) -> Option<String> {
        Some(self.figure.id.value.clone())
    }

    fn passage_opened(&self) -> PassageOpened<'a> {
        PassageOpened::Evidence("passage-figures")
    }

    fn add_to_shown(&self, shown: &mut ShownItems<'a>) {
        shown.add_figure(self.figure);
    }

    fn entry_spans(&self) -> Vec<Span> {
        vec![self.figure.span]
    }

    fn compose(
        &self,
        composer: &mut Composer,
        planned: &Planned,
        _material: &DeckMaterial,
    ) -> Self::Slide {
        Box::new(compose_figure(composer, self.figure, &planned.options))
    }
}

/// The slide of one figure, with its chart if it has one.
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
    pair: Option<PairDrawing>,
    base: Option<Line>,
    uncertainty: Option<Line>,
    chart: Option<ChartDrawing>,
    source: Line,
}

/// The number it is compared with.
#[derive(Debug, Serialize)]
struct Compared {
    label: Line,
    number: String,
}

/// Composes the slide of a figure.
fn compose_figure(composer: &mut Composer, figure: &Figure, options: &Options) -> FigureSlide {
    let own = figure.language.as_ref();
    let title = composer
        .line(options.title.as_ref().or(figure.title.as_ref()).unwrap_or(&figure.label), own);
    let (number, unit) = composer.figure_number_and_unit(figure);
    let place = compose_place(composer, figure);
    let means = composer.prose(&figure.meaning, own);
    let chart = compose_chart(composer, figure);
    FigureSlide {
        kicker: composer.program_line(&composer.word("kicker-figure")),
        title,
        place,
        number,
        unit: composer.program_line(&unit),
        means,
        comparison: figure
            .comparison
            .as_ref()
            .map(|comparison| compose_comparison(composer, figure, comparison)),
        // A chart shows both periods already.
        pair: if chart.is_none() { compose_pair(composer, figure) } else { None },
        base: figure.base.as_ref().map(|base| composer.program_line(&format_base(composer, base))),
        uncertainty: figure
            .uncertainty
            .as_ref()
            .and_then(|uncertainty| compose_uncertainty(composer, figure, uncertainty)),
        chart,
        source: {
            let source = composer.program_line(&format_source(composer, &figure.source));
            composer.with_proof(source, Evidence::Figure(figure))
        },
    }
}

/// What the number covers: where, when, and whether it is final.
fn compose_place(composer: &mut Composer, figure: &Figure) -> Line {
    let mut parts = vec![
        composer.line(&figure.scope, figure.language.as_ref()),
        composer.program_line(&composer.format_period(figure.period.value)),
    ];
    let status = figure.status.map(|status| composer.choice_name("statuses", status.key()));
    parts.extend(status.map(|status| composer.program_line(&status)));
    composer.join_lines(parts)
}

/// The number of the other period. Exactly a year earlier, it is named as the same season of the year before.
fn compose_comparison(composer: &Composer, figure: &Figure, comparison: &Comparison) -> Compared {
    let period = composer.format_period(comparison.period.value);
    let is_year_before = figure.period.value.year_before() == comparison.period.value;
    let key = if is_year_before { "comparison-year-before" } else { "comparison" };
    let number = sober::round_value(figure, comparison.value.value);
    let mut label = composer.format_sentence(key, [("period", Value::from(period))]);
    // A change is printed only where somebody stated one, but with the number that is right.
    let is_stated = comparison.change.is_some();
    if let Some(change) = format_change(composer, figure, is_year_before).filter(|_| is_stated) {
        label = format!("{label} · {change}");
    }
    Compared {
        label: composer.program_line(&label),
        number: composer.format_amount(number, &figure.unit),
    }
}

/// The change as it may be published, whatever was typed: for very few cases both numbers instead, and within the
/// margin of error "no clear change".
fn format_change(composer: &Composer, figure: &Figure, is_year_before: bool) -> Option<String> {
    let key = if is_year_before { "since-year" } else { "since-period" };
    let since = |change: String| composer.format_sentence(key, [("change", Value::from(change))]);
    Some(match sober::printed_change(figure)? {
        PrintedChange::Percent(percent) => since(composer.format_change(percent)),
        PrintedChange::Points(points) => since(composer.format_difference(points, &figure.unit)),
        PrintedChange::Stable => composer.word("stable"),
        PrintedChange::FromTo(before, now) => {
            let before = Value::from(composer.format_digits(before, &figure.unit));
            let now = Value::from(composer.format_digits(now, &figure.unit));
            composer.format_sentence("from-to", [("before", before), ("now", now)])
        }
    })
}

/// "412 respondents to the survey".
pub fn format_base(composer: &Composer, base: &Base) -> String {
    let n = composer.format_number(base.n.value.into());
    composer.format_sentence(
        "base",
        [
            ("n", Value::from(n)),
            ("population", Value::from(composer.plain_words(&base.population))),
        ],
    )
}

/// "Between 41 and 51 nights", or the sentence that says why it is not known.
pub fn compose_uncertainty(
    composer: &mut Composer,
    figure: &Figure,
    uncertainty: &Uncertainty,
) -> Option<Line> {
    match (uncertainty.interval, &uncertainty.unknown) {
        (Some((low, high)), _) => {
            let [low, high] = [low, high].map(|end| sober::round_value(figure, end));
            let low = Value::from(composer.format_digits(low, &figure.unit));
            let high = Value::from(composer.format_amount(high, &figure.unit));
            Some(composer.program_line(
                &composer.format_sentence("uncertainty", [("low", low), ("high", high)]),
            ))
        }
        (None, Some(unknown)) => Some(composer.line(unknown, figure.language.as_ref())),
        (None, None) => None,
    }
}

/// "Source: " with who made the figure, the publication between quotation marks, when it was read, and its licence.
pub fn format_source(composer: &Composer, source: &FigureSource) -> String {
    let mut parts = vec![composer.plain_words(&source.organisation)];
    parts.extend(source.title.as_ref().map(|title| {
        let [open, close] = ["quote-open", "quote-close"].map(|key| composer.word(key));
        format!("{open}{}{close}", composer.plain_words(title))
    }));
    parts.extend(source.read_on.map(|date| {
        composer
            .format_sentence("read-on", [("date", Value::from(composer.format_date(date.value)))])
    }));
    parts.extend(source.licence.as_ref().map(|licence| composer.plain_words(licence)));
    composer.format_sentence("source", [("source", Value::from(parts.join(", ")))])
}

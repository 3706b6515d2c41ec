//! The difference of two percentages, stated in percent where it is in points.

use crate::finding::rules::PERCENT_FOR_POINTS;
use crate::finding::{Finding, Message, Report};
use crate::lint::changes::{Measure, find_stated_changes};
use crate::lint::figures::{is_percent, is_told, passages_of_figures};
use crate::lint::{Context, Passage};
use crate::narrative::Figure;

/// Checks what is written. Computed differences are checked when figures are computed, and raise the same rule.
pub(crate) fn check(context: &Context, report: &mut Report) {
    let passages = passages_of_figures(context).filter(|(_, passage)| is_told(passage));
    for (figure, passage) in passages.filter(|(figure, _)| is_percent(figure)) {
        for stated in find_stated_changes(&passage.plain.words) {
            let is_swapped = stated.measure == Measure::Percent
                && figure.difference().is_some_and(|points| stated.is_close_to(points))
                && !figure.relative_change().is_some_and(|change| stated.is_close_to(change));
            if is_swapped {
                report.push(build_finding(figure, passage, stated.words, context));
            }
        }
    }
}

fn build_finding(
    figure: &Figure,
    passage: &Passage,
    words: std::ops::Range<usize>,
    context: &Context,
) -> Finding {
    let before = figure.comparison.as_ref().map(|comparison| comparison.value.value);
    let points = figure.difference().unwrap_or_default().abs().normalize();
    let message = Message::new("percent-for-points")
        .with("before", before.unwrap_or_default().to_string())
        .with("now", figure.value.value.to_string());
    let hint = Message::new("hint-percent-for-points").with("points", points.to_string());
    Finding::new(&PERCENT_FOR_POINTS, passage.span_of_words(words, context.sources), message)
        .with_hint(hint)
}

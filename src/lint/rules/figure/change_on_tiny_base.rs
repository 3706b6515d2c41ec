//! A change in percent or in times from a number so small that it is shorter to state both numbers.

use rust_decimal::Decimal;

use crate::figures::sober::is_tiny;
use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::changes::{Measure, Stated, find_stated_changes};
use crate::lint::figures::{is_of_own, is_told, passages_of_figures};
use crate::lint::{Context, Passage};
use crate::narrative::Figure;

pub static RULE: Rule = rule!("change-on-tiny-base", Figure, Warning, check);

fn check(context: &Context, report: &mut Report) {
    let passages = passages_of_figures(context).filter(|(_, passage)| is_told(passage));
    for (figure, passage) in passages.filter(|(figure, _)| is_tiny(figure)) {
        for stated in find_stated_changes(&passage.plain.words) {
            if is_about(&stated, figure, passage) {
                report.push(build_finding(figure, passage, &stated, context));
            }
        }
    }
}

/// Whether a stated change is that of the figure. A title of the figure surely means it; elsewhere the number must be
/// the figure's own change.
fn is_about(stated: &Stated, figure: &Figure, passage: &Passage) -> bool {
    let is_own = match stated.measure {
        Measure::Points => return false,
        Measure::Percent => {
            figure.relative_change().is_some_and(|change| stated.is_close_to(change))
        }
        Measure::Times => change_factor(figure).is_some_and(|factor| stated.fits_factor(factor)),
    };
    is_own || is_of_own(passage)
}

fn change_factor(figure: &Figure) -> Option<Decimal> {
    figure.value.value.checked_div(figure.value_before()?)
}

fn build_finding(
    figure: &Figure,
    passage: &Passage,
    stated: &Stated,
    context: &Context,
) -> Finding {
    let before = figure.value_before().unwrap_or_default().normalize().to_string();
    let now = figure.value.value.normalize().to_string();
    let message = Message::new("change-on-tiny-base").with("before", before.as_str());
    let hint = Message::new("hint-say-both").with("before", before).with("now", now);
    let span = passage.span_of_words(stated.words.clone(), context.sources);
    Finding::new(&RULE, span, message).with_hint(hint)
}

//! The calculations of the annex: how far a figure lies from the period it is compared with.

use minijinja::Value;
use rust_decimal::Decimal;

use crate::deck::compose::{Composer, Line};
use crate::narrative::{Comparison, Figure, Nature};

/// The least value a change in percent may start from: from 2 to 8 is not "+300 %" (rule FIG-040).
const LEAST: Decimal = Decimal::from_parts(20, 0, 0, false, 0);

/// What the annex calculates of a figure, one line a step.
pub fn calculations(composer: &Composer, figure: &Figure) -> Vec<Line> {
    difference(composer, figure).into_iter().collect()
}

/// "117,780 nights (third quarter of 2026) − 115,900 nights (third quarter of 2025) = +1,880 nights, that is +1.6%".
///
/// None for a rank, of which a difference says nothing, and when a number is too large for exact decimals.
fn difference(composer: &Composer, figure: &Figure) -> Option<Line> {
    let comparison = figure.comparison.as_ref()?;
    if figure.nature == Some(Nature::Rank) {
        return None;
    }
    let now = figure.value.value;
    let difference = figure.difference()?;
    let said = [
        ("now", composer.amount(now, &figure.unit)),
        ("period", composer.period(figure.period.value)),
        (
            "then",
            composer.amount(comparison.value.value, &figure.unit),
        ),
        ("before", composer.period(comparison.period.value)),
        ("difference", composer.difference(difference, &figure.unit)),
    ];
    let mut words = composer.sentence(
        "annex-difference",
        said.map(|(blank, words)| (blank, Value::from(words))),
    );
    if let Some(change) = change(composer, figure, comparison) {
        words += &composer.sentence("annex-change", [("change", Value::from(change))]);
    }
    Some(composer.said(&words))
}

/// The difference in percent of the other period; a share or a rate has its difference in points alone.
fn change(composer: &Composer, figure: &Figure, comparison: &Comparison) -> Option<String> {
    let is_share = matches!(figure.nature, Some(Nature::Share | Nature::Rate));
    if is_share || composer.is_in_points(&figure.unit) || comparison.value.value < LEAST {
        return None;
    }
    Some(composer.change(figure.relative_change()?.round_dp(1).normalize()))
}

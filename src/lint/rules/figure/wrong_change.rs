//! A change stated in words that the two numbers do not give.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use crate::figures::sober::is_tiny;
use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::changes::{Measure, Stated, find_stated_changes};
use crate::lint::figures::{
    half_step, is_of_own, is_percent, is_told, passages_of_figures, sentence_at,
};
use crate::lint::wording::{WordFile, WordPattern};
use crate::lint::{Context, Passage};
use crate::narrative::{Figure, relative_change};

pub static RULE: Rule = rule!("wrong-change", Figure, Error, check);

/// Words that tie a sentence to the comparison of its figure; without them it may well speak of something else.
static COMPARED: LazyLock<WordPattern> =
    LazyLock::new(|| WordFile::read("wrong-change").in_any("compared"));

fn check(context: &Context, report: &mut Report) {
    let passages = passages_of_figures(context).filter(|(_, passage)| is_told(passage));
    for (figure, passage) in passages.filter(|(figure, _)| figure.comparison.is_some()) {
        for stated in find_stated_changes(&passage.plain.words) {
            if is_about(&stated, figure, passage) && !is_right(&stated, figure) {
                report.push(build_finding(figure, passage, &stated, context));
            }
        }
    }
}

/// Whether a change is that of the figure, and not one told better elsewhere.
fn is_about(stated: &Stated, figure: &Figure, passage: &Passage) -> bool {
    let text = &passage.plain.words;
    let is_of_other = match stated.measure {
        Measure::Points => !is_percent(figure),
        Measure::Percent | Measure::Times => is_tiny(figure),
    };
    let is_of_figure = is_of_own(passage) || COMPARED.is_in(sentence_at(text, stated.words.start));
    is_of_figure && !is_of_other
}

/// Whether some pair of the figure's values gives the change; points told as percent have a rule of their own.
fn is_right(stated: &Stated, figure: &Figure) -> bool {
    let Some(before) = figure.value_before() else {
        return true;
    };
    let pairs = value_pairs(figure, before);
    let rounding = rounding_error(figure.value.value, before);
    pairs.into_iter().any(|(before, now)| match stated.measure {
        Measure::Points => stated.is_close_to(now.saturating_sub(before)),
        Measure::Times => now.checked_div(before).is_some_and(|factor| stated.fits_factor(factor)),
        Measure::Percent => {
            let points = is_percent(figure).then(|| now.saturating_sub(before));
            let both = [relative_change(before, now), points].into_iter().flatten();
            both.into_iter().any(|change| {
                let gap = stated.amount.saturating_sub(change).abs();
                stated.is_close_to(change) || gap <= half_step(stated.amount) + rounding
            })
        }
    })
}

/// The figure's own two values first, then those of its series, each with the one it is compared with.
fn value_pairs(figure: &Figure, before: Decimal) -> Vec<(Decimal, Decimal)> {
    let series = figure.series.iter();
    let compared = series.filter_map(|point| Some((point.compared?.value, point.value.value)));
    let follows = figure.series.windows(2).map(|two| (two[0].value.value, two[1].value.value));
    let own = std::iter::once((before, figure.value.value));
    own.chain(compared).chain(follows).collect()
}

/// What rounding to hundreds or thousands may have changed, in percent.
fn rounding_error(now: Decimal, before: Decimal) -> Decimal {
    let step = |value: Decimal| {
        let zeros = value.normalize().to_string();
        let zeros = zeros.len() - zeros.trim_end_matches('0').len();
        let is_round = value.abs() >= Decimal::ONE_THOUSAND && zeros > 0;
        let step = 10_u64.checked_pow(zeros as u32).unwrap_or(1);
        if is_round { Decimal::from(step) / Decimal::TWO } else { Decimal::ZERO }
    };
    let steps = (step(now) + step(before)).checked_div(before.abs());
    let share = steps.and_then(|share| share.checked_mul(Decimal::ONE_HUNDRED));
    share.unwrap_or_default()
}

fn build_finding(
    figure: &Figure,
    passage: &Passage,
    stated: &Stated,
    context: &Context,
) -> Finding {
    let (key, real) = match stated.measure {
        Measure::Points => ("hint-real-points", figure.difference()),
        Measure::Percent if is_percent(figure) => ("hint-real-points", figure.difference()),
        _ => ("hint-real-change", figure.relative_change()),
    };
    let message = Message::new("wrong-change")
        .with("before", figure.value_before().unwrap_or_default().to_string())
        .with("now", figure.value.value.to_string());
    let hint = match real {
        Some(real) => Message::new(key).with("change", real.round_dp(1).normalize().to_string()),
        None => Message::new("hint-change-from-zero"),
    };
    let span = passage.span_of_words(stated.words.clone(), context.sources);
    Finding::new(&RULE, span, message).with_hint(hint)
}

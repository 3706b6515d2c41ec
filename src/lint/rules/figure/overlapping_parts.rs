//! Percentages of a question with several answers, shown as the parts of one whole.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::lint::figures::{has_matching_text, is_percent, sum_of_series};
use crate::lint::wording::{WordFile, WordPattern};
use crate::narrative::{Figure, Nature};

pub static RULE: Rule = rule!("overlapping-parts", Figure, Warning, check);

/// What tells apart the answers to one question; places and seasons each have a whole of their own.
static ANSWERS: LazyLock<WordPattern> =
    LazyLock::new(|| WordFile::read("overlapping-parts").in_any("answers"));

/// Words by which a figure owns that one person may give several answers.
static NOTED: LazyLock<WordPattern> =
    LazyLock::new(|| WordFile::read("overlapping-parts").in_any("noted"));

fn check(context: &Context, report: &mut Report) {
    for figure in context.figures() {
        let Some(sum) = sum_of_parts(figure) else { continue };
        let rounded = Decimal::from(figure.series.len()) / Decimal::TWO;
        if sum > Decimal::ONE_HUNDRED + rounded && !has_matching_text(figure, &NOTED) {
            let message =
                Message::new("overlapping-parts").with("sum", sum.normalize().to_string());
            let finding = Finding::new(&RULE, figure.series[0].value.span, message);
            report.push(finding.with_hint(Message::new("hint-overlapping-parts")));
        }
    }
}

/// The sum of the parts of a share, when they are answers to one question.
fn sum_of_parts(figure: &Figure) -> Option<Decimal> {
    let by = figure.chart.as_ref()?.by.as_ref()?;
    let is_share = is_percent(figure) && matches!(figure.nature, None | Some(Nature::Share));
    let is_parts = is_share && figure.series.len() > 1 && ANSWERS.is_in(&by.value);
    sum_of_series(figure).filter(|_| is_parts)
}

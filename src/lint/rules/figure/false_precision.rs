//! A number with more digits than its counting can justify.

use rust_decimal::Decimal;

use crate::figures::sober::{DIGITS, FAIR, half_up, percent_decimals, round_significant};
use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule, Severity};
use crate::lint::Context;
use crate::lint::figures::is_percent;
use crate::narrative::{Figure, FigureStatus};

pub static RULE: Rule =
    rule!("false-precision", Figure, Warning, check).or_severities(&[Severity::Info]);

fn check(context: &Context, report: &mut Report) {
    let typed = context.figures().filter(|figure| figure.calculation.is_none());
    for figure in typed {
        if is_percent(figure) {
            check_percentage(figure, report);
        } else if figure.status == Some(FigureStatus::Estimated) {
            check_estimate(figure, report);
        }
    }
}

fn check_percentage(figure: &Figure, report: &mut Report) {
    let value = figure.value.value;
    let n = figure.base.as_ref().map(|base| base.n.value);
    let most = percent_decimals(value, n);
    if value.scale() <= most {
        return;
    }
    let message = match n {
        Some(n) => Message::new("percent-too-precise").with("n", n),
        None => Message::new("percent-too-long"),
    };
    // Medical journals print one decimal from a hundred answers on; we do not, and say so without insisting.
    let is_usual = value.scale() == 1 && n.is_some_and(|n| n >= FAIR);
    let severity = if is_usual { Severity::Info } else { Severity::Warning };
    push(figure, (message, severity), half_up(value, most), report);
}

fn check_estimate(figure: &Figure, report: &mut Report) {
    let value = figure.value.value;
    let digits = count_significant_digits(value);
    if digits > DIGITS {
        let message = Message::new("estimate-too-precise").with("digits", digits);
        push(figure, (message, Severity::Warning), round_significant(value), report);
    }
}

/// How many digits carry information: zeros at either end do not.
fn count_significant_digits(value: Decimal) -> u32 {
    let mut digits = value.mantissa().unsigned_abs();
    while digits != 0 && digits.is_multiple_of(10) {
        digits /= 10;
    }
    digits.checked_ilog10().map_or(0, |zeros| zeros + 1)
}

fn push(
    figure: &Figure,
    (message, severity): (Message, Severity),
    rounded: Decimal,
    report: &mut Report,
) {
    let message = message.with("value", figure.value.value.to_string());
    let hint = Message::new("hint-round").with("value", rounded.to_string());
    let finding = Finding::new(&RULE, figure.value.span, message).with_hint(hint);
    report.push(Finding { severity, ..finding });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Decimal {
        text.parse().expect(text)
    }

    #[test]
    fn zeros_at_the_ends_are_no_digits() {
        for (value, digits) in [("168300", 4), ("168000", 3), ("0.0450", 2), ("0", 0), ("-1204", 4)]
        {
            assert_eq!(super::count_significant_digits(number(value)), digits, "{value}");
        }
    }
}

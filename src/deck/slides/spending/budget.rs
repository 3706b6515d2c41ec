//! A budget: what was planned and what was spent, line by line, and how far they lie apart.
//!
//! The unit is said once, in the head of the first column, with whether the amounts contain VAT. All bars share one scale, that
//! of the greatest amount, planned or spent. The sum of what was planned is printed only where each line says what was planned,
//! as a difference of two sums over other lines would be wrong.

use std::cmp::Ordering;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;

use super::{CommonTax, format_taxed, sum_amounts};
use crate::deck::compose::Composer;
use crate::locale::numbers;
use crate::narrative::Spending;

/// What was planned beside what was spent.
#[derive(Debug, Serialize)]
pub(super) struct Budget {
    head: BudgetHead,
    /// One for each amount, in their order.
    lines: Vec<BudgetLine>,
    total: Option<BudgetLine>,
}

/// The words over the columns; that of the first says in what is counted.
#[derive(Debug, Serialize)]
struct BudgetHead {
    unit: String,
    planned: String,
    spent: String,
    difference: String,
}

/// The numbers of a line, without their unit, and the lengths of both from 0 to 1.
#[derive(Debug, Serialize)]
struct BudgetLine {
    planned: Option<String>,
    spent: String,
    difference: Option<Difference>,
    #[serde(rename = "planned-share")]
    planned_share: Option<f64>,
    #[serde(rename = "spent-share")]
    spent_share: f64,
}

/// A difference with its sign, and the word that says it again.
#[derive(Debug, Serialize)]
struct Difference {
    number: String,
    word: String,
}

/// The budget of some spending; none where nobody wrote what was planned.
pub(super) fn compose_budget(
    composer: &Composer,
    spending: &[Spending],
    tax: CommonTax,
) -> Option<Budget> {
    let lines: Vec<(Decimal, Option<Decimal>)> =
        spending.iter().map(|spent| (spent.amount.value, planned_amount(spent))).collect();
    // Both are on one scale, or a bar could not be compared with its own mark.
    let amounts = lines.iter().flat_map(|(spent, planned)| [Some(*spent), *planned]);
    let most = amounts.flatten().max().unwrap_or_default();
    let has_budget = lines.iter().any(|(_, planned)| planned.is_some());
    let line = |(spent, planned): &(Decimal, Option<Decimal>)| {
        compose_line(composer, *spent, *planned, most)
    };
    has_budget.then(|| Budget {
        head: BudgetHead {
            unit: format_taxed(composer, tax, composer.word("budget-unit")),
            planned: composer.word("budget-planned"),
            spent: composer.word("budget-spent"),
            difference: composer.word("budget-difference"),
        },
        lines: lines.iter().map(line).collect(),
        total: sum_lines(&lines)
            .filter(|_| lines.len() > 1 && tax != CommonTax::Mixed)
            // A sum beside its parts would make their bars threads: it has none.
            .map(|(spent, planned)| compose_line(composer, spent, planned, Decimal::ZERO)),
    })
}

/// What the budget had for an amount, where somebody wrote it.
fn planned_amount(spent: &Spending) -> Option<Decimal> {
    spent.planned.as_ref().map(|planned| planned.value)
}

/// What was spent in all, and what was planned in all where each line says it.
fn sum_lines(lines: &[(Decimal, Option<Decimal>)]) -> Option<(Decimal, Option<Decimal>)> {
    let spent = sum_amounts(lines.iter().map(|(spent, _)| Some(*spent)))?;
    Some((spent, sum_amounts(lines.iter().map(|(_, planned)| *planned))))
}

/// The numbers of one line; `most` is the amount whose bar is as long as its column.
fn compose_line(
    composer: &Composer,
    spent: Decimal,
    planned: Option<Decimal>,
    most: Decimal,
) -> BudgetLine {
    let number = |amount| numbers::format_cents(amount, composer.language);
    BudgetLine {
        planned: planned.map(number),
        spent: number(spent),
        difference: planned
            .and_then(|planned| spent.checked_sub(planned))
            .map(|difference| compose_difference(composer, difference)),
        planned_share: planned.map(|planned| share_of_most(planned, most)),
        spent_share: share_of_most(spent, most),
    }
}

/// The length of an amount beside the greatest one; nothing of one below zero.
fn share_of_most(amount: Decimal, most: Decimal) -> f64 {
    let share = amount.checked_div(most).and_then(|share| share.to_f64()).unwrap_or_default();
    (share.clamp(0.0, 1.0) * 100_000.0).round() / 100_000.0
}

/// How much more or less was spent: the sign is lost in a bad copy, the word is not.
fn compose_difference(composer: &Composer, difference: Decimal) -> Difference {
    let word = match difference.cmp(&Decimal::ZERO) {
        Ordering::Greater => "budget-more",
        Ordering::Less => "budget-less",
        Ordering::Equal => "budget-as-planned",
    };
    Difference {
        number: numbers::signed_cents(difference, composer.language),
        word: composer.word(word),
    }
}

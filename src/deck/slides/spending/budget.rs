//! A budget: what was planned and what was spent, line by line, and how far they lie apart.

use std::cmp::Ordering;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;

use super::{CommonTax, format_taxed, sum};
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
        spending.iter().map(|spent| (spent.amount.value, planned(spent))).collect();
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
        total: total(&lines)
            .filter(|_| lines.len() > 1 && tax != CommonTax::Mixed)
            .map(|(spent, planned)| compose_line(composer, spent, planned, Decimal::ZERO)),
    })
}

fn planned(spent: &Spending) -> Option<Decimal> {
    spent.planned.as_ref().map(|planned| planned.value)
}

/// What was spent in all, and what was planned in all where each line says it.
fn total(lines: &[(Decimal, Option<Decimal>)]) -> Option<(Decimal, Option<Decimal>)> {
    let spent = sum(lines.iter().map(|(spent, _)| Some(*spent)))?;
    Some((spent, sum(lines.iter().map(|(_, planned)| *planned))))
}

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
        planned_share: planned.map(|planned| share(planned, most)),
        spent_share: share(spent, most),
    }
}

/// The length of an amount beside the greatest one; nothing of one below zero.
fn share(amount: Decimal, most: Decimal) -> f64 {
    let share = amount.checked_div(most).and_then(|share| share.to_f64()).unwrap_or_default();
    (share.clamp(0.0, 1.0) * 100_000.0).round() / 100_000.0
}

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

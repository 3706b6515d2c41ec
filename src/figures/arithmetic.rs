//! Sums, differences, shares and ratios of figures, and why most of them are refused.

use rust_decimal::Decimal;

use super::seasons::period_mismatch;
use super::sober;
use super::step::{ComputeStep, UncomputedReason, uncomputed_figure};
use crate::finding::rules::{INCOMPLETE_PERIOD, MUDDLED_SUM, PERCENT_FOR_POINTS};
use crate::finding::{Finding, Message, Rule};
use crate::narrative::{
    Calculation, Figure, FigureStatus, Formula, Nature, Operation, Origin, Term, known_unit,
};
use crate::period::Period;
use crate::schema::Text;
use crate::source::{Span, Spanned};
use crate::text::fold_name;

/// A figure that is computed with, and where it is named.
pub(super) type Named<'a> = (&'a Spanned<String>, &'a Figure);

/// Computes a number from figures, if it would mean anything.
pub(super) fn calculate(
    formula: &Formula,
    step: &ComputeStep,
    own: &Figure,
    terms: &[Named],
) -> Result<Calculation, UncomputedReason> {
    // A number is made only once nothing speaks against it: each check reports the first fault it finds.
    check_distinct_terms(terms)?;
    check_units(step.operation, own, terms)?;
    check_natures(step.operation, formula, own, terms)?;
    check_periods(step.operation, own, terms)?;
    let values: Vec<Decimal> = terms.iter().map(|(_, term)| term.value.value).collect();
    let exact =
        apply_operation(step.operation, &values).map_err(|fault| fault.to_finding(step.span))?;
    let scale = values.iter().map(Decimal::scale).max().unwrap_or_default();
    Ok(Calculation {
        operation: step.operation,
        exact,
        result: sober::round_computed(own, step.operation, exact, scale),
        status: terms.iter().filter_map(|(_, term)| term.status).min_by_key(certainty_rank),
        from: Origin::Figures(terms.iter().map(|(_, term)| term_of_figure(term)).collect()),
        deduplicated: formula.deduplicated.clone(),
    })
}

/// Why an operation has no result.
pub(super) enum ArithmeticFault {
    /// The second is zero.
    ByZero,
    /// It is too large for exact decimals.
    TooLarge,
}

impl ArithmeticFault {
    pub(super) fn to_finding(&self, span: Span) -> UncomputedReason {
        let (message, hint) = match self {
            Self::ByZero => ("divided-by-zero", "hint-divided-by-zero"),
            Self::TooLarge => ("too-large", "hint-too-large"),
        };
        uncomputed_figure(span, Message::new(message), Message::new(hint))
    }
}

/// The result of an operation on some values, exact but for what division leaves past 28 digits.
pub(super) fn apply_operation(
    operation: Operation,
    values: &[Decimal],
) -> Result<Decimal, ArithmeticFault> {
    let sum = || values.iter().try_fold(Decimal::ZERO, |sum, value| sum.checked_add(*value));
    let [first, rest @ ..] = values else {
        // A mean of nothing would divide by zero.
        return Err(ArithmeticFault::ByZero);
    };
    let second = rest.first().copied();
    let over = |value: Decimal, by: Decimal| {
        if by.is_zero() {
            Err(ArithmeticFault::ByZero)
        } else {
            value.checked_div(by).ok_or(ArithmeticFault::TooLarge)
        }
    };
    let result = match operation {
        Operation::Sum => sum(),
        Operation::Value => Some(*first),
        Operation::Difference => first.checked_sub(second.unwrap_or_default()),
        Operation::Mean => {
            let count = Decimal::from(values.len());
            return over(sum().ok_or(ArithmeticFault::TooLarge)?, count);
        }
        Operation::Ratio => return over(*first, second.unwrap_or_default()),
        Operation::Share => {
            let hundred = first.checked_mul(Decimal::ONE_HUNDRED);
            return over(hundred.ok_or(ArithmeticFault::TooLarge)?, second.unwrap_or_default());
        }
    };
    result.ok_or(ArithmeticFault::TooLarge)
}

fn term_of_figure(term: &Figure) -> Term {
    Term {
        id: term.id.value.clone(),
        label: term.label.clone(),
        value: term.value.value,
        unit: term.unit.clone(),
        period: term.period.value,
        source: term.source.clone(),
    }
}

/// How sure a status is, the least sure first: what is computed from several figures has the least sure one.
pub(super) fn certainty_rank(status: &FigureStatus) -> u8 {
    match status {
        FigureStatus::Declared => 0,
        FigureStatus::Estimated => 1,
        FigureStatus::Provisional => 2,
        FigureStatus::Final => 3,
    }
}

/// No figure stands twice in one operation.
fn check_distinct_terms(terms: &[Named]) -> Result<(), UncomputedReason> {
    for (at, (id, term)) in terms.iter().enumerate() {
        if terms[..at].iter().any(|(_, other)| other.id.value == term.id.value) {
            let message = Message::new("term-twice").with("id", id.value.as_str());
            return Err(muddled_sum(id.span, message, "hint-term-twice"));
        }
    }
    Ok(())
}

/// All terms count in one unit, and the result in the unit that comes of it.
fn check_units(
    operation: Operation,
    own: &Figure,
    terms: &[Named],
) -> Result<(), UncomputedReason> {
    let Some((first, rest)) = terms.split_first() else {
        return Ok(());
    };
    let unit = &first.1.unit;
    let other = rest.iter().find(|(_, term)| !is_same(&term.unit, unit));
    if let Some((id, term)) = other {
        // A rate may divide one thing by another, nights by visitors, as long as it is not given in percent.
        let is_rate = operation == Operation::Ratio && own.nature == Some(Nature::Rate);
        if is_rate && !sober::is_percentage(&own.unit) {
            return Ok(());
        }
        let message = Message::new("unlike-units")
            .with("id", id.value.as_str())
            .with("unit", term.unit.value.as_str())
            .with("first", unit.value.as_str());
        let hint = match operation {
            Operation::Ratio => "hint-unlike-ratio",
            _ => "hint-unlike-units",
        };
        return Err(muddled_sum(id.span, message, hint));
    }
    result_unit(operation, own, unit)
}

fn result_unit(operation: Operation, own: &Figure, unit: &Text) -> Result<(), UncomputedReason> {
    let is_percent = sober::is_percentage(&own.unit);
    let of_percent = sober::is_percentage(unit);
    let is_points = known_unit(&own.unit) == Some("points");
    let span = own.unit.span;
    match operation {
        // From 40 % to 45 % are five points, and not five percent.
        Operation::Difference if of_percent && is_percent => {
            let message = Message::new("difference-in-percent");
            Err(finding_with_hint(&PERCENT_FOR_POINTS, span, message, "hint-unit-points"))
        }
        Operation::Difference if of_percent && is_points => Ok(()),
        Operation::Share if is_percent => Ok(()),
        Operation::Share => Err(muddled_sum(span, Message::new("share-unit"), "hint-unit-percent")),
        Operation::Ratio if is_percent => {
            Err(muddled_sum(span, Message::new("ratio-in-percent"), "hint-use-share"))
        }
        Operation::Ratio => Ok(()),
        _ if is_same(&own.unit, unit) => Ok(()),
        _ => {
            let message = Message::new("result-unit")
                .with("unit", own.unit.value.as_str())
                .with("terms", unit.value.as_str());
            Err(muddled_sum(span, message, "hint-result-unit"))
        }
    }
}

/// Ranks, indexes, means and rates do not add up; people do when none is counted twice.
fn check_natures(
    operation: Operation,
    formula: &Formula,
    own: &Figure,
    terms: &[Named],
) -> Result<(), UncomputedReason> {
    for (id, term) in terms {
        let is_share = term.nature == Some(Nature::Share);
        let is_refused = match operation {
            // Shares add up when all are of the same people: 12 % and 8 % of one survey.
            Operation::Sum if is_share => !is_one_whole(terms),
            Operation::Sum => !is_added(term),
            _ => term.nature == Some(Nature::Rank),
        };
        if is_refused {
            let message = Message::new("not-added").with("id", id.value.as_str());
            return Err(muddled_sum(id.span, message, "hint-not-added"));
        }
    }
    // Who came in July may have come in August too.
    let people = terms.iter().map(|(_, term)| *term).any(counts_people) || counts_people(own);
    let is_twice = operation == Operation::Sum && people && formula.deduplicated.is_none();
    if is_twice { Err(counted_twice(own.value.span)) } else { Ok(()) }
}

/// Whether values of a figure give another when they are added.
pub(super) fn is_added(figure: &Figure) -> bool {
    let is_relative = matches!(
        figure.nature,
        Some(Nature::Rank | Nature::Index | Nature::Mean | Nature::Rate | Nature::Share)
    );
    !is_relative && !sober::is_percent(figure)
}

/// People added to others, of whom nobody states that they are not the same.
pub(super) fn counted_twice(span: Span) -> UncomputedReason {
    let message = Message::new("people-added");
    muddled_sum(span, message, "hint-people-added")
}

/// Whether a figure counts people, by its nature or by its unit.
pub(super) fn counts_people(figure: &Figure) -> bool {
    figure.nature == Some(Nature::People) || known_unit(&figure.unit) == Some("people")
}

/// Whether shares are of the same people, so that they may be added.
fn is_one_whole(terms: &[Named]) -> bool {
    // Without a base nothing says of whom a share is, so it is never added.
    let whole = |figure: &Figure| {
        let base = figure.base.as_ref()?;
        Some((base.n.value, fold_name(&base.population.value)))
    };
    let mut wholes = terms.iter().map(|(_, term)| whole(term));
    let first = wholes.next().flatten();
    first.is_some() && wholes.all(|other| other == first)
}

/// Terms stand side by side in time or in space, and the result says the period that comes of it.
fn check_periods(
    operation: Operation,
    own: &Figure,
    terms: &[Named],
) -> Result<(), UncomputedReason> {
    let Some(((_, first), rest)) = terms.split_first() else {
        return Ok(());
    };
    let is_one_period =
        rest.iter().all(|(_, term)| term.period.value.days() == first.period.value.days());
    if !is_one_period {
        other_periods(operation, first, rest)?;
    }
    // A sum over several periods covers all of them. Everything else is about the period of its first term; a difference says
    // how that one has changed.
    let covered = match operation {
        Operation::Sum if !is_one_period => {
            check_days_covered(own.period, terms)?;
            return Ok(());
        }
        _ => first.period.value,
    };
    if own.period.value.days() == covered.days() {
        Ok(())
    } else {
        Err(other_period(own.period.span, covered))
    }
}

/// Terms of several periods: seasons that compare for a difference, months that follow one another for a sum.
fn other_periods(
    operation: Operation,
    first: &Figure,
    rest: &[Named],
) -> Result<(), UncomputedReason> {
    // `before` holds the terms of a sum so far: none of its periods may share a day with a later one, or that day would
    // count twice.
    let mut before = vec![first];
    for (id, term) in rest {
        let (now, then) = (first.period.value, term.period.value);
        let overlaps = |other: &&Figure| {
            let (one, two) = (other.period.value, term.period.value);
            one.first_day() <= two.last_day() && two.first_day() <= one.last_day()
        };
        // The place goes before the time: figures of other places are not compared, whatever their periods.
        let message = match operation {
            _ if !is_same(&first.scope, &term.scope) => "unlike-perimeters",
            Operation::Sum if before.iter().any(overlaps) => "overlapping-periods",
            Operation::Sum => {
                before.push(term);
                continue;
            }
            Operation::Difference if period_mismatch(now, then).is_none() => continue,
            _ => "unlike-term-periods",
        };
        let message = Message::new(message)
            .with("id", id.value.as_str())
            .with("first", first.id.value.as_str());
        return Err(muddled_sum(id.span, message, "hint-unlike-terms"));
    }
    Ok(())
}

/// Every day of a sum's period is in one of its terms.
fn check_days_covered(own: Spanned<Period>, terms: &[Named]) -> Result<(), UncomputedReason> {
    // Sorted by their first day, and known not to overlap when it comes to this, each period must begin on the day after the
    // one before.
    let mut periods: Vec<Period> = terms.iter().map(|(_, term)| term.period.value).collect();
    periods.sort_unstable();
    let mut end: Option<Period> = None;
    for period in &periods {
        if let Some(end) = end
            && end.last_day().succ_opt() != Some(period.first_day())
        {
            let missing = Period::Range(
                end.last_day().succ_opt().unwrap_or_default(),
                period.first_day().pred_opt().unwrap_or_default(),
            );
            let message = Message::new("gap-between-terms").with("period", missing.to_string());
            return Err(finding_with_hint(&INCOMPLETE_PERIOD, own.span, message, "hint-gap"));
        }
        end = Some(*period);
    }
    let (first, last) = match (periods.first(), periods.last()) {
        (Some(first), Some(last)) => (first.first_day(), last.last_day()),
        _ => return Ok(()),
    };
    if own.value.days() == (first, last) {
        Ok(())
    } else {
        Err(other_period(own.span, Period::Range(first, last)))
    }
}

/// A figure that states another period than what it is computed from.
pub(super) fn other_period(span: Span, covered: Period) -> UncomputedReason {
    let covered = covered.to_string();
    let message = Message::new("other-period").with("period", covered.as_str());
    let hint = Message::new("hint-write").with("value", covered);
    uncomputed_figure(span, message, hint)
}

/// Whether two texts say the same, whatever their capitals and accents.
fn is_same(one: &Text, other: &Text) -> bool {
    match (known_unit(one), known_unit(other)) {
        (Some(one), Some(other)) => one == other,
        _ => fold_name(&one.value) == fold_name(&other.value),
    }
}

/// A sum of what does not add up.
pub(super) fn muddled_sum(span: Span, message: Message, hint: &'static str) -> UncomputedReason {
    finding_with_hint(&MUDDLED_SUM, span, message, hint)
}

fn finding_with_hint(
    rule: &'static Rule,
    span: Span,
    message: Message,
    hint: &'static str,
) -> UncomputedReason {
    Box::new(Finding::new(rule, span, message).with_hint(Message::new(hint)))
}

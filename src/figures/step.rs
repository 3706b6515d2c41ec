//! What a formula asks, once it is known to ask one thing.

use super::file::Asked;
use crate::finding::rules::UNCOMPUTED_FIGURE;
use crate::finding::{Finding, Message};
use crate::narrative::{Formula, Operation, Over, Text};
use crate::source::{Span, Spanned};

/// Why a number is not computed.
pub(super) type Refused = Box<Finding>;

/// The most figures one is computed from: a year of fortnights.
const MOST_TERMS: usize = 24;

/// One operation on something.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step<'a> {
    /// What is done.
    pub operation: Operation,
    /// Where that is written.
    pub span: Span,
    /// With what.
    pub on: On<'a>,
}

/// What an operation is done with.
#[derive(Debug, Clone, Copy)]
pub(super) enum On<'a> {
    /// The figures of these ids.
    Figures(&'a [Spanned<String>]),
    /// The rows of a file.
    File(Asked<'a>),
}

/// The one operation that a formula asks for.
pub(super) fn step(formula: &Formula) -> Result<Step<'_>, Refused> {
    let mut asked = formula.operations.iter().filter(|(_, over)| over.value != Over::Nothing);
    let Some((operation, over)) = asked.next() else {
        return Err(refused(formula.span, "no-operation", "hint-operation"));
    };
    if let Some((_, second)) = asked.next() {
        return Err(refused(second.span, "two-operations", "hint-one-operation"));
    }
    Ok(Step {
        operation: *operation,
        span: over.span,
        on: match &formula.data {
            Some(file) => rows(formula, file, *operation, *over)?,
            None => figures(formula, *operation, *over)?,
        },
    })
}

fn rows<'a>(
    formula: &'a Formula,
    file: &'a Text,
    operation: Operation,
    over: Spanned<Over>,
) -> Result<On<'a>, Refused> {
    if let Some(id) = formula.of.first() {
        return Err(refused(id.span, "file-and-figures", "hint-file-or-figures"));
    }
    if matches!(operation, Operation::Difference | Operation::Ratio) {
        return Err(refused(over.span, "not-of-file", "hint-of-figures"));
    }
    let missing = || refused(file.span, "file-without-format", "hint-format");
    Ok(On::File(Asked {
        file,
        format: formula.format.as_ref().ok_or_else(missing)?,
        over: match over.value {
            Over::Period(period) => Some(Spanned::new(period, over.span)),
            _ => None,
        },
    }))
}

fn figures(
    formula: &Formula,
    operation: Operation,
    over: Spanned<Over>,
) -> Result<On<'_>, Refused> {
    let ids = formula.of.as_slice();
    let of_file = [formula.format.as_ref(), formula.rows.first().map(|rows| &rows.column)];
    if let Some(text) = of_file.into_iter().flatten().next().filter(|_| ids.is_empty()) {
        return Err(refused(text.span, "format-without-file", "hint-data"));
    }
    if matches!(operation, Operation::Mean | Operation::Value) {
        return Err(refused(over.span, "not-of-figures", "hint-of-file"));
    }
    if let Over::Period(_) = over.value {
        return Err(refused(over.span, "period-of-figures", "hint-period-of-figures"));
    }
    let is_enough = match operation {
        Operation::Sum => (2..=MOST_TERMS).contains(&ids.len()),
        _ => ids.len() == 2,
    };
    if !is_enough {
        let span = ids.get(MOST_TERMS).map_or(formula.span, |id| id.span);
        let (message, most) = match operation {
            Operation::Sum => ("wrong-terms", MOST_TERMS),
            _ => ("wrong-pair", 2),
        };
        let message = Message::new(message).with("n", ids.len()).with("most", most);
        return Err(uncomputed(span, message, Message::new("hint-terms")));
    }
    Ok(On::Figures(ids))
}

fn refused(span: Span, message: &'static str, hint: &'static str) -> Refused {
    uncomputed(span, Message::new(message), Message::new(hint))
}

/// A number that cannot be computed.
pub(super) fn uncomputed(span: Span, message: Message, hint: Message) -> Refused {
    Box::new(Finding::new(&UNCOMPUTED_FIGURE, span, message).hint(hint))
}

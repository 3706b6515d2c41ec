//! What a formula asks, once it is known to ask one thing.

use crate::finding::rules::UNCOMPUTED_FIGURE;
use crate::finding::{Finding, Message};
use crate::narrative::{Formula, Operation, OperationScope};
use crate::period::Period;
use crate::schema::Text;
use crate::source::{Span, Spanned};

/// Why a number is not computed.
pub(super) type UncomputedReason = Box<Finding>;

/// The most figures one is computed from: a year of fortnights.
const MOST_TERMS: usize = 24;

/// One operation on something.
#[derive(Debug, Clone, Copy)]
pub(super) struct ComputeStep<'a> {
    /// What is done with the numbers.
    pub operation: Operation,
    /// Where that is written.
    pub span: Span,
    /// The numbers it is done with.
    pub on: On<'a>,
}

/// What an operation is done with.
#[derive(Debug, Clone, Copy)]
pub(super) enum On<'a> {
    /// The figures of these ids.
    Figures(&'a [Spanned<String>]),
    /// The rows of a file.
    File(AskedRows<'a>),
}

/// The rows of a file that are asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct AskedRows<'a> {
    /// The path of the file.
    pub file: &'a Text,
    /// The name of its layout.
    pub format: &'a Text,
    /// The period; that of the number itself when there is none.
    pub over: Option<Spanned<Period>>,
}

/// The one operation that a formula asks for.
pub(super) fn step_of_formula(formula: &Formula) -> Result<ComputeStep<'_>, UncomputedReason> {
    let mut asked =
        formula.operations.iter().filter(|(_, over)| over.value != OperationScope::Nothing);
    let Some((operation, over)) = asked.next() else {
        return Err(refused_formula(formula.span, "no-operation", "hint-operation"));
    };
    if let Some((_, second)) = asked.next() {
        return Err(refused_formula(second.span, "two-operations", "hint-one-operation"));
    }
    Ok(ComputeStep {
        operation: *operation,
        span: over.span,
        on: match &formula.data {
            Some(file) => rows_operand(formula, file, *operation, *over)?,
            None => figures_operand(formula, *operation, *over)?,
        },
    })
}

fn rows_operand<'a>(
    formula: &'a Formula,
    file: &'a Text,
    operation: Operation,
    over: Spanned<OperationScope>,
) -> Result<On<'a>, UncomputedReason> {
    if let Some(id) = formula.of.first() {
        return Err(refused_formula(id.span, "file-and-figures", "hint-file-or-figures"));
    }
    if matches!(operation, Operation::Difference | Operation::Ratio) {
        return Err(refused_formula(over.span, "not-of-file", "hint-of-figures"));
    }
    let missing = || refused_formula(file.span, "file-without-format", "hint-format");
    Ok(On::File(AskedRows {
        file,
        format: formula.format.as_ref().ok_or_else(missing)?,
        over: match over.value {
            OperationScope::Period(period) => Some(Spanned::new(period, over.span)),
            _ => None,
        },
    }))
}

fn figures_operand(
    formula: &Formula,
    operation: Operation,
    over: Spanned<OperationScope>,
) -> Result<On<'_>, UncomputedReason> {
    let ids = formula.of.as_slice();
    let of_file = [formula.format.as_ref(), formula.rows.first().map(|rows| &rows.column)];
    if let Some(text) = of_file.into_iter().flatten().next().filter(|_| ids.is_empty()) {
        return Err(refused_formula(text.span, "format-without-file", "hint-data"));
    }
    if matches!(operation, Operation::Mean | Operation::Value) {
        return Err(refused_formula(over.span, "not-of-figures", "hint-of-file"));
    }
    if let OperationScope::Period(_) = over.value {
        return Err(refused_formula(over.span, "period-of-figures", "hint-period-of-figures"));
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
        return Err(uncomputed_figure(span, message, Message::new("hint-terms")));
    }
    Ok(On::Figures(ids))
}

fn refused_formula(span: Span, message: &'static str, hint: &'static str) -> UncomputedReason {
    uncomputed_figure(span, Message::new(message), Message::new(hint))
}

/// A number that cannot be computed.
pub(super) fn uncomputed_figure(span: Span, message: Message, hint: Message) -> UncomputedReason {
    Box::new(Finding::new(&UNCOMPUTED_FIGURE, span, message).with_hint(hint))
}

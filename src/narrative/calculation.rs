//! How a number came about: what was done, with which numbers, from which file. Kept beside the result, to be shown.

use rust_decimal::Decimal;

use super::figure::FigureStatus;
use super::formula::Operation;
use super::shape::Text;
use crate::period::Period;

/// The steps from what was there to a number.
#[derive(Debug, Clone)]
pub struct Calculation {
    /// What was done.
    pub operation: Operation,
    /// With what.
    pub from: From,
    /// What came out.
    pub exact: Decimal,
    /// The same, rounded to what it can tell.
    pub result: Decimal,
    /// How sure the least sure of what it is computed from is.
    pub status: Option<FigureStatus>,
    /// How it is known that nobody is counted twice.
    pub deduplicated: Option<Text>,
}

/// What a number is computed from.
#[derive(Debug, Clone)]
pub enum From {
    /// Other figures, in the order they are named.
    Figures(Vec<Term>),
}

/// A figure that another is computed from, as it was then.
#[derive(Debug, Clone)]
pub struct Term {
    /// Its id.
    pub id: String,
    /// What it counts.
    pub label: Text,
    /// Its number.
    pub value: Decimal,
    /// What it counts in.
    pub unit: Text,
    /// Over which period.
    pub period: Period,
}

impl Calculation {
    /// The ids of the figures it goes through.
    pub fn terms(&self) -> &[Term] {
        let From::Figures(terms) = &self.from;
        terms
    }

    /// How many of how many a share stands for, when both are whole.
    pub fn cases(&self) -> Option<(Decimal, u64)> {
        let From::Figures(terms) = &self.from;
        let [part, whole] = terms.as_slice() else {
            return None;
        };
        let is_share = self.operation == Operation::Share && part.value.is_integer();
        let n = whole.value.normalize().to_string().parse().ok()?;
        is_share.then_some((part.value, n))
    }
}

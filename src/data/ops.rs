//! What may be computed of an answer's cells: each refuses while a part of the period has no value.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::period::Period;

use super::{DataCell, DataFault, QueryAnswer, number};

impl QueryAnswer {
    /// The sum of all cells, exactly.
    pub fn sum(&self) -> Result<Decimal, DataFault> {
        self.refuse_incomplete()?;
        let values = self.cells.iter().map(|cell| cell.value);
        let sum = |sum, value| number::add_exactly(sum, value);
        values.into_iter().try_fold(Decimal::ZERO, sum).ok_or(DataFault::Overflow)
    }

    /// The sum over the number of periods; over the number of cells in a file without periods. It is exact where it ends
    /// within 28 significant digits, else rounded to that many.
    pub fn mean(&self) -> Result<Decimal, DataFault> {
        let sum = self.sum()?;
        let periods = self.periods().len();
        let count = if periods == 0 { self.cells.len() } else { periods };
        sum.checked_div(Decimal::from(count)).ok_or(DataFault::Overflow)
    }

    /// The sum in percent of the sum of a whole over the same periods, with as many digits as [`QueryAnswer::mean`].
    pub fn share_of(&self, whole: &Self) -> Result<Decimal, DataFault> {
        let (part, sum) = (self.sum()?, whole.sum()?);
        if self.periods() != whole.periods() {
            return Err(DataFault::UnlikePeriods);
        }
        if sum.is_zero() {
            return Err(DataFault::ShareOfZero);
        }
        let hundredfold = number::multiply_exactly(part, Decimal::ONE_HUNDRED);
        hundredfold.and_then(|part| part.checked_div(sum)).ok_or(DataFault::Overflow)
    }

    /// The cell of the latest period, of a query that sums over no column.
    pub fn last_cell(&self) -> Result<&DataCell, DataFault> {
        self.refuse_incomplete()?;
        let last = self.cells.last().ok_or(DataFault::Empty)?;
        let others = self.cells.iter().filter(|cell| cell.period == last.period);
        if others.count() > 1 {
            return Err(DataFault::SeveralLast);
        }
        Ok(last)
    }

    fn periods(&self) -> BTreeSet<Period> {
        self.cells.iter().filter_map(|cell| cell.period).collect()
    }

    fn refuse_incomplete(&self) -> Result<(), DataFault> {
        if self.missing.is_empty() {
            Ok(())
        } else {
            Err(DataFault::Incomplete { missing: self.missing.clone() })
        }
    }
}

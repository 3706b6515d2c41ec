//! A second look at a file, to say which codes would have answered a query.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::period::Period;
use crate::text::nearest;
use crate::tree::Tree;

use super::answer::UnansweredQuery;
use super::columns::{Columns, DataRow, Taker};
use super::plan::QueryPlan;
use super::scan;
use super::{DataFault, Query, SHOWN};

/// The most codes of a column that are looked at for the nearest one: more than there are communes with a hotel.
const MOST_CODES: usize = 10_000;

/// What a doubt is due to.
pub fn find_fault(tree: &Tree, query: &Query, doubt: UnansweredQuery) -> DataFault {
    match doubt {
        UnansweredQuery::Plain(fault) => *fault,
        UnansweredQuery::NoRow => no_such_code(tree, query),
        UnansweredQuery::Rows { period, of, rows } => {
            fault_of_unlike_rows(tree, query, period, of, rows)
        }
    }
}

/// The first filter that no row passes, of the rows that pass those before it.
fn no_such_code(tree: &Tree, query: &Query) -> DataFault {
    let mut seen = SeenRows { query, plan: None, codes: Vec::new(), is_passed: Vec::new() };
    if let Err(fault) = scan::scan_file(tree, &query.file, &query.layout, &mut seen) {
        return fault;
    }
    let guilty = seen.is_passed.iter().position(|is_passed| !is_passed);
    let place = guilty.unwrap_or_default();
    let (Some((column, wanted)), Some(codes)) = (query.filters.get(place), seen.codes.get(place))
    else {
        return DataFault::Empty;
    };
    let codes: Vec<String> = codes.iter().cloned().collect();
    DataFault::NoSuchCode {
        column: column.clone(),
        wanted: wanted.clone(),
        nearest: wanted.first().and_then(|wanted| nearest(wanted, &codes).cloned()),
        more: codes.len() > SHOWN,
        codes: codes.into_iter().take(SHOWN).collect(),
    }
}

/// The columns in which rows differ that a query takes together.
fn fault_of_unlike_rows(
    tree: &Tree,
    query: &Query,
    period: Option<Period>,
    of: Option<Arc<[String]>>,
    rows: (u64, u64),
) -> DataFault {
    let mut differing = Differing { query, plan: None, period, of, codes: Vec::new() };
    if let Err(fault) = scan::scan_file(tree, &query.file, &query.layout, &mut differing) {
        return fault;
    }
    let columns = differing.columns_with_codes();
    if columns.is_empty() {
        DataFault::Repeated { period, rows }
    } else {
        DataFault::Undecided { period, rows, columns }
    }
}

/// The codes that each filter meets among the rows that the filters before it take.
struct SeenRows<'q> {
    query: &'q Query,
    plan: Option<QueryPlan>,
    codes: Vec<BTreeSet<String>>,
    is_passed: Vec<bool>,
}

impl Taker for SeenRows<'_> {
    fn start(&mut self, columns: &Columns) -> Result<(), DataFault> {
        let count = self.query.filters.len();
        self.codes = vec![BTreeSet::new(); count];
        self.is_passed = vec![false; count];
        self.plan = Some(QueryPlan::new(self.query, columns)?);
        Ok(())
    }

    fn take(&mut self, row: &DataRow) -> Result<(), DataFault> {
        let Some(plan) = &self.plan else {
            return Ok(());
        };
        // The filters are asked in their order, and the first that refuses ends the row. So each notes only codes of rows that
        // those before it let through.
        let slots = self.codes.iter_mut().zip(&mut self.is_passed);
        for ((column, passes), (codes, is_passed)) in plan.filter_outcomes(row).zip(slots) {
            insert(codes, row.utf8_or_empty(column), MOST_CODES);
            if !passes {
                break;
            }
            *is_passed = true;
        }
        Ok(())
    }
}

/// The codes of each column that no filter fixes.
struct Differing<'q> {
    query: &'q Query,
    plan: Option<QueryPlan>,
    period: Option<Period>,
    of: Option<Arc<[String]>>,
    codes: Vec<BTreeSet<String>>,
}

impl Differing<'_> {
    fn is_meant(&self, plan: &QueryPlan, row: &DataRow) -> Result<bool, DataFault> {
        if !plan.is_row_wanted(row) {
            return Ok(false);
        }
        let period = plan.period_of_row(row)?;
        let is_in_time = match (self.period, self.query.over, period) {
            (Some(wanted), _, Some(period)) => period == wanted,
            (None, Some(asked), Some(period)) => {
                asked.contains(period.first_day()) && asked.contains(period.last_day())
            }
            _ => true,
        };
        let is_alike = self
            .of
            .as_ref()
            .is_none_or(|of| plan.codes_of_row(row).eq(of.iter().map(String::as_str)));
        Ok(is_in_time && is_alike)
    }

    fn columns_with_codes(&self) -> Vec<(String, Vec<String>)> {
        let Some(plan) = &self.plan else {
            return Vec::new();
        };
        let named = self.codes.iter().enumerate().map(|(column, codes)| {
            let codes = codes.iter().take(SHOWN).cloned();
            (plan.column_name(column).to_owned(), codes.collect::<Vec<_>>())
        });
        named.filter(|(_, codes)| codes.len() > 1).collect()
    }
}

impl Taker for Differing<'_> {
    fn start(&mut self, columns: &Columns) -> Result<(), DataFault> {
        let plan = QueryPlan::new(self.query, columns)?;
        self.codes = vec![BTreeSet::new(); plan.column_count()];
        self.plan = Some(plan);
        Ok(())
    }

    fn take(&mut self, row: &DataRow) -> Result<(), DataFault> {
        let Some(plan) = &self.plan else {
            return Ok(());
        };
        if self.is_meant(plan, row)? {
            for (column, codes) in self.codes.iter_mut().enumerate() {
                let name = plan.column_name(column);
                if plan.is_free(column) && self.query.layout.is_dimension(name) {
                    insert(codes, row.utf8_or_empty(column), SHOWN + 1);
                }
            }
        }
        Ok(())
    }
}

fn insert(codes: &mut BTreeSet<String>, code: &str, most: usize) {
    if codes.len() < most && !codes.contains(code) {
        codes.insert(code.to_owned());
    }
}

//! A second look at a file, to say which codes would have answered a query.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::period::Period;
use crate::text::{composed, nearest};
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

/// The query with the codes of its first unanswered filter as the file writes them, where they differ in capitals alone; none
/// where another letter differs, or two codes could be meant.
pub fn respell_codes(tree: &Tree, query: &Query) -> Result<Option<Query>, DataFault> {
    let seen = SeenRows::in_file(tree, query)?;
    let Some(place) = seen.unanswered_filter() else {
        return Ok(None);
    };
    let (column, wanted) = &query.filters[place];
    let codes = &seen.codes[place];
    let as_in_file = |wanted: &String| {
        let wanted = composed(wanted.trim());
        if codes.contains(&wanted) || !seen.unmet[place].contains(&wanted) {
            return Some(wanted);
        }
        let lower = wanted.to_lowercase();
        let mut alike = codes.iter().filter(|code| code.to_lowercase() == lower);
        alike.next().filter(|_| alike.next().is_none()).cloned()
    };
    let respelled: Option<Vec<String>> = wanted.iter().map(as_in_file).collect();
    // Where nothing changes, no row has all codes at once.
    let respelled = respelled.filter(|respelled| respelled != wanted);
    Ok(respelled.map(|codes| {
        let mut query = query.clone();
        query.filters[place] = (column.clone(), codes);
        query
    }))
}

/// The first filter that no row passes, of the rows that pass those before it, or one of whose codes no row has.
fn no_such_code(tree: &Tree, query: &Query) -> DataFault {
    let seen = match SeenRows::in_file(tree, query) {
        Ok(seen) => seen,
        Err(fault) => return fault,
    };
    let place = seen.unanswered_filter().unwrap_or_default();
    let (Some((column, wanted)), Some(codes)) = (query.filters.get(place), seen.codes.get(place))
    else {
        return DataFault::Empty;
    };
    let codes: Vec<String> = codes.iter().cloned().collect();
    // Of several codes, those are named that no row has.
    let unmet = seen.unmet.into_iter().nth(place).filter(|unmet| !unmet.is_empty());
    let wanted = unmet.unwrap_or_else(|| wanted.clone());
    DataFault::NoSuchCode {
        column: column.clone(),
        nearest: wanted.first().and_then(|wanted| nearest(wanted, &codes).cloned()),
        wanted,
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
    /// The codes that each filter wants and that no row of the file has.
    unmet: Vec<Vec<String>>,
}

impl<'q> SeenRows<'q> {
    /// What the filters of a query meet in its file.
    fn in_file(tree: &Tree, query: &'q Query) -> Result<Self, DataFault> {
        let (codes, is_passed, unmet) = (Vec::new(), Vec::new(), Vec::new());
        let mut seen = Self { query, plan: None, codes, is_passed, unmet };
        scan::scan_file(tree, &query.file, &query.layout, &mut seen)?;
        Ok(seen)
    }

    /// The first filter that no row passes, else the first that wants a code which no row has.
    fn unanswered_filter(&self) -> Option<usize> {
        let refusing = self.is_passed.iter().position(|is_passed| !is_passed);
        refusing.or_else(|| self.unmet.iter().position(|codes| !codes.is_empty()))
    }
}

impl Taker for SeenRows<'_> {
    fn start(&mut self, columns: &Columns) -> Result<(), DataFault> {
        let count = self.query.filters.len();
        self.codes = vec![BTreeSet::new(); count];
        self.is_passed = vec![false; count];
        let plan = QueryPlan::new(self.query, columns)?;
        self.unmet = plan.wanted_codes();
        self.plan = Some(plan);
        Ok(())
    }

    fn take(&mut self, row: &DataRow) -> Result<(), DataFault> {
        let Some(plan) = &self.plan else {
            return Ok(());
        };
        plan.strike_met_codes(row, &mut self.unmet);
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

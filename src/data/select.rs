//! The rows that a query takes, as cells.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;
use std::sync::Arc;

use crate::period::Period;
use crate::text::fold_word;

use super::columns::{Columns, DataRow, Taker};
use super::evidence::DateEvidence;
use super::moment::Reading;
use super::plan::{QueryPlan, RowValue};
use super::{DataCell, DataFault, MOST_ROWS, Query};

/// The cells that a query takes from a file.
pub struct RowSelection<'q> {
    pub(super) query: &'q Query,
    /// The columns, once the file's header is read.
    pub(super) plan: Option<Rc<QueryPlan>>,
    pub(super) cells: Vec<DataCell>,
    pub(super) holes: Vec<MissingValue>,
    /// The codes summed over, by themselves joined.
    pub(super) members: HashMap<String, Arc<[String]>>,
    /// The codes of territories in the columns where they may vary.
    pub(super) territories: BTreeMap<usize, BTreeSet<String>>,
    /// The first two rows that differ in a dimension.
    pub(super) differ: Option<(u64, u64)>,
    /// Whether the filters take any row.
    pub(super) is_taken: bool,
    /// The codes that each filter wants and that no row of the file has.
    pub(super) unmet: Vec<Vec<String>>,
    /// The first and the last period of the rows that the filters take.
    pub(super) known: Option<(Period, Period)>,
    /// A period of them that holds the one asked for, or meets it.
    pub(super) coarse: Option<Period>,
    /// The rows of totals, each with the name that makes it one.
    pub(super) set_aside: Vec<(u64, String)>,
    /// The fault of the first row that looks like a remark below the table.
    pub(super) remark: Option<DataFault>,
    /// What the dates show of the order of day and month, and of whose hours they give.
    pub(super) dates: DateEvidence,
    /// The one code of each free dimension, by its place in the plan's list.
    codes: Vec<Option<String>>,
    /// The sign after the first number, and its row.
    sign: Option<(Option<char>, u64)>,
}

/// A row without a value.
pub struct MissingValue {
    /// What it is about.
    pub period: Option<Period>,
    /// Its codes in the columns that are summed over.
    pub of: Arc<[String]>,
    /// Whether the value is kept secret.
    pub is_withheld: bool,
    /// When it was due, in a file of readings of a day.
    pub reading: Option<Reading>,
    /// The line of the file, the first one 1; the place in the list of JSON.
    pub row: u64,
}

impl Taker for RowSelection<'_> {
    fn start(&mut self, columns: &Columns) -> Result<(), DataFault> {
        // The file may be read again in another encoding: nothing of the first reading may stay.
        *self = Self::new(self.query);
        let plan = QueryPlan::new(self.query, columns)?;
        self.unmet = plan.wanted_codes();
        self.plan = Some(Rc::new(plan));
        Ok(())
    }

    fn take(&mut self, row: &DataRow) -> Result<(), DataFault> {
        // A plan is shared and not copied here; `take_with` needs all of `self` beside it.
        match self.plan.clone() {
            Some(plan) => self.take_with(&plan, row),
            None => Ok(()),
        }
    }
}

impl<'q> RowSelection<'q> {
    /// An empty one, which takes rows once `start` has told it the columns.
    pub fn new(query: &'q Query) -> Self {
        Self {
            query,
            plan: None,
            cells: Vec::new(),
            holes: Vec::new(),
            members: HashMap::new(),
            codes: Vec::new(),
            territories: BTreeMap::new(),
            differ: None,
            is_taken: false,
            unmet: Vec::new(),
            known: None,
            coarse: None,
            set_aside: Vec::new(),
            remark: None,
            dates: DateEvidence::default(),
            sign: None,
        }
    }

    fn take_with(&mut self, plan: &QueryPlan, row: &DataRow) -> Result<(), DataFault> {
        plan.strike_met_codes(row, &mut self.unmet);
        if !plan.is_row_wanted(row) {
            return Ok(());
        }
        let period = match plan.period_of_row(row) {
            // A total stands for no time of its own: counted beside its parts, it would double them.
            Err(DataFault::NotAPeriod { row, text, .. }) if is_total(&text) => {
                self.set_aside.push((row, text));
                return Ok(());
            }
            Err(DataFault::NotAPeriod { row: number, text, .. })
                if text.is_empty() && row.texts().any(is_total) =>
            {
                let name = row.texts().find(|cell| is_total(cell)).unwrap_or_default();
                self.set_aside.push((number, name.to_owned()));
                return Ok(());
            }
            Err(fault) if plan.is_remark(row) => {
                self.remark.get_or_insert(fault);
                return Ok(());
            }
            period => period?,
        };
        // Remarks stand at the end. What looks like one among rows is a row that was damaged.
        if let Some(fault) = self.remark.take() {
            return Err(fault);
        }
        self.is_taken = true;
        self.dates.add(plan.written_period(row), &plan.mapping);
        if let (Some(asked), Some(period)) = (self.query.over, period) {
            // Rows of other periods are noted too, so that a fault can say which periods the file has.
            let (first, last) = self.known.unwrap_or((period, period));
            self.known = Some((first.min(period), last.max(period)));
            if !is_inside(period, asked) {
                // A year meets the month that is asked for, without lying in it: the file is too coarse for the question.
                let meets = period.first_day() <= asked.last_day()
                    && asked.first_day() <= period.last_day();
                self.coarse = self.coarse.or(meets.then_some(period));
                return Ok(());
            }
        }
        self.keep_row(plan, row, period)
    }

    fn keep_row(
        &mut self,
        plan: &QueryPlan,
        row: &DataRow,
        period: Option<Period>,
    ) -> Result<(), DataFault> {
        self.note_codes(plan, row);
        // Rows about different things cannot be taken together: the query has failed, and no more cells are kept.
        if self.differ.is_some() {
            return Ok(());
        }
        let said = plan.value_of_row(row)?;
        let of = self.shared_codes(plan, row);
        if self.cells.len() + self.holes.len() == MOST_ROWS {
            return Err(DataFault::TooManyRows { most: MOST_ROWS });
        }
        let reading = plan.reading_of_row(row);
        let (value, sign) = match said {
            RowValue::Value(value, sign) => (value, sign),
            RowValue::Missing | RowValue::Withheld => {
                self.holes.push(MissingValue {
                    period,
                    of,
                    is_withheld: matches!(said, RowValue::Withheld),
                    reading,
                    row: row.number,
                });
                return Ok(());
            }
        };
        // The first number tells the sign that all must have: 12 % and 12 € do not add up.
        let (first, known) = *self.sign.get_or_insert((sign, row.number));
        if first != sign {
            return Err(DataFault::MixedSigns { rows: (known, row.number) });
        }
        self.cells.push(DataCell {
            period,
            of,
            value,
            status: plan.status_of_row(row).map(str::to_owned),
            reading,
            row: row.number,
        });
        Ok(())
    }

    /// Notes the codes of a row where one code is due, or several years of one territory.
    fn note_codes(&mut self, plan: &QueryPlan, row: &DataRow) {
        let open = plan.multi_code_columns().chain(plan.across.iter().copied());
        for column in open {
            self.note_territory(column, row.utf8_or_empty(column));
        }
        if !self.query.layout.has_dimensions() {
            // Where columns are no dimensions, they may be remarks, and differ from row to row.
            return;
        }
        self.codes.resize(plan.free.len(), None);
        for (place, column) in plan.free.iter().enumerate() {
            let code = row.utf8_or_empty(*column);
            match &self.codes[place] {
                None => self.codes[place] = Some(code.to_owned()),
                Some(first) if first == code => {}
                // `2023-DEP-35` and `2024-DEP-35` are one territory, drawn anew: that is noted, and no fault.
                Some(first) if is_same_territory(first, code) => {
                    let first = first.clone();
                    self.note_territory(*column, &first);
                    self.note_territory(*column, code);
                }
                Some(_) => {
                    // All rows taken so far have the first code, so any of them shows the difference.
                    let first = self.taken_rows().next().map_or(row.number, |(.., row)| row);
                    self.differ.get_or_insert((first, row.number));
                }
            }
        }
    }

    fn note_territory(&mut self, column: usize, code: &str) {
        let known = self.territories.entry(column).or_default();
        if split_vintage(code).is_some() && !known.contains(code) {
            known.insert(code.to_owned());
        }
    }

    fn shared_codes(&mut self, plan: &QueryPlan, row: &DataRow) -> Arc<[String]> {
        // Joined by a control sign, which no code holds, so that rows with the same codes share one list.
        let key: Vec<&str> = plan.codes_of_row(row).collect();
        let key = key.join("\u{1f}");
        if let Some(member) = self.members.get(&key) {
            return member.clone();
        }
        let member: Arc<[String]> = plan.codes_of_row(row).map(str::to_owned).collect();
        self.members.insert(key, member.clone());
        member
    }
}

/// The year in which a territory was drawn, and the territory: `2023` and `DEP-35` of `2023-DEP-35`.
pub fn split_vintage(code: &str) -> Option<(&str, &str)> {
    let (year, territory) = code.split_once('-')?;
    let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    let is_named = territory.starts_with(|c: char| c.is_ascii_alphabetic());
    (is_year && is_named).then_some((year, territory))
}

/// The words by which the last row of a table names itself, folded.
const TOTALS: [&str; 11] = [
    "σ", "total", "totaux", "totals", "subtotal", "cumul", "cumule", "somme", "moyenne", "average",
    "mean",
];

/// Whether a row names itself a total: `Total`, `Sous-total 2026`, `Total général`.
pub(super) fn is_total(text: &str) -> bool {
    let folded = fold_word(text);
    let mut words = folded.split(|sign: char| !sign.is_alphanumeric());
    folded == "ensemble" || words.any(|word| TOTALS.contains(&word))
}

fn is_same_territory(one: &str, other: &str) -> bool {
    match (split_vintage(one), split_vintage(other)) {
        (Some((_, one)), Some((_, other))) => one == other,
        _ => false,
    }
}

/// Whether a period lies in another.
pub fn is_inside(period: Period, asked: Period) -> bool {
    asked.first_day() <= period.first_day() && period.last_day() <= asked.last_day()
}

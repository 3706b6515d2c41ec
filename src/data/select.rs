//! The rows that a query takes, as cells, and whether they answer it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;
use std::sync::Arc;

use crate::period::Period;

use super::plan::{Plan, Said, meaning};
use super::rows::{Columns, Row, Scan, Taker};
use super::{Answer, Cell, Encoding, Fault, Grain, MOST_ROWS, Note, Query, moment};

/// How codes name a total: `_T` is that of SDMX.
const TOTALS: [&str; 6] = ["_t", "total", "ensemble", "tous", "toutes", "all"];

/// The cells that a query takes from a file.
pub struct Selection<'q> {
    query: &'q Query,
    plan: Option<Rc<Plan>>,
    cells: Vec<Cell>,
    holes: Vec<Hole>,
    members: HashMap<String, Arc<[String]>>,
    /// The one code of each free dimension, by its place in the plan's list.
    codes: Vec<Option<String>>,
    /// The codes of territories in the columns where they may vary.
    territories: BTreeMap<usize, BTreeSet<String>>,
    /// The first two rows that differ in a dimension.
    differ: Option<(u64, u64)>,
    is_taken: bool,
    known: Option<(Period, Period)>,
    coarse: Option<Period>,
    sign: Option<(Option<char>, u64)>,
}

/// A row without a value.
struct Hole {
    period: Option<Period>,
    of: Arc<[String]>,
    is_withheld: bool,
    row: u64,
}

/// Why cells do not answer a query, where saying it asks for another look at the file.
pub enum Doubt {
    /// Nothing to look for.
    Plain(Fault),
    /// No row passes all filters.
    NoRow,
    /// Two rows are about different things.
    Rows {
        /// Their period, when they share one.
        period: Option<Period>,
        /// Their codes, when they share them.
        of: Option<Arc<[String]>>,
        /// The two.
        rows: (u64, u64),
    },
}

impl<'q> Selection<'q> {
    /// Nothing yet.
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
            known: None,
            coarse: None,
            sign: None,
        }
    }

    /// What the cells answer.
    pub fn answer(mut self, scan: Scan) -> Result<Answer, Doubt> {
        self.cells.sort_by_key(|cell| (cell.period, cell.row));
        self.holes.sort_by_key(|hole| (hole.period, hole.row));
        self.refuse_nothing()?;
        self.refuse_unlike()?;
        self.refuse_mixed_grains()?;
        self.refuse_totals()?;
        let parts = self.parts()?;
        let uneven = self.uneven(&parts);
        let has_dimensions = self.query.layout.has_dimensions();
        let missing = self.missing(&parts, if has_dimensions { &uneven } else { &[] });
        let mut notes = self.notes();
        if scan.encoding == Encoding::Windows1252 && self.query.layout.encoding().is_none() {
            notes.insert(0, Note::ReadAsWindows1252);
        }
        if !has_dimensions {
            let note = |(of, periods)| Note::Uneven { of, periods };
            notes.extend(uneven.into_iter().map(note));
        }
        Ok(Answer {
            cells: self.cells,
            missing,
            sha256: scan.sha256,
            rows: scan.rows,
            encoding: scan.encoding,
            notes,
        })
    }

    /// Each row taken: its period, its codes, its line.
    fn rows(&self) -> impl Iterator<Item = (Option<Period>, &Arc<[String]>, u64)> {
        let cells = self
            .cells
            .iter()
            .map(|cell| (cell.period, &cell.of, cell.row));
        let holes = self
            .holes
            .iter()
            .map(|hole| (hole.period, &hole.of, hole.row));
        cells.chain(holes)
    }

    fn refuse_nothing(&self) -> Result<(), Doubt> {
        if !self.is_taken {
            return Err(Doubt::NoRow);
        }
        let is_empty = self.cells.is_empty() && self.holes.is_empty();
        match (self.query.over, self.coarse) {
            (Some(asked), Some(found)) if is_empty => Err(Fault::TooCoarse { asked, found }.into()),
            (Some(asked), None) if is_empty => Err(Fault::NoSuchPeriod {
                asked,
                known: self.known,
            }
            .into()),
            _ => Ok(()),
        }
    }

    /// Refuses rows that differ in what no filter fixes, and two rows for one period and one code.
    fn refuse_unlike(&self) -> Result<(), Doubt> {
        if let Some(rows) = self.differ {
            return Err(Doubt::Rows {
                period: None,
                of: None,
                rows,
            });
        }
        let mut seen = HashMap::new();
        for (period, of, row) in self.rows() {
            if let Some(first) = seen.insert((period, of), row) {
                return Err(Doubt::Rows {
                    period,
                    of: Some(of.clone()),
                    rows: (first.min(row), first.max(row)),
                });
            }
        }
        Ok(())
    }

    fn refuse_mixed_grains(&self) -> Result<(), Doubt> {
        let mut grains = self
            .rows()
            .filter_map(|(period, _, row)| Some((moment::grain(period?)?, row)));
        let Some((first, row)) = grains.next() else {
            return Ok(());
        };
        match grains.find(|(grain, _)| *grain != first) {
            None => Ok(()),
            Some((other, another)) => Err(Fault::MixedGrains {
                grains: (first, other),
                rows: (row, another),
            }
            .into()),
        }
    }

    fn refuse_totals(&self) -> Result<(), Doubt> {
        for (place, column) in self.query.across.iter().enumerate() {
            let codes: BTreeSet<&String> = self
                .members
                .values()
                .filter_map(|of| of.get(place))
                .collect();
            let total = codes.iter().find(|code| is_total(code));
            if let (Some(total), 2..) = (total, codes.len()) {
                return Err(Fault::TotalAmongParts {
                    column: column.clone(),
                    total: (*total).clone(),
                }
                .into());
            }
        }
        Ok(())
    }

    /// The parts of the period asked for, or from the first cell to the last, that must each have a value.
    fn parts(&self) -> Result<Vec<Period>, Doubt> {
        let periods = || self.rows().filter_map(|(period, ..)| period);
        let (Some(first), Some(last)) = (periods().min(), periods().max()) else {
            return match self.holes.first() {
                Some(hole) => Err(Fault::NoValue { row: hole.row }.into()),
                None => Ok(Vec::new()),
            };
        };
        let grain = moment::grain(first).unwrap_or(Grain::Day);
        let Some(asked) = self.query.over else {
            let span = Period::Range(first.first(), last.last());
            return Ok(moment::parts(span, grain).collect());
        };
        let parts: Vec<Period> = moment::parts(asked, grain).collect();
        match parts.iter().find(|part| !is_inside(**part, asked)) {
            Some(found) => Err(Fault::TooCoarse {
                asked,
                found: *found,
            }
            .into()),
            None => Ok(parts),
        }
    }

    /// The codes summed over that have no row for a period where others have one, with these periods.
    fn uneven(&self, parts: &[Period]) -> Vec<(Arc<[String]>, Vec<Period>)> {
        if self.members.len() < 2 {
            return Vec::new();
        }
        let mut held: BTreeMap<&Arc<[String]>, BTreeSet<Period>> = BTreeMap::new();
        let mut any = BTreeSet::new();
        for (period, of, _) in self.rows() {
            held.entry(of).or_default().extend(period);
            any.extend(period);
        }
        let lacks = |held: &BTreeSet<Period>| -> Vec<Period> {
            let wanted = parts.iter().filter(|part| any.contains(part));
            wanted
                .filter(|part| !held.contains(part))
                .copied()
                .collect()
        };
        held.into_iter()
            .map(|(of, held)| (of.clone(), lacks(&held)))
            .filter(|(_, periods)| !periods.is_empty())
            .collect()
    }

    fn missing(&self, parts: &[Period], uneven: &[(Arc<[String]>, Vec<Period>)]) -> Vec<Period> {
        let present: BTreeSet<Period> = self.cells.iter().filter_map(|cell| cell.period).collect();
        let absent = parts.iter().filter(|part| !present.contains(part)).copied();
        let mut missing: BTreeSet<Period> = absent.collect();
        missing.extend(self.holes.iter().filter_map(|hole| hole.period));
        missing.extend(uneven.iter().flat_map(|(_, periods)| periods));
        missing.into_iter().collect()
    }

    fn notes(&self) -> Vec<Note> {
        let mut notes = self.status_notes();
        let withheld = self.holes.iter().filter(|hole| hole.is_withheld);
        let withheld: BTreeSet<Period> = withheld.filter_map(|hole| hole.period).collect();
        if !withheld.is_empty() {
            notes.push(Note::Withheld {
                periods: withheld.into_iter().collect(),
            });
        }
        notes.extend(self.vintages());
        let (zeros, others): (Vec<&Cell>, Vec<&Cell>) =
            self.cells.iter().partition(|cell| cell.value.is_zero());
        let zeros: BTreeSet<Period> = zeros.iter().filter_map(|cell| cell.period).collect();
        if !zeros.is_empty() && !others.is_empty() {
            notes.push(Note::Zeros {
                periods: zeros.into_iter().collect(),
            });
        }
        notes
    }

    fn status_notes(&self) -> Vec<Note> {
        let mut periods: BTreeMap<&str, BTreeSet<Period>> = BTreeMap::new();
        for cell in &self.cells {
            if let Some(status) = &cell.status {
                periods.entry(status).or_default().extend(cell.period);
            }
        }
        let note = |(code, periods): (&str, BTreeSet<Period>)| Note::Status {
            meaning: meaning(code),
            code: code.to_owned(),
            periods: periods.into_iter().collect(),
        };
        periods.into_iter().map(note).collect()
    }

    fn vintages(&self) -> Vec<Note> {
        let mut notes = Vec::new();
        for (column, codes) in &self.territories {
            let mut years: BTreeMap<&str, Vec<String>> = BTreeMap::new();
            for code in codes {
                if let Some((_, territory)) = vintage(code) {
                    years.entry(territory).or_default().push(code.clone());
                }
            }
            let column = self.plan.as_ref().map_or("", |plan| plan.name(*column));
            let several = years.into_values().filter(|codes| codes.len() > 1);
            notes.extend(several.map(|codes| Note::Vintages {
                column: column.to_owned(),
                codes,
            }));
        }
        notes
    }

    /// Notes the codes of a row where one code is due, or several years of one territory.
    fn note_codes(&mut self, plan: &Plan, row: &Row) {
        let open = plan.open().chain(plan.across.iter().copied());
        for column in open {
            self.note_territory(column, row.text(column));
        }
        if !self.query.layout.has_dimensions() {
            return;
        }
        self.codes.resize(plan.free.len(), None);
        for (place, column) in plan.free.iter().enumerate() {
            let code = row.text(*column);
            match &self.codes[place] {
                None => self.codes[place] = Some(code.to_owned()),
                Some(first) if first == code => {}
                Some(first) if is_same_territory(first, code) => {
                    let first = first.clone();
                    self.note_territory(*column, &first);
                    self.note_territory(*column, code);
                }
                Some(_) => {
                    let first = self.rows().next().map_or(row.number, |(.., row)| row);
                    self.differ.get_or_insert((first, row.number));
                }
            }
        }
    }

    fn note_territory(&mut self, column: usize, code: &str) {
        let known = self.territories.entry(column).or_default();
        if vintage(code).is_some() && !known.contains(code) {
            known.insert(code.to_owned());
        }
    }

    fn member(&mut self, plan: &Plan, row: &Row) -> Arc<[String]> {
        let key: Vec<&str> = plan.codes(row).collect();
        let key = key.join("\u{1f}");
        if let Some(member) = self.members.get(&key) {
            return member.clone();
        }
        let member: Arc<[String]> = plan.codes(row).map(str::to_owned).collect();
        self.members.insert(key, member.clone());
        member
    }

    fn keep(&mut self, plan: &Plan, row: &Row, period: Option<Period>) -> Result<(), Fault> {
        let said = plan.value(row)?;
        self.note_codes(plan, row);
        let of = self.member(plan, row);
        if self.cells.len() + self.holes.len() == MOST_ROWS {
            return Err(Fault::TooManyRows { most: MOST_ROWS });
        }
        let (value, sign) = match said {
            Said::Value(value, sign) => (value, sign),
            Said::Missing | Said::Withheld => {
                self.holes.push(Hole {
                    period,
                    of,
                    is_withheld: matches!(said, Said::Withheld),
                    row: row.number,
                });
                return Ok(());
            }
        };
        let (first, known) = *self.sign.get_or_insert((sign, row.number));
        if first != sign {
            return Err(Fault::MixedSigns {
                rows: (known, row.number),
            });
        }
        self.cells.push(Cell {
            period,
            of,
            value,
            status: plan.status(row).map(str::to_owned),
            row: row.number,
        });
        Ok(())
    }
}

impl Taker for Selection<'_> {
    fn start(&mut self, columns: &Columns) -> Result<(), Fault> {
        *self = Self::new(self.query);
        self.plan = Some(Rc::new(Plan::new(self.query, columns)?));
        Ok(())
    }

    fn take(&mut self, row: &Row) -> Result<(), Fault> {
        match self.plan.clone() {
            Some(plan) => self.take_with(&plan, row),
            None => Ok(()),
        }
    }
}

impl Selection<'_> {
    fn take_with(&mut self, plan: &Plan, row: &Row) -> Result<(), Fault> {
        if !plan.takes(row) {
            return Ok(());
        }
        self.is_taken = true;
        let period = plan.period(row)?;
        if let (Some(asked), Some(period)) = (self.query.over, period) {
            let (first, last) = self.known.unwrap_or((period, period));
            self.known = Some((first.min(period), last.max(period)));
            if !is_inside(period, asked) {
                let meets = period.first() <= asked.last() && asked.first() <= period.last();
                self.coarse = self.coarse.or(meets.then_some(period));
                return Ok(());
            }
        }
        self.keep(plan, row, period)
    }
}

impl From<Fault> for Doubt {
    fn from(fault: Fault) -> Self {
        Self::Plain(fault)
    }
}

fn is_inside(period: Period, asked: Period) -> bool {
    asked.first() <= period.first() && period.last() <= asked.last()
}

fn is_total(code: &str) -> bool {
    TOTALS.contains(&code.to_lowercase().as_str())
}

/// The year in which a territory was drawn, and the territory: `2023` and `DEP-35` of `2023-DEP-35`.
fn vintage(code: &str) -> Option<(&str, &str)> {
    let (year, territory) = code.split_once('-')?;
    let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    let is_named = territory.starts_with(|c: char| c.is_ascii_alphabetic());
    (is_year && is_named).then_some((year, territory))
}

fn is_same_territory(one: &str, other: &str) -> bool {
    match (vintage(one), vintage(other)) {
        (Some((_, one)), Some((_, other))) => one == other,
        _ => false,
    }
}

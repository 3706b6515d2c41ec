//! Which columns of a file a query reads, and what stands there in a row.

use rust_decimal::Decimal;

use crate::period::Period;
use crate::text::composed;

use super::columns::{Columns, DataRow};
use super::moment::Reading;
use super::number::{self, NumberError, WrittenNumber};
use super::{DataColumns, DataFault, Grain, Multiplier, Query, StatusMeaning, moment};

/// The fewest establishments a value may be about, and the largest share of one of them, in percent: the rules of INSEE
/// for statistical secrecy of businesses.
const FEWEST_UNITS: Decimal = Decimal::from_parts(3, 0, 0, false, 0);
const LARGEST_SHARE: Decimal = Decimal::from_parts(85, 0, 0, false, 0);

/// The codes of CL_CONF_STATUS by which a value may be published: free, or nothing said.
const FREE: [&str; 4] = ["", "F", "_Z", "_U"];

/// The codes of CL_OBS_STATUS by which there is no value.
const NO_VALUE: [&str; 5] = ["H", "L", "M", "O", "Q"];

/// Which columns of a file a query reads.
pub struct QueryPlan {
    /// What the columns hold.
    pub mapping: DataColumns,
    /// The columns that are summed over.
    pub across: Vec<usize>,
    /// The columns that filters leave free, and that must hold one code where columns are dimensions.
    pub free: Vec<usize>,
    names: Vec<String>,
    filters: Vec<RowFilter>,
    period: Option<usize>,
    value: usize,
    power: Option<usize>,
    status: Option<usize>,
    confidentiality: Option<usize>,
    units: Option<usize>,
    largest: Option<usize>,
}

/// A column and the texts of which one must stand there.
struct RowFilter {
    column: usize,
    wanted: Vec<String>,
}

/// What a row says.
pub enum RowValue {
    /// A number, and the sign after it.
    Value(Decimal, Option<char>),
    /// That there is none.
    Missing,
    /// That there is one, kept secret.
    Withheld,
}

impl QueryPlan {
    /// Finds the columns that a query names.
    pub fn new(query: &Query, columns: &Columns) -> Result<Self, DataFault> {
        let mut mapping = query.layout.column_mapping(columns);
        // The cells of a row have each accent on its letter, and so have marks that are compared with them.
        mapping.missing.iter_mut().for_each(|mark| *mark = composed(mark));
        let find = |name: &Option<String>| {
            let name = name.as_ref();
            name.map(|name| columns.find(name)).transpose()
        };
        if query.over.is_some() && mapping.period.is_none() {
            return Err(DataFault::NoPeriods);
        }
        let power = match &mapping.multiplier {
            Some(Multiplier::Power(name)) => Some(columns.find(name)?),
            Some(Multiplier::Times(_)) | None => None,
        };
        let filters = query.filters.iter();
        let filters = filters.map(|filter| RowFilter::new(filter, columns));
        let across = query.across.iter().map(|name| columns.find(name));
        let mut plan = Self {
            filters: filters.collect::<Result<_, _>>()?,
            across: across.collect::<Result<_, _>>()?,
            free: Vec::new(),
            names: columns.names().map(str::to_owned).collect(),
            period: find(&mapping.period)?,
            value: columns.find(&mapping.value)?,
            power,
            status: find(&mapping.status)?,
            confidentiality: find(&mapping.confidentiality)?,
            units: find(&mapping.units)?,
            largest: find(&mapping.largest)?,
            mapping,
        };
        let free = (0..plan.column_count()).filter(|column| {
            let is_fixed = plan.filters.iter().any(|filter| filter.column == *column);
            let name = plan.column_name(*column);
            plan.is_free(*column) && !is_fixed && query.layout.is_dimension(name)
        });
        plan.free = free.collect();
        Ok(plan)
    }

    /// Whether a column neither holds what is read nor is summed over.
    pub fn is_free(&self, column: usize) -> bool {
        let roles = [
            self.period,
            Some(self.value),
            self.power,
            self.status,
            self.confidentiality,
            self.units,
            self.largest,
        ];
        !roles.contains(&Some(column)) && !self.across.contains(&column)
    }

    /// The name of a column.
    pub fn column_name(&self, column: usize) -> &str {
        self.names.get(column).map_or("", String::as_str)
    }

    /// How many columns there are.
    pub fn column_count(&self) -> usize {
        self.names.len()
    }

    /// Whether all filters take a row.
    pub fn is_row_wanted(&self, row: &DataRow) -> bool {
        self.filters.iter().all(|filter| filter.is_row_wanted(row))
    }

    /// The columns of the filters, in order, with whether each takes a row.
    pub fn filter_outcomes<'r>(
        &'r self,
        row: &'r DataRow,
    ) -> impl Iterator<Item = (usize, bool)> + 'r {
        let takes = |filter: &'r RowFilter| (filter.column, filter.is_row_wanted(row));
        self.filters.iter().map(takes)
    }

    /// The codes that each filter wants, to be struck out as rows show them.
    pub fn wanted_codes(&self) -> Vec<Vec<String>> {
        self.filters.iter().map(|filter| filter.wanted.clone()).collect()
    }

    /// Strikes out the wanted codes that stand in a row.
    pub fn strike_met_codes(&self, row: &DataRow, unmet: &mut [Vec<String>]) {
        for (filter, unmet) in self.filters.iter().zip(unmet) {
            if !unmet.is_empty() {
                let bytes = row.bytes(filter.column);
                unmet.retain(|wanted| wanted.as_bytes() != bytes);
            }
        }
    }

    /// The columns whose filter takes several texts.
    pub fn multi_code_columns(&self) -> impl Iterator<Item = usize> {
        let several = self.filters.iter().filter(|filter| filter.wanted.len() > 1);
        several.map(|filter| filter.column)
    }

    /// What a row is about; none in a file without periods.
    pub fn period_of_row(&self, row: &DataRow) -> Result<Option<Period>, DataFault> {
        let Some(column) = self.period else {
            return Ok(None);
        };
        let text = row.utf8_or_empty(column);
        let period = moment::read_period(text, self.mapping.date_form());
        period.map(Some).ok_or_else(|| DataFault::NotAPeriod {
            row: row.number,
            column: self.column_name(column).to_owned(),
            text: text.to_owned(),
        })
    }

    /// When a row was read, where it is one of several readings of a day.
    pub fn reading_of_row(&self, row: &DataRow) -> Option<Reading> {
        let is_of_day = self.mapping.each == Grain::Day;
        moment::read_reading(self.written_period(row), self.mapping.date_form())
            .filter(|_| is_of_day)
    }

    /// What stands in a row for its period; empty in a file without periods.
    pub fn written_period<'r>(&self, row: &DataRow<'r>) -> &'r str {
        self.period.map_or("", |column| row.utf8_or_empty(column))
    }

    /// Whether a row is a remark below the table: words in place of a period, and no value.
    pub fn is_remark(&self, row: &DataRow) -> bool {
        moment::is_prose(self.written_period(row)) && row.bytes(self.value).is_empty()
    }

    /// The codes of a row in the columns that are summed over.
    pub fn codes_of_row<'r>(&'r self, row: &'r DataRow) -> impl Iterator<Item = &'r str> {
        self.across.iter().map(|column| row.utf8_or_empty(*column))
    }

    /// The status of a row's value, when it is not a normal one.
    pub fn status_of_row<'r>(&self, row: &DataRow<'r>) -> Option<&'r str> {
        let code = self.status.map_or("", |column| row.utf8_or_empty(column));
        // A column of its own says more than the flag behind the number.
        let said = (!matches!(strip_brackets(code), "" | "A" | "a" | "_Z")).then_some(code);
        said.or_else(|| number::split_flag(row.utf8_or_empty(self.value)).1)
    }

    /// The value of a row, if it may be told.
    pub fn value_of_row(&self, row: &DataRow) -> Result<RowValue, DataFault> {
        self.refuse_secret(row)?;
        if self.status_of_row(row).is_some_and(has_no_value) {
            return Ok(RowValue::Missing);
        }
        match self.read_number(row, self.value)? {
            WrittenNumber::Missing => Ok(RowValue::Missing),
            WrittenNumber::Withheld => Ok(RowValue::Withheld),
            WrittenNumber::Number(number, sign) => {
                Ok(RowValue::Value(self.multiply_value(row, number)?, sign))
            }
        }
    }

    fn refuse_secret(&self, row: &DataRow) -> Result<(), DataFault> {
        if let Some(column) = self.confidentiality {
            let code = row.utf8_or_empty(column);
            if !FREE.contains(&code) {
                return Err(DataFault::Confidential { row: row.number, code: code.to_owned() });
            }
        }
        if let (_, Some(flag)) = number::split_flag(row.utf8_or_empty(self.value))
            && flag.to_lowercase().contains('c')
        {
            return Err(DataFault::Confidential { row: row.number, code: flag.to_owned() });
        }
        // A column of units that says nothing in this row refuses it as well: nobody knows how few there are.
        if let Some(column) = self.units
            && !self.known_number(row, column)?.is_some_and(are_enough)
        {
            return Err(DataFault::TooFewUnits {
                row: row.number,
                units: row.utf8_or_empty(column).to_owned(),
            });
        }
        if let Some(column) = self.largest
            && !self.known_number(row, column)?.is_some_and(is_shared)
        {
            return Err(DataFault::Dominated {
                row: row.number,
                share: row.utf8_or_empty(column).to_owned(),
            });
        }
        Ok(())
    }

    /// The number in a column and the sign after it, if one is told.
    fn known_number(
        &self,
        row: &DataRow,
        column: usize,
    ) -> Result<Option<(Decimal, Option<char>)>, DataFault> {
        Ok(match self.read_number(row, column)? {
            WrittenNumber::Number(number, sign) => Some((number, sign)),
            WrittenNumber::Missing | WrittenNumber::Withheld => None,
        })
    }

    fn read_number(&self, row: &DataRow, column: usize) -> Result<WrittenNumber, DataFault> {
        let written = row.utf8_or_empty(column);
        let missing = &self.mapping.missing;
        let is_missing = missing.iter().any(|mark| mark.trim() == written);
        let bare = if is_missing { written } else { number::split_flag(written).0 };
        let read = number::read_cell(bare, self.mapping.decimal, missing);
        read.map_err(|error| self.number_fault(row, column, error))
    }

    fn multiply_value(&self, row: &DataRow, number: Decimal) -> Result<Decimal, DataFault> {
        let product = match (&self.mapping.multiplier, self.power) {
            (Some(Multiplier::Times(factor)), _) => number::multiply_exactly(number, *factor),
            (_, Some(column)) => {
                let power = number::parse_power(row.utf8_or_empty(column))
                    .ok_or_else(|| self.number_fault(row, column, NumberError::Other))?;
                number::times_power(number, power)
            }
            _ => Some(number),
        };
        product.ok_or_else(|| self.number_fault(row, self.value, NumberError::TooManyDigits))
    }

    fn number_fault(&self, row: &DataRow, column: usize, error: NumberError) -> DataFault {
        let (row, column, text) =
            (row.number, self.column_name(column).to_owned(), row.utf8_or_empty(column).to_owned());
        match error {
            NumberError::Other => DataFault::NotANumber { row, column, text },
            NumberError::TwoReadings => DataFault::TwoReadings { row, column, text },
            NumberError::TooManyDigits => DataFault::TooManyDigits { row, column, text },
        }
    }
}

impl RowFilter {
    fn new((column, wanted): &(String, Vec<String>), columns: &Columns) -> Result<Self, DataFault> {
        let wanted = wanted.iter().map(|text| composed(text.trim()));
        Ok(Self { column: columns.find(column)?, wanted: wanted.collect() })
    }

    fn is_row_wanted(&self, row: &DataRow) -> bool {
        let bytes = row.bytes(self.column);
        self.wanted.iter().any(|wanted| wanted.as_bytes() == bytes)
    }
}

/// What the status of a value means.
pub fn status_meaning(code: &str) -> StatusMeaning {
    match strip_brackets(code).to_uppercase().as_str() {
        "P" | "SD" => StatusMeaning::Provisional,
        // Of several letters, as Eurostat puts them side by side, the one that says most counts.
        "B" | "BD" | "BDE" | "BDP" | "BE" | "BEP" | "BP" | "BU" => StatusMeaning::Break,
        "E" | "I" | "F" | "DE" | "DEP" | "EP" | "EU" => StatusMeaning::Estimated,
        "DP" | "PU" => StatusMeaning::Provisional,
        _ => StatusMeaning::Other,
    }
}

fn has_no_value(code: &str) -> bool {
    NO_VALUE.contains(&strip_brackets(code).to_uppercase().as_str())
}

/// A code without the brackets that some put around.
fn strip_brackets(code: &str) -> &str {
    code.trim_start_matches('(').trim_end_matches(')')
}

/// Whether a value is about so many establishments that it tells of none of them; of no establishment there is nothing to
/// tell.
fn are_enough((units, _): (Decimal, Option<char>)) -> bool {
    units.is_zero() || units >= FEWEST_UNITS
}

/// Whether no establishment makes nearly all of a value: its share is in percent, or a ratio when it is at most 1 and has
/// no `%`.
fn is_shared((share, sign): (Decimal, Option<char>)) -> bool {
    if sign.is_none() && share <= Decimal::ONE {
        share <= LARGEST_SHARE / Decimal::ONE_HUNDRED
    } else {
        share <= LARGEST_SHARE
    }
}

//! Which columns of a file a query reads, and what stands there in a row.

use rust_decimal::Decimal;

use crate::period::Period;

use super::number::{self, NumberError, Written};
use super::rows::{Columns, Row};
use super::{Fault, Mapping, Meaning, Multiplier, Query, moment};

/// The fewest establishments a value may be about, and the largest share of one of them, in percent: the rules of INSEE
/// for statistical secrecy of businesses.
const FEWEST_UNITS: Decimal = Decimal::from_parts(3, 0, 0, false, 0);
const LARGEST_SHARE: Decimal = Decimal::from_parts(85, 0, 0, false, 0);

/// The codes of CL_CONF_STATUS by which a value may be published: free, or nothing said.
const FREE: [&str; 4] = ["", "F", "_Z", "_U"];

/// The codes of CL_OBS_STATUS by which there is no value.
const NO_VALUE: [&str; 5] = ["H", "L", "M", "O", "Q"];

/// Which columns of a file a query reads.
pub struct Plan {
    /// What the columns hold.
    pub mapping: Mapping,
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
pub enum Said {
    /// A number, and the sign after it.
    Value(Decimal, Option<char>),
    /// That there is none.
    Missing,
    /// That there is one, kept secret.
    Withheld,
}

impl Plan {
    /// Finds the columns that a query names.
    pub fn new(query: &Query, columns: &Columns) -> Result<Self, Fault> {
        let mapping = query.layout.mapping(columns);
        let find = |name: &Option<String>| {
            let name = name.as_ref();
            name.map(|name| columns.find(name)).transpose()
        };
        if query.over.is_some() && mapping.period.is_none() {
            return Err(Fault::NoPeriods);
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
        let free = (0..plan.width()).filter(|column| {
            let is_fixed = plan.filters.iter().any(|filter| filter.column == *column);
            let name = plan.name(*column);
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
    pub fn name(&self, column: usize) -> &str {
        self.names.get(column).map_or("", String::as_str)
    }

    /// How many columns there are.
    pub fn width(&self) -> usize {
        self.names.len()
    }

    /// Whether all filters take a row.
    pub fn takes(&self, row: &Row) -> bool {
        self.filters.iter().all(|filter| filter.takes(row))
    }

    /// The columns of the filters, in order, with whether each takes a row.
    pub fn filtered<'r>(&'r self, row: &'r Row) -> impl Iterator<Item = (usize, bool)> + 'r {
        let takes = |filter: &'r RowFilter| (filter.column, filter.takes(row));
        self.filters.iter().map(takes)
    }

    /// The columns whose filter takes several texts.
    pub fn open(&self) -> impl Iterator<Item = usize> {
        let several = self.filters.iter().filter(|filter| filter.wanted.len() > 1);
        several.map(|filter| filter.column)
    }

    /// What a row is about; none in a file without periods.
    pub fn period(&self, row: &Row) -> Result<Option<Period>, Fault> {
        let Some(column) = self.period else {
            return Ok(None);
        };
        let text = row.text(column);
        let period = moment::read(text, self.mapping.dates, self.mapping.each);
        period.map(Some).ok_or_else(|| Fault::NotAPeriod {
            row: row.number,
            column: self.name(column).to_owned(),
            text: text.to_owned(),
        })
    }

    /// The codes of a row in the columns that are summed over.
    pub fn codes<'r>(&'r self, row: &'r Row) -> impl Iterator<Item = &'r str> {
        self.across.iter().map(|column| row.text(*column))
    }

    /// The status of a row's value, when it is not a normal one.
    pub fn status<'r>(&self, row: &Row<'r>) -> Option<&'r str> {
        let code = row.text(self.status?);
        (!matches!(bare(code), "" | "A" | "a" | "_Z")).then_some(code)
    }

    /// The value of a row, if it may be told.
    pub fn value(&self, row: &Row) -> Result<Said, Fault> {
        self.refuse_secret(row)?;
        if self.status(row).is_some_and(has_no_value) {
            return Ok(Said::Missing);
        }
        match self.number(row, self.value)? {
            Written::Missing => Ok(Said::Missing),
            Written::Withheld => Ok(Said::Withheld),
            Written::Number(number, sign) => Ok(Said::Value(self.multiplied(row, number)?, sign)),
        }
    }

    fn refuse_secret(&self, row: &Row) -> Result<(), Fault> {
        if let Some(column) = self.confidentiality {
            let code = row.text(column);
            if !FREE.contains(&code) {
                return Err(Fault::Confidential { row: row.number, code: code.to_owned() });
            }
        }
        if let Some(column) = self.units
            && !self.told(row, column)?.is_some_and(are_enough)
        {
            return Err(Fault::TooFewUnits { row: row.number, units: row.text(column).to_owned() });
        }
        if let Some(column) = self.largest
            && !self.told(row, column)?.is_some_and(is_shared)
        {
            return Err(Fault::Dominated { row: row.number, share: row.text(column).to_owned() });
        }
        Ok(())
    }

    /// The number in a column and the sign after it, if one is told.
    fn told(&self, row: &Row, column: usize) -> Result<Option<(Decimal, Option<char>)>, Fault> {
        Ok(match self.number(row, column)? {
            Written::Number(number, sign) => Some((number, sign)),
            Written::Missing | Written::Withheld => None,
        })
    }

    fn number(&self, row: &Row, column: usize) -> Result<Written, Fault> {
        let written = row.text(column);
        let read = number::read(written, self.mapping.decimal, &self.mapping.missing);
        read.map_err(|error| self.fault(row, column, error))
    }

    fn multiplied(&self, row: &Row, number: Decimal) -> Result<Decimal, Fault> {
        let product = match (&self.mapping.multiplier, self.power) {
            (Some(Multiplier::Times(factor)), _) => number::times(number, *factor),
            (_, Some(column)) => {
                let power = number::power(row.text(column))
                    .ok_or_else(|| self.fault(row, column, NumberError::Other))?;
                number::times_power(number, power)
            }
            _ => Some(number),
        };
        product.ok_or_else(|| self.fault(row, self.value, NumberError::TooManyDigits))
    }

    fn fault(&self, row: &Row, column: usize, error: NumberError) -> Fault {
        let (row, column, text) =
            (row.number, self.name(column).to_owned(), row.text(column).to_owned());
        match error {
            NumberError::Other => Fault::NotANumber { row, column, text },
            NumberError::TwoReadings => Fault::TwoReadings { row, column, text },
            NumberError::TooManyDigits => Fault::TooManyDigits { row, column, text },
        }
    }
}

impl RowFilter {
    fn new((column, wanted): &(String, Vec<String>), columns: &Columns) -> Result<Self, Fault> {
        let wanted = wanted.iter().map(|text| text.trim().to_owned());
        Ok(Self { column: columns.find(column)?, wanted: wanted.collect() })
    }

    fn takes(&self, row: &Row) -> bool {
        let bytes = row.bytes(self.column);
        self.wanted.iter().any(|wanted| wanted.as_bytes() == bytes)
    }
}

/// What the status of a value means.
pub fn meaning(code: &str) -> Meaning {
    match bare(code).to_uppercase().as_str() {
        "P" | "SD" => Meaning::Provisional,
        "E" | "I" | "F" => Meaning::Estimated,
        "B" => Meaning::Break,
        _ => Meaning::Other,
    }
}

fn has_no_value(code: &str) -> bool {
    NO_VALUE.contains(&bare(code).to_uppercase().as_str())
}

/// A code without the brackets that some put around.
fn bare(code: &str) -> &str {
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

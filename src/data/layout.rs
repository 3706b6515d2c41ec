//! How a file lays out its values: those of the statistical offices, and any other by naming its columns.

use chrono_tz::Tz;
use rust_decimal::Decimal;

use super::columns::Columns;
use crate::tree::Encoding;

/// How a file lays out its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Layout {
    /// INSEE Melodi: a long CSV file, `;`, a column for each dimension, `OBS_VALUE` in `10^UNIT_MULT` units.
    InseeMelodi,
    /// INSEE BDM: four header lines, then period, value and status, the newest first. Its columns are asked for as
    /// `idBank` and `Libellé`.
    InseeBdm,
    /// JSON of an Opendatasoft portal: Explore 2 (`results`), Explore 1 (`records`), or an export (an array).
    Opendatasoft(DataColumns),
    /// Any other text of rows and columns.
    Csv(DataColumns),
}

/// Which column holds what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataColumns {
    /// What stands between two columns; found among `;`, `,`, tab and `|` when absent.
    pub separator: Option<u8>,
    /// How letters are written; when absent, UTF-8 or UTF-16, else the code in which they read best, with a note.
    pub encoding: Option<Encoding>,
    /// What stands before the decimals; always a point in JSON.
    pub decimal: Mark,
    /// What this file writes for a value that is missing, beside what many do (`NC`, `nd`, `-`, `…`).
    pub missing: Vec<String>,
    /// The column of periods; a file without one holds values of a single moment.
    pub period: Option<String>,
    /// Whether the day or the month comes first in `07/08/2026`; the day when nobody says, and a note when no date tells.
    pub dates: Option<DateOrder>,
    /// The zone whose days are meant; Paris when nobody says, and a note when the file tells the hours of another one.
    pub zone: Option<Tz>,
    /// Whose hours stand in times that name no zone; asked for when nobody says and all are midnights of Greenwich.
    pub hours: Option<Hours>,
    /// What a date stands for: the day itself, or the month, quarter or year it lies in.
    pub each: Grain,
    /// The column of values.
    pub value: String,
    /// By how much values are multiplied.
    pub multiplier: Option<Multiplier>,
    /// The column of each value's status, in the code list CL_OBS_STATUS of SDMX.
    pub status: Option<String>,
    /// The column of each value's confidentiality, in the code list CL_CONF_STATUS of SDMX.
    pub confidentiality: Option<String>,
    /// The column that tells how many establishments a value is about.
    pub units: Option<String>,
    /// The column that tells the share of the largest of them: percent, or a ratio when at most 1.
    pub largest: Option<String>,
}

/// What stands before the decimals of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A comma, as in `1,5`.
    Comma,
    /// A point, as in `1.5`.
    Point,
    /// Each number tells; one that could be read in two ways is refused.
    Either,
}

/// Whether the day or the month comes first in a date written with slashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// `19/06/2026`, as in Europe.
    DayFirst,
    /// `06/19/2026`, as in the United States.
    MonthFirst,
}

/// Whose hours stand in a file, where its times name no zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hours {
    /// Those of the clock on the wall.
    Local,
    /// Those of Greenwich, as databases keep them.
    Utc,
}

/// How the dates of a file are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateForm {
    /// Whether the day or the month comes first.
    pub order: DateOrder,
    /// What a date stands for.
    pub each: Grain,
    /// The zone whose days are meant.
    pub zone: Tz,
    /// Whose hours stand in times that name no zone.
    pub hours: Hours,
}

impl Default for DateForm {
    fn default() -> Self {
        Self {
            order: DateOrder::DayFirst,
            each: Grain::Day,
            zone: Tz::Europe__Paris,
            hours: Hours::Local,
        }
    }
}

/// The length of a stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grain {
    /// One day, which is a range of itself.
    Day,
    /// A month of the calendar.
    Month,
    /// Three months, of which the first is January, April, July or October.
    Quarter,
    /// Six months, of which the first is January or July.
    Half,
    /// Twelve months, from January to December.
    Year,
}

/// By how much values are multiplied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Multiplier {
    /// By ten to the power that stands in this column, as `UNIT_MULT`; nothing there is a power of 0.
    Power(String),
    /// By this number.
    Times(Decimal),
}

/// The columns of Melodi that say something of a value rather than what it is a value of.
const ATTRIBUTES: [&str; 4] = ["OBS_", "CONF_", "DECIMALS", "UNIT_MULT"];

impl Layout {
    /// The encoding that was declared.
    pub(super) fn declared_encoding(&self) -> Option<Encoding> {
        match self {
            Self::Opendatasoft(mapping) | Self::Csv(mapping) => mapping.encoding,
            Self::InseeMelodi | Self::InseeBdm => None,
        }
    }

    /// Which of a file's columns hold what.
    pub(super) fn column_mapping(&self, columns: &Columns) -> DataColumns {
        let optional = |name: &str| columns.has(name).then(|| name.to_owned());
        match self {
            Self::Csv(mapping) => mapping.clone(),
            // The numbers of JSON have a point, whatever the texts beside them have.
            Self::Opendatasoft(mapping) => DataColumns { decimal: Mark::Point, ..mapping.clone() },
            Self::InseeMelodi => DataColumns {
                period: Some("TIME_PERIOD".to_owned()),
                multiplier: optional("UNIT_MULT").map(Multiplier::Power),
                status: optional("OBS_STATUS"),
                confidentiality: optional("CONF_STATUS"),
                ..DataColumns::of_value_column("OBS_VALUE")
            },
            Self::InseeBdm => DataColumns {
                period: Some("Période".to_owned()),
                status: optional("Codes"),
                ..DataColumns::of_value_column("Valeur")
            },
        }
    }

    /// Whether each column that no filter fixes must hold one code in all rows taken: where columns are dimensions, a
    /// second code is another thing counted.
    pub(super) fn has_dimensions(&self) -> bool {
        matches!(self, Self::InseeMelodi | Self::InseeBdm)
    }

    /// Whether a column is a dimension, where columns are.
    pub(super) fn is_dimension(&self, name: &str) -> bool {
        !ATTRIBUTES.iter().any(|prefix| name.starts_with(prefix))
    }
}

impl DataColumns {
    /// A mapping of one column of values, written with a decimal point, with no period.
    pub fn of_value_column(value: &str) -> Self {
        Self {
            separator: None,
            encoding: None,
            decimal: Mark::Point,
            missing: Vec::new(),
            period: None,
            dates: None,
            zone: None,
            hours: None,
            each: Grain::Day,
            value: value.to_owned(),
            multiplier: None,
            status: None,
            confidentiality: None,
            units: None,
            largest: None,
        }
    }
    /// How its dates are read.
    pub fn date_form(&self) -> DateForm {
        DateForm {
            order: self.dates.unwrap_or(DateOrder::DayFirst),
            each: self.each,
            zone: self.zone.unwrap_or(Tz::Europe__Paris),
            hours: self.hours.unwrap_or(Hours::Local),
        }
    }
}

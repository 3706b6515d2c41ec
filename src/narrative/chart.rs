//! The chart of a figure: the values it draws, and what would make it lie or fail.

use rust_decimal::Decimal;

use super::figure::Figure;
use super::pick;
use super::shape::{Name, Record, Shape, Table, Text, field, name, required};
use crate::source::{Span, Spanned};

const KINDS: &[Name] = &[
    name("bars", "barres"),
    name("line", "courbe"),
    name("slope", "pente"),
    name("dots", "points"),
    name("none", "aucun"),
];

const KIND_VALUES: &[ChartKind] =
    &[ChartKind::Bars, ChartKind::Line, ChartKind::Slope, ChartKind::Dots, ChartKind::None];

/// The most values a chart shows: a year of fortnights, two years of months.
const MOST_POINTS: usize = 24;
/// The most values a slope shows, each with a label of its own: a year of months.
const MOST_SLOPES: usize = 12;

pub(super) static CHART: Table = Table {
    of: "chart",
    fields: &[
        required("kind", "genre", Shape::Word(KINDS)),
        field("by", "par", Shape::Line),
        field("alt", "alternative", Shape::Line),
    ],
};

pub(super) static POINT: Table = Table {
    of: "point",
    fields: &[
        required("label", "libellé", Shape::Line),
        required("value", "valeur", Shape::Number),
        field("compared", "comparée", Shape::Number),
    ],
};

/// How values are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartKind {
    /// Lengths, from zero.
    Bars,
    /// Values in order, joined.
    Line,
    /// From one season to another.
    Slope,
    /// Places on a scale.
    Dots,
    /// Not at all: the values are only in the annex.
    None,
}

impl ChartKind {
    /// Its name in the catalogue and in the theme.
    pub fn key(self) -> &'static str {
        match self {
            Self::Bars => "bars",
            Self::Line => "line",
            Self::Slope => "slope",
            Self::Dots => "dots",
            Self::None => "none",
        }
    }

    /// The most values it shows.
    pub fn most_points(self) -> usize {
        match self {
            Self::Slope => MOST_SLOPES,
            _ => MOST_POINTS,
        }
    }
}

/// What is asked of a chart.
#[derive(Debug, Clone)]
pub struct Chart {
    /// How it is drawn, and where that is written.
    pub kind: Spanned<ChartKind>,
    /// What tells its values apart, such as the month.
    pub by: Option<Text>,
    /// Its alternative text, when its writer gives one.
    pub alt: Option<Text>,
}

/// One value of a series.
#[derive(Debug, Clone)]
pub struct Point {
    /// What it is the value of.
    pub label: Text,
    /// The value.
    pub value: Spanned<Decimal>,
    /// The value of the period compared.
    pub compared: Option<Spanned<Decimal>>,
}

/// Why a chart is not drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartFault {
    /// It has no values.
    NoSeries,
    /// It has one value.
    OnePoint,
    /// It has more values than its kind shows, which is so many.
    TooManyPoints(usize),
    /// It is a slope, and a value has none to start from.
    NoStart,
    /// It is made of bars, and a value is negative.
    NegativeBar,
    /// Nothing says of which period the compared values are.
    NoPeriod,
}

pub(super) fn chart(mut record: Record) -> Option<Chart> {
    let kind = record.word("kind")?;
    Some(Chart {
        kind: Spanned::new(pick(KIND_VALUES, kind.value), kind.span),
        by: record.text("by"),
        alt: record.text("alt"),
    })
}

pub(super) fn point(mut record: Record) -> Option<Point> {
    Some(Point {
        label: record.text("label")?,
        value: record.number("value")?,
        compared: record.number("compared"),
    })
}

impl Figure {
    /// The first reason why its series or its chart is not shown, and the place to mend.
    pub fn chart_fault(&self) -> Option<(ChartFault, Span)> {
        let kind = self.chart.as_ref().map(|chart| chart.kind);
        let most = kind.map_or(MOST_POINTS, |kind| kind.value.most_points());
        if let Some(point) = self.series.get(most) {
            return Some((ChartFault::TooManyPoints(most), point.label.span));
        }
        let kind = kind.filter(|kind| kind.value != ChartKind::None)?;
        match (self.series.len(), kind.value) {
            (0, _) => Some((ChartFault::NoSeries, kind.span)),
            (1, _) => Some((ChartFault::OnePoint, kind.span)),
            (_, ChartKind::Slope) => self.point_without_start(),
            (_, ChartKind::Bars) => self.negative_value(),
            _ => None,
        }
        .or_else(|| self.comparison_without_period())
    }

    fn point_without_start(&self) -> Option<(ChartFault, Span)> {
        let point = self.series.iter().find(|point| point.compared.is_none())?;
        Some((ChartFault::NoStart, point.label.span))
    }

    fn negative_value(&self) -> Option<(ChartFault, Span)> {
        let mut values =
            self.series.iter().flat_map(|point| [Some(point.value), point.compared]).flatten();
        let value = values.find(|value| value.value < Decimal::ZERO)?;
        Some((ChartFault::NegativeBar, value.span))
    }

    fn comparison_without_period(&self) -> Option<(ChartFault, Span)> {
        if self.comparison.is_some() {
            return None;
        }
        let compared = self.series.iter().find_map(|point| point.compared)?;
        Some((ChartFault::NoPeriod, compared.span))
    }
}

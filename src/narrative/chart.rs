//! The chart of a figure: the values it draws, and what would make it lie or fail.

use rust_decimal::Decimal;

use super::figure::Figure;
use crate::schema::{Choice, choice};
use crate::schema::{KeyTable, Record, Role, Shape, Text, field, required};
use crate::source::{Span, Spanned};

#[rustfmt::skip]
static KINDS: [Choice<ChartKind>; 5] = [
    choice(ChartKind::Bars, "bars", "barres",
        "Bars whose length starts at zero, to compare quantities.",
        "Des barres qui partent de zéro, pour comparer des quantités."),
    choice(ChartKind::Line, "line", "courbe",
        "Values in order, joined by a line, to follow a movement.",
        "Des valeurs dans l’ordre, reliées par un trait, pour suivre un mouvement."),
    choice(ChartKind::Slope, "slope", "pente",
        "From one season to another; each value needs the one it is compared with.",
        "D’une saison à l’autre\u{202f}; chaque valeur a besoin de celle à laquelle on la compare."),
    choice(ChartKind::Dots, "dots", "points",
        "Points placed along a scale, to compare close values.",
        "Des points placés sur une échelle, pour comparer des valeurs proches."),
    choice(ChartKind::None, "none", "aucun",
        "No drawing: the values only stand in the annex.",
        "Pas de dessin\u{a0}: les valeurs sont seulement en annexe."),
];

/// The most values a chart shows: a year of fortnights, two years of months.
const MOST_POINTS: usize = 24;
/// The most values a slope shows, each with a label of its own: a year of months.
const MOST_SLOPES: usize = 12;

#[rustfmt::skip]
pub(super) static CHART: KeyTable = KeyTable {
    of: "chart",
    fields: &[
        required("kind", "genre", Shape::Word(&KINDS), Role::Value,
            "How the values are drawn, or that they only stand in the annex.",
            "La façon de dessiner les valeurs, ou de les laisser seulement en annexe."),
        field("by", "par", Shape::Line, Role::Tag,
            "What tells the values apart: month, beach; the caption then says “by month”.",
            "Ce qui distingue les valeurs\u{a0}: mois, plage\u{202f}; la légende dit alors «\u{a0}par mois\u{a0}»."),
        field("alt", "alternative", Shape::Line, Role::Description,
            "What the chart shows, for those who cannot see it; recit writes it when left out.",
            "Ce que montre le graphique, pour qui ne le voit pas\u{202f}; recit l’écrit sinon."),
    ],
};

#[rustfmt::skip]
pub(super) static POINT: KeyTable = KeyTable {
    of: "point",
    fields: &[
        required("label", "libellé", Shape::Line, Role::Label,
            "What the value is about: a month, a beach, a kind of question.",
            "Ce dont on donne la valeur\u{a0}: un mois, une plage, une sorte de question."),
        required("value", "valeur", Shape::Number, Role::Value,
            "The value itself, in the unit of the figure.",
            "La valeur elle-même, dans l’unité du chiffre."),
        field("compared", "comparée", Shape::Number, Role::Value,
            "The value of the same thing in the period compared, in the same unit.",
            "La valeur de la même chose pour la période comparée, dans la même unité."),
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

pub(super) fn read_chart(mut record: Record) -> Option<Chart> {
    let kind = record.choice("kind", &KINDS)?;
    Some(Chart {
        kind: Spanned::new(kind.value, kind.span),
        by: record.text("by"),
        alt: record.text("alt"),
    })
}

pub(super) fn read_point(mut record: Record) -> Option<Point> {
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

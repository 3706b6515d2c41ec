//! The chart of a figure: how it is drawn, and the values it draws.

use rust_decimal::Decimal;

use crate::schema::{Choice, choice};
use crate::schema::{KeyTable, Record, Role, Shape, Text, field, required};
use crate::source::Spanned;
use crate::text::fold_name;

#[rustfmt::skip]
static KINDS: [Choice<ChartKind>; 5] = [
    choice(ChartKind::Bars, "bars", "barres",
        "Bars whose length starts at zero, to compare quantities.",
        "Des barres qui partent de zéro, pour comparer des quantités."),
    choice(ChartKind::Line, "line", "courbe",
        "Values in order, joined by a line, to follow a movement.",
        "Des valeurs dans l’ordre, reliées par un trait, pour suivre un mouvement."),
    choice(ChartKind::Slope, "slope", "pente",
        "From one season to another; each value needs the one it is compared with. Bars when none changes by 15%.",
        "D’une saison à l’autre\u{202f}; chaque valeur a besoin de celle à laquelle on la compare. Des barres si aucune ne change de 15\u{a0}%."),
    choice(ChartKind::Dots, "dots", "points",
        "Points placed along a scale, to compare close values.",
        "Des points placés sur une échelle, pour comparer des valeurs proches."),
    choice(ChartKind::None, "none", "aucun",
        "No drawing: the values are only in the annex.",
        "Pas de dessin\u{a0}: les valeurs sont seulement en annexe."),
];

/// The most values a chart shows: a year of fortnights, two years of months.
pub(super) const MOST_POINTS: usize = 24;
/// The most values a slope shows, each with a label of its own: a year of months.
const MOST_SLOPES: usize = 12;

#[rustfmt::skip]
pub(super) static CHART: KeyTable = KeyTable {
    of: "chart",
    fields: &[
        required("kind", "genre", Shape::Word(&KINDS), Role::Value,
            "How the values are drawn, or that they are only in the annex.",
            "La façon de dessiner les valeurs, ou de les laisser seulement en annexe."),
        field("by", "par", Shape::Line, Role::Tag,
            "What tells the values apart: month, beach; the caption then says “by month”.",
            "Ce qui distingue les valeurs\u{a0}: mois, plage\u{202f}; la légende dit alors «\u{a0}par mois\u{a0}»."),
        field("emphasis", "en-évidence", Shape::List(&Shape::Line), Role::Tag,
            "The values that the title is about, by their labels; the others are drawn in grey.",
            "Les valeurs dont parle le titre, par leurs libellés\u{202f}; les autres sont dessinées en gris."),
        field("names", "noms", Shape::List(&Shape::Line), Role::Tag,
            "For two series in one chart: what `value` counts, then what `compared` counts.",
            "Pour deux séries dans un graphique\u{a0}: ce que compte `valeur`, puis ce que compte `comparée`."),
        field("alt", "alternative", Shape::Line, Role::Description,
            "What the chart shows, for people who cannot see it; recit writes it when left out.",
            "Ce que montre le graphique, pour les personnes qui ne le voient pas\u{202f}; recit l’écrit sinon."),
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
            "The value of the same thing in the period compared, or in the second series, in the same unit.",
            "La valeur de la même chose pour la période comparée, ou dans la seconde série, dans la même unité."),
    ],
};

/// How values are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartKind {
    /// Bars whose length starts at zero.
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
    /// Its name in the catalogue and in the theme, in English.
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
    /// What its values differ by, such as the month.
    pub by: Option<Text>,
    /// The labels of the values that it is about; none when all count alike.
    pub emphasis: Vec<Text>,
    /// What its two series are called, when the second is not that of another period.
    pub names: Vec<Text>,
    /// Its alternative text, when its writer gives one.
    pub alt: Option<Text>,
}

impl Chart {
    /// The names of its two series, where they have names of their own.
    pub fn series_names(&self) -> Option<(&Text, &Text)> {
        match self.names.as_slice() {
            [now, other] => Some((now, other)),
            _ => None,
        }
    }

    /// Whether a value is one that the chart is about.
    pub fn is_emphasised(&self, point: &Point) -> bool {
        let label = fold_name(&point.label.value);
        self.emphasis.iter().any(|text| fold_name(&text.value) == label)
    }
}

/// One value of a series.
#[derive(Debug, Clone)]
pub struct Point {
    /// What it is the value of.
    pub label: Text,
    /// The value, in the unit of the figure.
    pub value: Spanned<Decimal>,
    /// The value of the period compared.
    pub compared: Option<Spanned<Decimal>>,
}

pub(super) fn read_chart(mut record: Record) -> Option<Chart> {
    let kind = record.choice("kind", &KINDS)?;
    Some(Chart {
        kind: Spanned::new(kind.value, kind.span),
        by: record.text("by"),
        emphasis: record.texts("emphasis"),
        names: record.texts("names"),
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

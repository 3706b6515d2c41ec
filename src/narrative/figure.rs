//! A figure: a number with unit, period, perimeter, source, and what it means.

use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::allowance::ALLOW;
use super::calculation::Calculation;
use super::chart::{self, CHART, Chart, POINT, Point};
use super::formula::{FORMULA, Formula, formula};
use super::names::fold;
use super::pick;
use super::shape::{Name, Record, Shape, Table, Text, field, name, required};
use crate::period::Period;
use crate::source::{Span, Spanned};

/// Units known by name, in the order of the catalogue's `units`; any other text is printed as typed.
pub const UNITS: &[Name] = &[
    name("nights", "nuitées"),
    name("people", "personnes"),
    name("percent", "pour-cent"),
    name("points", "points"),
    name("euros", "euros"),
    name("hours", "heures"),
    name("days", "jours"),
    name("minutes", "minutes"),
    name("kilometres", "kilomètres"),
    name("cubic-metres", "mètres-cubes"),
    name("litres", "litres"),
    name("questions", "questions"),
    name("answers", "réponses"),
    name("messages", "messages"),
    name("calls", "appels"),
    name("visits", "visites"),
];

const NATURES: &[Name] = &[
    name("volume", "volume"),
    name("share", "part"),
    name("rate", "taux"),
    name("index", "indice"),
    name("mean", "moyenne"),
    name("amount", "montant"),
    name("rank", "rang"),
    name("people", "personnes"),
];

const NATURE_VALUES: &[Nature] = &[
    Nature::Volume,
    Nature::Share,
    Nature::Rate,
    Nature::Index,
    Nature::Mean,
    Nature::Amount,
    Nature::Rank,
    Nature::People,
];

const STATUSES: &[Name] = &[
    name("provisional", "provisoire"),
    name("final", "définitif"),
    name("estimated", "estimé"),
    name("declared", "déclaré"),
];

const STATUS_VALUES: &[FigureStatus] = &[
    FigureStatus::Provisional,
    FigureStatus::Final,
    FigureStatus::Estimated,
    FigureStatus::Declared,
];

static SOURCE: Table = Table {
    of: "source",
    fields: &[
        required("organisation", "organisation", Shape::Line),
        field("title", "titre", Shape::Line),
        field("url", "url", Shape::Line),
        field("read-on", "lu-le", Shape::Date),
        field("licence", "licence", Shape::Line),
        field("file", "fichier", Shape::Line),
    ],
};

static COMPARISON: Table = Table {
    of: "comparison",
    fields: &[
        required("period", "période", Shape::Period),
        required("value", "valeur", Shape::Computed(&FORMULA)),
        field("change", "évolution", Shape::Line),
    ],
};

static BASE: Table = Table {
    of: "base",
    fields: &[required("n", "n", Shape::Count), required("population", "population", Shape::Line)],
};

static UNCERTAINTY: Table = Table {
    of: "uncertainty",
    fields: &[
        field("low", "bas", Shape::Number),
        field("high", "haut", Shape::Number),
        field("level", "niveau", Shape::Number),
        field("unknown", "inconnue", Shape::Line),
    ],
};

static VANITY: Table =
    Table { of: "vanity", fields: &[required("because", "parce-que", Shape::Line)] };

static FIGURE: Table = Table {
    of: "figure",
    fields: &[
        required("id", "id", Shape::Id),
        field("title", "titre", Shape::Line),
        required("label", "libellé", Shape::Line),
        required("value", "valeur", Shape::Computed(&FORMULA)),
        required("unit", "unité", Shape::Line),
        field("nature", "nature", Shape::Word(NATURES)),
        required("period", "période", Shape::Period),
        required("perimeter", "périmètre", Shape::Line),
        required("means", "sens", Shape::Prose),
        required("source", "source", Shape::Map(&SOURCE)),
        field("status", "statut", Shape::Word(STATUSES)),
        field("compared-with", "comparé-à", Shape::Map(&COMPARISON)),
        field("base", "base", Shape::Map(&BASE)),
        field("uncertainty", "incertitude", Shape::Map(&UNCERTAINTY)),
        field("series", "série", Shape::List(&Shape::Map(&POINT))),
        field("chart", "graphique", Shape::Map(&CHART)),
        field("vanity", "vanité", Shape::Map(&VANITY)),
        field("language", "langue", Shape::Code),
        ALLOW,
    ],
};

/// The keys of a file of figures.
pub static FILE: Table = Table {
    of: "figures",
    fields: &[required("figures", "chiffres", Shape::List(&Shape::Map(&FIGURE)))],
};

/// What sort of number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// A quantity.
    Volume,
    /// A part of a whole.
    Share,
    /// A ratio of two quantities.
    Rate,
    /// A number relative to a base.
    Index,
    /// An average.
    Mean,
    /// Money.
    Amount,
    /// A place in an order.
    Rank,
    /// Distinct people.
    People,
}

/// How sure a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureStatus {
    /// May still change.
    Provisional,
    /// Will not change.
    Final,
    /// Computed from a part.
    Estimated,
    /// Said by those it is about.
    Declared,
}

impl FigureStatus {
    /// Whether it will not change.
    pub fn is_final(self) -> bool {
        self == Self::Final
    }

    /// Its name in the catalogue.
    pub fn key(self) -> &'static str {
        match self {
            Self::Provisional => "provisional",
            Self::Final => "final",
            Self::Estimated => "estimated",
            Self::Declared => "declared",
        }
    }
}

/// A number with what makes it understood.
#[derive(Debug, Clone)]
pub struct Figure {
    /// Names it in references.
    pub id: Spanned<String>,
    /// A sentence, for the figure's own slide.
    pub title: Option<Text>,
    /// What is counted.
    pub label: Text,
    /// The number, computed or typed.
    pub value: Spanned<Decimal>,
    /// How the number was computed, when it was not typed.
    pub calculation: Option<Calculation>,
    /// What it counts in: a name of [`UNITS`] or any words.
    pub unit: Text,
    /// What sort of number it is.
    pub nature: Option<Nature>,
    /// Over which period.
    pub period: Spanned<Period>,
    /// Over which territory or population.
    pub perimeter: Text,
    /// What it tells.
    pub means: Text,
    /// Where it comes from.
    pub source: FigureSource,
    /// How sure it is.
    pub status: Option<FigureStatus>,
    /// The number it is compared with.
    pub comparison: Option<Comparison>,
    /// How many were asked.
    pub base: Option<Base>,
    /// How far it may be from the truth.
    pub uncertainty: Option<Uncertainty>,
    /// The values it is made of, in the order they are drawn.
    pub series: Vec<Point>,
    /// How they are drawn.
    pub chart: Option<Chart>,
    /// Why a vanity figure is kept.
    pub vanity: Option<Text>,
    /// Its language when it is not the deck's.
    pub language: Option<Text>,
    /// The whole.
    pub span: Span,
}

/// Where a number comes from.
#[derive(Debug, Clone)]
pub struct FigureSource {
    /// Who made it.
    pub organisation: Text,
    /// The name of the publication.
    pub title: Option<Text>,
    /// Where to read it.
    pub url: Option<Text>,
    /// When it was read.
    pub read_on: Option<Spanned<NaiveDate>>,
    /// Under which licence.
    pub licence: Option<Text>,
    /// The file it was read from.
    pub file: Option<Text>,
}

/// A number of another period.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The other period.
    pub period: Spanned<Period>,
    /// Its number, computed or typed.
    pub value: Spanned<Decimal>,
    /// How the number was computed, when it was not typed.
    pub calculation: Option<Calculation>,
    /// The change since then, as its writer states it.
    pub change: Option<Text>,
}

/// How many were asked, and who.
#[derive(Debug, Clone)]
pub struct Base {
    /// How many.
    pub n: Spanned<u64>,
    /// Who.
    pub population: Text,
}

/// How far a number may be from the truth.
#[derive(Debug, Clone)]
pub struct Uncertainty {
    /// The low and the high end, when they are known.
    pub interval: Option<(Decimal, Decimal)>,
    /// The share of such intervals that hold the truth, such as 0.95.
    pub level: Option<Decimal>,
    /// Why it is not known.
    pub unknown: Option<Text>,
}

/// A figure as it was read: what is to be computed of it is not there yet.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The figure; a number that is to be computed stands at zero until it is.
    pub figure: Figure,
    /// How its number is computed.
    pub value: Option<Formula>,
    /// How the number it is compared with is computed.
    pub compared: Option<Formula>,
}

/// A figure whose number could not be computed.
#[derive(Debug, Clone)]
pub struct Uncomputed {
    /// Its id.
    pub id: String,
    /// The ids of the figures it was to be computed from.
    pub terms: Vec<String>,
    /// The whole.
    pub span: Span,
}

impl Draft {
    /// What is left of it when its number cannot be computed.
    pub fn uncomputed(self) -> Uncomputed {
        let formulas = self.value.iter().chain(&self.compared);
        let terms = formulas.flat_map(|formula| &formula.of);
        Uncomputed {
            terms: terms.map(|id| id.value.clone()).collect(),
            id: self.figure.id.value,
            span: self.figure.span,
        }
    }
}

impl Figure {
    /// The ids of the figures it is computed from, and of those that what it is compared with is computed from.
    pub fn terms(&self) -> impl Iterator<Item = &str> {
        let compared = self.comparison.as_ref();
        let compared = compared.and_then(|comparison| comparison.calculation.as_ref());
        let calculations = self.calculation.iter().chain(compared);
        let terms = calculations.flat_map(Calculation::terms);
        terms.map(|term| term.id.as_str())
    }

    /// How far it moved since the period it is compared with.
    pub fn difference(&self) -> Option<Decimal> {
        let before = self.comparison.as_ref()?.value.value;
        self.value.value.checked_sub(before)
    }

    /// The same, in percent of what it was; none from zero.
    pub fn relative_change(&self) -> Option<Decimal> {
        relative_change(self.comparison.as_ref()?.value.value, self.value.value)
    }
}

/// From one value to another, in percent of the first; none from zero.
pub fn relative_change(before: Decimal, now: Decimal) -> Option<Decimal> {
    let difference = now.checked_sub(before)?;
    let share = difference.checked_div(before.abs())?;
    share.checked_mul(Decimal::ONE_HUNDRED)
}

/// The English name of a unit that is known by name.
pub fn known_unit(unit: &Text) -> Option<&'static str> {
    UNITS_BY_NAME.get(fold(&unit.value).as_str()).copied()
}

/// The English name of each unit by both of its names, folded once.
static UNITS_BY_NAME: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let names = |name: &Name| [(fold(name.en), name.en), (fold(name.fr), name.en)];
    UNITS.iter().flat_map(names).collect()
});

/// The figures of a file.
pub fn read(mut record: Record) -> Vec<Draft> {
    record.maps("figures").into_iter().filter_map(draft).collect()
}

fn draft(mut record: Record) -> Option<Draft> {
    let (value, how) = number_or_formula(&mut record)?;
    let compared = record.map("compared-with").map(|map| comparison(map.value));
    let (comparison, compared) = compared.flatten().unzip();
    Some(Draft {
        figure: figure(record, value, comparison)?,
        value: how,
        compared: compared.flatten(),
    })
}

/// The number under `value`, at zero while it is to be computed, and then how.
fn number_or_formula(record: &mut Record) -> Option<(Spanned<Decimal>, Option<Formula>)> {
    let read = record.computed("value")?;
    Some(match read.value {
        Ok(number) => (Spanned::new(number, read.span), None),
        Err(map) => (Spanned::new(Decimal::ZERO, read.span), Some(formula(map))),
    })
}

fn figure(
    mut record: Record,
    value: Spanned<Decimal>,
    comparison: Option<Comparison>,
) -> Option<Figure> {
    Some(Figure {
        span: record.span,
        id: record.id("id")?,
        title: record.text("title"),
        label: record.text("label")?,
        value,
        calculation: None,
        unit: record.text("unit")?,
        nature: record.word("nature").map(|word| pick(NATURE_VALUES, word.value)),
        period: record.period("period")?,
        perimeter: record.text("perimeter")?,
        means: record.text("means")?,
        source: source(record.map("source")?.value)?,
        status: record.word("status").map(|word| pick(STATUS_VALUES, word.value)),
        comparison,
        base: record.map("base").and_then(|map| base(map.value)),
        uncertainty: record.map("uncertainty").map(|map| uncertainty(map.value)),
        series: record.maps("series").into_iter().filter_map(chart::point).collect(),
        chart: record.map("chart").and_then(|map| chart::chart(map.value)),
        vanity: record.map("vanity").and_then(|mut map| map.value.text("because")),
        language: record.text("language"),
    })
}

fn source(mut record: Record) -> Option<FigureSource> {
    Some(FigureSource {
        organisation: record.text("organisation")?,
        title: record.text("title"),
        url: record.text("url"),
        read_on: record.date("read-on"),
        licence: record.text("licence"),
        file: record.text("file"),
    })
}

fn comparison(mut record: Record) -> Option<(Comparison, Option<Formula>)> {
    let (value, how) = number_or_formula(&mut record)?;
    let comparison = Comparison {
        period: record.period("period")?,
        value,
        calculation: None,
        change: record.text("change"),
    };
    Some((comparison, how))
}

fn base(mut record: Record) -> Option<Base> {
    Some(Base { n: record.count("n")?, population: record.text("population")? })
}

fn uncertainty(mut record: Record) -> Uncertainty {
    let low = record.number("low");
    let high = record.number("high");
    Uncertainty {
        interval: low.zip(high).map(|(low, high)| (low.value, high.value)),
        level: record.number("level").map(|level| level.value),
        unknown: record.text("unknown"),
    }
}

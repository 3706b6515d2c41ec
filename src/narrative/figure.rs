//! A figure: a number with unit, period, scope, source, and what it means.

use rust_decimal::Decimal;

use super::allowance::ALLOW;
use super::calculation::Calculation;
use super::chart::{self, CHART, Chart, POINT, Point};
use super::formula::{FORMULA, Formula, read_formula};
use super::nature::{NATURES, Nature};
use super::provenance::{FigureSource, FigureStatus, SOURCE, STATUSES};
use crate::period::Period;
use crate::schema::{KeyTable, Record, Role, Shape, Text, field, required};
use crate::source::{Span, Spanned};

#[rustfmt::skip]
static COMPARISON: KeyTable = KeyTable {
    of: "comparison",
    fields: &[
        required("period", "période", Shape::Period, Role::Value,
            "The other period, ideally the same season of another year.",
            "L’autre période, de préférence la même saison d’une autre année."),
        required("value", "valeur", Shape::Computed(&FORMULA), Role::Value,
            "The number of that other period, typed or computed like the first.",
            "Le nombre de cette autre période, saisi ou calculé comme le premier."),
        field("change", "évolution", Shape::Line, Role::Words,
            "The change as you state it, such as +1.6%; checked against both numbers.",
            "L’évolution que vous annoncez, par exemple +1,6\u{a0}%\u{202f}; comparée aux deux nombres."),
    ],
};

#[rustfmt::skip]
static BASE: KeyTable = KeyTable {
    of: "base",
    fields: &[required("n", "n", Shape::Count, Role::Value,
        "How many were asked or counted.",
        "Combien ont été interrogés ou comptés."), required("population", "population", Shape::Line, Role::Label,
        "Who or what was counted, printed after that number: respondents to the survey.",
        "Qui ou quoi a été compté, imprimé après ce nombre\u{a0}: répondants à l’enquête."), field("complete", "exhaustive", Shape::Flag, Role::Value,
        "Write yes when all of them were counted, and not a sample; not shown.",
        "Écrivez oui si tous ont été comptés, et non un échantillon\u{202f}; non montré.")],
};

#[rustfmt::skip]
static UNCERTAINTY: KeyTable = KeyTable {
    of: "uncertainty",
    fields: &[
        field("low", "bas", Shape::Number, Role::Value,
            "The lowest the true number may be; shown only together with the highest.",
            "La plus petite valeur possible du vrai nombre\u{202f}; montrée seulement avec la plus grande."),
        field("high", "haut", Shape::Number, Role::Value,
            "The highest the true number may be; shown only together with the lowest.",
            "La plus grande valeur possible du vrai nombre\u{202f}; montrée seulement avec la plus petite."),
        field("level", "niveau", Shape::Number, Role::Value,
            "How sure the range is: 0.95 when it contains the true number nineteen times in twenty.",
            "La confiance dans l’intervalle\u{a0}: 0.95 s’il contient le vrai nombre dix-neuf fois sur vingt."),
        field("unknown", "inconnue", Shape::Line, Role::Words,
            "Why nobody knows how far the number may be from the truth.",
            "Pourquoi personne ne sait de combien le nombre peut se tromper."),
    ],
};

#[rustfmt::skip]
static VANITY: KeyTable =
    KeyTable { of: "vanity", fields: &[required("because", "parce-que", Shape::Line, Role::Description,
        "Why the figure is kept although it counts attention; printed in the annex.",
        "Pourquoi le chiffre est gardé bien qu’il ne mesure que l’attention\u{202f}; imprimé en annexe.")] };

#[rustfmt::skip]
static FIGURE: KeyTable = KeyTable {
    of: "figure",
    fields: &[
        required("id", "id", Shape::Id, Role::Id,
            "A short name for the figure, used by stories, signals and the running order.",
            "Un nom court pour le chiffre, que reprennent les récits, les signaux et le déroulé."),
        field("title", "titre", Shape::Line, Role::Headline,
            "What the figure teaches, in one sentence, for a slide of its own.",
            "Ce que le chiffre apprend, en une phrase, pour sa propre diapositive."),
        required("label", "libellé", Shape::Line, Role::Heading,
            "What is counted, in a few words: questions about the bus stop.",
            "Ce qui est compté, en quelques mots\u{a0}: questions sur l’arrêt du car."),
        required("value", "valeur", Shape::Computed(&FORMULA), Role::Value,
            "The number itself, or how to compute it from other figures or a file.",
            "Le nombre lui-même, ou comment le calculer avec d’autres chiffres ou un fichier."),
        required("unit", "unité", Shape::Line, Role::Heading,
            "What it is counted in: a known unit, or words of your own.",
            "Ce en quoi l’on compte\u{a0}: une unité connue, ou vos propres mots."),
        field("nature", "nature", Shape::Word(&NATURES), Role::Value,
            "What sort of number it is; some checks depend on it.",
            "La sorte de nombre\u{202f}; certaines vérifications en dépendent."),
        required("period", "période", Shape::Period, Role::Value,
            "The time that the number covers.",
            "Le temps que couvre le nombre."),
        required("scope", "périmètre", Shape::Line, Role::Label,
            "The territory or the people that the number covers.",
            "Le territoire ou les personnes que couvre le nombre.").formerly_named("perimeter", "périmètre"),
        required("meaning", "sens", Shape::Prose, Role::Words,
            "What the number says, and what it does not.",
            "Ce que le nombre dit, et ce qu’il ne dit pas.").formerly_named("means", "sens"),
        required("source", "source", Shape::Map(&SOURCE), Role::Keys,
            "Where the number comes from, so that anybody can find it again.",
            "D’où vient le nombre, pour que chacun puisse le retrouver."),
        field("status", "statut", Shape::Word(&STATUSES), Role::Value,
            "How sure the number is; shown on its slide.",
            "À quel point le nombre est sûr\u{202f}; sa diapositive le dit."),
        field("compared-with", "comparé-à", Shape::Map(&COMPARISON), Role::Keys,
            "The same number for another period, to show what changed.",
            "Le même nombre pour une autre période, afin de montrer ce qui a changé."),
        field("base", "base", Shape::Map(&BASE), Role::Keys,
            "How many were asked or counted, and who they were.",
            "Combien ont été interrogés ou comptés, et qui."),
        field("uncertainty", "incertitude", Shape::Map(&UNCERTAINTY), Role::Keys,
            "How far the number may be from the truth, or why nobody knows.",
            "De combien le nombre peut se tromper, ou pourquoi personne ne le sait."),
        field("series", "série", Shape::List(&Shape::Map(&POINT)), Role::Keys,
            "The values behind the figure, in order, for its chart and the annex.",
            "Les valeurs dont le chiffre est fait, dans l’ordre, pour le graphique et l’annexe."),
        field("chart", "graphique", Shape::Map(&CHART), Role::Keys,
            "How to draw the series, or the months of the file the number comes from.",
            "Comment dessiner la série, ou les mois du fichier d’où vient le nombre."),
        field("vanity", "vanité", Shape::Map(&VANITY), Role::Keys,
            "For a figure of reach, followers or clicks that must stay: the reason.",
            "Pour un chiffre de portée, d’abonnés ou de clics qui doit rester\u{a0}: dites pourquoi."),
        field("language", "langue", Shape::Code, Role::Value,
            "The language of these texts, when it is not the deck’s.",
            "La langue de ces textes, quand ce n’est pas celle du dossier."),
        ALLOW,
    ],
};

/// The keys of a file of figures.
#[rustfmt::skip]
pub static FILE: KeyTable = KeyTable {
    of: "figures",
    fields: &[required("figures", "chiffres", Shape::List(&Shape::Map(&FIGURE)), Role::Keys,
        "The figures, few of them, each with its source and its meaning.",
        "Les chiffres, peu nombreux, chacun avec sa source et son sens.")],
};

/// A number with what makes it understood.
#[derive(Debug, Clone)]
pub struct Figure {
    /// Names it in references.
    pub id: Spanned<String>,
    /// A sentence, for the figure's own slide.
    pub title: Option<Text>,
    /// What is counted, in a few words.
    pub label: Text,
    /// The number, computed or typed.
    pub value: Spanned<Decimal>,
    /// How the number was computed, when it was not typed.
    pub calculation: Option<Calculation>,
    /// What it counts in: a name of [`super::UNITS`] or any words.
    pub unit: Text,
    /// What sort of number it is.
    pub nature: Option<Nature>,
    /// The time that the number covers.
    pub period: Spanned<Period>,
    /// Over which territory or population.
    pub scope: Text,
    /// What the number means, and what it does not.
    pub meaning: Text,
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
    /// Where it stands in the file, as a whole.
    pub span: Span,
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
    /// How many were asked or counted.
    pub n: Spanned<u64>,
    /// Who or what they were.
    pub population: Text,
    /// Whether they are all there are, and no sample.
    pub is_complete: bool,
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
pub struct UncomputedFigure {
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
    /// The id by which others refer to it.
    pub id: String,
    /// The ids of the figures it was to be computed from.
    pub terms: Vec<String>,
    /// Where it stands in the file, as a whole.
    pub span: Span,
}

impl UncomputedFigure {
    /// What is left of it when its number cannot be computed.
    pub fn into_uncomputed(self) -> Uncomputed {
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
    pub fn term_ids(&self) -> impl Iterator<Item = &str> {
        let compared = self.comparison.as_ref();
        let compared = compared.and_then(|comparison| comparison.calculation.as_ref());
        let calculations = self.calculation.iter().chain(compared);
        let terms = calculations.flat_map(Calculation::terms);
        terms.map(|term| term.id.as_str())
    }

    /// What it was in the period it is compared with.
    pub fn value_before(&self) -> Option<Decimal> {
        self.comparison.as_ref().map(|comparison| comparison.value.value)
    }

    /// How far it moved since the period it is compared with.
    pub fn difference(&self) -> Option<Decimal> {
        self.value.value.checked_sub(self.value_before()?)
    }

    /// The same, in percent of what it was; none from zero.
    pub fn relative_change(&self) -> Option<Decimal> {
        relative_change(self.value_before()?, self.value.value)
    }
}

/// From one value to another, in percent of the first; none from zero.
pub fn relative_change(before: Decimal, now: Decimal) -> Option<Decimal> {
    let difference = now.checked_sub(before)?;
    let share = difference.checked_div(before.abs())?;
    share.checked_mul(Decimal::ONE_HUNDRED)
}

/// The figures of a file.
pub fn read(mut record: Record) -> Vec<UncomputedFigure> {
    record.maps("figures").into_iter().filter_map(read_draft).collect()
}

fn read_draft(mut record: Record) -> Option<UncomputedFigure> {
    let (value, how) = number_or_formula(&mut record)?;
    let compared = record.map("compared-with").map(|map| read_comparison(map.value));
    let (comparison, compared) = compared.flatten().unzip();
    Some(UncomputedFigure {
        figure: read_figure(record, value, comparison)?,
        value: how,
        compared: compared.flatten(),
    })
}

/// The number under `value`, at zero while it is to be computed, and then how.
fn number_or_formula(record: &mut Record) -> Option<(Spanned<Decimal>, Option<Formula>)> {
    let read = record.number_or_map("value")?;
    Some(match read.value {
        Ok(number) => (Spanned::new(number, read.span), None),
        // The number that is computed keeps the place of its formula.
        Err(map) => (Spanned::new(Decimal::ZERO, read.span), Some(read_formula(map))),
    })
}

fn read_figure(
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
        nature: record.choice("nature", &NATURES).map(|nature| nature.value),
        period: record.period("period")?,
        scope: record.text("scope")?,
        meaning: record.text("meaning")?,
        source: FigureSource::read(record.map("source")?.value)?,
        status: record.choice("status", &STATUSES).map(|status| status.value),
        comparison,
        base: record.map("base").and_then(|map| read_base(map.value)),
        uncertainty: record.map("uncertainty").map(|map| read_uncertainty(map.value)),
        series: record.maps("series").into_iter().filter_map(chart::read_point).collect(),
        chart: record.map("chart").and_then(|map| chart::read_chart(map.value)),
        vanity: record.map("vanity").and_then(|mut map| map.value.text("because")),
        language: record.text("language"),
    })
}

fn read_comparison(mut record: Record) -> Option<(Comparison, Option<Formula>)> {
    let (value, how) = number_or_formula(&mut record)?;
    let comparison = Comparison {
        period: record.period("period")?,
        value,
        calculation: None,
        change: record.text("change"),
    };
    Some((comparison, how))
}

fn read_base(mut record: Record) -> Option<Base> {
    Some(Base {
        n: record.count("n")?,
        population: record.text("population")?,
        is_complete: record.flag("complete").is_some_and(|flag| flag.value),
    })
}

fn read_uncertainty(mut record: Record) -> Uncertainty {
    let low = record.number("low");
    let high = record.number("high");
    Uncertainty {
        interval: low.zip(high).map(|(low, high)| (low.value, high.value)),
        level: record.number("level").map(|level| level.value),
        unknown: record.text("unknown"),
    }
}

//! The layouts of data files that a project names: which column holds what.

use crate::data::{DateOrder, Encoding, Grain, Layout, Mapping, Mark, Multiplier};
use crate::narrative::{Name, Read, Record, Shape, Table, Text, field, name, pick, required};
use crate::source::Spanned;

const KINDS: &[Name] = &[name("csv", "csv"), name("opendatasoft", "opendatasoft")];

/// How the letters of a file may be declared.
pub const ENCODINGS: &[Name] = &[name("utf-8", "utf-8"), name("windows-1252", "windows-1252")];
/// In the order of their names.
pub const ENCODING_VALUES: &[Encoding] = &[Encoding::Utf8, Encoding::Windows1252];

const MARKS: &[Name] = &[name("comma", "virgule"), name("point", "point")];
const MARK_VALUES: &[Mark] = &[Mark::Comma, Mark::Point];

const ORDERS: &[Name] = &[name("day-first", "jour-en-tête"), name("month-first", "mois-en-tête")];
const ORDER_VALUES: &[DateOrder] = &[DateOrder::DayFirst, DateOrder::MonthFirst];

const GRAINS: &[Name] = &[
    name("day", "jour"),
    name("month", "mois"),
    name("quarter", "trimestre"),
    name("half", "semestre"),
    name("year", "année"),
];
const GRAIN_VALUES: &[Grain] =
    &[Grain::Day, Grain::Month, Grain::Quarter, Grain::Half, Grain::Year];

/// What parts the columns of a file.
pub(super) const SEPARATORS: &[Name] =
    &[name(";", ";"), name(",", ","), name("|", "|"), name("tab", "tabulation")];

/// The signs of [`SEPARATORS`].
pub(super) const SIGNS: &[u8] = b";,|\t";

pub(super) static FORMAT: Table = Table {
    of: "format",
    fields: &[
        required("value", "valeur", Shape::Line),
        field("kind", "genre", Shape::Word(KINDS)),
        field("period", "période", Shape::Line),
        field("dates", "dates", Shape::Word(ORDERS)),
        field("each", "chaque", Shape::Word(GRAINS)),
        field("separator", "séparateur", Shape::Word(SEPARATORS)),
        field("encoding", "encodage", Shape::Word(ENCODINGS)),
        field("decimal", "décimale", Shape::Word(MARKS)),
        field("missing", "manquant", Shape::List(&Shape::Cell)),
        field("times", "fois", Shape::Number),
        field("power", "puissance", Shape::Line),
        field("status", "statut", Shape::Line),
        field("confidentiality", "confidentialité", Shape::Line),
        field("units", "unités", Shape::Line),
        field("largest", "plus-grande", Shape::Line),
    ],
};

/// The layouts that the settings name, in the order written.
pub(super) fn formats(record: &mut Record) -> Vec<(Text, Layout)> {
    let named = record.open("formats").map(|open| open.value);
    let layout = |(name, read): (Text, Spanned<Read>)| match read.value {
        Read::Map(map) => Some((name, layout(map)?)),
        _ => None,
    };
    named.unwrap_or_default().into_iter().filter_map(layout).collect()
}

fn layout(mut record: Record) -> Option<Layout> {
    let is_json = record.word("kind").is_some_and(|kind| kind.value == 1);
    let column = |record: &mut Record, key| record.text(key).map(|text| text.value);
    let power = column(&mut record, "power").map(Multiplier::Power);
    let times = record.number("times").map(|times| Multiplier::Times(times.value));
    let mapping = Mapping {
        separator: record.word("separator").map(|at| pick(SIGNS, at.value)),
        encoding: record.word("encoding").map(|at| pick(ENCODING_VALUES, at.value)),
        decimal: record.word("decimal").map_or(Mark::Either, |at| pick(MARK_VALUES, at.value)),
        missing: record.texts("missing").into_iter().map(|text| text.value).collect(),
        period: column(&mut record, "period"),
        dates: record.word("dates").map_or(DateOrder::DayFirst, |at| pick(ORDER_VALUES, at.value)),
        each: record.word("each").map_or(Grain::Day, |at| pick(GRAIN_VALUES, at.value)),
        multiplier: power.or(times),
        status: column(&mut record, "status"),
        confidentiality: column(&mut record, "confidentiality"),
        units: column(&mut record, "units"),
        largest: column(&mut record, "largest"),
        ..Mapping::of(&column(&mut record, "value")?)
    };
    Some(match is_json {
        true => Layout::Opendatasoft(mapping),
        false => Layout::Csv(mapping),
    })
}

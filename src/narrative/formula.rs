//! A number that is computed: from other figures, or from a data file. What was written, before anything is computed.

use crate::period::Period;
use crate::schema::Name;
use crate::schema::{KeyTable, Read, Record, Role, Shape, Text, field};
use crate::source::{Span, Spanned};

/// The keys that say what is done, by their English names.
const OPERATIONS: [(Operation, &str); 6] = [
    (Operation::Sum, "sum"),
    (Operation::Mean, "mean"),
    (Operation::Value, "value"),
    (Operation::Share, "share"),
    (Operation::Difference, "difference"),
    (Operation::Ratio, "ratio"),
];

/// The values of one column, or of several columns, that rows are kept for.
static COLUMNS: Shape = Shape::Open(&Shape::List(&Shape::Cell));

#[rustfmt::skip]
pub(super) static FORMULA: KeyTable = KeyTable {
    of: "formula",
    fields: &[
        field("of", "de", Shape::List(&Shape::Id), Role::Id,
            "The figures to compute with, by their ids, in the order of the calculation.",
            "Les chiffres qui entrent dans le calcul, par leurs identifiants, dans l’ordre."),
        field("data", "données", Shape::Line, Role::Address,
            "The path of the data file, from the deck’s folder or from the project’s root.",
            "Le chemin du fichier de données, depuis le répertoire du dossier ou la racine du projet."),
        field("format", "format", Shape::Line, Role::Address,
            "The format of that file: insee-melodi, insee-bdm or a name under `formats` in recit.yaml.",
            "La disposition de ce fichier\u{a0}: insee-melodi, insee-bdm ou un nom écrit sous `formats` dans recit.yaml."),
        field("where", "où", COLUMNS, Role::Value,
            "Which rows count: each column with the values you accept there.",
            "Les lignes à compter\u{a0}: chaque colonne, avec les valeurs que vous y acceptez."),
        field("among", "parmi", COLUMNS, Role::Value,
            "For a share, the rows that make up the whole; all of them when left out.",
            "Pour une part, les lignes qui forment le tout\u{202f}; toutes si vous ne dites rien."),
        field("across", "cumulant", Shape::List(&Shape::Cell), Role::Value,
            "The columns, such as the places, over which rows are added up.",
            "Les colonnes, celle des lieux par exemple, sur lesquelles les lignes s’additionnent."),
        field("sum", "somme", Shape::Over, Role::Value,
            "Adds up the figures, or the rows of the file; “yes” means the figure’s own period.",
            "Additionne les chiffres, ou les lignes du fichier\u{202f}; «\u{a0}oui\u{a0}» vaut pour la période du chiffre."),
        field("mean", "moyenne", Shape::Over, Role::Value,
            "The average of the file: the sum of its values over the number of periods.",
            "La moyenne du fichier\u{a0}: la somme des valeurs divisée par le nombre de périodes."),
        field("value", "valeur", Shape::Over, Role::Value,
            "Takes from the file its only value for that period.",
            "Prend dans le fichier la seule valeur qu’il contient pour cette période."),
        field("share", "part", Shape::Over, Role::Value,
            "The first figure as a percentage of the second, or some rows of the file among others.",
            "Le premier chiffre en pour cent du second, ou des lignes du fichier parmi d’autres."),
        field("difference", "différence", Shape::Over, Role::Value,
            "The first of two figures minus the second.",
            "Le premier de deux chiffres, moins le second."),
        field("ratio", "rapport", Shape::Over, Role::Value,
            "The first of two figures divided by the second.",
            "Le premier de deux chiffres, divisé par le second."),
        field("deduplicated", "dédoublonné", Shape::Line, Role::Description,
            "How you know that nobody is counted twice; printed in the annex.",
            "Comment vous savez que personne n’est compté deux fois\u{202f}; imprimé en annexe."),
    ],
};

/// What is done with numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    /// All of them together.
    Sum,
    /// Their sum over how many they are.
    Mean,
    /// The only one there is.
    Value,
    /// The first, in percent of the second.
    Share,
    /// The first without the second.
    Difference,
    /// How many times the second is in the first.
    Ratio,
}

impl Operation {
    /// Its key in a language's files, and its name in the catalogue when that is English.
    pub fn name(self) -> Name {
        let (_, key) = OPERATIONS.iter().find(|(known, _)| *known == self).expect("all are there");
        let field = FORMULA.fields.iter().find(|field| field.name.en == *key);
        field.expect("each has a key").name
    }
}

/// Over what an operation goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OperationScope {
    /// The period of the number itself, or the figures named.
    Own,
    /// Nothing: `sum: no`.
    Nothing,
    /// A period of the data.
    Period(Period),
}

/// A column of a data file, and the values that its rows may have there.
#[derive(Debug, Clone)]
pub struct Filter {
    /// The column, as the file names it.
    pub column: Text,
    /// The values, as text: codes keep their zeros.
    pub values: Vec<Text>,
}

/// How a number is computed.
#[derive(Debug, Clone)]
pub struct Formula {
    /// Where it stands in the file, for faults that are in no single key of it.
    pub span: Span,
    /// The figures it is computed from.
    pub of: Vec<Spanned<String>>,
    /// The data file it is read from.
    pub data: Option<Text>,
    /// The layout of that file: a built-in one, or one that the project names.
    pub format: Option<Text>,
    /// Which rows count.
    pub rows: Vec<Filter>,
    /// Of which rows these are a share; all rows when it is left out.
    pub among: Vec<Filter>,
    /// The columns whose codes are added up.
    pub across: Vec<Text>,
    /// What is done; one of them when all is well.
    pub operations: Vec<(Operation, Spanned<OperationScope>)>,
    /// How it is known that nobody is counted twice.
    pub deduplicated: Option<Text>,
}

pub(super) fn read_formula(mut record: Record) -> Formula {
    let span = record.span;
    let of = record.ids("of");
    let operations = OPERATIONS.iter().filter_map(|(operation, key)| {
        let over = record.take_value(key)?;
        Some((*operation, Spanned::new(over_of(over.value), over.span)))
    });
    let operations = operations.collect();
    Formula {
        span,
        of,
        data: record.text("data"),
        format: record.text("format"),
        rows: read_filters(&mut record, "where"),
        among: read_filters(&mut record, "among"),
        across: record.texts("across"),
        operations,
        deduplicated: record.text("deduplicated"),
    }
}

fn over_of(read: Read) -> OperationScope {
    match read {
        Read::Period(period) => OperationScope::Period(period),
        Read::Flag(false) => OperationScope::Nothing,
        _ => OperationScope::Own,
    }
}

pub(super) fn read_filters(record: &mut Record, key: &'static str) -> Vec<Filter> {
    let columns = record.open_pairs(key).map(|open| open.value).unwrap_or_default();
    let filter = |(column, read): (Text, Spanned<Read>)| {
        let Read::List(items) = read.value else {
            return None;
        };
        let values = items.into_iter().filter_map(|item| match item.value {
            Read::Text(text) => Some(text),
            _ => None,
        });
        Some(Filter { column, values: values.collect() })
    };
    columns.into_iter().filter_map(filter).collect()
}

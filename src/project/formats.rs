//! The layouts of data files that a project names: which column holds what.

use chrono_tz::Tz;

use crate::data::{DataColumns, DateOrder, Encoding, Grain, Hours, Layout, Mark, Multiplier};
use crate::schema::{
    Choice, Field, KeyTable, Read, Record, Role, Shape, Text, choice, field, required,
};
use crate::source::Spanned;

#[rustfmt::skip]
static KINDS: [Choice<DataKind>; 2] = [
    choice(DataKind::Csv, "csv", "csv",
        "A text file of rows and columns.",
        "Un fichier texte de lignes et de colonnes."),
    choice(DataKind::Opendatasoft, "opendatasoft", "opendatasoft",
        "A JSON file downloaded from an Opendatasoft portal.",
        "Un fichier JSON téléchargé d’un portail Opendatasoft."),
];

/// How the letters of a file may be declared.
#[rustfmt::skip]
pub static ENCODINGS: [Choice<Encoding>; 5] = [
    choice(Encoding::Utf8, "utf-8", "utf-8",
        "What programs write today; try this one first.",
        "Ce que les programmes écrivent aujourd’hui\u{202f}; essayez-le d’abord."),
    choice(Encoding::Windows1252, "windows-1252", "windows-1252",
        "What older programs on Windows wrote; try it when accents look wrong.",
        "Ce qu’écrivaient d’anciens programmes sous Windows\u{202f}; à essayer si les accents sont faux."),
    choice(Encoding::Latin9, "iso-8859-15", "iso-8859-15",
        "What older programs on Linux and the web wrote, with the euro.",
        "Ce qu’écrivaient d’anciens programmes sous Linux et sur le web, avec le signe de l’euro."),
    choice(Encoding::Macintosh, "macintosh", "macintosh",
        "What Excel on a Mac writes as plain CSV.",
        "Ce qu’Excel écrit sur un Mac, en CSV simple."),
    choice(Encoding::Dos, "cp850", "cp850",
        "What Excel writes as CSV (MS-DOS), and old tills.",
        "Ce qu’écrivent Excel en CSV (MS-DOS) et de vieilles caisses."),
];

#[rustfmt::skip]
static MARKS: [Choice<Mark>; 2] = [
    choice(Mark::Comma, "comma", "virgule",
        "Numbers are written 1,5.",
        "Les nombres s’écrivent 1,5."),
    choice(Mark::Point, "point", "point",
        "Numbers are written 1.5.",
        "Les nombres s’écrivent 1.5."),
];

#[rustfmt::skip]
static ORDERS: [Choice<DateOrder>; 2] = [
    choice(DateOrder::DayFirst, "day-first", "jour-en-tête",
        "07/08/2026 is the seventh of August.",
        "07/08/2026 est le 7 août."),
    choice(DateOrder::MonthFirst, "month-first", "mois-en-tête",
        "07/08/2026 is the eighth of July.",
        "07/08/2026 est le 8 juillet."),
];

#[rustfmt::skip]
static GRAINS: [Choice<Grain>; 5] = [
    choice(Grain::Day, "day", "jour",
        "A date means that day.",
        "Une date vaut pour ce jour."),
    choice(Grain::Month, "month", "mois",
        "A date means its whole month.",
        "Une date vaut pour tout son mois."),
    choice(Grain::Quarter, "quarter", "trimestre",
        "A date means its whole quarter, three months.",
        "Une date vaut pour tout son trimestre."),
    choice(Grain::Half, "half", "semestre",
        "A date means its half of the year, six months.",
        "Une date vaut pour tout son semestre."),
    choice(Grain::Year, "year", "année",
        "A date means its whole year.",
        "Une date vaut pour toute son année."),
];

/// Whose days are meant, by a city of the zone: France on all its oceans, and its neighbours.
#[rustfmt::skip]
pub(super) static ZONES: [Choice<Tz>; 14] = [
    choice(Tz::Europe__Paris, "paris", "paris",
        "The clocks of mainland France, and of most of Europe.",
        "L’heure de l’Hexagone et de la Corse, et de presque toute l’Europe."),
    choice(Tz::Europe__London, "london", "londres",
        "The clocks of the United Kingdom.",
        "L’heure du Royaume-Uni."),
    choice(Tz::Europe__Dublin, "dublin", "dublin",
        "The clocks of Ireland.",
        "L’heure de l’Irlande."),
    choice(Tz::Europe__Lisbon, "lisbon", "lisbonne",
        "The clocks of Portugal.",
        "L’heure du Portugal."),
    choice(Tz::America__Guadeloupe, "guadeloupe", "guadeloupe",
        "The clocks of Guadeloupe, Saint-Martin and Saint-Barthélemy.",
        "L’heure de la Guadeloupe, de Saint-Martin et de Saint-Barthélemy."),
    choice(Tz::America__Martinique, "martinique", "martinique",
        "The clocks of Martinique.",
        "L’heure de la Martinique."),
    choice(Tz::America__Cayenne, "cayenne", "cayenne",
        "The clocks of French Guiana.",
        "L’heure de la Guyane."),
    choice(Tz::America__Miquelon, "miquelon", "miquelon",
        "The clocks of Saint-Pierre and Miquelon.",
        "L’heure de Saint-Pierre-et-Miquelon."),
    choice(Tz::Indian__Reunion, "reunion", "réunion",
        "The clocks of Réunion.",
        "L’heure de La Réunion."),
    choice(Tz::Indian__Mayotte, "mayotte", "mayotte",
        "The clocks of Mayotte.",
        "L’heure de Mayotte."),
    choice(Tz::Pacific__Noumea, "noumea", "nouméa",
        "The clocks of New Caledonia.",
        "L’heure de la Nouvelle-Calédonie."),
    choice(Tz::Pacific__Tahiti, "tahiti", "tahiti",
        "The clocks of Tahiti, Moorea and the Leeward Islands.",
        "L’heure de Tahiti, de Moorea et des îles Sous-le-Vent."),
    choice(Tz::Pacific__Wallis, "wallis", "wallis",
        "The clocks of Wallis and Futuna.",
        "L’heure de Wallis-et-Futuna."),
    choice(Tz::UTC, "utc", "utc",
        "The time of Greenwich, the whole year.",
        "L’heure de Greenwich, toute l’année."),
];

#[rustfmt::skip]
static HOURS: [Choice<Hours>; 2] = [
    choice(Hours::Local, "local", "locales",
        "The hours are those of the clock on the wall.",
        "Les heures sont celles de l’horloge au mur."),
    choice(Hours::Utc, "greenwich", "greenwich",
        "The hours are those of Greenwich (UTC): 22:00 on 30 June is midnight on 1 July in Paris.",
        "Les heures sont celles de Greenwich (UTC)\u{a0}: 22\u{a0}h le 30 juin, c’est minuit le 1er juillet à Paris."),
];

/// What parts the columns of a file.
#[rustfmt::skip]
pub(super) static SEPARATORS: [Choice<u8>; 4] = [
    choice(b';', ";", ";",
        "A semicolon, as in most French files.",
        "Un point-virgule, comme dans la plupart des fichiers français."),
    choice(b',', ",", ",",
        "A comma, as in most English files.",
        "Une virgule, comme dans la plupart des fichiers anglais."),
    choice(b'|', "|", "|",
        "An upright bar between the columns.",
        "Une barre verticale entre les colonnes."),
    choice(b'\t', "tab", "tabulation",
        "A tab, as in a table that was copied and pasted.",
        "Une tabulation, comme dans un tableau copié puis collé."),
];

/// The key of the sign between two columns.
#[rustfmt::skip]
pub(super) const SEPARATOR: Field = field("separator", "séparateur", Shape::Word(&SEPARATORS), Role::Value,
    "The character between two columns; recit finds it when left out.",
    "Le signe entre deux colonnes\u{202f}; recit le trouve si vous ne dites rien.");

/// The key of how the letters of a file are saved.
#[rustfmt::skip]
pub(super) const ENCODING: Field = field("encoding", "encodage", Shape::Word(&ENCODINGS), Role::Value,
    "How the letters of the file are saved; recit finds it when left out.",
    "La façon dont les lettres du fichier sont enregistrées\u{202f}; recit la trouve sinon.");

#[rustfmt::skip]
pub(super) static FORMAT: KeyTable = KeyTable {
    of: "format",
    fields: &[
        required("value", "valeur", Shape::Line, Role::Address,
            "The column that contains the values.",
            "La colonne qui contient les valeurs."),
        field("kind", "genre", Shape::Word(&KINDS), Role::Value,
            "Whether the file is a CSV or comes from an Opendatasoft portal.",
            "Dit si le fichier est un CSV ou vient d’un portail Opendatasoft."),
        field("period", "période", Shape::Line, Role::Address,
            "The column that says which day, month or year a value is for.",
            "La colonne qui dit de quel jour, mois ou année est la valeur."),
        field("dates", "dates", Shape::Word(&ORDERS), Role::Value,
            "Whether the day or the month comes first in 07/08/2026; the day when left out.",
            "Dit si 07/08/2026 commence par le jour ou par le mois\u{202f}; le jour si vous ne dites rien."),
        field("zone", "fuseau", Shape::Word(&ZONES), Role::Value,
            "Where the days are counted, when the file writes the hour of Greenwich; Paris when left out.",
            "L’endroit dont on compte les jours, si le fichier écrit l’heure de Greenwich\u{202f}; Paris si vous ne dites rien."),
        field("hours", "heures", Shape::Word(&HOURS), Role::Value,
            "Whose hours the file writes, when its times do not say it.",
            "Les heures que le fichier écrit, quand rien n’y dit lesquelles."),
        field("each", "chaque", Shape::Word(&GRAINS), Role::Value,
            "What a date means: that day, or the month, quarter or year around it.",
            "Ce que vaut une date\u{a0}: ce jour, ou le mois, le trimestre, l’année où il tombe."),
        SEPARATOR,
        ENCODING,
        field("decimal", "décimale", Shape::Word(&MARKS), Role::Value,
            "The character before the decimals, when numbers could be read in two ways.",
            "Le signe avant les décimales, quand les nombres peuvent se lire de deux façons."),
        field("missing", "manquant", Shape::List(&Shape::Cell), Role::Value,
            "What this file writes for a missing value, besides the usual NC, nd or -.",
            "Ce que ce fichier écrit pour une valeur manquante, en plus des habituels NC, nd ou -."),
        field("times", "fois", Shape::Number, Role::Value,
            "The number by which every value is multiplied: 1000 when they are thousands.",
            "Le nombre qui multiplie chaque valeur\u{a0}: 1000 quand ce sont des milliers."),
        field("power", "puissance", Shape::Line, Role::Address,
            "The column of powers of ten: a 3 there means thousands.",
            "La colonne des puissances de dix\u{a0}: un 3 y veut dire des milliers."),
        field("status", "statut", Shape::Line, Role::Address,
            "The column of status codes: provisional value, missing value, break in the series.",
            "La colonne des codes de statut\u{a0}: valeur provisoire, valeur manquante, rupture de série."),
        field("confidentiality", "confidentialité", Shape::Line, Role::Address,
            "The column that says which values are confidential; those are never used.",
            "La colonne qui dit quelles valeurs sont confidentielles\u{202f}; celles-là ne servent jamais."),
        field("units", "unités", Shape::Line, Role::Address,
            "The column that counts the establishments behind a value; below three, it is refused.",
            "La colonne qui compte les établissements derrière une valeur\u{202f}; à moins de trois, elle est refusée."),
        field("largest", "plus-grande", Shape::Line, Role::Address,
            "The column with the share of the largest establishment; over 85%, the value is refused.",
            "La colonne de la part du plus gros établissement\u{202f}; au-delà de 85\u{a0}%, la valeur est refusée."),
    ],
};

/// What a data file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum DataKind {
    /// Columns of text.
    Csv,
    /// The answer of a portal that Opendatasoft runs.
    Opendatasoft,
}

/// The layouts that the settings name, in the order written.
pub(super) fn read_formats(record: &mut Record) -> Vec<(Text, Layout)> {
    let named = record.open_pairs("formats").map(|open| open.value);
    let layout = |(name, read): (Text, Spanned<Read>)| match read.value {
        Read::Map(map) => Some((name, read_layout(map)?)),
        _ => None,
    };
    named.unwrap_or_default().into_iter().filter_map(layout).collect()
}

fn read_layout(mut record: Record) -> Option<Layout> {
    let is_json =
        record.choice("kind", &KINDS).is_some_and(|kind| kind.value == DataKind::Opendatasoft);
    let column = |record: &mut Record, key| record.text(key).map(|text| text.value);
    let power = column(&mut record, "power").map(Multiplier::Power);
    let times = record.number("times").map(|times| Multiplier::Times(times.value));
    let mapping = DataColumns {
        separator: record.choice("separator", &SEPARATORS).map(|sign| sign.value),
        encoding: record.choice("encoding", &ENCODINGS).map(|known| known.value),
        decimal: record.choice("decimal", &MARKS).map_or(Mark::Either, |mark| mark.value),
        missing: record.texts("missing").into_iter().map(|text| text.value).collect(),
        period: column(&mut record, "period"),
        dates: record.choice("dates", &ORDERS).map(|order| order.value),
        zone: record.choice("zone", &ZONES).map(|zone| zone.value),
        hours: record.choice("hours", &HOURS).map(|hours| hours.value),
        each: record.choice("each", &GRAINS).map_or(Grain::Day, |grain| grain.value),
        multiplier: power.or(times),
        status: column(&mut record, "status"),
        confidentiality: column(&mut record, "confidentiality"),
        units: column(&mut record, "units"),
        largest: column(&mut record, "largest"),
        ..DataColumns::of_value_column(&column(&mut record, "value")?)
    };
    Some(if is_json { Layout::Opendatasoft(mapping) } else { Layout::Csv(mapping) })
}

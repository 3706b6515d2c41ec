//! `import` in `recit.yaml`: which columns of an export of messages hold what.

use chrono_tz::Tz;

use super::formats::{ENCODING, ENCODINGS, SEPARATOR, SEPARATORS, ZONES};
use crate::data::Encoding;
use crate::narrative::{CHANNELS, Channel};
use crate::schema::{KeyTable, Read, Record, Role, Shape, Text, field, required};
use crate::source::Spanned;

/// What each column of an export holds, by its title.
#[derive(Debug)]
pub struct ImportMapping {
    /// What this kind of export is called.
    pub name: String,
    /// The title of the column with the words of a message; the only one that must be there.
    pub text: String,
    /// How the export names a message.
    pub id: Option<String>,
    /// When it was received.
    pub date: Option<String>,
    /// Where it came in, in the export's own words.
    pub channel: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// In which language.
    pub language: Option<String>,
    /// What the export writes for a channel, and which that is.
    pub channels: Vec<(String, Channel)>,
    /// Where the days and months of messages are counted.
    pub zone: Tz,
    /// What parts columns; found out when it is not said.
    pub separator: Option<u8>,
    /// Found out when it is not said.
    pub encoding: Option<Encoding>,
}

/// The keys of one kind of export.
#[rustfmt::skip]
pub static MAPPING: KeyTable = KeyTable {
    of: "mapping",
    fields: &[
        required("text", "texte", Shape::Line, Role::Address,
            "The title of the column that contains the words of the message.",
            "Le titre de la colonne où se trouve le texte du message."),
        field("id", "id", Shape::Line, Role::Address,
            "The title of the column that names each message, so that none is imported twice.",
            "Le titre de la colonne qui nomme chaque message, pour ne rien importer deux fois."),
        field("date", "date", Shape::Line, Role::Address,
            "The title of the column with the date; drafts keep only its month.",
            "Le titre de la colonne de la date\u{202f}; les brouillons n’en gardent que le mois."),
        field("channel", "canal", Shape::Line, Role::Address,
            "The title of the column that says where the message came in.",
            "Le titre de la colonne qui dit par où le message est arrivé."),
        field("author", "auteur", Shape::Line, Role::Address,
            "The title of the column with the author, whose name stays under `private/`.",
            "Le titre de la colonne de l’auteur, dont le nom reste sous `private/`."),
        field("language", "langue", Shape::Line, Role::Address,
            "The title of the column with the language of the message.",
            "Le titre de la colonne de la langue du message."),
        field("channels", "canaux", Shape::Open(&Shape::Word(&CHANNELS)), Role::Value,
            "What the export writes for a network, and which channel that is.",
            "Le mot de l’export pour un réseau, et le canal qui lui correspond."),
        field("zone", "fuseau", Shape::Word(&ZONES), Role::Value,
            "Where the days are counted, when the export writes the hour of Greenwich; Paris when left out.",
            "L’endroit dont on compte les jours, si l’export écrit l’heure de Greenwich\u{202f}; Paris si vous ne dites rien."),
        SEPARATOR,
        ENCODING,
    ],
};

impl ImportMapping {
    /// The titles of its columns.
    pub fn column_titles(&self) -> impl Iterator<Item = &String> + Clone {
        let others = [&self.id, &self.date, &self.channel, &self.author, &self.language];
        std::iter::once(&self.text).chain(others.into_iter().flatten())
    }

    /// The kinds of export that a project knows, in the order written.
    pub(super) fn read_all(record: &mut Record) -> Vec<Self> {
        let named = record.open_pairs("import").map(|open| open.value);
        named.unwrap_or_default().into_iter().filter_map(read_mapping).collect()
    }
}

fn read_mapping((name, read): (Text, Spanned<Read>)) -> Option<ImportMapping> {
    let Read::Map(mut record) = read.value else {
        return None;
    };
    let channels = record.open_pairs("channels").map(|open| open.value);
    let channel =
        |(typed, read): (Text, Spanned<Read>)| Some((typed.value, read.value.choice(&CHANNELS)?));
    let separator = record.choice("separator", &SEPARATORS).map(|sign| sign.value);
    let encoding = record.choice("encoding", &ENCODINGS).map(|known| known.value);
    let zone = record.choice("zone", &ZONES).map_or(Tz::Europe__Paris, |zone| zone.value);
    let mut title = |key| record.text(key).map(|text| text.value);
    Some(ImportMapping {
        name: name.value,
        text: title("text")?,
        id: title("id"),
        date: title("date"),
        channel: title("channel"),
        author: title("author"),
        language: title("language"),
        channels: channels.unwrap_or_default().into_iter().filter_map(channel).collect(),
        zone,
        separator,
        encoding,
    })
}

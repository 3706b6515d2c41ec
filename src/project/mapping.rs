//! `import` in `recit.yaml`: which columns of an export of messages hold what.

use super::formats::{ENCODING_VALUES, ENCODINGS, SEPARATORS, SIGNS};
use crate::data::Encoding;
use crate::narrative::{CHANNELS, Read, Record, Shape, Table, Text, field, pick, required};
use crate::source::Spanned;

/// What each column of an export holds, by its title.
#[derive(Debug)]
pub struct Mapping {
    /// What this kind of export is called.
    pub name: String,
    /// The words.
    pub text: String,
    /// How the export names a message.
    pub id: Option<String>,
    /// When it was received.
    pub date: Option<String>,
    /// Where.
    pub channel: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// In which language.
    pub language: Option<String>,
    /// What the export writes for a channel, and its position among [`CHANNELS`].
    pub channels: Vec<(String, usize)>,
    /// What parts columns; found out when it is not said.
    pub separator: Option<u8>,
    /// Found out when it is not said.
    pub encoding: Option<Encoding>,
}

/// The keys of one kind of export.
pub static MAPPING: Table = Table {
    of: "mapping",
    fields: &[
        required("text", "texte", Shape::Line),
        field("id", "id", Shape::Line),
        field("date", "date", Shape::Line),
        field("channel", "canal", Shape::Line),
        field("author", "auteur", Shape::Line),
        field("language", "langue", Shape::Line),
        field("channels", "canaux", Shape::Open(&Shape::Word(CHANNELS))),
        field("separator", "séparateur", Shape::Word(SEPARATORS)),
        field("encoding", "encodage", Shape::Word(ENCODINGS)),
    ],
};

impl Mapping {
    /// The titles of its columns.
    pub fn columns(&self) -> impl Iterator<Item = &String> {
        let others = [&self.id, &self.date, &self.channel, &self.author, &self.language];
        std::iter::once(&self.text).chain(others.into_iter().flatten())
    }

    /// The kinds of export that a project knows, in the order written.
    pub(super) fn all(record: &mut Record) -> Vec<Self> {
        let named = record.open("import").map(|open| open.value);
        named.unwrap_or_default().into_iter().filter_map(mapping).collect()
    }
}

fn mapping((name, read): (Text, Spanned<Read>)) -> Option<Mapping> {
    let Read::Map(mut record) = read.value else {
        return None;
    };
    let channels = record.open("channels").map(|open| open.value);
    let channel = |(typed, read): (Text, Spanned<Read>)| match read.value {
        Read::Word(at) => Some((typed.value, at)),
        _ => None,
    };
    let separator = record.word("separator").map(|at| pick(SIGNS, at.value));
    let encoding = record.word("encoding").map(|at| ENCODING_VALUES[at.value]);
    let mut title = |key| record.text(key).map(|text| text.value);
    Some(Mapping {
        name: name.value,
        text: title("text")?,
        id: title("id"),
        date: title("date"),
        channel: title("channel"),
        author: title("author"),
        language: title("language"),
        channels: channels.unwrap_or_default().into_iter().filter_map(channel).collect(),
        separator,
        encoding,
    })
}

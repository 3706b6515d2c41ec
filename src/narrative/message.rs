//! Messages as they were received: the originals of voices, which stay under `private/`.

use super::decode::Decoder;
use super::shape::{Record, Shape, Table, field, required};
use super::yaml;
use crate::finding::Report;
use crate::locale::Language;
use crate::source::{SourceId, Sources};

static MESSAGE: Table = Table {
    of: "message",
    fields: &[
        required("id", "id", Shape::Line),
        required("text", "texte", Shape::Prose),
        field("channel", "canal", Shape::Line),
        field("date", "date", Shape::Line),
        field("author", "auteur", Shape::Line),
        field("language", "langue", Shape::Line),
        field("export-id", "id-export", Shape::Line),
    ],
};

/// The keys of a file of messages.
pub static FILE: Table = Table {
    of: "messages",
    fields: &[required("messages", "messages", Shape::List(&Shape::Map(&MESSAGE)))],
};

/// A message as it was received.
#[derive(Clone, PartialEq, Eq)]
pub struct RawMessage {
    /// Names it in the `original` of a voice.
    pub id: String,
    /// The whole text.
    pub text: String,
    /// Where it was received, as the export says.
    pub channel: Option<String>,
    /// When, as the export says.
    pub date: Option<String>,
    /// Who wrote it, as the export says.
    pub author: Option<String>,
    /// Its language, as the export says.
    pub language: Option<String>,
    /// How the export names it: it may lead to the post itself, so no voice repeats it.
    pub export_id: Option<String>,
}

/// What somebody wrote in private is not for logs.
impl std::fmt::Debug for RawMessage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "RawMessage({})", self.id)
    }
}

/// The messages of a file; none when it cannot be read as such, as `report` then says.
pub fn messages(
    id: SourceId,
    language: Language,
    sources: &Sources,
    report: &mut Report,
) -> Option<Vec<RawMessage>> {
    let node = yaml::parse(id, sources, report)?;
    let mut file = Decoder::new(report, language).file(&node, &FILE)?;
    Some(file.maps("messages").into_iter().filter_map(message).collect())
}

fn message(mut record: Record) -> Option<RawMessage> {
    let mut line = |key| record.text(key).map(|text| text.value);
    Some(RawMessage {
        id: line("id")?,
        text: line("text")?,
        channel: line("channel"),
        date: line("date"),
        author: line("author"),
        language: line("language"),
        export_id: line("export-id"),
    })
}

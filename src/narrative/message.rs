//! Messages as they were received: the originals of voices, which stay under `private/`.

use crate::finding::Report;
use crate::locale::Language;
use crate::schema::Decoder;
use crate::schema::yaml;
use crate::schema::{KeyTable, Record, Role, Shape, field, required};
use crate::source::{SourceId, Sources};

#[rustfmt::skip]
static MESSAGE: KeyTable = KeyTable {
    of: "message",
    fields: &[
        required("id", "id", Shape::Line, Role::Value,
            "A short name for the message, which the voice taken from it repeats.",
            "Un nom court pour le message, que reprend le témoignage qui en est tiré."),
        required("text", "texte", Shape::Prose, Role::Private,
            "The whole message, word for word, as it was received; never shown.",
            "Le message entier, mot pour mot, tel que vous l’avez reçu\u{202f}; jamais montré."),
        field("channel", "canal", Shape::Line, Role::Value,
            "Where it came in, according to the export; never shown.",
            "Par où il est arrivé, selon l’export\u{202f}; jamais montré."),
        field("date", "date", Shape::Line, Role::Value,
            "When it came in, according to the export; never shown.",
            "Quand il est arrivé, selon l’export\u{202f}; jamais montré."),
        field("author", "auteur", Shape::Line, Role::Private,
            "Who wrote it, according to the export; never shown, and every PDF is searched for it.",
            "Qui l’a écrit, selon l’export\u{202f}; jamais montré, et cherché dans chaque PDF."),
        field("language", "langue", Shape::Line, Role::Value,
            "The language it is written in, according to the export; never shown.",
            "La langue dans laquelle il est écrit, selon l’export\u{202f}; jamais montrée."),
        field("export-id", "id-export", Shape::Line, Role::Value,
            "The export’s own name for the message, so that it is imported only once; never shown.",
            "Le nom du message dans l’export, pour ne l’importer qu’une fois\u{202f}; jamais montré."),
    ],
};

/// The keys of a file of messages.
#[rustfmt::skip]
pub static FILE: KeyTable = KeyTable {
    of: "messages",
    fields: &[required("messages", "messages", Shape::List(&Shape::Map(&MESSAGE)), Role::Keys,
        "Messages as they were received; they stay under `private/` and are never shown.",
        "Les messages tels que vous les avez reçus\u{202f}; ils restent sous `private/`, jamais montrés.")],
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
pub fn read_messages(
    id: SourceId,
    language: Language,
    sources: &Sources,
    report: &mut Report,
) -> Option<Vec<RawMessage>> {
    let node = yaml::parse(id, sources, report)?;
    let mut file = Decoder::new(report, language).read_file(&node, &FILE)?;
    Some(file.maps("messages").into_iter().filter_map(read_message).collect())
}

fn read_message(mut record: Record) -> Option<RawMessage> {
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

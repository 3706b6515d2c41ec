//! The selection of voices: how many messages were read, by whom, and how those to quote were chosen.

use crate::schema::{KeyTable, Read, Record, Role, Shape, Text, field, required};
use crate::source::{Span, Spanned};

#[rustfmt::skip]
pub(super) static SELECTION: KeyTable = KeyTable {
    of: "selection",
    fields: &[
        required("read", "lus", Shape::Count, Role::Value,
            "How many messages were read in all.",
            "Combien de messages ont été lus en tout."),
        required("kept", "retenus", Shape::Count, Role::Value,
            "How many voices were kept out of all that was read.",
            "Combien de témoignages ont été retenus parmi tout ce qui a été lu."),
        field("critical", "critiques", Shape::Count, Role::Value,
            "How many of the voices kept are critical.",
            "Combien des témoignages retenus sont critiques."),
        field("by-channel", "par-canal", Shape::Open(&Shape::Count), Role::Value,
            "How many of the messages read came through each channel; not shown.",
            "Combien des messages lus sont arrivés par chaque canal\u{202f}; non montré."),
        field("by", "par", Shape::List(&Shape::Line), Role::Tag,
            "Who read and chose: teams rather than names; listed in the annex.",
            "Qui a lu et choisi\u{a0}: des équipes plutôt que des noms\u{202f}; cité en annexe."),
        field("method", "méthode", Shape::Prose, Role::Tag,
            "How the voices were chosen; printed in the annex.",
            "Comment les témoignages ont été choisis\u{202f}; imprimé en annexe."),
    ],
};

/// How voices were chosen among all that was read.
#[derive(Debug, Clone)]
pub struct Selection {
    /// How many messages were read.
    pub read: Spanned<u64>,
    /// How many voices were kept of them.
    pub kept: Spanned<u64>,
    /// Messages read by channel, as named, in the order written.
    pub by_channel: Vec<(Text, Spanned<u64>)>,
    /// Critical ones among those kept.
    pub critical: Option<Spanned<u64>>,
    /// Who read and chose.
    pub by: Vec<Text>,
    /// How they were chosen.
    pub method: Option<Text>,
    /// Where it stands in the file, as a whole.
    pub span: Span,
}

impl Selection {
    /// The selection that a record of its keys gives.
    pub(super) fn read(mut record: Record) -> Option<Self> {
        Some(Self {
            span: record.span,
            read: record.count("read")?,
            kept: record.count("kept")?,
            critical: record.count("critical"),
            by_channel: by_channel(&mut record),
            by: record.texts("by"),
            method: record.text("method"),
        })
    }
}

fn by_channel(record: &mut Record) -> Vec<(Text, Spanned<u64>)> {
    let pairs = record.open_pairs("by-channel").map(|open| open.value);
    let count = |(channel, read): (Text, Spanned<Read>)| match read.value {
        Read::Count(count) => Some((channel, Spanned::new(count, read.span))),
        _ => None,
    };
    pairs.unwrap_or_default().into_iter().filter_map(count).collect()
}

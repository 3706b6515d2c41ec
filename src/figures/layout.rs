//! The layouts of data files, by the names that narratives give them.

use super::step::{UncomputedReason, uncomputed_figure};
use crate::data::Layout;
use crate::finding::Message;
use crate::schema::Text;
use crate::text::{fold_name, nearest};

/// The layouts that need no mapping.
const KNOWN: [(&str, Layout); 2] =
    [("insee-melodi", Layout::InseeMelodi), ("insee-bdm", Layout::InseeBdm)];

/// Whether a layout is one of those, and not one that the project names.
pub(super) fn is_known(format: &Text) -> bool {
    KNOWN.iter().any(|(name, _)| fold_name(name) == fold_name(&format.value))
}

/// The layout of a name, whatever its case and accents: one that needs no mapping, or one that the project names.
pub(super) fn find_layout(
    format: &Text,
    formats: &[(Text, Layout)],
) -> Result<Layout, UncomputedReason> {
    let named = formats.iter().map(|(name, layout)| (name.value.as_str(), layout));
    let known = KNOWN.iter().map(|(name, layout)| (*name, layout));
    let all: Vec<(&str, &Layout)> = known.chain(named).collect();
    let folded = fold_name(&format.value);
    if let Some((_, layout)) = all.iter().find(|(name, _)| fold_name(name) == folded) {
        return Ok((*layout).clone());
    }
    let message = Message::new("unknown-format").with("format", format.value.as_str());
    let hint = match nearest(&folded, all.iter().map(|(name, _)| *name)) {
        Some(near) => Message::new("hint-nearest").with("value", near),
        None => {
            let names: Vec<String> = all.iter().map(|(name, _)| format!("`{name}`")).collect();
            Message::new("hint-known").with("values", names.join(", "))
        }
    };
    Err(uncomputed_figure(format.span, message, hint))
}

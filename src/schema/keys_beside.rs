//! Keys that stand beside the one they belong under, for want of spaces before them.

use super::file_report::FileReport;
use super::node::Node;
use super::shape::{KeyTable, Shape};
use crate::finding::Message;
use crate::finding::rules::WRONG_TYPE;
use crate::text::fold_name;

/// How many keys follow an empty one that its own table knows, and the table in which they stand does not; they are reported
/// together, at the first.
pub(super) fn report_keys_beside(
    empty: &(Node, Node),
    shape: Shape,
    following: &[(Node, Node)],
    table: &KeyTable,
    findings: &mut FileReport,
) -> usize {
    let (Shape::Map(own) | Shape::Brief(own)) = shape else { return 0 };
    let Some(holder) = empty.0.as_scalar().filter(|_| empty.1.is_empty()) else { return 0 };
    let is_known = |key: &Node, table: &KeyTable| {
        let folded = key.as_scalar().map(|key| fold_name(&key.text));
        folded.is_some_and(|key| table.field_position(&key).is_some())
    };
    let is_beside = |(key, _): &&(Node, Node)| is_known(key, own) && !is_known(key, table);
    let beside = following.iter().take_while(is_beside).count();
    if let Some((first, _)) = following.first().filter(|_| beside > 0) {
        let written = first.as_scalar().map_or("", |key| &key.text);
        let message =
            Message::new("key-beside").with("key", written).with("of", holder.text.as_str());
        let hint = Message::new("hint-key-beside").with("of", holder.text.as_str());
        findings.report_finding(&WRONG_TYPE, first.span, message, Some(hint));
    }
    beside
}

//! A YAML file as a tree of nodes, each with its place. Scalars stay as typed: what they mean is decided by the key that holds
//! them, so that `no`, `1.10`, `2026` or `~` cannot be misread.

use super::marks::TypedList;
use crate::source::Span;

/// One value of a file.
#[derive(Debug)]
pub struct Node {
    /// Its place, quotes included.
    pub span: Span,
    /// What it holds.
    pub content: NodeContent,
}

/// What a node holds.
#[derive(Debug)]
pub enum NodeContent {
    /// A text as typed, escapes and indentation undone.
    Scalar(Scalar),
    /// Values in the order they were written.
    List(Vec<Node>),
    /// Keys and values in the order they were written, twice-written keys included.
    Map(Vec<(Node, Node)>),
    /// Something that narratives do without; a finding has reported it.
    Refused,
}

/// A text and how it was written.
#[derive(Debug, Clone)]
pub struct Scalar {
    /// The text, escapes and indentation undone.
    pub text: String,
    /// How it was written, from which follows where each character stands in the file.
    pub style: WrittenStyle,
    /// The list that its lines are, for keys that want one.
    pub list: TypedList,
}

/// How a scalar was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrittenStyle {
    /// Without quotes, on one line or several.
    Plain,
    /// Between `'`, where `''` is the only escape.
    Single,
    /// Between `"`, where a backslash starts an escape.
    Double,
    /// After `|` or `>`.
    Block,
}

impl Node {
    /// The text of a node that is one.
    pub(super) fn as_scalar(&self) -> Option<&Scalar> {
        match &self.content {
            NodeContent::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    /// What sort of value it is, as messages name it.
    pub(super) fn kind_name(&self) -> &'static str {
        match self.content {
            NodeContent::Scalar(_) => "text",
            NodeContent::List(_) => "list",
            NodeContent::Map(_) | NodeContent::Refused => "map",
        }
    }

    /// Whether nothing is written in the place of a value, or what YAML takes for nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.as_scalar().is_some_and(|scalar| {
            let is_nothing = matches!(scalar.text.as_str(), "~" | "null");
            scalar.text.trim().is_empty() || (scalar.style == WrittenStyle::Plain && is_nothing)
        })
    }

    /// Whether a comment stands in the place of a value: the empty text then has the place of the comment.
    pub(super) fn is_comment(&self) -> bool {
        let is_nothing =
            |scalar: &Scalar| scalar.style == WrittenStyle::Plain && scalar.text.is_empty();
        self.as_scalar().is_some_and(is_nothing) && self.span.end > self.span.start
    }
}

//! What stands at a path of the project, as far as it may be looked at.

use super::FileRefusal;
use crate::finding::Message;

/// What stands at a path once links are followed, or why it is not entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PathKind {
    /// A file that may be read.
    File,
    /// A folder that may be entered.
    Folder,
    /// A pipe, a device, a link that leads to nothing, what the system does not let us look at.
    Other,
    /// A link that leads out of the project: whether to a file or to a folder is not looked at.
    Outside,
    /// A folder of raw messages or a hidden one, or a link into one.
    Barred,
}

impl PathKind {
    /// How a folder shows what it holds and what may not be used.
    pub fn of_refusal(refused: &FileRefusal) -> Self {
        match refused {
            FileRefusal::Outside => Self::Outside,
            FileRefusal::Private | FileRefusal::Hidden => Self::Barred,
            _ => Self::Other,
        }
    }

    /// What to say of a folder or a link at a path where nothing is read, as it leads where nothing may be used from, and what
    /// to do.
    pub fn led_away(self, path: &str) -> (Message, Message) {
        let (message, hint) = match self {
            Self::Barred => ("folder-private", "hint-path-private"),
            _ => ("folder-outside", "hint-folder-outside"),
        };
        (Message::new(message).with("name", path), Message::new(hint))
    }
}

//! Why a file of the project is not read, and what to say of it.

use crate::error::Error;
use crate::finding::rules::RUNAWAY_FILE;
use crate::finding::{Message, Rule};
use crate::watch::Cause;

/// Why a file of the project is not read.
#[derive(Debug)]
pub enum FileRefusal {
    /// Nothing stands there, or a link leads to nothing.
    Missing,
    /// Its path, or a link on it, leads out of the project.
    Outside,
    /// It lies in a folder of raw messages, under whatever name.
    Private,
    /// It is hidden, or lies in a hidden folder: that of git, or of another program.
    Hidden,
    /// It ended an earlier attempt at the same work.
    Stopped(Cause),
    /// A folder, a device.
    NoFile,
    /// More bytes than any such file.
    TooLarge,
    /// The system refused, for the reason given.
    Unreadable(Error),
}

impl FileRefusal {
    /// The rule that speaks of it, where another one speaks of the other reasons: what ended an attempt stops the PDF of its
    /// deck, so that the last one stays.
    pub fn rule_or(&self, usual: &'static Rule) -> &'static Rule {
        match self {
            Self::Stopped(_) => &RUNAWAY_FILE,
            _ => usual,
        }
    }

    /// What to say of a path that leads where nothing may be used from, and what to do; none of the other reasons.
    pub fn message_and_hint(&self, path: &str) -> Option<(Message, Message)> {
        let (message, hint) = match self {
            Self::Outside => ("path-outside", "hint-file-outside"),
            Self::Private => ("path-private", "hint-path-private"),
            Self::Hidden => ("path-hidden", "hint-path-hidden"),
            Self::Stopped(cause) => return Some((cause.message(path), cause.hint())),
            _ => return None,
        };
        Some((Message::new(message).with("path", path), Message::new(hint)))
    }
}

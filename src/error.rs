//! What stops the program: the machine or us; of what somebody wrote, only that it is too much to lay out.

use std::fmt;
use std::io::ErrorKind;

use crate::finding::Message;

/// The program cannot go on. What somebody wrote is a [`Finding`](crate::finding::Finding) instead.
#[derive(Debug)]
pub struct Error {
    /// What happened, said in the reader's language when it is printed.
    pub message: Message,
    /// What to do next.
    pub hints: Vec<Message>,
}

/// What a stage of the program gives back when the machine may fail it.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An error that says a message of the catalogue.
    pub fn new(message: Message) -> Self {
        Self { message, hints: Vec::new() }
    }

    /// The same error with something to do about it.
    pub fn with_hint(mut self, hint: Message) -> Self {
        self.hints.push(hint);
        self
    }

    /// A file or folder that the system did not let us read or write.
    pub fn for_file(key: &'static str, path: &std::path::Path, reason: &std::io::Error) -> Self {
        let mut error = Self::from_io(key, reason);
        error.message = error.message.with("path", path.display().to_string());
        error
    }

    /// What the system did not let us do.
    pub fn from_io(key: &'static str, reason: &std::io::Error) -> Self {
        let message = Message::new(key);
        Self::new(match word_for(reason.kind()) {
            Some(word) => message.with_kind("reason", word),
            None => message.with("reason", reason.to_string()),
        })
    }
}

/// The catalogue's word for why the system refused; none where only the system's own words tell.
fn word_for(kind: ErrorKind) -> Option<&'static str> {
    match kind {
        ErrorKind::NotFound => Some("system-file-not-found"),
        ErrorKind::PermissionDenied => Some("system-permission-denied"),
        ErrorKind::IsADirectory => Some("system-is-a-folder"),
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => Some("system-not-a-folder"),
        ErrorKind::ReadOnlyFilesystem => Some("system-read-only"),
        ErrorKind::FileTooLarge => Some("system-file-too-large"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Some("system-disk-full"),
        _ => None,
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.message.key)
    }
}

impl std::error::Error for Error {}

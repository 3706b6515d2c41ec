//! What stops the program: a fault of the machine or of ours. The one exception is a project too large to lay out.

use std::fmt;
use std::io::ErrorKind;

use crate::finding::Message;

/// Why the program cannot go on. A fault in what somebody wrote is a [`Finding`](crate::finding::Finding) instead.
#[derive(Debug)]
pub struct Error {
    /// What happened; it gets its words in the reader's language when it is printed.
    pub message: Message,
    /// What to do next.
    pub hints: Vec<Message>,
}

/// The result of any step that the machine may make fail.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An error with a message of the catalogue.
    pub fn new(message: Message) -> Self {
        Self { message, hints: Vec::new() }
    }

    /// The same error with one more hint at what to do about it.
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

    /// Any other request that the system refused.
    pub fn from_io(key: &'static str, reason: &std::io::Error) -> Self {
        let message = Message::new(key);
        Self::new(match word_for(reason.kind()) {
            Some(word) => message.with_kind("reason", word),
            None => message.with("reason", reason.to_string()),
        })
    }
}

/// The catalogue's word for why the system refused; none when only the system's own words explain it.
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

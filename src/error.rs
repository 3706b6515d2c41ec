//! What stops the program: the machine or us, never what somebody wrote.

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
    /// An error from a message of the catalogue's `errors` section.
    pub fn new(message: Message) -> Self {
        Self {
            message,
            hints: Vec::new(),
        }
    }

    /// The same error with something to do about it.
    pub fn hint(mut self, hint: Message) -> Self {
        self.hints.push(hint);
        self
    }

    /// A file or folder that the system did not let us read or write.
    pub fn file(key: &'static str, path: &std::path::Path, reason: &std::io::Error) -> Self {
        Self::new(
            Message::new(key)
                .with("path", path.display().to_string())
                .with("reason", reason_of(reason)),
        )
    }
}

/// Why the system refused: a word of the catalogue where there is one, else the system's own words.
fn reason_of(reason: &std::io::Error) -> String {
    match reason.kind() {
        ErrorKind::NotFound => "system-file-not-found".to_string(),
        ErrorKind::PermissionDenied => "system-permission-denied".to_string(),
        ErrorKind::IsADirectory => "system-is-a-folder".to_string(),
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => "system-not-a-folder".to_string(),
        ErrorKind::ReadOnlyFilesystem => "system-read-only".to_string(),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "system-disk-full".to_string(),
        _ => reason.to_string(),
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.message.key)
    }
}

impl std::error::Error for Error {}

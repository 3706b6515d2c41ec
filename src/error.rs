//! What stops the program: a fault of the machine or of ours. The one exception is a project too large to lay out.

use std::fmt;
use std::io::{self, ErrorKind};
use std::path::Path;

use crate::finding::Message;

/// Why the program cannot go on. A fault in what somebody wrote is a [`Finding`](crate::finding::Finding) instead.
#[derive(Debug)]
pub struct Error {
    /// What happened; it gets its words in the reader's language when it is printed.
    pub message: Message,
    /// What to do next.
    pub hints: Vec<Message>,
    /// What made it happen, for those who look into it; never printed.
    source: Option<Box<ErrorSource>>,
}

/// An error of somebody else's: of the system, of the typesetter, of a template.
type ErrorSource = Box<dyn std::error::Error + Send + Sync>;

/// The result of any step that the machine may make fail.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An error with a message of the catalogue.
    pub fn new(message: Message) -> Self {
        Self { message, hints: Vec::new(), source: None }
    }

    /// The same error with one more hint at what to do about it.
    pub fn with_hint(mut self, hint: Message) -> Self {
        self.hints.push(hint);
        self
    }

    /// The same error with what made it happen.
    pub fn caused_by(mut self, source: impl Into<ErrorSource>) -> Self {
        // In a box of its own, as every result of the program would grow by a wide pointer.
        self.source = Some(Box::new(source.into()));
        self
    }

    /// A file or folder that the system did not let us read or write.
    pub fn for_file(key: &'static str, path: &Path, reason: io::Error) -> Self {
        let message = refusal_message(key, &reason).with("path", path.display().to_string());
        Self::new(message).caused_by(reason)
    }

    /// Whether the system keeps somebody from reading or writing it, as the rights stand.
    pub fn is_denied(&self) -> bool {
        let source = self.source.as_deref();
        let reason = source.and_then(|source| source.downcast_ref::<io::Error>());
        reason.is_some_and(|reason| reason.kind() == ErrorKind::PermissionDenied)
    }

    /// Any other request that the system refused.
    pub fn from_io(key: &'static str, reason: &'static io::Error) -> Self {
        Self::new(refusal_message(key, reason)).caused_by(reason)
    }
}

/// A message with why the system refused.
fn refusal_message(key: &'static str, reason: &io::Error) -> Message {
    let message = Message::new(key);
    match word_for(reason.kind()) {
        Some(word) => message.with_kind("reason", word),
        None => message.with("reason", reason.to_string()),
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
        // Windows says so of a name with signs that it keeps for itself, other systems of a long one alone.
        ErrorKind::InvalidFilename if !cfg!(windows) => Some("system-long-name"),
        ErrorKind::InvalidFilename | ErrorKind::InvalidInput => Some("system-wrong-name"),
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => Some("system-busy"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Some("system-disk-full"),
        _ => None,
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.message.key)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        let source: &ErrorSource = self.source.as_deref()?;
        Some(&**source)
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error as _;

    use super::*;
    use crate::locale::Language;
    use crate::locale::catalogue::Catalogue;

    #[test]
    fn what_the_system_refused_is_the_source_and_is_said_in_the_reader_s_words() {
        let error = Error::for_file("cannot-read", Path::new("a.yaml"), ErrorKind::NotFound.into());
        let source = error.source().and_then(|source| source.downcast_ref::<io::Error>());
        assert_eq!(source.map(io::Error::kind), Some(ErrorKind::NotFound));
        let said = error.message.format_with(Catalogue::for_language(Language::En));
        assert_eq!(said, "`a.yaml` cannot be read: the file does not exist");
    }

    #[test]
    fn what_nothing_else_made_happen_has_no_source() {
        assert!(Error::new(Message::new("no-decks")).source().is_none());
    }
}

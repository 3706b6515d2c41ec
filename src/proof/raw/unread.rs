//! A raw file that is not read, or not whole, and why.

use crate::tree::FileRefusal;
use crate::watch::Cause;

/// A raw file, or a part of one, whose words are not all known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct UnreadFile {
    /// Why they are not all known.
    pub why: UnreadReason,
    /// Its path from the root; that of a part goes on with what names it in the file: `private/a.zip/b.jpg`.
    pub path: String,
}

/// Why a raw file is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum UnreadReason {
    /// A picture: the words that are seen on it are pixels.
    Picture,
    /// Pages that show pictures, or nothing that is written in letters.
    Scan,
    /// A recording or a film.
    Recording,
    /// It asks for a password.
    Locked,
    /// An office document of the years before 2007.
    OldOffice,
    /// It is packed in a way that is not unpacked.
    Packed,
    /// A database, whose tables are not read.
    Database,
    /// The folder of a git repository.
    Repository,
    /// No form that is known.
    Unknown,
    /// It is damaged, or cut short.
    Damaged,
    /// More bytes than are looked for.
    TooLarge,
    /// Folders, files or parts beyond the most that are looked through.
    TooMany,
    /// A link that leads out of the project.
    Outside,
    /// A link that leads around the folder it lies in.
    Around,
    /// A link that leads to nothing, a pipe, a device.
    NoFile,
    /// The system refuses.
    Denied,
}

impl UnreadReason {
    /// What names it in the catalogue.
    pub fn catalogue_key(self) -> &'static str {
        match self {
            Self::Picture => "unread-picture",
            Self::Scan => "unread-scan",
            Self::Recording => "unread-recording",
            Self::Locked => "unread-locked",
            Self::OldOffice => "unread-old-office",
            Self::Packed => "unread-packed",
            Self::Database => "unread-database",
            Self::Repository => "unread-repository",
            Self::Unknown => "unread-unknown",
            Self::Damaged => "unread-damaged",
            Self::TooLarge => "unread-too-large",
            Self::TooMany => "unread-too-many",
            Self::Outside => "unread-outside",
            Self::Around => "unread-around",
            Self::NoFile => "unread-no-file",
            Self::Denied => "unread-denied",
        }
    }

    /// What names in the catalogue what to do about it.
    pub fn hint_key(self) -> &'static str {
        match self {
            Self::Picture | Self::Scan | Self::Recording => "hint-unread-seen",
            Self::Locked => "hint-unread-locked",
            Self::TooLarge | Self::TooMany => "hint-unread-large",
            Self::Outside | Self::Around | Self::NoFile => "hint-unread-led",
            Self::OldOffice
            | Self::Packed
            | Self::Database
            | Self::Repository
            | Self::Unknown
            | Self::Damaged => "hint-unread-form",
            Self::Denied => "hint-unread-denied",
        }
    }

    /// Why a file is not read that the gate does not let through; the cause when it ended an earlier attempt.
    pub fn from_refusal(refused: &FileRefusal) -> Result<Self, Cause> {
        Ok(match refused {
            FileRefusal::Outside => Self::Outside,
            FileRefusal::Stopped(cause) => return Err(*cause),
            FileRefusal::Missing | FileRefusal::NoFile => Self::NoFile,
            FileRefusal::TooLarge => Self::TooLarge,
            FileRefusal::Private | FileRefusal::Hidden | FileRefusal::Unreadable(_) => Self::Denied,
        })
    }
}

//! What is read of a PDF: its pages, the texts beside them, its pictures, and what could not be read.

use std::collections::BTreeSet;

use super::drawn::Drawn;
use super::picture::Revealed;

/// What a PDF says.
#[derive(Debug, Default)]
pub struct PdfReading {
    /// What each page draws, in the order of the pages.
    pub pages: Vec<Drawn>,
    /// The texts beside the pages, in the order of the file.
    pub said: Vec<TextBeside>,
    /// The pictures that its pages draw or that stand in it all the same.
    pub pictures: Vec<PdfPicture>,
    /// How many files are attached to it.
    pub attachments: usize,
    /// What may hold text and could not be read.
    pub unread: BTreeSet<Unread>,
}

impl PdfReading {
    /// Adds a text beside the pages, unless nothing stands in it.
    pub(super) fn add_text(&mut self, place: PdfPlace, page: Option<usize>, text: String) {
        if !text.trim().is_empty() {
            self.said.push(TextBeside { place, page, text });
        }
    }
}

/// Something that may hold text and could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unread {
    /// The page that draws it, from 1, if one does.
    pub page: Option<usize>,
    /// Why it could not.
    pub why: Why,
}

/// Why something cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// It is more than is read of one file: what draws itself over and over.
    TooMuch,
    /// It is damaged, or packed in a way that is not known.
    Damaged,
    /// It is drawn with a font that does not say which letters it draws.
    Letterless,
    /// It is of no known kind.
    Unknown,
}

impl Why {
    /// What names it in the catalogue.
    pub fn catalogue_key(self) -> &'static str {
        match self {
            Self::TooMuch => "drawing-too-much",
            Self::Damaged => "drawing-damaged",
            Self::Letterless => "drawing-letterless",
            Self::Unknown => "drawing-unknown",
        }
    }
}

/// A text beside the pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextBeside {
    /// In which part of the file it stands.
    pub place: PdfPlace,
    /// The page it belongs to, from 1, if the file says so.
    pub page: Option<usize>,
    /// The words it says.
    pub text: String,
}

/// Where a PDF says something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PdfPlace {
    /// On a page, drawn.
    Page,
    /// In its title, author, keywords and the like, or in its XMP.
    Metadata,
    /// In a text for those who do not see.
    Alternative,
    /// In a bookmark.
    Bookmark,
    /// In an attached file, its name or its description.
    Attachment,
    /// In a note or behind a link.
    Annotation,
    /// In what a picture carries besides its pixels.
    Picture,
    /// In any other string of the file.
    Elsewhere,
}

impl PdfPlace {
    /// What names it in the catalogue.
    pub fn catalogue_key(self) -> &'static str {
        match self {
            Self::Page => "said-on-page",
            Self::Metadata => "said-in-metadata",
            Self::Alternative => "said-in-alternative",
            Self::Bookmark => "said-in-bookmark",
            Self::Attachment => "said-in-attachment",
            Self::Annotation => "said-in-annotation",
            Self::Picture => "said-in-picture",
            Self::Elsewhere => "said-elsewhere",
        }
    }
}

/// A picture of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PdfPicture {
    /// The page that draws it first, from 1; none when no page does.
    pub page: Option<usize>,
    /// What it carries besides its pixels.
    pub revealed: Vec<Revealed>,
}

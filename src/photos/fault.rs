//! What bytes are, whatever their file is called, and why a photo cannot be shown.

use image::ImageFormat;

use super::PhotoPlace;
use crate::error::Error;
use crate::finding::rules::{MISSING_PHOTO, RUNAWAY_FILE, UNUSABLE_LOGO, UNUSABLE_PHOTO};
use crate::finding::{Finding, Message};
use crate::schema::Text;
use crate::source::Span;
use crate::tree::{FileRefusal, LARGEST_PHOTO};

/// Why a photo cannot be shown.
#[derive(Debug)]
pub enum PhotoFault {
    /// Nothing stands at its path; the path of a file that was perhaps meant.
    Missing(Option<String>),
    /// Its path leads where no picture may be shown from.
    Barred(FileRefusal),
    /// A folder or a device stands at its path.
    NoFile,
    /// More bytes than any photo.
    TooLarge,
    /// The system does not let it be read.
    Unreadable(Error),
    /// An image of a kind that is not read, by its usual name.
    Format(&'static str),
    /// Something else than an image.
    NoImage,
    /// The beginning of an image, or one with damaged bytes.
    Broken,
    /// So many pixels that they would fill the memory.
    TooManyPixels(u32, u32),
    /// Far longer than wide, or the other way round.
    Sliver(u32, u32),
    /// A drawing that takes more than a machine should give it.
    Drawing(Excess),
}

/// What a drawing has too much of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Excess {
    /// Text, once its entities are written out.
    Text,
    /// Shapes and letters, each as often as it is drawn.
    Shapes,
    /// Elements in one another.
    Depth,
    /// A drawing or an element that holds itself.
    Loop,
    /// Work for its filters, or a filter that the engine stumbles over.
    Filter,
    /// Pixels of the pictures in it.
    Pixels,
}

impl Excess {
    /// What names it in the catalogue.
    fn catalogue_key(self) -> &'static str {
        match self {
            Self::Text => "drawing-text",
            Self::Shapes => "drawing-shapes",
            Self::Depth => "drawing-depth",
            Self::Loop => "drawing-loop",
            Self::Filter => "drawing-filter",
            Self::Pixels => "drawing-pixels",
        }
    }
}

impl From<FileRefusal> for PhotoFault {
    fn from(refused: FileRefusal) -> Self {
        match refused {
            FileRefusal::Missing => Self::Missing(None),
            FileRefusal::Outside
            | FileRefusal::Private
            | FileRefusal::Hidden
            | FileRefusal::Stopped(_) => Self::Barred(refused),
            FileRefusal::NoFile => Self::NoFile,
            FileRefusal::TooLarge => Self::TooLarge,
            FileRefusal::Unreadable(error) => Self::Unreadable(error),
        }
    }
}

/// The most pixels, in millions: twice those of the largest cameras that people carry.
pub(super) const MEGAPIXELS: u64 = 100;
/// How many times longer than wide a picture may be: a panorama has six.
pub(super) const SLIVER: u32 = 20;

impl PhotoFault {
    /// The fault of a picture of some width and height, which are known before its pixels are.
    pub fn of_size(width: u32, height: u32) -> Option<Self> {
        let (short, long) = (width.min(height), width.max(height));
        if short == 0 {
            Some(Self::Broken)
        } else if u64::from(width) * u64::from(height) > MEGAPIXELS * 1_000_000 {
            Some(Self::TooManyPixels(width, height))
        } else if long > short.saturating_mul(SLIVER) {
            Some(Self::Sliver(width, height))
        } else {
            None
        }
    }

    /// What there is to say about it.
    pub fn into_finding(self, file: &Text, place: PhotoPlace) -> Finding {
        let rule = match (place, &self) {
            (_, Self::Barred(FileRefusal::Stopped(_))) => &RUNAWAY_FILE,
            (PhotoPlace::Logo | PhotoPlace::Partner, _) => &UNUSABLE_LOGO,
            (_, Self::Missing(_)) => &MISSING_PHOTO,
            _ => &UNUSABLE_PHOTO,
        };
        let hint = self.hint_for_place(place);
        let message = self.build_message(&file.value, "");
        let finding = Finding::new(rule, file.span, message);
        hint.into_iter().fold(finding, Finding::with_hint)
    }

    /// What there is to say about a picture that a slide of the project's own or its theme shows, at some place of theirs.
    pub fn finding_of(&self, file: &str, span: Span) -> Finding {
        let hint = self.hint_for_place(PhotoPlace::Page);
        let finding = Finding::new(&UNUSABLE_PHOTO, span, self.build_message(file, file));
        hint.into_iter().fold(finding, Finding::with_hint)
    }

    /// What is wrong with the picture at a path; its name, where the place does not say it.
    fn build_message(&self, path: &str, name: &str) -> Message {
        let sized = |key, width: u32, height: u32| {
            Message::new(key).with("width", width).with("height", height)
        };
        let message = match *self {
            Self::Missing(_) => Message::new("photo-missing").with("path", path),
            Self::Barred(ref refused) => match refused.message_and_hint(path) {
                Some((message, _)) => message,
                None => Message::new("photo-no-file"),
            },
            Self::NoFile => Message::new("photo-no-file"),
            Self::TooLarge => {
                Message::new("photo-too-large").with("most", LARGEST_PHOTO / 1024 / 1024)
            }
            Self::Unreadable(ref error) if error.is_denied() => {
                Message::new("photo-closed").with("path", path)
            }
            Self::Unreadable(ref error) => error.message.clone(),
            Self::Format(name) => Message::new("photo-format").with("format", name),
            Self::NoImage => Message::new("photo-no-image"),
            Self::Broken => Message::new("photo-broken"),
            Self::TooManyPixels(width, height) => {
                sized("photo-too-many-pixels", width, height).with("most", MEGAPIXELS)
            }
            Self::Sliver(width, height) => {
                sized("photo-sliver", width, height).with("most", SLIVER)
            }
            Self::Drawing(excess) => {
                Message::new("photo-drawing").with_kind("what", excess.catalogue_key())
            }
        };
        message.with("name", name)
    }

    fn hint_for_place(&self, place: PhotoPlace) -> Option<Message> {
        Some(match self {
            Self::Missing(Some(near)) => Message::new("hint-nearest").with("value", near.as_str()),
            Self::Missing(None) if place == PhotoPlace::Logo => Message::new("hint-logo-missing"),
            Self::Missing(None) => Message::new("hint-photo-missing"),
            Self::Barred(refused) => refused.message_and_hint("")?.1,
            Self::NoFile | Self::Format(_) | Self::NoImage => Message::new("hint-photo-format"),
            Self::Broken => Message::new("hint-photo-broken"),
            Self::TooLarge | Self::TooManyPixels(..) => Message::new("hint-photo-shrink"),
            Self::Sliver(..) => Message::new("hint-photo-sliver"),
            Self::Drawing(_) => Message::new("hint-photo-drawing"),
            Self::Unreadable(error) if error.is_denied() => Message::new("hint-file-closed"),
            Self::Unreadable(_) => return None,
        })
    }
}

/// What bytes are.
pub(super) enum PictureFormat<'a> {
    /// A picture of pixels, in this format.
    Raster(ImageFormat),
    /// The text of a drawing.
    Drawing(&'a str),
}

/// How other images begin: where, with what, and their usual name.
const OTHERS: &[(usize, &[u8], &str)] = &[
    (4, b"ftyphei", "HEIC"),
    (4, b"ftyphev", "HEIC"),
    (4, b"ftypmif1", "HEIC"),
    (4, b"ftypavif", "AVIF"),
    (0, b"GIF8", "GIF"),
    (0, b"BM", "BMP"),
    (0, b"II*\0", "TIFF"),
    (0, b"MM\0*", "TIFF"),
    (0, b"%PDF", "PDF"),
    (0, b"8BPS", "PSD"),
    (0, b"\x1f\x8b", "SVGZ"),
];

/// What bytes are, by how they begin: the ending of a name may lie.
pub(super) fn detect_kind(bytes: &[u8]) -> Result<PictureFormat<'_>, PhotoFault> {
    match image::guess_format(bytes) {
        Ok(format @ (ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP)) => {
            return Ok(PictureFormat::Raster(format));
        }
        _ if bytes.is_empty() => return Err(PhotoFault::Broken),
        _ => {}
    }
    let begins = |(at, start, _): &&(usize, &[u8], &str)| {
        bytes.get(*at..).is_some_and(|rest| rest.starts_with(start))
    };
    if let Some((.., name)) = OTHERS.iter().find(begins) {
        return Err(PhotoFault::Format(name));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| PhotoFault::NoImage)?;
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let is_drawing = text.starts_with('<') && text.contains("<svg") || text.contains(":svg");
    if is_drawing { Ok(PictureFormat::Drawing(text)) } else { Err(PhotoFault::NoImage) }
}

//! A picture bare of everything but what is seen, in its own format: its pixels are not decoded and stay bit for bit.
//!
//! For pictures that the project's own slides and theme show as they are. Each format is walked once, from its first byte to
//! where its picture ends, and only what a decoder needs is kept: whatever is unknown goes. Of EXIF the direction and the
//! size on paper stay, since they change what is seen; of a colour profile, what makes colours.

mod bits;
mod exif;
mod gif;
mod icc;
mod jpeg;
mod png;
mod webp;

use super::fault::{PictureFormat, detect_kind};
use super::{PhotoFault, vector};

pub use icc::strip_profile as bare_profile;
pub use jpeg::strip_hidden_data as bare_jpeg;

/// What a file of the project gives when something asks for its bytes: a picture bare of all but what is seen, anything
/// else as it is (`None`). A picture that cannot be shown, or only at the price of the machine, is refused.
pub fn strip_hidden_data(bytes: &[u8]) -> Result<Option<Vec<u8>>, PhotoFault> {
    if let Some(walk) = raster_walk(bytes) {
        check_pixel_count(bytes)?;
        return walk(bytes).map(Some).ok_or(PhotoFault::Broken);
    }
    if icc::is_profile(bytes) {
        return icc::strip_profile(bytes).map(Some).ok_or(PhotoFault::Broken);
    }
    match detect_kind(bytes) {
        Ok(PictureFormat::Drawing(text)) if vector::is_drawing(text) => {
            vector::strip_hidden_data(text).map(Some)
        }
        // Typst unpacks such a file to draw it, without a bound.
        Err(PhotoFault::Format("SVGZ")) => Err(PhotoFault::Format("SVGZ")),
        _ => Ok(None),
    }
}

/// A picture of pixels inside a drawing, bare; none for what is no picture.
pub(super) fn bare_raster(bytes: &[u8]) -> Result<Option<Vec<u8>>, PhotoFault> {
    let Some(walk) = raster_walk(bytes) else {
        return Ok(None);
    };
    check_pixel_count(bytes)?;
    walk(bytes).map(Some).ok_or(PhotoFault::Broken)
}

/// Walks a picture of one format; gives nothing when it is broken.
type BareWalk = fn(&[u8]) -> Option<Vec<u8>>;

/// How a format of pixels is walked; none for what is none. By how bytes begin, as decoders go: a name may lie.
fn raster_walk(bytes: &[u8]) -> Option<BareWalk> {
    match bytes {
        [0xff, 0xd8, ..] => Some(jpeg::strip_hidden_data),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(png::strip_hidden_data),
        [b'G', b'I', b'F', ..] => Some(gif::strip_hidden_data),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => {
            Some(webp::strip_hidden_data)
        }
        _ => None,
    }
}

/// Refuses what claims more pixels than any picture, before anything is decoded.
fn check_pixel_count(bytes: &[u8]) -> Result<(), PhotoFault> {
    let sizes = match bytes {
        [0xff, 0xd8, ..] => jpeg::declared_sizes(bytes),
        [0x89, ..] => png::declared_sizes(bytes),
        [b'G', ..] => gif::declared_sizes(bytes),
        _ => webp::declared_sizes(bytes),
    };
    if sizes.is_empty() {
        return Err(PhotoFault::Broken);
    }
    for (width, height) in sizes {
        match PhotoFault::of_size(width, height) {
            // A line or a frieze may be as thin as its slide wants it.
            None | Some(PhotoFault::Sliver(..)) => {}
            Some(fault) => return Err(fault),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;

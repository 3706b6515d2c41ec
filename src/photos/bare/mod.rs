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

use super::PhotoFault;

pub use icc::{is_profile, strip_profile as bare_profile};
pub use jpeg::strip_hidden_data as bare_jpeg;

/// A picture of pixels, bare; none for what is no such picture.
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

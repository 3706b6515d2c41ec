//! Pictures made of pixels: decoded, turned, cut, scaled, and written anew.

use std::collections::HashSet;
use std::io::Cursor;

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::imageops::FilterType as Filter;
use image::metadata::Orientation;
use image::{
    DynamicImage, GenericImageView, ImageDecoder, ImageEncoder, ImageFormat, ImageReader, Limits,
};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use super::{DrawingLosses, Form, PhotoFault, PhotoPlace, Picture};

/// The most memory that decoding may take, in bytes: a hundred megapixels of eight bytes, and some room.
const MEMORY: u64 = 1 << 30;
/// Quality of JPEG from 1 to 100: differences cannot be seen from a metre.
const QUALITY: u8 = 79;
/// Pictures with no more colours than this are graphics, which JPEG would blur.
const FEW: usize = 256;
/// From how many times the wanted size on a picture is first brought near it by plain averages, which is faster.
const COARSE: u32 = 4;
/// Share of what is cut that goes from the top: faces and horizons stand above the middle.
const FROM_TOP: f64 = 0.4;

/// The picture for a place.
pub fn clean_picture(
    bytes: &[u8],
    format: ImageFormat,
    place: PhotoPlace,
) -> Result<Picture, PhotoFault> {
    if format == ImageFormat::Jpeg && !is_whole(bytes) {
        return Err(PhotoFault::Broken);
    }
    // Asked before a decoder is: some refuse what is too large without saying why.
    let size = imagesize::blob_size(bytes).map_err(|_| PhotoFault::Broken)?;
    let length = |length| u32::try_from(length).unwrap_or(u32::MAX);
    if let Some(fault) = PhotoFault::of_size(length(size.width), length(size.height)) {
        return Err(fault);
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| PhotoFault::Broken)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().ok().flatten();
    let image = DynamicImage::from_decoder(decoder).map_err(|_| PhotoFault::Broken)?;
    let image = reduce_to_eight_bits(image);
    let is_graphic =
        image.color().has_alpha() || format != ImageFormat::Jpeg && has_few_colours(&image);
    let (image, given) = fit_to_place(image, orientation, place);
    let image = match profile {
        Some(profile) => in_srgb(image, &profile),
        None => image,
    };
    let ratio = f64::from(image.width()) / f64::from(image.height());
    let form = if is_graphic { Form::Png } else { Form::Jpeg };
    let bytes = if is_graphic { encode_png(&image) } else { encode_jpeg(&image) };
    Ok(Picture {
        form,
        given: Some(given),
        ratio,
        bytes: bytes.ok_or(PhotoFault::Broken)?,
        losses: DrawingLosses::default(),
    })
}

/// Whether a JPEG file goes on to its end: decoders fill what is missing with grey.
fn is_whole(bytes: &[u8]) -> bool {
    let mut at = 2;
    while let Some([0xff, marker, rest @ ..]) = bytes.get(at..) {
        match (marker, rest) {
            (0xff, _) => at += 1,
            // A scan has begun. The mark of the end is sought from the back, where it stands in a whole file. Pixels hold
            // none: a byte 0xff among them has a zero behind it.
            (0xda, _) => return rest.windows(2).rev().any(|pair| pair == [0xff, 0xd9]),
            (0x01 | 0xd0..=0xd8, _) => at += 2,
            (_, [high, low, ..]) => at += 2 + usize::from(u16::from_be_bytes([*high, *low])),
            _ => return false,
        }
    }
    false
}

/// Eight bits a channel, grey or colour, and transparency only where there is some.
fn reduce_to_eight_bits(image: DynamicImage) -> DynamicImage {
    let colour = image.color();
    if colour.has_alpha() {
        let image = image.into_rgba8();
        if image.pixels().any(|pixel| pixel.0[3] < u8::MAX) {
            return image.into();
        }
        return DynamicImage::from(image).into_rgb8().into();
    }
    if colour.has_color() { image.into_rgb8().into() } else { image.into_luma8().into() }
}

fn has_few_colours(image: &DynamicImage) -> bool {
    // Two hundred and fifty-six greys are no more than a photograph has.
    let DynamicImage::ImageRgb8(image) = image else {
        return false;
    };
    let (mut colours, mut last) = (HashSet::new(), None);
    image.pixels().all(|pixel| {
        // Neighbours are most often alike in a graphic: most pixels never reach the set. `all` ends at the first colour
        // too many.
        if last != Some(pixel.0) {
            last = Some(pixel.0);
            colours.insert(pixel.0);
        }
        colours.len() <= FEW
    })
}

/// Upright, cut to what the place may show, and scaled to it; with the size of the whole, upright.
fn fit_to_place(
    image: DynamicImage,
    orientation: Orientation,
    place: PhotoPlace,
) -> (DynamicImage, (u32, u32)) {
    // Four of the eight directions swap width and height. Sizes are reckoned upright, and pixels turned only once they
    // are few.
    let is_turned = !matches!(
        orientation,
        Orientation::NoTransforms
            | Orientation::Rotate180
            | Orientation::FlipHorizontal
            | Orientation::FlipVertical
    );
    let upright = |(width, height)| {
        if is_turned { (height, width) } else { (width, height) }
    };
    let given = upright(image.dimensions());
    let cut = place.cropped_size(given.0, given.1);
    let target = place.stored_size(cut.0, cut.1);
    // Two steps: averages over blocks make a large photo small fast, and the slower filter works on what is left.
    let times = cut.0 / target.0.max(1);
    let mut image = if times >= COARSE {
        // Twice the wanted size, in the picture's own direction.
        let near = |length: u32| {
            (u64::from(length) * 2 * u64::from(target.0) / u64::from(cut.0)).max(1) as u32
        };
        let (width, height) = image.dimensions();
        image.thumbnail_exact(near(width), near(height))
    } else {
        image
    };
    image.apply_orientation(orientation);
    let (width, height) = place.cropped_size(image.width(), image.height());
    let x = (image.width() - width) / 2;
    let y = (f64::from(image.height() - height) * FROM_TOP) as u32;
    let image = image.crop_imm(x, y, width, height);
    // Polynomials only: Lanczos asks the system for sines, whose last digit depends on the machine.
    (image.resize_exact(target.0, target.1, Filter::CatmullRom), given)
}

/// The same colours without a profile. A profile that cannot be used is left out.
fn in_srgb(image: DynamicImage, profile: &[u8]) -> DynamicImage {
    let Ok(profile) = ColorProfile::new_from_slice(profile) else {
        return image;
    };
    let srgb = ColorProfile::new_srgb();
    if profile.color_space != DataColorSpace::Rgb || is_near(&profile, &srgb) {
        return image;
    }
    let layout = match image {
        DynamicImage::ImageRgb8(_) => Layout::Rgb,
        DynamicImage::ImageRgba8(_) => Layout::Rgba,
        _ => return image,
    };
    let options = TransformOptions::default();
    let Ok(transform) = profile.create_transform_8bit(layout, &srgb, layout, options) else {
        return image;
    };
    let mut converted = image.clone();
    let done = match &mut converted {
        DynamicImage::ImageRgb8(pixels) => transform.transform(image.as_bytes(), pixels),
        DynamicImage::ImageRgba8(pixels) => transform.transform(image.as_bytes(), pixels),
        _ => return image,
    };
    if done.is_ok() { converted } else { image }
}

/// Whether a profile has the primaries of sRGB, as those of most cameras do: to convert would change nothing.
fn is_near(one: &ColorProfile, other: &ColorProfile) -> bool {
    let parts = |profile: &ColorProfile| {
        let colorants = [profile.red_colorant, profile.green_colorant, profile.blue_colorant];
        colorants.map(|colour| [colour.x, colour.y, colour.z])
    };
    let pairs = parts(one).into_iter().flatten().zip(parts(other).into_iter().flatten());
    pairs.into_iter().all(|(one, other)| (one - other).abs() < 0.002)
}

fn encode_jpeg(image: &DynamicImage) -> Option<Vec<u8>> {
    let (width, height) = (u16::try_from(image.width()).ok()?, u16::try_from(image.height()).ok()?);
    let colour = if image.color().has_color() { ColorType::Rgb } else { ColorType::Luma };
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, QUALITY);
    encoder.set_sampling_factor(SamplingFactor::F_2_2);
    // No tables of its own: the encoder then writes one scan a channel, which Typst's decoder draws as green stripes.
    encoder.encode(image.as_bytes(), width, height, colour).ok()?;
    Some(bytes)
}

fn encode_png(image: &DynamicImage) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let encoder =
        PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, FilterType::Adaptive);
    let written =
        encoder.write_image(image.as_bytes(), image.width(), image.height(), image.color().into());
    written.ok().map(|()| bytes)
}

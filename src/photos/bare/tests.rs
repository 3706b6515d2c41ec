use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

use super::*;
use crate::photos::strip_hidden_data;

const TOLD: &[u8] = b"PLANTED WORDS";

fn image() -> RgbImage {
    RgbImage::from_fn(40, 30, |x, y| Rgb([x as u8 * 5, y as u8 * 7, 90]))
}

fn encoded(format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let written = DynamicImage::from(image()).write_to(&mut bytes, format);
    written.expect("a picture");
    bytes.into_inner()
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|part| part == wanted)
}

/// What a decoder sees of a picture.
fn pixels(bytes: &[u8]) -> DynamicImage {
    image::load_from_memory(bytes).expect("a picture")
}

/// Asserts that a picture loses what is planted in it and nothing that is seen, and has nothing more to lose.
#[track_caller]
fn assert_bare(what: &str, planted: &[u8]) -> Vec<u8> {
    assert!(holds(planted, b"PLANTED"), "{what}: nothing is planted");
    let done = strip_hidden_data(planted).unwrap_or_else(|fault| panic!("{what}: {fault:?}"));
    let done = done.unwrap_or_else(|| panic!("{what}: no picture"));
    assert!(!holds(&done, b"PLANTED"), "{what}");
    assert_eq!(strip_hidden_data(&done).ok().flatten().as_ref(), Some(&done), "{what}: twice");
    done
}

fn segment(marker: u8, held: &[u8]) -> Vec<u8> {
    let length = u16::try_from(held.len() + 2).expect("short");
    [&[0xff, marker][..], &length.to_be_bytes(), held].concat()
}

/// A JPEG file with something after its first two bytes.
fn jpeg_with(more: &[u8]) -> Vec<u8> {
    let plain = encoded(ImageFormat::Jpeg);
    [&plain[..2], more, &plain[2..]].concat()
}

/// EXIF with a direction, a resolution and words.
fn exif() -> Vec<u8> {
    let mut bytes = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x03".to_vec();
    bytes.extend([0x01, 0x0e, 0, 2, 0, 0, 0, TOLD.len() as u8, 0, 0, 0, 58]);
    bytes.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0]);
    bytes.extend([0x01, 0x1a, 0, 5, 0, 0, 0, 1, 0, 0, 0, 50]);
    bytes.extend([0; 4]);
    bytes.extend([0, 0, 1, 44, 0, 0, 0, 1]);
    bytes.extend(TOLD);
    bytes
}

/// A profile of version 2 with a curve, a name, and a tag that only a program of its maker knows.
fn profile() -> Vec<u8> {
    let mut bytes = vec![0; 128];
    bytes[8] = 2;
    bytes[12..24].copy_from_slice(b"mntrRGB XYZ ");
    bytes[36..40].copy_from_slice(b"acsp");
    bytes[48..56].copy_from_slice(b"PLANTED ");
    bytes.extend(3_u32.to_be_bytes());
    let (curve, words) = (b"curv\0\0\0\0\0\0\0\x01\x02\x33PLANTED", b"text\0\0\0\0PLANTED\0");
    let start = bytes.len() as u32 + 36;
    for (name, held, place) in [
        (b"rTRC", curve.len(), start),
        (b"desc", words.len(), start + curve.len() as u32),
        (b"priv", words.len(), start + curve.len() as u32),
    ] {
        bytes.extend(name);
        bytes.extend(place.to_be_bytes());
        bytes.extend((held as u32).to_be_bytes());
    }
    bytes.extend(curve);
    bytes.extend(words);
    bytes
}

#[test]
fn a_jpeg_loses_all_that_is_not_seen_wherever_it_stands() {
    let plain = encoded(ImageFormat::Jpeg);
    let scan = plain.windows(2).position(|pair| pair == [0xff, 0xda]).expect("a scan");
    let note = segment(0xfe, TOLD);
    let jfif = [b"JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01".as_slice(), TOLD].concat();
    let mut cases = vec![
        ("a second picture", [&plain[..], &jpeg_with(&note)].concat()),
        ("a film", [&plain[..], b"\0\0\0\x18ftypmp42", TOLD].concat()),
        ("a note before the pixels", [&plain[..scan], &note, &plain[scan..]].concat()),
        ("bytes between segments", jpeg_with(TOLD)),
        ("a thumbnail of JFIF", jpeg_with(&segment(0xe0, &jfif))),
        ("EXIF", jpeg_with(&segment(0xe1, &exif()))),
        ("two EXIF", jpeg_with(&segment(0xe1, &exif()).repeat(2))),
    ];
    for marker in (0xe0..=0xef).chain([0xde, 0xdf, 0xf0, 0xfd, 0xfe]) {
        cases.push(("a segment", jpeg_with(&segment(marker, TOLD))));
    }
    for (what, planted) in cases {
        let done = assert_bare(what, &planted);
        assert_eq!(pixels(&done), pixels(&plain), "{what}");
    }
}

#[test]
fn bytes_behind_the_numbers_of_a_segment_go() {
    let plain = encoded(ImageFormat::Jpeg);
    for marker in [0xc0, 0xda] {
        let at = plain.windows(2).position(|pair| pair == [0xff, marker]).expect("a segment");
        let length = usize::from(u16::from_be_bytes([plain[at + 2], plain[at + 3]]));
        let longer = segment(marker, &[&plain[at + 4..at + 2 + length], TOLD].concat());
        let planted = [&plain[..at], &longer, &plain[at + 2 + length..]].concat();
        assert_eq!(assert_bare("a longer segment", &planted), plain);
    }
}

#[test]
fn direction_and_resolution_stay_as_typst_reads_them() {
    let done = assert_bare("EXIF", &jpeg_with(&segment(0xe1, &exif())));
    let read = ::exif::Reader::new().read_from_container(&mut Cursor::new(&done)).expect("EXIF");
    let fields: Vec<_> =
        read.fields().map(|field| (field.tag, field.display_value().to_string())).collect();
    let wanted = [
        (::exif::Tag::Orientation, "row 0 at right and column 0 at top".to_string()),
        (::exif::Tag::XResolution, "300".to_string()),
    ];
    assert_eq!(fields, wanted);
}

#[test]
fn a_profile_keeps_what_makes_colours() {
    let done = assert_bare("a profile", &profile());
    assert!(holds(&done, b"rTRC") && holds(&done, b"curv\0\0\0\0\0\0\0\x01\x02\x33"));
    assert!(!holds(&done, b"priv"));
    assert_eq!(done[..4], (done.len() as u32).to_be_bytes());
    let part = [b"ICC_PROFILE\0\x01\x01".as_slice(), &profile()].concat();
    let done = assert_bare("a profile in a JPEG", &jpeg_with(&segment(0xe2, &part)));
    assert!(holds(&done, b"rTRC"));
    for end in 0..profile().len() {
        let _ = icc::strip_profile(&profile()[..end]);
    }
}

/// A PNG with a chunk before its pixels.
fn png_with(name: &[u8; 4], held: &[u8]) -> Vec<u8> {
    let plain = encoded(ImageFormat::Png);
    let at = plain.windows(4).position(|name| name == b"IDAT").expect("pixels") - 4;
    let mut sum = flate2::Crc::new();
    sum.update(name);
    sum.update(held);
    let length = (held.len() as u32).to_be_bytes();
    [&plain[..at], &length, name, held, &sum.sum().to_be_bytes(), &plain[at..]].concat()
}

#[test]
fn a_png_loses_all_that_is_not_seen_wherever_it_stands() {
    let plain = encoded(ImageFormat::Png);
    let mut cases = vec![("bytes behind the end", [&plain[..], TOLD].concat())];
    for name in [b"tEXt", b"iTXt", b"zTXt", b"eXIf", b"tIME", b"sPLT", b"zzZz", b"caBX", b"fdAT"] {
        cases.push(("a chunk", png_with(name, TOLD)));
    }
    for (what, planted) in cases {
        let done = assert_bare(what, &planted);
        assert_eq!(pixels(&done), pixels(&plain), "{what}");
    }
    let sized = png_with(b"pHYs", &[0, 0, 0x2e, 0x23, 0, 0, 0x2e, 0x23, 1]);
    let done = strip_hidden_data(&sized).expect("no fault").expect("a picture");
    assert!(holds(&done, b"pHYs\0\0\x2e\x23"), "its size on paper stays");
}

/// A PNG whose pixels are packed so.
fn png_of(pixels: &[u8], behind: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::none());
    packed.write_all(pixels).expect("packed");
    let packed = [packed.finish().expect("packed"), behind.to_vec()].concat();
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let head = [0, 0, 0, 2, 0, 0, 0, 2, 8, 0, 0, 0, 0];
    for (name, held) in [(b"IHDR", &head[..]), (b"IDAT", &packed), (b"IEND", &[])] {
        let mut sum = flate2::Crc::new();
        sum.update(name);
        sum.update(held);
        bytes.extend((held.len() as u32).to_be_bytes());
        bytes.extend([name, held, &sum.sum().to_be_bytes()].concat());
    }
    bytes
}

#[test]
fn bytes_among_the_packed_pixels_of_a_png_go() {
    let plain = [0, 1, 2, 0, 3, 4];
    let more = [&plain[..], TOLD].concat();
    for (what, planted) in
        [("more pixels", png_of(&more, b"")), ("bytes behind them", png_of(&plain, TOLD))]
    {
        let done = assert_bare(what, &planted);
        assert_eq!(pixels(&done), pixels(&png_of(&plain, b"")), "{what}");
    }
}

/// A GIF of one white and one black pixel, with something before and behind its picture.
fn gif(before: &[u8], behind: &[u8]) -> Vec<u8> {
    let head = b"GIF89a\x02\0\x01\0\x80\0\0\0\0\0\xff\xff\xff";
    let picture = b"\x2c\0\0\0\0\x02\0\x01\0\0\x02\x02\x0c\x0a\0";
    [&head[..], before, picture, behind, b";"].concat()
}

#[test]
fn a_gif_keeps_its_first_picture() {
    let plain = gif(b"", b"");
    assert_eq!(strip_hidden_data(&plain).expect("no fault").expect("a picture"), plain);
    let block = |label: u8| [&[0x21, label, TOLD.len() as u8][..], TOLD, b"\0"].concat();
    let second = gif(b"", &block(0xfe));
    for planted in [
        gif(&block(0xfe), b""),
        gif(&block(0x01), b""),
        gif(&block(0xff), b""),
        gif(b"", &block(0xfe)),
        gif(b"", &second[19..]),
        [&plain[..], TOLD].concat(),
    ] {
        assert_eq!(assert_bare("a GIF", &planted), plain);
    }
    let see_through = gif(b"\x21\xf9\x04\x01\0\0\0\0", b"");
    assert_eq!(strip_hidden_data(&see_through).expect("no fault").expect("a picture"), see_through);
}

/// Chunks of a WebP.
fn riff(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut held = b"WEBP".to_vec();
    for (name, bytes) in chunks {
        held.extend(*name);
        held.extend((bytes.len() as u32).to_le_bytes());
        held.extend(*bytes);
        held.extend(&[0][..bytes.len() % 2]);
    }
    [b"RIFF", &(held.len() as u32).to_le_bytes()[..], &held].concat()
}

#[test]
fn a_webp_loses_all_that_is_not_seen_wherever_it_stands() {
    let plain = encoded(ImageFormat::WebP);
    let pixels_of = &plain[20..];
    let head = [0x2c, 0, 0, 0, 39, 0, 0, 29, 0, 0];
    let telling: [(&[u8; 4], &[u8]); 5] = [
        (b"VP8X", &head),
        (b"VP8L", pixels_of),
        (b"EXIF", &exif()[6..]),
        (b"XMP ", TOLD),
        (b"ABCD", TOLD),
    ];
    let done = assert_bare("notes", &riff(&telling));
    assert_eq!(pixels(&done), pixels(&plain));
    assert!(holds(&done, b"EXIF"), "its direction stays");
    let done = assert_bare("bytes behind the end", &[&plain[..], TOLD].concat());
    assert_eq!(done, plain);
}

#[test]
fn what_claims_more_pixels_than_any_picture_is_refused_unread() {
    let plain = encoded(ImageFormat::Jpeg);
    let frame = plain.windows(2).position(|pair| pair == [0xff, 0xc0]).expect("a frame");
    let mut vast = plain.clone();
    vast[frame + 5..frame + 9].fill(0xff);
    let first = segment(0xc0, &[8, 0xff, 0xff, 0xff, 0xff, 1, 1, 0x11, 0]);
    let mut png = encoded(ImageFormat::Png);
    png[16..24].copy_from_slice(&[0, 0, 0xc3, 0x50, 0, 0, 0xc3, 0x50]);
    let mut screen = gif(b"", b"");
    screen[6..10].fill(0xff);
    let mut inner = gif(b"", b"");
    inner[24..28].fill(0xff);
    let webp =
        riff(&[(b"VP8X", &[0, 0, 0, 0, 0xff, 0xff, 0, 0xff, 0xff, 0]), (b"VP8L", b"\x2f\0\0\0\0")]);
    for bytes in [vast, jpeg_with(&first), png, screen, inner, webp] {
        let refused = strip_hidden_data(&bytes);
        assert!(matches!(refused, Err(PhotoFault::TooManyPixels(..))), "{refused:?}");
    }
}

#[test]
fn no_cut_and_no_damage_makes_it_panic() {
    let all = [
        jpeg_with(&segment(0xe1, &exif())),
        png_with(b"iCCP", &[b"a\0\0".as_slice(), TOLD].concat()),
        gif(b"\x21\xf9\x04\x01\0\0\0\0", b""),
        riff(&[(b"VP8X", &[0xff; 10]), (b"ANIM", &[0; 6]), (b"ANMF", &[0; 40])]),
        profile(),
    ];
    for bytes in all {
        for at in 0..bytes.len() {
            let _ = strip_hidden_data(&bytes[..at]);
            for value in [0, 0x7f, 0xff] {
                let mut spoilt = bytes.clone();
                spoilt[at] = value;
                let _ = strip_hidden_data(&spoilt);
            }
        }
    }
}

#[test]
fn what_is_no_picture_is_left_as_it_is() {
    for bytes in
        [&b""[..], b"lieu;valeur\n", b"<html><svg/></html>", b"= Titre", b"\0\0\0\x18ftypheic"]
    {
        assert!(matches!(strip_hidden_data(bytes), Ok(None)), "{bytes:?}");
    }
    assert!(matches!(strip_hidden_data(b"\x1f\x8b\x08"), Err(PhotoFault::Format("SVGZ"))));
}

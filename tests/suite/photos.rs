//! Photos: nothing but their pixels reaches a PDF, they are upright, and every fault is reported.

use std::io::Write;

use hayro_syntax::Pdf;
use hayro_syntax::object::Stream;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use proptest::prelude::*;
use recit::locale::Language;
use recit::photos::{Cache, Form, PhotoPlace, clean_picture};

use crate::small::{files, project, recit};
use crate::support::Workplace;

/// What a telephone writes beside the pixels.
const PLANTED: [&str; 4] =
    ["PLANTED-EXIF-MAKER", "PLANTED-XMP-CREATOR", "PLANTED-IPTC-CITY", "PLANTED-COMMENT"];
/// A latitude as EXIF writes it: 48/1, 39/1, 4711/100.
const LATITUDE: [u8; 24] =
    [48, 0, 0, 0, 1, 0, 0, 0, 39, 0, 0, 0, 1, 0, 0, 0, 0x67, 0x12, 0, 0, 100, 0, 0, 0];

/// A picture whose four corners differ: red, green, blue, yellow, from the top left in reading order.
pub(crate) fn corners(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let noise = ((x * 7 + y * 13) % 11) as u8;
        match (x < width / 2, y < height / 2) {
            (true, true) => Rgb([220, noise, noise]),
            (false, true) => Rgb([noise, 200, noise]),
            (true, false) => Rgb([noise, noise, 220]),
            (false, false) => Rgb([220, 210, noise]),
        }
    })
}

pub(crate) fn encoded(image: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    DynamicImage::from(image.clone()).write_to(&mut bytes, format).expect("an image");
    bytes.into_inner()
}

/// An EXIF block with an orientation, a maker and a place.
fn exif(orientation: u8) -> Vec<u8> {
    let maker = PLANTED[0].as_bytes();
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        let mut bytes = Vec::new();
        bytes.extend(tag.to_le_bytes());
        bytes.extend(kind.to_le_bytes());
        bytes.extend(count.to_le_bytes());
        bytes.extend(value);
        bytes
    };
    let gps = 8 + 2 + 3 * 12 + 4;
    let latitude = gps + 2 + 12 + 4;
    let text = latitude + 24;
    let mut bytes = b"II*\0\x08\0\0\0\x03\0".to_vec();
    bytes.extend(entry(0x010f, 2, maker.len() as u32, (text as u32).to_le_bytes()));
    bytes.extend(entry(0x0112, 3, 1, [orientation, 0, 0, 0]));
    bytes.extend(entry(0x8825, 4, 1, (gps as u32).to_le_bytes()));
    bytes.extend([0; 4]);
    bytes.extend([1, 0]);
    bytes.extend(entry(2, 5, 3, (latitude as u32).to_le_bytes()));
    bytes.extend([0; 4]);
    bytes.extend(LATITUDE);
    bytes.extend(maker);
    bytes
}

/// A JPEG file with all that telephones and drawing programs write.
fn telltale(width: u32, height: u32, orientation: u8) -> Vec<u8> {
    let plain = encoded(&corners(width, height), ImageFormat::Jpeg);
    let mut bytes = plain[..2].to_vec();
    let mut segment = |marker: u8, content: &[u8]| {
        bytes.extend([0xff, marker]);
        bytes.extend((content.len() as u16 + 2).to_be_bytes());
        bytes.extend(content);
    };
    segment(0xe1, &[b"Exif\0\0", exif(orientation).as_slice()].concat());
    let xmp = format!("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>{}</x:xmpmeta>", PLANTED[1]);
    segment(0xe1, xmp.as_bytes());
    segment(0xed, format!("Photoshop 3.0\08BIM{}", PLANTED[2]).as_bytes());
    segment(0xfe, PLANTED[3].as_bytes());
    bytes.extend(&plain[2..]);
    bytes
}

/// A project whose story has a photo, and whose running order shows it on a page too.
fn with_photo(name: &str, bytes: &[u8], keys: &str) -> Workplace {
    let place = project(&["one"]);
    place.write(&format!("one/photos/{name}"), bytes);
    let story = "stories/map.yaml";
    let text = std::fs::read_to_string(place.path().join("one").join(story)).expect("a story");
    let photo = format!("photo: {{ file: photos/{name}{keys} }}\n");
    place.write(&format!("one/{story}"), text + &photo);
    place
}

const TOLD: &str = ", alt: A boat at the quay, credit: The team, people: none";

/// The PDF of the only deck.
fn pdf(place: &Workplace) -> Vec<u8> {
    let (opened, mut built) = place.build();
    let mut built = built.remove(0).expect("a deck");
    let pdf = opened.pdf_of_slides(&mut built).expect("no fault of ours");
    pdf.expect("a PDF")
}

/// A PDF as it stands, then every stream of it unpacked.
pub(crate) fn unpacked(pdf: &[u8]) -> Vec<u8> {
    let mut all = pdf.to_vec();
    let read = Pdf::new(pdf.to_vec()).expect("a PDF");
    for object in read.objects() {
        if let Some(stream) = object.into_stream() {
            let decoded = Stream::decoded(&stream);
            all.write_all(decoded.as_deref().unwrap_or_default()).expect("bytes");
        }
    }
    all
}

pub(crate) fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|part| part == wanted)
}

#[test]
fn nothing_a_telephone_wrote_beside_the_pixels_is_in_the_pdf() {
    let photo = telltale(1600, 1200, 6);
    assert!(PLANTED.iter().all(|words| holds(&photo, words.as_bytes())));
    assert!(holds(&photo, &LATITUDE));
    let place = with_photo("boat.jpg", &photo, TOLD);
    assert_eq!(place.faults(Language::En), "");
    let all = unpacked(&pdf(&place));
    assert!(holds(&all, b"/Subtype/Image"), "the photo is shown");
    assert!(holds(&all, b"A boat at the quay"), "its words are there");
    for words in PLANTED {
        assert!(!holds(&all, words.as_bytes()), "{words}");
    }
    assert!(!holds(&all, &LATITUDE) && !holds(&all, b"Exif"));
}

#[test]
fn a_drawing_keeps_its_shapes_and_nothing_else() {
    let planted = format!(
        "<?xml version=\"1.0\"?><!-- {0} --><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 60 40\" \
         onload=\"{0}\"><metadata>{0}</metadata><title>{0}</title><desc>{0}</desc><script>{0}</script>\
         <image href=\"https://example.org/{0}.png\" width=\"9\" height=\"9\"/>\
         <image href=\"../{0}.png\" width=\"9\" height=\"9\"/>\
         <foreignObject>{0}</foreignObject><rect width=\"60\" height=\"40\" fill=\"#123456\"/></svg>",
        PLANTED[3]
    );
    let picture = clean_picture(planted.as_bytes(), PhotoPlace::Page).expect("a drawing");
    let text = String::from_utf8(picture.bytes).expect("text");
    assert!(text.contains("#123456") && picture.form == Form::Svg);
    assert!(!text.contains("PLANTED") && !text.contains("example.org"));
    assert!((picture.ratio - 1.5).abs() < 1e-6);
}

#[test]
fn a_photo_inside_a_drawing_is_cleaned_too() {
    let photo = base64(&telltale(64, 48, 1));
    let drawing = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 60 40\"><image width=\"60\" height=\"40\" \
         href=\"data:image/jpeg;base64,{photo}\"/></svg>"
    );
    let place = with_photo("boat.svg", drawing.as_bytes(), TOLD);
    let all = unpacked(&pdf(&place));
    assert!(holds(&all, b"/Subtype/Image"));
    assert!(PLANTED.iter().all(|words| !holds(&all, words.as_bytes())));
}

fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for part in bytes.chunks(3) {
        let mut three = [0; 3];
        three[..part.len()].copy_from_slice(part);
        let bits = u32::from_be_bytes([0, three[0], three[1], three[2]]);
        for at in 0..4 {
            let sign = SIGNS[(bits >> (18 - 6 * at)) as usize & 63] as char;
            text.push(if at <= part.len() { sign } else { '=' });
        }
    }
    text
}

#[test]
fn photos_stand_upright_whatever_their_orientation() {
    // The corners as they are seen, from the top left in reading order, for orientations 1 to 8.
    let seen = ["rgby", "gryb", "ybgr", "byrg", "rbgy", "bryg", "ygbr", "gyrb"];
    for (at, wanted) in seen.iter().enumerate() {
        let orientation = at as u8 + 1;
        let picture =
            clean_picture(&telltale(400, 300, orientation), PhotoPlace::Page).expect("a photo");
        let image = image::load_from_memory(&picture.bytes).expect("an image").into_rgb8();
        let (width, height) = image.dimensions();
        let turned = orientation > 4;
        assert_eq!((width, height), if turned { (300, 400) } else { (400, 300) });
        assert_eq!(picture.given, Some((width, height)));
        let corner = |x: u32, y: u32| match image.get_pixel(x, y).0 {
            [r, g, _] if r > 150 && g > 150 => 'y',
            [r, _, _] if r > 150 => 'r',
            [_, g, _] if g > 150 => 'g',
            _ => 'b',
        };
        let (right, bottom) = (width - 20, height - 20);
        let corners: String = [(20, 20), (right, 20), (20, bottom), (right, bottom)]
            .map(|(x, y)| corner(x, y))
            .iter()
            .collect();
        assert_eq!(picture.form, Form::Jpeg, "read back by the decoder that Typst has");
        assert_eq!(corners, *wanted, "orientation {orientation}");
    }
}

#[test]
fn the_real_type_decides_and_not_the_ending_of_the_name() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let place = with_photo("boat.gif", &encoded(&corners(900, 700), format), TOLD);
        assert_eq!(place.faults(Language::En), "", "{format:?}");
    }
}

#[test]
fn a_photo_is_shown_at_220_pixels_an_inch_and_graphics_stay_sharp() {
    let photo = clean_picture(&telltale(4032, 3024, 1), PhotoPlace::Beside).expect("a photo");
    assert_eq!((photo.form, photo.given), (Form::Jpeg, Some((4032, 3024))));
    let image = image::load_from_memory(&photo.bytes).expect("an image");
    assert_eq!((image.width(), image.height()), (821, 616));
    let flat =
        RgbImage::from_fn(
            1200,
            800,
            |x, _| {
                if x < 600 { Rgb([9, 9, 9]) } else { Rgb([240, 0, 0]) }
            },
        );
    let graphic =
        clean_picture(&encoded(&flat, ImageFormat::Png), PhotoPlace::Beside).expect("a graphic");
    assert_eq!(graphic.form, Form::Png);
}

#[test]
fn the_same_photo_gives_the_same_bytes_with_and_without_a_cache() {
    let folder = tempfile::tempdir().expect("a folder");
    let cache = Cache::new(&folder.path().join("deep/images")).expect("a cache");
    let photo = telltale(1600, 1200, 3);
    let fresh = clean_picture(&photo, PhotoPlace::Page).expect("a photo");
    assert_eq!(cache.fetch_picture(&photo, PhotoPlace::Page).expect("made"), fresh);
    let kept: Vec<_> = files(folder.path());
    let kept: Vec<_> = kept.iter().filter(|path| !path.ends_with("/key")).collect();
    assert_eq!(kept.len(), 1);
    assert_eq!(cache.fetch_picture(&photo, PhotoPlace::Page).expect("kept"), fresh);
    let path = folder.path().join(kept[0]);
    let mut damaged = std::fs::read(&path).expect("a file");
    *damaged.last_mut().expect("bytes") ^= 1;
    std::fs::write(&path, damaged).expect("a file");
    assert_eq!(cache.fetch_picture(&photo, PhotoPlace::Page).expect("made again"), fresh);
    assert!(Cache::new(&path.join("below-a-file")).is_none());
}

/// The header of a PNG that promises many pixels, and nothing else.
fn bomb(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    drop(encoder.write_header().expect("a header"));
    bytes
}

fn told(name: &str, bytes: &[u8], keys: &str) -> String {
    let place = with_photo(name, bytes, keys);
    let english = place.findings(Language::En);
    let drawn = pdf(&place);
    assert!(drawn.starts_with(b"%PDF"), "the draft is built all the same");
    // Nobody speaks in the small projects, which set that rule aside.
    let of_project = ["[voiceless-story]", "[short-reason]"];
    let said = english.split("\n\n");
    said.filter(|said| !of_project.iter().any(|rule| said.contains(rule)))
        .collect::<Vec<_>>()
        .join("\n\n")
}

#[track_caller]
fn assert_told(name: &str, bytes: &[u8], keys: &str, wanted: &str) {
    let found = crate::support::plain_spaces(&told(name, bytes, keys));
    assert!(found.contains(wanted), "{wanted:?} is not in:\n{found}");
    assert_eq!(found.matches("error[").count() + found.matches("warning[").count(), 1, "{found}");
}

#[test]
fn every_fault_of_a_photo_is_told_and_the_draft_goes_without() {
    let good = encoded(&corners(900, 700), ImageFormat::Jpeg);
    let half = &good[..good.len() / 2];
    assert_told("a.jpg", half, TOLD, "damaged");
    assert_told("a.png", &encoded(&corners(900, 700), ImageFormat::Png)[..900], TOLD, "damaged");
    assert_told("a.jpg", b"", TOLD, "damaged");
    assert_told("a.jpg", b"just words", TOLD, "is not a picture");
    assert_told("a.jpg", b"\0\0\0\x18ftypheic....", TOLD, "HEIC");
    assert_told("a.png", &bomb(60_000, 60_000), TOLD, "over 100 million");
    assert_told("a.png", &bomb(9_000, 30), TOLD, "times longer than it is wide");
    assert_told(
        "a.jpg",
        &encoded(&corners(300, 200), ImageFormat::Jpeg),
        TOLD,
        "300 × 200 pixels; its place needs at least 538 × 359",
    );
    assert_told("a.jpg", &good, "", "this photo has no alternative text");
    assert_told("a.jpg", &good, ", decorative: yes, alt: IMG_2034", "only a file name");
    assert_told("quay.jpg", &good, ", alt: Quay", "only a file name");
    assert_told("a.jpg", &good, &format!(", alt: {}", "words ".repeat(50)), "above 250");
    let people = ", alt: Two cooks, people: identifiable";
    assert_told("a.jpg", &good, people, "people can be recognised");
    assert_eq!(told("a.jpg", &good, &format!("{people}, permission: signed on 3 May")), "");
    assert_eq!(told("a.jpg", &good, ", decorative: yes"), "");
}

#[test]
fn a_photo_without_permission_is_not_in_the_pdf() {
    let good = encoded(&corners(900, 700), ImageFormat::Jpeg);
    let place = with_photo("a.jpg", &good, ", alt: Two cooks, people: identifiable");
    assert!(!holds(&unpacked(&pdf(&place)), b"/Subtype/Image"));
}

#[test]
fn a_missing_photo_is_told_with_the_nearest_name() {
    let place = with_photo("quay.jpg", &encoded(&corners(900, 700), ImageFormat::Jpeg), TOLD);
    place.edit("one/stories/map.yaml", "quay.jpg", "Quai.JPG");
    let found = place.faults(Language::En);
    assert!(found.contains("no picture at `photos/Quai.JPG`"), "{found}");
    assert!(found.contains("did you mean `photos/quay.jpg`?"), "{found}");
}

#[test]
fn a_photo_is_found_from_the_deck_then_from_the_root_and_nowhere_else() {
    let good = encoded(&corners(900, 700), ImageFormat::Jpeg);
    let place = with_photo("a.jpg", &good, TOLD);
    place.write("shared/b.jpg", &good);
    place.edit("one/stories/map.yaml", "photos/a.jpg", "shared/b.jpg");
    assert_eq!(place.faults(Language::En), "");
    for path in ["../a.jpg", "/etc/hostname", "'c:\\a.jpg'", "photos/../../a.jpg"] {
        place.edit("one/stories/map.yaml", "shared/b.jpg", path);
        let found = place.faults(Language::En);
        assert!(found.contains("leads outside the project"), "{path}: {found}");
        place.edit("one/stories/map.yaml", path, "shared/b.jpg");
    }
}

#[test]
fn a_photo_is_found_by_a_path_of_windows_and_in_either_form_of_its_accents() {
    let good = encoded(&corners(900, 700), ImageFormat::Jpeg);
    let place = with_photo("a.jpg", &good, TOLD);
    place.write("one/photos/e\u{301}te\u{301}.jpg", &good);
    for path in ["photos\\a.jpg", "photos/\u{e9}t\u{e9}.jpg", "photos\\e\u{301}te\u{301}.jpg"] {
        place.edit("one/stories/map.yaml", "photos/a.jpg", path);
        assert_eq!(place.faults(Language::En), "", "{path}");
        place.edit("one/stories/map.yaml", path, "photos/a.jpg");
    }
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_out_is_refused_and_a_pipe_is_not_waited_for() {
    let outside = Workplace::empty();
    outside.write("b.jpg", encoded(&corners(900, 700), ImageFormat::Jpeg));
    let place = with_photo("a.jpg", b"", TOLD);
    let photo = place.path().join("one/photos/a.jpg");
    std::fs::remove_file(&photo).expect("a file");
    std::os::unix::fs::symlink(outside.path().join("b.jpg"), &photo).expect("a link");
    assert!(place.faults(Language::En).contains("leads outside the project"));
    std::fs::remove_file(&photo).expect("a link");
    std::os::unix::net::UnixListener::bind(&photo).expect("a socket");
    assert!(place.faults(Language::En).contains("not a picture file"));
}

#[test]
fn a_deck_of_photos_written_for_typst_holds_only_clean_pictures() {
    let place = with_photo("boat.jpg", &telltale(1600, 1200, 6), TOLD);
    let run = recit(place.path(), &["build", "--emit", "typst", "-o", "typst"]);
    assert_eq!((run.status, run.err.as_str()), (Some(0), ""));
    let folder = place.path().join("typst");
    let picture = files(&folder).into_iter().find(|path| path.starts_with("images/"));
    let bytes = std::fs::read(folder.join(picture.expect("a picture"))).expect("bytes");
    assert!(PLANTED.iter().all(|words| !holds(&bytes, words.as_bytes())));
}

/// A project whose only slide of its own shows a file.
fn with_own(name: &str, bytes: &[u8]) -> Workplace {
    let place = project(&["one"]);
    let path = format!("one/slides/{name}");
    place.write(&path, bytes);
    let slide = format!("= The quay at dawn\n#image(\"{name}\", alt: \"The quay\", width: 3cm)\n");
    place.write("one/slides/own.typ", slide);
    let deck = place.read("one/deck.yaml");
    let order = "running-order: [cover, { story: map-one }, { custom: slides/own.typ }]\n";
    place.write("one/deck.yaml", deck + order);
    place
}

#[test]
fn a_picture_on_a_slide_of_one_s_own_carries_nothing_into_the_pdf_or_the_folder_for_typst() {
    let photo = telltale(160, 120, 6);
    let whole = [&photo[..], &photo].concat();
    let drawing = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><title>{}</title><image width='9' height='9' \
         href='data:image/jpeg;base64,{}'/></svg>",
        PLANTED[1],
        base64::Engine::encode(&base64::engine::general_purpose::STANDARD, &whole)
    );
    for (name, bytes) in [("boat.jpg", whole.as_slice()), ("boat.svg", drawing.as_bytes())] {
        let place = with_own(name, bytes);
        assert_eq!(place.faults(Language::En), "", "{name}");
        let all = unpacked(&pdf(&place));
        assert!(holds(&all, b"/DCTDecode"), "the picture is shown as it was packed");
        recit(place.path(), &["build", "--emit", "typst", "-o", "typst"]);
        let folder = place.path().join("typst");
        let kept = files(&folder).into_iter().find(|path| path.ends_with(name));
        let kept = std::fs::read(folder.join(kept.expect("the picture"))).expect("bytes");
        for words in PLANTED {
            assert!(!holds(&all, words.as_bytes()), "{name}: {words}");
            assert!(!holds(&kept, words.as_bytes()), "{name}: {words}");
        }
        assert!(!holds(&all, &LATITUDE));
    }
}

#[test]
fn a_picture_that_a_slide_of_one_s_own_cannot_show_is_told_by_its_name() {
    let octaves = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><filter id='f'><feTurbulence \
        baseFrequency='0.05' numOctaves='100'/></filter><rect width='9' height='9' filter='url(#f)'/></svg>";
    for (name, bytes, wanted) in [
        (
            "a.png",
            bomb(50_000, 50_000),
            "`one/slides/a.png`: this picture has 50000 × 50000 pixels",
        ),
        ("a.svg", octaves.to_vec(), "`one/slides/a.svg`: this drawing has effects"),
        ("a.jpg", b"\xff\xd8\xff\xe0".to_vec(), "`one/slides/a.jpg`: this picture is damaged"),
    ] {
        let found = crate::support::plain_spaces(&with_own(name, &bytes).faults(Language::En));
        assert!(found.contains("error[unusable-photo]"), "{found}");
        assert!(found.contains(wanted), "{found}");
        assert!(found.contains("one/slides/own.typ:2:8"), "{found}");
        assert_eq!(found.matches("error[").count(), 1, "{found}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), start in 0usize..6) {
        let starts: [&[u8]; 6] = [b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBPVP8 ", b"<svg ", b"<svg xmlns='http://www.w3.org/2000/svg'>"];
        let _ = clean_picture(&[starts[start], &bytes].concat(), PhotoPlace::Beside);
    }

    #[test]
    fn no_damage_to_a_photo_makes_it_panic(at in 0usize..2000, byte in any::<u8>()) {
        let mut photo = telltale(48, 32, 6);
        let at = at % photo.len();
        photo[at] = byte;
        let _ = clean_picture(&photo, PhotoPlace::Page);
    }
}

#[test]
fn elements_nested_without_end_are_refused() {
    let drawing = format!("<svg xmlns='http://www.w3.org/2000/svg'>{}", "<g>".repeat(200_000));
    assert!(clean_picture(drawing.as_bytes(), PhotoPlace::Page).is_err());
}

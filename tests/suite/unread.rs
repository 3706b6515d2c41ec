//! Every raw file is either read or named. A slide that repeats its words is reported, whatever the form of the file,
//! and a final deck waits until somebody decides about a file that cannot be read.

use std::io::Write;

use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
use flate2::{Compression, Crc};
use serde_json::Value;

use crate::small::{Run, project, recit};
use crate::support::Workplace;

/// What somebody wrote, and a slide must not say: fourteen words.
const WORDS: &str =
    "The ticket clerk shouted at my mother because she counted her coins too slowly";

/// A project whose deck shows a slide of its own that says these words.
fn saying(words: &str) -> Workplace {
    let place = project(&["one"]);
    let deck = place.read("one/deck.yaml");
    place
        .write(
            "one/deck.yaml",
            format!("{deck}running-order: [cover, {{ custom: own.typ }}, {{ story: map-one }}]\n"),
        )
        .write("one/own.typ", format!("= The ticket office is slow\n\n{words}.\n"));
    place
}

/// Builds with the words of a slide in a raw file: they must be told with its path.
fn is_told(file: &str, bytes: &[u8]) {
    let place = saying(WORDS);
    place.write(file, bytes);
    let run = recit(place.path(), &["build"]);
    assert_eq!(run.status, Some(1), "{file}: {}", run.err);
    let told = run.err.lines().find(|line| line.starts_with("error[leaked-text]"));
    let told = told.unwrap_or_else(|| panic!("{file}: {}", run.err));
    assert!(told.contains(&format!("`{file}")), "{told}");
    assert!(!run.err.contains("unread-raw-file"), "{file}: {}", run.err);
    assert!(!place.path().join("out/one.pdf").exists(), "{file}");
}

/// A ZIP archive of some files.
fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut bytes, mut list) = (Vec::new(), Vec::new());
    let size = |length: usize| u32::try_from(length).expect("small").to_le_bytes();
    for (name, held) in files {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(held).expect("packed");
        let packed = encoder.finish().expect("packed");
        let mut crc = Crc::new();
        crc.update(held);
        let names = u16::try_from(name.len()).expect("short").to_le_bytes();
        let facts = [
            &[20, 0, 0, 0, 8, 0, 0, 0, 0, 0][..],
            &crc.sum().to_le_bytes(),
            &size(packed.len()),
            &size(held.len()),
            &names,
            &[0, 0],
        ]
        .concat();
        list.extend(
            [b"PK\x01\x02\x14\0", &facts[..], &[0; 10], &size(bytes.len()), name.as_bytes()]
                .concat(),
        );
        bytes.extend([b"PK\x03\x04", &facts[..], name.as_bytes(), &packed].concat());
    }
    let count = u16::try_from(files.len()).expect("few").to_le_bytes();
    let end =
        [b"PK\x05\x06\0\0\0\0", &count[..], &count, &size(list.len()), &size(bytes.len()), &[0, 0]]
            .concat();
    [bytes, list, end].concat()
}

fn in_two(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_be_bytes).collect()
}

#[test]
fn words_of_a_raw_file_are_told_whatever_its_form_and_its_place() {
    let dotted = WORDS.replace(' ', "</i> <i>");
    let page = format!("<html><body><p>Dear all,<br><i>{dotted}</i></p></body></html>");
    let quoted = WORDS.replace('s', "=73").replace(" she", "=\n she");
    let mail = format!(
        "From: Ann <ann@example.org>\nTo: desk@example.org\nSubject: coins\nContent-Transfer-Encoding: quoted-printable\n\n{quoted}\n"
    );
    let slides = format!(
        "<p:sld xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'><a:p><a:r><a:t>{}</a:t></a:r></a:p></p:sld>",
        WORDS.replace(' ', " </a:t></a:r><a:r><a:t>")
    );
    let pptx =
        zip(&[("[Content_Types].xml", b"<Types/>"), ("ppt/slides/slide1.xml", slides.as_bytes())]);
    let mut gz = GzEncoder::new(Vec::new(), Compression::fast());
    gz.write_all(mail.as_bytes()).expect("packed");
    let gz = gz.finish().expect("packed");
    let nested = zip(&[("2026/export.zip", &zip(&[("m.eml.gz", &gz)]))]);
    is_told("private/.letters/.ann.txt", WORDS.as_bytes());
    is_told("out/private/m.txt", WORDS.as_bytes());
    is_told("node_modules/x/PRIVÉ/m.txt", WORDS.as_bytes());
    is_told("private/padded.log", &[WORDS.as_bytes(), &[0; 512]].concat());
    is_told("private/no-mark.csv", &in_two(WORDS));
    is_told("one/private/page.txt", page.as_bytes());
    is_told("private/coins.eml", mail.as_bytes());
    is_told("private/slides.odp", &pptx);
    is_told("private/all.zip", &nested);
}

#[test]
fn words_of_a_raw_pdf_are_told() {
    let place = saying("A quiet slide");
    place.edit("one/own.typ", "A quiet slide", WORDS);
    assert_eq!(recit(place.path(), &["build"]).status, Some(0));
    let pdf = std::fs::read(place.path().join("out/one.pdf")).expect("a PDF");
    let place = saying(WORDS);
    place.write("private/letter.pdf", pdf);
    let run = recit(place.path(), &["build"]);
    assert!(
        run.err.contains("leaked-text") && run.err.contains("`private/letter.pdf`"),
        "{}",
        run.err
    );
}

/// What is said of a project with a picture among its raw messages, a database and a link out of it.
fn unread() -> Workplace {
    let place = saying(WORDS);
    let picture = [&b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01"[..], &[7; 200]].concat();
    for at in 0..5 {
        place.write(&format!("private/photos/letter-{at}.jpg"), &picture);
    }
    place.write("private/app.db", b"SQLite format 3\0\x10\0");
    place
}

fn lines(run: &Run) -> Vec<String> {
    let all = run.out.lines().chain(run.err.lines());
    let lines = all.filter(|line| line.contains("[unread-raw-file]"));
    lines.map(|line| line.replace(['\u{a0}', '\u{202f}'], " ")).collect()
}

#[test]
fn what_cannot_be_read_is_told_and_built_until_the_deck_is_final() {
    let place = unread();
    let wanted = [
        "warning[unread-raw-file]: the PDF cannot be searched for all the words of `private/photos/letter-0.jpg`, \
         `private/photos/letter-1.jpg`, `private/photos/letter-2.jpg` and 2 more files: words in a picture are not read",
        "warning[unread-raw-file]: the PDF cannot be searched for all the words of `private/app.db`: a database is not read",
    ];
    for command in ["build", "check"] {
        let run = recit(place.path(), &[command]);
        assert_eq!(run.status, Some(0), "{}{}", run.out, run.err);
        assert_eq!(lines(&run), wanted);
    }
    assert!(place.path().join("out/one.pdf").exists());
    std::fs::remove_dir_all(place.path().join("out")).expect("a folder");
    let run = recit(place.path(), &["build", "--final"]);
    assert_eq!(run.status, Some(1), "{}", run.err);
    assert_eq!(lines(&run), wanted);
    assert!(
        run.err.contains("the deck `one` is final, but its PDF cannot be searched for the words of some private messages: nothing was written"),
        "{}",
        run.err
    );
    assert!(!place.path().join("out").exists());
    let french = recit(place.path(), &["check", "--lang", "fr"]);
    assert!(
        lines(&french)[1].ends_with("recit n’a pas pu lire tous les mots de `private/app.db` pour les chercher dans le PDF : une base de données"),
        "{}",
        french.out
    );
}

#[test]
fn a_final_deck_is_written_once_somebody_says_why_it_may() {
    let allow = "allow: { rule: unread-raw-file, because: the photos show the letters that are typed out in the table beside them }\n";
    let place = unread();
    let deck = place.read("one/deck.yaml");
    place.write("one/deck.yaml", deck + allow);
    for arguments in [&["build", "--final"][..], &["check"]] {
        let run = recit(place.path(), arguments);
        assert_eq!((run.status, lines(&run).len()), (Some(0), 0), "{}{}", run.out, run.err);
    }
    assert!(place.path().join("out/one.pdf").exists());
    let place = unread();
    place.edit(
        "recit.yaml",
        "short-reason: off",
        "unread-raw-file: { level: off, because: the photos show the letters that are typed out in the table beside them }",
    );
    let run = recit(place.path(), &["build", "--final"]);
    assert_eq!(run.status, Some(0), "{}", run.err);
}

#[test]
fn an_allowance_that_allows_nothing_is_told() {
    let place = saying(WORDS);
    let deck = place.read("one/deck.yaml");
    let allow = "allow: { rule: unread-raw-file, because: the photos show the letters that are typed out in the table beside them }\n";
    place.write("one/deck.yaml", deck + allow);
    let run = recit(place.path(), &["check"]);
    assert!(run.out.contains("unused-allow"), "{}", run.out);
}

#[test]
fn outputs_for_programs_name_every_file() {
    let run = recit(unread().path(), &["check", "--format", "json"]);
    let lines = run.out.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let told: Vec<Value> = lines.filter(|line| line["rule"] == "unread-raw-file").collect();
    let all: Vec<String> = (0..5).map(|at| format!("private/photos/letter-{at}.jpg")).collect();
    assert_eq!(told[0]["files"], serde_json::json!(all));
    assert_eq!(told[0]["file"], "one/deck.yaml");
    assert_eq!(told[1]["files"], serde_json::json!(["private/app.db"]));
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_project_is_named_and_nothing_of_what_lies_there_is() {
    let outside = Workplace::empty();
    outside.write("secret-name.txt", WORDS);
    let place = saying(WORDS);
    place.write("private/m.txt", "nothing");
    std::os::unix::fs::symlink(outside.path(), place.path().join("private/letters"))
        .expect("a link");
    std::os::unix::fs::symlink(outside.path(), place.path().join("one/Private")).expect("a link");
    let run = recit(place.path(), &["build"]);
    assert_eq!(run.status, Some(0), "{}", run.err);
    let told = lines(&run);
    assert!(
        told[0]
            .ends_with("`one/Private`, `private/letters`: a link that leads outside the project"),
        "{told:?}"
    );
    assert!(!run.err.contains("secret-name"), "{}", run.err);
}

/// A PDF whose page unpacks to more memory than there is.
fn bomb() -> Vec<u8> {
    static PIECE: [u8; 1024 * 1024] = [b' '; 1024 * 1024];
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    let mut ends = Vec::new();
    for _ in 0..3 {
        encoder.write_all(&PIECE).expect("packed");
        encoder.flush().expect("packed");
        ends.push(encoder.get_ref().len());
    }
    // Each piece but the first is packed to the same bytes.
    let begun = encoder.get_ref().clone();
    let piece = begun[ends[1]..ends[2]].repeat(6_000);
    let packed = [&begun[..], &piece, b"\x03\0"].concat();
    let mut pdf = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    let stream = [
        format!("<</Length {}/Filter/FlateDecode>>stream\n", packed.len()).as_bytes(),
        &packed,
        b"\nendstream",
    ]
    .concat();
    let objects: [&[u8]; 4] = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>",
        &stream,
    ];
    for (number, object) in (1..).zip(objects) {
        places.push(pdf.len());
        pdf.extend([format!("{number} 0 obj\n").as_bytes(), object, b"\nendobj\n"].concat());
    }
    let list = pdf.len();
    pdf.extend(b"xref\n0 5\n0000000000 65535 f \n");
    for place in places {
        pdf.extend(format!("{place:010} 00000 n \n").as_bytes());
    }
    pdf.extend(format!("trailer<</Size 5/Root 1 0 R>>\nstartxref\n{list}\n%%EOF\n").as_bytes());
    pdf
}

#[test]
fn a_raw_file_that_would_take_all_memory_is_named_and_keeps_no_deck_from_being_built() {
    let place = saying("A quiet slide");
    place.write("private/bomb.pdf", bomb());
    let run = recit(place.path(), &["build"]);
    assert_eq!(run.status, Some(0), "{}", run.err);
    let first = run.err.lines().next().unwrap_or_default();
    let said = "the PDF cannot be searched for all the words of `private/bomb.pdf`: larger than the 32\u{a0}MB";
    assert!(first.contains(said), "{}", run.err);
    assert!(place.path().join("out/one.pdf").exists(), "{}", run.err);
    let run = recit(place.path(), &["build", "--final"]);
    assert_eq!(run.status, Some(1), "{}", run.err);
    assert!(run.err.contains("nothing was written"), "{}", run.err);
}

use std::io::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;

use super::mail::tests::build_mail;
use super::tar::tests::pack_tar;
use super::zip::tests::pack_zip;
use super::*;
use crate::proof::letters::Letters;

const WORDS: &str = "La gérante de l’hôtel a fermé la porte devant nous à midi, sans un mot";

/// What was read of a file.
struct Known {
    texts: Vec<(String, String)>,
    unread: Vec<(String, UnreadReason)>,
}

fn known(path: &str, bytes: &[u8]) -> Known {
    let mut reader = RawReader::new(LARGEST, MOST);
    reader.read_file(path, bytes);
    let passage = |doc: &Doc| {
        let passage = GuardedText::from_raw_file(&doc.path, &doc.text, &doc.names);
        (doc.path.clone(), passage.letters().to_string())
    };
    Known {
        texts: reader.docs.iter().map(passage).collect(),
        unread: reader.unread.into_iter().map(|unread| (unread.path, unread.why)).collect(),
    }
}

impl Known {
    /// Where words stand.
    fn places(&self, words: &str) -> Vec<&str> {
        let words = Letters::from_text(words);
        let texts = self.texts.iter().filter(|(_, text)| text.contains(words.text()));
        let mut paths: Vec<&str> = texts.map(|(path, _)| path.as_str()).collect();
        paths.dedup();
        paths
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("packed");
    encoder.finish().expect("packed")
}

fn docx(body: &str) -> Vec<u8> {
    let head = "<?xml version='1.0'?><w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>";
    let text = format!("{head}{body}</w:body></w:document>");
    let note = format!(
        "{head}<w:p><w:r><w:t>une note de bas de page, écrite après coup</w:t></w:r></w:p>"
    );
    pack_zip(
        &[
            (
                "[Content_Types].xml",
                b"<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
            ),
            ("word/document.xml", text.as_bytes()),
            ("word/footnotes.xml", note.as_bytes()),
        ],
        true,
    )
}

/// Words, each in a run of its own, some of them cut in two.
fn runs(words: &str) -> String {
    let run = |part: &str| {
        format!("<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{part}</w:t></w:r>")
    };
    let cut = |word: &str| {
        let middle = word.char_indices().nth(word.chars().count() / 2).map_or(0, |(at, _)| at);
        run(&word[..middle]) + &run(&format!("{} ", &word[middle..]))
    };
    format!("<w:p>{}</w:p>", words.split(' ').map(cut).collect::<String>())
}

fn odt(words: &str) -> Vec<u8> {
    let text = format!(
        "<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'><text:p>{}</text:p></office:document-content>",
        words.replace(' ', "</text:span><text:s/><text:span>")
    );
    pack_zip(
        &[
            ("mimetype", b"application/vnd.oasis.opendocument.text"),
            ("content.xml", text.as_bytes()),
            ("Thumbnails/thumbnail.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\x01\0"),
        ],
        true,
    )
}

fn xlsx(author: &str, words: &str) -> Vec<u8> {
    let texts = format!(
        "<sst xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><si><t>Auteur</t></si><si><t>Texte</t></si>\
         <si><t>{author}</t></si><si><r><t>{words}</t></r></si></sst>"
    );
    let sheet = "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>\
        <row><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c></row>\
        <row><c r='A2' t='s'><v>2</v></c><c r='B2' t='s'><v>3</v></c></row></sheetData></worksheet>";
    pack_zip(
        &[
            ("[Content_Types].xml", b"<Types/>"),
            ("xl/sharedStrings.xml", texts.as_bytes()),
            ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ],
        true,
    )
}

fn in_two(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn rtf(words: &str) -> Vec<u8> {
    let signs = words.chars().map(|sign| {
        if sign.is_ascii() { sign.to_string() } else { format!("\\u{}?", u32::from(sign)) }
    });
    format!("{{\\rtf1\\ansi {}\\par}}", signs.collect::<String>()).into_bytes()
}

fn quoted(words: &str) -> Vec<u8> {
    let coded = words.bytes().map(|byte| match byte {
        b' '..=b'<' | b'>'..=b'~' => char::from(byte).to_string(),
        byte => format!("={byte:02X}"),
    });
    let coded: Vec<String> = coded.collect();
    let lines: Vec<String> = coded.chunks(40).map(|line| line.concat()).collect();
    format!(
        "From: a@example.org\r\nSubject: x\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{}\r\n",
        lines.join("=\r\n")
    )
    .into_bytes()
}

fn page(words: &str) -> Vec<u8> {
    let words = words.replace(' ', "</b> <!-- x --><b class='y'>");
    let words = words.replace('é', "&eacute;").replace('à', "&#224;");
    format!("<html><body><p><b>{words}</b></p></body></html>").into_bytes()
}

fn json(words: &str) -> Vec<u8> {
    let signs = words.chars().map(|sign| {
        if sign.is_ascii() { sign.to_string() } else { format!("\\u{:04x}", u32::from(sign)) }
    });
    format!("[{{\"text\":\"\\u003cp\\u003e{}\\u003c\\/p\\u003e\"}}]", signs.collect::<String>())
        .into_bytes()
}

fn card(words: &str) -> Vec<u8> {
    let signs: Vec<char> = words.chars().collect();
    let lines: Vec<String> = signs.chunks(17).map(|line| line.iter().collect()).collect();
    format!("BEGIN:VCARD\r\nVERSION:3.0\r\nNOTE:{}\r\nEND:VCARD\r\n", lines.join("\r\n "))
        .into_bytes()
}

/// A file of each form, by its ending.
fn leaf(form: usize, words: &str) -> (&'static str, Vec<u8>) {
    match form {
        0 => ("txt", words.as_bytes().to_vec()),
        1 => ("csv", in_two(words)),
        2 => ("txt", encoding_rs::WINDOWS_1252.encode(words).0.into_owned()),
        3 => ("html", page(words)),
        4 => ("docx", docx(&runs(words))),
        5 => ("xlsx", xlsx("Zoé Le Gall", words)),
        6 => ("odt", odt(words)),
        7 => ("rtf", rtf(words)),
        8 => ("eml", quoted(words)),
        9 => ("json", json(words)),
        10 => ("vcf", card(words)),
        11 => ("txt", encoding_rs::MACINTOSH.encode(words).0.into_owned()),
        _ => ("eml", build_mail(words, &[])),
    }
}
const LEAVES: usize = 13;

/// A file in another.
fn wrapped(form: usize, name: &str, bytes: &[u8]) -> (&'static str, Vec<u8>) {
    match form {
        0 => ("zip", pack_zip(&[("other.txt", b"words"), (name, bytes)], true)),
        1 => ("zip", pack_zip(&[(name, bytes)], false)),
        2 => ("gz", gzip(bytes)),
        3 => ("tar", pack_tar(&[(name, bytes), ("z", b"end")])),
        4 => ("eml", build_mail("voir la pièce jointe", &[(name, bytes)])),
        5 => (
            "json",
            format!("{{\"name\": \"{name}\", \"data\": \"{}\"}}", STANDARD.encode(bytes))
                .into_bytes(),
        ),
        _ => (
            "mbox",
            [
                b"From a@example.org Mon Aug  3 08:00:00 2026\n",
                &build_mail("x", &[(name, bytes)])[..],
            ]
            .concat(),
        ),
    }
}
const WRAPS: usize = 7;

#[test]
fn words_are_found_in_every_form() {
    for form in 0..LEAVES {
        let (ending, bytes) = leaf(form, WORDS);
        for ending in [ending, "dat"] {
            let known = known(&format!("private/a.{ending}"), &bytes);
            assert_eq!(known.places(WORDS).len(), 1, "{form}: {:?}", known.texts);
            assert_eq!(known.unread, [], "{form}");
        }
    }
}

#[test]
fn a_part_is_shown_by_its_path_in_the_file() {
    let (_, inner) = wrapped(3, "b.txt", WORDS.as_bytes());
    let (_, outer) = wrapped(0, "deep/a.tar", &inner);
    assert_eq!(known("private/x.zip", &outer).places(WORDS), ["private/x.zip/deep/a.tar/b.txt"]);
    let (_, gz) = wrapped(2, "", WORDS.as_bytes());
    assert_eq!(known("private/x.csv.gz", &gz).places(WORDS), ["private/x.csv.gz/x.csv"]);
    let letter = build_mail("voir", &[("lettre.docx", &docx(&runs(WORDS)))]);
    assert_eq!(known("private/m.eml", &letter).places(WORDS), ["private/m.eml/lettre.docx"]);
}

#[test]
fn a_changed_document_is_read_as_it_was_and_as_it_is() {
    let body = "<w:p><w:r><w:t>La porte était fermée </w:t></w:r><w:del w:author='Jeanne Kerguelen'><w:r><w:delText>à double tour</w:delText></w:r></w:del>\
        <w:ins><w:r><w:t>depuis midi</w:t></w:r></w:ins><w:r><w:t> et personne ne répondait au téléphone</w:t></w:r></w:p>";
    let known = known("private/a.docx", &docx(body));
    for words in [
        "La porte était fermée depuis midi et personne ne répondait",
        "La porte était fermée à double tour et personne ne répondait",
        "une note de bas de page, écrite après coup",
        "Jeanne Kerguelen",
    ] {
        assert_eq!(known.places(words), ["private/a.docx"], "{words}");
    }
}

#[test]
fn the_names_of_those_who_wrote_are_marks_in_sheets_and_mail() {
    let mut reader = RawReader::new(LARGEST, MOST);
    reader.read_file("private/a.xlsx", &xlsx("Zoé Le Gall", WORDS));
    reader.read_file("private/b.eml", &build_mail("x", &[]));
    let named = |path: &str, name: &str| {
        let docs = reader.docs.iter().filter(|doc| doc.path == path);
        let names =
            docs.flat_map(|doc| doc.names.iter().map(|range| doc.text[range.clone()].trim()));
        names.into_iter().any(|found| found == name)
    };
    assert!(named("private/a.xlsx", "Zoé Le Gall"));
    assert!(named("private/b.eml", "Zoë Le Gall"));
}

#[test]
fn what_cannot_be_read_is_named_with_its_reason_and_its_words_are_sought_all_the_same() {
    let old =
        [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\x01\x02", &in_two(WORDS)[..], b"\0\0\0"].concat();
    let base = [b"SQLite format 3\0\0\x10\x01\x02", WORDS.as_bytes(), b"\x01\0"].concat();
    for (bytes, why) in [(old, UnreadReason::OldOffice), (base, UnreadReason::Database)] {
        let known = known("private/a.doc", &bytes);
        assert_eq!(known.unread, [("private/a.doc".to_string(), why)]);
        assert_eq!(known.places(WORDS), ["private/a.doc"]);
    }
    let locked = [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", &in_two("EncryptedPackage")[..]].concat();
    let mut zipped = pack_zip(&[("a.txt", b"words"), ("b.txt", b"more")], true);
    for at in [6, 0] {
        let at = match at {
            0 => zipped.windows(4).position(|four| four == b"PK\x01\x02").expect("a list") + 8,
            at => at,
        };
        zipped[at] |= 1;
    }
    let noise: Vec<u8> =
        (0..3000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 19) as u8).collect();
    let large =
        [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\0\0\0\x02\0\x08\x02\0\0\0", &[0; 40][..]].concat();
    let cases: [(&[u8], &str, UnreadReason); 8] = [
        (&locked, "private/a", UnreadReason::Locked),
        (&zipped, "private/a/a.txt", UnreadReason::Locked),
        (&noise, "private/a", UnreadReason::Unknown),
        (&large, "private/a", UnreadReason::Picture),
        (b"7z\xbc\xaf\x27\x1c\0\x04", "private/a", UnreadReason::Packed),
        (b"ID3\x04\0\0\0\0\0\0", "private/a", UnreadReason::Recording),
        (b"%PDF-1.7\n1 0 obj <</Encrypt 2 0 R>>\n", "private/a", UnreadReason::Locked),
        (b"-----BEGIN PGP MESSAGE-----\n\nabc\n", "private/a", UnreadReason::Locked),
    ];
    for (bytes, path, why) in cases {
        let known = known("private/a", bytes);
        assert_eq!(known.unread, [(path.to_string(), why)]);
    }
}

#[test]
fn a_file_behind_a_text_is_read_or_named() {
    let letter = "Bonjour, voici le fichier.\n".repeat(700);
    let packed = gzip(WORDS.as_bytes());
    let zipped = pack_zip(&[("a.txt", WORDS.as_bytes())], true);
    for behind in [&packed, &zipped] {
        let bytes = [letter.as_bytes(), behind].concat();
        let known = known("private/a.txt", &bytes);
        assert!(!known.places(WORDS).is_empty());
        assert_eq!(known.unread, []);
        assert!(!known.places("Bonjour, voici le fichier. Bonjour, voici le fichier.").is_empty());
    }
    let sealed = [letter.as_bytes(), b"7z\xbc\xaf\x27\x1c\0\x04"].concat();
    let noise: Vec<u8> =
        (0..3000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 19) as u8).collect();
    let noisy = [rtf(WORDS), noise].concat();
    let debian = [b"!<arch>\ndebian-binary   ", WORDS.as_bytes()].concat();
    for (bytes, why) in [
        (sealed, UnreadReason::Packed),
        (noisy, UnreadReason::Unknown),
        (debian, UnreadReason::Packed),
    ] {
        let known = known("private/a.txt", &bytes);
        assert_eq!(known.unread, [("private/a.txt".to_string(), why)]);
    }
}

#[test]
fn what_files_are_called_and_what_is_noted_beside_them_is_read() {
    let name = format!("private/{WORDS}.txt");
    assert_eq!(known(&name, b"rien").places(WORDS), [name.as_str()]);
    let archive = pack_zip(&[(&format!("{WORDS}.txt"), b"rien")], true);
    assert_eq!(known("private/a.zip", &archive).places(WORDS), ["private/a.zip"]);
    let mut noted = flate2::GzBuilder::new().comment(WORDS).write(Vec::new(), Compression::fast());
    noted.write_all(b"rien").expect("packed");
    let noted = noted.finish().expect("packed");
    assert_eq!(known("private/a.gz", &noted).places(WORDS), ["private/a.gz"]);
    let hidden = pack_zip(&[("a.txt", b"rien")], true);
    let at = hidden.windows(4).position(|four| four == b"PK\x01\x02").expect("a list");
    let hidden = [&hidden[..at], WORDS.as_bytes(), &hidden[at..]].concat();
    assert!(!known("private/b.zip", &hidden).places(WORDS).is_empty());
}

#[test]
fn addresses_and_vocabularies_are_no_packed_files() {
    for text in [
        "Voir https://www.example.org/fr/tourisme/horaires/navettes/gare/centre",
        "chemin home/marie/Documents/Reunions/Tourisme/Ete/Navettes",
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
        "https://scontent-cdg4-2.xx.fbcdn.net/v/t39.30808-6/4567_n.jpg?_nc_cat=105&oh=00_AfBzZ1x9QkLmNoPqRsTuVwXyZaBcDeFgHiJkLmNoPqRsTu&oe=65A1B2C3",
        "<Relationship Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties' Target='docProps/app.xml'/>",
    ] {
        assert_eq!(known("private/a.txt", text.as_bytes()).unread, [], "{text}");
    }
}

#[test]
fn a_sentence_in_pieces_is_found_in_every_form_of_records() {
    let words: Vec<&str> = WORDS.split(' ').collect();
    let pieces: Vec<String> = words.chunks(3).map(|part| part.join(" ")).collect();
    let joined = |form: fn(usize, &str) -> String, between: &str| -> String {
        pieces
            .iter()
            .enumerate()
            .map(|(at, piece)| form(at, piece))
            .collect::<Vec<_>>()
            .join(between)
    };
    let messenger = serde_json::json!({ "messages": [{ "content": encoding_rs::mem::decode_latin1(WORDS.as_bytes()) }] });
    let misread =
        encoding_rs::WINDOWS_1252.decode_without_bom_handling(WORDS.as_bytes()).0.into_owned();
    for text in [
        joined(
            |at, piece| format!("{{\"ts\":{at},\"user\":\"u{at}\",\"text\":\"{piece}\"}}"),
            "\n",
        ),
        format!("[{}]", joined(|at, piece| format!("[\"le {at}\",\"un nom\",\"{piece}\"]"), ",")),
        joined(
            |at, piece| format!("<tr>\n<td>le {at} août</td>\n<td>\n{piece}\n</td>\n</tr>"),
            "\n",
        ),
        joined(
            |at, piece| {
                format!(
                    "<li><b>Zoé</b> <i>le {at} août</i><span>,</span> <div class='t'>{piece}</div></li>"
                )
            },
            "\n",
        ),
        joined(|at, piece| format!("Marie,{piece},{at}"), "\r"),
        messenger.to_string(),
        WORDS
            .replace('é', "+AOk-")
            .replace('ô', "+APQ-")
            .replace('à', "+AOA-")
            .replace('’', "+IBk-"),
        misread,
    ] {
        let mut reader = RawReader::new(LARGEST, MOST);
        reader.read_file("private/a.txt", text.as_bytes());
        let said = crate::proof::letters::Haystack::from_flows(&[vec![WORDS]], true);
        let passages = reader
            .docs
            .iter()
            .map(|doc| GuardedText::from_raw_file(&doc.path, &doc.text, &doc.names));
        let is_found = passages
            .into_iter()
            .any(|passage| !passage.found_in(&said, &Default::default()).is_empty());
        assert!(is_found, "{text}");
    }
}

#[test]
fn what_stands_behind_the_end_of_a_file_is_read() {
    let mut tail = pack_tar(&[("a.txt", b"rien")]);
    tail.extend_from_slice(WORDS.as_bytes());
    assert!(!known("private/a.tar", &tail).places(WORDS).is_empty());
    let mut second = gzip(b"rien");
    let mut noted = flate2::GzBuilder::new().comment(WORDS).write(Vec::new(), Compression::fast());
    noted.write_all(b"rien").expect("packed");
    second.extend(noted.finish().expect("packed"));
    assert!(!known("private/a.gz", &second).places(WORDS).is_empty());
    let picture = [
        b"\x89PNG\r\n\x1a\n\0\0\0\0IEND\xae\x42\x60\x82",
        &pack_zip(&[("a.txt", WORDS.as_bytes())], true)[..],
    ]
    .concat();
    assert!(!known("private/a.png", &picture).places(WORDS).is_empty());
}

#[test]
fn a_cut_document_is_read_as_far_as_it_goes_and_named() {
    let whole = docx(&runs(WORDS));
    let list = whole.windows(4).position(|four| four == b"PK\x01\x02").expect("a list");
    let known = known("private/a.docx", &whole[..list - 5]);
    assert!(!known.places(WORDS).is_empty(), "{:?}", known.texts);
    assert!(
        known.unread.iter().any(|(_, why)| *why == UnreadReason::Damaged),
        "{:?}",
        known.unread
    );
}

#[test]
fn what_a_picture_carries_is_read_and_one_too_small_for_words_is_not_named() {
    let picture = |side: u8| {
        let text = [b"Description\0", WORDS.as_bytes()].concat();
        let length = u32::try_from(text.len()).expect("short").to_be_bytes();
        let head = [
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0",
            &[side, 0, 0, 0, side][..],
            b"\x08\x02\0\0\0\0\0\0\0",
        ]
        .concat();
        [&head[..], &length, b"tEXt", &text, b"\0\0\0\0\0\0\0\0IEND\0\0\0\0"].concat()
    };
    let small = known("private/a.png", &picture(20));
    assert_eq!((small.places(WORDS), small.unread.len()), (vec!["private/a.png"], 0));
    assert_eq!(known("private/a.png", &picture(200)).unread[0].1, UnreadReason::Picture);
    let page = format!("<img src=\"data:image/png;base64,{}\">", STANDARD.encode(picture(200)));
    assert_eq!(
        known("private/a.html", page.as_bytes()).unread,
        [("private/a.html/1".to_string(), UnreadReason::Picture)]
    );
}

#[test]
fn what_unpacks_to_more_than_is_read_is_named_and_its_beginning_read() {
    let bomb = gzip(&[WORDS.as_bytes(), &b" x".repeat(20 * 1024 * 1024)].concat());
    let (_, outer) = wrapped(0, "bomb.gz", &bomb);
    let known_bomb = known("private/a.zip", &outer);
    assert_eq!(known_bomb.unread, [("private/a.zip/bomb.gz".to_string(), UnreadReason::TooLarge)]);
    assert_eq!(known_bomb.places(WORDS), ["private/a.zip/bomb.gz/bomb"]);
    let mut deep = WORDS.as_bytes().to_vec();
    for _ in 0..20 {
        deep = gzip(&deep);
    }
    assert!(
        known("private/a.gz", &deep).unread.iter().any(|(_, why)| *why == UnreadReason::TooMany)
    );
    let many: Vec<(String, Vec<u8>)> =
        (0..10_010).map(|at| (format!("{at:05}.txt"), format!("{at}").into_bytes())).collect();
    let many: Vec<(&str, &[u8])> =
        many.iter().map(|(name, held)| (name.as_str(), held.as_slice())).collect();
    let read = known("private/a.zip", &pack_zip(&many, false));
    assert_eq!(read.unread, [("private/a.zip/10000.txt".to_string(), UnreadReason::TooMany)]);
}

#[test]
fn a_project_s_raw_files_are_read_wherever_they_are() {
    let root = tempfile::tempdir().expect("a folder");
    let write = |path: &str, bytes: &[u8]| {
        let path = root.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    };
    write("private/.deep/m.txt", b"un");
    write("2026-T3/private/m.csv", b"d\xe9j\xe0");
    write("2026-T3/private/photo.jpg", b"\xff\xd8\xff\xe0\0\0");
    write("2026-T3/voix.yaml", b"deux");
    write("out/private/m.txt", b"trois");
    let tree = Tree::open(root.path()).expect("a tree");
    let raw = Raw::read_all(&tree);
    let mut paths: Vec<&str> = raw.passages.iter().map(|passage| passage.path.as_str()).collect();
    paths.dedup();
    assert_eq!(
        paths,
        [
            "2026-T3/private/m.csv",
            "2026-T3/private/photo.jpg",
            "out/private/m.txt",
            "private/.deep/m.txt"
        ]
    );
    let photo = "2026-T3/private/photo.jpg".to_string();
    assert_eq!(raw.unread, [UnreadFile { why: UnreadReason::Picture, path: photo }]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn words_in_files_in_files_are_found_or_the_file_is_named(
        words in proptest::collection::vec("[a-zA-Zéèàùçô]{3,9}", 6..20),
        form in 0..LEAVES,
        wraps in proptest::collection::vec(0..WRAPS, 0..4),
        cut in proptest::option::weighted(0.3, 0.0..1.0_f64),
    ) {
        let words = words.join(" ");
        let (mut ending, mut bytes) = leaf(form, &words);
        for wrap in &wraps {
            (ending, bytes) = wrapped(*wrap, &format!("inner.{ending}"), &bytes);
        }
        let whole = known(&format!("private/a.{ending}"), &bytes);
        prop_assert!(!whole.places(&words).is_empty(), "{form} {wraps:?} {:?}", whole.unread);
        // One that is cut short may say less, and then is named; a plain text does not tell that it was cut.
        let is_plain = wraps.last().map_or(!matches!(form, 4..=6), |wrap| *wrap > 3);
        if let Some(cut) = cut.filter(|_| !is_plain) {
            let end = (bytes.len() as f64 * cut) as usize;
            let part = known(&format!("private/a.{ending}"), &bytes[..end]);
            // Before its first head is whole nothing tells that it is an archive.
            let begun = if ending == "tar" { 512 } else { 4 };
            prop_assert!(end < begun || !part.places(&words).is_empty() || !part.unread.is_empty(), "{form} {wraps:?} cut at {end}");
        }
    }

    #[test]
    fn any_bytes_are_read_or_named(head in 0..40_usize, bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let heads: [&[u8]; 8] = [b"PK\x03\x04", b"\x1f\x8b\x08\0", b"{\\rtf1 ", b"%PDF-1.4\n", b"\xff\xd8\xff", b"From: a\nTo: b\n", b"<p>", b"\xff\xfe"];
        let head = heads.get(head).copied().unwrap_or_default();
        known("private/a", &[head, &bytes].concat());
    }
}

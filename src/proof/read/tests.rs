use std::collections::BTreeSet;

use super::*;
use crate::proof::{PdfPlace, Why};

/// A PDF of some objects, the first of them the catalogue; without a table, as damaged files are.
fn pdf(objects: &[&str]) -> Vec<u8> {
    let mut text = "%PDF-1.7\n".to_string();
    for (number, object) in (1..).zip(objects) {
        text += &format!("{number} 0 obj\n{object}\nendobj\n");
    }
    text += "trailer\n<</Root 1 0 R/Info 4 0 R>>\n%%EOF\n";
    text.into_bytes()
}

const PAGES: [&str; 3] = [
    "<</Type/Catalog/Pages 2 0 R/Outlines 6 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/Contents 5 0 R/Resources<</Font<</F 7 0 R>>>>>>",
];

fn stream(keys: &str, content: &str) -> String {
    format!("<<{keys}/Length {}>>stream\n{content}\nendstream", content.len())
}

fn reading(content: &str, more: &[&str]) -> PdfReading {
    let content = stream("", content);
    let own = [
        "<</Author(Anne \\(guide\\))/Title<FEFF00E90074>>>",
        &content,
        "<</Type/Outlines/First 8 0 R>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ];
    let objects = [&PAGES[..], &own, more].concat();
    read_pdf(&pdf(&objects)).expect("a PDF")
}

fn said(reading: &PdfReading, place: PdfPlace) -> Vec<&str> {
    let said = reading.said.iter().filter(|said| said.place == place);
    said.map(|said| said.text.as_str()).collect()
}

#[test]
fn pages_say_their_glyphs_and_the_texts_that_stand_for_glyphs() {
    let content = "BT /F 9 Tf (Bonjour) Tj ET /Span <</ActualText(cent)>> BDC BT /F 9 Tf (100) Tj ET EMC \
        /Artifact BMC BT /F 9 Tf [(pa) -50 (ge)] TJ ET EMC";
    let page = &reading(content, &[]).pages[0];
    assert_eq!(page.text.split_whitespace().collect::<Vec<_>>(), ["Bonjour", "cent"]);
    assert_eq!(page.beside.split_whitespace().collect::<Vec<_>>(), ["100", "page"]);
}

#[test]
fn what_stands_beside_the_pages_is_read_with_its_place() {
    let attached = stream("/Type/EmbeddedFile", "secret;1");
    let xmp = stream(
        "/Type/Metadata/Subtype/XML",
        "<rdf:Description xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:creator>L&apos;accueil</dc:creator>",
    );
    let more = [
        "<</Title(Un signet)/Parent 6 0 R/Dest[3 0 R/Fit]>>",
        "<</Type/StructElem/S/Figure/Pg 3 0 R/P 6 0 R/Alt(Un quai)/E(long)>>",
        "<</Type/Annot/Subtype/Text/P 3 0 R/Contents(Une note)/A<</URI(http://e.org/une%20rue)>>>>",
        "<</Type/Filespec/F(liste.csv)/Desc(Les gens)/EF<</F 12 0 R>>>>",
        &attached,
        &xmp,
        "<</Whatever[[(au fond)]]>>",
    ];
    let reading = reading("", &more);
    assert_eq!(said(&reading, PdfPlace::Bookmark), ["Un signet"]);
    assert_eq!(said(&reading, PdfPlace::Alternative), ["Un quai", "long"]);
    assert_eq!(said(&reading, PdfPlace::Annotation), ["http://e.org/une rue", "Une note"]);
    assert_eq!(said(&reading, PdfPlace::Attachment), ["Les gens", "liste.csv", "secret;1"]);
    assert_eq!(reading.attachments, 1);
    let metadata = said(&reading, PdfPlace::Metadata);
    assert_eq!(metadata[..2], ["Anne (guide)", "ét"]);
    assert!(metadata[2].contains("L'accueil") && !metadata[2].contains("purl.org"));
    assert_eq!(said(&reading, PdfPlace::Elsewhere), ["au fond"]);
    let alternative = reading.said.iter().find(|said| said.text == "Un quai");
    assert_eq!(alternative.and_then(|said| said.page), Some(1));
}

#[test]
fn an_entry_without_a_value_makes_a_file_unreadable_and_no_crash() {
    let damaged = b"7 0 obj<</Type/Catalog/Pages 2 0 R/Contents + >>";
    assert!(read_pdf(damaged).is_err());
}

#[test]
fn drawings_that_draw_themselves_and_damaged_bytes_end() {
    let mut objects = PAGES.map(str::to_string).to_vec();
    let looped = stream("/Subtype/Form/Resources<</XObject<</X 5 0 R>>>>", "/X Do");
    let page = "<</Type/Page/Parent 2 0 R/Contents 6 0 R/Resources<</XObject<</X 5 0 R>>>>>>";
    objects[2] = page.to_string();
    objects.extend(["null".to_string(), looped, stream("", "/X Do")]);
    let objects: Vec<&str> = objects.iter().map(String::as_str).collect();
    let whole = pdf(&objects);
    assert_eq!(read_pdf(&whole).expect("a PDF").pages.len(), 1);
    for end in (0..whole.len()).step_by(7) {
        read_pdf(&whole[..end]).ok();
    }
    assert!(read_pdf(b"no PDF").is_err());
}

/// The reading of one page that draws `content` with these resources, which begin with an object of number 10.
fn drawn(content: &str, resources: &str, more: &[&str]) -> PdfReading {
    let page = format!(
        "<</Type/Page/Parent 2 0 R/Contents 5 0 R/Resources<</Font<</F 7 0 R>>{resources}>>/Annots[9 0 R]>>"
    );
    let content = stream("", content);
    let own = [
        PAGES[0],
        PAGES[1],
        &page,
        "<<>>",
        &content,
        "null",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        "null",
        more[0],
    ];
    read_pdf(&pdf(&[&own, &more[1..]].concat())).expect("a PDF")
}

const WORDS: &str = "BT /F 9 Tf (hidden words) Tj ET";
const FONT: &str = "/Resources<</Font<</F 7 0 R>>>>";

/// What the first page says, all of it, and that nothing of the file is unread.
fn all(reading: &PdfReading) -> &str {
    assert_eq!(reading.unread, BTreeSet::new());
    reading.pages[0].all_text().trim()
}

#[test]
fn words_are_read_whatever_draws_them() {
    let form = stream(&format!("/Subtype/Form{FONT}"), WORDS);
    let tiles = stream(&format!("/PatternType 1{FONT}"), WORDS);
    let cases = [
        ("/X Do", "/XObject<</X 10 0 R>>", &form),
        ("/Pattern cs /P scn 0 0 9 9 re f", "/Pattern<</P 10 0 R>>", &tiles),
        ("/Pattern CS /P SCN 0 0 9 9 re S", "/Pattern<</P 10 0 R>>", &tiles),
        (
            "/C cs 1 0 0 /P scn",
            "/ColorSpace<</C[/Pattern/DeviceRGB]>>/Pattern<</P 10 0 R>>",
            &tiles,
        ),
        ("/G gs 0 0 9 9 re f", "/ExtGState<</G<</SMask<</S/Alpha/G 10 0 R>>>>>>", &form),
        ("/P scn", "/Pattern<</P<</PatternType 2/ExtGState<</SMask<</G 10 0 R>>>>>>>>", &form),
        ("/P scn", "/Pattern<</P 10 0 R>>", &form),
        (
            "BT /D 9 Tf (a) Tj ET",
            "/Font<</F 7 0 R/D<</Subtype/Type3/CharProcs<</a 10 0 R>>/Encoding<</Differences[97/a]>>>>>>",
            &form,
        ),
    ];
    for (content, resources, drawing) in cases {
        let reading = drawn(content, resources, &["null", drawing]);
        assert!(all(&reading).contains("hidden words"), "{content}");
        assert!(said(&reading, PdfPlace::Elsewhere).is_empty(), "{content}");
    }
}

#[test]
fn what_notes_look_like_is_read_in_all_their_states() {
    let note = "<</Subtype/Widget/AP<</N<</On 10 0 R/Off 11 0 R>>/R 12 0 R/D 10 0 R>>>>";
    let look =
        |words: &str| stream(&format!("/Subtype/Form{FONT}"), &WORDS.replace("words", words));
    let looks = ["on", "off", "over"].map(look);
    let reading = drawn("", "", &[note, &looks[0], &looks[1], &looks[2]]);
    for words in ["hidden on", "hidden off", "hidden over"] {
        assert!(all(&reading).contains(words));
    }
}

#[test]
fn the_contents_of_a_page_may_be_many_and_drawings_as_deep_as_they_like() {
    let mut objects: Vec<String> = PAGES.map(str::to_string).to_vec();
    objects[2] = objects[2].replace("5 0 R", "[5 0 R 5 0 R 6 0 R]");
    objects.push("<<>>".to_string());
    objects.push(stream("", "BT /F 9 Tf (one) Tj ET"));
    objects.push(stream("", "/X Do"));
    objects.push("<</Subtype/Type1>>".to_string());
    objects[2] = objects[2].replace("/Font", "/XObject<</X 8 0 R>>/Font");
    for next in 9..20_000 {
        let keys = format!("/Subtype/Form/Resources<</XObject<</X {next} 0 R>>>>");
        objects.push(stream(&keys, "/X Do"));
    }
    objects.push(stream(&format!("/Subtype/Form{FONT}"), WORDS));
    let objects: Vec<&str> = objects.iter().map(String::as_str).collect();
    let reading = read_pdf(&pdf(&objects)).expect("a PDF");
    assert_eq!(all(&reading), "one one hidden words");
}

#[test]
fn drawings_that_double_each_other_end_and_are_told() {
    let doubling = |levels: u32, words: &str| {
        let forms = (10..10 + levels).map(|number| {
            let keys = format!("/Subtype/Form/Resources<</XObject<</X {} 0 R>>>>", number + 1);
            stream(&keys, "/X Do /X Do")
        });
        let last = stream(&format!("/Subtype/Form{FONT}"), words);
        let forms: Vec<String> =
            ["null".to_string()].into_iter().chain(forms).chain([last]).collect();
        let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
        drawn("/X Do", "/XObject<</X 10 0 R>>", &forms)
    };
    let few = doubling(4, WORDS);
    assert_eq!(all(&few).matches("hidden words").count(), 16);
    let many = doubling(60, WORDS);
    let (page, why) = (Some(1), Why::TooMuch);
    assert!(many.unread.contains(&Unread { page, why }));
    assert!(many.pages[0].text.len() <= MOST_TEXT);
    // Drawings without words may double as often as they like.
    assert_eq!(doubling(60, "0 0 9 9 re f").unread, BTreeSet::new());
}

fn why(reading: &PdfReading) -> Vec<Why> {
    reading.unread.iter().map(|unread| unread.why).collect()
}

#[test]
fn streams_that_nothing_draws_are_read_or_told() {
    let form = stream(&format!("/Subtype/Form{FONT}"), WORDS);
    let tiles = stream(&format!("/PatternType 1{FONT}"), WORDS);
    let bare = stream("", "BT (hidden words) Tj ET");
    let script = stream("", "app.alert('hidden words')");
    for more in [&form, &tiles, &bare, &script] {
        let reading = drawn("", "", &["null", more]);
        assert!(
            said(&reading, PdfPlace::Elsewhere).iter().any(|text| text.contains("hidden words"))
        );
    }
    let page = "<</Type/Page/Contents 11 0 R/Resources<</Font<</F 7 0 R>>>>>>";
    let reading = drawn("", "", &["null", page, &stream("", WORDS)]);
    assert_eq!(said(&reading, PdfPlace::Elsewhere), ["hidden words "]);
    let unknown = stream("/Type/Own", "\u{1}\u{2}\u{3}");
    assert_eq!(why(&drawn("", "", &["null", &unknown])), [Why::Unknown]);
    let known = [
        stream("/FunctionType 4", "{\u{1}}"),
        stream("/ShadingType 4", "\u{1}"),
        stream("/Length1 3", "\u{1}"),
        stream("/Subtype/Image", "\u{1}"),
        stream("/Type/XRef", "\u{1}"),
    ];
    let mut more = vec!["<</FontFile3 15 0 R/CIDSet 16 0 R/C[/ICCBased 17 0 R]>>"; 1];
    more.extend(known.iter().map(String::as_str));
    let bare = stream("", "\u{1}");
    more.extend([bare.as_str(); 3]);
    assert_eq!(why(&drawn("", "", &more)), []);
}

#[test]
fn what_cannot_be_unpacked_is_told_wherever_it_is_drawn() {
    let form = stream("/Subtype/Form/Filter/Own", WORDS);
    let reading = drawn("/X Do", "/XObject<</X 10 0 R>>", &["null", &form]);
    let (page, why) = (Some(1), Why::Damaged);
    assert!(reading.unread.contains(&Unread { page, why }));
    let reading = drawn("BT /F 9 Tf (never ends", "", &["null"]);
    assert!(reading.unread.contains(&Unread { page, why }));
    let attached = stream("/Type/EmbeddedFile/Filter/FlateDecode", "no zlib");
    assert_eq!(self::why(&drawn("", "", &["null", &attached])), [Why::Damaged]);
}

#[test]
fn codes_that_no_table_explains_are_told() {
    let font = "/Font<</F<</Subtype/Type0>>>>";
    let page = format!("<</Type/Page/Parent 2 0 R/Contents 5 0 R/Resources<<{font}>>>>");
    let content = stream("", "BT /F 9 Tf <0001> Tj ET");
    let reading = read_pdf(&pdf(&[PAGES[0], PAGES[1], &page, "null", &content])).expect("a PDF");
    assert_eq!(why(&reading), [Why::Letterless]);
}

/// Trees of pages that double, dictionaries that open in front of streams again and again, lists as deep as the file is
/// long: each keeps the reader that Typst is tested with busy for ever, or breaks its stack.
#[test]
fn files_made_to_keep_a_reader_busy_are_read_at_once() {
    let started = std::time::Instant::now();
    let mut tree = "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n".to_string();
    for number in 2..42 {
        let next = number + 1;
        tree += &format!("{number} 0 obj<</Type/Pages/Kids[{next} 0 R {next} 0 R]>>endobj\n");
    }
    tree += "42 0 obj<</Type/Page>>endobj trailer<</Root 1 0 R>>";
    let loops = tree.replace("42 0 R]", "2 0 R 2 0 R 99 0 R]");
    let page = "1 0 obj<</Type/Page/Contents 2 0 R>>endobj ";
    let rest = |text: &str| format!("%PDF-1.7 {page}{text}");
    let cases = [
        tree,
        loops,
        rest(&"<<".repeat(200_000)),
        rest(&"2 0 obj<</A ".repeat(50_000)),
        rest(&("<< ".repeat(80) + &">>stream ".repeat(80))),
        rest(&"2 0 obj[".repeat(100_000)),
        rest(&"2 0 obj(".repeat(100_000)),
        rest(&"2 0 obj<".repeat(100_000)),
        rest(&"2 0 obj<<>>stream\n".repeat(50_000)),
        rest(&"3 0 R 3 0 obj 4 0 R endobj 4 0 obj 3 0 R endobj ".repeat(20_000)),
        rest(&format!("2 0 obj<</Length 9>>stream\n{}endstream", "ID BI ".repeat(100_000))),
        rest(&format!("2 0 obj<</Length 9>>stream\n{}endstream", "BDC q ".repeat(100_000))),
        "0 0 obj ".repeat(100_000),
        rest(&"trailer(".repeat(100_000)),
        rest(
            &("2 0 obj[".to_string()
                + &"/Fl ".repeat(100_000)
                + "]endobj "
                + &"3 0 obj<</Filter 2 0 R>>stream\nendstream ".repeat(5_000)),
        ),
        rest(
            &("2 0 obj[".to_string()
                + &"4 0 R ".repeat(50_000)
                + "]endobj 4 0 obj<<>>stream\n\nendstream "
                + &"3 0 obj<</Type/Page/Annots 2 0 R/Contents 2 0 R>>endobj ".repeat(5_000)),
        ),
    ];
    for case in cases {
        read_pdf(case.as_bytes()).ok();
    }
    assert!(started.elapsed() < std::time::Duration::from_secs(20), "{:?}", started.elapsed());
}

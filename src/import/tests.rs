//! From rows to originals and drafts.

use proptest::prelude::*;

use super::*;
use crate::finding::Report;
use crate::locale::Language;
use crate::narrative::raw_messages;
use crate::source::Sources;

fn mapping() -> ImportMapping {
    let some = |title: &str| Some(title.to_string());
    ImportMapping {
        name: "messages".to_string(),
        text: "Message".to_string(),
        id: some("ID"),
        date: some("Date"),
        channel: some("Réseau"),
        author: some("Auteur"),
        language: None,
        channels: vec![("GMB".to_string(), Channel::GoogleReview)],
        zone: chrono_tz::Europe::Paris,
        separator: None,
        encoding: None,
    }
}

fn imported(text: &str, known: Vec<RawMessage>) -> Imported {
    let mut table = ExportTable::read(text, None).expect("rows");
    let mapping = mapping();
    assert!(table.find_titles(mapping.column_titles()), "the titles");
    merge_export(&table, &mapping, Language::Fr, known)
}

const EXPORT: &str = "ID;Date;Reseau;Auteur;Message
9_1;16/08/2026 10:02;Facebook;Léa D.;\"Bonjour @lea_35, appelez-moi au 06 12 34 56 78\"
9_2;17/08/2026;GMB;Marc;
9_3;18/08/2026;Minitel;Marc;Très bien
9_3;18/08/2026;Minitel;Marc;Très bien
";

fn read_back(file: &str) -> Vec<RawMessage> {
    let mut sources = Sources::default();
    let id = sources.add("private/a.yaml", file.to_string());
    let mut report = Report::default();
    let messages = raw_messages(id, Language::Fr, &sources, &mut report);
    assert!(report.is_empty(), "{report:?}");
    messages.expect("messages")
}

#[test]
fn rows_become_originals_and_drafts_without_what_leads_to_a_person() {
    let imported = imported(EXPORT, Vec::new());
    assert_eq!((imported.messages.len(), imported.wordless, imported.known), (2, 1, 1));
    assert_eq!(imported.unknown_channels, ["Minitel"]);
    assert_eq!(imported.masked, 1);
    let drafts =
        format_drafts(&imported.drafts, "juillet", "private/juillet.yaml", "Un mot", Language::Fr);
    let wanted = "# Un mot
brouillons:
  - id: juillet-1
    texte: \"Bonjour […], appelez-moi au […]\"
    original: { fichier: private/juillet.yaml, id: m-1 }
    canal: facebook
    date: 2026-08
  - id: juillet-2
    texte: \"Très bien\"
    original: { fichier: private/juillet.yaml, id: m-2 }
    date: 2026-08
";
    assert_eq!(drafts, wanted);
}

#[test]
fn an_export_that_holds_messages_known_before_adds_the_others_only() {
    let first = imported(EXPORT, Vec::new());
    let longer = EXPORT.to_string() + "9_4;19/08/2026;Facebook;Zoé;Une carte manque\n";
    let second = imported(&longer, first.messages.clone());
    assert_eq!((second.known, second.drafts.len()), (3, 1));
    assert_eq!(second.drafts[0].original, "m-3");
    assert_eq!(second.messages[..2], first.messages[..]);
}

#[test]
fn a_known_message_with_other_words_is_counted_and_its_original_stays() {
    let first = imported(EXPORT, Vec::new());
    let edited = EXPORT.replace("Très bien", "Très bien, ou presque");
    let second = imported(&edited, first.messages.clone());
    assert_eq!((second.known, second.edited, second.drafts.len()), (1, 2, 0));
    assert_eq!(second.messages, first.messages);
}

/// The draft of a message, as it is written.
fn drafted(text: &str) -> (String, Imported) {
    let export = format!("ID;Date;Reseau;Auteur;Message\n1;16/08/2026;GMB;Jan;\"{text}\"\n");
    let imported = imported(&export, Vec::new());
    let drafts = format_drafts(&imported.drafts, "a", "private/a.yaml", "x", Language::Fr);
    (drafts, imported)
}

#[test]
fn the_words_of_a_review_are_the_quote_and_those_of_a_machine_its_translation() {
    let (draft, found) = drafted(
        "Traduit de l'allemand : Le quai est sûr, écrivez à jan@example.org.\nOriginal : Der Steg ist sicher, jan@example.org.",
    );
    assert_eq!(found.messages[0].text, "Der Steg ist sicher, jan@example.org.");
    assert!(draft.contains("texte: \"Der Steg ist sicher, […].\"\n"), "{draft}");
    let translation = "    langue: de\n    traduction: { texte: \"Le quai est sûr, écrivez à […].\", par: machine }\n";
    assert!(draft.contains(translation), "{draft}");
    assert_eq!((found.translated, found.translated_elsewhere, found.only_translated), (1, 0, 0));
}

#[test]
fn a_translation_into_another_language_is_left_out() {
    let (draft, found) = drafted("Le quai est sûr.\n\n(Translated by Google)\nThe pier is safe.");
    assert!(draft.contains("texte: \"Le quai est sûr.\"\n") && !draft.contains("pier"), "{draft}");
    assert_eq!((found.translated, found.translated_elsewhere, found.only_translated), (0, 1, 0));
}

#[test]
fn a_translation_without_the_words_it_was_made_of_is_counted_and_stays_marked() {
    let (draft, found) = drafted("(Traduit par Google) Le quai est sûr.");
    assert!(draft.contains("texte: \"(Traduit par Google) Le quai est sûr.\""), "{draft}");
    assert_eq!((found.translated, found.translated_elsewhere, found.only_translated), (0, 0, 1));
}

#[test]
fn a_second_line_of_titles_is_no_message() {
    let export =
        "ID;Date;Reseau;Auteur;Message\n;;;;Open-Ended Response\n1;16/08/2026;GMB;Jan;Bien\n";
    let imported = imported(export, Vec::new());
    assert_eq!((imported.messages.len(), imported.wordless), (1, 1));
}

#[test]
fn a_row_whose_words_hold_a_separator_is_counted_and_not_taken_apart() {
    let rows = "1;16/08/2026;GMB;Jan;Un quai; puis deux\n2;16/08/2026;GMB;Jan;Bien\n3;16/08/2026;GMB;Jan;Propre;\n";
    let found = imported(&format!("ID;Date;Reseau;Auteur;Message\n{rows}"), Vec::new());
    let texts: Vec<_> = found.messages.iter().map(|message| message.text.as_str()).collect();
    assert_eq!((texts, found.cut), (vec!["Bien", "Propre"], 1));
    // A last column without a title is no slip.
    let rows = "1;16/08/2026;GMB;Jan;Un quai;x\n2;16/08/2026;GMB;Jan;Bien;y\n";
    let found = imported(&format!("ID;Date;Reseau;Auteur;Message\n{rows}"), Vec::new());
    assert_eq!((found.messages.len(), found.cut), (2, 0));
}

#[test]
fn dates_that_could_be_read_two_ways_are_counted() {
    let row = |date: &str| format!("ID;Date;Reseau;Auteur;Message\n1;{date};GMB;Jan;Bien\n");
    let month = |date: &str| {
        let imported = imported(&row(date), Vec::new());
        let month = imported.drafts[0].month.map(|month| month.to_string());
        (month.unwrap_or_default(), imported.doubtful)
    };
    assert_eq!(month("08/03/2026"), ("2026-03".to_string(), 1));
    assert_eq!(month("08/03/2026 02:15 PM"), ("2026-08".to_string(), 0));
    assert_eq!(month("lundi 3 août 2026 à 13:39:50"), ("2026-08".to_string(), 0));
    assert_eq!(month("2026-06-30T22:30:00Z"), ("2026-07".to_string(), 0));
}

#[test]
fn dates_of_several_programs_in_one_export_all_have_their_month() {
    let dates = [
        "3 août 2026",
        "lundi 3 août 2026 à 14:02",
        "le 3 AOÛT 2026 à 14h02",
        "Aug 3, 2026",
        "August 3rd, 2026 at 2:02 PM",
        "3. August 2026",
        "Montag, 3. August 2026 um 14:02 Uhr",
        "03.08.2026",
        "2026/08/03",
        "3 de agosto de 2026",
        "lunes, 3 de agosto de 2026 a las 14:02",
        "3 augustus 2026",
        "Mon, 03 Aug 2026 14:02:00 +0200",
    ];
    let rows: String =
        (1..).zip(dates).map(|(at, date)| format!("{at};\"{date}\";;;Bien {at}\n")).collect();
    let found = imported(&format!("ID;Date;Reseau;Auteur;Message\n{rows}"), Vec::new());
    for (draft, date) in found.drafts.iter().zip(dates) {
        assert_eq!(draft.month, Some(Period::Month(2026, 8)), "{date}");
    }
    assert_eq!((found.undated, found.doubtful), (0, 0));
    let rows =
        "1;03.08.2026;;;Un\n2;03/08/2026;;;Deux\n3;il y a 2 mois;;;Trois\n4;04/05/2026;;;Quatre\n";
    let found = imported(&format!("ID;Date;Reseau;Auteur;Message\n{rows}"), Vec::new());
    assert_eq!((found.undated, found.doubtful), (1, 2));
}

#[test]
fn a_date_with_points_has_its_day_first_beside_american_ones() {
    let rows = "1;03.08.2026;;;Un\n2;08/16/2026;;;Deux\n";
    let found = imported(&format!("ID;Date;Reseau;Auteur;Message\n{rows}"), Vec::new());
    let months: Vec<_> = found.drafts.iter().map(|draft| draft.month).collect();
    assert_eq!(months, [Some(Period::Month(2026, 8)); 2]);
}

/// A text as bytes of an encoding; none where it has no such sign.
fn encoded(text: &str, encoding: usize) -> Option<Vec<u8>> {
    let units = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect();
    let table = |table: &'static encoding_rs::Encoding| {
        let (bytes, _, has_faults) = table.encode(text);
        (!has_faults).then(|| bytes.into_owned())
    };
    match encoding {
        0 => Some(text.into()),
        1 => Some(["\u{feff}", text].concat().into()),
        2 => Some([b"\xff\xfe".to_vec(), units(u16::to_le_bytes)].concat()),
        3 => Some([b"\xfe\xff".to_vec(), units(u16::to_be_bytes)].concat()),
        4 => Some(units(u16::to_le_bytes)),
        5 => Some(units(u16::to_be_bytes)),
        6 => table(encoding_rs::WINDOWS_1252),
        7 => table(encoding_rs::ISO_8859_15),
        8 => table(encoding_rs::MACINTOSH),
        _ => yore::code_pages::CP850.encode(text).ok().map(std::borrow::Cow::into_owned),
    }
}

/// What people write in reviews.
const WORDS: [&str; 28] = [
    "été",
    "très",
    "l’accueil",
    "à",
    "où",
    "déçus",
    "plage",
    "fermée",
    "même",
    "août",
    "hôtesse",
    "d’Étretat",
    "Île",
    "cœur",
    "ça",
    "«\u{a0}oui\u{a0}»",
    "10\u{a0}€",
    "n°\u{a0}3",
    "forêt",
    "goûter",
    "Noël",
    "naïf",
    "Où",
    "À",
    "et…",
    "château",
    "brûlée",
    "Saint-Malo",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_export_in_any_of_ten_encodings_is_read_as_it_was_written(
        words in prop::collection::vec(prop::sample::select(WORDS.to_vec()), 12..40),
        encoding in 0..10_usize,
    ) {
        let text = format!("ID;Message\n1;\"{}\"\n", words.join(" "));
        if let Some(bytes) = encoded(&text, encoding) {
            let (read, found) = decode_export(&bytes, None);
            prop_assert_eq!(read, text, "{:?}", found);
        }
    }

    #[test]
    fn any_messages_are_read_back_as_they_were(texts in prop::collection::vec("[ -~éà€😀\n\t\u{0}\u{85}\u{2028}\u{feff}\"\\\\#:]{1,40}", 1..6)) {
        let messages: Vec<RawMessage> = texts.iter().enumerate().map(|(at, text)| RawMessage {
            id: format!("m-{at}"),
            text: format!("x{text}z"),
            channel: Some(format!("c{text}z")),
            date: None,
            author: Some(format!("a{text}z")),
            language: None,
            export_id: None,
        }).collect();
        for language in Language::ALL {
            prop_assert!(read_back(&format_originals(&messages, "un\ndeux", language)) == messages);
        }
    }

    #[test]
    fn no_export_makes_it_panic(text in "[a-cé;,\"\n\r\t|/0-9]{0,80}") {
        if let Some(table) = ExportTable::read(&text, None) {
            let mapping = ImportMapping { id: None, date: None, channel: None, author: None, text: "a".to_string(), ..mapping() };
            let _ = merge_export(&table, &mapping, Language::Fr, Vec::new());
        }
    }
}

#[test]
fn titles_below_the_titles_are_nobodys_messages() {
    let text = "Message;ID;Date;Réseau;Auteur\nRéponse ouverte;;;;\n\"{\"\"ImportId\"\":\"\"QID1\"\"}\";;;;\nmessage;;;;\nTrès bien;1;;;\n";
    let imported = imported(text, Vec::new());
    let texts: Vec<_> = imported.messages.iter().map(|message| message.text.as_str()).collect();
    assert_eq!((texts, imported.wordless), (vec!["Très bien"], 3));
}

#[test]
fn drafts_have_letters_where_originals_have_the_signs_of_a_page() {
    let text = "Message;ID;Date;Réseau;Auteur\n\"L&#39;accueil &eacute;tait parfait.<br />Merci lea&#64;example.org\";1;;;\n";
    let imported = imported(text, Vec::new());
    assert!(imported.messages[0].text.starts_with("L&#39;accueil &eacute;tait parfait.<br />"));
    assert_eq!(imported.drafts[0].text, "L'accueil était parfait.\nMerci […]");
}

//! What is true for any data file: reading it never panics, and its sums equal those of another way to add.

use std::fs;

use proptest::prelude::*;
use recit::data::{DataColumns, DataNote, Layout, Mark, Multiplier, Query, answer_query};
use recit::tree::Tree;
use unicode_normalization::UnicodeNormalization;

use super::{across, capacity, desk, nights, period, portal, query};

/// A query for each fixture.
fn queries() -> Vec<Query> {
    let bdm = |file| query(file, Layout::InseeBdm, &[], "");
    let guarded = DataColumns {
        units: Some("hôtels".to_owned()),
        largest: Some("part du premier".to_owned()),
        ..capacity("chambres")
    };
    vec![
        nights("2023-FRANCE-F", "2022-T3"),
        across(nights("2023-DEP-2A|2023-DEP-2B", ""), &["GEO"]),
        bdm("bdm-quarterly.csv"),
        bdm("bdm-monthly.csv"),
        bdm("bdm-two.csv"),
        query("explore-2.json", portal(), &[("site", "Phare")], "2026-T3"),
        query("explore-1.json", portal(), &[("code", "2A")], ""),
        query("export.json", portal(), &[], ""),
        across(query("accueil.csv", desk("Visiteurs"), &[], "2026-07"), &["Guichet"]),
        query("capacites.csv", Layout::Csv(guarded), &[("dpt", "2A")], ""),
    ]
}

/// Names of places, which Windows-1252, ISO-8859-15, the Macintosh and DOS can all write.
const PLACES: [&str; 12] = [
    "Étretat",
    "Sète",
    "Île de Ré",
    "Besançon",
    "Nîmes",
    "Guéthary",
    "Vallée",
    "Plage d'été",
    "Mâcon",
    "Forêt",
    "Orléans",
    "Créac'h",
];

/// A text as bytes of an encoding.
fn encoded(text: &str, encoding: usize) -> Vec<u8> {
    let units =
        |order: fn(u16) -> [u8; 2]| -> Vec<u8> { text.encode_utf16().flat_map(order).collect() };
    let table = |table: &'static encoding_rs::Encoding| table.encode(text).0.into_owned();
    match encoding {
        0 => text.into(),
        1 => ["\u{feff}", text].concat().into(),
        2 => [b"\xff\xfe".to_vec(), units(u16::to_le_bytes)].concat(),
        3 => [b"\xfe\xff".to_vec(), units(u16::to_be_bytes)].concat(),
        4 => units(u16::to_le_bytes),
        5 => units(u16::to_be_bytes),
        6 => table(encoding_rs::WINDOWS_1252),
        7 => table(encoding_rs::ISO_8859_15),
        8 => table(encoding_rs::MACINTOSH),
        _ => yore::code_pages::CP850.encode(text).expect("signs of DOS").into_owned(),
    }
}

/// A change of a file's bytes: where, how many go, what comes.
type Edit = (prop::sample::Index, usize, Vec<u8>);

fn edit() -> impl Strategy<Value = Edit> {
    let bytes = prop::sample::select(b";,\"\n\r\t|0-9.eE{}[]:\\\x00\x81\xe9\xff\xc3 ".to_vec());
    (any::<prop::sample::Index>(), 0..12usize, prop::collection::vec(bytes, 0..6))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn reading_a_damaged_file_never_panics(edits in prop::collection::vec(edit(), 1..4)) {
        let place = tempfile::tempdir().expect("a folder");
        let tree = Tree::open(place.path()).expect("a tree");
        let _fixtures = super::folder();
        for query in queries() {
            let mut bytes = fs::read(
                super::fixtures().join(&query.file),
            )
            .expect("a fixture");
            for (at, gone, new) in &edits {
                let start = at.index(bytes.len() + 1);
                let end = (start + gone).min(bytes.len());
                bytes.splice(start..end, new.iter().copied());
            }
            fs::write(place.path().join(&query.file), &bytes).expect("a file");
            if let Ok(answer) = answer_query(&tree, &query) {
                let _ = (answer.sum(), answer.mean(), answer.last_cell().map(|cell| cell.row));
            }
        }
    }

    #[test]
    fn only_the_right_separator_answers(separator in any::<u8>()) {
        let layout = Layout::Csv(DataColumns {
            separator: Some(separator),
            period: Some("Date".to_owned()),
            ..DataColumns::of_value_column("Visiteurs")
        });
        let answer = answer_query(&super::folder(), &query("accueil.csv", layout, &[("Guichet", "Port")], ""));
        prop_assert_eq!(answer.is_ok(), separator == b';');
    }

    #[test]
    fn a_file_in_any_of_ten_encodings_is_read_right_and_a_guess_is_told(
        words in prop::collection::vec(prop::sample::select(PLACES.to_vec()), 8..30),
        wanted in prop::sample::select(PLACES.to_vec()),
        encoding in 0..10_usize,
        is_composed in any::<bool>(),
    ) {
        let rows: String = words.iter().enumerate().map(|(at, name)| format!("{};{name};{}\r\n", 1901 + at, at * 7)).collect();
        let text = format!("année;lieu;entrées\r\n1900;{wanted};5\r\n{rows}");
        let place = tempfile::tempdir().expect("a folder");
        fs::write(place.path().join("f.csv"), encoded(&text, encoding)).expect("a file");
        let asked: String = if is_composed { wanted.to_owned() } else { wanted.nfd().collect() };
        let layout = Layout::Csv(DataColumns { period: Some("année".to_owned()), ..DataColumns::of_value_column("entrées") });
        let tree = Tree::open(place.path()).expect("a tree");
        let answer = answer_query(&tree, &query("f.csv", layout, &[("lieu", &asked)], "")).map_err(|fault| TestCaseError::fail(format!("{fault:?}")))?;
        let taken: Vec<u64> = (0..).zip(&words).filter(|(_, name)| **name == wanted).map(|(at, _)| at * 7).collect();
        let sum: rust_decimal::Decimal = answer.cells.iter().map(|cell| cell.value).sum();
        prop_assert_eq!(sum, rust_decimal::Decimal::from(5 + taken.iter().sum::<u64>()));
        let is_told = answer.notes.iter().any(|note| matches!(note, DataNote::GuessedEncoding(_)));
        prop_assert_eq!(is_told, encoding > 5, "{:?}", answer.encoding);
    }

    #[test]
    fn a_sum_is_that_of_whole_numbers(
        values in prop::collection::vec((-9_999_999_999i64..9_999_999_999, 0..6u32), 1..60),
        power in -3..4i32,
    ) {
        let mut text = "date;n;power\r\n".to_owned();
        let mut thousandths: i128 = 0;
        for (place, (value, decimals)) in values.iter().enumerate() {
            let (sign, digits) = (if *value < 0 { "-" } else { "" }, value.unsigned_abs());
            let unit = 10u64.pow(*decimals);
            let written = match decimals {
                0 => format!("{sign}{digits}"),
                _ => format!("{sign}{},{:0width$}", digits / unit, digits % unit, width = *decimals as usize),
            };
            text += &format!("{};{written};{power}\r\n", 1900 + place);
            // In units of 10^-9: five decimals and a power of -3 at most.
            let exponent = 9 + power - *decimals as i32;
            thousandths += i128::from(*value) * 10i128.pow(exponent as u32);
        }
        let place = tempfile::tempdir().expect("a folder");
        fs::write(place.path().join("f.csv"), text).expect("a file");
        let layout = Layout::Csv(DataColumns {
            decimal: Mark::Comma,
            period: Some("date".to_owned()),
            multiplier: Some(Multiplier::Power("power".to_owned())),
            ..DataColumns::of_value_column("n")
        });
        let tree = Tree::open(place.path()).expect("a tree");
        let answer = answer_query(&tree, &query("f.csv", layout, &[], "")).expect("an answer");
        let sum = answer.sum().expect("a sum");
        let scaled = sum.mantissa() * 10i128.pow(9 - sum.scale());
        prop_assert_eq!(scaled, thousandths);
        prop_assert_eq!(answer.cells.first().and_then(|cell| cell.period), Some(period("1900")));
    }
}

//! Each reason why a file or a query gives no number has its own fault.

use std::fs;

use recit::data::{DataColumns, DataFault, DateOrder, Encoding, Layout, Mark, Query, answer_query};
use recit::tree::{FileRefusal, LARGEST_DATA, Tree};

use super::{NIGHTS, across, capacity, desk, folder, nights, period, portal, query, read};

fn refused(query: &Query) -> DataFault {
    answer_query(&folder(), query).expect_err("a fault")
}

/// The fault of a file made for it, read through a mapping of the columns `date` and `n`.
fn fault_of(bytes: &[u8], mapping: impl Fn(DataColumns) -> DataColumns) -> DataFault {
    let place = tempfile::tempdir().expect("a folder");
    fs::write(place.path().join("f.csv"), bytes).expect("a file");
    let tree = Tree::open(place.path()).expect("a tree");
    let layout = Layout::Csv(mapping(DataColumns {
        period: Some("date".to_owned()),
        ..DataColumns::of_value_column("n")
    }));
    answer_query(&tree, &query("f.csv", layout, &[], "")).expect_err("a fault")
}

fn plain(bytes: &[u8]) -> String {
    format!("{:?}", fault_of(bytes, |mapping| mapping))
}

#[test]
fn a_total_beside_its_details_is_refused_by_name() {
    let filters = [&NIGHTS[..3], &[("GEO", "2023-FRANCE-F")]].concat();
    let no_residence = query("melodi.csv", Layout::InseeMelodi, &filters, "2022-T3");
    let DataFault::Undecided { columns, rows, .. } = refused(&no_residence) else {
        panic!("undecided");
    };
    let codes = ["1", "2", "_T"].map(str::to_owned).to_vec();
    assert_eq!(columns, [("TOUR_RESID".to_owned(), codes)]);
    assert_eq!(rows, (6, 9));
    let summed = across(no_residence, &["TOUR_RESID"]);
    let DataFault::TotalAmongParts { column, total } = refused(&summed) else {
        panic!("a total");
    };
    assert_eq!((column.as_str(), total.as_str()), ("TOUR_RESID", "_T"));
}

#[test]
fn months_beside_years_are_refused_by_the_column_that_tells_them_apart() {
    let filters = [&NIGHTS[..1], &NIGHTS[2..], &[("GEO", "2023-FRANCE-F")]].concat();
    let any_rhythm = query("melodi.csv", Layout::InseeMelodi, &filters, "2022");
    let DataFault::Undecided { columns, .. } = refused(&any_rhythm) else {
        panic!("undecided");
    };
    assert_eq!(columns[0].0, "FREQ");
    let mixed = plain(b"date,n\n2026-07,1\n2026-T4,2\n");
    assert!(mixed.starts_with("MixedGrains { grains: (Month, Quarter), rows: (2, 3)"), "{mixed}");
}

#[test]
fn two_rows_for_one_period_are_refused_with_what_tells_them_apart() {
    let any_desk = query("accueil.csv", desk("Visiteurs"), &[], "");
    let DataFault::Undecided { period: at, rows, columns } = refused(&any_desk) else {
        panic!("undecided");
    };
    assert_eq!((at, rows), (Some(period("2026-07-01/2026-07-01")), (2, 3)));
    assert_eq!(columns[0], ("Guichet".to_owned(), vec!["Gare".to_owned(), "Port".to_owned()]));
    let two = query("bdm-two.csv", Layout::InseeBdm, &[], "");
    let DataFault::Undecided { columns, .. } = refused(&two) else {
        panic!("undecided");
    };
    assert_eq!(columns[0].0, "idBank");
    assert!(
        plain(b"date,n\n2026,1\n2026,1\n")
            .starts_with("Repeated { period: Some(Year(2026)), rows: (2, 3)")
    );
}

#[test]
fn a_filter_that_takes_nothing_says_what_there_is() {
    let DataFault::NoSuchCode { column, nearest, codes, more, .. } =
        refused(&nights("2023-DEP-53", "2025"))
    else {
        panic!("no such code");
    };
    assert_eq!((column.as_str(), nearest.as_deref(), more), ("GEO", Some("2023-DEP-35"), false));
    // Only the codes that the filters before leave.
    assert_eq!(codes.len(), 6);
    let short = query("capacites.csv", Layout::Csv(capacity("chambres")), &[("dpt", "1")], "");
    let DataFault::NoSuchCode { nearest, .. } = refused(&short) else {
        panic!("no such code");
    };
    assert_eq!(nearest.as_deref(), Some("01"), "`1` is not `01`");
}

#[test]
fn a_column_that_is_not_there_names_the_nearest() {
    let query = query("melodi.csv", Layout::InseeMelodi, &[("TOUR_MESURE", "NUI")], "");
    let DataFault::UnknownColumn { name, nearest, columns, row } = refused(&query) else {
        panic!("unknown");
    };
    assert_eq!((name.as_str(), nearest.as_deref()), ("TOUR_MESURE", Some("TOUR_MEASURE")));
    assert_eq!((columns.len(), row), (14, 1));
}

#[test]
fn a_period_that_the_file_does_not_cover_is_told_with_what_it_covers() {
    let DataFault::NoSuchPeriod { known, .. } = refused(&nights("2023-FRANCE-F", "2026-T3")) else {
        panic!("no such period");
    };
    assert_eq!(known, Some((period("2019-07"), period("2022-09"))));
    let quarters = |over| query("bdm-quarterly.csv", Layout::InseeBdm, &[], over);
    let DataFault::TooCoarse { found, .. } = refused(&quarters("2025-07")) else {
        panic!("too coarse");
    };
    assert_eq!(found, period("2025-T3"));
    let DataFault::TooCoarse { found, .. } =
        refused(&nights("2023-FRANCE-F", "2022-07-10/2022-09-30"))
    else {
        panic!("too coarse");
    };
    assert_eq!(found, period("2022-07"));
    let timeless = query("capacites.csv", Layout::Csv(capacity("chambres")), &[], "2026");
    assert!(matches!(refused(&timeless), DataFault::NoPeriods));
}

#[test]
fn statistical_secrecy_is_kept() {
    let camping = [("ACTIVITY", "I553"), ("FREQ", "M"), ("GEO", "2023-DEP-01")];
    let marked = query("melodi.csv", Layout::InseeMelodi, &camping, "");
    let DataFault::Confidential { code, .. } = refused(&marked) else {
        panic!("confidential");
    };
    assert_eq!(code, "C");
    let guarded = |code| {
        let mapping = DataColumns {
            units: Some("hôtels".to_owned()),
            largest: Some("part du premier".to_owned()),
            ..capacity("chambres")
        };
        query("capacites.csv", Layout::Csv(mapping), &[("dpt", code)], "")
    };
    assert_eq!(read(&guarded("48")).cells.len(), 1);
    let few = refused(&guarded("53"));
    assert!(matches!(&few, DataFault::TooFewUnits { row: 7, units } if units == "2"), "{few:?}");
    let one = refused(&guarded("58"));
    assert!(matches!(&one, DataFault::Dominated { row: 8, share } if share == "86,5 %"), "{one:?}");
}

#[test]
fn a_share_of_the_largest_is_read_as_a_ratio_or_in_percent() {
    let of = |share: &str| {
        let text = format!("date,n,p\n2026,5,{share}\n");
        let place = tempfile::tempdir().expect("a folder");
        fs::write(place.path().join("f.csv"), text).expect("a file");
        let mapping =
            DataColumns { largest: Some("p".to_owned()), ..DataColumns::of_value_column("n") };
        let query = query("f.csv", Layout::Csv(mapping), &[], "");
        answer_query(&Tree::open(place.path()).expect("a tree"), &query).is_ok()
    };
    for told in ["85", "0.85", "85 %", "0.9 %", "12"] {
        assert!(of(told), "{told}");
    }
    for dominated in ["85.1", "0.86", "1", "100 %", "", "s"] {
        assert!(!of(dominated), "{dominated}");
    }
}

#[test]
fn json_of_too_many_columns_is_refused() {
    let place = tempfile::tempdir().expect("a folder");
    let rows: Vec<String> = (0..1_001).map(|n| format!("{{\"c{n}\":1}}")).collect();
    fs::write(place.path().join("f.json"), format!("[{}]", rows.join(","))).expect("a file");
    let layout = Layout::Opendatasoft(DataColumns::of_value_column("c0"));
    let tree = Tree::open(place.path()).expect("a tree");
    let refused = answer_query(&tree, &query("f.json", layout, &[], ""));
    assert!(matches!(refused, Err(DataFault::TooManyColumns { most: 1_000 })));
}

#[test]
fn a_part_of_the_rows_is_no_answer() {
    let part = query("explore-2-part.json", portal(), &[("site", "Phare")], "2026-T3");
    assert!(matches!(refused(&part), DataFault::Truncated { total: 412, held: 6 }));
}

#[test]
fn an_operation_over_a_missing_part_is_refused() {
    let answer = read(&nights("2023-DEP-35", "2025-T2"));
    for refused in [answer.sum(), answer.mean(), answer.share_of(&answer)] {
        let Err(DataFault::Incomplete { missing }) = refused else {
            panic!("incomplete");
        };
        assert_eq!(missing, [period("2025-05")]);
    }
    let july = read(&nights("2023-FRANCE-F", "2022-07"));
    let quarter = read(&nights("2023-FRANCE-F", "2022-T3"));
    assert!(matches!(july.share_of(&quarter), Err(DataFault::UnlikePeriods)));
}

#[test]
fn bytes_that_are_no_table_are_told_apart() {
    assert_eq!(plain(b""), "Empty");
    assert_eq!(plain(b"date,n\n"), "Empty");
    assert_eq!(plain(b"date,n\n,\n"), "Empty");
    assert_eq!(plain(b"\xff\xfed\0a\0").split(" {").next(), Some("UnknownColumn"));
    assert_eq!(plain(b"\xff\xfed\0a"), "BrokenSign { row: 1 }");
    assert_eq!(plain(b"PK\x03\x04rest"), "Archive");
    assert_eq!(plain(b"date,n\n2026,\x00"), "NotText");
    let windows = |mapping| DataColumns { encoding: Some(Encoding::Windows1252), ..mapping };
    assert!(matches!(fault_of(b"date,n\n2026,\x81", windows), DataFault::NotText));
    assert!(plain(b"date,n\n2026,\x81").starts_with("NotANumber { row: 2"));
    let utf_8 = |mapping| DataColumns { encoding: Some(Encoding::Utf8), ..mapping };
    assert!(matches!(fault_of(b"date,n\n2026,\xe9\n", utf_8), DataFault::NotUtf8));
    let cut = ["date,n,été\n2026,1,caf".as_bytes(), b"\xe9\n"].concat();
    assert_eq!(plain(&cut), "BrokenSign { row: 2 }");
    assert_eq!(
        plain(b"sep=;\r\ndate;n\r\n2026;1\r\n2025;douze\r\n"),
        "NotANumber { row: 4, column: \"n\", text: \"douze\" }"
    );
    assert_eq!(plain(b"date,n\n2026,1,2\n"), "Ragged { row: 2, expected: 2, found: 3 }");
    assert_eq!(
        plain(b"date,n\r\n\r\n2026,1\r\n2025\r\n"),
        "Ragged { row: 4, expected: 2, found: 1 }"
    );
    assert_eq!(plain(b"date,n,note\n2026,1,\"x\n2027,2,y\n2028,3,z\n"), "Unclosed { row: 2 }");
    assert_eq!(plain(b"date,n,date\n2026,1,1\n"), "TwiceTheColumn { name: \"date\" }");
}

#[test]
fn cells_that_are_misread_elsewhere_are_refused_with_their_row() {
    assert_eq!(
        plain(b"date,n\n2026,1\n2025,douze\n"),
        "NotANumber { row: 3, column: \"n\", text: \"douze\" }"
    );
    assert_eq!(
        plain(b"date,n\n2026,\"1,234\"\n"),
        "TwoReadings { row: 2, column: \"n\", text: \"1,234\" }"
    );
    assert_eq!(
        plain(b"date,n\n2026,99999999999999999999999999999\n").split(' ').next(),
        Some("TooManyDigits")
    );
    assert_eq!(
        plain(b"date,n\n2026,1\nhier,1\n"),
        "NotAPeriod { row: 3, column: \"date\", text: \"hier\" }"
    );
    assert_eq!(plain(b"date,n\n2026,1 %\n2025,3\n"), "MixedSigns { rows: (2, 3) }");
    let american = |mapping| DataColumns { dates: Some(DateOrder::MonthFirst), ..mapping };
    assert!(matches!(
        fault_of(b"date,n\n14/07/2026,1\n", american),
        DataFault::NotAPeriod { row: 2, .. }
    ));
    let either = |mapping| DataColumns { decimal: Mark::Either, ..mapping };
    assert!(matches!(
        fault_of(b"date,n\n2026,1.234\n", either),
        DataFault::TwoReadings { row: 2, .. }
    ));
    let timeless = |mapping| DataColumns { period: None, ..mapping };
    assert!(matches!(fault_of(b"date,n\n2026,NC\n", timeless), DataFault::NoValue { row: 2 }));
}

#[test]
fn a_file_that_is_not_there_or_outside_is_not_read() {
    let of = |file: &str| refused(&query(file, Layout::InseeMelodi, &[], ""));
    assert!(matches!(of("melody.csv"), DataFault::NotFound));
    assert!(matches!(of("../main.rs"), DataFault::Barred(FileRefusal::Outside)));
    assert!(matches!(of("."), DataFault::NoFile));
    let place = tempfile::tempdir().expect("a folder");
    let file = fs::File::create(place.path().join("f.csv")).expect("a file");
    file.set_len(LARGEST_DATA + 1).expect("a hole");
    let tree = Tree::open(place.path()).expect("a tree");
    let large = answer_query(&tree, &query("f.csv", Layout::InseeMelodi, &[], ""));
    assert!(matches!(large, Err(DataFault::TooLarge { most: LARGEST_DATA })));
    assert!(matches!(of("bdm-quarterly.csv"), DataFault::UnknownColumn { .. }));
    let json = query("melodi.csv", portal(), &[], "");
    assert!(matches!(refused(&json), DataFault::Malformed { row: 1 }));
    let bdm = query("melodi.csv", Layout::InseeBdm, &[], "");
    assert!(matches!(refused(&bdm), DataFault::Malformed { row: 2 }));
}

/// The fault of a file made for it, whose rows a column `lieu` chooses.
fn fault_at(text: &str, place_named: &str) -> String {
    let place = tempfile::tempdir().expect("a folder");
    fs::write(place.path().join("f.csv"), text).expect("a file");
    let tree = Tree::open(place.path()).expect("a tree");
    let layout = Layout::Csv(DataColumns {
        period: Some("date".to_owned()),
        ..DataColumns::of_value_column("n")
    });
    let query = query("f.csv", layout, &[("lieu", place_named)], "");
    format!("{:?}", answer_query(&tree, &query).expect_err("a fault"))
}

#[test]
fn a_code_that_could_be_two_or_lacks_an_accent_is_refused_with_the_nearest() {
    let text = "date,lieu,n\n2026-07,Plage,7\n2026-07,plage,2\n2026-07,Forêt,5\n";
    let two = fault_at(text, "PLAGE");
    assert!(two.starts_with("NoSuchCode"), "{two}");
    let accent = fault_at(text, "Foret");
    assert!(accent.contains("nearest: Some(\"Forêt\")"), "{accent}");
}

#[test]
fn one_of_several_codes_that_no_row_has_is_refused_by_name() {
    let layout = || {
        Layout::Csv(DataColumns {
            period: Some("date".to_owned()),
            ..DataColumns::of_value_column("n")
        })
    };
    let place = tempfile::tempdir().expect("a folder");
    fs::write(place.path().join("f.csv"), "date,lieu,n\n2026-07,Quai,7\n2026-07,GARE,2\n")
        .expect("a file");
    let tree = Tree::open(place.path()).expect("a tree");
    let asked =
        |places: &str| across(query("f.csv", layout(), &[("lieu", places)], "2026-07"), &["lieu"]);
    let DataFault::NoSuchCode { wanted, codes, .. } =
        answer_query(&tree, &asked("Quai|Plage")).expect_err("a fault")
    else {
        panic!("no such code");
    };
    assert_eq!(
        (wanted, codes),
        (vec!["Plage".to_owned()], vec!["GARE".to_owned(), "Quai".to_owned()])
    );
    let answer = answer_query(&tree, &asked("Quai|Gare")).expect("an answer");
    assert_eq!(answer.sum().expect("a sum").to_string(), "9");
}

#[test]
fn a_number_flagged_as_confidential_is_refused() {
    let fault = plain(b"date,n\n2026-07,12\n2026-08,5 c\n");
    assert_eq!(fault, "Confidential { row: 3, code: \"c\" }");
}

#[test]
fn a_line_of_eurostat_with_too_few_codes_or_values_is_refused_with_its_row() {
    for line in ["A,FR\t1\t2", "A,NR,FR\t1"] {
        let text = format!("freq,unit,geo\\TIME_PERIOD\t2024 \t2025 \nA,NR,DE\t1\t2\n{line}\n");
        let fault = fault_of(text.as_bytes(), |mapping| DataColumns {
            period: Some("TIME_PERIOD".to_owned()),
            value: "OBS_VALUE".to_owned(),
            ..mapping
        });
        assert!(matches!(fault, DataFault::Ragged { row: 3, .. }), "{fault:?}");
    }
}

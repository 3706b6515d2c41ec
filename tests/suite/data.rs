//! Reading data files: layouts as their sources write them, with invented values except for those of INSEE.

mod faults;
mod offices;
mod programs;
mod properties;

use std::path::{Path, PathBuf};

use recit::data::{
    DataColumns, DataNote, Encoding, Grain, Layout, Mark, Multiplier, Query, QueryAnswer,
    StatusMeaning, answer_query,
};
use recit::period::Period;
use recit::tree::Tree;
use sha2::{Digest, Sha256};

/// Where the data files of the tests lie.
fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/data")
}

fn folder() -> Tree {
    Tree::open(&fixtures()).expect("the fixtures")
}

fn period(text: &str) -> Period {
    Period::parse(text).expect(text)
}

/// A query whose filters take texts apart by `|`; no period for all of them.
fn query(file: &str, layout: Layout, filters: &[(&str, &str)], over: &str) -> Query {
    let filter = |(column, text): &(&str, &str)| {
        let wanted = text.split('|').map(str::to_owned).collect();
        ((*column).to_owned(), wanted)
    };
    Query {
        file: file.to_owned(),
        layout,
        filters: filters.iter().map(filter).collect(),
        over: (!over.is_empty()).then(|| period(over)),
        across: Vec::new(),
    }
}

fn across(query: Query, columns: &[&str]) -> Query {
    Query { across: columns.iter().map(|name| (*name).to_owned()).collect(), ..query }
}

const NIGHTS: [(&str, &str); 4] =
    [("ACTIVITY", "I551"), ("FREQ", "M"), ("TOUR_MEASURE", "NUI"), ("TOUR_RESID", "_T")];

fn nights(geo: &str, over: &str) -> Query {
    let filters = [&NIGHTS[..], &[("GEO", geo)]].concat();
    query("melodi.csv", Layout::InseeMelodi, &filters, over)
}

/// The counters of the front desk, as a French spreadsheet exports them.
fn desk(value: &str) -> Layout {
    Layout::Csv(DataColumns {
        decimal: Mark::Comma,
        period: Some("Date".to_owned()),
        ..DataColumns::of_value_column(value)
    })
}

/// Attendance of sites in an open data portal: a date stands for its month.
fn portal() -> Layout {
    Layout::Opendatasoft(DataColumns {
        period: Some("mois".to_owned()),
        each: Grain::Month,
        ..DataColumns::of_value_column("entrees")
    })
}

fn capacity(value: &str) -> DataColumns {
    DataColumns { decimal: Mark::Comma, ..DataColumns::of_value_column(value) }
}

fn read(query: &Query) -> QueryAnswer {
    answer_query(&folder(), query).expect("an answer")
}

fn sum(query: &Query) -> String {
    read(query).sum().expect("a sum").to_string()
}

/// Each cell as `period value` with its status, if it has one.
fn cells(answer: &QueryAnswer) -> Vec<String> {
    let shown = |cell: &recit::data::DataCell| {
        let period = cell.period.map(|period| period.to_string());
        let status = cell.status.as_ref().map(|status| format!(" {status}"));
        format!("{} {}{}", period.unwrap_or_default(), cell.value, status.unwrap_or_default())
    };
    answer.cells.iter().map(shown).collect()
}

#[test]
fn the_nights_of_insee_come_out_as_printed() {
    for (over, value) in [
        ("2022-07", "24245000"),
        ("2022-08", "25097000"),
        ("2022-09", "20178000"),
        ("2019-07", "23366000"),
        ("2019-08", "24835000"),
        ("2019-09", "20504000"),
        ("2020-04", "692000"),
        ("2022-T3", "69520000"),
        ("2019-T3", "68705000"),
    ] {
        let answer = read(&nights("2023-FRANCE-F", over));
        assert_eq!(answer.sum().expect(over).to_string(), value, "{over}");
        assert_eq!(answer.missing, [], "{over}");
    }
}

#[test]
fn an_answer_tells_its_file_its_rows_and_which_values_may_change() {
    let answer = read(&nights("2023-FRANCE-F", "2022-T3"));
    assert_eq!(cells(&answer), ["2022-07 24245000", "2022-08 25097000", "2022-09 20178000 P"]);
    assert_eq!(answer.cells.iter().map(|cell| cell.row).collect::<Vec<_>>(), [6, 7, 8]);
    // As `sha256sum` prints it.
    assert_eq!(answer.sha256, "d63f20fed5ea1cafb5b58d8f69bb26ab481d0dbae7633da034ddcc23c1ae6f17");
    assert_eq!((answer.rows, answer.encoding), (40, Encoding::Utf8));
    let provisional = DataNote::Status {
        meaning: StatusMeaning::Provisional,
        code: "P".to_owned(),
        periods: vec![period("2022-09")],
    };
    assert_eq!(answer.notes, [provisional]);
}

#[test]
fn a_month_without_a_value_is_missing_and_never_a_zero() {
    let answer = read(&nights("2023-DEP-35", "2025-T2"));
    assert_eq!(cells(&answer), ["2025-04 117780 B", "2025-06 140200"]);
    assert_eq!(answer.missing, [period("2025-05")]);
    let without_row = read(&nights("2023-DEP-2B", "2024-T3"));
    assert_eq!(without_row.missing, [period("2024-09")]);
    assert_eq!(read(&nights("2023-DEP-35", "2025-T1")).missing, []);
    // Without a period, the parts between the first and the last are due.
    let all = read(&nights("2023-DEP-35", ""));
    assert_eq!(all.missing.first(), Some(&period("2024-10")));
    assert_eq!(all.missing.last(), Some(&period("2025-05")));
}

#[test]
fn codes_stay_text_and_are_summed_over_only_when_asked() {
    for (geo, value) in [("2023-DEP-01", "30750"), ("2023-DEP-2A", "93750")] {
        let answer = read(&nights(geo, "2024-T3"));
        let sum = answer.sum().expect(geo).to_string();
        assert_eq!(sum, value, "{geo}");
    }
    let two = across(nights("2023-DEP-01|2023-DEP-2A", "2024-T3"), &["GEO"]);
    assert_eq!(sum(&two), "124500");
    // A department that lacks a month makes the whole lack it.
    let uneven = read(&across(nights("2023-DEP-2A|2023-DEP-2B", "2024-T3"), &["GEO"]));
    assert_eq!(uneven.missing, [period("2024-09")]);
    assert_eq!(&uneven.cells[0].of[..], ["2023-DEP-2A"]);
}

#[test]
fn one_territory_drawn_in_two_years_is_noted() {
    let answer = read(&nights("2023-DEP-35|2024-DEP-35", ""));
    let vintages = DataNote::Vintages {
        column: "GEO".to_owned(),
        codes: vec!["2023-DEP-35".to_owned(), "2024-DEP-35".to_owned()],
    };
    assert!(answer.notes.contains(&vintages), "{:?}", answer.notes);
    let estimated = |note: &DataNote| matches!(note, DataNote::Status { meaning: StatusMeaning::Estimated, code, .. } if code == "E");
    assert!(answer.notes.iter().any(estimated), "{:?}", answer.notes);
}

#[test]
fn a_series_of_the_bdm_comes_back_oldest_first() {
    let bdm = |file, over| read(&query(file, Layout::InseeBdm, &[], over));
    let quarters = bdm("bdm-quarterly.csv", "2025");
    assert_eq!(cells(&quarters), ["2025-T1 133.9", "2025-T2 134.6", "2025-T3 135.2 P"]);
    assert_eq!(quarters.missing, [period("2025-T4")]);
    assert_eq!(quarters.rows, 8);
    let year = bdm("bdm-quarterly.csv", "2024");
    assert_eq!(year.missing, [period("2024-T3")]);
    let months = bdm("bdm-monthly.csv", "2025-T3");
    assert_eq!(months.sum().expect("a sum").to_string(), "4527.0");
    assert_eq!(months.cells[1].status.as_deref(), Some("(P)"));
    assert_eq!(bdm("bdm-monthly.csv", "2025-T2").missing, [period("2025-05")]);
    let years = bdm("bdm-yearly.csv", "");
    assert_eq!(cells(&years), ["2022 40.9", "2023 41.2", "2024 41.7 SD"]);
    assert_eq!(years.last_cell().expect("the last").value.to_string(), "41.7");
}

#[test]
fn a_file_of_two_series_is_read_by_its_bank_code() {
    let camping = query("bdm-two.csv", Layout::InseeBdm, &[("idBank", "010598445")], "");
    assert_eq!(cells(&read(&camping)), ["2025-07 2875.5 E", "2025-08 3120"]);
}

#[test]
fn the_three_shapes_of_a_portal_say_the_same() {
    for file in ["explore-2.json", "explore-1.json", "export.json"] {
        let lighthouse = query(file, portal(), &[("site", "Phare")], "2026-T3");
        assert_eq!(sum(&lighthouse), "12205", "{file}");
        let fort = read(&query(file, portal(), &[("code", "2A")], "2026-T3"));
        assert_eq!(fort.missing, [period("2026-09")], "{file}");
        assert_eq!(fort.cells[0].row, 4, "{file}");
    }
}

#[test]
fn an_export_of_a_french_spreadsheet_is_read_through_a_mapping() {
    let port = |over| query("accueil.csv", desk("Visiteurs"), &[("Guichet", "Port")], over);
    let answer = read(&port("2026-07-01/2026-07-04"));
    assert_eq!(answer.sum().expect("a sum").to_string(), "4636");
    assert_eq!(answer.mean().expect("a mean").to_string(), "1159");
    assert_eq!(answer.rows, 7);
    let month = read(&port("2026-07"));
    assert_eq!(month.missing.len(), 27);
    let money =
        across(query("accueil.csv", desk("Recette"), &[], "2026-07-01/2026-07-03"), &["Guichet"]);
    assert_eq!(sum(&money), "7356.84");
    let station = query("accueil.csv", desk("Visiteurs"), &[("Guichet", "Gare")], "");
    assert_eq!(read(&station).missing, [period("2026-07-02/2026-07-02")], "closed is not zero");
}

#[test]
fn what_has_no_row_for_a_code_is_noted_outside_the_statistical_offices() {
    let all =
        across(query("accueil.csv", desk("Recette"), &[], "2026-07-03/2026-07-04"), &["Guichet"]);
    let answer = read(&all);
    let uneven = DataNote::Uneven {
        of: vec!["Gare".to_owned()].into(),
        periods: vec![period("2026-07-04/2026-07-04")],
    };
    assert_eq!((answer.missing, answer.notes), (vec![], vec![uneven]));
}

#[test]
fn tabs_and_names_of_months_are_understood() {
    let layout = Layout::Csv(DataColumns {
        decimal: Mark::Comma,
        period: Some("Mois".to_owned()),
        multiplier: Some(Multiplier::Times("0.1".parse().expect("a number"))),
        ..DataColumns::of_value_column("Visiteurs")
    });
    let answer = read(&query("mois.csv", layout, &[], "2026-T3"));
    assert_eq!(cells(&answer), ["2026-07 1240.0", "2026-08 1531.05", "2026-09 905.0"]);
}

#[test]
fn windows_letters_are_read_with_a_note_and_codes_keep_their_zeros() {
    let rooms = |code| {
        let layout = Layout::Csv(capacity("chambres"));
        read(&query("capacites.csv", layout, &[("dpt", code)], ""))
    };
    for (code, value) in [("01", "2950"), ("2A", "6310"), ("971", "3402")] {
        let answer = rooms(code);
        assert_eq!(cells(&answer), [format!(" {value}")], "{code}");
        assert_eq!(answer.notes, [DataNote::GuessedEncoding(Encoding::Windows1252)]);
        assert_eq!(answer.encoding, Encoding::Windows1252);
    }
    let layout =
        Layout::Csv(DataColumns { encoding: Some(Encoding::Windows1252), ..capacity("hôtels") });
    let declared = read(&query("capacites.csv", layout, &[("département", "Ariège")], ""));
    assert_eq!((cells(&declared), declared.notes), (vec![" 64".to_owned()], vec![]));
}

#[test]
fn a_zero_among_numbers_is_a_value_with_a_note() {
    let layout = Layout::Csv(DataColumns {
        period: Some("date".to_owned()),
        ..DataColumns::of_value_column("total")
    });
    let answer = read(&query("nuitees.csv", layout, &[], "2018"));
    let zeros = ["2018-08-29/2018-08-29", "2018-12-03/2018-12-03"];
    let zeros = DataNote::Zeros { periods: zeros.map(period).to_vec() };
    assert_eq!((answer.cells.len(), answer.missing.len()), (365, 0));
    assert_eq!(answer.notes, [zeros]);
}

#[test]
fn a_long_file_is_read_as_one_whatever_its_letters_and_lines() {
    let mut text = "jour;lieu;n\n".to_owned();
    let mut total = 0;
    for day in Period::parse("1990-01-01/2019-12-31").into_iter().flat_map(days) {
        let visitors = 1_000 + total % 977;
        text += &format!("{day};{};{visitors}\n", "été".repeat(total % 13));
        total += visitors;
    }
    assert!(text.len() > 300_000, "several chunks");
    let place = tempfile::tempdir().expect("a folder");
    let tree = Tree::open(place.path()).expect("a tree");
    let windows: Vec<u8> =
        text.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin 1")).collect();
    let returns = text.replace('\n', "\r\n").into_bytes();
    for bytes in [text.clone().into_bytes(), returns, windows] {
        std::fs::write(place.path().join("f.csv"), &bytes).expect("a file");
        let layout = Layout::Csv(DataColumns {
            period: Some("jour".to_owned()),
            ..DataColumns::of_value_column("n")
        });
        let answer = answer_query(&tree, &query("f.csv", layout, &[], "")).expect("an answer");
        assert_eq!(answer.sum().expect("a sum").to_string(), total.to_string());
        let last = answer.last_cell().expect("the last");
        assert_eq!((last.row, answer.rows), (10_958, 10_957));
        let sha: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(answer.sha256, sha);
    }
}

fn days(period: Period) -> impl Iterator<Item = chrono::NaiveDate> {
    period.first_day().iter_days().take_while(move |day| *day <= period.last_day())
}

#[test]
fn a_share_is_a_part_of_the_same_periods() {
    let resident = [&NIGHTS[..3], &[("TOUR_RESID", "2"), ("GEO", "2023-FRANCE-F")]].concat();
    let abroad = query("melodi.csv", Layout::InseeMelodi, &resident, "2022-T3");
    let whole = nights("2023-FRANCE-F", "2022-T3");
    let share = read(&abroad).share_of(&read(&whole)).expect("a share");
    // 25 368 of 69 520.
    assert_eq!(share.to_string(), "36.490218642117376294591484465");
}

/// The answer of a file made for it, through a layout of any columns.
fn answer_of(
    text: &str,
    mapping: DataColumns,
    filters: &[(&str, &str)],
    over: &str,
) -> QueryAnswer {
    let place = tempfile::tempdir().expect("a folder");
    std::fs::write(place.path().join("f.tsv"), text).expect("a file");
    let tree = Tree::open(place.path()).expect("a tree");
    answer_query(&tree, &query("f.tsv", Layout::Csv(mapping), filters, over)).expect("an answer")
}

/// The columns of a period and a value.
fn columns(period: &str, value: &str, decimal: Mark) -> DataColumns {
    DataColumns { period: Some(period.to_owned()), decimal, ..DataColumns::of_value_column(value) }
}

#[test]
fn flags_behind_numbers_tell_which_values_may_change() {
    let text = "mois;nuits\n2026M07;1 204 b\n2026-M08;98,5 (p)\n2026M09;12 e\n";
    let answer = answer_of(text, columns("mois", "nuits", Mark::Comma), &[], "2026-T3");
    assert_eq!(cells(&answer), ["2026-07 1204 b", "2026-08 98.5 p", "2026-09 12 e"]);
    let meanings: Vec<_> = answer
        .notes
        .iter()
        .filter_map(|note| match note {
            DataNote::Status { meaning, .. } => Some(*meaning),
            _ => None,
        })
        .collect();
    let wanted = [StatusMeaning::Break, StatusMeaning::Estimated, StatusMeaning::Provisional];
    assert_eq!(meanings, wanted);
}

#[test]
fn the_wide_table_of_eurostat_is_read_as_a_row_for_each_period() {
    let text = "freq,c_resid,geo\\TIME_PERIOD\t2024 \t2025 \t2026\nA,DOM,FRH0\t1204 \t1317 p\t: \nA,FOR,FRH0\t88 \t91 b\t90\n";
    let mapping = || columns("TIME_PERIOD", "OBS_VALUE", Mark::Point);
    let filters = [("geo", "FRH0"), ("c_resid", "DOM")];
    let answer = answer_of(text, mapping(), &filters, "2025");
    assert_eq!((cells(&answer), answer.rows), (vec!["2025 1317 p".to_owned()], 2));
    assert_eq!(answer_of(text, mapping(), &filters, "2026").missing, [period("2026")]);
    let flagged = DataColumns { status: Some("OBS_FLAG".to_owned()), ..mapping() };
    let answer = answer_of(text, flagged, &[("c_resid", "FOR")], "2025");
    assert_eq!(cells(&answer), ["2025 91 b"]);
    let old = "geo\\time\t2025Q4 \t2025Q3 \nFR\t7\t8\n";
    let answer = answer_of(old, columns("time", "OBS_VALUE", Mark::Point), &[], "2025-S2");
    assert_eq!(cells(&answer), ["2025-T3 8", "2025-T4 7"]);
}

#[test]
fn a_code_in_other_capitals_is_the_code_and_one_of_two_such_codes_is_not() {
    let text = "mois;lieu;n\n2026-07;FORÊT DU ROC;5\n2026-07;Plage;7\n2026-07;plage;2\n";
    let mapping = || columns("mois", "n", Mark::Comma);
    for named in ["Forêt du Roc", "forêt du roc", "FORE\u{302}T du roc"] {
        let answer = answer_of(text, mapping(), &[("lieu", named)], "2026-07");
        assert_eq!(cells(&answer), ["2026-07 5"], "{named}");
    }
    let answer = answer_of(text, mapping(), &[("lieu", "plage")], "2026-07");
    assert_eq!(cells(&answer), ["2026-07 2"]);
}

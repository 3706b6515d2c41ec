//! Tables as offices have them: titles above, totals and remarks below, marks for what is missing, dates of two readings.

#![expect(
    clippy::result_large_err,
    reason = "these are the faults that the program itself returns"
)]

use std::fs;

use recit::data::{
    DataColumns, DataFault, DataNote, DateOrder, Grain, Hours, Layout, Mark, QueryAnswer,
    answer_query,
};
use recit::tree::Tree;

use super::{cells, query};

/// What a text holds under `n`, by the periods under `mois`, in the third quarter of 2026.
fn answer(text: &str) -> Result<QueryAnswer, DataFault> {
    answer_with(text, |mapping| mapping)
}

fn answer_with(
    text: &str,
    mapping: impl Fn(DataColumns) -> DataColumns,
) -> Result<QueryAnswer, DataFault> {
    let layout = Layout::Csv(mapping(DataColumns {
        period: Some("mois".to_owned()),
        decimal: Mark::Either,
        ..DataColumns::of_value_column("n")
    }));
    answer_of(text, layout, &[])
}

fn answer_of(
    text: &str,
    layout: Layout,
    filters: &[(&str, &str)],
) -> Result<QueryAnswer, DataFault> {
    let place = tempfile::tempdir().expect("a folder");
    fs::write(place.path().join("f.csv"), text).expect("a file");
    let tree = Tree::open(place.path()).expect("a tree");
    answer_query(&tree, &query("f.csv", layout, filters, "2026-T3"))
}

const SUMMER: [&str; 3] = ["2026-07 5", "2026-08 6", "2026-09 7"];

#[test]
fn titles_above_the_names_of_the_columns_are_passed_over() {
    for titles in [
        "Fréquentation;;\n",
        "Office de tourisme de Valmer;;\nAnnée 2026;;\n;;\n",
        "Office de tourisme\n\nExtrait le 3 octobre 2026\n",
        "sep=;\nAccueil;;\n",
        ";Guichet;Guichet\n",
    ] {
        let text = format!("{titles}mois;n;remarque\n2026-07;5;\n2026-08;6;\n2026-09;7;\n");
        let answer = answer(&text).expect(&text);
        let first = titles.matches('\n').count() as u64 + 2;
        assert_eq!(cells(&answer), SUMMER, "{text}");
        assert_eq!(answer.cells[0].row, first, "{text}");
    }
}

#[test]
fn names_of_columns_on_two_lines_are_read_as_one() {
    for titles in ["mois;Guichet;\n;n;remarque\n", "mois;;remarque\n;n;\n"] {
        let text = format!("Accueil;;\n{titles}2026-07;5;\n2026-08;6;\n2026-09;7;\n");
        assert_eq!(cells(&answer(&text).expect(&text)), SUMMER, "{text}");
    }
    let unnamed = "mois;Guichet;\n;;remarque\n2026-07;5;\n";
    assert!(matches!(answer(unnamed), Err(DataFault::UnknownColumn { .. })));
}

#[test]
fn a_total_named_beside_an_empty_period_is_not_counted_either() {
    let text = "lieu;mois;n\nport;2026-07;5\nport;2026-08;6\nport;2026-09;7\nTotal port;;18\n";
    let answer = answer(text).expect("numbers");
    assert_eq!(cells(&answer), SUMMER);
    assert_eq!(answer.set_aside, [(5, "Total port".to_owned())]);
}

#[test]
fn columns_that_no_line_names_are_told_from_the_line_of_titles() {
    let text = "Fréquentation;;\nMois;Entrées;Guichet\n2026-07;5;A\n";
    let Err(DataFault::UnknownColumn { columns, row, .. }) = answer(text) else {
        panic!("unknown");
    };
    assert_eq!((columns.join(" ").as_str(), row), ("Mois Entrées Guichet", 2));
}

#[test]
fn a_total_is_not_counted_a_second_time() {
    for total in ["Total", "TOTAL 2026", "Sous-total", "Total général", "Ensemble", "Moyenne"] {
        let text = format!("mois;n\n2026-07;5\n2026-08;6\n2026-09;7\n{total};18\n");
        let answer = answer(&text).expect(&text);
        assert_eq!(cells(&answer), SUMMER, "{total}");
        assert_eq!(answer.set_aside, [(5, total.to_owned())], "{total}");
    }
}

#[test]
fn remarks_below_a_table_are_passed_over_and_not_those_within() {
    let table = "mois;n;\n2026-07;5;\n2026-08;6;\n2026-09;7;\n";
    for remark in ["Source : office de tourisme;;\n", "\n* estimation\n", "Chiffres provisoires\n"]
    {
        let text = format!("{table}{remark}");
        assert_eq!(cells(&answer(&text).expect(&text)), SUMMER, "{text}");
    }
    let within = "mois;n;\n2026-07;5;\nplus rien ici;;\n2026-08;6;\n2026-09;7;\n";
    assert!(matches!(answer(within), Err(DataFault::NotAPeriod { row: 3, .. })));
    let short = "mois;n;\n2026-07;5;\njuillet bis\n2026-08;6;\n2026-09;7;\n";
    assert!(matches!(answer(short), Err(DataFault::Ragged { row: 3, .. })));
    let cut = "mois;n;\n2026-07;5;\n2026-08;6;\n2026-09\n";
    assert!(matches!(answer(cut), Err(DataFault::Ragged { row: 4, .. })));
    let nothing = "mois;n\njuillet dernier;\n";
    assert!(matches!(answer(nothing), Err(DataFault::NotAPeriod { row: 2, .. })));
}

#[test]
fn marks_of_statistical_offices_and_spreadsheets_are_missing_values() {
    for mark in [":", ": u", "n.d.", "#N/A", "…", "/"] {
        let text = format!("mois;n\n2026-07;5\n2026-08;{mark}\n2026-09;7\n");
        let answer = answer(&text).expect(&text);
        let missing: Vec<String> = answer.missing.iter().map(ToString::to_string).collect();
        assert_eq!(missing, ["2026-08"], "{mark}");
    }
}

#[test]
fn letters_with_two_signs_are_the_same_as_with_one() {
    let text = "mois;n;co\u{302}te\n2026-07;5;Se\u{300}te\n2026-08;6;Se\u{300}te\n2026-09;7;Sète\n2026-09;9;Agde\n";
    let layout = || {
        Layout::Csv(DataColumns {
            period: Some("mois".to_owned()),
            ..DataColumns::of_value_column("n")
        })
    };
    for (column, code) in [("côte", "Sète"), ("co\u{302}te", "Se\u{300}te")] {
        let answer = answer_of(text, layout(), &[(column, code)]).expect(column);
        assert_eq!(cells(&answer), SUMMER);
    }
}

#[test]
fn dates_of_two_readings_are_asked_about_once() {
    let noted = |answer: &QueryAnswer| {
        let mut notes = answer.notes.iter();
        notes.any(|note| matches!(note, DataNote::TwoReadingsOfDates { .. }))
    };
    let by_month = |mapping| DataColumns { each: Grain::Month, ..mapping };
    // Both readings give each month of the quarter once.
    let text = "mois;n\n09/07/2026;5\n07/08/2026;6\n08/09/2026;7\n";
    for (text, asks) in [
        (text, true),
        ("mois;n\n05/07/2026;5\n06/08/2026;6\n07/09/2026;7\n", false),
        ("mois;n\n05/07/2026;5\n06/08/2026;6\n17/09/2026;7\n", false),
        ("mois;n\n01/07/2026;5\n01/08/2026;6\n01/09/2026;7\n", false),
        ("mois;n\n2026-07-05;5\n2026-08-06;6\n2026-09-07;7\n", false),
    ] {
        let answer = answer_with(text, by_month).expect(text);
        assert_eq!(cells(&answer), SUMMER, "{text}");
        assert_eq!(noted(&answer), asks, "{text}");
        let said = |mapping| DataColumns { dates: Some(DateOrder::DayFirst), ..by_month(mapping) };
        assert!(!noted(&answer_with(text, said).expect(text)));
    }
}

#[test]
fn midnights_written_in_the_time_of_greenwich_are_never_shifted_in_silence() {
    let text = "mois;n\n2026-06-30 22:00:00;5\n2026-07-31 22:00:00;6\n2026-08-31 22:00:00;7\n";
    let with = |hours| move |mapping| DataColumns { each: Grain::Month, hours, ..mapping };
    assert!(matches!(answer_with(text, with(None)), Err(DataFault::ShiftedHours { .. })));
    let greenwich = answer_with(text, with(Some(Hours::Utc))).expect("an answer");
    assert_eq!(cells(&greenwich), SUMMER);
    let local = answer_with(text, with(Some(Hours::Local))).expect("an answer");
    assert_eq!(cells(&local), ["2026-07 6", "2026-08 7"]);
    // A counter that runs day and night writes such hours among others.
    let counter = "mois;n\n2026-06-30 22:00:00;5\n2026-07-01 10:00:00;6\n";
    assert!(!matches!(answer_with(counter, with(None)), Err(DataFault::ShiftedHours { .. })));
}

#[test]
fn a_file_of_the_bdm_with_a_column_a_year_is_read() {
    let text = "\"Libellé\";\"idBank\";\"Dernière mise à jour\";\"Période\";\"2026-07\";\"2026-08\";\"2026-09\"\n\
                \"Nuitées\";\"010598981\";\"28/10/2026 08:45\";\"\";\"5\";\"6\";\"7\"\n\
                \"Codes\";\"\";\"\";\"\";\"A\";\"A\";\"P\"\n\
                \"Arrivées\";\"010598982\";\"28/10/2026 08:45\";\"\";\"1\";\"2\";\"3\"\n";
    let nights = answer_of(text, Layout::InseeBdm, &[("idBank", "010598981")]).expect("nights");
    assert_eq!(cells(&nights), ["2026-07 5", "2026-08 6", "2026-09 7 P"]);
    let arrivals = answer_of(text, Layout::InseeBdm, &[("idBank", "010598982")]).expect("arrivals");
    assert_eq!(cells(&arrivals), ["2026-07 1", "2026-08 2", "2026-09 3"]);
}

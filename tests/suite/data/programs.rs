//! Files as ten programs write them, each read with what its layout says and nothing else: the values are invented.

use recit::data::{
    DataColumns, DataNote, Encoding, Grain, Layout, Mark, Multiplier, QueryAnswer, answer_query,
};
use recit::tree::Tree;

use super::{cells, fixtures, period, query};

/// What a file holds in a column, by the periods in another.
fn answer(
    file: &str,
    [dates, value]: [&str; 2],
    over: &str,
    mapping: impl Fn(DataColumns) -> DataColumns,
) -> QueryAnswer {
    let layout = Layout::Csv(mapping(DataColumns {
        period: Some(dates.to_owned()),
        decimal: Mark::Either,
        ..DataColumns::of_value_column(value)
    }));
    let tree = Tree::open(&fixtures().join("programs")).expect("the fixtures");
    let answer = answer_query(&tree, &query(file, layout, &[], over));
    answer.unwrap_or_else(|fault| panic!("{file}: {fault:?}"))
}

fn as_is(mapping: DataColumns) -> DataColumns {
    mapping
}

fn by_month(mapping: DataColumns) -> DataColumns {
    DataColumns { each: Grain::Month, ..mapping }
}

const ENTRIES: [&str; 3] = ["2026-07 1204", "2026-08 1530", "2026-09 905"];
const MONEY: [&str; 3] = ["2026-07 3012.50", "2026-08 4125.00", "2026-09 2040.25"];

#[test]
fn excel_in_french_is_read_whatever_it_saved() {
    let windows = Encoding::Windows1252;
    for (file, encoding, notes) in [
        ("excel-fr.csv", windows, vec![DataNote::GuessedEncoding(windows)]),
        ("excel-unicode.txt", Encoding::Utf16, vec![]),
    ] {
        for (value, read) in [("Entrées", ENTRIES), ("Recette", MONEY)] {
            let answer = answer(file, ["Mois", value], "2026-T3", as_is);
            assert_eq!(cells(&answer), read, "{file}");
            assert_eq!((answer.encoding, &answer.notes), (encoding, &notes), "{file}");
        }
    }
    let dos = answer("excel-dos.csv", ["Mois", "Entrées"], "2026-T3", as_is);
    assert_eq!(cells(&dos), ENTRIES);
    assert_eq!(dos.notes, [DataNote::GuessedEncoding(Encoding::Dos)]);
}

#[test]
fn excel_in_switzerland_groups_by_apostrophes() {
    let read = |value| {
        answer("excel-ch.csv", ["Datum/Date", value], "2026-T3", |mapping| DataColumns {
            encoding: Some(Encoding::Windows1252),
            ..by_month(mapping)
        })
    };
    assert_eq!(cells(&read("Logiernächte/Nuitées")), ENTRIES);
    assert_eq!(
        cells(&read("Umsatz/Recettes")),
        ["2026-07 12345.50", "2026-08 14000.00", "2026-09 9999.95"]
    );
}

#[test]
fn libreoffice_keeps_commas_between_quotes() {
    for (value, read) in [("Entrées", ENTRIES), ("Recette", MONEY)] {
        let answer = answer("libreoffice.csv", ["Mois", value], "2026-T3", by_month);
        assert_eq!((cells(&answer), answer.notes), (read.map(str::to_owned).to_vec(), vec![]));
    }
}

#[test]
fn a_counter_that_notes_each_hour_gives_days() {
    let columns = ["Date", "Voie verte - Total"];
    let answer = answer("compteur.csv", columns, "2026-10-24/2026-10-27", as_is);
    // Day by day: 24 hours, 25 as summer time ends, 24, and 21 where the counter stopped.
    let of =
        |day: &str| answer.cells.iter().filter(|cell| cell.period == Some(period(day))).count();
    let days = ["24", "25", "26", "27"].map(|day| format!("2026-10-{day}/2026-10-{day}"));
    assert_eq!(days.each_ref().map(|day| of(day)), [24, 25, 24, 21]);
    assert_eq!(answer.sum().expect("a sum").to_string(), "1250");
    assert_eq!(answer.mean().expect("a mean").to_string(), "312.50", "a day, and not an hour");
    let short = DataNote::ShortDays { periods: vec![period(&days[3])], usual: 24 };
    assert_eq!((answer.missing, answer.notes), (vec![], vec![short]));
}

#[test]
fn hours_with_their_zone_are_counted_in_the_day_that_people_lived() {
    let answer = answer("compteur-api.csv", ["isoDate", "counts"], "2026-03-28/2026-03-30", as_is);
    let of =
        |day: &str| answer.cells.iter().filter(|cell| cell.period == Some(period(day))).count();
    assert_eq!(of("2026-03-29/2026-03-29"), 23, "summer time begins");
    assert_eq!(of("2026-03-30/2026-03-30"), 24);
    assert_eq!(answer.notes, []);
}

#[test]
fn hours_of_another_zone_are_asked_about_until_the_layout_names_one() {
    let place = tempfile::tempdir().expect("a folder");
    let tree = Tree::open(place.path()).expect("a tree");
    let text = "date;n\n2026-07-01T01:00:00+04:00;1\n2026-07-01T13:00:00+04:00;2\n";
    std::fs::write(place.path().join("f.csv"), text).expect("a file");
    let answer = |zone| {
        let columns = DataColumns {
            period: Some("date".to_owned()),
            zone,
            ..DataColumns::of_value_column("n")
        };
        answer_query(&tree, &query("f.csv", Layout::Csv(columns), &[], "")).expect("an answer")
    };
    let example = "2026-07-01T01:00:00+04:00".to_owned();
    assert_eq!(answer(None).notes, [DataNote::ForeignHours { text: example, count: 1 }]);
    let here = answer(Some(chrono_tz::Indian::Reunion));
    assert_eq!((here.notes, here.missing, here.cells.len()), (vec![], vec![], 2));
}

#[test]
fn a_day_beside_its_hours_is_still_refused() {
    let place = tempfile::tempdir().expect("a folder");
    let tree = Tree::open(place.path()).expect("a tree");
    let layout = || {
        Layout::Csv(DataColumns {
            period: Some("date".to_owned()),
            ..DataColumns::of_value_column("n")
        })
    };
    for (rows, is_read) in [
        ("2026-07-01 00:00;1\n2026-07-01 01:00;2\n", true),
        ("2026-07-01;1\n2026-07-01 01:00;2\n", false),
        ("2026-07-01 01:00;1\n2026-07-01 01:00;2\n", false),
        ("2026-07-01 10:07;1\n2026-07-01 11:31;2\n", false),
        ("2026-10-25 02:00;1\n2026-10-25 02:00;2\n", true),
        ("2026-10-25 02:00;1\n2026-10-25 02:00;2\n2026-10-25 02:00;3\n", false),
    ] {
        std::fs::write(place.path().join("f.csv"), format!("date;n\n{rows}")).expect("a file");
        let answer = answer_query(&tree, &query("f.csv", layout(), &[], ""));
        assert_eq!(answer.is_ok(), is_read, "{rows}");
    }
}

#[test]
fn portals_of_observatories_are_read_as_they_come() {
    let tree = Tree::open(&fixtures().join("programs")).expect("the fixtures");
    let sdmx = query("sdmx.csv", Layout::InseeMelodi, &[("GEO", "2024-DEP-35")], "2026-T3");
    let sdmx = answer_query(&tree, &sdmx).expect("an answer");
    assert_eq!(sdmx.sum().expect("a sum").to_string(), "356380");
    let portal = answer("portail.csv", ["Date", "Nuitées"], "", |mapping| DataColumns {
        multiplier: Some(Multiplier::Times("0.5".parse().expect("a number"))),
        ..mapping
    });
    let days = ["2026-08-01/2026-08-01 6225.0", "2026-08-02/2026-08-02 6510.0"];
    assert_eq!(cells(&portal), days);
    assert_eq!(portal.missing, [period("2026-08-03/2026-08-03")]);
}

//! Reading the observatory's files: layouts as their sources write them, values invented but for those of INSEE.

use std::path::Path;

use recit::data::{Answer, Fault, Layout, Query, measure};
use recit::period::Period;
use recit::tree::Tree;

fn folder() -> Tree {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/data");
    Tree::open(&folder).expect("the fixtures")
}

fn query(file: &str, layout: Layout, filters: &[(&str, &str)], over: &str) -> Query {
    let filter = |(column, text): &(&str, &str)| {
        let wanted = text.split('|').map(str::to_owned).collect();
        ((*column).to_owned(), wanted)
    };
    Query {
        file: file.to_owned(),
        layout,
        filters: filters.iter().map(filter).collect(),
        over: (!over.is_empty()).then(|| Period::parse(over).expect(over)),
        across: Vec::new(),
    }
}

const NIGHTS: [(&str, &str); 4] = [
    ("ACTIVITY", "I551"),
    ("FREQ", "M"),
    ("TOUR_MEASURE", "NUI"),
    ("TOUR_RESID", "_T"),
];

fn nights(geo: &str, over: &str) -> Query {
    let filters = [&NIGHTS[..], &[("GEO", geo)]].concat();
    query("melodi.csv", Layout::InseeMelodi, &filters, over)
}

fn read(query: &Query) -> Answer {
    measure(&folder(), query).expect("an answer")
}

#[expect(dead_code)]
fn refused(query: &Query) -> Fault {
    measure(&folder(), query).expect_err("a fault")
}

#[test]
fn the_nights_of_insee_come_out_as_printed() {
    let france = |over| read(&nights("2023-FRANCE-F", over));
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
        let answer = france(over);
        assert_eq!(answer.sum().expect(over).to_string(), value, "{over}");
        assert_eq!(answer.missing, [], "{over}");
    }
}

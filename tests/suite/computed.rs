//! Computed numbers, from figures and from files: each step, what is refused, and how the numbers are printed.

use std::fmt::Write as _;

use proptest::prelude::*;
use recit::figures::sober::{PrintedNumber, printed_number};
use recit::locale::Language;
use recit::narrative::Figure;
use rust_decimal::Decimal;

use crate::small::recit;
use crate::support::{Workplace, copy, plain_spaces, repository};

/// A copy of a project beside this file.
fn fixture(name: &str) -> Workplace {
    let place = Workplace::empty();
    copy(&repository().join("tests/suite/computed").join(name), place.path());
    place
}

/// A project with these figures and a table of counts by month and by subject.
fn with_figures(figures: &str) -> Workplace {
    let place = Workplace::empty();
    place
        .write(
            "recit.yaml",
            "organisation: { name: Valmer }\nlanguage: en\ndecks: [d]\nformats:\n  desk: { separator: \";\", period: month, value: count }\n",
        )
        .write(
            "d/deck.yaml",
            "title: Summer\nperiod: 2026-Q3\nmeeting: { board: board, date: 2026-10-08 }\n",
        )
        .write("d/figures.yaml", format!("figures:\n{figures}"));
    place
}

/// A figure under these keys, with all that must be there.
fn figure(id: &str, keys: &str) -> String {
    let period = if keys.contains("period: 2") { "" } else { ", period: 2026-Q3" };
    format!(
        "  - {{ id: {id}, label: {id}, {keys}{period}, scope: Valmer, meaning: Nothing., source: {{ organisation: Desk, title: Log }} }}\n"
    )
}

/// Compares a text with the snapshot of that name beside this file.
fn same(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("computed");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

fn figures(place: &Workplace) -> Vec<Figure> {
    let opened = place.open();
    let decks = opened.project.decks.iter();
    decks.flat_map(|deck| deck.narratives.figures.clone()).collect()
}

#[test]
fn each_step_of_a_number_is_shown_in_both_languages() {
    for (name, language) in [("fr", Language::Fr), ("en", Language::En)] {
        let place = fixture(name);
        let told = place.faults(language);
        let is_error = told.contains("error[") || told.contains("erreur[");
        assert!(!is_error, "{told}");
        let run = recit(place.path(), &["figures", "show"]);
        assert_eq!(run.status, Some(0), "{}", run.err);
        same(&format!("steps-{name}"), &plain_spaces(&run.out));
    }
}

#[test]
fn what_would_mean_nothing_is_refused_and_never_shown() {
    let place = fixture("refused");
    let run = recit(place.path(), &["figures", "show", "--lang", "en"]);
    assert_eq!(run.status, Some(1));
    same("refused-en", &run.err);
    let run = recit(place.path(), &["figures", "show", "--lang", "fr"]);
    same("refused-fr", &run.err);
    let kept = figures(&place);
    let kept: Vec<&str> = kept.iter().map(|figure| figure.id.value.as_str()).collect();
    let is_wrong = |id: &&&str| id.starts_with("no-");
    assert_eq!(kept.iter().filter(is_wrong).count(), 0, "{kept:?}");
}

#[test]
fn a_share_of_few_is_printed_in_cases() {
    let share = |value: &str, n: u64| {
        figure(
            "f",
            &format!(
                "value: {value}, unit: percent, nature: share, base: {{ n: {n}, population: walkers }}"
            ),
        )
    };
    for (value, n, wanted) in [
        ("32.1", 28, PrintedNumber::Cases(9.into(), 28)),
        ("32", 28, PrintedNumber::Cases(9.into(), 28)),
        ("64", 11, PrintedNumber::Cases(7.into(), 11)),
        ("50", 11, PrintedNumber::Number(50.into())),
        ("32.4", 80, PrintedNumber::Number(32.into())),
        ("32.5", 80, PrintedNumber::Number(33.into())),
        ("4.2", 80, PrintedNumber::Number(Decimal::new(42, 1))),
        ("51.2", 2400, PrintedNumber::Number(Decimal::new(512, 1))),
    ] {
        let figures = figures(&with_figures(&share(value, n)));
        assert_eq!(printed_number(&figures[0]), wanted, "{value} of {n}");
    }
}

#[test]
fn the_slide_the_annex_and_the_paper_print_nine_of_twenty_eight() {
    let few = figure("few", "value: 9, unit: walkers");
    let all = figure("all", "value: 28, unit: walkers");
    let share = figure(
        "share",
        "value: { of: [few, all], share: yes }, unit: percent, nature: share, status: provisional, base: { n: 28, population: walkers }",
    );
    let place = with_figures(&format!("{few}{all}{share}"));
    let (_, built) = place.build();
    let built = built.into_iter().next().flatten().expect("a deck");
    let pages = built.pages().expect("pages");
    let text: String = (1..=pages.count()).map(|page| pages.page_text(page) + "\n").collect();
    let text = plain_spaces(&text);
    assert!(text.contains("9 of 28"), "{text}");
    assert!(text.contains("9 (few) ÷ 28 (all) × 100 ≈ 32%"), "{text}");
    assert!(text.contains("9 of 28 · Valmer · third quarter of 2026 · provisional"), "{text}");
    assert!(!text.contains("32.1"), "{text}");
}

#[test]
fn a_figure_without_a_number_leaves_its_story_standing() {
    let wrong = figure("wrong", "value: { of: [one, none], sum: yes }, unit: walkers");
    let place = with_figures(&format!("{wrong}{}", figure("one", "value: 9, unit: walkers")));
    place.write(
        "d/stories/one.yaml",
        "title: Walkers found the stop\nsituation: S.\naction: A.\nchange: C.\nfigures: [wrong]\n",
    );
    let told = place.faults(Language::En);
    assert_eq!(told.matches("error[").count(), 1, "{told}");
    assert!(told.contains("error[dangling-reference]: no figure has the id `none`"), "{told}");
    let (_, built) = place.build();
    assert!(built.into_iter().next().flatten().is_some_and(|built| built.pages().is_some()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sums_are_those_of_whole_cents(cents in prop::collection::vec(-1_000_000_i64..1_000_000, 2..12)) {
        let terms: String = cents.iter().enumerate().map(|(at, cents)| {
            figure(&format!("t{at}"), &format!("value: {}, unit: euros", Decimal::new(*cents, 2)))
        }).collect();
        let ids: Vec<String> = (0..cents.len()).map(|at| format!("t{at}")).collect();
        let sum = figure("sum", &format!("value: {{ of: [{}], sum: yes }}, unit: euros", ids.join(", ")));
        let difference = figure("difference", "value: { of: [t0, t1], difference: yes }, unit: euros");
        let figures = figures(&with_figures(&format!("{terms}{sum}{difference}")));
        let value = |id: &str| figures.iter().find(|figure| figure.id.value == id).map(|figure| figure.value.value);
        prop_assert_eq!(value("sum"), Some(Decimal::new(cents.iter().sum(), 2)));
        prop_assert_eq!(value("difference"), Some(Decimal::new(cents[0] - cents[1], 2)));
    }

    #[test]
    fn sums_of_a_file_are_those_of_its_rows(rows in prop::collection::vec((0_u8..3, 0_u8..4, 0_i64..100_000), 1..60)) {
        let mut file = String::from("month;subject;count\n");
        let mut sums = std::collections::BTreeMap::new();
        for (month, subject, count) in &rows {
            *sums.entry((*month, *subject)).or_insert(0) += count;
        }
        for ((month, subject), count) in &sums {
            writeln!(file, "2026-{:02};s{subject};{count}", month + 7).expect("a text");
        }
        let whole = figure("whole", "value: { data: log.csv, format: desk, across: [subject], sum: yes }, unit: questions");
        let place = with_figures(&whole);
        place.write("log.csv", &file);
        let figures = figures(&place);
        let months: std::collections::BTreeSet<u8> = sums.keys().map(|(month, _)| *month).collect();
        let sum = figures.first().map(|figure| figure.value.value);
        let wanted = (months.len() == 3).then(|| Decimal::from(sums.values().sum::<i64>()));
        prop_assert_eq!(sum, wanted);
    }

    #[test]
    fn no_formula_makes_the_reader_fall_over(
        cut in 0_usize..4_000,
        length in 0_usize..12,
        with in prop::sample::select(vec!["", "yes", "0", "2026-T3", "[a, b]", "{", "}", "-", "99999999999999999999999999999", "%", "é", "sum:"]),
    ) {
        let path = repository().join("tests/suite/computed/refused/d/figures.yaml");
        let text = std::fs::read_to_string(path).expect("the fixture");
        let place = fixture("refused");
        let start = text.floor_char_boundary(cut.min(text.len()));
        let end = text.floor_char_boundary((start + length).min(text.len()));
        place.write("d/figures.yaml", format!("{}{with}{}", &text[..start], &text[end..]));
        let opened = place.open();
        opened.lint_all_decks();
    }
}

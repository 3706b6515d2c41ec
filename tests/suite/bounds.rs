//! Far too much of anything is reported at its place within a moment, and reading takes time in proportion to length.

use recit::finding::{FindingStyle, Report, format_human};
use recit::locale::Language;
use recit::locale::catalogue::Catalogue;

use crate::small::{Run, project, recit};
use crate::support::Workplace;

/// What is said of a project with one deck whose running order is this; nothing of it is built.
#[track_caller]
fn refused(place: &Workplace) -> String {
    let run: Run = recit(place.path(), &["build"]);
    assert_eq!(run.status, Some(1), "{}{}", run.out, run.err);
    assert!(!place.path().join("out/one.pdf").exists());
    run.out + &run.err
}

fn with_order(order: &str) -> Workplace {
    let place = project(&["one"]);
    let deck = place.read("one/deck.yaml");
    place.write("one/deck.yaml", format!("{deck}running-order:\n{order}"));
    place
}

const TOO_LONG: &str = "overflowing-text]: this slide contains far too much to be laid out";

#[test]
fn a_timeline_of_two_thousand_events_is_told_and_not_laid_out() {
    let events: String = (0..2_000)
        .map(|at| {
            format!(
                "        - {{ when: 2026-0{}-0{}, what: Event {at} }}\n",
                at % 9 + 1,
                at % 8 + 1
            )
        })
        .collect();
    let order = format!("  - timeline:\n      title: Much happened\n      events:\n{events}");
    let told = refused(&with_order(&order));
    assert!(told.contains(TOO_LONG), "{told}");
    assert!(told.contains("one/deck.yaml:"), "{told}");
}

#[test]
fn a_table_of_two_thousand_rows_or_columns_is_told_and_not_laid_out() {
    let rows: String = (0..2_000).map(|at| format!("[Water {at}, {at}], ")).collect();
    let order = format!(
        "  - table:\n      title: Much was counted\n      head: [What, July]\n      source: desk\n      rows: [{rows}]\n"
    );
    assert!(refused(&with_order(&order)).contains(TOO_LONG));
    let cells: String = (0..2_000).map(|at| format!(", {at}")).collect();
    let order = format!(
        "  - table:\n      title: Much was counted\n      source: desk\n      head: [What{cells}]\n      rows: [[Water{cells}]]\n"
    );
    assert!(refused(&with_order(&order)).contains(TOO_LONG));
}

#[test]
fn a_list_of_two_thousand_doubts_is_told_at_one_of_them() {
    let place = project(&["one"]);
    let doubts: String = (0..2_000)
        .map(|at| format!("  - what: We do not know {at}\n    next: We will ask\n"))
        .collect();
    place.write("one/doubts.yaml", format!("doubts:\n{doubts}"));
    let told = refused(&place);
    assert!(told.contains(TOO_LONG), "{told}");
    assert!(told.contains("one/doubts.yaml:"), "{told}");
}

#[test]
fn a_table_of_a_hundred_rows_is_laid_out() {
    let rows: String = (0..100).map(|at| format!("[Water {at}, {at}], ")).collect();
    let order = format!(
        "  - table:\n      title: Much was counted\n      head: [What, July]\n      source: desk\n      rows: [{rows}]\n"
    );
    let run = recit(with_order(&order).path(), &["check"]);
    assert!(!run.out.contains(TOO_LONG), "{}", run.out);
    // It goes on over pages, under its head.
    assert!(!run.out.contains("overflowing-text"), "{}", run.out);
}

#[test]
fn long_slides_that_a_deck_could_hold_one_by_one_are_told_when_they_are_too_many() {
    let rows: String = (0..400).map(|at| format!("[Water {at}, {at}], ")).collect();
    let table = |at| {
        format!(
            "  - table:\n      title: Much was counted {at}\n      head: [What, July]\n      source: desk\n      rows: [{rows}]\n"
        )
    };
    let order: String = (0..70).map(table).collect();
    let told = refused(&with_order(&order));
    let said = "from this slide on, the deck contains too much to be laid out";
    assert_eq!(told.matches(said).count(), 1, "{told}");
}

#[test]
fn pages_are_counted_not_entries() {
    let place = with_order("  - custom: slides/many.typ\n");
    place.write("slides/many.typ", "= Many pages\n#for _ in range(1100) { pagebreak() }\n");
    let told = refused(&place);
    assert!(
        told.contains("1,101 pages, 1,101 of them for this slide; recit writes 1,000 at most"),
        "{told}"
    );
    assert!(told.contains("slides/many.typ"), "{told}");
}

#[test]
fn a_template_that_writes_without_end_is_told_at_its_own_file() {
    let texts = [
        "{% for i in range(90000) %}aaaaaaaaaaaaaaaa{% endfor %}",
        "{% for i in range(40000) %}#let a = {{ \"aaaaaaaaaaaaaaaa\" }}\n{% endfor %}",
        "#let a = {{ range(90000) }}",
        "{% set a = range(9) %}{% set b = [a, a, a, a, a, a, a, a, a] %}{% set c = [b, b, b, b, b, b, b, b, b] %}{% set d = [c, c, c, c, c, c, c, c, c] %}{% set e = [d, d, d, d, d, d, d, d, d] %}{% set f = [e, e, e, e, e, e, e, e, e] %}{% set g = [f, f, f, f, f, f, f, f, f] %}{% set h = [g, g, g, g, g, g, g, g, g] %}{% set i = [h, h, h, h, h, h, h, h, h] %}{% set j = [i, i, i, i, i, i, i, i, i] %}#let a = {{ j }}",
        "#let a = {{ {\"k\": range(90000)} }}",
    ];
    for text in texts {
        let place = project(&["one"]);
        place.write("templates/slides/story.typ.j2", text);
        let told = refused(&place);
        let said = "this template cannot be used: the template writes more than a page could hold";
        assert!(told.contains(said), "{text}: {told}");
        assert!(told.contains("templates/slides/story.typ.j2:1"), "{text}: {told}");
    }
}

#[test]
fn two_thousand_lines_of_a_thousand_forms_are_read_as_far_as_there_is_room() {
    let place = project(&["one"]);
    let choice = |at: usize| format!("(a{at}|b{at}) ").repeat(10);
    let lines: String = (0..2_000).map(|at| format!("      - \"{}\"\n", choice(at))).collect();
    place
        .write("words.yaml", format!("add:\n  - words:\n{lines}    question: Who remembers it?\n"));
    let settings = place.read("recit.yaml");
    place.write("recit.yaml", settings.replace("policy: {", "policy: { lexicon: [words.yaml],"));
    let run = recit(place.path(), &["check"]);
    let said = "own words have more than 20,000 forms";
    assert_eq!(run.out.matches(said).count(), 1, "{}", run.out);
    assert!(run.out.contains("words.yaml:22:9"), "{}", run.out);
}

#[test]
fn a_finding_far_into_one_long_line_shows_its_own_column_and_few_words_around_it() {
    let values = (0..20_000).map(|at| format!("{{ label: d{at}, value: {at} }}, "));
    let series: String = values.collect();
    let figure = format!("figures:\n  - {{ id: f, series: [{series}], chrt: {{ kind: bars }} }}\n");
    let place = project(&["one"]);
    place.write("one/figures.yaml", &figure);
    let opened = place.open();
    let report: Report = opened.report;
    let column = figure.lines().nth(1).and_then(|line| line.find("chrt")).expect("the key") + 1;
    let catalogue = Catalogue::for_language(Language::En);
    let style = FindingStyle { colour: false, width: 100 };
    let told: Vec<String> = report
        .findings()
        .iter()
        .map(|finding| format_human(finding, &opened.sources, catalogue, style))
        .collect();
    let told = told.iter().find(|told| told.contains("`chrt`")).expect("the finding");
    assert!(told.contains(&format!("╭▸ one/figures.yaml:2:{column}\n")), "{told}");
    assert!(told.contains("chrt: { kind: bars }"), "{told}");
    assert!(told.len() < 2_000, "{told}");
}

#[test]
fn minutes_beyond_any_clock_stop_nothing() {
    let place = with_order(
        "- cover\n- statement: One\n  minutes: 70000000000000000000000000000\n- statement: Two\n  minutes: 70000000000000000000000000000\n",
    );
    let deck = place.read("one/deck.yaml");
    place.write(
        "one/deck.yaml",
        deck.replace("date: 2026-10-08", "date: 2026-10-08, minutes: 999999999999999999"),
    );
    let run = recit(place.path(), &["build", "--for", "all"]);
    assert!(matches!(run.status, Some(0 | 1)), "{}", run.err);
    assert!(!run.err.contains("panicked"), "{}", run.err);
}

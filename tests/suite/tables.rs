//! Tables and timelines of a running order: the findings for those that are hard to read, and how they are printed.

use recit::locale::Language;

use crate::support::{Workplace, layout, plain_spaces};

/// A project whose running order has one entry, in French.
fn with_entry(entry: &str) -> Workplace {
    let place = Workplace::empty();
    place
        .write("recit.yaml", "organisation: { nom: Valmer }\ndossiers: ['*/']\n")
        .write(
            "un/dossier.yaml",
            format!(
                "titre: Un\npériode: 2026\nséance: {{ instance: bureau, date: 2026-10-08 }}\nstatut: définitif\ndéroulé:\n{entry}"
            ),
        );
    place
}

/// The text of the first page of a project with one entry.
fn shown(entry: &str) -> String {
    let place = with_entry(entry);
    assert_eq!(place.findings(Language::Fr), "");
    let (_, built) = place.build();
    let pages = built.first().and_then(|built| built.as_ref()?.pages());
    plain_spaces(&pages.expect("pages").page_text(1))
}

#[test]
fn what_makes_a_table_or_a_timeline_hard_to_read_is_told_with_what_to_do() {
    let table = |rest: &str| format!("  - tableau:\n      titre: Un\n{rest}");
    let timeline =
        |events: &str| format!("  - chronologie: {{ titre: Un, événements: [{events}] }}\n");
    let cases = [
        (
            "uneven row",
            table(
                "      entêtes: [A, B]\n      lignes:\n        - [a, 1]\n        - [b, 12,5]\n        - [c]\n",
            ),
        ),
        (
            "wide table",
            table(
                "      entêtes: [A, B, C, D, E, F, G, H]\n      lignes:\n        - [a, 1, 2, 3, 4, 5, 6, 7]\n",
            ),
        ),
        ("two numbers", table("      entêtes: [A, B]\n      lignes:\n        - [a, 12.000]\n")),
        ("no rows", table("      entêtes: [A]\n      lignes: []\n")),
        ("no header", table("      lignes: [[a, 1]]\n")),
        ("lone event", timeline("{ quand: 2026-06, quoi: Une }")),
        ("no event", timeline("")),
        ("wrong date", timeline("{ quand: hier, quoi: Une }, { quand: 2026-06, quoi: Deux }")),
        ("two things", "  - phrase: Une\n    libre: a.typ\n".to_string()),
    ];
    let mut told = String::new();
    for (case, entry) in cases {
        let place = with_entry(&entry);
        for language in Language::ALL {
            let findings = place.findings(language);
            told += &format!("——— {case} {}\n{findings}\n", language.code());
        }
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("tables");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("hard-to-read", told));
}

#[test]
fn numbers_of_a_table_are_written_in_the_language_and_its_first_column_as_typed() {
    let rows = "[[2025, 115900, \"12000\"], [2026, 118020.5, \"\"]]";
    let text = shown(&format!(
        "  - tableau: {{ titre: Un, entêtes: [Année, Nuitées, Code], lignes: {rows} }}\n"
    ));
    for wanted in ["2025", "115 900", "12000", "118 020,5"] {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
}

#[test]
fn a_column_holds_numbers_if_most_of_its_cells_do() {
    let place = with_entry(
        "  - tableau:\n      titre: Un\n      entêtes: [A, B, C, D, E]\n      lignes:\n        - [1, fermée, a, 12 %, –]\n        - [2, 5, 5, \"\", –]\n        - [3, 6, b, \"4,5 %\", –]\n",
    );
    let (_, built) = place.build();
    let text = &layout(built[0].as_ref().expect("a deck")).manuscript.text;
    let numbers: Vec<_> =
        text.split("numbers: ").skip(1).map(|rest| rest.starts_with("true")).collect();
    assert_eq!(numbers, [false, true, false, true, false]);
}

#[test]
fn events_are_shown_in_order_of_time_and_what_is_to_come_says_so() {
    let text = shown(
        "  - chronologie:\n      titre: Un\n      événements:\n        - { quand: 2027-03, quoi: Travaux }\n        - { quand: 2026-10-08, quoi: Vote }\n        - { quand: 2026-T4, quoi: Devis }\n        - { quand: 2026-06-03, quoi: Demande }\n",
    );
    let order = [
        "3 juin 2026",
        "4e trimestre 2026",
        "En cours",
        "Devis",
        "8 octobre 2026",
        "Aujourd’hui",
        "À venir",
        "Mars 2027",
        "Travaux",
    ];
    let places: Vec<_> = order.iter().map(|words| text.find(words)).collect();
    assert!(places.iter().all(Option::is_some), "{text}");
    assert!(places.is_sorted(), "{places:?} {text}");
}

/// A table of so many rows; the first cell of each is `name`.
fn rows(count: usize, name: impl Fn(usize) -> String) -> String {
    let rows = (1..=count).map(|at| format!("        - [\"{}\", {at}]\n", name(at)));
    format!(
        "  - tableau:\n      titre: Arrêts\n      entêtes: [Arrêt, Montées]\n      lignes:\n{}",
        rows.collect::<String>()
    )
}

#[test]
fn a_long_table_goes_on_over_pages_under_its_header_and_is_no_fault() {
    let place = with_entry(&rows(57, |at| format!("Arrêt-{at:02}")));
    assert_eq!(place.findings(Language::Fr), "");
    let (_, built) = place.build();
    let pages = built.first().and_then(|built| built.as_ref()?.pages()).expect("pages");
    let texts: Vec<String> = (1..=pages.count()).map(|page| pages.page_text(page)).collect();
    let with_rows: Vec<&String> = texts.iter().filter(|text| text.contains("Arrêt-")).collect();
    assert!(with_rows.len() > 2, "{}", with_rows.len());
    assert!(with_rows.iter().all(|text| text.contains("Montées")), "{texts:?}");
    let all = texts.concat();
    for at in 1..=57 {
        assert_eq!(all.matches(&format!("Arrêt-{at:02}")).count(), 1, "{at}");
    }
}

#[test]
fn a_row_higher_than_a_page_is_told_at_its_own_text() {
    let long = "On y attend sous la pluie, sans abri ni horaire, et personne ne sait. ".repeat(40);
    let place = with_entry(&rows(3, |at| if at == 2 { long.clone() } else { at.to_string() }));
    let told = place.findings(Language::Fr);
    assert!(told.contains("erreur[overflowing-text]: ce texte compte environ "), "{told}");
    assert!(told.contains("un/dossier.yaml:11:"), "{told}");
}

#[test]
fn spending_of_too_many_lines_is_told_by_its_rows() {
    let place = with_entry("  - dépenses\n");
    let lines = (1..=40).map(|at| format!("  - {{ montant: {at}0, intention: Abri {at} }}\n"));
    place.write("un/depenses.yaml", format!("dépenses:\n{}", lines.collect::<String>()));
    let told = place.findings(Language::Fr);
    assert!(told.contains("sur 40 lignes, environ "), "{told}");
    assert!(told.contains("quelles lignes comptent"), "{told}");
    assert!(!told.contains("mots de trop"), "{told}");
}

/// A table of three columns of a file, with its sum.
const FROM_FILE: &str = "  - tableau: { titre: \"Les plages ont reçu plus de monde en août\", données: plages.csv, colonnes: [Plage, Juillet, Août], total: oui, unité: visiteurs }\n";

#[test]
fn a_table_reads_its_rows_from_a_file_and_adds_them_up() {
    let place = with_entry(FROM_FILE);
    place.write("plages.csv", "Plage;Juillet;Août\nGrande plage;1 204;2 310\nPort;;12,5\n");
    assert_eq!(place.findings(Language::Fr), "");
    let (_, built) = place.build();
    let pages = built.first().and_then(|built| built.as_ref()?.pages());
    let text = plain_spaces(&pages.expect("pages").page_text(1));
    for wanted in
        ["Total", "1 204", "2 322,5", "Nombres en visiteurs", "plages.csv, 2 lignes sur 2"]
    {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
}

#[test]
fn a_total_of_the_file_that_is_wrong_is_told_and_never_counted() {
    let place = with_entry(FROM_FILE);
    place.write("plages.csv", "Plage;Juillet;Août\nA;1;2\nB;3;4\nTotal;4;7\n");
    let said = place.findings(Language::En);
    assert!(said.contains("the total written is 7, but the column adds up to 6"), "{said}");
}

#[test]
fn more_rows_than_a_table_holds_and_numbers_of_two_readings_are_refused() {
    let rows: String = (0..10_000).map(|at| format!("p{at};1;2\n")).collect();
    for (rows, told) in
        [(rows.as_str(), "more than 40"), ("A;1.234;2\n", "1.234"), ("", "no value")]
    {
        let place = with_entry(FROM_FILE);
        place.write("plages.csv", format!("Plage;Juillet;Août\n{rows}"));
        let said = place.findings(Language::En);
        assert!(said.contains("[unreadable-data]") && said.contains(told), "{said}");
    }
}

#[test]
fn a_column_with_words_has_no_sum_and_a_typed_total_is_replaced() {
    let text = shown(
        "  - tableau: { titre: Un, entêtes: [Quoi, \"2025\", \"2026\"], lignes: [[a, 1, 2], [b, 3, \"4 %\"], [Total, 4, –]], total: oui }\n",
    );
    assert_eq!(text.matches("Total").count(), 1, "{text}");
    assert!(text.contains("Total 4") && !text.contains("Total 4 6"), "{text}");
}

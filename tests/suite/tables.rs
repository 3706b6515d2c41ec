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

#[test]
fn a_table_that_is_too_high_is_told_in_rows_at_the_first_that_does_not_fit() {
    let table = |rows: usize| {
        let rows: String = (1..=rows).map(|at| format!("        - [jour {at}, {at}]\n")).collect();
        format!(
            "  - tableau:\n      titre: Un\n      entêtes: [Jour, Visites]\n      lignes:\n{rows}"
        )
    };
    let said = plain_spaces(&with_entry(&table(40)).findings(Language::Fr));
    let told = "le tableau est trop haut pour sa diapositive : sur 40 lignes, environ ";
    let rest = said.split_once(told).unwrap_or_else(|| panic!("{said}")).1;
    let fit: usize = rest.split(' ').next().and_then(|word| word.parse().ok()).expect("a number");
    assert!(rest.contains(&format!("[jour {}, {}]", fit + 1, fit + 1)), "{said}");
    assert!(!said.contains("mots de trop"), "{said}");
    // Followed to the letter, the rows that are said to fit do.
    let said = plain_spaces(&with_entry(&table(fit)).findings(Language::Fr));
    assert!(!said.contains("trop haut"), "{fit}: {said}");
}

//! Custom slides: where their troubles are reported, and what they may not do.

use std::fs;

use recit::locale::Language;

use crate::support::Workplace;

const NAME: &str = "un/slides/plan.typ";

/// A project whose only slide but the cover is drawn by the file of some name.
fn with_name(name: &str) -> Workplace {
    let place = Workplace::empty();
    place
        .write("recit.yaml", "organisation: { nom: Valmer }\ndossiers: ['*/']\n")
        .write(
            "un/dossier.yaml",
            format!(
                "titre: Un\npériode: 2026\nséance: {{ instance: bureau, date: 2026-10-08 }}\nstatut: définitif\ndéroulé: [couverture, {{ libre: \"{name}\" }}]\n"
            ),
        );
    place
}

/// The same with the text of the file.
fn with_text(text: &str) -> Workplace {
    let place = with_name("slides/plan.typ");
    place.write(NAME, text);
    place
}

/// The text of the second page.
fn second_page(place: &Workplace) -> String {
    let (_, built) = place.build();
    let pages = built.first().and_then(|built| built.as_ref()?.pages());
    pages.expect("pages").page_text(2)
}

#[test]
fn a_file_that_cannot_be_shown_is_told_with_what_to_do() {
    let cases = [
        "slides/plon.typ",
        "slides/plan.txt",
        "slides",
        "../plan.typ",
        "main.typ",
        "theme/plan.typ",
    ];
    let mut told = String::new();
    for name in cases {
        let place = with_name(name);
        for path in [NAME, "un/slides/plan.txt", "main.typ", "theme/plan.typ"] {
            place.write(path, "= Plan\n");
        }
        for language in Language::ALL {
            let findings = place.findings(language);
            told += &format!("——— {name} {}\n{findings}\n", language.code());
        }
    }
    snapshot("unusable", &told);
}

#[test]
fn what_a_file_draws_wrongly_is_told_at_its_line() {
    let cases = [
        ("no title", "Un plan sans titre.\n"),
        ("two titles", "= Un\n\n= Deux\n"),
        ("too long", "= Un\n#v(600pt)\nLa fin.\n"),
        ("syntax", "= Un\n\n#let = 2\n"),
        ("a call of the theme", "#import \"/theme/lib.typ\": *\n\n#slide(title: 3)\n"),
        ("a font", "= Un\n\n#text(font: \"Ailleurs\")[Mots]\n"),
        ("a file outside", "= Un\n\n#read(\"/../secret.txt\")\n"),
        ("no alternative text", "= Un\n\n#image(\"trait.svg\")\n"),
    ];
    let mut told = String::new();
    for (case, text) in cases {
        let place = with_text(text);
        place.write(
            "un/slides/trait.svg",
            "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>",
        );
        for language in Language::ALL {
            let findings = place.findings(language);
            told += &format!("——— {case} {}\n{findings}\n", language.code());
        }
    }
    snapshot("wrong", &told);
}

fn snapshot(name: &str, told: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("custom");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, told));
}

#[test]
fn a_file_is_found_from_the_deck_s_folder_then_from_the_root_and_reads_its_neighbours() {
    let place = with_name("slides/plan.typ");
    place
        .write("slides/plan.typ", "#import \"mots.typ\": titre\n= #titre\n")
        .write("slides/mots.typ", "#let titre = [Depuis la racine]\n");
    assert!(second_page(&place).starts_with("Depuis la racine"));
    place.write(NAME, "= Depuis le dossier\n");
    assert!(second_page(&place).starts_with("Depuis le dossier"));
    assert_eq!(place.findings(Language::Fr), "");
}

#[test]
fn a_slide_of_one_s_own_has_a_bookmark_and_the_footer_of_all_pages() {
    let place = with_text(
        "#import \"/theme/lib.typ\": *\n#slide(title: \"Le plan\", columns: (column(300pt, ()),))\n",
    );
    let (_, built) = place.build();
    let pages = built.first().and_then(|built| built.as_ref()?.pages()).expect("pages");
    let headings: Vec<_> = pages.headings().into_iter().skip(1).collect();
    assert_eq!(headings, [(1, "Le plan".to_string(), 2)]);
    assert_eq!(pages.count(), 2);
    assert!(pages.page_text(2).ends_with("2 / 2"), "{}", pages.page_text(2));
}

#[test]
fn a_slide_called_in_a_file_is_measured() {
    let text = "#import \"/theme/lib.typ\": *\n#slide(title: \"Un\", columns: (column(300pt, (row-item((label: \"A\", text: \"mot \" * 900), 300pt),)),))\n";
    let findings = with_text(text).findings(Language::Fr);
    assert_eq!(findings.matches("overflowing-text").count(), 1, "{findings}");
    assert!(findings.contains(NAME), "{findings}");
}

#[cfg(unix)]
#[test]
fn a_link_that_leaves_the_project_is_refused() {
    let outside = tempfile::tempdir().expect("a folder");
    fs::write(outside.path().join("plan.typ"), "= Ailleurs\n").expect("a file");
    let place = with_name("plan.typ");
    let link = place.path().join("un/plan.typ");
    std::os::unix::fs::symlink(outside.path().join("plan.typ"), link).expect("a link");
    assert!(place.findings(Language::Fr).contains("unusable-custom-slide"));
}

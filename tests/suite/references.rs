//! References across files and decks, and what is reported when one leads nowhere.
//!
//! Each test changes one thing in a small project that has nothing to reproach; `references/<case>.snap` holds what is
//! said of it in French.

use recit::locale::Language;
use recit::locale::catalogue::Catalogue;
use recit::pipeline::Built;

use crate::support::{Workplace, layout};

const FILES: [(&str, &str); 9] = [
    ("recit.yaml", "organisation: { nom: \"Office de Valmer\" }\ndossiers: [\"20*/\"]\n"),
    (
        "2026-T2/dossier.yaml",
        "titre: \"Printemps\"\npériode: 2026-T2\nséance: { instance: \"conseil\", date: 2026-07-02 }\n",
    ),
    ("2026-T2/decisions.yaml", "décisions:\n  - { id: lampe, demande: \"Poser une lampe\" }\n"),
    (
        "2026-T3/dossier.yaml",
        "titre: \"Été\"\npériode: 2026-T3\nséance: { instance: \"conseil\", date: 2026-10-08 }\n",
    ),
    (
        "2026-T3/recits/port.yaml",
        "titre: \"Le port\"\nsituation: \"Avant.\"\naction: \"Nous.\"\nchangement: \"Après.\"\nvoix: [v-patronne]\nchiffres: [retards]\n",
    ),
    (
        "2026-T3/voix.yaml",
        "voix:\n  - { id: v-patronne, texte: \"Merci.\", personne: { rôle: \"patronne\" }, accord: { fondement: accord } }\n",
    ),
    ("2026-T3/chiffres.yaml", FIGURES),
    (
        "2026-T3/signaux.yaml",
        "signaux:\n  - { id: eau, entendu: \"Où boire ?\", stade: murmure, personnes: 3, voix: [v-patronne] }\n",
    ),
    (
        "2026-T3/decisions.yaml",
        "décisions:\n  - { id: lampe, prise: { le: 2026-07-02, résultat: approuvée }, suites: { état: fait } }\n  - { id: points-eau, demande: \"Ouvrir six points d'eau\" }\n",
    ),
];

const FIGURES: &str = "chiffres:
  - id: retards
    libellé: \"Retards\"
    valeur: 12
    unité: minutes
    nature: volume
    période: 2026-T3
    périmètre: \"port\"
    sens: \"Peu.\"
    source: { organisation: \"Nous\", titre: \"Cahier\" }
";

fn project() -> Workplace {
    let place = Workplace::empty();
    for (path, text) in FILES {
        place.write(path, text);
    }
    place
}

fn check(case: &str, place: &Workplace) {
    let said = place.faults(Language::Fr);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("references");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(case, said));
}

/// The names of a deck's slides.
fn slides(place: &Workplace, deck: &str) -> Vec<String> {
    let (_, built) = place.build();
    let of_deck = |built: &&Built| built.deck.path == deck;
    let built = built.iter().flatten().find(of_deck).expect("the deck is built");
    built.deck.slides.iter().map(|slide| slide.id.clone()).collect()
}

fn with_order(order: &str) -> Workplace {
    let place = project();
    place.write("2026-T3/dossier.yaml", format!("{}déroulé:\n{order}", FILES[3].1));
    place
}

fn voice(id: &str) -> String {
    format!(
        "voix:\n  - {{ id: {id}, texte: \"Merci.\", personne: {{ rôle: \"passant\" }}, accord: {{ fondement: accord }} }}\n"
    )
}

#[test]
fn a_project_whose_ends_meet_is_clean() {
    assert_eq!(project().faults(Language::Fr), "");
}

#[test]
fn a_name_that_nobody_wrote_is_told_with_the_nearest() {
    let place = project();
    place
        .edit("2026-T3/recits/port.yaml", "[v-patronne]", "[v-patrone, v-99]")
        .edit("2026-T3/recits/port.yaml", "[retards]", "[retard, eau]")
        .edit(
            "2026-T3/signaux.yaml",
            "voix: [v-patronne]",
            "voix: [patronne], observatoire: { chiffre: conso, mesure: confirme }",
        );
    check("dangling", &place);
}

#[test]
fn what_a_story_names_is_looked_up_even_when_no_slide_shows_it() {
    let place = with_order("  - couverture\n  - décisions\n");
    place.edit("2026-T3/recits/port.yaml", "[v-patronne]", "[v-98]");
    check("dangling-not-shown", &place);
}

#[test]
fn an_id_given_twice_is_told_with_the_first() {
    let place = project();
    place.write("2026-T3/voix/accueil.yaml", voice("v-patronne")).write(
        "2026-T3/decisions/autre.yaml",
        "décisions:\n  - { id: points-eau, demande: \"Autre\" }\n",
    );
    check("duplicate-ids", &place);
}

#[test]
fn two_files_of_the_same_name_give_two_stories_the_same_id() {
    let place = project();
    place.write(
        "2026-T2/recits/port.yaml",
        FILES[4].1.replace("voix: [v-patronne]\nchiffres: [retards]\n", ""),
    );
    check("duplicate-default-id", &place);
}

#[test]
fn what_no_deck_shows_is_told() {
    let place = with_order("  - couverture\n  - annexe\n");
    place.write("2026-T3/voix/autres.yaml", voice("v-seule"));
    check("unused", &place);
}

#[test]
fn the_deck_before_is_found_by_its_period_or_by_its_name() {
    let place = project();
    place.edit("2026-T3/decisions.yaml", "  - { id: lampe, prise: { le: 2026-07-02, résultat: approuvée }, suites: { état: fait } }\n", "");
    check("unanswered-by-period", &place);
    place.edit("2026-T3/dossier.yaml", "période", "précédent: ../2026-T2/\npériode");
    check("unanswered-by-name", &place);
}

#[test]
fn a_deck_before_that_is_not_there_is_told_with_those_that_are() {
    for (case, previous) in [
        ("previous-unknown", "../2026-T1"),
        ("previous-outside", "../../ailleurs"),
        ("previous-itself", "."),
        ("previous-absolute", "/2026-T2"),
    ] {
        let place = project();
        place.edit("2026-T3/dossier.yaml", "période", &format!("précédent: {previous}\npériode"));
        check(case, &place);
    }
}

#[test]
fn a_follow_up_of_a_decision_that_nobody_asked_is_told() {
    let place = project();
    place.edit("2026-T3/decisions.yaml", "id: lampe", "id: lampes").edit(
        "2026-T3/decisions.yaml",
        "{ id: points-eau, demande: \"Ouvrir six points d'eau\" }",
        "{ id: points-eau }",
    );
    check("follow-up-of-nothing", &place);
}

#[test]
fn a_decision_followed_up_by_two_teams_is_shown_once() {
    let place = project();
    place.write(
        "2026-T3/decisions/port.yaml",
        "décisions:\n  - { id: lampe, suites: { état: bloqué } }\n",
    );
    check("followed-up-twice", &place);
}

#[test]
fn an_entry_that_names_nothing_or_two_things_is_told() {
    let place = with_order(
        "  - { titre: \"Rien\" }\n  - { récit: port, chiffre: retards }\n  - { voix: [] }\n  - { diapositives: [signaux] }\n  - récit: port\n    diapositives: [signaux]\n  - { récit: port }\n  - { signal: eau }\n  - { figure: retards }\n  - décisions\n  - doutes\n",
    );
    check("unclear-entries", &place);
}

#[test]
fn entries_that_name_what_is_not_there_are_told() {
    let place = with_order(
        "  - { récit: ports }\n  - { voix: [v-patronne, v-2] }\n  - { chiffre: retard }\n  - { signal: o }\n  - { décision: eau }\n  - chapitre: \"Au port\"\n    diapositives: [ { récit: inconnu }, { récit: port } ]\n  - signaux\n  - décisions\n",
    );
    check("dangling-entries", &place);
}

#[test]
fn an_empty_running_order_is_the_usual_one() {
    let usual = slides(&project(), "2026-T3");
    for order in ["", "  []\n"] {
        assert_eq!(slides(&with_order(order), "2026-T3"), usual, "{order:?}");
    }
}

#[test]
fn chapters_hold_their_slides_in_the_order_written() {
    let place = with_order(
        "  - couverture\n  - chapitre: \"Au port\"\n    diapositives: [ { chiffre: retards }, { récit: port }, { voix: [v-patronne] } ]\n  - signaux\n  - suites\n  - décisions\n",
    );
    assert_eq!(
        slides(&place, "2026-T3"),
        [
            "cover",
            "chapter-au-port",
            "figure-retards",
            "story-port",
            "voices-v-patronne",
            "signal-eau",
            "follow-up",
            "decision-points-eau"
        ]
    );
}

#[test]
fn stories_follow_their_chapters_when_no_order_is_written() {
    let place = project();
    let story = |chapter: &str| {
        format!("titre: \"Un\"\nchapitre: {chapter}\nsituation: a\naction: b\nchangement: c\n")
    };
    place
        .write("2026-T3/recits/a.yaml", story("Mer"))
        .write("2026-T3/recits/b.yaml", story("Terre"))
        .write("2026-T3/recits/c.yaml", story("Mer"))
        .write("2026-T3/recits/d.yaml", story("Mer"));
    let shown = slides(&place, "2026-T3");
    let stories: Vec<_> =
        shown.iter().filter(|id| id.starts_with("story") || id.starts_with("chapter")).collect();
    assert_eq!(
        stories,
        // A chapter of one slide has no page of its own.
        ["story-port", "chapter-mer", "story-a", "story-c", "story-d", "story-b"]
    );
}

#[test]
fn what_is_for_another_audience_is_held_back() {
    let place = with_order(
        "  - { récit: port }\n  - { chiffre: retards, public: [interne] }\n  - { voix: [v-patronne] }\n  - { signal: eau }\n  - { décision: points-eau, public: [public] }\n",
    );
    place.edit(
        "2026-T3/voix.yaml",
        "accord: { fondement: accord }",
        "accord: { fondement: accord, publics: [interne] }",
    );
    assert_eq!(slides(&place, "2026-T3"), ["story-port", "signal-eau"]);
    check("audiences", &place);
}

#[test]
fn a_figure_whose_own_slide_is_for_others_stands_beside_its_story() {
    let place = with_order(
        "  - { récit: port }\n  - { chiffre: retards, public: [interne] }\n  - signaux\n  - décisions\n",
    );
    let (_, built) = place.build();
    let built = built.into_iter().flatten().find(|built| built.deck.path == "2026-T3");
    assert!(layout(&built.expect("a deck")).manuscript.text.contains("minutes"));
}

#[test]
fn files_under_names_that_nothing_reads_are_told() {
    let place = project();
    place
        .write("2026-T3/voixs.yaml", voice("v-2"))
        .write("2026-T3/recit.yaml", FILES[4].1)
        .write("2026-T3/recits.yaml", FILES[4].1)
        .write("2026-T3/notes.yaml", "a: b\n")
        .write("2026-T3/chiffres.yaml.txt", FIGURES)
        .write("2026-T3/doute/accueil.yaml", "doutes: []\n")
        .write("2026-T3/deck.yaml", FILES[3].1)
        .write("2026-T3/recits/lisez-moi.txt", "rien")
        .write("2026-T3/photos/quai.txt", "rien")
        .write("voix.yaml", voice("v-3"))
        .write("recits/mer.yaml", FILES[4].1)
        .write("2026-T4/recits/mer.yaml", FILES[4].1)
        .write("2027/notes.txt", "rien");
    check("unread-files", &place);
}

#[test]
fn folders_that_are_passed_over_are_told() {
    let place = project();
    place
        .write("automne/dossier.yaml", FILES[3].1)
        .write("conseils/2025/deck.yaml", FILES[3].1)
        .write("hiver/voix.yaml", voice("v-4"))
        .write("2027-T1/dosier.yaml", FILES[3].1)
        .write("autre/recit.yaml", FILES[0].1)
        .write("autre/2026/dossier.yaml", FILES[1].1)
        .write("private/messages.yaml", "messages: []\n")
        .write("2026-T3/figure/quai.jpg", "rien")
        .write("2026-T3/dossiers/plan.pdf", "rien");
    check("passed-over", &place);
}

#[test]
fn names_are_read_whatever_their_case() {
    let place = project();
    let moved = |from: &str, to: &str| {
        std::fs::rename(place.path().join(from), place.path().join(to)).expect("a new name");
    };
    moved("2026-T3/dossier.yaml", "2026-T3/Dossier.YML");
    moved("2026-T3/voix.yaml", "2026-T3/Voix.YAML");
    assert_eq!(place.faults(Language::Fr), "");
}

#[test]
fn settings_under_another_name_are_named() {
    for name in ["recit.yml", "Récit.yaml", "recit.yaml.txt"] {
        let place = Workplace::empty();
        place.write(name, FILES[0].1);
        let error = recit::project::find_root(place.path()).expect_err("no settings");
        let hint = error.hints[0].format_with(Catalogue::for_language(Language::Fr));
        assert!(hint.contains(name), "{hint}");
    }
}

#[test]
fn files_of_several_teams_are_merged_in_the_order_of_their_paths() {
    let place = project();
    place
        .write("2026-T3/voix/z-port.yaml", voice("v-z"))
        .write("2026-T3/voix/accueil/b.yaml", voice("v-b"))
        .write("2026-T3/voix/accueil/a.yaml", voice("v-a"))
        .write("2026-T3/voix/m.yml", voice("v-m"));
    let opened = place.open();
    let ids: Vec<_> = opened.project.decks[1]
        .narratives
        .voices
        .iter()
        .map(|voice| voice.id.value.as_str())
        .collect();
    assert_eq!(ids, ["v-a", "v-b", "v-m", "v-z", "v-patronne"]);
}

#[cfg(unix)]
#[test]
fn a_link_that_leaves_the_project_is_refused_and_one_that_stays_is_not() {
    use std::os::unix::fs::symlink;
    let elsewhere = Workplace::empty();
    elsewhere.write("secret.yaml", voice("v-secret"));
    let place = project();
    let inside = place.path().join("2026-T3");
    std::fs::create_dir(inside.join("voix")).expect("a folder");
    symlink(elsewhere.path().join("secret.yaml"), inside.join("voix/secret.yaml")).expect("a link");
    symlink(inside.join("voix.yaml"), inside.join("voix/copie.yaml")).expect("a link");
    symlink(inside.join("voix"), inside.join("voix/encore")).expect("a link");
    symlink(elsewhere.path(), inside.join("doutes")).expect("a link");
    symlink(elsewhere.path(), place.path().join("2027")).expect("a link");
    symlink("nulle-part.yaml", inside.join("depenses.yaml")).expect("a link");
    symlink("signaux.yml", inside.join("signaux.yml")).expect("a link");
    check("links", &place);
}

#[test]
fn folders_outside_the_project_are_refused() {
    let place = project();
    place.edit("recit.yaml", "[\"20*/\"]", "[\"20*/\", \"../*/\", \"/tmp\", \"a[\"]");
    check("folders-outside", &place);
}

#[test]
fn a_hundred_findings_of_one_rule_are_enough_for_one_file() {
    let place = project();
    let voices: Vec<String> = (1..=250).map(|at| format!("v-{at}")).collect();
    let list = format!("[v-patronne, {}]", voices.join(", "));
    place.edit("2026-T3/recits/port.yaml", "[v-patronne]", &list);
    let said = place.faults(Language::Fr);
    assert_eq!(said.matches("[dangling-reference]").count(), 101, "{said}");
    assert!(said.contains("150 autres constats"), "{said}");
}

#[test]
fn doubts_spending_and_follow_up_that_the_order_leaves_out_are_told() {
    let place = with_order("  - couverture\n  - signaux\n  - décisions\n");
    place.write("2026-T3/doutes.yaml", "doutes:\n  - { quoi: \"La fiche\" }\n").write(
        "2026-T3/depenses.yaml",
        "dépenses:\n  - { montant: 4200, intention: \"répondre\" }\n",
    );
    check("sections-not-shown", &place);
}

#[test]
fn titles_and_chapters_that_no_slide_shows_are_told() {
    let place = project();
    place
        .edit("2026-T3/recits/port.yaml", "titre:", "chapitre: \"Sur le sentier\"\ntitre:")
        .write("2026-T3/plan.typ", "= Un plan du sentier\n");
    let order = [
        "  - { diapositive: couverture, titre: \"Un autre titre\" }",
        "  - { chapitre: \"Au port\", titre: \"Le port attend\" }",
        "  - récit: port",
        "  - { phrase: \"Onze kilomètres n'ont qu'une fontaine.\", titre: \"L'eau manque\" }",
        "  - { libre: plan.typ, titre: \"Le sentier se lit ici\" }",
        "",
    ];
    let deck = place.read("2026-T3/dossier.yaml");
    let before = deck.split("déroulé:").next().unwrap_or(&deck).to_string();
    place.write("2026-T3/dossier.yaml", before + "déroulé:\n" + &order.join("\n"));
    let said = place.faults(Language::Fr);
    for told in [
        "aucune diapositive ne montre ce titre",
        "la couverture affiche le titre du dossier",
        "le titre d’un chapitre s’écrit après `chapitre:`",
        "la phrase est le titre de sa diapositive",
        "le titre d’une diapositive libre s’écrit dans son fichier Typst",
        "le déroulé n’a pas de chapitre `Sur le sentier`",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
    place.edit(
        "2026-T3/dossier.yaml",
        "\"Au port\", titre: \"Le port attend\"",
        "\"Sur le sentier\"",
    );
    assert!(!place.faults(Language::Fr).contains("n’a pas de chapitre"));
}

#[test]
fn a_decision_stays_due_until_it_is_settled() {
    for (case, answer) in [
        ("due-in-progress", "suites: { état: en-cours }"),
        ("due-postponed", "prise: { le: 2026-07-02, résultat: ajournée }"),
    ] {
        let place = project();
        place
            .edit(
                "2026-T3/decisions.yaml",
                "prise: { le: 2026-07-02, résultat: approuvée }, suites: { état: fait }",
                answer,
            )
            .write("2026-T4/dossier.yaml", FILES[3].1.replace("2026-T3", "2026-T4"))
            .write(
                "2026-T4/decisions.yaml",
                "décisions:\n  - { id: points-eau, suites: { état: fait } }\n",
            );
        assert_eq!(slides(&place, "2026-T4"), ["cover", "follow-up"]);
        check(case, &place);
    }
}

#[test]
fn what_an_unreadable_file_may_answer_is_not_asked_for() {
    let place = project();
    place.edit("2026-T3/decisions.yaml", "état: fait", "état: fini");
    let said = place.faults(Language::Fr);
    assert!(!said.contains("unanswered-decision"), "{said}");
}

#[test]
fn a_decision_asked_again_keeps_its_id() {
    let place = project();
    place.edit(
        "2026-T3/decisions.yaml",
        "prise: { le: 2026-07-02, résultat: approuvée }, suites: { état: fait }",
        "demande: \"Poser une lampe\"",
    );
    check("asked-again", &place);
}

#[test]
fn a_deck_copied_whole_is_told_once() {
    let place = project();
    for (path, text) in &FILES[3..] {
        let text = text.replace("2026-T3", "2026-T4");
        place.write(&path.replace("2026-T3", "2026-T4"), text);
    }
    check("copied-deck", &place);
}

#[test]
fn a_copied_story_is_told_and_not_shown_again() {
    let place = project();
    let story = place.read("2026-T3/recits/port.yaml");
    for name in ["port (1)", "port - Copie", "Copie de port", "port (conflit de Jeanne 2026-09-01)"]
    {
        let place = project();
        place.write(&format!("2026-T3/recits/{name}.yaml"), &story);
        let found = place.faults(Language::Fr);
        assert!(found.contains("semble être une copie de `port.yaml`"), "{name}: {found}");
        assert!(!found.contains("duplicate-id"), "{name}: {found}");
    }
    for name in ["Thumbs.db", "desktop.ini", "~$port.docx", "port.yaml.bak"] {
        place.write(&format!("2026-T3/recits/{name}"), "rien");
    }
    assert!(!place.faults(Language::Fr).contains("unread-file"));
}

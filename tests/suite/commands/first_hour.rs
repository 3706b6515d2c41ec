//! What `check` prints for a first draft: one screen, what to mend first at its top, and nothing lost.

use crate::small::recit;
use crate::support::Workplace;

/// The starter as somebody's first draft: nine faults in six of its files.
fn first_draft() -> Workplace {
    let place = Workplace::sample("starter");
    place.edit("2026-T3/dossier.yaml", "titre: \"", "titre: Bilan : \"");
    place.edit("2026-T3/signaux.yaml", "    stade: ", "    étape: ");
    for voice in ["v-01", "v-02"] {
        place.edit("2026-T3/temoignages.yaml", &format!("  - id: {voice}"), "  - idd: x");
    }
    let figures = place.read("2026-T3/chiffres.yaml");
    let figures: Vec<&str> =
        figures.lines().filter(|line| !line.trim_start().starts_with("unité:")).collect();
    place.write("2026-T3/chiffres.yaml", figures.join("\n"));
    for (at, story) in ["un", "deux", "trois", "quatre"].into_iter().enumerate() {
        let text = format!("titre: \"Récit {at}\"\nsituation: [a]\nactoin: \"rien\"\n");
        place.write(&format!("2026-T3/recits/{story}.yaml"), text);
    }
    place
}

#[test]
fn a_first_draft_fits_on_a_screen_and_its_first_item_is_the_first_to_fix() {
    let run = recit(first_draft().path(), &["check"]);
    let lines: Vec<&str> = run.out.lines().collect();
    assert_eq!(run.status, Some(1));
    assert!(lines.len() <= 40, "{} lines:\n{}", lines.len(), run.out);
    let first = lines.iter().find(|line| line.starts_with("erreur[")).expect("an error");
    assert!(first.starts_with("erreur[broken-yaml]"), "{}", run.out);
    assert!(lines[0].starts_with("2026-T3/dossier.yaml\u{a0}: "), "{}", run.out);
    let last = lines.last().expect("a line");
    assert!(last.starts_with("Commencez par 2026-T3/dossier.yaml:"), "{}", run.out);
    assert!(last.contains("`--all`"), "{}", run.out);
}

#[test]
fn all_findings_are_shown_when_asked_for_and_always_to_programs() {
    let place = first_draft();
    let run = recit(place.path(), &["check", "--all"]);
    let drawn = |rule: &str| run.out.matches(&format!("[{rule}]")).count();
    let json = recit(place.path(), &["check", "--format", "json"]);
    for rule in ["broken-yaml", "unknown-key", "missing-key", "wrong-type"] {
        let wanted = json.out.matches(&format!("\"rule\":\"{rule}\"")).count();
        assert!(wanted > 0, "{rule}: {}", json.out);
        assert_eq!(drawn(rule), wanted, "{rule}: {}", run.out);
    }
    assert!(!run.out.contains("De même"), "{}", run.out);
}

#[test]
fn the_same_fault_in_several_places_is_told_once_with_its_places() {
    let place = Workplace::sample("starter");
    let story = "titre: \"Les gens tournent à droite\"\nsituation: \"Le plan.\"\naction: \"Un plan.\"\nactoin: \"rien\"\n";
    place.write("2026-T3/recits/un.yaml", story).write("2026-T3/recits/deux.yaml", story);
    let run = recit(place.path(), &["check", "--select", "unknown-key"]);
    assert_eq!(run.out.matches("erreur[unknown-key]").count(), 1, "{}", run.out);
    let places = "De même à 1 autre endroit\u{a0}:\n  2026-T3/recits/un.yaml:4:1\n";
    assert!(run.out.contains(places), "{}", run.out);
}

#[test]
fn a_build_of_a_first_draft_is_no_wall_either() {
    let run = recit(first_draft().path(), &["build"]);
    assert!(run.err.lines().count() <= 42, "{}", run.err);
    let last = run.err.lines().last().expect("a line");
    assert!(last.starts_with("Commencez par 2026-T3/dossier.yaml:"), "{}", run.err);
}

//! Rules whose findings weigh more or less by what was found: each case is the small project of the pages with one thing
//! changed.

use recit::finding::Severity::{self, Error, Info, Warning};
use recit::locale::Language;

use super::project;
use crate::support::Workplace;

/// The small French project with these changes of its files: the file, what stands there, what takes its place.
fn changed(changes: &[(&str, &str, &str)]) -> Workplace {
    let place = project(Language::Fr, &[]);
    for (file, from, to) in changes {
        let path = if *file == "recit.yaml" { file.to_string() } else { format!("2026-T3/{file}") };
        place.edit(&path, from, to);
    }
    place
}

/// The severities of what a rule finds in a project, with the messages' keys.
fn found(place: &Workplace, rule: &str) -> Vec<(Severity, &'static str)> {
    let report = place.open().lint_all_decks();
    let own = report.findings().iter().filter(|finding| finding.rule.name == rule);
    own.map(|finding| (finding.severity, finding.message.key)).collect()
}

#[test]
fn a_person_named_with_their_office_is_a_remark_and_anybody_else_an_error() {
    let heard = "\"Le plan est-il éclairé la nuit ?\"";
    for (words, wanted) in [
        ("Le maire, Jean Kerbrat, a promis une lampe", (Info, "official-named")),
        ("Jean Kerbrat, maire de Valmer, a promis une lampe", (Info, "official-named")),
        ("L'adjointe au maire Anne Kerbrat a promis une lampe", (Info, "official-named")),
        ("Jean Kerbrat a promis une lampe", (Error, "identified-person")),
        ("Le maire est venu. Jean Kerbrat a promis une lampe", (Error, "identified-person")),
        ("Jean Kerbrat attendait devant la mairie", (Error, "identified-person")),
    ] {
        let place = changed(&[("signaux.yaml", heard, &format!("\"{words}\""))]);
        assert_eq!(found(&place, "identified-person"), [wanted], "{words}");
    }
}

#[test]
fn a_failure_that_is_owned_needs_no_witness() {
    let witnesses = "  témoins: [{ rôle: \"conducteur de car\", indépendant: oui }, { rôle: \"agente de la gare\", indépendant: oui }]\n";
    let place = changed(&[("recits/plan.yaml", witnesses, "")]);
    assert_eq!(found(&place, "missing-witness"), [(Warning, "no-witness")]);
    place.edit("2026-T3/recits/plan.yaml", "genre: service", "genre: échec");
    assert_eq!(found(&place, "missing-witness"), [(Info, "no-witness")]);
}

#[test]
fn a_declared_number_without_its_uncertainty_is_a_remark() {
    let said = "    statut: définitif\n    incertitude: { inconnue: \"Les jours de grande foule, le cahier n'est pas toujours rempli.\" }\n";
    for (status, wanted) in [("estimé", Warning), ("déclaré", Info)] {
        let place = changed(&[("chiffres.yaml", said, &format!("    statut: {status}\n"))]);
        assert_eq!(found(&place, "missing-uncertainty"), [(wanted, "missing-uncertainty")]);
    }
}

#[test]
fn a_share_of_all_has_no_margin_and_a_share_of_some_has() {
    let figure = "valeur: 14\n    unité: questions\n    nature: volume";
    let said = "    incertitude: { inconnue: \"Les jours de grande foule, le cahier n'est pas toujours rempli.\" }\n";
    for (more, wanted) in [("", 1), (", exhaustive: oui", 0)] {
        let share = format!(
            "valeur: 14\n    unité: pour cent\n    nature: part\n    base: {{ n: 1200, population: \"questions\"{more} }}"
        );
        let place = changed(&[("chiffres.yaml", figure, &share), ("chiffres.yaml", said, "")]);
        assert_eq!(found(&place, "missing-uncertainty").len(), wanted, "{more}");
    }
}

#[test]
fn one_decimal_is_a_fault_of_few_and_a_remark_of_some_hundred() {
    let figure = "valeur: 14\n    unité: questions\n    nature: volume";
    for (n, wanted) in [(99, vec![Warning]), (100, vec![Info]), (999, vec![Info]), (1000, vec![])] {
        let share = format!(
            "valeur: 64.2\n    unité: pour cent\n    nature: part\n    base: {{ n: {n}, population: \"questions\" }}"
        );
        let place = changed(&[("chiffres.yaml", figure, &share)]);
        let weights = found(&place, "false-precision").into_iter().map(|(weight, _)| weight);
        assert_eq!(weights.collect::<Vec<_>>(), wanted, "{n}");
    }
}

#[test]
fn a_long_sentence_is_a_remark_in_the_notes() {
    let long = "Nous avons ".to_string() + &"très ".repeat(30) + "longtemps attendu.";
    let kept = "inconnu: \"Comment font ceux qui arrivent la nuit.\"";
    for (key, wanted) in [("notes", Info), ("inconnu", Warning)] {
        let line = if key == "notes" {
            format!("{kept}\nnotes: \"{long}\"")
        } else {
            format!("inconnu: \"{long}\"")
        };
        let place = changed(&[("recits/plan.yaml", kept, &line)]);
        assert_eq!(found(&place, "long-sentence"), [(wanted, "long-sentence")], "{key}");
    }
}

#[test]
fn stories_that_share_no_credit_are_asked_about_once_a_deck() {
    let others = "  autres: [\"le transporteur a rapproché l'arrêt\"]\n";
    let place = changed(&[("recits/plan.yaml", others, "")]);
    assert_eq!(found(&place, "unshared-credit"), [(Warning, "contribution-without-others")]);
    let story = place.read("2026-T3/recits/plan.yaml");
    place.write("2026-T3/recits/lampe.yaml", story.replace("Un plan", "Une lampe"));
    place.write("2026-T3/recits/quai.yaml", story.replace("Un plan", "Un quai"));
    assert_eq!(found(&place, "unshared-credit"), [(Warning, "stories-without-others")]);
    // What is set aside for one story is set aside for that one.
    let allow = "admettre: { règle: unshared-credit, parce-que: \"nous étions seuls ce jour-là, il faut le dire\" }\n";
    for file in ["plan", "lampe"] {
        let path = format!("2026-T3/recits/{file}.yaml");
        place.write(&path, place.read(&path) + allow);
    }
    assert_eq!(found(&place, "unshared-credit"), [(Warning, "contribution-without-others")]);
    assert_eq!(found(&place, "unused-allow"), []);
}

#[test]
fn an_approved_decision_is_a_promise_for_the_next_meeting() {
    let place = changed(&[(
        "decisions.yaml",
        "décisions:\n",
        "décisions:\n  - id: quai\n    demande: \"Refaire le quai\"\n    prise: { le: 2026-06-11, résultat: approuvée }\n",
    )]);
    assert_eq!(found(&place, "incomplete-follow-up"), [(Error, "incomplete-follow-up")]);
    // Another board, or a meeting after the one that should have told it.
    let deck = |board: &str| {
        format!(
            "titre: \"Un\"\npériode: 2026-T2\nséance: {{ instance: \"{board}\", date: 2026-07-09 }}\n"
        )
    };
    place.write("2026-T2/dossier.yaml", deck("comité d'usagers"));
    assert_eq!(found(&place, "incomplete-follow-up"), [(Error, "incomplete-follow-up")]);
    place.write("2026-T2/dossier.yaml", deck("conseil d'administration"));
    assert_eq!(found(&place, "incomplete-follow-up"), [(Warning, "incomplete-follow-up")]);
}

#[test]
fn a_public_meeting_before_local_elections_is_asked_about_until_somebody_answers() {
    let date = "date: 2026-10-08, minutes: 20";
    let place = changed(&[("dossier.yaml", date, "date: 2027-10-07, minutes: 20, publique: oui")]);
    assert_eq!(found(&place, "pre-election-praise"), [(Info, "undeclared-election")]);
    let settings = place.read("recit.yaml");
    place.write("recit.yaml", settings.clone() + "politique: { périodes-préélectorales: [] }\n");
    assert_eq!(found(&place, "pre-election-praise"), []);
    place.write("recit.yaml", settings);
    place.edit("2026-T3/dossier.yaml", ", publique: oui", "");
    assert_eq!(found(&place, "pre-election-praise"), []);
}

#[test]
fn the_notice_of_a_meeting_is_counted_by_its_board() {
    let meeting =
        "séance: { instance: \"conseil d'administration\", date: 2026-10-08, minutes: 20 }";
    for (kind, board, policy, sent, is_late) in [
        ("conseil", "conseil municipal", "", "2026-10-03", true),
        ("conseil", "conseil municipal", "", "2026-10-02", false),
        ("conseil", "Conseil départemental de l'Orne", "", "2026-10-02", true),
        ("conseil", "conseil régional", "", "2026-09-25", false),
        ("conseil", "conseil municipal", "\"Conseil municipal\": 3", "2026-10-04", false),
        ("conseil", "conseil municipal", "\"Conseil municipal\": 3", "2026-10-05", true),
        ("trimestriel", "comité de direction", "", "2026-10-07", false),
        ("trimestriel", "comité de direction", "\"comité de direction\": 8", "2026-10-01", true),
    ] {
        let deck = format!(
            "genre: {kind}\nséance: {{ instance: \"{board}\", date: 2026-10-08, convocation: {sent} }}"
        );
        let place = changed(&[("dossier.yaml", meeting, &deck)]);
        let settings = place.read("recit.yaml");
        place.write(
            "recit.yaml",
            settings + &format!("politique: {{ jours-francs: {{ {policy} }} }}\n"),
        );
        let wanted = if is_late { vec![(Warning, "late-convocation")] } else { Vec::new() };
        assert_eq!(found(&place, "late-convocation"), wanted, "{board} {policy} {sent}");
    }
}

#[test]
fn a_year_that_a_project_knows_to_be_exceptional_is_asked_about() {
    let status = "    statut: définitif\n";
    let compared = "    statut: définitif\n    comparé-à: { période: 2024-T3, valeur: 21 }\n";
    let place = changed(&[("chiffres.yaml", status, compared)]);
    assert_eq!(found(&place, "exceptional-base-year"), []);
    let settings = place.read("recit.yaml");
    place.write("recit.yaml", settings + "politique: { années-exceptionnelles: [2024] }\n");
    assert_eq!(found(&place, "exceptional-base-year"), [(Info, "exceptional-base-year")]);
}

#[test]
fn thanks_are_not_reported_twice_in_a_deck_that_is_one_sided() {
    let place = project(Language::Fr, &[]);
    let voice = |at: usize, tone: &str| {
        format!(
            "  - {{ id: v-0{at}, texte: \"Merci à toute votre équipe, tout est clair.\", personne: {{ rôle: \"randonneuse\", adulte: oui }}, canal: enquête, date: 2026-09-12, contexte: \"Au port.\", ton: {tone}, accord: {{ fondement: informé }} }}\n"
        )
    };
    let write = |tones: [&str; 4]| {
        let voices: String =
            tones.iter().enumerate().map(|(at, tone)| voice(at + 1, tone)).collect();
        place.write("2026-T3/temoignages.yaml", format!("témoignages:\n{voices}"));
        place.edit(
            "2026-T3/recits/plan.yaml",
            "témoignages: [v-01, v-02]",
            "témoignages: [v-01, v-02, v-03, v-04]",
        );
        let counts =
            ["one-sided-voices", "flattering-voices"].map(|rule| found(&place, rule).len());
        place.edit(
            "2026-T3/recits/plan.yaml",
            "témoignages: [v-01, v-02, v-03, v-04]",
            "témoignages: [v-01, v-02]",
        );
        counts
    };
    assert_eq!(write(["critique", "favorable", "favorable", "critique"]), [0, 3]);
    assert_eq!(write(["favorable", "favorable", "favorable", "favorable"]), [1, 0]);
}

#[test]
fn a_deadline_that_has_passed_is_asked_about_until_the_work_is_done() {
    let decision = |state: &str| {
        format!(
            "décisions:\n  - id: quai\n    demande: \"Refaire le quai\"\n    prise: {{ le: 2026-06-11, résultat: approuvée }}\n    suites: {{ état: {state}, pilote: \"Port\", effet: \"Le quai ne glisse plus.\", échéance: 2026-09-30 }}\n"
        )
    };
    for (state, wanted) in [("en-cours", 1), ("bloqué", 1), ("fait", 0), ("abandonné", 0)] {
        let place = changed(&[("decisions.yaml", "décisions:\n", &decision(state))]);
        assert_eq!(found(&place, "passed-deadline").len(), wanted, "{state}");
    }
    for (file, kept) in [
        ("recits/plan.yaml", "échéance: 2026-12-15"),
        ("signaux.yaml", "échéance: 2026-11-15"),
        ("decisions.yaml", "échéance: 2026-12-01"),
    ] {
        // The day of the meeting has not passed at the meeting.
        for (day, wanted) in [("2026-10-07", 1), ("2026-10-08", 0)] {
            let place = changed(&[(file, kept, &format!("échéance: {day}"))]);
            let weights = found(&place, "passed-deadline");
            assert_eq!(weights, vec![(Warning, "passed-deadline"); wanted], "{file} {day}");
        }
    }
}

#[test]
fn options_without_a_price_are_a_remark_and_prices_that_do_not_pair_a_warning() {
    let (options, costs) = ("options: [\"une lampe\", \"pas de lampe\"]", "coût: 380");
    for (choices, prices, answer, wanted) in [
        ("une, deux", "coût: 380", "vote", vec![]),
        ("une, deux, trois", "coût: 380", "vote", vec![(Info, "uncosted-option")]),
        ("une, deux, trois", "par-an: 380", "vote", vec![(Info, "uncosted-option")]),
        ("une, deux, trois", "coût: 380", "avis", vec![]),
        ("une, deux, trois", "par-option: [380, 90, 0]", "vote", vec![]),
        ("une, deux, trois", "par-option: [380, 90]", "vote", vec![(Warning, "unpaired-costs")]),
        ("une, deux", "par-option: [1, 2, 3]", "vote", vec![(Warning, "unpaired-costs")]),
    ] {
        let place = changed(&[
            (
                "decisions.yaml",
                options,
                &format!("options: [{choices}]\n    réponse-attendue: {answer}"),
            ),
            ("decisions.yaml", costs, prices),
        ]);
        assert_eq!(found(&place, "uncosted-option"), wanted, "{choices} {prices}");
    }
}

#[test]
fn money_that_was_spent_is_above_zero_and_nobody_counts_fewer_than_none() {
    let spending = |amount: &str| {
        let text = format!(
            "dépenses:\n  - {{ montant: {amount}, intention: \"poser un banc\", pourquoi: \"Personne ne pouvait s'asseoir.\", arrêté: \"le dépliant d'hiver\" }}\n"
        );
        let place = project(Language::Fr, &[]);
        place.write("2026-T3/depenses.yaml", text);
        found(&place, "unlikely-amount")
    };
    for amount in ["-35", "-0.5"] {
        assert_eq!(spending(amount), [(Warning, "negative-amount")], "{amount}");
    }
    assert_eq!(spending("0"), [(Warning, "amount-of-zero")]);
    assert_eq!(spending("35"), []);
    for (nature, unit, wanted) in [
        ("volume", "questions", vec![(Error, "negative-count")]),
        ("personnes", "personnes", vec![(Error, "negative-count")]),
        ("rang", "rang", vec![(Error, "negative-count")]),
        ("montant", "euros", vec![]),
    ] {
        let counted = "valeur: 14\n    unité: questions\n    nature: volume";
        let value = format!("valeur: -6\n    unité: {unit}\n    nature: {nature}");
        let place = changed(&[("chiffres.yaml", counted, &value)]);
        assert_eq!(found(&place, "impossible-value"), wanted, "{nature}");
    }
}

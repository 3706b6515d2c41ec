//! The words that the board reads: what slides, the annex and papers print of decisions, signals, money and time.

use recit::deck::{BuildOptions, Output};
use recit::pipeline::Built;

use crate::support::{Workplace, build, plain_spaces};

/// The starter, its deck built with its script.
fn starter(edits: &[(&str, &str, &str)]) -> Built {
    let place = Workplace::sample("starter");
    for (file, from, to) in edits {
        place.edit(&format!("2026-T3/{file}"), from, to);
    }
    built(&place)
}

fn built(place: &Workplace) -> Built {
    let mut opened = place.open();
    let papers = [Output::Script];
    let decks = ["2026-T3".to_string()];
    let built = build(&mut opened, &decks, &papers, BuildOptions::default()).remove(0);
    built.expect("the deck can be built")
}

/// Everything that the slides print, with plain spaces.
fn slides(built: &Built) -> String {
    let pages = built.pages().expect("pages");
    let texts = (1..=pages.count()).map(|page| pages.page_text(page));
    plain_spaces(&texts.collect::<Vec<_>>().join("\n")).replace('\n', " ")
}

/// Everything that the script prints.
fn script(built: &Built) -> String {
    let pages = &built.paper(Output::Script).expect("a script").pages;
    let texts = (1..=pages.count()).map(|page| pages.page_text(page));
    plain_spaces(&texts.collect::<Vec<_>>().join("\n")).replace('\n', " ")
}

#[track_caller]
fn assert_prints(text: &str, wanted: &str) {
    assert!(text.contains(wanted), "{wanted}\n{text}");
}

#[track_caller]
fn assert_never_prints(text: &str, unwanted: &str) {
    assert!(!text.contains(unwanted), "{unwanted}\n{text}");
}

#[test]
fn what_people_said_is_a_testimony_and_never_a_vote() {
    let text = slides(&starter(&[]));
    for wanted in ["2 témoignages", "D’où viennent les chiffres et les témoignages"] {
        assert_prints(&text, wanted);
    }
    assert_never_prints(&text.to_lowercase(), "voix");
}

#[test]
fn the_path_of_a_signal_names_five_stages_and_where_its_months_come_from() {
    let text = slides(&starter(&[]));
    let stages = ["isolé", "naissant", "récurrent", "général", "stade actuel"];
    stages.iter().for_each(|stage| assert_prints(&text, stage));
    ["murmure", "vacarme", "aujourd"].iter().for_each(|word| assert_never_prints(&text, word));

    let written = ("signaux.yaml", "    personnes: 3", "    premier: 2026-07-04\n    personnes: 3");
    let dated =
        ("temoignages.yaml", "    canal: guichet", "    date: 2026-08-21\n    canal: guichet");
    let text = slides(&starter(&[dated]));
    assert_prints(&text, "Un signal · naissant · témoignages cités : août 2026");
    let text = slides(&starter(&[written, dated]));
    assert_prints(&text, "messages : juillet 2026 · témoignages cités : août 2026");
}

#[test]
fn the_months_of_a_voice_that_is_not_shown_are_not_printed() {
    let hidden = (
        "temoignages.yaml",
        "accord: { fondement: anonyme }",
        "accord: { fondement: anonyme, publics: [interne] }",
    );
    let dated =
        ("temoignages.yaml", "    canal: guichet", "    date: 2026-08-21\n    canal: guichet");
    assert_never_prints(&slides(&starter(&[hidden, dated])), "août 2026");
}

#[test]
fn the_boxes_hold_the_options_in_their_own_words() {
    let text = slides(&starter(&[]));
    for wanted in
        ["A. Une lampe solaire", "B. Un panneau réfléchissant", "C. Ne rien changer", "Ajournée"]
    {
        assert_eq!(text.matches(wanted).count(), 1, "{wanted}\n{text}");
    }
    let opinion = ("decisions.yaml", "réponse-attendue: vote", "réponse-attendue: avis");
    let text = slides(&starter(&[opinion]));
    assert_prints(&text, "Une lampe solaire");
    ["A. Une lampe", "Avis favorable", "Ajournée"]
        .iter()
        .for_each(|word| assert_never_prints(&text, word));
}

#[test]
fn an_opinion_is_not_counted_as_a_decision() {
    let answered = |answer| {
        let wanted = format!("réponse-attendue: {answer}");
        slides(&starter(&[("decisions.yaml", "réponse-attendue: vote", &wanted)]))
    };
    assert_prints(&answered("vote"), "1 décision à prendre");
    for (answer, wanted) in
        [("avis", "1 avis à donner"), ("prise-d'acte", "1 point dont prendre acte")]
    {
        let text = answered(answer);
        assert_prints(&text, wanted);
        assert_never_prints(&text, "décision à prendre");
    }
}

#[test]
fn a_cost_is_once_then_yearly_and_nothing_is_never_counted() {
    for (cost, wanted) in [
        ("coût: 18400, par-an: 1200", "Combien, TTC 18 400 €, puis 1 200 € par an"),
        ("coût: 18400, par-an: 0", "18 400 €, dépense unique"),
        ("coût: 18400.5", "18 400,50 €, dépense unique"),
        ("coût: 0, par-an: 1200", "Combien, TTC 1 200 € par an"),
        ("coût: 0", "Combien Sans dépense"),
        ("coût: 0, par-an: 0", "Combien Sans dépense"),
    ] {
        let text = slides(&starter(&[("decisions.yaml", "coût: 2300", cost)]));
        assert_prints(&text, wanted);
        assert_never_prints(&text, " 0 €");
    }
}

/// The starter with a decision of an earlier meeting.
fn followed_up(taken: &str) -> String {
    let before = format!(
        "décisions:\n  - id: banc\n    demande: \"Poser un banc à l'arrêt du car\"\n    sinon: \"Les gens attendront debout.\"\n    prise: {{ {taken} }}\n"
    );
    slides(&starter(&[("decisions.yaml", "décisions:\n", &before)]))
}

#[test]
fn a_past_vote_has_its_day_and_its_votes() {
    let text = followed_up("le: 2026-07-02, résultat: approuvée");
    assert_prints(&text, "adoptée le 2 juillet 2026");
    assert_prints(&text, "sans réponse");
    let text =
        followed_up("le: 2026-07-01, résultat: ajournée, pour: 12, contre: 0, abstentions: 1");
    assert_prints(&text, "ajournée le 1er juillet 2026 (12 pour, 1 abstention)");
}

#[test]
fn what_the_board_refused_is_closed_and_says_what_happens_now() {
    let text = followed_up("le: 2026-07-02, résultat: refusée, pour: 3, contre: 9");
    assert_prints(&text, "refusée le 2 juillet 2026 (3 pour, 9 contre)");
    assert_prints(&text, "sans suite");
    assert_prints(&text, "Les gens attendront debout.");
    assert_never_prints(&text, "sans réponse");
}

#[test]
fn no_name_of_ours_is_printed() {
    let allowed = (
        "chiffres.yaml",
        "    statut: définitif",
        "    statut: définitif\n    admettre: { règle: unsourced-figure, parce-que: \"Le cahier du guichet est la seule source qui existe pour ces questions.\" }",
    );
    let text = slides(&starter(&[allowed]));
    assert_prints(&text, "Règle écartée à un endroit");
    for name in ["unsourced-figure", "v-01", "v-02", "SHA-256", "questions-car"] {
        assert_never_prints(&text, name);
    }
}

#[test]
fn minutes_have_seconds_and_pages_are_a_range() {
    let built = starter(&[(
        "dossier.yaml",
        "statut: brouillon\n",
        "statut: brouillon\ndéroulé:\n  - { diapositive: couverture, minutes: 0.5 }\n  - { récit: un-exemple, minutes: 4 }\n  - décisions\n",
    )]);
    let text = script(&built);
    assert_prints(&text, "4 min 30 sur 15 min");
    assert_prints(&text, "30 s · début à 0 min");
    assert_prints(&text, "4 min · début à 30 s");
}

#[test]
fn a_title_of_a_source_stands_between_marks_and_a_label_has_a_capital() {
    let text =
        slides(&starter(&[("chiffres.yaml", "libellé: \"Questions", "libellé: \"questions")]));
    assert_prints(&text, "Office de tourisme de Valmer, « Cahier du guichet, compté à la main »");
    assert_prints(&text, "Questions sur l’arrêt du car");
}

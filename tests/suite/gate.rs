//! The gate on whole decks: what is held back is in no document of that audience, is reported, and stops a final deck.
//!
//! `gate/<language>` is one deck with every case once.

use std::collections::BTreeSet;
use std::fs;

use recit::deck::{BuildOptions, Output};
use recit::locale::Language;
use recit::narrative::Audience::{self, Board, Internal, Public};
use recit::pipeline::Built;
use serde_json::{Value, json};

use crate::small::{files, project, recit, recit_in};
use crate::support::{Workplace, copy, layout, repository, told};

/// The deck with every case, in a language.
fn every_case(language: Language) -> Workplace {
    let place = Workplace::empty();
    let folder = repository().join("tests/suite/gate").join(language.code());
    copy(&folder, place.path());
    place
}

/// The only deck of a project for an audience, with all its papers.
fn built(place: &Workplace, audience: Audience) -> Built {
    let opened = place.open();
    let options = BuildOptions { audience: Some(audience), ..BuildOptions::default() };
    let decks = [opened.project.decks[0].path.clone()];
    let papers = [Output::Handout, Output::Script, Output::Note];
    let built = opened.plan(options).each_deck(&decks, &papers, &|_, built| Ok(built));
    let (mut built, _) = built.expect("no fault of ours");
    built.remove(0).expect("a deck")
}

/// Everything that the documents of a deck say.
fn text(built: &Built) -> String {
    let papers = built.papers.iter().map(|paper| &paper.manuscript.text);
    let texts = std::iter::once(&layout(built).manuscript.text).chain(papers);
    texts.cloned().collect()
}

fn slides(built: &Built) -> Vec<&str> {
    built.deck.slides.iter().map(|slide| slide.id.as_str()).collect()
}

/// Words of the deck with every case, and the audiences that may read them.
const WORDS: [(&str, &[Audience]); 16] = [
    ("Open words", &[Board, Public, Internal]),
    ("Our own words", &[Board, Public, Internal]),
    ("Said of the map", &[Board, Public, Internal]),
    ("Public words", &[Public]),
    ("The rota of the desk", &[Internal]),
    ("Said in the back room", &[Internal]),
    ("Inner words", &[Internal]),
    ("A chapter of the team", &[Internal]),
    ("A statement of the team", &[Internal]),
    ("Said to the team", &[Internal]),
    ("Expired words", &[]),
    ("Late words", &[]),
    ("Written words", &[]),
    ("Young words", &[]),
    ("Bare words", &[]),
    ("A chapter that opens nothing", &[]),
];

#[test]
fn an_audience_reads_what_is_for_it_and_nothing_else() {
    let place = every_case(Language::En);
    for audience in [Board, Public, Internal] {
        let built = built(&place, audience);
        let text = text(&built);
        for (words, readers) in WORDS {
            let is_read = readers.contains(&audience);
            assert_eq!(text.contains(words), is_read, "{words}: {audience:?}");
        }
        assert!(layout(&built).files.is_empty(), "no photo may be shown: {audience:?}");
        assert!(!text.contains("the quay") && !text.contains("Said of nobody"));
    }
}

#[test]
fn each_thing_held_back_is_told_where_it_is_written_in_both_languages() {
    for language in Language::ALL {
        let said = every_case(language).findings(language);
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("gate");
        settings.set_prepend_module_to_snapshot(false);
        settings.bind(|| insta::assert_snapshot!(format!("findings.{}", language.code()), said));
    }
}

#[test]
fn a_slide_whose_voices_are_held_back_disappears_with_its_chapter_and_nothing_more_is_said() {
    let place = every_case(Language::En);
    let board = built(&place, Board);
    assert_eq!(slides(&board), ["cover", "story-map", "voices-v-told", "annex"]);
    let internal = built(&place, Internal);
    assert_eq!(
        slides(&internal),
        [
            "cover",
            "story-map",
            "story-backroom",
            "voices-v-told",
            // A chapter of one slide has no page of its own.
            "statement-a-statement-of-the-team",
            "annex"
        ]
    );
    assert!(!place.findings(Language::En).contains("nothing to show"));
    assert_eq!(board.deck.elsewhere, 4, "a story, a chapter, its statement, an empty chapter");
}

#[test]
fn a_declared_interest_stands_beside_who_speaks_and_one_of_none_does_not() {
    let interests = [
        ("staff", "declared interest: our team"),
        ("elected", "declared interest: elected office"),
        ("partner", "declared interest: partner"),
        ("none", ""),
    ];
    for (interest, said) in interests {
        let place = Workplace::sample("harbour");
        let speaker = "role: \"skipper\", adult: true";
        let more = format!("{speaker}, interest: {interest}");
        place.edit("2026-Q3/voices.yaml", speaker, &more);
        assert_eq!(place.findings(Language::En), "");
        let text = layout(&built(&place, Board)).manuscript.text.clone();
        assert_eq!(text.contains("declared interest"), !said.is_empty());
        assert!(text.contains(said), "{interest}");
    }
}

#[test]
fn voices_are_counted_as_they_are_shown() {
    let place = every_case(Language::En);
    let board = built(&place, Board);
    assert_eq!((board.deck.counts.voices, board.deck.portrait.critical), (2, 1));
    let text = layout(&board).manuscript.text.clone();
    let chosen = r"2\u{a0}voices kept out of 61\u{a0}messages read, 1 of them critical";
    assert!(text.contains(chosen), "{text}");
}

#[test]
fn the_build_says_what_it_holds_back_and_why() {
    for (language, locale) in [(Language::En, "en_GB.UTF-8"), (Language::Fr, "fr_FR.UTF-8")] {
        let place = every_case(language);
        let run = recit_in(locale, place.path(), &["build"]);
        assert_eq!(run.status, Some(1), "{}", run.err);
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("gate");
        settings.set_prepend_module_to_snapshot(false);
        settings.bind(|| insta::assert_snapshot!(format!("build.{}", language.code()), run.out));
    }
}

#[test]
fn a_pdf_for_another_audience_never_takes_the_place_of_the_usual_one() {
    for (language, deck, audience, names) in [
        (Language::En, "autumn", "public", ["autumn-public.pdf", "autumn-public-note.pdf"]),
        (Language::En, "autumn", "interne", ["autumn-internal.pdf", "autumn-internal-note.pdf"]),
        (Language::Fr, "automne", "interne", ["automne-interne.pdf", "automne-interne-note.pdf"]),
        (Language::Fr, "automne", "élus", ["automne.pdf", "automne-note.pdf"]),
        (Language::Fr, "automne", "elus", ["automne.pdf", "automne-note.pdf"]),
    ] {
        let place = every_case(language);
        let args = ["build", deck, "--for", "slides,note", "--audience", audience];
        recit(place.path(), &args);
        let written = files(&place.path().join("out"));
        assert_eq!(BTreeSet::from_iter(written), names.map(str::to_string).into(), "{audience}");
    }
    let place = every_case(Language::En);
    place.edit("autumn/deck.yaml", "minutes: 20", "minutes: 20, public: yes");
    recit(place.path(), &["build", "--audience", "board"]);
    assert_eq!(files(&place.path().join("out")), ["autumn-board.pdf"]);
}

#[test]
fn the_manifest_tells_for_whom_and_what_is_missing() {
    let place = every_case(Language::En);
    recit(place.path(), &["build", "--for", "all", "--audience", "public"]);
    let path = place.path().join("out/autumn-public.json");
    let manifest = fs::read_to_string(path).expect("a manifest");
    let manifest: Value = serde_json::from_str(&manifest).expect("JSON");
    assert_eq!(manifest["audience"], "public");
    assert_eq!(manifest["slides_for_others"], 4);
    let held = manifest["held_back"].as_array().expect("a list");
    assert_eq!(held.len(), 8, "{held:?}");
    let expired = json!({ "kind": "voice", "reason": "expired", "day": "2026-09-30" });
    let photo = json!({ "kind": "photo", "reason": "unpermitted" });
    assert!(
        held.contains(&expired) && held.contains(&photo),
        "without their names, which say more than may be said: {held:?}"
    );
}

/// A small clean deck whose story lets one voice speak, with this consent.
fn with_consent(consent: &str) -> Workplace {
    let place = project(&["one"]);
    place.edit("one/stories/map.yaml", "title:", "voices: [v-1]\ntitle:");
    place.write(
        "one/voices.yaml",
        format!("selection: {{ read: 9, kept: 1, critical: 0, by: [the desk], method: all of them }}\nvoices: [{{ id: v-1, text: Planted words, speaker: {{ role: walker, adult: yes }}, channel: field, date: 2026-08-01, consent: {{ {consent} }} }}]\n"),
    );
    place
}

#[test]
fn a_final_deck_is_not_written_while_something_it_asks_for_is_held_back() {
    let place = with_consent("basis: consent, until: 2026-12-31");
    let build = |args: &[&str]| recit(place.path(), &[&["build"], args].concat());
    let run = build(&["--final"]);
    assert_eq!((run.status, run.err.as_str()), (Some(0), ""));
    let pdf = || fs::read(place.path().join("out/one.pdf")).expect("a PDF");
    let last = pdf();

    place.edit("one/voices.yaml", "2026-12-31", "2026-09-30");
    place.edit("recit.yaml", "policy: { rules: { ", "policy: { rules: { expired-consent: info, ");
    let run = build(&["--final"]);
    let held = "one: 1 voice held back: v-1 (consent only until 2026-09-30)\n";
    assert_eq!((run.status, run.out.as_str()), (Some(1), held));
    let refused = "the deck `one` is final, but something it should show is held back";
    assert!(run.err.contains(refused), "{}", run.err);
    assert!(pdf() == last, "the last PDF is untouched");

    place.edit("one/deck.yaml", "title:", "status: final\ntitle:");
    assert_eq!(build(&[]).status, Some(1));
    assert!(pdf() == last, "a deck that says it is final is held to the same");
    place.edit("one/deck.yaml", "status: final", "status: draft");
    let run = build(&[]);
    assert_eq!(run.status, Some(0), "a draft is written without it: {}", run.err);
    assert!(run.out.contains("1 voice held back: v-1 (consent only until 2026-09-30)"));
}

#[test]
fn a_final_deck_says_nowhere_that_it_is_a_draft() {
    let place = with_consent("basis: consent");
    let draft = recit(place.path(), &["build", "--emit", "typst", "-o", "draft"]);
    let last = recit(place.path(), &["build", "--final", "--emit", "typst", "-o", "last"]);
    assert_eq!((draft.status, last.status), (Some(0), Some(0)));
    let text = |folder| fs::read_to_string(place.path().join(folder).join("main.typ"));
    assert!(text("draft").expect("a text").contains("\"Draft\""));
    assert!(!text("last").expect("a text").contains("\"Draft\""));
}

#[test]
fn what_is_for_the_board_is_no_fault_for_the_public_but_a_final_deck_waits_for_it() {
    let place = with_consent("basis: consent, audiences: [board]");
    let run = recit(place.path(), &["build", "--audience", "public"]);
    assert_eq!((run.status, run.err.as_str()), (Some(0), ""));
    assert!(run.out.contains("1 voice held back: v-1 (not for this audience)"));
    let run = recit(place.path(), &["build", "--audience", "public", "--final"]);
    assert_eq!(run.status, Some(1), "{}", run.out);
    let run = recit(place.path(), &["build", "--final"]);
    assert_eq!((run.status, run.err.as_str()), (Some(0), ""));
}

#[test]
fn a_story_for_others_takes_its_chapter_and_its_figures_along_in_the_default_order() {
    let place = with_consent("basis: consent");
    place.write(
        "one/stories/team.yaml",
        "title: The desk opens on Sundays\naudience: [internal]\nchapter: Among ourselves\nsituation: Nobody came.\naction: We asked.\nchange: Somebody came.\nunknown: For how long.\nfigures: [hours]\ncontribution: { others: [the bus company], witnesses: [{ role: bus driver, independent: true }] }\n",
    );
    place.write(
        "one/figures.yaml",
        "figures: [{ id: hours, title: The desk was open for nine hours, label: Hours of the desk, value: 9, unit: hours, nature: volume, period: 2026-Q3, scope: the desk, meaning: It is enough., source: { organisation: Valmer, title: Notebook, read-on: 2026-10-01 }, status: final }]\n",
    );
    assert_eq!(slides(&built(&place, Board)), ["cover", "story-map-one", "annex"]);
    let internal = built(&place, Internal);
    assert!(slides(&internal).contains(&"figure-hours"), "{:?}", slides(&internal));
    let run = recit(place.path(), &["build"]);
    assert_eq!((run.status, run.err.as_str()), (Some(0), ""), "nothing is lone or unused");
}

#[test]
fn a_voice_of_an_earlier_deck_is_told_where_it_is_asked_for() {
    let place = project(&["early", "late"]);
    place.edit("early/deck.yaml", "2026-10-08", "2026-07-08");
    place.edit("early/stories/map.yaml", "title:", "voices: [v-1]\ntitle:");
    place.edit("late/stories/map.yaml", "title:", "voices: [v-1]\ntitle:");
    place.write("early/voices.yaml", "voices: [{ id: v-1, text: Words, speaker: { role: walker, adult: yes }, channel: field, date: 2026-06-01, consent: { basis: consent, until: 2026-08-31 } }]\n");
    let run = recit(place.path(), &["check", "late", "--select", "expired-consent"]);
    assert_eq!(run.status, Some(1));
    assert!(run.out.contains("late/stories/map.yaml:2:10"), "{}", run.out);
    let run = recit(place.path(), &["check", "early", "--select", "expired-consent"]);
    assert_eq!(run.status, Some(0), "{}", run.out);
}

#[test]
fn what_words_only_suggest_is_asked_and_shown() {
    let place = with_consent("basis: informed");
    place.edit("one/voices.yaml", "Planted words", "'I am 12, and I came by wheelchair.'");
    place.edit("one/voices.yaml", ", adult: yes", "");
    let opened = place.open();
    let report = opened.lint_all_decks();
    let said = told(&report, &opened.sources, Language::En);
    for rule in ["undeclared-sensitivity", "undeclared-minor"] {
        assert_eq!(said.matches(rule).count(), 1, "{said}");
    }
    assert!(text(&built(&place, Board)).contains("wheelchair"));
}

#[test]
fn a_misspelt_key_that_limits_who_is_shown_stops_the_pdf() {
    for (path, from, to) in [
        ("one/voices.yaml", "basis: informed", "basis: informed, audience: [board]"),
        ("one/voices.yaml", "basis: informed", "basis: informed, untill: 2026-09-30"),
        ("one/voices.yaml", "basis: informed", "basis: informed, expires: 2026-09-30"),
        ("one/voices.yaml", "adult: yes", "adlut: no"),
        ("one/voices.yaml", "channel: field", "channel: field, sensitve: yes"),
        ("one/voices.yaml", "channel: field", "chanel: letter"),
        ("one/stories/map.yaml", "title:", "audiances: [internal]\ntitle:"),
        ("one/deck.yaml", "2026-10-08 }", "2026-10-08, publik: yes }"),
    ] {
        let place = with_consent("basis: informed");
        place.edit(path, from, to);
        let run = recit(place.path(), &["build"]);
        assert_eq!((run.status, run.out.as_str()), (Some(1), ""), "{to}");
        assert!(run.err.contains("there is no key"), "{to}: {}", run.err);
        assert!(!place.path().join("out").exists(), "{to}");
    }
}

#[test]
fn words_that_only_sound_like_a_child_s_or_private_are_for_the_board_until_somebody_answers() {
    let voices = |answers: &str, flag: &str| {
        format!(
            "voices:\n  - {{ id: v-1, text: \"I am only 12 years old and walked alone.\", speaker: {{ role: walker{answers} }}, \
             channel: front-desk, consent: {{ basis: informed }} }}\n  - {{ id: v-2, text: \"With my wheelchair I could not pass.\", \
             speaker: {{ role: walker, adult: true }}, channel: front-desk{flag}, consent: {{ basis: informed }} }}\n"
        )
    };
    let deck = "title: One\nperiod: 2026-Q3\nmeeting: { board: board, date: 2026-10-14 }\nrunning-order: [{ voices: [v-1, v-2] }]\n";
    let place = project(&["d"]);
    place.write("d/deck.yaml", deck).write("d/voices.yaml", voices("", ""));
    let shown = |audience| {
        let text = text(&built(&place, audience));
        ["walked alone", "my wheelchair"].map(|words| text.contains(words))
    };
    assert_eq!(shown(Board), [true, true]);
    assert_eq!(shown(Public), [false, false]);
    place.write("d/voices.yaml", voices(", adult: true", ", sensitive: false"));
    assert_eq!(shown(Public), [true, true]);
}

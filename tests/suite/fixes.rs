//! `--fix` changes the signs that it should and no other byte; `--diff` shows the same changes.

use std::fs;

use proptest::prelude::*;
use recit::lint::Context;
use recit::lint::fix::fixed_files;
use recit::locale::Language;
use recit::pipeline::{self, Opened};
use recit::project::FailOn;
use recit::schema::yaml::{Node, NodeContent, parse};
use recit::source::Sources;
use recit::text::fold_name;

use crate::small::recit;
use crate::support::Workplace;

/// Doubts in every way of writing a text, with comments, Windows line ends and a mark at the start.
const TYPED: &str = "\u{feff}# L'été : \"gardé\"...\r
doutes:   # l'un : deux
  - quoi: Nous avons posé le plan trop tard...
    pourquoi: 'Il dit \"oui\" à l''équipe !'   # l'un
  - quoi: \"L'équipe a dit : \\\"non\\\"\"
    pourquoi: |
      La 2ème fois :
      - l'un ;
      - **l'autre** !
    ensuite: >
      Est-ce utile
      ? On verra !
";

const MENDED: &str = "\u{feff}# L'été : \"gardé\"...\r
doutes:   # l'un : deux
  - quoi: Nous avons posé le plan trop tard…
    pourquoi: 'Il dit «\u{202f}oui\u{202f}» à l’équipe\u{202f}!'   # l'un
  - quoi: \"L’équipe a dit\u{a0}: «\u{202f}non\u{202f}»\"
    pourquoi: |
      La 2e fois\u{a0}:
      - l’un\u{202f};
      - **l'autre** !
    ensuite: >
      Est-ce utile
      ? On verra\u{202f}!
";

/// The one deck of the starter.
fn deck(opened: &Opened) -> String {
    opened.project.decks[0].path.clone()
}

#[test]
fn signs_are_mended_and_every_other_byte_is_kept() {
    let place = Workplace::sample("starter");
    let path = format!("{}/doutes.yaml", deck(&place.open()));
    place.write(&path, TYPED);
    recit(place.path(), &["check", "--fix", "--lang", "fr"]);
    let mended = fs::read_to_string(place.path().join(&path)).expect("a file");
    assert_eq!(mended, MENDED);
    recit(place.path(), &["check", "--fix"]);
    assert_eq!(fs::read_to_string(place.path().join(&path)).expect("a file"), MENDED);
}

/// Figures whose keys have names of earlier versions in every way of writing a key.
const FORMER: &str = "\u{feff}figures: # perimeter\r
  - id: water
    label: \"questions about water\"
    value: 41
    unit: requests
    period: 2026-Q3
    \"perimeter\" : 'the means, the perimeter' # means
    means:    \"Few.\"
    source: { organisation: Desk, title: Log, read-on: 2026-10-01 }
  - {id: bread, label: bread, value: 3, unit: requests, period: 2026-Q3, 'perimeter': us, means: Few., source: {organisation: Desk, title: Log}}
";

#[test]
fn keys_of_earlier_versions_are_renamed_in_place_and_every_other_byte_is_kept() {
    let place = Workplace::sample("starter-en");
    let path = format!("{}/figures.yaml", deck(&place.open()));
    place.write(&path, FORMER);
    let before = place.findings(Language::En);
    assert_eq!(before.matches("former-key").count(), 4, "{before}");
    recit(place.path(), &["check", "--fix"]);
    let renamed = FORMER
        .replace("\"perimeter\" :", "\"scope\" :")
        .replace("'perimeter': us", "'scope': us")
        .replace("    means:  ", "    meaning:  ")
        .replace("us, means:", "us, meaning:");
    assert_eq!(fs::read_to_string(place.path().join(&path)).expect("a file"), renamed);
    let after = place.findings(Language::En);
    assert_eq!(after.matches("former-key").count(), 0, "{after}");
}

#[test]
fn a_key_of_the_settings_is_renamed_and_means_what_it_meant() {
    let place = Workplace::sample("starter");
    let settings = place.read("recit.yaml");
    let politics = "politique: { échec-dès: avertissement }\n";
    assert!(!settings.contains("\npolitique:"), "{settings}");
    place.write("recit.yaml", format!("{settings}{politics}"));
    let fail_on = |place: &Workplace| place.open().project.settings.policy.fail_on;
    assert_eq!(fail_on(&place), FailOn::Warning);
    recit(place.path(), &["check", "--fix", "--lang", "fr"]);
    let renamed = politics.replace("échec-dès", "code-d-erreur-dès");
    assert!(place.read("recit.yaml").ends_with(&renamed), "{}", place.read("recit.yaml"));
    assert_eq!(fail_on(&place), FailOn::Warning);
}

#[test]
fn a_key_under_both_of_its_names_is_reported_and_left_as_it_is() {
    let place = Workplace::sample("starter-en");
    let path = format!("{}/figures.yaml", deck(&place.open()));
    let both = FORMER.replace("    means:    ", "    meaning: Two.\n    means:    ");
    place.write(&path, &both);
    let found = place.findings(Language::En);
    assert!(found.contains("keep `meaning`; `means` is its former name"), "{found}");
    recit(place.path(), &["check", "--fix"]);
    let kept = fs::read_to_string(place.path().join(&path)).expect("a file");
    assert!(kept.contains("    meaning: Two.\n    means:    \"Few.\""), "{kept}");
}

#[test]
fn in_a_voice_only_the_sign_of_a_cut_is_mended() {
    let place = Workplace::sample("starter");
    let opened = place.open();
    let voice = &opened.project.decks[0].narratives.voices[0];
    let path = opened.sources.get(voice.text.span.source).path.clone();
    let old = opened.sources.slice(voice.text.span).to_string();
    place.edit(&path, &old, "\"L'été : trop [...] loin !\"");
    recit(place.path(), &["check", "--fix"]);
    let text = fs::read_to_string(place.path().join(&path)).expect("a file");
    assert!(text.contains("\"L'été : trop […] loin !\""), "{text}");
}

#[test]
fn quotation_marks_around_a_whole_value_go_where_nobody_means_them() {
    let place = Workplace::sample("starter");
    let path = format!("{}/doutes.yaml", deck(&place.open()));
    let typed = "doutes:\n  - quoi: “Trop tard”\n    pourquoi: \"‘L’été, dit-on’\"\n    ensuite: \"« Plus tôt »\"\n";
    let mended = "doutes:\n  - quoi: Trop tard\n    pourquoi: \"L’été, dit-on\"\n    ensuite: \"«\u{202f}Plus tôt\u{202f}»\"\n";
    place.write(&path, typed);
    for _ in 0..2 {
        recit(place.path(), &["check", "--fix", "--lang", "fr"]);
        let found = place.read(&path).replace('\u{a0}', "\u{202f}");
        assert_eq!(found, mended);
    }
}

#[test]
fn a_diff_shows_the_changes_and_makes_none() {
    let place = Workplace::sample("starter");
    let path = format!("{}/doutes.yaml", deck(&place.open()));
    place.write(&path, "doutes:\n  - quoi: \"L'été : trop tard\"\n");
    recit(place.path(), &["check", "--fix"]);
    assert_eq!(recit(place.path(), &["check", "--diff"]).out.trim(), "");
    place.edit(&path, "L’été\u{a0}: trop", "L'été : trop");
    let run = recit(place.path(), &["check", "--diff"]);
    let wanted = format!(
        "--- a/{path}\n+++ b/{path}\n@@ -2 +2 @@\n-  - quoi: \"L'été : trop tard\"\n+  - quoi: \"L’été\u{a0}: trop tard\"\n"
    );
    assert_eq!((run.out, run.status), (wanted, Some(1)));
    let kept = fs::read_to_string(place.path().join(&path)).expect("a file");
    assert!(kept.contains("L'été : trop"));
}

/// Words, and the signs that typography changes or that YAML reads.
fn words() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "mot",
        "l'été",
        "\"oui\"",
        ":",
        " !",
        "?",
        ";",
        "...",
        "[...]",
        "2ème",
        "1ère",
        "«",
        "»",
        " - ",
        "**fort**",
        "10:30",
        "#",
        "# non",
        "'",
        "\"",
        "12 000",
        "%",
        "https://a.fr/l'un",
        "- ",
        "\n",
        "\n\n",
        "{",
        "}",
        ",",
        "é",
    ]);
    prop::collection::vec(word, 1..12).prop_map(|words| words.join(" "))
}

fn written(text: &str, style: usize) -> String {
    let line = text.replace('\n', " ");
    match style {
        0 => format!("'{}'", line.replace('\'', "''")),
        1 => format!("\"{}\"", line.replace('\\', "\\\\").replace('"', "\\\"")),
        2 => format!("|\n      {}", text.replace('\n', "\n      ")),
        3 => format!(">\n      {}", text.replace('\n', "\n      ")),
        _ => line.trim().to_string(),
    }
}

/// The texts of a file, without signs, accents and the letters of ordinals.
fn skeleton(text: &str) -> Vec<String> {
    let (mut sources, mut report) = (Sources::default(), recit::finding::Report::default());
    let id = sources.add("a.yaml", text.to_string());
    let mut found = Vec::new();
    if let Some(node) = parse(id, &sources, &mut report) {
        collect(&node, &mut found);
    }
    found
}

fn collect(node: &Node, found: &mut Vec<String>) {
    match &node.content {
        NodeContent::Scalar(scalar) => {
            let words = scalar.text.replace("ème", "e").replace("ère", "re");
            found.push(
                fold_name(&words).chars().filter(|letter| letter.is_alphanumeric()).collect(),
            );
        }
        NodeContent::List(items) => items.iter().for_each(|item| collect(item, found)),
        NodeContent::Map(entries) => entries.iter().for_each(|(key, value)| {
            collect(key, found);
            collect(value, found);
        }),
        NodeContent::Refused => found.push("refused".to_string()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mending_keeps_words_keys_and_comments_and_mends_all_at_once(text in words(), style in 0..5_usize) {
        let place = Workplace::empty();
        place.write("recit.yaml", "organisation: { nom: Nous }\nlangue: fr\n");
        place.write("un/dossier.yaml", "titre: Un\npériode: 2026-T3\nséance: { instance: bureau, date: 2026-10-08 }\n");
        let file = format!("# l'un : \"deux\"...\ndoutes:\n  - quoi: {} # l'un\n    ensuite: \"Fin.\"\n", written(&text, style));
        place.write("un/doutes.yaml", &file);
        let mend = || -> Option<String> {
            let opened = pipeline::open(place.path()).expect("a project");
            let context = Context::new(&opened.project, &opened.sources, Vec::new());
            fixed_files(&context, &opened.report, &["un".to_string()]).pop().map(|fixed| fixed.text)
        };
        let Some(mended) = mend() else { return Ok(()) };
        prop_assert!(mended.starts_with("# l'un : \"deux\"...\n"));
        prop_assert_eq!(mended.lines().count(), file.lines().count());
        prop_assert_eq!(skeleton(&mended), skeleton(&file));
        place.write("un/doutes.yaml", &mended);
        prop_assert_eq!(mend(), None, "{}", mended);
    }
}

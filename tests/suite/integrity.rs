//! Voices compared with their originals under `private/`, of which nothing may be shown.

use std::fs;
use std::time::Instant;

use recit::finding::Severity;
use recit::lint::{CheckedQuote, Context, RULES, Verdict};
use recit::locale::Language;
use recit::source::Sources;

use crate::support::{Workplace, copy, repository, told};

/// The small project of the rules with these voices, and messages on this machine.
fn project(voices: &str, messages: &str) -> Workplace {
    let place = Workplace::empty();
    copy(&repository().join("tests/suite/rules/fr"), place.path());
    place.write("2026-T3/temoignages.yaml", voices);
    place.write("2026-T3/private/messages.yaml", messages);
    place
}

fn fixture(name: &str) -> String {
    let path = repository().join("tests/suite/integrity/fr").join(name);
    fs::read_to_string(path).expect("a fixture")
}

/// What the rules about originals say.
fn said(place: &Workplace, language: Language) -> String {
    let opened = place.open();
    let mut report = opened.lint_all_decks();
    let names = ["altered-quote", "missing-original", "unchecked-voices", "risky-cut"];
    report.retain(|finding| names.contains(&finding.rule.name));
    report.sort();
    told(&report, &opened.sources, language)
}

#[test]
fn every_way_of_not_being_what_was_said_is_told_at_its_place() {
    let place = project(&fixture("voix.yaml"), &fixture("messages.yaml"));
    place.write(
        "2026-T3/private/tableau.yaml",
        "messages:\n  - id: m-1\n    texte: [un, \"Durand\"]\n",
    );
    for language in Language::ALL {
        let said = said(&place, language);
        for secret in ["Camille", "Durand", "99 00", "example.org"] {
            assert!(!said.contains(secret), "{said}");
        }
        insta::with_settings!({ snapshot_path => "integrity", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("altered.{}", language.code()), said);
        });
    }
}

#[test]
fn messages_on_another_machine_are_told_once_a_deck_and_weigh_more_in_a_final_one() {
    let place = project(
        &fixture("voix.yaml").replace("private/messages", "private/autres"),
        "messages: []",
    );
    fs::remove_dir_all(place.path().join("2026-T3/private")).expect("a folder");
    let weights = |place: &Workplace| {
        let report = place.open().lint_all_decks();
        let unchecked =
            report.findings().iter().filter(|finding| finding.rule.name == "unchecked-voices");
        unchecked.map(|finding| finding.severity).collect::<Vec<_>>()
    };
    assert_eq!(weights(&place), [Severity::Info]);
    let deck = fs::read_to_string(place.path().join("2026-T3/dossier.yaml")).expect("a deck");
    place.write("2026-T3/dossier.yaml", format!("{deck}\nstatut: définitif\n"));
    assert_eq!(weights(&place), [Severity::Warning]);
}

#[test]
fn messages_are_found_from_the_root_too_and_serve_several_decks() {
    let voices = "voix: [{ id: un, texte: Merci, original: { fichier: private/ici.yaml, id: a b }, personne: { rôle: marcheur }, accord: { fondement: accord } }]";
    let place = project(&voices.replace("a b", "a-b"), "messages: []");
    place.write("private/ici.yaml", "messages: [{ id: a-b, text: \"Bonjour. Merci!\" }]");
    assert_eq!(said(&place, Language::Fr), "");
}

#[test]
fn signs_of_web_pages_in_a_message_are_its_letters() {
    let messages = "messages: [{ id: m-1, texte: \"L&#39;accueil &eacute;tait parfait &amp; rapide.<br />Merci\" }]";
    let voice = |text: &str| {
        let voices = "voix: [{ id: un, texte: \"TEXT\", original: { fichier: private/messages.yaml, id: m-1 }, personne: { rôle: marcheur }, accord: { fondement: accord } }]";
        said(&project(&voices.replace("TEXT", text), messages), Language::Fr)
    };
    for text in [
        "L’accueil était parfait & rapide. Merci",
        "L&#39;accueil &eacute;tait parfait &amp; rapide.<br />Merci",
    ] {
        assert_eq!(voice(text), "", "{text}");
    }
    assert!(voice("L’accueil était affreux & rapide").contains("altered-quote"));
}

/// The time is printed, not judged: machines differ.
#[test]
fn thousands_of_voices_are_found_in_a_file_of_four_megabytes() {
    let words =
        "le bus de huit heures ne passe jamais à l'heure et personne ne répond au téléphone";
    let (mut voices, mut messages) = ("voix:\n".to_string(), "messages:\n".to_string());
    for at in 0..4_000 {
        voices += &format!(
            "  - {{ id: v-{at}, texte: \"Message {at} […] {words} {at} fois.\", original: {{ fichier: private/messages.yaml, id: m-{at} }}, personne: {{ rôle: marcheur }}, accord: {{ fondement: accord }} }}\n"
        );
        messages += &format!(
            "  - {{ id: m-{at}, texte: \"Message {at} : {} {words} {at} fois.\" }}\n",
            "encore ".repeat(127)
        );
    }
    let size = messages.len();
    assert!((4_000_000..4 * 1024 * 1024).contains(&size), "{size}");
    let place = project(&voices, &messages);
    let start = Instant::now();
    let project = place.open().project;
    eprintln!("read in {:?}", start.elapsed());
    let sources = Sources::default();
    let context = Context::new(&project, &sources, Vec::new());
    let start = Instant::now();
    let quotes = context.quotes_by_span();
    eprintln!("compared in {:?}", start.elapsed());
    let is_found =
        |quote: &CheckedQuote| matches!(&quote.verdict, Verdict::Found(cuts) if cuts.len() == 1);
    assert_eq!(quotes.values().filter(|quote| is_found(quote)).count(), 4_000);
}

#[test]
fn rules_about_originals_weigh_as_told() {
    let weight = |name: &str| RULES.iter().find(|rule| rule.name == name).map(|rule| rule.severity);
    assert_eq!(weight("altered-quote"), Some(Severity::Error));
    assert_eq!(weight("missing-original"), Some(Severity::Error));
    assert_eq!(weight("unchecked-voices"), Some(Severity::Info));
}

/// A file of a repository, as git wrote it.
pub fn git(name: &str) -> Vec<u8> {
    let path = repository().join("tests/suite/integrity/git").join(name);
    fs::read(path).expect("a file of git")
}

/// The raw files that are told of, with how many more in their folder.
fn tracked(place: &Workplace) -> Vec<String> {
    let opened = place.open();
    let report = opened.report.findings().iter();
    let tracked = report.filter(|finding| finding.rule.name == "tracked-raw-file");
    tracked.map(|finding| opened.sources.get(finding.span.source).path.clone()).collect()
}

fn settings() -> Workplace {
    let place = Workplace::empty();
    place.write("recit.yaml", "organisation: { nom: Valmer }\n");
    place
}

#[test]
fn raw_files_that_git_keeps_are_found_in_every_kind_of_index() {
    for index in ["v2.index", "v4.index"] {
        let place = settings();
        place.write(".git/index", git(index));
        assert_eq!(tracked(&place), ["deck/private/raw.yaml", "private/m.yaml"], "{index}");
    }
    let place = settings();
    place.write(".git/index", git("sha256.index"));
    assert_eq!(tracked(&place), ["private/m.yaml"]);
    let place = settings();
    place.write(".git/index", git("split.index"));
    let shared = "sharedindex.9b2162ca096518334bc197e3c5eb0b057840cbe0";
    place.write(&format!(".git/{shared}"), git(shared));
    assert_eq!(tracked(&place), ["deck/private/raw.yaml", "private/m.yaml"]);
}

#[test]
fn raw_files_that_git_keeps_are_found_under_any_spelling_of_their_folder() {
    // Each name has as many bytes as `private`: the index stays whole.
    for folder in ["Private", "PRIVATE", "prive\u{301}", "PRIVE\u{301}", "privés"] {
        let place = settings();
        let mut index = git("v2.index");
        let known = b"private/m.yaml";
        let at = index.windows(known.len()).position(|bytes| bytes == known).expect("a name");
        let name = format!("{folder}/m.yaml");
        assert_eq!(name.len(), known.len(), "{folder}");
        index[at..at + known.len()].copy_from_slice(name.as_bytes());
        place.write(".git/index", index);
        let found = tracked(&place);
        assert!(found.contains(&name) && found.len() == 2, "{folder}: {found:?}");
        if folder.is_ascii() {
            let opened = place.open();
            let said = told(&opened.report, &opened.sources, Language::En);
            // For git, the line `private/` keeps out no other spelling.
            assert!(said.contains(&format!("add the line `{folder}/` to")), "{said}");
        }
    }
}

#[test]
fn what_a_machine_made_of_a_message_is_not_what_was_said() {
    let is_altered = |words: &str| {
        let place = crate::small::project(&["one"]);
        let message = "(Translated by Google) The pier was clean but closed.\\n\\n(Original)\\nLe quai était propre mais fermé.";
        place.write(
            "private/m.yaml",
            format!("messages:\n  - {{ id: m-1, text: \"{message}\" }}\n"),
        );
        place.write("one/voices.yaml", format!("voices:\n  - {{ id: v-01, text: \"{words}\", original: {{ file: private/m.yaml, id: m-1 }}, speaker: {{ role: walker }}, channel: interview, consent: {{ basis: consent }} }}\n"));
        let report = place.open().lint_all_decks();
        report.findings().iter().any(|finding| finding.rule.name == "altered-quote")
    };
    assert!(is_altered("The pier was clean but closed."));
    assert!(!is_altered("Le quai était propre mais fermé."));
}

#[test]
fn the_index_of_a_repository_above_or_of_another_working_folder_counts() {
    let place = Workplace::empty();
    place.write("deck/recit.yaml", "organisation: { nom: Valmer }\n");
    place.write(".git/index", git("v2.index"));
    let below = |place: &Workplace| {
        let opened = recit::pipeline::open(&place.path().join("deck"));
        let opened = opened.unwrap_or_else(|error| panic!("{error}"));
        let findings = opened.report.findings().iter();
        findings.filter(|finding| finding.rule.name == "tracked-raw-file").count()
    };
    assert_eq!(below(&place), 1);
    let place = Workplace::empty();
    place.write("deck/recit.yaml", "organisation: { nom: Valmer }\n");
    place.write(".git", "gitdir: elsewhere/worktrees/one\n");
    assert_eq!(below(&place), 0);
    place.write("elsewhere/worktrees/one/index", git("v4.index"));
    assert_eq!(below(&place), 1);
}

#[test]
fn an_index_outside_counts_only_when_git_itself_joined_the_two() {
    let place = settings();
    let other = Workplace::empty();
    other.write("worktrees/one/index", git("v4.index"));
    let outside = other.path().join("worktrees/one");
    place.write(".git", format!("gitdir: {}\n", outside.display()));
    assert_eq!(tracked(&place), [""; 0], "an archive may bring such a file");
    let back = place.path().join(".git");
    other.write("worktrees/one/gitdir", format!("{}\n", back.display()));
    assert_eq!(tracked(&place).len(), 2, "as `git worktree add` leaves it");
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_git_s_folder_or_of_its_index_is_not_followed() {
    use std::os::unix::fs::symlink;
    let other = Workplace::empty();
    other.write("git/index", git("v4.index"));
    let place = settings();
    symlink(other.path().join("git"), place.path().join(".git")).expect("a link");
    assert_eq!(tracked(&place), [""; 0]);
    let place = settings();
    std::fs::create_dir(place.path().join(".git")).expect("a folder");
    symlink(other.path().join("git/index"), place.path().join(".git/index")).expect("a link");
    assert_eq!(tracked(&place), [""; 0]);
}

#[test]
fn no_repository_and_a_damaged_index_say_nothing() {
    assert_eq!(tracked(&settings()), [""; 0]);
    let whole = git("v2.index");
    for length in [0, 3, 12, 40, 75, 100, whole.len() / 2] {
        let place = settings();
        place.write(".git/index", &whole[..length]);
        assert_eq!(tracked(&place), [""; 0], "{length}");
    }
    let place = settings();
    place.write(".git/index", [&whole[..8], &[0xff; 4], &whole[12..]].concat());
    assert_eq!(tracked(&place), [""; 0]);
}

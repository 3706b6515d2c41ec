//! What people type by mistake, and what the program answers.
//!
//! A case is a file, `narrative/<kind>/<case>.yaml`, read as the file of that kind; the snapshot beside it holds what
//! is said in French and in English. Cases that no editor would keep (bytes, sizes) are written here.

use std::fs;

use recit::finding::Report;
use recit::locale::Language;
use recit::project::Project;
use recit::source::Sources;

use crate::support::{Workplace, plain_spaces, repository, told};

/// Where the file of a kind stands in a project; `*` is the name of the case.
const PLACES: [(&str, &str); 9] = [
    ("settings", "recit.yaml"),
    ("deck", "2026-T3/dossier.yaml"),
    ("story", "2026-T3/recits/*.yaml"),
    ("voices", "2026-T3/voix.yaml"),
    ("figures", "2026-T3/chiffres.yaml"),
    ("signals", "2026-T3/signaux.yaml"),
    ("decisions", "2026-T3/decisions.yaml"),
    ("spending", "2026-T3/depenses.yaml"),
    ("doubts", "2026-T3/doutes.yaml"),
];

const SETTINGS: &str = "organisation: { nom: \"Office de tourisme de Valmer\" }\n";
const DECK: &str = "titre: \"Ce que l'été nous a dit\"
période: 2026-T3
séance: { instance: \"conseil d'administration\", date: 2026-10-08 }
";
const STORY: &str = "situation: \"Avant.\"\naction: \"Nous.\"\nchangement: \"Après.\"\n";

/// A project with only its settings and one deck's file.
fn project() -> Workplace {
    let place = Workplace::empty();
    place.write("recit.yaml", SETTINGS).write("2026-T3/dossier.yaml", DECK);
    place
}

/// What reading a project says, before anything is looked up between files.
fn read(place: &Workplace) -> (Report, Sources) {
    let (mut report, mut sources) = (Report::default(), Sources::default());
    Project::read(place.path(), &mut sources, &mut report).expect("a project that can be read");
    report.sort();
    (report, sources)
}

/// What reading says of a file, in both languages.
fn said_of(path: &str, bytes: &[u8]) -> String {
    let place = project();
    place.write(path, bytes);
    let (report, sources) = read(&place);
    let said = |language| told(&report, &sources, language);
    if report.is_empty() {
        return "rien à redire\n".to_string();
    }
    format!("{}——— en ———\n\n{}", said(Language::Fr), said(Language::En))
}

fn check(folder: &str, case: &str, said: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(format!("narrative/{folder}"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(case, said));
}

fn check_kind(kind: &str) {
    let (_, place) = PLACES.iter().find(|(name, _)| *name == kind).expect("a known kind");
    let folder = repository().join("tests/suite/narrative").join(kind);
    let mut cases: Vec<_> = fs::read_dir(&folder)
        .expect("a folder of cases")
        .map(|entry| entry.expect("a case").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "yaml"))
        .collect();
    cases.sort();
    assert!(!cases.is_empty(), "{kind} has no case");
    for path in cases {
        let case = path.file_stem().and_then(|stem| stem.to_str()).expect("a name");
        let bytes = fs::read(&path).expect("a case to read");
        check(kind, case, &said_of(&place.replace('*', case), &bytes));
    }
}

#[test]
fn faults_of_settings_are_told() {
    check_kind("settings");
}

#[test]
fn faults_of_decks_are_told() {
    check_kind("deck");
}

#[test]
fn faults_of_stories_are_told() {
    check_kind("story");
}

#[test]
fn faults_of_voices_are_told() {
    check_kind("voices");
}

#[test]
fn faults_of_figures_are_told() {
    check_kind("figures");
}

#[test]
fn faults_of_signals_are_told() {
    check_kind("signals");
}

#[test]
fn faults_of_decisions_are_told() {
    check_kind("decisions");
}

#[test]
fn faults_of_spending_are_told() {
    check_kind("spending");
}

#[test]
fn faults_of_doubts_are_told() {
    check_kind("doubts");
}

/// A story with a title, before encoding.
fn story(title: &str) -> String {
    format!("titre: {title}\n{STORY}")
}

fn check_bytes(case: &str, bytes: &[u8]) {
    check("bytes", case, &said_of("2026-T3/recits/cas.yaml", bytes));
}

#[test]
fn a_byte_order_mark_is_accepted() {
    check_bytes("byte-order-mark", format!("\u{feff}{}", story("Été")).as_bytes());
}

#[test]
fn windows_line_ends_are_accepted_and_places_stay_right() {
    check_bytes("crlf", story("Été").replace('\n', "\r\n").as_bytes());
    let wrong =
        format!("{}quand: 2026-02-30\nvoix:\n  - V 1\n", story("|\n  Été")).replace('\n', "\r\n");
    check_bytes("crlf-faults", wrong.as_bytes());
}

#[test]
fn another_encoding_is_told_with_what_to_do() {
    let utf_16: Vec<u8> =
        format!("\u{feff}{}", story("Été")).encode_utf16().flat_map(u16::to_le_bytes).collect();
    check_bytes("utf-16", &utf_16);
    let bare: Vec<u8> = story("Été").encode_utf16().flat_map(u16::to_le_bytes).collect();
    check_bytes("utf-16-unmarked", &bare);
    let windows: Vec<u8> = story("L\u{92}été à l\u{92}île")
        .chars()
        .map(|c| u8::try_from(u32::from(c)).expect("a sign of Windows-1252"))
        .collect();
    check_bytes("windows-1252", &windows);
}

#[test]
fn characters_that_no_keyboard_types_are_told() {
    check_bytes("nul", story("un\0deux").as_bytes());
    check_bytes("control", story("un\u{1b}[31mdeux").as_bytes());
    check_bytes("backspace-in-block", story("|\n  un\n  de\u{8}ux").as_bytes());
}

#[test]
fn line_separators_of_other_programs_are_text() {
    check_bytes("line-separator", story("un\u{2028}deux").as_bytes());
    check_bytes("next-line", story("un\u{85}deux").as_bytes());
    check_bytes("line-separator-in-block", story("|\n  un\u{2028}deux\n").as_bytes());
}

#[test]
fn no_break_spaces_where_yaml_wants_spaces_are_pointed_at() {
    check_bytes("no-break-indentation", b"titre: Un\nsuite:\n\xc2\xa0\xc2\xa0quoi: tenir\n");
    check_bytes("no-break-after-colon", format!("titre:\u{a0}Un\n{STORY}").as_bytes());
    check_bytes("narrow-after-colon", format!("titre:\u{202f}Un\n{STORY}").as_bytes());
    check_bytes("no-break-before-colon", format!("titre\u{a0}: Un\n{STORY}").as_bytes());
    check_bytes("no-break-after-dash", format!("{}voix:\n  -\u{a0}v-1\n", story("Un")).as_bytes());
    check_bytes("no-break-in-text", story("Qui\u{a0}: nous").as_bytes());
}

#[test]
fn nesting_without_end_is_told_at_once() {
    check_bytes("brackets", format!("titre: {}\n", "[".repeat(20_000)).as_bytes());
    check_bytes("braces", format!("titre: {}\n", "{".repeat(20_000)).as_bytes());
    let keys: String = (0..2_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    check_bytes("block-keys", keys.as_bytes());
    check_bytes("dashes", format!("{}x\n", "- ".repeat(20_000)).as_bytes());
}

#[test]
fn ten_thousand_nested_keys_are_too_large_or_too_deep() {
    let keys: String = (0..10_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    let said = said_of("2026-T3/recits/cas.yaml", keys.as_bytes());
    assert!(plain_spaces(&said).contains("dépasse 4 Mo"), "{said}");
}

#[test]
fn a_file_far_too_large_is_not_read_whole() {
    let line = "# une ligne de commentaire, encore et encore\n";
    let large = line.repeat(50 * 1024 * 1024 / line.len() + 1);
    check_bytes("fifty-megabytes", large.as_bytes());
}

#[test]
fn a_whole_document_pasted_into_a_title_is_told() {
    let place = project();
    let title = "mot ".repeat(2_000);
    let story = format!("titre: \"{title}\"\nsituation: a\naction: b\nchangement: c\n");
    place.write("2026-T3/recits/cas.yaml", story);
    let (report, sources) = read(&place);
    let said = plain_spaces(&told(&report, &sources, Language::Fr));
    assert!(said.contains("ce texte compte 8 000 caractères"), "{said}");
}

#[test]
fn a_billion_laughs_stop_at_the_first_anchor() {
    let mut laughs = "a: &a [\"rire\", \"rire\"]\n".to_string();
    for (name, before) in ('b'..='k').zip('a'..='j') {
        laughs += &format!("{name}: &{name} [*{before}, *{before}, *{before}, *{before}]\n");
    }
    let place = project();
    place.write("2026-T3/recits/cas.yaml", &laughs);
    let (report, sources) = read(&place);
    assert!(report.len() <= 100, "{} findings", report.len());
    let first = report.findings().iter().find(|finding| finding.rule.name == "unsupported-yaml");
    let first = first.expect("the anchor is told");
    assert_eq!(sources.slice(first.span), "&a");
}

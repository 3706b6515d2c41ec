//! What is true for any text: it is printed as typed, no file crashes the reader, places are those of the words, and
//! the work grows in proportion to the files.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use recit::deck::{BuildOptions, Index, plan};
use recit::finding::{FindingStyle as Drawing, Report, format_human, format_json};
use recit::lint::{self, Context, Showing};
use recit::locale::Language;
use recit::locale::catalogue::Catalogue;
use recit::pipeline::Built;
use recit::project::Project;
use recit::schema::{locate_part, yaml};
use recit::source::Sources;
use typst::syntax::{SyntaxKind, SyntaxNode, ast, parse};

use crate::support::{Workplace, layout};

/// Cases that read, render and typeset: about forty milliseconds each.
const FEW: u32 = 24;
/// Cases that only read.
const MANY: u32 = 192;

fn cases(count: u32) -> ProptestConfig {
    ProptestConfig { cases: count, failure_persistence: None, ..ProptestConfig::default() }
}

/// Signs that mean something in YAML, Markdown, Jinja, Typst or HTML, among letters.
fn hostile() -> impl Strategy<Value = String> {
    let sign = prop_oneof![
        5 => proptest::char::range('a', 'z'),
        3 => prop::sample::select("éèàçœÉ0123456789".chars().collect::<Vec<_>>()),
        3 => Just(' '),
        6 => prop::sample::select("#$@{}<>&_~^|`'\"\\/%!?:;,.()=+-".chars().collect::<Vec<_>>()),
        1 => prop::sample::select("«»’…–—€°\u{a0}\u{202f}".chars().collect::<Vec<_>>()),
    ];
    let word = prop_oneof![
        4 => prop::collection::vec(sign, 1..12).prop_map(String::from_iter),
        1 => prop::sample::select(vec![
            "{{ nom }}", "{% raw %}", "{# x #}", "#panic()", "#{1+1}", "$x^2$", "<b>gras</b>", "\\u{41}", "@ref",
            "<label>", "// non", "/* non */", "= titre", "- point", "+ un", "&amp;", "`code`", "--", "---", "...",
            "~", "\"", "\\", "\\\"", "#\"", "none", "true", "https://a.fr/b?c=d#e", "%SAMPLE%", "Jinja's",
        ]).prop_map(str::to_string),
    ];
    prop::collection::vec(word, 1..6).prop_map(|words| words.join(" "))
}

/// A text as a double-quoted YAML scalar.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Fields of every kind of narrative, and what they hold: their name and the text, so that each is told from the others.
fn project_saying(text: &str) -> (Workplace, Vec<String>) {
    let mut expected = Vec::new();
    let mut say = |field: &str| {
        let said = format!("{field} {text}").trim_end().to_string();
        expected.push(said.clone());
        quoted(&said)
    };
    let place = Workplace::empty();
    place
        .write("recit.yaml", "organisation: { nom: \"Office\" }\ndossiers: [d]\n")
        .write("d/dossier.yaml", "titre: \"Été\"\npériode: 2026-T3\nséance: { instance: \"conseil\", date: 2026-10-08 }\n")
        .write("d/recits/un.yaml", format!(
            "langue: de\ntitre: {}\nsituation: {}\naction: {}\nchangement: {}\ninconnu: {}\n",
            say("Titre"), say("Situation"), say("Action"), say("Changement"), say("Inconnu"),
        ))
        .write("d/voix.yaml", format!(
            "voix:\n  - id: v\n    langue: de\n    texte: {}\n    personne: {{ rôle: \"passant\" }}\n    accord: {{ fondement: accord }}\n",
            say("Voix"),
        ))
        .write("d/decisions.yaml", format!(
            "décisions:\n  - id: d\n    langue: de\n    demande: {}\n    contexte: {}\n    motifs: {}\n",
            say("Demande"), say("Contexte"), say("Motifs"),
        ))
        .write("d/doutes.yaml", format!(
            "doutes:\n  - langue: de\n    quoi: {}\n    pourquoi: {}\n",
            say("Quoi"), say("Pourquoi"),
        ))
        .write("d/depenses.yaml", format!(
            "dépenses:\n  - langue: de\n    montant: 12\n    intention: {}\n",
            say("Intention"),
        ));
    place.write(
        "d/dossier.yaml",
        "titre: \"Été\"\npériode: 2026-T3\nséance: { instance: \"conseil\", date: 2026-10-08 }\ndéroulé: [ { récit: un }, { voix: [v] }, décisions, doutes, dépenses ]\n",
    );
    (place, expected)
}

fn strings(node: &SyntaxNode, found: &mut Vec<String>) {
    if node.kind() == SyntaxKind::Str
        && let Some(text) = node.cast::<ast::Str>()
    {
        found.push(text.get().to_string());
    }
    node.children().for_each(|child| strings(child, found));
}

fn only_deck(place: &Workplace) -> Result<Built, TestCaseError> {
    let (opened, built) = place.build();
    let heavy: Vec<_> = opened.report.findings().iter().map(|finding| finding.rule.name).collect();
    let built = built.into_iter().next().flatten();
    built.ok_or_else(|| TestCaseError::fail(format!("not built: {heavy:?}")))
}

proptest! {
    #![proptest_config(cases(FEW))]

    #[test]
    fn any_text_in_any_field_prints_as_itself(text in hostile()) {
        let (place, expected) = project_saying(&text);
        let built = only_deck(&place)?;
        let root = parse(&layout(&built).manuscript.text);
        let (errors, _) = root.errors_and_warnings();
        prop_assert!(errors.is_empty(), "{:?}", errors);
        let mut found = Vec::new();
        strings(&root, &mut found);
        for said in &expected {
            prop_assert!(found.contains(said), "{said:?} is not one literal");
        }
        let pages = built.pages();
        let pages = pages.ok_or_else(|| TestCaseError::fail("not typeset"))?;
        // Words may be hyphenated where a column is narrow.
        let is_printed = |c: &char| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}' | '\u{ad}');
        let squeezed = |text: &str| -> String { text.chars().filter(is_printed).collect() };
        let printed: String = (1..=pages.count()).map(|page| squeezed(&pages.page_text(page))).collect();
        for said in &expected {
            prop_assert!(printed.contains(&squeezed(said)), "{said:?} is not printed in {printed}");
        }
    }
}

/// One change to a file, at places given as parts of its length.
#[derive(Debug, Clone)]
enum Change {
    Flip(f64, u8),
    Insert(f64, Vec<u8>),
    Delete(f64, f64),
    Cut(f64),
    SwapLines(f64, f64),
}

fn change() -> impl Strategy<Value = Change> {
    let pieces: Vec<&[u8]> = vec![
        b"\"",
        b"'",
        b":",
        b": ",
        b"#",
        b" #",
        b"\t",
        b"\n",
        b"\r",
        b"- ",
        b"[",
        b"]",
        b"{",
        b"}",
        b",",
        b"&a ",
        b"*a",
        b"!",
        b"|",
        b">",
        b"%",
        b"@",
        b"`",
        b"?",
        b"---\n",
        b"...\n",
        b"<<: ",
        b"\0",
        b"\xff",
        b"\xc2\xa0",
        b"\xe2\x80\xa8",
        b"\xef\xbb\xbf",
        b"\\",
        b"\\x",
        b"~",
        b"null",
        b"  ",
    ];
    let at = || 0.0..1.0_f64;
    prop_oneof![
        (at(), any::<u8>()).prop_map(|(place, byte)| Change::Flip(place, byte)),
        (at(), prop::sample::select(pieces))
            .prop_map(|(place, piece)| Change::Insert(place, piece.to_vec())),
        (at(), 0.0..0.02_f64).prop_map(|(place, length)| Change::Delete(place, length)),
        at().prop_map(Change::Cut),
        (at(), at()).prop_map(|(one, other)| Change::SwapLines(one, other)),
    ]
}

fn changed(mut bytes: Vec<u8>, change: &Change) -> Vec<u8> {
    let place =
        |part: f64, length: usize| ((length as f64 * part) as usize).min(length.saturating_sub(1));
    if bytes.is_empty() {
        return bytes;
    }
    match change {
        Change::Flip(at, byte) => {
            let at = place(*at, bytes.len());
            bytes[at] = *byte;
        }
        Change::Insert(at, piece) => {
            let at = place(*at, bytes.len());
            bytes.splice(at..at, piece.iter().copied());
        }
        Change::Delete(at, length) => {
            let at = place(*at, bytes.len());
            let end = (at + 1 + place(*length, bytes.len())).min(bytes.len());
            bytes.drain(at..end);
        }
        Change::Cut(at) => bytes.truncate(place(*at, bytes.len())),
        Change::SwapLines(one, other) => {
            let mut lines: Vec<Vec<u8>> =
                bytes.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
            let (one, other) = (place(*one, lines.len()), place(*other, lines.len()));
            lines.swap(one, other);
            bytes = lines.join(&b'\n');
        }
    }
    bytes
}

/// The narrative files below a folder, by path from it.
fn files(root: &Path, folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root.join(folder)).expect("a folder of the sample") {
        let entry = entry.expect("an entry");
        let path = Path::new(folder).join(entry.file_name());
        let path = path.to_str().expect("a plain name").to_string();
        if entry.path().is_dir() {
            found.extend(files(root, &path));
        } else if path.ends_with(".yaml") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Every finding can be drawn, and its places are places of its file.
fn places_are_sound(report: &Report, sources: &Sources) -> Result<(), TestCaseError> {
    for finding in report.findings() {
        let spans =
            std::iter::once(&finding.span).chain(finding.labels.iter().map(|(span, _)| span));
        for span in spans {
            let source = sources.get(span.source);
            prop_assert!(source.text.get(span.range()).is_some(), "{}: {span:?}", source.path);
            let lines = source.text.matches('\n').count() + 1;
            for byte in [span.start, span.end] {
                let place = source.place_of_byte(byte);
                prop_assert!((1..=lines).contains(&place.line) && place.column >= 1);
                let width = source.text[source.line_range(place.line)].chars().count();
                prop_assert!(place.column <= width + 2, "{}: {place:?}", source.path);
            }
        }
        let drawing = Drawing { colour: false, width: 100 };
        for language in Language::ALL {
            let said = format_human(finding, sources, Catalogue::for_language(language), drawing);
            prop_assert!(
                !said.contains("is not in locales") && !said.contains("cannot be said"),
                "{said}"
            );
        }
        format_json(finding, sources, Catalogue::for_language(Language::Fr));
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(MANY))]

    #[test]
    fn a_damaged_file_is_told_and_never_stops_the_program(
        file in any::<prop::sample::Index>(),
        changes in prop::collection::vec(change(), 1..4),
    ) {
        let place = Workplace::sample("presquile");
        let files = files(place.path(), "");
        let path = &files[file.index(files.len())];
        let bytes = std::fs::read(place.path().join(path)).expect("a file of the sample");
        place.write(path, changes.iter().fold(bytes, changed));
        let (mut sources, mut report) = (Sources::default(), Report::default());
        let project = Project::read(place.path(), &mut sources, &mut report)
            .map_err(|error| TestCaseError::fail(error.to_string()))?;
        let index = Index::from_project(&project, &mut report);
        let mut plans = Vec::new();
        for folder in &project.decks {
            if let Some(deck) = &folder.file {
                plans.push(plan(&project, folder, deck, BuildOptions::default(), &index, &mut report));
            }
        }
        let shown = plans.iter().map(Showing::new);
        lint::check_content(&Context::new(&project, &sources, shown.collect()), &mut report);
        report.sort();
        places_are_sound(&report, &sources)?;
    }
}

/// A YAML value that holds words, in one of the ways people write it.
fn written(words: &[String], style: usize) -> String {
    let text = words.join(" ");
    match style {
        0 => format!("k: {text}\n"),
        1 => format!("k: '{}'\n", text.replace('\'', "''")),
        2 => format!("k: {}\n", quoted(&text)),
        3 => format!("k: |\n  {}\n", words.join("\n    ")),
        4 => format!("k: >-\n    {}\n", words.join("\n    ")),
        5 => format!("k: |+\n\n  {}\n\n", words.join("\n\n  ")),
        6 => format!("k: \"{}\"\n", words.join("\n  ")),
        7 => format!("k:\n  {}\n", words.join("\n  ")),
        8 => format!("k: [\"{text}\", 'autre']\n"),
        _ => format!("k: \"\\u00e9\\t{} \\\n   fin\"\n", words.join("\\n")),
    }
}

proptest! {
    #![proptest_config(cases(MANY))]

    #[test]
    fn a_word_is_found_where_it_was_typed(
        words in prop::collection::vec("[a-zéàœ]{1,8}", 1..12),
        wanted in any::<prop::sample::Index>(),
        style in 0..10_usize,
        has_carriage_returns in any::<bool>(),
    ) {
        // Numbers make each word the only one of its kind; the first one could be a word of YAML.
        let words: Vec<String> = words.iter().enumerate().map(|(at, word)| format!("{word}{at}x")).collect();
        let wanted = &words[wanted.index(words.len())];
        let mut text = written(&words, style);
        if has_carriage_returns {
            text = text.replace('\n', "\r\n");
        }
        let mut sources = Sources::default();
        let id = sources.add("a.yaml", text.clone());
        let mut report = Report::default();
        let root = yaml::parse(id, &sources, &mut report);
        prop_assert!(root.is_some() && report.is_empty(), "{text:?}: {:?}", report.findings());
        let root = root.expect("a document");
        let (scalar, span) = first_text(&root).expect("a text");
        let meant = scalar.text.trim();
        let at = meant.find(wanted.as_str()).expect("the word");
        let found = locate_part(meant, scalar.style, span, at..at + wanted.len(), &sources);
        prop_assert_eq!(sources.slice(found), wanted, "in {:?}", text);
    }
}

fn first_text(node: &yaml::Node) -> Option<(&yaml::Scalar, recit::source::Span)> {
    match &node.content {
        yaml::NodeContent::Scalar(scalar) => Some((scalar, node.span)),
        yaml::NodeContent::List(items) => items.first().and_then(first_text),
        yaml::NodeContent::Map(entries) => entries.first().and_then(|(_, value)| first_text(value)),
        yaml::NodeContent::Refused => None,
    }
}

/// The better of two times.
fn time(work: &dyn Fn()) -> Duration {
    let once = || {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    (0..2).map(|_| once()).min().unwrap_or_default()
}

/// Four times as much takes about four times as long, in the same run: sixteen times would be quadratic.
fn grows_evenly(what: &str, size: usize, text: impl Fn(usize) -> String, path: &str) {
    let reading = |size: usize| {
        let place = Workplace::empty();
        place
            .write("recit.yaml", "organisation: { nom: \"Office\" }\n")
            .write("d/dossier.yaml", "titre: \"Été\"\npériode: 2026-T3\nséance: { instance: \"conseil\", date: 2026-10-08 }\n")
            .write(path, text(size));
        time(&move || {
            let (mut sources, mut report) = (Sources::default(), Report::default());
            let project =
                Project::read(place.path(), &mut sources, &mut report).expect("a project");
            let index = Index::from_project(&project, &mut report);
            for folder in &project.decks {
                if let Some(deck) = &folder.file {
                    plan(&project, folder, deck, BuildOptions::default(), &index, &mut report);
                }
            }
            report.sort();
            let drawing = Drawing { colour: false, width: 100 };
            for finding in report.findings() {
                format_human(finding, &sources, Catalogue::for_language(Language::Fr), drawing);
            }
        })
    };
    // Other tests run at the same time: one calm attempt is enough.
    let mut told = Vec::new();
    while told.len() < 4 {
        let (small, large) = (reading(size), reading(4 * size));
        if large.as_secs_f64() / small.as_secs_f64().max(0.01) < 8.0 {
            return;
        }
        told.push((small, large));
    }
    panic!("{what}: {size}, then four times as much, took {told:?}");
}

const STORY: &str = "titre: Un\nsituation: a\naction: b\nchangement: c\n";

#[test]
fn the_work_grows_with_the_size_of_a_file() {
    let story = "d/recits/un.yaml";
    grows_evenly(
        "names of one's own",
        75_000,
        |size| {
            let keys: String = (0..size).map(|key| format!(" a{key}: x\n")).collect();
            format!("organisation: {{ nom: Office }}\nsigles:\n{keys}")
        },
        "recit.yaml",
    );
    grows_evenly(
        "unknown keys",
        75_000,
        |size| {
            let keys: String = (0..size).map(|key| format!("a{key}: x\n")).collect();
            format!("{STORY}{keys}")
        },
        story,
    );
    grows_evenly(
        "one line",
        700_000,
        |size| format!("{STORY}lieu: \"{}\"\n", "a ".repeat(size / 2)),
        story,
    );
    grows_evenly(
        "faults on one line",
        60_000,
        |size| format!("{STORY}voix: [{}]\n", "É, ".repeat(size)),
        story,
    );
    grows_evenly(
        "a fault at the end of one line",
        700_000,
        |size| format!("{STORY}lieu: {} : b\n", "a ".repeat(size / 2)),
        story,
    );
    grows_evenly(
        "a quote that is not closed",
        60_000,
        |size| format!("lieu: \"{}", " un mot\n".repeat(size)),
        story,
    );
    grows_evenly(
        "comments that hide text",
        60_000,
        |size| format!("{STORY}pour:\n{}", " - a #b\n".repeat(size)),
        story,
    );
    grows_evenly(
        "aliases",
        100_000,
        |size| format!("{STORY}pour: [{}]\n", "*a , ".repeat(size)),
        story,
    );
    grows_evenly("brackets", 250_000, |size| format!("lieu: {}\n", "[".repeat(size)), story);
    grows_evenly("tabs", 100_000, |size| format!("{STORY}{}", "\tun: x\n".repeat(size)), story);
    grows_evenly(
        "names that nobody wrote",
        100_000,
        |size| format!("{STORY}voix: [{}]\n", "v-1, ".repeat(size)),
        story,
    );
}

#[test]
fn references_between_many_things_are_looked_up_evenly() {
    grows_evenly(
        "voices and names near them",
        4_000,
        |size| {
            let voice = |at: usize| {
                format!(
                    "  - {{ id: v-{at}, texte: a, personne: {{ rôle: b }}, accord: {{ fondement: accord }} }}\n"
                )
            };
            let voices: String = (0..size).map(voice).collect();
            format!("voix:\n{voices}")
        },
        "d/voix.yaml",
    );
}

#[test]
fn so_many_faults_in_one_file_are_told_in_part() {
    let place = Workplace::empty();
    place
        .write("recit.yaml", "organisation: { nom: \"Office\" }\n")
        .write("d/dossier.yaml", "titre: \"Été\"\npériode: 2026-T3\nséance: { instance: \"conseil\", date: 2026-10-08 }\n")
        .write("d/recits/un.yaml", format!("{STORY}voix: [{}]\n", "É, ".repeat(100_000)));
    let (mut sources, mut report) = (Sources::default(), Report::default());
    let project = Project::read(place.path(), &mut sources, &mut report).expect("a project");
    assert!(!project.decks[0].is_readable);
    assert_eq!(report.len(), 100);
    report.sort();
    let last = report.findings().last().expect("a finding");
    assert_eq!(last.rule.name, "too-many-findings");
}

//! Slips of the hand in the starter project, as they happen to people who write their first deck: the place that is named is
//! the wrong one, and the hint, followed to the letter, leads to no other fault.

use recit::finding::Report;
use recit::locale::Language;
use recit::project::Project;
use recit::source::Sources;

use crate::support::{Workplace, plain_spaces, told};

/// A slip: its name, its file, what it makes of what, the line and column that are named, and what following the hint makes of
/// the slip.
type Slip = (&'static str, &'static str, [&'static str; 2], [usize; 2], &'static str);

const STORY: &str = "2026-T3/recits/un-exemple.yaml";
const VOICES: &str = "2026-T3/temoignages.yaml";
const DECK: &str = "2026-T3/dossier.yaml";
const DOUBTS: &str = "2026-T3/doutes.yaml";
const FIGURES: &str = "2026-T3/chiffres.yaml";

/// The second witness of the story.
const WITNESS: &str = "- { rôle: \"conductrice du car\"";
/// The last line of the deck's file, behind which a running order is written.
const ORDER: &str = "# Sans « déroulé », les diapositives suivent l'ordre habituel.";

const SLIPS: [Slip; 33] = [
    (
        "a line of a block of text is not indented",
        STORY,
        ["\n  avec leurs valises", "\navec leurs valises"],
        [13, 1],
        "\n  avec leurs valises",
    ),
    (
        "a block of text is not indented",
        STORY,
        [
            "  En sortant du train, des voyageurs ne trouvaient pas l’arrêt du car. Ils marchaient dix minutes\n  avec",
            "En sortant du train, des voyageurs ne trouvaient pas l’arrêt du car. Ils marchaient dix minutes\navec",
        ],
        [12, 1],
        "  En sortant du train, des voyageurs ne trouvaient pas l’arrêt du car. Ils marchaient dix minutes\n  avec",
    ),
    (
        "a block of text comes back to the left",
        STORY,
        [
            "notes: \"Raconter d’abord les valises.\"",
            "notes: |\n    Raconter d’abord\n  les valises.",
        ],
        [39, 3],
        "notes: |\n    Raconter d’abord\n    les valises.",
    ),
    (
        "a text goes on on the next line",
        STORY,
        ["lieu: \"Gare de Valmer\"", "lieu: Gare de\nValmer"],
        [7, 1],
        "lieu: Gare de\n  Valmer",
    ),
    (
        "a text between quotation marks goes on on the next line",
        STORY,
        ["lieu: \"Gare de Valmer\"", "lieu: \"Gare de\nValmer\""],
        [7, 1],
        "lieu: \"Gare de\n Valmer\"",
    ),
    (
        "a text between quotation marks goes on with a colon",
        STORY,
        ["lieu: \"Gare de Valmer\"", "lieu: \"Gare\nde Valmer : quai 2\""],
        [7, 1],
        "lieu: \"Gare\n de Valmer : quai 2\"",
    ),
    (
        "a text goes on with a colon",
        STORY,
        ["lieu: \"Gare de Valmer\"", "lieu: Gare\nde Valmer : quai 2"],
        [7, 1],
        "lieu: \"Gare\n  de Valmer : quai 2\"",
    ),
    (
        "a dash is a column too far",
        STORY,
        ["    - { rôle: \"conductrice du car\"", "     - { rôle: \"conductrice du car\""],
        [29, 6],
        "    - { rôle: \"conductrice du car\"",
    ),
    (
        "a dash is a column short",
        STORY,
        ["    - { rôle: \"conductrice du car\"", "   - { rôle: \"conductrice du car\""],
        [29, 4],
        "    - { rôle: \"conductrice du car\"",
    ),
    (
        "the first dash is a column too far",
        STORY,
        ["    - { rôle: \"agent de gare\"", "     - { rôle: \"agent de gare\""],
        [29, 5],
        "",
    ),
    (
        "a dash of an entry is a column short",
        VOICES,
        ["  - id: v-02", " - id: v-02"],
        [17, 2],
        "  - id: v-02",
    ),
    (
        "a dash of an entry is a column too far",
        VOICES,
        ["  - id: v-02", "   - id: v-02"],
        [17, 4],
        "  - id: v-02",
    ),
    (
        "a dash stands at the margin",
        VOICES,
        ["  - id: v-02", "- id: v-02"],
        [17, 1],
        "  - id: v-02",
    ),
    (
        "an id in a list is a column short",
        STORY,
        ["témoignages: [v-01, v-02]", "témoignages:\n  - v-01\n - v-02"],
        [33, 2],
        "témoignages:\n  - v-01\n  - v-02",
    ),
    (
        "an id in a list is a column too far",
        STORY,
        ["témoignages: [v-01, v-02]", "témoignages:\n  - v-01\n   - v-02"],
        [33, 4],
        "témoignages:\n  - v-01\n  - v-02",
    ),
    (
        "a slide is a column too far",
        DECK,
        [ORDER, "déroulé:\n- couverture\n - récit: un-exemple\n- annexe"],
        [12, 2],
        "déroulé:\n- couverture\n- récit: un-exemple\n- annexe",
    ),
    ("a key is a column too far", STORY, ["  autres: [", "   autres: ["], [26, 4], "  autres: ["),
    ("a key is a column short", STORY, ["  autres: [", " autres: ["], [26, 2], "  autres: ["),
    (
        "a key at the margin has a space before it",
        STORY,
        ["\ngenre: service", "\n genre: service"],
        [8, 2],
        "\ngenre: service",
    ),
    (
        "a key of an entry is a column short",
        VOICES,
        ["    canal: entretien", "   canal: entretien"],
        [11, 4],
        "    canal: entretien",
    ),
    (
        "a key of an entry is a column too far",
        VOICES,
        ["    canal: entretien", "     canal: entretien"],
        [11, 6],
        "    canal: entretien",
    ),
    (
        "a key of a slide stands under its dash",
        DECK,
        [ORDER, "déroulé:\n  - couverture\n  - récit: un-exemple\n  minutes: 2\n  - annexe"],
        [13, 3],
        "déroulé:\n  - couverture\n  - récit: un-exemple\n    minutes: 2\n  - annexe",
    ),
    (
        "a key of a slide stands under its value",
        DECK,
        [ORDER, "déroulé:\n  - récit: un-exemple\n      minutes: 2\n  - annexe"],
        [12, 7],
        "déroulé:\n  - récit: un-exemple\n    minutes: 2\n  - annexe",
    ),
    (
        "a key stands under a text",
        STORY,
        ["relecture: { état: brouillon }", "relecture:\n  état: brouillon\n    par: \"Direction\""],
        [37, 5],
        "relecture:\n  état: brouillon\n  par: \"Direction\"",
    ),
    (
        "the first key is not indented under its own",
        STORY,
        ["  part: partielle", "part: partielle"],
        [25, 1],
        "  part: partielle",
    ),
    (
        "no key is indented under its own",
        DECK,
        [
            "séance: { instance: \"conseil d’administration\", date: 2026-10-08, minutes: 15, publique: false }",
            "séance:\ninstance: \"conseil d’administration\"\ndate: 2026-10-08",
        ],
        [6, 1],
        "séance:\n  instance: \"conseil d’administration\"\n  date: 2026-10-08",
    ),
    (
        "a key has a dash",
        VOICES,
        ["    contexte: \"Devant", "    - contexte: \"Devant"],
        [12, 5],
        "    contexte: \"Devant",
    ),
    ("the key of a list is missing", DOUBTS, ["doutes:\n", "note: \"aucun\"\n"], [4, 3], ""),
    (
        "a tab stands before a key",
        STORY,
        ["  part: partielle", "\tpart: partielle"],
        [25, 1],
        "  part: partielle",
    ),
    (
        "a tab stands before a dash",
        STORY,
        ["    - { rôle: \"conductrice", "\t- { rôle: \"conductrice"],
        [29, 1],
        "    - { rôle: \"conductrice",
    ),
    (
        "a quotation mark is not closed",
        STORY,
        ["lieu: \"Gare de Valmer\"", "lieu: \"Gare de Valmer"],
        [6, 7],
        "lieu: \"Gare de Valmer\"",
    ),
    (
        "quotation marks stand between quotation marks",
        VOICES,
        ["texte: \"J'ai attendu vingt minutes au", "texte: \"J'ai attendu \"vingt minutes\" au"],
        [18, 27],
        "texte: \"J'ai attendu \\\"vingt minutes\\\" au",
    ),
    (
        "a colon stands in a text",
        STORY,
        ["lieu: \"Gare de Valmer\"", "lieu: Gare de Valmer : quai 2"],
        [6, 22],
        "lieu: \"Gare de Valmer : quai 2\"",
    ),
];

/// What reading a project says.
fn read(place: &Workplace) -> (Report, Sources) {
    let (mut report, mut sources) = (Report::default(), Sources::default());
    Project::read(place.path(), &mut sources, &mut report).expect("a project that can be read");
    report.sort();
    (report, sources)
}

/// The starter with a slip in it.
fn with_slip((_, file, [from, to], _, _): &Slip) -> Workplace {
    let place = Workplace::sample("starter");
    place.edit(file, from, to);
    place
}

#[test]
fn a_slip_is_told_where_it_is() {
    for slip in &SLIPS {
        let (name, file, _, place, _) = slip;
        let (report, sources) = read(&with_slip(slip));
        let found: Vec<_> = report.findings().iter().collect();
        let [finding] = found[..] else {
            panic!("{name}: {}", told(&report, &sources, Language::En));
        };
        let source = sources.get(finding.span.source);
        let start = source.place_of_byte(finding.span.start);
        assert_eq!((source.path.as_str(), [start.line, start.column]), (*file, *place), "{name}");
    }
}

#[test]
fn a_hint_that_is_followed_leads_to_no_other_fault() {
    // Two have to be told what only their writer knows, and are followed below.
    for slip in SLIPS.iter().filter(|slip| !slip.4.is_empty()) {
        let (name, file, [_, slipped], _, mended) = slip;
        let place = with_slip(slip);
        place.edit(file, slipped, mended);
        let (report, sources) = read(&place);
        assert!(report.is_empty(), "{name}: {}", told(&report, &sources, Language::En));
    }
}

#[test]
fn a_hint_on_another_line_that_is_followed_leads_to_no_other_fault() {
    for (name, file, from, to) in [
        ("the first dash is a column too far", STORY, WITNESS, &*format!(" {WITNESS}")),
        ("the key of a list is missing", DOUBTS, "note: \"aucun\"\n", "doutes:\n"),
    ] {
        let slip = SLIPS.iter().find(|slip| slip.0 == name).expect("a slip");
        let place = with_slip(slip);
        place.edit(file, from, to);
        let (report, sources) = read(&place);
        assert!(report.is_empty(), "{name}: {}", told(&report, &sources, Language::En));
    }
}

#[test]
fn slips_are_told_in_words_that_say_what_to_do() {
    let mut said = String::new();
    for slip in &SLIPS {
        let (report, sources) = read(&with_slip(slip));
        let in_language = |language| told(&report, &sources, language);
        said +=
            &format!("## {}\n\n{}{}", slip.0, in_language(Language::Fr), in_language(Language::En));
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("slips");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("columns", said));
}

/// What is said of a value in place of another one in the starter, in French.
fn said_of(file: &str, from: &str, to: &str) -> String {
    let place = Workplace::sample("starter");
    place.edit(file, from, to);
    let (report, sources) = read(&place);
    plain_spaces(&told(&report, &sources, Language::Fr))
}

#[test]
fn stretches_of_months_are_periods_and_others_are_told_with_the_form_to_write() {
    for written in
        ["2026-06/2026-09", "2026-T2/2026-T3", "2025-S2/2026-S1", "2026-06-01/2026-09-30"]
    {
        for file in [FIGURES, DECK] {
            assert_eq!(said_of(file, "période: 2026-T3", &format!("période: {written}")), "");
        }
        let quand = format!("quand: {written}\ngenre: service");
        assert_eq!(said_of(STORY, "genre: service", &quand), "", "{written}");
    }
    for (written, form) in [
        ("juin-septembre 2026", "2026-06/2026-09"),
        ("de juin à septembre 2026", "2026-06/2026-09"),
        ("2026-06 à 2026-09", "2026-06/2026-09"),
        ("2026-09/2026-06", "2026-06/2026-09"),
        ("du 1er juin au 30 septembre 2026", "2026-06-01/2026-09-30"),
        ("2e trimestre 2026", "2026-T2"),
    ] {
        for file in [FIGURES, DECK] {
            let said = said_of(file, "période: 2026-T3", &format!("période: {written}"));
            assert!(said.contains(&format!("écrivez `{form}`")), "{written}: {said}");
            assert_eq!(said_of(file, "période: 2026-T3", &format!("période: {form}")), "");
        }
    }
    for written in ["été 2026", "2025/2026", "2026-06/2026-09-30"] {
        let said = said_of(FIGURES, "période: 2026-T3", &format!("période: {written}"));
        assert!(said.contains("2026-06/2026-09 ou 2026-07-01/2026-09-30"), "{written}: {said}");
    }
}

#[test]
fn a_short_value_is_told_with_the_keys_that_must_be_there() {
    let uncertainty = "incertitude: { inconnue: \"Les jours de grande foule, le cahier n’est pas toujours rempli.\" }";
    for (file, from, to, form) in [
        (VOICES, "accord: { fondement: accord }", "accord: oui", "`accord: { fondement: … }`"),
        (
            FIGURES,
            uncertainty,
            "incertitude: \"Le cahier\"",
            "`incertitude: { inconnue: \"Le cahier\" }`",
        ),
        (
            FIGURES,
            "statut: définitif",
            "statut: définitif\n    comparé-à: 12 en 2025",
            "`comparé-à: { période: …, valeur: … }`",
        ),
    ] {
        let said = said_of(file, from, to);
        assert!(said.contains(form), "{to}: {said}");
    }
}

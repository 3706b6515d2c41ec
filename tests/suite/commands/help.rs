//! The help, and the answers to command lines that cannot be parsed.

use snapbox::{IntoData, assert_data_eq, str};

use crate::small::{recit, recit_in, transcript};
use crate::support::Workplace;

const COMMANDS: [&str; 9] =
    ["", "build", "check", "explain", "help", "init", "rules", "voices", "voices import"];

#[test]
fn the_help_says_the_main_job_first_in_english() {
    let told = transcript(&Workplace::empty(), &["--help"]);
    assert_data_eq!(
        told,
        str![[r#"
$ recit --help
stdout:
From what people told a team to decks that a board can act on

Usage: recit [OPTIONS] <COMMAND>

Commands:
  build    Builds the PDFs of decks, all of them when none is named
  check    Checks every file and reports what to fix
  explain  Explains a rule, a file or a key
  figures  Shows how figures were computed
  help     Shows the help of a command, or a page of the guide
  init     Creates a small complete project, ready to build
  rules    Lists the rules, by category
  voices   Imports messages as drafts of voices

Options:
      --lang <fr|en>  Language of messages: fr or en; the project’s by default
  -h, --help          Shows this help
  -V, --version       Shows the version

To start:
  recit init my-project --lang en   creates a small complete project
  recit build                       builds all its PDFs into out/
status 0


"#]]
        .raw()
    );
}

#[test]
fn the_help_says_the_main_job_first_in_french() {
    let told = transcript(&Workplace::empty(), &["--help --lang fr"]);
    assert_data_eq!(
        told,
        str![[r#"
$ recit --help --lang fr
stdout:
Des récits d’équipe aux dossiers sur lesquels les élus se prononcent

Usage : recit [OPTIONS] <COMMANDE>

Commandes :
  build    Construit les PDF des dossiers, tous si aucun n’est nommé
  check    Vérifie tous les fichiers et signale ce qui est à corriger
  explain  Explique une règle, ou ce qui peut s’écrire dans un fichier ou sous
           une clé
  figures  Montre comment les chiffres ont été obtenus
  help     Montre l’aide d’une commande, ou une page du guide
  init     Crée un petit projet complet, prêt à construire
  rules    Énumère les règles, par catégorie
  voices   Importe des messages comme brouillons de témoignages

Options :
      --lang <fr|en>  Langue des messages : fr ou en ; sinon celle du projet
  -h, --help          Montre cette aide
  -V, --version       Montre la version

Pour commencer :
  recit init mon-projet --lang fr   crée un petit projet complet
  recit build                       construit tous ses PDF dans out/
status 0


"#]]
        .raw()
    );
}

#[test]
fn the_help_of_a_command_is_in_the_reader_s_language() {
    let told = transcript(&Workplace::empty(), &["build --help", "init -h --lang fr"]);
    assert_data_eq!(
        told,
        str![[r#"
$ recit build --help
stdout:
Builds the PDFs of decks, all of them when none is named

Usage: recit build [OPTIONS] [DECK]...

Arguments:
  [DECK]...  Decks, or a project; all decks of the project you are in by default

Options:
  -o, --output <PATH>    A file ending in .pdf, or a folder; out/ by default
      --for <WHAT>       What is made: slides, handout, script, note (several
                         separated by commas), or all
      --emit <FORMAT>    What is written: pdf, png (one picture per page), sheet
                         (contact sheet), pdfpc (notes), or typst (a folder)
      --theme <THEME>    default, or large for low vision
      --audience <WHO>   For whom: board, public or internal; the meeting’s by
                         default
      --final            Treats decks as final: writes nothing if errors remain
      --format <FORMAT>  Format of the findings: human, json, sarif, github or
                         gitlab
      --all              Shows every finding in full
  -h, --help             Shows this help
      --lang <fr|en>     Language of messages: fr or en; the project’s by
                         default
status 0

$ recit init -h --lang fr
stdout:
Crée un petit projet complet, prêt à construire

Usage : recit init [OPTIONS] [RÉPERTOIRE]

Arguments :
  [RÉPERTOIRE]  Répertoire où le créer ; ici par défaut

Options :
      --period <PÉRIODE>  Période du premier dossier, par exemple 2026-T3 ; le
                          trimestre en cours par défaut
  -h, --help              Montre cette aide
      --lang <fr|en>      Langue des messages : fr ou en ; sinon celle du projet
status 0


"#]]
        .raw()
    );
}

#[test]
fn every_help_fits_a_screen() {
    let place = Workplace::empty();
    for command in COMMANDS {
        for language in ["fr", "en"] {
            let args = command.split_whitespace();
            let args: Vec<&str> = args.chain(["--help", "--lang", language]).collect();
            let run = recit(place.path(), &args);
            assert_eq!((run.status, run.err.as_str()), (Some(0), ""), "{command}");
            assert!(run.out.lines().count() <= 24, "{command} {language}");
            let wide = run.out.lines().filter(|line| line.chars().count() > 80);
            assert_eq!(wide.count(), 0, "{command} {language}");
            assert!(!run.out.contains("cli."), "{command} {language}");
        }
    }
}

#[test]
fn no_command_at_all_shows_the_help_and_is_an_error() {
    let place = Workplace::empty();
    let help = recit(place.path(), &["--help"]).out;
    for args in [&[][..], &["--lang", "en"]] {
        let run = recit(place.path(), args);
        assert_eq!((run.status, run.out.as_str()), (Some(2), ""));
        assert_eq!(run.err, help);
    }
}

#[test]
fn the_version_is_that_of_the_crate() {
    let run = recit(Workplace::empty().path(), &["--version"]);
    assert_eq!(run.out, format!("recit {}\n", env!("CARGO_PKG_VERSION")));
    assert_eq!(run.status, Some(0));
}

/// Lines that cannot be understood.
const WRONG: [&str; 8] = [
    "bulid",
    "build --emt typst",
    "build --emit pfd",
    "check --format xml",
    "build -o",
    "build --lang de",
    "build --lang en --lang fr",
    "powerpoint",
];

#[test]
fn a_line_that_is_not_understood_is_told_in_english() {
    let told = transcript(&Workplace::empty(), &WRONG);
    assert_data_eq!(
        told,
        str![[r#"
$ recit bulid
stderr:
error: there is no command `bulid`
 │
 ╰ help: did you mean `build`?
status 2

$ recit build --emt typst
stderr:
error: there is no option `--emt`
 │
 ╰ help: did you mean `--emit`?
status 2

$ recit build --emit pfd
stderr:
error: `--emit` does not accept the value `pfd`
 │
 ╰ help: did you mean `pdf`?
status 2

$ recit check --format xml
stderr:
error: `--format` does not accept the value `xml`
 │
 ╰ help: one of: human, json, sarif, github, gitlab
status 2

$ recit build -o
stderr:
error: the option `--output` needs a value
 │
 ╰ help: `recit --help` lists the commands
status 2

$ recit build --lang de
stderr:
error: `--lang` does not accept the value `de`
 │
 ╰ help: one of: fr, en
status 2

$ recit build --lang en --lang fr
stderr:
error: the option `--lang` is given twice
 │
 ╰ help: `recit --help` lists the commands
status 2

$ recit powerpoint
stderr:
error: there is no command `powerpoint`
 │
 ╰ help: `recit --help` lists the commands
status 2


"#]]
        .raw()
    );
}

#[test]
fn what_is_said_in_a_project_is_in_its_language_whatever_the_machine_speaks() {
    let place = Workplace::sample("starter");
    let refused = recit(place.path(), &["bulid"]);
    assert!(refused.err.contains("la commande `bulid` n’existe pas"), "{}", refused.err);
    for line in [&["rules"][..], &["explain"], &["--help"], &["explain", "missing-base"]] {
        let told = recit(place.path(), line).out;
        assert!(told.contains("règle") || told.contains("À la place"), "{line:?}: {told}");
    }
}

#[test]
fn a_line_that_is_not_understood_is_told_in_french() {
    let place = Workplace::empty();
    let mut told = String::new();
    for line in WRONG {
        let args: Vec<&str> = line.split_whitespace().collect();
        let run = recit_in("fr_FR.UTF-8", place.path(), &args);
        assert_eq!((run.status, run.out.as_str()), (Some(2), ""), "{line}");
        told += &run.err;
    }
    assert_data_eq!(
        told,
        str![[r#"
erreur: la commande `bulid` n’existe pas
 │
 ╰ conseil: vouliez-vous écrire `build` ?
erreur: l’option `--emt` n’existe pas
 │
 ╰ conseil: vouliez-vous écrire `--emit` ?
erreur: `--emit` n’accepte pas la valeur `pfd`
 │
 ╰ conseil: vouliez-vous écrire `pdf` ?
erreur: `--format` n’accepte pas la valeur `xml`
 │
 ╰ conseil: au choix : human, json, sarif, github, gitlab
erreur: l’option `--output` attend une valeur
 │
 ╰ conseil: `recit --help` donne la liste des commandes
erreur: `--lang` n’accepte pas la valeur `de`
 │
 ╰ conseil: au choix : fr, en
error: the option `--lang` is given twice
 │
 ╰ help: `recit --help` lists the commands
erreur: la commande `powerpoint` n’existe pas
 │
 ╰ conseil: `recit --help` donne la liste des commandes

"#]]
        .raw()
    );
    assert!(!place.path().join("out").exists());
}

#[test]
fn french_words_for_commands_and_options_lead_to_them() {
    let place = Workplace::empty();
    let said = |command: &str| transcript(&place, &[command]);
    let body = |text: String| text.split_once('\n').map(|(_, rest)| rest.to_string());
    for (french, english) in [
        ("--aide", "--help"),
        ("aide", "help"),
        ("aide récit --langue fr", "help story --lang fr"),
        ("aide recit --langue fr", "help stories --lang fr"),
        ("aide build", "build --help"),
        ("--langue fr aide build", "build --help --lang fr"),
        ("--lang en help build", "build --help --lang en"),
        ("aide vérifier", "check --help"),
        ("construire --aide", "build --help"),
        ("expliquer voix --langue fr", "explain voix --lang fr"),
        ("règles --lang fr", "rules --lang fr"),
    ] {
        assert_eq!(body(said(french)), body(said(english)), "{french}");
    }
}

#[test]
fn a_refused_value_names_the_others_in_the_reader_s_language() {
    let told = transcript(&Workplace::empty(), &["build --for livret --lang fr"]);
    assert_data_eq!(
        told,
        str![[r#"
$ recit build --for livret --lang fr
stderr:
erreur: `--for` n’accepte pas la valeur `livret`
 │
 ╰ conseil: au choix : diapositives, polycopié, conducteur, note, tout
status 2


"#]]
        .raw()
    );
}

#[test]
fn a_place_named_like_another_kind_of_file_is_refused() {
    let place = Workplace::empty();
    let told = transcript(&place, &["init essai --lang fr", "build essai -o rapport.pptx"]);
    assert!(told.contains("recit n’écrit que des PDF"), "{told}");
    assert!(!place.path().join("rapport.pptx").exists());
}

#[test]
fn the_values_that_the_french_help_names_are_taken() {
    let place = Workplace::empty();
    let values = [
        ("--theme", "ordinaire"),
        ("--theme", "grand"),
        ("--audience", "élus"),
        ("--audience", "interne"),
        ("--for", "diapositives,polycopié,conducteur,note"),
        ("--for", "tout"),
        ("--emit", "planche"),
    ];
    for (option, value) in values {
        let run = recit(place.path(), &["build", option, value, "--lang", "fr"]);
        assert!(run.err.contains("aucun fichier recit.yaml"), "{option} {value}: {}", run.err);
    }
}

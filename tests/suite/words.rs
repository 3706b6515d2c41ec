//! The words that an organisation adds to the lexicon or removes from it, and the findings for faults in its files.

use recit::lexicon::Lexicon;
use recit::locale::Language;

use crate::support::{Workplace, told};

const SETTINGS: &str =
    "organisation: { nom: \"Office\" }\npolitique: { lexique: [lexique.yaml] }\n";

/// Compares what is said with the snapshot of a case, beside this file.
fn check(case: &str, said: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("words");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(case, said));
}

/// What reading a project with these own words says.
fn said(lexicon: &str) -> String {
    let place = Workplace::empty();
    place.write("recit.yaml", SETTINGS).write("lexique.yaml", lexicon);
    let opened = place.open();
    told(&opened.report, &opened.sources, Language::Fr)
}

#[test]
fn own_words_are_read_from_the_files_the_settings_name() {
    let place = Workplace::empty();
    place.write("recit.yaml", SETTINGS).write(
        "lexique.yaml",
        "ajouter:\n  - mots: [\"effet (tour eiffel|carte postale)\", ambassadeur]\n    question: \"Qui s’en souvient ?\"\n    trouvés: toujours\nretirer: [reach]\n",
    );
    let opened = place.open();
    assert!(opened.report.is_empty(), "{}", told(&opened.report, &opened.sources, Language::Fr));
    let lexicon = Lexicon::built_in().with_own_words(&opened.project.words);
    let found = lexicon.find_matches("des ambassadeurs et du reach", Language::Fr);
    let questions: Vec<_> =
        found.iter().map(|found| found.family.question.of_either(Language::Fr)).collect();
    assert_eq!(questions, [Some("Qui s’en souvient ?")]);
}

#[test]
fn faults_in_own_words_are_told_at_their_place() {
    let said = said(
        "ajouter:\n  - mots: [\"ambassadeur(s\"]\n    question: \"Qui ?\"\n  - mots: [\"ruche\"]\nretirer: [\"charrue\"]\nautre: 1\n",
    );
    check("faults", &said);
}

#[test]
fn a_missing_file_of_own_words_is_told_where_it_is_named() {
    let place = Workplace::empty();
    place.write("recit.yaml", SETTINGS);
    let opened = place.open();
    let said = told(&opened.report, &opened.sources, Language::Fr);
    check("missing", &said);
}

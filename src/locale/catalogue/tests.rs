use std::collections::BTreeSet;

use minijinja::context;

use super::super::typography::correct_text;
use super::*;

fn variables(catalogue: &Catalogue, key: &str) -> BTreeSet<String> {
    let leaf = catalogue.leaf_by_key(key).expect(key);
    let template = catalogue.environment.template_from_named_str(key, leaf);
    let template = template.unwrap_or_else(|error| panic!("{key}: {error}"));
    template.undeclared_variables(false).into_iter().collect()
}

/// The sentence of a key with a number in every variable: numbers pass every filter.
fn with_numbers(catalogue: &Catalogue, key: &str, number: i64) -> String {
    let numbers: BTreeMap<_, _> =
        variables(catalogue, key).into_iter().map(|name| (name, number)).collect();
    let said = catalogue.render_text(key, Value::from(numbers));
    said.unwrap_or_else(|error| panic!("{key}: {:?}", std::error::Error::source(&error)))
}

#[test]
fn every_language_has_the_same_keys_and_variables() {
    let first = Catalogue::for_language(Language::ALL[0]);
    for language in Language::ALL {
        let catalogue = Catalogue::for_language(language);
        let keys: Vec<_> = catalogue.keys().collect();
        assert_eq!(keys, first.keys().collect::<Vec<_>>(), "{language:?}");
        for key in keys {
            assert_eq!(variables(catalogue, key), variables(first, key), "{key}");
        }
    }
}

#[test]
fn every_leaf_can_be_said() {
    for language in Language::ALL {
        let catalogue = Catalogue::for_language(language);
        for key in catalogue.keys() {
            for number in [0, 1, 2, 1_000_000] {
                let said = with_numbers(catalogue, key, number);
                assert!(!said.trim().is_empty(), "{key}");
                assert!(!said.contains(['{', '}']), "{key}: {said}");
            }
        }
    }
}

#[test]
fn every_leaf_has_the_signs_of_its_language() {
    for language in Language::ALL {
        let catalogue = Catalogue::for_language(language);
        for key in catalogue.keys() {
            let said = with_numbers(catalogue, key, 2);
            assert_eq!(correct_text(&said, language, None), said, "{language:?} {key}");
        }
    }
}

#[test]
fn findings_take_no_full_stop() {
    for language in Language::ALL {
        let catalogue = Catalogue::for_language(language);
        for key in catalogue.keys().filter(|key| key.starts_with("messages.")) {
            assert!(!catalogue.leaves[key].trim_end().ends_with('.'), "{key}");
        }
    }
}

#[test]
fn plurals_follow_the_language() {
    let said = |language, n: &str| {
        let said = Catalogue::for_language(language).render_text("units.nights", context! { n });
        said.expect("a number was given")
    };
    for (n, fr, en) in [
        ("0", "nuitée", "nights"),
        ("1", "nuitée", "night"),
        ("1.5", "nuitée", "nights"),
        ("2", "nuitées", "nights"),
        ("1000000", "nuitées", "nights"),
    ] {
        assert_eq!(
            (said(Language::Fr, n).as_str(), said(Language::En, n).as_str()),
            (fr, en),
            "{n}"
        );
    }
}

#[test]
fn numbers_in_sentences_follow_the_language() {
    let chosen = |language| {
        let variables = context! { kept => 6, read => 1143, critical => 2 };
        let said =
            Catalogue::for_language(language).render_text("slides.chosen-critical", variables);
        said.expect("all variables are given").replace(['\u{a0}', '\u{202f}'], " ")
    };
    assert_eq!(
        chosen(Language::Fr),
        "6 témoignages retenus sur 1 143 messages lus, dont 2 critiques"
    );
    assert_eq!(
        chosen(Language::En),
        "6 voices kept out of 1,143 messages read, 2 of them critical"
    );
}

#[test]
fn a_word_is_said_as_it_is_written() {
    let french = Catalogue::for_language(Language::Fr);
    assert_eq!(french.word("slides.total"), "Total");
    assert_eq!(french.word("languages.no.from"), "du norvégien");
    assert!(french.has("slides.continued") && !french.has("slides"));
}

#[test]
fn an_unknown_key_and_a_missing_variable_are_told_apart() {
    let french = Catalogue::for_language(Language::Fr);
    let unknown = french.render_text("slides.nothing", context! {});
    assert!(matches!(unknown, Err(WordError::UnknownWord { .. })));
    let missing = french.render_text("units.nights", context! {});
    assert!(matches!(missing, Err(WordError::Unsayable { .. })));
    let not_a_number = french.render_text("units.nights", context! { n => "deux" });
    assert!(matches!(not_a_number, Err(WordError::Unsayable { .. })));
}

#[test]
fn the_head_of_a_page_is_part_of_the_catalogue() {
    let heads = [("early.md", "messages:\n  early: \"too early\"")];
    let english = Catalogue::read(Language::En, "messages: { late: \"too late\" }", &heads);
    assert_eq!(english.keys().collect::<Vec<_>>(), ["messages.early", "messages.late"]);
    assert_eq!(english.word("messages.early"), "too early");
}

#[test]
#[should_panic(expected = "`messages.early` is written twice")]
fn a_message_of_a_page_stands_nowhere_in_the_locale() {
    let heads = [("early.md", "messages: { early: \"too early\" }")];
    Catalogue::read(Language::En, "messages: { early: \"before its day\" }", &heads);
}

#[test]
#[should_panic(expected = "`messages.early` is written twice")]
fn a_message_of_a_page_stands_in_no_other_page() {
    let head = "messages: { early: \"too early\" }";
    let heads = [("early.md", head), ("late.md", head)];
    Catalogue::read(Language::En, "messages: {}", &heads);
}

#[test]
fn marks_of_other_formats_print_as_themselves() {
    let said = Catalogue::for_language(Language::Fr)
        .render_text("slides.where-applies", context! { places => "<b> & {{ n }} #" });
    assert_eq!(said.expect("text is given"), "communes concernées\u{a0}: <b> & {{ n }} #");
}

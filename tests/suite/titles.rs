//! Titles as teams write them: sentences, and headings that only name a topic. Calling a sentence a heading is a false
//! alarm; taking a heading for a sentence is only a miss.

use std::fs;

use recit::lint::verbs::is_sentence;
use recit::locale::Language;

use crate::support::repository;

fn titles(of: &str, language: Language) -> Vec<String> {
    let file = format!("tests/suite/titles/{of}.{}.txt", language.code());
    let text = fs::read_to_string(repository().join(file)).expect("the titles");
    text.lines().map(str::to_string).collect()
}

#[test]
fn a_sentence_is_never_called_a_heading() {
    let wrong = |language| {
        let titles = titles("sentences", language).into_iter();
        titles.filter(move |title| !is_sentence(title, language))
    };
    let wrong: Vec<String> = Language::ALL.into_iter().flat_map(wrong).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nine_headings_in_ten_are_told_from_sentences() {
    for language in Language::ALL {
        let all = titles("topics", language);
        let missed: Vec<&String> =
            all.iter().filter(|title| is_sentence(title, language)).collect();
        let found = all.len() - missed.len();
        println!("{}: {found} of {} headings, missed {missed:?}", language.code(), all.len());
        assert!(found * 10 >= all.len() * 9, "{missed:?}");
    }
}

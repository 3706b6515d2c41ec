//! `explain`: the program itself describes what may be written.

use snapbox::{IntoData, assert_data_eq, file, str};

use crate::small::{recit, recit_in, transcript};
use crate::support::Workplace;

#[test]
fn every_key_of_a_file_is_told_in_the_language_of_the_project() {
    let place = Workplace::sample("starter");
    let told = transcript(&place, &["explain", "explain voix", "explain decisions.yaml"]);
    assert_data_eq!(told, file!["explain.fr.txt"]);
    let place = Workplace::sample("starter-en");
    let told = transcript(&place, &["explain", "explain stories", "explain deck"]);
    assert_data_eq!(told, file!["explain.en.txt"]);
}

#[test]
fn a_key_is_told_wherever_it_may_stand() {
    let place = Workplace::empty();
    let told = transcript(&place, &["explain basis"]);
    assert_data_eq!(
        told,
        str![[r#"
$ recit explain basis
stdout:
What you can write under the key `basis`; * means required

voices › voices › consent
voices › drafts › consent
basis:  # * consent | informed | anonymous | paraphrase | published-work
        # What allows you to quote these words; shown with the quote and in the annex.

  consent         The person agreed to be quoted.
  informed        The person knows that these words will be quoted.
  anonymous       Nobody knows, or can find out, who spoke.
  paraphrase      The words are yours; only the thought is theirs.
  published-work  The words come from a published work: a book, a song.
status 0


"#]]
        .raw()
    );
}

#[test]
fn a_name_that_nothing_has_leads_to_the_nearest_or_to_what_there_is() {
    let place = Workplace::empty();
    let near = recit(place.path(), &["explain", "chanel"]);
    assert_eq!(near.status, Some(2));
    assert!(near.err.contains("did you mean `channel`?"), "{}", near.err);
    let far = recit_in("fr_FR.UTF-8", place.path(), &["explain", "xylophone"]);
    assert!(far.err.contains("`recit explain` donne la liste de ce qu’il explique"), "{}", far.err);
}

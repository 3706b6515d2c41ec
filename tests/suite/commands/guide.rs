//! `help` as a guide: topics, pages, and topics that nothing has.

use snapbox::{IntoData, assert_data_eq, str};

use crate::small::{recit, transcript};
use crate::support::Workplace;

#[test]
fn help_alone_lists_commands_then_topics() {
    let place = Workplace::empty();
    let help = recit(place.path(), &["help"]);
    let commands = recit(place.path(), &["--help"]).out;
    let topics = help.out.strip_prefix(&commands).expect("the commands first");
    assert_eq!((help.status, help.err.as_str()), (Some(0), ""));
    assert_data_eq!(
        topics,
        str![[r#"

Topics of the guide, for recit help TOPIC:
  story      Write a story
  quote      Quote somebody
  figure     A figure, typed or from a file
  computed   Computed values
  deck       Put a deck in order
  documents  The four documents
  look       Your look
  meeting    The next meeting
  team       In a team, with git
  wrong      When something is wrong
  limits     What the checks do not see
  keys       Every key

"#]]
        .raw()
    );
}

#[test]
fn a_topic_prints_its_page_in_the_reader_s_language() {
    let place = Workplace::empty();
    let english = recit(place.path(), &["help", "story"]).out;
    assert!(english.starts_with("Write a story\n═════════════\n"), "{english}");
    assert!(english.contains("Quote somebody (recit help quote)"), "{english}");
    assert!(english.contains("\n    recit init my-office --lang en"), "{english}");
    let french = recit(place.path(), &["aide", "story", "--lang", "fr"]).out;
    assert!(french.starts_with("Écrire un récit\n"), "{french}");
    assert!(french.contains("(recit aide citation)"), "{french}");
    assert_eq!(recit(place.path(), &["aide", "récit"]).out, french, "a French word");
}

#[test]
fn a_page_of_the_guide_keeps_to_100_columns_and_shows_no_mark_of_markdown() {
    let place = Workplace::empty();
    for (language, all) in [
        ("en", "story quote figure computed deck documents look meeting team wrong limits"),
        (
            "fr",
            "récit citation fichier calcul dossier documents charte séance équipe corriger limites",
        ),
    ] {
        for topic in all.split(' ') {
            let page = recit(place.path(), &["help", topic, "--lang", language]).out;
            let prose = page.lines().filter(|line| !line.starts_with("    "));
            for line in prose {
                assert!(line.chars().count() <= 100, "{topic}: {line}");
                let marked = ["](", "```", "<!--"].iter().any(|mark| line.contains(mark));
                assert!(!marked || line.contains('`'), "{topic}: {line}");
            }
        }
    }
}

#[test]
fn the_page_of_keys_is_whole_where_nobody_watches_and_where_all_of_it_is_asked_for() {
    let place = Workplace::empty();
    let page = recit(place.path(), &["help", "keys"]).out;
    assert!(page.lines().count() > 1_000, "{page}");
    assert_eq!(recit(place.path(), &["help", "keys", "--all"]).out, page);
    assert_eq!(recit(place.path(), &["--lang", "en", "aide", "clés", "--tout"]).out, page);
}

#[test]
fn a_topic_that_nothing_has_leads_to_the_nearest_and_to_all() {
    let place = Workplace::empty();
    let told = transcript(&place, &["help stoy", "aide citattion --lang fr"]);
    assert_data_eq!(
        told,
        str![[r#"
$ recit help stoy
stderr:
error: no command and no topic of the guide is called `stoy`
 │
 ├ help: did you mean `story`?
 ╰ help: topics of the guide: story, quote, figure, computed, deck, documents, look, meeting, team, wrong, limits, keys; recit help describes them
status 2

$ recit aide citattion --lang fr
stderr:
erreur: aucune commande et aucun sujet du guide ne s’appelle `citattion`
 │
 ├ conseil: vouliez-vous écrire `citation` ?
 ╰ conseil: sujets du guide : récit, citation, fichier, calcul, dossier, documents, charte, séance, équipe, corriger, limites, clés ; recit aide les présente
status 2


"#]]
        .raw()
    );
}

//! The passages of a deck: which ones there are, and how the footer of each page names its own.

use crate::support::Workplace;

/// The names of the passages of a deck with some running order, and the footer of each page but the cover.
fn told(order: &str) -> (Vec<String>, Vec<String>) {
    let place = Workplace::sample("harbour");
    place.write(
        "2026-Q3/deck.yaml",
        format!(
            "title: One\nperiod: 2026-Q3\nmeeting: {{ board: board, date: 2026-10-14 }}\nstatus: final\n{order}"
        ),
    );
    let (_, mut built) = place.build();
    let built = built.remove(0).expect("a deck");
    let front = serde_json::to_value(&built.deck.front).expect("values");
    let passages = front["passages"].as_array().expect("a list").clone();
    let name = |passage: &serde_json::Value| {
        let runs = passage["name"]["runs"].as_array().expect("runs").clone();
        runs.iter().map(|run| run.as_str().unwrap_or("…")).collect()
    };
    let pages = built.pages().expect("pages");
    let last = |page| pages.page_text(page).lines().last().unwrap_or_default().to_string();
    (passages.iter().map(name).collect(), (2..=pages.count()).map(last).collect())
}

#[test]
fn without_a_running_order_the_chapters_and_the_sorts_of_slides_are_passages() {
    let (passages, footers) = told("");
    assert_eq!(
        passages,
        [
            "To decide",
            "On the strand",
            "In the water",
            "Signals",
            "Doubts",
            "Spending",
            "Decisions",
            "Annex"
        ]
    );
    assert!(footers[0].contains("To decide"), "{footers:?}");
    assert!(footers.last().is_some_and(|footer| footer.contains("Annex")), "{footers:?}");
}

#[test]
fn a_chapter_with_slides_of_its_own_ends_with_them() {
    let order = "running-order:\n  - chapter: Water\n    slides: [{ story: swimming-line }, { signal: school-road }]\n  - story: tide-board\n  - statement: All is said.\n  - signals\n  - story: school-map\n";
    assert_eq!(told(order).0, ["Water", "Stories", "Signals", "Stories"]);
}

#[test]
fn a_chapter_without_slides_of_its_own_goes_on_with_the_stories_after_it() {
    let order = "running-order:\n  - cover\n  - chapter: Water\n  - story: swimming-line\n  - figure: near-misses\n  - doubts\n  - figure: cut-off\n  - voices: [v-05]\n";
    assert_eq!(told(order).0, ["Water", "Doubts", "Figures", "Voices"]);
}

#[test]
fn a_deck_of_one_passage_or_none_tells_no_more_than_its_pages() {
    let (passages, footers) =
        told("running-order:\n  - cover\n  - statement: One.\n  - statement: Two.\n");
    assert_eq!(passages, Vec::<String>::new());
    assert!(footers[1].ends_with("3 / 3"), "{footers:?}");
}

/// The kinds of the slides of a deck with this chapter, and the text of its second page.
fn opened(slides: &str) -> (Vec<&'static str>, String) {
    let place = Workplace::sample("harbour");
    place.write(
        "2026-Q3/deck.yaml",
        format!(
            "title: One\nperiod: 2026-Q3\nmeeting: {{ board: board, date: 2026-10-14 }}\nstatus: final\n\
             running-order:\n  - cover\n  - chapter: Water\n{slides}  - doubts\n"
        ),
    );
    let (_, mut built) = place.build();
    let built = built.remove(0).expect("a deck");
    let text = built.pages().expect("pages").page_text(2);
    (built.deck.slides.iter().map(|slide| slide.kind).collect(), text)
}

#[test]
fn a_chapter_of_three_slides_lists_its_stories_and_one_of_two_has_no_page() {
    let two = "    slides: [{ story: swimming-line }, { story: school-map }]\n";
    let (kinds, page) = opened(two);
    assert_eq!(kinds, ["cover", "story", "story", "doubts"]);
    assert!(page.lines().last().is_some_and(|footer| footer.contains("Water")), "{page}");

    let three =
        "    slides: [{ story: swimming-line }, { figure: near-misses }, { story: school-map }]\n";
    let (kinds, page) = opened(three);
    assert_eq!(kinds, ["cover", "chapter", "story", "figure", "story", "doubts"]);
    let place = Workplace::sample("harbour");
    for story in ["swimming-line", "school-map"] {
        let file = place.read(&format!("2026-Q3/stories/{story}.yaml"));
        let title = file.lines().find_map(|line| line.strip_prefix("title: "));
        let first = title.expect("a title").trim_matches('"').split(' ').next().expect("a word");
        assert!(page.contains(first), "{first}: {page}");
    }
    assert!(page.contains("\n3") && page.contains("\n5"), "{page}");
}

#[test]
fn a_chapter_without_slides_of_its_own_counts_those_up_to_the_next_passage() {
    let after = "  - story: swimming-line\n  - figure: near-misses\n";
    assert_eq!(opened(after).0, ["cover", "story", "figure", "doubts"]);
    let (kinds, _) = opened(&format!("{after}  - figure: cut-off\n"));
    assert_eq!(kinds, ["cover", "chapter", "story", "figure", "figure", "doubts"]);
}

#[test]
fn what_is_said_during_the_page_of_a_short_chapter_keeps_it() {
    let noted =
        "    notes: Wait until all have sat down.\n    slides: [{ story: swimming-line }]\n";
    assert_eq!(opened(noted).0, ["cover", "chapter", "story", "doubts"]);
}

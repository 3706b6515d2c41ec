//! The annex: what it proves and for which slides, what it never states, and its calculations.

use std::collections::BTreeSet;

use recit::deck::{BuildOptions, Output};
use recit::pipeline::{self, Built, Opened};

use crate::links::{Link, links};
use crate::slides::folder;
use crate::small::project;
use crate::support::{Workplace, build, layout, plain_spaces};

/// A figure's label, value, unit, nature and the value it is compared with, and its calculation.
const CASES: [(&str, &str, &str, &str, &str, &str); 7] = [
    (
        "Nights at the hotel",
        "117780",
        "nights",
        "volume",
        "115900",
        "117,780 nights (third quarter of 2026) − 115,900 nights (third quarter of 2025) = +1,880 nights, that is +1.6%",
    ),
    (
        "Late boardings",
        "61",
        "calls",
        "volume",
        "94",
        "61 calls (third quarter of 2026) − 94 calls (third quarter of 2025) = −33 calls, that is −35.1%",
    ),
    (
        "Found the map",
        "54.5",
        "percent",
        "share",
        "47",
        "55% (third quarter of 2026) − 47% (third quarter of 2025) = +8 points",
    ),
    (
        "Fountains",
        "8",
        "fountains",
        "volume",
        "2",
        "8 fountains (third quarter of 2026) − 2 fountains (third quarter of 2025) = +6 fountains",
    ),
    (
        "Takings",
        "4200.5",
        "euros",
        "amount",
        "4200.5",
        "€4,200.50 (third quarter of 2026) − €4,200.50 (third quarter of 2025) = €0, that is 0%",
    ),
    ("Place among harbours", "3", "place", "rank", "5", ""),
    (
        "Far too many",
        "79228162514264337593543950335",
        "people",
        "volume",
        "-79228162514264337593543950335",
        "",
    ),
];

#[test]
fn a_figure_compared_with_another_period_has_its_calculation_and_no_other_has() {
    for (label, value, unit, nature, before, wanted) in CASES {
        let place = project(&["one"]);
        place.write(
            "one/figures.yaml",
            format!(
                "figures:\n  - id: one\n    label: {label}\n    value: {value}\n    unit: {unit}\n    nature: {nature}\n    period: 2026-Q3\n    scope: Harbour\n    meaning: Little.\n    source: {{ organisation: Harbour }}\n    base: {{ n: 900, population: travellers }}\n    compared-with: {{ period: 2025-Q3, value: {before} }}\n"
            ),
        );
        let (_, mut built) = place.build();
        let built = built.remove(0).expect("a deck");
        let pages = built.pages().expect("pages");
        let annex = plain_spaces(&pages.page_text(pages.count())).replace('\n', " ");
        let calculation = annex.split_once("Calculation: ");
        let found = calculation.map_or("", |(_, text)| text.trim_end());
        assert!(
            found.starts_with(wanted) && found.is_empty() == wanted.is_empty(),
            "{label}: {found}"
        );
    }
}

/// The samples with a word of their own for each paper.
const SAMPLES: [&str; 2] = ["presquile", "harbour"];

/// What a deck's manuscript names: on slides, what the annex proves; in the annex, what it has entries for.
fn named(manuscript: &str) -> (Vec<String>, Vec<String>) {
    let all = |text: &str, after: &str| -> Vec<String> {
        let entry =
            regex::Regex::new(&format!(r#"entry: "([^"]+)",\s+{after}"#)).expect("a pattern");
        let found = entry.captures_iter(text);
        found.map(|it| it[1].to_string()).collect()
    };
    let at = manuscript.find("#annex-slide").unwrap_or(manuscript.len());
    let (slides, annex) = manuscript.split_at(at);
    (all(slides, "runs:"), all(annex, "(?:term|number):"))
}

/// The first page of the annex.
fn first_page(built: &Built) -> usize {
    let marks = built.pages().expect("pages").slide_starts();
    let marks = marks.expect("marks of slides").into_iter();
    let annex = marks.rev().find(|(slide, _)| slide == "annex");
    annex.expect("an annex").1
}

/// The pages of slides of some kinds, by how their ids begin.
fn pages_of(built: &Built, kinds: &[&str]) -> Vec<usize> {
    let pages = built.pages().expect("pages");
    let starts = pages.slide_starts().expect("marks of slides");
    let ends = starts.iter().skip(1).map(|(_, page)| *page).chain([pages.count() + 1]);
    let slides = starts.iter().zip(ends);
    let is_one = |id: &str| kinds.iter().any(|kind| id.starts_with(kind));
    slides.filter(|((id, _), _)| is_one(id)).flat_map(|((_, from), to)| *from..to).collect()
}

/// The text of the annex.
fn annex(built: &Built) -> String {
    let pages = built.pages().expect("pages");
    let texts = (first_page(built)..=pages.count()).map(|page| pages.page_text(page));
    plain_spaces(&texts.collect::<Vec<_>>().join("\n\n"))
}

/// The pairs of a slide's page and a page of the annex that links join, each way.
fn joined(links: &[Link], annex: usize) -> [BTreeSet<(usize, usize)>; 2] {
    let there = links.iter().filter(|link| link.from < annex && link.to >= annex);
    let back = links.iter().filter(|link| link.from >= annex && link.to < annex);
    [
        there.map(|link| (link.from, link.to)).collect(),
        back.map(|link| (link.to, link.from)).collect(),
    ]
}

fn pdf(opened: &Opened, built: &mut Built, output: Output) -> Vec<u8> {
    let pdf = opened.pdf_of(built, output);
    pdf.unwrap_or_else(|error| panic!("{error}")).expect("a PDF")
}

/// The decks of a project, with their papers.
fn decks(place: &Workplace) -> (Opened, Vec<Built>) {
    let mut opened = place.open();
    let decks = opened.project.decks.iter();
    let decks: Vec<String> = decks.map(|deck| deck.path.clone()).collect();
    let papers = [Output::Handout, Output::Script];
    let built = build(&mut opened, &decks, &papers, BuildOptions::default());
    (opened, built.into_iter().map(|built| built.expect("a deck")).collect())
}

#[test]
fn everything_shown_has_one_entry_and_nothing_else_has() {
    for sample in SAMPLES {
        for built in decks(&Workplace::sample(sample)).1 {
            let (shown, entries) = named(&layout(&built).manuscript.text);
            let distinct: BTreeSet<&String> = entries.iter().collect();
            assert_eq!(distinct.len(), entries.len(), "{entries:?}");
            assert_eq!(distinct, shown.iter().collect(), "{}", built.deck.path);
            let counts = built.deck.counts;
            let wanted = counts.voices + counts.figures + counts.signals;
            assert_eq!(entries.len(), wanted, "{}", built.deck.path);
        }
    }
}

#[test]
fn each_slide_leads_to_the_entry_that_leads_back_to_it_by_its_number() {
    for sample in SAMPLES {
        let (opened, decks) = decks(&Workplace::sample(sample));
        for mut built in decks {
            let links = links(&pdf(&opened, &mut built, Output::Slides));
            let first = first_page(&built);
            let [there, back] = joined(&links, first);
            assert_eq!(there, back, "{sample} {}", built.deck.path);
            assert!(!there.is_empty());
            // Only a chapter and the requests lead from slide to slide: to each of its stories, to each decision.
            let leads = [("chapter-", "story-"), ("asks", "decision-")];
            let leads =
                leads.map(|(from, to)| (pages_of(&built, &[from]), pages_of(&built, &[to])));
            for link in links.iter().filter(|link| link.from < first && link.to < first) {
                let mut leads = leads.iter();
                assert!(
                    leads.any(|(from, to)| from.contains(&link.from) && to.contains(&link.to)),
                    "{link:?}"
                );
            }
            for link in &links {
                assert!(link.is_on_page, "{link:?}");
                assert_eq!(link.said, format!("page {}", link.to));
            }
        }
    }
}

#[test]
fn on_paper_links_lead_to_the_pages_that_hold_the_slides() {
    let (opened, mut decks) = decks(&Workplace::sample("harbour"));
    let built = &mut decks[0];
    let on_slides = links(&pdf(&opened, built, Output::Slides));
    let on_paper = links(&pdf(&opened, built, Output::Handout));
    let left_out = pages_of(built, &["chapter-", "statement-"]);
    assert!(left_out.len() > 1, "{left_out:?}");
    let count = built.pages().expect("pages").count();
    let shown: Vec<usize> = (1..=count).filter(|page| !left_out.contains(page)).collect();
    let sheet = |page: usize| shown.iter().position(|at| *at == page).map(|at| at / 2 + 1);
    let wanted = on_slides.iter().filter_map(|link| Some((sheet(link.from)?, sheet(link.to)?)));
    let found = on_paper.iter().map(|link| (link.from, link.to));
    assert_eq!(found.collect::<Vec<_>>(), wanted.collect::<Vec<_>>());
    assert!(on_paper.iter().all(|link| link.is_on_page));
    assert_eq!(links(&pdf(&opened, built, Output::Script)).len(), on_slides.len());
}

/// A project whose story is carried by so many voices, told by a Zyxomel from Quuxland; one more is not shown.
fn voiced(voices: usize) -> Workplace {
    let place = project(&["one"]);
    let voice = |number: usize| {
        format!(
            "  - {{ id: v-{number:02}, text: \"Number {number} is late.\", speaker: {{ role: Zyxomel, origin: Quuxland }}, \
             channel: survey, date: 2026-08-16, consent: {{ basis: informed }} }}\n"
        )
    };
    let all: String = (1..=voices + 1).map(voice).collect();
    place.write("one/voices.yaml", format!("voices:\n{all}"));
    let ids: Vec<String> = (1..=voices).map(|number| format!("v-{number:02}")).collect();
    let ids = format!("voices: [{}]\nunknown:", ids.join(", "));
    place.edit("one/stories/map.yaml", "unknown:", &ids);
    place.write(
        "one/signals.yaml",
        format!("signals:\n  - {{ id: late, heard: It is late, stage: murmur, people: 3, voices: [v-01, v-{:02}] }}\n", voices + 1),
    );
    place
}

#[test]
fn the_annex_never_says_who_speaks_and_knows_nothing_of_a_voice_that_is_not_shown() {
    let place = voiced(2);
    let (_, decks) = decks(&place);
    let text = annex(&decks[0]);
    assert!(text.contains("\n1 In a survey") && text.contains("\n2 In a survey"), "{text}");
    for secret in ["Zyxomel", "Quuxland", "v-01", "v-02", "v-03", "16 August", "late.", "Number"] {
        assert!(!text.contains(secret), "{secret}: {text}");
    }
}

#[test]
fn one_voice_or_forty_flow_over_pages_at_whole_rows_under_a_header() {
    for (voices, theme) in [(1, "default"), (40, "default"), (40, "large")] {
        let place = voiced(voices);
        place.edit("recit.yaml", "language: en", &format!("language: en\ntheme: {theme}"));
        let (opened, mut decks) = decks(&place);
        let text = annex(&decks[0]);
        for number in 1..=voices {
            let row = format!("\n{number} In a survey · ");
            assert_eq!(text.matches(&row).count(), 1, "{theme} {row}: {text}");
        }
        let pages: Vec<&str> =
            text.split("\n\n").filter(|page| page.contains(" In a survey · ")).collect();
        assert!(pages.iter().all(|page| page.contains("Where and when")), "{text}");
        assert_eq!(pages.len() > 1, voices > 1, "{theme} {}", pages.len());
        let found = links(&pdf(&opened, &mut decks[0], Output::Slides));
        let [there, back] = joined(&found, first_page(&decks[0]));
        assert_eq!(there, back, "{theme} {voices}");
        // The number beside a voice is that of the row that leads back to its slide.
        let slides = decks[0].pages().expect("pages");
        let first = first_page(&decks[0]);
        let back = found.iter().filter(|link| link.from >= first);
        for (number, row) in (1..=voices).zip(back) {
            let said = plain_spaces(&slides.page_text(row.to)).replace('\n', " ");
            assert!(said.contains(&format!("({number})")), "{theme}: {said}");
        }
        let off: Vec<_> = found.iter().filter(|link| !link.is_on_page).collect();
        assert!(off.is_empty(), "{theme} {voices}: {off:?}");
    }
}

#[test]
fn without_an_annex_nothing_leads_nowhere() {
    let place = voiced(2);
    place.edit(
        "one/deck.yaml",
        "period:",
        "running-order: [cover, { story: map-one }, signals]\nperiod:",
    );
    let (opened, mut decks) = decks(&place);
    assert_eq!(links(&pdf(&opened, &mut decks[0], Output::Slides)), []);
    let (shown, entries) = named(&layout(&decks[0]).manuscript.text);
    assert!(shown.is_empty() && entries.is_empty());
}

#[test]
fn the_annex_reads_so_in_both_languages() {
    for language in ["fr", "en"] {
        let mut opened =
            pipeline::open(&folder(language)).unwrap_or_else(|error| panic!("{error}"));
        opened.cache = None;
        let decks = ["normal".to_string()];
        let built = build(&mut opened, &decks, &[], BuildOptions::default()).remove(0);
        insta::with_settings!({ snapshot_path => "annex", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(language, annex(&built.expect("a deck")));
        });
    }
}

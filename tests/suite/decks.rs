//! Built decks: the metadata of their PDF, and its headings.

use recit::deck::Deck;
use recit::pipeline::Built;

use crate::small::project;
use crate::support::Workplace;

const SAMPLES: [&str; 4] = ["presquile", "starter", "starter-en", "harbour"];

/// Every deck of a project with its PDF, read as far as it is text.
fn pdfs(place: &Workplace) -> Vec<(Built, String)> {
    let (opened, built) = place.build();
    let pdf = |built: Option<Built>| {
        let mut built = built.expect("a deck that builds");
        let pdf = opened.pdf_of_slides(&mut built).expect("no fault of ours").expect("a PDF");
        (built, String::from_utf8_lossy(&pdf).into_owned())
    };
    built.into_iter().map(pdf).collect()
}

/// The metadata of a PDF say what the deck says.
#[track_caller]
fn assert_described(deck: &Deck, pdf: &str) {
    let front = &deck.front;
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let (year, month, day) = front.date;
    for wanted in [
        format!("<rdf:li xml:lang=\"x-default\">{}</rdf:li>", escape(&front.title)),
        format!("<dc:creator><rdf:Seq><rdf:li>{}</rdf:li>", escape(&front.organisation)),
        format!("<dc:language><rdf:Bag><rdf:li>{}", front.language),
        format!("<xmp:CreateDate>{year}-{month:02}-{day:02}T"),
        format!("<xmp:ModifyDate>{year}-{month:02}-{day:02}T"),
        "<pdfuaid:part>1</pdfuaid:part>".to_string(),
        "<pdfaid:part>2</pdfaid:part>".to_string(),
        "<pdfaid:conformance>A</pdfaid:conformance>".to_string(),
        format!("/Lang({}", front.language),
        "/DisplayDocTitle true".to_string(),
    ] {
        assert!(pdf.contains(&wanted), "{}: {wanted} is missing", deck.path);
    }
}

#[test]
fn the_pdf_of_every_sample_says_what_it_is_and_claims_its_standards() {
    for sample in SAMPLES {
        for (built, pdf) in pdfs(&Workplace::sample(sample)) {
            assert_described(&built.deck, &pdf);
            assert!(!pdf.contains("recit-") && !pdf.contains("/tmp"), "a path of this machine");
        }
    }
}

#[test]
fn every_slide_has_one_heading_of_level_one_on_its_first_page_and_one_bookmark() {
    for sample in SAMPLES {
        for (built, pdf) in pdfs(&Workplace::sample(sample)) {
            let pages = built.pages().expect("pages");
            let headings = pages.headings();
            let starts: Vec<usize> =
                pages.slide_starts().expect("slides").into_iter().map(|(_, page)| page).collect();
            let tops: Vec<usize> =
                headings.iter().filter(|(level, ..)| *level == 1).map(|(.., page)| *page).collect();
            assert_eq!(tops, starts, "{sample} {}", built.deck.path);
            assert_eq!(starts.len(), built.deck.slides.len(), "{sample}");
            assert!(headings.iter().all(|(_, text, _)| !text.trim().is_empty()), "{sample}");
            // The sections of the annex have theirs below its own; links have places too, but no parent.
            let has_parent = |it: &&str| it.contains("/Parent ") && it.contains("/Dest ");
            let bookmarks = pdf.split("endobj").filter(has_parent).count();
            assert_eq!(bookmarks, headings.len(), "{sample}: bookmarks");
        }
    }
}

#[test]
fn a_clean_deck_has_as_many_pages_as_slides_and_its_bookmarks_are_its_titles() {
    let place = project(&["one"]);
    place.write(
        "one/doubts.yaml",
        "doubts:\n  - { what: The map is late, why: Rain, next: Print it }\n",
    );
    let (built, pdf) = pdfs(&place).remove(0);
    let pages = built.pages().expect("pages");
    assert!(built.report.is_empty());
    assert_eq!(pages.count(), built.deck.slides.len());
    assert_eq!(pages.count(), built.deck.counts.slides);
    assert!(pdf.contains(&format!("<xmpTPg:NPages>{}<", pages.count())));
    let titles: Vec<String> = pages.headings().into_iter().map(|(_, text, _)| text).collect();
    assert_eq!(
        titles[..2],
        ["What the station taught us", "A map at the station spares travellers a detour"]
    );
    for title in titles {
        assert!(pdf.contains(&format!("/Title({title})/Dest")), "{title}");
    }
}

#[test]
fn in_a_deck_without_findings_only_the_annex_goes_on_over_a_page() {
    for sample in SAMPLES {
        for (built, _) in pdfs(&Workplace::sample(sample)) {
            let pages = built.pages().expect("pages");
            let starts = pages.slide_starts().expect("slides");
            let ends = starts.iter().skip(1).map(|(_, page)| *page).chain([pages.count() + 1]);
            for ((slide, start), end) in starts.iter().zip(ends) {
                let is_one = end - start == 1 || slide.starts_with("annex");
                assert!(is_one || !built.report.is_empty(), "{sample} {slide}: {start}–{end}");
            }
        }
    }
}

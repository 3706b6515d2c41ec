//! The documents made from one deck: the same slides with the same numbers, and spoken notes only where they belong.
//!
//! `outputs/pictures` holds pages of papers and `outputs/manuscripts` their Typst calls: `RECIT_BLESS=1 cargo test`
//! writes both anew.

use std::fs;
use std::path::PathBuf;

use hayro_syntax::Pdf;
use recit::deck::{BuildOptions, Output};
use recit::locale::Language;
use recit::pipeline::{Built, Opened};
use recit::typeset::Pages;
use serde_json::Value;

use crate::slides::{SCALE, TOLERANCE, difference, is_blessed};
use crate::small::{files, project, recit};
use crate::support::{Workplace, build, layout, plain_spaces, repository, told};

const PAPERS: [Output; 3] = [Output::Handout, Output::Script, Output::Note];
/// The samples with a word of their own for each paper.
const SAMPLES: [(&str, &str); 2] = [("presquile", "2026-T3"), ("harbour", "2026-Q3")];
/// A word that stands in notes and nowhere else.
const CANARY: &str = "Zyxomel";

/// A deck with its papers.
fn built(place: &Workplace, deck: &str) -> (Opened, Built) {
    let mut opened = place.open();
    let options = BuildOptions::default();
    let built = build(&mut opened, &[deck.to_string()], &PAPERS, options).remove(0);
    (opened, built.expect("the deck can be built"))
}

fn text(pages: &Pages) -> String {
    let texts = (1..=pages.count()).map(|page| pages.page_text(page));
    plain_spaces(&texts.collect::<Vec<_>>().join("\n"))
}

fn titles(pages: &Pages) -> Vec<String> {
    let headings = pages.headings();
    let first = headings.into_iter().filter(|(level, ..)| *level == 1);
    first.map(|(_, text, _)| text).collect()
}

#[test]
fn the_script_shows_every_slide_and_the_handout_all_but_chapters_and_statements() {
    for (sample, deck) in SAMPLES {
        let (_, built) = built(&Workplace::sample(sample), deck);
        let slides = titles(built.pages().expect("pages"));
        assert_eq!(slides.len(), built.deck.slides.len(), "{sample}");
        let kinds = built.deck.slides.iter().map(|slide| slide.kind);
        let all: Vec<(&String, &str)> = slides.iter().zip(kinds).collect();
        let kept = all.iter().filter(|(_, kind)| !["chapter", "statement"].contains(kind));
        let kept: Vec<&String> = kept.map(|(title, _)| *title).collect();
        assert!(kept.len() < slides.len(), "{sample}");
        let shown_in = |output| titles(&built.paper(output).expect("a paper").pages);
        assert_eq!(shown_in(Output::Script), slides, "{sample}");
        assert_eq!(shown_in(Output::Handout).iter().collect::<Vec<_>>(), kept, "{sample}");

        let pages = built.pages().expect("pages").count();
        let numbers = text(built.pages_of(Output::Handout).expect("a handout"));
        let number_before = |(at, _): (usize, &str)| {
            let before = &numbers[..at];
            before[before.trim_end_matches(|c: char| c.is_ascii_digit()).len()..].to_string()
        };
        let of_all = format!(" / {pages}");
        let numbered: Vec<String> = numbers.match_indices(&of_all).map(number_before).collect();
        let is_shown = |page: &usize| numbered.contains(&page.to_string());
        // Neither a chapter nor a statement takes more than a page.
        let shown = pages - (slides.len() - kept.len());
        // The cover has no number.
        assert_eq!((1..=pages).filter(is_shown).count(), shown - 1, "{sample}");
        let handout = built.paper(Output::Handout).map(|paper| &paper.pages);
        assert_eq!(handout.expect("pages").count(), shown.div_ceil(2));
    }
}

#[test]
fn every_paper_is_a_valid_pdf_and_the_same_bytes_come_twice() {
    for (sample, deck) in SAMPLES {
        let place = Workplace::sample(sample);
        let pdfs = || {
            let (opened, mut built) = built(&place, deck);
            PAPERS.map(|output| {
                let pdf = opened.pdf_of(&mut built, output);
                pdf.unwrap_or_else(|error| panic!("{error}")).expect("a pdf")
            })
        };
        assert!(pdfs() == pdfs(), "{sample}");
    }
}

#[test]
fn the_note_has_one_page_with_one_title() {
    for (sample, deck) in SAMPLES {
        let (_, built) = built(&Workplace::sample(sample), deck);
        let note = built.paper(Output::Note).expect("a note");
        assert_eq!(note.pages.count(), 1, "{sample}");
        assert_eq!(titles(&note.pages).len(), 1, "{sample}");
    }
}

/// A project whose story has notes with the canary.
fn spoken() -> Workplace {
    let place = project(&["one"]);
    let notes = format!("notes: \"Say {CANARY} first, **slowly**.\"\nminutes: 2\n");
    place.edit("one/stories/map.yaml", "unknown:", &format!("{notes}unknown:"));
    place.edit("one/deck.yaml", "2026-10-08 }", "2026-10-08, minutes: 10 }");
    place
}

/// The text of a PDF's streams and of everything around them.
fn letters(pdf: &[u8]) -> String {
    let read = Pdf::new(pdf.to_vec()).expect("a PDF");
    let streams = read.objects().into_iter().filter_map(|object| {
        let stream = object.into_stream()?;
        stream.decoded().ok().map(|bytes| bytes.into_owned())
    });
    let all: Vec<u8> = streams.flatten().chain(pdf.iter().copied()).collect();
    String::from_utf8_lossy(&all).into_owned()
}

#[test]
fn notes_reach_the_script_and_the_console_and_nothing_else() {
    let place = spoken();
    let run = recit(place.path(), &["build", "--for", "all", "--emit", "pdf,pdfpc"]);
    assert_eq!(run.status, Some(0), "{}", run.err);
    let (_, built) = built(&place, "one");
    assert!(!text(built.pages().expect("pages")).contains(CANARY));
    assert!(!layout(&built).manuscript.text.contains(CANARY));
    for (output, is_there) in
        [(Output::Handout, false), (Output::Note, false), (Output::Script, true)]
    {
        let paper = built.paper(output).expect("a paper");
        assert_eq!(text(&paper.pages).contains(CANARY), is_there, "{output:?}");
        assert_eq!(paper.manuscript.text.contains(CANARY), is_there, "{output:?}");
    }
    for name in ["one.pdf", "one-handout.pdf", "one-note.pdf", "one.json"] {
        let bytes = fs::read(place.path().join("out").join(name)).expect("a file");
        let found = if name.ends_with(".pdf") {
            letters(&bytes)
        } else {
            String::from_utf8_lossy(&bytes).into_owned()
        };
        assert!(!found.contains(CANARY), "{name}");
    }
}

#[test]
fn pdfpc_gets_the_notes_of_each_page_and_the_minutes() {
    let place = spoken();
    recit(place.path(), &["build", "--emit", "pdfpc"]);
    let text = fs::read_to_string(place.path().join("out/one.pdfpc")).expect("a file");
    let console: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(console["pdfpcFormat"], 2);
    assert_eq!(console["duration"], 10);
    assert_eq!(console["pages"][0]["note"], Value::Null);
    assert_eq!(console["pages"][1]["label"], "2");
    let note = format!("Say {CANARY} first, **slowly**.");
    assert_eq!(console["pages"][1]["note"], note);
}

#[test]
fn the_script_adds_minutes_up_and_invents_none_where_nothing_is_said() {
    let (_, built) = built(&spoken(), "one");
    let script = text(built.pages_of(Output::Script).expect("a script"));
    assert!(script.contains("2 min out of 10 min · 1 slide is not timed"), "{script}");
    assert!(script.contains("Slide 1 · at 0 min"), "{script}");
    assert!(script.contains("Slide 2 · 2 min"), "{script}");
}

#[test]
fn minutes_that_nobody_wrote_are_estimated_from_the_notes_and_said_to_be() {
    let place = project(&["one"]);
    let notes = format!("notes: \"{}\"\n", ["word"; 140].join(" "));
    place.edit("one/stories/map.yaml", "unknown:", &format!("{notes}unknown:"));
    let (_, built) = built(&place, "one");
    let script = text(built.pages_of(Output::Script).expect("a script"));
    // 140 words at 130 a minute are a little more than one minute.
    let total = "1 min 30 s · 1 min 30 s of them estimated from the notes · 1 slide is not timed";
    assert!(script.contains(total), "{script}");
    assert!(script.contains("about 1 min 30 s (estimated)"), "{script}");
}

#[test]
fn more_minutes_than_the_meeting_gives_are_told_at_its_minutes() {
    let place = spoken();
    place.edit("one/deck.yaml", "minutes: 10", "minutes: 1");
    let said = place.findings(Language::En);
    assert!(
        said.contains("warning[over-time]: the slides take 2 minutes; the meeting allows 1"),
        "{said}"
    );
    assert!(said.contains("one/deck.yaml:3:"), "{said}");
}

#[test]
fn a_note_that_needs_a_second_page_is_told_and_loses_nothing() {
    let place = project(&["one"]);
    let sentence = "We greet people at the quay on every single day of the year ".repeat(20);
    let long: String = (0..6).map(|n| format!("  - \"{sentence} {n}.\"\n")).collect();
    let deck = fs::read_to_string(place.path().join("one/deck.yaml")).expect("a deck");
    place.write("one/deck.yaml", format!("{deck}remember:\n{long}"));
    let (opened, built) = built(&place, "one");
    let note = built.paper(Output::Note).expect("a note");
    assert!(note.pages.count() > 1);
    assert_eq!(text(&note.pages).matches("quay").count(), 120);
    let said = told(&built.report, &opened.sources, Language::En);
    assert!(said.contains("warning[long-note]: the note runs onto a second page"), "{said}");
    assert!(said.contains("one/deck.yaml:"), "{said}");
}

#[test]
fn all_writes_every_document_and_a_manifest_that_tells_their_bytes() {
    let place = spoken();
    let run = recit(place.path(), &["build", "--for", "all", "--emit", "pdf,png,sheet,pdfpc"]);
    assert_eq!(run.status, Some(0), "{}", run.err);
    let out = place.path().join("out");
    let text = fs::read_to_string(out.join("one.json")).expect("a manifest");
    let manifest: Value = serde_json::from_str(&text).expect("JSON");
    let mut listed: Vec<String> = Vec::new();
    for file in manifest["files"].as_array().expect("files") {
        let name = file["file"].as_str().expect("a name");
        let bytes = fs::read(out.join(name)).expect("a file");
        assert_eq!(file["bytes"], bytes.len(), "{name}");
        assert_eq!(file["sha256"].as_str().expect("a sum").len(), 64, "{name}");
        listed.push(name.to_string());
    }
    listed.push("one.json".to_string());
    listed.sort();
    assert_eq!(listed, files(&out));
    assert_eq!(manifest["slides"][1]["page"], 2);
    assert!(!text.contains(&place.path().display().to_string()));
    recit(place.path(), &["build", "--for", "all", "--emit", "pdf,png,sheet,pdfpc"]);
    assert_eq!(fs::read_to_string(out.join("one.json")).expect("a manifest"), text);
}

#[test]
fn pictures_of_pages_that_are_gone_go_too() {
    let place = project(&["one"]);
    place.write("one/doubts.yaml", "doubts:\n  - what: The map is late\n");
    recit(place.path(), &["build", "--emit", "png"]);
    let pages = files(&place.path().join("out"));
    assert_eq!(pages.last().map(String::as_str), Some("one/03.png"));
    fs::remove_file(place.path().join("one/doubts.yaml")).expect("a file");
    place.write("out/one/09.png", "mine too").write("out/one/notes.png", "mine");
    recit(place.path(), &["build", "--emit", "png"]);
    assert_eq!(
        files(&place.path().join("out")),
        ["one/01.png", "one/02.png", "one/09.png", "one/notes.png"]
    );
}

#[test]
fn what_makes_no_sense_together_is_refused_and_nothing_is_written() {
    let place = project(&["one"]);
    for (args, said) in [
        (vec!["--emit", "typst", "--for", "note"], "`typst` only works for the slides"),
        (vec!["--emit", "typst,pdf"], "`typst` only works for the slides"),
        (
            vec!["--emit", "pdfpc", "--for", "note"],
            "`pdfpc` needs the slides, which were not requested",
        ),
        (
            vec!["--for", "all", "-o", "x.pdf"],
            "one file cannot contain everything that was requested",
        ),
    ] {
        let run = recit(place.path(), &[vec!["build"], args].concat());
        assert_eq!(run.status, Some(2), "{}", run.err);
        assert!(run.err.contains(said), "{}", run.err);
    }
    assert!(!place.path().join("out").exists() && !place.path().join("x.pdf").exists());
}

#[test]
fn a_deck_named_as_the_note_of_another_one_is_refused() {
    let place = project(&["one", "one-note"]);
    let run = recit(place.path(), &["build", "--for", "all"]);
    assert_eq!(run.status, Some(2), "{}", run.err);
    assert!(run.err.contains("would be written to the same"), "{}", run.err);
}

/// Where the references of papers are kept.
fn reference(kind: &str, name: &str) -> PathBuf {
    repository().join("tests/suite/outputs").join(kind).join(name)
}

#[test]
fn each_paper_looks_as_its_picture_and_is_one_call() {
    let mut changed = Vec::new();
    for (sample, deck) in SAMPLES {
        let (_, built) = built(&Workplace::sample(sample), deck);
        for output in PAPERS {
            let paper = built.paper(output).expect("a paper");
            let name = format!("{}.{}", output.key(), built.deck.front.language);
            let drawn = paper.pages.render_png(1, SCALE).expect("a picture");
            let call = paper.manuscript.slide_text(0);
            let picture = reference("pictures", &format!("{name}.png"));
            let manuscript = reference("manuscripts", &format!("{name}.typ"));
            if is_blessed() {
                for (path, bytes) in [(&picture, drawn.as_slice()), (&manuscript, call.as_bytes())]
                {
                    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
                    fs::write(path, bytes).expect("a file");
                }
            }
            let kept = fs::read(&picture).unwrap_or_default();
            if kept.is_empty() || difference(&kept, &drawn) > TOLERANCE {
                changed.push(format!("{name}.png"));
            }
            if fs::read_to_string(&manuscript).ok().as_deref() != Some(call) {
                changed.push(format!("{name}.typ"));
            }
        }
    }
    assert!(changed.is_empty(), "these papers changed: {changed:?}");
}

//! The proof of a finished PDF: what must not be in it is found wherever it is planted, and there are no false alarms.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use recit::deck::{BuildOptions, Output};
use recit::finding::Report;
use recit::locale::Language;
use recit::pipeline::Printed;
use recit::proof::{PdfPlace, read_pdf};
use serde_json::Value;

use crate::small::{self, recit};
use crate::support::{Workplace, plain_spaces, repository, told};

/// What is planted, each in the place it must not leave.
const RAW: &str = "My neighbour at number twelve left his dogs in the car all afternoon";
const NOTES: &str = "Say first that the mayor was wrong about the ferry in June";
const HELD: &str = "They closed the gate in my face and laughed about my crutches";
const STORY: &str = "The night guard slept in the ticket office for most of the season";
const PERMISSION: &str = "paper signed by the Martin family on 3 May, kept in the blue binder";

/// A project with all of it, and a slide of its own that draws a text.
fn planted(slide: &str) -> Workplace {
    let place = small::project(&["one"]);
    place
        .write("one/deck.yaml", DECK.replace("NOTES", NOTES).replace("PERMISSION", PERMISSION))
        .write("one/slides/own.typ", slide)
        .write("one/voices.yaml", VOICES.replace("HELD", HELD))
        .write("one/stories/guard.yaml", GUARD.replace("SITUATION", STORY))
        .write("one/photos/quay.png", picture())
        .write("one/private/messages.yaml", MESSAGES.replace("RAW", RAW));
    place
}

const DECK: &str = "title: What the station taught us
period: 2026-Q3
meeting: { board: board of directors, date: 2026-10-08 }
running-order:
  - cover
  - photo: { file: photos/quay.png, alt: The quay, credit: The team, people: identifiable, permission: 'PERMISSION' }
  - { story: map-one, notes: 'NOTES, then smile.' }
  - { voices: [v-01] }
  - custom: slides/own.typ
";
const VOICES: &str = "voices:
  - id: v-01
    text: 'The map took us straight to the stop, and the coffee-coloured efficient office was shut.'
    speaker: { role: walker, adult: true }
    consent: { basis: informed, on: 2026-09-12 }
  - id: v-02
    text: 'HELD.'
    speaker: { role: walker, adult: true }
    consent: { basis: informed, on: 2026-09-12, audiences: [internal] }
";
const GUARD: &str = "title: The guard
situation: 'SITUATION.'
action: He was told.
change: He wakes.
audience: [internal]
review: { state: reviewed, by: the second reader of the northern team }
";
const MESSAGES: &str = "messages:
  - id: m-31
    author: Jeanne Kerguelen
    text: |
      Hello. RAW,
      and he said the map took us straight to the stop. Call me on 06 12 34 56 78.
";

const PLAIN: &str = "= The car park has no shade\n\nDogs wait there in August.\n";

/// What a document is, read back, with what was said of it.
fn printed(place: &Workplace, output: Output) -> (Option<Printed>, Report, String) {
    let opened = place.open();
    let papers: Vec<Output> =
        [output].into_iter().filter(|output| *output != Output::Slides).collect();
    let decks = ["one".to_string()];
    let built = opened.plan(BuildOptions::default()).each_deck(&decks, &papers, &|_, mut built| {
        let printed = opened.print_and_prove(&mut built, output)?;
        Ok((printed, built.report))
    });
    let (built, _) = built.unwrap_or_else(|error| panic!("{error}"));
    let (printed, mut report) = built.into_iter().next().flatten().expect("a deck");
    report.retain(|finding| {
        ["leaked-text", "leaked-metadata", "unread-drawing", "missing-quote"]
            .contains(&finding.rule.name)
    });
    report.sort();
    let said = told(&report, &opened.sources, Language::En);
    (printed, report, plain_spaces(&said))
}

/// The messages of what was found in the slides.
fn found(place: &Workplace) -> Vec<String> {
    let (_, _, said) = printed(place, Output::Slides);
    let lines = said.lines().filter_map(|line| line.split_once("]: "));
    lines.map(|(_, message)| message.to_string()).collect()
}

#[test]
fn nothing_is_found_in_what_is_built_normally() {
    let place = planted(PLAIN);
    for output in [Output::Slides, Output::Handout, Output::Script, Output::Note] {
        let (printed, _, said) = printed(&place, output);
        assert_eq!(said, "", "{output:?}");
        let proof = printed.expect("a PDF").proof;
        assert_eq!(proof.faults, 0);
        assert_eq!(proof.excluded.private, 1);
        assert_eq!(proof.excluded.notes, usize::from(output != Output::Script));
        assert!(proof.excluded.held_back >= 2, "{proof:?}");
        assert_eq!(proof.quotes, usize::from(output != Output::Note));
    }
}

#[test]
fn a_text_that_a_slide_of_one_s_own_repeats_is_told_by_its_file_and_line_and_never_said() {
    let cases = [
        (RAW, "`one/private/messages.yaml`, line 5, which is private"),
        (NOTES, "`one/deck.yaml`, line 7, which is for the speaker only"),
        (HELD, "`one/voices.yaml`, line 7, which is held back from this audience"),
        (STORY, "`one/stories/guard.yaml`, line 2, which is held back from this audience"),
        (PERMISSION, "`one/deck.yaml`, line 6, which is never shown"),
        ("Jeanne Kerguelen", "`one/private/messages.yaml`, line 3, which is private"),
        ("+33 6 12 34 56 78", "`one/private/messages.yaml`, line 6, which is private"),
    ];
    let lays: [fn(&str) -> String; 3] =
        [str::to_string, str::to_uppercase, |text| text.replace(' ', " \\\n")];
    for ((text, wanted), lay) in cases.into_iter().zip(lays.into_iter().cycle()) {
        let place = planted(&format!("{PLAIN}\n#block(width: 9em)[{}]\n", lay(text)));
        let (_, report, said) = printed(&place, Output::Slides);
        let wanted = format!("the text of page 5 repeats words from {wanted}");
        assert!(said.contains(&wanted), "{said}");
        assert_eq!(report.len(), 1, "{said}");
        assert!(!said.contains(text), "{said}");
    }
}

#[test]
fn a_text_is_found_wherever_the_pdf_says_it() {
    let drawn = "#image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>\"), alt: \"TEXT\")";
    let target = RAW.to_lowercase().replace(' ', "-");
    let cases = [
        (format!("{PLAIN}\n{}", drawn.replace("TEXT", HELD)), "an alternative text of page 5"),
        (format!("{PLAIN}\n#place(hide[== {HELD}])\n"), "a bookmark"),
        (format!("{PLAIN}\n#link(\"https://example.org/{target}\")[there]\n"), "a link or a note"),
        (
            format!(
                "{PLAIN}\n#link(\"https://example.org/?q={}\")[there]\n",
                HELD.replace(' ', "%20")
            ),
            "a link or a note",
        ),
    ];
    for (slide, wanted) in cases {
        let found = found(&planted(&slide));
        assert!(found.iter().any(|message| message.starts_with(wanted)), "{found:?}");
    }
}

/// An image that draws such SVG.
fn svg(drawing: &str) -> String {
    let whole =
        format!("<svg xmlns='http://www.w3.org/2000/svg' width='900' height='60'>{drawing}</svg>");
    format!("{PLAIN}\n#image(bytes(\"{whole}\"), alt: \"A drawing\")\n")
}

#[test]
fn words_are_found_whatever_they_are_drawn_with() {
    let text = format!("<text y='40' font-size='16'>{RAW}</text>");
    let groups =
        |deep: usize| svg(&("<g opacity='0.9'>".repeat(deep) + &text + &"</g>".repeat(deep)));
    let tiles = format!("tiling(size: (30cm, 2cm))[{RAW}]");
    let fill = "width='900' height='60' fill='url(#p)'";
    let slides = [
        format!("{PLAIN}\n#rect(width: 100%, height: 3cm, fill: {tiles})\n"),
        format!("{PLAIN}\n#rect(width: 90%, height: 3cm, stroke: 30pt + {tiles})\n"),
        format!("{PLAIN}\n#text(size: 40pt, fill: {tiles})[Quay]\n"),
        format!(
            "{PLAIN}\n#rect(width: 9cm, height: 3cm, fill: tiling(size: (9cm, 2cm), rect(width: 9cm, height: 2cm, fill: {tiles})))\n"
        ),
        svg(&format!(
            "<pattern id='p' width='900' height='60' patternUnits='userSpaceOnUse'>{text}</pattern><rect {fill}/>"
        )),
        svg(&format!("<mask id='m'>{text}</mask><rect width='900' height='60' mask='url(#m)'/>")),
        groups(1),
        groups(16),
        groups(40),
    ];
    for slide in slides {
        let found = found(&planted(&slide));
        let wanted = "the text of page 5 repeats words from `one/private/messages.yaml`, line 5";
        assert!(found.iter().any(|message| message.starts_with(wanted)), "{slide}\n{found:?}");
    }
}

#[test]
fn words_are_found_when_pages_part_them() {
    let words: Vec<&str> = RAW.split(' ').collect();
    // Half of them on each page, and three on each.
    for parts in [words.len().div_ceil(2), 3] {
        let pages: Vec<String> = words.chunks(parts).map(|part| part.join(" ")).collect();
        let pages = pages.join("\n#pagebreak()\n");
        let found = found(&planted(&format!("{PLAIN}\n{pages}\n")));
        let is_told =
            |message: &String| message.starts_with("the text of page 5 repeats words from");
        assert!(found.iter().any(is_told), "{parts}: {found:?}");
    }
}

#[test]
fn words_are_found_however_their_letters_are_dressed_up() {
    let replaced = |pairs: &[(&str, &str)]| {
        let replace = |text: String, (from, to): &(&str, &str)| text.replace(from, to);
        pairs.iter().fold(HELD.to_string(), replace)
    };
    let digits = [("o", "0"), ("e", "3"), ("a", "4"), ("i", "1"), ("t", "7"), ("s", "5")];
    let marked: String = HELD
        .chars()
        .flat_map(|sign| match sign {
            'a' | 'e' | 'o' | 'u' => vec![sign, '\u{323}'],
            sign => vec![sign],
        })
        .collect();
    let cases = [replaced(&digits), replaced(&[("a", "\\@"), ("s", "\\$")]), marked];
    for text in cases {
        let found = found(&planted(&format!("{PLAIN}\n{text}\n")));
        assert!(
            found.iter().any(|message| message.starts_with("the text of page 5")),
            "{text}\n{found:?}"
        );
    }
}

#[test]
fn people_are_found_by_other_ways_of_writing_their_name_and_address() {
    let plant = |slide: &str| {
        let place = planted(&format!("{PLAIN}\n{slide}\n"));
        place.edit(
            "one/private/messages.yaml",
            "06 12 34 56 78",
            "06 12 34 56 78 or jane.penny@example.org",
        );
        place
    };
    for slide in [
        "Kerguelen, Jeanne",
        "KERGUELEN --- Jeanne",
        "jane.penny (at) example.org",
        "jane.penny \\[at\\] example \\[dot\\] org",
        "jane point penny arobase example point org",
        "jane.penny chez example.org",
        "#link(\"https://example.org/?q=jane.penny%252540example.org\")[there]",
    ] {
        let found = found(&plant(slide));
        assert_eq!(found.len(), 1, "{slide}\n{found:?}");
    }
    for slide in ["Jeanne, from Kerguelen", "Jane, penny, example", "Call 612 or 345 or 678"] {
        assert_eq!(found(&plant(slide)), Vec::<String>::new(), "{slide}");
    }
}

#[test]
fn a_template_of_one_s_own_cannot_put_it_into_the_metadata() {
    let place = planted(PLAIN);
    let front =
        std::fs::read_to_string(repository().join("templates/deck.typ.j2")).expect("a template");
    let front = front.replace("#show:", &format!("#set document(keywords: (\"{HELD}\",))\n#show:"));
    place.write("templates/deck.typ.j2", front);
    place.edit("recit.yaml", "language: en", "language: en\ntemplates: templates");
    assert_eq!(
        found(&place),
        ["the metadata of the PDF repeats words from `one/voices.yaml`, line 7, which is held back from this audience";
            1]
    );
}

#[test]
fn a_paper_that_repeats_the_notes_is_told_but_for_the_script() {
    let place = planted(PLAIN);
    let templates = repository().join("templates/papers");
    for name in ["handout", "note", "script"] {
        let paper =
            std::fs::read_to_string(templates.join(format!("{name}.typ.j2"))).expect("a template");
        place.write(
            &format!("templates/papers/{name}.typ.j2"),
            format!("{paper}\n{NOTES}, then smile.\n"),
        );
    }
    place.edit("recit.yaml", "language: en", "language: en\ntemplates: templates");
    for (output, faults) in [(Output::Handout, 1), (Output::Note, 1), (Output::Script, 0)] {
        let (_, report, said) = printed(&place, output);
        assert_eq!(report.len(), faults, "{output:?}\n{said}");
    }
}

#[test]
fn notes_may_repeat_the_title_of_a_slide_and_a_voice_may_be_part_of_a_message() {
    let title = "The car park by the station has no shade at all";
    let place = planted(&format!("= {title}\n\nDogs wait there.\n"));
    place.edit("one/deck.yaml", NOTES, &format!("Read out: {title}"));
    assert_eq!(found(&place), Vec::<String>::new());
}

/// A picture without anything besides its pixels.
fn picture() -> Vec<u8> {
    let path = "tests/suite/rules/en/2026-Q3/photos/quay.png";
    std::fs::read(repository().join(path)).expect("a picture")
}

/// A JPEG of telephones: a place and an author.
fn telephone() -> Vec<u8> {
    let path = "tests/suite/rules/en/2026-Q3/photos/phone.jpg";
    std::fs::read(repository().join(path)).expect("a picture")
}

/// A JPEG with nothing but what is seen.
fn bare(photo: &[u8]) -> Vec<u8> {
    let bare = recit::photos::strip_hidden_data(photo).expect("no fault");
    bare.expect("a picture")
}

#[test]
fn what_a_picture_carries_is_gone_from_its_file_and_told_when_a_slide_makes_it_from_other_bytes() {
    let place = planted(&format!("{PLAIN}\n#image(\"quay.jpg\", alt: \"The quay\")\n"));
    place.write("one/slides/quay.jpg", telephone());
    assert_eq!(found(&place), Vec::<String>::new());
    let place = planted(&format!(
        "{PLAIN}\n#let album = read(\"album.bin\", encoding: none)\n\
         #image(album.slice(5), format: \"jpg\", alt: \"The quay\")\n"
    ));
    place.write("one/slides/album.bin", [b"ALBUM", &telephone()[..]].concat());
    assert_eq!(
        found(&place),
        [
            "a picture on page 5 still contains the place where it was taken",
            "a picture on page 5 still contains the name of a person",
        ]
    );
    let behind = [b"ALBUM", &bare(&telephone())[..], b"a second picture"].concat();
    place.write("one/slides/album.bin", behind);
    assert_eq!(found(&place), ["a picture on page 5 still contains hidden data"]);
    let place = planted(PLAIN);
    place.write("one/photos/quay.jpg", telephone());
    let photo =
        "\nphoto: { file: photos/quay.jpg, alt: The quay, credit: The team, people: none }\n";
    let story =
        std::fs::read_to_string(place.path().join("one/stories/map.yaml")).expect("a story");
    place.write("one/stories/map.yaml", story + photo);
    let (printed, _, said) = printed(&place, Output::Slides);
    assert_eq!(said, "");
    assert_eq!(printed.expect("a PDF").proof.pictures, 2);
}

#[test]
fn a_quote_that_its_page_cuts_or_changes_is_told_at_the_quote() {
    let template = std::fs::read_to_string(repository().join("templates/slides/voices.typ.j2"))
        .expect("a template");
    let cases = [
        (template.as_str(), "#statement-slide(id: {{ slide.id }}, title: {{ slide.title }})\n"),
        (
            "voices: {{ slide.voices }}",
            "voices: {{ slide.voices }}.map(v => v + (text: \"The map took us to the stop.\"))",
        ),
    ];
    for (from, to) in cases {
        let place = planted(PLAIN);
        place.write("templates/slides/voices.typ.j2", template.replace(from, to));
        place.edit("recit.yaml", "language: en", "language: en\ntemplates: templates");
        let (_, report, said) = printed(&place, Output::Slides);
        assert_eq!(report.len(), 1, "{said}");
        assert!(said.contains("voices.yaml:3"), "{said}");
    }
}

#[test]
fn a_voice_whose_consent_has_ended_is_held_back_from_every_audience_and_others_from_some() {
    let place = planted(&format!("{PLAIN}\n{HELD}\n"));
    let build =
        |audience| recit(place.path(), &["build", "--audience", audience, "-o", "out/one.pdf"]).err;
    assert!(build("board").contains("leaked-text"));
    assert!(!build("internal").contains("leaked-text"));
    place.edit("one/voices.yaml", "audiences: [internal]", "until: 2026-10-07");
    assert!(build("internal").contains("leaked-text"));
    place.edit("one/voices.yaml", "until: 2026-10-07", "until: 2026-10-08");
    assert!(!build("board").contains("leaked-text"));
}

#[test]
fn notes_may_repeat_what_the_program_itself_says() {
    let place = planted(PLAIN);
    let voices = std::fs::read_to_string(place.path().join("one/voices.yaml")).expect("voices");
    place.write(
        "one/voices.yaml",
        format!("selection: {{ read: 143, kept: 2, critical: 0 }}\n{voices}"),
    );
    place.edit(
        "one/deck.yaml",
        NOTES,
        "Say it slowly, 2 voices kept out of 143 messages read, and wait",
    );
    let (printed, _, said) = printed(&place, Output::Slides);
    assert_eq!(said, "");
    let pages = read_pdf(&printed.expect("a PDF").bytes).expect("a PDF").pages;
    let text: String = pages.into_iter().map(|page| plain_spaces(&page.text)).collect();
    assert!(text.contains("2 voices kept out of 143 messages read"), "{text}");
}

#[test]
fn pictures_of_pages_that_leak_are_not_written_either() {
    let place = planted(&format!("{PLAIN}\n{RAW}\n"));
    let run = recit(place.path(), &["build", "--emit", "png"]);
    assert_eq!(run.status, Some(1));
    assert!(run.err.contains("leaked-text"), "{}", run.err);
    assert!(!place.path().join("out").exists());
}

#[test]
fn a_pdf_that_leaks_is_not_written_and_the_one_before_stays() {
    let place = planted(PLAIN);
    let build = || recit(place.path(), &["build"]);
    assert_eq!(build().status, Some(0));
    let before = std::fs::read(place.path().join("out/one.pdf")).expect("a PDF");
    place.write("one/slides/own.typ", format!("{PLAIN}\n{RAW}\n"));
    let run = build();
    assert_eq!(run.status, Some(1), "{}", run.err);
    assert!(run.err.contains("leaked-text") && !run.err.contains(RAW), "{}", run.err);
    assert_eq!(std::fs::read(place.path().join("out/one.pdf")).expect("a PDF"), before);
    let checked = recit(place.path(), &["check"]);
    assert!(checked.out.contains("leaked-text"), "{}", checked.out);
}

#[test]
fn what_may_be_read_after_all_is_said_with_a_reason_and_written() {
    let place = planted(&format!("{PLAIN}\n{RAW}\n"));
    place.edit(
        "one/deck.yaml",
        "custom: slides/own.typ",
        "custom: slides/own.typ\n    allow: [{ rule: leaked-text, because: the neighbour printed it in the parish newsletter himself }]",
    );
    for command in ["build", "check"] {
        let run = recit(place.path(), &[command]);
        assert_eq!(run.status, Some(0), "{}{}", run.out, run.err);
    }
    assert!(place.path().join("out/one.pdf").exists());
}

#[test]
fn the_manifest_keeps_the_proof_of_each_pdf() {
    let place = planted(PLAIN);
    let run = recit(place.path(), &["build", "--for", "all"]);
    assert_eq!(run.status, Some(0), "{}", run.err);
    let manifest = std::fs::read_to_string(place.path().join("out/one.json")).expect("a manifest");
    let manifest: Value = serde_json::from_str(&manifest).expect("JSON");
    let files = manifest["files"].as_array().expect("files");
    assert_eq!(files.len(), 4);
    for file in files {
        let proof = &file["proof"];
        assert_eq!(proof["pages"], file["pages"]);
        assert_eq!(proof["faults"], 0);
        assert_eq!(proof["excluded"]["private"], 1);
    }
}

#[test]
fn every_page_of_the_samples_is_read_back_as_it_was_laid_out() {
    for (sample, deck) in [("presquile", "2026-T3"), ("harbour", "2026-Q3")] {
        let place = Workplace::sample(sample);
        let opened = place.open();
        let decks = [deck.to_string()];
        let built = opened.plan(BuildOptions::default()).each_deck(&decks, &[], &|_, mut built| {
            Ok((opened.print_and_prove(&mut built, Output::Slides)?, built))
        });
        let (built, _) = built.unwrap_or_else(|error| panic!("{error}"));
        let (printed, built) = built.into_iter().next().flatten().expect("a deck");
        let printed = printed.expect("a PDF");
        let pages = built.pages().expect("pages");
        let reading = read_pdf(&printed.bytes).expect("a PDF");
        let letters = |text: &str| -> Vec<char> {
            let mut letters: Vec<char> =
                text.chars().filter(|sign| sign.is_alphanumeric()).collect();
            letters.sort_unstable();
            letters
        };
        for (at, page) in reading.pages.iter().enumerate() {
            let drawn = format!("{}{}", page.text, page.beside);
            assert_eq!(letters(&drawn), letters(&pages.page_text(at + 1)), "{sample} {}", at + 1);
        }
        let bookmarks = reading.said.iter().filter(|said| said.place == PdfPlace::Bookmark);
        assert!(bookmarks.count() >= pages.slide_starts().expect("slides").len());
        assert_eq!(printed.proof.faults, 0);
    }
}

#[test]
fn a_comment_of_a_narrative_that_a_slide_of_the_project_says_is_told() {
    let place = planted(PLAIN);
    let comment = "She asked us twice never to let the town hall know who she is";
    place.write("one/voices.yaml", place.read("one/voices.yaml") + "# " + comment + "\n");
    let (_, _, said) = printed(&place, Output::Slides);
    assert_eq!(said, "");
    let slide = format!("{PLAIN}\n#read(\"../voices.yaml\").split(\"#\").last()\n");
    place.write("one/slides/own.typ", slide);
    let (_, _, said) = printed(&place, Output::Slides);
    assert!(said.contains("one/voices.yaml") && !said.contains("town hall"), "{said}");
}

/// One deck with many random texts where they must stay, built once a case.
#[test]
fn no_text_kept_in_private_in_notes_or_in_a_held_back_voice_is_in_the_pdf_of_another_audience() {
    let sentence =
        proptest::collection::vec("[a-z]{9,12}", 6..12).prop_map(|words| words.join(" "));
    let sentences = proptest::collection::vec(sentence, 24);
    let mut runner = TestRunner::new_with_rng(
        Config { cases: 3, ..Config::default() },
        proptest::test_runner::TestRng::deterministic_rng(
            proptest::test_runner::RngAlgorithm::ChaCha,
        ),
    );
    let outcome = runner.run(&sentences, |sentences| {
        let place = planted(PLAIN);
        let (raw, rest) = sentences.split_at(8);
        let (notes, voices) = rest.split_at(8);
        place.write("one/private/more.csv", format!("author;text\n{}", raw.iter().map(|text| format!("Anne Roux;\"{text}\"\n")).collect::<String>()));
        place.edit("one/deck.yaml", NOTES, &notes.join(". "));
        let held: String = voices.iter().enumerate().map(|(at, text)| format!("  - {{ id: h-{at}, text: '{text}', speaker: {{ role: walker, adult: true }}, consent: {{ basis: informed, audiences: [internal] }} }}\n")).collect();
        let shown = std::fs::read_to_string(place.path().join("one/voices.yaml")).expect("voices");
        place.write("one/voices.yaml", shown + &held);
        let (printed, _, said) = printed(&place, Output::Slides);
        prop_assert_eq!(said, "");
        let printed = printed.expect("a PDF");
        let reading = read_pdf(&printed.bytes).expect("a PDF");
        let drawn = reading.pages.iter().map(|page| format!("{} {}", page.text, page.beside));
        let all: String = drawn.chain(reading.said.iter().map(|said| said.text.clone())).collect();
        for word in sentences.iter().flat_map(|sentence| sentence.split(' ')) {
            prop_assert!(!all.contains(word));
        }
        // The same texts on a slide are found, line by line of the files they stand in: all notes stand on one.
        place.write("one/slides/own.typ", format!("{PLAIN}\n#set text(size: 6pt)\n{}\n", sentences.join("\n\n")));
        let (printed, ..) = self::printed(&place, Output::Slides);
        prop_assert!(printed.expect("a PDF").proof.faults > raw.len() + voices.len());
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
}

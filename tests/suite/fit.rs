//! Texts that are too long and characters without a font: both are reported at their key, and nothing is lost.

use recit::finding::{Finding, Message, Severity};
use recit::locale::Language;
use recit::locale::catalogue::Catalogue;
use recit::pipeline::{Built, Opened};
use snapbox::{IntoData, assert_data_eq, str};

use crate::small::project;
use crate::support::{Workplace, plain_spaces};

/// A file with one long text, by its words.
struct Case {
    language: &'static str,
    file: &'static str,
    yaml: fn(&str) -> String,
}

const CASES: [Case; 4] = [
    Case {
        language: "en",
        file: "one/stories/map.yaml",
        yaml: |long| {
            format!(
                "id: map-one\ntitle: A map\nsituation: Short.\naction: >-\n  {long}\nchange: Short.\nunknown: Short.\n"
            )
        },
    },
    Case {
        language: "fr",
        file: "one/voices.yaml",
        yaml: |long| {
            format!(
                "voices:\n  - id: v\n    text: {long}\n    language: fr\n    speaker: {{ role: voisine, adult: true }}\n    channel: interview\n    tone: mixed\n    consent: {{ basis: consent }}\n"
            )
        },
    },
    Case {
        language: "fr",
        file: "one/decisions.yaml",
        yaml: |long| {
            format!(
                "decisions:\n  - id: lamp\n    demande: Poser une lampe\n    contexte: \"{long}\"\n    motifs: Trois personnes ont attendu.\n    réponse-attendue: vote\n"
            )
        },
    },
    Case {
        language: "en",
        file: "one/doubts.yaml",
        yaml: |long| {
            format!(
                "doubts:\n  - what: The map is late\n    why: |-\n      {long}\n    next: Translate it.\n"
            )
        },
    },
];

/// So many different words of ordinary lengths.
fn words(count: usize) -> Vec<String> {
    let stems = ["map", "station", "we", "travellers", "rain", "a", "afternoons", "bus"];
    (0..count).map(|at| format!("{}{at}", stems[at % stems.len()])).collect()
}

impl Case {
    fn write(&self, place: &Workplace, words: &[String]) {
        place.write(self.file, (self.yaml)(&words.join(" ")));
    }

    fn place(&self) -> Workplace {
        let place = project(&["one"]);
        place.edit("recit.yaml", "language: en", &format!("language: {}", self.language));
        place.edit("one/deck.yaml", "title:", "running-order: [ORDER]\ntitle:");
        let shown = match self.file {
            "one/stories/map.yaml" => "",
            "one/voices.yaml" => ", { voices: [v] }",
            "one/decisions.yaml" => ", decisions",
            _ => ", doubts",
        };
        place.edit("one/deck.yaml", "ORDER", &format!("cover, {{ story: map-one }}{shown}"));
        place
    }
}

/// The project as it is read, its only deck, and what is said of texts that are too long.
fn overflows(place: &Workplace) -> (Opened, Built, Vec<Finding>) {
    let (opened, mut built) = place.build();
    let mut built = built.remove(0).expect("a deck");
    assert!(opened.pdf_of_slides(&mut built).expect("no fault of ours").is_some());
    let found = told(&built, "overflowing-text");
    (opened, built, found)
}

/// What a rule found.
fn told(built: &Built, rule: &str) -> Vec<Finding> {
    let found = built.report.findings().iter();
    found.filter(|finding| finding.rule.name == rule).cloned().collect()
}

/// A story with four texts of so many words, beside two voices.
fn told_at_length(place: &Workplace, beat: usize) -> (Built, Vec<Finding>) {
    let beat = words(beat).join(" ");
    let keys = ["situation", "action", "change", "unknown"];
    let beats: String = keys.map(|key| format!("{key}: {beat}\n")).concat();
    let story = format!("title: A map\nplace: Port\n{beats}voices: [v, w]\n");
    place.write("one/stories/map.yaml", story);
    place.edit("one/stories/map.yaml", "title", "id: map-one\ntitle");
    let voice = |id: &str| (CASES[1].yaml)("A voice").replace("id: v", &format!("id: {id}"));
    place.write("one/voices.yaml", voice("v"));
    place.write("one/voices/more.yaml", voice("w"));
    let (_, built, found) = overflows(place);
    (built, found)
}

#[test]
fn a_story_too_long_for_one_slide_becomes_two_at_a_beat() {
    let place = CASES[0].place();
    let (built, found) = told_at_length(&place, 40);
    assert!(found.is_empty(), "each half holds");
    let said = told(&built, "two-slide-story");
    assert_eq!(said.len(), 1);
    let pages = built.pages().expect("pages");
    let (first, second) = (plain_spaces(&pages.page_text(2)), plain_spaces(&pages.page_text(3)));
    assert_eq!(pages.count(), 3);
    assert!(second.contains("A map\n"), "{second}");
    assert!(second.contains("Port (continued)"), "{second}");
    let beat = plain_spaces(&words(40).join(" "));
    let unbroken =
        |text: &str| text.replace(['\n', ' '], "").matches(&beat.replace(' ', "")).count();
    assert_eq!((unbroken(&first), unbroken(&second)), (2, 2), "{first}\n{second}");
    let headings = pages.headings();
    assert_eq!(headings.iter().filter(|(_, title, _)| title == "A map").count(), 1);
    let cut = number(&said[0].message);
    let (shorter, _) = told_at_length(&place, 40 - cut.div_ceil(4));
    assert!(told(&shorter, "two-slide-story").is_empty(), "{cut} were cut");
    assert_eq!(shorter.pages().expect("pages").count(), 2);
}

#[test]
fn a_story_too_long_for_two_slides_goes_on_and_is_told() {
    let (built, found) = told_at_length(&CASES[0].place(), 200);
    assert_eq!(found.len(), 1);
    assert!(told(&built, "two-slide-story").is_empty());
}

/// The first number of a message, as it is said.
fn number(message: &Message) -> usize {
    let said = message.format_with(Catalogue::for_language(Language::En));
    let mut numbers = said.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty());
    numbers.next().and_then(|digits| digits.parse().ok()).unwrap_or_else(|| panic!("{said}"))
}

fn all_pages(built: &Built) -> String {
    let pages = built.pages().expect("pages");
    plain_spaces(&(1..=pages.count()).map(|page| pages.page_text(page) + "\n").collect::<String>())
}

#[test]
fn a_text_that_is_too_long_is_told_at_its_field_and_cutting_as_said_makes_it_fit() {
    for case in CASES {
        let place = case.place();
        for count in [150, 230, 420] {
            let mut long = words(count);
            case.write(&place, &long);
            let (opened, built, found) = overflows(&place);
            let pages = built.pages().expect("pages").count();
            if found.is_empty() {
                let halves = told(&built, "two-slide-story").len();
                assert!(
                    count < 420 && pages == built.deck.slides.len() + halves,
                    "{} {count}",
                    case.file
                );
                continue;
            }
            assert_eq!(found.len(), 1, "{} {count}", case.file);
            assert!(pages > built.deck.slides.len(), "{} {count}", case.file);
            let source = opened.sources.get(found[0].span.source);
            assert_eq!(source.path, case.file);
            let field = &source.text[found[0].span.range()];
            assert!(field.contains(&long[0]) && field.contains(&long[count - 1]), "{field}");
            let cut = number(&found[0].message);
            assert!(cut < count, "{} {count}: {cut}", case.file);
            long.truncate(count - cut);
            case.write(&place, &long);
            let (_, built, found) = overflows(&place);
            let left = found.first().map(|finding| number(&finding.message));
            assert_eq!(left, None, "{} {count}: {cut} were cut", case.file);
            assert_eq!(built.pages().expect("pages").count(), built.deck.slides.len());
        }
    }
}

#[test]
fn a_slide_that_goes_on_says_so_and_loses_no_word() {
    for case in CASES {
        let place = case.place();
        let long = words(420);
        case.write(&place, &long);
        let (_, built, _) = overflows(&place);
        let text = all_pages(&built);
        let mark = if case.language == "fr" { "(suite)" } else { "(continued)" };
        assert!(text.contains(mark), "{}: {text}", case.file);
        let shown: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
        for word in &long {
            assert!(shown.contains(&word.as_str()), "{}: {word} is lost", case.file);
        }
    }
}

/// The file of the text to shorten in a story with four texts of so many words beside a voice of so many.
fn to_shorten(beat: usize, voice: usize) -> String {
    let place = project(&["one"]);
    let beat = words(beat).join(" ");
    let keys = ["situation", "action", "change", "unknown"];
    let beats: String = keys.map(|key| format!("{key}: {beat}\n")).concat();
    place.write("one/stories/map.yaml", format!("title: A map\n{beats}voices: [v]\n"));
    place.write("one/voices.yaml", (CASES[1].yaml)(&words(voice).join(" ")));
    let (opened, built, mut found) = overflows(&place);
    found.extend(told(&built, "two-slide-story"));
    assert_eq!(found.len(), 1);
    opened.sources.get(found[0].span.source).path.clone()
}

#[test]
fn the_text_to_shorten_is_in_the_column_that_is_too_high() {
    // A side column is narrow: a voice of thirty words is as high as a text of sixty.
    for (beat, voice) in [(40, 10), (40, 30), (60, 10), (60, 40)] {
        assert_eq!(to_shorten(beat, voice), "one/stories/map.yaml", "{beat} {voice}");
    }
    for (beat, voice) in [(60, 50), (5, 90), (15, 120)] {
        assert_eq!(to_shorten(beat, voice), "one/voices.yaml", "{beat} {voice}");
    }
}

#[test]
fn an_overflow_is_told_in_words() {
    let place = CASES[0].place();
    CASES[0].write(&place, &words(420));
    let hints = |language| {
        let (_, _, found) = overflows(&place);
        let catalogue = Catalogue::for_language(language);
        let hints = found[0].hints.iter().map(|hint| hint.format_with(catalogue));
        let said = found[0].message.format_with(catalogue);
        (said, hints.collect::<Vec<_>>().join("\n"))
    };
    let (said, hint) = hints(Language::En);
    assert!(said.starts_with("this text has about ") && said.ends_with(" fit"), "{said}");
    assert_eq!(hint, "what can be said aloud? move it to the notes");
    let (said, _) = hints(Language::Fr);
    assert!(said.starts_with("ce texte compte environ ") && said.ends_with(" tiennent"), "{said}");
}

#[test]
fn emoji_in_a_quote_print() {
    let place = CASES[1].place();
    place.write("one/voices.yaml", (CASES[1].yaml)("\"Merci 😀 👩‍👩‍👧 🇫🇷 ❤️ !\""));
    assert_eq!(place.faults(Language::En), "");
    let (_, built, _) = overflows(&place);
    let text = all_pages(&built);
    for sign in ["😀", "👩\u{200d}👩\u{200d}👧", "🇫🇷", "❤"] {
        assert!(text.contains(sign), "{sign}: {text}");
    }
}

#[test]
fn a_character_that_no_font_has_is_told_at_its_place_and_its_number_prints() {
    let place = CASES[1].place();
    place.write("one/voices.yaml", (CASES[1].yaml)("\"Dix ௵ de plus, et ก, et ௵.\""));
    assert_data_eq!(
        place.faults(Language::En),
        str![[r#"
error[missing-glyph]: no font has these characters: ௵ ก; their codes are printed instead
  ╭▸ one/voices.yaml:3:16
  │
3 │     text: "Dix ௵ de plus, et ก, et ௵."
  │                ━
  │
  ├ help: add a font that has them to templates/fonts/ (free at fonts.google.com/noto): NotoSansTamil-Regular.ttf, NotoSansThai-Regular.ttf
  ╰ help: or, if this is a quote, add its `translation`, which will be shown alone


"#]]
        .raw()
    );
    let (_, built, _) = overflows(&place);
    let text = all_pages(&built);
    assert!(
        text.replace('\n', " ").contains("Dix [U+0BF5] de plus, et [U+0E01], et [U+0BF5]."),
        "{text}"
    );
}

#[test]
fn what_no_slide_shows_is_measured_too() {
    let place = project(&["one"]);
    let long = "people asked where to park ".repeat(80);
    place.write(
        "one/stories/map.yaml",
        format!("title: A map\nsituation: {long}\naction: We drew one.\nchange: They find it.\n"),
    );
    let deck = std::fs::read_to_string(place.path().join("one/deck.yaml")).expect("a deck");
    place.write("one/deck.yaml", deck + "running-order: [cover]\n");
    let run = crate::small::recit(place.path(), &["check"]);
    assert_eq!(run.status, Some(1), "{}", run.out);
    assert!(run.out.contains("error[overflowing-text]"), "{}", run.out);
    assert!(run.out.contains("one/stories/map.yaml:2:12"), "{}", run.out);
}

#[test]
fn beyond_two_hundred_slides_check_says_that_it_did_not_lay_them_out() {
    let place = project(&["one"]);
    let story = |title: &str, situation: &str| {
        format!(
            "title: {title}\nsituation: {situation}\naction: We drew one.\nchange: They find it.\n"
        )
    };
    for number in 0..200 {
        let path = format!("one/stories/map-{number}.yaml");
        place.write(&path, story("A map", "People asked where to park."));
    }
    let long = "people asked where to park ".repeat(80);
    place.write("one/stories/long.yaml", story("A long map", &long));
    let run = crate::small::recit(place.path(), &["check"]);
    assert!(!run.out.contains("overflowing-text"), "{}", run.out);
    assert!(run.out.contains("does not lay out pages"), "{}", run.out);
}

#[test]
fn the_size_of_a_slide_is_the_largest_of_all_at_which_it_holds() {
    let place = project(&["one"]);
    place.edit("one/deck.yaml", "title:", "running-order: [cover, { custom: sizes.typ }]\ntitle:");
    place.write("one/sizes.typ", include_str!("fit/every-size.typ"));
    let findings = place.findings(Language::En);
    assert!(!findings.contains("sizes.typ"), "{findings}");
}

#[test]
fn a_voice_without_room_beside_its_story_is_told_until_the_running_order_shows_it() {
    let place = CASES[0].place();
    let ids = ["v", "w", "x"];
    let voice = |id: &str| {
        format!(
            "  - {{ id: {id}, text: \"A map.\", speaker: {{ role: neighbour, adult: yes }}, channel: interview, \
             date: 2026-08-16, tone: mixed, consent: {{ basis: consent }} }}\n"
        )
    };
    place.write("one/voices.yaml", format!("voices:\n{}", ids.map(voice).concat()));
    place.edit("one/stories/map.yaml", "unknown:", "voices: [v, w, x]\nunknown:");
    let said = |place: &Workplace| {
        let (opened, built) = place.build();
        let built = built.into_iter().next().flatten().expect("a deck");
        let kinds: Vec<_> = built.deck.slides.iter().map(|slide| slide.kind).collect();
        let found = opened.report.findings().iter();
        let found = found.filter(|finding| finding.rule.name == "not-shown");
        let found = found.map(|it| (it.severity, it.message.key, it.hints[0].key));
        (kinds, found.collect::<Vec<_>>())
    };
    let lacking = (Severity::Warning, "voice-without-room", "hint-voice-without-room");
    assert_eq!(said(&place), (vec!["cover", "story"], vec![lacking]));
    place.edit("one/deck.yaml", "{ story: map-one }", "{ story: map-one }, { voices: [x] }");
    assert_eq!(said(&place), (vec!["cover", "story", "voices"], Vec::new()));
}

//! Quotes in letters that the program's fonts do not have, signs that cannot be printed, and code on slides.

use proptest::prelude::*;
use recit::deck::Output;
use recit::locale::Language;
use snapbox::{IntoData, assert_data_eq, str};
use unicode_normalization::UnicodeNormalization;

use crate::font::font;
use crate::small::project;
use crate::support::Workplace;

/// A project whose only voice says some words in a language, with what else is written of it.
fn with_voice(language: &str, words: &str, more: &str) -> Workplace {
    let place = project(&["one"]);
    let voice = format!(
        "voices:\n  - id: v\n    text: \"{words}\"\n    language: {language}\n    speaker: {{ role: visitor, adult: true }}\n    channel: interview\n    tone: mixed\n    consent: {{ basis: consent }}\n{more}"
    );
    place.write("one/voices.yaml", voice);
    let order = "running-order: [cover, { story: map-one }, { voices: [v] }]\ntitle:";
    place.edit("one/deck.yaml", "title:", order);
    place
}

const TRANSLATION: &str = "    translation: { text: The map was good., by: human }\n";

/// The text of the voice's page, and how many quotes its PDF was found to say.
fn page_and_quotes(place: &Workplace) -> (String, usize) {
    let (opened, mut built) = place.build();
    let mut built = built.remove(0).expect("a deck");
    let printed = opened.print_and_prove(&mut built, Output::Slides).expect("no fault of ours");
    let quotes = printed.expect("a PDF").proof.quotes;
    let missing =
        built.report.findings().iter().filter(|finding| finding.rule.name == "missing-quote");
    assert_eq!(missing.count(), 0);
    (built.pages().expect("pages").page_text(3), quotes)
}

#[test]
fn a_translation_stands_alone_where_no_font_has_the_letters_of_a_quote() {
    let place = with_voice("ar", "كانت الخريطة جيدة", TRANSLATION);
    assert_data_eq!(
        place.faults(Language::En),
        str![[r#"
warning[missing-glyph]: no font has the letters of this quote (ك ا ن…; writing: Arabic): only its translation is shown
  ╭▸ one/voices.yaml:3:12
  │
3 │     text: "كانت الخريطة جيدة"
  │            ━
  │
  ╰ help: add a font that has them to templates/fonts/ (free at fonts.google.com/noto): NotoSansArabic-Regular.ttf


"#]]
        .raw()
    );
    let (page, quotes) = page_and_quotes(&place);
    assert!(page.contains("“The map was good.”"), "{page}");
    assert!(page.contains("Translated from Arabic"), "{page}");
    assert!(!page.contains("U+"), "{page}");
    assert_eq!(quotes, 1);
}

#[test]
fn without_a_translation_one_error_says_what_to_do() {
    let place = with_voice("ja", "地図は良かった", "");
    let told = place.faults(Language::En);
    assert_eq!(told.matches("[missing-glyph]").count(), 1, "{told}");
    assert!(told.contains("error[missing-glyph]: no font has these letters"), "{told}");
    assert!(told.contains("NotoSansJP-Regular.ttf") && told.contains("`translation`"), "{told}");
    let (page, _) = page_and_quotes(&place);
    assert_eq!(page.matches("U+").count(), 1, "{page}");
}

#[test]
fn each_writing_that_no_font_has_is_named_with_a_font_that_has_it() {
    let cases = [
        ("ja", "バスを待ちました", "writing: Japanese", "NotoSansJP"),
        ("zh", "我们等了很久", "writing: Chinese", "NotoSansSC"),
        ("ko", "버스가 늦었어요", "writing: Korean", "NotoSansKR"),
        ("he", "האוטובוס איחר", "writing: Hebrew", "NotoSansHebrew"),
        ("th", "รถบัสมาสาย", "writing: Thai", "NotoSansThai"),
        ("hi", "बस देर से आई", "writing: Devanagari", "NotoSansDevanagari"),
        ("fa", "اتوبوس دیر آمد", "writing: Arabic", "NotoSansArabic"),
    ];
    for (language, words, writing, font) in cases {
        let place = with_voice(language, words, TRANSLATION);
        let told = place.faults(Language::En);
        assert_eq!(told.matches("[missing-glyph]").count(), 1, "{told}");
        assert!(told.contains("warning[missing-glyph]") && told.contains(writing), "{told}");
        assert!(told.contains(&format!("{font}-Regular.ttf")), "{told}");
        let (page, quotes) = page_and_quotes(&place);
        assert!(page.contains("“The map was good.”") && !page.contains("U+"), "{page}");
        assert_eq!(quotes, 1, "{language}");
    }
}

#[test]
fn letters_with_their_accents_apart_are_judged_and_printed_as_whole_ones() {
    let apart: String = "Zoë Kérével a écouté nos abonnés".nfd().collect();
    let told = |words: &str| with_voice("fr", words, TRANSLATION).findings(Language::En);
    let rules = |told: &str| told.matches("error[").count() + told.matches("warning[").count();
    let whole = told("Zoë Kérével a écouté nos abonnés");
    assert!(whole.contains("identified-person"), "{whole}");
    assert_eq!(rules(&told(&apart)), rules(&whole), "{}", told(&apart));
    assert!(told(&apart).contains("error[identified-person]"), "{}", told(&apart));
    let (page, quotes) = page_and_quotes(&with_voice("fr", &apart, TRANSLATION));
    assert!(page.contains("Zoë Kérével a écouté nos abonnés"), "{page}");
    assert_eq!(quotes, 2);
}

#[test]
fn a_quote_from_the_right_is_shown_with_a_font_of_the_project_and_proved() {
    let place = with_voice("he", "ששש שש ש! ש", TRANSLATION);
    place.write("templates/fonts/shin.ttf", font("Own Shin", 'ש'));
    assert_eq!(place.faults(Language::En), "");
    let (page, quotes) = page_and_quotes(&place);
    assert!(page.contains('ש') && page.contains("Translated from Hebrew"), "{page}");
    assert_eq!(quotes, 2);
}

#[test]
fn signs_that_cannot_be_printed_are_left_out_with_an_info() {
    let place = with_voice("en", "One \u{f0b7} map\u{feff}s\u{2028}and a stop\u{fffc}.", "");
    let told = place.findings(Language::En);
    let info = "info[missing-glyph]: this text contains characters that cannot be printed (U+F0B7, U+FEFF, U+2028, U+FFFC)";
    assert!(told.contains(info), "{told}");
    let (page, quotes) = page_and_quotes(&place);
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(page.contains("“One maps and a stop.”"), "{page}");
    assert_eq!(quotes, 1);
}

#[test]
fn code_and_words_in_a_font_that_is_not_there_are_drawn_on_slides_of_one_s_own() {
    let place = project(&["one"]);
    place.edit(
        "one/deck.yaml",
        "title:",
        "running-order: [cover, { custom: slides/own.typ }, { story: map-one }]\ntitle:",
    );
    let text = "= Own\n\nFirst `short code`, #raw(\"raw\").\n\n```\nlet block = 1\n```\n\n#text(font: \"Elsewhere\")[Other words]\n";
    place.write("one/slides/own.typ", text);
    let told = place.faults(Language::En);
    assert!(told.contains("unknown font family: elsewhere"), "{told}");
    let (_, built) = place.build();
    let page = built[0].as_ref().and_then(|built| built.pages()).expect("pages").page_text(2);
    for words in ["short code", "raw", "let block = 1", "Other words"] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[test]
fn what_a_drawing_loses_is_told_on_a_photo_and_on_a_slide_of_one_s_own() {
    let place = project(&["one"]);
    let html = "<foreignObject width='9' height='9'><div xmlns='http://www.w3.org/1999/xhtml'>Gare</div></foreignObject>";
    let drawing = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 90 60'><rect width='9' height='9'/>{html}</svg>"
    );
    place.write("one/plan.svg", &drawing);
    place.write("one/slides/own.typ", "= Own\n\n#image(\"../plan.svg\", alt: \"A plan\")\n");
    place.edit(
        "one/deck.yaml",
        "title:",
        "running-order: [cover, { photo: { file: plan.svg, alt: A plan of two streets, people: none } }, { custom: slides/own.typ }, { story: map-one }]\ntitle:",
    );
    let told = place.faults(Language::En);
    assert_eq!(told.matches("warning[incomplete-drawing]").count(), 2, "{told}");
    assert!(told.contains("`one/plan.svg`: part of this drawing"), "{told}");
    assert!(told.contains("its text in HTML (foreignObject) is missing"), "{told}");
}

/// Twenty-four writings: the code of a language in each, and the letters of its alphabet.
const WRITINGS: [(&str, std::ops::RangeInclusive<char>); 24] = [
    ("de", 'a'..='z'),
    ("cs", 'à'..='ž'),
    ("el", 'α'..='ω'),
    ("uk", 'а'..='я'),
    ("ar", 'ا'..='ي'),
    ("he", 'א'..='ת'),
    ("hy", 'ա'..='ֆ'),
    ("ka", 'ა'..='ჰ'),
    ("hi", 'अ'..='ह'),
    ("bn", 'অ'..='হ'),
    ("pa", 'ਅ'..='ਹ'),
    ("gu", 'અ'..='હ'),
    ("ta", 'அ'..='ஹ'),
    ("te", 'అ'..='హ'),
    ("si", 'අ'..='ෆ'),
    ("th", 'ก'..='ฮ'),
    ("lo", 'ກ'..='ຮ'),
    ("my", 'က'..='အ'),
    ("km", 'ក'..='អ'),
    ("am", 'ሀ'..='ቨ'),
    ("bo", 'ཀ'..='ཨ'),
    ("ja", 'あ'..='ん'),
    ("zh", '一'..='三'),
    ("ko", '가'..='갛'),
];

/// Words of random letters of each of the writings.
fn quotes() -> impl Strategy<Value = Vec<String>> {
    let words = |letters: &std::ops::RangeInclusive<char>| {
        let letters: Vec<char> = letters.clone().filter(|sign| sign.is_alphabetic()).collect();
        let word = prop::collection::vec(prop::sample::select(letters), 1..9);
        let word = word.prop_map(String::from_iter);
        prop::collection::vec(word, 1..6).prop_map(|words| words.join(" "))
    };
    WRITINGS.iter().map(|(_, letters)| words(letters)).collect::<Vec<_>>()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_quote_in_any_writing_is_printed_as_typed_or_told_once(quotes in quotes()) {
        let place = project(&["one"]);
        let voices: String = WRITINGS.iter().zip(&quotes).map(|((language, _), words)| format!(
            "  - {{ id: v-{language}, text: \"{words}\", language: {language}, speaker: {{ role: visitor, adult: true }}, channel: interview, tone: mixed, consent: {{ basis: consent }} }}\n"
        )).collect();
        place.write("one/voices.yaml", format!("voices:\n{voices}"));
        let entries: String = WRITINGS.iter().map(|(language, _)| format!(", {{ voices: [v-{language}] }}")).collect();
        place.edit("one/deck.yaml", "title:", &format!("running-order: [cover, {{ story: map-one }}{entries}]\ntitle:"));
        let (opened, mut built) = place.build();
        let mut built = built.remove(0).expect("a deck");
        opened.print_and_prove(&mut built, Output::Slides).expect("no fault of ours");
        let pages = built.pages().expect("pages");
        let squeezed = |text: &str| -> String { text.chars().filter(|sign| sign.is_alphabetic()).collect() };
        let printed: Vec<String> = (1..=pages.count()).map(|page| squeezed(&pages.page_text(page))).collect();
        for (line, ((language, _), words)) in (2..).zip(WRITINGS.iter().zip(&quotes)) {
            let is_here = |finding: &&recit::finding::Finding| {
                let source = opened.sources.get(finding.span.source);
                let is_page = !matches!(finding.rule.raised, recit::finding::Raised::Content(_));
                is_page && source.path == "one/voices.yaml" && source.place_of_byte(finding.span.start).line == line
            };
            let told: Vec<_> = built.report.findings().iter().filter(is_here).map(|finding| finding.rule.name).collect();
            let words = squeezed(words);
            let is_printed = printed.iter().any(|page| page.contains(&words));
            prop_assert!(told.len() == usize::from(!is_printed), "{language}: {words:?}: {told:?}");
        }
    }
}

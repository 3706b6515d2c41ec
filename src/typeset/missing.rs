//! What of the texts people wrote cannot be drawn: letters that no font has, and signs that stand for nothing.

use unicode_normalization::UnicodeNormalization;

use super::Typesetter;
use crate::deck::{Deck, UndrawnQuotes};
use crate::finding::rules::MISSING_GLYPH;
use crate::finding::{Finding, Message, Report, Severity};
use crate::schema::{Text, locate_part};
use crate::source::{Sources, Span};
use crate::text::{WritingSystem, is_without_width};

/// How many signs of a text are named where many are missing.
const NAMED: usize = 3;

/// Tells the signs of each text that no font can draw, and those that are taken out of it: each of them once a text.
pub fn report_missing_glyphs(
    deck: &Deck,
    typesetter: &Typesetter,
    sources: &Sources,
    report: &mut Report,
) {
    for text in deck.slides.iter().flat_map(|slide| &slide.texts) {
        let missing = missing_signs(&text.value, typesetter);
        if let Some(first) = missing.first() {
            let span = span_of_sign(text, *first, sources);
            report.push(missing_finding(&missing, &text.value, span));
        }
        // These are in the text as it was typed, and gone before it is drawn.
        let idle = distinct_signs(text.value.chars().filter(|sign| is_idle(*sign)));
        if let Some(first) = idle.first() {
            report.push(idle_finding(&idle, span_of_sign(text, *first, sources)));
        }
    }
}

/// Tells the quotes whose translations stand alone because no font has their letters.
pub fn report_undrawn_quotes(
    undrawn: &UndrawnQuotes,
    typesetter: &Typesetter,
    sources: &Sources,
    report: &mut Report,
) {
    for text in undrawn.texts() {
        let missing = missing_signs(&text.value, typesetter);
        let Some(first) = missing.first() else { continue };
        let systems = WritingSystem::of_signs(&missing, &text.value);
        let message = message_in(["undrawn-quote", "undrawn-quote-in"], &missing, &systems);
        let finding = Finding::new(&MISSING_GLYPH, span_of_sign(text, *first, sources), message);
        let finding = finding.with_hint(font_hint(&systems, &missing));
        // The page says what was meant: nothing is wrong with it, and nothing has to be mended.
        report.push(Finding { severity: Severity::Warning, ..finding });
    }
}

/// A text as it can be printed: without the signs that stand for nothing, and with the numbers of those that no font can
/// draw, so that nothing is lost without a trace. Where several stand together, the number of the first is enough.
pub fn printable_text(text: &str, typesetter: &Typesetter) -> String {
    let text: String = text.chars().filter_map(printed_sign).collect();
    let missing = missing_signs(&text, typesetter);
    if missing.is_empty() {
        return text;
    }
    // Signs are missed as shaping composes and parts them, so they are looked for in that form: `དྷ` is two signs there.
    let text: String = text.nfc().collect();
    // Goes from one run of missing signs to the next: what stands before it is kept, and of the run its first number.
    let mut printed = String::new();
    let mut rest = text.as_str();
    while let Some(start) = rest.find(|sign| missing.contains(&sign)) {
        let (before, from) = rest.split_at(start);
        let run = run_of_missing(from, &missing);
        let mut signs = from[..run].chars();
        let first = signs.next().map(format_code_point).unwrap_or_default();
        let others = if signs.next().is_some() { "…" } else { "" };
        printed.push_str(&format!("{before}[{first}{others}]"));
        rest = &from[run..];
    }
    printed + rest
}

/// The length of the signs at the start of a text that are missing, with the spaces and signs between them.
fn run_of_missing(text: &str, missing: &[char]) -> usize {
    let mut end = 0;
    for (at, sign) in text.char_indices() {
        if missing.contains(&sign) {
            end = at + sign.len_utf8();
        } else if sign.is_alphanumeric() {
            // A letter that is drawn ends the run: what stands on both sides of it is told apart.
            break;
        }
    }
    end
}

/// What is printed for a sign: itself, a space, or nothing.
fn printed_sign(sign: char) -> Option<char> {
    match sign {
        // What parts lines in Word and on the web.
        '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        sign if is_idle(sign) => None,
        sign => Some(sign),
    }
}

/// Whether a sign stands for nothing outside the program that wrote it: a mark of bytes or of lines, the place of an object
/// that was pasted, a bullet of a font of signs (private use), a control code.
fn is_idle(sign: char) -> bool {
    let is_private = matches!(sign, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
    // The last two of each plane, and a block, are no characters by the standard.
    let is_no_character =
        u32::from(sign) & 0xfffe == 0xfffe || matches!(sign, '\u{fdd0}'..='\u{fdef}');
    let is_control = sign.is_control() && !matches!(sign, '\n' | '\t' | '\r');
    is_private
        || is_no_character
        || is_control
        || matches!(sign, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fff9}'..='\u{fffc}')
}

/// The signs of a text that no font can draw, but for those that are taken out.
fn missing_signs(text: &str, typesetter: &Typesetter) -> Vec<char> {
    let missing = typesetter.uncovered_characters(text).into_iter();
    missing.filter(|sign| !is_idle(*sign)).collect()
}

fn missing_finding(missing: &[char], text: &str, span: Span) -> Finding {
    let systems = WritingSystem::of_signs(missing, text);
    let message = match missing {
        [sign] => Message::new("missing-glyph")
            .with("sign", sign.to_string())
            .with("code", format_code_point(*sign)),
        _ => message_in(["missing-glyphs", "missing-letters"], missing, &systems),
    };
    let finding = Finding::new(&MISSING_GLYPH, span, message);
    let finding = finding.with_hint(font_hint(&systems, missing));
    // One letter among others is most often a slip: then a translation is no help.
    if systems.is_empty() || missing.len() == 1 {
        return finding;
    }
    finding.with_hint(Message::new("hint-translation-alone"))
}

/// The message of the first key, or of the second, which names the writing, where it is one.
fn message_in(keys: [&'static str; 2], missing: &[char], systems: &[&WritingSystem]) -> Message {
    let [plain, named] = keys;
    let message = match systems {
        [system] => Message::new(named).with_kind("writing", system.key),
        _ => Message::new(plain),
    };
    message.with("signs", named_signs(missing))
}

/// Which fonts to add: by their files where they are known, else by what they must have.
fn font_hint(systems: &[&WritingSystem], missing: &[char]) -> Message {
    if systems.is_empty() {
        let codes = missing.iter().take(NAMED).map(|sign| format_code_point(*sign));
        let codes: Vec<String> = codes.collect();
        return Message::new("hint-glyph").with("code", codes.join(", "));
    }
    // Two writings may have one font, as Greek and Cyrillic do.
    let mut fonts: Vec<&str> = systems.iter().map(|system| system.font).collect();
    fonts.dedup();
    Message::new("hint-letters").with("fonts", fonts.join(", "))
}

/// A remark on what is taken out.
fn idle_finding(idle: &[char], span: Span) -> Finding {
    let codes: Vec<String> = idle.iter().map(|sign| format_code_point(*sign)).collect();
    let message = Message::new("idle-signs").with("codes", codes.join(", "));
    let finding = Finding::new(&MISSING_GLYPH, span, message);
    let finding = finding.with_hint(Message::new("hint-idle-signs"));
    Finding { severity: Severity::Info, ..finding }
}

/// The place of the first time a text has a sign. A letter and its accent may be composed to one that no font has: then
/// the whole text is the place.
fn span_of_sign(text: &Text, sign: char, sources: &Sources) -> Span {
    let found = text.value.find(sign).map(|at| at..at + sign.len_utf8());
    let part = found.unwrap_or(0..text.value.len());
    locate_part(&text.value, text.style, text.span, part, sources)
}

/// The first of some signs, as they are; accents and vowel signs alone would stand on nothing.
fn named_signs(signs: &[char]) -> String {
    let whole: Vec<&char> = signs.iter().filter(|sign| !is_without_width(**sign)).collect();
    let named: Vec<String> = whole.iter().take(NAMED).map(ToString::to_string).collect();
    let others = if signs.len() > named.len() { "…" } else { "" };
    named.join(" ") + others
}

fn distinct_signs(signs: impl Iterator<Item = char>) -> Vec<char> {
    let mut distinct = Vec::new();
    for sign in signs {
        if !distinct.contains(&sign) {
            distinct.push(sign);
        }
    }
    distinct
}

fn format_code_point(sign: char) -> String {
    format!("U+{:04X}", u32::from(sign))
}

#[cfg(test)]
mod tests {
    use super::super::tests::typesetter;
    use super::*;

    /// A text as it is printed with the program's own fonts.
    fn printed(text: &str) -> String {
        printable_text(text, typesetter())
    }

    #[test]
    fn letters_that_stand_together_are_one_number() {
        assert_eq!(printed("Dix ௵ de plus, et ก."), "Dix [U+0BF5] de plus, et [U+0E01].");
        assert_eq!(printed("شكرا لكم، merci !"), "[U+0634…] merci !");
        assert_eq!(printed("駅からの地図。"), "[U+99C5…]");
        // Signs that are one as typed and two in shaping, and the other way round.
        assert_eq!(printed("\u{f52}."), "[U+0F51…].");
        assert_eq!(printed("\u{9c7}\u{9be}."), "[U+09CB].");
    }

    #[test]
    fn signs_that_stand_for_nothing_are_taken_out_and_breaks_are_spaces() {
        assert_eq!(printed("un\u{feff}e puce \u{f0b7}ici\u{fffc}"), "une puce ici");
        assert_eq!(printed("deux\u{2028}lignes\u{b}trois"), "deux lignes trois");
        assert_eq!(printed("deux\nlignes\u{ad}\u{200b}"), "deux\nlignes\u{ad}\u{200b}");
    }

    #[test]
    fn what_was_lost_is_not_taken_out() {
        assert_eq!(printed("caf\u{fffd}"), "caf[U+FFFD]");
    }

    #[test]
    fn signs_that_people_type_are_drawn() {
        let signs = "★★★★☆ ✓ ✔ ✗ ✘ ℃ ℉ № ♀ ♂ ♥ ♪ ♫ ☀ ☁ ☂ ☎ ✉ → ← ↑ ↓ ↔ ⇒ ● ○ ■ □ ▲ △ ▼ ◆ ◇ ½ ⅓ ⅔ ① ❶ Ⅳ ☐ ☑ ☒ ➔ ► ‣ ◦ ∞ ≈ ∈ │ ₺ ɛ ɔ";
        assert_eq!(typesetter().uncovered_characters(signs), [char::MIN; 0]);
    }

    #[test]
    fn a_text_is_undrawable_when_fonts_lack_most_of_its_letters() {
        assert!(typesetter().lacks_most_letters("شكرا جزيلا، Wi-Fi!"));
        assert!(!typesetter().lacks_most_letters("Le mot ก se lit « ko kai »."));
        assert!(!typesetter().lacks_most_letters("2026 !"));
    }
}

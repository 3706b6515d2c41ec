//! Ways of writing that hide words from programs and from nobody who reads: signs for letters, addresses spelt out, numbers
//! between words, letters lost by a program that saved them.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::{Captures, Regex};

fn compile_pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern of ours")
}

/// `jane (at) example [dot] org`
static BRACKETED: LazyLock<Regex> = LazyLock::new(|| {
    compile_pattern(
        r"(?i)(\w)\s*[\[({<]\s*(?:(at|a|à|arobase|arrobase|arrobas|chez|@)|(?:dot|point|\.))\s*[\])}>]\s*",
    )
});

/// `jane point penny arobase example point org`
static SPELT: LazyLock<Regex> = LazyLock::new(|| {
    compile_pattern(
        r"(?i)\b((?:[\w-]+\s+(?:dot|point)\s+)*[\w.-]*\w)\s+(?:at|arobase|arrobase|arrobas|chez)\s+((?:[\w-]+(?:\s+(?:dot|point)\s+|\.))+[a-z]{2,})\b",
    )
});

static DOT: LazyLock<Regex> = LazyLock::new(|| compile_pattern(r"(?i)\s+(?:dot|point)\s+"));

/// A text with the addresses that are spelt out in it as addresses, and the signs that stand for letters within its words as
/// letters; none when nothing of it is written so.
pub(super) fn restore_spelling(text: &str) -> Option<String> {
    let dotted = |part: &str| DOT.replace_all(part, ".").into_owned();
    let mut varied = None;
    if BRACKETED.is_match(text) {
        let sign = |found: &Captures| {
            let sign = if found.get(2).is_some() { "@" } else { "." };
            format!("{}{sign}", &found[1])
        };
        varied = Some(BRACKETED.replace_all(text, sign).into_owned());
    }
    let so_far = varied.as_deref().unwrap_or(text);
    if SPELT.is_match(so_far) {
        let address = |found: &Captures| format!("{}@{}", dotted(&found[1]), dotted(&found[2]));
        varied = Some(SPELT.replace_all(so_far, address).into_owned());
    }
    let so_far = varied.as_deref().unwrap_or(text);
    replace_signs(so_far).or(varied)
}

/// The signs that stand for letters.
const SIGNS: [(char, char); 5] = [('@', 'a'), ('$', 's'), ('€', 'e'), ('|', 'l'), ('!', 'i')];

/// A text with signs beside letters as the letters they stand for, those that also end sentences only between two; none when it
/// has none. The `@` of an address is not one of them.
fn replace_signs(text: &str) -> Option<String> {
    let letter = |sign: char| SIGNS.iter().find(|(known, _)| *known == sign);
    if !text.contains(|sign| letter(sign).is_some()) {
        return None;
    }
    let mut signs = text.char_indices().peekable();
    let mut before = ' ';
    let mut is_changed = false;
    let mut found = String::with_capacity(text.len());
    while let Some((at, sign)) = signs.next() {
        let next = signs.peek().map_or(' ', |(_, next)| *next);
        let is_near = match sign {
            // `Merci!` ends with a sign of its own, `k!d` does not.
            '!' | '|' => before.is_alphabetic() && next.is_alphabetic(),
            _ => before.is_alphabetic() || next.is_alphabetic(),
        };
        let known = letter(sign).filter(|_| is_near);
        let known = known.filter(|_| sign != '@' || !is_address(&text[at + 1..]));
        is_changed |= known.is_some();
        found.push(known.map_or(sign, |(_, letter)| *letter));
        before = sign;
    }
    is_changed.then_some(found)
}

/// Whether what stands behind an `@` is the name of a place in the network.
fn is_address(rest: &str) -> bool {
    /// The longest such name.
    const LONGEST: usize = 253;
    let is_part = |sign: &char| sign.is_alphanumeric() || matches!(sign, '.' | '-');
    let name: String = rest.chars().take(LONGEST).take_while(is_part).collect();
    name.trim_end_matches('.').contains('.')
}

/// The mark of an entry in a list: `a)`, `(iv)`, `b.`
static ENTRY: LazyLock<Regex> =
    LazyLock::new(|| compile_pattern(r"(?im)(^|[\s(\[])(?:[a-z]|[ivx]{2,4})[.)\]]"));

/// A number with what belongs to it: `14h05`, `3e`, `n° 4`, `(fig. 2)`, `{\k20}`.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    compile_pattern(
        r"()(?:\([^()\n]{0,8}\d[^()\n]{0,6}\)|\{\\[^{}\n]{0,20}\}|(?:\b[nN][°º]\s*|№\s*)?\b\d\w*)",
    )
});

/// A text without what parts words and is none: numbers, raised and ringed ones too, and the marks of lists; none when it
/// has none.
pub(super) fn strip_numbers(text: &str) -> Option<String> {
    let has_numbers = text.contains(char::is_numeric);
    let has_marks = text.contains([')', '.', ']']) && ENTRY.is_match(text);
    if !has_numbers && !has_marks {
        return None;
    }
    let mut text = Cow::Borrowed(text);
    // Each pattern keeps what stood before as its first group, which is empty for numbers: one replacement serves
    // both.
    for (pattern, is_there) in [(&ENTRY, has_marks), (&NUMBER, has_numbers)] {
        if is_there && let Cow::Owned(changed) = pattern.replace_all(&text, "$1 ") {
            text = Cow::Owned(changed);
        }
    }
    Some(text.replace(char::is_numeric, ""))
}

/// Whether some program that saved a text put a sign of its own in the place of letters.
pub(super) fn is_mangled(text: &str) -> bool {
    static WITHIN: LazyLock<Regex> = LazyLock::new(|| {
        // A sign within a word that stands in none, or a capital with an accent behind a small letter.
        compile_pattern(
            r#"\p{L}[^\p{L}\p{N}\p{M}\s'’ʼ‘`´.,:;/@\\‐‑–—&+()\[\]{}"“”«»<>|=%…·•-]+\p{L}|\p{Ll}[\p{Lu}--A-Z]\p{Ll}"#,
        )
    });
    text.contains(char::REPLACEMENT_CHARACTER) || WITHIN.is_match(text)
}

/// The words of a text that every program keeps: those of ASCII letters alone.
pub(super) fn ascii_words(text: &str) -> String {
    let is_mark = |sign: char| sign.is_ascii_punctuation();
    let words = text.split_whitespace().map(|word| word.trim_matches(is_mark));
    // Words that may have lost a letter are left out on both sides, in the raw text and in what is searched, so the
    // rest still stands in the same order.
    let is_safe = |word: &&str| word.bytes().all(|sign| sign.is_ascii_alphabetic());
    let words: Vec<&str> = words.filter(is_safe).collect();
    words.join(" ")
}

/// A line of a file as its reader would see it: what YAML and JSON write with a backslash, in its own letters.
pub(super) fn unescape_line(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('\\') {
        text.push_str(before);
        let code = |length: usize| {
            let digits = after.get(1..1 + length)?;
            char::from_u32(u32::from_str_radix(digits, 16).ok()?)
        };
        let (sign, taken) = match after.chars().next() {
            Some('u') => (code(4), 5),
            Some('x') => (code(2), 3),
            Some('n' | 'r' | 't' | 'N' | 'h') => (Some(' '), 1),
            _ => (None, 0),
        };
        match sign {
            Some(sign) => text.push(sign),
            None => text.push('\\'),
        }
        rest = if sign.is_some() { &after[taken..] } else { after };
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_are_spelt_out_are_addresses() {
        for text in [
            "jane.penny (at) example.org",
            "jane.penny[at]example[dot]org",
            "jane.penny < a > example.org",
            "Jane point penny arobase example point org",
            "jane.penny chez example.org",
            "jane.penny AT example DOT org",
        ] {
            let found = restore_spelling(text).map(|text| text.to_lowercase());
            assert_eq!(found.as_deref(), Some("jane.penny@example.org"), "{text}");
        }
    }

    #[test]
    fn signs_within_words_are_letters() {
        assert_eq!(restore_spelling("un c@r pa$se, f!n").as_deref(), Some("un car passe, fin"));
        assert_eq!(
            restore_spelling("@vec des voi$in$ fini!").as_deref(),
            Some("avec des voisins fini!")
        );
    }

    #[test]
    fn what_is_written_as_usual_stays() {
        for text in [
            "Rendez-vous chez Anne. Le point de vue est beau !",
            "Call me at noon. Bring 12 $ or 5 €",
            "jane.penny@example.org",
            "Fini! Partis.",
        ] {
            assert_eq!(restore_spelling(text), None);
        }
    }
}

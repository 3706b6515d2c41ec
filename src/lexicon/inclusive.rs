//! Inclusive writing: `abonné·e·s`, `abonné(e)s`, `abonnés/ées`.

use crate::text::letters;

/// Signs that join the endings of inclusive writing.
pub const JOINTS: &[char] = &['·', '•', '‧', '⋅', '.', '-', '‑', '(', '/'];

/// The endings of inclusive writing, folded.
const ENDINGS: &[&str] = &[
    "e", "es", "ee", "ees", "ne", "nes", "rice", "rices", "trice", "trices", "euse", "euses",
    "ere", "eres", "iere", "ieres", "ve", "ves",
];

/// The bytes of inclusive endings that `rest` starts with, and whether they mean several people.
pub fn inclusive_endings(rest: &str) -> Option<(usize, bool)> {
    let mut at = 0;
    let mut is_several = false;
    let mut parts = 0;
    // Each turn takes a joint and an ending, `·e` and then `·s`, and stops at the first thing that is neither.
    while let Some(joint) = rest[at..].chars().next().filter(|sign| JOINTS.contains(sign)) {
        let start = at + joint.len_utf8();
        let length = rest[start..].find(|sign: char| !sign.is_alphabetic());
        let end = length.map_or(rest.len(), |length| start + length);
        let ending: String = rest[start..end].chars().flat_map(letters).collect();
        // A lone `s` is an ending behind another, `·e·s`, or in brackets, `(s)`. Elsewhere, as in `mot-s`, it is not.
        let is_plural_sign = ending == "s" && (parts > 0 || joint == '(');
        if !(is_plural_sign || ENDINGS.contains(&ending.as_str())) {
            break;
        }
        is_several |= ending.ends_with('s');
        at = end;
        parts += 1;
        if joint == '(' {
            // A bracket that does not close right behind the ending makes all of it something else.
            at += rest[at..].strip_prefix(')').map(|_| 1)?;
            if rest[at..].starts_with('s') {
                at += 1;
                is_several = true;
            }
        }
    }
    // Digits or letters right behind: no ending, but the middle of a word.
    let goes_on = rest[at..].starts_with(char::is_alphanumeric);
    (parts > 0 && !goes_on).then_some((at, is_several))
}

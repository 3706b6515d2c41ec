//! The endings of inclusive writing: `abonné·e·s`, `abonné(e)s`, `abonnés/ées`.

use crate::text::letters;

/// Signs that join such an ending to its word.
pub const JOINTS: &[char] = &['·', '•', '‧', '⋅', '.', '-', '‑', '(', '/'];

/// The endings that are recognised, folded.
const ENDINGS: &[&str] = &[
    "e", "es", "ee", "ees", "ne", "nes", "rice", "rices", "trice", "trices", "euse", "euses",
    "ere", "eres", "iere", "ieres", "ve", "ves",
];

/// How many bytes of inclusive endings `rest` starts with, and whether they are plural; none when it starts with none.
pub fn inclusive_endings(rest: &str) -> Option<(usize, bool)> {
    let mut at = 0;
    let mut is_several = false;
    let mut parts = 0;
    // Each turn reads a joint and an ending, first `·e` and then `·s`, until something is neither.
    while let Some(joint) = rest[at..].chars().next().filter(|sign| JOINTS.contains(sign)) {
        let start = at + joint.len_utf8();
        let length = rest[start..].find(|sign: char| !sign.is_alphabetic());
        let end = length.map_or(rest.len(), |length| start + length);
        let ending: String = rest[start..end].chars().flat_map(letters).collect();
        // A single `s` is an ending after another one, as in `·e·s`, or in brackets,
        // `(s)`. Otherwise, as in `mot-s`, it is not.
        let is_plural_sign = ending == "s" && (parts > 0 || joint == '(');
        if !(is_plural_sign || ENDINGS.contains(&ending.as_str())) {
            break;
        }
        is_several |= ending.ends_with('s');
        at = end;
        parts += 1;
        if joint == '(' {
            // Without a bracket that closes right after the ending, none of it is inclusive writing.
            at += rest[at..].strip_prefix(')').map(|_| 1)?;
            if rest[at..].starts_with('s') {
                at += 1;
                is_several = true;
            }
        }
    }
    // A letter or digit right after it: no ending, but the middle of a word.
    let goes_on = rest[at..].starts_with(char::is_alphanumeric);
    (parts > 0 && !goes_on).then_some((at, is_several))
}

//! Letters that look like others: those of other scripts, small capitals, digits that stand for letters.

use unicode_security::confusable_detection::skeleton;

use crate::text::letters;

/// A letter of no other look: digits are the letters they stand for, and what looks like a stroke is one.
pub(super) fn lookalike_letter(sign: char) -> char {
    match sign {
        '0' => 'o',
        '1' | 'i' => 'l',
        '2' => 'z',
        '3' => 'e',
        '4' => 'a',
        '5' => 's',
        '6' | '9' => 'g',
        '7' => 't',
        '8' => 'b',
        other => other,
    }
}

/// Small capitals, which Unicode's list of letters that look alike leaves apart from large ones; the last is what it takes a
/// small capital M for.
const SMALL: &str = "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢʍ";
/// What they are.
const LARGE: &str = "abcdefghijklmnoprstuvwyzm";

/// The letters of Western Europe that a letter of another kind looks like, by Unicode's list; itself when it looks like none.
/// In a word that mixes scripts, its own look counts; else capitals are the same as small letters, as anywhere.
pub(super) fn shape_of_letter(
    sign: char,
    is_mixed: impl Fn() -> bool,
) -> impl Iterator<Item = char> {
    // The Greek s has a look of its own at the end of a word.
    // Its capital is `Σ`, as that of `σ`: both must give one shape.
    let sign = if sign == 'ς' { 'σ' } else { sign };
    let small: Vec<char> = sign.to_lowercase().collect();
    let large: Vec<char> = sign.to_uppercase().collect();
    // A Cyrillic `в` looks like nothing Latin and its capital `В` like a `B`. In a mixed word somebody chose the sign
    // for its look, so that comes first. In a Cyrillic word both cases must give the same letters, so one look stands
    // for both.
    let looks = if is_mixed() {
        [vec![sign], small.clone(), large]
    } else {
        [small.clone(), large, vec![sign]]
    };
    // Case may make several letters of one, as `ﬃ` gives `FFI`: such a look is passed over.
    let known = looks.iter().find_map(|look| match look[..] {
        [look] => look_of(look),
        _ => None,
    });
    let own = small.into_iter().flat_map(letters);
    let own: String = own.filter(|sign| sign.is_alphanumeric()).collect();
    known.unwrap_or(own).chars().collect::<Vec<_>>().into_iter()
}

fn look_of(sign: char) -> Option<String> {
    let plain = |sign: char| {
        let place = SMALL.chars().position(|known| known == sign)?;
        LARGE.chars().nth(place)
    };
    let mut own = [0; 4];
    let look: String = skeleton(sign.encode_utf8(&mut own))
        .map(|sign| plain(sign).unwrap_or(sign))
        .flat_map(letters)
        .filter(|sign| sign.is_alphanumeric())
        .collect();
    let look = match look.as_str() {
        // Unicode writes what looks like an m so.
        "rn" => "m".to_string(),
        _ => look,
    };
    // A skeleton beyond ASCII says only that two foreign letters look alike, not what Latin letter they pass for.
    (!look.is_empty() && look.is_ascii()).then_some(look)
}

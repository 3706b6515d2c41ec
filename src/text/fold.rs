//! Letters without case, accents and ligatures.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The letters a sign stands for, in lower case, without accents.
pub fn letters(sign: char) -> impl Iterator<Item = char> {
    // Most signs are their own letter or one with an accent, and decomposing is what takes the time.
    let own = sign.is_ascii().then(|| sign.to_ascii_lowercase());
    let known = match own {
        None => LATIN.get(sign as usize - FIRST_LATIN),
        Some(_) => None,
    };
    let others = (own.is_none() && known.is_none()).then(|| decomposed(sign));
    let known = known.map_or("", String::as_str).chars();
    own.into_iter().chain(known).chain(others.into_iter().flatten())
}

/// The first sign that is no letter of its own.
const FIRST_LATIN: usize = 0x80;

/// What the letters of Western Europe stand for, up to `ſ`.
static LATIN: LazyLock<Vec<String>> = LazyLock::new(|| {
    let signs = '\u{80}'..='\u{17f}';
    signs.map(|sign| decomposed(sign).collect()).collect()
});

fn decomposed(sign: char) -> impl Iterator<Item = char> {
    // Capitals of other forms, as `𝐀`, are small only once they are plain, and then may have accents again.
    let plain = sign.nfkd().flat_map(char::to_lowercase).nfkd();
    plain.filter(|sign| !is_combining_mark(*sign)).flat_map(|sign| {
        let spelt = match sign {
            'œ' => "oe",
            'æ' => "ae",
            'ø' => "o",
            'ł' => "l",
            'ß' => "ss",
            '×' => "x",
            _ => "",
        };
        let own = spelt.is_empty().then_some(sign);
        spelt.chars().chain(own)
    })
}

/// A name of a key, a value or a file as it is compared: its letters, with a hyphen for what else joins words, and
/// straight apostrophes.
pub fn fold_name(name: &str) -> String {
    // Nearly all names are so already.
    let is_folded = |sign: u8| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == b'-';
    if name.bytes().all(is_folded) {
        return name.to_string();
    }
    let plain = |sign: char| match sign {
        '\u{2010}' | '\u{2011}' | '_' | ' ' => '-',
        '’' => '\'',
        other => other,
    };
    name.trim().chars().flat_map(letters).map(plain).collect()
}

//! Letters without case, accents and ligatures, for comparing and searching.

use std::ops::Range;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The letters that a sign stands for, in lower case and without accents; none for a sign without width.
pub fn letters(sign: char) -> impl Iterator<Item = char> {
    // Most signs are a letter of ASCII or one with an accent, which are looked up: decomposing takes time.
    let own = sign.is_ascii().then(|| sign.to_ascii_lowercase());
    let known = match own {
        None => LATIN.get(sign as usize - FIRST_LATIN),
        Some(_) => None,
    };
    let others = (own.is_none() && known.is_none()).then(|| decomposed(sign));
    let known = known.map_or("", String::as_str).chars();
    own.into_iter().chain(known).chain(others.into_iter().flatten())
}

/// The first sign beyond ASCII, with which the table begins.
const FIRST_LATIN: usize = 0x80;

/// What the letters of Western Europe stand for, up to `ſ` (U+017F), so that they need not be decomposed each time.
static LATIN: LazyLock<Vec<String>> = LazyLock::new(|| {
    let signs = '\u{80}'..='\u{17f}';
    signs.map(|sign| decomposed(sign).collect()).collect()
});

fn decomposed(sign: char) -> impl Iterator<Item = char> {
    // Capitals of special forms, such as `𝐀`, become lower case only once they
    // are plain, and may then have accents again.
    let plain = sign.nfkd().flat_map(char::to_lowercase).nfkd();
    plain.filter(|sign| !is_without_width(*sign)).flat_map(|sign| {
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

/// A word folded for comparing: each of its signs as the letters it stands for.
pub fn fold_word(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for sign in word.chars() {
        // Most words are ASCII, whose letters need no table.
        if sign.is_ascii() {
            folded.push(sign.to_ascii_lowercase());
        } else {
            folded.extend(letters(sign));
        }
    }
    folded
}

/// A word in lower case and without accents, with every letter kept. In comparing a quote with its original `10²` is
/// not `102`, though both are the same when words are searched.
pub fn without_accents(word: &str) -> String {
    let lower = word.to_lowercase();
    if lower.is_ascii() {
        return lower;
    }
    lower.nfd().filter(|sign| !is_combining_mark(*sign)).collect()
}

/// Whether a sign is invisible and ends no word: joiners, soft hyphens, marks of direction, variation selectors. People
/// paste them without knowing.
pub fn is_invisible(sign: char) -> bool {
    matches!(sign, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{20e3}' | '\u{e0000}'..='\u{e007f}')
}

/// Whether a sign takes no room of its own: an invisible one, or an accent typed separately after its letter.
pub fn is_without_width(sign: char) -> bool {
    !sign.is_ascii() && (is_invisible(sign) || is_combining_mark(sign))
}

/// Whether neither a letter nor a digit is right before or after a stretch of text.
pub fn is_apart(text: &str, range: &Range<usize>) -> bool {
    let touches = |sign: Option<char>| sign.is_some_and(char::is_alphanumeric);
    !touches(text[..range.start].chars().next_back()) && !touches(text[range.end..].chars().next())
}

/// A name of a key, a value or a file, folded for comparing: its letters, with a hyphen for spaces
/// and underscores, and straight apostrophes.
pub fn fold_name(name: &str) -> String {
    // Nearly all names need no change.
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

/// A text with each accent on its letter: a Mac may keep them apart in the names of files, and in what is copied from it.
pub fn composed(text: &str) -> String {
    text.nfc().collect()
}

/// A heading as it is compared: case, spaces, and how apostrophes, hyphens and accents are typed make no difference; an accent
/// does.
pub fn fold_title(title: &str) -> String {
    let plain = |sign: char| match sign {
        '’' | 'ʼ' | '‘' | '´' | '`' => '\'',
        '\u{2010}' | '\u{2011}' => '-',
        other => other,
    };
    let shown = title.chars().filter(|sign| !sign.is_whitespace() && !is_invisible(*sign));
    shown.map(plain).nfc().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_ligatures_and_forms_of_letters_make_no_difference() {
        for (written, folded) in [
            ("ÉTÉ", "ete"),
            ("e\u{301}te\u{301}", "ete"),
            ("Cœur Łódź Straße", "coeur lodz strasse"),
            ("𝐅ﬁｎ", "ffin"),
            ("pres\u{ad}qu\u{200b}’île", "presqu’ile"),
            ("\u{202a}mardi\u{202c}", "mardi"),
        ] {
            assert_eq!(fold_word(written), folded, "{written}");
        }
    }

    #[test]
    fn names_are_the_same_whatever_joins_their_words() {
        for name in ["accord-ecrit", "Accord écrit", "accord_écrit", " ACCORD\u{2011}ÉCRIT\u{a0}"]
        {
            assert_eq!(fold_name(name), "accord-ecrit", "{name}");
        }
        assert_eq!(fold_name("L’été"), "l'ete");
    }

    #[test]
    fn headings_are_the_same_however_their_signs_are_typed() {
        for title in
            ["L’Accueil : l’été", "L'accueil\u{a0}: l'e\u{301}te\u{301}", " l’accueil  : L’ÉTÉ"]
        {
            assert_eq!(fold_title(title), "l'accueil:l'été", "{title}");
        }
        assert_ne!(fold_title("La pêche"), fold_title("La pèche"));
    }

    #[test]
    fn without_accents_no_letter_is_taken_for_another() {
        assert_eq!(without_accents("ÉTÉ"), "ete");
        assert_eq!(without_accents("10² m"), "10² m");
        assert_ne!(without_accents("10²"), without_accents("102"));
    }

    #[test]
    fn a_stretch_is_apart_when_no_letter_or_digit_touches_it() {
        assert!(is_apart("« mot »", &(3..6)));
        assert!(!is_apart("mots", &(0..3)));
        assert!(!is_apart("2mot", &(1..4)));
    }
}

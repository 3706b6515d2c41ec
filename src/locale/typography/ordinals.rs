//! Ordinals, whose ending French raises: 1er, 2de, XXIe.

use super::Language;
use super::protected::find_protected;

/// A stretch of text that is raised or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OrdinalPiece {
    /// Text on the line.
    Plain(String),
    /// The ending of an ordinal, to be raised and made small.
    Raised(String),
}

/// The text cut where letters are raised: one piece when none are, no piece when the text is empty.
pub fn split_raised_letters(text: &str, language: Language) -> Vec<OrdinalPiece> {
    let mut pieces = Vec::new();
    if text.is_empty() {
        return pieces;
    }
    let chars: Vec<char> = text.chars().collect();
    let kept = find_protected(&chars);
    let mut plain = String::new();
    let mut at = 0;
    // Each turn reads one word or one sign. What is not raised is gathered in `plain`, over any number of words.
    while at < chars.len() {
        let end = word_end(&chars, at);
        let raised = match language {
            Language::Fr if starts_ordinal(&chars, at) && !kept[at] => {
                raised_suffix_length(&chars[at..end])
            }
            _ => None,
        };
        let cut = end - raised.unwrap_or(0);
        plain.extend(&chars[at..cut]);
        if cut < end {
            pieces.push(OrdinalPiece::Plain(std::mem::take(&mut plain)));
            pieces.push(OrdinalPiece::Raised(chars[cut..end].iter().collect()));
        }
        at = end;
    }
    if !plain.is_empty() {
        pieces.push(OrdinalPiece::Plain(plain));
    }
    pieces
}

/// The end of the word, or of the single sign, that begins at `start`.
fn word_end(chars: &[char], start: usize) -> usize {
    let letters = chars[start..].iter().take_while(|char| char.is_alphanumeric());
    start + letters.count().max(1)
}

fn starts_ordinal(chars: &[char], at: usize) -> bool {
    at == 0 || {
        let previous = chars[at - 1];
        previous.is_whitespace() || "([«“‘’'-–—/".contains(previous)
    }
}

/// How many letters at the end of a word are raised; none when it is no ordinal.
fn raised_suffix_length(word: &[char]) -> Option<usize> {
    let number = word.iter().take_while(|char| char.is_ascii_digit()).count();
    // A word begins with digits or with Roman capitals, never with both, so the longer of both counts is the number.
    let raised: String = word[number.max(roman_length(word))..].iter().collect();
    let digits: String = word[..number].iter().collect();
    let fits = match digits.as_str() {
        "" => roman_takes(&word[..roman_length(word)], &raised),
        "1" => matches!(raised.as_str(), "er" | "re" | "ers" | "res"),
        "2" => matches!(raised.as_str(), "e" | "es" | "d" | "de" | "ds" | "des"),
        _ => matches!(raised.as_str(), "e" | "es"),
    };
    fits.then(|| raised.chars().count())
}

fn roman_length(word: &[char]) -> usize {
    word.iter().take_while(|char| "IVXLCDM".contains(**char)).count()
}

/// Whether a Roman numeral takes an ending: `Ier` and `XXIe`, but `Le`, `Ce`, `De` and `Me` are words.
fn roman_takes(numeral: &[char], raised: &str) -> bool {
    let numeral: String = numeral.iter().collect();
    match numeral.as_str() {
        "I" => matches!(raised, "er" | "re"),
        "" | "L" | "C" | "D" | "M" => false,
        _ => matches!(raised, "e" | "es") && is_roman(&numeral),
    }
}

/// Whether capitals are a Roman numeral, up to 3999.
fn is_roman(numeral: &str) -> bool {
    const VALUES: [(&str, usize); 13] = [
        ("M", 3),
        ("CM", 1),
        ("D", 1),
        ("CD", 1),
        ("C", 3),
        ("XC", 1),
        ("L", 1),
        ("XL", 1),
        ("X", 3),
        ("IX", 1),
        ("V", 1),
        ("IV", 1),
        ("I", 3),
    ];
    // From the thousands down, each sign is removed as often as it may occur. What is left over was in another order,
    // as in `IIX`. A few impossible numerals pass, such as `IXI`, which nobody writes.
    let mut rest = numeral;
    for (sign, most) in VALUES {
        for _ in 0..most {
            rest = rest.strip_prefix(sign).unwrap_or(rest);
        }
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raised(text: &str, language: Language) -> Vec<String> {
        split_raised_letters(text, language)
            .into_iter()
            .filter_map(|piece| match piece {
                OrdinalPiece::Raised(letters) => Some(letters),
                OrdinalPiece::Plain(_) => None,
            })
            .collect()
    }

    fn whole(text: &str) -> String {
        split_raised_letters(text, Language::Fr)
            .into_iter()
            .map(|piece| match piece {
                OrdinalPiece::Plain(text) | OrdinalPiece::Raised(text) => text,
            })
            .collect()
    }

    #[test]
    fn letters_after_a_number_are_raised() {
        assert_eq!(
            split_raised_letters("le 1er mai", Language::Fr),
            [
                OrdinalPiece::Plain("le 1".into()),
                OrdinalPiece::Raised("er".into()),
                OrdinalPiece::Plain(" mai".into())
            ]
        );
        let text = "1er, 1re, 2e, 3es, 2d et 2de, 21e, 12e/13e, XVIIIe-XXIe, Ier, l’IXe, (Ve)";
        assert_eq!(
            raised(text, Language::Fr),
            ["er", "re", "e", "es", "d", "de", "e", "e", "e", "e", "e", "er", "e", "e"]
        );
        assert_eq!(whole(text), text);
    }

    #[test]
    fn words_codes_and_addresses_stay_on_the_line() {
        for text in [
            "Le, Ce, De, Me, Les, Ces, Des, Ile, Die, MIMe, IIIIe",
            "2ème, 1ère, 2nd, 1e, 3er",
            "3d 5G 14h 2ex 12e3",
            "A2e",
            "v1.2e",
            "https://exemple.fr/2e",
            "#2e",
            "`2e`",
            "2026",
        ] {
            assert_eq!(raised(text, Language::Fr), [""; 0], "{text}");
            assert_eq!(
                split_raised_letters(text, Language::Fr),
                [OrdinalPiece::Plain(text.into())]
            );
        }
    }

    #[test]
    fn english_raises_nothing() {
        assert_eq!(raised("1er 2e 1st 2nd XXIe", Language::En), [""; 0]);
    }

    #[test]
    fn nothing_gives_no_piece() {
        assert_eq!(split_raised_letters("", Language::Fr), []);
    }
}

//! The known name that somebody meant who typed one that does not exist.

use super::fold::fold_name;

/// A name may differ by one letter in four, rounded: by one letter up to five letters, by two up to
/// nine. So a typing error, a plural or the spelling of the other language still leads to the name.
/// With one in three, `xylophone` led to `téléphone`.
const PART: usize = 4;
/// Names with this many letters at most are codes: another code is no misspelling of the first.
const CODE: usize = 2;
/// The most letters by which long names may differ: beyond it, words differ and not letters.
const MOST: usize = 4;

/// The known name that a written one is most likely a misspelling of, if any: the one that differs by the fewest
/// letters, without regard to case and accents. Of equally near names it is the first in the order of bytes, so that
/// the order of a map never shows.
pub fn nearest<N: AsRef<str>>(written: &str, known: impl IntoIterator<Item = N>) -> Option<N> {
    let written = compared(written);
    let known = known.into_iter().filter_map(|name| {
        let apart = slips(&written, &compared(name.as_ref()))?;
        Some((apart, name))
    });
    let order = |(apart, name): &(usize, N), (other, second): &(usize, N)| {
        apart.cmp(other).then_with(|| name.as_ref().cmp(second.as_ref()))
    };
    known.min_by(order).map(|(_, name)| name)
}

/// A name folded for comparing. Zeros before a number are dropped, as spreadsheets drop the zero of `01`.
fn compared(name: &str) -> String {
    let folded = fold_name(name);
    let number = folded.trim_start_matches('0');
    if !number.is_empty() && number.bytes().all(|sign| sign.is_ascii_digit()) {
        number.to_string()
    } else {
        folded
    }
}

/// By how many letters two folded names differ; none when there are too many for a misspelling.
fn slips(one: &str, other: &str) -> Option<usize> {
    let (letters, others) = (one.chars().count(), other.chars().count());
    let shorter = letters.min(others);
    let most = match shorter {
        0..=CODE => 0,
        _ => ((shorter + PART / 2) / PART).min(MOST),
    };
    // Each letter that one name has more is a difference, so names of very different lengths need no comparison.
    let is_alike = letters.abs_diff(others) <= most;
    is_alike.then(|| letters_apart(one, other)).filter(|apart| *apart <= most)
}

/// How many letters must be added, left out, changed or swapped with the next one to turn one word into the other.
pub fn letters_apart(one: &str, other: &str) -> usize {
    strsim::damerau_levenshtein(one, other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_in_a_few_letters_is_near_and_more_are_not() {
        let known = ["voix", "récits", "unusual-rule-name", "fr"];
        for (written, near) in [
            ("voxi", Some("voix")),
            ("vixo", None),
            ("Recit", Some("récits")),
            ("RÉCITS", Some("récits")),
            ("unsual rule_names", Some("unusual-rule-name")),
            ("FR", Some("fr")),
            ("fra", None),
            ("de", None),
            ("", None),
        ] {
            assert_eq!(nearest(written, known), near, "{written}");
        }
        assert_eq!(nearest("1", ["10", "01"]), Some("01"));
        assert_eq!(nearest("parents", ["parental"]), Some("parental"));
        assert_eq!(nearest("xylophone", ["téléphone"]), None);
    }

    #[test]
    fn letters_are_counted_and_not_their_bytes() {
        assert_eq!(nearest("żó", ["żółć"]), None);
        assert_eq!(nearest("причaл", ["причал"]), Some("причал"));
    }

    #[test]
    fn of_names_equally_near_the_first_by_its_bytes_is_meant() {
        assert_eq!(nearest("pontx", ["ponts", "ponta"]), Some("ponta"));
        assert_eq!(nearest("pontx", ["ponta", "ponts"]), Some("ponta"));
    }
}

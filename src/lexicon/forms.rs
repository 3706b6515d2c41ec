//! The short notation for several forms of a word in a list: `abonné(e)`, `(taux|score) d’engagement`.

use super::fold::has_words;

/// The most forms that one entry may stand for; expanding stops there.
const MOST: usize = 1024;

/// Why the notation of an entry cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// A bracket without its other half, or a bracket within another.
    Brackets,
    /// More forms than `MOST`.
    TooMany,
    /// A form without any word, which no text could hold.
    Empty,
}

/// All forms of an entry: `(a)` may be there or not, `(a|b)` is one of both. A word in the singular is also found in
/// the plural with `s`, so plurals need no form.
pub fn expand_entry(entry: &str) -> Result<Vec<String>, Unreadable> {
    let mut forms = spelt_out(entry)?;
    if !forms.iter().all(|form| has_words(form)) {
        return Err(Unreadable::Empty);
    }
    forms.sort();
    forms.dedup();
    Ok(forms)
}

/// All readings of an entry's brackets.
fn spelt_out(entry: &str) -> Result<Vec<String>, Unreadable> {
    // Walks over the brackets from left to right. `all` holds every reading of the part behind; each bracket multiplies
    // their number, which is why there is a limit.
    let mut all = vec![String::new()];
    let mut rest = entry;
    while let Some(at) = rest.find(['(', ')']) {
        let inside = rest[at..].strip_prefix('(').ok_or(Unreadable::Brackets)?;
        let end = inside.find(['(', ')']).ok_or(Unreadable::Brackets)?;
        if inside[end..].starts_with('(') {
            return Err(Unreadable::Brackets);
        }
        let choices: Vec<&str> = match &inside[..end] {
            several if several.contains('|') => several.split('|').collect(),
            one => vec!["", one],
        };
        let before = &rest[..at];
        let with = |form: &String| {
            let choices = choices.iter();
            let longer = choices.map(|choice| format!("{form}{before}{choice}"));
            longer.collect::<Vec<_>>()
        };
        all = all.iter().flat_map(with).collect();
        if all.len() > MOST {
            return Err(Unreadable::TooMany);
        }
        rest = &inside[end + 1..];
    }
    for form in &mut all {
        form.push_str(rest);
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_hold_what_may_be_there_or_one_of_several() {
        assert_eq!(expand_entry("vu(e) du la").map(|all| all.len()), Ok(2));
        let all = expand_entry("(taux|score) d'engagement").unwrap_or_default();
        for form in ["taux d'engagement", "score d'engagement"] {
            assert!(all.iter().any(|known| known == form), "{form} is not in {all:?}");
        }
    }

    #[test]
    fn an_entry_that_cannot_be_read_is_told() {
        assert_eq!(expand_entry("like(s"), Err(Unreadable::Brackets));
        assert_eq!(expand_entry("like)s"), Err(Unreadable::Brackets));
        assert_eq!(expand_entry("a(b(c))"), Err(Unreadable::Brackets));
        assert_eq!(expand_entry(" - "), Err(Unreadable::Empty));
        assert_eq!(expand_entry(""), Err(Unreadable::Empty));
        assert_eq!(expand_entry(&"(a|b)".repeat(13)), Err(Unreadable::TooMany));
    }
}

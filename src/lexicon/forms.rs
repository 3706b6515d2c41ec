//! The short way of writing several forms of a word: `abonné(e)`, `(taux|score) d’engagement`.

use super::fold::has_words;

/// The most forms that one entry may stand for.
const MOST: usize = 1024;

/// Why an entry cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// A bracket without its other half, or one in another.
    Brackets,
    /// More forms than anybody means.
    TooMany,
    /// Nothing that a text could hold.
    Empty,
}

/// Every form an entry stands for: `(a)` may be there or not, `(a|b)` is one of them. Words in the singular also stand for
/// their plural in `s`.
pub fn expand_entry(entry: &str) -> Result<Vec<String>, Unreadable> {
    let mut forms = spelt_out(entry)?;
    if !forms.iter().all(|form| has_words(form)) {
        return Err(Unreadable::Empty);
    }
    forms.sort();
    forms.dedup();
    Ok(forms)
}

/// An entry without its brackets, one text for each way of reading them.
fn spelt_out(entry: &str) -> Result<Vec<String>, Unreadable> {
    // Walks over the brackets from left to right. `all` holds each reading of what was passed, and each bracket multiplies
    // it, which is why there is a limit.
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

//! Ages of children: below fifteen, the age from which French law lets somebody consent alone (loi Informatique et
//! Libertés, article 45).

use std::ops::Range;

use super::classes::Class;
use super::words::{Case, Gap, Words};

/// The age from which somebody may consent alone, in years.
const ADULT_ENOUGH: u32 = 15;
/// How many words may stand between a child and its age.
const REACH: usize = 7;

/// Ages in letters, from one.
const NUMBERS: [(&str, &str); 14] = [
    ("un", "one"),
    ("deux", "two"),
    ("trois", "three"),
    ("quatre", "four"),
    ("cinq", "five"),
    ("six", "six"),
    ("sept", "seven"),
    ("huit", "eight"),
    ("neuf", "nine"),
    ("dix", "ten"),
    ("onze", "eleven"),
    ("douze", "twelve"),
    ("treize", "thirteen"),
    ("quatorze", "fourteen"),
];

/// Classes of French schools below fifteen.
const CLASSES: [&str; 11] = [
    "cp",
    "ce1",
    "ce2",
    "cm1",
    "cm2",
    "6e",
    "5e",
    "4e",
    "sixieme",
    "cinquieme",
    "quatrieme",
];

/// The ages under fifteen of somebody.
pub fn ages(words: &Words) -> Vec<Range<usize>> {
    let found = (0..words.len()).filter_map(|at| {
        let end = age(words, at).or_else(|| class(words, at))?;
        Some(words.range(at..end))
    });
    let mut found: Vec<_> = found.collect();
    found.dedup_by(|next, last| next.start < last.end);
    found
}

/// Where an age that begins with this number ends.
fn age(words: &Words, at: usize) -> Option<usize> {
    if !is_young(words, at) || limits(words, at) {
        return None;
    }
    english(words, at)
        .or_else(|| french(words, at))
        .or_else(|| listed(words, at))
}

/// `8 ans`, `6 mois`, said of somebody.
fn french(words: &Words, at: usize) -> Option<usize> {
    let is_years = words.is_one_of(at + 1, &["ans", "an"]);
    let is_months = words.is_one_of(at + 1, &["mois"]);
    let is_near = matches!(words.gap(at + 1), Gap::Space | Gap::Glued);
    let end = at + 2;
    let lasts =
        matches!(words.gap(end), Gap::Space | Gap::Apostrophe) && words.is(end, Class::Lasting);
    if !is_near || !is_years && !is_months {
        return None;
    }
    let says_i = is_years && has_age(words, at) && !lasts;
    let is_aged = at > 1 && words.is_one_of(at - 1, &["de"]) && is_aged(words, at - 2);
    let is_of_child = (!lasts || is_joined(words, at)) && follows_child(words, at);
    (says_i || is_aged || is_of_child).then_some(end)
}

/// `j'ai 13 ans`, `on a 12 ans`.
fn has_age(words: &Words, at: usize) -> bool {
    let before = words.plain(at.saturating_sub(2)..at);
    ["j ai", "on a", "nous avons"]
        .iter()
        .any(|said| before == *said)
}

/// `âgé de`.
fn is_aged(words: &Words, at: usize) -> bool {
    words.is_one_of(at, &["age", "agee", "ages", "agees"])
}

/// `un fils de 8 ans`: tied to the child by `de`, so that what follows does not matter.
fn is_joined(words: &Words, at: usize) -> bool {
    at > 1 && words.is_one_of(at - 1, &["de"]) && words.is(at - 2, Class::Children)
}

/// `9-year-old daughter`, `7 years old`, `aged 6`, `I'm 13`.
fn english(words: &Words, at: usize) -> Option<usize> {
    let is_years = words.is_one_of(
        at + 1,
        &["year", "years", "yr", "yrs", "yo", "month", "months"],
    );
    if is_years && words.is_one_of(at + 2, &["old", "olds"]) {
        return is_of_somebody(words, at, at + 3).then_some(at + 3);
    }
    let before = words.plain(at.saturating_sub(2)..at);
    let says_i = ["i m", "i am"].contains(&before.as_str()) && !counts(words, at + 1);
    let is_aged = at > 0 && words.is_one_of(at - 1, &["aged", "age"]) && follows_child(words, at);
    let is_child = !counts(words, at + 1)
        && at > 0
        && words.is_one_of(at - 1, &["is", "are", "s", "was", "turned"])
        && at > 1
        && (words.is(at - 2, Class::Children) || words.is(at - 2, Class::Given));
    let end = at + 1 + usize::from(is_years);
    (says_i
        || is_aged
        || is_child
        || is_years && !words.is(end, Class::Lasting) && is_child_beside(words, at))
    .then_some(end)
}

/// Whether an age that ends with `old` is that of somebody: a child is named behind or before it, or it is `my
/// 9-year-old` and no thing follows.
fn is_of_somebody(words: &Words, at: usize, end: usize) -> bool {
    let is_child = words.is(end, Class::Children) && words.gap(end) == Gap::Space;
    let is_end = words.gap(end) != Gap::Space;
    let is_verb = words.is(end, Class::States)
        || words.is(end, Class::Deeds)
        || words.is(end, Class::Common)
        || words
            .get(end)
            .is_some_and(|token| token.plain.ends_with("ed"));
    let is_ours = at > 0 && words.is(at - 1, Class::Ours);
    let says_is = at > 0 && words.is_one_of(at - 1, &["is", "m", "am", "s", "are", "was"]);
    is_child
        || is_ours && (is_end || is_verb)
        || says_is
            && (is_child_beside(words, at)
                || words.is_one_of(at.saturating_sub(2), &["i", "she", "he"]))
        || follows_child(words, at)
}

/// `(6 et 11 ans)`, `aged 6 and 9`: a number in a list that ends with an age.
fn listed(words: &Words, at: usize) -> Option<usize> {
    let mut end = at + 1;
    while end < at + 6 {
        let is_between = words.is_one_of(end, &["et", "and"])
            || matches!(words.gap(end), Gap::Comma | Gap::Space);
        if !is_between {
            return None;
        }
        if words.is_one_of(end, &["ans"]) {
            return follows_child(words, at).then_some(end + 1);
        }
        let is_number = words.get(end)?.case == Case::Number;
        if !is_number && !words.is_one_of(end, &["et", "and"]) && !is_young(words, end) {
            return None;
        }
        end += 1;
    }
    None
}

/// `en CM2`, `je suis en 5e`, said of somebody.
fn class(words: &Words, at: usize) -> Option<usize> {
    let is_glued = words.gap(at + 1) == Gap::Glued;
    let end = at + 1 + usize::from(is_glued);
    let name: String = words.plain(at..end).replace(' ', "");
    if at == 0 || !words.is_one_of(at - 1, &["en"]) || !CLASSES.contains(&name.as_str()) {
        return None;
    }
    let before = words.plain(at.saturating_sub(3)..at - 1);
    let says_i = before.ends_with("suis") || before.ends_with("je rentre");
    (says_i || follows_child(words, at)).then_some(end)
}

/// Whether a number is that of years below fifteen.
fn is_young(words: &Words, at: usize) -> bool {
    let Some(token) = words.get(at) else {
        return false;
    };
    let in_letters = NUMBERS
        .iter()
        .any(|(fr, en)| token.plain == *fr || token.plain == *en);
    match token.case {
        Case::Number => {
            token.gap != Gap::Glued && token.plain.parse().is_ok_and(|age: u32| age < ADULT_ENOUGH)
        }
        _ => in_letters,
    }
}

/// Whether the number is a limit or a length of time: `moins de 12 ans`, `depuis 10 ans`, `6 à 12 ans`.
fn limits(words: &Words, at: usize) -> bool {
    let near = (at.saturating_sub(3)..at).rev();
    let is_told = |before: &usize| words.gap(before + 1) != Gap::Break;
    let mut near = near.take_while(is_told);
    let is_range = words.is_one_of(at + 1, &["a", "to", "ou"])
        && words
            .get(at + 2)
            .is_some_and(|token| token.case == Case::Number)
        || words.gap(at + 1) == Gap::Hyphen
            && words
                .get(at + 1)
                .is_some_and(|token| token.case == Case::Number)
        || at > 1
            && words.is_one_of(at - 1, &["a", "to"])
            && words
                .get(at - 2)
                .is_some_and(|token| token.case == Case::Number)
        || words.gap(at) == Gap::Hyphen;
    is_range || near.any(|before| words.is(before, Class::Spans))
}

/// Whether a child is spoken of in the words just before.
fn follows_child(words: &Words, at: usize) -> bool {
    for before in (at.saturating_sub(REACH)..at).rev() {
        if matches!(words.gap(before + 1), Gap::Break | Gap::Stop) {
            return false;
        }
        let is_name = words.is(before, Class::Given) && words.is_capital(before);
        if words.is(before, Class::Children) || is_name {
            return true;
        }
    }
    false
}

/// Whether a child is spoken of just before or behind.
fn is_child_beside(words: &Words, at: usize) -> bool {
    follows_child(words, at) || (at + 1..at + 4).any(|next| words.is(next, Class::Children))
}

/// Whether the word behind a number is something counted: `I'm 10 minutes late`.
fn counts(words: &Words, at: usize) -> bool {
    let is_near = matches!(words.gap(at), Gap::Space | Gap::Glued | Gap::Hyphen);
    is_near
        && !words.is(at, Class::Common)
        && !words.is(at, Class::States)
        && !words.is_one_of(at, &["years", "year", "now"])
}

//! Ages of children: below fifteen, the age from which French law lets somebody consent alone (loi Informatique et
//! Libertés, article 45).

use std::ops::Range;

use super::classes::Class;
use super::words::Words;
use crate::text::{Case, Gap};

/// The age from which somebody may consent alone, in years.
const ADULT_ENOUGH: u32 = 15;
/// How many words may stand between a child and its age.
const REACH: usize = 7;
/// How many words ago the child that `elle a 9 ans` speaks of may have been named.
const MEMORY: usize = 40;
/// The longest list of ages, in words.
const LIST: usize = 6;

/// Years of school that end before fifteen.
const SCHOOL: [&str; 11] =
    ["cp", "ce1", "ce2", "cm1", "cm2", "6e", "5e", "4e", "sixieme", "cinquieme", "quatrieme"];

/// Who says their own age.
const I: [&str; 5] = ["j ai", "on a", "nous avons", "i m", "i am"];

/// Who has an age in a sentence; French words may speak of things, so that a child must have been named before.
const THEY: [&str; 7] =
    ["il a", "elle a", "ils ont", "elles ont", "il n a que", "elle n a que", "qui a"];

/// Who is of an age in a sentence, in English.
const THEY_ARE: [&str; 7] = ["he is", "she is", "he s", "she s", "he was", "she was", "they are"];

/// Words between `is` and an age.
const ADVERBS: [&str; 6] = ["only", "just", "nearly", "barely", "seulement", "deja"];

/// The ages under fifteen of somebody.
pub fn find_ages(words: &Words) -> Vec<Range<usize>> {
    let found = (0..words.len()).filter_map(|at| {
        let end = end_of_age(words, at).or_else(|| end_of_school_year(words, at))?;
        Some(words.range_of(at..end))
    });
    let mut found: Vec<_> = found.collect();
    // In `5, 8 et 9 ans` each number finds the rest of the list, so what starts inside the age before it goes. `dedup_by` hands
    // over the later one first.
    found.dedup_by(|next, last| next.start < last.end);
    found
}

/// Where an age that begins with this number ends.
fn end_of_age(words: &Words, at: usize) -> Option<usize> {
    if !is_young(words, at) || is_limit(words, at) || is_range(words, at) {
        return None;
    }
    end_of_years(words, at)
        .or_else(|| years_old(words, at))
        .or_else(|| end_of_bare_age(words, at))
        .or_else(|| end_of_listed_age(words, at))
        .or_else(|| end_of_apposed_age(words, at))
}

/// `8 ans`, `six mois`, of somebody.
fn end_of_years(words: &Words, at: usize) -> Option<usize> {
    let is_near = matches!(words.gap_before(at + 1), Gap::Space | Gap::Glued);
    let is_years = words.is_one_of(at + 1, &["ans", "an"]);
    if !is_near || !is_years && !words.is_one_of(at + 1, &["mois"]) {
        return None;
    }
    let end = at + 2;
    // `8 ans d’attente` and `10 ans après` are lengths of time, as the words behind them show.
    let lasts = matches!(words.gap_before(end), Gap::Space | Gap::Apostrophe)
        && words.has_class(end, Class::Lasting);
    // `âgée de 9 ans`, `une fille de 9 ans`: `de` ties the age to the word before it.
    let is_tied = at > 1 && words.is_one_of(at - 1, &["de"]);
    let is_aged = is_tied && words.is_one_of(at - 2, &["age", "agee", "ages", "agees"]);
    let is_of_child = is_tied && words.has_class(at - 2, Class::Children);
    // `elle a six mois pour répondre` is no age, so `avoir` counts only with years.
    let is_of_somebody = is_years
        && (has_phrase_before(words, at, &I)
            || has_phrase_before(words, at, &THEY) && remembers_child(words, at));
    (is_aged || is_of_child || !lasts && (is_of_somebody || follows_child(words, at)))
        .then_some(end)
}

/// `9-year-old daughter`, `7 years old`, `6 months old`.
fn years_old(words: &Words, at: usize) -> Option<usize> {
    const UNITS: [&str; 6] = ["year", "years", "yr", "yrs", "month", "months"];
    let end = at + 3;
    if !words.is_one_of(at + 1, &UNITS) || !words.is_one_of(at + 2, &["old", "olds"]) {
        return None;
    }
    let is_child = words.gap_before(end) == Gap::Space && words.has_class(end, Class::Children);
    let is_of_somebody =
        has_phrase_before(words, at, &I) || has_phrase_before(words, at, &THEY_ARE);
    // `our 9-year-old` may stand for the child itself, when no thing follows as in `our 10-year-old car`.
    let is_ours = at > 0 && words.has_class(at - 1, Class::Ours) && !is_thing(words, end);
    (is_child || is_of_somebody || is_ours || follows_child(words, at)).then_some(end)
}

/// Whether a thing is what is so old: `our 10-year-old car`.
fn is_thing(words: &Words, at: usize) -> bool {
    // A list of things would have no end. A word is a thing when it is no verb, no small word and nobody.
    let others = [Class::States, Class::Deeds, Class::Common, Class::People];
    // Verbs in the past are too many for a list, too.
    let is_verb = words.get(at).is_some_and(|token| token.folded.ends_with("ed"));
    words.gap_before(at) == Gap::Space
        && !is_verb
        && !others.iter().any(|class| words.has_class(at, *class))
}

/// A number alone that is an age: `I'm 13`, `aged 6`, `our son is five`.
fn end_of_bare_age(words: &Words, at: usize) -> Option<usize> {
    let before = at.checked_sub(1)?;
    let is_years = words.is_one_of(at + 1, &["years"]) && !words.has_class(at + 2, Class::Lasting);
    // The number must end the phrase: `I’m 10 minutes late` goes on with what is counted.
    let is_last = !is_counted_thing(words, at + 1) || is_years;
    let is_of_somebody =
        has_phrase_before(words, at, &I) || has_phrase_before(words, at, &THEY_ARE);
    let is_aged = words.is_one_of(before, &["aged", "age"]) && follows_child(words, at);
    let is_child = words.is_one_of(before, &["is", "are", "s", "was", "turned"])
        && before > 0
        && (words.has_class(before - 1, Class::Children)
            || words.has_class(before - 1, Class::Given));
    let is_english = words.gap_before(at) == Gap::Space && is_last && (is_of_somebody || is_child);
    // The phrases of somebody who says their age hold French ones too, and there a bare number counts: `j’ai 2 questions`.
    let is_age = is_english && !words.is_one_of(before, &["ai", "a", "avons"]) || is_aged;
    is_age.then_some(at + 1)
}

/// `6 et 11 ans`, `5, 8 and 9 years old`: a number in a list that ends with an age.
fn end_of_listed_age(words: &Words, at: usize) -> Option<usize> {
    // Looks to the right along the list: `et` or another young number, until the unit of all of them.
    for end in at + 1..at + LIST {
        if words.is_one_of(end, &["ans", "years", "mois"]) {
            return follows_child(words, at).then_some(end + 1);
        }
        let is_joined = words.is_one_of(end, &["et", "and"]) || is_young(words, end);
        if !is_joined || !matches!(words.gap_before(end), Gap::Comma | Gap::Space) {
            return None;
        }
    }
    None
}

/// `my grandson, 11,`, `two children (4 and 9)`: numbers set apart right behind a child.
fn end_of_apposed_age(words: &Words, at: usize) -> Option<usize> {
    let is_child = at > 0 && words.has_class(at - 1, Class::Children);
    let is_opened = is_child && matches!(words.gap_before(at), Gap::Comma | Gap::Other);
    let is_pair = words.is_one_of(at + 1, &["et", "and"]) && is_young(words, at + 2);
    let end = at + if is_pair { 3 } else { 1 };
    // Only a sign closes it: in `notre fils, 11 places plus loin`, a space follows.
    let is_closed = !matches!(words.gap_before(end), Gap::Space | Gap::Hyphen | Gap::Glued);
    let is_number = words.get(at)?.case == Case::Number;
    (is_opened && is_closed && is_number).then_some(end)
}

/// `en CM2`, `en 5e`, of somebody.
fn end_of_school_year(words: &Words, at: usize) -> Option<usize> {
    // `5e` is a number with a letter glued to it, `CM2` letters with a digit: each is two words here, but `CP` is one.
    let end = at + 1 + usize::from(words.gap_before(at + 1) == Gap::Glued);
    let before = at.checked_sub(1).filter(|before| words.is_one_of(*before, &["en"]))?;
    let name: String = words.plain_text_of(at..end).replace(' ', "");
    let says_i = before > 0 && words.is_one_of(before - 1, &["suis", "entre", "rentre", "passe"]);
    let is_age = SCHOOL.contains(&name.as_str()) && (says_i || follows_child(words, at));
    is_age.then_some(end)
}

/// Whether a number is below fifteen.
fn is_young(words: &Words, at: usize) -> bool {
    let Some(token) = words.get(at) else {
        return false;
    };
    match token.case {
        Case::Number => {
            // Digits glued to what stands before them are part of a code: `A13`.
            let age: Option<u32> = token.folded.parse().ok();
            token.gap != Gap::Glued && age.is_some_and(|age| age < ADULT_ENOUGH)
        }
        _ => is_young_in_letters(&token.folded),
    }
}

/// An age in letters, from one to fourteen.
fn is_young_in_letters(plain: &str) -> bool {
    matches!(
        plain,
        "un" | "deux"
            | "trois"
            | "quatre"
            | "cinq"
            | "six"
            | "sept"
            | "huit"
            | "neuf"
            | "dix"
            | "onze"
            | "douze"
            | "treize"
            | "quatorze"
            | "one"
            | "two"
            | "three"
            | "four"
            | "five"
            | "seven"
            | "eight"
            | "nine"
            | "ten"
            | "eleven"
            | "twelve"
            | "thirteen"
            | "fourteen"
    )
}

/// Whether the number is a limit or a length of time: `moins de 12 ans`, `depuis 10 ans`.
fn is_limit(words: &Words, at: usize) -> bool {
    // Three words back within the sentence: `interdit aux moins de 12 ans`.
    let near = (at.saturating_sub(3)..at).rev();
    let mut near = near.take_while(|before| words.gap_before(before + 1) != Gap::Break);
    near.any(|before| words.has_class(before, Class::Spans))
}

/// Whether the number is an end of a range: `de 6 à 12 ans`, `6-12 ans`.
fn is_range(words: &Words, at: usize) -> bool {
    let is_number = |at: usize| words.get(at).is_some_and(|token| token.case == Case::Number);
    let is_to = |at: usize| words.is_one_of(at, &["a", "to", "ou", "or"]);
    let begins = is_to(at + 1) && is_number(at + 2)
        || words.gap_before(at + 1) == Gap::Hyphen && is_number(at + 1);
    let ends = at > 1 && is_to(at - 1) && is_number(at - 2) || words.gap_before(at) == Gap::Hyphen;
    begins || ends
}

/// Whether one of some phrases stands just before, perhaps with an adverb between.
fn has_phrase_before(words: &Words, at: usize, phrases: &[&str]) -> bool {
    let has_adverb = at > 0 && words.is_one_of(at - 1, &ADVERBS);
    let end = at - usize::from(has_adverb);
    // Four words back, as many as `elle n a que` has. What is left before the phrase must end with a space, since `avril a` ends
    // with `il a` too.
    let before = words.plain_text_of(end.saturating_sub(4)..end);
    let mut rests = phrases.iter().filter_map(|phrase| before.strip_suffix(phrase));
    rests.any(|rest| rest.is_empty() || rest.ends_with(' '))
}

/// Whether a child is spoken of in the words just before.
fn follows_child(words: &Words, at: usize) -> bool {
    for before in (at.saturating_sub(REACH)..at).rev() {
        // A gap belongs to the word behind it, so the one after `before` is asked of `before + 1`.
        if matches!(words.gap_before(before + 1), Gap::Break | Gap::Stop) {
            return false;
        }
        let is_name = words.has_class(before, Class::Given) && words.is_capital(before);
        if words.has_class(before, Class::Children) || is_name {
            return true;
        }
    }
    false
}

/// Whether a child, or somebody by their given name, was spoken of not long ago.
fn remembers_child(words: &Words, at: usize) -> bool {
    let mut earlier = at.saturating_sub(MEMORY)..at;
    earlier.any(|earlier| {
        words.has_class(earlier, Class::Children) || words.has_class(earlier, Class::Given)
    })
}

/// Whether the word behind a number is something counted: `I'm 10 minutes late`.
fn is_counted_thing(words: &Words, at: usize) -> bool {
    let is_near = matches!(words.gap_before(at), Gap::Space | Gap::Glued | Gap::Hyphen);
    let others = [Class::Common, Class::States];
    is_near
        && !others.iter().any(|class| words.has_class(at, *class))
        && !words.is_one_of(at, &["now"])
}

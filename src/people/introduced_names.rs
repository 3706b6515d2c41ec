//! Names that no list knows, found where only a name can stand: behind `my name is`, at the end of a letter, before an age.

use super::classes::Class;
use super::name_context::{follows_description, is_ours, is_somebody};
use super::name_parts::end_of_surname;
use super::words::Words;
use crate::text::{Case, Gap};

/// Where an unknown name ends that begins here, where only a name can stand: `je m'appelle`, `un certain`, `mon mari`, at the end of a letter.
pub fn end_of_introduced_name(words: &Words, at: usize) -> Option<usize> {
    const PHRASES: [&str; 8] = [
        "je m appelle",
        "my name is",
        "my name s",
        "mon nom est",
        "au nom de",
        "in the name of",
        "moi c est",
        "name of",
    ];
    let end = end_of_surname(words, at).filter(|_| words.is_capital(at))?;
    // Four words back, as many as the longest phrase has.
    let before = words.plain_text_of(at.saturating_sub(4)..at);
    let is_near = words.gap_before(at) == Gap::Space;
    let has_phrase = PHRASES.iter().any(|phrase| {
        // `surname of` is not `name of`: the phrase begins where a word does.
        let start = before.strip_suffix(phrase);
        start.is_some_and(|start| start.is_empty() || start.ends_with(' '))
    });
    let is_named = at > 0 && words.has_class(at - 1, Class::Namings);
    let is_ours =
        is_ours(words, at) && !is_people(words, at) && !words.has_class(at, Class::NoNames);
    // Each of these knows a name by its place alone, so that no list needs to know it.
    let is_name = is_near && (has_phrase || is_named || is_ours)
        || is_signed(words, at)
        || is_apposed(words, at, end)
        || is_aged(words, at, end)
        || is_known_by_surname(words, at, end);
    (is_name && is_somebody(words, at, end)).then_some(end)
}

/// `Cordialement, Yolaine`, where nothing follows.
fn is_signed(words: &Words, at: usize) -> bool {
    let is_closed = at > 0 && words.has_class(at - 1, Class::Closings);
    // All that is left of the text are capitals, three words at most: a signature and no sentence.
    is_closed && (at..words.len()).all(|next| words.is_capital(next)) && words.len() - at <= 3
}

/// `la jeune fille de l'accueil, Zuzanna, …`, `Youssouf, le plongeur, …`.
fn is_apposed(words: &Words, at: usize, end: usize) -> bool {
    let is_lone =
        end == at + 1 && words.gap_before(end) == Gap::Comma && !words.has_class(at, Class::Places);
    // `Youssouf, le plongeur`: an article, then within three words what somebody does.
    let follows = (end..end + 3)
        .take_while(|next| matches!(words.gap_before(*next), Gap::Comma | Gap::Space));
    let is_described_behind = words.is_sentence_start(at)
        && words.has_class(end, Class::Articles)
        && follows.skip(1).any(|next| words.has_class(next, Class::People));
    is_lone && (is_described_behind || follows_description(words, at))
}

/// `Enaël, 34 ans`.
fn is_aged(words: &Words, at: usize, end: usize) -> bool {
    let has_number = words.gap_before(end) == Gap::Comma
        && words.get(end).is_some_and(|age| age.case == Case::Number);
    let is_age = words.is_one_of(end + 1, &["ans", "years", "yo"])
        && words.gap_before(end + 1) != Gap::Comma;
    // `Paulette, 10 ans après` says how long ago, not how old.
    let lasts = words.gap_before(end + 2) == Gap::Space
        && words.has_class(end + 2, Class::Lasting)
        && !words.is_one_of(end + 2, &["de"]);
    has_number && is_age && !lasts && !words.has_class(at, Class::Places)
}

/// `Job Le Corre`, inside a sentence: a word with a capital and a known surname.
fn is_known_by_surname(words: &Words, at: usize, end: usize) -> bool {
    // A known surname or a place is no unknown first name: other rules decide on it.
    let is_unknown = !words.has_class(at, Class::Places) && !words.has_class(at, Class::Surnames);
    let is_inside = !words.is_sentence_start(at) && at > 0 && !words.is_capital(at - 1);
    let is_surname = end > at + 1
        && words.has_class(end - 1, Class::Surnames)
        && words.gap_before(at + 1) == Gap::Space;
    is_unknown && is_inside && is_surname
}

/// Words with a capital that say where somebody comes from, or which guide it is.
fn is_people(words: &Words, at: usize) -> bool {
    const ENDS: [&str; 12] = [
        "ais", "aise", "ien", "ienne", "ois", "oise", "ish", "ian", "belge", "suisse", "breton",
        "bretonne",
    ];
    let plain = words.get(at).map_or("", |token| token.folded.as_ref());
    ENDS.iter().any(|end| plain.ends_with(end)) || ["michelin", "routard"].contains(&plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_that_introduces_a_name_begins_with_a_word() {
        let names = |text: &str| {
            let words = Words::from_text(text);
            (0..words.len()).filter(|at| end_of_introduced_name(&words, *at).is_some()).count()
        };
        assert_eq!(names("we booked under the name of Krellan"), 1);
        assert_eq!(names("name of Krellan"), 1);
        assert_eq!(names("we looked up the surname of Krellan"), 0);
    }
}

//! What stands around a name, and shows whether it is that of a person of today or of a place, a thing, a book.

use super::classes::Class;
use super::name_parts::sense_of_name;
use super::words::Words;
use crate::text::Gap;

/// How many words may stand between a place and the name it bears: `place du Général de Gaulle`.
const REACH: usize = 6;

/// Whether a name is that of somebody of today, rather than of a place, a thing or a book.
pub fn is_somebody(words: &Words, at: usize, end: usize) -> bool {
    // With an article, `la Marie-Jeanne` is a boat.
    let is_thing = at > 0
        && words.has_class(at - 1, Class::Articles)
        && matches!(words.gap_before(at), Gap::Space | Gap::Apostrophe);
    !is_thing
        && !is_in_place_name(words, at)
        && !has_place_word_behind(words, end)
        && !is_quoted(words, at, end)
}

/// Whether a place or a thing before the name bears it: `quai Charles-de-Gaulle`, `la Saint-Jean`.
pub fn is_in_place_name(words: &Words, at: usize) -> bool {
    // Walks back from the name over the words that may join it to what bears it, `place du Général de Gaulle`, and stops at
    // the first other word.
    let mut here = at;
    for _ in 0..REACH {
        let is_near = matches!(
            words.gap_before(here),
            Gap::Space | Gap::Hyphen | Gap::Apostrophe | Gap::Stop
        );
        let Some(before) = here.checked_sub(1).filter(|_| is_near) else {
            return false;
        };
        if words.has_class(before, Class::Ranks) {
            return true;
        }
        if words.gap_before(here) == Gap::Stop {
            return false;
        }
        if words.has_class(before, Class::Places) {
            // `la rue de Marie` is called after her, `la maison de Marie` is hers.
            let is_owned = here + 1 == at && words.is_one_of(here, &["de", "d"]);
            return !(is_owned && words.has_class(before, Class::Homes));
        }
        let is_between = words.has_class(before, Class::Particles)
            || words.has_class(before, Class::Titles)
            || words.is_one_of(before, &["of", "aux", "au"])
            || words.is_capital(before) && !words.is_sentence_start(before);
        if !is_between {
            return false;
        }
        here = before;
    }
    false
}

/// Whether a word behind the name makes a place of it: `Victoria Station`, `Frank's Corner`.
pub fn has_place_word_behind(words: &Words, end: usize) -> bool {
    let is_owned = words.gap_before(end) == Gap::Apostrophe && words.is_one_of(end, &["s"]);
    let next = end + usize::from(is_owned);
    let is_place = is_owned || words.has_class(next, Class::PlacesAfter);
    words.gap_before(next) == Gap::Space && is_place && words.is_capital(next)
}

/// A name alone between quotes is that of a thing.
fn is_quoted(words: &Words, at: usize, end: usize) -> bool {
    let before = words.signs_before(at).trim_end();
    let after = words.signs_before(end).trim_start();
    before.ends_with(['«', '"', '“', '‘']) && after.starts_with(['»', '"', '”', '’'])
}

/// Whether somebody is thanked, greeted or named just before, or what they are to us stands there.
pub fn is_spoken_of(words: &Words, at: usize) -> bool {
    let before = words.plain_text_of(at.saturating_sub(2)..at);
    if words.gap_before(at) == Gap::Space && ["je suis", "i am", "i m"].contains(&before.as_str()) {
        return true;
    }
    let is_picked = ["c est", "it was", "it s"].contains(&before.as_str());
    if is_picked && words.is_one_of(at + 1, &["qui", "who"]) {
        return true;
    }
    // Walks back over small words to a cue: `merci beaucoup à Soizic`. A word for people must touch the name.
    let mut here = at;
    for _ in 0..3 {
        if words.word_before(here).is_none() {
            return false;
        }
        here -= 1;
        if words.has_class(here, Class::Cues)
            || words.has_class(here, Class::People) && here + 1 == at
        {
            return true;
        }
        if !words.has_class(here, Class::Links) || words.gap_before(here + 1) == Gap::Stop {
            return false;
        }
    }
    false
}

/// Whether a comma parts the word from somebody described by what they do: `la jeune fille de l'accueil,`.
pub fn follows_description(words: &Words, at: usize) -> bool {
    if words.gap_before(at) != Gap::Comma || words.is_capital(at.saturating_sub(1)) {
        return false;
    }
    // Walks back over `la jeune fille de l’accueil` until it meets a word for people. A comma stands before the name, so that
    // the name is not the first word and `at - 1` is safe.
    let mut here = at - 1;
    for _ in 0..REACH {
        if words.has_class(here, Class::People) {
            return true;
        }
        if !matches!(words.gap_before(here), Gap::Space | Gap::Apostrophe) || here == 0 {
            return false;
        }
        here -= 1;
    }
    false
}

/// Whether a name that is a word too has a capital that its sentence does not ask for.
pub fn stands_out(words: &Words, at: usize) -> bool {
    let follows_capital = at > 0 && words.is_capital(at - 1) && words.gap_before(at) == Gap::Space;
    !words.is_sentence_start(at) && !follows_capital
}

/// `Gull Rock`, which is one name of a place, and `Grâce à`, which thanks nobody called so.
pub fn is_part_of_more(words: &Words, at: usize, end: usize) -> bool {
    let follows_capital = at > 0 && words.is_capital(at - 1) && words.gap_before(at) == Gap::Space;
    let is_thanks =
        words.is_one_of(at, &["grace"]) && ["à", "au", "aux"].contains(&words.written_word(end));
    follows_capital && !words.is_sentence_start(at) || is_thanks
}

/// Whether what follows is what only people do.
pub fn is_followed_by_deed(words: &Words, end: usize) -> bool {
    // A pronoun shows a deed only with a verb behind it: `Soizic nous a aidés`.
    let is_pronoun = words.is_one_of(end, &["nous", "m", "vous", "lui"]);
    let is_deed = words.has_class(end, Class::Deeds);
    words.gap_before(end) == Gap::Space
        && is_deed
        && (!is_pronoun || words.has_class(end + 1, Class::States))
}

/// Whether what follows is what people and things do, or another name.
pub fn is_subject(words: &Words, end: usize) -> bool {
    let is_pair = words.is_one_of(end, &["et", "and"])
        && words.is_capital(end + 1)
        && sense_of_name(words, end + 1).is_some();
    let does = words.gap_before(end) == Gap::Space && words.has_class(end, Class::States);
    is_pair || does || is_followed_by_deed(words, end)
}

/// `my daughter`, then something that is no verb.
pub fn is_ours(words: &Words, at: usize) -> bool {
    let is_ours =
        at > 1 && words.has_class(at - 1, Class::People) && words.has_class(at - 2, Class::Ours);
    is_ours && words.gap_before(at) == Gap::Space && !words.has_class(at, Class::Verbs)
}

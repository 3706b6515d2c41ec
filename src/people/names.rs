//! Names of people, known from those of places, firms and months by their form and by what stands around them.

use std::ops::Range;

use super::classes::{Class, is_famous};
use super::introduced_names::end_of_introduced_name;
use super::name_context::{
    follows_description, has_place_word_behind, is_followed_by_deed, is_in_place_name, is_ours,
    is_part_of_more, is_somebody, is_spoken_of, is_subject, stands_out,
};
use super::name_parts::{
    NameSense, end_of_surname, given_name_at, is_acronym, is_initial, is_plain, surname_behind,
};
use super::words::Words;
use crate::text::{Case, Gap};

/// The names of people.
pub fn find_names(words: &Words) -> Vec<Range<usize>> {
    let (mut found, mut at) = (Vec::new(), 0);
    while at < words.len() {
        // A famous name is passed over whole, so that `Victor` of `Victor Hugo` is not found on its own.
        if let Some(end) = end_of_famous_name(words, at) {
            at = end;
        } else if let Some(end) = end_of_name(words, at) {
            found.push(words.range_of(at..end));
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

/// Where the name that begins with the word at a place ends.
fn end_of_name(words: &Words, at: usize) -> Option<usize> {
    // The second half of `Jean-Pierre` begins no name: the first half took it along, or refused it.
    if words.gap_before(at) == Gap::Hyphen || !may_begin(words, at) {
        return None;
    }
    // The forms with the most signs of a name go first. `DUPONT Jean` is read whole before `Jean` could be found alone.
    end_of_titled_name(words, at)
        .or_else(|| end_of_initialled_name(words, at))
        .or_else(|| end_of_reversed_name(words, at))
        .or_else(|| end_of_full_name(words, at))
        .or_else(|| end_of_lone_name(words, at))
        .or_else(|| end_of_introduced_name(words, at))
}

/// Whether some name may begin with a word: it has a capital, or is a title or a given name. Most are neither.
fn may_begin(words: &Words, at: usize) -> bool {
    const BEGINNINGS: [Class; 7] = [
        Class::ShortTitles,
        Class::Titles,
        Class::Given,
        Class::Farther,
        Class::Words,
        Class::Nouns,
        Class::Elsewhere,
    ];
    words.is_capital(at) || words.is_any(at, &BEGINNINGS)
}

/// `Mme Le Bihan`, `mr martin`, `le docteur Morvan`.
fn end_of_titled_name(words: &Words, at: usize) -> Option<usize> {
    let is_short = words.has_class(at, Class::ShortTitles);
    // `Mme Durand` or `M. Durand`: a stop here belongs to the title.
    let is_parted = matches!(words.gap_before(at + 1), Gap::Space | Gap::Stop);
    let is_title = is_short || words.has_class(at, Class::Titles) && is_written_as_title(words, at);
    if !is_title || !is_parted || is_no_name(words, at + 1) || is_in_place_name(words, at) {
        return None;
    }
    // Behind the title stands a given name, perhaps with a surname, or a surname. `mme` and `mr` are so sure that behind
    // them any word will do, small letters included.
    let end = match given_name_at(words, at + 1) {
        Some((end, _)) => surname_behind(words, end).unwrap_or(end),
        None => end_of_surname(words, at + 1)
            .or_else(|| any_word(words, at + 1).filter(|_| is_short))?,
    };
    // `le docteur arrive` names nobody: behind a long title, a small letter needs a surname that is known.
    let is_sure = words.is_capital(at + 1) || is_short || words.has_class(end - 1, Class::Surnames);
    (is_sure && !has_place_word_behind(words, end)).then_some(end)
}

/// `M.` and `Me` are titles as they are written, `m` and `me` are not.
fn is_written_as_title(words: &Words, at: usize) -> bool {
    match words.written_word(at) {
        title if title.chars().count() > 2 => true,
        title => ["M", "Me", "MM", "Pr", "Ms", "Mx"].contains(&title),
    }
}

fn is_no_name(words: &Words, at: usize) -> bool {
    // `M. Le Bihan`: a particle with a capital begins a surname, though `le` is on the list of what is none.
    let is_particle = words.has_class(at, Class::Particles) && words.is_capital(at);
    !is_particle && words.has_class(at, Class::NoNames)
}

/// Any word behind a short title in small letters.
fn any_word(words: &Words, at: usize) -> Option<usize> {
    let token = words.get(at)?;
    let is_word = token.case != Case::Number && token.range.len() > 1;
    (is_word && !words.has_class(at, Class::Common)).then_some(at + 1)
}

/// `J. Tanguy`, `J.-P. Morel`.
fn end_of_initialled_name(words: &Words, at: usize) -> Option<usize> {
    if !is_initial(words, at) || is_in_place_name(words, at) {
        return None;
    }
    // The second initial is at most two bytes away: `J.P.`, `J. P.`, `J.-P.`.
    let second = is_initial(words, at + 1) && words.signs_before(at + 1).len() <= 2;
    let last = at + 1 + usize::from(second);
    let is_dotted = words.gap_before(last) == Gap::Stop;
    let end = end_of_surname(words, last).filter(|_| is_dotted && words.is_capital(last))?;
    // `Bâtiment B. Accueil` is a place. Behind a word that a letter may number, the surname must be known.
    let is_lettered = at > 0 && words.gap_before(at) == Gap::Space && !is_small_word(words, at - 1);
    (words.has_class(end - 1, Class::Surnames) || !is_lettered).then_some(end)
}

fn is_small_word(words: &Words, at: usize) -> bool {
    let small = [Class::Common, Class::Articles, Class::Cues, Class::Links];
    small.iter().any(|class| words.has_class(at, *class)) && !words.has_class(at, Class::Lettered)
}

/// `DUPONT Jean`, `LE GOFF Yannick`.
fn end_of_reversed_name(words: &Words, at: usize) -> Option<usize> {
    let is_upper = |at| words.get(at).is_some_and(|token| token.case == Case::Upper);
    // Up to three words in capitals, the surname, then a given name that is not all in capitals. Where both are, as in
    // `OFFICE ROSE`, nothing tells one from the other.
    let first = (at..at + 3).take_while(|next| {
        is_upper(*next) && (*next == at || words.gap_before(*next) == Gap::Space)
    });
    let behind = at + first.count();
    let (end, sense) = given_name_at(words, behind).filter(|_| behind > at)?;
    let is_name = sense == NameSense::Given && words.is_capital(behind) && !is_upper(behind);
    let is_parted = words.gap_before(behind) == Gap::Space;
    (is_name && is_parted && !is_in_place_name(words, at)).then_some(end)
}

/// A given name and a surname.
fn end_of_full_name(words: &Words, at: usize) -> Option<usize> {
    let (first, sense) = given_name_at(words, at)?;
    let end = surname_behind(words, first)?;
    let is_known = words.has_class(end - 1, Class::Surnames);
    let is_sure = match (words.is_capital(at), sense) {
        (true, NameSense::Given) => true,
        // `Pierre Blanche` may be a rock: the surname must be known, or somebody must be spoken of.
        (true, _) => is_known || is_spoken_of(words, at),
        // `marie martin`: with small letters, both must be sure.
        (false, _) => is_known && is_plain(words, at),
    };
    (is_sure && is_somebody(words, at, end)).then_some(end)
}

/// A given name on its own.
fn end_of_lone_name(words: &Words, at: usize) -> Option<usize> {
    let (end, sense) = given_name_at(words, at)?;
    let is_capital = words.is_capital(at);
    // Behind `my daughter`, a name that is a word too is a name even in small letters.
    let is_plain = is_plain(words, at) || sense == NameSense::Word && is_ours(words, at);
    let is_sure = match (is_capital, sense) {
        (true, NameSense::Given) => !is_acronym(words, at),
        // `Rose` may open a sentence about flowers. Its capital must stand inside a sentence, or what follows must be what people
        // do.
        (true, NameSense::Word) => {
            (stands_out(words, at) || is_subject(words, end)) && !is_part_of_more(words, at, end)
        }
        // `Florence` and `May` are a town and a month until they do something, and `à Florence` stays a town.
        (true, NameSense::Elsewhere) => {
            is_followed_by_deed(words, end)
                && (at == 0 || !words.has_class(at - 1, Class::PlacesBefore))
        }
        (false, _) => is_plain && is_followed_by_deed(words, end),
    };
    let is_plain = is_capital || is_plain;
    let is_sure =
        is_sure || is_plain && (is_spoken_of(words, at) || follows_description(words, at));
    // `chez Marcel` is a restaurant.
    let is_sign = at > 0 && words.is_one_of(at - 1, &["chez"]);
    (is_sure && !is_sign && is_somebody(words, at, end)).then_some(end)
}

/// Where the name of somebody of history, or of a firm, ends that begins here.
fn end_of_famous_name(words: &Words, at: usize) -> Option<usize> {
    if !words.has_class(at, Class::BeginsFamous) {
        return None;
    }
    // The longest first, as a famous name may begin with another.
    let mut ends = (2..=4).rev().map(|count| at + count);
    ends.find(|end| is_famous(&words.plain_text_of(at..*end)))
}

//! Names of people, told from those of places, firms and months by what stands around them.

use std::ops::Range;

use super::classes::{Class, is_famous};
use super::words::Words;
use crate::text::{Case, Gap};

/// How sure a given name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum NameSense {
    /// It is also a place or a month.
    Elsewhere,
    /// It is also a word.
    Word,
    /// It is hardly anything else.
    Given,
}

/// How many words may stand between a place and the name it bears: `place du Général de Gaulle`.
const REACH: usize = 6;

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
    let is_told = words.is_capital(at + 1) || is_short || words.has_class(end - 1, Class::Surnames);
    (is_told && !names_place(words, end)).then_some(end)
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

/// A capital letter on its own.
fn is_initial(words: &Words, at: usize) -> bool {
    let mut letters = words.written_word(at).chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_none()
        && words.is_capital(at)
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
    let is_told = match (words.is_capital(at), sense) {
        (true, NameSense::Given) => true,
        // `Pierre Blanche` may be a rock: the surname must be known, or somebody must be spoken of.
        (true, _) => is_known || is_spoken_of(words, at),
        // `marie martin`: with small letters, both must be sure.
        (false, _) => is_known && is_plain(words, at),
    };
    (is_told && is_somebody(words, at, end)).then_some(end)
}

/// A given name on its own.
fn end_of_lone_name(words: &Words, at: usize) -> Option<usize> {
    let (end, sense) = given_name_at(words, at)?;
    let is_capital = words.is_capital(at);
    // Behind `my daughter`, a name that is a word too is a name even in small letters.
    let is_plain = is_plain(words, at) || sense == NameSense::Word && is_ours(words, at);
    let is_told = match (is_capital, sense) {
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
    let is_told = is_told || is_plain && (is_spoken_of(words, at) || is_told_before(words, at));
    // `chez Marcel` is a restaurant.
    let is_sign = at > 0 && words.is_one_of(at - 1, &["chez"]);
    (is_told && !is_sign && is_somebody(words, at, end)).then_some(end)
}

/// `Gull Rock`, which is one name of a place, and `Grâce à`, which thanks nobody called so.
fn is_part_of_more(words: &Words, at: usize, end: usize) -> bool {
    let follows_capital = at > 0 && words.is_capital(at - 1) && words.gap_before(at) == Gap::Space;
    let is_thanks =
        words.is_one_of(at, &["grace"]) && ["à", "au", "aux"].contains(&words.written_word(end));
    follows_capital && !words.is_sentence_start(at) || is_thanks
}

/// Capitals that are more often the initials of something: a rare name, or one of three letters.
fn is_acronym(words: &Words, at: usize) -> bool {
    let is_short = words.written_word(at).chars().count() < 4;
    let is_upper = words.get(at).is_some_and(|token| token.case == Case::Upper);
    is_upper && (is_short || !words.has_class(at, Class::Given))
}

/// Whether a given name is one even with a small letter.
fn is_plain(words: &Words, at: usize) -> bool {
    let others = [Class::Nouns, Class::Words, Class::Elsewhere];
    words.has_class(at, Class::Given) && !others.iter().any(|class| words.has_class(at, *class))
}

/// `my daughter`, then something that is no verb.
fn is_ours(words: &Words, at: usize) -> bool {
    let is_told =
        at > 1 && words.has_class(at - 1, Class::People) && words.has_class(at - 2, Class::Ours);
    is_told && words.gap_before(at) == Gap::Space && !words.has_class(at, Class::Verbs)
}

/// An unknown name where only a name can stand: `je m'appelle`, `un certain`, `mon mari`, at the end of a letter.
fn end_of_introduced_name(words: &Words, at: usize) -> Option<usize> {
    const SAID: [&str; 8] = [
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
    let is_said = SAID.iter().any(|phrase| {
        // `surname of` is not `name of`: the phrase begins where a word does.
        let start = before.strip_suffix(phrase);
        start.is_some_and(|start| start.is_empty() || start.ends_with(' '))
    });
    let is_named = at > 0 && words.has_class(at - 1, Class::Namings);
    let is_ours =
        is_ours(words, at) && !is_people(words, at) && !words.has_class(at, Class::NoNames);
    // Each of these tells a name by its place alone, so that no list needs to know it.
    let is_name = is_near && (is_said || is_named || is_ours)
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
    let is_told_behind = words.is_sentence_start(at)
        && words.has_class(end, Class::Articles)
        && follows.skip(1).any(|next| words.has_class(next, Class::People));
    is_lone && (is_told_behind || is_told_before(words, at))
}

/// Whether a comma parts the word from somebody told by what they do: `la jeune fille de l'accueil,`.
fn is_told_before(words: &Words, at: usize) -> bool {
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

/// Words with a capital that tell where somebody comes from, or which guide it is.
fn is_people(words: &Words, at: usize) -> bool {
    const ENDS: [&str; 12] = [
        "ais", "aise", "ien", "ienne", "ois", "oise", "ish", "ian", "belge", "suisse", "breton",
        "bretonne",
    ];
    let plain = words.get(at).map_or("", |token| token.folded.as_ref());
    ENDS.iter().any(|end| plain.ends_with(end)) || ["michelin", "routard"].contains(&plain)
}

/// Where the given name that begins here ends, hyphens included; none where a hyphen joins it to something else.
fn given_name_at(words: &Words, at: usize) -> Option<(usize, NameSense)> {
    let first = sense_of_name(words, at)?;
    let mut end = at + 1;
    // Each part behind a hyphen must be a name too: `Marie-Laure` and `Jean-Mi` are, `Rose-Croix` is none.
    while words.gap_before(end) == Gap::Hyphen {
        if sense_of_name(words, end).is_none() && !is_short_for_name(words, end) {
            return None;
        }
        end += 1;
    }
    // Two names that are joined are hardly anything else, whatever each of them may be alone.
    let sense = if end > at + 1 { NameSense::Given } else { first };
    Some((end, sense))
}

/// The second half of `Jean-Mi` or `Anne-So`.
fn is_short_for_name(words: &Words, at: usize) -> bool {
    let is_short = (2..=3).contains(&words.written_word(at).chars().count());
    is_short
        && words.is_capital(at)
        && !words.has_class(at, Class::Particles)
        && words.gap_before(at + 1) != Gap::Hyphen
}

fn sense_of_name(words: &Words, at: usize) -> Option<NameSense> {
    // The least sure sense goes first: a name that is a place too counts as a place until something tells otherwise.
    let senses = [
        (Class::Elsewhere, NameSense::Elsewhere),
        (Class::Words, NameSense::Word),
        (Class::Given, NameSense::Given),
        (Class::Farther, NameSense::Given),
        (Class::Nouns, NameSense::Given),
    ];
    let mut senses = senses.iter().filter(|(class, _)| words.has_class(at, *class));
    senses.next().map(|(_, sense)| *sense)
}

/// The surname one space behind a given name, or its first letter.
fn surname_behind(words: &Words, at: usize) -> Option<usize> {
    if words.gap_before(at) != Gap::Space {
        return None;
    }
    // A letter alone stands for a surname only where something closes it: `Marie D.`, or the end of a line.
    let ends = matches!(words.gap_before(at + 1), Gap::Stop | Gap::Comma | Gap::Break | Gap::Line);
    let is_letter = is_initial(words, at) && ends;
    end_of_surname(words, at).or(is_letter.then_some(at + 1))
}

/// Where the surname that begins here ends: `Le Goff`, `O'Connor`, `Durand-Garnier`, `van der Berg`.
fn end_of_surname(words: &Words, at: usize) -> Option<usize> {
    let last = after_particles(words, at);
    let token = words.get(last)?;
    let is_capital = words.is_capital(last);
    let is_known = words.has_class(last, Class::Surnames);
    // Digits and single letters are no surnames.
    let is_word = token.case == Case::Number || token.range.len() < 2;
    if is_word || words.has_class(last, Class::Common) || !is_capital && !is_known {
        return None;
    }
    let mut end = last + 1;
    while words.gap_before(end) == Gap::Hyphen && words.is_capital(end) {
        end += 1;
    }
    // `Ana Garcia Lopez`: a second surname is taken only when it is known.
    let next = after_particles(words, end);
    let goes_on = words.gap_before(end) == Gap::Space
        && words.is_capital(end)
        && words.has_class(next, Class::Surnames);
    Some(if goes_on { next + 1 } else { end })
}

/// Past the small words that begin a surname.
fn after_particles(words: &Words, at: usize) -> usize {
    const FRENCH: [&str; 7] = ["de", "du", "des", "d", "l", "st", "saint"];
    let mut next = at;
    // At most three particles, as in `van der`. Each must lead to a capital, to a known surname or to another particle, or it is
    // a plain word of the sentence.
    while next < at + 3 && words.has_class(next, Class::Particles) {
        // `Marie de Rennes`: behind a capital, a small `de` may tell where somebody comes from, so it begins no surname.
        let is_small = !words.is_capital(next) && words.is_one_of(next, &FRENCH);
        let is_parted =
            matches!(words.gap_before(next + 1), Gap::Space | Gap::Apostrophe | Gap::Hyphen);
        let goes_on = words.is_capital(next + 1)
            || words.has_class(next + 1, Class::Particles)
            || words.has_class(next + 1, Class::Surnames);
        if is_small && words.is_capital(at.saturating_sub(1)) || !is_parted || !goes_on {
            break;
        }
        next += 1;
    }
    next
}

/// Whether a name is that of somebody of today, rather than of a place, a thing or a book.
fn is_somebody(words: &Words, at: usize, end: usize) -> bool {
    // With an article, `la Marie-Jeanne` is a boat.
    let is_thing = at > 0
        && words.has_class(at - 1, Class::Articles)
        && matches!(words.gap_before(at), Gap::Space | Gap::Apostrophe);
    !is_thing
        && !is_in_place_name(words, at)
        && !names_place(words, end)
        && !is_quoted(words, at, end)
}

/// Whether a place or a thing before the name bears it: `quai Charles-de-Gaulle`, `la Saint-Jean`.
fn is_in_place_name(words: &Words, at: usize) -> bool {
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
fn names_place(words: &Words, end: usize) -> bool {
    let is_owned = words.gap_before(end) == Gap::Apostrophe && words.is_one_of(end, &["s"]);
    let next = end + usize::from(is_owned);
    let is_place = is_owned || words.has_class(next, Class::PlacesAfter);
    words.gap_before(next) == Gap::Space && is_place && words.is_capital(next)
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

/// A name alone between quotes is that of a thing.
fn is_quoted(words: &Words, at: usize, end: usize) -> bool {
    let before = words.signs_before(at).trim_end();
    let after = words.signs_before(end).trim_start();
    before.ends_with(['«', '"', '“', '‘']) && after.starts_with(['»', '"', '”', '’'])
}

/// Whether somebody is thanked, greeted or named just before, or what they are to us is told.
fn is_spoken_of(words: &Words, at: usize) -> bool {
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

/// Whether a name that is a word too has a capital that its sentence does not ask for.
fn stands_out(words: &Words, at: usize) -> bool {
    let follows_capital = at > 0 && words.is_capital(at - 1) && words.gap_before(at) == Gap::Space;
    !words.is_sentence_start(at) && !follows_capital
}

/// Whether what follows is what only people do.
fn is_followed_by_deed(words: &Words, end: usize) -> bool {
    // A pronoun tells a deed only with a verb behind it: `Soizic nous a aidés`.
    let is_pronoun = words.is_one_of(end, &["nous", "m", "vous", "lui"]);
    let is_deed = words.has_class(end, Class::Deeds);
    words.gap_before(end) == Gap::Space
        && is_deed
        && (!is_pronoun || words.has_class(end + 1, Class::States))
}

/// Whether what follows is what people and things do, or another name.
fn is_subject(words: &Words, end: usize) -> bool {
    let is_pair = words.is_one_of(end, &["et", "and"])
        && words.is_capital(end + 1)
        && sense_of_name(words, end + 1).is_some();
    let does = words.gap_before(end) == Gap::Space && words.has_class(end, Class::States);
    is_pair || does || is_followed_by_deed(words, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_that_introduces_a_name_begins_with_a_word() {
        let names = |text: &str| find_names(&Words::from_text(text)).len();
        assert_eq!(names("we booked under the name of Krellan"), 1);
        assert_eq!(names("name of Krellan"), 1);
        assert_eq!(names("we looked up the surname of Krellan"), 0);
    }
}

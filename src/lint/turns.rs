//! Words that deny or turn a sentence: beside a cut, or in it, they decide what was meant.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

use super::words::word_list;
use crate::locale::{InEach, Language};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenTurn {
    denials: String,
    turns: String,
}

struct TurnLists {
    denials: HashSet<String>,
    turns: HashSet<String>,
}

static LISTS: LazyLock<InEach<TurnLists>> = LazyLock::new(|| {
    let words = |words: String| words.split(' ').map(str::to_string).collect();
    word_list::<InEach<WrittenTurn>>("turns")
        .map(|written| TurnLists { denials: words(written.denials), turns: words(written.turns) })
});

/// Whether a word of a language, in lower case, denies or turns the sentence it is in.
pub fn is_risky(word: &str, language: Language) -> bool {
    let lists = LISTS.of(language);
    lists.denials.contains(word) || lists.turns.contains(word)
}

/// Whether a word of a language, in lower case, turns round even what the sentence before said: `but`, `however`.
pub fn is_turn(word: &str, language: Language) -> bool {
    LISTS.of(language).turns.contains(word)
}

/// Whether a word denies or turns a sentence in any language we know.
pub fn is_risky_anywhere(word: &str) -> bool {
    Language::ALL.iter().any(|language| is_risky(word, *language))
}

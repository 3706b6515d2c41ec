//! The lexicon: words that count or praise attention, and what to ask instead.
//!
//! The lists are data, under `templates/lexicon`. A text is folded ([`fold()`]) and searched once for all forms of all
//! lists. Whether a form that is found is meant depends on what stands around it.

mod data;
mod family;
mod fold;
mod forms;
mod inclusive;
mod own;
mod scale;
mod scene;
mod trie;

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use self::data::{Entry, Lists, WordsByLanguage};
pub use self::family::{Family, Kind, Subject};
pub use self::fold::{Folded, FoldedToken, TokenKind, fold};
pub use self::forms::{Unreadable, expand_entry};
pub use self::own::{Addition, OwnWords};
use self::scale::Scale;
pub use self::scale::{Weights, collect_features};
pub use self::scene::When;
use self::scene::{Cue, Scene};
pub use self::trie::stems_of;
use self::trie::{Found, Trie};
use crate::locale::Language;

static BUILT_IN: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::compile(Lists::built_in()));

/// All lists, compiled for searching.
#[derive(Debug)]
pub struct Lexicon {
    lists: Lists,
    /// Every form of every list, with its meanings.
    trie: Trie<WordSense>,
    scale: Scale,
}

/// A word found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match<'a> {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// The family of the word, which holds the question to ask instead.
    pub family: &'a Family,
    /// How it was recognised, which tells how sure it is.
    pub strength: Strength,
    /// The entry of the list that found it, as written there.
    pub form: &'a str,
}

/// How a word was recognised, the least sure first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// No list holds it; it is among the heaviest words of a sentence that boasts as a whole.
    Weighed,
    /// It praises a count.
    Dressing,
    /// It has other meanings, but not with these words around it.
    InContext,
    /// It has no other meaning.
    Plain,
}

/// One meaning of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
struct WordSense {
    /// The language of the list that it comes from; none for cues, which belong to both.
    language: Option<Language>,
    /// Which of its words must be in the plural, one bit a word; the others may be.
    plurals: u64,
    role: WordRole,
}

/// What it means when a pattern is found.
#[derive(Debug, Clone, PartialEq, Eq)]
enum WordRole {
    /// It is a word of a family.
    Form { family: usize, when: When, form: Arc<str> },
    /// It is a phrase in which words of a family mean something else.
    Innocent { family: usize },
    /// It is another subject, near which words of a family mean something else.
    Subject { family: usize },
    /// It shows what the words beside it mean.
    Cue(Cue),
}

/// A pattern found in a text, on a row of its tokens.
struct LexiconHit<'a> {
    tokens: Range<usize>,
    /// Which words of the text are in the plural, one bit a word.
    plurals: u64,
    senses: &'a [WordSense],
}

impl<'a> LexiconHit<'a> {
    fn new(start: usize, found: Found<'a, WordSense>) -> Self {
        Self { tokens: start..start + found.length, plurals: found.plurals, senses: found.meanings }
    }

    /// The meanings whose plurals the text has.
    fn possible_senses(&self) -> impl Iterator<Item = &'a WordSense> {
        let plurals = self.plurals;
        let senses = self.senses.iter();
        // Each plural that the sense requires must be in the text; further plurals in the text do no harm.
        senses.filter(move |sense| sense.plurals & !plurals == 0)
    }

    fn is_form(&self) -> bool {
        let mut senses = self.possible_senses();
        senses.any(|sense| matches!(sense.role, WordRole::Form { .. }))
    }

    fn is_innocent(&self) -> bool {
        let mut senses = self.possible_senses();
        senses.any(|sense| matches!(sense.role, WordRole::Innocent { .. }))
    }
}

impl Lexicon {
    /// The built-in lists, compiled on first use.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// These lists with an organisation's own words added, and those it removed left out.
    pub fn with_own_words(&self, own: &OwnWords) -> Self {
        let mut lists = self.lists.clone();
        own.apply_to(&mut lists);
        Self::compile(lists)
    }

    /// The family with an id; `None` when there is none.
    pub fn family_by_id(&self, id: &str) -> Option<&Family> {
        self.families().find(|family| family.id == id)
    }

    /// Every family, in the order of the lists.
    pub fn families(&self) -> impl Iterator<Item = &Family> {
        self.lists.entries.iter().map(|entry| &entry.family)
    }

    /// Whether a word, however it is written, is a whole form of the lists.
    pub fn has_form(&self, word: &str) -> bool {
        let folded = fold(word);
        let whole = |hit: &LexiconHit| hit.tokens == (0..folded.tokens.len());
        self.find_hits(&folded).iter().any(|hit| whole(hit) && hit.is_form())
    }

    /// The words of a text that slides should do without, in their order; `language` is that of the text.
    ///
    /// One pass over the text for all lists: time grows with the text alone.
    pub fn find_matches(&self, text: &str, language: Language) -> Vec<Match<'_>> {
        let folded = fold(text);
        let hits = self.find_hits(&folded);
        let scene = build_scene(text, &folded, &hits);
        let mut found: Vec<Match> = Kind::ALL
            .iter()
            .flat_map(|kind| self.of_kind(*kind, language, &hits, &scene, &folded))
            .collect();
        self.add_heaviest_words(&folded, &hits, &scene, &mut found);
        found.sort_by_key(|found| (found.range.start, found.family.kind));
        found
    }

    /// All patterns found in a text, sorted by first token, and from the same token the longest first.
    fn find_hits(&self, folded: &Folded) -> Vec<LexiconHit<'_>> {
        let row = self.trie.row_of(folded);
        let mut hits = Vec::new();
        for start in 0..folded.tokens.len() {
            let shorter = hits.len();
            let found = self.trie.find_rows_at(&row, start);
            let meant = found.filter(|found| !found.meanings.is_empty());
            hits.extend(meant.map(|found| LexiconHit::new(start, found)));
            // The longest must come first, so that `taux d’engagement` hides `taux`; the trie has it last.
            hits[shorter..].reverse();
        }
        hits
    }

    /// The matches of one kind that are meant; of those that overlap, the first and longest.
    fn of_kind<'a>(
        &'a self,
        kind: Kind,
        language: Language,
        hits: &[LexiconHit<'a>],
        scene: &Scene,
        folded: &Folded,
    ) -> Vec<Match<'a>> {
        let mut found = Vec::new();
        // One walk over the hits. Those that start before the end of the last match, or lie
        // within the last innocent phrase, are skipped.
        let (mut reached, mut innocent) = (0, 0);
        for hit in hits {
            if hit.tokens.start < reached || hit.tokens.end <= innocent {
                continue;
            }
            let roles = self.possible_roles(kind, language, hit);
            let is_innocent = |role: &&WordRole| matches!(role, WordRole::Innocent { .. });
            if roles.iter().any(is_innocent) {
                innocent = hit.tokens.end;
                continue;
            }
            let Some((family, when, form)) = meant_family(&roles, &hit.tokens, scene) else {
                continue;
            };
            reached = hit.tokens.end;
            let family = &self.lists.entries[family].family;
            found.push(Match {
                range: original_range(folded, &hit.tokens),
                family,
                strength: strength_of(family, when),
                form,
            });
        }
        found
    }

    /// Adds the heaviest words of each boasting sentence without another match or innocent phrase.
    fn add_heaviest_words<'a>(
        &'a self,
        folded: &Folded,
        hits: &[LexiconHit],
        scene: &Scene,
        found: &mut Vec<Match<'a>>,
    ) {
        let innocent = hits.iter().filter(|hit| hit.is_innocent());
        let innocent: Vec<usize> = innocent.map(|hit| hit.tokens.start).collect();
        // The matches are still grouped by kind; the search below needs them in the order of the text.
        let mut told: Vec<usize> = found.iter().map(|found| found.range.start).collect();
        told.sort_unstable();
        let words: Vec<&str> = stems_of(folded).map(|(word, _)| word).collect();
        for sentence in scene.sober_sentences() {
            if has_one_in(&innocent, &sentence)
                || has_one_in(&told, &original_range(folded, &sentence))
            {
                continue;
            }
            let heaviest = self.scale.heaviest_words(folded, &words, &sentence);
            found.extend(heaviest.into_iter().map(|at| Match {
                range: folded.tokens[at].original.clone(),
                family: &self.scale.family,
                strength: Strength::Weighed,
                form: "",
            }));
        }
    }

    /// What a pattern may mean for one kind: as the lists of the text's language say, else as those of the other
    /// language do, since French teams write `followers`.
    fn possible_roles<'a>(
        &self,
        kind: Kind,
        language: Language,
        hit: &LexiconHit<'a>,
    ) -> Vec<&'a WordRole> {
        let is_of_kind = |sense: &&WordSense| match sense.role {
            WordRole::Form { family, .. } | WordRole::Innocent { family } => {
                self.lists.entries[family].family.kind == kind
            }
            WordRole::Subject { .. } | WordRole::Cue(_) => false,
        };
        let of_kind = hit.possible_senses().filter(is_of_kind);
        let (own, other): (Vec<&WordSense>, Vec<_>) =
            of_kind.partition(|sense| sense.language == Some(language));
        // Never both: what an English word means in English texts is no reason to find its French namesake.
        let kept = if own.is_empty() { other } else { own };
        kept.into_iter().map(|sense| &sense.role).collect()
    }

    fn compile(lists: Lists) -> Self {
        let mut patterns = Patterns { removed: lists.removed.clone(), ..Patterns::default() };
        for (family, entry) in lists.entries.iter().enumerate() {
            patterns.add_entry(family, entry);
        }
        for (cue, words) in &lists.cues {
            for word in words {
                patterns.add_forms(word, None, &WordRole::Cue(*cue));
            }
        }
        let scale = Scale::new(lists.weights.clone()).without_words(&lists.removed);
        Self { lists, trie: patterns.trie, scale }
    }
}

/// Whether one of some sorted places lies in a range.
fn has_one_in(places: &[usize], range: &Range<usize>) -> bool {
    let first = places.partition_point(|place| *place < range.start);
    places.get(first).is_some_and(|place| *place < range.end)
}

/// The bytes of the original text that some tokens cover.
fn original_range(folded: &Folded, tokens: &Range<usize>) -> Range<usize> {
    match &folded.tokens[tokens.clone()] {
        [first, .., last] => first.original.start..last.original.end,
        [only] => only.original.clone(),
        [] => 0..0,
    }
}

/// The first of the roles that is a form and is meant here: its family, condition and entry.
fn meant_family<'a>(
    roles: &[&'a WordRole],
    tokens: &Range<usize>,
    scene: &Scene,
) -> Option<(usize, When, &'a Arc<str>)> {
    roles.iter().find_map(|role| match role {
        WordRole::Form { family, when, form } => {
            let is_meant = scene.is_meant(tokens, *when, *family);
            is_meant.then_some((*family, *when, form))
        }
        WordRole::Innocent { .. } | WordRole::Subject { .. } | WordRole::Cue(_) => None,
    })
}

fn strength_of(family: &Family, when: When) -> Strength {
    match when {
        _ if family.is_dressing => Strength::Dressing,
        When::Always => Strength::Plain,
        _ => Strength::InContext,
    }
}

/// The scene of a text: the cues and other subjects found in it.
fn build_scene<'a>(text: &'a str, folded: &'a Folded, hits: &[LexiconHit]) -> Scene<'a> {
    let mut scene = Scene::new(text, folded);
    for hit in hits {
        for sense in hit.possible_senses() {
            match sense.role {
                WordRole::Cue(cue) => scene.mark_cue(&hit.tokens, cue),
                WordRole::Subject { family } => scene.add_subject(hit.tokens.start, family),
                WordRole::Form { .. } | WordRole::Innocent { .. } => {}
            }
        }
    }
    scene.mark_quantities();
    scene
}

/// The words of a folded form, without plural `s`, as one text.
fn join_stems(folded: &Folded) -> String {
    let words: Vec<&str> = stems_of(folded).map(|(word, _)| word).collect();
    words.join(" ")
}

/// All patterns while the lists are compiled.
#[derive(Default)]
struct Patterns {
    trie: Trie<WordSense>,
    /// Folded forms, in the singular, that an organisation removed.
    removed: BTreeSet<String>,
}

impl Patterns {
    fn add_entry(&mut self, family: usize, entry: &Entry) {
        for group in &entry.forms {
            let (fr, en) = (&group.fr, &group.en);
            for (language, words) in [(Language::Fr, fr), (Language::En, en)] {
                for word in words {
                    let form = Arc::from(word.as_str());
                    let when = group.when;
                    self.add_forms(word, Some(language), &WordRole::Form { family, when, form });
                }
            }
        }
        self.add_words(&entry.innocent, &WordRole::Innocent { family });
        self.add_words(&entry.unless, &WordRole::Subject { family });
    }

    fn add_words(&mut self, words: &WordsByLanguage, role: &WordRole) {
        for (language, words) in [(Language::Fr, &words.fr), (Language::En, &words.en)] {
            for word in words {
                self.add_forms(word, Some(language), role);
            }
        }
    }

    /// Adds every form of an entry. Entries that cannot be read were refused before they got here.
    fn add_forms(&mut self, entry: &str, language: Option<Language>, role: &WordRole) {
        let forms = expand_entry(entry).unwrap_or_else(|fault| panic!("`{entry}`: {fault:?}"));
        for form in forms {
            let folded = fold(&form);
            if matches!(role, WordRole::Form { .. }) && self.removed.contains(&join_stems(&folded))
            {
                continue;
            }
            let (plurals, senses) = self.trie.entry(&folded);
            let sense = WordSense { language, plurals, role: role.clone() };
            if !senses.contains(&sense) {
                senses.push(sense);
            }
        }
    }
}

//! Words that count or praise attention, and what to ask in their place.
//!
//! The lists are data, under `templates/lexicon`. A text is folded ([`fold()`]), searched once for every form of every
//! list, and each form found is weighed by what stands around it.

mod data;
mod family;
mod fold;
mod forms;
mod inclusive;
mod own;
mod scene;

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use aho_corasick::AhoCorasick;

use self::data::{Entry, Lists, Words};
pub use self::family::{Both, Family, Kind};
pub use self::fold::{Folded, Token, TokenKind, fold};
pub use self::forms::{Unreadable, forms};
pub use self::own::{Addition, OwnWords};
pub use self::scene::When;
use self::scene::{Cue, Scene};
use crate::locale::Language;

static BUILT_IN: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::compile(Lists::built_in()));

/// Every list, ready to be searched.
#[derive(Debug)]
pub struct Lexicon {
    lists: Lists,
    automaton: AhoCorasick,
    /// What each pattern of the automaton may mean.
    senses: Vec<Vec<Sense>>,
}

/// A word found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match<'a> {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// What it belongs to.
    pub family: &'a Family,
    /// How sure it is.
    pub strength: Strength,
    /// The entry of the list that found it, as written there.
    pub form: &'a str,
}

/// How a word was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// It praises a count.
    Dressing,
    /// It could mean something else, but not beside these neighbours.
    InContext,
    /// It means nothing else.
    Plain,
}

/// One meaning of a pattern.
#[derive(Debug, Clone)]
struct Sense {
    /// The language of the list it comes from.
    language: Option<Language>,
    role: Role,
}

/// What a pattern does.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Role {
    /// It is a form of a family.
    Form {
        family: usize,
        when: When,
        form: Arc<str>,
    },
    /// It holds a form that means something else.
    Innocent { family: usize },
    /// It is another subject.
    Subject { family: usize },
    /// It tells what its neighbours mean.
    Cue(Cue),
}

/// A pattern found on some tokens.
struct Hit<'a> {
    tokens: Range<usize>,
    senses: &'a [Sense],
}

impl Lexicon {
    /// The built-in lists, compiled when first asked for.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// The same lists with an organisation's own words, without those it removed.
    pub fn with(&self, own: &OwnWords) -> Self {
        let mut lists = self.lists.clone();
        own.apply(&mut lists);
        Self::compile(lists)
    }

    /// The family of an id.
    pub fn family(&self, id: &str) -> Option<&Family> {
        self.families().find(|family| family.id == id)
    }

    /// Every family, in the order of the lists.
    pub fn families(&self) -> impl Iterator<Item = &Family> {
        self.lists.entries.iter().map(|entry| &entry.family)
    }

    /// Whether a word, as written anywhere, is one of the lists' forms.
    pub fn has(&self, word: &str) -> bool {
        let folded = fold(word).text;
        self.automaton
            .find_overlapping_iter(&folded)
            .filter(|hit| hit.end() - hit.start() == folded.len())
            .flat_map(|hit| &self.senses[hit.pattern()])
            .any(|sense| matches!(sense.role, Role::Form { .. }))
    }

    /// The words of a text that slides do better without, in order; `language` is that of the text.
    ///
    /// One pass, however many words: time grows with the text alone.
    pub fn find(&self, text: &str, language: Language) -> Vec<Match<'_>> {
        let folded = fold(text);
        let hits = self.hits(&folded);
        let scene = scene(text, &folded, &hits);
        let mut found: Vec<Match> = Kind::ALL
            .iter()
            .flat_map(|kind| self.of_kind(*kind, language, &hits, &scene, &folded))
            .collect();
        found.sort_by_key(|found| (found.range.start, found.family.kind));
        found
    }

    /// Every pattern of the text, by first token and then the longest first.
    fn hits(&self, folded: &Folded) -> Vec<Hit<'_>> {
        let at = |byte: usize| folded.tokens.partition_point(|token| token.at < byte);
        let mut hits: Vec<_> = self
            .automaton
            .find_overlapping_iter(&folded.text)
            .map(|hit| Hit {
                tokens: at(hit.start())..at(hit.end()),
                senses: &self.senses[hit.pattern()],
            })
            .collect();
        hits.sort_by_key(|hit| (hit.tokens.start, std::cmp::Reverse(hit.tokens.end)));
        hits
    }

    /// The words of one kind that are meant and stand in no innocent phrase: of those that overlap, the first and longest.
    fn of_kind<'a>(
        &'a self,
        kind: Kind,
        language: Language,
        hits: &[Hit<'a>],
        scene: &Scene,
        folded: &Folded,
    ) -> Vec<Match<'a>> {
        let mut found = Vec::new();
        let (mut reached, mut innocent) = (0, 0);
        for hit in hits {
            if hit.tokens.start < reached || hit.tokens.end <= innocent {
                continue;
            }
            let roles = self.roles(kind, language, hit.senses);
            let is_innocent = |role: &&Role| matches!(role, Role::Innocent { .. });
            if roles.iter().any(is_innocent) {
                innocent = hit.tokens.end;
                continue;
            }
            let Some((family, when, form)) = meant(&roles, &hit.tokens, scene) else {
                continue;
            };
            reached = hit.tokens.end;
            let tokens = &folded.tokens[hit.tokens.clone()];
            let family = &self.lists.entries[family].family;
            found.push(Match {
                range: tokens[0].original.start..tokens[tokens.len() - 1].original.end,
                family,
                strength: strength(family, when),
                form,
            });
        }
        found
    }

    /// What a pattern may mean for one kind in a text: as in the lists of the text's language, or else of the other, since
    /// French teams count `followers`.
    fn roles<'a>(&self, kind: Kind, language: Language, senses: &'a [Sense]) -> Vec<&'a Role> {
        let is_of_kind = |sense: &&Sense| match sense.role {
            Role::Form { family, .. } | Role::Innocent { family } => {
                self.lists.entries[family].family.kind == kind
            }
            Role::Subject { .. } | Role::Cue(_) => false,
        };
        let of_kind = senses.iter().filter(is_of_kind);
        let (own, other): (Vec<&Sense>, Vec<_>) =
            of_kind.partition(|sense| sense.language == Some(language));
        let kept = match own.is_empty() {
            true => other,
            false => own,
        };
        kept.into_iter().map(|sense| &sense.role).collect()
    }

    fn compile(lists: Lists) -> Self {
        let mut patterns = Patterns {
            removed: lists.removed.clone(),
            ..Patterns::default()
        };
        for (family, entry) in lists.entries.iter().enumerate() {
            patterns.entry(family, entry);
        }
        for (cue, words) in &lists.cues {
            for word in words {
                patterns.add(word, None, &Role::Cue(*cue));
            }
        }
        let automaton = AhoCorasick::new(&patterns.texts)
            .unwrap_or_else(|error| panic!("the lexicon is too large: {error}"));
        Self {
            lists,
            automaton,
            senses: patterns.senses,
        }
    }
}

/// The first family that a pattern on some tokens stands for there, with its condition and entry.
fn meant<'a>(
    roles: &[&'a Role],
    tokens: &Range<usize>,
    scene: &Scene,
) -> Option<(usize, When, &'a Arc<str>)> {
    roles.iter().find_map(|role| match role {
        Role::Form { family, when, form } => {
            let is_meant = scene.admits(tokens, *when, *family);
            is_meant.then_some((*family, *when, form))
        }
        Role::Innocent { .. } | Role::Subject { .. } | Role::Cue(_) => None,
    })
}

fn strength(family: &Family, when: When) -> Strength {
    match when {
        _ if family.is_dressing => Strength::Dressing,
        When::Always => Strength::Plain,
        _ => Strength::InContext,
    }
}

/// What stands in a text, from the patterns found there.
fn scene<'a>(text: &'a str, folded: &'a Folded, hits: &[Hit]) -> Scene<'a> {
    let mut scene = Scene::new(text, folded);
    for hit in hits {
        for sense in hit.senses {
            match sense.role {
                Role::Cue(cue) => scene.mark(&hit.tokens, cue),
                Role::Subject { family } => scene.subject(hit.tokens.start, family),
                Role::Form { .. } | Role::Innocent { .. } => {}
            }
        }
    }
    scene.count();
    scene
}

/// Folded forms, each once, and what they may mean.
#[derive(Default)]
struct Patterns {
    texts: Vec<String>,
    senses: Vec<Vec<Sense>>,
    known: HashMap<String, usize>,
    /// Forms an organisation took out.
    removed: BTreeSet<String>,
}

impl Patterns {
    fn entry(&mut self, family: usize, entry: &Entry) {
        for group in &entry.forms {
            let (fr, en) = (&group.fr, &group.en);
            for (language, words) in [(Language::Fr, fr), (Language::En, en)] {
                for word in words {
                    let form = Arc::from(word.as_str());
                    let when = group.when;
                    self.add(word, Some(language), &Role::Form { family, when, form });
                }
            }
        }
        self.words(&entry.innocent, &Role::Innocent { family });
        self.words(&entry.unless, &Role::Subject { family });
    }

    fn words(&mut self, words: &Words, role: &Role) {
        for (language, words) in [(Language::Fr, &words.fr), (Language::En, &words.en)] {
            for word in words {
                self.add(word, Some(language), role);
            }
        }
    }

    /// Adds every form of an entry. What was checked before can be read.
    fn add(&mut self, entry: &str, language: Option<Language>, role: &Role) {
        let forms = forms(entry).unwrap_or_else(|fault| panic!("`{entry}`: {fault:?}"));
        for form in forms {
            let text = fold(&form).text;
            if matches!(role, Role::Form { .. }) && self.removed.contains(&text) {
                continue;
            }
            let at = *self.known.entry(text).or_insert_with_key(|text| {
                self.texts.push(text.clone());
                self.senses.push(Vec::new());
                self.texts.len() - 1
            });
            let senses = &mut self.senses[at];
            let is_known = |sense: &Sense| sense.language == language && sense.role == *role;
            if !senses.iter().any(is_known) {
                senses.push(Sense {
                    language,
                    role: role.clone(),
                });
            }
        }
    }
}

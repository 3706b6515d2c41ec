//! Words and phrases of a list, searched in texts.

use std::ops::Range;
use std::sync::OnceLock;

use regex::{Captures, Regex};

use super::compile::{CompiledPhrase, after_word, before_word};
use crate::pattern::compile_pattern;
use crate::text::ComposedText;

/// The phrases of a list: whole words, in any case, with either apostrophe and any space.
#[derive(Debug)]
pub struct WordPattern {
    /// The phrases, of which each pattern below is made once it is asked for: most projects are written in one language,
    /// and the words of the other are never searched.
    phrases: Vec<CompiledPhrase>,
    /// What is searched in most texts.
    anywhere: OnceLock<Regex>,
    /// The same at the start of a text.
    first: OnceLock<Regex>,
    /// The same as a whole text.
    whole: OnceLock<Regex>,
    /// The same at the end of a text, before a space.
    last: OnceLock<Regex>,
}

impl WordPattern {
    /// That of some phrases; of none, it finds nothing.
    pub(super) fn from_phrases(phrases: Vec<CompiledPhrase>) -> Self {
        Self {
            phrases,
            anywhere: OnceLock::new(),
            first: OnceLock::new(),
            whole: OnceLock::new(),
            last: OnceLock::new(),
        }
    }

    /// A regular expression of the phrases, for rules that build a larger one around them.
    pub fn to_fragment(&self) -> String {
        or_nothing(self.phrases.iter().map(CompiledPhrase::to_fragment).collect())
    }

    /// Where the first phrase stands in a text.
    pub fn find(&self, text: &str) -> Option<Range<usize>> {
        self.find_all(text).next()
    }

    /// Where phrases stand in a text, in order, none over another.
    pub fn find_all<'t>(&'t self, text: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
        let composed = ComposedText::from_typed(text);
        let mut at = 0;
        std::iter::from_fn(move || {
            let found = told_range(&self.anywhere().captures_at(composed.as_str(), at)?)?;
            // The sign behind may be the one before the next: it is not passed over.
            at = found.end;
            Some(composed.range_as_typed(found))
        })
    }

    /// Whether a text holds a phrase.
    pub fn is_in(&self, text: &str) -> bool {
        self.anywhere().is_match(ComposedText::from_typed(text).as_str())
    }

    /// Where the phrase stands with which a text begins.
    pub fn find_first(&self, text: &str) -> Option<Range<usize>> {
        let first = || {
            let groups = self.phrases.iter().map(CompiledPhrase::write_group);
            let phrases = or_nothing(groups.collect());
            compile_pattern(&format!(r"(?i)^\s*{phrases}{}", after_word()))
        };
        let composed = ComposedText::from_typed(text);
        let found = told_range(&self.first.get_or_init(first).captures(composed.as_str())?)?;
        Some(composed.range_as_typed(found))
    }

    /// Whether a text is a phrase and nothing else.
    pub fn is_whole(&self, text: &str) -> bool {
        let whole = || compile_pattern(&format!(r"(?i)^\s*{}\s*$", self.to_fragment()));
        self.whole.get_or_init(whole).is_match(ComposedText::from_typed(text).as_str())
    }

    /// Whether a phrase ends a text that a space parts from what follows.
    pub fn is_last(&self, text: &str) -> bool {
        let last = || compile_pattern(&format!(r"(?i){}{}\s+$", before_word(), self.to_fragment()));
        self.last.get_or_init(last).is_match(ComposedText::from_typed(text).as_str())
    }

    fn anywhere(&self) -> &Regex {
        let anywhere = || compile_pattern(&format!("(?i){}", write_anywhere(&self.phrases)));
        self.anywhere.get_or_init(anywhere)
    }
}

/// What is found: the one group that took part, whichever of the alternatives it belongs to.
fn told_range(found: &Captures) -> Option<Range<usize>> {
    let words = found.iter().skip(1).flatten().next()?;
    Some(words.range())
}

/// All phrases as one pattern. The boundaries of words are signs that are looked at too: those that the engine knows
/// would slow a search in texts with accents tenfold.
fn write_anywhere(phrases: &[CompiledPhrase]) -> String {
    let (before, after) = (before_word(), after_word());
    let is_plain =
        |one: &CompiledPhrase| one.starts_word && one.ends_word && one.context.is_empty();
    // In the order of the list, as the first of two that start at one place is taken.
    let runs = phrases.chunk_by(|one, next| is_plain(one) && is_plain(next));
    let written = runs.map(|run| {
        if is_plain(&run[0]) {
            let mut words: Vec<&str> = run.iter().map(|phrase| phrase.words.as_str()).collect();
            // `record-breaking` before `record`: the longer is meant where both stand.
            words.sort_by_key(|words| std::cmp::Reverse(words.len()));
            return format!("{before}({}){after}", words.join("|"));
        }
        let before = if run[0].starts_word { &before } else { "" };
        let after = if run[0].ends_word { &after } else { "" };
        format!("{before}{}{after}", run[0].write_group())
    });
    or_nothing(written.collect())
}

/// Alternatives as one pattern; none of them match nothing.
fn or_nothing(patterns: Vec<String>) -> String {
    if patterns.is_empty() { r"[^\s\S]".to_string() } else { format!("(?:{})", patterns.join("|")) }
}

#[cfg(test)]
mod tests {
    use super::super::notation::{ListsByName, parse_phrase};
    use super::*;

    fn pattern(phrases: &[&str]) -> WordPattern {
        let lists = ListsByName::from([("works".into(), vec!["page".into(), "site".into()])]);
        let compile = |phrase: &&str| CompiledPhrase::from_parts(&parse_phrase(phrase, &lists));
        WordPattern::from_phrases(phrases.iter().map(compile).collect())
    }

    fn all<'t>(phrases: &[&str], text: &'t str) -> Vec<&'t str> {
        let pattern = pattern(phrases);
        let found: Vec<_> = pattern.find_all(text).collect();
        found.into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn whole_words_are_found_in_any_case_with_any_apostrophe_and_space() {
        let found =
            all(&["l'été", "en\u{20}hausse[s]"], "L’Été, l'étés, en\u{a0}HAUSSES, enhausse");
        assert_eq!(found, ["L’Été", "en\u{a0}HAUSSES"]);
        assert_eq!(all(&["l'été"], "dès l’e\u{301}te\u{301} !"), ["l’e\u{301}te\u{301}"]);
        assert_eq!(all(&["passer"], "dépasser, passeré, passer"), ["passer"]);
        assert_eq!(all(&["mot"], "mot mot, mot"), ["mot", "mot", "mot"]);
        assert_eq!(all(&[], "rien"), [""; 0]);
    }

    #[test]
    fn endings_may_be_chosen_or_missing() {
        let text = "augmenté augmentée augmentent augment augmentation";
        assert_eq!(all(&["augment(é|ée|ent)"], text), ["augmenté", "augmentée", "augmentent"]);
        assert_eq!(all(&["pandémi*"], "la pandémie, les pandémies"), ["pandémie", "pandémies"]);
        assert_eq!(all(&["*covid*"], "postcovid"), ["postcovid"]);
    }

    #[test]
    fn words_may_be_missing_with_their_space() {
        let phrases = ["merci [beaucoup] à [toute] [l'|la|votre] équipe [*] [*]"];
        for text in
            ["merci à équipe", "merci beaucoup à toute l’équipe", "Merci à la équipe si belle"]
        {
            assert_eq!(all(&phrases, text), [text]);
        }
        assert_eq!(
            all(&["(de la|du|de l') {works}"], "du site, de l'site, de la page, de l' page").len(),
            3
        );
        assert_eq!(all(&["point[s] [de|d'] vue"], "points vue, point de vue").len(), 2);
        assert_eq!(all(&["{number}[ ](k€|euros)"], "12k€, 3,5 euros"), ["12k€", "3,5 euros"]);
    }

    #[test]
    fn a_gap_stays_in_its_sentence() {
        let phrases = ["nos {works} …2 ont permis"];
        assert_eq!(all(&phrases, "nos page, nos site du port ont permis").len(), 1);
        assert_eq!(all(&phrases, "nos site. Elles ont permis").len(), 0);
        assert_eq!(all(&phrases, "nos site un deux trois ont permis").len(), 0);
        assert_eq!(all(&phrases, "nos site ont permis").len(), 1);
    }

    #[test]
    fn what_stands_behind_is_not_told() {
        let phrases = ["{start} > visitors think", "(the|our) > visitors think"];
        assert_eq!(
            all(&phrases, "Visitors think so. Visitors think; our visitors think"),
            ["Visitors think", "Visitors think", "visitors think",]
        );
        assert_eq!(all(&phrases, "some visitors think"), [""; 0]);
        assert_eq!(
            all(&["dix ans{end}"], "j'ai dix ans, dix ans de plus, dix ans"),
            ["dix ans", "dix ans"]
        );
    }

    #[test]
    fn capitals_in_a_list_are_meant() {
        assert_eq!(all(&["hôtel [Le|L'] {name}"], "Hôtel L'Abri, hôtel le Port"), ["Hôtel L'Abri"]);
    }

    #[test]
    fn a_phrase_may_be_asked_for_at_a_place() {
        let pattern = pattern(&["total des > likes", "les"]);
        assert_eq!(pattern.find_first("Les likes"), Some(0..3));
        assert_eq!(pattern.find_first("Total des likes, hier"), Some(10..15));
        assert_eq!(pattern.find_first("voir les likes"), None);
        assert!(pattern.is_whole("LES ") && !pattern.is_whole("les likes"));
        assert!(
            pattern.is_last("voir les ")
                && !pattern.is_last("voir l'")
                && !pattern.is_last("tables ")
        );
    }
}

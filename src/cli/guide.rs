//! The guide: pages by task, in both languages, as they stand under `docs`, and the words by which `recit help` finds them.
//!
//! A page has files of two names, one for each language, so that a French reader finds a French name in the repository. No
//! word of a page may be a command, as `recit help build` is the help of `build`; a test of `help` looks after that.

use crate::assets::{GUIDE_EN, GUIDE_FR};
use crate::locale::{InEach, Language};
use crate::text::fold_name;

/// A page of the guide, with its two texts.
#[derive(Debug)]
pub struct GuidePage {
    /// The names of its files, without the language's folder and the ending.
    file: InEach<&'static str>,
    /// The words that lead to it in either language. The first is its topic, which lists show.
    words: InEach<&'static [&'static str]>,
}

/// The pages in the order of a first deck.
pub static PAGES: [GuidePage; 12] = [
    guide_page(
        ["ecrire-un-recit", "write-a-story"],
        &["récit", "récits", "photo"],
        &["story", "stories", "photo"],
    ),
    guide_page(
        ["citer-quelqu-un", "quote-somebody"],
        &["citation", "citer", "accord", "consentement"],
        &["quote", "quotes", "consent", "voice"],
    ),
    guide_page(
        ["un-chiffre-tire-d-un-fichier", "figure-from-a-file"],
        &["fichier", "données", "csv"],
        &["figure", "data", "file", "csv", "chart"],
    ),
    guide_page(
        ["calculer-un-chiffre", "computed-values"],
        &["calcul", "calculs"],
        &["computed", "sum"],
    ),
    // What becomes of what was written: its order, its forms, its look.
    guide_page(
        ["composer-le-dossier", "put-a-deck-in-order"],
        &["dossier", "déroulé", "annexe"],
        &["deck", "running-order", "annex"],
    ),
    guide_page(
        ["les-quatre-documents", "four-documents"],
        &["documents", "polycopié", "note"],
        &["documents", "handout", "script", "note"],
    ),
    guide_page(
        ["votre-charte", "your-look"],
        &["charte", "logo", "thème"],
        &["look", "brand", "logo", "theme"],
    ),
    // Work that goes on, with others.
    guide_page(
        ["la-seance-suivante", "next-meeting"],
        &["séance", "suites", "décision"],
        &["meeting", "next", "decision"],
    ),
    guide_page(["en-equipe-avec-git", "team-with-git"], &["équipe", "git"], &["team", "git"]),
    guide_page(
        ["quand-quelque-chose-ne-va-pas", "when-something-is-wrong"],
        &["corriger", "erreur", "admettre"],
        &["wrong", "fix", "allow"],
    ),
    // What one looks up.
    guide_page(["limites", "limits"], &["limites"], &["limits"]),
    guide_page(["cles", "keys"], &["clés", "clé"], &["keys", "key"]),
];

/// A page of these files, French and English, found by these words.
const fn guide_page(
    [fr, en]: [&'static str; 2],
    french: &'static [&'static str],
    english: &'static [&'static str],
) -> GuidePage {
    GuidePage { file: InEach { fr, en }, words: InEach { fr: french, en: english } }
}

impl GuidePage {
    /// The page of a word, with or without accents, and the language of that word; the language of the reader goes first.
    pub fn find_by_word(word: &str, reader: Language) -> Option<(&'static Self, Language)> {
        let wanted = fold_name(word);
        let has = |page: &&Self, language| {
            let mut words = page.words.of(language).iter();
            words.any(|word| fold_name(word) == wanted) || *page.file.of(language) == wanted
        };
        // The reader's own language is asked first: some words, such as `documents`, stand in both.
        let languages = [reader].into_iter().chain(Language::ALL);
        let mut found = languages.filter_map(|language| {
            let page = PAGES.iter().find(|page| has(page, language))?;
            Some((page, language))
        });
        found.next()
    }

    /// The page that a link names by its file, such as `limits.md#size`.
    pub fn find_by_link(target: &str) -> Option<&'static Self> {
        let (file, _) = target.split_once(".md")?;
        PAGES.iter().find(|page| page.file.fr == file || page.file.en == file)
    }

    /// Its topic: the word that lists show.
    pub fn topic_in(&self, language: Language) -> &'static str {
        self.words.of(language)[0]
    }

    /// Every word that leads to it in a language.
    pub fn words_in(&self, language: Language) -> &'static [&'static str] {
        self.words.of(language)
    }

    /// Its text in Markdown.
    ///
    /// # Panics
    ///
    /// When its file is not under `docs`: a fault of ours, which any test of the guide finds.
    pub fn text_in(&self, language: Language) -> &'static str {
        let (pages, file) = match language {
            Language::Fr => (GUIDE_FR, self.file.fr),
            Language::En => (GUIDE_EN, self.file.en),
        };
        let is_it = |path: &str| path.strip_suffix(".md") == Some(file);
        let found = pages.iter().find(|(path, _)| is_it(path));
        found.unwrap_or_else(|| panic!("there is no page {file}.md")).1
    }

    /// Whether it is the page of every key, the one page that is too long for a terminal.
    pub fn is_of_keys(&self) -> bool {
        self.file.en == "keys"
    }

    /// What stands before the first heading below its title.
    pub fn introduction_in(&self, language: Language) -> &'static str {
        let text = self.text_in(language);
        text.split_once("\n## ").map_or(text, |(introduction, _)| introduction)
    }

    /// Its title.
    pub fn title_in(&self, language: Language) -> &'static str {
        let title = self.text_in(language).lines().find_map(|line| line.strip_prefix("# "));
        title.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_page_under_docs_has_a_topic_and_a_title() {
        for (language, pages) in [(Language::Fr, GUIDE_FR), (Language::En, GUIDE_EN)] {
            let known: BTreeSet<String> =
                PAGES.iter().map(|page| format!("{}.md", page.file.of(language))).collect();
            // The list of rules is what `recit rules` prints.
            let rules = ["rules.md", "regles.md"];
            let written = pages.iter().map(|(path, _)| (*path).to_string());
            let written = written.filter(|path| !rules.contains(&path.as_str()));
            assert_eq!(known, written.collect());
            assert!(PAGES.iter().all(|page| !page.title_in(language).is_empty()));
        }
    }

    #[test]
    fn no_word_leads_to_two_pages_of_a_language() {
        for language in Language::ALL {
            let words: Vec<&str> =
                PAGES.iter().flat_map(|page| page.words_in(language)).copied().collect();
            let folded: BTreeSet<String> = words.iter().map(|word| fold_name(word)).collect();
            assert_eq!(folded.len(), words.len(), "{words:?}");
        }
    }
}

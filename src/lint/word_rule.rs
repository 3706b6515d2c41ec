//! Rules that are nothing but words: what is searched where, and what silences it, stand in `templates/lexicon` beside the
//! words. Such a rule has no function of its own.

mod kinds;

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use serde::Deserialize;

use self::kinds::{TextKind, are_all};
use super::figures::sentence_at;
use super::wording::{WordFile, WordPattern};
use super::words::word_list;
use super::{Context, Passage};
use crate::finding::{Finding, Message, Report, Rule, Severity};
use crate::locale::{InEach, Language};
use crate::source::Span;
use crate::text::Sentence;

/// A rule whose checks are data.
#[derive(Debug)]
pub struct WordRule {
    /// The rule that its findings name.
    rule: &'static Rule,
    /// What it looks for, mostly one thing.
    checks: Vec<WordCheck>,
}

/// The checks of a file; its lists are read by [`WordFile`].
#[derive(Deserialize)]
struct WrittenChecks {
    checks: Vec<WrittenCheck>,
}

/// A check as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct WrittenCheck {
    /// The keys whose texts are searched, such as `story title`; without it, those of every key.
    #[serde(default)]
    keys: Vec<String>,
    /// What a text must be.
    #[serde(default, rename = "where")]
    place: Vec<TextKind>,
    /// What a text must not be.
    #[serde(default)]
    not_where: Vec<TextKind>,
    /// Whether words of every language are searched, and not those of the text's own alone.
    #[serde(default)]
    in_any_language: bool,
    /// The list that is searched.
    finds: String,
    /// Whether every place is told, and not the first of a text alone.
    #[serde(default)]
    every: bool,
    /// A list that silences what holds one of its words.
    unless_it_holds: Option<String>,
    /// A list that silences what stands in a sentence with one of its words.
    unless_in_sentence: Option<String>,
    /// A list of which a word must stand in the same sentence, or the same part of one.
    only_beside: Option<String>,
    /// A list that silences all of an entry when one of its texts has such a word.
    unless_in_entry: Option<String>,
    /// From which time on in a deck it is told.
    #[serde(default = "first_time")]
    from_time: usize,
    /// The severity of what it finds, where that is not the severity of the rule.
    severity: Option<WrittenSeverity>,
    /// The message, by its key.
    message: String,
    /// The hint, by its key.
    hint: String,
    /// The hole of the message that the words found fill.
    tells: Option<String>,
}

/// A severity as it is written.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum WrittenSeverity {
    /// Good to know.
    Info,
}

/// Told from the first time on, where a file says nothing else.
fn first_time() -> usize {
    1
}

/// A check with its words ready to be searched.
#[derive(Debug)]
struct WordCheck {
    /// What the file says of it.
    written: WrittenCheck,
    finds: SearchedList,
    unless_it_holds: Option<SearchedList>,
    unless_in_sentence: Option<SearchedList>,
    only_beside: Option<SearchedList>,
    unless_in_entry: Option<SearchedList>,
}

/// A list, for texts of one language or of any.
#[derive(Debug)]
enum SearchedList {
    /// Each language has words of its own: those of the text's language are searched.
    Own(Box<InEach<WordPattern>>),
    /// The words of all languages are searched in every text.
    Any(Box<WordPattern>),
}

impl WordRule {
    /// The rule as it is written in the file of its name.
    ///
    /// # Panics
    ///
    /// When that file is not written well: a slip in our own files, which a test finds.
    pub fn read(rule: &'static Rule) -> Self {
        let file = WordFile::read(rule.name);
        let written: WrittenChecks = word_list(rule.name);
        let checks = written.checks.into_iter().map(|check| WordCheck::new(check, &file));
        Self { rule, checks: checks.collect() }
    }

    /// Tells what its checks find in a project.
    pub fn check(&'static self, context: &Context, report: &mut Report) {
        for check in &self.checks {
            check.report_words(self.rule, context, report);
        }
    }

    /// What its checks find in a text, wherever it would stand.
    #[cfg(test)]
    pub fn find_in_text<'t>(&self, text: &'t str, language: Language) -> Vec<&'t str> {
        let sentences: Vec<Sentence> = crate::text::sentences(text, false).collect();
        let checks = self.checks.iter();
        let found = checks.flat_map(|check| check.find_words(text, &sentences, Some(language)));
        found.map(|words| &text[words]).collect()
    }
}

impl SearchedList {
    fn new(file: &WordFile, list: &str, check: &WrittenCheck) -> Self {
        if check.in_any_language {
            Self::Any(Box::new(file.in_any(list)))
        } else {
            Self::Own(Box::new(file.in_each(list)))
        }
    }

    /// The pattern for a text; none when the words of its language are not known.
    fn of(&self, language: Option<Language>) -> Option<&WordPattern> {
        match self {
            Self::Own(own) => Some(own.of(language?)),
            Self::Any(any) => Some(any),
        }
    }

    fn is_in(&self, text: &str, language: Option<Language>) -> bool {
        self.of(language).is_some_and(|pattern| pattern.is_in(text))
    }
}

impl WordCheck {
    fn new(written: WrittenCheck, file: &WordFile) -> Self {
        let search = |list: &str| SearchedList::new(file, list, &written);
        let search_if = |list: &Option<String>| list.as_deref().map(search);
        Self {
            finds: search(&written.finds),
            unless_it_holds: search_if(&written.unless_it_holds),
            unless_in_sentence: search_if(&written.unless_in_sentence),
            only_beside: search_if(&written.only_beside),
            unless_in_entry: search_if(&written.unless_in_entry),
            written,
        }
    }

    fn report_words(&'static self, rule: &'static Rule, context: &Context, report: &mut Report) {
        let is_there = are_all(&self.written.place, context);
        let is_elsewhere = kinds::is_any(&self.written.not_where, context);
        let silenced = OnceCell::new();
        let mut times: HashMap<&str, usize> = HashMap::new();
        let passages = context.passages.iter();
        let searched = passages.filter(|passage| self.has_key(passage) && is_there(passage));
        for passage in searched.filter(|passage| !is_elsewhere(passage)) {
            for words in self.find_words_of(passage) {
                // Asked once something is found: most projects have nothing to silence.
                let silenced = silenced.get_or_init(|| self.silenced_entries(context));
                if silenced.contains(&passage.leaf.entry) {
                    continue;
                }
                // Counted deck by deck: what is a courtesy once is a habit when it comes again.
                let time = times.entry(&passage.folder.path).or_default();
                *time += 1;
                if *time >= self.written.from_time {
                    let message = self.build_message(&passage.plain.words[words.clone()], *time);
                    let span = passage.span_of_words(words, context.sources);
                    let hint = Message::new(&self.written.hint);
                    let mut finding = Finding::new(rule, span, message).with_hint(hint);
                    if let Some(WrittenSeverity::Info) = self.written.severity {
                        finding.severity = Severity::Info;
                    }
                    report.push(finding);
                }
            }
        }
    }

    fn has_key(&self, passage: &Passage) -> bool {
        let is_of = |key: &String| {
            key.split_once(' ').is_some_and(|(of, key)| passage.is_under_key(of, key))
        };
        self.written.keys.is_empty() || self.written.keys.iter().any(is_of)
    }

    fn find_words_of(&self, passage: &Passage) -> Vec<Range<usize>> {
        // Sentences are cut only where they are asked for.
        let sentences = if self.unless_in_sentence.is_some() { passage.sentences() } else { &[] };
        self.find_words(&passage.plain.words, sentences, passage.language)
    }

    /// The words found in a text that nothing beside them silences.
    fn find_words(
        &self,
        text: &str,
        sentences: &[Sentence],
        language: Option<Language>,
    ) -> Vec<Range<usize>> {
        let Some(finds) = self.finds.of(language) else {
            return Vec::new();
        };
        let is_in = |list: &Option<SearchedList>, part: &str| {
            list.as_ref().is_some_and(|list| list.is_in(part, language))
        };
        let is_told = |words: &Range<usize>| {
            let sentence = sentence_of(text, sentences, words);
            let beside = || sentence_at(text, words.start);
            !is_in(&self.unless_it_holds, &text[words.clone()])
                && !sentence.is_some_and(|sentence| is_in(&self.unless_in_sentence, sentence))
                && (self.only_beside.is_none() || is_in(&self.only_beside, beside()))
        };
        let most = if self.written.every { usize::MAX } else { 1 };
        finds.find_all(text).filter(is_told).take(most).collect()
    }

    /// The entries one of whose texts says what silences all of them.
    fn silenced_entries(&self, context: &Context) -> HashSet<Span> {
        let Some(list) = &self.unless_in_entry else {
            return HashSet::new();
        };
        let passages = context.passages.iter();
        let silent = passages.filter(|passage| list.is_in(&passage.plain.words, passage.language));
        silent.map(|passage| passage.leaf.entry).collect()
    }

    fn build_message(&'static self, words: &str, time: usize) -> Message {
        let message = Message::new(&self.written.message);
        let message = match &self.written.tells {
            Some(hole) => message.with(hole, words),
            None => message,
        };
        if self.written.from_time > 1 { message.with("n", time) } else { message }
    }
}

/// The sentence that holds some words.
fn sentence_of<'t>(text: &'t str, sentences: &[Sentence], words: &Range<usize>) -> Option<&'t str> {
    let holds = |one: &&Sentence| one.range.start <= words.start && words.end <= one.range.end;
    sentences.iter().find(holds).map(|one| &text[one.range.clone()])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Raised;
    use crate::lint::RULES;

    #[test]
    fn every_file_with_checks_is_that_of_a_rule_and_is_written_well() {
        let lists = crate::assets::WORD_LISTS.iter();
        let checked = lists.filter(|(_, text)| text.contains("\nchecks:"));
        let mut count = 0;
        for (path, _) in checked {
            let name = path.trim_start_matches("lexicon/").trim_end_matches(".yaml");
            let rule = RULES.iter().find(|rule| rule.name == name);
            let rule = rule.unwrap_or_else(|| panic!("no rule is called {name}"));
            assert!(matches!(rule.raised, Raised::Content(_)), "{name}");
            let checks = WordRule::read(rule).checks;
            assert!(!checks.is_empty(), "{name}");
            let keys = checks.iter().flat_map(|check| &check.written.keys);
            keys.for_each(|key| assert!(key.split(' ').count() == 2, "{name}: {key}"));
            count += 1;
        }
        assert!(count > 5, "{count}");
    }
}

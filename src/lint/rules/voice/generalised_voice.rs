//! A story that goes from the voices it quotes to what everybody thinks, without a number.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::{Match, Regex};
use serde::Deserialize;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::titles::{TitleScope, deck_titles};
use crate::lint::words::{compile_pattern, word_list};
use crate::lint::{Context, Passage};
use crate::locale::{InEach, Language};
use crate::source::Span;

pub static RULE: Rule = rule!("generalised-voice", Voice, Warning, check);

#[derive(Deserialize)]
struct PeopleWords {
    groups: String,
    thoughts: String,
    one: String,
}

/// What is said of people in general, in each language; the first group is the claim.
static CLAIMS: InEach<LazyLock<Regex>> = InEach {
    fr: LazyLock::new(|| {
        compile_pattern(&french_pattern(&word_list::<InEach<PeopleWords>>("people").fr))
    }),
    en: LazyLock::new(|| {
        compile_pattern(&english_pattern(&word_list::<InEach<PeopleWords>>("people").en))
    }),
};

fn french_pattern(people: &PeopleWords) -> String {
    let (groups, thoughts, one) = (alternation_of(&people.groups), &people.thoughts, &people.one);
    format!(
        r"(?i)(?-u:\b)((?:(?:tous |toutes )?(?:les|nos) {groups} (?:[a-zé]+ment )?(?:{thoughts})|tout le monde (?:{one})|la (?:plupart|majorité) (?:des|de nos) {groups}))(?:[^\p{{L}}]|$)"
    )
}

/// Visitors, our visitors, most visitors; but not some visitors, nor two.
fn english_pattern(people: &PeopleWords) -> String {
    let (groups, thoughts, one) = (alternation_of(&people.groups), &people.thoughts, &people.one);
    format!(
        r"(?i)(?:^|[.!?:;,] |(?-u:\b)(?:the|our|all|most|that|and) )({groups} (?:[a-z]+ly )?(?:{thoughts}))(?-u:\b)|(?-u:\b)((?:everyone|everybody) (?:{one})|(?:most|the majority)(?: of)?(?: the| our)? {groups})(?-u:\b)"
    )
}

fn alternation_of(words: &str) -> String {
    format!("(?:{})", words.replace(' ', "|"))
}

fn check(context: &Context, report: &mut Report) {
    let quoting =
        context.stories().filter(|story| !story.voices.is_empty() && story.figures.is_empty());
    let quoting: HashSet<Span> = quoting.map(|story| story.span).collect();
    let told = context.passages.iter().filter(|passage| {
        let is_told = passage.leaf.of == "story" && TOLD.contains(&passage.leaf.key);
        is_told && quoting.contains(&passage.leaf.entry)
    });
    let heard = deck_titles(context).filter(|(_, over)| *over == TitleScope::Heard);
    let heard = heard.map(|(passage, _)| passage).filter(|passage| passage.leaf.of == "entry");
    for passage in told.chain(heard) {
        if let Some(claim) =
            passage.language.and_then(|language| uncounted_claim(passage, language))
        {
            let words = &passage.plain.words[claim.clone()];
            let message = Message::new("generalised-voice").with("words", words);
            let finding =
                Finding::new(&RULE, passage.span_of_words(claim, context.sources), message);
            report.push(finding.with_hint(Message::new("hint-generalised-voice")));
        }
    }
}

/// The keys of a story that tell what happened.
const TOLD: [&str; 4] = ["title", "situation", "action", "change"];

/// A claim in a sentence without any number.
fn uncounted_claim(passage: &Passage, language: Language) -> Option<Range<usize>> {
    let text = passage.plain.words.as_ref();
    let uncounted = |claim: &Match| {
        let start = text[..claim.start()].rfind(['.', '!', '?']).unwrap_or(0);
        let end = text[claim.end()..].find(['.', '!', '?']);
        let end = end.map_or(text.len(), |end| claim.end() + end);
        !text[start..end].contains(|sign: char| sign.is_ascii_digit())
    };
    let found = CLAIMS.of(language).captures_iter(text);
    let mut claims = found.filter_map(|found| found.get(1).or_else(|| found.get(2)));
    Some(claims.find(uncounted)?.range())
}

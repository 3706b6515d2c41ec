//! A voice of somebody who works for us, decides with us or is paid by us, without a word about that.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lexicon::{fold, stems_of};
use crate::lint::Context;
use crate::lint::words::word_list;
use crate::locale::{InEach, Language};

pub static RULE: Rule = rule!("undeclared-interest", Voice, Warning, check);

/// Roles in one language; `T` is a role as written or as its words.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Roles<T> {
    /// Roles that show an interest by themselves.
    alone: Vec<T>,
    /// Roles that show one only together with one of `houses`.
    jobs: Vec<T>,
    houses: Vec<T>,
    /// Words with which a house is somebody else's.
    others: Vec<T>,
    /// Words before a role that change nothing.
    before: Vec<T>,
}

static ROLES: LazyLock<InEach<Roles<Vec<String>>>> = LazyLock::new(|| {
    let lists: InEach<Roles<String>> = word_list("undeclared-interest");
    let plain_each = |roles: Vec<String>| roles.iter().map(|role| folded_stems(role)).collect();
    lists.map(|roles| Roles {
        alone: plain_each(roles.alone),
        jobs: plain_each(roles.jobs),
        houses: plain_each(roles.houses),
        others: plain_each(roles.others),
        before: plain_each(roles.before),
    })
});

fn check(context: &Context, report: &mut Report) {
    for (voice, passage) in context.words_of_voices() {
        let language = passage.language.filter(|_| passage.is_under_key("speaker", "role"));
        let Some(language) = language.filter(|_| voice.interest.is_none()) else {
            continue;
        };
        let role = &passage.plain.words;
        // A role may name several: `élu, hôtelier`. Each part is looked at by itself, and marked by itself.
        let parts = role.split([',', ';', '(', '/']);
        for part in parts.filter(|part| may_have_interest(part, language)) {
            let start = part.as_ptr() as usize - role.as_ptr() as usize;
            let start = start + part.len() - part.trim_start().len();
            let range = start..start + part.trim().len();
            let message = Message::new("undeclared-interest").with("words", part.trim());
            let finding =
                Finding::new(&RULE, passage.span_of_words(range, context.sources), message);
            report.push(finding.with_hint(Message::new("hint-undeclared-interest")));
        }
    }
}

/// Whether a part of a role begins like the role of somebody who may have an interest.
fn may_have_interest(part: &str, language: Language) -> bool {
    let roles = ROLES.of(language);
    let words = folded_stems(part);
    let is_article = |word: &String| roles.before.iter().any(|one| one.first() == Some(word));
    let first = words.iter().position(|word| !is_article(word));
    let words = &words[first.unwrap_or(words.len())..];
    // `mayor's daughter` is another person.
    let begins = |role: &Vec<String>| {
        words.starts_with(role) && words.get(role.len()).is_none_or(|next| next != "s")
    };
    let holds = |phrase: &Vec<String>| words.windows(phrase.len()).any(|some| some == phrase);
    let has_house = || roles.houses.iter().any(holds) && !roles.others.iter().any(holds);
    roles.alone.iter().any(begins) || roles.jobs.iter().any(begins) && has_house()
}

/// The words of a text, folded, without inclusive endings and plurals.
fn folded_stems(text: &str) -> Vec<String> {
    let folded = fold(text);
    stems_of(&folded).map(|(word, _)| word.to_string()).collect()
}

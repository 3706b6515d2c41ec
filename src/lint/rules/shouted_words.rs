//! Four words or more in capital letters.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::finding::{Category, Finding, Message, Report, Rule, Severity};
use crate::lint::words::pattern;
use crate::lint::{Context, Lint, Pages, Raised};

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages {
        en: include_str!("shouted-words.md"),
        fr: include_str!("shouted-words.fr.md"),
    },
};

static RULE: Rule = Rule::new("shouted-words", Category::Story, Severity::Warning);

/// Words in capitals, with nothing but spaces between them: a comma makes a list of acronyms. No `\b`, which is slow
/// beside accents.
static CAPITALS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\p{Lu}[\p{Lu}'’-]*(?:\s+\p{Lu}[\p{Lu}'’-]*){3,}"));

/// The fewest words that are shouted.
const LEAST: usize = 4;

/// The longest acronym that is most likely one, in letters.
const ACRONYM: usize = 4;

fn check(context: &Context, report: &mut Report) {
    for passage in context
        .passages
        .iter()
        .filter(|passage| !passage.is_quoted())
    {
        for found in CAPITALS.find_iter(&passage.plain.words) {
            if let Some(range) = shouted(&passage.plain.words, found.range()) {
                let words = &passage.plain.words[range.clone()];
                let message = Message::new("shouted-words").with("words", words);
                let finding = Finding::new(&RULE, passage.span(range, context.sources), message);
                report.push(finding.hint(Message::new("hint-shouted-words")));
            }
        }
    }
}

/// The words without the capital of one that goes on in small letters, when enough of them are left and one is a word.
fn shouted(text: &str, mut range: Range<usize>) -> Option<Range<usize>> {
    if text[range.end..].starts_with(char::is_alphabetic) {
        range.end = range.start + text[range.clone()].rfind(char::is_whitespace)?;
    }
    let words = text[range.clone()].split_whitespace();
    let has_word = words.clone().any(|word| word.chars().count() > ACRONYM);
    (has_word && words.count() >= LEAST).then_some(range)
}

//! Four words or more in capital letters.

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

/// Four words in capitals or more, one of them longer than most acronyms; a comma between them makes a list.
static SHOUTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b\p{Lu}[\p{Lu}'’-]*\b(?:\s+(?:\p{Lu}|\p{Lu}[\p{Lu}'’-]*\p{Lu})\b){3,}")
});

/// The longest acronym that is most likely one, in letters.
const ACRONYM: usize = 4;

fn check(context: &Context, report: &mut Report) {
    for passage in context
        .passages
        .iter()
        .filter(|passage| !passage.is_quoted())
    {
        for words in SHOUTED.find_iter(&passage.plain.words) {
            let is_word = |word: &str| word.chars().count() > ACRONYM;
            if words.as_str().split_whitespace().any(is_word) {
                let message = Message::new("shouted-words").with("words", words.as_str());
                let finding =
                    Finding::new(&RULE, passage.span(words.range(), context.sources), message);
                report.push(finding.hint(Message::new("hint-shouted-words")));
            }
        }
    }
}

//! A cut in a quote beside a word that denies or turns the sentence round.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::finding::{Category, Finding, Message, Report, Rule, Severity};
use crate::lint::words::{Both, list, pattern, words};
use crate::lint::{Context, Lint, Pages, Raised};
use crate::locale::Language;

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages {
        en: include_str!("risky-cut.md"),
        fr: include_str!("risky-cut.fr.md"),
    },
};

static RULE: Rule = Rule::new("risky-cut", Category::Voice, Severity::Warning);

/// `[…]` and what people type for it.
static CUT: LazyLock<Regex> = LazyLock::new(|| pattern(r"[\[(]\s*(?:…|\.{2,})\s*[\])]"));

static TURNS: LazyLock<Both<HashSet<String>>> = LazyLock::new(|| {
    let words = |words: String| words.split(' ').map(str::to_string).collect();
    list::<Both<String>>("turns").map(words)
});

fn check(context: &Context, report: &mut Report) {
    for passage in context
        .passages
        .iter()
        .filter(|passage| passage.is_quoted())
    {
        let Some(language) = passage.language else {
            continue;
        };
        let text = passage.plain.words.as_ref();
        for cut in CUT.find_iter(text) {
            if let Some(turn) = turn_beside(text, cut.range(), language) {
                let message = Message::new("risky-cut").with("word", turn);
                let finding =
                    Finding::new(&RULE, passage.span(cut.range(), context.sources), message);
                report.push(finding.hint(Message::new("hint-risky-cut")));
            }
        }
    }
}

/// The word that touches a cut and turns the sentence; one that ends the sentence before does not count.
fn turn_beside(text: &str, cut: Range<usize>, language: Language) -> Option<&str> {
    let before = words(&text[..cut.start]).last();
    let before = before.filter(|word| !text[word.end()..cut.start].contains(['.', '!', '?']));
    let after = words(&text[cut.end..]).next();
    let beside = [before, after]
        .into_iter()
        .flatten()
        .map(|word| word.as_str());
    let turns = TURNS.of(language);
    beside
        .into_iter()
        .find(|word| turns.contains(&word.to_lowercase()))
}

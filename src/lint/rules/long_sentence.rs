//! A sentence that nobody can follow at one hearing.

use crate::finding::{Category, Finding, Message, Report, Rule, Severity};
use crate::lint::{Context, Lint, Pages, Raised, sentences};

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages {
        en: include_str!("long-sentence.md"),
        fr: include_str!("long-sentence.fr.md"),
    },
};

static RULE: Rule = Rule::new("long-sentence", Category::Language, Severity::Warning);

/// The most words of a sentence on a slide, and of one that is said.
const SHOWN: usize = 22;
const SAID: usize = 30;

fn check(context: &Context, report: &mut Report) {
    for passage in context
        .passages
        .iter()
        .filter(|passage| !passage.is_quoted())
    {
        let most = match passage.leaf.key {
            "notes" => SAID,
            _ => SHOWN,
        };
        // A word and its space take two letters at least.
        if passage.plain.words.len() < 2 * most {
            continue;
        }
        let found = sentences(&passage.plain.words, passage.has_list());
        for sentence in found.filter(|sentence| sentence.words > most) {
            let message = Message::new("long-sentence")
                .with("words", sentence.words)
                .with("most", most);
            let finding = Finding::new(
                &RULE,
                passage.span(sentence.range, context.sources),
                message,
            );
            report.push(finding.hint(Message::new("hint-long-sentence")));
        }
    }
}

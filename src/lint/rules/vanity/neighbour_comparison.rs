//! A place compared with its neighbours rather than with itself.

use std::sync::LazyLock;

use crate::finding::rules::rule;
use crate::finding::{Message, Report, Rule};
use crate::lexicon::Subject;
use crate::lint::boasts::{PraiseSentence, finding_of_matches};
use crate::lint::wording::{WordFile, WordPattern};
use crate::lint::{Context, Passage};

pub static RULE: Rule = rule!("neighbour-comparison", Vanity, Info, check);

/// Words by which a comparison says that the other places are like this one, and words that name where it comes from.
static COMPARABLE: LazyLock<WordPattern> =
    LazyLock::new(|| WordFile::read("neighbour-comparison").in_any("comparable"));
static SOURCED: LazyLock<WordPattern> =
    LazyLock::new(|| WordFile::read("neighbour-comparison").in_any("sourced"));

fn check(context: &Context, report: &mut Report) {
    for boast in context.lexicon_sentences() {
        let passage = &context.passages[boast.passage];
        if is_fair(boast, passage) {
            continue;
        }
        let found = boast.matches_about(Subject::Neighbours);
        let message = Message::new("neighbour-comparison");
        report.extend(finding_of_matches(&RULE, message, &found, passage, context));
    }
}

/// Whether a comparison is with like places and says where it comes from; a figure always names its source.
fn is_fair(boast: &PraiseSentence, passage: &Passage) -> bool {
    let sentence = &passage.plain.words[boast.sentence.clone()];
    let is_sourced = passage.leaf.entry_of == "figure" || SOURCED.is_in(sentence);
    is_sourced && COMPARABLE.is_in(sentence)
}

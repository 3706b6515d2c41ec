//! The lint: rules of content, the list of all rules, and what becomes of findings.
//!
//! A rule of content is a static value with a function over a [`Context`] and a page in each language. `explain` prints
//! the pages, and tests run their examples. [`rules`] describes how to add one.

mod aside;
mod boasts;
mod changes;
mod context;
mod enclosing;
mod figures;
pub mod fix;
mod followers;
mod held;
mod markup;
mod missing;
mod names;
mod own_contacts;
mod phrases;
mod plain;
mod quotes;
pub mod rules;
mod settle;
mod suggested;
mod titles;
mod traced;
mod turns;
pub mod verbs;
mod word_rule;
mod wording;
mod words;

pub use aside::{Depth, deck_of};
pub use context::{Context, Passage, Showing};
pub use names::nearest_rule_hint;
pub use phrases::Phrases;
pub use plain::Plain;
pub use quotes::{CheckedQuote, Missing, Verdict};
pub use rules::RULES;
pub(crate) use rules::figure::{muddled_sum, percent_for_points};
pub use settle::{FindingScope, finish_report};
pub use suggested::note_suggestions;
pub use traced::Traced;
pub(crate) use word_rule::WordRule;

use std::thread;

use crate::finding::Raised;
use crate::finding::Report;
use crate::lexicon::Lexicon;
use crate::parallel::in_parallel;
use crate::people::find_traces;

/// Prepares, on another thread, the lists of words and the patterns that rules need: it takes a while, and needs no
/// file, so it can go on while files are read.
pub fn prepare_word_lists() {
    thread::spawn(|| {
        Lexicon::built_in();
        find_traces("");
    });
}

/// Runs all rules of content and adds their findings in the order of the rules.
pub fn check_content(context: &Context, report: &mut Report) {
    names::check_rule_names(context, report);
    // These searches use all cores. Done first, as otherwise several rules would wait
    // for one of them, and cores would be idle.
    context.lexicon_sentences();
    context.personal_traces();
    let found = in_parallel(&RULES, |rule| {
        let mut report = Report::default();
        if let Raised::Content(check) = rule.raised {
            check(context, &mut report);
        }
        report
    });
    found.into_iter().for_each(|found| report.append(found));
}

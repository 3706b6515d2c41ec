//! What is checked beyond the form of single files: the rules of content, and the list of all rules.
//!
//! A rule of content is a static value, a function over a [`Context`] and a page in each language, which `explain`
//! prints and whose examples are run as tests. [`rules`] tells how to add one.

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
mod phrases;
mod plain;
mod quotes;
pub mod rules;
mod settle;
mod titles;
mod traced;
mod turns;
pub mod verbs;
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
pub use traced::Traced;

use std::thread;

use crate::finding::Raised;
use crate::finding::Report;
use crate::lexicon::Lexicon;
use crate::parallel::in_parallel;
use crate::people::find_traces;

/// Makes the lists of words and the patterns that rules look for ready while files are read: it takes a while, and needs no file.
pub fn prepare_word_lists() {
    thread::spawn(|| {
        Lexicon::built_in();
        find_traces("");
    });
}

/// Says everything that the rules of content find, in their order.
pub fn check_content(context: &Context, report: &mut Report) {
    names::check_rule_names(context, report);
    // Searched first, on all cores: a rule that waits for what another searches leaves a core idle.
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

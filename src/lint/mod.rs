//! What is checked beyond the form of single files: the rules of content, and the list of all rules.
//!
//! A rule of content is a static value, a function over a [`Context`] and a page in each language, which `explain`
//! prints and whose examples are run as tests. [`rules`] tells how to add one.

mod aside;
mod boasts;
mod changes;
mod context;
mod figures;
pub mod fix;
mod followers;
mod held;
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
pub use names::hint;
pub use phrases::Phrases;
pub use plain::Plain;
pub use quotes::{Missing, Quote, Verdict};
pub use rules::RULES;
pub use settle::{Asked, settle};
pub use traced::Traced;

use std::thread;

use crate::finding::{Described, Report, Rule};
use crate::lexicon::Lexicon;
use crate::locale::Language;
use crate::parallel::in_parallel;
use crate::people::traces;

/// A rule, what raises it, and its pages.
#[derive(Debug)]
pub struct Lint {
    /// Its name and its weight.
    pub rule: &'static Rule,
    /// What raises it.
    pub raised: Raised,
    /// Its page in each language.
    pub pages: Pages,
}

/// What raises a rule.
#[derive(Debug, Clone, Copy)]
pub enum Raised {
    /// Reading the files, and ordering what they hold into slides.
    Reading,
    /// A function over the whole project.
    Content(fn(&Context, &mut Report)),
    /// Preparing pictures and laying out pages.
    Layout,
}

/// The page of a rule in each language: what it finds, why, examples, what to do.
#[derive(Debug, Clone, Copy)]
pub struct Pages {
    /// In English.
    pub en: &'static str,
    /// In French.
    pub fr: &'static str,
}

impl Lint {
    /// The page of the rule in a language.
    pub fn page(&self, language: Language) -> &'static str {
        match language {
            Language::En => self.pages.en,
            Language::Fr => self.pages.fr,
        }
    }

    /// What the rule finds, in one sentence: the first paragraph of its page.
    pub fn summary(&self, language: Language) -> String {
        let mut paragraphs = self.page(language).split("\n\n").skip(1);
        paragraphs.next().unwrap_or_default().replace('\n', " ")
    }
}

/// The rule of a name.
pub fn named(name: &str) -> Option<&'static Lint> {
    RULES.iter().find(|lint| lint.rule.name == name).copied()
}

/// What the rule of a name finds, in one sentence.
pub fn summary(name: &str, language: Language) -> Option<String> {
    named(name).map(|lint| lint.summary(language))
}

/// What is said of a rule in outputs that carry its page.
pub fn described(rule: &Rule, language: Language) -> Option<Described> {
    named(rule.name)
        .map(|lint| Described { summary: lint.summary(language), page: lint.page(language) })
}

/// Makes the lists of words and the patterns that rules look for ready while files are read: it takes a while, and needs no file.
pub fn prepare() {
    thread::spawn(|| {
        Lexicon::built_in();
        traces("");
    });
}

/// Says everything that the rules of content find, in their order.
pub fn check(context: &Context, report: &mut Report) {
    names::check(context, report);
    // Searched first, on all cores: a rule that waits for what another searches leaves a core idle.
    context.boasts();
    context.traces();
    let found = in_parallel(RULES, |lint| {
        let mut report = Report::default();
        if let Raised::Content(check) = lint.raised {
            check(context, &mut report);
        }
        report
    });
    found.into_iter().for_each(|found| report.append(found));
}

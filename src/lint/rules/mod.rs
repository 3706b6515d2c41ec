//! All rules, in a folder for each category.
//!
//! To add a rule of content, named after its fault, as it reads after "allow", such as `unsourced-figure`:
//!
//! 1. `figure/unsourced_figure.rs`: the static `RULE` and a function `check` that walks the [`Context`] and pushes
//!    findings, each at the smallest wrong place, each with a better question or the next action;
//! 2. `figure/unsourced-figure.md` and `figure/unsourced-figure.fr.md` beside it: what it finds in one sentence, why,
//!    with its source, a `bad` and a `good` example, and what to ask instead. Its messages and hints stand in the head
//!    of both pages, between two lines `---`; what other rules say too stands in `templates/locales/{en,fr}.yaml`;
//! 3. one `mod` and one line of `RULES` in `figure/mod.rs`;
//! 4. `RECIT_BLESS=1 cargo test --test suite -- rules docs`, which writes the list in `docs` and runs the examples over
//!    the small project of `tests/suite/rules/<language>`.
//!
//! The words of a rule stand in `templates/lexicon`. One that is nothing but words has its checks there too, and no function.
//! A rule that reading or layout raises is declared in `src/finding/rules.rs`, with its pages and its line here, and its
//! messages in the locales.
//!
//! [`Context`]: super::Context

mod access;
mod decision;
pub(crate) mod figure;
pub(super) mod form;
mod language;
mod signal;
mod story;
mod vanity;
pub(super) mod voice;

use std::sync::LazyLock;

use crate::finding::Rule;

/// Every rule, by category, in the order of lists.
pub static RULES: LazyLock<Vec<&Rule>> = LazyLock::new(|| {
    let categories = [
        vanity::RULES,
        figure::RULES,
        voice::RULES,
        story::RULES,
        signal::RULES,
        decision::RULES,
        access::RULES,
        language::RULES,
        form::RULES,
    ];
    categories.concat()
});

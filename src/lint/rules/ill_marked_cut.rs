//! A cut in a quote marked otherwise than by `[…]`.

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
        en: include_str!("ill-marked-cut.md"),
        fr: include_str!("ill-marked-cut.fr.md"),
    },
};

static RULE: Rule = Rule::new("ill-marked-cut", Category::Voice, Severity::Warning);

/// Dots in parentheses, or three dots typed one by one: whose they are cannot be told.
static ILL_MARKED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\(\s*(?:…|\.{2,})\s*\)|\[\s*\.{2,}\s*\]"));

fn check(context: &Context, report: &mut Report) {
    for passage in context.passages.iter().filter(|passage| passage.is_quoted()) {
        for mark in ILL_MARKED.find_iter(&passage.plain.words) {
            let message = Message::new("ill-marked-cut").with("mark", mark.as_str());
            let finding = Finding::new(&RULE, passage.span(mark.range(), context.sources), message);
            report.push(finding.hint(Message::new("hint-ill-marked-cut")));
        }
    }
}

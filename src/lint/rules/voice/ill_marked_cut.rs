//! A cut in a quote marked otherwise than by `[…]`.

use std::sync::LazyLock;

use regex::Regex;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::lint::words::compile_pattern;

pub static RULE: Rule = rule!("ill-marked-cut", Voice, Warning, check);

/// Dots in parentheses, or three dots typed one by one: whose they are cannot be told.
static ILL_MARKED: LazyLock<Regex> =
    LazyLock::new(|| compile_pattern(r"\(\s*(?:…|\.{2,})\s*\)|\[\s*\.{2,}\s*\]"));

fn check(context: &Context, report: &mut Report) {
    for passage in context.passages.iter().filter(|passage| passage.is_quoted()) {
        for mark in ILL_MARKED.find_iter(&passage.plain.words) {
            let message = Message::new("ill-marked-cut").with("mark", mark.as_str());
            let finding =
                Finding::new(&RULE, passage.span_of_words(mark.range(), context.sources), message);
            report.push(finding.with_hint(Message::new("hint-ill-marked-cut")));
        }
    }
}

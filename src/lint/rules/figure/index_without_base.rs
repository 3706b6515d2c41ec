//! An index that does not say when it was 100.

use std::sync::LazyLock;

use regex::Regex;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::lint::figures::own_texts;
use crate::lint::words::compile_pattern;
use crate::narrative::Nature;

pub static RULE: Rule = rule!("index-without-base", Figure, Warning, check);

/// What every index names: the value it started from.
static BASE: LazyLock<Regex> = LazyLock::new(|| compile_pattern(r"\b100\b"));

fn check(context: &Context, report: &mut Report) {
    for figure in context.figures() {
        let has_base = || own_texts(figure).any(|text| BASE.is_match(&text.value));
        if figure.nature == Some(Nature::Index) && !has_base() {
            let value = figure.value.value.to_string();
            let message = Message::new("index-without-base").with("value", value);
            let finding = Finding::new(&RULE, figure.value.span, message);
            report.push(finding.with_hint(Message::new("hint-index-without-base")));
        }
    }
}

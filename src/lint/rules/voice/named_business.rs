//! A critical quote that gives a business by its name.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::lint::words::compile_pattern;
use crate::locale::InEach;
use crate::source::Span;

pub static RULE: Rule = rule!("named-business", Voice, Warning, check);

/// A kind of business and a name of its own; `le camping de Kervellan` is a place, `l’Hôtel de Ville` no business.
static BUSINESS: InEach<LazyLock<Regex>> = InEach {
    fr: LazyLock::new(|| {
        compile_pattern(
            r"(?:(?-u:\b)(?i:hôtel|auberge|camping|restaurant|crêperie|brasserie|café|bar|boulangerie|gîte|pizzeria|garage|supermarché|boutique)|(?i:épicerie)) (?:(?:Le|La|Les|Au|Aux|Chez) |L['’])?\p{Lu}\p{Ll}[\p{L}'’-]*",
        )
    }),
    en: LazyLock::new(|| {
        compile_pattern(
            r"(?-u:\b)(?:(?:The |the )?\p{Lu}\p{Ll}[\p{L}'’]* )+(?:Hotel|Inn|Guesthouse|Café|Cafe|Restaurant|Campsite|Bakery|Pub|Tearoom|Arms)(?-u:\b)",
        )
    }),
};

/// Words that are no name before a kind of business.
const NO_NAMES: [&str; 7] = ["The", "A", "An", "Our", "This", "That", "Your"];

fn check(context: &Context, report: &mut Report) {
    let critical = context.voices().filter(|voice| voice.is_critical());
    let critical: HashSet<Span> = critical.map(|voice| voice.span).collect();
    let quoted = context.passages.iter().filter(|passage| passage.is_quoted());
    for passage in quoted.filter(|passage| critical.contains(&passage.leaf.entry)) {
        let found =
            passage.language.and_then(|language| BUSINESS.of(language).find(&passage.plain.words));
        if let Some(name) = found.filter(|found| is_name(found.as_str())) {
            let message = Message::new("named-business").with("name", name.as_str());
            let finding =
                Finding::new(&RULE, passage.span_of_words(name.range(), context.sources), message);
            report.push(finding.with_hint(Message::new("hint-named-business")));
        }
    }
}

/// Whether more stands before the kind of business than `The`.
fn is_name(words: &str) -> bool {
    let mut words = words.split(' ');
    let first = words.next();
    words.count() > 1 || !first.is_some_and(|first| NO_NAMES.contains(&first))
}

//! A link that says nothing out of its sentence, or a long address in the middle of a text.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::lint::wording::WordFile;
use crate::lint::words::compile_pattern;
use crate::text::fold_name;

pub static RULE: Rule = rule!("unclear-link", Access, Warning, check);

/// The longest address that a slide can bear, in characters.
const LONGEST: usize = 40;

static LINK: LazyLock<Regex> =
    LazyLock::new(|| compile_pattern(r"\[([^\]\n]+)\]\((?:https?://|mailto:)"));
static ADDRESS: LazyLock<Regex> =
    LazyLock::new(|| compile_pattern(r"(?:https?://|www\.)[^\s<>«»“”]+"));

/// What many links are called, folded.
static EMPTY: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let file = WordFile::read("unclear-link");
    file.phrases("empty").into_iter().map(str::to_string).collect()
});

fn check(context: &Context, report: &mut Report) {
    for passage in &context.passages {
        let typed = &passage.leaf.text.value;
        if !typed.contains("://") && !typed.contains("www.") && !typed.contains("](mailto:") {
            continue;
        }
        for range in empty_links(typed) {
            let message = Message::new("empty-link").with("words", &typed[range.clone()]);
            let finding = Finding::new(&RULE, passage.typed_span(range, context.sources), message);
            report.push(finding.with_hint(Message::new("hint-empty-link")));
        }
        for (range, length) in long_addresses(&passage.plain.words) {
            let message = Message::new("long-address").with("length", length).with("most", LONGEST);
            let finding =
                Finding::new(&RULE, passage.span_of_words(range, context.sources), message);
            report.push(finding.with_hint(Message::new("hint-long-address")));
        }
    }
}

/// The words of links that name nothing.
fn empty_links(text: &str) -> Vec<Range<usize>> {
    let words = LINK.captures_iter(text).filter_map(|found| found.get(1));
    let is_empty = |words: &str| {
        let words =
            fold_name(words.trim_matches(|sign: char| !sign.is_alphanumeric())).replace('-', " ");
        EMPTY.contains(&words)
    };
    words.filter(|words| is_empty(words.as_str())).map(|words| words.range()).collect()
}

/// The addresses too long to be read, and their lengths.
fn long_addresses(words: &str) -> Vec<(Range<usize>, usize)> {
    let found = ADDRESS.find_iter(words);
    let measured = found.map(|found| {
        let address = found.as_str().trim_end_matches(['.', ',', ';', ':', ')', '!', '?']);
        (found.start()..found.start() + address.len(), address.chars().count())
    });
    measured.filter(|(_, length)| *length > LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_that_name_nothing_are_told() {
        let text = "[Cliquez ici](https://a.fr), [ici](https://b.fr), [les horaires du car](https://c.fr), [sic] (ici)";
        let found: Vec<_> = empty_links(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["Cliquez ici", "ici"]);
    }

    #[test]
    fn an_address_is_long_past_forty_characters() {
        let long = "voir https://www.exemple.fr/tres/long/chemin/de/page-42.html.";
        assert_eq!(long_addresses(long).len(), 1);
        assert!(long_addresses(long)[0].0.end < long.len());
        assert_eq!(long_addresses("voir www.exemple.fr/car").len(), 0);
    }
}

//! An abbreviation that French writes otherwise: `Mr`, `1ère`, `2ème`, `etc…`.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::lint::words::compile_pattern;

pub static RULE: Rule = rule!("wrong-abbreviation", Language, Info, check);

static SHORT: LazyLock<Regex> = LazyLock::new(|| {
    compile_pattern(
        r"(?P<mister>Mr\.?)[\s\u{a0}]\p{Lu}|(?P<etc>etc\.?\s?(?:…|\.\.\.?))|(?P<number>\d+)(?P<ordinal>i?[èeé]mes?|[èe]res?|nde?s?)",
    )
});

fn check(context: &Context, report: &mut Report) {
    for passage in context.passages.iter().filter(|passage| passage.is_french_of_ours()) {
        for (range, write) in find_wrong_abbreviations(&passage.plain.words) {
            let found = &passage.plain.words[range.clone()];
            let message = Message::new("wrong-abbreviation").with("found", found);
            let finding =
                Finding::new(&RULE, passage.span_of_words(range, context.sources), message);
            report.push(finding.with_hint(Message::new("hint-write").with("value", write)));
        }
    }
}

/// The abbreviations of a text, and what to write.
fn find_wrong_abbreviations(text: &str) -> Vec<(Range<usize>, String)> {
    let has_number = text.bytes().any(|byte| byte.is_ascii_digit());
    if !has_number && !text.contains("etc") && !text.contains("Mr") {
        return Vec::new();
    }
    let found = SHORT.captures_iter(text).filter_map(|found| {
        if let Some(mister) = found.name("mister") {
            return Some((mister.range(), "M.".to_string()));
        }
        if let Some(etc) = found.name("etc") {
            return Some((etc.range(), "etc.".to_string()));
        }
        let (number, ending) = found.name("number").zip(found.name("ordinal"))?;
        let write = shorten_ordinal(number.as_str(), ending.as_str())?;
        Some((number.start()..ending.end(), write))
    });
    found
        .filter(|(range, _)| starts_word(text, range.start) && ends_word(text, range.end))
        .collect()
}

/// `1re`, `2d`, `3e`: the number keeps the shortest ending.
fn shorten_ordinal(number: &str, ending: &str) -> Option<String> {
    let plural = if ending.ends_with('s') { "s" } else { "" };
    let short = match (number, ending.trim_end_matches('s')) {
        ("1", "ère" | "ere") => "re",
        ("2", "nd") => "d",
        ("2", "nde") => "de",
        (_, "ème" | "eme" | "éme" | "ième" | "ieme" | "iéme") if number != "1" => "e",
        _ => return None,
    };
    Some(format!("{number}{short}{plural}"))
}

fn starts_word(text: &str, at: usize) -> bool {
    !text[..at].ends_with(|sign: char| sign.is_alphanumeric() || sign == '.' || sign == ',')
}

fn ends_word(text: &str, at: usize) -> bool {
    !text[at..].starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_abbreviation_has_its_french_form() {
        for (text, word, write) in [
            ("Mr Durand", "Mr", "M."),
            ("la 1ère fois", "1ère", "1re"),
            ("le 2ème quai", "2ème", "2e"),
            ("les 3emes", "3emes", "3es"),
            ("la 2nde gare", "2nde", "2de"),
            ("le XX et le 20ième", "20ième", "20e"),
            ("bacs, bus, etc…", "etc…", "etc."),
            ("bacs, etc...", "etc...", "etc."),
        ] {
            let found: Vec<_> = find_wrong_abbreviations(text)
                .into_iter()
                .map(|(range, write)| (&text[range], write))
                .collect();
            assert_eq!(found, [(word, write.to_string())], "{text}");
        }
    }

    #[test]
    fn what_is_written_well_is_left_alone() {
        for text in [
            "M. Durand",
            "le 1er, la 1re, le 2e, le 2d",
            "bacs, bus, etc.",
            "32 ndebele",
            "v1.2eme",
            "MrX",
            "2 mètres",
            "1eme",
        ] {
            assert_eq!(find_wrong_abbreviations(text), [], "{text}");
        }
    }
}

//! A sentence too long to be followed by somebody who hears it once.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule, Severity};
use crate::lint::{Context, Passage};

pub static RULE: Rule =
    rule!("long-sentence", Language, Warning, check).or_severities(&[Severity::Info]);

/// The most words of a sentence on a slide, and of one that is spoken.
const SHOWN: usize = 22;
const SAID: usize = 30;

/// Keys with a limit of their own: titles, and alternative texts, which a screen reader reads in one go.
const MEASURED_ELSEWHERE: [&str; 4] = ["alt", "ask", "chapter", "title"];

fn check(context: &Context, report: &mut Report) {
    let is_ours = |passage: &&Passage| {
        !passage.is_quoted() && !MEASURED_ELSEWHERE.contains(&passage.leaf.key)
    };
    for passage in context.passages.iter().filter(is_ours) {
        // Notes are spoken freely: a long sentence in them is cut in speaking.
        let (most, severity) = match passage.leaf.key {
            "notes" => (SAID, Severity::Info),
            _ => (SHOWN, Severity::Warning),
        };
        let long = passage.sentences().iter().filter(|one| one.words > most);
        for sentence in long {
            let message =
                Message::new("long-sentence").with("words", sentence.words).with("most", most);
            let finding = Finding::new(
                &RULE,
                passage.span_of_words(sentence.range.clone(), context.sources),
                message,
            );
            let finding = finding.with_hint(Message::new("hint-long-sentence"));
            report.push(Finding { severity, ..finding });
        }
    }
}

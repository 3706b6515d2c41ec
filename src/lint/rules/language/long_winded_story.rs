//! A story with one long sentence after another.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::{Context, Passage};

pub static RULE: Rule = rule!("long-winded-story", Language, Warning, check);

/// The most words of its sentences on average: 15 to 20 words are easy to follow.
const MEAN: usize = 20;
/// The fewest sentences for which an average means something.
const LEAST: usize = 4;

const TOLD: [&str; 4] = ["situation", "action", "change", "unknown"];

fn check(context: &Context, report: &mut Report) {
    let told = |passage: &&Passage| passage.leaf.of == "story" && TOLD.contains(&passage.leaf.key);
    let passages: Vec<&Passage> = context.passages.iter().filter(told).collect();
    // The texts of one entry follow one another, so a story is a run of passages with the same entry.
    for story in passages.chunk_by(|one, next| one.leaf.entry == next.leaf.entry) {
        let sentences = story.iter().flat_map(|passage| passage.sentences());
        let (count, words) =
            sentences.fold((0, 0), |(count, words), one| (count + 1, words + one.words));
        if count >= LEAST && words > MEAN * count {
            let message = Message::new("long-winded-story")
                .with("mean", words.div_ceil(count))
                .with("most", MEAN);
            let finding = Finding::new(&RULE, story[0].leaf.text.span, message);
            report.push(finding.with_hint(Message::new("hint-long-winded-story")));
        }
    }
}

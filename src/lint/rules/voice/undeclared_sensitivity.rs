//! A voice that seems to speak of health, opinions, beliefs or origin, without the key that says whether it does.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::gate;
use crate::lint::words::word_list;
use crate::lint::{Context, Passage, Phrases};
use crate::locale::InEach;

pub static RULE: Rule = rule!("undeclared-sensitivity", Voice, Warning, check);

/// Words by the subject they may show (GDPR, article 9; the last two, complaints and police, after its article 10).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SensitivityLists {
    health: InEach<Vec<String>>,
    disability: InEach<Vec<String>>,
    pregnancy: InEach<Vec<String>>,
    religion: InEach<Vec<String>>,
    politics: InEach<Vec<String>>,
    orientation: InEach<Vec<String>>,
    origin: InEach<Vec<String>>,
    complaint: InEach<Vec<String>>,
    police: InEach<Vec<String>>,
}

/// The subjects, by the key of their name in the catalogue, with their words.
static SUBJECTS: LazyLock<Vec<(&str, InEach<Phrases>)>> = LazyLock::new(|| {
    let lists: SensitivityLists = word_list("undeclared-sensitivity");
    let subjects = [
        ("subject-health", lists.health),
        ("subject-disability", lists.disability),
        ("subject-pregnancy", lists.pregnancy),
        ("subject-religion", lists.religion),
        ("subject-politics", lists.politics),
        ("subject-orientation", lists.orientation),
        ("subject-origin", lists.origin),
        ("subject-complaint", lists.complaint),
        ("subject-police", lists.police),
    ];
    let phrases = |words: Vec<String>| Phrases::from_list(words.iter().map(String::as_str));
    let subjects = subjects.into_iter();
    subjects.map(|(key, words)| (key, words.map(phrases))).collect()
});

/// At most one finding for each voice.
fn check(context: &Context, report: &mut Report) {
    let mut asked = HashSet::new();
    for (voice, passage) in context.words_of_voices() {
        // Asked only where the answer changes whether the voice may be shown.
        if !gate::depends_on_subject(voice) || asked.contains(&voice.span) {
            continue;
        }
        if let Some((subject, range)) = sensitive_subject(passage) {
            asked.insert(voice.span);
            let message = Message::new("undeclared-sensitivity")
                .with("words", &passage.plain.words[range.clone()])
                .with_kind("subject", subject);
            let finding =
                Finding::new(&RULE, passage.span_of_words(range, context.sources), message);
            report.push(finding.with_hint(Message::new("hint-undeclared-sensitivity")));
        }
    }
}

/// The first subject that the words of a text may show, and where; none without such words.
pub(in crate::lint) fn sensitive_subject(
    passage: &Passage,
) -> Option<(&'static str, Range<usize>)> {
    let language = passage.language?;
    let words = &passage.plain.words;
    SUBJECTS.iter().find_map(|(subject, phrases)| {
        let range = phrases.of(language).find_whole_words(words).next()?;
        Some((*subject, range))
    })
}

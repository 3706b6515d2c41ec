//! A vote on what another body normally decides: the mayor, the council of the commune, who organises transport.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::wording::{WordFile, WordPattern};
use crate::lint::{Context, Passage};
use crate::locale::{InEach, Language};
use crate::narrative::{Answer, Decision};
use crate::source::Span;

pub static RULE: Rule = rule!("unclear-competence", Decision, Info, check);

/// The words of what others decide, with the message that says who.
static POWERS: LazyLock<[(InEach<WordPattern>, &str); 3]> = LazyLock::new(|| {
    let words = WordFile::read("unclear-competence");
    [
        (words.in_each("mayor"), "mayor-decides"),
        (words.in_each("council"), "council-decides"),
        (words.in_each("transport"), "transport-decides"),
    ]
});

/// Words by which a request is put to somebody else: the board then decides to ask.
static PASSED_ON: LazyLock<InEach<WordPattern>> =
    LazyLock::new(|| WordFile::read("unclear-competence").in_each("passed-on"));

/// What a council is called, whatever the language of the deck.
static COUNCILS: LazyLock<WordPattern> =
    LazyLock::new(|| WordFile::read("unclear-competence").in_any("councils"));

fn check(context: &Context, report: &mut Report) {
    let asks: HashMap<Span, &Decision> =
        context.decisions().filter_map(|asked| Some((asked.ask.as_ref()?.span, asked))).collect();
    for passage in &context.passages {
        let asked = asks.get(&passage.leaf.text.span).filter(|asked| is_open(asked));
        let found = asked.and_then(|_| words_of_power(passage, passage.language?));
        if let Some((words, message)) = found {
            let message = Message::new(message).with("words", &passage.plain.words[words.clone()]);
            let span = passage.span_of_words(words, context.sources);
            let hint = Message::new("hint-unclear-competence");
            report.push(Finding::new(&RULE, span, message).with_hint(hint));
        }
    }
}

/// Whether the board is asked to decide, and nobody wrote who can.
fn is_open(decision: &Decision) -> bool {
    !decision.is_followed_up() && decision.decides.is_none() && decision.answer == Answer::Vote
}

/// The words of what another body decides, and the message that names it.
fn words_of_power(passage: &Passage, language: Language) -> Option<(Range<usize>, &'static str)> {
    let text = &passage.plain.words;
    if PASSED_ON.of(language).is_in(text) {
        return None;
    }
    let board = passage.folder.file.as_ref().map(|file| file.meeting.board.value.as_str());
    let is_council = board.is_some_and(|board| COUNCILS.is_in(board));
    let powers =
        POWERS.iter().filter(|(_, message)| !(is_council && *message == "council-decides"));
    powers.into_iter().find_map(|(words, message)| Some((words.of(language).find(text)?, *message)))
}

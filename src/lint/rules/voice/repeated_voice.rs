//! A quote shown twice in one deck, shown again after an earlier deck, or written under two ids.

use std::collections::HashMap;

use crate::deck::{Planned, Shows};
use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::words::count_words;
use crate::lint::{Context, Showing};
use crate::narrative::Voice;
use crate::schema::slug;
use crate::source::Span;

pub static RULE: Rule = rule!("repeated-voice", Voice, Warning, check);

/// The fewest words that two people are unlikely to say in the same way.
const ENOUGH: usize = 6;

fn check(context: &Context, report: &mut Report) {
    // Meetings are walked through in the order of their days, so that `met` holds where each voice was first shown.
    let mut showings: Vec<&Showing> = context.showings.iter().collect();
    showings.sort_by_key(|showing| (showing.file.meeting.date.value, &showing.folder.path));
    let mut met: HashMap<&str, (&Showing, Span)> = HashMap::new();
    for showing in showings {
        for planned in showing.slides {
            for voice in planned.voices() {
                let id = voice.id.value.as_str();
                let place = span_of_request(planned, voice);
                let (before, first) = *met.entry(id).or_insert((showing, place));
                if let Some(key) = repetition_key(before, showing).filter(|_| first != place) {
                    report.push(build_finding(Message::new(key).with("id", id), place, first));
                }
            }
        }
    }
    report_copies(context, report);
}

/// The place that asks a slide to show a voice.
fn span_of_request(planned: &Planned, voice: &Voice) -> Span {
    match &planned.shows {
        Shows::Story(planned_story) => {
            let id = planned_story.story.voices.iter().find(|id| id.value == voice.id.value);
            id.map_or(planned.origin, |id| id.span)
        }
        _ => planned.origin,
    }
}

/// The message for a voice that the same people see again; none when they do not. The report of a year may quote that
/// of its quarters, and another body has seen nothing yet.
fn repetition_key(before: &Showing, now: &Showing) -> Option<&'static str> {
    let (first, second) = (before.file, now.file);
    if before.folder.path == now.folder.path {
        return Some("repeated-voice");
    }
    let (earlier, later) = (first.period.value, second.period.value);
    let is_summed_up =
        later.first_day() <= earlier.first_day() && earlier.last_day() <= later.last_day();
    let is_same_body = slug(&first.meeting.board.value) == slug(&second.meeting.board.value);
    (is_same_body && !is_summed_up).then_some("voice-of-earlier-deck")
}

/// Reports voices whose words are the same as those of another voice.
fn report_copies(context: &Context, report: &mut Report) {
    let mut met: HashMap<String, &Voice> = HashMap::new();
    let long = context.voices().filter(|voice| count_words(&voice.text.value) >= ENOUGH);
    for voice in long {
        let first = *met.entry(slug(&voice.text.value)).or_insert(voice);
        if first.id.value != voice.id.value {
            let message = Message::new("copied-voice")
                .with("id", voice.id.value.as_str())
                .with("first", first.id.value.as_str());
            report.push(build_finding(message, voice.text.span, first.text.span));
        }
    }
}

fn build_finding(message: Message, place: Span, first: Span) -> Finding {
    Finding::new(&RULE, place, message)
        .with_label(first, Message::new("label-first"))
        .with_hint(Message::new("hint-repeated-voice"))
}

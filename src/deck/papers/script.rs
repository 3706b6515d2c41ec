//! The script: each slide with what the speaker says, its minutes, and the time that has gone by.

use minijinja::Value;
use rust_decimal::Decimal;
use serde::Serialize;

use super::{Laid, Speech};
use crate::deck::Deck;
use crate::deck::compose::{Composer, Line, Prose};
use crate::narrative::DeckFile;

/// The script as its template takes it.
#[derive(Debug, Serialize)]
pub struct Script {
    title: Line,
    meeting: Line,
    total: Line,
    parts: Vec<ScriptPart>,
    ratio: f64,
}

/// One slide and the speaker's notes for it.
#[derive(Debug, Serialize)]
struct ScriptPart {
    /// Its pages, from 1.
    pages: Vec<usize>,
    number: String,
    /// How long it takes and when it begins; none when no slide of the deck is timed.
    time: Option<String>,
    notes: Vec<Prose>,
}

/// Composes the script; a clock adds up the minutes from slide to slide.
pub(super) fn compose_script(
    composer: &mut Composer,
    file: &DeckFile,
    deck: &Deck,
    laid: &Laid,
) -> Script {
    let body = composer.capitalised_line(&file.meeting.board, None);
    let date = composer.program_line(&composer.format_date(file.meeting.date.value));
    let allowed = deck.minutes;
    // The time at which a slide begins is read off the clock before its own minutes are added.
    let mut clock = Clock::default();
    let is_timed = deck.slides.iter().any(|slide| slide.speech.minutes.is_some());
    let title = composer.line(&file.title, None);
    let mut parts = Vec::new();
    for (at, slide) in deck.slides.iter().enumerate() {
        let time = is_timed.then(|| clock.format_time(composer, &slide.speech));
        parts.push(compose_part(composer, laid.pages_of(at), time, &slide.speech));
        clock.add_slide(&slide.speech);
    }
    Script {
        title,
        meeting: composer.join_lines(vec![body, date]),
        total: composer.program_line(&clock.format_total(composer, allowed)),
        parts,
        ratio: laid.ratio,
    }
}

fn compose_part(
    composer: &mut Composer,
    pages: Vec<usize>,
    time: Option<String>,
    speech: &Speech,
) -> ScriptPart {
    // A slide that takes several pages is announced by the first and the last of them: two are named, more are a range.
    let number = |key, page: Option<&usize>| (key, Value::from(page.copied().unwrap_or_default()));
    let (first, last) = (number("first", pages.first()), number("last", pages.last()));
    let number = match pages.len() {
        0 | 1 => composer.format_sentence("script-slide", [first]),
        2 => composer.format_sentence("script-two-slides", [first, last]),
        _ => composer.format_sentence("script-slides", [first, last]),
    };
    let notes = speech.notes.iter();
    ScriptPart {
        pages,
        number,
        time,
        notes: notes.map(|(text, own)| composer.prose(text, own.as_ref())).collect(),
    }
}

/// The minutes gone by so far, and how many slides state their minutes.
#[derive(Default)]
struct Clock {
    gone: Decimal,
    timed: usize,
    untimed: usize,
}

impl Clock {
    fn add_slide(&mut self, speech: &Speech) {
        match speech.minutes {
            Some(minutes) => {
                self.gone = self.gone.saturating_add(minutes);
                self.timed += 1;
            }
            None => self.untimed += 1,
        }
    }

    /// "2 min · at 4 min". After a slide without minutes only the earliest beginning is known: "2 min · from 4 min".
    fn format_time(&self, composer: &Composer, speech: &Speech) -> String {
        let long = match speech.minutes {
            Some(taken) => format_duration(composer, taken),
            None => composer.word("script-untimed"),
        };
        // `untimed` counts slides gone by. With none of them the beginning is exact; with
        // nothing but such slides nothing is known.
        let key = match self.untimed {
            0 => "script-at",
            _ if self.timed == 0 => return long,
            _ => "script-at-least",
        };
        let gone = Value::from(format_duration(composer, self.gone));
        format!("{long} · {}", composer.format_sentence(key, [("time", gone)]))
    }

    /// "12 min out of 20 · 3 slides are not timed"; without any timed slide no total is stated.
    fn format_total(&self, composer: &Composer, allowed: Option<u64>) -> String {
        let total = ("total", Value::from(format_duration(composer, self.gone)));
        let allowed = allowed
            .map(|minutes| ("allowed", Value::from(format_duration(composer, minutes.into()))));
        let mut parts = Vec::new();
        parts.extend(match (self.timed > 0, allowed) {
            (true, Some(allowed)) => {
                Some(composer.format_sentence("script-total-of", [total, allowed]))
            }
            (true, None) => Some(composer.format_sentence("script-total", [total])),
            (false, Some(allowed)) => Some(composer.format_sentence("script-allowed", [allowed])),
            (false, None) => None,
        });
        if self.untimed > 0 {
            let untimed = ("n", Value::from(self.untimed));
            parts.push(composer.format_sentence("script-untimed-slides", [untimed]));
        }
        parts.join(" · ")
    }
}

/// "19 min 30 s", "30 s": minutes and their seconds, to the nearest one.
fn format_duration(composer: &Composer, minutes: Decimal) -> String {
    let seconds = (minutes.saturating_mul(Decimal::from(60))).round();
    let sixty = Decimal::from(60);
    let (whole, rest) = ((seconds / sixty).floor(), (seconds % sixty).normalize());
    let minutes = ("minutes", Value::from(composer.format_number(whole)));
    match (whole.is_zero(), rest.is_zero()) {
        (_, true) => composer.format_sentence("duration-minutes", [minutes]),
        (true, false) => composer
            .format_sentence("duration-seconds", [("seconds", Value::from(rest.to_string()))]),
        (false, false) => {
            let seconds = Value::from(format!("{:0>2}", rest.to_string()));
            composer.format_sentence("duration-both", [minutes, ("seconds", seconds)])
        }
    }
}

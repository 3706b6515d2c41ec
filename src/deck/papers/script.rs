//! The script: each slide with what the speaker says, its minutes, and the time that has gone by.

use minijinja::Value;
use rust_decimal::Decimal;
use serde::Serialize;

use super::{Laid, Speech};
use crate::deck::Deck;
use crate::deck::compose::{Composer, Line, Prose};
use crate::narrative::DeckFile;
use crate::schema::Text;

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
    let is_timed =
        deck.slides.iter().any(|slide| SpokenTime::by(&slide.speech) != SpokenTime::Unknown);
    let title = composer.line(&file.title, None);
    let mut parts = Vec::new();
    for (at, slide) in deck.slides.iter().enumerate() {
        let time = clock.format_time(composer, &slide.speech).filter(|_| is_timed);
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

/// Words that somebody says in a minute when they speak slowly and clearly, as before a board.
const WORDS_A_MINUTE: usize = 130;

/// How long a slide takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SpokenTime {
    /// As long as somebody wrote.
    Written(Decimal),
    /// As long as its words take, in minutes.
    Estimated(Decimal),
    /// Nobody knows: nothing is said.
    Unknown,
}

impl SpokenTime {
    /// How long a speech takes; half minutes of what is estimated are enough.
    fn by(speech: &Speech) -> Self {
        if let Some(minutes) = speech.minutes {
            return Self::Written(minutes);
        }
        let count = |text: &Text| text.value.split_whitespace().count();
        let words: usize = speech.notes.iter().map(|(text, _)| count(text)).sum();
        if words == 0 {
            return Self::Unknown;
        }
        Self::Estimated(Decimal::from((2 * words).div_ceil(WORDS_A_MINUTE)) / Decimal::TWO)
    }
}

/// The minutes gone by so far, how many of them are estimated, and how many slides have none.
#[derive(Default)]
struct Clock {
    gone: Decimal,
    estimated: Decimal,
    timed: usize,
    untimed: usize,
}

impl Clock {
    fn add_slide(&mut self, speech: &Speech) {
        match SpokenTime::by(speech) {
            SpokenTime::Written(minutes) => self.add_minutes(minutes),
            SpokenTime::Estimated(minutes) => {
                self.add_minutes(minutes);
                self.estimated = self.estimated.saturating_add(minutes);
            }
            SpokenTime::Unknown => self.untimed += 1,
        }
    }

    fn add_minutes(&mut self, minutes: Decimal) {
        self.gone = self.gone.saturating_add(minutes);
        self.timed += 1;
    }

    /// "2 min · at 4 min". After a slide without minutes only the earliest beginning is known, "from 4 min"; after one whose
    /// minutes are estimated, about when: "about 1 min (estimated) · about 4 min in".
    fn format_time(&self, composer: &Composer, speech: &Speech) -> Option<String> {
        let long = match SpokenTime::by(speech) {
            SpokenTime::Written(taken) => Some(format_duration(composer, taken)),
            SpokenTime::Estimated(taken) => {
                let taken = Value::from(format_duration(composer, taken));
                Some(composer.format_sentence("script-estimated", [("time", taken)]))
            }
            SpokenTime::Unknown => None,
        };
        // `untimed` counts slides gone by. With none of them the beginning is exact; with
        // nothing but such slides nothing is known.
        let key = match self.untimed {
            _ if self.timed == 0 && self.untimed > 0 => return long,
            0 if self.estimated.is_zero() => "script-at",
            0 => "script-about",
            _ => "script-at-least",
        };
        let gone = Value::from(format_duration(composer, self.gone));
        let begun = composer.format_sentence(key, [("time", gone)]);
        Some(long.into_iter().chain([begun]).collect::<Vec<_>>().join(" · "))
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
        if !self.estimated.is_zero() {
            let estimated = Value::from(format_duration(composer, self.estimated));
            parts.push(composer.format_sentence("script-total-estimated", [("time", estimated)]));
        }
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

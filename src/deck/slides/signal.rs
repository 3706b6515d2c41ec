//! A signal: its stage on the path from emerging to widespread, how many people, what speaks against it, what is proposed.

use chrono::NaiveDate;
use minijinja::Value;
use serde::Serialize;

use super::kind::{PassageOpened, ShownKind};
use crate::deck::compose::{Composer, LabelledText, Line, LineOrProse, Prose};
use crate::deck::evidence::Evidence;
use crate::deck::material::DeckMaterial;
use crate::deck::plan::{Planned, Planner};
use crate::deck::references::find_entry;
use crate::deck::rich::Block;
use crate::deck::shown::ShownItems;
use crate::narrative::{Action, Figure, Observatory, Options, Signal, Stage, Voice};
use crate::source::{Span, Spanned};

/// A signal to come.
#[derive(Debug)]
pub struct PlannedSignal<'a> {
    /// The entry of the narratives, which says who was heard and what is proposed.
    pub signal: &'a Signal,
    /// What the observatory says of it.
    pub figure: Option<&'a Figure>,
}

impl<'a> ShownKind<'a> for PlannedSignal<'a> {
    type Written = Spanned<String>;
    type Slide = SignalSlide;

    fn plan_entry(
        planner: &mut Planner<'a, '_>,
        written: &'a Self::Written,
        options: &Options,
        origin: Span,
    ) {
        if let Some(signal) = find_entry(&planner.index.signals, written, "signal", planner.report)
        {
            planner.plan_signal(signal, options, origin);
        }
    }

    fn own_name(&self) -> Option<String> {
        Some(self.signal.id.value.clone())
    }

    fn passage_opened(&self) -> PassageOpened<'a> {
        PassageOpened::Named("passage-signals")
    }

    fn add_to_shown(&self, shown: &mut ShownItems<'a>) {
        shown.add_signal(self.signal, self.figure);
        // The figure it is read against is proved in the annex as any other.
        self.figure.iter().for_each(|figure| shown.add_figure(figure));
    }

    fn entry_spans(&self) -> Vec<Span> {
        [self.signal.span].into_iter().chain(self.figure.map(|figure| figure.span)).collect()
    }

    fn compose(
        &self,
        composer: &mut Composer,
        planned: &Planned,
        material: &DeckMaterial,
    ) -> Self::Slide {
        let months = HeardMonths::of_signal(self.signal, &material.shown);
        compose_signal(composer, self.signal, &planned.options, self.figure, months)
    }
}

/// The slide of one signal.
#[derive(Debug, Serialize)]
pub struct SignalSlide {
    kicker: Line,
    title: Line,
    path: Vec<PathStep>,
    rows: Vec<LabelledText>,
}

/// One stage of the path; its state is "past", "now" or "next".
#[derive(Debug, Serialize)]
struct PathStep {
    name: String,
    date: Option<String>,
    state: &'static str,
}

/// The stages shown, in order: all that a signal goes through before it is acted on or fades.
const PATH: [Stage; 5] = [Stage::Noise, Stage::Murmur, Stage::Echo, Stage::Voice, Stage::Din];

/// Composes the slide of a signal; `figure` is the one that the observatory compares it with.
fn compose_signal(
    composer: &mut Composer,
    signal: &Signal,
    options: &Options,
    figure: Option<&Figure>,
    months: HeardMonths,
) -> SignalSlide {
    let own = signal.language.as_ref();
    let named = options.title.as_ref().or(signal.title.as_ref());
    let title = composer.line(named.unwrap_or(&signal.heard), own);
    let stage = composer.choice_name("stages", signal.stage.value.key());
    let mut kicker = vec![composer.word("kicker-signal"), stage];
    kicker.extend(months.format(composer));
    let mut rows = vec![compose_heard_row(composer, signal, named.is_some())];
    rows.extend(
        signal.against.as_ref().map(|against| composer.labelled_row("against", against, own)),
    );
    rows.extend(
        signal
            .observatory
            .as_ref()
            .map(|observatory| compose_observation_row(composer, observatory, figure)),
    );
    rows.extend(signal.action.as_ref().map(|action| compose_proposal(composer, action)));
    let kicker = composer.program_line(&kicker.join(" · "));
    SignalSlide {
        kicker: composer.with_proof(kicker, Evidence::Signal(signal)),
        title,
        path: compose_stage_path(composer, signal, months),
        rows,
    }
}

/// Stages before the present one are past, those after it are to come. The first stage carries the month of the first
/// message, the present one that of the last. A signal that is followed or has faded has no stage on the path: only the
/// first stage is known to be past.
fn compose_stage_path(composer: &Composer, signal: &Signal, months: HeardMonths) -> Vec<PathStep> {
    // None for stages that are no place on the path: what is followed or has faded.
    let now = PATH.iter().position(|step| *step == signal.stage.value);
    PATH.iter()
        .enumerate()
        .map(|(at, stage)| {
            let state = match now {
                Some(now) if at == now => "now",
                Some(now) if at < now => "past",
                None if at == 0 => "past",
                _ => "next",
            };
            let first = months.first.filter(|_| at == 0);
            let last = months.last.filter(|_| state == "now" && at > 0);
            let date = first.or(last).map(|month| composer.format_month(month.day));
            PathStep { name: composer.choice_name("stages", stage.key()), date, state }
        })
        .collect()
}

/// When a signal was first and last heard: as somebody wrote, or else as the quotes that are shown have it.
#[derive(Debug, Clone, Copy, Default)]
pub struct HeardMonths {
    first: Option<HeardMonth>,
    last: Option<HeardMonth>,
}

/// A month in which a signal was heard.
#[derive(Debug, Clone, Copy)]
struct HeardMonth {
    /// A day of it.
    day: NaiveDate,
    /// Whether it is that of a quote, for want of one that somebody wrote.
    is_quoted: bool,
}

impl HeardMonths {
    /// The months of a signal; of its voices, those count that the deck shows.
    pub fn of_signal(signal: &Signal, shown: &ShownItems) -> Self {
        let quoted = carrying_voices(signal, shown).filter_map(|(_, voice)| voice.date);
        let quoted: Vec<NaiveDate> = quoted.collect();
        let heard = |written: Option<NaiveDate>, quoted: Option<&NaiveDate>| {
            let of_quote = || quoted.map(|day| HeardMonth { day: *day, is_quoted: true });
            written.map(|day| HeardMonth { day, is_quoted: false }).or_else(of_quote)
        };
        Self {
            first: heard(signal.first, quoted.iter().min()),
            last: heard(signal.last, quoted.iter().max()),
        }
    }

    /// "messages: June 2026 – August 2026", where the first and the last come from messages; none without a month.
    pub fn format(self, composer: &Composer) -> Option<String> {
        // Months of one source share its name, and one month is named once.
        let mut sources: Vec<(bool, Vec<String>)> = Vec::new();
        for month in [self.first, self.last].into_iter().flatten() {
            let named = composer.format_month(month.day);
            match sources.last_mut().filter(|(is_quoted, _)| *is_quoted == month.is_quoted) {
                Some((_, months)) if months.contains(&named) => {}
                Some((_, months)) => months.push(named),
                None => sources.push((month.is_quoted, vec![named])),
            }
        }
        let said = sources.into_iter().map(|(is_quoted, months)| {
            let key = if is_quoted { "months-quoted" } else { "months-written" };
            composer.format_sentence(key, [("months", Value::from(months.join(" – ")))])
        });
        let said: Vec<String> = said.collect();
        (!said.is_empty()).then(|| said.join(" · "))
    }
}

/// The voices that carry a signal and that slides show, each with its number in the annex.
pub fn carrying_voices<'a>(
    signal: &'a Signal,
    shown: &'a ShownItems,
) -> impl Iterator<Item = (usize, &'a Voice)> {
    let is_named = |voice: &Voice| signal.voices.iter().any(|id| id.value == voice.id.value);
    (1..).zip(shown.voices.iter().copied()).filter(move |(_, voice)| is_named(voice))
}

/// How many people, in how many messages and where; before it the words heard, unless they are the title.
fn compose_heard_row(composer: &mut Composer, signal: &Signal, with_words: bool) -> LabelledText {
    let counted =
        Block::Par { par: composer.program_line(&format_signal_counts(composer, signal)).runs };
    let mut prose = if with_words {
        compose_quoted_words(composer, signal)
    } else {
        Prose::from_blocks(None, None, Vec::new())
    };
    prose.blocks.push(counted);
    LabelledText { label: composer.word("heard"), text: LineOrProse::Prose(prose) }
}

/// "27 different people, 41 messages, at the front desk and on Facebook".
pub fn format_signal_counts(composer: &Composer, signal: &Signal) -> String {
    let people = composer.format_sentence("people", [("n", Value::from(signal.people.value))]);
    let mut parts = vec![people];
    parts.extend(signal.messages.as_ref().map(|messages| {
        composer.format_sentence("messages", [("n", Value::from(messages.value))])
    }));
    let channels: Vec<String> = signal
        .channels
        .iter()
        .map(|channel| composer.choice_name("channels", channel.key()))
        .collect();
    if !channels.is_empty() {
        parts.push(composer.format_list(&channels));
    }
    parts.join(", ")
}

/// The words heard, between the deck's quotation marks.
fn compose_quoted_words(composer: &mut Composer, signal: &Signal) -> Prose {
    let heard = composer.line(&signal.heard, signal.language.as_ref());
    let mut runs = composer.program_line(&composer.word("quote-open")).runs;
    runs.extend(heard.runs);
    runs.extend(composer.program_line(&composer.word("quote-close")).runs);
    Prose::from_blocks(heard.at, heard.lang, vec![Block::Par { par: runs }])
}

/// What the observatory's figure says about the signal.
fn compose_observation_row(
    composer: &mut Composer,
    observatory: &Observatory,
    figure: Option<&Figure>,
) -> LabelledText {
    let line = composer.program_line(&format_observation(composer, observatory, figure));
    LabelledText {
        label: composer.word("observatory"),
        text: LineOrProse::Line(match figure {
            Some(figure) => composer.with_raised_proof(line, Evidence::Figure(figure)),
            None => line,
        }),
    }
}

/// "The measure agrees: Nights at the hotel, 117,780 nights (third quarter of 2026)".
pub fn format_observation(
    composer: &Composer,
    observatory: &Observatory,
    figure: Option<&Figure>,
) -> String {
    let reading = composer.word(&format!("reading-{}", observatory.reading.value.key()));
    let Some(figure) = figure else {
        return reading;
    };
    let args = [
        ("reading", reading),
        ("label", composer.plain_words(&figure.label)),
        ("number", composer.format_figure(figure)),
        ("period", composer.format_figure_period(figure)),
    ];
    composer.format_sentence("observed", args.map(|(blank, words)| (blank, Value::from(words))))
}

fn compose_proposal(composer: &mut Composer, action: &Action) -> LabelledText {
    let line = composer.capitalised_line(&action.what, None);
    let mut parts = Vec::new();
    parts.extend(action.who.as_ref().map(|who| composer.plain_words(who)));
    parts.extend(action.by.map(|by| composer.format_deadline(by.value)));
    parts.extend(action.cost.map(|cost| composer.format_cost(cost.value)));
    LabelledText {
        label: composer.word("proposed"),
        text: LineOrProse::Line(composer.with_notes(line, &parts)),
    }
}

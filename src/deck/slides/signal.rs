//! A signal: the path from murmur to din, how many people, what speaks against it, what is proposed.

use minijinja::Value;
use serde::Serialize;

use crate::deck::compose::{Composer, LabelledText, Line, LineOrProse, Prose};
use crate::deck::evidence::Evidence;
use crate::deck::rich::Block;
use crate::narrative::{Action, Figure, Observatory, Options, Signal, Stage};

/// What a signal's slide shows.
#[derive(Debug, Serialize)]
pub struct SignalSlide {
    kicker: Line,
    title: Line,
    path: Vec<PathStep>,
    rows: Vec<LabelledText>,
}

/// One stage of the path.
#[derive(Debug, Serialize)]
struct PathStep {
    name: String,
    date: Option<String>,
    state: &'static str,
}

/// The stages shown, in order.
const PATH: [Stage; 4] = [Stage::Murmur, Stage::Echo, Stage::Voice, Stage::Din];

/// Composes a signal; `figure` is what the observatory says of it.
pub fn compose_signal(
    composer: &mut Composer,
    signal: &Signal,
    options: &Options,
    figure: Option<&Figure>,
) -> SignalSlide {
    let own = signal.language.as_ref();
    let named = options.title.as_ref().or(signal.title.as_ref());
    let title = composer.line(named.unwrap_or(&signal.heard), own);
    let kicker = format!(
        "{} · {}",
        composer.word("kicker-signal"),
        composer.choice_name("stages", signal.stage.value.key())
    );
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
    let kicker = composer.program_line(&kicker);
    SignalSlide {
        kicker: composer.with_proof(kicker, Evidence::Signal(signal)),
        title,
        path: compose_stage_path(composer, signal),
        rows,
    }
}

/// Stages before the present one are past, those after are still to come; the dates are those of the first and last words.
/// A signal that is followed or has faded does not tell how loud it was: only that it began.
fn compose_stage_path(composer: &Composer, signal: &Signal) -> Vec<PathStep> {
    let now = PATH.iter().position(|step| *step == signal.stage.value);
    let begun = signal.stage.value != Stage::Noise;
    PATH.iter()
        .enumerate()
        .map(|(at, stage)| {
            let state = match now {
                Some(now) if at == now => "now",
                Some(now) if at < now => "past",
                None if at == 0 && begun => "past",
                _ => "next",
            };
            let first = signal.first.filter(|_| at == 0 && begun);
            let last = signal.last.filter(|_| state == "now" && at > 0);
            let date = first.or(last).map(|date| composer.format_month(date));
            PathStep { name: composer.choice_name("stages", stage.key()), date, state }
        })
        .collect()
}

/// How many people, in how many messages, where; the words heard when the title does not say them.
fn compose_heard_row(composer: &mut Composer, signal: &Signal, with_words: bool) -> LabelledText {
    let counted =
        Block::Par { par: composer.program_line(&format_signal_counts(composer, signal)).runs };
    let mut prose = if with_words {
        compose_quoted_words(composer, signal)
    } else {
        Prose { at: None, lang: None, blocks: Vec::new() }
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

/// The words heard, between quotation marks.
fn compose_quoted_words(composer: &mut Composer, signal: &Signal) -> Prose {
    let heard = composer.line(&signal.heard, signal.language.as_ref());
    let mut runs = composer.program_line(&composer.word("quote-open")).runs;
    runs.extend(heard.runs);
    runs.extend(composer.program_line(&composer.word("quote-close")).runs);
    Prose { at: heard.at, lang: heard.lang, blocks: vec![Block::Par { par: runs }] }
}

/// What the observatory says.
fn compose_observation_row(
    composer: &mut Composer,
    observatory: &Observatory,
    figure: Option<&Figure>,
) -> LabelledText {
    let line = composer.program_line(&format_observation(composer, observatory, figure));
    LabelledText {
        label: composer.word("observatory"),
        text: LineOrProse::Line(match figure {
            Some(figure) => composer.with_proof(line, Evidence::Figure(figure)),
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
    parts.extend(action.by.map(|by| composer.format_deadline(by)));
    parts.extend(action.cost.map(|cost| composer.format_euros(cost.value)));
    LabelledText {
        label: composer.word("proposed"),
        text: LineOrProse::Line(composer.with_notes(line, &parts)),
    }
}

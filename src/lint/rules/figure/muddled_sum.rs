//! One number made of things that do not add up, or of people counted twice.

use std::sync::LazyLock;

use regex::Regex;

use crate::finding::rules::MUDDLED_SUM;
use crate::finding::{Finding, Message, Report};
use crate::lint::Context;
use crate::lint::figures::{has_matching_text, is_percent, is_unit, sum_of_series};
use crate::lint::wording::{WordFile, WordPattern};
use crate::lint::words::compile_pattern;
use crate::narrative::{Figure, Nature};
use crate::schema::Text;
use crate::source::Span;

/// Kinds of things that can be counted and not added to those of another; gestures on networks are each a thing of their own.
const KINDS: [&str; 4] = ["nights", "people", "money", "time"];

/// The words of the rule.
struct SumWords {
    /// Each kind of thing, with the words that a text about it begins with.
    things: Vec<(&'static str, WordPattern)>,
    /// What people do on networks.
    gestures: WordPattern,
    /// What stands between two things in one unit.
    joins: Regex,
    /// Networks, each of which counts in its own way.
    networks: WordPattern,
    /// Ways to reach an office, several of which one person may take.
    channels: WordPattern,
    /// Units of what is read one by one.
    read: WordPattern,
    /// Words that say that nobody is counted twice.
    once: WordPattern,
}

static WORDS: LazyLock<SumWords> = LazyLock::new(|| {
    let file = WordFile::read("muddled-sum");
    let joins = file.in_any("joins").to_fragment();
    SumWords {
        things: KINDS.map(|kind| (kind, file.in_any(kind))).into(),
        gestures: file.in_any("gestures"),
        joins: compile_pattern(&format!(r"(?i)\s*(?:\b{joins}\b|[,+&])\s*")),
        networks: file.in_any("networks"),
        channels: file.in_any("channels"),
        read: file.in_any("read"),
        once: file.in_any("once"),
    }
});

/// Looks at every figure that may be such a sum; adding up raises the rest while figures are computed.
pub(crate) fn check(context: &Context, report: &mut Report) {
    for figure in context.figures() {
        if let Some(place) =
            find_unlike_things(&figure.unit).or_else(|| find_unlike_things(&figure.label))
        {
            push(place, "unlike-things", "hint-unlike-things", report);
        } else if is_sum(figure) {
            report_added_channels(figure, report);
        }
    }
}

/// The place of a text that joins two things that cannot be added.
fn find_unlike_things(text: &Text) -> Option<Span> {
    let parts: Vec<&str> = WORDS.joins.split(text.value.trim()).collect();
    let (last, first) = parts.split_last()?;
    let things = first.iter().filter_map(|part| Some((parse_thing(part)?, *part)));
    let mut alone = things.filter(|((_, rest), _)| rest.is_empty());
    let (kind, _) = parse_thing(last)?;
    alone.any(|((other, _), _)| other != kind).then_some(text.span)
}

/// Which thing a few words begin with, and what follows.
fn parse_thing(words: &str) -> Option<(String, &str)> {
    let things = WORDS.things.iter();
    let mut things = things.filter_map(|(kind, pattern)| {
        pattern.find_first(words).map(|found| (kind.to_string(), found))
    });
    let gesture = || {
        let found = WORDS.gestures.find_first(words)?;
        Some((words[found.clone()].to_lowercase(), found))
    };
    let (kind, found) = things.next().or_else(gesture)?;
    Some((kind, words[found.end..].trim()))
}

/// Whether the figure's number is the sum of its series.
fn is_sum(figure: &Figure) -> bool {
    figure.series.len() > 1
        && sum_of_series(figure) == Some(figure.value.value)
        && !is_percent(figure)
}

/// A sum over networks or over the ways to reach an office.
fn report_added_channels(figure: &Figure, report: &mut Report) {
    let over = |places: &WordPattern| {
        let labels = figure.series.iter().map(|point| point.label.value.trim());
        labels.filter(|label| places.find_first(label).is_some()).count() > 1
    };
    let is_people = figure.nature == Some(Nature::People) || is_unit(&figure.unit, "people");
    let (networks, channels) = (over(&WORDS.networks), over(&WORDS.channels));
    if is_people && (networks || channels) && !has_matching_text(figure, &WORDS.once) {
        push(figure.value.span, "people-counted-twice", "hint-people-counted-twice", report);
    } else if networks && !is_people && !WORDS.read.is_in(&figure.unit.value) {
        push(figure.value.span, "networks-added", "hint-networks-added", report);
    }
}

fn push(place: Span, message: &'static str, hint: &'static str, report: &mut Report) {
    let finding = Finding::new(&MUDDLED_SUM, place, Message::new(message));
    report.push(finding.with_hint(Message::new(hint)));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> bool {
        let mut sources = crate::source::Sources::default();
        let source = sources.add("a.yaml", text.to_string());
        let text = Text {
            value: text.to_string(),
            span: Span::new(source, 0..text.len()),
            style: crate::schema::yaml::WrittenStyle::Plain,
        };
        find_unlike_things(&text).is_some()
    }

    #[test]
    fn things_that_do_not_add_up_are_found() {
        for text in [
            "nuitées et visiteurs",
            "likes, partages et commentaires",
            "Nuitées et personnes accueillies",
            "total des likes et partages",
            "hours and people",
            "shares + comments",
        ] {
            assert!(kinds(text), "{text}");
        }
    }

    #[test]
    fn things_that_do_and_words_that_only_stand_there_are_not() {
        for text in [
            "personnes",
            "habitants et visiteurs",
            "jours et heures d'ouverture",
            "Avis des visiteurs et commentaires",
            "Nuitées des visiteurs et habitants de passage",
            "Questions et messages reçus",
            "Heures de travail et bénévoles",
            "near misses",
            "vues sur mer",
        ] {
            assert!(!kinds(text), "{text}");
        }
    }
}

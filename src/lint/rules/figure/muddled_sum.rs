//! One number made of things that do not add up, or of people counted twice.

use std::sync::LazyLock;

use regex::Regex;

use crate::finding::rules::MUDDLED_SUM;
use crate::finding::{Finding, Message, Report};
use crate::lint::Context;
use crate::lint::figures::{has_matching_text, is_percent, is_unit, sum_of_series};
use crate::lint::words::compile_pattern;
use crate::narrative::{Figure, Nature};
use crate::schema::Text;
use crate::source::Span;

/// What can be counted and not added to another of these: each group counts in one thing, but gestures on networks are
/// each a thing of their own.
static THINGS: LazyLock<Regex> = LazyLock::new(|| {
    compile_pattern(
        r"(?i)^(?:total\s+)?(?:d(?:es|e|u)\s+|d['’]|les\s+|of\s+)?(?:(?P<nights>nuitées|nights)|(?P<people>personnes|visiteurs|habitants|people|visitors|residents)|(?P<money>euros|€)|(?P<time>heures|jours|hours|days)|(?P<gesture>likes|j['’]aime|partages|shares|vues|views|clics|clicks|réactions|reactions|abonnés|followers|impressions|commentaires|comments))\b",
    )
});

/// What stands between two things in one unit.
static AND: LazyLock<Regex> =
    LazyLock::new(|| compile_pattern(r"(?i)\s*(?:\bet\b|\band\b|\bou\b|\bor\b|[,+&])\s*"));

/// Networks, each of which counts in its own way.
static NETWORK: LazyLock<Regex> = LazyLock::new(|| {
    compile_pattern(
        r"(?i)^(?:facebook|instagram|insta|tiktok|youtube|linkedin|twitter|x|pinterest|threads|bluesky|mastodon|snapchat)\b",
    )
});

/// Ways to reach an office, several of which one person may take.
static CHANNEL: LazyLock<Regex> = LazyLock::new(|| {
    compile_pattern(
        r"(?i)^(?:(?:par|au|à l['’]|en|by|at the|on the)\s*)?(?:guichet|accueil|comptoir|téléphone|courriels?|mails?|e-mails?|courriers?|site|formulaire|tchat|front desk|desk|phone|telephone|letters?|website|form|chat)\b",
    )
});

/// Units of what is read one by one: a message counts once wherever it came.
static READ: LazyLock<Regex> = LazyLock::new(|| {
    compile_pattern(
        r"(?i)messages?|questions?|demandes?|avis|reviews?|réponses?|answers?|commentaires?|comments?|appels?|calls?|requests?|letters?|courriers?",
    )
});

/// Words that say that nobody is counted twice.
static ONCE: LazyLock<Regex> = LazyLock::new(|| {
    compile_pattern(
        r"(?i)distinct|doublon|une seule fois|sans double compte|\bonce\b|duplicat|\buniques?\b",
    )
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
    let parts: Vec<&str> = AND.split(text.value.trim()).collect();
    let (last, first) = parts.split_last()?;
    let things = first.iter().filter_map(|part| Some((parse_thing(part)?, *part)));
    let mut alone = things.filter(|((_, rest), _)| rest.is_empty());
    let (kind, _) = parse_thing(last)?;
    alone.any(|((other, _), _)| other != kind).then_some(text.span)
}

/// Which thing a few words begin with, and what follows.
fn parse_thing(words: &str) -> Option<(String, &str)> {
    let found = THINGS.captures(words)?;
    let groups = ["nights", "people", "money", "time"];
    let kind = groups.into_iter().find(|group| found.name(group).is_some());
    let gesture = || found.name("gesture").map(|word| word.as_str().to_lowercase());
    let rest = &words[found.get(0)?.end()..];
    Some((kind.map(str::to_string).or_else(gesture)?, rest.trim()))
}

/// Whether the figure's number is the sum of its series.
fn is_sum(figure: &Figure) -> bool {
    figure.series.len() > 1
        && sum_of_series(figure) == Some(figure.value.value)
        && !is_percent(figure)
}

/// A sum over networks or over the ways to reach an office.
fn report_added_channels(figure: &Figure, report: &mut Report) {
    let over = |places: &Regex| {
        let labels = figure.series.iter().filter(|point| places.is_match(point.label.value.trim()));
        labels.count() > 1
    };
    let is_people = figure.nature == Some(Nature::People) || is_unit(&figure.unit, "people");
    let (networks, channels) = (over(&NETWORK), over(&CHANNEL));
    if is_people && (networks || channels) && !has_matching_text(figure, &ONCE) {
        push(figure.value.span, "people-counted-twice", "hint-people-counted-twice", report);
    } else if networks && !is_people && !READ.is_match(&figure.unit.value) {
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

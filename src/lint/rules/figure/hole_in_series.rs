//! A zero among large values of a series in time, which may well be a value that is missing.

use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::lint::figures::has_matching_text;
use crate::lint::wording::{WordFile, WordPattern};
use crate::lint::words::compile_pattern;
use crate::narrative::{Figure, Point};
use crate::source::Spanned;

pub static RULE: Rule = rule!("hole-in-series", Figure, Warning, check);

/// How large both neighbours are before a zero is no accident: chance gives it once in twenty thousand.
const LARGE: i64 = 10;

/// What tells days, weeks, months and years apart.
struct TimeWords {
    /// What a series is counted by: "jours", "weeks of July".
    periods: WordPattern,
    /// Days and months in full.
    names: WordPattern,
    /// Days and months in few letters.
    short: WordPattern,
    /// A week by its number.
    weeks: WordPattern,
}

static TIME: LazyLock<TimeWords> = LazyLock::new(|| {
    let file = WordFile::read("hole-in-series");
    TimeWords {
        periods: file.in_any("periods"),
        names: file.in_any("names"),
        short: file.in_any("short"),
        weeks: file.in_any("weeks"),
    }
});

/// A year, or the day and month before a slash: any number at the start.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| compile_pattern(r"^\d{1,4}(?:\D.*)?$"));

/// Words by which a figure owns its zero.
static NOTED: LazyLock<WordPattern> =
    LazyLock::new(|| WordFile::read("hole-in-series").in_any("noted"));

fn check(context: &Context, report: &mut Report) {
    for figure in context.figures() {
        if figure.series.len() < 3 || !is_in_time(figure) {
            continue;
        }
        report_holes(figure, |point| Some(point.value), report);
        report_holes(figure, |point| point.compared, report);
    }
}

fn is_in_time(figure: &Figure) -> bool {
    let by = figure.chart.as_ref().and_then(|chart| chart.by.as_ref());
    by.is_some_and(|by| is_time(&by.value))
        || figure.series.iter().all(|point| is_time(&point.label.value))
}

/// Whether a label, or what a series is counted by, is a time.
fn is_time(label: &str) -> bool {
    let label = label.trim();
    let is_named = || {
        let name = TIME.names.find_first(label);
        name.is_some_and(|name| label[name.end..].chars().next().is_none_or(char::is_whitespace))
    };
    NUMBER.is_match(label)
        || TIME.periods.find_first(label).is_some()
        || TIME.short.is_whole(label)
        || TIME.weeks.is_whole(label)
        || is_named()
}

fn report_holes(
    figure: &Figure,
    value: fn(&Point) -> Option<Spanned<Decimal>>,
    report: &mut Report,
) {
    for three in figure.series.windows(3) {
        let values = [&three[0], &three[1], &three[2]].map(value);
        let [Some(before), Some(zero), Some(after)] = values else {
            continue;
        };
        let is_large = |value: Decimal| value >= Decimal::from(LARGE);
        let is_hole = zero.value.is_zero() && is_large(before.value) && is_large(after.value);
        if is_hole && !has_matching_text(figure, &NOTED) {
            let message = Message::new("hole-in-series")
                .with("label", three[1].label.value.as_str())
                .with("before", before.value.to_string())
                .with("after", after.value.to_string());
            let finding = Finding::new(&RULE, zero.span, message);
            report.push(finding.with_hint(Message::new("hint-hole-in-series")));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_months_are_told_from_subjects_and_places() {
        for label in
            ["lundi", "lun.", "août", "August", "2024", "12/07", "semaine 31", "S31", "week 2"]
        {
            assert!(is_time(label), "{label}");
        }
        for label in ["plages et marées", "se garer", "market", "satellite", "Marseille", "jetty"]
        {
            assert!(!is_time(label), "{label}");
        }
    }
}

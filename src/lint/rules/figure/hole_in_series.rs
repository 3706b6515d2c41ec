//! A zero among large values of a series in time, which may well be a value that is missing.

use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::lint::figures::has_matching_text;
use crate::lint::words::compile_pattern;
use crate::narrative::{Figure, Point};
use crate::source::Spanned;

pub static RULE: Rule = rule!("hole-in-series", Figure, Warning, check);

/// How large both neighbours are before a zero is no accident: chance gives it once in twenty thousand.
const LARGE: i64 = 10;

/// What tells days, weeks, months and years apart.
static TIME: LazyLock<Regex> = LazyLock::new(|| {
    let words = r"(?:jours?|semaines?|mois|années?|heures?|days?|weeks?|months?|years?|hours?)\b.*";
    let months = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|january|february|\
        march|april|may|june|july|august|september|october|november|december";
    let days = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday";
    let short = r"(?:janv|févr|juil|sept|oct|nov|déc|jan|feb|mar|apr|jun|jul|aug|sep|dec|lun|mer|jeu|ven|sam|dim|mon|tue|wed|thu|fri|sat|sun)\.?";
    compile_pattern(&format!(
        r"(?i)^(?:{words}|(?:{months}|{days})s?(?:\s.*)?|{short}(?:\s+\d+)?|\d{{1,4}}(?:\D.*)?|[sw]\d+)$"
    ))
});

/// Words by which a figure owns its zero.
static NOTED: LazyLock<Regex> = LazyLock::new(|| {
    compile_pattern(
        r"(?i)zéro|\bzero|ferm(?:é|ée|és|ées|eture)|closed|closure|\bpannes?\b|manqu|missing|aucun|\bnone\b|\bnobody|\bno one|personne n|arrêt|stopped",
    )
});

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
    let is_time = |text: &str| TIME.is_match(text.trim());
    by.is_some_and(|by| is_time(&by.value))
        || figure.series.iter().all(|point| is_time(&point.label.value))
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
            assert!(TIME.is_match(label), "{label}");
        }
        for label in ["plages et marées", "se garer", "market", "satellite", "Marseille", "jetty"]
        {
            assert!(!TIME.is_match(label), "{label}");
        }
    }
}

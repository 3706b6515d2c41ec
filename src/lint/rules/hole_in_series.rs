//! A zero among large values of a series in time, which may well be a value that is missing.

use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use crate::finding::{Category, Finding, Message, Report, Rule, Severity};
use crate::lint::figures::{pattern, says};
use crate::lint::{Context, Lint, Pages, Raised};
use crate::narrative::{Figure, Point};
use crate::source::Spanned;

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages {
        en: include_str!("hole-in-series.md"),
        fr: include_str!("hole-in-series.fr.md"),
    },
};

static RULE: Rule = Rule::new("hole-in-series", Category::Figure, Severity::Warning);

/// How large both neighbours are before a zero is no accident: chance gives it once in twenty thousand.
const LARGE: i64 = 10;

/// What tells days, weeks, months and years apart.
static TIME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:jour|semaine|mois|année|heure|dimanche|samedi|day|week|month|year|hour|sunday|saturday)s?\b|^(?:janv|févr|mars|avril|mai|juin|juil|août|sept|oct|nov|déc|jan|feb|march|apr|may|june|july|aug|dec|lun|mar|mer|jeu|ven|sam|dim|mon|tue|wed|thu|fri|sat|sun)\w*\.?$|^\d{1,4}\b|^[sw]\d+$",
    )
});

/// Words by which a figure owns its zero.
static NOTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)zéro|\bzero|ferm(?:é|ée|és|ées|eture)|closed|closure|\bpannes?\b|manqu|missing|aucun|\bnone\b|\bnobody|\bno one|personne n|arrêt|stopped",
    )
});

fn check(context: &Context, report: &mut Report) {
    for figure in context.figures() {
        if figure.series.len() < 3 || !is_in_time(figure) {
            continue;
        }
        holes(figure, |point| Some(point.value), report);
        holes(figure, |point| point.compared, report);
    }
}

fn is_in_time(figure: &Figure) -> bool {
    let by = figure.chart.as_ref().and_then(|chart| chart.by.as_ref());
    let is_time = |text: &str| TIME.is_match(text.trim());
    by.is_some_and(|by| is_time(&by.value))
        || figure
            .series
            .iter()
            .all(|point| is_time(&point.label.value))
}

fn holes(figure: &Figure, value: fn(&Point) -> Option<Spanned<Decimal>>, report: &mut Report) {
    for three in figure.series.windows(3) {
        let values = [&three[0], &three[1], &three[2]].map(value);
        let [Some(before), Some(zero), Some(after)] = values else {
            continue;
        };
        let is_large = |value: Decimal| value >= Decimal::from(LARGE);
        let is_hole = zero.value.is_zero() && is_large(before.value) && is_large(after.value);
        if is_hole && !says(figure, &NOTED) {
            let message = Message::new("hole-in-series")
                .with("label", three[1].label.value.as_str())
                .with("before", before.value.to_string())
                .with("after", after.value.to_string());
            let finding = Finding::new(&RULE, zero.span, message);
            report.push(finding.hint(Message::new("hint-hole-in-series")));
        }
    }
}

//! A figure read more than a year before the meeting, or of a period that ended more than two years before.

use std::sync::LazyLock;

use chrono::{Datelike, Months, NaiveDate};

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::lint::figures::has_matching_text;
use crate::lint::wording::{WordFile, WordPattern};
use crate::narrative::Figure;

pub static RULE: Rule = rule!("stale-source", Figure, Warning, check);

/// How old a reading may be, in months: what was read a year ago has a newer season.
const READING: u32 = 12;
/// How old a period may be, in months: yearly figures are often published a year late.
const PERIOD: u32 = 24;

/// Words by which a figure owns that it is old.
static NOTED: LazyLock<WordPattern> =
    LazyLock::new(|| WordFile::read("stale-source").in_any("noted"));

fn check(context: &Context, report: &mut Report) {
    for showing in &context.showings {
        let meeting = showing.file.meeting.date.value;
        for figure in &showing.shown.figures {
            check_reading_date(figure, meeting, report);
            check_period(figure, meeting, report);
        }
    }
}

fn check_reading_date(figure: &Figure, meeting: NaiveDate, report: &mut Report) {
    let Some(read) = figure.source.read_on else {
        return;
    };
    if is_before(read.value, READING, meeting) {
        let message =
            Message::new("stale-source").with("months", months_between(read.value, meeting));
        let finding = Finding::new(&RULE, read.span, message);
        report.push(finding.with_hint(Message::new("hint-stale-source")));
    }
}

fn check_period(figure: &Figure, meeting: NaiveDate, report: &mut Report) {
    let end = figure.period.value.last_day();
    if is_before(end, PERIOD, meeting) && !has_matching_text(figure, &NOTED) {
        let message = Message::new("stale-period").with("months", months_between(end, meeting));
        let finding = Finding::new(&RULE, figure.period.span, message);
        report.push(finding.with_hint(Message::new("hint-stale-period")));
    }
}

fn is_before(day: NaiveDate, months: u32, meeting: NaiveDate) -> bool {
    let limit = day.checked_add_months(Months::new(months));
    limit.is_some_and(|limit| limit < meeting)
}

/// Whole months from a day to another.
fn months_between(from: NaiveDate, to: NaiveDate) -> i32 {
    let months = (to.year() - from.year()) * 12 + to.month0() as i32 - from.month0() as i32;
    months - i32::from(to.day() < from.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_figure_may_own_that_it_is_the_latest() {
        for text in [
            "C'est le dernier comptage publié par le transporteur.",
            "Dernières valeurs connues.",
            "Population au dernier recensement",
            "The latest count.",
        ] {
            assert!(NOTED.is_in(text), "{text}");
        }
        for text in
            ["Moins que l'été dernier.", "Centre historique de Valmer", "A historic harbour"]
        {
            assert!(!NOTED.is_in(text), "{text}");
        }
    }

    #[test]
    fn months_are_whole() {
        let day = |text: &str| text.parse::<NaiveDate>().expect(text);
        assert_eq!(months_between(day("2025-05-12"), day("2026-10-08")), 16);
        assert_eq!(months_between(day("2025-10-08"), day("2026-10-08")), 12);
        assert!(!is_before(day("2025-10-08"), READING, day("2026-10-08")));
        assert!(is_before(day("2025-10-07"), READING, day("2026-10-08")));
    }
}

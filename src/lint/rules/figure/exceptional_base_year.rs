//! A figure compared with a year that was like no other, without a word about it.

use std::sync::LazyLock;

use chrono::Datelike;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::lint::figures::has_matching_text;
use crate::lint::wording::{WordFile, WordPattern};

pub static RULE: Rule = rule!("exceptional-base-year", Figure, Info, check);

/// Years that were like no other: Insee compares with 2019 rather than with these. A project may know more of them.
const YEARS: [i32; 2] = [2020, 2021];

/// Words by which a figure owns that the year was not like others.
static NOTED: LazyLock<WordPattern> =
    LazyLock::new(|| WordFile::read("exceptional-base-year").in_any("noted"));

fn check(context: &Context, report: &mut Report) {
    let policy = &context.project.settings.policy;
    let own = policy.exceptional_years.iter().filter_map(|year| i32::try_from(*year).ok());
    let years: Vec<i32> = YEARS.into_iter().chain(own).collect();
    for figure in context.figures() {
        let Some(comparison) = &figure.comparison else {
            continue;
        };
        let (first, last) =
            (comparison.period.value.first_day(), comparison.period.value.last_day());
        let year = years.iter().find(|year| (first.year()..=last.year()).contains(*year));
        if let Some(year) = year.filter(|_| !has_matching_text(figure, &NOTED)) {
            let message = Message::new("exceptional-base-year").with("year", *year);
            let finding = Finding::new(&RULE, comparison.period.span, message);
            report.push(finding.with_hint(Message::new("hint-exceptional-base-year")));
        }
    }
}

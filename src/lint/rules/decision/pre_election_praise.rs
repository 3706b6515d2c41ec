//! Praise, or people in office, in a public deck of the months before an election; and the question whether such months lie
//! ahead, where nobody declared any.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule, Severity};
use crate::lint::{Context, WordRule};
use crate::locale::Language;
use crate::narrative::Audience;

pub static RULE: Rule =
    rule!("pre-election-praise", Decision, Warning, check).or_severities(&[Severity::Info]);

/// The words that public decks do without in those months.
static WORDS: LazyLock<WordRule> = LazyLock::new(|| WordRule::read(&RULE));

/// Years in whose March French local assemblies are elected: municipal councils every six years from 2026, departmental and
/// regional ones from 2028 (law no. 2021-191, article 10).
const FIRST_YEARS: [i32; 2] = [2026, 2028];
/// How many years those councils sit.
const YEARS: i32 = 6;

fn check(context: &Context, report: &mut Report) {
    WORDS.check(context, report);
    let settings = &context.project.settings;
    // An empty list is an answer; and these are French elections, of which a project in English need not hear.
    if settings.policy.declares_elections || settings.language != Language::Fr {
        return;
    }
    let public = context.showings.iter().filter(|showing| showing.audience == Audience::Public);
    for date in public.map(|showing| &showing.file.meeting.date) {
        if let Some(year) = election_year(date.value) {
            let message = Message::new("undeclared-election").with("year", year);
            let finding = Finding::new(&RULE, date.span, message);
            let hint =
                Message::new("hint-undeclared-election").with("from", year - 1).with("year", year);
            report.push(Finding { severity: Severity::Info, ..finding.with_hint(hint) });
        }
    }
}

/// The year of the elections in whose months a day lies: from the first day of the sixth month before March (Code électoral,
/// article L. 52-1) to the end of March.
fn election_year(day: NaiveDate) -> Option<i32> {
    let year = if day.month() >= 9 { day.year() + 1 } else { day.year() };
    let is_elected = FIRST_YEARS.iter().any(|first| year >= *first && (year - first) % YEARS == 0);
    let is_within = day.month() >= 9 || day.month() <= 3;
    (is_elected && is_within).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_months_before_local_elections_are_known() {
        let year = |text: &str| election_year(text.parse().expect(text));
        assert_eq!(year("2025-08-31"), None);
        assert_eq!(year("2025-09-01"), Some(2026));
        assert_eq!(year("2026-03-31"), Some(2026));
        assert_eq!(year("2026-10-08"), None);
        assert_eq!(year("2027-09-01"), Some(2028));
        assert_eq!(year("2028-04-01"), None);
        assert_eq!(year("2032-01-15"), Some(2032));
        assert_eq!(year("2024-01-15"), None);
    }
}

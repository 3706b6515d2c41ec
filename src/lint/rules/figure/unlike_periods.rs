//! A figure compared with another season, or with a longer or shorter stretch of time.

use crate::figures::seasons::{Unlike, period_mismatch};
use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::narrative::{Figure, Nature};

pub static RULE: Rule = rule!("unlike-periods", Figure, Error, check);

fn check(context: &Context, report: &mut Report) {
    for figure in context.figures() {
        let Some(comparison) = &figure.comparison else {
            continue;
        };
        let Some(unlike) = period_mismatch(figure.period.value, comparison.period.value) else {
            continue;
        };
        if unlike == Unlike::Season && is_adjusted(figure) {
            continue;
        }
        let (message, hint) = match unlike {
            Unlike::Length => ("unlike-lengths", "hint-unlike-lengths"),
            Unlike::Season => ("unlike-seasons", "hint-unlike-seasons"),
        };
        // Periods are named as somebody typed them, without the quotation marks of YAML.
        let written = |period| context.sources.slice(period).trim_matches(['"', '\''] as [char; 2]);
        let message = Message::new(message)
            .with("now", written(figure.period.span))
            .with("before", written(comparison.period.span));
        let finding = Finding::new(&RULE, comparison.period.span, message);
        report.push(finding.with_hint(Message::new(hint)));
    }
}

/// Indexes are mostly corrected for seasons, and ranks have no season.
fn is_adjusted(figure: &Figure) -> bool {
    matches!(figure.nature, Some(Nature::Index | Nature::Rank))
}

//! A table with so many columns that nobody reads it from a distance.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;

pub static RULE: Rule = rule!("wide-table", Access, Warning, check);

/// The most columns of a table: at 18 pt, each then holds about ten letters.
const MOST: usize = 7;

fn check(context: &Context, report: &mut Report) {
    for table in context.tables() {
        let Some(first) = table.head.get(MOST) else {
            continue;
        };
        let message =
            Message::new("wide-table").with("columns", table.head.len()).with("most", MOST);
        let finding = Finding::new(&RULE, first.span, message);
        report.push(finding.with_hint(Message::new("hint-wide-table")));
    }
}

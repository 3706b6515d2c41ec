//! A row of a table with more or fewer cells than its header.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;

pub static RULE: Rule = rule!("uneven-row", Form, Error, check);

fn check(context: &Context, report: &mut Report) {
    for table in context.tables() {
        let columns = table.head.len();
        for row in table.rows.iter().filter(|row| row.cells.len() != columns) {
            let message =
                Message::new("uneven-row").with("cells", row.cells.len()).with("columns", columns);
            let finding = Finding::new(&RULE, row.span, message);
            report.push(finding.with_hint(Message::new("hint-uneven-row")));
        }
    }
}

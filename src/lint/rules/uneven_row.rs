//! A row of a table with more or fewer cells than its header.

use crate::finding::{Category, Finding, Message, Report, Rule, Severity};
use crate::lint::{Context, Lint, Pages, Raised};

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages { en: include_str!("uneven-row.md"), fr: include_str!("uneven-row.fr.md") },
};

static RULE: Rule = Rule::new("uneven-row", Category::Form, Severity::Error);

fn check(context: &Context, report: &mut Report) {
    for table in context.tables() {
        let columns = table.head.len();
        for row in table.rows.iter().filter(|row| row.cells.len() != columns) {
            let message =
                Message::new("uneven-row").with("cells", row.cells.len()).with("columns", columns);
            let finding = Finding::new(&RULE, row.span, message);
            report.push(finding.hint(Message::new("hint-uneven-row")));
        }
    }
}

//! A table with so many columns that nobody reads it from a distance.

use crate::finding::{Category, Finding, Message, Report, Rule, Severity};
use crate::lint::{Context, Lint, Pages, Raised};

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages { en: include_str!("wide-table.md"), fr: include_str!("wide-table.fr.md") },
};

static RULE: Rule = Rule::new("wide-table", Category::Access, Severity::Warning);

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
        report.push(finding.hint(Message::new("hint-wide-table")));
    }
}

//! An amount spent without what the budget had planned for it.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule, Severity};
use crate::lint::{Context, Showing};
use crate::narrative::{Occasion, Spending};

/// A warning where other lines say it: their differences alone would look like those of the whole.
pub static RULE: Rule =
    rule!("unplanned-spending", Decision, Info, check).or_severities(&[Severity::Warning]);

fn check(context: &Context, report: &mut Report) {
    for showing in &context.showings {
        let spending = &showing.folder.narratives.spending;
        if spending.iter().any(|spent| spent.planned.is_some()) {
            report_gaps(spending, report);
        } else if is_account(showing) {
            report_none(spending, report);
        }
    }
}

/// Whether the deck gives account of a year: there, readers compare with the budget they voted.
fn is_account(showing: &Showing) -> bool {
    let occasion = showing.file.occasion.as_ref().map(|occasion| occasion.value);
    matches!(occasion, Some(Occasion::Annual | Occasion::Budget))
}

/// A finding for each line without it, beside others that have it.
fn report_gaps(spending: &[Spending], report: &mut Report) {
    for spent in spending.iter().filter(|spent| spent.planned.is_none()) {
        let message = Message::new("unplanned-spending");
        let finding = Finding::new(&RULE, spent.amount.span, message);
        let finding = finding.with_hint(Message::new("hint-unplanned-spending"));
        report.push(Finding { severity: Severity::Warning, ..finding });
    }
}

/// One finding, at the first line, when no line has it.
fn report_none(spending: &[Spending], report: &mut Report) {
    report.extend(spending.first().map(|first| {
        let message = Message::new("no-planned-amount").with("n", spending.len());
        Finding::new(&RULE, first.amount.span, message)
            .with_hint(Message::new("hint-no-planned-amount"))
    }));
}

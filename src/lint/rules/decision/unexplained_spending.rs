//! A yearly report or a budget that does not say what money was for, and a spending of any deck that does not say why.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::{Context, Showing};
use crate::narrative::Occasion;

pub static RULE: Rule = rule!("unexplained-spending", Decision, Warning, check);

fn check(context: &Context, report: &mut Report) {
    let readable = |showing: &&Showing| showing.folder.is_readable;
    for showing in context.showings.iter().filter(readable) {
        let spending = &showing.folder.narratives.spending;
        let is_account = |occasion| matches!(occasion, Occasion::Annual | Occasion::Budget);
        let account = showing.file.occasion.as_ref().filter(|occasion| is_account(occasion.value));
        if let Some(occasion) = account.filter(|_| spending.is_empty()) {
            let finding = Finding::new(&RULE, occasion.span, Message::new("no-spending"));
            report.push(finding.with_hint(Message::new("hint-no-spending")));
        }
        for spent in spending.iter().filter(|spent| spent.why.is_none()) {
            let message = Message::new("spending-without-why");
            let finding = Finding::new(&RULE, spent.intention.span, message);
            report.push(finding.with_hint(Message::new("hint-spending-without-why")));
        }
    }
}

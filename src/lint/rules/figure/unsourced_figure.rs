//! A figure that nobody could find again: its source names an organisation, but no publication, file or address.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::narrative::FigureSource;

pub static RULE: Rule = rule!("unsourced-figure", Figure, Error, check);

fn check(context: &Context, report: &mut Report) {
    for figure in context.figures() {
        if !can_be_found(&figure.source) {
            let source = &figure.source.organisation;
            let message = Message::new("unsourced-figure").with("source", source.value.as_str());
            let finding = Finding::new(&RULE, source.span, message);
            report.push(finding.with_hint(Message::new("hint-unsourced-figure")));
        }
    }
}

fn can_be_found(source: &FigureSource) -> bool {
    source.title.is_some() || source.url.is_some() || source.file.is_some()
}

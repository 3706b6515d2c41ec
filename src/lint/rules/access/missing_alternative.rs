//! A photo that shows something, without words for those who cannot see it.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;

pub static RULE: Rule = rule!("missing-alternative", Access, Error, check);

fn check(context: &Context, report: &mut Report) {
    for photo in context.photos() {
        if photo.alt.is_none() && !photo.is_decorative {
            let message = Message::new("photo-without-alternative");
            let finding = Finding::new(&RULE, photo.file.span, message);
            report.push(finding.with_hint(Message::new("hint-photo-alternative")));
        }
    }
}

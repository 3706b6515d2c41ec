//! A quote in another language than the deck's, without a translation.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::schema::Text;

pub static RULE: Rule = rule!("untranslated-voice", Voice, Warning, check);

fn check(context: &Context, report: &mut Report) {
    for showing in &context.showings {
        let ours = showing.file.language.unwrap_or(context.project.language()).code();
        for voice in showing.voices() {
            let foreign = |code: &&Text| code.value.split('-').next() != Some(ours);
            let foreign = voice.language.as_ref().filter(foreign);
            if let Some(code) = foreign.filter(|_| voice.translation.is_none()) {
                let finding = Finding::new(&RULE, code.span, Message::new("untranslated-voice"));
                report.push(finding.with_hint(Message::new("hint-untranslated-voice")));
            }
        }
    }
}

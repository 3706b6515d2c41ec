//! A signal that cannot be traced back: it does not say where, by whom or when it was heard.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::narrative::Stage;
use crate::schema::name;

pub static RULE: Rule = rule!("untraced-signal", Signal, Warning, check);

fn check(context: &Context, report: &mut Report) {
    for signal in context.signals() {
        let is_more_than_noise = signal.stage.value != Stage::Noise;
        let is_loud = signal.is_loud();
        let holes = [
            (is_more_than_noise && signal.channels.is_empty(), name("channels", "canaux")),
            (is_loud && signal.voices.is_empty(), name("voices", "témoignages")),
            (is_loud && signal.first.is_none(), name("first", "premier")),
            (is_loud && signal.last.is_none(), name("last", "dernier")),
        ];
        let Some(keys) = context.format_missing_keys(&holes) else {
            continue;
        };
        let message =
            Message::new("untraced-signal").with("id", signal.id.value.as_str()).with("keys", keys);
        let finding = Finding::new(&RULE, signal.id.span, message);
        report.push(finding.with_hint(Message::new("hint-untraced-signal")));
    }
}

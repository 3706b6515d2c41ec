//! A rule set aside without a reason, or with words too few to be one.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule, Severity};
use crate::lint::Context;
use crate::lint::words::count_words;
use crate::project::Level;
use crate::schema::Text;
use crate::source::Span;

pub static RULE: Rule =
    rule!("short-reason", Form, Warning, check).or_severities(&[Severity::Info]);

/// The fewest words of a reason. A reason has a subject, what it does, and why; fewer words are a label.
const LEAST: usize = 8;

fn check(context: &Context, report: &mut Report) {
    for allowance in context.project.allowances() {
        let severity = match allowance.of {
            "deck" => Severity::Info,
            _ => Severity::Warning,
        };
        let (rule, because) = (&allowance.rule, allowance.because.as_ref());
        report_short(&rule.value, because, rule.span, severity, report);
    }
    let weights = context.project.settings.policy.rules.iter();
    for weight in weights.filter(|weight| weight.level == Level::Off) {
        let (rule, because) = (&weight.rule, weight.because.as_ref());
        report_short(&rule.value, because, rule.span, Severity::Info, report);
    }
    for figure in context.figures() {
        if let Some(because) = &figure.vanity {
            let name = "vanity-metric";
            report_short(name, Some(because), because.span, Severity::Warning, report);
        }
    }
}

/// Reports a reason that is missing or short. A missing one has severity `if_missing`: for a whole
/// deck or project that is only information.
fn report_short(
    rule: &str,
    because: Option<&Text>,
    place: Span,
    if_missing: Severity,
    report: &mut Report,
) {
    let words = because.map_or(0, |because| count_words(&because.value));
    if words >= LEAST {
        return;
    }
    let message = Message::new(if words == 0 { "no-reason" } else { "short-reason" })
        .with("rule", rule)
        .with("words", words)
        .with("least", LEAST);
    let span = because.map_or(place, |because| because.span);
    let severity = if words == 0 { if_missing } else { Severity::Warning };
    report.push(Finding {
        severity,
        ..Finding::new(&RULE, span, message).with_hint(Message::new("hint-short-reason"))
    });
}

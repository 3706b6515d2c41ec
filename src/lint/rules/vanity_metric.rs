//! Attention that is counted: followers, views, reach, clicks.

use std::collections::HashSet;

use crate::finding::{Category, Finding, Message, Report, Rule, Severity};
use crate::lint::boasts::{Subject, is_headline, names, place, question, quoted};
use crate::lint::{Context, Lint, Pages, Raised};
use crate::source::Span;

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages {
        en: include_str!("vanity-metric.md"),
        fr: include_str!("vanity-metric.fr.md"),
    },
};

static RULE: Rule = Rule::new("vanity-metric", Category::Vanity, Severity::Warning);

fn check(context: &Context, report: &mut Report) {
    let assumed = assumed(context);
    for boast in context.boasts() {
        let passage = &context.passages[boast.passage];
        let found = boast.about(Subject::Attention);
        let is_priced = !boast.about(Subject::Price).is_empty();
        let Some(first) = found
            .first()
            .filter(|_| !is_priced && !assumed.contains(&passage.leaf.entry))
        else {
            continue;
        };
        let message = Message::new("vanity-metric")
            .with("words", quoted(passage, &found))
            .text("families", names(&found));
        let finding = Finding::new(&RULE, place(passage, &found, context), message);
        report.push(Finding {
            severity: match is_headline(passage) {
                true => Severity::Error,
                false => Severity::Warning,
            },
            ..finding.hint(question(first.family))
        });
    }
}

/// The figures whose own page says why they count attention.
fn assumed(context: &Context) -> HashSet<Span> {
    let assumed = context.figures().filter(|figure| figure.vanity.is_some());
    assumed.map(|figure| figure.span).collect()
}

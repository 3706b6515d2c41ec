//! A figure that nobody could find again: an organisation is named, but no publication, file or address.

use crate::finding::{Category, Finding, Message, Report, Rule, Severity};
use crate::lint::{Context, Lint, Pages, Raised};
use crate::narrative::FigureSource;

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages {
        en: include_str!("unsourced-figure.md"),
        fr: include_str!("unsourced-figure.fr.md"),
    },
};

static RULE: Rule = Rule::new("unsourced-figure", Category::Figure, Severity::Error);

fn check(context: &Context, report: &mut Report) {
    for figure in context.figures() {
        if !can_be_found(&figure.source) {
            let source = &figure.source.organisation;
            let message = Message::new("unsourced-figure").with("source", source.value.as_str());
            let finding = Finding::new(&RULE, source.span, message);
            report.push(finding.hint(Message::new("hint-unsourced-figure")));
        }
    }
}

fn can_be_found(source: &FigureSource) -> bool {
    source.title.is_some() || source.url.is_some() || source.file.is_some()
}

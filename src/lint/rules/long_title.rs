//! A title of more words than can be read at a glance.

use crate::finding::{Category, Finding, Message, Report, Rule, Severity};
use crate::lint::titles::{Over, titles};
use crate::lint::words::{after, count};
use crate::lint::{Context, Lint, Pages, Raised};

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages { en: include_str!("long-title.md"), fr: include_str!("long-title.fr.md") },
};

static RULE: Rule = Rule::new("long-title", Category::Story, Severity::Warning);

/// The longest title, in words: two lines of a slide. The layout tells when it does not fit, which comes later.
const MOST: usize = 18;

fn check(context: &Context, report: &mut Report) {
    for (passage, _) in titles(context).filter(|(_, over)| *over != Over::Caption) {
        let text = passage.plain.words.as_ref();
        if let Some(from) = after(text, MOST) {
            let message = Message::new("long-title").with("words", count(text)).with("most", MOST);
            let rest = from..text.trim_end().len();
            let finding = Finding::new(&RULE, passage.span(rest, context.sources), message);
            report.push(finding.hint(Message::new("hint-long-title")));
        }
    }
}

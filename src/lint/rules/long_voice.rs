//! A quote longer than a room can listen to.

use crate::finding::{Category, Finding, Message, Report, Rule, Severity};
use crate::lint::words::{after, count};
use crate::lint::{Context, Lint, Pages, Raised};

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages { en: include_str!("long-voice.md"), fr: include_str!("long-voice.fr.md") },
};

static RULE: Rule = Rule::new("long-voice", Category::Voice, Severity::Warning);

/// The longest quote, in words: what one slide can hold beside a story (Ithaca College, 40 to 45 words a slide).
const MOST: usize = 40;

fn check(context: &Context, report: &mut Report) {
    for passage in context.passages.iter().filter(|passage| passage.is_quoted()) {
        let text = passage.plain.words.as_ref();
        if let Some(from) = after(text, MOST) {
            let message = Message::new("long-voice").with("words", count(text)).with("most", MOST);
            let rest = from..text.trim_end().len();
            let finding = Finding::new(&RULE, passage.span(rest, context.sources), message);
            report.push(finding.hint(Message::new("hint-long-voice")));
        }
    }
}

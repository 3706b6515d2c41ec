//! A voice on a sensitive subject, without the explicit consent of who speaks.

use crate::finding::{Category, Report, Rule, Severity};
use crate::gate::Reason;
use crate::lint::{Context, Lint, Pages, Raised};

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages {
        en: include_str!("sensitive-voice.md"),
        fr: include_str!("sensitive-voice.fr.md"),
    },
};

static RULE: Rule = Rule::new("sensitive-voice", Category::Voice, Severity::Error);

fn check(context: &Context, report: &mut Report) {
    for held in context.held_back() {
        if held.reason() == Reason::Sensitive {
            let words = ("sensitive-voice", "hint-ask-or-paraphrase");
            held.tell(&RULE, words, context, report);
        }
    }
}

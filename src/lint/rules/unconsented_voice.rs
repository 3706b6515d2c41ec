//! A voice that nobody agreed to have quoted: before this audience, on that day, or out of private words.

use crate::finding::{Category, Report, Rule, Severity};
use crate::gate::Reason;
use crate::lint::{Context, Lint, Pages, Raised};

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages {
        en: include_str!("unconsented-voice.md"),
        fr: include_str!("unconsented-voice.fr.md"),
    },
};

static RULE: Rule = Rule::new("unconsented-voice", Category::Voice, Severity::Error);

fn check(context: &Context, report: &mut Report) {
    for held in context.held_back().filter(|held| held.is_voice()) {
        let words = match held.reason() {
            Reason::Private => ("private-voice", "hint-ask-or-paraphrase"),
            Reason::NotYet(_) => ("consent-not-yet", "hint-consent-not-yet"),
            Reason::OtherAudience => ("consent-for-others", "hint-consent-for-others"),
            _ => continue,
        };
        held.tell(&RULE, words, context, report);
    }
}

//! A quote in another language than the deck, without a translation.

use crate::finding::{Category, Finding, Message, Report, Rule, Severity};
use crate::lint::{Context, Lint, Pages, Raised};
use crate::narrative::Text;

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages {
        en: include_str!("untranslated-voice.md"),
        fr: include_str!("untranslated-voice.fr.md"),
    },
};

static RULE: Rule = Rule::new("untranslated-voice", Category::Voice, Severity::Warning);

fn check(context: &Context, report: &mut Report) {
    for showing in &context.showings {
        let ours = showing.file.language.unwrap_or(context.project.language()).code();
        for voice in showing.voices() {
            let foreign = |code: &&Text| code.value.split('-').next() != Some(ours);
            let foreign = voice.language.as_ref().filter(foreign);
            if let Some(code) = foreign.filter(|_| voice.translation.is_none()) {
                let finding = Finding::new(&RULE, code.span, Message::new("untranslated-voice"));
                report.push(finding.hint(Message::new("hint-untranslated-voice")));
            }
        }
    }
}

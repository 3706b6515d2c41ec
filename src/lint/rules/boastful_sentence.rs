//! A sentence whose words boast together, though none does alone.

use crate::finding::{Category, Message, Report, Rule, Severity};
use crate::lexicon::Subject;
use crate::lint::boasts::finding;
use crate::lint::{Context, Lint, Pages, Raised};

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages {
        en: include_str!("boastful-sentence.md"),
        fr: include_str!("boastful-sentence.fr.md"),
    },
};

static RULE: Rule = Rule::new("boastful-sentence", Category::Vanity, Severity::Info);

/// Keys that say whom or what was counted: nobody boasts there.
const DESCRIBES: [&str; 2] = ["perimeter", "population"];

fn check(context: &Context, report: &mut Report) {
    for boast in context.boasts() {
        let passage = &context.passages[boast.passage];
        if DESCRIBES.contains(&passage.leaf.key) {
            continue;
        }
        let found = boast.about(Subject::Tone);
        let message = Message::new("boastful-sentence").with("n", found.len());
        report.extend(finding(&RULE, message, &found, passage, context));
    }
}

//! A voice of somebody who works with us, decides with us or lives from us, of which nothing says so.

use std::sync::LazyLock;

use crate::finding::{Category, Finding, Message, Report, Rule, Severity};
use crate::lint::words::{Both, list};
use crate::lint::{Context, Lint, Pages, Phrases, Raised};

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages {
        en: include_str!("undeclared-interest.md"),
        fr: include_str!("undeclared-interest.fr.md"),
    },
};

static RULE: Rule = Rule::new("undeclared-interest", Category::Voice, Severity::Warning);

/// Roles that may have a stake in what is decided.
static ROLES: LazyLock<Both<Phrases>> = LazyLock::new(|| {
    let lists: Both<Vec<String>> = list("interests");
    lists.map(|roles| Phrases::of(roles.iter().map(String::as_str)))
});

fn check(context: &Context, report: &mut Report) {
    for (voice, passage) in context.words_of_voices() {
        let language = passage.language.filter(|_| passage.is("speaker", "role"));
        let Some(language) = language.filter(|_| voice.interest.is_none()) else {
            continue;
        };
        let role = &passage.plain.words;
        if let Some(range) = ROLES.of(language).find(role).next() {
            let message = Message::new("undeclared-interest").with("words", &role[range.clone()]);
            let finding = Finding::new(&RULE, passage.span(range, context.sources), message);
            report.push(finding.hint(Message::new("hint-undeclared-interest")));
        }
    }
}

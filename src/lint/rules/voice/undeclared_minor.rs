//! A voice that sounds like a child, of which nothing says whether who speaks is of age.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::gate;
use crate::lint::wording::{WordFile, WordPattern};
use crate::lint::{Context, Passage};
use crate::locale::InEach;

pub static RULE: Rule = rule!("undeclared-minor", Voice, Warning, check);

/// How a text tells that a child speaks, and how it tells that somebody speaks of one.
struct ChildSigns {
    /// Words by which a child speaks of itself.
    said: InEach<WordPattern>,
    /// Words of a role, wherever they stand.
    role: InEach<WordPattern>,
    /// Words with which a role begins.
    role_first: InEach<WordPattern>,
    /// Words by which somebody speaks of a child.
    of_another: InEach<WordPattern>,
}

static SIGNS: LazyLock<ChildSigns> = LazyLock::new(|| {
    let file = WordFile::read("undeclared-minor");
    ChildSigns {
        said: file.in_each("said"),
        role: file.in_each("role"),
        role_first: file.in_each("role-first"),
        of_another: file.in_each("of-another"),
    }
});

/// One question for each voice.
fn check(context: &Context, report: &mut Report) {
    let mut asked = HashSet::new();
    for (voice, passage) in context.words_of_voices() {
        if !gate::depends_on_age(voice) || asked.contains(&voice.span) {
            continue;
        }
        if let Some(sign) = sign_of_child(passage) {
            asked.insert(voice.span);
            let message =
                Message::new("undeclared-minor").with("words", &passage.plain.words[sign.clone()]);
            let finding =
                Finding::new(&RULE, passage.span_of_words(sign, context.sources), message);
            report.push(finding.with_hint(Message::new("hint-undeclared-minor")));
        }
    }
}

/// What tells in a text that a child speaks: in its own words, or in the role that was given to it.
pub(in crate::lint) fn sign_of_child(passage: &Passage) -> Option<Range<usize>> {
    let language = passage.language?;
    let words = &passage.plain.words;
    if passage.is_under_key("speaker", "role") {
        let first = SIGNS.role_first.of(language).find_first(words);
        first.or_else(|| SIGNS.role.of(language).find(words))
    } else if SIGNS.of_another.of(language).is_in(words) {
        None
    } else {
        SIGNS.said.of(language).find(words)
    }
}

//! A voice that sounds like a child, of which nothing says whether who speaks is of age.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::gate;
use crate::lint::words::compile_pattern;
use crate::lint::{Context, Passage};
use crate::locale::InEach;

pub static RULE: Rule = rule!("undeclared-minor", Voice, Warning, check);

/// How a text tells that a child speaks, and how it tells that somebody speaks of one.
struct Signs {
    said: LazyLock<Regex>,
    role: LazyLock<Regex>,
    of_another: LazyLock<Regex>,
}

static SIGNS: InEach<Signs> = InEach {
    fr: Signs {
        said: LazyLock::new(|| {
            compile_pattern(
                r"(?i)(?-u:\b)j['’]ai (?:eu )?(?:[5-9]|1[0-7]|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|dix-sept) ans(?:$| ?[.,;!?»]| (?:et|mais|donc)(?-u:\b))|(?-u:\b)(?:au|mon|notre) (?:collège|lycée)(?-u:\b)|(?-u:\b)(?:je suis|on est|je rentre|j['’]entre|je passe) (?:à l['’]école|en (?:cp|ce[12]|cm[12]|[3-6]e|[3-6]ème|sixième|cinquième|quatrième|troisième|seconde|première|terminale))(?-u:\b)|(?-u:\b)en (?:cp|ce[12]|cm[12]|[3-6]e|[3-6]ème)(?:$| ?[.,;!?»])",
            )
        }),
        role: LazyLock::new(|| {
            compile_pattern(
                r"(?i)(?:^|[^\p{L}])(?:collégien|lycéen|écolier|écolière|adolescent|fillette)(?:n?e)?s?(?-u:\b)|^(?:élève|enfant|petite? fille|petit garçon|fille|garçon|ado)(?-u:\b)",
            )
        }),
        of_another: LazyLock::new(|| {
            compile_pattern(
                r"(?i)(?-u:\b)(?:mon|ma|mes|notre|nos|son|sa|ses|leurs?|les?|des|un|une) (?:petits?-|petites?-)?(?:fils|filles?|enfants?|garçons?|neveux?|nièces?|élèves?|jeunes?|ados?)(?-u:\b)|(?-u:\b)(?:enseign|travaill|professeur|prof(?-u:\b)|surveill)",
            )
        }),
    },
    en: Signs {
        said: LazyLock::new(|| {
            compile_pattern(
                r"(?i)(?-u:\b)i(?:['’]m| am) (?:only |just )?(?:[5-9]|1[0-7]|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)(?: years? old|$| ?[.,;!?”]| and (?:i|my)(?-u:\b))|(?-u:\b)(?:i['’]m|i am|we['’]re|we are) (?:still )?(?:at|in) (?:school|primary school|secondary school|middle school|high school|year [1-9]|year 1[0-3])(?-u:\b)|(?-u:\b)my (?:school|class) (?:trip|mates?)(?-u:\b)",
            )
        }),
        role: LazyLock::new(|| {
            compile_pattern(
                r"(?i)(?-u:\b)(?:schoolboy|schoolgirl|schoolchild|teenager|sixth-former|(?:[5-9]|1[0-7])[- ]year[- ]old)s?(?-u:\b)|^(?:a |an )?(?:pupil|child|girl|boy|teen)s?(?-u:\b)",
            )
        }),
        of_another: LazyLock::new(|| {
            compile_pattern(
                r"(?i)(?-u:\b)(?:my|our|his|her|their|the) (?:grand)?(?:sons?|daughters?|children|kids?|nephews?|nieces?|pupils?)(?-u:\b)|(?-u:\b)(?:teach|teacher|work)(?-u:\b)",
            )
        }),
    },
};

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
fn sign_of_child(passage: &Passage) -> Option<Range<usize>> {
    let signs = SIGNS.of(passage.language?);
    let words = &passage.plain.words;
    let found = match passage.is_under_key("speaker", "role") {
        true => signs.role.find(words)?,
        false if signs.of_another.is_match(words) => return None,
        false => signs.said.find(words)?,
    };
    let word = found.as_str().trim_end_matches(|c: char| !c.is_alphanumeric());
    Some(found.start()..found.start() + word.len())
}

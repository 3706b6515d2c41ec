//! Words that give us the whole credit for an effect.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::lint::words::compile_pattern;
use crate::locale::InEach;
use crate::narrative::Story;
use crate::schema::Role;
use crate::source::Span;

pub static RULE: Rule = rule!("claimed-effect", Story, Warning, check);

/// Claims in the first person; `grâce à nos voisins` shares the credit, `nous avons fait venir un plombier` claims nothing.
static CLAIMS: InEach<LazyLock<Regex>> = InEach {
    fr: LazyLock::new(|| {
        compile_pattern(
            r"(?i)(?-u:\b)grâce (?:à nous(?-u:\b)|à l['’](?:équipe de l['’])?office(?: de tourisme)?(?:[,.]|$)|(?:à notre|à nos) (?:actions?|travail|efforts|équipes?|campagnes?|communication|publications?|page|site|présence|mobilisation|stratégie|promotion)(?-u:\b))|(?-u:\b)nous avons (?:généré|boosté|dopé)(?-u:\b)|(?-u:\b)nous avons (?:fait venir|attiré) (?:[^ ]+ ){0,3}(?:visiteurs|touristes|familles|clients|monde|gens|personnes)(?-u:\b)|(?-u:\b)(?:notre|nos) (?:actions?|travail|équipes?|campagnes?|communication|publications?|page|site|présence|promotion) (?:[^ ]+ ){0,3}?(?:a|ont) (?:permis (?:de |d['’])|généré|boosté|dopé|fait venir|attiré)",
        )
    }),
    en: LazyLock::new(|| {
        compile_pattern(
            r"(?i)(?-u:\b)thanks to (?:us(?-u:\b)|our (?:actions?|work|efforts|teams?|campaigns?|communication|posts?|page|website|presence|strategy|promotion)(?-u:\b))|(?-u:\b)we (?:generated|boosted)(?-u:\b)|(?-u:\b)we (?:attracted|brought in) (?:[^ ]+ ){0,3}(?:visitors|tourists|families|customers|people|guests)(?-u:\b)|(?-u:\b)our (?:[^ .,;]+ )?(?:actions?|work|teams?|campaigns?|communication|posts?|page|website|presence|promotion) (?:[^ ]+ ){0,3}?(?:led to|generated|boosted|brought in|attracted|enabled)(?-u:\b)",
        )
    }),
};

/// A story that says who else took part may say what was its own. What a figure's texts claim, `claimed-cause` tells.
fn check(context: &Context, report: &mut Report) {
    let shares = |story: &&Story| {
        let contribution = story.contribution.as_ref();
        contribution.is_some_and(|contribution| !contribution.others.is_empty())
    };
    let sharing: HashSet<Span> = context.stories().filter(shares).map(|story| story.span).collect();
    for passage in &context.passages {
        if passage.is_quoted()
            || passage.leaf.role == Role::Spoken
            || passage.leaf.entry_of == "figure"
            || sharing.contains(&passage.leaf.entry)
        {
            continue;
        }
        let claim =
            passage.language.and_then(|language| CLAIMS.of(language).find(&passage.plain.words));
        if let Some(claim) = claim {
            let message = Message::new("claimed-effect")
                .with("words", claim.as_str().trim_end_matches([' ', ',', '.']));
            let finding =
                Finding::new(&RULE, passage.span_of_words(claim.range(), context.sources), message);
            report.push(finding.with_hint(Message::new("hint-claimed-effect")));
        }
    }
}

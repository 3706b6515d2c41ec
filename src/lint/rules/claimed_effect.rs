//! Words that give us the whole credit for an effect.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::finding::{Category, Finding, Message, Report, Rule, Severity};
use crate::lint::words::{Both, pattern};
use crate::lint::{Context, Lint, Pages, Raised};
use crate::narrative::Story;
use crate::source::Span;

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages {
        en: include_str!("claimed-effect.md"),
        fr: include_str!("claimed-effect.fr.md"),
    },
};

static RULE: Rule = Rule::new("claimed-effect", Category::Story, Severity::Warning);

/// Claims in the first person; `grâce à nos voisins` shares the credit, `nous avons fait venir un plombier` claims nothing.
static CLAIMS: LazyLock<Both<Regex>> = LazyLock::new(|| Both {
    fr: pattern(
        r"(?i)\bgrâce (?:à nous\b|à l['’](?:équipe de l['’])?office(?: de tourisme)?(?:[,.]|$)|(?:à notre|à nos) (?:actions?|travail|efforts|équipes?|campagnes?|communication|publications?|page|site|présence|mobilisation|stratégie|promotion)\b)|\bnous avons (?:généré|boosté|dopé)\b|\bnous avons (?:fait venir|attiré) (?:\S+ ){0,3}(?:visiteurs|touristes|familles|clients|monde|gens|personnes)\b|\b(?:notre|nos) (?:actions?|travail|équipes?|campagnes?|communication|publications?|page|site|présence|promotion) (?:\S+ ){0,3}?(?:a|ont) (?:permis (?:de |d['’])|généré|boosté|dopé|fait venir|attiré)",
    ),
    en: pattern(
        r"(?i)\bthanks to (?:us\b|our (?:actions?|work|efforts|teams?|campaigns?|communication|posts?|page|website|presence|strategy|promotion)\b)|\bwe (?:generated|boosted)\b|\bwe (?:attracted|brought in) (?:\S+ ){0,3}(?:visitors|tourists|families|customers|people|guests)\b|\bour (?:\p{L}+ )?(?:actions?|work|teams?|campaigns?|communication|posts?|page|website|presence|promotion) (?:\S+ ){0,3}?(?:led to|generated|boosted|brought in|attracted|enabled)\b",
    ),
});

/// A story that says who else took part may say what was its own.
fn check(context: &Context, report: &mut Report) {
    let shares = |story: &&Story| {
        let contribution = story.contribution.as_ref();
        contribution.is_some_and(|contribution| !contribution.others.is_empty())
    };
    let sharing: HashSet<Span> = context
        .stories()
        .filter(shares)
        .map(|story| story.span)
        .collect();
    for passage in &context.passages {
        if passage.is_quoted()
            || passage.leaf.key == "notes"
            || sharing.contains(&passage.leaf.entry)
        {
            continue;
        }
        let claim = passage
            .language
            .and_then(|language| CLAIMS.of(language).find(&passage.plain.words));
        if let Some(claim) = claim {
            let message = Message::new("claimed-effect")
                .with("words", claim.as_str().trim_end_matches([' ', ',', '.']));
            let finding =
                Finding::new(&RULE, passage.span(claim.range(), context.sources), message);
            report.push(finding.hint(Message::new("hint-claimed-effect")));
        }
    }
}

//! A figure said to be our doing, where no story says who else had a part in it.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::lint::figures::{is_told, passages_of_figures};
use crate::lint::words::compile_pattern;
use crate::narrative::Story;

pub static RULE: Rule = rule!("claimed-cause", Figure, Warning, check);

/// Words that make a number our doing.
static CLAIM: LazyLock<Regex> = LazyLock::new(|| {
    compile_pattern(
        r"(?i)\b(?:(?:grâce|dus?|due?s?) (?:à|aux?)|sous l['’]effet de|fruit de|thanks to|due to|a result of)\s+(?:notre|nos|nous|l['’]office|our|us)\b|\b(?:notre|nos|nous|l['’]office|our|we)\b[^.!?;\n]{0,60}?\b(?:(?:a|ont|avons)\s+(?:permis|généré|boosté|entraîné|provoqué|fait\s+(?:venir|monter|baisser|reculer))|led to|generated|boosted|brought about|drove|caused)\b",
    )
});

/// Words that deny it, or that speak of counting rather than of causing.
static INNOCENT: LazyLock<Regex> = LazyLock::new(|| {
    compile_pattern(
        r"(?i)\b(?:pas|jamais|ni|not|never|compteurs?|comptages?|relevés?|enquêtes?|cahiers?|questionnaires?|counters?|counts?|surveys?|notebooks?|log|retards?|erreurs?|mistakes?|errors?|delays?)\b|n['’]t\b",
    )
});

fn check(context: &Context, report: &mut Report) {
    let shared = shared_figure_ids(context);
    let passages = passages_of_figures(context).filter(|(_, passage)| is_told(passage));
    for (figure, passage) in passages {
        let claim = CLAIM.find(&passage.plain.words);
        let claim = claim.filter(|claim| !INNOCENT.is_match(claim.as_str()));
        if let Some(claim) = claim.filter(|_| !shared.contains(figure.id.value.as_str())) {
            let span = passage.span_of_words(claim.range(), context.sources);
            let finding = Finding::new(&RULE, span, Message::new("claimed-cause"));
            report.push(finding.with_hint(Message::new("hint-claimed-cause")));
        }
    }
}

/// The figures of stories that name others who took part.
fn shared_figure_ids<'a>(context: &Context<'a>) -> HashSet<&'a str> {
    let names_others = |story: &&Story| {
        let contribution = story.contribution.as_ref();
        contribution.is_some_and(|contribution| !contribution.others.is_empty())
    };
    let stories = context.stories().filter(names_others);
    let figures = stories.flat_map(|story| &story.figures);
    figures.map(|id| id.value.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claims(text: &str) -> bool {
        let claim = CLAIM.find(text);
        claim.is_some_and(|claim| !INNOCENT.is_match(claim.as_str()))
    }

    #[test]
    fn claims_are_found() {
        for text in [
            "Les nuitées montent grâce à notre campagne.",
            "Notre permanence a fait baisser les retards de moitié.",
            "Nous avons généré douze emplois.",
            "Crossings rose thanks to our new map.",
            "Our evening walks brought about this recovery.",
        ] {
            assert!(claims(text), "{text}");
        }
    }

    #[test]
    fn thanks_to_others_and_ways_of_counting_are_no_claims() {
        for text in [
            "Moins de retards, grâce à la compagnie maritime.",
            "Nos compteurs ont permis de le voir.",
            "Notre relevé a permis à la région de décider.",
            "Nous n'avons pas fait venir ces visiteurs.",
            "Grâce aux bénévoles, la corde a tenu.",
            "Our notebook led to this count.",
            "La permanence n'explique pas tout.",
        ] {
            assert!(!claims(text), "{text}");
        }
    }
}

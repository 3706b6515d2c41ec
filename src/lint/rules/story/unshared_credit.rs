//! Stories that credit nobody and nothing else for the change, once a deck.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::narrative::{Allowance, Story};
use crate::source::Span;

pub static RULE: Rule = rule!("unshared-credit", Story, Warning, check);

fn check(context: &Context, report: &mut Report) {
    let allowed: Vec<Span> =
        context.project.allowances().filter(is_of_story).map(|it| it.entry).collect();
    for deck in &context.project.decks {
        let faults = deck.narratives.stories.iter().filter_map(fault_of);
        // A story for which the rule is set aside is reported by itself, so that its reason is used and covers no other.
        let (own, others): (Vec<_>, Vec<_>) =
            faults.partition(|(story, ..)| allowed.contains(&story.span));
        report.extend(own.into_iter().map(|(_, span, key)| build_finding(span, Message::new(key))));
        // One question a deck: asked at each story, it would be a list, and no question.
        if let Some((_, span, key)) = others.first() {
            let message = match others.len() {
                1 => Message::new(key),
                stories => Message::new("stories-without-others").with("stories", stories),
            };
            report.push(build_finding(*span, message));
        }
    }
}

/// Whether it is this rule that is set aside for a story.
fn is_of_story(allowance: &&Allowance) -> bool {
    allowance.rule.value == RULE.name && allowance.of == "story"
}

/// What is at fault in a story, and where.
fn fault_of(story: &Story) -> Option<(&Story, Span, &'static str)> {
    match &story.contribution {
        None => Some((story, story.title.span, "story-without-contribution")),
        Some(contribution) if contribution.others.is_empty() => {
            Some((story, contribution.span, "contribution-without-others"))
        }
        Some(_) => None,
    }
}

fn build_finding(span: Span, message: Message) -> Finding {
    Finding::new(&RULE, span, message).with_hint(Message::new("hint-unshared-credit"))
}

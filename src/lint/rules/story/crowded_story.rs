//! A story told with more figures than the organisation allows on a slide.

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;

pub static RULE: Rule = rule!("crowded-story", Story, Warning, check);

fn check(context: &Context, report: &mut Report) {
    let most = context.project.settings.policy.most_figures_per_slide();
    for story in context.stories() {
        let figures = story.figures.len();
        if let Some(first_past) = story.figures.get(most as usize) {
            let message = Message::new("crowded-story").with("figures", figures).with("most", most);
            let finding = Finding::new(&RULE, first_past.span, message);
            report.push(finding.with_hint(Message::new("hint-crowded-story")));
        }
    }
}

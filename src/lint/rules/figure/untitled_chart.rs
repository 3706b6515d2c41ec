//! A chart whose title is only its label: nothing says what is to be seen in it.

use crate::deck::{PlannedFigure, Shows};
use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::narrative::{ChartKind, Figure};
use crate::schema::Text;
use crate::source::Span;
use crate::text::fold_name;

pub static RULE: Rule = rule!("untitled-chart", Figure, Warning, check);

fn check(context: &Context, report: &mut Report) {
    let slides = context.showings.iter().flat_map(|showing| showing.slides);
    for planned in slides {
        let Shows::Figure(PlannedFigure { figure }) = &planned.shows else {
            continue;
        };
        let title = planned.options.title.as_ref().or(figure.title.as_ref());
        if let Some(place) = headed_by_label(figure, title).filter(|_| is_drawn(figure)) {
            let finding = Finding::new(&RULE, place, Message::new("untitled-chart"));
            report.push(finding.with_hint(Message::new("hint-untitled-chart")));
        }
    }
}

fn is_drawn(figure: &Figure) -> bool {
    let chart = figure.chart.as_ref();
    chart.is_some_and(|chart| chart.kind.value != ChartKind::None)
}

/// The place of the words that serve as title and only name what is measured; none when the title says more.
fn headed_by_label(figure: &Figure, title: Option<&Text>) -> Option<Span> {
    match title {
        None => Some(figure.label.span),
        Some(title) => {
            (fold_name(&title.value) == fold_name(&figure.label.value)).then_some(title.span)
        }
    }
}

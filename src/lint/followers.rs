//! What can wait: where a number of attention may go, its other faults are told once it stays.

use std::collections::HashSet;

use crate::finding::{Category, Finding, Report, Severity};
use crate::project::Project;
use crate::source::{Sources, Span};

/// Rules that make a figure one of attention.
const FIRST: [&str; 2] = ["vanity-metric", "advertising-value"];

/// Rules about the very words that such a text may lose.
const WORDS: [&str; 2] = ["official-term", "unexplained-acronym"];

/// Takes out the faults of figures that count attention, and those of words on a line that does: asking for the source
/// of a number that may go, or for the French name of its unit, would only make the list longer.
pub fn defer(project: &Project, sources: &Sources, report: &mut Report) {
    let is_first = |finding: &&Finding| FIRST.contains(&finding.rule.name);
    let place = |finding: &Finding| {
        let start = finding.span.start;
        (
            finding.span.source,
            sources.get(finding.span.source).place(start).line,
        )
    };
    let first: Vec<&Finding> = report.findings().iter().filter(is_first).collect();
    let lines: HashSet<_> = first.iter().map(|finding| place(finding)).collect();
    let told: HashSet<Span> = first
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| finding.span)
        .collect();
    let figures = project
        .decks
        .iter()
        .flat_map(|deck| &deck.narratives.figures);
    let figures = figures.map(|figure| figure.span);
    let vain: Vec<Span> = figures
        .filter(|figure| told.iter().any(|span| holds(*figure, *span)))
        .collect();
    report.retain(|finding| {
        let is_of_vain_figure = finding.rule.category == Category::Figure
            && vain.iter().any(|figure| holds(*figure, finding.span));
        let is_of_vain_word = WORDS.contains(&finding.rule.name) && lines.contains(&place(finding));
        !is_of_vain_figure && !is_of_vain_word
    });
}

fn holds(entry: Span, place: Span) -> bool {
    entry.source == place.source && entry.start <= place.start && place.end <= entry.end
}

//! Findings that can wait: while it is open whether a count of attention stays, its other faults are not reported.

use std::collections::HashSet;

use super::deck_of;
use crate::finding::{Category, Finding, Report, Severity};
use crate::project::Project;
use crate::source::{Sources, Span};

/// Rules whose finding means that a figure counts attention.
const FIRST: [&str; 2] = ["vanity-metric", "advertising-value"];

/// Rules whose finding means that words of that line may be deleted.
const OF_LINE: [&str; 3] = ["vanity-metric", "advertising-value", "neighbour-comparison"];

/// Rules about the choice of words, which do not matter if the words are deleted.
const WORDS: [&str; 2] = ["official-term", "unexplained-acronym"];

/// Takes out, in decks whose voices are one-sided, each single word of thanks: one message for one fact.
fn drop_thanks_of_one_sided_decks(project: &Project, sources: &Sources, report: &mut Report) {
    let deck = |finding: &Finding| deck_of(&sources.get(finding.span.source).path, project);
    let of = |name: &'static str| move |finding: &&Finding| finding.rule.name == name;
    let one_sided: HashSet<_> =
        report.findings().iter().filter(of("one-sided-voices")).map(deck).collect();
    let is_thanks = of("flattering-voices");
    report.retain(|finding| !is_thanks(&finding) || !one_sided.contains(&deck(finding)));
}

/// Takes out other faults of figures that count attention, and faults of wording on lines that do. Asking for the
/// source of a number that may be deleted, or for the French name of its unit, would only make the list longer.
pub(super) fn drop_secondary_findings(project: &Project, sources: &Sources, report: &mut Report) {
    drop_thanks_of_one_sided_decks(project, sources, report);
    let figures = Figures::from_project(project);
    let line = |finding: &Finding| {
        let source = sources.get(finding.span.source);
        (finding.span.source, source.place_of_byte(finding.span.start).line)
    };
    let raised = |names: &'static [&str]| {
        let of = move |finding: &&Finding| names.contains(&finding.rule.name);
        report.findings().iter().filter(of)
    };
    // The findings that hide others are in the same report, so they are gathered before anything is taken out.
    let lines: HashSet<_> = raised(&OF_LINE).map(line).collect();
    let errors = raised(&FIRST).filter(|finding| finding.severity == Severity::Error);
    let vain: HashSet<Span> =
        errors.filter_map(|finding| figures.figure_at(finding.span)).collect();
    report.retain(|finding| {
        let figure = || figures.figure_at(finding.span);
        let is_of_figure = finding.rule.category == Category::Figure
            && figure().is_some_and(|figure| vain.contains(&figure));
        let is_of_word = WORDS.contains(&finding.rule.name) && lines.contains(&line(finding));
        !is_of_figure && !is_of_word
    });
}

/// The places of a project's figures, sorted.
struct Figures(Vec<Span>);

impl Figures {
    fn from_project(project: &Project) -> Self {
        let decks = project.decks.iter();
        let figures = decks.flat_map(|deck| &deck.narratives.figures);
        let mut places: Vec<Span> = figures.map(|figure| figure.span).collect();
        places.sort_unstable();
        Self(places)
    }

    /// The figure that contains a place; none when it is in no figure.
    fn figure_at(&self, place: Span) -> Option<Span> {
        // Figures do not overlap, so only the last that begins at or before the place can hold it.
        let begun = |figure: &Span| (figure.source, figure.start) <= (place.source, place.start);
        let after = self.0.partition_point(begun);
        let last = *self.0.get(after.checked_sub(1)?)?;
        (last.source == place.source && place.end <= last.end).then_some(last)
    }
}

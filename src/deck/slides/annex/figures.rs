//! A figure of the annex: the number and what it covers, how sure it is, its source, its calculations, its series.

use minijinja::Value;

use super::{AnnexEntry, Detail};
use crate::deck::Run;
use crate::deck::chart::{Values, compose_value_table};
use crate::deck::compose::{Composer, Line};
use crate::deck::evidence::Evidence;
use crate::deck::slides::calculations::{
    calculation_steps, calculation_steps_beside_table, summed_parts,
};
use crate::deck::slides::figure::{compose_uncertainty, format_base, format_source};
use crate::narrative::{Figure, FigureSource};
use crate::schema::Text;

/// The entry that proves a figure.
pub fn compose_entry(composer: &mut Composer, figure: &Figure) -> AnnexEntry {
    let term = composer.capitalised_line(&figure.label, figure.language.as_ref());
    // From what a reader doubts first to what only a checker looks for: the number, how
    // sure it is, its source, its calculation.
    let mut details = vec![Detail::without_label(compose_measure(composer, figure))];
    details.extend(compose_base_and_bounds(composer, figure).map(Detail::without_label));
    details.push(Detail::without_label(compose_source(composer, &figure.source)));
    let table = compose_table(composer, figure);
    let is_listed = table.as_ref().is_some_and(Values::has_total);
    let steps = if is_listed { calculation_steps_beside_table } else { calculation_steps };
    for step in steps(composer, figure) {
        let said = composer.program_line(&step.said);
        details.push(Detail::with_label(composer, "annex-calculation", said));
        let notes = step.notes.iter();
        details.extend(notes.map(|note| Detail::without_label(composer.program_line(note))));
    }
    let note = figure.vanity.as_ref().map(|because| {
        let because = composer.plain_words(because);
        composer.program_line(
            &composer.format_sentence("annex-vanity", [("because", Value::from(because))]),
        )
    });
    AnnexEntry { table, note, ..AnnexEntry::of_evidence(Evidence::Figure(figure), term, details) }
}

/// The values of its chart, else the numbers that it is the sum of.
fn compose_table(composer: &mut Composer, figure: &Figure) -> Option<Values> {
    compose_value_table(composer, figure)
        .or_else(|| Some(Values::from_sum(composer, figure, &summed_parts(figure)?)))
}

/// The number as it may be published, what it covers, its period, and whether it is final.
fn compose_measure(composer: &mut Composer, figure: &Figure) -> Line {
    let number = composer.program_line(&composer.format_figure(figure));
    let perimeter = composer.line(&figure.scope, figure.language.as_ref());
    let period = composer.program_line(&composer.format_period(figure.period.value));
    let mut parts = vec![number, perimeter, period];
    let status = figure.status;
    parts.extend(
        status.map(|status| composer.program_line(&composer.choice_name("statuses", status.key()))),
    );
    composer.join_lines(parts)
}

/// How many answers it rests on, and the bounds within which it lies.
fn compose_base_and_bounds(composer: &mut Composer, figure: &Figure) -> Option<Line> {
    let base = figure.base.as_ref();
    let mut parts: Vec<Line> =
        base.map(|base| composer.program_line(&format_base(composer, base))).into_iter().collect();
    let uncertainty = figure.uncertainty.as_ref();
    parts.extend(uncertainty.and_then(|it| compose_uncertainty(composer, figure, it)));
    (!parts.is_empty()).then(|| composer.join_lines(parts))
}

/// The source. An address on the web becomes a link under words; any other stays as typed.
fn compose_source(composer: &Composer, from: &FigureSource) -> Line {
    let line = composer.program_line(&format_source(composer, from));
    match &from.url {
        Some(url) => {
            composer.join_lines(vec![line, Line::from_runs(vec![address_run(composer, url)])])
        }
        None => line,
    }
}

fn address_run(composer: &Composer, url: &Text) -> Run {
    let is_of_web = ["https://", "http://"].iter().any(|start| url.value.starts_with(start));
    if !is_of_web {
        return Run::Plain(url.value.clone());
    }
    Run::Link { link: url.value.clone(), runs: vec![Run::Plain(composer.word("read-online"))] }
}

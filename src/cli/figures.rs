//! `figures show`: how a figure's number came about, step by step; writes nothing.

use super::{Screen, decks_named};
use crate::deck::{Composer, calculation_steps};
use crate::error::{Error, Result};
use crate::finding::Message;
use crate::lint::{Depth, FindingScope};
use crate::narrative::Figure;
use crate::pipeline::Opened;
use crate::source::Span;
use crate::text::nearest;

/// The arguments of `figures`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    action: FiguresCommand,
}

/// The commands under `figures`.
#[derive(Debug, clap::Subcommand)]
enum FiguresCommand {
    /// Shows how figures came about.
    #[command(aliases = ["montrer", "voir"])]
    Show {
        /// Their ids; all figures of the project when none is named.
        ids: Vec<String>,
    },
}

/// Prints figures and their calculations; true when each of them has its number.
pub fn run(args: &Args, screen: &mut Screen) -> Result<bool> {
    let FiguresCommand::Show { ids } = &args.action;
    let (opened, decks) = decks_named(&[], screen)?;
    let figures = opened.project.decks.iter();
    let figures: Vec<&Figure> = figures.flat_map(|deck| &deck.narratives.figures).collect();
    // A figure that cannot be computed is known too: its reasons are printed below.
    let is_known = |id: &&String| {
        let mut refused = uncomputed_figures(&opened);
        figures.iter().any(|figure| figure.id.value == **id)
            || refused.any(|(known, _)| known == *id)
    };
    if let Some(id) = ids.iter().find(|id| !is_known(id)) {
        return Err(unknown_figure_error(id, &figures));
    }
    let shown = figures.iter().filter(|figure| is_asked(ids, &figure.id.value));
    let composer = Composer::new(screen.language());
    let told: Vec<String> = shown.map(|figure| format_figure(&composer, figure)).collect();
    if !told.is_empty() {
        screen.print_on_stdout(&told.join("\n\n"));
    }
    let refused = uncomputed_figures(&opened).filter(|(id, _)| is_asked(ids, id));
    let refused: Vec<Span> = refused.map(|(_, place)| place).collect();
    if !refused.is_empty() {
        print_uncomputed_reasons(&refused, &opened, &decks, screen);
    }
    Ok(refused.is_empty())
}

/// Whether an id is asked for: all are when none is named.
fn is_asked(ids: &[String], id: &str) -> bool {
    ids.is_empty() || ids.iter().any(|asked| asked == id)
}

/// Figures whose number could not be computed: their ids and where they stand.
fn uncomputed_figures(opened: &Opened) -> impl Iterator<Item = (&str, Span)> {
    let decks = opened.project.decks.iter();
    let figures = decks.flat_map(|deck| &deck.narratives.uncomputed);
    figures.map(|figure| (figure.id.as_str(), figure.span))
}

fn unknown_figure_error(id: &str, figures: &[&Figure]) -> Error {
    let error = Error::new(Message::new("no-such-figure").with("id", id));
    let known = figures.iter().map(|figure| figure.id.value.as_str());
    match nearest(id, known) {
        Some(near) => error.with_hint(Message::new("hint-nearest").with("value", near)),
        None => error.with_hint(Message::new("hint-figures-show")),
    }
}

/// One figure: what it is, its number, then the steps that lead there, or that it was typed.
fn format_figure(composer: &Composer, figure: &Figure) -> String {
    let number = composer.format_figure(figure);
    let period = composer.format_figure_period(figure);
    let perimeter = composer.plain_words(&figure.scope);
    let mut lines = vec![
        format!("{} ({})", composer.plain_words(&figure.label), figure.id.value),
        format!("  {number} · {period} · {perimeter}"),
    ];
    if figure.calculation.is_none() {
        lines.push(format!("  {}", composer.word("figure-typed")));
    }
    for step in calculation_steps(composer, figure) {
        lines.push(format!("  {}", step.said));
        let more = step.notes.iter().chain(&step.hashes).chain(&step.rows);
        lines.extend(more.map(|line| format!("    {line}")));
    }
    lines.join("\n")
}

/// Prints on standard error the findings inside figures that have no number.
fn print_uncomputed_reasons(refused: &[Span], opened: &Opened, decks: &[String], screen: &Screen) {
    let mut report = opened.report.clone();
    opened.finish_report(&FindingScope::for_decks(decks, Depth::Texts), &mut report);
    report.retain(|finding| {
        let span = finding.span;
        let holds = |whole: &Span| {
            whole.source == span.source && whole.start <= span.start && span.end <= whole.end
        };
        refused.iter().any(holds)
    });
    let last = screen.print_findings_for_people(&report, opened, true);
    last.iter().for_each(|sentence| screen.print_on_stderr(&screen.format_message(sentence)));
}

//! `check`: reads every narrative file of the project and says what to mend; writes nothing.

use std::path::PathBuf;

use super::{Format, Screen, decks_named};
use crate::error::Result;
use crate::finding::{Message, Severity};
use crate::lint::Depth;

/// What `check` takes.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Decks or projects; the project around here when none is named.
    decks: Vec<PathBuf>,
    /// How findings are written.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Checks; true when the policy finds nothing to fix.
pub fn run(args: &Args, screen: &mut Screen) -> Result<bool> {
    let (mut opened, decks) = decks_named(&args.decks, screen)?;
    if decks.is_empty() && opened.project.is_readable {
        return Err(super::no_decks(&mut opened, args.format, screen, false));
    }
    let reports = opened.each_deck(&decks, &|opened, mut built| {
        // The PDF standards refuse what the layout lets through.
        opened.pdf(&mut built)?;
        Ok(built.report)
    })?;
    let mut report = std::mem::take(&mut opened.report);
    for deck in reports.into_iter().flatten() {
        report.append(deck);
    }
    report.append(opened.rest(&decks)?);
    let fails = super::conclude(&opened, &decks, Depth::Layout, &mut report);
    screen.findings(&report, &opened.sources, args.format, false);
    if args.format == Format::Human {
        let count = |severity| {
            report
                .findings()
                .iter()
                .filter(|finding| finding.severity == severity)
                .count()
        };
        let message = Message::new("checked")
            .with("files", opened.sources.len())
            .with("errors", count(Severity::Error))
            .with("warnings", count(Severity::Warning))
            .with("infos", count(Severity::Info));
        screen.out(&screen.say(&message));
    }
    Ok(!fails)
}

//! `check`: reads every narrative file of the project and reports what to fix; writes nothing but what `--fix` fixes.

use std::path::PathBuf;

use super::chosen::Chosen;
use super::screen::{FindingForm, Format};
use super::{Screen, decks_named, fix};
use crate::deck::{BuildOptions, Output};
use crate::error::Result;
use crate::finding::{Message, Report, Rule, Severity};
use crate::lint::{self, Depth, FindingScope};
use crate::pipeline::{self, Opened, PlannedProject};

/// The arguments of `check`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Decks or projects; the project around here when none is named.
    decks: Vec<PathBuf>,
    #[command(flatten)]
    pub form: FindingForm,
    #[command(flatten)]
    chosen: Chosen,
    /// Fixes in the files what is safe to fix, then checks.
    #[arg(long, alias = "corriger")]
    fix: bool,
    /// Shows what `--fix` would change, and changes nothing.
    #[arg(long, conflicts_with = "fix")]
    diff: bool,
}

/// The papers that hold texts of their own: they are laid out too, to find what does not fit and what no font can draw.
const MEASURED: &[Output] = &[Output::Script, Output::Note];

/// The most slides that a check of the whole project lays out to see what fits: about four seconds of work. Beyond it
/// only the rules run, which is quick enough for each commit, and `build` lays out every slide anyway. Decks named on
/// the command line may have as many slides as `build` can lay out.
const MOST_SLIDES: usize = 200;

/// Checks; true when the policy finds nothing to fix.
pub fn run(args: &Args, screen: &mut Screen) -> Result<bool> {
    args.chosen.check_names()?;
    lint::prepare_word_lists();
    let (mut opened, mut decks) = decks_named(&args.decks, screen)?;
    if decks.is_empty() && opened.project.is_readable {
        return Err(super::no_decks(&opened, screen, false));
    }
    if args.diff || args.fix {
        let fixed = fix::find_fixes(&opened, &decks);
        if args.diff {
            let (patch, untold) = fix::compose_diff(&opened, &fixed);
            untold.iter().for_each(|file| screen.print_on_stderr(&screen.format_message(file)));
            screen.print_sanitised(patch.strip_suffix('\n').unwrap_or(&patch), false);
            return Ok(fixed.is_empty());
        }
        let told = fix::apply_fixes(&opened, &fixed)?;
        screen.print_on_stderr(&screen.format_message(&told));
        // Read again, so that spans and findings belong to the new texts.
        (opened, decks) = decks_named(&args.decks, screen)?;
    }
    let planned = opened.plan(BuildOptions::default());
    let slides = planned.count_slides(&decks);
    let (most, unlaid) = if args.decks.is_empty() {
        (MOST_SLIDES, "not-laid-out")
    } else {
        (pipeline::MOST_SLIDES, "named-not-laid-out")
    };
    let depth = if slides > most { Depth::Texts } else { Depth::Layout };
    let (mut report, portraits) = match depth {
        Depth::Texts => (planned.check_content(), Vec::new()),
        Depth::Layout => laid_out(&opened, &planned, &decks)?,
    };
    let is_chosen = |rule: &Rule| args.chosen.is_chosen_rule(rule);
    opened.finish_report(
        &FindingScope { is_chosen: &is_chosen, ..FindingScope::for_decks(&decks, depth) },
        &mut report,
    );
    let policy = &opened.project.settings.policy;
    let fails = args.chosen.fail_on().unwrap_or(policy.fail_on).is_failure(&report);
    let last = screen.print_findings(&report, &opened, false);
    if screen.form.format == Format::Human {
        let count = |severity| {
            report.findings().iter().filter(|finding| finding.severity == severity).count()
        };
        let message = Message::new("checked")
            .with("files", opened.sources.len())
            .with("errors", count(Severity::Error))
            .with("warnings", count(Severity::Warning))
            .with("infos", count(Severity::Info));
        let unlaid = Message::new(unlaid).with("slides", slides).with("most", most);
        let unlaid = (depth == Depth::Texts).then_some(&unlaid);
        // What decks are made of matters once they can be read.
        let portraits = portraits.iter().filter(|_| last.is_none() || !report.blocks_since(0));
        let sentences = portraits.chain([&message]).chain(unlaid).chain(&last);
        sentences.for_each(|sentence| screen.print_on_stdout(&screen.format_message(sentence)));
    }
    Ok(!fails)
}

/// Lays out the pages of these decks. Returns what is found, and a sentence for each deck that says what it is made of.
fn laid_out(
    opened: &Opened,
    planned: &PlannedProject,
    decks: &[String],
) -> Result<(Report, Vec<Message>)> {
    let (told, mut report) = planned.each_deck(decks, MEASURED, &|_, mut built| {
        // The PDF is made too: its standards refuse what the layout accepts, and the
        // proof reads what a reader can get out of it.
        opened.print_and_prove(&mut built, Output::Slides)?;
        let portrait = built.deck.portrait.summary_message(&built.deck.path);
        Ok((portrait, built.report))
    })?;
    let mut portraits = Vec::new();
    for (portrait, found) in told.into_iter().flatten() {
        portraits.push(portrait);
        report.append(found);
    }
    report.append(planned.lay_out_unshown(decks)?);
    Ok((report, portraits))
}

//! A project whose decks are planned: they are built from it, many at once, each within limits.

use std::sync::LazyLock;
use std::thread;

use super::{Built, Opened};
use crate::deck::{DeckPlan, Output, ShownItems, plan_unshown};
use crate::error::{Error, Result};
use crate::finding::{Message, Report};
use crate::parallel::{in_parallel, start_thread};
use crate::photos::{self, Gallery};
use crate::typeset;
use crate::watch::{self, Work};

/// The most slides of a deck that is laid out: each takes about 4 MB, so that two decks at once stay within 5 GB.
pub const MOST_SLIDES: usize = 500;

/// How many decks ago a piece of layout may have been used and still be kept: decks share little.
const KEPT: usize = 2;

/// A project, and the slides of each of its decks.
pub struct PlannedProject<'a> {
    pub(super) opened: &'a Opened,
    /// The decks whose own file can be read, in the order of their paths.
    pub(super) plans: Vec<DeckPlan<'a>>,
    /// What reading and planning said.
    pub(super) report: Report,
}

/// What is said of a whole project before its pages are laid out; whoever asks waits until it is known.
pub type ProjectReport<'a> = LazyLock<Report, Box<dyn FnOnce() -> Report + Send + 'a>>;

impl PlannedProject<'_> {
    /// Builds decks with some papers, in parallel, and does some work with each at once, so that the pages of many decks need
    /// not be held together. What is said of the whole project is found while pages are laid out, which takes one core most
    /// of the time, and returned; the work waits for it when it asks.
    ///
    /// A deck with a file that cannot be read as a narrative gives `None`; so do all when the project's settings
    /// or its own templates cannot be used.
    pub fn each_deck<T: Send>(
        &self,
        paths: &[String],
        papers: &[Output],
        work: &(dyn Fn(&ProjectReport, Built) -> Result<T> + Sync),
    ) -> Result<(Vec<Option<T>>, Report)> {
        // Before any deck: what raw messages take is not held against one.
        self.opened.proof_texts();
        let said = ProjectReport::new(Box::new(|| self.check_content()));
        let build = |path: &String| {
            let Some(plan) = self.usable_plan(path).filter(|_| !watch::passes_over(path)) else {
                return Ok(None);
            };
            let worked = self.within_limits(plan, || work(&said, self.build_deck(plan, papers)?));
            // The engine keeps what it laid out, for documents that are laid out again. Decks share little, and a hundred
            // would fill the memory.
            if paths.len() > 1 {
                typeset::evict_unused_layout(KEPT);
            }
            worked.map(Some)
        };
        let most = self.plans.iter().map(|plan| plan.slides.len()).max();
        let at_once = thread::available_parallelism().map_or(1, usize::from);
        // As if the longest deck were on every core at once.
        watch::allow_memory(most.unwrap_or(0).min(MOST_SLIDES) * at_once.min(paths.len()));
        let done = thread::scope(|scope| {
            // Without a thread to spare it is found once it is asked for.
            start_thread(scope, || {
                LazyLock::force(&said);
            });
            in_parallel(paths, build)
        });
        // Forces it where no work asked, when every deck gave `None`.
        let report = Report::clone(&said);
        done.into_iter().collect::<Result<_>>().map(|done| (done, report))
    }

    /// What the layout says of what somebody wrote in these decks and no slide of the project shows.
    pub fn lay_out_unshown(&self, paths: &[String]) -> Result<Report> {
        let mut report = Report::default();
        let shown: Vec<_> =
            self.plans.iter().map(|plan| ShownItems::from_slides(&plan.slides)).collect();
        let unshown = paths.iter().filter_map(|path| self.usable_plan(path)).map(|plan| DeckPlan {
            slides: plan_unshown(plan, &shown),
            held_back: Vec::new(),
            elsewhere: Vec::new(),
            ..*plan
        });
        let unshown: Vec<DeckPlan> = unshown.filter(|plan| !plan.slides.is_empty()).collect();
        let found = in_parallel(&unshown, |plan| {
            if watch::passes_over(&plan.folder.path) {
                return Ok(Report::default());
            }
            self.within_limits(plan, || self.build_deck(plan, &[]).map(|built| built.report))
        });
        for found in found {
            report.append(found?);
        }
        Ok(report)
    }

    /// How many slides these decks have before long ones are parted, with those that what is not shown would take.
    pub fn count_slides(&self, paths: &[String]) -> usize {
        let shown: Vec<_> =
            self.plans.iter().map(|plan| ShownItems::from_slides(&plan.slides)).collect();
        let wanted = self.plans.iter().filter(|plan| paths.contains(&plan.folder.path));
        wanted.map(|plan| plan.slides.len() + plan_unshown(plan, &shown).len()).sum()
    }

    /// The plan of a deck whose files can be read, in a project whose settings and templates can be used.
    fn usable_plan(&self, path: &str) -> Option<&DeckPlan<'_>> {
        let is_usable = self.opened.project.is_readable && self.opened.templates.is_usable;
        let mut plans = self.plans.iter();
        let plan = plans.find(|plan| plan.folder.path == path && plan.folder.is_readable);
        plan.filter(|_| is_usable)
    }

    /// Does work that lays out a deck, which what the project brings may crash.
    fn within_limits<T>(&self, plan: &DeckPlan, work: impl FnOnce() -> T) -> T {
        let suspects =
            || Work { deck: Some(plan.folder.path.clone()), suspects: self.suspect_files(plan) };
        watch::run_step(watch::seconds_for_slides(plan.slides.len()), suspects, work)
    }

    /// What a deck shows that runs in the layout engine: the project's own slides and theme, and drawings.
    fn suspect_files(&self, plan: &DeckPlan) -> Vec<String> {
        let Opened { project, templates, sources, .. } = self.opened;
        let customs = plan.folder.customs.values();
        let mut customs: Vec<String> = customs.map(|file| file.path.clone()).collect();
        customs.sort();
        let pictures = plan.wanted_pictures(&project.settings);
        let drawings = pictures
            .filter_map(|wanted| photos::picture_path(&project.tree, &plan.folder.path, wanted))
            .filter(|path| path.to_lowercase().ends_with(".svg"));
        customs.into_iter().chain(drawings).chain(templates.own_paths(sources)).collect()
    }

    /// The pictures of a deck, drawn anew.
    pub(super) fn prepare_gallery(&self, plan: &DeckPlan, report: &mut Report) -> Gallery {
        let Opened { project, cache, .. } = self.opened;
        let (tree, folder) = (&project.tree, &plan.folder.path);
        let wanted: Vec<_> = plan.wanted_pictures(&project.settings).collect();
        let prepared = in_parallel(&wanted, |wanted| {
            let prepare = || photos::prepare_picture(tree, folder, *wanted, cache.as_ref());
            let prepared = match photos::picture_path(tree, folder, *wanted) {
                Some(path) => watch::with_file(&path, prepare),
                None => prepare(),
            };
            (*wanted, prepared)
        });
        Gallery::of_prepared(prepared, report)
    }
}

/// Stops at a deck that is longer than what is laid out.
pub(super) fn check_length(plan: &DeckPlan) -> Result<()> {
    if plan.slides.len() <= MOST_SLIDES {
        return Ok(());
    }
    let message = Message::new("too-many-slides")
        .with("deck", plan.folder.path.as_str())
        .with("slides", plan.slides.len())
        .with("most", MOST_SLIDES);
    Err(Error::new(message).with_hint(Message::new("hint-too-many-slides")))
}

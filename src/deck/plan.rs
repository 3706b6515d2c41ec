//! The running order, resolved: which slides a deck shows, in which order, with what on them.

mod asks;
mod default_order;
mod ends;
mod follow_up;
mod stories;

use std::collections::HashSet;

use self::stories::{LeftOut, SlideRoom};
use super::BuildOptions;
use super::held_back::{GatedItem, HeldBack, without_repeats};
use super::index::Index;
pub use super::planned::{Planned, Shows};
use super::references::{find_entry, find_figure, known_figures, report_dangling_ids};
use super::slides::{
    self, FollowedUp, PlannedChapter, PlannedDecision, PlannedDoubts, PlannedFigure,
    PlannedFollowUp, PlannedSignal, PlannedSpending, ShownKind, shown_kinds,
};
use crate::finding::rules::{DANGLING_REFERENCE, NOT_SHOWN, UNKNOWN_VALUE};
use crate::finding::{Finding, Message, Report};
use crate::narrative::{
    Audience, Chapter, Decision, DeckFile, Figure, Options, Photo, RunningOrderEntry, Signal,
    SlideKind, Status, Voice, entry_hint,
};
use crate::photos::WantedPhoto;
use crate::project::{DeckFolder, Project, Settings, Theme};
use crate::schema::Text;
use crate::source::{Span, Spanned};

/// The slides of a deck for an audience, in order, and what that audience is not shown.
#[derive(Debug)]
pub struct DeckPlan<'a> {
    /// The folder of the deck, with what its files hold.
    pub folder: &'a DeckFolder,
    /// Its own file.
    pub file: &'a DeckFile,
    /// For whom it is planned.
    pub audience: Audience,
    /// The type it is set in.
    pub theme: Theme,
    /// Whether it is taken for final.
    pub status: Status,
    /// What is shown.
    pub slides: Vec<Planned<'a>>,
    /// What the running order or a story asks to show and may not, each thing once.
    pub held_back: Vec<HeldBack<'a>>,
    /// Slides for other audiences, with what is said during them.
    pub elsewhere: Vec<Planned<'a>>,
}

impl<'a> DeckPlan<'a> {
    /// The pictures that its slides ask for.
    pub fn wanted_pictures(&self, settings: &'a Settings) -> impl Iterator<Item = WantedPhoto<'a>> {
        let slides = self.slides.iter();
        slides.flat_map(|planned| planned.wanted_pictures(settings, self.theme))
    }

    /// Whether a photo may be shown.
    pub fn lets_through(&self, photo: &Photo) -> bool {
        let barriers = GatedItem::Photo(photo).barriers(self.audience, self.file);
        barriers.is_empty()
    }
}

/// The slides of a deck, in order.
pub fn plan<'a>(
    project: &'a Project,
    folder: &'a DeckFolder,
    file: &'a DeckFile,
    options: BuildOptions,
    index: &Index<'a>,
    report: &mut Report,
) -> DeckPlan<'a> {
    let theme = options.theme_for(&project.settings);
    let audience = options.audience_for(file);
    let mut planner = Planner {
        project,
        folder,
        file,
        index,
        report,
        audience,
        planned: Vec::new(),
        held_back: Vec::new(),
        elsewhere: Vec::new(),
        is_aside: false,
        chapter: None,
        own_slides: HashSet::new(),
        followed_up: Vec::new(),
        has_acronyms: !project.settings.acronyms.is_empty(),
        room: SlideRoom::for_theme(theme),
        left_out: Vec::new(),
    };
    planner.report_dangling_references();
    // Either order may show them, and looking for them tells findings: so it is done once, before.
    planner.followed_up = planner.follow_up(project);
    match &file.order {
        Some(entries) => planner.plan_running_order(entries),
        None => planner.by_default(),
    }
    planner.drop_empty_agendas();
    planner.settle_asks();
    planner.report_left_out();
    DeckPlan {
        folder,
        file,
        audience,
        theme,
        status: options.status_for(file),
        slides: slides::without_short_chapters(planner.planned),
        held_back: without_repeats(planner.held_back),
        elsewhere: planner.elsewhere,
    }
}

/// The plan of a deck while it is made.
pub(super) struct Planner<'a, 'b> {
    project: &'a Project,
    pub(super) folder: &'a DeckFolder,
    file: &'a DeckFile,
    pub(super) index: &'b Index<'a>,
    pub(super) report: &'b mut Report,
    audience: Audience,
    planned: Vec<Planned<'a>>,
    held_back: Vec<HeldBack<'a>>,
    elsewhere: Vec<Planned<'a>>,
    /// Whether what is being planned is for other audiences.
    is_aside: bool,
    /// The chapter whose own slides are being added.
    chapter: Option<&'a Text>,
    /// Figures that have a slide of their own, and so do not stand small beside a story.
    own_slides: HashSet<&'a str>,
    followed_up: Vec<FollowedUp<'a>>,
    has_acronyms: bool,
    room: SlideRoom,
    /// What stories use and had no room for.
    left_out: Vec<LeftOut<'a>>,
}

impl<'a> Planner<'a, '_> {
    pub(super) fn add_slide(&mut self, shows: Shows<'a>, options: &Options, origin: Span) {
        self.planned.push(Planned {
            shows,
            chapter: self.chapter,
            opens: None,
            options: options.clone(),
            origin,
            beside: None,
        });
    }

    /// A figure on a slide of its own.
    pub(super) fn add_figure_slide(&mut self, figure: &'a Figure, options: &Options, origin: Span) {
        self.add_slide(Shows::Figure(PlannedFigure { figure }), options, origin);
    }

    /// Plans slides for other audiences: they are not shown, and nothing in them is held back.
    fn plan_for_others(&mut self, plan: impl FnOnce(&mut Self)) {
        // The slides so far are put away, so that what `plan` adds can be told apart, and come back behind it. Calls may be
        // inside one another, which is why the old value of `is_aside` is kept.
        let shown = std::mem::take(&mut self.planned);
        let was_aside = std::mem::replace(&mut self.is_aside, true);
        plan(self);
        self.is_aside = was_aside;
        let aside = std::mem::replace(&mut self.planned, shown);
        self.elsewhere.extend(aside);
    }

    /// Whether something that was asked for may be shown; it is held back otherwise.
    pub(super) fn may_show(&mut self, what: GatedItem<'a>, asked: Span) -> bool {
        let barriers = what.barriers(self.audience, self.file);
        // What is planned for others is not asked for this audience, so nothing of it is held back.
        if barriers.is_empty() || self.is_aside {
            return true;
        }
        self.held_back.push(HeldBack { what, barriers, asked });
        false
    }

    /// How much has been kept from the audience so far.
    fn kept_back_count(&self) -> usize {
        self.held_back.len() + self.elsewhere.len()
    }

    fn plan_running_order(&mut self, entries: &'a [RunningOrderEntry]) {
        // Needed before the first story: a figure that has a slide further down does not stand beside the story.
        self.own_slides = self.figures_named(entries).into_iter().collect();
        self.plan_entries(entries);
    }

    /// The figures that get slides of their own for this deck's audience.
    fn figures_named(&self, entries: &'a [RunningOrderEntry]) -> Vec<&'a str> {
        let mut ids = Vec::new();
        for entry in entries.iter().filter(|entry| self.audience.is_among(&entry.options.audience))
        {
            match &entry.kind {
                SlideKind::Figure(id) if self.index.figures.contains_key(id.value.as_str()) => {
                    ids.push(id.value.as_str());
                }
                SlideKind::Chapter(chapter) => ids.extend(self.figures_named(&chapter.slides)),
                _ => {}
            }
        }
        ids
    }

    /// Tells what stories and signals name and nobody wrote, whether they are shown or not.
    fn report_dangling_references(&mut self) {
        let narratives = &self.folder.narratives;
        for story in &narratives.stories {
            report_dangling_ids(&self.index.voices, &story.voices, "voice", self.report);
            known_figures(self.index, &story.figures, self.report);
        }
        for signal in &narratives.signals {
            report_dangling_ids(&self.index.voices, &signal.voices, "voice", self.report);
            report_dangling_ids(&self.index.signals, &signal.earlier, "signal", self.report);
            let observatory = signal.observatory.iter();
            let figures = observatory.filter_map(|observatory| observatory.figure.as_ref());
            known_figures(self.index, figures, self.report);
        }
    }

    fn plan_entries(&mut self, entries: &'a [RunningOrderEntry]) {
        for entry in entries {
            if self.audience.is_among(&entry.options.audience) {
                self.plan_checked_entry(entry);
            } else {
                self.plan_for_others(|planner| planner.plan_checked_entry(entry));
            }
        }
    }

    fn plan_checked_entry(&mut self, entry: &'a RunningOrderEntry) {
        // Counted before and after: an entry that made no slide, told nothing and held nothing back would vanish in silence.
        let (before, told, kept) = (self.planned.len(), self.report.len(), self.kept_back_count());
        self.plan_entry(entry);
        // Slides of entries inside a chapter have places of their own, and keep what is said with them.
        let slides = self.planned[before..].iter_mut();
        // What is said goes with the first of the slides an entry makes.
        for later in slides.filter(|slide| slide.origin == entry.span).skip(1) {
            (later.options.notes, later.options.minutes) = (None, None);
        }
        let is_told = self.report.len() > told || self.is_told_elsewhere(&entry.kind);
        let is_kept = self.is_aside || self.kept_back_count() > kept;
        if self.planned.len() == before && !is_told && !is_kept {
            self.report.push(Finding::new(&NOT_SHOWN, entry.span, Message::new("nothing-to-show")));
        }
    }

    /// Whether something an entry asks for has been told to be missing: a file when it was looked for, a number when it was computed.
    fn is_told_elsewhere(&self, kind: &SlideKind) -> bool {
        match kind {
            SlideKind::Custom(_) => true,
            SlideKind::Figure(id) => self.index.uncomputed.contains(id.value.as_str()),
            _ => false,
        }
    }

    /// A sentence and the slides it opens. One whose slides are all kept from the audience goes with them.
    pub(super) fn plan_chapter(&mut self, chapter: &'a Chapter, options: &Options, origin: Span) {
        let (opening, kept) = (self.planned.len(), self.kept_back_count());
        let above = self.chapter;
        // A chapter that holds no slides contains nothing: slides go on to belong to the chapter around it, if there is one.
        self.chapter = Some(&chapter.title).filter(|_| !chapter.slides.is_empty()).or(above);
        let shows = Shows::Chapter(PlannedChapter { title: &chapter.title });
        self.add_slide(shows, options, origin);
        self.plan_entries(&chapter.slides);
        self.chapter = above;
        // Only its title is left, and something was kept back: a lone title would show that there is something to hide.
        if self.planned.len() == opening + 1 && self.kept_back_count() > kept {
            self.elsewhere.extend(self.planned.pop());
        }
    }

    pub(super) fn plan_signal(&mut self, signal: &'a Signal, options: &Options, origin: Span) {
        let figure =
            signal.observatory.as_ref().and_then(|observatory| observatory.figure.as_ref());
        let figure = figure.and_then(|id| find_figure(self.index, id, self.report));
        // The voices of a signal are its evidence: they speak on their own slides, but they must exist.
        report_dangling_ids(&self.index.voices, &signal.voices, "voice", self.report);
        self.add_slide(Shows::Signal(PlannedSignal { signal, figure }), options, origin);
    }

    fn plan_signals(&mut self, options: &Options, origin: Span) {
        let signals = self.folder.narratives.signals.iter();
        signals.for_each(|signal| self.plan_signal(signal, options, origin));
    }

    fn plan_decisions(&mut self, options: &Options, origin: Span) {
        self.asked_decisions().for_each(|decision| self.plan_decision(decision, options, origin));
    }

    /// Tells an entry that names nothing, or several things.
    fn report_unclear_entry(&mut self, place: Span) {
        let finding = Finding::new(&UNKNOWN_VALUE, place, Message::new("unclear-entry"));
        self.report.push(finding.with_hint(entry_hint()));
    }

    fn asked_decisions(&self) -> impl Iterator<Item = &'a Decision> + use<'a> {
        self.folder.narratives.decisions.iter().filter(|decision| !decision.is_followed_up())
    }

    pub(super) fn plan_decision(
        &mut self,
        decision: &'a Decision,
        options: &Options,
        origin: Span,
    ) {
        match &decision.ask {
            Some(ask) => {
                let shows = Shows::Decision(PlannedDecision { decision, ask });
                self.add_slide(shows, options, origin);
            }
            None => {
                let message =
                    Message::new("decision-without-ask").with("id", decision.id.value.as_str());
                let finding = Finding::new(&DANGLING_REFERENCE, decision.id.span, message)
                    .with_hint(Message::new("hint-decision-without-ask"));
                self.report.push(finding);
            }
        }
    }

    pub(super) fn add_follow_up(&mut self, options: &Options, origin: Span) {
        if !self.followed_up.is_empty() {
            let shows = Shows::FollowUp(PlannedFollowUp { decisions: self.followed_up.clone() });
            self.add_slide(shows, options, origin);
        }
    }

    pub(super) fn add_doubts(&mut self, options: &Options, origin: Span) {
        let doubts = self.folder.narratives.doubts.as_slice();
        if !doubts.is_empty() {
            self.add_slide(Shows::Doubts(PlannedDoubts { doubts }), options, origin);
        }
    }

    pub(super) fn add_spending(&mut self, options: &Options, origin: Span) {
        let spending = self.folder.narratives.spending.as_slice();
        if !spending.is_empty() {
            self.add_slide(Shows::Spending(PlannedSpending { spending }), options, origin);
        }
    }

    /// The voices of some ids that may be quoted to this audience.
    pub(super) fn find_voices(&mut self, ids: &[Spanned<String>]) -> Vec<&'a Voice> {
        let mut voices = Vec::new();
        for id in ids {
            if let Some(voice) = find_entry(&self.index.voices, id, "voice", self.report)
                && self.may_show(GatedItem::Voice(voice), id.span)
            {
                voices.push(voice);
            }
        }
        voices
    }

    fn find_figures(&mut self, ids: &[Spanned<String>]) -> Vec<&'a Figure> {
        ids.iter().filter_map(|id| find_figure(self.index, id, self.report)).collect()
    }
}

macro_rules! declare_planning {
    (
        keyed {$(
            $(#[$keyed_doc:meta])*
            $keyed:ident $keyed_name:literal $keyed_planned:ident$(<$keyed_life:lifetime>)? => $keyed_slide:ty;
        )*}
        bare {$(
            $(#[$bare_doc:meta])*
            $bare:ident $bare_name:literal $bare_planned:ident$(<$bare_life:lifetime>)? => $bare_slide:ty;
        )*}
    ) => {
        impl<'a> Planner<'a, '_> {
            /// The slides of the kind that an entry asks for. Two kinds are words for many slides of another.
            fn plan_entry(&mut self, entry: &'a RunningOrderEntry) {
                let (options, origin) = (&entry.options, entry.span);
                // What each kind takes is compared with what its entry holds by the compiler: a row that is missing here or
                // in `narrative` is an arm too few or too many.
                match &entry.kind {
                    $(SlideKind::$keyed(written) => {
                        slides::$keyed_planned::plan_entry(self, written, options, origin);
                    })*
                    $(SlideKind::$bare => {
                        slides::$bare_planned::plan_entry(self, &(), options, origin);
                    })*
                    SlideKind::Signals => self.plan_signals(options, origin),
                    SlideKind::Decisions => self.plan_decisions(options, origin),
                    SlideKind::Unclear => self.report_unclear_entry(origin),
                }
            }
        }
    };
}

shown_kinds!(declare_planning);

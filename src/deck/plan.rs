//! The running order, resolved: which slides a deck shows, in which order, with what on them.

mod default_order;
mod follow_up;

use std::collections::HashSet;

use super::BuildOptions;
use super::held_back::{GatedItem, HeldBack, without_repeats};
use super::index::Index;
pub use super::planned::{Planned, Shows};
use super::references::{find_entry, find_figure, known_figures, report_dangling_ids};
use super::slides::FollowedUp;
use crate::finding::rules::{DANGLING_REFERENCE, NOT_SHOWN, UNKNOWN_VALUE};
use crate::finding::{Finding, Message, Report};
use crate::narrative::{
    Audience, Decision, DeckFile, Figure, Options, Photo, RunningOrderEntry, Signal, SlideKind,
    Status, Story, Voice,
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
        self.slides.iter().filter_map(|planned| planned.wanted_picture(settings, self.theme))
    }

    /// Whether a photo may be shown.
    pub fn lets_through(&self, photo: &Photo) -> bool {
        let barriers = GatedItem::Photo(photo).barriers(self.audience, self.file);
        barriers.is_empty()
    }
}

/// How much the slides of a theme hold.
struct SlideRoom {
    /// Beside a story: a photo, a voice or a figure takes one place, a voice with its translation two.
    beside: usize,
    /// Voices on one slide.
    voices: usize,
}

impl SlideRoom {
    /// The room of a theme. In large type a story stands alone; its voices and figures have slides of their own.
    fn for_theme(theme: Theme) -> Self {
        match theme {
            Theme::Default => Self { beside: 2, voices: 4 },
            Theme::Large => Self { beside: 0, voices: 2 },
        }
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
    };
    planner.report_dangling_references();
    // Either order may show them, and looking for them tells findings: so it is done once, before.
    planner.followed_up = planner.follow_up(project);
    match &file.order {
        Some(entries) => planner.plan_running_order(entries),
        None => planner.by_default(),
    }
    DeckPlan {
        folder,
        file,
        audience,
        theme,
        status: options.status_for(file),
        slides: planner.planned,
        held_back: without_repeats(planner.held_back),
        elsewhere: planner.elsewhere,
    }
}

struct Planner<'a, 'b> {
    project: &'a Project,
    folder: &'a DeckFolder,
    file: &'a DeckFile,
    index: &'b Index<'a>,
    report: &'b mut Report,
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
}

impl<'a> Planner<'a, '_> {
    fn add_slide(&mut self, shows: Shows<'a>, options: &Options, origin: Span) {
        self.planned.push(Planned {
            shows,
            chapter: self.chapter,
            options: options.clone(),
            origin,
            beside: None,
        });
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
    fn may_show(&mut self, what: GatedItem<'a>, asked: Span) -> bool {
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
                SlideKind::Chapter(_, slides) => ids.extend(self.figures_named(slides)),
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

    fn plan_entry(&mut self, entry: &'a RunningOrderEntry) {
        let (options, origin) = (&entry.options, entry.span);
        match &entry.kind {
            SlideKind::Cover => self.add_slide(Shows::Cover, options, origin),
            SlideKind::FollowUp => self.add_follow_up(options, origin),
            SlideKind::Chapter(title, slides) => self.plan_chapter(title, slides, options, origin),
            SlideKind::Story(id) => {
                if let Some(story) = find_entry(&self.index.stories, id, "story", self.report) {
                    self.plan_story(story, options, origin);
                }
            }
            SlideKind::Voices(ids) => {
                let voices = self.find_voices(ids);
                self.voice_slides(voices, options, origin);
            }
            SlideKind::Figure(id) => {
                if let Some(figure) = find_figure(self.index, id, self.report) {
                    self.add_slide(Shows::Figure(figure), options, origin);
                }
            }
            SlideKind::Photo(photo) => {
                if self.may_show(GatedItem::Photo(photo), photo.span) {
                    self.add_slide(Shows::Photo(photo), options, origin);
                }
            }
            SlideKind::Statement(sentence) => {
                self.add_slide(Shows::Statement(sentence), options, origin);
            }
            SlideKind::Timeline(timeline) if timeline.events.is_empty() => {}
            SlideKind::Timeline(timeline) => {
                self.add_slide(Shows::Timeline(timeline), options, origin);
            }
            SlideKind::Table(table) if table.rows.is_empty() => {}
            SlideKind::Table(table) => self.add_slide(Shows::Table(table), options, origin),
            SlideKind::Custom(named) => {
                if let Some(file) = self.folder.customs.get(&named.span) {
                    self.add_slide(Shows::Custom(named, file), options, origin);
                }
            }
            SlideKind::Signal(id) => {
                if let Some(signal) = find_entry(&self.index.signals, id, "signal", self.report) {
                    self.plan_signal(signal, options, origin);
                }
            }
            SlideKind::Signals => self
                .folder
                .narratives
                .signals
                .iter()
                .for_each(|signal| self.plan_signal(signal, options, origin)),
            SlideKind::Doubts => self.add_doubts(options, origin),
            SlideKind::Spending => self.add_spending(options, origin),
            SlideKind::Decision(id) => {
                if let Some(decision) =
                    find_entry(&self.index.decisions, id, "decision", self.report)
                {
                    self.plan_decision(decision, options, origin);
                }
            }
            SlideKind::Decisions => self
                .asked_decisions()
                .for_each(|decision| self.plan_decision(decision, options, origin)),
            SlideKind::Annex if self.has_sources() => self.add_slide(Shows::Annex, options, origin),
            SlideKind::Annex => {}
            SlideKind::Unclear => {
                let finding =
                    Finding::new(&UNKNOWN_VALUE, entry.span, Message::new("unclear-entry"))
                        .with_hint(Message::new("hint-entry"));
                self.report.push(finding);
            }
        }
    }

    /// A sentence and the slides it opens. One whose slides are all kept from the audience goes with them.
    fn plan_chapter(
        &mut self,
        title: &'a Text,
        slides: &'a [RunningOrderEntry],
        options: &Options,
        origin: Span,
    ) {
        let (opening, kept) = (self.planned.len(), self.kept_back_count());
        let above = self.chapter;
        // A chapter that holds no slides contains nothing: slides go on to belong to the chapter around it, if there is one.
        self.chapter = Some(title).filter(|_| !slides.is_empty()).or(above);
        self.add_slide(Shows::Chapter(title), options, origin);
        self.plan_entries(slides);
        self.chapter = above;
        // Only its title is left, and something was kept back: a lone title would show that there is something to hide.
        if self.planned.len() == opening + 1 && self.kept_back_count() > kept {
            self.elsewhere.extend(self.planned.pop());
        }
    }

    /// A story, among the slides for other audiences if it is for them.
    fn plan_story(&mut self, story: &'a Story, options: &Options, origin: Span) {
        if self.audience.is_among(&story.audience) {
            self.add_story_slides(story, options, origin);
        } else {
            self.plan_for_others(|planner| planner.add_story_slides(story, options, origin));
        }
    }

    /// A story with a photo and a voice or two voices beside it; the voices left over follow on slides of their own.
    fn add_story_slides(&mut self, story: &'a Story, options: &Options, origin: Span) {
        let mut voices = self.find_voices(&story.voices);
        let photo = story.photo.as_ref();
        let photo = photo.filter(|photo| self.may_show(GatedItem::Photo(photo), photo.span));
        let photos = usize::from(photo.is_some());
        let room = self.room.beside.saturating_sub(photos);
        let (beside, taken) = count_voices_beside(&voices, room);
        let rest = voices.split_off(beside);
        let mut figures = self.find_figures(&story.figures);
        figures.retain(|figure| !self.own_slides.contains(figure.id.value.as_str()));
        // `taken` is at most `room`, so this does not go below zero.
        let more = figures.split_off(figures.len().min(room - taken));
        self.add_slide(Shows::Story(story, voices, figures), options, origin);
        if let Some(slide) = self.planned.last_mut() {
            slide.beside = photo;
        }
        self.voice_slides(rest, &Options::default(), origin);
        for figure in more {
            self.add_slide(Shows::Figure(figure), &Options::default(), origin);
        }
    }

    /// Slides of as many voices as they hold, as even as can be.
    fn voice_slides(&mut self, voices: Vec<&'a Voice>, options: &Options, origin: Span) {
        if voices.is_empty() {
            return;
        }
        // Five voices on slides of four make three and two, not four and one.
        let slides = voices.len().div_ceil(self.room.voices);
        for chunk in voices.chunks(voices.len().div_ceil(slides)) {
            self.add_slide(Shows::Voices(chunk.to_vec()), options, origin);
        }
    }

    fn plan_signal(&mut self, signal: &'a Signal, options: &Options, origin: Span) {
        let figure =
            signal.observatory.as_ref().and_then(|observatory| observatory.figure.as_ref());
        let figure = figure.and_then(|id| find_figure(self.index, id, self.report));
        // The voices of a signal are its evidence: they speak on their own slides, but they must exist.
        report_dangling_ids(&self.index.voices, &signal.voices, "voice", self.report);
        self.add_slide(Shows::Signal(signal, figure), options, origin);
    }

    fn asked_decisions(&self) -> impl Iterator<Item = &'a Decision> + use<'a> {
        self.folder.narratives.decisions.iter().filter(|decision| !decision.is_followed_up())
    }

    fn plan_decision(&mut self, decision: &'a Decision, options: &Options, origin: Span) {
        match &decision.ask {
            Some(ask) => self.add_slide(Shows::Decision(decision, ask), options, origin),
            None => {
                let message =
                    Message::new("decision-without-ask").with("id", decision.id.value.as_str());
                let finding = Finding::new(&DANGLING_REFERENCE, decision.id.span, message)
                    .with_hint(Message::new("hint-decision-without-ask"));
                self.report.push(finding);
            }
        }
    }

    fn add_follow_up(&mut self, options: &Options, origin: Span) {
        if !self.followed_up.is_empty() {
            self.add_slide(Shows::FollowUp(self.followed_up.clone()), options, origin);
        }
    }

    fn add_doubts(&mut self, options: &Options, origin: Span) {
        if !self.folder.narratives.doubts.is_empty() {
            self.add_slide(Shows::Doubts, options, origin);
        }
    }

    fn add_spending(&mut self, options: &Options, origin: Span) {
        if !self.folder.narratives.spending.is_empty() {
            self.add_slide(Shows::Spending, options, origin);
        }
    }

    /// The voices of some ids that may be quoted to this audience.
    fn find_voices(&mut self, ids: &[Spanned<String>]) -> Vec<&'a Voice> {
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

/// How many of some voices stand beside a story, and how many of the places left they take.
fn count_voices_beside(voices: &[&Voice], room: usize) -> (usize, usize) {
    let mut taken = 0;
    // Voices keep their order: where one does not fit, a shorter one behind it does not take its place.
    for (count, voice) in voices.iter().enumerate() {
        let places = if voice.translation.is_some() { 2 } else { 1 };
        if taken + places > room {
            return (count, taken);
        }
        taken += places;
    }
    (voices.len(), taken)
}

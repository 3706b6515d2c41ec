//! The running order, resolved: which slides a deck shows, in which order, with what on them.

mod default_order;
mod follow_up;

use std::collections::HashSet;

use super::BuildOptions;
use super::held_back::{Asked, HeldBack, once};
use super::index::Index;
pub use super::planned::{Planned, Shows};
use super::references::{find, find_figure, known, known_figures};
use super::slides::FollowedUp;
use crate::finding::rules::{DANGLING_REFERENCE, NOT_SHOWN, UNKNOWN_VALUE};
use crate::finding::{Finding, Message, Report};
use crate::narrative::{
    Audience, Decision, DeckFile, Entry, Figure, Kind, Options, Photo, Signal, Status, Story, Text,
    Voice,
};
use crate::photos::Wanted;
use crate::project::{DeckFolder, Project, Settings, Theme};
use crate::source::{Span, Spanned};

/// The slides of a deck for an audience, in order, and what that audience is not shown.
#[derive(Debug)]
pub struct Plan<'a> {
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

impl<'a> Plan<'a> {
    /// The pictures that its slides ask for.
    pub fn pictures(&self, settings: &'a Settings) -> impl Iterator<Item = Wanted<'a>> {
        self.slides.iter().filter_map(|planned| planned.picture(settings, self.theme))
    }

    /// Whether a photo may be shown.
    pub fn lets_through(&self, photo: &Photo) -> bool {
        let barriers = Asked::Photo(photo).barriers(self.audience, self.file);
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
    fn of(theme: Theme) -> Self {
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
) -> Plan<'a> {
    let theme = options.theme(&project.settings);
    let audience = options.audience(file);
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
        room: SlideRoom::of(theme),
    };
    planner.references();
    planner.followed_up = planner.follow_up(project);
    match &file.order {
        Some(entries) => planner.explicit(entries),
        None => planner.by_default(),
    }
    Plan {
        folder,
        file,
        audience,
        theme,
        status: options.status(file),
        slides: planner.planned,
        held_back: once(planner.held_back),
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
    fn add(&mut self, shows: Shows<'a>, options: &Options, origin: Span) {
        self.planned.push(Planned {
            shows,
            chapter: self.chapter,
            options: options.clone(),
            origin,
            beside: None,
        });
    }

    /// Plans slides for other audiences: they are not shown, and nothing in them is held back.
    fn aside(&mut self, plan: impl FnOnce(&mut Self)) {
        let shown = std::mem::take(&mut self.planned);
        let was_aside = std::mem::replace(&mut self.is_aside, true);
        plan(self);
        self.is_aside = was_aside;
        let aside = std::mem::replace(&mut self.planned, shown);
        self.elsewhere.extend(aside);
    }

    /// Whether something that was asked for may be shown; it is held back otherwise.
    fn may_show(&mut self, what: Asked<'a>, asked: Span) -> bool {
        let barriers = what.barriers(self.audience, self.file);
        if barriers.is_empty() || self.is_aside {
            return true;
        }
        self.held_back.push(HeldBack { what, barriers, asked });
        false
    }

    /// How much has been kept from the audience so far.
    fn kept(&self) -> usize {
        self.held_back.len() + self.elsewhere.len()
    }

    fn explicit(&mut self, entries: &'a [Entry]) {
        self.own_slides = self.figures_named(entries).into_iter().collect();
        self.entries(entries);
    }

    /// The figures that get slides of their own for this deck's audience.
    fn figures_named(&self, entries: &'a [Entry]) -> Vec<&'a str> {
        let mut ids = Vec::new();
        for entry in entries.iter().filter(|entry| self.audience.is_among(&entry.options.audience))
        {
            match &entry.kind {
                Kind::Figure(id) if self.index.figures.contains_key(id.value.as_str()) => {
                    ids.push(id.value.as_str());
                }
                Kind::Chapter(_, slides) => ids.extend(self.figures_named(slides)),
                _ => {}
            }
        }
        ids
    }

    /// Tells what stories and signals name and nobody wrote, whether they are shown or not.
    fn references(&mut self) {
        let narratives = &self.folder.narratives;
        for story in &narratives.stories {
            known(&self.index.voices, &story.voices, "voice", self.report);
            known_figures(self.index, &story.figures, self.report);
        }
        for signal in &narratives.signals {
            known(&self.index.voices, &signal.voices, "voice", self.report);
            known(&self.index.signals, &signal.earlier, "signal", self.report);
            let observatory = signal.observatory.iter();
            let figures = observatory.filter_map(|observatory| observatory.figure.as_ref());
            known_figures(self.index, figures, self.report);
        }
    }

    fn entries(&mut self, entries: &'a [Entry]) {
        for entry in entries {
            if self.audience.is_among(&entry.options.audience) {
                self.shown(entry);
            } else {
                self.aside(|planner| planner.shown(entry));
            }
        }
    }

    fn shown(&mut self, entry: &'a Entry) {
        let (before, told, kept) = (self.planned.len(), self.report.len(), self.kept());
        self.entry(entry);
        let slides = self.planned[before..].iter_mut();
        // What is said goes with the first of the slides an entry makes.
        for later in slides.filter(|slide| slide.origin == entry.span).skip(1) {
            (later.options.notes, later.options.minutes) = (None, None);
        }
        let is_told = self.report.len() > told || self.is_told_elsewhere(&entry.kind);
        let is_kept = self.is_aside || self.kept() > kept;
        if self.planned.len() == before && !is_told && !is_kept {
            self.report.push(Finding::new(&NOT_SHOWN, entry.span, Message::new("nothing-to-show")));
        }
    }

    /// Whether something an entry asks for has been told to be missing: a file when it was looked for, a number when it was computed.
    fn is_told_elsewhere(&self, kind: &Kind) -> bool {
        match kind {
            Kind::Custom(_) => true,
            Kind::Figure(id) => self.index.uncomputed.contains(id.value.as_str()),
            _ => false,
        }
    }

    fn entry(&mut self, entry: &'a Entry) {
        let (options, origin) = (&entry.options, entry.span);
        match &entry.kind {
            Kind::Cover => self.add(Shows::Cover, options, origin),
            Kind::FollowUp => self.add_follow_up(options, origin),
            Kind::Chapter(title, slides) => self.chapter(title, slides, options, origin),
            Kind::Story(id) => {
                if let Some(story) = find(&self.index.stories, id, "story", self.report) {
                    self.story(story, options, origin);
                }
            }
            Kind::Voices(ids) => {
                let voices = self.voices(ids);
                self.voice_slides(voices, options, origin);
            }
            Kind::Figure(id) => {
                if let Some(figure) = find_figure(self.index, id, self.report) {
                    self.add(Shows::Figure(figure), options, origin);
                }
            }
            Kind::Photo(photo) => {
                if self.may_show(Asked::Photo(photo), photo.span) {
                    self.add(Shows::Photo(photo), options, origin);
                }
            }
            Kind::Statement(sentence) => self.add(Shows::Statement(sentence), options, origin),
            Kind::Timeline(timeline) if timeline.events.is_empty() => {}
            Kind::Timeline(timeline) => self.add(Shows::Timeline(timeline), options, origin),
            Kind::Table(table) if table.rows.is_empty() => {}
            Kind::Table(table) => self.add(Shows::Table(table), options, origin),
            Kind::Custom(named) => {
                if let Some(file) = self.folder.customs.get(&named.span) {
                    self.add(Shows::Custom(named, file), options, origin);
                }
            }
            Kind::Signal(id) => {
                if let Some(signal) = find(&self.index.signals, id, "signal", self.report) {
                    self.signal(signal, options, origin);
                }
            }
            Kind::Signals => self
                .folder
                .narratives
                .signals
                .iter()
                .for_each(|signal| self.signal(signal, options, origin)),
            Kind::Doubts => self.add_doubts(options, origin),
            Kind::Spending => self.add_spending(options, origin),
            Kind::Decision(id) => {
                if let Some(decision) = find(&self.index.decisions, id, "decision", self.report) {
                    self.decision(decision, options, origin);
                }
            }
            Kind::Decisions => {
                self.asked().for_each(|decision| self.decision(decision, options, origin))
            }
            Kind::Annex if self.has_sources() => self.add(Shows::Annex, options, origin),
            Kind::Annex => {}
            Kind::Unclear => {
                let finding =
                    Finding::new(&UNKNOWN_VALUE, entry.span, Message::new("unclear-entry"))
                        .hint(Message::new("hint-entry"));
                self.report.push(finding);
            }
        }
    }

    /// A sentence and the slides it opens. One whose slides are all kept from the audience goes with them.
    fn chapter(&mut self, title: &'a Text, slides: &'a [Entry], options: &Options, origin: Span) {
        let (opening, kept) = (self.planned.len(), self.kept());
        let above = self.chapter;
        self.chapter = Some(title).filter(|_| !slides.is_empty()).or(above);
        self.add(Shows::Chapter(title), options, origin);
        self.entries(slides);
        self.chapter = above;
        if self.planned.len() == opening + 1 && self.kept() > kept {
            self.elsewhere.extend(self.planned.pop());
        }
    }

    /// A story, among the slides for other audiences if it is for them.
    fn story(&mut self, story: &'a Story, options: &Options, origin: Span) {
        if self.audience.is_among(&story.audience) {
            self.told(story, options, origin);
        } else {
            self.aside(|planner| planner.told(story, options, origin));
        }
    }

    /// A story with a photo and a voice or two voices beside it; the voices left over follow on slides of their own.
    fn told(&mut self, story: &'a Story, options: &Options, origin: Span) {
        let mut voices = self.voices(&story.voices);
        let photo = story.photo.as_ref();
        let photo = photo.filter(|photo| self.may_show(Asked::Photo(photo), photo.span));
        let photos = usize::from(photo.is_some());
        let room = self.room.beside.saturating_sub(photos);
        let (beside, taken) = beside(&voices, room);
        let rest = voices.split_off(beside);
        let mut figures = self.figures(&story.figures);
        figures.retain(|figure| !self.own_slides.contains(figure.id.value.as_str()));
        let more = figures.split_off(figures.len().min(room - taken));
        self.add(Shows::Story(story, voices, figures), options, origin);
        if let Some(slide) = self.planned.last_mut() {
            slide.beside = photo;
        }
        self.voice_slides(rest, &Options::default(), origin);
        for figure in more {
            self.add(Shows::Figure(figure), &Options::default(), origin);
        }
    }

    /// Slides of as many voices as they hold, as even as can be.
    fn voice_slides(&mut self, voices: Vec<&'a Voice>, options: &Options, origin: Span) {
        if voices.is_empty() {
            return;
        }
        let slides = voices.len().div_ceil(self.room.voices);
        for chunk in voices.chunks(voices.len().div_ceil(slides)) {
            self.add(Shows::Voices(chunk.to_vec()), options, origin);
        }
    }

    fn signal(&mut self, signal: &'a Signal, options: &Options, origin: Span) {
        let figure =
            signal.observatory.as_ref().and_then(|observatory| observatory.figure.as_ref());
        let figure = figure.and_then(|id| find_figure(self.index, id, self.report));
        // The voices of a signal are its evidence: they speak on their own slides, but they must exist.
        known(&self.index.voices, &signal.voices, "voice", self.report);
        self.add(Shows::Signal(signal, figure), options, origin);
    }

    fn asked(&self) -> impl Iterator<Item = &'a Decision> + use<'a> {
        self.folder.narratives.decisions.iter().filter(|decision| !decision.is_followed_up())
    }

    fn decision(&mut self, decision: &'a Decision, options: &Options, origin: Span) {
        match &decision.ask {
            Some(ask) => self.add(Shows::Decision(decision, ask), options, origin),
            None => {
                let message =
                    Message::new("decision-without-ask").with("id", decision.id.value.as_str());
                let finding = Finding::new(&DANGLING_REFERENCE, decision.id.span, message)
                    .hint(Message::new("hint-decision-without-ask"));
                self.report.push(finding);
            }
        }
    }

    fn add_follow_up(&mut self, options: &Options, origin: Span) {
        if !self.followed_up.is_empty() {
            self.add(Shows::FollowUp(self.followed_up.clone()), options, origin);
        }
    }

    fn add_doubts(&mut self, options: &Options, origin: Span) {
        if !self.folder.narratives.doubts.is_empty() {
            self.add(Shows::Doubts, options, origin);
        }
    }

    fn add_spending(&mut self, options: &Options, origin: Span) {
        if !self.folder.narratives.spending.is_empty() {
            self.add(Shows::Spending, options, origin);
        }
    }

    /// The voices of some ids that may be quoted to this audience.
    fn voices(&mut self, ids: &[Spanned<String>]) -> Vec<&'a Voice> {
        let mut voices = Vec::new();
        for id in ids {
            if let Some(voice) = find(&self.index.voices, id, "voice", self.report)
                && self.may_show(Asked::Voice(voice), id.span)
            {
                voices.push(voice);
            }
        }
        voices
    }

    fn figures(&mut self, ids: &[Spanned<String>]) -> Vec<&'a Figure> {
        ids.iter().filter_map(|id| find_figure(self.index, id, self.report)).collect()
    }
}

/// How many of some voices stand beside a story, and how many of the places left they take.
fn beside(voices: &[&Voice], room: usize) -> (usize, usize) {
    let mut taken = 0;
    for (count, voice) in voices.iter().enumerate() {
        let places = if voice.translation.is_some() { 2 } else { 1 };
        if taken + places > room {
            return (count, taken);
        }
        taken += places;
    }
    (voices.len(), taken)
}

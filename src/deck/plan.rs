//! The running order, resolved: which slides a deck shows, in which order, with what on them.

use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;

use super::earlier::{due, earlier, named, normalised, relative};
use super::index::Index;
use super::set_aside::set_aside;
use super::slides::FollowedUp;
use crate::finding::rules::{
    DANGLING_REFERENCE, DUPLICATE_ID, LONE_FIGURE, NOT_SHOWN, UNANSWERED_DECISION, UNKNOWN_VALUE,
};
use crate::finding::{Finding, Message, Report};
use crate::narrative::{
    Audience, DataTable, Decision, DeckFile, Entry, Figure, Kind, Options, Photo, Signal, Story,
    Text, Timeline, Voice,
};
use crate::photos::{Place, Wanted};
use crate::project::{CustomFile, DeckFolder, Project, Settings, Theme};
use crate::source::{Span, Spanned};

/// One slide to come.
#[derive(Debug)]
pub struct Planned<'a> {
    /// What it shows.
    pub shows: Shows<'a>,
    /// The title of the chapter whose own slides it is among.
    pub chapter: Option<&'a Text>,
    /// What was said to go with it.
    pub options: Options,
    /// What asked for it.
    pub origin: Span,
}

/// What a slide to come shows.
#[derive(Debug)]
pub enum Shows<'a> {
    /// The cover.
    Cover,
    /// A sentence that opens slides.
    Chapter(&'a Text),
    /// A story with the voices and figures beside it.
    Story(&'a Story, Vec<&'a Voice>, Vec<&'a Figure>),
    /// One to four voices.
    Voices(Vec<&'a Voice>),
    /// A figure.
    Figure(&'a Figure),
    /// A photo on a page of its own.
    Photo(&'a Photo),
    /// One sentence.
    Statement(&'a Text),
    /// Events in order of time.
    Timeline(&'a Timeline),
    /// Rows of texts and numbers.
    Table(&'a DataTable),
    /// A Typst file of the project, as it is named and where it is.
    Custom(&'a Text, &'a CustomFile),
    /// A signal, and what the observatory says of it.
    Signal(&'a Signal, Option<&'a Figure>),
    /// Decisions taken before.
    FollowUp(Vec<FollowedUp<'a>>),
    /// A decision asked, and what it asks.
    Decision(&'a Decision, &'a Text),
    /// What failed.
    Doubts,
    /// What the money was for.
    Spending,
    /// Sources and method.
    Annex,
}

impl<'a> Planned<'a> {
    /// The voices it lets speak.
    pub fn voices(&self) -> &[&'a Voice] {
        match &self.shows {
            Shows::Story(_, voices, _) | Shows::Voices(voices) => voices,
            _ => &[],
        }
    }

    /// The story it tells, if it tells one.
    pub fn story(&self) -> Option<&'a Story> {
        match self.shows {
            Shows::Story(story, ..) => Some(story),
            _ => None,
        }
    }

    /// The minutes it takes: what its entry says, else what its story says.
    pub fn minutes(&self) -> Option<Decimal> {
        let told = self.story().and_then(|story| story.minutes.as_ref());
        self.options
            .minutes
            .as_ref()
            .or(told)
            .map(|minutes| minutes.value)
    }

    /// The picture it asks for, and where that stands. A photo of people who gave no permission is not even read.
    pub fn picture(&self, settings: &'a Settings) -> Option<Wanted<'a>> {
        let (photo, place) = match self.shows {
            Shows::Cover => return Some((settings.brand.logo.as_ref()?, Place::Logo)),
            Shows::Story(story, ..) => (story.photo.as_ref()?, Place::in_story(settings.theme)),
            Shows::Photo(photo) => (photo, Place::Page),
            _ => return None,
        };
        photo
            .unpermitted()
            .is_none()
            .then_some((&photo.file, place))
    }
}

/// How much the slides of a theme hold.
struct Room {
    /// Beside a story: a photo, a voice or a figure takes one place, a voice with its translation two.
    beside: usize,
    /// Voices on one slide.
    voices: usize,
}

impl Room {
    /// The room of a theme. In large type a story stands alone; its voices and figures have slides of their own.
    fn of(theme: Theme) -> Self {
        match theme {
            Theme::Default => Self {
                beside: 2,
                voices: 4,
            },
            Theme::Large => Self {
                beside: 0,
                voices: 2,
            },
        }
    }
}

/// The slides of a deck, in order.
pub fn plan<'a>(
    project: &'a Project,
    folder: &'a DeckFolder,
    file: &'a DeckFile,
    index: &Index<'a>,
    report: &mut Report,
) -> Vec<Planned<'a>> {
    let mut planner = Planner {
        project,
        folder,
        file,
        index,
        report,
        audience: if file.meeting.public {
            Audience::Public
        } else {
            Audience::Board
        },
        planned: Vec::new(),
        chapter: None,
        own_slides: HashSet::new(),
        followed_up: Vec::new(),
        has_acronyms: !project.settings.acronyms.is_empty(),
        room: Room::of(project.settings.theme),
    };
    planner.references();
    planner.followed_up = planner.follow_up(project);
    match &file.order {
        Some(entries) => planner.explicit(entries),
        None => planner.by_default(),
    }
    planner.planned
}

struct Planner<'a, 'b> {
    project: &'a Project,
    folder: &'a DeckFolder,
    file: &'a DeckFile,
    index: &'b Index<'a>,
    report: &'b mut Report,
    audience: Audience,
    planned: Vec<Planned<'a>>,
    /// The chapter whose own slides are being added.
    chapter: Option<&'a Text>,
    /// Figures that have a slide of their own, and so do not stand small beside a story.
    own_slides: HashSet<&'a str>,
    followed_up: Vec<FollowedUp<'a>>,
    has_acronyms: bool,
    room: Room,
}

impl<'a> Planner<'a, '_> {
    fn add(&mut self, shows: Shows<'a>, options: &Options, origin: Span) {
        self.planned.push(Planned {
            shows,
            chapter: self.chapter,
            options: options.clone(),
            origin,
        });
    }

    fn is_for(&self, audiences: &[Audience]) -> bool {
        audiences.is_empty() || audiences.contains(&self.audience)
    }

    fn explicit(&mut self, entries: &'a [Entry]) {
        self.own_slides = self.figures_named(entries).into_iter().collect();
        self.entries(entries);
    }

    /// The figures that get slides of their own for this deck's audience.
    fn figures_named(&self, entries: &'a [Entry]) -> Vec<&'a str> {
        let mut ids = Vec::new();
        for entry in entries
            .iter()
            .filter(|entry| self.is_for(&entry.options.audience))
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
            if !self.is_for(&entry.options.audience) {
                continue;
            }
            let before = self.planned.len();
            let told = self.report.len();
            self.entry(entry);
            let slides = self.planned[before..].iter_mut();
            // What is said goes with the first of the slides an entry makes.
            for later in slides.filter(|slide| slide.origin == entry.span).skip(1) {
                (later.options.notes, later.options.minutes) = (None, None);
            }
            // A file that cannot be shown has been told when it was looked for.
            let is_told = self.report.len() > told || matches!(entry.kind, Kind::Custom(_));
            if self.planned.len() == before && !is_told {
                self.report.push(Finding::new(
                    &NOT_SHOWN,
                    entry.span,
                    Message::new("nothing-to-show"),
                ));
            }
        }
    }

    fn entry(&mut self, entry: &'a Entry) {
        let (options, origin) = (&entry.options, entry.span);
        match &entry.kind {
            Kind::Cover => self.add(Shows::Cover, options, origin),
            Kind::FollowUp => self.add_follow_up(options, origin),
            Kind::Chapter(title, slides) => {
                let above = self.chapter;
                self.chapter = Some(title).filter(|_| !slides.is_empty()).or(above);
                self.add(Shows::Chapter(title), options, origin);
                self.entries(slides);
                self.chapter = above;
            }
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
            Kind::Photo(photo) => self.add(Shows::Photo(photo), options, origin),
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
            Kind::Decisions => self
                .asked()
                .for_each(|decision| self.decision(decision, options, origin)),
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

    /// Follow-up, stories by chapter with their voices and figures, signals, lone figures, doubts, spending, decisions, annex.
    fn by_default(&mut self) {
        let none = Options::default();
        let whole = self.file.title.span;
        self.own_slides = self
            .folder
            .narratives
            .figures
            .iter()
            .map(|figure| figure.id.value.as_str())
            .collect();
        self.add(Shows::Cover, &none, whole);
        self.add_follow_up(&none, whole);
        let mut shown = HashSet::new();
        let chapters = by_chapter(&self.folder.narratives.stories);
        // One chapter alone opens nothing that the cover has not opened.
        let are_several = chapters
            .iter()
            .filter(|(chapter, _)| chapter.is_some())
            .count()
            > 1;
        for (chapter, stories) in chapters {
            self.chapter = chapter.filter(|_| are_several);
            if let Some(title) = self.chapter {
                self.add(Shows::Chapter(title), &none, title.span);
            }
            for story in stories {
                self.story(story, &none, story.span);
                for figure in self.figures(&story.figures) {
                    if shown.insert(figure.id.value.as_str()) {
                        self.add(Shows::Figure(figure), &none, figure.span);
                    }
                }
            }
        }
        self.chapter = None;
        self.folder
            .narratives
            .signals
            .iter()
            .for_each(|signal| self.signal(signal, &none, signal.span));
        self.lone_figures(&shown);
        self.add_doubts(&none, whole);
        self.add_spending(&none, whole);
        self.asked()
            .for_each(|decision| self.decision(decision, &none, decision.span));
        if self.has_sources() {
            self.add(Shows::Annex, &none, whole);
        }
    }

    /// Whether an annex would have anything to tell.
    fn has_sources(&self) -> bool {
        let shows_figures = self.planned.iter().any(|planned| match &planned.shows {
            Shows::Figure(_) | Shows::Signal(_, Some(_)) => true,
            Shows::Story(.., figures) => !figures.is_empty(),
            _ => false,
        });
        shows_figures
            || !self.folder.narratives.selections.is_empty()
            || self.has_acronyms
            || !set_aside(self.project, self.folder, self.file, &self.planned).is_empty()
    }

    fn lone_figures(&mut self, shown: &HashSet<&str>) {
        let signals = self.folder.narratives.signals.iter();
        let mut observed: HashSet<&str> = signals
            .filter_map(|signal| signal.observatory.as_ref()?.figure.as_ref())
            .map(|id| id.value.as_str())
            .collect();
        // What another figure is computed from is told in its calculation.
        let figures = self.folder.narratives.figures.iter();
        observed.extend(figures.flat_map(Figure::terms));
        let uncomputed = self.folder.narratives.uncomputed.iter();
        let terms = uncomputed.flat_map(|figure| &figure.terms);
        observed.extend(terms.map(String::as_str));
        for figure in &self.folder.narratives.figures {
            let id = figure.id.value.as_str();
            if shown.contains(id) || observed.contains(id) {
                continue;
            }
            let finding = Finding::new(
                &LONE_FIGURE,
                figure.id.span,
                Message::new("lone-figure").with("id", id),
            )
            .hint(Message::new("hint-lone-figure"));
            self.report.push(finding);
            self.add(Shows::Figure(figure), &Options::default(), figure.span);
        }
    }

    /// A story with a photo and a voice or two voices beside it; the voices left over follow on slides of their own.
    fn story(&mut self, story: &'a Story, options: &Options, origin: Span) {
        if !self.is_for(&story.audience) {
            return;
        }
        let mut voices = self.voices(&story.voices);
        let photos = usize::from(story.photo.is_some());
        let room = self.room.beside.saturating_sub(photos);
        let (beside, taken) = beside(&voices, room);
        let rest = voices.split_off(beside);
        let mut figures = self.figures(&story.figures);
        figures.retain(|figure| !self.own_slides.contains(figure.id.value.as_str()));
        let more = figures.split_off(figures.len().min(room - taken));
        self.add(Shows::Story(story, voices, figures), options, origin);
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
        let figure = signal
            .observatory
            .as_ref()
            .and_then(|observatory| observatory.figure.as_ref());
        let figure = figure.and_then(|id| find_figure(self.index, id, self.report));
        // The voices of a signal are its evidence: they speak on their own slides, but they must exist.
        self.voices(&signal.voices);
        self.add(Shows::Signal(signal, figure), options, origin);
    }

    fn asked(&self) -> impl Iterator<Item = &'a Decision> + use<'a> {
        self.folder
            .narratives
            .decisions
            .iter()
            .filter(|decision| !decision.is_followed_up())
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

    /// The voices of some ids that may be quoted to this deck's audience.
    fn voices(&mut self, ids: &[Spanned<String>]) -> Vec<&'a Voice> {
        let found: Vec<_> = ids
            .iter()
            .filter_map(|id| Some((id, find(&self.index.voices, id, "voice", self.report)?)))
            .collect();
        let (shown, held): (Vec<_>, Vec<_>) = found
            .into_iter()
            .partition(|(_, voice)| self.is_for(&voice.consent.audiences));
        for (id, voice) in held {
            let message = Message::new("voice-held-back").with("id", voice.id.value.as_str());
            self.report.push(Finding::new(&NOT_SHOWN, id.span, message));
        }
        shown.into_iter().map(|(_, voice)| voice).collect()
    }

    fn figures(&mut self, ids: &[Spanned<String>]) -> Vec<&'a Figure> {
        ids.iter()
            .filter_map(|id| find_figure(self.index, id, self.report))
            .collect()
    }

    /// Decisions this deck follows up, then those of the deck before that nobody answers.
    fn follow_up(&mut self, project: &'a Project) -> Vec<FollowedUp<'a>> {
        let mut rows = Vec::new();
        let mut met: HashMap<&str, Span> = HashMap::new();
        for entry in self
            .folder
            .narratives
            .decisions
            .iter()
            .filter(|decision| decision.is_followed_up())
        {
            if let Some(first) = met.get(entry.id.value.as_str()) {
                self.report.push(twice(&entry.id, *first));
                continue;
            }
            met.insert(&entry.id.value, entry.id.span);
            match self.index.ask(entry) {
                Some(ask) => rows.push(FollowedUp {
                    ask,
                    entry: Some(entry),
                }),
                None => self.report.push(dangling(
                    &entry.id,
                    "decision",
                    &mut self.index.decisions.keys().copied(),
                )),
            }
        }
        self.check_previous(project);
        let answered: HashSet<&str> = self
            .folder
            .narratives
            .decisions
            .iter()
            .map(|decision| decision.id.value.as_str())
            .collect();
        for decision in due(&earlier(project, self.folder, self.file)) {
            let Some(ask) = &decision.ask else { continue };
            if answered.contains(decision.id.value.as_str()) {
                continue;
            }
            self.report.push(unanswered(decision, &self.folder.path));
            rows.push(FollowedUp { ask, entry: None });
        }
        rows
    }

    /// Tells of a deck before this one that is not there.
    fn check_previous(&mut self, project: &Project) {
        let Some(previous) = &self.file.previous else {
            return;
        };
        if named(project, &self.folder.path, &previous.value).is_some() {
            return;
        }
        let is_itself =
            normalised(&self.folder.path, &previous.value).as_ref() == Some(&self.folder.path);
        let key = if is_itself {
            "previous-itself"
        } else {
            "unknown-deck"
        };
        let message = Message::new(key).with("value", previous.value.as_str());
        let others = project
            .decks
            .iter()
            .filter(|deck| deck.path != self.folder.path);
        let decks: Vec<_> = others
            .map(|deck| format!("`{}`", relative(&self.folder.path, &deck.path)))
            .collect();
        let hint = if decks.is_empty() {
            Message::new("hint-no-previous")
        } else {
            Message::new("hint-known").with("values", decks.join(", "))
        };
        let finding = Finding::new(&DANGLING_REFERENCE, previous.span, message);
        self.report.push(finding.hint(hint));
    }
}

/// A decision that this deck does not follow up, though it is due.
fn unanswered(decision: &Decision, deck: &str) -> Finding {
    let message = Message::new("unanswered-decision")
        .with("id", decision.id.value.as_str())
        .with("deck", deck);
    let hint = Message::new("hint-unanswered-decision").with("deck", deck);
    Finding::new(&UNANSWERED_DECISION, decision.id.span, message).hint(hint)
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

/// Stories without a chapter first, then chapters in the order they are first named.
fn by_chapter(stories: &[Story]) -> Vec<(Option<&Text>, Vec<&Story>)> {
    let mut chapters: Vec<(Option<&Text>, Vec<&Story>)> = vec![(None, Vec::new())];
    for story in stories {
        let name = story.chapter.as_ref().map(|chapter| &chapter.value);
        match chapters
            .iter_mut()
            .find(|(title, _)| title.map(|title| &title.value) == name)
        {
            Some((_, members)) => members.push(story),
            None => chapters.push((story.chapter.as_ref(), vec![story])),
        }
    }
    chapters
}

/// Two teams that follow up the same decision in one deck.
fn twice(id: &Spanned<String>, first: Span) -> Finding {
    let message = Message::new("followed-up-twice").with("id", id.value.as_str());
    Finding::new(&DUPLICATE_ID, id.span, message)
        .label(first, Message::new("label-first"))
        .hint(Message::new("hint-keep-one-entry"))
}

fn known<'i, T>(
    map: &HashMap<&str, &T>,
    ids: impl IntoIterator<Item = &'i Spanned<String>>,
    of: &'static str,
    report: &mut Report,
) {
    for id in ids {
        find(map, id, of, report);
    }
}

fn known_figures<'i>(
    index: &Index,
    ids: impl IntoIterator<Item = &'i Spanned<String>>,
    report: &mut Report,
) {
    for id in ids {
        find_figure(index, id, report);
    }
}

/// A figure by its id; one that has no number is not there, and needs no word more.
fn find_figure<'a>(
    index: &Index<'a>,
    id: &Spanned<String>,
    report: &mut Report,
) -> Option<&'a Figure> {
    if index.uncomputed.contains(id.value.as_str()) {
        return None;
    }
    find(&index.figures, id, "figure", report)
}

fn find<'a, T>(
    map: &HashMap<&'a str, &'a T>,
    id: &Spanned<String>,
    of: &'static str,
    report: &mut Report,
) -> Option<&'a T> {
    let found = map.get(id.value.as_str()).copied();
    if found.is_none() {
        // Past a thousand findings nobody reads what is near a name, and looking for it takes long.
        let names = map.keys().copied().filter(|_| report.len() < 1_000);
        let finding = dangling(id, of, &mut names.collect::<Vec<_>>().into_iter());
        report.push(finding);
    }
    found
}

fn dangling(
    id: &Spanned<String>,
    of: &'static str,
    known: &mut dyn Iterator<Item = &str>,
) -> Finding {
    let none = match of {
        "story" => "no-story",
        "voice" => "no-voice",
        "figure" => "no-figure",
        "signal" => "no-signal",
        _ => "no-decision",
    };
    let message = Message::new("dangling-reference")
        .with("id", id.value.as_str())
        .kind("nothing", none);
    let finding = Finding::new(&DANGLING_REFERENCE, id.span, message);
    let near = known
        .map(|known| (strsim::damerau_levenshtein(&id.value, known), known))
        .min();
    match near {
        Some((distance, near)) if distance <= (id.value.len() / 3).max(1) => {
            finding.hint(Message::new("hint-nearest").with("value", near))
        }
        _ => finding.hint(Message::new("hint-dangling").kind("of", of)),
    }
}

//! From what teams wrote to what is shown. Never fails: what is missing was told as a finding and is left out.

use std::collections::HashSet;

use super::chosen::{combined, selections};
use super::compose::Composer;
use super::held_back::Withheld;
use super::papers::{Output, Speech};
use super::passages::passages;
use super::plan::{Plan, Planned, Shows};
use super::portrait::{Portrait, vain};
use super::set_aside::{SetAside, set_aside};
use super::shown::Shown;
use super::slides::{self, AnnexSources, Content};
use super::{Counts, Deck, Front, Slide};
use crate::locale::Language;
use crate::narrative::{DeckFile, Selection, Status, slug};
use crate::photos::{self, Gallery, Place};
use crate::project::{DeckFolder, Palette, Project, Theme};

/// Composes the planned slides of a deck.
pub fn merge(project: &Project, plan: &Plan, gallery: &Gallery) -> Deck {
    let (folder, file, planned) = (plan.folder, plan.file, &plan.slides);
    let shown = Shown::of(planned);
    let selections = selections(plan, &shown);
    let merger = Merger {
        project,
        folder,
        file,
        theme: plan.theme,
        status: plan.status,
        gallery,
        set_aside: set_aside(project, folder, file, planned),
        language: file.language.unwrap_or(project.settings.language),
        selection: combined(&selections),
        selections,
        counts: shown.counts(planned.len()),
    };
    let mut ids = HashSet::new();
    let slides: Vec<Slide> =
        planned.iter().map(|planned| merger.slide(planned, &shown, &mut ids)).collect();
    let minutes = file.meeting.minutes.as_ref().map(|minutes| minutes.value);
    let vain = vain(&shown, project.lexicon(), merger.language);
    let portrait = Portrait::of(&shown, &slides, minutes, vain);
    Deck {
        path: folder.path.clone(),
        output: Output::Slides,
        audience: plan.audience,
        theme: plan.theme,
        front: merger.front(planned, &slides),
        slides,
        counts: merger.counts,
        minutes,
        portrait,
        held_back: plan.held_back.iter().filter_map(Withheld::of).collect(),
        elsewhere: plan.elsewhere.len(),
    }
}

struct Merger<'a> {
    project: &'a Project,
    folder: &'a DeckFolder,
    file: &'a DeckFile,
    theme: Theme,
    status: Status,
    gallery: &'a Gallery,
    set_aside: Vec<SetAside<'a>>,
    language: Language,
    selection: Option<Selection>,
    selections: Vec<Selection>,
    counts: Counts,
}

impl Merger<'_> {
    fn front(&self, planned: &[Planned], slides: &[Slide]) -> Front {
        use chrono::Datelike;
        let composer = Composer::new(self.language);
        let date = self.file.meeting.date.value;
        Front {
            title: composer.words(&self.file.title),
            organisation: self.organisation(&composer),
            language: self.language.code().to_string(),
            date: (date.year(), date.month(), date.day()),
            period: composer.said(&composer.period(self.file.period.value)),
            status: self.status(&composer),
            continued: composer.word("continued"),
            passages: passages(&composer, planned, slides),
            brand: Palette::of(&self.project.settings.brand),
        }
    }

    fn organisation(&self, composer: &Composer) -> String {
        self.project
            .settings
            .organisation
            .name
            .as_ref()
            .map(|name| composer.words(name))
            .unwrap_or_default()
    }

    fn logo(&self) -> Option<&photos::Shown> {
        let logo = self.project.settings.brand.logo.as_ref()?;
        self.gallery.picture(logo, Place::Logo)
    }

    fn status(&self, composer: &Composer) -> Option<String> {
        (self.status == Status::Draft).then(|| composer.word("draft"))
    }

    fn slide(&self, planned: &Planned, shown: &Shown, ids: &mut HashSet<String>) -> Slide {
        let mut composer = Composer::new(self.language);
        composer.has_annex = shown.annex;
        let content = self.content(&mut composer, planned, shown);
        Slide {
            id: distinct(id_of(planned), ids),
            kind: content.kind(),
            origin: planned.origin,
            texts: composer.texts,
            content,
            speech: Speech::of(planned),
        }
    }

    fn content(&self, composer: &mut Composer, planned: &Planned, shown: &Shown) -> Content {
        let narratives = &self.folder.narratives;
        let options = &planned.options;
        let title = options.title.as_ref();
        match &planned.shows {
            Shows::Cover => {
                let (organisation, status) = (self.organisation(composer), self.status(composer));
                Content::Cover(slides::cover(
                    composer,
                    self.file,
                    &organisation,
                    status,
                    self.counts,
                    self.logo(),
                ))
            }
            Shows::Chapter(title) => Content::Chapter(slides::chapter(composer, title)),
            Shows::Story(story, voices, figures) => {
                let photo = planned.beside.and_then(|photo| {
                    let place = Place::in_story(self.theme);
                    slides::photograph(composer, photo, self.gallery, place)
                });
                Content::Story(slides::story(composer, story, options, photo, voices, figures))
            }
            Shows::Voices(voices) => {
                Content::Voices(slides::voices(composer, voices, options, self.selection.as_ref()))
            }
            Shows::Figure(figure) => {
                Content::Figure(Box::new(slides::figure(composer, figure, options)))
            }
            Shows::Photo(photo) => {
                Content::Photo(slides::photo(composer, photo, options, self.gallery))
            }
            Shows::Statement(sentence) => Content::Statement(slides::statement(composer, sentence)),
            Shows::Timeline(timeline) => {
                let meeting = self.file.meeting.date.value;
                Content::Timeline(slides::timeline(composer, title, timeline, meeting))
            }
            Shows::Table(table) => Content::Table(slides::table(composer, title, table)),
            Shows::Custom(named, file) => Content::Custom(slides::custom(composer, named, file)),
            Shows::Signal(signal, figure) => {
                Content::Signal(slides::signal(composer, signal, options, *figure))
            }
            Shows::FollowUp(decisions) => {
                Content::FollowUp(slides::follow_up(composer, title, decisions))
            }
            Shows::Decision(decision, ask) => {
                Content::Decision(slides::decision(composer, decision, ask, options))
            }
            Shows::Doubts => Content::Doubts(slides::doubts(
                composer,
                title,
                &narratives.doubts.iter().collect::<Vec<_>>(),
            )),
            Shows::Spending => Content::Spending(slides::spending(
                composer,
                title,
                &narratives.spending.iter().collect::<Vec<_>>(),
            )),
            Shows::Annex => {
                let sources = AnnexSources {
                    shown,
                    selections: self.selections.iter().collect(),
                    set_aside: &self.set_aside,
                    acronyms: &self.project.settings.acronyms,
                };
                Content::Annex(slides::annex(composer, title, &sources))
            }
        }
    }
}

/// A name for a slide that stays the same when other slides come or go.
fn id_of(planned: &Planned) -> String {
    match &planned.shows {
        Shows::Cover => "cover".to_string(),
        Shows::Chapter(title) => format!("chapter-{}", slug(&title.value)),
        Shows::Story(story, ..) => format!("story-{}", story.id.value),
        Shows::Voices(voices) => {
            format!("voices-{}", voices.first().map_or("", |voice| voice.id.value.as_str()))
        }
        Shows::Figure(figure) => format!("figure-{}", figure.id.value),
        Shows::Photo(photo) => format!("photo-{}", slug(&photo.file.value)),
        Shows::Statement(sentence) => format!("statement-{}", slug(&sentence.value)),
        Shows::Timeline(timeline) => format!("timeline-{}", slug(&timeline.title.value)),
        Shows::Table(table) => format!("table-{}", slug(&table.title.value)),
        Shows::Custom(_, file) => format!("custom-{}", slug(&file.path)),
        Shows::Signal(signal, ..) => format!("signal-{}", signal.id.value),
        Shows::FollowUp(_) => "follow-up".to_string(),
        Shows::Decision(decision, _) => format!("decision-{}", decision.id.value),
        Shows::Doubts => "doubts".to_string(),
        Shows::Spending => "spending".to_string(),
        Shows::Annex => "annex".to_string(),
    }
}

fn distinct(id: String, ids: &mut HashSet<String>) -> String {
    let mut name = id.clone();
    let mut again = 2;
    while !ids.insert(name.clone()) {
        name = format!("{id}-{again}");
        again += 1;
    }
    name
}

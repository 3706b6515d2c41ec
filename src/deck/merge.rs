//! From what teams wrote to what is shown. Never fails: what is missing was told as a finding and is left out.

use std::collections::HashSet;

use super::chosen::{adjusted_selections, combine_selections};
use super::compose::Composer;
use super::held_back::Withheld;
use super::papers::{Output, Speech};
use super::passages::collect_passages;
use super::plan::{DeckPlan, Planned, Shows};
use super::portrait::{Portrait, count_vanity_figures};
use super::set_aside::{SetAside, set_aside};
use super::shown::ShownItems;
use super::slides::{self, AnnexSources, SlideContent};
use super::undrawn::UndrawnQuotes;
use super::{Counts, Deck, Front, Slide};
use crate::locale::Language;
use crate::narrative::{DeckFile, Selection, Status};
use crate::photos::{self, Gallery, PhotoPlace};
use crate::project::{DeckFolder, Palette, Project, Theme};
use crate::schema::slug;

/// Composes the planned slides of a deck; of `undrawn` quotes the translation is shown alone.
pub fn merge(
    project: &Project,
    plan: &DeckPlan,
    gallery: &Gallery,
    undrawn: &UndrawnQuotes,
) -> Deck {
    let (folder, file, planned) = (plan.folder, plan.file, &plan.slides);
    let shown = ShownItems::from_slides(planned);
    let selections = adjusted_selections(plan, &shown);
    let merger = Merger {
        project,
        folder,
        file,
        theme: plan.theme,
        status: plan.status,
        gallery,
        undrawn,
        set_aside: set_aside(project, folder, file, planned),
        language: file.language.unwrap_or(project.settings.language),
        selection: combine_selections(&selections),
        selections,
        counts: shown.counts(planned.len()),
    };
    // Filled in the order of the slides, so that the second of two slides on one thing is the one that gets a number.
    let mut ids = HashSet::new();
    let slides: Vec<Slide> =
        planned.iter().map(|planned| merger.compose_slide(planned, &shown, &mut ids)).collect();
    let minutes = file.meeting.minutes.as_ref().map(|minutes| minutes.value);
    let vain = count_vanity_figures(&shown, project.lexicon(), merger.language);
    let portrait = Portrait::from_slides(&shown, &slides, minutes, vain);
    Deck {
        path: folder.path.clone(),
        output: Output::Slides,
        audience: plan.audience,
        theme: plan.theme,
        front: merger.compose_front(planned, &slides),
        slides,
        counts: merger.counts,
        minutes,
        portrait,
        held_back: plan.held_back.iter().filter_map(Withheld::from_held_back).collect(),
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
    undrawn: &'a UndrawnQuotes,
    set_aside: Vec<SetAside<'a>>,
    language: Language,
    selection: Option<Selection>,
    selections: Vec<Selection>,
    counts: Counts,
}

impl Merger<'_> {
    fn compose_front(&self, planned: &[Planned], slides: &[Slide]) -> Front {
        use chrono::Datelike;
        let composer = Composer::new(self.language);
        let date = self.file.meeting.date.value;
        Front {
            title: composer.plain_words(&self.file.title),
            organisation: self.organisation_name(&composer),
            language: self.language.code().to_string(),
            date: (date.year(), date.month(), date.day()),
            period: composer.program_line(&composer.format_period(self.file.period.value)),
            status: self.draft_label(&composer),
            continued: composer.word("continued"),
            passages: collect_passages(&composer, planned, slides),
            brand: Palette::of_brand(&self.project.settings.brand),
        }
    }

    fn organisation_name(&self, composer: &Composer) -> String {
        self.project
            .settings
            .organisation
            .name
            .as_ref()
            .map(|name| composer.plain_words(name))
            .unwrap_or_default()
    }

    fn logo_picture(&self) -> Option<&photos::EmbeddedPhoto> {
        let logo = self.project.settings.brand.logo.as_ref()?;
        self.gallery.picture_at(logo, PhotoPlace::Logo)
    }

    fn draft_label(&self, composer: &Composer) -> Option<String> {
        (self.status == Status::Draft).then(|| composer.word("draft"))
    }

    fn compose_slide(
        &self,
        planned: &Planned,
        shown: &ShownItems,
        ids: &mut HashSet<String>,
    ) -> Slide {
        // One composer for each slide, as it numbers the texts of that slide alone.
        let mut composer = Composer::new(self.language);
        composer.has_annex = shown.annex;
        composer.undrawn = Some(self.undrawn);
        let content = self.compose_content(&mut composer, planned, shown);
        Slide {
            id: unique_id(id_of(planned), ids),
            kind: content.kind(),
            origin: planned.origin,
            texts: composer.texts,
            content,
            speech: Speech::from_planned(planned),
        }
    }

    fn compose_content(
        &self,
        composer: &mut Composer,
        planned: &Planned,
        shown: &ShownItems,
    ) -> SlideContent {
        let narratives = &self.folder.narratives;
        let options = &planned.options;
        let title = options.title.as_ref();
        match &planned.shows {
            Shows::Cover => {
                let (organisation, status) =
                    (self.organisation_name(composer), self.draft_label(composer));
                SlideContent::Cover(slides::compose_cover(
                    composer,
                    self.file,
                    &organisation,
                    status,
                    self.counts,
                    self.logo_picture(),
                ))
            }
            Shows::Chapter(title) => {
                SlideContent::Chapter(slides::compose_chapter(composer, title))
            }
            Shows::Story(story, voices, figures) => {
                let photo = planned.beside.and_then(|photo| {
                    let place = PhotoPlace::in_story(self.theme);
                    slides::compose_photograph(composer, photo, self.gallery, place)
                });
                SlideContent::Story(slides::compose_story(
                    composer, story, options, photo, voices, figures,
                ))
            }
            Shows::Voices(voices) => SlideContent::Voices(slides::compose_voices(
                composer,
                voices,
                options,
                self.selection.as_ref(),
            )),
            Shows::Figure(figure) => {
                SlideContent::Figure(Box::new(slides::compose_figure(composer, figure, options)))
            }
            Shows::Photo(photo) => SlideContent::Photo(slides::compose_photo_page(
                composer,
                photo,
                options,
                self.gallery,
            )),
            Shows::Statement(sentence) => {
                SlideContent::Statement(slides::compose_statement(composer, sentence))
            }
            Shows::Timeline(timeline) => {
                let meeting = self.file.meeting.date.value;
                SlideContent::Timeline(slides::compose_timeline(composer, title, timeline, meeting))
            }
            Shows::Table(table) => {
                SlideContent::Table(slides::compose_table(composer, title, table))
            }
            Shows::Custom(named, file) => {
                SlideContent::Custom(slides::compose_custom(composer, named, file))
            }
            Shows::Signal(signal, figure) => {
                SlideContent::Signal(slides::compose_signal(composer, signal, options, *figure))
            }
            Shows::FollowUp(decisions) => {
                SlideContent::FollowUp(slides::follow_up(composer, title, decisions))
            }
            Shows::Decision(decision, ask) => {
                SlideContent::Decision(slides::compose_decision(composer, decision, ask, options))
            }
            Shows::Doubts => SlideContent::Doubts(slides::compose_doubts(
                composer,
                title,
                &narratives.doubts.iter().collect::<Vec<_>>(),
            )),
            Shows::Spending => SlideContent::Spending(slides::compose_spending(
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
                SlideContent::Annex(slides::compose_annex(composer, title, &sources))
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

fn unique_id(id: String, ids: &mut HashSet<String>) -> String {
    let mut name = id.clone();
    let mut again = 2;
    while !ids.insert(name.clone()) {
        name = format!("{id}-{again}");
        again += 1;
    }
    name
}

//! From what teams wrote to what is shown. Never fails: what is missing was told as a finding and is left out.

use std::collections::{HashMap, HashSet};

use super::chosen::{adjusted_selections, combine_selections};
use super::compose::Composer;
use super::held_back::Withheld;
use super::material::DeckMaterial;
use super::papers::{Output, Speech};
use super::passages::collect_passages;
use super::plan::DeckPlan;
use super::planned::{Planned, Shows};
use super::portrait::{Portrait, count_vanity_figures};
use super::set_aside::set_aside;
use super::shown::ShownItems;
use super::slides::{ShownKind, SlideContent, fill_chapters, shown_kinds};
use super::undrawn::UndrawnQuotes;
use super::{Counts, Deck, Front, Slide};
use crate::photos::Gallery;
use crate::project::{Palette, Project};
use crate::source::Span;

/// Composes the planned slides of a deck; of `undrawn` quotes the translation is shown alone.
pub fn merge(
    project: &Project,
    plan: &DeckPlan,
    gallery: &Gallery,
    undrawn: &UndrawnQuotes,
) -> Deck {
    let (folder, file, planned) = (plan.folder, plan.file, &plan.slides);
    let shown = ShownItems::from_slides(planned);
    let ids = unique_ids(planned);
    let selections = adjusted_selections(plan, &shown);
    let material = DeckMaterial {
        project,
        slides: planned,
        ids: &ids,
        file,
        theme: plan.theme,
        status: plan.status,
        gallery,
        undrawn,
        set_aside: set_aside(project, file, planned),
        language: file.language.unwrap_or(project.settings.language),
        selection: combine_selections(&selections),
        selections,
        counts: Counts { split: count_split_entries(plan), ..shown.counts(planned.len()) },
        shown,
    };
    let mut slides: Vec<Slide> = planned
        .iter()
        .zip(&ids)
        .map(|(planned, id)| compose_slide(&material, planned, id))
        .collect();
    fill_chapters(&Composer::new(material.language), planned, &mut slides);
    say_once_how_voices_were_chosen(&mut slides);
    let minutes = file.meeting.minutes.as_ref().map(|minutes| minutes.value);
    let vain = count_vanity_figures(&material.shown, project.lexicon(), material.language);
    let portrait = Portrait::from_slides(&material.shown, &slides, minutes, vain);
    Deck {
        path: folder.path.clone(),
        output: Output::Slides,
        audience: plan.audience,
        theme: plan.theme,
        front: compose_front(&material, planned, &slides),
        slides,
        counts: material.counts,
        minutes,
        portrait,
        held_back: plan.held_back.iter().filter_map(Withheld::from_held_back).collect(),
        elsewhere: plan.elsewhere.len(),
    }
}

/// How many entries of a running order make several slides of what they name. Signals and decisions are words for as many
/// slides as there are, and surprise nobody.
fn count_split_entries(plan: &DeckPlan) -> usize {
    if plan.file.order.is_none() {
        return 0;
    }
    let mut counts: HashMap<Span, usize> = HashMap::new();
    for planned in &plan.slides {
        if matches!(planned.shows, Shows::Story(_) | Shows::Voices(_) | Shows::Figure(_)) {
            *counts.entry(planned.origin).or_default() += 1;
        }
    }
    counts.values().filter(|count| **count > 1).count()
}

/// Leaves how voices were chosen to the first slide of voices: it holds for all of them.
fn say_once_how_voices_were_chosen(slides: &mut [Slide]) {
    let voices = slides.iter_mut().filter_map(|slide| match &mut slide.content {
        SlideContent::Voices(voices) => Some(voices),
        _ => None,
    });
    voices.skip(1).for_each(|voices| voices.forget_choice());
}

fn compose_front(material: &DeckMaterial, planned: &[Planned], slides: &[Slide]) -> Front {
    use chrono::Datelike;
    let (file, composer) = (material.file, Composer::new(material.language));
    let date = file.meeting.date.value;
    Front {
        title: composer.plain_words(&file.title),
        organisation: material.organisation_name(&composer),
        language: material.language.code().to_string(),
        date: (date.year(), date.month(), date.day()),
        period: composer.program_line(&composer.format_period(file.period.value)),
        status: material.draft_label(&composer),
        continued: composer.word("continued"),
        passages: collect_passages(&composer, planned, slides),
        brand: Palette::of_brand(&material.project.settings.brand),
    }
}

fn compose_slide(material: &DeckMaterial, planned: &Planned, id: &str) -> Slide {
    // One composer for each slide, as it numbers the texts of that slide alone.
    let mut composer = Composer::new(material.language);
    composer.has_annex = material.shown.annex;
    composer.undrawn = Some(material.undrawn);
    let content = compose_content(&mut composer, planned, material);
    Slide {
        id: id.to_string(),
        kind: content.kind(),
        origin: planned.origin,
        texts: composer.texts,
        content,
        speech: Speech::from_planned(planned),
    }
}

macro_rules! declare_composing {
    ($($section:ident {$(
        $(#[$doc:meta])*
        $kind:ident $name:literal $planned:ident$(<$life:lifetime>)? => $slide:ty;
    )*})*) => {
        fn compose_content(
            composer: &mut Composer,
            planned: &Planned,
            material: &DeckMaterial,
        ) -> SlideContent {
            match &planned.shows {
                $($(Shows::$kind(shown) => {
                    SlideContent::$kind(shown.compose(composer, planned, material))
                })*)*
            }
        }
    };
}

shown_kinds!(declare_composing);

/// The ids of some slides, in their order, so that the second of two slides on one thing is the one that gets a number.
fn unique_ids(planned: &[Planned]) -> Vec<String> {
    let mut ids = HashSet::new();
    planned.iter().map(|planned| unique_id(planned.shows.slide_id(), &mut ids)).collect()
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

//! The cover: the meeting, the date, the title, and what is inside in one counted sentence.

use minijinja::Value;
use serde::Serialize;

use super::kind::{PassageOpened, ShownKind};
use crate::deck::Counts;
use crate::deck::compose::{Composer, Line};
use crate::deck::material::DeckMaterial;
use crate::deck::plan::{Planned, Planner, Shows};
use crate::deck::shown::ShownItems;
use crate::narrative::{DeckFile, Options};
use crate::photos::EmbeddedPhoto;
use crate::source::Span;

/// The cover to come.
#[derive(Debug)]
pub struct PlannedCover;

impl<'a> ShownKind<'a> for PlannedCover {
    type Written = ();
    type Slide = CoverSlide;

    fn plan_entry(
        planner: &mut Planner<'a, '_>,
        _written: &'a Self::Written,
        options: &Options,
        origin: Span,
    ) {
        planner.add_slide(Shows::Cover(Self), options, origin);
    }

    fn own_name(&self) -> Option<String> {
        None
    }

    fn passage_opened(&self) -> PassageOpened<'a> {
        PassageOpened::None
    }

    fn add_to_shown(&self, _shown: &mut ShownItems<'a>) {
        // It counts what the others show, and shows none of it.
    }

    fn entry_spans(&self) -> Vec<Span> {
        // It is made of the deck’s own file, whose rules are set aside for the whole deck.
        Vec::new()
    }

    fn compose(
        &self,
        composer: &mut Composer,
        _planned: &Planned,
        material: &DeckMaterial,
    ) -> Self::Slide {
        let organisation = material.organisation_name(composer);
        let status = material.draft_label(composer);
        let (counts, logo) = (material.counts, material.logo_picture());
        compose_cover(composer, material.file, &organisation, status, counts, logo)
    }
}

/// The first slide.
#[derive(Debug, Serialize)]
pub struct CoverSlide {
    kicker: Line,
    title: Line,
    contents: Line,
    organisation: String,
    period: Line,
    status: Option<String>,
    logo: Option<Logo>,
}

/// The organisation's mark: decoration, because its name stands on the cover too.
#[derive(Debug, Serialize)]
struct Logo {
    /// Its path from the folder of the manuscript.
    file: String,
    /// Its width for a height of one.
    ratio: f64,
}

/// Composes the cover; `status` is stated when the deck is not final.
fn compose_cover(
    composer: &mut Composer,
    deck: &DeckFile,
    organisation: &str,
    status: Option<String>,
    counts: Counts,
    logo: Option<&EmbeddedPhoto>,
) -> CoverSlide {
    let body = composer.capitalised_line(&deck.meeting.board, None);
    let date = composer.program_line(&composer.format_date(deck.meeting.date.value));
    CoverSlide {
        kicker: composer.join_lines(vec![body, date]),
        title: composer.line(&deck.title, None),
        contents: composer.program_line(&format_counts(composer, counts)),
        organisation: organisation.to_string(),
        period: composer.program_line(&composer.format_period(deck.period.value)),
        status,
        logo: logo.map(|shown| Logo { file: shown.rooted_path(), ratio: shown.rounded_ratio() }),
    }
}

/// "4 stories, 9 voices and 2 decisions to take"; kinds of which there is none are left out.
fn format_counts(composer: &Composer, counts: Counts) -> String {
    let parts = [
        ("count-stories", counts.stories),
        ("count-voices", counts.voices),
        ("count-figures", counts.figures),
        ("count-signals", counts.signals),
        ("count-decisions", counts.decisions),
        ("count-opinions", counts.opinions),
        ("count-notes", counts.notes),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(key, count)| composer.format_sentence(key, [("n", Value::from(count))]))
        .collect();
    composer.format_list(&parts)
}

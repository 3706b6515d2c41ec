//! Points: a few of them under a title, with a photo beside them and what follows from them.

use serde::Serialize;

use super::kind::{PassageOpened, ShownKind};
use super::photo::{Photograph, compose_photograph};
use crate::deck::compose::{Composer, Line};
use crate::deck::held_back::GatedItem;
use crate::deck::material::DeckMaterial;
use crate::deck::plan::{Planned, Planner, Shows};
use crate::deck::rich::Run;
use crate::deck::shown::ShownItems;
use crate::narrative::{Options, Photo, Points};
use crate::photos::PhotoPlace;
use crate::schema::{Text, slug};
use crate::source::Span;

/// A slide of points to come.
#[derive(Debug)]
pub struct PlannedPoints<'a> {
    /// The points under their title.
    pub points: &'a Points,
    /// The photo beside them, when it may be shown.
    pub photo: Option<&'a Photo>,
}

impl<'a> ShownKind<'a> for PlannedPoints<'a> {
    type Written = Box<Points>;
    type Slide = PointsSlide;

    fn plan_entry(
        planner: &mut Planner<'a, '_>,
        written: &'a Self::Written,
        options: &Options,
        origin: Span,
    ) {
        let photo = written.photo.as_ref();
        let photo = photo.filter(|photo| planner.may_show(GatedItem::Photo(photo), photo.span));
        if !written.list.is_empty() {
            planner.add_slide(Shows::Points(Self { points: written, photo }), options, origin);
        }
    }

    fn own_name(&self) -> Option<String> {
        Some(slug(&self.points.title.value))
    }

    fn passage_opened(&self) -> PassageOpened<'a> {
        PassageOpened::None
    }

    fn add_to_shown(&self, _shown: &mut ShownItems<'a>) {
        // It is written in the running order, and cannot be shown a second time.
    }

    fn entry_spans(&self) -> Vec<Span> {
        // Its entry of the running order holds all of it, and that is where the slide was asked for.
        Vec::new()
    }

    fn compose(
        &self,
        composer: &mut Composer,
        planned: &Planned,
        material: &DeckMaterial,
    ) -> Self::Slide {
        let photo = self.photo.and_then(|photo| {
            let place = PhotoPlace::in_story(material.theme);
            compose_photograph(composer, photo, material.gallery, place)
        });
        compose_points(composer, planned.options.title.as_ref(), self.points, photo)
    }
}

/// The slide of some points.
#[derive(Debug, Serialize)]
pub struct PointsSlide {
    title: Line,
    points: Vec<ShownPoint>,
    photo: Option<Photograph>,
    closing: Option<Line>,
}

/// One point, its first words apart when they were marked.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct ShownPoint {
    first: Option<Line>,
    rest: Option<Line>,
}

fn compose_points(
    composer: &mut Composer,
    title: Option<&Text>,
    points: &Points,
    photo: Option<Photograph>,
) -> PointsSlide {
    PointsSlide {
        title: composer.line(title.unwrap_or(&points.title), None),
        points: points
            .list
            .iter()
            .map(|point| part_point(composer.capitalised_line(point, None)))
            .collect(),
        photo,
        closing: points.closing.as_ref().map(|closing| composer.capitalised_line(closing, None)),
    }
}

/// What may stand between the first words of a point and the others, and goes when these have a line of their own.
const PARTING: [char; 10] = [' ', '\u{a0}', '\u{202f}', ',', ':', ';', '.', '–', '—', '-'];

/// A point with its first words apart, when they are strong; the others then begin with a capital.
fn part_point(line: Line) -> ShownPoint {
    let (at, lang) = (line.at, line.lang.clone());
    let mut runs = line.runs.into_iter();
    match runs.next() {
        // Strong words further on are only stressed, and stay in their sentence.
        Some(Run::Strong { strong }) => {
            let mut rest: Vec<Run> = runs.collect();
            if let Some(Run::Plain(text)) = rest.first_mut() {
                *text = text.trim_start_matches(PARTING).to_string();
            }
            rest.retain(|run| !matches!(run, Run::Plain(text) if text.is_empty()));
            let part = |runs| Line { at, lang: lang.clone(), runs };
            let first = Some(part(strong));
            ShownPoint { first, rest: (!rest.is_empty()).then(|| part(rest).capitalised()) }
        }
        first => {
            let runs = first.into_iter().chain(runs).collect();
            ShownPoint { first: None, rest: Some(Line { at, lang, runs }) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deck::rich::parse_line;
    use crate::locale::Language;

    /// The first words and the others of a point, without style.
    fn parted(text: &str) -> (Option<String>, Option<String>) {
        let point = part_point(Line::from_runs(parse_line(text, Some(Language::Fr))));
        (point.first.map(|line| line.plain_text()), point.rest.map(|line| line.plain_text()))
    }

    #[test]
    fn the_strong_words_that_open_a_point_stand_apart_without_what_joined_them() {
        let some = |text: &str| Some(text.to_string());
        let both = (some("Un agent"), some("Le samedi"));
        assert_eq!(parted("**Un agent** : le samedi"), both);
        assert_eq!(parted("**Un agent**, le samedi"), both);
        assert_eq!(parted("**Un agent** — le samedi"), both);
        assert_eq!(parted("**Un agent**."), (some("Un agent"), None));
        assert_eq!(parted("Un **agent** le samedi"), (None, some("Un agent le samedi")));
        assert_eq!(parted(""), (None, some("")));
    }
}

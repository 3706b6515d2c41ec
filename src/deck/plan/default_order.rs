//! The order of a deck that does not say its own.

use std::collections::HashSet;

use super::Planner;
use crate::deck::planned::{Planned, Shows};
use crate::deck::set_aside::set_aside;
use crate::deck::shown::ShownItems;
use crate::deck::slides::{PlannedAnnex, PlannedChapter};
use crate::finding::rules::LONE_FIGURE;
use crate::finding::{Finding, Message};
use crate::narrative::{Figure, Options, Story};
use crate::schema::Text;
use crate::text::fold_title;

impl<'a> Planner<'a, '_> {
    /// Requests, follow-up, stories by chapter with their voices and figures, signals, lone figures, doubts, spending, decisions, annex.
    pub(super) fn by_default(&mut self) {
        let none = Options::default();
        let whole = self.file.title.span;
        // Here every figure has a slide of its own, and none stands small beside a story.
        self.own_slides =
            self.folder.narratives.figures.iter().map(|figure| figure.id.value.as_str()).collect();
        self.plan_cover(&none, whole);
        self.add_asks(&none, whole);
        self.add_follow_up(&none, whole);
        let mut shown = HashSet::new();
        let stories = self.folder.narratives.stories.iter();
        let (stories, others): (Vec<_>, Vec<_>) =
            stories.partition(|story| self.audience.is_among(&story.audience));
        let chapters = by_chapter(&stories);
        // One chapter alone opens nothing that the cover has not opened.
        let are_several = chapters.iter().filter(|(chapter, _)| chapter.is_some()).count() > 1;
        for (chapter, stories) in chapters {
            self.chapter = chapter.filter(|_| are_several);
            if let Some(title) = self.chapter {
                self.add_slide(Shows::Chapter(PlannedChapter { title }), &none, title.span);
            }
            for story in stories {
                self.story_and_figures(story, &mut shown);
            }
        }
        self.chapter = None;
        for story in others {
            // A set of its own: a figure shown to others is not yet shown to this audience.
            self.plan_for_others(|planner| planner.story_and_figures(story, &mut HashSet::new()));
        }
        let signals = self.folder.narratives.signals.iter();
        signals.for_each(|signal| self.plan_signal(signal, &none, signal.span));
        self.lone_figures(&shown);
        self.add_doubts(&none, whole);
        self.add_spending(&none, whole);
        self.asked_decisions()
            .for_each(|decision| self.plan_decision(decision, &none, decision.span));
        if self.has_sources() {
            self.add_slide(Shows::Annex(PlannedAnnex), &none, whole);
        }
    }

    /// A story, then a slide for each of its figures that has none yet.
    fn story_and_figures(&mut self, story: &'a Story, shown: &mut HashSet<&'a str>) {
        let none = Options::default();
        self.add_story_slides(story, &none, story.span);
        for figure in self.find_figures(&story.figures) {
            if shown.insert(figure.id.value.as_str()) {
                self.add_figure_slide(figure, &none, figure.span);
            }
        }
    }

    /// Whether an annex would have anything to tell.
    pub(in crate::deck) fn has_sources(&self) -> bool {
        // This asks the slides planned so far, so the annex must be planned last.
        let proves = |planned: &Planned| match &planned.shows {
            Shows::Figure(_) | Shows::Signal(_) | Shows::Voices(_) => true,
            Shows::Story(story) => !story.voices.is_empty() || !story.figures.is_empty(),
            _ => false,
        };
        self.planned.iter().any(proves)
            || !self.folder.narratives.selections.is_empty()
            || self.has_acronyms
            || !set_aside(self.project, self.file, &self.planned).is_empty()
    }

    /// Figures of the deck that no story uses and no signal is read against.
    fn lone_figures(&mut self, shown: &HashSet<&str>) {
        // A figure told to other audiences has a slide there, and is not lone.
        let elsewhere = ShownItems::from_slides(&self.elsewhere).figures;
        let signals = self.folder.narratives.signals.iter();
        let mut observed: HashSet<&str> = signals
            .filter_map(|signal| signal.observatory.as_ref()?.figure.as_ref())
            .map(|id| id.value.as_str())
            .collect();
        // What another figure is computed from is told in its calculation.
        let figures = self.folder.narratives.figures.iter();
        observed.extend(figures.flat_map(Figure::term_ids));
        let uncomputed = self.folder.narratives.uncomputed.iter();
        let terms = uncomputed.flat_map(|figure| &figure.terms);
        observed.extend(terms.map(String::as_str));
        for figure in &self.folder.narratives.figures {
            let id = figure.id.value.as_str();
            let is_for_others = elsewhere.iter().any(|known| known.id.value == id);
            if shown.contains(id) || observed.contains(id) || is_for_others {
                continue;
            }
            let finding = Finding::new(
                &LONE_FIGURE,
                figure.id.span,
                Message::new("lone-figure").with("id", id),
            )
            .with_hint(Message::new("hint-lone-figure"));
            self.report.push(finding);
            self.add_figure_slide(figure, &Options::default(), figure.span);
        }
    }
}

/// Stories without a chapter first, then chapters in the order they are first named. A chapter has its title as it was typed
/// first: apostrophes and capitals typed in two ways make no second one.
fn by_chapter<'a>(stories: &[&'a Story]) -> Vec<(Option<&'a Text>, Vec<&'a Story>)> {
    // A list keeps the order in which chapters are first named; decks have so few that a search costs nothing.
    let mut chapters: Vec<(Option<&Text>, Vec<&Story>)> = vec![(None, Vec::new())];
    for story in stories {
        let folded = |title: &Text| fold_title(&title.value);
        let name = story.chapter.as_ref().map(folded);
        match chapters.iter_mut().find(|(title, _)| title.map(folded) == name) {
            Some((_, members)) => members.push(story),
            None => chapters.push((story.chapter.as_ref(), vec![story])),
        }
    }
    chapters
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Report;
    use crate::locale::Language;
    use crate::narrative::{FileKind, Narratives};
    use crate::source::Sources;

    #[test]
    fn a_chapter_typed_in_two_ways_is_one() {
        let mut read = Narratives::default();
        let (mut sources, mut report) = (Sources::default(), Report::default());
        for chapter in ["L'accueil", "Le port", "L’Accueil", " l’accueil"] {
            let text = format!(
                "titre: a\nchapitre: \"{chapter}\"\nsituation: a\naction: a\nchangement: a\n"
            );
            let id = sources.add("a.yaml", text);
            read.append(Narratives::read(
                FileKind::Story,
                id,
                "a",
                Language::Fr,
                &sources,
                &mut report,
            ));
        }
        let stories: Vec<&Story> = read.stories.iter().collect();
        let chapters = by_chapter(&stories);
        let found = chapters
            .iter()
            .map(|(title, all)| (title.map(|title| title.value.as_str()), all.len()));
        let found: Vec<_> = found.collect();
        assert_eq!(found, [(None, 0), (Some("L'accueil"), 3), (Some("Le port"), 1)]);
    }
}

//! Which pages of a document show which slide.

use std::ops::Range;

use crate::deck::{Deck, Output, SlideContent};
use crate::source::Span;
use crate::typeset::{Pages, Trouble};

/// Which pages of a document show which slide, and under which titles.
#[derive(Debug, Default)]
pub struct PageLayout {
    /// The pages of each slide, from 1, in order; none for papers, which show slides anywhere.
    pub slides: Vec<Range<usize>>,
    /// The titles of the pages, which notes may repeat.
    pub titles: Vec<String>,
}

impl PageLayout {
    /// The spread of a document around the pages of its slides.
    pub fn from_pages(pages: &Pages, output: Output) -> Result<Self, Trouble> {
        let starts: Vec<usize> = match output {
            Output::Slides => pages.slide_starts()?.into_iter().map(|(_, page)| page).collect(),
            _ => Vec::new(),
        };
        let ends = starts.iter().skip(1).copied().chain([pages.count() + 1]);
        let headings = pages.headings().into_iter();
        let titles = headings.filter(|(level, ..)| *level == 1);
        Ok(Self {
            slides: starts.iter().zip(ends).map(|(start, end)| *start..end).collect(),
            titles: titles.map(|(_, title, _)| title).collect(),
        })
    }

    /// What a page was made from, at its start, where nothing secret stands: the name of a slide of the project's own, or
    /// what asked for the slide; for no page or one of a paper, what asked for the first.
    pub fn span_of_page(&self, page: Option<usize>, deck: &Deck) -> Option<Span> {
        let shows = |slide: &Range<usize>| page.is_some_and(|page| slide.contains(&page));
        let at = self.slides.iter().position(shows).unwrap_or_default();
        let slide = deck.slides.get(at)?;
        Some(match &slide.content {
            SlideContent::Custom(_) => slide.texts.first()?.span,
            _ => slide.origin.at_start(),
        })
    }
}

//! From what the layout says to findings on the texts people wrote.

use super::{Fit, MAIN, Pages, TextHeight, Trouble, TroublePlace, TroubleSeverity};
use crate::deck::{Custom, Deck, Output, Slide, SlideContent};
use crate::finding::rules::{
    BROKEN_PAGE, LONG_NOTE, OVERFLOWING_TEXT, SEVERAL_TITLES, TWO_SLIDE_STORY, UNTITLED_SLIDE,
};
use crate::finding::{self, Finding, Message, Report};
use crate::project::Theme;
use crate::schema::Text;
use crate::source::{Sources, Span};
use crate::template::{Manuscript, Templates};

/// What somebody wrote that a page was made from.
pub struct PageOrigins<'a> {
    /// The deck.
    pub deck: &'a Deck,
    /// Its Typst text.
    pub manuscript: &'a Manuscript,
    /// The project's templates and theme.
    pub templates: &'a Templates,
    /// All texts.
    pub sources: &'a Sources,
}

impl PageOrigins<'_> {
    /// A trouble as a finding: on the project's own theme or template, else on a text of the deck.
    /// None when it comes from nothing that somebody wrote.
    pub fn finding_of(&self, trouble: &Trouble) -> Option<Finding> {
        let message = Message::new("broken-page").with("detail", trouble.message.as_str());
        let mut finding = Finding::new(&BROKEN_PAGE, self.span_of(trouble)?, message);
        if trouble.severity == TroubleSeverity::Warning {
            finding.severity = finding::Severity::Warning;
        }
        // Advice about options of Typst's own command is none for ours.
        let hints = trouble.hints.iter().filter(|hint| !hint.contains("`--"));
        Some(hints.fold(finding, |finding, hint| {
            finding.with_hint(Message::new("hint-typst").with("hint", hint.as_str()))
        }))
    }

    fn span_of(&self, trouble: &Trouble) -> Option<Span> {
        // Our own failures have no place in the manuscript. They are told on the project's own Typst, if it has any: that
        // is the only part that we did not test.
        if trouble.severity == TroubleSeverity::Internal {
            return self.any_own();
        }
        // The place itself first, then the calls that led to it, innermost first: a fault inside our theme is told where
        // somebody called it.
        let places = || trouble.place.iter().chain(&trouble.trace);
        let written = || {
            let mut here = places().filter(|place| place.path == MAIN);
            here.find_map(|place| self.manuscript.origin_of(self.deck, &place.range))
        };
        // A refusal without a place concerns the whole deck: its first slide stands for it.
        let first = || self.deck.slides.first().map(|slide| slide.origin);
        places()
            .find_map(|place| self.span_in_own_file(place))
            .or_else(written)
            .or_else(|| first().filter(|_| trouble.place.is_none()))
            .or_else(|| self.any_own())
    }

    /// The slide of the project's own that names a file, else a file of its own Typst: its pages may show the file.
    pub fn span_of_file(&self, path: &str) -> Option<Span> {
        let name = path.rsplit('/').next()?;
        let mut customs = self.deck.slides.iter().filter_map(custom_content);
        let is_named = |custom: &&Custom| self.sources.get(custom.source_id()).text.contains(name);
        let own = customs.find(is_named).map(|custom| Span::new(custom.source_id(), 0..0));
        own.or_else(|| self.any_own())
    }

    /// A file of the project's own Typst, which stands for all of them: what fails while pages are laid out does not say
    /// who called it.
    fn any_own(&self) -> Option<Span> {
        let mut customs = self.deck.slides.iter().filter_map(custom_content);
        let first = || customs.next().map(|custom| Span::new(custom.source_id(), 0..0));
        self.templates.own_theme().or_else(first)
    }

    /// The place in a slide or in a file of the project's own theme, or in the text of one of its own templates.
    fn span_in_own_file(&self, place: &TroublePlace) -> Option<Span> {
        let mut customs = self.deck.slides.iter().filter_map(custom_content);
        if let Some(custom) = customs.find(|custom| custom.path() == place.path) {
            return Some(Span::new(custom.source_id(), place.range.clone()));
        }
        if place.path != MAIN {
            return self.templates.own_span(&place.path, &place.range);
        }
        let (name, line, said) = self.manuscript.template_at(&place.range)?;
        self.templates.own_line(name, line, said, self.sources)
    }
}

/// Tells the texts that did not fit, and by how much to shorten them. In large type a slide may well go on over another
/// page: nobody is asked to shorten what fits in the usual one.
pub fn report_overflows(
    deck: &Deck,
    pages: &Pages,
    theme: Theme,
    report: &mut Report,
) -> Result<(), Trouble> {
    for fit in pages.read_fits()?.iter().filter(|fit| fit.over || fit.halves) {
        if let Some(slide) = deck.slides.iter().find(|slide| slide.id == fit.slide) {
            report.push(match (deck.output, theme) {
                (Output::Note, _) => long_note(fit, slide),
                (_, Theme::Large) => in_large_type(slide),
                _ if fit.halves => two_slide_finding(fit, slide),
                _ => overflow_finding(fit, slide),
            });
        }
    }
    Ok(())
}

/// A story that took two slides: how many words it has more than one slide holds, told at the longest text.
fn two_slide_finding(fit: &Fit, slide: &Slide) -> Finding {
    let longest = longest_part(fit, slide).map(|part| (part, &slide.texts[part.at]));
    let cut = longest.map_or(0, |(part, text)| too_many(fit, part, count_words(text)));
    let span = longest.map_or(slide.origin, |(_, text)| text.span);
    let message = Message::new("two-slide-story").with("words", cut);
    Finding::new(&TWO_SLIDE_STORY, span, message).with_hint(Message::new("hint-overflow"))
}

/// The longest text of the fullest column.
fn longest_part<'a>(fit: &'a Fit, slide: &Slide) -> Option<&'a TextHeight> {
    let known = |part: &&TextHeight| part.height > 0.0 && part.at < slide.texts.len();
    let known = fit.parts.iter().filter(known);
    known.max_by(|a, b| a.height.total_cmp(&b.height))
}

fn custom_content(slide: &Slide) -> Option<&Custom> {
    match &slide.content {
        SlideContent::Custom(custom) => Some(custom),
        _ => None,
    }
}

/// Tells the slides of the project's own that have no title or several, and those that go on over a second page
/// without having been measured.
pub fn report_custom_slides(
    deck: &Deck,
    pages: &Pages,
    report: &mut Report,
) -> Result<(), Trouble> {
    let (slides, fits) = (pages.slide_starts()?, pages.read_fits()?);
    let headings = pages.headings();
    for (slide, custom) in
        deck.slides.iter().filter_map(|slide| Some((slide, custom_content(slide)?)))
    {
        let Some(at) = slides.iter().position(|(id, _)| *id == slide.id) else {
            continue;
        };
        // A slide owns the pages from its own mark up to the next mark, or up to the last page.
        let next = slides.get(at + 1).map_or(pages.count() + 1, |(_, page)| *page);
        let own = slides[at].1..next;
        let titles = headings.iter().filter(|(level, _, page)| *level == 1 && own.contains(page));
        let place = Span::new(custom.source_id(), 0..0);
        match titles.count() {
            0 => report.push(untitled_finding(place)),
            1 => {}
            titles => report.push(several_titles(place, titles)),
        }
        // A slide that the theme measured is told by `report_overflows`, with the text to shorten. Only those that use
        // nothing of the theme to lay out texts remain.
        if own.len() > 1 && !fits.iter().any(|fit| fit.over && fit.slide == slide.id) {
            report.push(too_long(place));
        }
    }
    Ok(())
}

/// A slide that holds so much that laying it out would take minutes and the machine's memory, told at its longest text.
pub fn heavy_slide(slide: &Slide) -> Finding {
    let message = Message::new("slide-far-too-long");
    let longest = slide.texts.iter().max_by_key(|text| text.value.len());
    let place = longest.map_or(slide.origin, |text| text.span);
    let finding = Finding::new(&OVERFLOWING_TEXT, place, message);
    finding.with_hint(Message::new("hint-slide-far-too-long"))
}

/// A deck whose slides together hold so much, told at the first that is beyond it.
pub fn heavy_deck(slide: &Slide) -> Finding {
    let message = Message::new("deck-far-too-long");
    let finding = Finding::new(&OVERFLOWING_TEXT, slide.origin, message);
    finding.with_hint(Message::new("hint-too-many-slides"))
}

/// A deck of more pages than are written, told at the slide that takes the most of them.
pub fn too_many_pages(deck: &Deck, pages: &Pages, most: usize) -> Result<Finding, Trouble> {
    let starts = pages.slide_starts()?;
    let ends = starts.iter().skip(1).map(|(_, page)| *page);
    let ends = ends.chain([pages.count() + 1]);
    let lengths = starts.iter().zip(ends);
    let lengths = lengths.map(|((id, start), end)| (end.saturating_sub(*start), id));
    let (own, id) = lengths
        .max_by_key(|(length, _)| *length)
        .ok_or_else(|| Trouble::internal("no slide of a long deck is marked"))?;
    let slide = deck.slides.iter().find(|slide| slide.id == *id);
    let slide = slide.ok_or_else(|| Trouble::internal(format!("there is no slide `{id}`")))?;
    let place = custom_content(slide).map(|custom| Span::new(custom.source_id(), 0..0));
    let message = Message::new("too-many-pages")
        .with("pages", pages.count())
        .with("own", own)
        .with("most", most);
    let finding = Finding::new(&OVERFLOWING_TEXT, place.unwrap_or(slide.origin), message);
    Ok(finding.with_hint(Message::new("hint-split")))
}

fn untitled_finding(place: Span) -> Finding {
    let finding = Finding::new(&UNTITLED_SLIDE, place, Message::new("custom-untitled"));
    finding.with_hint(Message::new("hint-custom-untitled"))
}

fn several_titles(place: Span, titles: usize) -> Finding {
    let message = Message::new("custom-several-titles").with("titles", titles);
    Finding::new(&SEVERAL_TITLES, place, message)
        .with_hint(Message::new("hint-custom-several-titles"))
}

fn too_long(place: Span) -> Finding {
    let finding = Finding::new(&OVERFLOWING_TEXT, place, Message::new("overflowing-slide"));
    finding.with_hint(Message::new("hint-split"))
}

fn in_large_type(slide: &Slide) -> Finding {
    let message = Message::new("overflowing-large");
    Finding {
        severity: finding::Severity::Info,
        ..Finding::new(&OVERFLOWING_TEXT, slide.origin, message)
    }
}

/// A note that goes on over a second page, told at its longest text.
fn long_note(fit: &Fit, note: &Slide) -> Finding {
    let lines = (fit.need - fit.have) / (fit.size * PITCH);
    let span = longest_part(fit, note).map_or(note.origin, |part| note.texts[part.at].span);
    let message = Message::new("long-note").with("lines", lines.ceil() as usize);
    Finding::new(&LONG_NOTE, span, message).with_hint(Message::new("hint-long-note"))
}

/// The longest text of the fullest column is the one to shorten.
fn overflow_finding(fit: &Fit, slide: &Slide) -> Finding {
    let Some(longest) = longest_part(fit, slide) else {
        let custom = custom_content(slide).map(|custom| Span::new(custom.source_id(), 0..0));
        return too_long(custom.unwrap_or(slide.origin));
    };
    let text = &slide.texts[longest.at];
    if longest.points > 0 {
        return high_chart(fit, longest, text.span);
    }
    let words = count_words(text);
    let cut = too_many(fit, longest, words);
    // The whole text is shorter than what is missing: no cut of this text alone would do, so splitting is the advice.
    if cut >= words {
        let message = Message::new("overflowing-slide-words").with("words", cut);
        return Finding::new(&OVERFLOWING_TEXT, text.span, message)
            .with_hint(Message::new("hint-split"));
    }
    let message = Message::new("overflowing-text").with("words", cut).with("fit", words - cut);
    Finding::new(&OVERFLOWING_TEXT, text.span, message).with_hint(Message::new("hint-overflow"))
}

/// A chart too high for its slide, told at its last value.
fn high_chart(fit: &Fit, chart: &TextHeight, last: Span) -> Finding {
    let missing = (fit.need - fit.have).max(0.0);
    // The values of a chart take about the same height each, so the share of the height that is left is the share of
    // values that fit.
    let share = (1.0 - missing / chart.height).max(0.0);
    let message = Message::new("overflowing-chart")
        .with("points", chart.points)
        .with("fit", (chart.points as f64 * share).floor() as usize);
    Finding::new(&OVERFLOWING_TEXT, last, message).with_hint(Message::new("hint-fewer-points"))
}

/// The distance of two lines, in sizes of their type: the theme's widest at its smallest size.
const PITCH: f64 = 1.25;

/// How many words to cut: the lines that are missing and a half, in words of this text, and one more. The half is for
/// lines that end shorter than others, which a text of words cannot tell.
fn too_many(fit: &Fit, part: &TextHeight, words: usize) -> usize {
    let pitch = fit.size * PITCH;
    let missing = ((fit.need - fit.have).max(0.0) / pitch).ceil() * pitch + pitch / 2.0;
    (missing * words as f64 / part.height).ceil() as usize + 1
}

fn count_words(text: &Text) -> usize {
    text.value.split_whitespace().count()
}

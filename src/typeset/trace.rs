//! From the troubles and measures of the layout to findings in the texts that people wrote.

use super::{Fit, MAIN, Pages, TextHeight, Trouble, TroublePlace, TroubleSeverity};
use crate::deck::{CustomSlide, Deck, Output, Slide, SlideContent, TableSlide};
use crate::finding::rules::{
    BROKEN_PAGE, LONG_NOTE, OVERFLOWING_TEXT, SEVERAL_TITLES, TWO_SLIDE_STORY, UNTITLED_SLIDE,
};
use crate::finding::{self, Finding, Message, Report};
use crate::project::Theme;
use crate::schema::Text;
use crate::source::{Sources, Span};
use crate::template::{Manuscript, Templates};

/// What a page was made from, to find the text that a trouble comes from.
pub struct PageOrigins<'a> {
    /// The deck whose pages they are.
    pub deck: &'a Deck,
    /// The Typst text of the deck, with the origins of its bytes.
    pub manuscript: &'a Manuscript,
    /// The project's templates and theme.
    pub templates: &'a Templates,
    /// All texts that were read.
    pub sources: &'a Sources,
}

impl PageOrigins<'_> {
    /// A trouble as a finding: in the project's own theme or template, else in a text of the deck. None when it comes
    /// from nothing that somebody wrote.
    pub fn finding_of(&self, trouble: &Trouble) -> Option<Finding> {
        let message = Message::new("broken-page").with("detail", trouble.message.as_str());
        let mut finding = Finding::new(&BROKEN_PAGE, self.span_of(trouble)?, message);
        if trouble.severity == TroubleSeverity::Warning {
            finding.severity = finding::Severity::Warning;
        }
        // Advice about options of Typst's own command line is of no use here.
        let hints = trouble.hints.iter().filter(|hint| !hint.contains("`--"));
        Some(hints.fold(finding, |finding, hint| {
            finding.with_hint(Message::new("hint-typst").with("hint", hint.as_str()))
        }))
    }

    fn span_of(&self, trouble: &Trouble) -> Option<Span> {
        // Our own faults have no place in the manuscript. They are reported on the project's own Typst, if it has any:
        // that is the only part we did not test.
        if trouble.severity == TroubleSeverity::Internal {
            return self.any_own();
        }
        // The place itself first, then the calls that led to it, innermost first: a fault inside our theme is reported
        // where somebody called it.
        let places = || trouble.place.iter().chain(&trouble.trace);
        let written = || {
            let mut here = places().filter(|place| place.path == MAIN);
            here.find_map(|place| self.manuscript.origin_of(self.deck, &place.range))
        };
        // A trouble without any place concerns the whole deck and is reported on its first slide.
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
        let is_named =
            |custom: &&CustomSlide| self.sources.get(custom.source_id()).text.contains(name);
        let own = customs.find(is_named).map(|custom| Span::new(custom.source_id(), 0..0));
        own.or_else(|| self.any_own())
    }

    /// A place in the project's own Typst, which stands for all of it: a fault while
    /// pages are laid out does not tell who called.
    fn any_own(&self) -> Option<Span> {
        let mut customs = self.deck.slides.iter().filter_map(custom_content);
        let first = || customs.next().map(|custom| Span::new(custom.source_id(), 0..0));
        self.templates.own_theme().or_else(first)
    }

    /// The place in a custom slide or in a file of the project's own theme, or the line of one of its own templates.
    /// None for anything built in.
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

/// Reports texts that do not fit, and by how much to shorten them. In large type a slide may go on over another page,
/// and nobody is asked to shorten what fits in normal type.
pub fn report_overflows(
    deck: &Deck,
    pages: &Pages,
    theme: Theme,
    report: &mut Report,
) -> Result<(), Trouble> {
    for fit in pages.read_fits()?.iter().filter(|fit| fit.over || fit.halves) {
        if let Some(slide) = deck.slides.iter().find(|slide| slide.id == fit.slide) {
            // A note must fit on one page whatever its type. `halves` is a story that
            // the theme split over two slides by itself.
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

/// The finding for a story that took two slides: how many words it has too many, at its longest text.
fn two_slide_finding(fit: &Fit, slide: &Slide) -> Finding {
    let longest = longest_part(fit, slide).map(|part| (part, &slide.texts[part.at]));
    let cut = longest.map_or(0, |(part, text)| too_many(fit, part, count_words(text)));
    let span = longest.map_or(slide.origin, |(_, text)| text.span);
    let message = Message::new("two-slide-story").with("words", cut);
    Finding::new(&TWO_SLIDE_STORY, span, message).with_hint(Message::new("hint-overflow"))
}

/// The text that takes the most height; none when no measured text is known.
fn longest_part<'a>(fit: &'a Fit, slide: &Slide) -> Option<&'a TextHeight> {
    let known = |part: &&TextHeight| part.height > 0.0 && part.at < slide.texts.len();
    let known = fit.parts.iter().filter(known);
    known.max_by(|a, b| a.height.total_cmp(&b.height))
}

fn custom_content(slide: &Slide) -> Option<&CustomSlide> {
    match &slide.content {
        SlideContent::Custom(custom) => Some(custom),
        _ => None,
    }
}

/// Reports custom slides without a title or with several, and those that go on over a
/// second page without having been measured.
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
        // A slide owns the pages from its own mark up to the next slide's mark, or up to the last page.
        let next = slides.get(at + 1).map_or(pages.count() + 1, |(_, page)| *page);
        let own = slides[at].1..next;
        let titles = headings.iter().filter(|(level, _, page)| *level == 1 && own.contains(page));
        let place = Span::new(custom.source_id(), 0..0);
        match titles.count() {
            0 => report.push(untitled_finding(place)),
            1 => {}
            titles => report.push(several_titles(place, titles)),
        }
        // What the theme measured is left to `report_overflows`, which names the text to shorten. Only slides that lay
        // out texts without the theme remain.
        if own.len() > 1 && !fits.iter().any(|fit| fit.over && fit.slide == slide.id) {
            report.push(too_long(place));
        }
    }
    Ok(())
}

/// The finding for a slide that would take minutes and all memory to lay out, at its longest text.
pub fn heavy_slide(slide: &Slide) -> Finding {
    let message = Message::new("slide-far-too-long");
    let longest = slide.texts.iter().max_by_key(|text| text.value.len());
    let place = longest.map_or(slide.origin, |text| text.span);
    let finding = Finding::new(&OVERFLOWING_TEXT, place, message);
    finding.with_hint(Message::new("hint-slide-far-too-long"))
}

/// The finding for a deck whose slides together are too much to lay out, at the first slide beyond the limit.
pub fn heavy_deck(slide: &Slide) -> Finding {
    let message = Message::new("deck-far-too-long");
    let finding = Finding::new(&OVERFLOWING_TEXT, slide.origin, message);
    finding.with_hint(Message::new("hint-too-many-slides"))
}

/// The finding for a deck with more pages than are written, at the slide that takes the most
/// pages. An error when slides are not marked.
pub fn too_many_pages(deck: &Deck, pages: &Pages, most: usize) -> Result<Finding, Trouble> {
    // A slide's length is the distance from its first page to that of the next slide, or to the end.
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

/// The finding for a note that goes on over a second page, at its longest text.
fn long_note(fit: &Fit, note: &Slide) -> Finding {
    let lines = (fit.need - fit.have) / (fit.size * PITCH);
    let span = longest_part(fit, note).map_or(note.origin, |part| note.texts[part.at].span);
    let message = Message::new("long-note").with("lines", lines.ceil() as usize);
    Finding::new(&LONG_NOTE, span, message).with_hint(Message::new("hint-long-note"))
}

/// The finding for a slide that overflows, at the text to shorten, which is the longest one.
fn overflow_finding(fit: &Fit, slide: &Slide) -> Finding {
    let Some(longest) = longest_part(fit, slide) else {
        let custom = custom_content(slide).map(|custom| Span::new(custom.source_id(), 0..0));
        return too_long(custom.unwrap_or(slide.origin));
    };
    let text = &slide.texts[longest.at];
    if longest.points > 0 {
        return high_chart(fit, longest, text.span);
    }
    if let SlideContent::Table(table) = &slide.content
        && table.row_count() > 1
    {
        return high_table(fit, table, slide);
    }
    let words = count_words(text);
    let cut = too_many(fit, longest, words);
    // The whole text is shorter than the excess: cutting it would not be enough, so the advice is to split the slide.
    if cut >= words {
        let message = Message::new("overflowing-slide-words").with("words", cut);
        return Finding::new(&OVERFLOWING_TEXT, text.span, message)
            .with_hint(Message::new("hint-split"));
    }
    let message = Message::new("overflowing-text").with("words", cut).with("fit", words - cut);
    Finding::new(&OVERFLOWING_TEXT, text.span, message).with_hint(Message::new("hint-overflow"))
}

/// The finding for a chart too high for its slide, at its last value.
fn high_chart(fit: &Fit, chart: &TextHeight, last: Span) -> Finding {
    let missing = (fit.need - fit.have).max(0.0);
    // All values of a chart take about the same height, so the share of the height
    // that fits is the share of values that fit.
    let share = (1.0 - missing / chart.height).max(0.0);
    let message = Message::new("overflowing-chart")
        .with("points", chart.points)
        .with("fit", (chart.points as f64 * share).floor() as usize);
    Finding::new(&OVERFLOWING_TEXT, last, message).with_hint(Message::new("hint-fewer-points"))
}

/// The finding for a table too high for its slide, at the first row that does not fit.
fn high_table(fit: &Fit, table: &TableSlide, slide: &Slide) -> Finding {
    // The share of the height that fits is the share of rows that do, the head counted as one.
    let share = (fit.have / fit.need).clamp(0.0, 1.0);
    let rows = table.row_count();
    let fitting =
        (((rows + 1) as f64 * share).floor() as usize).saturating_sub(1).clamp(1, rows - 1);
    let first = table.text_of_row(fitting).and_then(|at| slide.texts.get(at));
    let message = Message::new("overflowing-table").with("rows", rows).with("fit", fitting);
    let finding =
        Finding::new(&OVERFLOWING_TEXT, first.map_or(slide.origin, |text| text.span), message);
    finding.with_hint(Message::new("hint-fewer-rows"))
}

/// The distance between two lines as a multiple of the type size: the widest of the theme, at its smallest size.
const PITCH: f64 = 1.25;

/// How many words to cut: the lines that are too many and half a line, converted to words of this text, and one more.
/// The half line is for lines that end early, which cannot be known from the words.
fn too_many(fit: &Fit, part: &TextHeight, words: usize) -> usize {
    let pitch = fit.size * PITCH;
    let missing = ((fit.need - fit.have).max(0.0) / pitch).ceil() * pitch + pitch / 2.0;
    (missing * words as f64 / part.height).ceil() as usize + 1
}

fn count_words(text: &Text) -> usize {
    text.value.split_whitespace().count()
}

//! Findings for people: an excerpt, the smallest wrong place, what to do next.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::visible::{self, visible};
use super::{Finding, Message, Severity};
use crate::error::Error;
use crate::locale::catalogue::Catalogue;
use crate::source::{Source, Sources, Span};

/// How findings are drawn.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Whether colours may be used.
    pub colour: bool,
    /// How many columns there are.
    pub width: usize,
}

/// How much of a line is shown around a place, in bytes: a paragraph may stand on one line.
const WINDOW: usize = 400;

/// A finding as a few lines of text.
pub fn human(finding: &Finding, sources: &Sources, catalogue: &Catalogue, style: Style) -> String {
    let title = joined(finding.message.say(catalogue));
    let name = catalogue.word(&format!("severities.{}", finding.severity.name()));
    let level = level(finding.severity).with_name(name);
    let excerpts = excerpts(finding, sources, catalogue).into_iter();
    let (elements, moved): (Vec<_>, Vec<_>) =
        excerpts.map(|excerpt| (excerpt.element, excerpt.moved)).unzip();
    let title = level.primary_title(title).id(finding.rule.name);
    let mut group: Group = title.elements(elements);
    let hint = catalogue.word("severities.hint");
    for message in &finding.hints {
        group = group
            .element(Level::HELP.with_name(hint.clone()).message(joined(message.say(catalogue))));
    }
    let drawn = drawn(&[group], style);
    moved.iter().flatten().fold(drawn, |drawn, (cut, whole)| drawn.replacen(cut.as_str(), whole, 1))
}

/// A part of a file, and the place printed over it with the one to print instead when its line is cut before it.
struct Excerpt<'a> {
    element: annotate_snippets::Element<'a>,
    moved: Option<(String, String)>,
}

/// Stands before the path over a line that is cut: nobody types it.
const CUT: char = '\u{f0002}';

/// An error as a few lines of text.
pub fn error_text(error: &Error, catalogue: &Catalogue, style: Style) -> String {
    let name = catalogue.word("severities.error");
    let hint = catalogue.word("severities.hint");
    let mut group = Group::with_title(
        Level::ERROR.with_name(name).primary_title(joined(error.message.say(catalogue))),
    );
    for message in &error.hints {
        group = group
            .element(Level::HELP.with_name(hint.clone()).message(joined(message.say(catalogue))));
    }
    drawn(&[group], style)
}

/// Stands for a zero-width joiner while excerpts are drawn: the printer leaves joiners out. Never in a text that is visible.
const JOINER: &str = "\u{fdd0}";

/// Groups of lines as they are drawn.
fn drawn(groups: &[Group], style: Style) -> String {
    renderer(style).render(groups).replace(JOINER, "\u{200d}")
}

/// A text with what stands for joiners in it.
fn joined(text: String) -> String {
    if text.contains('\u{200d}') { text.replace('\u{200d}', JOINER) } else { text }
}

fn renderer(style: Style) -> Renderer {
    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() };
    renderer.decor_style(DecorStyle::Unicode).term_width(style.width)
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    }
}

/// One excerpt for the file of the finding and one for each other file that explains it.
fn excerpts<'a>(
    finding: &Finding,
    sources: &'a Sources,
    catalogue: &Catalogue,
) -> Vec<Excerpt<'a>> {
    let primary = sources.get(finding.span.source);
    if primary.text.is_empty() {
        return vec![Excerpt { element: Origin::path(visible(&primary.path)).into(), moved: None }];
    }
    let (here, elsewhere): (Vec<_>, Vec<_>) =
        finding.labels.iter().partition(|(span, _)| span.source == finding.span.source);
    let mut places = vec![(finding.span, None)];
    places.extend(here.iter().map(|(span, label)| (*span, Some(label))));
    let here = places.into_iter().map(|(span, label)| excerpt(primary, span, label, catalogue));
    let elsewhere = elsewhere
        .into_iter()
        .map(|(span, label)| excerpt(sources.get(span.source), *span, Some(label), catalogue));
    here.chain(elsewhere).collect()
}

fn excerpt<'a>(
    source: &'a Source,
    span: Span,
    label: Option<&Message>,
    catalogue: &Catalogue,
) -> Excerpt<'a> {
    let range = first_lines(span, source);
    let place = source.place(range.start as u32);
    let window = window(source, &range);
    let within =
        range.start.max(window.start) - window.start..range.end.min(window.end) - window.start;
    let kind = if label.is_some() { AnnotationKind::Context } else { AnnotationKind::Primary };
    let places = [within.start, within.end];
    let (text, [start, end]) = visible::excerpt(&source.text[window.clone()], places);
    let annotation = kind.span(start..end);
    let annotation = match label {
        Some(label) => annotation.label(joined(label.say(catalogue))),
        None => annotation,
    };
    let before = source.text[window.start..range.start].chars().count() + 1;
    let shown = visible(&source.path);
    let (path, moved) = if before == place.column {
        (shown.to_string(), None)
    } else {
        let path = format!("{CUT}{shown}");
        let cut = format!("{path}:{}:{before}", place.line);
        let whole = format!("{shown}:{}:{}", place.line, place.column);
        (path, Some((cut, whole)))
    };
    let snippet =
        Snippet::source(joined(text)).line_start(place.line).path(path).annotation(annotation);
    Excerpt { element: snippet.into(), moved }
}

/// A place over many lines is shown by its first one.
fn first_lines(span: Span, source: &Source) -> std::ops::Range<usize> {
    let range = span.range();
    // A place may lie within a sign that is not seen, where a parser counts otherwise.
    let text = source.text.as_str();
    let range = text.floor_char_boundary(range.start)..text.ceil_char_boundary(range.end);
    let end = text[range.clone()].find('\n').map_or(range.end, |at| range.start + at);
    range.start..end.max(range.start)
}

/// The line of a place, or what is around the place when the line is very long.
fn window(source: &Source, range: &std::ops::Range<usize>) -> std::ops::Range<usize> {
    let line = source.line(source.place(range.start as u32).line);
    let mut start = line.start;
    let mut end = line.end.max(range.end);
    if end - start > 2 * WINDOW {
        end = source.text.ceil_char_boundary((range.start + WINDOW).min(end));
        // One line may be the whole file: a finding must not cost more the further on it stands.
        start = source.text.floor_char_boundary(range.start.saturating_sub(WINDOW).max(start));
    }
    start..end
}

//! Findings for people: an excerpt of the file, the smallest wrong place marked in it, and what to do next.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::visible::{self, sanitise_text};
use super::{Finding, Message, Severity};
use crate::error::Error;
use crate::locale::catalogue::Catalogue;
use crate::source::{Source, Sources, Span};

/// The terminal, or the file, that findings are drawn for.
#[derive(Debug, Clone, Copy)]
pub struct FindingStyle {
    /// Whether colours may be used.
    pub colour: bool,
    /// How many columns lines may fill.
    pub width: usize,
}

/// How many bytes of a line are shown on each side of a place: a whole paragraph may be one line.
const WINDOW: usize = 400;

/// A finding as lines of text: the message, excerpts of the files concerned, hints.
pub fn format_human(
    finding: &Finding,
    sources: &Sources,
    catalogue: &Catalogue,
    style: FindingStyle,
) -> String {
    let title = replace_joiners(finding.message.format_with(catalogue));
    let name = catalogue.word(&format!("severities.{}", finding.severity.name()));
    let level = level_of_severity(finding.severity).with_name(name);
    let excerpts = compose_excerpts(finding, sources, catalogue).into_iter();
    let (elements, moved): (Vec<_>, Vec<_>) =
        excerpts.map(|excerpt| (excerpt.element, excerpt.moved)).unzip();
    let title = level.primary_title(title).id(finding.rule.name);
    let mut group: Group = title.elements(elements);
    let hint = catalogue.word("severities.hint");
    for message in &finding.hints {
        group = group.element(
            Level::HELP
                .with_name(hint.clone())
                .message(replace_joiners(message.format_with(catalogue))),
        );
    }
    // Each place that was drawn with a cut line is replaced once, in the order in which they were drawn.
    let drawn = render_groups(&[group], style);
    moved.iter().flatten().fold(drawn, |drawn, (cut, whole)| drawn.replacen(cut.as_str(), whole, 1))
}

/// An excerpt. When its line is cut at the front, the drawn place would have the wrong column: `moved` holds that place
/// as it will be drawn, and the right one to put instead.
struct Excerpt<'a> {
    element: annotate_snippets::Element<'a>,
    moved: Option<(String, String)>,
}

/// Marks the path above a line that is cut, so that the place drawn there is found again. Nobody types this sign.
const CUT: char = '\u{f0002}';

/// An error as lines of text: its message, then hints.
pub fn error_text(error: &Error, catalogue: &Catalogue, style: FindingStyle) -> String {
    let name = catalogue.word("severities.error");
    let hint = catalogue.word("severities.hint");
    let mut group = Group::with_title(
        Level::ERROR
            .with_name(name)
            .primary_title(replace_joiners(error.message.format_with(catalogue))),
    );
    for message in &error.hints {
        group = group.element(
            Level::HELP
                .with_name(hint.clone())
                .message(replace_joiners(message.format_with(catalogue))),
        );
    }
    render_groups(&[group], style)
}

/// Stands for a zero-width joiner while excerpts are drawn, as the library leaves joiners
/// out. A text made visible never holds it.
const JOINER: &str = "\u{fdd0}";

/// Draws groups, and puts the joiners back.
fn render_groups(groups: &[Group], style: FindingStyle) -> String {
    renderer_for(style).render(groups).replace(JOINER, "\u{200d}")
}

/// A text with `JOINER` in place of each joiner.
fn replace_joiners(text: String) -> String {
    if text.contains('\u{200d}') { text.replace('\u{200d}', JOINER) } else { text }
}

fn renderer_for(style: FindingStyle) -> Renderer {
    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() };
    renderer.decor_style(DecorStyle::Unicode).term_width(style.width)
}

fn level_of_severity(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    }
}

/// An excerpt of the finding's own file, one more for each label in that file, and one for each label elsewhere.
fn compose_excerpts<'a>(
    finding: &Finding,
    sources: &'a Sources,
    catalogue: &Catalogue,
) -> Vec<Excerpt<'a>> {
    let primary = sources.get(finding.span.source);
    if primary.text.is_empty() {
        return vec![Excerpt {
            element: Origin::path(sanitise_text(&primary.path)).into(),
            moved: None,
        }];
    }
    // The finding's own place comes first, so that the reader sees it before what explains it.
    let (here, elsewhere): (Vec<_>, Vec<_>) =
        finding.labels.iter().partition(|(span, _)| span.source == finding.span.source);
    let mut places = vec![(finding.span, None)];
    places.extend(here.iter().map(|(span, label)| (*span, Some(label))));
    let here =
        places.into_iter().map(|(span, label)| compose_excerpt(primary, span, label, catalogue));
    let elsewhere = elsewhere.into_iter().map(|(span, label)| {
        compose_excerpt(sources.get(span.source), *span, Some(label), catalogue)
    });
    here.chain(elsewhere).collect()
}

fn compose_excerpt<'a>(
    source: &'a Source,
    span: Span,
    label: Option<&Message>,
    catalogue: &Catalogue,
) -> Excerpt<'a> {
    // The window is cut out first, then made visible, which moves the two ends of the place along with the text.
    let range = first_lines(span, source);
    let place = source.place_of_byte(range.start as u32);
    let window = excerpt_range(source, &range);
    let within =
        range.start.max(window.start) - window.start..range.end.min(window.end) - window.start;
    let kind = if label.is_some() { AnnotationKind::Context } else { AnnotationKind::Primary };
    let places = [within.start, within.end];
    let (text, [start, end]) = visible::sanitise_excerpt(&source.text[window.clone()], places);
    let annotation = kind.span(start..end);
    let annotation = match label {
        Some(label) => annotation.label(replace_joiners(label.format_with(catalogue))),
        None => annotation,
    };
    // The library counts columns from the start of the window. Where that is not the start of the line, the place that
    // it prints is wrong and is replaced afterwards.
    let before = source.text[window.start..range.start].chars().count() + 1;
    let shown = sanitise_text(&source.path);
    let (path, moved) = if before == place.column {
        (shown.to_string(), None)
    } else {
        let path = format!("{CUT}{shown}");
        let cut = format!("{path}:{}:{before}", place.line);
        let whole = format!("{shown}:{}:{}", place.line, place.column);
        (path, Some((cut, whole)))
    };
    let snippet = Snippet::source(replace_joiners(text))
        .line_start(place.line)
        .path(path)
        .annotation(annotation);
    Excerpt { element: snippet.into(), moved }
}

/// The bytes of a place up to the end of its first line.
fn first_lines(span: Span, source: &Source) -> std::ops::Range<usize> {
    let range = span.range();
    // A place may begin or end inside an invisible sign, where the YAML parser counts otherwise.
    let text = source.text.as_str();
    let range = text.floor_char_boundary(range.start)..text.ceil_char_boundary(range.end);
    let end = text[range.clone()].find('\n').map_or(range.end, |at| range.start + at);
    range.start..end.max(range.start)
}

/// The bytes to show: the line of a place, or what is around the place when the line is very long.
fn excerpt_range(source: &Source, range: &std::ops::Range<usize>) -> std::ops::Range<usize> {
    let line = source.line_range(source.place_of_byte(range.start as u32).line);
    let mut start = line.start;
    let mut end = line.end.max(range.end);
    if end - start > 2 * WINDOW {
        end = source.text.ceil_char_boundary((range.start + WINDOW).min(end));
        // One line may be the whole file: drawing must not cost more, the further on a finding is.
        start = source.text.floor_char_boundary(range.start.saturating_sub(WINDOW).max(start));
    }
    start..end
}

//! What several rules ask about a figure: its texts, its unit, how far it moved, what it says of itself.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::wording::WordPattern;
use super::{Context, Passage};
pub use crate::figures::sober::{cases_of_percentage, half_step, interval_of_share, is_percent};
use crate::narrative::{Figure, known_unit};
use crate::schema::Text;
use crate::source::Span;

/// Every text that belongs to a figure, with the figure.
pub fn passages_of_figures<'c, 'a>(
    context: &'c Context<'a>,
) -> impl Iterator<Item = (&'a Figure, &'c Passage<'a>)> {
    let figures: HashMap<Span, &Figure> =
        context.figures().map(|figure| (figure.span, figure)).collect();
    let passages = context.passages.iter();
    let of_figures = passages.filter(|passage| passage.leaf.entry_of == "figure");
    of_figures.filter_map(move |passage| Some((*figures.get(&passage.leaf.entry)?, passage)))
}

/// Whether a passage says what a figure means: its title, its sentence, the change it states.
pub fn is_told(passage: &Passage) -> bool {
    let places = [("figure", "title"), ("figure", "meaning"), ("comparison", "change")];
    places.into_iter().any(|(of, key)| passage.is_under_key(of, key))
}

/// Whether what a passage says can be of nothing but its figure.
pub fn is_of_own(passage: &Passage) -> bool {
    matches!(passage.leaf.key, "title" | "change")
}

/// Whether one of a figure's own texts has such words.
pub fn has_matching_text(figure: &Figure, words: &WordPattern) -> bool {
    own_texts(figure).any(|text| words.is_in(&text.value))
}

/// The texts of a figure that say what it is.
pub fn own_texts(figure: &Figure) -> impl Iterator<Item = &Text> {
    let uncertainty = figure.uncertainty.as_ref();
    let may_be = [
        figure.title.as_ref(),
        figure.source.title.as_ref(),
        figure.base.as_ref().map(|base| &base.population),
        uncertainty.and_then(|uncertainty| uncertainty.unknown.as_ref()),
    ];
    let always = [&figure.label, &figure.meaning, &figure.scope, &figure.unit];
    may_be.into_iter().flatten().chain(always)
}

/// Whether a unit is the one of an English name.
pub fn is_unit(unit: &Text, name: &str) -> bool {
    known_unit(unit) == Some(name)
}

/// The sum of a figure's series.
pub fn sum_of_series(figure: &Figure) -> Option<Decimal> {
    let mut values = figure.series.iter().map(|point| point.value.value);
    values.try_fold(Decimal::ZERO, Decimal::checked_add)
}

/// The part of a sentence that holds a byte of a text. It ends at a semicolon too, unlike what [`crate::text::sentences`] cuts,
/// as two numbers on its two sides are mostly two facts; and a point within a number ends it, which only makes it shorter.
pub fn sentence_at(text: &str, byte: usize) -> &str {
    let ends = ['.', '!', '?', ';', '\n'];
    let start = text[..byte].rfind(ends).map_or(0, |end| end + 1);
    let length = text[byte..].find(ends).unwrap_or(text.len() - byte);
    &text[start..byte + length]
}

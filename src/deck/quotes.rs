//! The words of voices as pages must show them.

use super::compose::Composer;
use super::plan::Planned;
use super::rich::{self, Block};
use super::undrawn::UndrawnQuotes;
use crate::locale::Language;
use crate::schema::Text;
use crate::source::Span;

/// A quote that a slide shows: the words of a voice, or their translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownQuote {
    /// The number of the slide, from 0.
    pub slide: usize,
    /// Where it was written.
    pub span: Span,
    /// Its paragraphs, with the signs and spaces that typography wants.
    pub parts: Vec<String>,
}

/// The quotes of some slides in a deck's language; of those that cannot be drawn, the translation alone.
pub fn collect_quotes(
    planned: &[Planned],
    undrawn: &UndrawnQuotes,
    language: Language,
) -> Vec<ShownQuote> {
    let mut quotes = Vec::new();
    for (slide, planned) in planned.iter().enumerate() {
        for voice in planned.voices() {
            let quote = |text: &Text, own: Option<&Text>| ShownQuote {
                slide,
                span: text.span,
                parts: plain_paragraphs(text, own, language),
            };
            if !undrawn.has_voice(voice) {
                quotes.push(quote(&voice.text, voice.language.as_ref()));
            }
            let translation = voice.translation.as_ref();
            quotes.extend(translation.map(|translation| quote(&translation.text, None)));
        }
    }
    quotes
}

fn plain_paragraphs(text: &Text, own: Option<&Text>, language: Language) -> Vec<String> {
    let prose = Composer::new(language).prose(text, own);
    let of = |block: Block| match block {
        Block::Par { par } => vec![rich::plain_text(&par)],
        Block::Items { items } => items.iter().map(|item| rich::plain_text(item)).collect(),
    };
    prose.blocks.into_iter().flat_map(of).collect()
}

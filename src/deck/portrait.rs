//! What a deck is made of, counted for those who write it: what kind of deck it is becoming.

use std::collections::HashSet;

use super::Slide;
use super::shown::ShownItems;
use super::slides::SlideContent;
use crate::finding::Message;
use crate::lexicon::Lexicon;
use crate::locale::Language;
use crate::narrative::Figure;

/// What a deck is made of.
#[derive(Debug, Clone, Copy, Default)]
pub struct Portrait {
    /// Stories told, each counted once.
    pub stories: usize,
    /// Voices quoted, each counted once.
    pub voices: usize,
    /// Those of them that speak against us.
    pub critical: usize,
    /// Figures shown, each counted once.
    pub figures: usize,
    /// Those of them that no story uses.
    pub lone: usize,
    /// Those of them that count attention, kept for a reason or not.
    pub vain: usize,
    /// Signals shown, each counted once.
    pub signals: usize,
    /// Decisions that the board is asked, not the follow-up of earlier ones.
    pub decisions: usize,
    /// Words that people wrote, on all slides but the annex, which is read at home.
    pub words: usize,
    /// Slides without those of the annex, which nobody speaks about.
    pub slides: usize,
    /// Minutes given to the deck.
    pub minutes: Option<u64>,
}

impl Portrait {
    /// The portrait of slides that show these things, of which `vain` figures count attention.
    pub(super) fn from_slides(
        shown: &ShownItems,
        slides: &[Slide],
        minutes: Option<u64>,
        vain: usize,
    ) -> Self {
        let spoken = slides.iter().filter(|slide| !matches!(slide.content, SlideContent::Annex(_)));
        let texts = spoken.clone().flat_map(|slide| &slide.texts);
        Self {
            stories: shown.stories.len(),
            voices: shown.voices.len(),
            critical: count_critical_voices(shown),
            figures: shown.figures.len(),
            lone: count_lone_figures(shown),
            vain,
            signals: shown.signals.len(),
            decisions: shown.decisions.len(),
            words: texts.map(|text| text.value.split_whitespace().count()).sum(),
            slides: spoken.count(),
            minutes,
        }
    }

    /// It as one sentence about a deck.
    pub fn summary_message(&self, deck: &str) -> Message {
        let slides = self.slides.max(1);
        let minutes = self.minutes.map(|minutes| {
            let tenths = (minutes as usize * 10 + slides / 2) / slides;
            format!("{}.{}", tenths / 10, tenths % 10)
        });
        Message::new("portrait")
            .with("deck", deck)
            .with("stories", self.stories)
            .with("voices", self.voices)
            .with("critical", self.critical)
            .with("figures", self.figures)
            .with("lone", self.lone)
            .with("vain", self.vain)
            .with("signals", self.signals)
            .with("words", (self.words + slides / 2) / slides)
            .with("minutes", minutes.unwrap_or_default())
            .with_kind("what", self.deck_kind())
    }

    /// What there is most of, stories first; a word of the catalogue's `kinds`.
    fn deck_kind(&self) -> &'static str {
        let parts = [
            (self.stories, "deck-of-stories"),
            (self.figures, "deck-of-figures"),
            (self.signals, "deck-of-signals"),
            (self.decisions, "deck-of-decisions"),
        ];
        let most = parts.iter().map(|(count, _)| *count).max().unwrap_or_default();
        match parts.iter().find(|(count, _)| *count == most) {
            Some((1.., kind)) => kind,
            _ if self.voices > 0 => "deck-of-voices",
            _ => "deck-of-nothing",
        }
    }
}

/// How many figures count attention by what they say in large letters, or are kept although they do.
pub(super) fn count_vanity_figures(shown: &ShownItems, lexicon: &Lexicon, ours: Language) -> usize {
    let is_vain = |figure: &&&Figure| {
        let code = figure.language.as_ref();
        let language = code.map_or(Some(ours), |code| Language::from_code(&code.value));
        let said = [figure.title.as_ref(), Some(&figure.label), Some(&figure.unit)];
        let counts = |text: &str| {
            let found = language.map(|language| lexicon.find_matches(text, language));
            let mut found = found.into_iter().flatten();
            found.any(|found| found.family.subject().counts_attention())
        };
        figure.vanity.is_some() || said.into_iter().flatten().any(|text| counts(&text.value))
    };
    shown.figures.iter().filter(is_vain).count()
}

fn count_critical_voices(shown: &ShownItems) -> usize {
    let voices = shown.voices.iter();
    voices.filter(|voice| voice.is_critical()).count()
}

fn count_lone_figures(shown: &ShownItems) -> usize {
    let stories = shown.stories.iter();
    let used: HashSet<&str> =
        stories.flat_map(|story| &story.figures).map(|id| id.value.as_str()).collect();
    let figures = shown.figures.iter().map(|figure| figure.id.value.as_str());
    figures.filter(|id| !used.contains(id)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deck_is_named_after_what_it_has_most_of_and_stories_come_first() {
        let of =
            |stories, figures, voices| Portrait { stories, figures, voices, ..Portrait::default() };
        assert_eq!(of(3, 3, 9).deck_kind(), "deck-of-stories");
        assert_eq!(of(2, 3, 9).deck_kind(), "deck-of-figures");
        assert_eq!(of(0, 0, 9).deck_kind(), "deck-of-voices");
        assert_eq!(of(0, 0, 0).deck_kind(), "deck-of-nothing");
    }
}

//! Quotes whose letters no font has: their translations stand alone.

use crate::narrative::Voice;
use crate::schema::Text;

/// The quotes of a deck that cannot be drawn and that are translated.
#[derive(Debug, Default)]
pub struct UndrawnQuotes {
    texts: Vec<Text>,
}

impl UndrawnQuotes {
    /// Those of some voices; `is_undrawable` says whether the fonts lack the letters of a text.
    pub fn of_voices<'a>(
        voices: impl Iterator<Item = &'a Voice>,
        is_undrawable: impl Fn(&str) -> bool,
    ) -> Self {
        let mut undrawn = Self::default();
        for voice in voices {
            // A voice may stand on several slides, and fonts are asked once.
            if voice.translation.is_some()
                && !undrawn.has_voice(voice)
                && is_undrawable(&voice.text.value)
            {
                undrawn.texts.push(voice.text.clone());
            }
        }
        undrawn
    }

    /// Whether the own words of a voice are among them.
    pub fn has_voice(&self, voice: &Voice) -> bool {
        self.texts.iter().any(|text| text.span == voice.text.span)
    }

    /// What was said.
    pub fn texts(&self) -> &[Text] {
        &self.texts
    }
}

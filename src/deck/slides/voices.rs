//! Voices: exact words, who speaks, where and when, with whose consent, and how the voices were chosen.

use minijinja::Value;
use serde::Serialize;

use super::kind::{PassageOpened, ShownKind};
use crate::deck::compose::{Composer, Line, Prose};
use crate::deck::evidence::Evidence;
use crate::deck::material::DeckMaterial;
use crate::deck::plan::{Planned, Planner};
use crate::deck::rich::Run;
use crate::deck::shown::ShownItems;
use crate::narrative::{Options, Selection, Tone, Translator, Voice};
use crate::schema::Text;
use crate::source::{Span, Spanned};

/// Voices to come, one to four on a slide.
#[derive(Debug)]
pub struct PlannedVoices<'a> {
    /// Those of one slide, in the order in which it shows them.
    pub voices: Vec<&'a Voice>,
}

impl<'a> ShownKind<'a> for PlannedVoices<'a> {
    type Written = Vec<Spanned<String>>;
    type Slide = VoicesSlide;

    fn plan_entry(
        planner: &mut Planner<'a, '_>,
        written: &'a Self::Written,
        options: &Options,
        origin: Span,
    ) {
        let voices = planner.find_voices(written);
        planner.add_voice_slides(voices, options, origin);
    }

    fn own_name(&self) -> Option<String> {
        // The first stands for all: the slide keeps its id when a voice behind it goes.
        Some(self.voices.first().map_or_else(String::new, |voice| voice.id.value.clone()))
    }

    fn passage_opened(&self) -> PassageOpened<'a> {
        PassageOpened::Evidence("kicker-voices")
    }

    fn add_to_shown(&self, shown: &mut ShownItems<'a>) {
        shown.add_voices(&self.voices);
    }

    fn entry_spans(&self) -> Vec<Span> {
        self.voices.iter().map(|voice| voice.span).collect()
    }

    fn compose(
        &self,
        composer: &mut Composer,
        planned: &Planned,
        material: &DeckMaterial,
    ) -> Self::Slide {
        compose_voices(composer, &self.voices, &planned.options, material.selection.as_ref())
    }
}

/// The slide of some voices.
#[derive(Debug, Serialize)]
pub struct VoicesSlide {
    kicker: Line,
    title: Line,
    voices: Vec<QuoteBlock>,
    chosen: Option<Line>,
}

impl VoicesSlide {
    /// Leaves out how the voices were chosen, which another slide says.
    pub fn forget_choice(&mut self) {
        self.chosen = None;
    }
}

/// One quote with who speaks, and its translation if there is one.
#[derive(Debug, Serialize)]
pub struct QuoteBlock {
    text: Prose,
    translation: Option<Translated>,
    who: Line,
    how: Line,
    tone: Option<String>,
    /// What we answered, on a line of its own.
    answer: Option<Line>,
}

/// The same words in the deck's language.
#[derive(Debug, Serialize)]
struct Translated {
    label: String,
    text: Prose,
}

/// Composes a slide of one to four voices.
fn compose_voices(
    composer: &mut Composer,
    voices: &[&Voice],
    options: &Options,
    selection: Option<&Selection>,
) -> VoicesSlide {
    let one = voices.len() == 1;
    let kicker = composer.word(if one { "kicker-voice" } else { "kicker-voices" });
    let key = if one { "title-voice" } else { "title-voices" };
    let title = composer.title_or_default(options.title.as_ref(), key);
    VoicesSlide {
        kicker: composer.program_line(&kicker),
        title,
        voices: voices.iter().map(|voice| compose_quote(composer, voice, true)).collect(),
        chosen: selection
            .map(|selection| composer.program_line(&format_selection(composer, selection))),
    }
}

/// "6 voices kept out of 143 messages read, 2 of them critical".
pub fn format_selection(composer: &Composer, selection: &Selection) -> String {
    match selection.critical {
        Some(critical) => composer.format_sentence(
            "chosen-critical",
            [
                ("read", Value::from(selection.read.value)),
                ("kept", Value::from(selection.kept.value)),
                ("critical", Value::from(critical.value)),
            ],
        ),
        None => composer.format_sentence(
            "chosen",
            [
                ("read", Value::from(selection.read.value)),
                ("kept", Value::from(selection.kept.value)),
            ],
        ),
    }
}

/// Composes one quote. `with_context` is false beside a story, whose own words already give the context.
pub fn compose_quote(composer: &mut Composer, voice: &Voice, with_context: bool) -> QuoteBlock {
    // The translation takes the place of the words, in their size, and says in its credit that it is one.
    let undrawn = composer.undrawn.is_some_and(|undrawn| undrawn.has_voice(voice));
    let (text, translation) = match &voice.translation {
        Some(translation) if undrawn => (composer.prose(&translation.text, None), None),
        translation => {
            let text = composer.prose(&voice.text, voice.language.as_ref());
            let translated = translation.as_ref().map(|translation| Translated {
                label: format_translation_note(composer, voice, translation.by),
                text: composer.prose(&translation.text, None),
            });
            (text, translated)
        }
    };
    QuoteBlock {
        text,
        translation,
        who: compose_speaker(composer, voice),
        how: compose_provenance(composer, voice, with_context),
        tone: critical_tone(composer, voice),
        answer: voice
            .answer
            .as_ref()
            .filter(|_| with_context)
            .map(|answer| compose_answer(composer, answer)),
    }
}

/// The speaker's role, where they come from, and the interest that ties them to the authors, if they declared one.
fn compose_speaker(composer: &mut Composer, voice: &Voice) -> Line {
    let mut parts = vec![composer.line(&voice.role, None)];
    if let Some(origin) = &voice.origin {
        parts.push(composer.line(origin, None));
    }
    if let Some(interest) = voice.declared_interest() {
        parts.push(composer.program_line(&composer.choice_name("interests", interest)));
    }
    composer.join_lines(parts)
}

/// "Translated from German by a person".
pub fn format_translation_note(composer: &Composer, voice: &Voice, by: Translator) -> String {
    let key = format!("translated-{}", by.key());
    let code = voice.language.as_ref().map_or("", |code| code.value.as_str());
    // Only some languages have a word for "from German" in the catalogue; others are called another language.
    let known = format!("languages.{code}.from");
    let from = if composer.catalogue.has(&known) {
        composer.catalogue.word(&known)
    } else {
        composer.word("from-another-language")
    };
    composer.format_sentence(&key, [("from", Value::from(from))])
}

/// Where and when it was said, and the basis of consent, which links to the annex.
fn compose_provenance(composer: &mut Composer, voice: &Voice, with_context: bool) -> Line {
    let mut parts = Vec::new();
    if let Some(translation) = &voice.translation
        && composer.undrawn.is_some_and(|undrawn| undrawn.has_voice(voice))
    {
        let note = format_translation_note(composer, voice, translation.by);
        parts.push(composer.program_line(&note));
    }
    if let Some(channel) = voice.channel {
        parts.push(composer.program_line(&composer.choice_name("channels", channel.key())));
    }
    if let Some(date) = voice.date {
        parts.push(composer.program_line(&composer.format_month(date)));
    }
    if let Some(context) = voice.context.as_ref().filter(|_| with_context) {
        let context = composer.line(context, None);
        parts.push(composer.without_full_stop(context));
    }
    let basis = composer.choice_name("bases", voice.consent.basis.value.key());
    let basis = composer.link_to_annex(Evidence::Voice(voice), &basis);
    if !composer.has_annex || parts.is_empty() {
        parts.push(basis);
        return composer.join_lines(parts);
    }
    // Of the basis, only the number of its row is shown, right behind the words before it.
    let mut line = composer.join_lines(parts);
    line.runs.push(Run::Plain("\u{a0}".to_string()));
    line.runs.extend(basis.runs);
    line
}

/// "Our answer: the sign has been replaced".
fn compose_answer(composer: &mut Composer, answer: &Text) -> Line {
    let line = composer.capitalised_line(answer, None);
    let words = Value::from(line.plain_text());
    let said = composer.program_line(&composer.format_sentence("answer", [("answer", words)]));
    Line { at: line.at, ..said }
}

/// The word for a critical tone; other tones are not named.
fn critical_tone(composer: &Composer, voice: &Voice) -> Option<String> {
    voice.is_critical().then(|| composer.choice_name("tones", Tone::Critical.key()))
}

//! The voices of the annex as a table: their number, where and when they were heard, on what basis they are quoted. Never
//! who speaks: role and origin stand beside the words, and nowhere else; nor their id, which is ours alone.

use minijinja::Value;

use super::{AnnexRow, AnnexTable, Section};
use crate::deck::compose::Composer;
use crate::deck::evidence::Evidence;
use crate::deck::slides::voices::format_translation_note;
use crate::narrative::Voice;

/// The section of the voices; it has no table when no voice is shown.
pub fn compose_section(composer: &Composer, voices: &[&Voice]) -> Section {
    let head = ["head-voice", "head-heard", "head-basis", "head-slides"];
    let numbered = (1..).zip(voices.iter());
    let table = AnnexTable {
        head: head.map(|key| composer.word(key)).to_vec(),
        rows: numbered.map(|(number, voice)| compose_row(composer, number, voice)).collect(),
    };
    Section {
        title: composer.word("annex-voices"),
        table: (!voices.is_empty()).then_some(table),
        ..Section::default()
    }
}

fn compose_row(composer: &Composer, number: usize, voice: &Voice) -> AnnexRow {
    let channel = voice.channel.map(|channel| composer.choice_name("channels", channel.key()));
    let month = voice.date.map(|date| composer.format_month(date));
    let basis = composer.choice_name("bases", voice.consent.basis.value.key());
    let cell = |parts: [Option<String>; 2]| {
        let parts = parts.into_iter().flatten();
        let lines = parts.map(|words| composer.program_line(&words));
        composer.join_lines(lines.collect()).capitalised()
    };
    AnnexRow {
        entry: Evidence::Voice(voice).entry_name(),
        number,
        cells: vec![cell([channel, month]), cell([Some(basis), language_note(composer, voice)])],
    }
}

/// Which language the words were translated from and by whom, or, untranslated, which language they are in.
fn language_note(composer: &Composer, voice: &Voice) -> Option<String> {
    if let Some(translation) = &voice.translation {
        return Some(format_translation_note(composer, voice, translation.by));
    }
    let code = voice.language.as_ref()?.value.as_str();
    let name = format!("languages.{code}.name");
    let is_known = code != composer.language.code() && composer.catalogue.has(&name);
    is_known.then(|| {
        let name = Value::from(composer.catalogue.word(&name));
        composer.format_sentence("annex-language", [("language", name)])
    })
}

//! An export of messages becomes originals, which stay under `private/`, and drafts of voices without what leads to a
//! person. Nothing here reads or writes files: [`crate::cli`] does.

mod dates;
mod json;
mod table;
mod text;

use std::collections::HashMap;

pub use self::table::{ExportTable, decode_export};
pub use self::text::{format_drafts, format_originals};

use crate::data::DateForm;
use crate::locale::Language;
use crate::narrative::{CHANNELS, Channel, RawMessage};
use crate::people::{find_traces, mask_identifiers};
use crate::period::Period;
use crate::project::ImportMapping;
use crate::schema::Name;
use crate::text::entities::plain_letters;
use crate::text::{TranslatedText, fold_name, split_translation};

/// The longest message that is kept, in characters, as for any text of a narrative.
pub const LONGEST: usize = 50_000;

/// A draft of a voice.
#[derive(Debug)]
pub struct DraftVoice {
    /// The message it is taken from.
    pub original: String,
    /// Its words, with `[…]` for what leads to a person.
    pub text: String,
    /// What a machine made of its words, with `[…]` as in them, in the language of the project.
    pub translation: Option<String>,
    /// The code of its language.
    pub language: Option<String>,
    /// Where the words were said.
    pub channel: Option<Channel>,
    /// The month in which it was received.
    pub month: Option<Period>,
}

/// What comes of an export.
#[derive(Debug, Default)]
pub struct Imported {
    /// Every message, those known before first.
    pub messages: Vec<RawMessage>,
    /// A draft of each new one.
    pub drafts: Vec<DraftVoice>,
    /// How many were known before, and stay as they were.
    pub known: usize,
    /// How many have no words, as a bare star rating.
    pub wordless: usize,
    /// How many rows have more cells than there are titles, as their words hold a separator.
    pub cut: usize,
    /// How many are longer than [`LONGEST`].
    pub too_long: usize,
    /// How many drafts have something taken out.
    pub masked: usize,
    /// Of how many the date cannot be read.
    pub undated: usize,
    /// Of how many the day and the month of the date could be the other way round.
    pub doubtful: usize,
    /// How many known messages have other words in this export.
    pub edited: usize,
    /// How many came with a translation by a machine into the language of the project, which the draft keeps beside the words.
    pub translated: usize,
    /// How many came with a translation into another language, which is left out.
    pub translated_elsewhere: usize,
    /// How many are nothing but a translation by a machine: what was said is not known.
    pub only_translated: usize,
    /// Channels of the export that are none of ours, each once.
    pub unknown_channels: Vec<String>,
}

/// The tables that the text of an export may be: one of rows, or one list of JSON after the other.
pub fn read_tables(text: &str, separator: Option<u8>) -> Vec<ExportTable> {
    if text.trim_start().starts_with(['{', '[']) {
        // Cut short, or one thing a line: as a table, its words would be taken for titles.
        return json::read_lists(text).unwrap_or_default();
    }
    ExportTable::read(text, separator).into_iter().collect()
}

/// The messages of an export, added to those `known` before.
pub fn merge_export(
    table: &ExportTable,
    mapping: &ImportMapping,
    language: Language,
    known: Vec<RawMessage>,
) -> Imported {
    let columns = ExportColumns::from_table(table, mapping);
    let (order, doubtful) =
        dates::detect_order(table.rows().filter_map(|row| row.cell(columns.date)));
    let form = DateForm { order, zone: mapping.zone, ..DateForm::default() };
    // The messages known before, by what tells one from another, each with its words.
    let mut met: HashMap<MessageKey, String> =
        known.iter().map(|message| (message_key(message), message.text.clone())).collect();
    // Ids go on behind the highest one, even where messages were removed: no draft may ever point to another message.
    let mut number = known.iter().filter_map(|message| number_of(&message.id)).max().unwrap_or(0);
    let mut imported = Imported { messages: known, doubtful, ..Imported::default() };
    let has_cut_rows = table.has_few_long_rows();
    for row in table.rows() {
        if has_cut_rows && table.is_long(row) {
            imported.cut += 1;
            continue;
        }
        // A line ends in one way only.
        let cell = |column| {
            let cell = row.cell(column);
            cell.map(|text| text.replace("\r\n", "\n").replace('\r', "\n"))
        };
        let title = fold_name(&mapping.text);
        let Some(text) = cell(columns.text).filter(|text| !is_second_title(text, &title)) else {
            imported.wordless += 1;
            continue;
        };
        // What a machine added is cut before messages are compared, so that a new translation makes no other message.
        let translated = split_translation(&text);
        let split = translated.filter(|split| !split.own.is_empty());
        let text = split.map_or(text.as_str(), |split| split.own).to_string();
        if text.chars().count() > LONGEST {
            imported.too_long += 1;
            continue;
        }
        let message = RawMessage {
            id: format!("m-{}", number + 1),
            text,
            channel: cell(columns.channel),
            date: cell(columns.date),
            author: cell(columns.author),
            language: cell(columns.language),
            export_id: cell(columns.id),
        };
        // A known message stays as it was, even when its author has changed it since: voices may quote its first words.
        match met.get(&message_key(&message)) {
            Some(before) if *before == message.text => {
                imported.known += 1;
                continue;
            }
            Some(_) => {
                imported.edited += 1;
                continue;
            }
            None => met.insert(message_key(&message), message.text.clone()),
        };
        number += 1;
        imported.count_translation(translated, language);
        imported.add_draft(&message, split, (mapping, language), form);
        imported.messages.push(message);
    }
    imported
}

/// What programs of surveys write in a second line of titles, folded.
const SECOND_TITLES: [&str; 8] = [
    "open-ended-response",
    "open-ended-text",
    "reponse-ouverte",
    "reponse-libre",
    "reponse-a-developpement-libre",
    "texte-libre",
    "response",
    "reponse",
];

/// Whether what stands in the column of texts is a title there, and nobody's message: one that surveys write below their own
/// titles, that title again, or the name that a survey gives a question, `{"ImportId":"QID1"}`.
fn is_second_title(text: &str, title: &str) -> bool {
    let folded = fold_name(text);
    let signs: String = text.chars().filter(|sign| !sign.is_whitespace()).collect();
    SECOND_TITLES.contains(&folded.as_str())
        || folded == title
        || signs.starts_with("{\"ImportId\"") && signs.ends_with('}')
}

/// Where the columns of a mapping are.
struct ExportColumns {
    text: Option<usize>,
    id: Option<usize>,
    date: Option<usize>,
    channel: Option<usize>,
    author: Option<usize>,
    language: Option<usize>,
}

impl ExportColumns {
    fn from_table(table: &ExportTable, mapping: &ImportMapping) -> Self {
        let column = |title: &Option<String>| table.column_index(title.as_ref()?);
        Self {
            text: table.column_index(&mapping.text),
            id: column(&mapping.id),
            date: column(&mapping.date),
            channel: column(&mapping.channel),
            author: column(&mapping.author),
            language: column(&mapping.language),
        }
    }
}

/// What tells a message from another: its name in the export, else all that is known of it.
type MessageKey = (Option<String>, Option<(String, Option<String>, Option<String>)>);

fn message_key(message: &RawMessage) -> MessageKey {
    // An id of the export is enough, and knows a message again after it was changed. Without one, the message is told by all
    // it says, and one that was changed is new.
    match &message.export_id {
        Some(id) => (Some(id.clone()), None),
        None => {
            let whole = (message.text.clone(), message.date.clone(), message.author.clone());
            (None, Some(whole))
        }
    }
}

/// The number in an id that an import gave.
fn number_of(id: &str) -> Option<u64> {
    id.strip_prefix("m-")?.parse().ok()
}

impl Imported {
    fn count_translation(&mut self, translated: Option<TranslatedText>, language: Language) {
        match translated {
            Some(split) if split.own.is_empty() => self.only_translated += 1,
            Some(split) if split.into == language.code() => self.translated += 1,
            Some(_) => self.translated_elsewhere += 1,
            None => {}
        }
    }

    fn add_draft(
        &mut self,
        message: &RawMessage,
        translated: Option<TranslatedText>,
        (mapping, language): (&ImportMapping, Language),
        form: DateForm,
    ) {
        // The original stays as it was received; a draft has the letters that a page had put into signs.
        let plain = plain_letters(&message.text);
        let text = without_traces(plain.trim());
        self.masked += usize::from(text != plain.trim());
        let readable = translated.filter(|split| split.into == language.code());
        let translation =
            readable.map(|split| without_traces(plain_letters(split.translation).trim()));
        let written_in = translated.and_then(|split| split.from).map(str::to_string);
        let month = message.date.as_ref().and_then(|date| dates::month_of_date(date, form));
        self.undated += usize::from(month.is_none() && message.date.is_some());
        let channel = message.channel.as_ref().and_then(|typed| {
            let channel = find_channel(typed, mapping);
            if channel.is_none() && !self.unknown_channels.contains(typed) {
                self.unknown_channels.push(typed.clone());
            }
            channel
        });
        // A code of a language, `fr` or `deu`: some exports write `French`, which is left out.
        let is_code = |code: &&String| {
            (2..=3).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_lowercase())
        };
        self.drafts.push(DraftVoice {
            original: message.id.clone(),
            text,
            translation: translation.filter(|words| !words.is_empty()),
            language: message.language.as_ref().filter(is_code).cloned().or(written_in),
            channel,
            month,
        });
    }
}

/// The channel that an export means, by the mapping or by its name in either language.
fn find_channel(typed: &str, mapping: &ImportMapping) -> Option<Channel> {
    let folded = fold_name(typed);
    let said = mapping.channels.iter().find(|(name, _)| fold_name(name) == folded);
    let known = || {
        let is_it = |name: Name| [name.en, name.fr].iter().any(|known| fold_name(known) == folded);
        CHANNELS.iter().find(|channel| is_it(channel.name)).map(|channel| channel.value)
    };
    said.map(|(_, channel)| *channel).or_else(known)
}

/// A text with `[…]` for all that leads to a person, since git keeps drafts for ever.
fn without_traces(text: &str) -> String {
    let (mut kept, mut at) = (String::with_capacity(text.len()), 0);
    for trace in find_traces(text) {
        kept.push_str(&text[at..trace.range.start]);
        kept.push_str("[…]");
        at = trace.range.end;
    }
    kept.push_str(&text[at..]);
    // What stood on both sides of something taken out may lead to a person now that it touches.
    mask_identifiers(&kept)
}

#[cfg(test)]
mod tests;

//! What an import writes: YAML that a person can read and mend.

use std::fmt::Write;

use super::DraftVoice;
use crate::locale::Language;
use crate::narrative::RawMessage;

/// The keys of a language.
struct MessageKeys {
    text: &'static str,
    channel: &'static str,
    author: &'static str,
    language: &'static str,
    export_id: &'static str,
    drafts: &'static str,
    file: &'static str,
    translation: &'static str,
    by: &'static str,
}

const FRENCH: MessageKeys = MessageKeys {
    text: "texte",
    channel: "canal",
    author: "auteur",
    language: "langue",
    export_id: "id-export",
    drafts: "brouillons",
    file: "fichier",
    translation: "traduction",
    by: "par",
};

const ENGLISH: MessageKeys = MessageKeys {
    text: "text",
    channel: "channel",
    author: "author",
    language: "language",
    export_id: "export-id",
    drafts: "drafts",
    file: "file",
    translation: "translation",
    by: "by",
};

fn keys_of_language(language: Language) -> &'static MessageKeys {
    match language {
        Language::Fr => &FRENCH,
        Language::En => &ENGLISH,
    }
}

/// A file of originals, under a comment.
pub fn format_originals(messages: &[RawMessage], comment: &str, language: Language) -> String {
    let keys = keys_of_language(language);
    let mut file = format_comment(comment) + "messages:\n";
    for message in messages {
        write_line(&mut file, "  - ", "id", &quote_text(&message.id));
        write_line(&mut file, "    ", keys.text, &quote_text(&message.text));
        let others = [
            (keys.channel, &message.channel),
            ("date", &message.date),
            (keys.author, &message.author),
            (keys.language, &message.language),
            (keys.export_id, &message.export_id),
        ];
        for (key, value) in others {
            if let Some(value) = value {
                write_line(&mut file, "    ", key, &quote_text(value));
            }
        }
    }
    file
}

/// A file of drafts of voices whose ids begin with a name, under a comment; `stored` is the file of their originals.
pub fn format_drafts(
    drafts: &[DraftVoice],
    name: &str,
    stored: &str,
    comment: &str,
    language: Language,
) -> String {
    let keys = keys_of_language(language);
    let mut file = format_comment(comment) + keys.drafts + ":\n";
    for draft in drafts {
        // The draft of `m-12` keeps its number, so that both are found together.
        let number = draft.original.trim_start_matches("m-");
        write_line(&mut file, "  - ", "id", &format!("{name}-{number}"));
        write_line(&mut file, "    ", keys.text, &quote_text(&draft.text));
        let original = format!("{{ {}: {stored}, id: {} }}", keys.file, draft.original);
        write_line(&mut file, "    ", "original", &original);
        if let Some(language) = &draft.language {
            write_line(&mut file, "    ", keys.language, language);
        }
        if let Some(words) = &draft.translation {
            // The word for a machine is the same in both languages.
            let group = format!("{{ {}: {}, {}: machine }}", keys.text, quote_text(words), keys.by);
            write_line(&mut file, "    ", keys.translation, &group);
        }
        if let Some(channel) = draft.channel {
            write_line(&mut file, "    ", keys.channel, channel.name().in_language(language));
        }
        if let Some(month) = draft.month {
            write_line(&mut file, "    ", "date", &month.to_string());
        }
    }
    file
}

fn write_line(file: &mut String, indent: &str, key: &str, value: &str) {
    writeln!(file, "{indent}{key}: {value}")
        .unwrap_or_else(|_| unreachable!("a text takes any text"));
}

fn format_comment(comment: &str) -> String {
    comment.lines().map(|line| format!("# {line}\n")).collect()
}

/// A text between quotes on one line, which YAML reads back as it is.
fn quote_text(text: &str) -> String {
    let mut quoted = String::from('"');
    // Signs that end a line in YAML, or that YAML refuses, are written as escapes; all others stay readable.
    for sign in text.chars() {
        match sign {
            '"' | '\\' => quoted.extend(['\\', sign]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}'..='\u{ffff}' => {
                write_escape(&mut quoted, sign);
            }
            _ if sign.is_control() => write_escape(&mut quoted, sign),
            _ => quoted.push(sign),
        }
    }
    quoted + "\""
}

/// Signs that are not written as they are have four digits at most.
fn write_escape(quoted: &mut String, sign: char) {
    write!(quoted, "\\u{:04x}", u32::from(sign))
        .unwrap_or_else(|_| unreachable!("a text takes any text"));
}

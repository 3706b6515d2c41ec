//! An organisation's own words: the files that `policy.lexicon` names.

use crate::error::Result;
use crate::finding::rules::{DANGLING_REFERENCE, UNKNOWN_VALUE, WRONG_TYPE};
use crate::finding::{Finding, Message, Report};
use crate::lexicon::{Addition, Lexicon, OwnWords, When, expand_entry};
use crate::locale::Language;
use crate::schema::{
    Choice, Decoder, KeyTable, Record, Role, Shape, Text, choice, field, required, yaml,
};
use crate::source::Sources;
use crate::tree::{FileRefusal, Purpose, Tree, with_slashes};

/// The most forms that a project's own words stand for, all together: ten times the built-in lists, read in a tenth of a second.
/// One line of ten brackets stands for 1,024.
const MOST_FORMS: usize = 20_000;

#[rustfmt::skip]
static WHEN: [Choice<When>; 3] = [
    choice(When::Always, "always", "toujours",
        "Wherever the words are.",
        "Où que ces mots se trouvent."),
    choice(When::Counted, "counted", "compté",
        "Only near a number, a network or a word of growth.",
        "Seulement près d’un nombre, d’un réseau ou d’un mot de croissance."),
    choice(When::Online, "online", "en-ligne",
        "Only near the name of a network.",
        "Seulement près du nom d’un réseau."),
];

#[rustfmt::skip]
static ADDITION: KeyTable = KeyTable {
    of: "addition",
    fields: &[
        required("words", "mots", Shape::List(&Shape::Line), Role::Words,
            "The words to look for; (a|b) means one or the other.",
            "Les mots à chercher\u{202f}; (a|b) vaut pour l’un ou l’autre."),
        required("question", "question", Shape::Line, Role::Words,
            "The question to ask instead, printed by the check when a word is found.",
            "La question à se poser, affichée par la vérification quand un mot est trouvé."),
        field("found", "trouvés", Shape::Word(&WHEN), Role::Value,
            "Whether the words count everywhere, or only near a number or a network.",
            "Dit si ces mots comptent partout, ou seulement près d’un nombre ou d’un réseau."),
    ],
};

#[rustfmt::skip]
pub(super) static FILE: KeyTable = KeyTable {
    of: "lexicon",
    fields: &[
        field("add", "ajouter", Shape::List(&Shape::Map(&ADDITION)), Role::Keys,
            "Words of your own to look for, each group with its question.",
            "Vos propres mots à chercher, chaque groupe avec sa question."),
        field("remove", "retirer", Shape::List(&Shape::Line), Role::Words,
            "Words of the built-in lists that are no longer looked for.",
            "Les mots des listes fournies que l’on ne cherche plus."),
    ],
};

/// Reads the files of a project's own words; what is wrong in one is told, and the rest is kept.
pub fn read(
    tree: &Tree,
    files: &[Text],
    language: Language,
    sources: &mut Sources,
    report: &mut Report,
) -> Result<OwnWords> {
    let mut own = OwnWords::default();
    let mut room = FormRoom::default();
    for file in files {
        let path = &*with_slashes(&file.value);
        let there = tree.kind_of_path(path, Purpose::Deck);
        if let Some((message, hint)) =
            there.as_ref().err().and_then(|refused| refused.message_and_hint(path))
        {
            let finding = Finding::new(&DANGLING_REFERENCE, file.span, message);
            report.push(finding.with_hint(hint));
            continue;
        }
        if matches!(there, Err(FileRefusal::Missing)) {
            let message = Message::new("missing-lexicon").with("path", path);
            let finding = Finding::new(&DANGLING_REFERENCE, file.span, message);
            report.push(finding.with_hint(Message::new("hint-missing-lexicon")));
            continue;
        }
        let Some(id) = tree.read(path, sources, report)? else {
            continue;
        };
        let Some(node) = yaml::parse(id, sources, report) else {
            continue;
        };
        let mut decoder = Decoder::new(report, language);
        if let Some(record) = decoder.read_partial(&node, &FILE) {
            add_words(record, language, report, &mut own, &mut room);
        }
    }
    Ok(own)
}

/// How many forms have been read, and whether it was told that the rest is not.
#[derive(Default)]
struct FormRoom {
    taken: usize,
    is_full: bool,
}

fn add_words(
    mut record: Record,
    language: Language,
    report: &mut Report,
    own: &mut OwnWords,
    room: &mut FormRoom,
) {
    for mut added in record.maps("add") {
        let words = added.texts("words");
        let words: Vec<String> =
            words.iter().filter_map(|word| read_word(word, report, room)).collect();
        let Some(question) = added.text("question").filter(|_| !words.is_empty()) else {
            continue;
        };
        own.added.push(Addition {
            words,
            question: question.value,
            when: added.choice("found", &WHEN).map_or(When::Always, |when| when.value),
            language,
        });
    }
    for word in record.texts("remove") {
        let Some(readable) = read_word(&word, report, room) else {
            continue;
        };
        let known = expand_entry(&readable).unwrap_or_default();
        if known.iter().any(|form| Lexicon::built_in().has_form(form)) {
            own.removed.push(readable);
        } else {
            let message = Message::new("unknown-word").with("word", readable);
            let finding = Finding::new(&UNKNOWN_VALUE, word.span, message);
            report.push(finding.with_hint(Message::new("hint-unknown-word")));
        }
    }
}

/// A word that stands for forms to look for; one that does not is told, and so is the first for which there is no room.
fn read_word(word: &Text, report: &mut Report, room: &mut FormRoom) -> Option<String> {
    if room.is_full {
        return None;
    }
    if let Ok(forms) = expand_entry(&word.value) {
        room.taken += forms.len();
        if room.taken <= MOST_FORMS {
            return Some(word.value.clone());
        }
        room.is_full = true;
        let message = Message::new("too-many-forms")
            .with("word", word.value.as_str())
            .with("most", MOST_FORMS);
        let finding = Finding::new(&WRONG_TYPE, word.span, message);
        report.push(finding.with_hint(Message::new("hint-too-many-forms")));
        return None;
    }
    let message = Message::new("unreadable-word").with("word", word.value.as_str());
    let finding = Finding::new(&WRONG_TYPE, word.span, message);
    report.push(finding.with_hint(Message::new("hint-unreadable-word")));
    None
}

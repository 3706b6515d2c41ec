//! Whether a file holds messages or what leads to people, by its titles and its first rows.

use std::io::Read;

use csv::ReaderBuilder;
use flate2::read::DeflateDecoder;

use crate::data::likely_separator;
use crate::text::fold_name;
use crate::tree::decode_leniently;

/// How a file keeps what it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportForm {
    /// Rows of cells.
    Rows,
    /// Names and values.
    Json,
    /// A workbook, which is an archive.
    Workbook,
    /// A `.zip` that is no workbook, whatever it holds.
    Archive,
    /// Messages of a mailbox.
    Mail,
    /// Words without a form, into which messages may have been pasted.
    Words,
}

/// The form of a file that may be an export, by its ending.
pub fn form_of(name: &str) -> Option<ExportForm> {
    let (_, ending) = name.rsplit_once('.')?;
    Some(match ending.to_ascii_lowercase().as_str() {
        "csv" | "tsv" => ExportForm::Rows,
        "json" | "jsonl" | "ndjson" => ExportForm::Json,
        "xlsx" | "xlsm" => ExportForm::Workbook,
        "zip" => ExportForm::Archive,
        "eml" | "mbox" | "msg" => ExportForm::Mail,
        "txt" | "text" => ExportForm::Words,
        _ => return None,
    })
}

/// Titles of columns under which people wrote something, as parts of folded titles.
const MESSAGES: [&str; 12] = [
    "commentaire",
    "comment",
    "avis",
    "message",
    "verbatim",
    "review",
    "remarque",
    "suggestion",
    "temoignage",
    "open-ended",
    "reponse",
    "feedback",
];
/// Titles of columns that lead to people, folded.
const PEOPLE: [&str; 25] = [
    "from",
    "sender",
    "expediteur",
    "auteur",
    "author",
    "pseudo",
    "prenom",
    "first-name",
    "last-name",
    "nom-de-famille",
    "nom-prenom",
    "nom-et-prenom",
    "client",
    "email",
    "e-mail",
    "mail",
    "courriel",
    "adresse-e-mail",
    "adresse-mail",
    "telephone",
    "tel",
    "phone",
    "mobile",
    "portable",
    "nom",
];
/// Words in the name of a file that is sent by a survey, a network or a mailbox, folded.
const NAMES: [&str; 9] = [
    "messages",
    "avis",
    "commentaires",
    "comments",
    "reviews",
    "livre-d'or",
    "inbox",
    "mailbox",
    "conversations",
];

/// The fewest words of something that somebody said: fewer are a name or a place.
const WORDS: usize = 3;
/// The fewest digits of a phone number.
const DIGITS: usize = 9;

/// Whether the first bytes of a file hold messages, or names with what leads to those who have them.
pub fn holds_messages(form: ExportForm, name: &str, bytes: &[u8]) -> bool {
    match form {
        ExportForm::Rows => decode_leniently(bytes).is_some_and(|text| rows_hold_messages(&text)),
        ExportForm::Json => decode_leniently(bytes).is_some_and(|text| json_holds_messages(&text)),
        ExportForm::Workbook => {
            workbook_holds_messages(&words_of_workbook(bytes)) || is_named_so(name)
        }
        ExportForm::Archive => {
            is_named_so(name) || names_in_archive(bytes).any(|name| is_named_so(&name))
        }
        ExportForm::Mail => true,
        ExportForm::Words => decode_leniently(bytes).is_some_and(|text| {
            text.lines().any(|line| line.split_once(':').is_some_and(names_sender))
        }),
    }
}

/// Whether a line is that of a message which says who sent it: `De : Léa Martin <lea@example.org>`.
fn names_sender((title, value): (&str, &str)) -> bool {
    let title = fold_name(title.trim_start_matches(['>', ' ']));
    matches!(title.as_str(), "de" | "from" | "expediteur" | "sender") && value.contains('@')
}

fn is_named_so(name: &str) -> bool {
    let folded = fold_name(name);
    let mut words = folded.split(['-', '.', '/', '(', ')']);
    words.any(|word| NAMES.contains(&word)) || folded.contains("livre-d-or")
}

/// What a column holds, by its title and its cells.
struct TitledColumn {
    title: String,
    cells: Vec<String>,
}

fn rows_hold_messages(text: &str) -> bool {
    // Rows are read as a spreadsheet does: a cell may hold the separator, and lines of its own.
    let separator = likely_separator(text.as_bytes());
    let mut reader = ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    // A title may stand above the titles of columns, and the last row may be cut.
    let rows: Vec<_> = reader.records().map_while(Result::ok).take(40).collect();
    (0..rows.len().min(6)).any(|head| {
        let columns: Vec<TitledColumn> = rows[head]
            .iter()
            .enumerate()
            .map(|(at, title)| TitledColumn {
                title: fold_name(title),
                cells: rows[head + 1..]
                    .iter()
                    .filter_map(|row| row.get(at))
                    .map(str::to_string)
                    .collect(),
            })
            .collect();
        columns.len() > 1 && columns.iter().any(|column| column.is_message() || column.is_contact())
    })
}

impl TitledColumn {
    /// Whether people wrote something here: a count of messages has the same title.
    fn is_message(&self) -> bool {
        let is_titled = MESSAGES.iter().any(|title| self.title.contains(title));
        is_titled && self.cells.iter().any(|cell| is_sentence(cell))
    }

    /// Whether this leads to people: by an address, a number, or a name beside words of theirs.
    fn is_contact(&self) -> bool {
        let is_titled = PEOPLE.contains(&self.title.as_str());
        is_titled && self.cells.iter().any(|cell| leads_to_somebody(cell) || is_full_name(cell))
    }
}

fn is_sentence(cell: &str) -> bool {
    let words = cell.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic));
    words.count() >= WORDS
}

fn leads_to_somebody(cell: &str) -> bool {
    let digits = cell.bytes().filter(u8::is_ascii_digit).count();
    let is_number = cell.chars().all(|sign| !sign.is_alphabetic());
    cell.contains('@') || is_number && digits >= DIGITS && cell.trim().starts_with(['0', '+', '('])
}

/// `Léa Martin`, `Léa M.`: two words, each with a capital.
fn is_full_name(cell: &str) -> bool {
    let words: Vec<&str> = cell.split_whitespace().collect();
    let has_capital = |word: &&str| word.starts_with(char::is_uppercase);
    words.len() == 2 && words.iter().all(has_capital)
}

fn json_holds_messages(text: &str) -> bool {
    let mut rest = text;
    // A name, a colon, a text: values of other kinds say nothing here.
    while let Some((_, after)) = rest.split_once('"') {
        let Some((name, behind)) = after.split_once('"') else { return false };
        rest = behind;
        let value = behind.trim_start().strip_prefix(':').map(str::trim_start);
        let Some(value) = value.and_then(|value| value.strip_prefix('"')) else { continue };
        let (value, behind) = value.split_once('"').unwrap_or((value, ""));
        rest = behind;
        let column = TitledColumn { title: fold_name(name), cells: vec![value.to_string()] };
        if column.is_message() || column.is_contact() {
            return true;
        }
    }
    false
}

/// Whether texts of a workbook are titles of messages or of people, and something that somebody said or an address follows.
fn workbook_holds_messages(words: &[String]) -> bool {
    let is_title = |word: &&String| {
        let title = fold_name(word);
        let is_short = title.len() < 40;
        is_short
            && (MESSAGES.iter().any(|known| title.contains(known))
                || PEOPLE.contains(&title.as_str()))
    };
    let is_said = |word: &&String| {
        word.contains('@') || word.split_whitespace().count() > 2 * WORDS || leads_to_somebody(word)
    };
    words.iter().any(|word| is_title(&word)) && words.iter().any(|word| is_said(&word))
}

/// The mark before each file of an archive, and how many bytes its facts take there.
const LOCAL: &[u8] = b"PK\x03\x04";
const FACTS: usize = 30;

/// The name and what follows of each file that begins in some bytes of an archive.
fn parts_of_archive(bytes: &[u8]) -> impl Iterator<Item = (String, &[u8])> {
    let starts = bytes.windows(LOCAL.len()).enumerate().filter(|(_, window)| *window == LOCAL);
    starts.filter_map(|(start, _)| {
        let facts = bytes.get(start..start + FACTS)?;
        let length = |at: usize| usize::from(u16::from_le_bytes([facts[at], facts[at + 1]]));
        // The name and a stretch that programs use follow the facts; what is packed comes behind both.
        let name_end = start + FACTS + length(26);
        let name = bytes.get(start + FACTS..name_end)?;
        let rest = bytes.get(name_end + length(28)..)?;
        Some((String::from_utf8_lossy(name).into_owned(), rest))
    })
}

fn names_in_archive(bytes: &[u8]) -> impl Iterator<Item = String> {
    parts_of_archive(bytes).map(|(name, _)| name)
}

/// The texts of the cells of a workbook, as far as its first bytes hold them.
fn words_of_workbook(bytes: &[u8]) -> Vec<String> {
    let texts = parts_of_archive(bytes).find(|(name, _)| name.ends_with("sharedStrings.xml"));
    // A workbook keeps each text once, in one file of its archive.
    let Some((_, packed)) = texts else {
        return Vec::new();
    };
    let mut unpacked = Vec::new();
    // What was read before the end is cut says enough.
    let _ = DeflateDecoder::new(packed).take(256 * 1024).read_to_end(&mut unpacked);
    let text = String::from_utf8_lossy(&unpacked);
    let parts = text.split("<t").skip(1).filter_map(|part| part.split_once('>'));
    parts.map(|(_, words)| words.split('<').next().unwrap_or_default().to_string()).collect()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::DeflateEncoder;

    use super::*;

    #[test]
    fn rows_with_what_people_wrote_are_known() {
        for text in [
            "Commentaire,Date\n\"L'accueil était parfait\",2026-08-03\n",
            "Nom;Téléphone\nLéa Martin;06 12 34 56 78\n",
            "Export du 3 septembre;\nVotre avis en quelques mots;Note\nTrop d'attente au guichet;2\n",
            "date\temail\n2026\tlea@example.org\n",
        ] {
            assert!(rows_hold_messages(text), "{text}");
        }
    }

    #[test]
    fn rows_of_numbers_are_data() {
        for text in [
            "Mois;Guichet;Téléphone;Courriel\n2026-07;120;30;14\n",
            "commune;nom;nuitées\n35288;Valmer;1204\n",
            "Site;Avis;Note\nGoogle;120;4,5\n",
            "Messages reçus\n12\n",
            "code,client,value\n1,2,3\n",
            "",
        ] {
            assert!(!rows_hold_messages(text), "{text}");
        }
    }

    #[test]
    fn names_and_values_are_looked_at() {
        assert!(json_holds_messages(
            r#"{"reviews":[{"comment": "Une belle journée ici", "starRating": 5}]}"#
        ));
        assert!(json_holds_messages(r#"[{"email":"lea@example.org"}]"#));
        assert!(json_holds_messages(r#"[{"from":"lea@example.org", "text": "Bonjour"}]"#));
        assert!(!json_holds_messages(r#"{"message": "ok", "total": 3, "nom": "Valmer"}"#));
    }

    #[test]
    fn messages_pasted_into_a_text_are_known_by_their_senders() {
        let holds = |text: &str| holds_messages(ExportForm::Words, "notes.txt", text.as_bytes());
        assert!(holds("Bonjour,\nDe\u{a0}: Léa Martin <lea@example.org>\nVotre plan est faux\n"));
        assert!(holds("> From: lea@example.org\n"));
        assert!(!holds("Données ouvertes, contact : donnees@example.org\nDe : juin à septembre\n"));
    }

    #[test]
    fn archives_are_known_by_what_they_hold() {
        let mut packed = DeflateEncoder::new(Vec::new(), Compression::default());
        let texts = "<sst><si><t>Commentaire</t></si><si><t xml:space=\"preserve\">On a attendu le car sous la pluie hier</t></si></sst>";
        packed.write_all(texts.as_bytes()).expect("bytes");
        let mut bytes = LOCAL.to_vec();
        bytes.extend([0; 22]);
        bytes.extend([20, 0, 0, 0]);
        bytes.extend(b"xl/sharedStrings.xml");
        bytes.extend(packed.finish().expect("bytes"));
        assert!(holds_messages(ExportForm::Workbook, "a.xlsx", &bytes));
        assert!(!holds_messages(ExportForm::Workbook, "frequentation.xlsx", b"PK\x03\x04"));
        assert!(holds_messages(ExportForm::Archive, "Avis (1).zip", b""));
        assert!(!holds_messages(ExportForm::Archive, "photos.zip", b""));
    }

    #[test]
    fn endings_tell_the_form() {
        assert_eq!(form_of("a.CSV"), Some(ExportForm::Rows));
        assert_eq!(form_of("voix.yaml"), None);
    }
}

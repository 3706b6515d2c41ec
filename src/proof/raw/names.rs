//! The names of those who wrote, as exports of messages, tables and address books give them.

use std::ops::Range;

use crate::proof::parted::split_cells;
use crate::text::fold_name;

/// What exports of messages call the one who wrote, without accents.
const AUTHORS: [&str; 14] = [
    "author",
    "auteur",
    "autrice",
    "name",
    "nom",
    "prenom-nom",
    "user",
    "utilisateur",
    "sender",
    "expediteur",
    "from",
    "reviewer",
    "fn",
    "de",
];
/// The most words of a name.
const LONGEST: usize = 4;

/// The names of those who wrote, by their bytes: what stands after such a key, or below it in a table.
pub fn find_author_names(path: &str, text: &str) -> Vec<Range<usize>> {
    let lines = || {
        text.split_inclusive('\n').scan(0, |at, line| {
            let start = *at;
            *at += line.len();
            Some((start, line))
        })
    };
    let ending = path.rsplit('.').next().unwrap_or_default();
    let is_list = matches!(ending.to_lowercase().as_str(), "csv" | "tsv");
    // A CSV file may have one column. Elsewhere a first line without a separator is no head of a table, whatever it
    // says.
    let mut found = in_table(lines(), if is_list { 1 } else { 2 });
    // In a table, `from: …` within a cell is what somebody wrote, so lines are looked at only where no column names
    // authors.
    if found.is_empty() || !is_list {
        found.extend(in_tables(lines()));
        found.extend(lines().flat_map(|(at, line)| in_line(at, line)));
    }
    let is_name = |name: &str| name.split_whitespace().count() <= LONGEST;
    let named = found.into_iter().filter(|(_, name)| is_name(name));
    let mut names: Vec<Range<usize>> = named.map(|(at, name)| at..at + name.len()).collect();
    names.sort_by_key(|range| (range.start, range.end));
    names.dedup();
    names
}

fn is_author(key: &str) -> bool {
    let key = fold_name(key.trim_matches(|sign: char| "\"'\u{feff} -{\r\n".contains(sign)));
    AUTHORS.contains(&key.as_str())
}

/// The names in a line.
fn in_line(at: usize, line: &str) -> Vec<(usize, &str)> {
    let mut found: Vec<(usize, &str)> = after_key(at, line).into_iter().collect();
    if line.contains('"') {
        found.extend(in_pairs(at, line));
    }
    found.extend(of_card(at, line));
    found
}

/// `author: Jeanne Martin`, as YAML, mail and address books say it; an address behind the name is left out.
fn after_key(at: usize, line: &str) -> Option<(usize, &str)> {
    let (key, value) = line.split_once(':')?;
    let name = value.split(['<', '(']).next().unwrap_or(value);
    let known = key.split(';').next().unwrap_or(key);
    is_author(known).then_some((at + key.len() + 1, name))
}

/// `"author": "Jeanne Martin"`, as JSON says it, wherever on a line.
fn in_pairs(at: usize, line: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let (mut start, mut parts) = (0, Vec::new());
    // The parts between quotes, with their places. In `"author": "Jeanne"`, key, colon and name are three parts in a
    // row.
    for part in line.split('"') {
        parts.push((start, part));
        start += part.len() + 1;
    }
    for four in parts.windows(3) {
        let [(_, key), (_, between), (start, value)] = four else {
            continue;
        };
        if between.trim() == ":" && is_author(key) {
            found.push((at + start, *value));
        }
    }
    found
}

/// `ORGANIZER;CN=Jeanne Martin:mailto:…`, as calendars say it.
fn of_card(at: usize, line: &str) -> Option<(usize, &str)> {
    let is_person = line.starts_with("ATTENDEE") || line.starts_with("ORGANIZER");
    let start = line.find("CN=").filter(|_| is_person)? + 3;
    let value = line[start..].trim_start_matches('"');
    let start = line.len() - value.len();
    let end = value.find(['"', ';', ':']).unwrap_or(value.len());
    Some((at + start, &value[..end]))
}

/// What stands in the columns of names; rows with more or fewer cells than the first are passed over.
fn in_table<'t>(
    mut lines: impl Iterator<Item = (usize, &'t str)>,
    fewest: usize,
) -> Vec<(usize, &'t str)> {
    let Some((_, head)) = lines.next() else {
        return Vec::new();
    };
    let separators = [';', '\t', ','];
    let most = separators.into_iter().max_by_key(|sign| head.matches(*sign).count());
    let separator = most.unwrap_or(';');
    let columns = head.split(separator).count();
    let authors: Vec<usize> = head
        .split(separator)
        .enumerate()
        .filter(|(_, key)| is_author(key))
        .map(|(column, _)| column)
        .collect();
    if authors.is_empty() || columns < fewest {
        return Vec::new();
    }
    let cells = |(at, line): (usize, &'t str)| {
        let cells = split_cells(line, separator);
        let wanted = cells.len() == columns;
        let named = authors.iter().filter(move |_| wanted);
        let named = named.filter_map(|column| cells.get(*column));
        named.map(|(start, cell)| (at + start, *cell)).collect::<Vec<_>>()
    };
    lines.flat_map(cells).collect()
}

/// The same in the tables of a page or a document, whose cells are parted by tabs: below each row that names such a column.
fn in_tables<'t>(lines: impl Iterator<Item = (usize, &'t str)>) -> Vec<(usize, &'t str)> {
    let mut found = Vec::new();
    let mut columns: Vec<usize> = Vec::new();
    for (at, line) in lines {
        if !line.contains('\t') {
            // A blank line ends no table.
            if !line.trim().is_empty() {
                columns.clear();
            }
            continue;
        }
        let cells = split_cells(line, '\t');
        let named = cells.iter().enumerate().filter(|(_, (_, cell))| is_author(cell));
        let named: Vec<usize> = named.map(|(column, _)| column).collect();
        if !named.is_empty() {
            columns = named;
            continue;
        }
        let below = columns.iter().filter_map(|column| cells.get(*column));
        found.extend(below.map(|(start, cell)| (at + start, *cell)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named<'t>(path: &str, text: &'t str) -> Vec<&'t str> {
        let names = find_author_names(path, text).into_iter();
        names.map(|range| text[range].trim()).collect()
    }

    #[test]
    fn the_names_of_those_who_wrote_are_known_by_their_key_or_column() {
        let yaml = "messages:\n  - author: Jeanne Martin\n    text: le nom de la rue : Calfat\n";
        assert_eq!(named("private/m.yaml", yaml), ["Jeanne Martin"]);
        let json = "[{\n  \"auteur\": \"Jeanne Martin\",\n  \"texte\": \"Bonjour\" }]";
        assert_eq!(named("private/m.json", json), ["\"Jeanne Martin\",", "Jeanne Martin"]);
        let line = r#"[{"id":1,"author":"Zoé Le Gall","text":"x"},{"from" : "Jeanne Martin"}]"#;
        assert_eq!(named("private/m.json", line), ["Zoé Le Gall", "Jeanne Martin"]);
        let table = "date;Auteur;texte\n2026;Jeanne Martin;\"un ; deux\"\n2026;un;deux;trois\n";
        assert_eq!(named("private/m.csv", table), ["Jeanne Martin"]);
    }

    #[test]
    fn names_are_known_in_mail_cards_calendars_and_tables_of_documents() {
        let mail = "From: Jeanne Martin <jeanne@example.org>\nSubject: x\n";
        assert_eq!(named("private/m.txt", mail), ["Jeanne Martin"]);
        let card = "BEGIN:VCARD\nFN;CHARSET=utf-8:Jeanne Martin\nEND:VCARD\n";
        assert_eq!(named("private/m.vcf", card), ["Jeanne Martin"]);
        let day = "ORGANIZER;ROLE=CHAIR;CN=\"Jeanne Martin\":mailto:jeanne@example.org\n";
        assert_eq!(named("private/m.ics", day), ["Jeanne Martin"]);
        let table =
            "Messages\n\nDate\tAuteur\tTexte\n\n3\tJeanne Martin\tBonjour\nFin\n4\tune rue\tx\n";
        assert_eq!(named("private/m.docx", table), ["Jeanne Martin"]);
        assert_eq!(named("private/m.txt", "Nom\nle bus du soir\n"), Vec::<&str>::new());
    }
}

//! Raw texts that a program parted: a time before each line, who wrote it, a cell beside it. Whoever reads passes over these;
//! so does what is looked for.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::written::{strip_numbers, unescape_line};

/// The most words of what stands before a line again and again.
const LABEL_WORDS: usize = 4;
/// What ends it.
const LABEL_ENDS: [char; 12] = [':', '>', '|', '\t', ';', ']', ')', '–', '—', '.', '=', '"'];
/// How many of them may stand one behind the other: a day, an hour, a name, a mark.
const LABELS: usize = 5;
/// The most words that a line has in common with the next, at its beginning or its end, and that are no words of its own.
const SHARED: usize = 8;

/// The lines of a text, with their numbers from 1, without numbers, without the names of those who wrote and without what
/// stands before or behind several of them; none when they have none of these.
pub fn strip_line_labels(text: &str, names: &[Range<usize>]) -> Option<Vec<(u32, String)>> {
    let (mut lines, mut is_changed) = strip_numbers_and_names(text, names);
    // Each round takes one label off the front of the lines: `lundi`, then `Jeanne`, then `photo`. It stops when no
    // line has one that another line has too.
    for _ in 0..LABELS {
        if !without_labels(&mut lines) {
            break;
        }
        is_changed = true;
    }
    is_changed |= without_shared(&mut lines);
    is_changed.then_some(lines)
}

/// The lines without numbers and names, and whether there were any.
fn strip_numbers_and_names(text: &str, names: &[Range<usize>]) -> (Vec<(u32, String)>, bool) {
    let (mut lines, mut at, mut is_changed) = (Vec::new(), 0, false);
    let mut names = names.iter().peekable();
    for (number, line) in (1..).zip(text.split_inclusive('\n')) {
        let end = at + line.len();
        let (mut rest, mut from) = (String::new(), at);
        // Names come sorted, so one pass over both is enough. One that begins on an earlier line than it ends is cut at
        // the line's end.
        while let Some(name) = names.next_if(|name| name.start < end) {
            rest.push_str(text.get(from..name.start).unwrap_or_default());
            from = from.max(name.end).min(end);
            is_changed = true;
        }
        rest.push_str(text.get(from..end).unwrap_or_default());
        let line = unescape_line(&rest);
        let unnumbered = strip_numbers(&line);
        is_changed |= unnumbered.is_some();
        lines.push((number, unnumbered.unwrap_or(line)));
        at = end;
    }
    (lines, is_changed)
}

/// Takes away what stands before a line, where it stands before several; whether it stood anywhere.
fn without_labels(lines: &mut [(u32, String)]) -> bool {
    // A label is a label because it comes again: what begins one line alone may be its first words.
    let mut times: HashMap<&str, usize> = HashMap::new();
    for (_, line) in lines.iter() {
        *times.entry(label_of_line(line).1).or_default() += 1;
    }
    let is_label =
        |label: &str| !label.is_empty() && times.get(label).is_some_and(|many| *many > 1);
    let cut = |(_, line): &(u32, String)| {
        let (start, label) = label_of_line(line);
        is_label(label).then_some(start..start + label.len())
    };
    let cuts: Vec<Option<Range<usize>>> = lines.iter().map(cut).collect();
    let is_changed = cuts.iter().any(Option::is_some);
    for ((_, line), cut) in lines.iter_mut().zip(cuts) {
        if let Some(cut) = cut {
            line.replace_range(cut, "");
        }
    }
    is_changed
}

/// What stands before a line, or is one of few words, and the byte where it begins; empty when nothing does.
fn label_of_line(line: &str) -> (usize, &str) {
    // Dates, times and marks before the name differ from line to line: the name is what comes again. They are left to
    // `strip_numbers`.
    let rest = line.trim_start_matches(|sign: char| !sign.is_alphabetic());
    let start = line.len() - rest.len();
    let label = rest.split(LABEL_ENDS).next().unwrap_or_default().trim_end();
    let words = label.split_whitespace().take(LABEL_WORDS + 1).count();
    (start, if words <= LABEL_WORDS { label } else { "" })
}

/// Takes away the words with which a line begins or ends as the one before it or after it does; whether there were any.
fn without_shared(lines: &mut [(u32, String)]) -> bool {
    let filled: Vec<usize> =
        (0..lines.len()).filter(|at| lines[*at].1.contains(char::is_alphabetic)).collect();
    // How many words go from the front and from the back of each line. A line is compared with both neighbours, and
    // the larger number counts.
    let mut cuts = vec![(0, 0); filled.len()];
    for (at, pair) in filled.windows(2).enumerate() {
        let [one, other] = [pair[0], pair[1]].map(|line| lines[line].1.as_str());
        let first = count_shared_words(one.split_whitespace(), other.split_whitespace());
        let last = count_shared_words(one.split_whitespace().rev(), other.split_whitespace().rev());
        for cut in &mut cuts[at..at + 2] {
            *cut = (cut.0.max(first), cut.1.max(last));
        }
    }
    let mut is_changed = false;
    for (at, (first, last)) in filled.into_iter().zip(cuts).filter(|(_, cut)| *cut != (0, 0)) {
        let line = &mut lines[at].1;
        let words: Vec<&str> = line.split_whitespace().collect();
        // Two equal lines of few words share all of them from both ends, and the range is then upside down: nothing is
        // left of them.
        let kept = words.get(first..words.len().saturating_sub(last)).unwrap_or_default();
        *line = format!("{}\n", kept.join(" "));
        is_changed = true;
    }
    is_changed
}

/// How many words two lines begin with alike.
fn count_shared_words<'t>(
    one: impl Iterator<Item = &'t str>,
    other: impl Iterator<Item = &'t str>,
) -> usize {
    one.zip(other).take(SHARED).take_while(|(one, other)| one == other).count()
}

/// The fewest rows of a table.
const ROWS: usize = 3;
/// The most columns that are read.
const COLUMNS: usize = 64;
/// The most words of a cell on average: longer ones hold what they say within one row.
const CELL_WORDS: usize = 12;
/// What parts the columns of a table; several spaces do too, as one sign.
const SEPARATORS: [char; 11] = ['\t', ';', '|', ',', '│', '¦', '^', '~', '\u{1}', '&', SPACES];
/// What stands for several spaces, and for signs that are no ASCII.
const SPACES: char = '\u{1f}';

/// The cells of a text whose lines are rows of a table, column by column, each with the number of its line from 1; none when
/// they are no such rows.
pub fn cells_by_column(text: &str) -> Option<Vec<(u32, String)>> {
    static SEVERAL: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"[ \u{a0}]{2,}").expect("a pattern of ours"));
    let filled = text.lines().filter(|line| !line.trim().is_empty()).count();
    let is_table = |separator: &char| {
        let parts = |line: &&str| match *separator {
            SPACES => line.trim().contains("  "),
            separator => line.contains(separator),
        };
        let rows = text.lines().filter(parts).count();
        // Half of the lines, as cells may hold line breaks, and tables have titles.
        rows >= ROWS && rows * 2 >= filled
    };
    // In the order of the list: a tab is hardly ever within a cell, a comma often is, and spaces come last.
    let separator = SEPARATORS.into_iter().find(is_table)?;
    let text = match separator {
        SPACES => SEVERAL.replace_all(text, "\u{1f}"),
        separator if !separator.is_ascii() => Cow::Owned(text.replace(separator, "\u{1f}")),
        _ => Cow::Borrowed(text),
    };
    // The reader of CSV takes one byte as separator. Spaces and signs beyond ASCII were replaced by U+001F above for
    // that.
    let sign = u8::try_from(separator).ok().filter(u8::is_ascii).unwrap_or(SPACES as u8);
    let mut rows = csv::ReaderBuilder::new()
        .delimiter(sign)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut columns: Vec<Vec<(u32, String)>> = Vec::new();
    // Bytes, not texts: a row that is cut amid a letter is read all the same.
    for row in rows.byte_records().map_while(|row| row.ok()) {
        let line = row.position().map_or(1, |place| place.line());
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        for (column, cell) in row.iter().enumerate().take(COLUMNS) {
            if columns.len() <= column {
                columns.push(Vec::new());
            }
            columns[column].push((line, String::from_utf8_lossy(cell).into_owned()));
        }
    }
    let is_short = |column: &Vec<(u32, String)>| {
        let words = column.iter().map(|(_, cell)| cell.split_whitespace().count());
        words.sum::<usize>() < CELL_WORDS * column.len()
    };
    let short = columns.into_iter().filter(is_short).flatten();
    let cells: Vec<(u32, String)> = short
        .map(|(line, cell)| (line, unescape_line(&cell)))
        // The space parts the cells: letters of two of them never join to one word.
        .map(|(line, cell)| (line, strip_numbers(&cell).unwrap_or(cell) + " "))
        .collect();
    (!cells.is_empty()).then_some(cells)
}

/// The cells of a row, each with its first byte; a separator between double quotes parts nothing.
pub fn split_cells(line: &str, separator: char) -> Vec<(usize, &str)> {
    let (mut cells, mut start, mut is_quoted) = (Vec::new(), 0, false);
    for (at, sign) in line.char_indices() {
        if sign == '"' {
            is_quoted = !is_quoted;
        } else if sign == separator && !is_quoted {
            cells.push((start, &line[start..at]));
            start = at + sign.len_utf8();
        }
    }
    cells.push((start, &line[start..]));
    cells
}

#[cfg(test)]
mod tests {
    use super::super::letters::Haystack;
    use super::super::passage::{Allowed, GuardedText};

    const WORDS: &str = "La gérante de l’hôtel a fermé la porte devant nous à midi parce que ma mère comptait sa monnaie trop lentement";

    /// Whether words of a raw file are found in a text.
    fn is_found(raw: &str, said: &str) -> bool {
        let names: Vec<_> =
            raw.match_indices("Zoé Le Gall").map(|(at, name)| at..at + name.len()).collect();
        let passage = GuardedText::from_raw_file("private/a.txt", raw, &names);
        let said = Haystack::from_flows(&[vec![said]], passage.is_mangled);
        !passage.found_in(&said, &Allowed::default()).is_empty()
    }

    /// The words, so many at a time.
    fn pieces(many: usize) -> Vec<String> {
        let words: Vec<&str> = WORDS.split(' ').collect();
        words.chunks(many).map(|words| words.join(" ")).collect()
    }

    #[test]
    fn what_a_program_puts_before_lines_or_beside_them_parts_nothing() {
        let formed = |form: fn(usize, &str) -> String| -> String {
            pieces(3).iter().enumerate().map(|(at, piece)| form(at, piece)).collect()
        };
        for raw in [
            formed(|at, piece| format!("{at}\n00:01:0{at},120 --> 00:01:0{at},900\n{piece}\n\n")),
            formed(|at, piece| format!("[12/03/2026 10:1{at}] Marie D.: {piece}\n")),
            formed(|at, piece| format!("msg-{at} > {piece}\n")),
            formed(|at, piece| format!("Marie Dupont, 10:1{at}\n{piece}\n")),
            formed(|_, piece| format!("Zoé Le Gall {piece} Zoé Le Gall")),
            formed(|at, piece| format!("{at} {piece} ")),
            formed(|at, piece| format!("{}) {piece}\n", char::from(b'a' + at as u8))),
            formed(|at, piece| {
                format!("({}) {piece}\n", ["i", "ii", "iii", "iv", "v", "vi", "vii"][at])
            }),
            formed(|at, piece| format!("{at};{piece};un bus de ville numéro {at}\n")),
            formed(|_, piece| format!("accueil\tà la gare\t{piece}\toui\n")),
            formed(|at, piece| {
                format!("00:00:0{at}.000 --> 00:00:0{at}.900 align:start\n{piece}\n\n")
            }),
            formed(|at, piece| format!("12/08/2026 à 14:0{at} - Marie Dupont: {piece}\n")),
            formed(|at, piece| format!("[8/12/26, 2:0{at}:33 PM] Marie Dupont: {piece}\n")),
            formed(|at, piece| format!("2026-08-12T14:0{at}:00  <+marie_> {piece}\n")),
            formed(|at, piece| format!("[mercredi 14:0{at}] Marie Dupont\n{piece}\n")),
            formed(|at, piece| format!("- id: m{at}\n  who: Marie\n  text: \"{piece}\"\n")),
            formed(|at, piece| format!("Article {at}. {piece}\n")),
            formed(|_, piece| format!("echo \"{piece}\"\n")),
            formed(|at, piece| format!("Aug 12 14:0{at}:00 srv01 chat[120{at}]: {piece}\n")),
            formed(|at, piece| format!("ts=1{at} level=info msg=\"{piece}\" req=ab{at}\n")),
            formed(|at, piece| format!("INSERT INTO m VALUES ({at}, '{piece}');\n")),
            formed(|at, piece| format!("m{at}   {piece:45}  haut\n")),
            formed(|at, piece| format!("\"le {at} août\nau soir\",\"{piece}\"\n")),
            formed(|_, piece| format!("un nom │ {piece} │ fin\n")),
            formed(|_, piece| format!("Dialogue: 0,Default,,{piece}\n")),
            formed(|_, piece| format!("{piece}\\N")),
            formed(|at, piece| format!("{{\\k{at}}}{piece} ")),
            formed(|at, piece| format!("| {piece} | {} |\n", ["haut", "bas"][at % 2])),
        ] {
            assert!(is_found(&raw, WORDS), "{raw}");
        }
    }

    #[test]
    fn numbers_and_marks_of_lists_on_a_slide_part_nothing() {
        let said = |form: fn(usize, &str) -> String| -> String {
            pieces(2).iter().enumerate().map(|(at, piece)| form(at, piece)).collect()
        };
        for said in [
            said(|at, piece| format!("{piece}{at} ")),
            said(|_, piece| format!("{piece}¹ ")),
            said(|at, piece| format!("{}. {piece}\n", at + 1)),
            said(|at, piece| format!("{}) {piece}\n", char::from(b'a' + at as u8))),
            said(|_, piece| format!("{piece} ⑫ ")),
            said(|at, piece| format!("{}e {piece} ", at + 1)),
            said(|at, piece| format!("{piece} (fig. {at}) ")),
            said(|at, piece| format!("{piece} 14h0{at} ")),
            said(|at, piece| format!("n° {at} {piece} ")),
        ] {
            assert!(is_found(WORDS, &said), "{said}");
        }
    }

    #[test]
    fn letters_that_a_program_lost_hide_nothing() {
        let lost: String =
            WORDS.chars().map(|sign| if sign.is_ascii() { sign } else { '?' }).collect();
        let misread = encoding_rs::WINDOWS_1252.decode_without_bom_handling(WORDS.as_bytes()).0;
        let lost = ["\u{fffd}", "??", "_", "□", "*", "#", "¿", "~", "\u{1a}"]
            .map(|sign| lost.replace('?', sign));
        for raw in lost
            .into_iter()
            .chain([WORDS.replace(|sign: char| !sign.is_ascii(), "?"), misread.into_owned()])
        {
            assert!(is_found(&raw, WORDS), "{raw}");
        }
    }

    #[test]
    fn other_words_are_not_found() {
        for raw in [
            "Le bus de 12 h 40 ne passe plus le soir, et la gare est loin : 3 km à pied avec des valises",
            "Marie : la gérante de l’hôtel\nJean : la porte devant nous\nMarie : ma mère comptait\nJean : trop lentement",
            "1;la gérante de l’hôtel;oui\n2;la porte devant nous;non\n3;la monnaie;oui\n",
        ] {
            assert!(!is_found(raw, WORDS), "{raw}");
        }
    }
}

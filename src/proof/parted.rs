//! Raw texts that a program parted: a time before each line, who wrote it, a cell beside it. Whoever reads passes over these;
//! so does what is looked for.

use std::collections::HashMap;
use std::ops::Range;

use super::written::{bare, unescaped};

/// The most words of what stands before a line again and again.
const LABEL_WORDS: usize = 4;
/// What ends it.
const LABEL_ENDS: [char; 9] = [':', '>', '|', '\t', ';', ']', ')', '–', '—'];

/// The lines of a text, with their numbers from 1, without numbers, without the names of those who wrote and without what
/// stands before several of them; none when they have none of these.
pub fn unparted(text: &str, names: &[Range<usize>]) -> Option<Vec<(u32, String)>> {
    let (mut lines, mut at, mut is_changed) = (Vec::new(), 0, false);
    let mut names = names.iter().peekable();
    for (number, line) in (1..).zip(text.split_inclusive('\n')) {
        let end = at + line.len();
        let (mut rest, mut from) = (String::new(), at);
        while let Some(name) = names.next_if(|name| name.start < end) {
            rest.push_str(text.get(from..name.start).unwrap_or_default());
            from = from.max(name.end).min(end);
            is_changed = true;
        }
        rest.push_str(text.get(from..end).unwrap_or_default());
        let line = unescaped(&rest);
        let unnumbered = bare(&line);
        is_changed |= unnumbered.is_some();
        lines.push((number, unnumbered.unwrap_or(line)));
        at = end;
    }
    let mut times: HashMap<&str, usize> = HashMap::new();
    for (_, line) in &lines {
        *times.entry(label(line).1).or_default() += 1;
    }
    let is_label =
        |label: &str| !label.is_empty() && times.get(label).is_some_and(|many| *many > 1);
    let cuts: Vec<Option<Range<usize>>> = lines
        .iter()
        .map(|(_, line)| {
            let (start, label) = label(line);
            is_label(label).then_some(start..start + label.len())
        })
        .collect();
    for ((_, line), cut) in lines.iter_mut().zip(cuts) {
        if let Some(cut) = cut {
            line.replace_range(cut, "");
            is_changed = true;
        }
    }
    is_changed.then_some(lines)
}

/// What stands before a line, or is one of few words, and the byte where it begins; empty when nothing does.
fn label(line: &str) -> (usize, &str) {
    let rest = line.trim_start_matches(|sign: char| !sign.is_alphabetic());
    let start = line.len() - rest.len();
    let label = rest.split(LABEL_ENDS).next().unwrap_or_default().trim_end();
    let words = label.split_whitespace().count();
    (start, if words <= LABEL_WORDS { label } else { "" })
}

/// The fewest rows of a table.
const ROWS: usize = 3;
/// The most columns that are read.
const COLUMNS: usize = 64;
/// The most words of a cell on average: longer ones hold what they say within one row.
const CELL_WORDS: usize = 12;

/// The cells of a text whose lines are rows of a table, column by column, each with the number of its line from 1; none when
/// they are no such rows.
pub fn columns(text: &str) -> Option<Vec<(u32, String)>> {
    let filled = text.lines().filter(|line| !line.trim().is_empty()).count();
    let is_table = |separator: &char| {
        let rows = text.lines().filter(|line| line.contains(*separator)).count();
        rows >= ROWS && rows * 2 >= filled
    };
    let separator = ['\t', ';', '|', ','].into_iter().find(is_table)?;
    let mut columns: Vec<Vec<(u32, &str)>> = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        for (column, (_, cell)) in cells(line, separator).into_iter().enumerate().take(COLUMNS) {
            if columns.len() <= column {
                columns.push(Vec::new());
            }
            columns[column].push((number, cell));
        }
    }
    let is_short = |column: &Vec<(u32, &str)>| {
        let words = column.iter().map(|(_, cell)| cell.split_whitespace().count());
        words.sum::<usize>() < CELL_WORDS * column.len()
    };
    let short = columns.into_iter().filter(is_short).flatten();
    let unnumbered =
        |(number, cell): (u32, &str)| (number, bare(cell).unwrap_or_else(|| cell.to_string()));
    let cells: Vec<(u32, String)> = short.map(unnumbered).collect();
    (!cells.is_empty()).then_some(cells)
}

/// The cells of a row, each with its first byte; a separator between double quotes parts nothing.
pub fn cells(line: &str, separator: char) -> Vec<(usize, &str)> {
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
    use super::super::passage::{Allowed, Passage};

    const WORDS: &str = "La gérante de l’hôtel a fermé la porte devant nous à midi parce que ma mère comptait sa monnaie trop lentement";

    /// Whether words of a raw file are found in a text.
    fn is_found(raw: &str, said: &str) -> bool {
        let names: Vec<_> =
            raw.match_indices("Zoé Le Gall").map(|(at, name)| at..at + name.len()).collect();
        let passage = Passage::raw("private/a.txt", raw, &names);
        let said = Haystack::of(&[vec![said]], passage.is_mangled);
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
        ] {
            assert!(is_found(WORDS, &said), "{said}");
        }
    }

    #[test]
    fn letters_that_a_program_lost_hide_nothing() {
        let lost: String =
            WORDS.chars().map(|sign| if sign.is_ascii() { sign } else { '?' }).collect();
        for raw in [lost.replace('?', "\u{fffd}"), lost] {
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

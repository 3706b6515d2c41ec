//! A page of the guide as a terminal shows it: lines filled, examples set apart, links as words.
//!
//! Pages use little of Markdown: headings, paragraphs, lists, links, strong words, code and fences. So lines are enough, and
//! no parser is asked; what is not known stays as it was written.

use crate::text::wrap_text;

/// How a link is shown, from its label and its target.
type ShowLink<'a> = &'a dyn Fn(&str, &str) -> String;

/// How far examples go in.
const STEP: usize = 4;

/// A page in Markdown as plain lines of at most `width` columns; examples and tables keep their lines.
pub fn format_page(text: &str, width: usize, link: ShowLink) -> String {
    let mut page = TerminalPage { lines: Vec::new(), open: None, width, link };
    let mut is_example = false;
    for line in text.lines() {
        match line.trim_start() {
            fence if fence.starts_with("```") => {
                page.end_paragraph();
                is_example = !is_example;
            }
            _ if is_example && line.is_empty() => page.lines.push(String::new()),
            _ if is_example => page.lines.push(format!("{:STEP$}{line}", "")),
            start => page.add_line(line, start),
        }
    }
    page.end_paragraph();
    page.lines.join("\n")
}

/// A page being made.
struct TerminalPage<'a> {
    /// The lines that are done.
    lines: Vec<String>,
    /// What begins the open paragraph or item of a list, and its text so far.
    open: Option<(String, String)>,
    width: usize,
    link: ShowLink<'a>,
}

impl TerminalPage<'_> {
    /// Adds a line outside examples; `start` is the same line without its indent.
    fn add_line(&mut self, line: &str, start: &str) {
        let indent = line.len() - start.len();
        if start.is_empty() {
            self.end_paragraph();
            self.lines.push(String::new());
        } else if start.starts_with("<!--") || start.starts_with("![") {
            self.end_paragraph();
        } else if let Some((marks, title)) = heading_parts(start) {
            self.end_paragraph();
            let under = if marks == 1 { "═" } else { "─" };
            self.lines.extend([title.to_string(), under.repeat(title.chars().count())]);
        } else if start.starts_with('|') {
            self.end_paragraph();
            self.lines.push(line.to_string());
        } else if let Some(item) = start.strip_prefix("- ") {
            self.end_paragraph();
            self.open = Some((format!("{:indent$}- ", ""), item.to_string()));
        } else if let Some((_, text)) = &mut self.open {
            text.push(' ');
            text.push_str(start);
        } else {
            self.open = Some((" ".repeat(indent), start.to_string()));
        }
    }

    /// Ends the open paragraph or item: its text in lines, under one another.
    fn end_paragraph(&mut self) {
        // Lines that go on stand under the text, not under the mark of the item.
        let Some((lead, text)) = self.open.take() else { return };
        let inner = lead.chars().count();
        let text = remove_marks(&text, self.link);
        let lines = wrap_text(&text, self.width.saturating_sub(inner));
        for (at, line) in lines.into_iter().enumerate() {
            let before = if at == 0 { lead.clone() } else { " ".repeat(inner) };
            self.lines.push(before + &line);
        }
    }
}

/// How deep a heading is, and its words.
fn heading_parts(line: &str) -> Option<(usize, &str)> {
    let title = line.trim_start_matches('#');
    let marks = line.len() - title.len();
    Some((marks, title.strip_prefix(' ')?)).filter(|_| marks > 0)
}

/// A text without the marks of strong words, and with its links as words. What stands between backquotes stays.
fn remove_marks(text: &str, link: ShowLink) -> String {
    let parts = text.split('`').enumerate();
    let parts = parts.map(|(at, part)| match at % 2 {
        0 => show_links(&part.replace("**", ""), link),
        _ => format!("`{part}`"),
    });
    parts.collect()
}

fn show_links(text: &str, link: ShowLink) -> String {
    let mut shown = String::new();
    let mut rest = text;
    while let Some((before, opened)) = rest.split_once('[') {
        shown.push_str(before);
        // Brackets that open no link, such as the marks of a cut, stay.
        match find_link(opened) {
            Some((label, target, after)) => {
                shown.push_str(&link(label, target));
                rest = after;
            }
            None => {
                shown.push('[');
                rest = opened;
            }
        }
    }
    shown + rest
}

/// The label and the target of a link whose `[` was just read, and what comes after it.
fn find_link(opened: &str) -> Option<(&str, &str, &str)> {
    let (label, target) = opened.split_once("](")?;
    let (target, after) = target.split_once(')')?;
    (!label.contains(['[', ']'])).then_some((label, target, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show_page(text: &str) -> String {
        format_page(text, 30, &|label, target| format!("{label} <{target}>"))
    }

    #[test]
    fn a_page_is_filled_and_its_marks_are_words() {
        let page = "# Title\n\nSome **strong** words in [a link](b.md)\nthat goes on.\n\n- an item of a list that is long\n  enough\n- `**kept**`\n";
        let lines = [
            "Title",
            "═════",
            "",
            "Some strong words in a link",
            "<b.md> that goes on.",
            "",
            "- an item of a list that is",
            "  long enough",
            "- `**kept**`",
        ];
        assert_eq!(show_page(page), lines.join("\n"));
    }

    #[test]
    fn examples_and_tables_keep_their_lines() {
        let page = "Text\n```yaml\nkey: \"a value that is much longer than thirty columns\"\n```\n| a | b |\n";
        let said = "Text\n    key: \"a value that is much longer than thirty columns\"\n| a | b |";
        assert_eq!(show_page(page), said);
    }

    #[test]
    fn brackets_that_are_no_link_stay() {
        assert_eq!(show_page("a [b] c [d](e) (f)"), "a [b] c d <e> (f)");
        assert_eq!(show_page("<!-- mark -->\n![alt](x.png)"), "");
    }
}

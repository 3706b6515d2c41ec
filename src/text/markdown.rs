//! The small part of Markdown that texts may use, and where each of its marks was typed.
//!
//! It has paragraphs, `**strong**`, `*emphasis*`, `[words](https://…)` and one level of `- ` lists. Anything else that
//! Markdown knows stays words as typed: they are cut out of the text itself, at the places that the parser gives.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use super::addresses::whole_address;
use super::entities::find_break;

/// Lines that are set as one: a paragraph, or an item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// The bytes of each line, without the bullet and without spaces around.
    pub lines: Vec<Range<usize>>,
    /// The bytes of the hyphen or star that makes it an item, with the spaces around it; none for a paragraph.
    pub bullet: Option<Range<usize>>,
    /// Whether it is the first of the text or follows an empty line.
    pub is_apart: bool,
}

impl Stretch {
    /// Its bytes, from its first word to its last.
    pub fn range(&self) -> Range<usize> {
        let start = self.lines.first().map_or(0, |line| line.start);
        start..self.lines.last().map_or(start, |line| line.end)
    }

    /// Its lines joined by single spaces.
    pub fn joined(&self, text: &str) -> String {
        let lines: Vec<&str> = self.lines.iter().map(|line| &text[line.clone()]).collect();
        lines.join(" ")
    }
}

/// A line of a text.
struct TypedLine {
    /// Its bytes, the break at its end included.
    range: Range<usize>,
    /// Whether it ends where a `<br>` does.
    is_broken: bool,
}

/// The lines of a text: those of the file, cut again at each `<br>`.
fn typed_lines(text: &str) -> Vec<TypedLine> {
    let mut lines = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        // Each `<br>` ends a line that has it; what is left ends as the line of the file does.
        while let Some(found) = find_break(&text[..end], at) {
            lines.push(TypedLine { range: at..found.end, is_broken: true });
            at = found.end;
        }
        // What is left behind a `<br>` at the end of a line is no line of its own.
        let is_rest = lines.last().is_some_and(|last| last.is_broken && last.range.end == at);
        if !(is_rest && text[at..end].trim().is_empty()) {
            lines.push(TypedLine { range: at..end, is_broken: false });
        }
        at = end;
    }
    lines
}

/// The words of each line that has some: what a text shows that has one line alone.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    let words = typed_lines(text).into_iter().map(|line| &text[line.words(text)]);
    words.filter(|words| !words.is_empty())
}

impl TypedLine {
    /// The bytes of its words, without the spaces around and the `<br>` at its end.
    fn words(&self, text: &str) -> Range<usize> {
        let typed = &text[self.range.clone()];
        let shown = typed.rfind('<').filter(|_| self.is_broken);
        let shown = shown.map_or(typed, |end| &typed[..end]);
        let start = self.range.start + shown.len() - shown.trim_start().len();
        start..start + shown.trim().len()
    }
}

/// What begins an item of a list, before a space: a hyphen, a star, or a sign that word processors put there.
const BULLETS: [char; 7] = ['-', '*', '•', '▪', '●', '‣', '◦'];
/// What begins an item where at least two lines begin so: word processors make it of a hyphen, and a writer may mean a dash.
const DASH: char = '–';

/// The words of an item, without the mark that begins it.
fn item_words(line: &str, are_dashes_bullets: bool) -> Option<&str> {
    let mut signs = line.chars();
    let first = signs.next()?;
    let is_bullet = BULLETS.contains(&first) || first == DASH && are_dashes_bullets;
    let rest = signs.as_str();
    (is_bullet && rest.starts_with([' ', '\t', '\u{a0}', '\u{202f}'])).then_some(rest)
}

/// The paragraphs and items of a text, in order. A line without a bullet belongs to the line right before it.
pub fn stretches(text: &str) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    // `at` is the byte after the lines read so far. A bullet always opens a new
    // stretch, other lines only after an empty one.
    let mut is_apart = true;
    let lines = typed_lines(text);
    // One dash alone may open what somebody says.
    let is_dashed = |line: &&TypedLine| {
        let words = &text[line.words(text)];
        words.starts_with(DASH) && item_words(words, true).is_some()
    };
    let are_dashes_bullets = text.contains(DASH) && lines.iter().filter(is_dashed).count() > 1;
    for line in lines {
        let shown = line.words(text);
        let words = &text[shown.clone()];
        if words.is_empty() {
            is_apart = true;
            continue;
        }
        let item = item_words(words, are_dashes_bullets);
        let first = item.map_or(shown.start, |item| shown.end - item.trim_start().len());
        if is_apart || item.is_some() {
            let bullet = item.map(|_| line.range.start..first);
            found.push(Stretch { lines: Vec::new(), bullet, is_apart });
        }
        if let Some(last) = found.last_mut() {
            last.lines.push(first..shown.end);
        }
        is_apart = false;
    }
    found
}

/// Whether a text contains a list.
pub fn has_list(text: &str) -> bool {
    let may_have = text.contains(BULLETS) || text.contains(DASH);
    may_have && stretches(text).iter().any(|stretch| stretch.bullet.is_some())
}

/// The style of words, or where they lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextStyle {
    /// Strong, typed between `**`.
    Strong,
    /// Stressed, typed between `*`.
    Emph,
    /// Linked to this address.
    Link(String),
}

/// A part of a line, in the order of reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinePart {
    /// Words, by their bytes in the line.
    Words(Range<usize>),
    /// A style begins here.
    Open(TextStyle),
    /// The style that began last ends here.
    Close,
}

/// The bytes of all marks of a text, in order: everything but its words and the spaces between paragraphs.
pub fn marks(text: &str) -> Vec<Range<usize>> {
    let mut marks = Vec::new();
    for stretch in stretches(text) {
        marks.extend(stretch.bullet.clone());
        // Whatever lies between the words of the joined line is a mark.
        let mut reached = 0;
        let joined = stretch.joined(text);
        let words = parts(&joined).into_iter().filter_map(|part| match part {
            LinePart::Words(words) => Some(words),
            LinePart::Open(_) | LinePart::Close => None,
        });
        for words in words.chain(std::iter::once(joined.len()..joined.len())) {
            marks.extend(typed(&stretch, reached..words.start));
            reached = words.end;
        }
    }
    // They lie between the lines, which joined ones do not show.
    let breaks = std::iter::successors(find_break(text, 0), |last| find_break(text, last.end));
    marks.extend(breaks);
    marks.sort_by_key(|mark| mark.start);
    marks
}

/// Where a range of a stretch's joined line was typed: one range of the text for each line that it touches.
fn typed(stretch: &Stretch, joined: Range<usize>) -> Vec<Range<usize>> {
    let mut line_start = 0;
    let mut found = Vec::new();
    for line in &stretch.lines {
        let here = joined.start.max(line_start)..joined.end.min(line_start + line.len());
        if here.start < here.end {
            found.push(line.start + here.start - line_start..line.start + here.end - line_start);
        }
        line_start += line.len() + 1;
    }
    found
}

/// How deep styles may nest; deeper marks count as words.
const DEPTH: usize = 3;

/// Put before a line so that Markdown takes nothing in it for a heading, a quotation or a list. It is a punctuation
/// sign because marks before another sign, as in `**« Oui »**`, open only after a space or a sign.
const GUARD: char = '.';

/// The words of one line and their styles; every style that begins also ends, and contains words.
pub fn parts(line: &str) -> Vec<LinePart> {
    if !line.contains(['*', '[']) {
        let words = LinePart::Words(0..line.len());
        return std::iter::once(words).filter(|_| !line.is_empty()).collect();
    }
    let guarded = format!("{GUARD}{line}");
    let mut reader =
        LineReader { text: &guarded, at: GUARD.len_utf8(), open: Vec::new(), parts: Vec::new() };
    let mut ignored = 0_usize;
    // `ignored` counts the open elements that are none of ours; whatever is inside them stays words.
    for (event, range) in Parser::new(&guarded).into_offset_iter() {
        match event {
            Event::Start(tag) if reader.shows(&tag, &range) && ignored == 0 => {
                reader.start(tag, &range);
            }
            Event::Start(tag) if !matches!(tag, Tag::Paragraph) => {
                reader.reached(range.end);
                ignored += 1;
            }
            Event::End(end) if is_styled(end) => {
                if ignored > 0 {
                    ignored -= 1;
                } else {
                    reader.end(&range);
                }
            }
            Event::End(TagEnd::Paragraph) => {}
            Event::End(_) => ignored = ignored.saturating_sub(1),
            _ if ignored == 0 => reader.reached(range.end),
            _ => {}
        }
    }
    reader.take(guarded.len());
    reader.parts
}

fn is_styled(end: TagEnd) -> bool {
    matches!(end, TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link)
}

/// A style that has begun and not ended yet.
struct OpenStyle {
    /// The index of the part that begins it.
    part: usize,
    /// How many bytes its closing mark has; none for a link, whose closing mark includes the address.
    mark: Option<usize>,
    /// Where its words end, as far as they were read.
    end: usize,
}

struct LineReader<'a> {
    /// The line with the guard before it.
    text: &'a str,
    /// The byte up to which the line was read.
    at: usize,
    open: Vec<OpenStyle>,
    parts: Vec<LinePart>,
}

impl LineReader<'_> {
    /// Whether a mark is one of ours. Not ours are `_`, marks inside a word (`5*3*2`), and links that lead neither to
    /// the web nor to a mailbox.
    fn shows(&self, tag: &Tag, range: &Range<usize>) -> bool {
        let typed = &self.text[range.clone()];
        let is_ours = match tag {
            Tag::Strong | Tag::Emphasis => typed.starts_with('*') && !self.is_in_word(range),
            Tag::Link { link_type: LinkType::Inline, dest_url, .. } => {
                whole_address(dest_url).is_some()
            }
            _ => false,
        };
        is_ours && self.open.len() < DEPTH
    }

    fn is_in_word(&self, range: &Range<usize>) -> bool {
        let before = self.text[..range.start].chars().next_back();
        let after = self.text[range.end..].chars().next();
        before.is_some_and(char::is_alphanumeric) || after.is_some_and(char::is_alphanumeric)
    }

    fn start(&mut self, tag: Tag, range: &Range<usize>) {
        self.take(range.start);
        let (style, mark) = match tag {
            Tag::Strong => (TextStyle::Strong, Some(2)),
            Tag::Link { dest_url, .. } => {
                let address = whole_address(&dest_url).unwrap_or_default();
                (TextStyle::Link(address.into_owned()), None)
            }
            _ => (TextStyle::Emph, Some(1)),
        };
        self.at = range.start + mark.unwrap_or(1);
        self.open.push(OpenStyle { part: self.parts.len(), mark, end: self.at });
        self.parts.push(LinePart::Open(style));
    }

    fn reached(&mut self, end: usize) {
        if let Some(open) = self.open.last_mut() {
            open.end = open.end.max(end);
        }
    }

    fn end(&mut self, range: &Range<usize>) {
        let Some(open) = self.open.pop() else { return };
        let words_end = open.mark.map_or(open.end, |mark| range.end - mark);
        self.take(words_end);
        if self.parts.len() == open.part + 1 {
            // A link without words would be lost, so it stays as typed.
            self.parts.pop();
            self.at = range.start;
        } else {
            self.parts.push(LinePart::Close);
            self.at = range.end;
        }
        self.reached(range.end);
    }

    /// Adds the line up to a place as words.
    fn take(&mut self, end: usize) {
        if end > self.at {
            let guard = GUARD.len_utf8();
            self.parts.push(LinePart::Words(self.at - guard..end - guard));
            self.at = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> String {
        let (mut words, mut at) = (String::new(), 0);
        for mark in marks(text) {
            words.push_str(&text[at..mark.start]);
            at = mark.end;
        }
        words + &text[at..]
    }

    #[test]
    fn marks_are_what_is_not_printed() {
        for (text, printed) in [
            ("un **mot *très* fort** ici", "un mot très fort ici"),
            ("[un lien](https://a.fr \"titre\"), **[deux](mailto:a@b.fr)**", "un lien, deux"),
            ("  - une\n  suite\n* deux", "une\n  suite\ndeux"),
            ("**sur\ndeux lignes**", "sur\ndeux lignes"),
            ("[le plan](ot-valmer.fr/plan), [nous](www.exemple.museum)", "le plan, nous"),
            ("un <br> deux<br/>trois", "un  deuxtrois"),
            ("• une\n• deux\n▪\u{a0}trois", "une\ndeux\ntrois"),
            ("– une\n– deux", "une\ndeux"),
        ] {
            assert_eq!(words(text), printed, "{text}");
        }
    }

    #[test]
    fn marks_that_print_as_typed_are_words() {
        for text in [
            "un **mot sans fin",
            "`**code**`",
            "\\*échappé\\*",
            "a * b * c",
            "5*3*2",
            "[](https://a.fr)",
            "[ailleurs](ftp://a.fr)",
            "[mot](https://a.fr",
            "coupé […] ici",
            "-sans espace",
            "[un plan](plan.pdf)",
            "– Bonjour, dit-elle.\nElle sourit.",
        ] {
            assert_eq!(words(text), text, "{text}");
        }
    }

    #[test]
    fn a_break_of_a_page_ends_a_line_and_two_end_a_paragraph() {
        let text = "un<br>deux<br><br>\n- trois<br>- quatre <br />\ncinq";
        let found: Vec<_> = stretches(text)
            .iter()
            .map(|one| (one.joined(text), one.bullet.is_some(), one.is_apart))
            .collect();
        let all = [("un deux", false, true), ("trois", true, true), ("quatre cinq", true, false)];
        assert_eq!(
            found,
            all.map(|(words, is_item, is_apart)| (words.to_string(), is_item, is_apart))
        );
        assert_eq!(lines(text).collect::<Vec<_>>(), ["un", "deux", "- trois", "- quatre", "cinq"]);
    }

    #[test]
    fn an_address_without_its_beginning_leads_to_the_web() {
        let link = |text: &str| match &parts(text)[0] {
            LinePart::Open(TextStyle::Link(address)) => address.clone(),
            other => format!("{other:?}"),
        };
        assert_eq!(link("[plan](ot-valmer.fr/plan)"), "https://ot-valmer.fr/plan");
        assert_eq!(link("[nous](accueil@ot-valmer.fr)"), "mailto:accueil@ot-valmer.fr");
        assert_eq!(link("[plan](http://a.fr)"), "http://a.fr");
    }

    #[test]
    fn a_line_goes_on_with_the_item_or_paragraph_right_before_it() {
        let text = "un\ndeux\n- trois\nquatre\n\ncinq\r\n- six";
        let found: Vec<_> = stretches(text)
            .iter()
            .map(|one| (one.joined(text), one.bullet.is_some(), one.is_apart))
            .collect();
        let all = [
            ("un deux", false, true),
            ("trois quatre", true, false),
            ("cinq", false, true),
            ("six", true, false),
        ];
        assert_eq!(
            found,
            all.map(|(words, is_item, is_apart)| (words.to_string(), is_item, is_apart))
        );
    }
}

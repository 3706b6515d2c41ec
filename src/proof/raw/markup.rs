//! The words of HTML and XML, of pages and of office documents, however broken: what stands between tags in its order, then
//! what stands beside it (comments, notes, scripts, texts of attributes).

use std::collections::BTreeSet;
use std::ops::Range;

use super::entities::{KnownEntities, decode_entities};
use super::tags::{INLINE, MarkupPiece, Pieces, parse_attributes};

/// How tags part words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MarkupKind {
    /// A page, or a vocabulary that is not known here: all tags do but those of [`INLINE`].
    Page,
    /// An office document: only those of [`BREAKS`] do.
    Office,
}

/// What an office document says near its start, whoever made it.
const OFFICES: [&str; 4] = [
    "schemas.openxmlformats.org/",
    "purl.oclc.org/ooxml/",
    "urn:oasis:names:tc:opendocument",
    "schemas.microsoft.com/office/word/2003",
];
/// The bytes in which it does.
const HEAD: usize = 4096;

/// Tags of office documents that part words, by their name without a prefix.
const BREAKS: [&str; 14] = [
    "p",
    "h",
    "br",
    "tab",
    "cr",
    "line-break",
    "s",
    "tc",
    "tr",
    "row",
    "c",
    "si",
    "table-cell",
    "table-row",
];
/// Tags of pages whose words stand beside the others.
const BESIDE: [&str; 6] = ["script", "style", "template", "rt", "rp", "title"];
/// The same in office documents: notes, deleted paragraphs, text boxes, how a word is pronounced, codes of fields.
const BESIDE_OFFICE: [&str; 10] = [
    "annotation",
    "note",
    "tracked-changes",
    "ruby-text",
    "rPh",
    "instrText",
    "txbxContent",
    "text-box",
    "Fallback",
    "title",
];
/// Tags that hold nothing, and that pages do not close.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// A change that was made to a text, which a reader may see with or without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TrackedChange {
    /// Somebody took words out.
    Deleted,
    /// Somebody put words in.
    Inserted,
}

/// A text beside the others that is not at its end yet.
struct OpenAside {
    /// The tag that began it.
    name: String,
    /// How many tags of its name are open within.
    depth: usize,
    /// Its words so far.
    text: String,
}

/// Reads the words of a text with tags piece by piece.
pub struct MarkupReader {
    /// How its tags part words.
    kind: MarkupKind,
    /// What stands between tags, in its order.
    flow: String,
    /// The places of the flow that somebody deleted or inserted.
    changes: Vec<(TrackedChange, Range<usize>)>,
    /// The changes that are open: the tag that ends each, and where it began.
    changing: Vec<(TrackedChange, String, usize)>,
    /// The texts beside the flow that are open, the innermost last.
    open: Vec<OpenAside>,
    /// Those that are at their end.
    beside: Vec<String>,
    /// What attributes say to people.
    attributes: BTreeSet<String>,
    /// How many cells of tables are open, in which paragraphs part no rows.
    cells: usize,
    /// The names of signs met so far.
    signs: KnownEntities,
}

/// How deep texts beside others may lie in one another.
const DEEPEST: usize = 64;

/// The words of a text with tags, in each reading that [`MarkupReader::into_texts`] gives.
pub fn read_words(text: &str) -> Vec<String> {
    let mut reader = MarkupReader::for_text(text);
    Pieces::from_text(text).for_each(|piece| reader.add_piece(piece));
    reader.into_texts()
}

impl MarkupKind {
    /// How tags part words in a text, by its beginning.
    fn from_text(text: &str) -> Self {
        let mut head = HEAD.min(text.len());
        while !text.is_char_boundary(head) {
            head -= 1;
        }
        let is_office = OFFICES.iter().any(|sign| text[..head].contains(sign));
        if is_office { Self::Office } else { Self::Page }
    }
}

impl MarkupReader {
    /// A reader that was given no piece of a text yet.
    pub fn for_text(text: &str) -> Self {
        Self {
            kind: MarkupKind::from_text(text),
            flow: String::with_capacity(text.len() / 2),
            changes: Vec::new(),
            changing: Vec::new(),
            open: Vec::new(),
            beside: Vec::new(),
            attributes: BTreeSet::new(),
            cells: 0,
            signs: KnownEntities::new(),
        }
    }

    fn local_name<'t>(&self, name: &'t str) -> &'t str {
        match self.kind {
            MarkupKind::Page => name,
            // The prefix is chosen by the program: `w:p` and `text:p` are paragraphs alike.
            MarkupKind::Office => name.rsplit(':').next().unwrap_or(name),
        }
    }

    fn current_text(&mut self) -> &mut String {
        match self.open.last_mut() {
            Some(open) => &mut open.text,
            None => &mut self.flow,
        }
    }

    /// Reads the next piece.
    pub fn add_piece(&mut self, piece: MarkupPiece) {
        match piece {
            MarkupPiece::Words(words) => {
                let words = decode_entities(words, &mut self.signs);
                self.current_text().push_str(&words);
            }
            MarkupPiece::Plain(words) => self.current_text().push_str(words),
            MarkupPiece::Aside(words) => {
                // One word alone is a mark of a program, such as `endif`.
                if words.contains(char::is_whitespace) {
                    let words = decode_entities(words, &mut self.signs);
                    self.beside.push(words);
                }
            }
            MarkupPiece::Open(name, held, is_whole) => self.open_tag(name, held, is_whole),
            MarkupPiece::Close(name) => self.close_tag(name),
        }
    }

    fn open_tag(&mut self, name: &str, held: &str, is_whole: bool) {
        let name = self.local_name(name).to_string();
        let lower = name.to_lowercase();
        let name = match self.kind {
            MarkupKind::Page => lower,
            MarkupKind::Office => name,
        };
        let mut is_hidden = false;
        for (key, value) in parse_attributes(held) {
            let value = decode_entities(value, &mut self.signs);
            is_hidden |= key == "style" && is_out_of_sight(&value);
            if is_for_people(&value) {
                self.attributes.insert(value);
            }
        }
        is_hidden |= held.split_whitespace().any(|word| word == "hidden");
        let is_void = is_whole || self.kind == MarkupKind::Page && VOID.contains(&name.as_str());
        self.add_break(&name, false);
        if is_void {
            return;
        }
        // An element of the same name within: its end must not end the one that is beside.
        if let Some(open) = self.open.last_mut().filter(|open| open.name == name) {
            open.depth += 1;
            return;
        }
        let is_beside = match self.kind {
            MarkupKind::Page => BESIDE.contains(&name.as_str()) || is_hidden,
            MarkupKind::Office => BESIDE_OFFICE.contains(&name.as_str()),
        };
        if is_beside && self.open.len() < DEEPEST {
            self.open.push(OpenAside { name, depth: 1, text: String::new() });
            return;
        }
        let change = match name.as_str() {
            "del" | "moveFrom" => Some(TrackedChange::Deleted),
            "ins" | "moveTo" => Some(TrackedChange::Inserted),
            _ => None,
        };
        if let Some(change) =
            // Changes are kept as ranges of the flow, so those within a text beside it are not.
            change.filter(|_| self.open.is_empty() && self.changing.len() < DEEPEST)
        {
            self.changing.push((change, name, self.flow.len()));
        }
    }

    fn close_tag(&mut self, name: &str) {
        let name = match self.kind {
            MarkupKind::Page => name.to_lowercase(),
            MarkupKind::Office => self.local_name(name).to_string(),
        };
        if let Some(open) = self.open.last_mut().filter(|open| open.name == name) {
            open.depth -= 1;
            if open.depth == 0 {
                let text = self.open.pop().map(|open| open.text);
                self.beside.extend(text);
            }
            return;
        }
        let is_it = |changing: &(TrackedChange, String, usize)| changing.1 == name;
        if self.open.is_empty() && self.changing.last().is_some_and(is_it) {
            let end = self.flow.len();
            let changing = self.changing.pop();
            let changed = changing.map(|(change, _, start)| (change, start..end));
            self.changes.extend(changed);
        }
        self.add_break(&name, true);
    }

    /// Parts words where a tag does.
    fn add_break(&mut self, name: &str, is_end: bool) {
        let is_cell = matches!(name, "td" | "th" | "tc" | "table-cell" | "c");
        if is_cell {
            self.cells = if is_end { self.cells.saturating_sub(1) } else { self.cells + 1 };
        }
        let is_row = matches!(name, "tr" | "row" | "table-row" | "table" | "sheetData");
        if is_row {
            self.cells = 0;
        }
        let parts = match self.kind {
            MarkupKind::Page => !INLINE.contains(&name),
            MarkupKind::Office => BREAKS.contains(&name),
        };
        // A tab behind a cell and a line break behind a row, so that tables can be read by their columns later. All that
        // parts words within a cell is a space, else one row would become several.
        let sign = match parts {
            true if is_cell && is_end => '\t',
            true if is_row && is_end => '\n',
            true if self.cells > 0 || is_cell || is_row || matches!(name, "s" | "tab") => ' ',
            true => '\n',
            false => return,
        };
        let here = self.current_text();
        // Several tags in a row part once. A tab is never left out: an empty cell is a cell.
        let is_parted = match sign {
            ' ' => here.ends_with(char::is_whitespace),
            '\n' => here.ends_with('\n'),
            _ => false,
        };
        if !is_parted {
            here.push(sign);
        }
    }

    /// The words as they stand; where the text holds changes, without what was deleted and without what was inserted too.
    /// Rows of tables are lines, their cells parted by tabs.
    pub fn into_texts(mut self) -> Vec<String> {
        self.beside.extend(self.open.drain(..).map(|open| open.text));
        let mut rest = String::new();
        for text in self.beside.iter().chain(&self.attributes) {
            rest.push('\n');
            rest.push_str(text.trim());
        }
        let mut texts = Vec::new();
        // Up to three readings: with all of it, as it was before the changes and as it is after them. A sentence stands
        // whole in one of these alone.
        for change in [TrackedChange::Deleted, TrackedChange::Inserted] {
            let mut ranges: Vec<Range<usize>> = self
                .changes
                .iter()
                .filter(|(of, _)| *of == change)
                .map(|(_, range)| range.clone())
                .collect();
            if !ranges.is_empty() {
                // Changes end in another order than they begin when one lies in another.
                ranges.sort_by_key(|range| range.start);
                texts.push(remove_ranges(&self.flow, &ranges));
            }
        }
        self.flow.push_str(&rest);
        texts.insert(0, self.flow);
        texts
    }
}

/// A text without some parts of it, in order.
fn remove_ranges(text: &str, ranges: &[Range<usize>]) -> String {
    let (mut kept, mut at) = (String::with_capacity(text.len()), 0);
    for range in ranges {
        kept.push_str(text.get(at..range.start).unwrap_or_default());
        // Ranges may lie in one another: the end never goes back.
        at = at.max(range.end);
    }
    kept.push_str(text.get(at..).unwrap_or_default());
    kept
}

/// Whether an attribute may say something to a person: it has two words, or leads to one.
fn is_for_people(value: &str) -> bool {
    value.trim().contains([' ', '\n', '@', '%', '_', '\u{a0}']) || value.starts_with("tel:")
}

fn is_out_of_sight(style: &str) -> bool {
    let style: String = style.split_whitespace().collect();
    ["display:none", "visibility:hidden", "font-size:0"].iter().any(|hides| style.contains(hides))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn flow(text: &str) -> String {
        read_words(text)[0].split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn tags_comments_and_signs_by_name_hide_no_words() {
        let page = "<!doctype html><html><head><title>Note</title><style>p { color: red }</style></head><body>\
            <p>La g&eacute;rante <b>n&#39;</b>a <!-- pas --> rien<br>dit&nbsp;: le<wbr>&hellip; bus\
            <a href='mailto:zoe@example.org'>pa<i>sse</i></a></p><p>&eacutet&eacute &#x20AC; &notaname; AT&T</p>";
        let read = flow(page);
        assert!(
            read.starts_with("La gérante n'a rien dit : le… buspasse été € &notaname; AT&T"),
            "{read}"
        );
        for beside in ["Note", "color: red", "pas", "mailto:zoe@example.org"] {
            assert!(read.contains(beside), "{beside}: {read}");
        }
    }

    #[test]
    fn what_a_page_hides_or_only_tells_is_read_beside_the_rest() {
        let page = "<p>le bus <span style='display: none'>ou le car</span> du soir</p>\
            <img alt=\"la gare vue du quai\" src=x.png><p hidden>un mot de plus</p><div title='sous la souris'>fin</div>";
        let read = flow(page);
        assert!(read.starts_with("le bus du soir fin"), "{read}");
        for beside in ["ou le car", "la gare vue du quai", "un mot de plus", "sous la souris"] {
            assert!(read.contains(beside), "{beside}: {read}");
        }
    }

    #[test]
    fn paragraphs_of_an_office_document_part_words_and_its_runs_do_not() {
        let head =
            "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>";
        let body = "<w:p><w:r><w:t>Le b</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space='preserve'>us du </w:t></w:r>\
            <w:r><w:t>soir</w:t><w:tab/><w:t>part</w:t></w:r></w:p><w:p><w:r><w:t>tard</w:t></w:r></w:p>";
        assert_eq!(flow(&format!("{head}{body}")), "Le bus du soir part tard");
    }

    #[test]
    fn a_changed_text_is_read_as_it_was_and_as_it_is() {
        let head =
            "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>";
        let body = "<w:p><w:t>Il est </w:t><w:del w:id='1'><w:delText>absent</w:delText></w:del><w:ins><w:t>parti</w:t></w:ins>\
            <w:t> tôt</w:t></w:p>";
        let read: Vec<String> = read_words(&format!("{head}{body}"))
            .iter()
            .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
            .collect();
        assert_eq!(read, ["Il est absentparti tôt", "Il est parti tôt", "Il est absent tôt"]);
    }

    #[test]
    fn a_table_is_read_by_rows() {
        let page = "<table><tr><th>Auteur</th><th><p>Texte</p></th></tr>\n<tr><td>Zoé Le Gall</td><td><p>deux</p><p>lignes</p></td></tr></table>";
        let text = &read_words(page)[0];
        let lines: Vec<&str> =
            text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        assert_eq!(lines, ["Auteur\tTexte", "Zoé Le Gall\tdeux lignes"]);
    }

    #[test]
    fn broken_tags_cost_no_more_than_whole_ones() {
        for piece in [
            "<a \"",
            "<a '\" ",
            "<!--",
            "<p",
            "&#",
            "&amp",
            "<![CDATA[",
            "</",
            "<b title=",
            "<i>",
            "<!DOCTYPE a [",
        ] {
            let started = std::time::Instant::now();
            read_words(&piece.repeat(300_000));
            assert!(started.elapsed().as_secs() < 30, "{piece}");
        }
    }

    proptest! {
        #[test]
        fn words_between_tags_are_all_read(parts in proptest::collection::vec(("[a-zéà]{1,9}", "(<br>|<p>|</p>|<i>|</i> |<!-- x --> |<a href='#'>| |\n)"), 0..30)) {
            let page: String = parts.iter().flat_map(|(word, tag)| [word.as_str(), tag]).collect();
            let all: String = parts.iter().map(|(word, _)| word.as_str()).collect();
            let read: String = read_words(&page)[0].split_whitespace().collect();
            prop_assert!(read.starts_with(&all), "{read}");
        }

        #[test]
        fn any_text_is_read(text in "[<>&;#!\\-/a-z'\"= \\[\\]é]{0,60}") {
            read_words(&text);
            crate::proof::raw::tags::has_markup(&text);
        }
    }
}

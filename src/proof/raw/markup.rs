//! The words of HTML and XML, of pages and of office documents, however broken: what stands between tags in its order, then
//! what stands beside it (comments, notes, scripts, texts of attributes).

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use pulldown_cmark::{Event, Parser};

/// A piece of a text with tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkupPiece<'t> {
    /// Words, in which `&` may stand for a sign.
    Words(&'t str),
    /// Words as they are.
    Plain(&'t str),
    /// A comment, a declaration, an instruction.
    Aside(&'t str),
    /// `<name attributes>`; whether it ends itself.
    Open(&'t str, &'t str, bool),
    /// `</name>`.
    Close(&'t str),
}

/// Takes a text with tags apart, in one pass however broken it is.
pub struct Pieces<'t> {
    rest: &'t str,
    /// Whether a quote was found that nothing closes: from there on quotes hold nothing together.
    has_open_quote: bool,
}

impl<'t> Pieces<'t> {
    /// The pieces of a text.
    pub fn from_text(text: &'t str) -> Self {
        Self { rest: text, has_open_quote: false }
    }

    /// Takes the rest up to an end, or all of it.
    fn take_until(&mut self, start: usize, end: &str) -> &'t str {
        let held = self.rest.get(start..).unwrap_or_default();
        match held.split_once(end) {
            Some((held, rest)) => {
                self.rest = rest;
                held
            }
            None => {
                self.rest = "";
                held
            }
        }
    }

    /// Takes what stands in a tag, from its name on.
    fn take_tag(&mut self, start: usize) -> &'t str {
        let held = self.rest.get(start..).unwrap_or_default();
        if !self.has_open_quote {
            // A `>` between quotes ends no tag, as in `title="a > b"`. A quote that is never closed would swallow all the
            // rest, so the tag then ends at the next `>`; and quotes are no longer asked, else each further tag would search
            // the rest once more.
            let mut quote = None;
            for (at, byte) in held.bytes().enumerate() {
                match (quote, byte) {
                    (None, b'>') => {
                        self.rest = &held[at + 1..];
                        return &held[..at];
                    }
                    (None, b'"' | b'\'') => quote = Some(byte),
                    (Some(open), byte) if open == byte => quote = None,
                    _ => {}
                }
            }
            self.has_open_quote = true;
        }
        self.take_until(start, ">")
    }
}

impl<'t> Iterator for Pieces<'t> {
    type Item = MarkupPiece<'t>;

    fn next(&mut self) -> Option<MarkupPiece<'t>> {
        if self.rest.is_empty() {
            return None;
        }
        let begins = |at: &usize| is_tag(&self.rest[*at..]);
        let mut places = self.rest.match_indices('<').map(|(at, _)| at);
        let at = places.find(begins).unwrap_or(self.rest.len());
        if at > 0 {
            let (words, rest) = self.rest.split_at(at);
            self.rest = rest;
            return Some(MarkupPiece::Words(words));
        }
        Some(if self.rest.starts_with("<!--") {
            MarkupPiece::Aside(self.take_until(4, "-->"))
        } else if self.rest.starts_with("<![CDATA[") {
            MarkupPiece::Plain(self.take_until(9, "]]>"))
        } else if self.rest.starts_with("<!DOCTYPE") && has_declarations(self.rest) {
            // Declarations between brackets hold `>` themselves.
            MarkupPiece::Aside(self.take_until(9, "]>"))
        } else if self.rest.starts_with("<!") || self.rest.starts_with("<?") {
            MarkupPiece::Aside(self.take_until(2, ">"))
        } else if self.rest.starts_with("</") {
            let name = self.take_until(2, ">");
            MarkupPiece::Close(name.split_whitespace().next().unwrap_or_default())
        } else {
            let held = self.take_tag(1);
            let is_whole = held.ends_with('/');
            let held = held.strip_suffix('/').unwrap_or(held);
            let cut = held.find(|sign: char| sign.is_whitespace() || sign == '/');
            let (name, attributes) = held.split_at(cut.unwrap_or(held.len()));
            MarkupPiece::Open(name, attributes, is_whole)
        })
    }
}

/// Whether a tag, a comment or the like begins here.
fn is_tag(rest: &str) -> bool {
    let next = rest.as_bytes().get(1).copied().unwrap_or_default();
    next.is_ascii_alphabetic() || matches!(next, b'/' | b'!' | b'?')
}

/// Whether a `<!DOCTYPE` goes on with declarations between brackets.
fn has_declarations(rest: &str) -> bool {
    // Names and addresses before the bracket are short. Without a bound, each `<!DOCTYPE` of a bad file would search
    // all the rest.
    let head = &rest.as_bytes()[..rest.len().min(500)];
    let bracket = head.iter().position(|byte| *byte == b'[');
    let end = head.iter().position(|byte| *byte == b'>');
    bracket.is_some_and(|at| end.is_none_or(|end| at < end))
}

/// The attributes of a tag, by name, as they are written.
pub fn parse_attributes(held: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = held;
    while let Some((before, after)) = rest.split_once('=') {
        let name = before.trim_end();
        // Attributes without a value stand before: in `hidden class="a"`, the name is the last word.
        let name = name.rsplit(char::is_whitespace).next().unwrap_or_default();
        let after = after.trim_start();
        let quote = after.chars().next().filter(|sign| matches!(sign, '"' | '\''));
        let (value, left) = match quote {
            Some(quote) => {
                let inside = &after[1..];
                inside.split_once(quote).unwrap_or((inside, ""))
            }
            None => {
                let end = after.find(char::is_whitespace).unwrap_or(after.len());
                after.split_at(end)
            }
        };
        found.push((name, value));
        rest = left;
    }
    found
}

/// Whether a text may hold tags, or signs written as `&eacute;`.
pub fn has_markup(text: &str) -> bool {
    let mut places = text.match_indices(['<', '&']);
    places.any(|(at, sign)| match sign {
        "<" => is_tag(&text[at..]),
        _ => {
            let next = text.as_bytes().get(at + 1).copied().unwrap_or_default();
            next.is_ascii_alphabetic() || next == b'#'
        }
    })
}

/// How tags part words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum MarkupKind {
    /// A page, or a vocabulary that nobody told us of: all tags do but those of [`INLINE`].
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

/// Tags of pages that stand within a word as well as between two.
pub const INLINE: [&str; 39] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "label", "mark", "nobr", "o:p", "q", "ruby", "s", "samp", "small",
    "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "tspan", "st1",
    "rb",
];
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

/// Whether a change was made to a text, which a reader may see with or without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TrackedChange {
    Deleted,
    Inserted,
}

/// A text beside the others that is not at its end yet.
struct OpenAside {
    name: String,
    /// How many tags of its name are open within.
    depth: usize,
    text: String,
}

struct MarkupReader {
    kind: MarkupKind,
    flow: String,
    /// The places of the flow that somebody deleted or inserted.
    changes: Vec<(TrackedChange, Range<usize>)>,
    changing: Vec<(TrackedChange, String, usize)>,
    open: Vec<OpenAside>,
    beside: Vec<String>,
    attributes: BTreeSet<String>,
    /// How many cells of tables are open, in which paragraphs part no rows.
    cells: usize,
    signs: HashMap<String, Option<String>>,
}

/// How deep texts beside others may lie in one another.
const DEEPEST: usize = 64;

/// The words of a text with tags, as it stands; where it tells of changes, without what was deleted and without what was
/// inserted too. Rows of tables are lines, their cells parted by tabs.
pub fn read_words(text: &str) -> Vec<String> {
    let mut head = HEAD.min(text.len());
    while !text.is_char_boundary(head) {
        head -= 1;
    }
    let kind = if OFFICES.iter().any(|sign| text[..head].contains(sign)) {
        MarkupKind::Office
    } else {
        MarkupKind::Page
    };
    let mut reader = MarkupReader {
        kind,
        flow: String::with_capacity(text.len() / 2),
        changes: Vec::new(),
        changing: Vec::new(),
        open: Vec::new(),
        beside: Vec::new(),
        attributes: BTreeSet::new(),
        cells: 0,
        signs: HashMap::new(),
    };
    for piece in Pieces::from_text(text) {
        reader.add_piece(piece);
    }
    reader.into_texts()
}

impl MarkupReader {
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

    fn add_piece(&mut self, piece: MarkupPiece) {
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

    fn into_texts(mut self) -> Vec<String> {
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

/// The letters and signs of Latin-1 from U+00A0 on, as pages name them, with or without a semicolon.
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 \
    acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig \
    Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave \
    Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave \
    iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";
/// The most letters of such a name, and of any.
const LONGEST: [usize; 2] = [6, 32];

/// A text with the signs that `&…;` stands for; `known` keeps those met before.
pub fn decode_entities(text: &str, known: &mut HashMap<String, Option<String>>) -> String {
    let mut said = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        said.push_str(before);
        match decode_entity(after, known) {
            Some((sign, length)) => {
                said.push_str(&sign);
                rest = &after[length..];
            }
            None => {
                said.push('&');
                rest = after;
            }
        }
    }
    said + rest
}

/// The sign that stands after `&`, and how many bytes it takes there.
fn decode_entity(
    after: &str,
    known: &mut HashMap<String, Option<String>>,
) -> Option<(String, usize)> {
    if let Some(number) = after.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']);
        let (digits, radix) = hex.map_or((number, 10), |hex| (hex, 16));
        let end = digits.find(|sign: char| !sign.is_digit(radix));
        let digits = &digits[..end.unwrap_or(digits.len())];
        let code = u32::from_str_radix(digits, radix).ok()?;
        let length = 1 + usize::from(hex.is_some()) + digits.len();
        let length = length + usize::from(after[length..].starts_with(';'));
        // Pages mean Windows-1252 by numbers of controls.
        let sign = match code {
            0x80..=0x9f => {
                let byte = [u8::try_from(code).ok()?];
                encoding_rs::WINDOWS_1252.decode_without_bom_handling(&byte).0.into_owned()
            }
            _ => char::from_u32(code)?.to_string(),
        };
        return Some((sign, length));
    }
    let end = after.find(|sign: char| !sign.is_ascii_alphanumeric());
    let name = &after[..end.unwrap_or(after.len()).min(LONGEST[1])];
    if name.is_empty() {
        return None;
    }
    if after[name.len()..].starts_with(';') {
        let sign = known.entry(name.to_string()).or_insert_with(|| named_entity(name));
        return sign.clone().map(|sign| (sign, name.len() + 1));
    }
    // Old pages leave out the semicolon, as in `&eacutet`: the longest known name at the start counts.
    let lengths = (2..=name.len().min(LONGEST[0])).rev();
    lengths.into_iter().find_map(|length| {
        let sign = match &name[..length] {
            "amp" | "AMP" => "&",
            "lt" | "LT" => "<",
            "gt" | "GT" => ">",
            "quot" | "QUOT" => "\"",
            name => return latin_entity(name).map(|sign| (sign.to_string(), length)),
        };
        Some((sign.to_string(), length))
    })
}

fn latin_entity(name: &str) -> Option<char> {
    let at = LATIN.split_whitespace().position(|known| known == name)?;
    char::from_u32(0xa0 + u32::try_from(at).ok()?)
}

/// The signs that HTML names so: the list is that of Markdown.
fn named_entity(name: &str) -> Option<String> {
    let written = format!("&{name};");
    let said: String = Parser::new(&written)
        .filter_map(|event| match event {
            Event::Text(text) => Some(text.into_string()),
            _ => None,
        })
        .collect();
    (said != written).then_some(said)
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
            has_markup(&text);
        }
    }
}

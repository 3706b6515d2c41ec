//! Takes a text with tags apart, HTML and XML alike, however broken it is.

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
    /// `</name>`; empty when no name is written.
    Close(&'t str),
}

/// Takes a text with tags apart, in one pass however broken it is.
pub struct Pieces<'t> {
    /// What was not taken yet.
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

/// Tags of pages that stand within a word as well as between two.
pub const INLINE: [&str; 39] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "label", "mark", "nobr", "o:p", "q", "ruby", "s", "samp", "small",
    "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "tspan", "st1",
    "rb",
];

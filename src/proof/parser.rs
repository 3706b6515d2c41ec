//! From tokens to the objects of a file, and to the operations of what draws.

use super::lexer::{Lexer, PdfToken, is_space};
use super::objects::{Dict, Object};

/// What draws, or what else follows objects: an operator with what stands before it.
#[derive(Debug)]
pub(super) struct PdfOperation<'a> {
    /// Its name, such as `Tj`.
    pub operator: &'a [u8],
    /// What it works on.
    pub operands: Vec<Object<'a>>,
}

/// How deep arrays and dictionaries lie in one another. What lies deeper is read as if it lay there: Typst makes five levels,
/// and objects that lie deeper than the stack holds could not even be dropped.
const DEEPEST: usize = 48;

/// Words that no array and no dictionary of a file holds: where one stands, what is open was left open.
const OUTSIDE: [&[u8]; 6] = [b"obj", b"endobj", b"stream", b"endstream", b"xref", b"trailer"];

impl<'a> Lexer<'a> {
    /// The next object of a file; none where none stands.
    pub fn next_object(&mut self) -> Option<Object<'a>> {
        let mut open = OpenObject::default();
        loop {
            let before = self.at;
            let Some(token) = self.next_token() else {
                return open.into_first();
            };
            match token {
                PdfToken::Word(b"R") => open.make_reference(),
                // The word is given back: it may be the head of the next object, which would be missed otherwise.
                PdfToken::Word(word) if OUTSIDE.contains(&word) => {
                    self.at = before;
                    return open.into_first();
                }
                PdfToken::Word(_) => open.push(Object::Null),
                token => open.add_token(token),
            }
            if open.is_done() {
                // Two whole numbers may begin a reference.
                return match open.into_first()? {
                    Object::Number(number) => Some(self.read_reference(number)),
                    other => Some(other),
                };
            }
        }
    }

    fn read_reference(&mut self, number: f64) -> Object<'a> {
        // A lexer is four small fields: to look ahead in a copy costs nothing, and leaves this one in place when nothing
        // comes of it.
        let mut ahead = self.clone();
        let follows = matches!(ahead.next_token(), Some(PdfToken::Number(_)))
            && ahead.next_token() == Some(PdfToken::Word(b"R"));
        let Some(number) = Object::Number(number).as_count().filter(|_| follows) else {
            return Object::Number(number);
        };
        self.at = ahead.at;
        Object::Ref(u32::try_from(number).unwrap_or(u32::MAX))
    }

    /// The next operation of what draws; none at the end.
    pub fn next_operation(&mut self) -> Option<PdfOperation<'a>> {
        let mut open = OpenObject::default();
        while let Some(token) = self.next_token() {
            match token {
                // Operands that say nothing here. They still take their place, as some operands are found by their position.
                PdfToken::Word(b"true" | b"false" | b"null") => open.push(Object::Null),
                PdfToken::Word(operator) => {
                    // Inline image (ISO 32000-1, 8.9.7): raw bytes follow, which must not be parsed. Their length is not
                    // written.
                    if operator == b"ID" {
                        self.skip_image();
                    }
                    let operands = open.into_objects();
                    return Some(PdfOperation { operator, operands });
                }
                token => open.add_token(token),
            }
        }
        None
    }

    /// Goes over the pixels of an image that stands among what draws, to behind its `EI`: one between spaces, after which
    /// text stands.
    fn skip_image(&mut self) {
        /// How many bytes after the end of an image must be text.
        const AFTER: usize = 16;
        let start = self.at;
        let rest = self.bytes_ahead();
        // `EI` between spaces may also stand among pixels by chance. What follows the true one is text, so some bytes
        // behind it are looked at too.
        let is_end = |at: &usize| {
            let after = &rest[at + 3..];
            let is_text = |byte: &u8| matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~');
            is_space(rest[*at])
                && rest[at + 1..].starts_with(b"EI")
                && after.first().is_none_or(|byte| is_space(*byte))
                && after.iter().take(AFTER).all(is_text)
        };
        let mut places = if self.has_no_end { 0..0 } else { 0..rest.len().saturating_sub(2) };
        let end = places.find(is_end);
        // Looked for once, not again behind each image that does not end.
        self.has_no_end = end.is_none();
        self.at = start + end.map_or(0, |end| end + 3);
    }
}

/// What is open while objects are read.
#[derive(Default)]
struct OpenObject<'a> {
    /// What was read, of what is open first.
    items: Vec<Object<'a>>,
    /// What is open: whether it is a dictionary, and what was read before it.
    frames: Vec<(bool, Vec<Object<'a>>)>,
    /// What is open deeper than is kept apart.
    deeper: usize,
}

impl<'a> OpenObject<'a> {
    fn push(&mut self, object: Object<'a>) {
        self.items.push(object);
    }

    fn add_token(&mut self, token: PdfToken<'a>) {
        match token {
            PdfToken::Number(number) => self.push(Object::Number(number)),
            PdfToken::Name(name) => self.push(Object::Name(name)),
            PdfToken::String(bytes) => self.push(Object::String(bytes)),
            PdfToken::Open => self.open_container(false),
            PdfToken::OpenDict => self.open_container(true),
            PdfToken::Close => self.close_container(false),
            PdfToken::CloseDict => self.close_container(true),
            PdfToken::Word(_) => {}
        }
    }

    fn open_container(&mut self, is_dict: bool) {
        // Items of what lies deeper go into the innermost container that is kept, and only the number of open ones is
        // counted: each closing sign then takes away one of these first.
        if self.frames.len() == DEEPEST {
            self.deeper += 1;
            return;
        }
        let before = std::mem::take(&mut self.items);
        self.frames.push((is_dict, before));
    }

    fn close_container(&mut self, is_dict: bool) {
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        // What closes something else than what is open closes nothing.
        if self.frames.last().is_some_and(|(open, _)| *open == is_dict) {
            self.finish_container();
        }
    }

    fn finish_container(&mut self) {
        if let Some((is_dict, before)) = self.frames.pop() {
            let items = std::mem::replace(&mut self.items, before);
            self.items.push(if is_dict {
                Object::Dict(Dict::from_items(items))
            } else {
                Object::Array(items)
            });
        }
    }

    /// Two numbers and an `R`.
    fn make_reference(&mut self) {
        let count = self.items.len();
        let number = match count.checked_sub(2).map(|at| &self.items[at..]) {
            // The generation is not kept: of two objects with one number, the later one in the file counts.
            Some([number, generation]) if generation.as_count().is_some() => number.as_count(),
            _ => None,
        };
        if let Some(number) = number {
            self.items.truncate(count - 2);
            self.push(Object::Ref(u32::try_from(number).unwrap_or(u32::MAX)));
        }
    }

    fn is_done(&self) -> bool {
        self.frames.is_empty() && self.deeper == 0 && !self.items.is_empty()
    }

    fn into_objects(mut self) -> Vec<Object<'a>> {
        while !self.frames.is_empty() {
            self.finish_container();
        }
        self.items
    }

    fn into_first(self) -> Option<Object<'a>> {
        self.into_objects().into_iter().next()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn object(text: &str) -> Object<'_> {
        Lexer::new(text.as_bytes(), 0).next_object().unwrap_or_default()
    }

    fn string(text: &str) -> Object<'_> {
        Object::String(text.as_bytes().into())
    }

    #[test]
    fn objects_are_read_whichever_way_they_are_written() {
        let dict =
            object("<</A#42 12 0 R/C[(a\\(b\\)\\101\\\n)<6 1 6>-.5 3 4]/D<</E/F>>/N null>> 7");
        let dict = dict.as_dict().expect("a dictionary");
        assert_eq!(dict.get("AB"), Some(&Object::Ref(12)));
        let items = [
            string("a(b)A"),
            string("a`"),
            Object::Number(-0.5),
            Object::Number(3.0),
            Object::Number(4.0),
        ];
        assert_eq!(dict.get("C").and_then(Object::as_array), Some(&items[..]));
        let inner = dict.get("D").and_then(Object::as_dict);
        assert_eq!(inner.and_then(|inner| inner.get("E")?.as_name()), Some(&b"F"[..]));
        assert_eq!(object("12 0 R"), Object::Ref(12));
        assert_eq!(object("12 0 obj"), Object::Number(12.0));
    }

    #[test]
    fn what_is_left_open_ends_where_its_object_ends() {
        let mut lexer = Lexer::new(b"<</A[(one) /B endobj", 0);
        let dict = lexer.next_object().unwrap_or_default();
        let items = dict.as_dict().and_then(|dict| dict.get("A")?.as_array());
        assert_eq!(items.map(<[_]>::len), Some(2));
        assert_eq!(lexer.next_word(), Some(&b"endobj"[..]));
    }

    #[test]
    fn what_lies_deeper_than_is_kept_apart_is_read_all_the_same() {
        let deep = "[".repeat(100_000) + "(found)" + &"]".repeat(100_000);
        assert!(format!("{:?}", object(&deep)).contains("102, 111, 117, 110, 100"));
        let mut lexer = Lexer::new(deep.as_bytes(), 0);
        lexer.next_object();
        assert_eq!(lexer.at, deep.len());
    }

    #[test]
    fn operations_have_their_operands_and_images_among_them_are_passed_over() {
        let content = b"/F 9 Tf [(a) -20 (b)] TJ BI /W 1 ID \x00(EI\xff EI q (c) Tj";
        let mut lexer = Lexer::new(content, 0);
        let mut operators = Vec::new();
        while let Some(operation) = lexer.next_operation() {
            operators.push((operation.operator, operation.operands.len()));
        }
        let wanted: [(&[u8], usize); 6] =
            [(b"Tf", 2), (b"TJ", 1), (b"BI", 0), (b"ID", 2), (b"q", 0), (b"Tj", 1)];
        assert_eq!(operators, wanted);
    }

    proptest! {
        #[test]
        fn any_bytes_end(bytes in proptest::collection::vec(any::<u8>(), 0..400), signs in "[\\[\\]<>(){}/%\\\\ 0-9Ra#]{0,400}") {
            for bytes in [&bytes[..], signs.as_bytes()] {
                let mut lexer = Lexer::new(bytes, 0);
                while lexer.next_object().is_some() {}
                let mut lexer = Lexer::new(bytes, 0);
                while lexer.next_operation().is_some() {}
                let mut lexer = Lexer::new(bytes, 0);
                while lexer.next_word().is_some() {}
            }
        }
    }
}

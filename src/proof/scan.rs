//! The objects that stand in the bytes of a PDF, found by going through it from its first byte to its last.
//!
//! The table at the end of a PDF tells where its objects are, and may lie: it is not asked.

use std::sync::LazyLock;

use regex::bytes::Regex;

use super::lexer::Lexer;
use super::objects::{Dict, Object};

/// An object of a file, with the number that others refer to it by.
#[derive(Debug)]
pub(super) struct IndirectObject<'a> {
    /// The number that references to it hold.
    pub number: u32,
    /// The object itself; of a stream, its dictionary.
    pub value: Object<'a>,
    /// The bytes of its stream, as they stand in the file.
    pub stream: Option<&'a [u8]>,
}

impl<'a> IndirectObject<'a> {
    /// Its dictionary, or that of its stream.
    pub fn dict(&self) -> Option<&Dict<'a>> {
        self.value.as_dict()
    }
}

/// The objects that stand in a file itself, in its order, and what ends it.
pub(super) struct PdfScan<'a> {
    /// The objects, older states of them too.
    pub objects: Vec<IndirectObject<'a>>,
    /// The dictionaries that say where the others begin, in the order of the file.
    pub trailers: Vec<Dict<'a>>,
    /// Whether something was damaged so that objects may have been missed.
    pub is_damaged: bool,
}

/// How often an object that does not end is begun again behind its number: each time the rest of the file is gone through.
const RETRIES: usize = 16;

impl<'a> PdfScan<'a> {
    /// Goes through the bytes of a file.
    pub fn from_bytes(bytes: &'a [u8]) -> Self {
        let mut scan = Self { objects: Vec::new(), trailers: Vec::new(), is_damaged: false };
        let mut retries = 0;
        let mut lexer = Lexer::new(bytes, 0);
        // Objects begin with `12 0 obj`. The two numbers before a word are kept, so that the bytes are gone through once,
        // forwards.
        let mut before: [Option<u32>; 2] = [None; 2];
        while let Some(word) = lexer.next_word() {
            let number = str::from_utf8(word).ok().and_then(|word| word.parse().ok());
            // `0obj` is written too.
            let glued = word.strip_suffix(b"obj").filter(|before| !before.is_empty());
            let glued = glued.and_then(|before| str::from_utf8(before).ok()?.parse::<u32>().ok());
            let number_of_object = match (word, glued, before) {
                (b"obj", _, [Some(number), Some(_)]) => Some(number),
                (_, Some(_), [_, Some(number)]) => Some(number),
                _ => None,
            };
            before = [before[1], number];
            if let Some(number) = number_of_object {
                let start = lexer.at;
                // The walk goes on behind the object. When a string in it never ends, it has swallowed the rest of the file:
                // the walk then goes back to just behind the head, and finds the objects that stand in what was swallowed.
                let is_whole = scan.read_object(number, bytes, &mut lexer);
                if !is_whole {
                    scan.is_damaged = true;
                    retries += 1;
                    if retries <= RETRIES {
                        lexer = Lexer::new(bytes, start);
                    }
                }
            } else if word == b"trailer" && retries <= RETRIES {
                // Read in a copy: a trailer may hold what looks like objects, and the walk passes over it word by word.
                let mut ahead = lexer.clone();
                if let Some(Object::Dict(trailer)) = ahead.next_object() {
                    scan.trailers.push(trailer);
                }
                retries += usize::from(ahead.is_cut);
            }
        }
        scan
    }

    /// Reads an object from behind its number; whether it ends.
    fn read_object(&mut self, number: u32, bytes: &'a [u8], lexer: &mut Lexer<'a>) -> bool {
        let value = lexer.next_object().unwrap_or_default();
        let is_whole = !lexer.is_cut;
        let mut ahead = lexer.clone();
        let stream = match (&value, ahead.next_word()) {
            (Object::Dict(dict), Some(b"stream")) => {
                // Where the length is a reference it is not followed: the object may stand further on. The stream is then
                // searched for its end.
                let length = dict.get("Length").and_then(Object::as_count);
                let (stream, end) = read_stream(bytes, ahead.at, length);
                *lexer = Lexer::new(bytes, end);
                Some(stream)
            }
            _ => None,
        };
        self.objects.push(IndirectObject { number, value, stream });
        is_whole
    }
}

static END: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("endstream|endobj").expect("a pattern of ours"));

/// The bytes of a stream from behind its first word, and where what follows begins. Its length is believed where it ends with
/// the word that ends streams.
fn read_stream(bytes: &[u8], mut start: usize, length: Option<usize>) -> (&[u8], usize) {
    let rest = &bytes[start..];
    // The line break behind `stream` is no part of it: CR LF or LF (ISO 32000-1, 7.3.8.1). A CR alone is against the
    // standard and found all the same.
    start += match rest {
        [b'\r', b'\n', ..] => 2,
        [b'\n' | b'\r', ..] => 1,
        _ => 0,
    };
    let end = length.and_then(|length| start.checked_add(length));
    if let Some(stream) = end.and_then(|end| bytes.get(start..end)) {
        let mut after = Lexer::new(bytes, start + stream.len());
        if after.next_word().is_some_and(|word| word.starts_with(b"endstream")) {
            return (stream, after.at);
        }
    }
    // A wrong length, or none: the stream ends before the word that ends it. Compressed bytes hold that word by chance
    // about never.
    let found = END.find_at(bytes, start);
    let (end, next) = found.map_or((bytes.len(), bytes.len()), |end| (end.start(), end.end()));
    let stream = &bytes[start..end];
    // The line break before `endstream` is no part of the stream either.
    let stream = stream.strip_suffix(b"\n").unwrap_or(stream);
    (stream.strip_suffix(b"\r").unwrap_or(stream), next)
}

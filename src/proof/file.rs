//! A PDF as a file: all its objects, wherever they stand, and which of them its numbers mean.
//!
//! Where several objects have the same number, the last counts, as it does for readers that follow the tables.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};

use super::filters::{Decoded, Rest, undo_filters};
use super::lexer::Lexer;
use super::objects::{Bytes, Dict, Object};
use super::scan::{IndirectObject, PdfScan};

/// Bytes that are no PDF that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnreadablePdf;

/// The most bytes that are made of one file by undoing filters: the largest of the samples makes a fortieth of it.
pub(super) const MOST: usize = 128 * 1024 * 1024;

/// What object streams hold, decoded: objects borrow from it.
pub(super) struct Inner {
    /// The stream's place among the objects of the file, what it holds, how many objects, and where the first is.
    streams: Vec<(usize, Vec<u8>)>,
    /// How many bytes may still be made of the file.
    left: usize,
    /// Whether something was damaged so that objects may have been missed.
    is_damaged: bool,
}

impl Inner {
    /// Decodes the streams of objects of a file, which may make so many bytes.
    pub fn from_scan(scan: &PdfScan, mut left: usize) -> Self {
        let mut streams = Vec::new();
        let mut is_damaged = scan.is_damaged;
        for (at, object) in scan.objects.iter().enumerate() {
            if let (Some(dict), Some(raw)) = (object.dict(), object.stream)
                && dict.get("Type").and_then(Object::as_name) == Some(b"ObjStm")
            {
                // What filters are set by is written in place: objects of its own would have to be found first.
                let held = undo_filters(raw, dict, |object| object, &mut left);
                is_damaged |= held.rest != Rest::Nothing;
                streams.push((at, held.bytes.into_owned()));
            }
        }
        Self { streams, left, is_damaged }
    }
}

/// A PDF: its objects, by place and by number.
pub(super) struct PdfFile<'a> {
    /// All its objects, in the order they stand in.
    pub objects: Vec<IndirectObject<'a>>,
    /// Whether something was damaged so that objects may have been missed.
    pub is_damaged: bool,
    /// The number of the catalogue, if a trailer names it.
    root: Option<u32>,
    /// The place of the last object of each number.
    latest: HashMap<u32, usize>,
    /// How many bytes may still be made of it.
    left: Cell<usize>,
}

impl<'a> PdfFile<'a> {
    /// The objects that were gone through, with those that streams of objects hold. What is encrypted cannot be read.
    pub fn from_scan(scan: PdfScan<'a>, inner: &'a Inner) -> Result<Self, UnreadablePdf> {
        let mut file = Self {
            objects: Vec::new(),
            is_damaged: inner.is_damaged,
            root: None,
            latest: HashMap::new(),
            left: Cell::new(inner.left),
        };
        let mut streams = inner.streams.iter().peekable();
        let mut trailers = scan.trailers;
        // Objects of object streams are put behind the stream that holds them. So the order of `objects` is that of the
        // file, and the last of several with one number is the newest.
        for (at, object) in scan.objects.into_iter().enumerate() {
            let held = streams.next_if(|(stream, _)| *stream == at);
            let header = object.dict().map(|dict| {
                let number = |key| dict.get(key).and_then(Object::as_count).unwrap_or_default();
                (number("N"), number("First"))
            });
            if let Some(dict) = object.dict()
                && dict.get("Type").and_then(Object::as_name) == Some(b"XRef")
            {
                trailers.push(dict.clone());
            }
            file.add_object(object);
            if let (Some((_, bytes)), Some((count, first))) = (held, header) {
                file.read_object_stream(bytes, count, first);
            }
        }
        if trailers.iter().any(|trailer| trailer.get("Encrypt").is_some()) {
            return Err(UnreadablePdf);
        }
        // The last trailer is the newest. Some hold no root, such as those that a damaged file has in the middle.
        file.root = trailers.iter().rev().find_map(|trailer| match trailer.get("Root") {
            Some(Object::Ref(number)) => Some(*number),
            _ => None,
        });
        Ok(file)
    }

    fn add_object(&mut self, object: IndirectObject<'a>) {
        self.latest.insert(object.number, self.objects.len());
        self.objects.push(object);
    }

    /// The objects of a stream of objects. Each begins behind the one before: no byte is read twice.
    fn read_object_stream(&mut self, bytes: &'a [u8], count: usize, first: usize) {
        let mut header = Lexer::new(bytes, 0);
        let mut places = Vec::new();
        for _ in 0..count {
            let number = |word: &[u8]| str::from_utf8(word).ok()?.parse::<usize>().ok();
            let pair = (header.next_word().and_then(number), header.next_word().and_then(number));
            let (Some(number), Some(at)) = pair else {
                break;
            };
            places.push((at.saturating_add(first), u32::try_from(number).unwrap_or(u32::MAX)));
        }
        // Objects are read in the order they stand in. One that begins inside another is refused by `at < end`: an offset
        // may lie, and a thousand objects at one place would be read a thousand times.
        places.sort_unstable();
        let mut end = 0;
        for (at, number) in places {
            if at < end || at >= bytes.len() {
                self.is_damaged = true;
                continue;
            }
            let mut lexer = Lexer::new(bytes, at);
            let value = lexer.next_object().unwrap_or_default();
            end = lexer.at;
            self.is_damaged |= lexer.is_cut;
            let stream = None;
            self.add_object(IndirectObject { number, value, stream });
        }
    }

    /// The place among the objects of the one that a number means.
    pub fn place_of(&self, number: u32) -> Option<usize> {
        self.latest.get(&number).copied()
    }

    /// The object that is meant: itself, or what it refers to, over a few references.
    pub fn resolve_reference<'o>(&'o self, object: &'o Object<'a>) -> &'o Object<'a> {
        /// How far references are followed: no program makes one to another.
        const FAR: usize = 8;
        let mut object = object;
        for _ in 0..FAR {
            match object {
                Object::Ref(number) => match self.place_of(*number) {
                    Some(place) => object = &self.objects[place].value,
                    None => return &Object::Null,
                },
                other => return other,
            }
        }
        &Object::Null
    }

    /// What a key of a dictionary has for value, references followed.
    pub fn value_of<'o>(&'o self, dict: &'o Dict<'a>, key: &str) -> &'o Object<'a> {
        dict.get(key).map_or(&Object::Null, |value| self.resolve_reference(value))
    }

    /// The dictionary that a key of a dictionary has for value.
    pub fn dict_of<'o>(&'o self, dict: &'o Dict<'a>, key: &str) -> Option<&'o Dict<'a>> {
        self.value_of(dict, key).as_dict()
    }

    /// The name that a key of a dictionary has for value.
    pub fn name_of<'o>(&'o self, dict: &'o Dict<'a>, key: &str) -> Option<&'o [u8]> {
        self.value_of(dict, key).as_name()
    }

    /// The place of the stream that an object refers to.
    pub fn stream_of(&self, object: &Object) -> Option<usize> {
        let Object::Ref(number) = object else {
            return None;
        };
        let place = self.place_of(*number)?;
        self.objects[place].stream.is_some().then_some(place)
    }

    /// What the stream of an object holds.
    pub fn decode_stream(&self, place: usize) -> Decoded<'a> {
        let object = &self.objects[place];
        let raw = object.stream.unwrap_or_default();
        let Some(dict) = object.dict() else {
            let (bytes, rest) = (raw.into(), Rest::Nothing);
            return Decoded { bytes, rest };
        };
        let mut left = self.left.get();
        let found = undo_filters(raw, dict, |object| self.resolve_reference(object), &mut left);
        self.left.set(left);
        found
    }

    /// How many bytes may still be made of it.
    pub fn bytes_left(&self) -> usize {
        self.left.get()
    }

    /// What the stream of a picture holds: its pixels in the format they are kept in. Where no such format is named, they are
    /// nothing but pixels, and are left packed.
    pub fn pixel_data(&self, place: usize) -> Bytes<'a> {
        let object = &self.objects[place];
        let raw = object.stream.unwrap_or_default();
        let filters = object.dict().map(|dict| self.value_of(dict, "Filter"));
        let last = match filters {
            // Only a list is of interest: a picture with one filter alone is either a JPEG as it stands, or packed pixels.
            Some(Object::Array(filters)) => filters.last().map(|last| self.resolve_reference(last)),
            _ => None,
        };
        match last.and_then(Object::as_name) {
            Some(b"DCTDecode" | b"JPXDecode") => self.decode_stream(place).bytes,
            _ => raw.into(),
        }
    }

    /// What the stream of an object draws. Every reading of it counts, of bytes without a filter too: the same drawing may be
    /// asked for by each of many pages.
    pub fn decode_drawing(&self, place: usize) -> Decoded<'a> {
        let left = self.left.get();
        let mut found = self.decode_stream(place);
        // No filter took anything off, so the bytes stand in the file itself. One more is counted, so that even an empty
        // stream has a price.
        if left == self.left.get() {
            self.left.set(left.saturating_sub(found.bytes.len() + 1));
            if found.bytes.len() >= left {
                found.rest = Rest::TooMuch;
                found.bytes = Vec::new().into();
            }
        }
        found
    }

    /// The dictionaries of the pages, in order, each with the place of its object, if it is one, and the resources it has
    /// from above.
    pub fn pages(&self) -> Vec<Page<'_, 'a>> {
        let roots = self.root.into_iter().chain(self.catalogue_numbers());
        for root in roots {
            let catalogue = self.place_of(root).and_then(|place| self.objects[place].dict());
            let pages = catalogue.and_then(|dict| dict.get("Pages"));
            let found = pages.map(|pages| self.pages_below(pages)).unwrap_or_default();
            if !found.is_empty() {
                return found;
            }
        }
        // No tree leads to any: all there are.
        let places = 0..self.objects.len();
        let is_page = |place: &usize| {
            let dict = self.objects[*place].dict();
            dict.is_some_and(|dict| dict.get("Type").and_then(Object::as_name) == Some(b"Page"))
        };
        let page = |place: usize| {
            Some(Page { place: Some(place), dict: self.objects[place].dict()?, inherited: None })
        };
        places.filter(is_page).filter_map(page).collect()
    }

    fn catalogue_numbers(&self) -> impl Iterator<Item = u32> {
        let is_catalogue = |object: &&IndirectObject| {
            let dict = object.dict();
            dict.is_some_and(|dict| dict.get("Type").and_then(Object::as_name) == Some(b"Catalog"))
        };
        let found = self.objects.iter().rev().filter(is_catalogue);
        found.map(|object| object.number)
    }

    /// The pages below a node of their tree. No node is entered twice: trees that hold themselves end.
    fn pages_below<'o>(&'o self, root: &'o Object<'a>) -> Vec<Page<'o, 'a>> {
        let mut found = Vec::new();
        // A walk in depth with a stack of its own. Children are pushed in reverse, so that the first is taken next and
        // pages come out in order. `entered` keeps each node with children from being opened twice.
        let mut entered = HashSet::new();
        let mut open = vec![(root, None)];
        while let Some((object, inherited)) = open.pop() {
            let place = match object {
                Object::Ref(number) => self.place_of(*number),
                _ => None,
            };
            let Some(dict) = self.resolve_reference(object).as_dict() else {
                continue;
            };
            match self.value_of(dict, "Kids").as_array() {
                Some(kids) => {
                    if place.is_none_or(|place| entered.insert(place)) {
                        let inherited = dict.get("Resources").or(inherited);
                        open.extend(kids.iter().rev().map(|kid| (kid, inherited)));
                    }
                }
                None => found.push(Page { place, dict, inherited }),
            }
        }
        found
    }
}

/// A page as the tree of pages holds it.
pub(super) struct Page<'o, 'a> {
    /// The place of its object, if it is one of its own.
    pub place: Option<usize>,
    /// What it is made of, by its keys.
    pub dict: &'o Dict<'a>,
    /// The resources it has from above.
    pub inherited: Option<&'o Object<'a>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with<T>(bytes: &[u8], ask: impl Fn(&PdfFile) -> T) -> Option<T> {
        let scan = PdfScan::from_bytes(bytes);
        let inner = Inner::from_scan(&scan, MOST);
        PdfFile::from_scan(scan, &inner).ok().map(|file| ask(&file))
    }

    #[test]
    fn every_object_is_found_whatever_the_table_says_and_the_last_counts() {
        let packed = "5 0 6 4 (in) (six)";
        let bytes = format!(
            "%PDF-1.7\n1 0 obj<</A(old)>>endobj\n2 0 obj\n<</Length 3>>stream\r\nabc\nendstream endobj \
             1 0 obj<</A(new)>>endobj 3 0 obj<</Length 7 0 R>>stream\nlonger\nendstream\nendobj 4 0obj(glued)endobj \
             8 0 obj<</Type/ObjStm/N 2/First 8/Length {}>>stream\n{packed}\nendstream\nendobj startxref 99999",
            packed.len()
        );
        let read = with(bytes.as_bytes(), |file| {
            let string = |number| {
                let place = file.place_of(number)?;
                let object = &file.objects[place].value;
                let held = object.as_dict().and_then(|dict| dict.get("A")).unwrap_or(object);
                held.as_string().map(<[u8]>::to_vec)
            };
            let strings = [1, 4, 5, 6].map(string);
            let stream =
                |number| Some(file.decode_stream(file.place_of(number)?).bytes.into_owned());
            (strings, [2, 3].map(stream), file.objects.len())
        });
        let (strings, streams, count) = read.expect("a file");
        let wanted: [&[u8]; 4] = [b"new", b"glued", b"in", b"six"];
        assert_eq!(strings, wanted.map(|bytes| Some(bytes.to_vec())));
        assert_eq!(streams, [Some(b"abc".to_vec()), Some(b"longer".to_vec())]);
        assert_eq!(count, 8);
    }

    #[test]
    fn an_object_that_does_not_end_hides_none_behind_it() {
        let bytes = b"1 0 obj (never ends endobj 2 0 obj (found) endobj";
        let found = with(bytes, |file| (file.place_of(2).is_some(), file.is_damaged));
        assert_eq!(found, Some((true, true)));
    }

    #[test]
    fn trees_of_pages_that_hold_themselves_end() {
        let mut bytes =
            b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 99 0 obj<</Type/Page>>endobj ".to_vec();
        for number in 2..60 {
            let next = number + 1;
            let node =
                format!("{number} 0 obj<</Kids[{next} 0 R {next} 0 R 2 0 R 99 0 R]>>endobj ");
            bytes.extend(node.into_bytes());
        }
        assert_eq!(with(&bytes, |file| file.pages().len()), Some(58));
    }

    #[test]
    fn what_is_encrypted_cannot_be_read() {
        assert!(with(b"1 0 obj null endobj trailer<</Encrypt 1 0 R>>", |_| ()).is_none());
    }
}

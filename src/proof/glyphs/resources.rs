//! What the names in a drawing mean: fonts, pictures, patterns and other drawings, kept once for the whole file.

use std::collections::HashMap;
use std::rc::Rc;

use super::super::file::PdfFile;
use super::super::fonts::Font;
use super::super::objects::{Dict, Object};

/// How far names are looked for in what lies around a drawing, which has resources of its own by the standard.
const AROUND: usize = 8;

/// What names mean in a drawing.
struct Resources<'f, 'a> {
    /// The names and what they mean.
    dict: &'f Dict<'a>,
    /// The resources of what lies around, by their number in the table.
    around: Option<usize>,
}

/// The resources of all drawings of a file, each known by its number here.
pub(super) struct ResourceTable<'f, 'a> {
    /// The file whose drawings these are.
    file: &'f PdfFile<'a>,
    /// The resources, by their number.
    all: Vec<Resources<'f, 'a>>,
    /// The resources that dictionaries of their own hold, by the dictionary's place in memory and what lies around.
    known: HashMap<(*const Dict<'a>, Option<usize>), usize>,
    /// The fonts, by the place of their dictionary in memory.
    fonts: HashMap<*const Dict<'a>, Rc<Font>>,
    /// The resources of the page that is read: programs rely on them in drawings too.
    pub page: Option<usize>,
    /// Whether nothing was left of what may be made of the file when a font had been read.
    pub is_used_up: bool,
}

impl<'f, 'a> ResourceTable<'f, 'a> {
    /// The table of a file of which no drawing was read.
    pub fn new(file: &'f PdfFile<'a>) -> Self {
        Self {
            file,
            all: Vec::new(),
            known: HashMap::new(),
            fonts: HashMap::new(),
            page: None,
            is_used_up: false,
        }
    }

    /// The file whose drawings these are.
    pub fn pdf_file(&self) -> &'f PdfFile<'a> {
        self.file
    }

    /// The number of what a dictionary holds, given what lies around the drawing that it belongs to.
    pub fn add_dict(&mut self, dict: &'f Dict<'a>, around: Option<usize>) -> usize {
        let all = &mut self.all;
        // The address of a dictionary is its identity: the file owns all dictionaries and does not move while it is read.
        // What lies around counts too, as the same dictionary finds other names in another surrounding.
        let known = self.known.entry((std::ptr::from_ref(dict), around));
        *known.or_insert_with(|| {
            all.push(Resources { dict, around });
            all.len() - 1
        })
    }

    /// What a name of a kind means in a drawing, or around it.
    pub fn find_named(&self, resources: usize, kind: &str, name: &[u8]) -> Option<&'f Object<'a>> {
        let around = |at: &usize| self.all.get(*at)?.around;
        let own = std::iter::successors(Some(resources), around).take(AROUND);
        // Innermost first, then what lies around, then the page. A file whose surroundings go in a circle cannot hold this
        // up: `AROUND` bounds the steps.
        own.chain(self.page).find_map(|at| {
            let own = self.all.get(at)?;
            self.file.dict_of(own.dict, kind)?.of_name(name)
        })
    }

    /// The font that an object is, read once however often it is used.
    pub fn load_font(&mut self, object: &'f Object<'a>, resources: usize) -> Option<Rc<Font>> {
        let dict = self.file.resolve_reference(object).as_dict()?;
        let known = std::ptr::from_ref(dict);
        if let Some(font) = self.fonts.get(&known) {
            return Some(Rc::clone(font));
        }
        let mut font = Font::from_dict(dict, self.file);
        let own = self.file.dict_of(dict, "Resources");
        font.resources = Some(match own {
            Some(own) => self.add_dict(own, Some(resources)),
            None => resources,
        });
        let font = Rc::new(font);
        self.fonts.insert(known, Rc::clone(&font));
        self.is_used_up |= self.file.bytes_left() == 0;
        Some(font)
    }
}

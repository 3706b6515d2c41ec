//! A drawing as its elements, and as the text that they are written in.

use std::collections::{HashMap, HashSet};

/// The name of the vocabulary of drawings.
pub(super) const SVG: &str = "http://www.w3.org/2000/svg";

/// A drawing: its elements, the first of them its root.
#[derive(Default)]
pub(super) struct Drawing {
    /// The elements, each after the one it stands in.
    pub elements: Vec<Element>,
    /// The elements by their ids.
    pub ids: HashMap<String, usize>,
    /// The words that are drawn where they stand and nowhere else.
    pub words: Vec<usize>,
}

/// An element: a shape, a group, words, or what one of these refers to.
#[derive(Default)]
pub(super) struct Element {
    /// The name of its tag, such as `path`.
    pub name: String,
    /// Its attributes, but for its style.
    pub attributes: Vec<(String, String)>,
    /// The properties of its style, the later ones counting more.
    pub style: Vec<Property>,
    /// What it holds.
    pub children: Vec<Child>,
}

/// A property of a style.
pub(super) struct Property {
    /// What it sets, such as `fill`.
    pub name: String,
    /// What that is set to.
    pub value: String,
    /// Whether it counts more than those that do not say so.
    pub is_important: bool,
}

/// What an element holds.
pub(super) enum Child {
    /// An element, by its place in the drawing.
    Element(usize),
    /// Words that are drawn.
    Words(String),
}

impl Drawing {
    /// The drawing as a text in SVG.
    pub fn to_svg(&self) -> String {
        let mut text = String::new();
        self.write_element(0, &mut text);
        text
    }

    /// Gives an id to all words that have none and are drawn where they stand, to find them again in the layout.
    pub fn mark_words(&mut self) -> Vec<(usize, String)> {
        let mut marked = Vec::new();
        for at in &self.words {
            let id = format!("words-{at}");
            if !self.ids.contains_key(&id) {
                let mark = ("id".to_string(), id.clone());
                self.elements[*at].attributes.push(mark);
                marked.push((*at, id));
            }
        }
        marked
    }

    /// Takes the ids away again, and the words of those that are not seen.
    pub fn unmark_words(&mut self, marked: &[(usize, String)], unseen: &HashSet<String>) {
        for (at, id) in marked {
            let element = &mut self.elements[*at];
            element.attributes.retain(|(name, value)| name != "id" || value != id);
            if unseen.contains(id) {
                element.children.clear();
            }
        }
    }

    fn write_element(&self, at: usize, to: &mut String) {
        let element = &self.elements[at];
        *to += "<";
        *to += &element.name;
        if at == 0 {
            *to += &format!(" xmlns=\"{SVG}\"");
        }
        for (name, value) in &element.attributes {
            *to += &format!(" {name}=\"{}\"", escape_xml(value));
        }
        if !element.style.is_empty() {
            let properties = element.style.iter().map(|one| {
                let weight = if one.is_important { " !important" } else { "" };
                format!("{}:{}{weight}", one.name, one.value)
            });
            let style = properties.collect::<Vec<_>>().join(";");
            *to += &format!(" style=\"{}\"", escape_xml(&style));
        }
        if element.children.is_empty() {
            *to += "/>";
            return;
        }
        *to += ">";
        for child in &element.children {
            match child {
                Child::Element(at) => self.write_element(*at, to),
                Child::Words(words) => *to += &escape_xml(words),
            }
        }
        *to += &format!("</{}>", element.name);
    }
}

impl Element {
    /// What an attribute or a property says: a style counts more than an attribute.
    pub fn value_of(&self, name: &str) -> Option<&str> {
        let style = self.style.iter().filter(|one| one.name == name);
        // Of equal ones `max_by_key` gives the last, as style sheets ask: the later property counts, unless an earlier one
        // is important.
        let style = style.max_by_key(|one| one.is_important);
        let style = style.map(|one| one.value.as_str());
        let attribute = || self.attributes.iter().find(|(known, _)| known == name);
        style.or_else(|| attribute().map(|(_, value)| value.as_str()))
    }

    /// Every value of an attribute or a property, with its name.
    pub fn named_values(&self) -> impl Iterator<Item = (&str, &str)> {
        let attributes = self.attributes.iter();
        let attributes = attributes.map(|(name, value)| (name.as_str(), value.as_str()));
        let style = self.style.iter();
        attributes.chain(style.map(|one| (one.name.as_str(), one.value.as_str())))
    }
}

/// The ids that a value names in `url(#…)`.
pub(super) fn referenced_ids(value: &str) -> impl Iterator<Item = &str> {
    value.split("url(").skip(1).filter_map(|rest| {
        let rest = rest.trim_start().trim_start_matches(['"', '\'']).trim_start();
        let (id, _) = rest.strip_prefix('#')?.split_once(['"', '\'', ')'])?;
        Some(id.trim())
    })
}

/// A text as it is written between quotes and tags.
fn escape_xml(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '<' => written += "&lt;",
            '>' => written += "&gt;",
            '&' => written += "&amp;",
            '"' => written += "&quot;",
            '\n' | '\t' | '\r' => written += &format!("&#{};", u32::from(sign)),
            _ => written.push(sign),
        }
    }
    written
}

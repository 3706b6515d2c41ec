//! A drawing as shapes and the words that are seen, with nothing else: no notes, titles, scripts, links, classes, hidden
//! words, and no style sheet.

use std::collections::HashSet;

use simplecss::StyleSheet;
use usvg::roxmltree::{Document, Node as Xml};

use super::super::PhotoFault;
use super::super::fault::Excess;
use super::drawing::{Child, Drawing, Element, SVG, referenced_ids};
use super::names::{ATTRIBUTES, ELEMENTS};
use super::styles::{check_styles, is_inside, parse_style_sheets, style_properties};

const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Elements whose words are drawn.
const WORDED: [&str; 5] = ["text", "tspan", "textPath", "tref", "a"];
/// Elements that are drawn only where something refers to them.
const APART: [&str; 7] = ["defs", "symbol", "pattern", "marker", "mask", "clipPath", "filter"];

/// What is made of the picture that an image shows: its address anew; none to leave it out.
pub(super) type Pictures<'a> = &'a mut dyn FnMut(&str) -> Result<Option<String>, PhotoFault>;

/// Whether words are seen where they stand.
#[derive(Clone)]
struct Sight {
    /// Whether it is drawn, here or wherever something refers to it.
    is_drawn: bool,
    /// Whether something refers to what stands here, so that it may be drawn elsewhere too.
    is_referred: bool,
    /// Whether its visibility lets it be seen.
    is_visible: bool,
    /// Whether letters are filled with a colour.
    fill: bool,
    /// Whether that colour hides what lies behind it, at least in part.
    fill_opacity: bool,
    /// Whether letters are drawn around with a colour.
    stroke: bool,
    /// The same of that colour.
    stroke_opacity: bool,
}

/// The drawing in a document; `pictures` makes the addresses of its images anew.
pub(super) fn scrub_document(
    document: &Document,
    pictures: Pictures,
) -> Result<Drawing, PhotoFault> {
    let sheet = parse_style_sheets(document)?;
    check_styles(document, &sheet)?;
    let mut scrubber = DrawingScrubber {
        referred: collect_referred_ids(document, &sheet),
        ids: document.descendants().filter_map(|node| node.attribute("id")).collect(),
        sheet,
        pictures,
        drawing: Drawing::default(),
    };
    let sight = Sight {
        is_drawn: true,
        is_referred: false,
        is_visible: true,
        fill: true,
        fill_opacity: true,
        stroke: false,
        stroke_opacity: true,
    };
    scrubber.add_element(document.root_element(), &sight, 0)?.ok_or(PhotoFault::NoImage)?;
    Ok(scrubber.drawing)
}

/// Makes the elements of a drawing from those of a document.
struct DrawingScrubber<'a, 'p> {
    /// The rules of all its style sheets.
    sheet: StyleSheet<'a>,
    /// The ids that something refers to.
    referred: HashSet<String>,
    /// The ids that there are.
    ids: HashSet<&'a str>,
    /// Makes the addresses of pictures anew.
    pictures: Pictures<'p>,
    /// What was made so far.
    drawing: Drawing,
}

impl DrawingScrubber<'_, '_> {
    /// An element and what it holds, by its place; none for one that draws nothing.
    fn add_element(
        &mut self,
        node: Xml,
        around: &Sight,
        depth: usize,
    ) -> Result<Option<usize>, PhotoFault> {
        let tag = node.tag_name();
        let is_known = matches!(tag.namespace(), None | Some(SVG));
        if !is_known || ELEMENTS.binary_search(&tag.name()).is_err() {
            return Ok(None);
        }
        if depth > super::DEPTH {
            return Err(PhotoFault::Drawing(Excess::Depth));
        }
        let mut element = Element {
            name: tag.name().to_string(),
            style: style_properties(&self.sheet, node),
            ..Element::default()
        };
        self.add_attributes(node, &mut element)?;
        let sight = self.sight_within(node, &element, around);
        // A picture that is not drawn would still be bytes in the file, for anybody to unpack.
        if tag.name() == "image" && !sight.is_drawn {
            return Ok(None);
        }
        let at = self.drawing.elements.len();
        if let Some((_, id)) = element.attributes.iter().find(|(name, _)| name == "id") {
            self.drawing.ids.entry(id.clone()).or_insert(at);
        }
        if element.name == "text" && !sight.is_referred {
            self.drawing.words.push(at);
        }
        // Its place is taken before those of its children, so that each element comes after the one it stands in; the
        // children are put in afterwards.
        self.drawing.elements.push(element);
        let mut children = Vec::new();
        for child in node.children() {
            if child.is_element() {
                let child = self.add_element(child, &sight, depth + 1)?;
                children.extend(child.map(Child::Element));
            } else if child.is_text() && WORDED.contains(&tag.name()) && sight.shows_words() {
                let words = child.text().unwrap_or_default().to_string();
                children.push(Child::Words(words));
            }
        }
        self.drawing.elements[at].children = children;
        Ok(Some(at))
    }

    /// The attributes that are drawn.
    fn add_attributes(&mut self, node: Xml, element: &mut Element) -> Result<(), PhotoFault> {
        for attribute in node.attributes() {
            let is_known = matches!(attribute.namespace(), None | Some(SVG | XLINK | XML));
            let name = attribute.name();
            if !is_known || ATTRIBUTES.binary_search(&name).is_err() {
                continue;
            }
            let value = match name {
                // Names of layers and people stand in ids. Only those that something needs are kept.
                "id" => Some(attribute.value().to_string()).filter(|id| self.referred.contains(id)),
                "href" => self.resolve_address(&element.name, attribute.value())?,
                _ => Some(attribute.value().to_string()).filter(|value| is_inside(value)),
            };
            let name = match attribute.namespace() {
                Some(XML) => format!("xml:{name}"),
                _ => name.to_string(),
            };
            // Of an attribute with and without a namespace, the first is drawn.
            if let Some(value) = value
                && !element.attributes.iter().any(|(known, _)| *known == name)
            {
                element.attributes.push((name, value));
            }
        }
        Ok(())
    }

    /// What an element may refer to: another one of the drawing, or a picture.
    fn resolve_address(&mut self, name: &str, value: &str) -> Result<Option<String>, PhotoFault> {
        match (name, value.trim().starts_with('#')) {
            // The address of a link says where it leads and draws nothing.
            ("a", _) => Ok(None),
            // What refers to nothing would be looked for among files.
            (_, true) if !self.ids.contains(&value.trim()[1..]) => Ok(None),
            (_, true) => Ok(Some(value.trim().to_string())),
            ("image" | "feImage", false) => (self.pictures)(value.trim()),
            _ => Ok(None),
        }
    }

    /// Whether what stands in an element is seen.
    fn sight_within(&self, node: Xml, element: &Element, around: &Sight) -> Sight {
        let mut sight = around.clone();
        let is_apart = APART.contains(&element.name.as_str());
        let is_referred = node.attribute("id").is_some_and(|id| self.referred.contains(id));
        // In doubt words are seen: what something refers to may be drawn elsewhere, even out of a group that is not shown.
        sight.is_drawn = (sight.is_drawn && !is_apart) || is_referred;
        sight.is_referred |= is_referred;
        let is_none = |name| element.value_of(name).is_some_and(|value| value.trim() == "none");
        if is_none("display") || element.value_of("opacity").is_some_and(is_zero) {
            sight.is_drawn = false;
        }
        if let Some(value) = element.value_of("visibility") {
            // Unlike `display`, `visible` within a hidden element is seen again, so what lies around counts only where
            // `inherit` says so.
            sight.is_visible =
                value.trim() == "visible" || value.trim() == "inherit" && around.is_visible;
        }
        let paint = |name, before| match element.value_of(name).map(str::trim) {
            None | Some("inherit") => before,
            Some(value) => !matches!(value, "none" | "transparent"),
        };
        sight.fill = paint("fill", around.fill);
        sight.stroke = paint("stroke", around.stroke);
        let opacity = |name, before| element.value_of(name).map_or(before, |value| !is_zero(value));
        sight.fill_opacity = opacity("fill-opacity", around.fill_opacity);
        sight.stroke_opacity = opacity("stroke-opacity", around.stroke_opacity);
        sight
    }
}

impl Sight {
    fn shows_words(&self) -> bool {
        let is_painted = self.fill && self.fill_opacity || self.stroke && self.stroke_opacity;
        self.is_drawn && self.is_visible && is_painted
    }
}

/// Whether a number is none at all.
fn is_zero(value: &str) -> bool {
    let number = value.trim().trim_end_matches('%').parse::<f64>();
    number.is_ok_and(|number| number <= 0.0)
}

/// The ids that something in a document refers to.
fn collect_referred_ids(document: &Document, sheet: &StyleSheet) -> HashSet<String> {
    let mut found = HashSet::new();
    let rules = sheet.rules.iter().flat_map(|rule| &rule.declarations);
    rules.for_each(|one| found.extend(referenced_ids(one.value).map(str::to_string)));
    for attribute in document.descendants().flat_map(|node| node.attributes()) {
        match (attribute.name(), attribute.value().trim().strip_prefix('#')) {
            ("href", Some(id)) => drop(found.insert(id.to_string())),
            _ => found.extend(referenced_ids(attribute.value()).map(str::to_string)),
        }
    }
    found
}

//! A drawing as shapes and the words that are seen, with nothing else: no notes, titles, scripts, links, classes, hidden
//! words, and no style sheet, whose rules are written into the elements they hold for.

use std::collections::{HashMap, HashSet};

use simplecss::{AttributeOperator, DeclarationTokenizer, PseudoClass, StyleSheet};
use usvg::roxmltree::{Document, Node as Xml};

use super::super::PhotoFault;
use super::super::fault::Excess;
use super::names::{ATTRIBUTES, ELEMENTS};

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// The most steps of holding the rules of a style sheet against all elements.
const STEPS: usize = 10_000_000;
/// The most rules of a style sheet, and the longest style of one element, in bytes: reading them is slow.
const RULES: usize = 2_000;
const LONGEST_STYLE: usize = 16 * 1024;
/// Elements whose words are drawn.
const WORDED: [&str; 5] = ["text", "tspan", "textPath", "tref", "a"];
/// Elements that are drawn only where something refers to them.
const APART: [&str; 7] = ["defs", "symbol", "pattern", "marker", "mask", "clipPath", "filter"];

/// A drawing: its elements, the first of them its root.
pub(super) struct Drawing {
    /// The elements, each after the one it stands in.
    pub elements: Vec<Element>,
    /// The elements by their ids.
    pub ids: HashMap<String, usize>,
    /// The words that are drawn where they stand and nowhere else.
    words: Vec<usize>,
}

/// An element.
#[derive(Default)]
pub(super) struct Element {
    /// Its name.
    pub name: String,
    /// Its attributes, but for its style.
    pub attributes: Vec<(String, String)>,
    /// The properties of its style, the later ones first heard.
    style: Vec<Property>,
    /// What it holds.
    pub children: Vec<Child>,
}

/// A property of a style.
struct Property {
    name: String,
    value: String,
    is_important: bool,
}

/// What an element holds.
pub(super) enum Child {
    /// An element, by its place in the drawing.
    Element(usize),
    /// Words.
    Words(String),
}

/// What is made of the picture that an image shows: its address anew; none to leave it out.
pub(super) type Pictures<'a> = &'a mut dyn FnMut(&str) -> Result<Option<String>, PhotoFault>;

/// Whether words are seen where they stand.
#[derive(Clone)]
struct Sight {
    is_drawn: bool,
    /// Whether something refers to what stands here, so that it may be drawn elsewhere too.
    is_referred: bool,
    is_visible: bool,
    fill: bool,
    fill_opacity: bool,
    stroke: bool,
    stroke_opacity: bool,
}

impl Drawing {
    /// The drawing in a document.
    pub fn from_document(document: &Document, pictures: Pictures) -> Result<Self, PhotoFault> {
        let sheet = parse_style_sheets(document)?;
        let long =
            |node: Xml| node.attribute("style").is_some_and(|style| style.len() > LONGEST_STYLE);
        if count_matching_steps(document, &sheet) > STEPS || document.descendants().any(long) {
            return Err(PhotoFault::Drawing(Excess::Shapes));
        }
        let mut scribe = SvgWriter {
            referred: collect_referred_ids(document, &sheet),
            ids: document.descendants().filter_map(|node| node.attribute("id")).collect(),
            sheet,
            pictures,
            drawing: Self { elements: Vec::new(), ids: HashMap::new(), words: Vec::new() },
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
        scribe.add_element(document.root_element(), &sight, 0)?.ok_or(PhotoFault::NoImage)?;
        Ok(scribe.drawing)
    }

    /// Its text.
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
    /// What an attribute or a property says: a style is heard before an attribute.
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

/// Makes elements.
struct SvgWriter<'a, 'p> {
    sheet: StyleSheet<'a>,
    /// The ids that something refers to.
    referred: HashSet<String>,
    /// The ids that there are.
    ids: HashSet<&'a str>,
    pictures: Pictures<'p>,
    drawing: Drawing,
}

impl SvgWriter<'_, '_> {
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
            style: self.style_properties(node),
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

    /// The properties that the style sheet and the element itself give it.
    fn style_properties(&self, node: Xml) -> Vec<Property> {
        let rules = self.sheet.rules.iter();
        // The rules come from the sheet in the order of their weight, and the element's own style behind them: later ones
        // win.
        let rules = rules.filter(|rule| rule.selector.matches(&Matched(node)));
        let of_rules = rules.flat_map(|rule| rule.declarations.iter().copied());
        let own = node.attribute("style").unwrap_or_default();
        let all = of_rules.chain(DeclarationTokenizer::from(own));
        let kept = all.filter(|one| {
            let is_short = matches!(one.name, "marker" | "font");
            (is_short || ATTRIBUTES.binary_search(&one.name).is_ok()) && is_inside(one.value)
        });
        let kept = kept.map(|one| Property {
            name: one.name.to_string(),
            value: one.value.to_string(),
            is_important: one.important,
        });
        kept.collect()
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

/// Whether a value names nothing outside the drawing.
fn is_inside(value: &str) -> bool {
    let named = value.split("url(").skip(1);
    named
        .map(|name| name.trim_start().trim_start_matches(['"', '\'']))
        .all(|name| name.trim_start().starts_with('#'))
}

/// The ids that a value names in `url(#…)`.
pub(super) fn referenced_ids(value: &str) -> impl Iterator<Item = &str> {
    value.split("url(").skip(1).filter_map(|rest| {
        let rest = rest.trim_start().trim_start_matches(['"', '\'']).trim_start();
        let (id, _) = rest.strip_prefix('#')?.split_once(['"', '\'', ')'])?;
        Some(id.trim())
    })
}

/// The rules of every style sheet in a document.
fn parse_style_sheets<'a>(document: &'a Document) -> Result<StyleSheet<'a>, PhotoFault> {
    let styles = document.descendants().filter(|node| node.has_tag_name("style"));
    let styles = styles.filter(|node| matches!(node.attribute("type"), None | Some("text/css")));
    let texts: Vec<&str> = styles.filter_map(|style| style.text()).collect();
    let rules: usize = texts.iter().map(|text| text.matches('{').count() + 1).sum();
    if rules > RULES {
        return Err(PhotoFault::Drawing(Excess::Shapes));
    }
    let mut sheet = StyleSheet::new();
    texts.iter().for_each(|text| sheet.parse_more(text));
    Ok(sheet)
}

/// How many steps it takes, at most, to hold all rules against all elements: each further part of a selector is looked for
/// among all elements around or before.
fn count_matching_steps(document: &Document, sheet: &StyleSheet) -> usize {
    let depth = |node: Xml| node.ancestors().take(super::DEPTH).count();
    let deepest = document.descendants().map(depth).max().unwrap_or_default();
    let rules = sheet.rules.iter().map(|rule| {
        let parts = rule.selector.to_string();
        let parts = parts.split([' ', '>', '+']).filter(|part| !part.is_empty()).count();
        // For `a b c`, each ancestor that is a `b` starts a search for `a` among its own ancestors.
        deepest.saturating_pow(u32::try_from(parts.saturating_sub(1)).unwrap_or(u32::MAX))
    });
    let each = rules.fold(0_usize, usize::saturating_add);
    each.saturating_mul(document.descendants().count())
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

/// A text as it is written between quotes and tags.
fn escape_xml(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '<' => shown += "&lt;",
            '>' => shown += "&gt;",
            '&' => shown += "&amp;",
            '"' => shown += "&quot;",
            '\n' | '\t' | '\r' => shown += &format!("&#{};", u32::from(sign)),
            _ => shown.push(sign),
        }
    }
    shown
}

/// An element that the selector of a rule is held against, as usvg does.
struct Matched<'a, 'b>(Xml<'a, 'b>);

impl simplecss::Element for Matched<'_, '_> {
    fn parent_element(&self) -> Option<Self> {
        self.0.parent_element().map(Matched)
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        self.0.prev_sibling_element().map(Matched)
    }

    fn has_local_name(&self, name: &str) -> bool {
        self.0.tag_name().name() == name
    }

    fn attribute_matches(&self, name: &str, operator: AttributeOperator) -> bool {
        let value = self.0.attribute(name);
        value.is_some_and(|value| operator.matches(value))
    }

    fn pseudo_class_matches(&self, class: PseudoClass) -> bool {
        class == PseudoClass::FirstChild && self.prev_sibling_element().is_none()
    }
}

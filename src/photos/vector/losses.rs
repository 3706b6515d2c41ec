//! What of a drawing will not be seen as its program shows it: words in HTML, letters and fonts that are not there, what
//! lies outside the file, what a script would draw.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use usvg::roxmltree::{Document, Node as Xml};
use usvg::{FontFamily, Group, Node, Text, Tree};

use super::super::PhotoFault;
use super::{LETTERS, parse_drawing, scan};
use crate::finding::rules::INCOMPLETE_DRAWING;
use crate::finding::{Finding, Message};
use crate::source::Span;

/// What of a drawing is left out or drawn otherwise.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrawingLosses {
    /// Whether words stand in HTML, which is not drawn.
    pub has_html: bool,
    /// The first letters that no font has.
    pub letters: String,
    /// Families of fonts that are not there.
    pub families: BTreeSet<String>,
    /// How many pictures and shapes lie outside the file.
    pub outside: usize,
    /// Whether a style sheet lies outside the file.
    pub has_outer_styles: bool,
    /// Whether a script would draw something.
    pub has_script: bool,
}

/// How many letters that no font has are named.
const NAMED: usize = 3;
/// Names of families that stand for whatever is there.
const GENERIC: [&str; 6] =
    ["system-ui", "ui-sans-serif", "ui-serif", "ui-monospace", "ui-rounded", "inherit"];

impl DrawingLosses {
    /// What is lost of a document, and of the tree that is drawn of it.
    pub(super) fn of_drawing(document: &Document, tree: &Tree) -> Self {
        let mut losses = Self::of_document(document, &|_| true);
        losses.add_texts(tree.root());
        losses
    }

    /// What is lost of a drawing that a slide of the project's own shows: Typst draws it with the fonts of the project, and
    /// finds files that lie beside it.
    pub fn of_own_slide(text: &str) -> Result<Self, PhotoFault> {
        scan::check_text(text)?;
        let is_far = |address: &str| address.contains("://") || address.starts_with('/');
        Ok(Self::of_document(&parse_drawing(text)?, &is_far))
    }

    /// What is lost whatever the fonts are; `is_far` says whether nothing is found at an address outside the file.
    fn of_document(document: &Document, is_far: &dyn Fn(&str) -> bool) -> Self {
        // By the document and not by what is drawn of it: what is lost is no longer there.
        let elements = || document.descendants().filter(Xml::is_element);
        let named =
            |name: &'static str| elements().filter(move |node| node.tag_name().name() == name);
        let has_words = |node: &Xml| node.text().is_some_and(|text| !text.trim().is_empty());
        let says_something =
            |node: Xml| node.descendants().any(|inner| inner.is_text() && has_words(&inner));
        let mut styles = named("style").filter_map(|style| style.text());
        let mut notes = document.root().children().filter_map(|node| node.pi());
        Self {
            has_html: named("foreignObject")
                .any(|node| says_something(node) && !has_stand_in(node)),
            outside: elements().filter_map(outer_address).filter(|address| is_far(address)).count(),
            has_outer_styles: styles.any(|text| text.contains("@import"))
                || notes.any(|note| note.target == "xml-stylesheet"),
            has_script: named("script").any(|node| has_words(&node) || address_of(node).is_some()),
            ..Self::default()
        }
    }

    /// What there is to say about it, at some place; `name` is that of the file, where the place does not tell it.
    pub fn to_finding(&self, span: Span, name: &str) -> Finding {
        let families: Vec<String> = self.families.iter().map(|name| format!("`{name}`")).collect();
        let message = Message::new("incomplete-drawing")
            .with("name", name)
            .with("html", self.has_html)
            .with("letters", self.letters.as_str())
            .with("families", families.join(", "))
            .with("outside", self.outside)
            .with("styles", self.has_outer_styles)
            .with("script", self.has_script);
        let finding = Finding::new(&INCOMPLETE_DRAWING, span, message);
        finding.with_hint(Message::new("hint-incomplete-drawing"))
    }

    /// Whether everything is seen.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn add_texts(&mut self, group: &Group) {
        for node in group.children() {
            match node {
                Node::Group(inner) => self.add_texts(inner),
                Node::Text(text) => self.add_text(text),
                _ => {}
            }
        }
    }

    fn add_text(&mut self, text: &Text) {
        for span in text.chunks().iter().flat_map(|chunk| chunk.spans()) {
            self.families.extend(missing_family(span.font().families()));
        }
        let glyphs = text.layouted().iter().flat_map(|span| &span.positioned_glyphs);
        for sign in glyphs.filter(|glyph| glyph.id.0 == 0).flat_map(|glyph| glyph.text.chars()) {
            // Glyph 0 is the box that fonts draw for what they lack.
            let is_new = !sign.is_whitespace() && !self.letters.contains(sign);
            if is_new && self.letters.chars().count() < NAMED {
                self.letters.push(sign);
            }
        }
    }
}

/// The family that is wanted first, when neither it nor another of the list is there, and none is left to choose.
fn missing_family(wanted: &[FontFamily]) -> Option<String> {
    let is_there = |family: &FontFamily| match family {
        FontFamily::Named(name) => {
            is_known(name) || GENERIC.contains(&name.to_lowercase().as_str())
        }
        _ => true,
    };
    // Whoever names `sans-serif` behind a family has chosen what to do without it.
    match wanted.first()? {
        FontFamily::Named(name) if !wanted.iter().any(is_there) => Some(name.clone()),
        _ => None,
    }
}

fn is_known(name: &str) -> bool {
    LETTERS.faces().any(|face| face.families.iter().any(|(family, _)| family == name))
}

/// Whether another element is drawn in the place of one in HTML, as drawing programs write for those who show none.
fn has_stand_in(html: Xml) -> bool {
    let choice = html.parent().filter(|parent| parent.tag_name().name() == "switch");
    choice.is_some_and(|choice| {
        let mut others = choice.children().filter(Xml::is_element);
        others.any(|other| other.tag_name().name() != "foreignObject")
    })
}

/// The address of what another file holds, where an element draws that.
fn outer_address<'a>(node: Xml<'a, '_>) -> Option<&'a str> {
    let draws = matches!(node.tag_name().name(), "image" | "feImage" | "use");
    let is_within = |address: &str| {
        let start = address.get(..5).unwrap_or_default();
        address.is_empty() || address.starts_with('#') || start.eq_ignore_ascii_case("data:")
    };
    let address = address_of(node)?.trim();
    (draws && !is_within(address)).then_some(address)
}

/// The address that an element names, with or without a namespace.
fn address_of<'a>(node: Xml<'a, '_>) -> Option<&'a str> {
    // `xlink:href` and `href` both count, and drawing programs write either.
    let mut all = node.attributes().filter(|attribute| attribute.name() == "href");
    all.next().map(|address| address.value())
}

#[cfg(test)]
mod tests {
    use super::super::clean_picture;
    use super::*;

    /// What is lost of a drawing that holds some elements.
    fn losses(inner: &str) -> DrawingLosses {
        let text = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
                viewBox=\"0 0 100 100\"><rect width=\"9\" height=\"9\"/>{inner}</svg>"
        );
        clean_picture(&text).expect("a drawing").losses
    }

    #[test]
    fn words_in_html_are_lost_unless_something_stands_in_for_them() {
        let html = "<foreignObject width=\"9\" height=\"9\"><div xmlns=\"http://www.w3.org/1999/xhtml\">Gare</div></foreignObject>";
        assert!(losses(html).has_html);
        assert!(losses(&format!("<switch>{html}</switch>")).has_html);
        assert!(!losses(&format!("<switch>{html}<text>Gare</text></switch>")).has_html);
        assert!(
            !losses(
                "<foreignObject><div xmlns=\"http://www.w3.org/1999/xhtml\"> </div></foreignObject>"
            )
            .has_html
        );
    }

    #[test]
    fn letters_and_fonts_that_are_not_there_are_named() {
        let found = losses("<text y=\"9\">车站 مرحبا</text>");
        assert!(found.letters.starts_with('车'), "{found:?}");
        assert!(found.families.is_empty());
        let found = losses("<text y=\"9\" font-family=\"Comic Sans MS\">Gare</text>");
        assert_eq!(found.families.into_iter().collect::<Vec<_>>(), ["Comic Sans MS"]);
        assert_eq!(found.letters, "");
    }

    #[test]
    fn a_family_behind_the_size_of_a_font_is_named_like_any_other() {
        for style in [
            "font: 13px Papyrus",
            "font: italic bold 13px/1.3 Papyrus",
            "fill:#333; font:12pt/120% 'Papyrus'",
            "font: .9em Papyrus",
            "font: 1.2rem/normal Papyrus, Optima",
        ] {
            let found = losses(&format!("<text y=\"9\" style=\"{style}\">Gare</text>"));
            assert_eq!(found.families.into_iter().collect::<Vec<_>>(), ["Papyrus"], "{style}");
        }
        let sheet = "<style>.t { font: 500 14px/20px Papyrus; fill: #fff }</style><text class=\"t\" y=\"9\">Gare</text>";
        assert_eq!(losses(sheet).families.into_iter().collect::<Vec<_>>(), ["Papyrus"]);
    }

    #[test]
    fn what_any_font_may_draw_is_not_lost() {
        for family in ["Arial, sans-serif", "Source Serif 4", "system-ui", "monospace"] {
            let text = format!("<text y=\"9\" font-family=\"{family}\">Gare ★</text>");
            assert!(losses(&text).is_empty(), "{family}: {:?}", losses(&text));
        }
        assert!(losses("<text y=\"9\">Gare</text>").is_empty());
    }

    #[test]
    fn what_lies_outside_the_file_is_lost() {
        let outside = "<image href=\"photo.png\" width=\"9\" height=\"9\"/>\
            <image xlink:href=\"https://example.org/a.png\" width=\"9\" height=\"9\"/><use href=\"other.svg#a\"/>";
        assert_eq!(losses(outside).outside, 3);
        assert!(losses("<g id=\"a\"/><use href=\"#a\"/>").is_empty());
        assert!(losses("<style>@import url(https://example.org/a.css);</style>").has_outer_styles);
        assert!(losses("<script>draw()</script>").has_script);
    }

    #[test]
    fn a_slide_finds_what_lies_beside_its_drawing() {
        let own = |address: &str| {
            let text = format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><image href=\"{address}\"/></svg>"
            );
            DrawingLosses::of_own_slide(&text).expect("a drawing").outside
        };
        assert_eq!(own("photo.png"), 0);
        assert_eq!(own("https://example.org/photo.png"), 1);
    }
}

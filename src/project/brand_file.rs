//! `_brand.yml`: the look of an organisation as other programs read it too (<https://posit-dev.github.io/brand-yml>).
//!
//! It belongs to everybody: what recit does not use is passed over in silence.

use super::brand::{Brand, FontFamily};
use crate::colour::Colour;
use crate::error::Result;
use crate::finding::rules::{BROKEN_YAML, WRONG_TYPE};
use crate::finding::{Finding, Message, Report};
use crate::schema::Text;
use crate::schema::yaml::{self, Node, NodeContent, WrittenStyle};
use crate::source::{Sources, Span, Spanned};
use crate::text::nearest;
use crate::tree::Tree;

/// The names that such a file may have.
const NAMES: [&str; 2] = ["_brand.yml", "_brand.yaml"];
/// The logos of such a file, the one that suits a cover best first.
const LOGOS: [&str; 3] = ["medium", "large", "small"];
/// The sixteen colours that every program knows by name since HTML 3.2.
const NAMED: [(&str, &str); 16] = [
    ("aqua", "#00ffff"),
    ("black", "#000000"),
    ("blue", "#0000ff"),
    ("fuchsia", "#ff00ff"),
    ("gray", "#808080"),
    ("green", "#008000"),
    ("lime", "#00ff00"),
    ("maroon", "#800000"),
    ("navy", "#000080"),
    ("olive", "#808000"),
    ("purple", "#800080"),
    ("red", "#ff0000"),
    ("silver", "#c0c0c0"),
    ("teal", "#008080"),
    ("white", "#ffffff"),
    ("yellow", "#ffff00"),
];

/// Reads the brand of a project; nothing when it has no such file.
pub fn read(tree: &Tree, sources: &mut Sources, report: &mut Report) -> Result<Brand> {
    let Some(name) = NAMES.into_iter().find(|name| tree.has_file(name)) else {
        return Ok(Brand::default());
    };
    let Some(id) = tree.read(name, sources, report)? else {
        return Ok(Brand::default());
    };
    let mut told = Report::default();
    let root = yaml::parse(id, sources, &mut told);
    // What narratives do without may be of use to others.
    told.retain(|finding| finding.rule == &BROKEN_YAML);
    report.append(told);
    Ok(root.map_or_else(Brand::default, |root| BrandFile { root: &root, report }.read_brand()))
}

struct BrandFile<'a, 'b> {
    root: &'a Node,
    report: &'b mut Report,
}

impl<'a> BrandFile<'a, '_> {
    fn read_brand(&mut self) -> Brand {
        let text = self.read_family("base");
        Brand {
            accent: self.read_colour("primary"),
            second: self.read_colour("secondary"),
            paper: self.read_colour("background"),
            ink: self.read_colour("foreground"),
            // `base` holds for all text, where headings say nothing.
            titles: self.read_family("headings").or_else(|| text.clone()),
            text,
            logo: self.find_logo(),
        }
    }

    fn read_colour(&mut self, role: &str) -> Option<Spanned<Colour>> {
        let colours = value_of_key(self.root, "color")?;
        let written = self.read_word(value_of_key(colours, role)?, "light")?;
        let colour = self.resolve_colour(colours, &written, &mut vec![role.to_string()])?;
        Some(Spanned::new(colour, written.span))
    }

    /// The colour that a value stands for: itself, or that of a name of the palette or of another role.
    fn resolve_colour(
        &mut self,
        colours: &'a Node,
        written: &Text,
        met: &mut Vec<String>,
    ) -> Option<Colour> {
        let value = written.value.as_str();
        if let Some(colour) = Colour::parse(value) {
            return Some(colour);
        }
        let palette = value_of_key(colours, "palette");
        let named = palette.and_then(|palette| value_of_key(palette, value));
        let Some(named) = named.or_else(|| value_of_key(colours, value)) else {
            let known = NAMED.iter().find(|(name, _)| *name == value);
            return known.and_then(|(_, code)| Colour::parse(code)).or_else(|| {
                self.report_unknown_colour(written, palette);
                None
            });
        };
        if met.iter().any(|name| name == value) {
            let message = Message::new("colour-loop").with("value", value);
            self.report_wrong_value(written.span, message, Message::new("hint-colour"));
            return None;
        }
        met.push(value.to_string());
        let next = self.read_word(named, "light")?;
        self.resolve_colour(colours, &next, met)
    }

    fn report_unknown_colour(&mut self, written: &Text, palette: Option<&Node>) {
        let value = written.value.as_str();
        let names = palette.into_iter().flat_map(keys_of_node);
        let hint = match nearest(value, names) {
            Some(near) => Message::new("hint-nearest").with("value", near),
            None => Message::new("hint-colour"),
        };
        let message = Message::new("wrong-colour").with("value", value);
        self.report_wrong_value(written.span, message, hint);
    }

    fn read_family(&mut self, of: &str) -> Option<FontFamily> {
        let typography = value_of_key(self.root, "typography")?;
        let name = self.read_word(value_of_key(typography, of)?, "family")?;
        Some(FontFamily { name, is_shared: true })
    }

    fn find_logo(&mut self) -> Option<Text> {
        let logos = value_of_key(self.root, "logo")?;
        if let NodeContent::Scalar(_) = logos.content {
            return self.read_path(logos);
        }
        let chosen = LOGOS.iter().find_map(|size| value_of_key(logos, size))?;
        let chosen = value_of_key(chosen, "light").unwrap_or(chosen);
        let images = value_of_key(logos, "images");
        let named = match &chosen.content {
            NodeContent::Scalar(scalar) => {
                images.and_then(|images| value_of_key(images, &scalar.text))
            }
            _ => None,
        };
        self.read_path(named.unwrap_or(chosen))
    }

    /// A path, which other programs also write from the project's root with a slash in front.
    fn read_path(&mut self, node: &'a Node) -> Option<Text> {
        let path = self.read_word(node, "path")?;
        let value = path.value.trim_start_matches('/').to_string();
        Some(Text { value, ..path })
    }

    /// A text that stands alone or under a key; none when nothing is written.
    fn read_word(&mut self, node: &'a Node, key: &str) -> Option<Text> {
        let node = value_of_key(node, key).unwrap_or(node);
        match &node.content {
            NodeContent::Scalar(scalar) => {
                let value = scalar.text.trim().to_string();
                let is_null =
                    scalar.style == WrittenStyle::Plain && matches!(&*value, "~" | "null");
                (!value.is_empty() && !is_null).then_some(Text {
                    value,
                    span: node.span,
                    style: scalar.style,
                })
            }
            // Keys without the one that is looked for, as a font without a family: nothing is said.
            NodeContent::Map(_) => None,
            NodeContent::List(_) | NodeContent::Refused => {
                let message = Message::new("unreadable-brand");
                self.report_wrong_value(node.span, message, Message::new("hint-unreadable-brand"));
                None
            }
        }
    }

    fn report_wrong_value(&mut self, span: Span, message: Message, hint: Message) {
        let finding = Finding::new(&WRONG_TYPE, span, message);
        self.report.push(finding.with_hint(hint));
    }
}

/// The value of a key.
fn value_of_key<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    let NodeContent::Map(entries) = &node.content else {
        return None;
    };
    let is_key =
        |node: &Node| matches!(&node.content, NodeContent::Scalar(scalar) if scalar.text == key);
    let found = entries.iter().find(|(name, _)| is_key(name));
    found.map(|(_, value)| value)
}

/// The keys of a value.
fn keys_of_node(node: &Node) -> impl Iterator<Item = &str> {
    let entries = match &node.content {
        NodeContent::Map(entries) => entries.as_slice(),
        _ => &[],
    };
    entries.iter().filter_map(|(name, _)| match &name.content {
        NodeContent::Scalar(scalar) => Some(scalar.text.as_str()),
        _ => None,
    })
}

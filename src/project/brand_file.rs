//! `_brand.yml`: the look of an organisation as other programs read it too (<https://posit-dev.github.io/brand-yml>).
//!
//! It belongs to everybody: what recit does not use is passed over in silence.

use super::brand::{Brand, Family};
use crate::colour::Colour;
use crate::error::Result;
use crate::finding::rules::{BROKEN_YAML, WRONG_TYPE};
use crate::finding::{Finding, Message, Report};
use crate::narrative::Text;
use crate::narrative::yaml::{self, Content, Node, Style};
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
    Ok(root.map_or_else(Brand::default, |root| BrandFile { root: &root, report }.brand()))
}

struct BrandFile<'a, 'b> {
    root: &'a Node,
    report: &'b mut Report,
}

impl<'a> BrandFile<'a, '_> {
    fn brand(&mut self) -> Brand {
        let text = self.family("base");
        Brand {
            accent: self.colour("primary"),
            second: self.colour("secondary"),
            paper: self.colour("background"),
            ink: self.colour("foreground"),
            // `base` holds for all text, where headings say nothing.
            titles: self.family("headings").or_else(|| text.clone()),
            text,
            logo: self.logo(),
        }
    }

    fn colour(&mut self, role: &str) -> Option<Spanned<Colour>> {
        let colours = below(self.root, "color")?;
        let written = self.word(below(colours, role)?, "light")?;
        let colour = self.resolved(colours, &written, &mut vec![role.to_string()])?;
        Some(Spanned::new(colour, written.span))
    }

    /// The colour that a value stands for: itself, or that of a name of the palette or of another role.
    fn resolved(
        &mut self,
        colours: &'a Node,
        written: &Text,
        met: &mut Vec<String>,
    ) -> Option<Colour> {
        let value = written.value.as_str();
        if let Some(colour) = Colour::parse(value) {
            return Some(colour);
        }
        let palette = below(colours, "palette");
        let named = palette.and_then(|palette| below(palette, value));
        let Some(named) = named.or_else(|| below(colours, value)) else {
            let known = NAMED.iter().find(|(name, _)| *name == value);
            return known.and_then(|(_, code)| Colour::parse(code)).or_else(|| {
                self.unknown(written, palette);
                None
            });
        };
        if met.iter().any(|name| name == value) {
            let message = Message::new("colour-loop").with("value", value);
            self.say(written.span, message, Message::new("hint-colour"));
            return None;
        }
        met.push(value.to_string());
        let next = self.word(named, "light")?;
        self.resolved(colours, &next, met)
    }

    fn unknown(&mut self, written: &Text, palette: Option<&Node>) {
        let value = written.value.as_str();
        let names = palette.into_iter().flat_map(keys);
        let hint = match nearest(value, names) {
            Some(near) => Message::new("hint-nearest").with("value", near),
            None => Message::new("hint-colour"),
        };
        let message = Message::new("wrong-colour").with("value", value);
        self.say(written.span, message, hint);
    }

    fn family(&mut self, of: &str) -> Option<Family> {
        let typography = below(self.root, "typography")?;
        let name = self.word(below(typography, of)?, "family")?;
        Some(Family { name, is_shared: true })
    }

    fn logo(&mut self) -> Option<Text> {
        let logos = below(self.root, "logo")?;
        if let Content::Scalar(_) = logos.content {
            return self.path(logos);
        }
        let chosen = LOGOS.iter().find_map(|size| below(logos, size))?;
        let chosen = below(chosen, "light").unwrap_or(chosen);
        let images = below(logos, "images");
        let named = match &chosen.content {
            Content::Scalar(scalar) => images.and_then(|images| below(images, &scalar.text)),
            _ => None,
        };
        self.path(named.unwrap_or(chosen))
    }

    /// A path, which other programs also write from the project's root with a slash in front.
    fn path(&mut self, node: &'a Node) -> Option<Text> {
        let path = self.word(node, "path")?;
        let value = path.value.trim_start_matches('/').to_string();
        Some(Text { value, ..path })
    }

    /// A text that stands alone or under a key; none when nothing is written.
    fn word(&mut self, node: &'a Node, key: &str) -> Option<Text> {
        let node = below(node, key).unwrap_or(node);
        match &node.content {
            Content::Scalar(scalar) => {
                let value = scalar.text.trim().to_string();
                let is_null = scalar.style == Style::Plain && matches!(&*value, "~" | "null");
                (!value.is_empty() && !is_null).then_some(Text {
                    value,
                    span: node.span,
                    style: scalar.style,
                })
            }
            // Keys without the one that is looked for, as a font without a family: nothing is said.
            Content::Map(_) => None,
            Content::List(_) | Content::Refused => {
                let message = Message::new("unreadable-brand");
                self.say(node.span, message, Message::new("hint-unreadable-brand"));
                None
            }
        }
    }

    fn say(&mut self, span: Span, message: Message, hint: Message) {
        let finding = Finding::new(&WRONG_TYPE, span, message);
        self.report.push(finding.hint(hint));
    }
}

/// The value of a key.
fn below<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    let Content::Map(entries) = &node.content else {
        return None;
    };
    let is_key =
        |node: &Node| matches!(&node.content, Content::Scalar(scalar) if scalar.text == key);
    let found = entries.iter().find(|(name, _)| is_key(name));
    found.map(|(_, value)| value)
}

/// The keys of a value.
fn keys(node: &Node) -> impl Iterator<Item = &str> {
    let entries = match &node.content {
        Content::Map(entries) => entries.as_slice(),
        _ => &[],
    };
    entries.iter().filter_map(|(name, _)| match &name.content {
        Content::Scalar(scalar) => Some(scalar.text.as_str()),
        _ => None,
    })
}

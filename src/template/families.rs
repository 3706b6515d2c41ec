//! The font families of a deck: those that its brand asks for, and those of the project that serve as fallbacks.

use minijinja::Value;

use super::literal::format_literal;
use crate::assets::FONTS;
use crate::finding::rules::MISSING_FONT;
use crate::finding::{Finding, Message, Report, Severity};
use crate::project::{Brand, FontFamily};
use crate::typeset::font_families;

/// The file of the theme that names the families.
pub const FILE: &str = "theme/fonts.typ";
/// The family of titles, voices and numbers, and that of all other text, unless the brand asks for others.
const TITLES: &str = "Source Serif 4";
const TEXT: &str = "Atkinson Hyperlegible Next";

/// The font families of a deck, by name.
pub struct Families {
    /// The family of titles, voices and numbers, if the brand asks for one that is there.
    titles: Option<String>,
    /// The family of all other text, if the brand asks for one that is there.
    text: Option<String>,
    /// The families of the project's own fonts, which may have signs that the others lack.
    own: Vec<String>,
}

impl Families {
    /// Chooses the families by a brand and the fonts that are there; one that is asked for and missing is reported.
    pub fn from_brand(own: &[(String, Vec<u8>)], brand: &Brand, report: &mut Report) -> Self {
        let own = distinct_families(own.iter().map(|(_, font)| font.as_slice()));
        let mut all = distinct_families(FONTS.iter().map(|(_, font)| *font));
        all.extend(own.iter().cloned());
        // Names of families are compared without case, as people type them from memory.
        let mut found = |family: &Option<FontFamily>, instead| {
            let family = family.as_ref()?;
            let wanted = family.name.value.to_lowercase();
            let known = all.iter().find(|known| known.to_lowercase() == wanted);
            if known.is_none() {
                report.push(missing_font_finding(family, instead, &all));
            }
            known.cloned()
        };
        Self { titles: found(&brand.titles, TITLES), text: found(&brand.text, TEXT), own }
    }

    /// The content of [`FILE`]: the families as Typst values.
    pub fn format_typst(&self) -> String {
        let list = |names: &mut dyn Iterator<Item = &String>| {
            let names: Vec<Value> = names.map(|name| Value::from(name.as_str())).collect();
            let written = format_literal(&Value::from(names), usize::MAX);
            written.ok().flatten().unwrap_or_default()
        };
        let (titles, text) = (list(&mut self.titles.iter()), list(&mut self.text.iter()));
        let own = list(&mut self.own.iter());
        format!("#let titles = {titles}\n#let text = {text}\n#let own = {own}\n")
    }
}

/// The families in some font files, each once.
fn distinct_families<'a>(files: impl Iterator<Item = &'a [u8]>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in files.flat_map(font_families) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn missing_font_finding(family: &FontFamily, instead: &'static str, all: &[String]) -> Finding {
    let message = Message::new("missing-font")
        .with("family", family.name.value.as_str())
        .with("instead", instead);
    let names: Vec<String> = all.iter().map(|name| format!("`{name}`")).collect();
    let hint = Message::new("hint-missing-font").with("families", names.join(", "));
    let mut finding = Finding::new(&MISSING_FONT, family.name.span, message).with_hint(hint);
    if family.is_shared {
        finding.severity = Severity::Info;
    }
    finding
}

//! The style sheets of a drawing: their rules are written into the elements they hold for.

use simplecss::{AttributeOperator, DeclarationTokenizer, PseudoClass, StyleSheet};
use usvg::roxmltree::{Document, Node as Xml};

use super::super::PhotoFault;
use super::super::fault::Excess;
use super::drawing::Property;
use super::names::ATTRIBUTES;

/// The most steps of holding the rules of a style sheet against all elements.
const STEPS: usize = 10_000_000;
/// The most rules of a style sheet, and the longest style of one element, in bytes: reading them is slow.
const RULES: usize = 2_000;
const LONGEST_STYLE: usize = 16 * 1024;

/// The rules of every style sheet in a document.
pub(super) fn parse_style_sheets<'a>(document: &'a Document) -> Result<StyleSheet<'a>, PhotoFault> {
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

/// Refuses a drawing whose styles take too long to be held against its elements.
pub(super) fn check_styles(document: &Document, sheet: &StyleSheet) -> Result<(), PhotoFault> {
    let long = |node: Xml| node.attribute("style").is_some_and(|style| style.len() > LONGEST_STYLE);
    if count_matching_steps(document, sheet) > STEPS || document.descendants().any(long) {
        return Err(PhotoFault::Drawing(Excess::Shapes));
    }
    Ok(())
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

/// The properties that a style sheet and the element itself give it.
pub(super) fn style_properties(sheet: &StyleSheet, node: Xml) -> Vec<Property> {
    let rules = sheet.rules.iter();
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

/// Whether a value names nothing outside the drawing.
pub(super) fn is_inside(value: &str) -> bool {
    let named = value.split("url(").skip(1);
    named
        .map(|name| name.trim_start().trim_start_matches(['"', '\'']))
        .all(|name| name.trim_start().starts_with('#'))
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

//! What the text of a drawing would grow to, counted before it is parsed.

use super::super::PhotoFault;
use super::super::fault::Excess;

/// The longest text of a drawing, in bytes, its entities written out.
pub(super) const LONGEST: usize = 8 * 1024 * 1024;
/// The most entities: drawing programs define ten.
const ENTITIES: usize = 100;
/// How deep entities may stand in one another: what reads them has the same bound.
const DEPTH: usize = 10;
/// The most attributes of one element, and the most namespaces of a drawing: reading compares each with all.
const ATTRIBUTES: usize = 2_000;

/// Refuses a text that is too long, or that would be once read.
pub(super) fn check_text(text: &str) -> Result<(), PhotoFault> {
    if text.len() > LONGEST {
        return Err(PhotoFault::Drawing(Excess::Text));
    }
    if text.matches("xmlns").count() > ATTRIBUTES || max_attribute_count(text) > ATTRIBUTES {
        return Err(PhotoFault::Drawing(Excess::Shapes));
    }
    // Ten entities of which each names the one before ten times make a text of ten thousand million signs. The length
    // is reckoned from the declarations, and nothing is written out.
    let entities = parse_entities(text);
    if entities.is_empty() {
        return Ok(());
    }
    let lengths = entity_lengths(&entities).ok_or(PhotoFault::Drawing(Excess::Text))?;
    if written_out(text, &entities, &lengths) > LONGEST {
        Err(PhotoFault::Drawing(Excess::Text))
    } else {
        Ok(())
    }
}

/// The most attributes that one element may have: the equals signs before a quote from one `<` to the next.
fn max_attribute_count(text: &str) -> usize {
    let tags = text.split('<');
    let counted = tags.map(|tag| {
        let values = tag.split('=').skip(1);
        values.filter(|value| value.trim_start().starts_with(['"', '\''])).count()
    });
    counted.max().unwrap_or_default()
}

/// An entity: its name and what stands for it.
type Entity<'a> = (&'a str, &'a str);

fn parse_entities(text: &str) -> Vec<Entity<'_>> {
    let declared = text.split("<!ENTITY").skip(1);
    declared.filter_map(parse_entity).collect()
}

fn parse_entity(declared: &str) -> Option<Entity<'_>> {
    let declared = declared.trim_start();
    let (name, rest) = declared.split_once(|sign: char| sign.is_whitespace())?;
    let rest = rest.trim_start();
    let quote = rest.chars().next().filter(|sign| matches!(sign, '"' | '\''))?;
    let (value, _) = rest[1..].split_once(quote)?;
    Some((name, value))
}

/// The length of each entity once written out; none when they are too many or too deep, or contain themselves.
fn entity_lengths(entities: &[Entity]) -> Option<Vec<usize>> {
    if entities.len() > ENTITIES {
        return None;
    }
    // After as many rounds as they may be deep, lengths no longer change.
    let mut lengths: Vec<usize> = entities.iter().map(|(_, value)| value.len()).collect();
    for _ in 0..=DEPTH {
        let next = entities.iter().map(|(_, value)| written_out(value, entities, &lengths));
        let next: Vec<usize> = next.collect();
        if next == lengths {
            return Some(lengths);
        }
        lengths = next;
    }
    None
}

/// The length of a text once its entities are written out.
fn written_out(text: &str, entities: &[Entity], lengths: &[usize]) -> usize {
    let references = text.split('&').skip(1);
    let known = references.filter_map(|rest| {
        // No entity that stands has a longer name than its declaration.
        let end = rest.bytes().take(100).position(|byte| byte == b';')?;
        entities.iter().position(|(name, _)| *name == &rest[..end])
    });
    known.fold(text.len(), |sum, at| sum.saturating_add(lengths[at]))
}

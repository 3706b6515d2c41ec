//! The signs that HTML and XML write with a name or a number, such as `&eacute;`.

use std::collections::HashMap;

use pulldown_cmark::{Event, Parser};

/// The letters and signs of Latin-1 from U+00A0 on, as pages name them, with or without a semicolon.
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 \
    acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig \
    Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave \
    Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave \
    iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";
/// The most letters of such a name, and of any.
const LONGEST: [usize; 2] = [6, 32];

/// The signs that names were found to stand for, and the names that stand for none.
pub type KnownEntities = HashMap<String, Option<String>>;

/// A text with the signs that `&…;` stands for; `known` keeps those met before.
pub fn decode_entities(text: &str, known: &mut KnownEntities) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        decoded.push_str(before);
        match decode_entity(after, known) {
            Some((sign, length)) => {
                decoded.push_str(&sign);
                rest = &after[length..];
            }
            None => {
                decoded.push('&');
                rest = after;
            }
        }
    }
    decoded + rest
}

/// The sign that stands after `&`, and how many bytes it takes there.
fn decode_entity(after: &str, known: &mut KnownEntities) -> Option<(String, usize)> {
    if let Some(number) = after.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']);
        let (digits, radix) = hex.map_or((number, 10), |hex| (hex, 16));
        let end = digits.find(|sign: char| !sign.is_digit(radix));
        let digits = &digits[..end.unwrap_or(digits.len())];
        let code = u32::from_str_radix(digits, radix).ok()?;
        let length = 1 + usize::from(hex.is_some()) + digits.len();
        let length = length + usize::from(after[length..].starts_with(';'));
        // Pages mean Windows-1252 by numbers of controls.
        let sign = match code {
            0x80..=0x9f => {
                let byte = [u8::try_from(code).ok()?];
                encoding_rs::WINDOWS_1252.decode_without_bom_handling(&byte).0.into_owned()
            }
            _ => char::from_u32(code)?.to_string(),
        };
        return Some((sign, length));
    }
    let end = after.find(|sign: char| !sign.is_ascii_alphanumeric());
    let name = &after[..end.unwrap_or(after.len()).min(LONGEST[1])];
    if name.is_empty() {
        return None;
    }
    if after[name.len()..].starts_with(';') {
        let sign = known.entry(name.to_string()).or_insert_with(|| named_entity(name));
        return sign.clone().map(|sign| (sign, name.len() + 1));
    }
    // Old pages leave out the semicolon, as in `&eacutet`: the longest known name at the start counts.
    let lengths = (2..=name.len().min(LONGEST[0])).rev();
    lengths.into_iter().find_map(|length| {
        let sign = match &name[..length] {
            "amp" | "AMP" => "&",
            "lt" | "LT" => "<",
            "gt" | "GT" => ">",
            "quot" | "QUOT" => "\"",
            name => return latin_entity(name).map(|sign| (sign.to_string(), length)),
        };
        Some((sign.to_string(), length))
    })
}

fn latin_entity(name: &str) -> Option<char> {
    let at = LATIN.split_whitespace().position(|known| known == name)?;
    char::from_u32(0xa0 + u32::try_from(at).ok()?)
}

/// The signs that HTML names so: the list is that of Markdown.
fn named_entity(name: &str) -> Option<String> {
    let written = format!("&{name};");
    let signs: String = Parser::new(&written)
        .filter_map(|event| match event {
            Event::Text(text) => Some(text.into_string()),
            _ => None,
        })
        .collect();
    (signs != written).then_some(signs)
}

//! What each operation of a drawing does to its text: shows glyphs, sets a font, marks a stretch, draws another drawing.

use std::rc::Rc;

use super::super::fonts::Font;
use super::super::objects::{Dict, Object};
use super::super::parser::PdfOperation;
use super::super::strings::decode_text_string;
use super::drawing::{DrawnMark, Flow, InnerForm};
use super::resources::ResourceTable;

/// What an operation does to the text.
pub(super) enum DrawingEffect {
    /// Nothing: lines, colours, moves that part no words.
    Nothing,
    /// Sets the font; none when its name means none.
    Font(Option<Rc<Font>>),
    /// Shows the glyphs of these codes.
    Show(Vec<u8>),
    /// Shows codes on a new line.
    ShowOnNextLine(Vec<u8>),
    /// Shows codes, with the gaps between words among them.
    ShowParts(Vec<Option<Vec<u8>>>),
    /// Parts what comes from what was.
    Gap,
    /// Puts the font aside.
    Keep,
    /// Takes the font that was put aside last.
    Back,
    /// Begins a mark.
    Begin(DrawnMark),
    /// Ends the innermost mark.
    End,
    /// Draws another drawing.
    Draw(InnerForm),
    /// Draws the picture at a place.
    Picture(usize),
    /// Sets a state: a font, and a drawing that masks.
    State(Option<Rc<Font>>, Option<InnerForm>),
}

/// What an operation does to the text, given what names mean where it stands.
pub(super) fn effect_of_operation<'f, 'a>(
    operation: &PdfOperation,
    resources: usize,
    table: &mut ResourceTable<'f, 'a>,
) -> DrawingEffect {
    let operands = &operation.operands;
    // The last name: colours of a pattern stand before its name, as in `0.5 /P1 scn`.
    let name = operands.iter().rev().find_map(Object::as_name);
    let named = |table: &ResourceTable<'f, 'a>, kind| {
        name.and_then(|name| table.find_named(resources, kind, name))
    };
    let bytes = || operands.last().and_then(Object::as_string).unwrap_or_default().to_vec();
    let effect =
        match operation.operator {
            b"Tf" => {
                let name = operands.first().and_then(Object::as_name);
                let font = name.and_then(|name| table.find_named(resources, "Font", name));
                Some(DrawingEffect::Font(font.and_then(|font| table.load_font(font, resources))))
            }
            b"Tj" => Some(DrawingEffect::Show(bytes())),
            b"'" | b"\"" => Some(DrawingEffect::ShowOnNextLine(bytes())),
            b"TJ" => {
                let parts = operands.last().and_then(Object::as_array);
                let parts = parts.into_iter().flatten().filter_map(codes_or_gap);
                Some(DrawingEffect::ShowParts(parts.collect()))
            }
            // Where the text goes is not computed. Any move may begin a word, and whoever compares texts drops spaces anyway.
            b"Td" | b"TD" | b"T*" | b"Tm" | b"ET" => Some(DrawingEffect::Gap),
            b"q" => Some(DrawingEffect::Keep),
            b"Q" => Some(DrawingEffect::Back),
            b"BMC" | b"BDC" => Some(DrawingEffect::Begin(mark_of(operands, resources, table))),
            b"EMC" => Some(DrawingEffect::End),
            b"Do" => named(table, "XObject")
                .and_then(|object| effect_of_xobject(object, resources, table)),
            b"sc" | b"scn" | b"SC" | b"SCN" => named(table, "Pattern")
                .and_then(|pattern| effect_of_pattern(pattern, resources, table)),
            // A graphics state may set the font (ISO 32000-1, table 58), and its soft mask may draw text.
            b"gs" => {
                named(table, "ExtGState").and_then(|state| effect_of_state(state, resources, table))
            }
            _ => None,
        };
    effect.unwrap_or(DrawingEffect::Nothing)
}

/// What marked content is marked as (ISO 32000-1, 14.6).
fn mark_of(operands: &[Object], resources: usize, table: &ResourceTable) -> DrawnMark {
    // Properties stand in place or under a name of the resources.
    let actual = match operands.get(1) {
        Some(Object::Dict(dict)) => actual_text(dict, table),
        Some(Object::Name(name)) => {
            let named = table.find_named(resources, "Properties", name);
            let named = named.and_then(|named| table.pdf_file().resolve_reference(named).as_dict());
            named.and_then(|dict| actual_text(dict, table))
        }
        _ => None,
    };
    let tag = operands.first().and_then(Object::as_name);
    match actual {
        Some(text) => DrawnMark::Actual(text),
        None if tag == Some(b"Artifact") => DrawnMark::Artifact,
        None => DrawnMark::Part,
    }
}

fn actual_text(dict: &Dict, table: &ResourceTable) -> Option<String> {
    // What stands in the content refers to nothing; what is named may.
    match dict.get("ActualText")? {
        Object::String(bytes) => Some(decode_text_string(bytes)),
        Object::Ref(number) => {
            let place = table.pdf_file().place_of(*number)?;
            table.pdf_file().objects[place].value.as_string().map(decode_text_string)
        }
        _ => None,
    }
}

/// A picture, or a drawing with a name.
fn effect_of_xobject(
    object: &Object,
    resources: usize,
    table: &ResourceTable,
) -> Option<DrawingEffect> {
    let file = table.pdf_file();
    let place = file.stream_of(object)?;
    let dict = file.objects[place].dict();
    let is_image = dict.and_then(|dict| file.name_of(dict, "Subtype")) == Some(b"Image");
    Some(if is_image {
        DrawingEffect::Picture(place)
    } else {
        DrawingEffect::Draw(InnerForm { place, flow: Flow::Text, resources })
    })
}

/// A pattern: a drawing that is repeated, or colours that run into one another, with a state of their own.
fn effect_of_pattern<'f, 'a>(
    pattern: &'f Object<'a>,
    resources: usize,
    table: &mut ResourceTable<'f, 'a>,
) -> Option<DrawingEffect> {
    let file = table.pdf_file();
    if let Some(place) = file.stream_of(pattern) {
        return Some(DrawingEffect::Draw(InnerForm { place, flow: Flow::Beside, resources }));
    }
    let state = file.resolve_reference(pattern).as_dict()?.get("ExtGState")?;
    effect_of_state(state, resources, table)
}

/// A state of drawing: the font it sets, and the drawing it masks with.
fn effect_of_state<'f, 'a>(
    state: &'f Object<'a>,
    resources: usize,
    table: &mut ResourceTable<'f, 'a>,
) -> Option<DrawingEffect> {
    let file = table.pdf_file();
    let state = file.resolve_reference(state).as_dict()?;
    let font = file.value_of(state, "Font").as_array();
    let font = font.and_then(|font| table.load_font(font.first()?, resources));
    let mask = file.dict_of(state, "SMask").and_then(|mask| mask.get("G"));
    let mask = mask.and_then(|mask| file.stream_of(mask));
    let mask = mask.map(|place| InnerForm { place, flow: Flow::Beside, resources });
    Some(DrawingEffect::State(font, mask))
}

/// From how many thousandths of the size on a step to the right parts words: a space is 200 wide in the narrowest fonts.
const GAP: f64 = -180.0;

fn codes_or_gap(object: &Object) -> Option<Option<Vec<u8>>> {
    match object {
        Object::String(bytes) => Some(Some(bytes.to_vec())),
        // A number in `TJ` is taken off the position, so a step to the right is below zero (ISO 32000-1, 9.4.3). Small
        // steps are kerning.
        Object::Number(step) if *step < GAP => Some(None),
        _ => None,
    }
}

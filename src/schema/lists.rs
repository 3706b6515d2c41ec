//! Texts that stand in a list of a file, without the marks that word processors gave them besides those of YAML.

use super::marks::{TypedList, mark_length};
use super::node::WrittenStyle;
use super::record::{Read, Text};
use crate::source::{Span, Spanned};

/// The items of the list that the lines of a text are.
pub(super) fn items_of_lines(list: &TypedList) -> Vec<Spanned<Read>> {
    let text = |(value, span): &(String, Span)| {
        let text = Text { value: value.clone(), span: *span, style: WrittenStyle::Plain };
        Spanned::new(Read::Text(text), *span)
    };
    list.lines.iter().map(text).collect()
}

/// The items of a list without the mark that all of them, or all but one, have besides that of YAML.
pub(super) fn without_marks(mut items: Vec<Spanned<Read>>) -> Vec<Spanned<Read>> {
    let is_marked = |item: &&Spanned<Read>| match &item.value {
        Read::Text(text) => mark_length(&text.value).is_some(),
        _ => false,
    };
    let marked = items.iter().filter(is_marked).count();
    // The one without may be the last, typed after the others were pasted.
    let are_marks =
        marked > 0 && (marked == items.len() || marked > 1 && marked + 1 == items.len());
    if are_marks {
        for item in &mut items {
            if let Read::Text(text) = &mut item.value {
                cut_mark(text);
            }
        }
    }
    items
}

/// Takes the mark off a text; between quotes its place stays that of the whole.
fn cut_mark(text: &mut Text) {
    let Some(length) = mark_length(&text.value) else {
        return;
    };
    // What follows is found in the file by its place, so that the place moves with it.
    text.value.drain(..length);
    if text.style == WrittenStyle::Plain {
        text.span.start += length as u32;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    #[test]
    fn a_mark_too_many_is_taken_off_when_nearly_all_items_have_one() {
        let item = |words: &str| {
            let span = Span::new(Sources::default().add("", String::new()), 0..9);
            let style = WrittenStyle::Double;
            Spanned::new(Read::Text(Text { value: words.to_string(), span, style }), span)
        };
        let cut = |all: &[&str]| {
            let items = without_marks(all.iter().copied().map(item).collect());
            let words = items.into_iter().map(|item| match item.value {
                Read::Text(text) => text.value,
                other => format!("{other:?}"),
            });
            words.collect::<Vec<_>>()
        };
        assert_eq!(cut(&["– une", "• deux"]), ["une", "deux"]);
        assert_eq!(cut(&["1. une", "2. deux", "trois"]), ["une", "deux", "trois"]);
        assert_eq!(cut(&["– une", "deux"]), ["– une", "deux"]);
        assert_eq!(cut(&["– une"]), ["une"]);
    }
}

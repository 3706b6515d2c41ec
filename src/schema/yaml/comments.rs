//! The comments of a text: what people say to each other there is for no page.

use granit_parser::{Event, Parser};

use super::WrittenStyle;
use crate::schema::Text;
use crate::source::{SourceId, Sources, Span};

/// The comments of a file, those of lines that follow one another as one text; up to where it cannot be read.
pub fn find_comments(id: SourceId, sources: &Sources) -> Vec<Text> {
    let text = sources.get(id).text.as_str();
    let mut found: Vec<Text> = Vec::new();
    if !text.contains('#') {
        return found;
    }
    let is_blank_between =
        |end: usize, start: usize| text.get(end..start).is_some_and(|text| text.trim().is_empty());
    let options = granit_parser::options! { emit_unresolved_aliases: true };
    for next in Parser::new_from_str_with_options(text, options) {
        let Ok((event, span)) = next else { break };
        let Event::Comment(words, _) = event else { continue };
        let place = |byte: Option<usize>| byte.unwrap_or(text.len()).min(text.len());
        let (start, end) = (place(span.start.byte_offset()), place(span.end.byte_offset()));
        let span = Span::new(id, start..end.max(start));
        match found.last_mut() {
            Some(last) if is_blank_between(last.span.end as usize, start) => {
                last.value = format!("{} {}", last.value, words.trim());
                last.span.end = span.end;
            }
            _ => {
                let value = words.trim().to_string();
                found.push(Text { value, span, style: WrittenStyle::Plain });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_those_of_lines_and_behind_values_and_no_words_of_texts() {
        let mut sources = Sources::default();
        let text = "# À ne pas\n# citer.\ntitre: \"Un #1\" # vraiment ?\nnotes: |\n  # un texte\nlieu: Gare\n#\n";
        let id = sources.add("a.yaml", text.to_string());
        let found = find_comments(id, &sources);
        let words: Vec<_> = found.iter().map(|text| text.value.as_str()).collect();
        assert_eq!(words, ["À ne pas citer.", "vraiment ?", ""]);
        assert_eq!(sources.slice(found[0].span), "# À ne pas\n# citer.");
    }
}

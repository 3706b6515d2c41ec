//! What web pages leave in copied text: signs written as `&eacute;` or `&#39;`, and tags such as `<br>`.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Parser};

/// The longest name of a sign, in letters: `CounterClockwiseContourIntegral` has 31.
const LONGEST: usize = 32;

/// A text in plain letters: each sign for its name, each tag of a page for a space, `<br>` for the end of a line.
pub fn plain_letters(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<']) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut at = 0;
    // From one sign that may begin something to the next; all between is taken over.
    while let Some(found) = text[at..].find(['&', '<']) {
        let start = at + found;
        plain.push_str(&text[at..start]);
        at = match replacement_at(text, start) {
            Some((length, sign)) => {
                plain.push_str(&sign);
                start + length
            }
            None => {
                plain.push_str(&text[start..=start]);
                start + 1
            }
        };
    }
    plain.push_str(&text[at..]);
    Cow::Owned(plain)
}

/// How many bytes an entity or a tag takes from some byte on, and what stands for it.
fn replacement_at(text: &str, start: usize) -> Option<(usize, Cow<'static, str>)> {
    let rest = &text[start..];
    if let Some((length, sign)) = entity_at(rest) {
        return Some((length, Cow::Owned(sign)));
    }
    let name = tag_name(rest)?;
    let length = rest.find('>')? + 1;
    let plain = match name.to_ascii_lowercase().as_str() {
        "br" | "p" | "div" | "li" | "tr" => "\n",
        // Between letters these part no words: `gu<b>ichet</b>`.
        "b" | "i" | "u" | "em" | "strong" | "span" | "font" | "a" | "wbr" => "",
        _ => " ",
    };
    Some((length, Cow::Borrowed(plain)))
}

/// Whether a text has a sign by its name or a tag of a page.
pub fn has_page_signs(text: &str) -> bool {
    matches!(plain_letters(text), Cow::Owned(plain) if plain != text)
}

/// The entity that begins a text: its bytes, and the sign it names.
pub fn entity_at(text: &str) -> Option<(usize, String)> {
    let name = text.strip_prefix('&')?;
    let end = name.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'#';
    if end == 0 || !name[..end].bytes().all(is_sign) {
        return None;
    }
    let length = end + 2;
    // The list of names is that of Markdown, which is that of HTML.
    let written = &text[..length];
    let sign: String = Parser::new(written).filter_map(word_of_event).collect();
    (sign != written && !sign.is_empty()).then_some((length, sign))
}

fn word_of_event(event: Event) -> Option<String> {
    match event {
        Event::Text(text) => Some(text.into_string()),
        _ => None,
    }
}

/// Tags that people copy from pages and messages.
const TAGS: [&str; 58] = [
    "a",
    "abbr",
    "article",
    "b",
    "big",
    "blockquote",
    "body",
    "br",
    "button",
    "center",
    "cite",
    "code",
    "dd",
    "del",
    "div",
    "dl",
    "dt",
    "em",
    "figure",
    "font",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "ins",
    "li",
    "mark",
    "nobr",
    "ol",
    "p",
    "pre",
    "s",
    "script",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "sup",
    "table",
    "td",
    "th",
    "tr",
    "u",
    "ul",
];

/// The name of the tag that begins a text: of one that pages have, up to its `>` on the same line.
pub fn tag_name(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('<')?;
    let inside = inside.strip_prefix('/').unwrap_or(inside);
    let end = inside.find(|sign: char| !sign.is_ascii_alphanumeric())?;
    let (name, rest) = inside.split_at(end);
    let is_known = TAGS.iter().any(|tag| tag.eq_ignore_ascii_case(name)) || name == "wbr";
    let closes = rest.find('>')?;
    // `a <b et c> d` compares letters.
    let is_tag = rest.starts_with([' ', '/', '>']) && !rest[..closes].contains(['<', '\n']);
    (is_known && is_tag).then_some(name)
}

/// The next `<br>`, however it is written, from some byte on.
pub fn find_break(text: &str, from: usize) -> Option<Range<usize>> {
    let mut starts = text[from..].match_indices('<').map(|(at, _)| from + at);
    starts.find_map(|start| {
        let rest = &text[start..];
        let is_break = tag_name(rest).is_some_and(|name| name.eq_ignore_ascii_case("br"));
        is_break.then(|| start..start + rest.find('>').map_or(0, |end| end + 1))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_by_name_and_tags_become_plain_letters() {
        for (typed, plain) in [
            (
                "L&#39;accueil &eacute;tait parfait &amp; rapide.<br />Merci",
                "L'accueil était parfait & rapide.\nMerci",
            ),
            ("un <b>gu</b>ichet<p>deux</p>", "un guichet\ndeux\n"),
            ("&#xE9;t&#233;&nbsp;!", "été\u{a0}!"),
            ("<A HREF='x'>ici</A>", "ici"),
        ] {
            assert_eq!(plain_letters(typed), plain, "{typed}");
            assert!(has_page_signs(typed), "{typed}");
        }
    }

    #[test]
    fn signs_that_mean_themselves_stay() {
        for text in
            ["AT&T; oui", "R&D", "a < b > c", "&inconnu;", "I <3 you", "<prénom>", "<b", "&"]
        {
            assert_eq!(plain_letters(text), text);
            assert!(!has_page_signs(text), "{text}");
        }
    }

    #[test]
    fn breaks_are_found_however_they_are_written() {
        for text in ["a<br>b", "a<br/>b", "a<BR />b", "a</br>b", "a<br clear=all>b"] {
            let found = find_break(text, 0).expect("a break");
            assert_eq!((&text[..found.start], &text[found.end..]), ("a", "b"), "{text}");
        }
        assert_eq!(find_break("a<brut>b <b>", 0), None);
    }
}

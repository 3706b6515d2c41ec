//! Text from outside (names of files, titles of columns, values, arguments) made harmless for a screen or a log.
//!
//! A terminal obeys control characters; readers are misled by signs that turn the direction of a line or that are
//! invisible; a CI obeys lines that look like its commands. Such signs are replaced by something visible. What French,
//! Arabic, Hindi or an emoji needs stays as it is.

use std::borrow::Cow;

use minijinja::Value;
use minijinja::value::ValueKind;

/// One text from outside, to stand within a line: signs that are obeyed or
/// hidden are made visible, and line breaks too.
pub fn sanitise_text(text: &str) -> Cow<'_, str> {
    if is_plain(text) && !text.contains(BREAKS) && !text.contains(HASHES) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(escape_commands(&rewrite_signs(text, write_sign_name)))
    }
}

/// The same for a value that fills the blank of a sentence, and for each part of a list.
pub fn visible_value(value: &Value) -> Value {
    if let Some(text) = value.as_str() {
        return match sanitise_text(text) {
            Cow::Borrowed(_) => value.clone(),
            Cow::Owned(text) => Value::from(text),
        };
    }
    match (value.kind(), value.try_iter()) {
        (ValueKind::Seq | ValueKind::Iterable, Ok(parts)) => {
            parts.map(|part| visible_value(&part)).collect()
        }
        _ => value.clone(),
    }
}

/// A part of a file for an excerpt. Each sign that is obeyed or hidden is replaced by exactly one visible sign, so that
/// columns stay those of the file. Also returns where `places`, bytes of `text`, are in the new text.
pub fn sanitise_excerpt(text: &str, places: [usize; 2]) -> (String, [usize; 2]) {
    let mut shown = String::with_capacity(text.len());
    let mut found = places.map(|_| None);
    for (at, sign, hides) in classify_signs(text) {
        // A place within a sign moves to the next sign; one at the end of the text is left for below.
        for (place, found) in places.iter().zip(&mut found) {
            if found.is_none() && *place <= at {
                *found = Some(shown.len());
            }
        }
        if hides && !matches!(sign, '\n' | '\t') {
            shown.push(control_picture(sign).unwrap_or(char::REPLACEMENT_CHARACTER));
        } else {
            shown.push(sign);
        }
    }
    let end = shown.len();
    (shown, found.map(|place| place.unwrap_or(end)))
}

/// Lines for people, in the last step before they are printed: nothing in them
/// is obeyed, even if an earlier step forgot.
pub fn sanitise_lines(text: &str) -> String {
    let text = if is_plain(text) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(rewrite_signs(text, named_in_lines))
    };
    text.split('\n').map(no_command).collect::<Vec<_>>().join("\n")
}

/// The same for lines drawn with our own colours, which stay.
pub fn sanitise_coloured(text: &str) -> String {
    let mut sent = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        // Colour codes are set apart, and only what lies between them is rewritten. A command of a CI counts at the
        // start of a line alone, so it matters whether anything but blanks came before.
        let (mut rest, mut is_start) = (line, true);
        while let Some((before, colour, after)) = next_colour(rest) {
            sent += &sanitise_part(before, is_start);
            is_start &= before.trim().is_empty();
            sent += colour;
            rest = after;
        }
        sent += &sanitise_part(rest, is_start);
    }
    sent
}

/// A part of a line without colours; `is_start` when only blanks stand before it.
fn sanitise_part(text: &str, is_start: bool) -> String {
    if is_start {
        sanitise_lines(text)
    } else {
        escape_commands(&rewrite_signs(text, named_in_lines))
    }
}

/// JSON that no terminal and no CI obeys: signs that they obey are written as
/// `\u` escapes, which reads as the same text.
pub fn sanitise_json(text: &str) -> String {
    let text = if is_plain(text) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(rewrite_signs(text, |sign, to| {
            // JSON escapes count in units of UTF-16, so a sign beyond U+FFFF takes two.
            let mut units = [0; 2];
            if matches!(sign, '\n' | '\t') {
                return to.push(sign);
            }
            for unit in sign.encode_utf16(&mut units) {
                *to += &format!("\\u{unit:04x}");
            }
        }))
    };
    replace_hashes(&text, "#\\u0023")
}

/// Whether a text needs no change before it is printed; its lines may end as on Windows.
pub fn is_sendable(text: &str) -> bool {
    let is_sent = |line: &str| {
        let line = line.strip_suffix('\r').unwrap_or(line);
        is_plain(line) && *no_command(line) == *line
    };
    text.split('\n').all(is_sent)
}

/// Line breaks and tabs, which may stand between lines but not within a text on one line.
const BREAKS: [char; 2] = ['\n', '\t'];

/// What begins a command anywhere in a line: for Azure Pipelines (`##vso[`), TeamCity and GitHub's first form (`##[`).
const HASHES: &str = "##";

fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b'\t' | b'\n' | b' '..=b'~'))
        || classify_signs(text).all(|(_, sign, hides)| !hides || BREAKS.contains(&sign))
}

/// A text with each sign that is obeyed or hidden rewritten by `write`.
fn rewrite_signs(text: &str, write: impl Fn(char, &mut String)) -> String {
    let mut shown = String::with_capacity(text.len() + 16);
    for (_, sign, hides) in classify_signs(text) {
        if hides { write(sign, &mut shown) } else { shown.push(sign) }
    }
    shown
}

/// A sign as the picture of a control character, or else as its number: `<U+200B>`.
fn write_sign_name(sign: char, to: &mut String) {
    match control_picture(sign) {
        Some(picture) => to.push(picture),
        None => *to += &format!("<U+{:04X}>", u32::from(sign)),
    }
}

fn named_in_lines(sign: char, to: &mut String) {
    if BREAKS.contains(&sign) { to.push(sign) } else { write_sign_name(sign, to) }
}

/// The picture that Unicode has for a control character of ASCII.
fn control_picture(sign: char) -> Option<char> {
    match u32::from(sign) {
        code @ 0..0x20 => char::from_u32(0x2400 + code),
        0x7f => Some('\u{2421}'),
        _ => None,
    }
}

/// A line that no CI takes for a command: a visible backslash is put before `::` or within `##[`.
fn no_command(line: &str) -> Cow<'_, str> {
    let start = line.len() - line.trim_start_matches(is_blank).len();
    match line[start..].starts_with("::") {
        true => Cow::Owned(format!("{}\\{}", &line[..start], escape_commands(&line[start..]))),
        false if line.contains(HASHES) => Cow::Owned(escape_commands(line)),
        false => Cow::Borrowed(line),
    }
}

/// Signs that a CI may trim from the start of a line before it looks for a command.
fn is_blank(sign: char) -> bool {
    sign.is_whitespace() || sign.is_control() || matches!(sign, '\u{ad}' | '\u{feff}')
}

fn escape_commands(text: &str) -> String {
    replace_hashes(text, "#\\#")
}

/// A text in which the `##` of `##[`, `##vso[` and the like is replaced by `hashes`.
fn replace_hashes(text: &str, hashes: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(HASHES) {
        let after = &rest[at + HASHES.len()..];
        let name = after.trim_start_matches(|sign: char| sign.is_ascii_alphanumeric());
        shown += &rest[..at];
        if name.starts_with('[') {
            shown += hashes;
            rest = after;
        } else {
            // In `###[` the last two may begin a command, so the search goes on one sign later.
            shown.push('#');
            rest = &rest[at + 1..];
        }
    }
    shown + rest
}

/// What stands before the next colour code in a text, the code itself, and the
/// rest; none when there is no further code.
fn next_colour(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    while let Some(found) = text[from..].find("\x1b[") {
        let start = from + found;
        let after = &text[start + 2..];
        let length = after.find(|sign: char| !matches!(sign, '0'..='9' | ';'));
        if let Some(length) = length.filter(|length| after[*length..].starts_with('m')) {
            let end = start + 2 + length + 1;
            return Some((&text[..start], &text[start..end], &text[end..]));
        }
        from = start + 2;
    }
    None
}

/// The signs of a text with their positions, and whether each is obeyed or hidden.
fn classify_signs(text: &str) -> impl Iterator<Item = (usize, char, bool)> {
    let (mut before, mut flag_end) = (None, 0);
    text.char_indices().map(move |(at, sign)| {
        let after = &text[at + sign.len_utf8()..];
        if sign == '\u{1f3f4}' {
            flag_end = at + sign.len_utf8() + flag_tag_length(after);
        }
        let hides = at >= flag_end && is_obeyed_or_hidden(before, sign, after.chars().next());
        before = Some(sign);
        (at, sign, hides)
    })
}

/// How many bytes of tags follow a black flag and make it that of a part of a country, such as Scotland's.
fn flag_tag_length(after: &str) -> usize {
    let is_letter =
        |sign: &char| matches!(*sign, '\u{e0030}'..='\u{e0039}' | '\u{e0061}'..='\u{e007a}');
    let letters = after.chars().take_while(is_letter).count();
    let bytes = letters * '\u{e0061}'.len_utf8();
    if (3..=6).contains(&letters) && after[bytes..].starts_with('\u{e007f}') {
        bytes + '\u{e007f}'.len_utf8()
    } else {
        0
    }
}

/// Whether a sign between two others is obeyed by a terminal or hidden from its reader.
///
/// These are: controls; signs that turn the direction of a line (Unicode Standard Annex 9); line breaks;
/// signs without width (the default-ignorable code points of Unicode's `DerivedCoreProperties.txt`),
/// except where a script or an emoji needs them.
fn is_obeyed_or_hidden(before: Option<char>, sign: char, after: Option<char>) -> bool {
    match sign {
        '\u{200c}' => !before.is_some_and(is_joined_script),
        '\u{200d}' => {
            let emoji = before.is_some_and(is_emoji) && after.is_some_and(is_emoji);
            !(emoji || before.is_some_and(is_joined_script))
        }
        '\u{fe00}'..='\u{fe0f}' => !before.is_some_and(is_seen),
        '\u{e0100}'..='\u{e01ef}' => !before.is_some_and(is_ideograph),
        '\u{180b}'..='\u{180d}' | '\u{180f}' => {
            !before.is_some_and(|before| matches!(before, '\u{1820}'..='\u{18aa}'))
        }
        _ => sign.is_control() || is_unseen(sign),
    }
}

/// Signs that turn the direction, break a line or have no width, wherever they stand.
fn is_unseen(sign: char) -> bool {
    matches!(sign,
        '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
        | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{fdd0}'..='\u{fdef}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{fffe}' | '\u{ffff}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a sign is visible, so that a variation selector after it can choose its form.
fn is_seen(sign: char) -> bool {
    let is_blank = sign.is_whitespace() || sign.is_control() || is_unseen(sign);
    let chooses = matches!(sign, '\u{fe00}'..='\u{fe0f}' | '\u{200c}' | '\u{200d}' | '\u{ad}');
    !is_blank && !chooses
}

/// Letters and marks of scripts whose letters join, from Arabic to those of India and South-East Asia.
fn is_joined_script(sign: char) -> bool {
    matches!(sign, '\u{620}'..='\u{8ff}' | '\u{900}'..='\u{109f}' | '\u{1780}'..='\u{17b3}'
        | '\u{17b6}'..='\u{18aa}' | '\u{fb50}'..='\u{fdcf}' | '\u{fe70}'..='\u{fefe}')
        && !sign.is_ascii()
}

fn is_ideograph(sign: char) -> bool {
    matches!(sign, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Pictographs, the signs that give them skin or form, and the arrows and hearts that are joined to them.
fn is_emoji(sign: char) -> bool {
    matches!(sign, '\u{fe0f}' | '\u{20e3}' | '\u{a9}' | '\u{ae}' | '\u{203c}' | '\u{2049}'
        | '\u{2122}' | '\u{2139}' | '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{23ff}'
        | '\u{25a0}'..='\u{27bf}' | '\u{2900}'..='\u{297f}' | '\u{2b00}'..='\u{2bff}' | '\u{3030}'
        | '\u{303d}' | '\u{3297}' | '\u{3299}' | '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_obeyed_or_hides_is_shown() {
        let cases = [
            ("a\x1b[31mb", "a␛[31mb"),
            ("a\n::error::b", "a␊::error::b"),
            ("a\r\nb\tc", "a␍␊b␉c"),
            ("\x07\x08\x0b\x0c\x7f", "␇␈␋␌␡"),
            ("a\u{85}b\u{9b}31m", "a<U+0085>b<U+009B>31m"),
            ("\u{202e}gpj.exe", "<U+202E>gpj.exe"),
            ("\u{2066}a\u{2069}\u{200f}\u{61c}", "<U+2066>a<U+2069><U+200F><U+061C>"),
            ("a\u{2028}b\u{2029}", "a<U+2028>b<U+2029>"),
            ("pri\u{200b}vé\u{feff}\u{2060}", "pri<U+200B>vé<U+FEFF><U+2060>"),
            ("a\u{e0041}\u{e0042}", "a<U+E0041><U+E0042>"),
            ("a\u{200d}b\u{200c}c", "a<U+200D>b<U+200C>c"),
            ("a\u{fe0f}\u{fe0e}", "a\u{fe0f}<U+FE0E>"),
            ("a\u{e0100}", "a<U+E0100>"),
            ("🏴\u{e0061}\u{e0062}", "🏴<U+E0061><U+E0062>"),
            ("x ##vso[task.complete]", "x #\\#vso[task.complete]"),
            ("###[group]", "##\\#[group]"),
        ];
        for (from, shown) in cases {
            assert_eq!(sanitise_text(from), shown, "{from:?}");
            assert_eq!(sanitise_text(shown), shown, "{from:?}");
        }
    }

    #[test]
    fn what_languages_and_emoji_need_stays_as_it_is() {
        let kept = [
            "« Oui\u{a0}! »\u{202f}: 12\u{202f}345\u{a0}€, co\u{ad}opération, l’e\u{301}te\u{301}",
            "👩\u{200d}👩\u{200d}👧 ❤\u{fe0f}\u{200d}🔥 🏳\u{fe0f}\u{200d}🌈 👩🏽\u{200d}🚒 1\u{fe0f}\u{20e3}",
            "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
            "مرحبا بكم في الميناء، می\u{200c}خواهم",
            "क्\u{200d}ष शुक्र",
            "שלום עולם",
            "葛\u{e0100}飾区 日本語",
            "## Titre, puis #12 et ##, C# [note]",
            "a::b ::c",
        ];
        for text in kept {
            assert_eq!(sanitise_text(text), text);
            assert_eq!(sanitise_lines(text), text);
            assert_eq!(sanitise_json(text), text);
        }
    }

    #[test]
    fn no_line_begins_with_a_command() {
        assert_eq!(sanitise_lines("a\n::error::b"), "a\n\\::error::b");
        assert_eq!(
            sanitise_lines("a\n  \u{a0}\t::set-output::b"),
            "a\n  \u{a0}\t\\::set-output::b"
        );
        assert_eq!(sanitise_lines("a ##[error]b"), "a #\\#[error]b");
        assert_eq!(sanitise_lines("::a ##teamcity[b]"), "\\::a #\\#teamcity[b]");
        assert_eq!(sanitise_lines("\x1b::a"), "␛::a");
    }

    #[test]
    fn colours_of_ours_stay_and_nothing_else_that_a_terminal_obeys() {
        assert_eq!(sanitise_coloured("\x1b[1m\x1b[31mred\x1b[0m\n"), "\x1b[1m\x1b[31mred\x1b[0m\n");
        assert_eq!(sanitise_coloured("\x1b]0;title\x07\x1b[2Ja"), "␛]0;title␇␛[2Ja");
        assert_eq!(
            sanitise_coloured("\x1b[1m  ::error::a\x1b[0m::b"),
            "\x1b[1m  \\::error::a\x1b[0m::b"
        );
        assert_eq!(sanitise_coloured("\x1b[1m \x1b[0m::a\n::b"), "\x1b[1m \x1b[0m\\::a\n\\::b");
    }

    #[test]
    fn json_reads_as_before_and_sends_nothing() {
        let value =
            serde_json::json!({ "a": "\u{85}\u{202e}é \x1b ##vso[x]\u{e0041}👩\u{200d}👧" });
        let sent = sanitise_json(&value.to_string());
        assert!(is_plain(&sent) && !sent.contains("##vso"), "{sent}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&sent).expect("JSON"), value);
    }

    #[test]
    fn places_of_an_excerpt_follow_its_signs() {
        let (shown, [start, end]) = sanitise_excerpt("a\u{1b}\u{202e}bcd", [5, 6]);
        assert_eq!(shown, "a␛\u{fffd}bcd");
        assert_eq!(&shown[start..end], "b");
        assert_eq!(sanitise_excerpt("ab", [2, 2]).1, [2, 2]);
    }

    #[test]
    fn a_long_text_of_signs_that_hide_is_read_once() {
        let long = "\u{200d}\u{1f3f4}#".repeat(100_000);
        assert!(sanitise_text(&long).len() > long.len());
        assert!(sanitise_coloured(&"\x1b[".repeat(100_000)).starts_with("␛["));
    }
}

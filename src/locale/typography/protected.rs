//! Stretches of text that typography must not change.

use super::is_blank;

/// The positions of spaces between the groups of phone numbers, at which no line may break.
pub(super) fn phone_spaces(chars: &[char], kept: &[bool]) -> Vec<usize> {
    let mut spaces = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        // A phone number can only begin where a kept stretch begins. Elsewhere it is
        // not looked for, as each look may be long.
        let is_first = matches!(chars[at], '+' | '0') && kept[at] && (at == 0 || !kept[at - 1]);
        let found = is_first.then(|| phone_at(chars, at)).flatten();
        match found {
            Some((start, end, true)) => {
                spaces.extend((start..end).filter(|at| is_blank(chars[*at])));
                at = end;
            }
            _ => at += 1,
        }
    }
    spaces
}

/// For each character, whether it must stay as typed.
pub(super) fn find_protected(chars: &[char]) -> Vec<bool> {
    let mut kept = vec![false; chars.len()];
    // The order matters: braces inside code are ignored, and addresses are looked for only where nothing is kept yet.
    keep_code(chars, &mut kept);
    keep_placeholders(chars, &mut kept);
    keep_addresses(chars, &mut kept);
    kept
}

/// Code, from a backtick to the next one of the same paragraph.
fn keep_code(chars: &[char], kept: &mut [bool]) {
    let mut open = None;
    let mut paragraph = Paragraph::default();
    for (at, &char) in chars.iter().enumerate() {
        // A backtick still open at the end of its paragraph keeps nothing.
        if paragraph.ends_with(char) {
            open = None;
        }
        if char != '`' {
            continue;
        }
        match open.take() {
            Some(start) => kept[start..=at].fill(true),
            None => open = Some(at),
        }
    }
}

/// `{{ name }}`, `{n, plural, …}`: from a brace to the one that closes it in the same paragraph.
fn keep_placeholders(chars: &[char], kept: &mut [bool]) {
    let mut open = Vec::new();
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    let mut paragraph = Paragraph::default();
    for (at, &char) in chars.iter().enumerate() {
        if paragraph.ends_with(char) {
            open.clear();
        }
        match char {
            // Code is kept already, and its braces mean nothing here.
            _ if kept[at] => {}
            '{' => open.push(at),
            '}' => {
                if let Some(start) = open.pop() {
                    // Only outermost ranges stay, so that deep nesting is filled only once.
                    while ranges.last().is_some_and(|inner| inner.0 > start) {
                        ranges.pop();
                    }
                    ranges.push((start, at));
                }
            }
            _ => {}
        }
    }
    for (start, end) in ranges {
        kept[start..=end].fill(true);
    }
}

/// Keeps addresses, hashtags, `:emoji:`, phone numbers and Windows paths.
fn keep_addresses(chars: &[char], kept: &mut [bool]) {
    let mut at = 0;
    while at < chars.len() {
        let found = if kept[at] { None } else { protected_stretch_at(chars, at) };
        match found {
            Some((start, end, keep)) => {
                if keep {
                    kept[start..end].fill(true);
                }
                // A stretch may begin before `at` and end there, as the name before
                // an `@` does; the walk goes on in any case.
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
}

/// Start, end, and whether to keep the stretch; one that was read and refused is skipped, not read again.
type ProtectedStretch = (usize, usize, bool);

fn protected_stretch_at(chars: &[char], at: usize) -> Option<ProtectedStretch> {
    match chars[at] {
        ':' if chars[at..].starts_with(&[':', '/', '/']) => url_at(chars, at),
        ':' if chars.get(at + 1) == Some(&'\\') => windows_path_at(chars, at),
        ':' => emoji_shortcode_at(chars, at),
        'w' | 'W' => host_at(chars, at),
        '@' => mail_address_at(chars, at),
        '#' => hashtag_at(chars, at),
        '+' | '0' => phone_at(chars, at),
        _ => None,
    }
}

fn url_at(chars: &[char], at: usize) -> Option<ProtectedStretch> {
    /// Longer than any scheme people paste (`https`, `webcal`).
    const LONGEST: usize = 12;
    let letters = back_while(chars, at, |char| char.is_ascii_alphabetic());
    let is_scheme = (1..=LONGEST).contains(&(at - letters));
    is_scheme.then(|| (letters, end_of_address(chars, at), true))
}

fn windows_path_at(chars: &[char], at: usize) -> Option<ProtectedStretch> {
    let letter = at.checked_sub(1)?;
    let alone = chars[letter].is_ascii_alphabetic() && starts_word(chars, letter);
    alone.then(|| (letter, end_of_address(chars, at), true))
}

fn host_at(chars: &[char], at: usize) -> Option<ProtectedStretch> {
    let www = chars[at..].iter().take(4).map(char::to_ascii_lowercase);
    let is_host = www.eq("www.".chars()) && starts_word(chars, at);
    is_host.then(|| (at, end_of_address(chars, at), true))
}

fn mail_address_at(chars: &[char], at: usize) -> Option<ProtectedStretch> {
    let inside = |char: char| char.is_alphanumeric() || matches!(char, '.' | '_' | '+' | '-');
    let start = back_while(chars, at, inside);
    let end = on_while(chars, at + 1, inside);
    (start < at && end > at + 1).then_some((start, end, true))
}

fn hashtag_at(chars: &[char], at: usize) -> Option<ProtectedStretch> {
    let end = on_while(chars, at + 1, |char| char.is_alphanumeric() || char == '_');
    (end > at + 1 && starts_word(chars, at)).then_some((at, end, true))
}

fn emoji_shortcode_at(chars: &[char], at: usize) -> Option<ProtectedStretch> {
    /// Longer than the longest names in use.
    const LONGEST: usize = 40;
    let inside = |char: char| char.is_ascii_alphanumeric() || matches!(char, '_' | '+' | '-');
    let end = on_while(&chars[..chars.len().min(at + LONGEST)], at + 1, inside);
    let name = &chars[at + 1..end];
    let closed = chars.get(end) == Some(&':');
    let named = name.iter().any(char::is_ascii_alphabetic);
    (closed && named && starts_word(chars, at)).then_some((at, end + 1, true))
}

/// A phone number: groups of digits with one kind of separator, 9 to 15 digits in all (ITU-T E.164), after a 0 or a +.
fn phone_at(chars: &[char], at: usize) -> Option<ProtectedStretch> {
    let plus_alone = chars[at] == '+' && !chars.get(at + 1).is_some_and(char::is_ascii_digit);
    if plus_alone || !starts_word(chars, at) {
        return None;
    }
    let mut end = on_while(chars, at + 1, |char| char.is_ascii_digit());
    // The first sign between groups must be between all of them: `02 98.12` is no phone number.
    let separator = chars.get(end).map(|char| normalise_space(*char));
    let mut count = end - at - usize::from(chars[at] == '+');
    while is_separator(chars, end, separator)
        && chars.get(end + 1).is_some_and(char::is_ascii_digit)
    {
        let group = on_while(chars, end + 1, |char| char.is_ascii_digit());
        count += group - end - 1;
        end = group;
    }
    let letters_follow = chars.get(end).is_some_and(|char| char.is_alphanumeric());
    // A refused stretch has its end too, so that its groups are not read again one by one.
    Some((at, end, (9..=15).contains(&count) && !letters_follow))
}

fn is_separator(chars: &[char], at: usize, separator: Option<char>) -> bool {
    let found = chars.get(at).map(|char| normalise_space(*char));
    found == separator && matches!(found, Some(' ' | '.' | '-'))
}

/// All kinds of spaces as one, since correcting changes some of them.
fn normalise_space(char: char) -> char {
    if is_blank(char) { ' ' } else { char }
}

/// The end of an address: a space, or a quotation mark that closes a quotation around the address.
fn end_of_address(chars: &[char], at: usize) -> usize {
    // `open` counts the quotation marks opened inside the address. One that closes such a mark is part of the address;
    // any other closes the quotation around it, and ends the address.
    let mut open = 0_usize;
    let mut end = at;
    while let Some(&char) = chars.get(end) {
        match char {
            _ if char.is_whitespace() => break,
            '<' | '>' | '`' => break,
            '«' | '“' if is_within(chars, end) => open += 1,
            '»' | '”' if open > 0 => open -= 1,
            '"' if open > 0 => open -= 1,
            '"' if is_within(chars, end) && closes_later(chars, end) => open += 1,
            '«' | '“' | '»' | '”' | '"' => break,
            _ => {}
        }
        end += 1;
    }
    end
}

/// Whether a quotation mark is where a value inside the address begins: `?q="port"`.
fn is_within(chars: &[char], at: usize) -> bool {
    at > 0
        && matches!(chars[at - 1], '=' | '/' | ',' | '(' | '+')
        && chars.get(at + 1).is_some_and(|next| !next.is_whitespace())
}

/// Whether another straight quotation mark follows before the next space.
fn closes_later(chars: &[char], at: usize) -> bool {
    /// Longer than what people search for.
    const LONGEST: usize = 200;
    let word = chars[at + 1..].iter().take(LONGEST);
    word.take_while(|char| !char.is_whitespace()).any(|char| *char == '"')
}

fn starts_word(chars: &[char], at: usize) -> bool {
    at == 0 || !chars[at - 1].is_alphanumeric()
}

fn on_while(chars: &[char], from: usize, inside: impl Fn(char) -> bool) -> usize {
    let rest = chars.get(from..).unwrap_or_default();
    from + rest.iter().take_while(|char| inside(**char)).count()
}

fn back_while(chars: &[char], from: usize, inside: impl Fn(char) -> bool) -> usize {
    from - chars[..from].iter().rev().take_while(|char| inside(**char)).count()
}

/// Finds blank lines in a text read character by character.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    blank_line: bool,
}

impl Paragraph {
    /// Whether the text so far ends its paragraph with this character.
    pub(super) fn ends_with(&mut self, char: char) -> bool {
        // The second of two line breaks ends it, when only spaces are between them.
        let ends = char == '\n' && self.blank_line;
        self.blank_line = char == '\n' || (self.blank_line && char.is_whitespace());
        ends
    }
}

//! Numbers as people of both languages type them, and those that could be two.

use rust_decimal::Decimal;

use crate::finding::Message;

/// A number as people of both languages type it: `18400`, `18 400`, `12,5`, `-1.5`. Exact.
pub fn exact_number(text: &str) -> Option<Decimal> {
    let digits = strip_grouping(text).replace('\u{2212}', "-");
    // A second comma stays, and then this is no number.
    let plain = digits.replacen(',', ".", 1);
    let unsigned = plain.strip_prefix(['-', '+']).unwrap_or(&plain);
    let is_number = unsigned.starts_with(|c: char| c.is_ascii_digit())
        && unsigned.chars().all(|c| c.is_ascii_digit() || c == '.');
    if is_number { Decimal::from_str_exact(plain.trim_start_matches('+')).ok() } else { None }
}

/// The signs of a number without the spaces between its groups of digits.
pub(super) fn strip_grouping(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '_')).collect()
}

/// `12.000`, `3,400`: one to three digits, a point or a comma, three digits; the sign parts decimals or thousands.
pub(super) fn is_ambiguous(digits: &str) -> bool {
    let unsigned = digits.trim_start_matches(['-', '+', '\u{2212}']);
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    unsigned.split_once([',', '.']).is_some_and(|(start, rest)| {
        (1..=3).contains(&start.len())
            && start != "0"
            && rest.len() == 3
            && is_digits(start)
            && is_digits(rest)
    })
}

/// What to say of a number that is twelve for some and twelve thousand for others, and what to write instead.
pub(super) fn ambiguous_number_words(text: &str) -> (Message, Message) {
    let plain = strip_grouping(text).replace(',', ".");
    let large = plain.replace('.', "");
    let small = plain.trim_end_matches('0').trim_end_matches('.');
    let read = plain.replace('.', "\u{202f}");
    let message = Message::new("ambiguous-number")
        .with("value", text.trim())
        .with("small", small)
        .with("large", read);
    // Four decimals cannot be a group of digits.
    let small = if small == plain { format!("{small}0") } else { small.to_string() };
    let hint = Message::new("hint-ambiguous-number").with("small", small).with("large", large);
    (message, hint)
}

//! Numbers as people of both languages type them, and those that could be two.

use rust_decimal::Decimal;

use crate::finding::Message;

/// A number as people of both languages type it: `18400`, `18 400`, `12,5`, `-1.5`. Exact.
pub fn exact_number(text: &str) -> Option<Decimal> {
    if !is_well_grouped(text) {
        return None;
    }
    let digits = strip_grouping(text).replace('\u{2212}', "-");
    // A second comma stays, and then this is no number.
    let plain = digits.replacen(',', ".", 1);
    let unsigned = plain.strip_prefix(['-', '+']).unwrap_or(&plain);
    let is_number = unsigned.starts_with(|c: char| c.is_ascii_digit())
        && unsigned.chars().all(|c| c.is_ascii_digit() || c == '.');
    if is_number { Decimal::from_str_exact(plain.trim_start_matches('+')).ok() } else { None }
}

/// The signs that part groups of three digits.
const GROUPING: [char; 6] = [' ', '\u{a0}', '\u{202f}', '\u{2007}', '\u{2009}', '_'];

/// The signs of a number without the spaces between its groups of digits.
pub(super) fn strip_grouping(text: &str) -> String {
    text.chars().filter(|c| !GROUPING.contains(c)).collect()
}

/// Whether spaces part digits by three from the sign of the decimals on: `12 34` lacks a digit, or a comma.
pub(super) fn is_well_grouped(text: &str) -> bool {
    let digits =
        text.trim().trim_start_matches(['-', '+', '\u{2212}']).trim_start_matches(GROUPING);
    let (whole, decimals) = digits.split_once([',', '.']).unwrap_or((digits, ""));
    let mut groups = whole.split(GROUPING);
    let first = groups.next().unwrap_or_default();
    let is_short = |group: &str| (1..=3).contains(&group.len()) && !group.starts_with('0');
    let is_grouped =
        !whole.contains(GROUPING) || is_short(first) && groups.all(|group| group.len() == 3);
    is_grouped && !decimals.contains(GROUPING)
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn digits_are_grouped_by_three_or_not_at_all() {
        for (text, read) in [
            ("18400", "18400"),
            ("18 400", "18400"),
            ("-1\u{202f}234\u{a0}567,25", "-1234567.25"),
            ("- 12", "-12"),
            ("18_400", "18400"),
            ("0,125", "0.125"),
        ] {
            assert_eq!(
                exact_number(text).map(|number| number.to_string()).as_deref(),
                Some(read),
                "{text}"
            );
        }
        for text in
            ["12 34", "1 2", "0 125", "1 2345", "1234 567", "12 345 6", "1,2 3 4", "1,000 12"]
        {
            assert_eq!(exact_number(text), None, "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_typed_number_is_what_its_writer_meant_or_none(
            whole in 1..9_999_999_u32,
            decimals in "[0-9]{0,3}",
            group in prop::sample::select(vec!["", " ", "\u{a0}", "\u{202f}", "_", "'", "’", ".", ","]),
            around in prop::sample::select(vec!["#", "-#", "−#", "–#", "#-", "(#)", "# %", "# k€", "#k", "# M", "#½", "# 12", "12 #", "#e3", "#.", "~#"]),
        ) {
            let digits = whole.to_string();
            let (first, rest) = digits.split_at((digits.len() - 1) % 3 + 1);
            let groups: Vec<&str> = std::iter::once(first)
                .chain(rest.as_bytes().chunks(3).map(|group| str::from_utf8(group).expect("digits")))
                .collect();
            let decimal = if group == "," { "." } else { "," };
            let point = if decimals.is_empty() { "" } else { decimal };
            let text = around.replace('#', &format!("{}{point}{decimals}", groups.join(group)));
            let point = if decimals.is_empty() { "" } else { "." };
            let meant: Decimal = format!("{whole}{point}{decimals}").parse().expect("a number");
            let meant = if around.starts_with(['-', '−']) { -meant } else { meant };
            // `1,234` is asked about before it is read, and so are three digits in a row that look like a group.
            let is_asked = is_ambiguous(&strip_grouping(&text));
            // Another group of digits makes another number, as good as any.
            let is_joined = around == "12 #" || around == "# 12" && decimals.is_empty();
            if let Some(read) = exact_number(&text).filter(|_| !is_asked && !is_joined) {
                prop_assert_eq!(read, meant, "{}", text);
            }
        }
    }
}

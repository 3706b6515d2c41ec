//! Numbers that registers give: accounts, cards, social security, devices.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::pattern::compile_pattern;
use crate::text::is_apart;

/// An IBAN, in groups of four or in one piece; sixteen digits of a card in groups of four.
static ACCOUNT: LazyLock<Regex> = LazyLock::new(|| {
    compile_pattern(
        r"[A-Z]{2}[0-9]{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,3})?|[0-9]{4}(?:[\s\-\u{2010}-\u{2013}][0-9]{4}){3}",
    )
});

/// Sex, year, month, department, commune, order, and the two digits that check them (Insee, NIR).
static SOCIAL_SECURITY: LazyLock<Regex> = LazyLock::new(|| {
    compile_pattern(
        r"(?-u:[12][ .]?\d{2}[ .]?(?:0[1-9]|1[0-2])[ .]?(?:\d{2}|2[ABab])[ .]?\d{3}[ .]?\d{3}(?:[ .]?\d{2})?)",
    )
});

/// The address of a device in four numbers of one byte each.
static DEVICE: LazyLock<Regex> =
    LazyLock::new(|| compile_pattern(r"(?-u:\d{1,3}(?:\.\d{1,3}){3})"));

/// Eight groups of hexadecimal digits.
static LONG_DEVICE: LazyLock<Regex> =
    LazyLock::new(|| compile_pattern(r"(?-u:[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){7})"));

/// Bank accounts and cards.
pub fn find_accounts(text: &str) -> Vec<Range<usize>> {
    let found = find_isolated_matches(&ACCOUNT, text);
    let is_account = |range: &Range<usize>| {
        // Letters first make an IBAN, where ten digits keep out words in capitals. Digits first make a card, if they check.
        let account = &text[range.clone()];
        let digits = account.bytes().filter(u8::is_ascii_digit).count();
        account.starts_with(|sign: char| sign.is_ascii_uppercase()) && digits >= 10
            || is_card(account)
    };
    found.into_iter().filter(is_account).collect()
}

/// Whether the last digit of a card checks the others (Luhn, ISO/IEC 7812-1).
fn is_card(number: &str) -> bool {
    // From the right, every second digit is doubled, and the two digits of the product are added.
    let digits = number.bytes().rev().filter(u8::is_ascii_digit);
    let sum: u32 = digits
        .enumerate()
        .map(|(at, digit)| match (at % 2, u32::from(digit - b'0')) {
            (0, digit) => digit,
            (_, digit) => digit * 2 / 10 + digit * 2 % 10,
        })
        .sum();
    sum.is_multiple_of(10)
}

/// French social security numbers.
pub fn social_security(text: &str) -> Vec<Range<usize>> {
    find_isolated_matches(&SOCIAL_SECURITY, text)
}

/// Addresses of devices, of version 6 of the protocol.
pub fn long_devices(text: &str) -> Vec<Range<usize>> {
    match text.bytes().filter(|byte| *byte == b':').count() {
        0..=6 => Vec::new(),
        _ => find_isolated_matches(&LONG_DEVICE, text),
    }
}

/// Addresses of devices, of version 4 of the protocol.
pub fn find_device_addresses(text: &str) -> Vec<Range<usize>> {
    let is_device = |range: &Range<usize>| {
        let mut bytes = text[range.clone()].split('.');
        bytes.all(|byte| byte.parse::<u8>().is_ok())
    };
    let found = find_isolated_matches(&DEVICE, text);
    found.into_iter().filter(is_device).collect()
}

/// Where a pattern stands apart from other letters and digits.
fn find_isolated_matches(pattern: &Regex, text: &str) -> Vec<Range<usize>> {
    let ranges = pattern.find_iter(text).map(|found| found.range());
    ranges.filter(|range| is_apart(text, range)).collect()
}

//! Numbers as a language writes them, exact to the last digit.
//!
//! Separators come from CLDR; signs and spaces are those of [`super::typography`].

use fixed_decimal::Decimal as Digits;
use icu_decimal::DecimalFormatter;
use icu_decimal::options::{DecimalFormatterOptions, GroupingStrategy};
use rust_decimal::{Decimal, RoundingStrategy};

use super::Language;

const MINUS: char = '\u{2212}';
const NO_BREAK: char = '\u{a0}';

/// A number with the decimals it was given: `1 234 567,5`, `1,234,567.5`.
pub fn format_number(value: Decimal, language: Language) -> String {
    with_minus(value, &unsigned_digits(value, language))
}

/// A percentage: `12.5` becomes `12,5 %` or `12.5%`.
pub fn format_percent(value: Decimal, language: Language) -> String {
    with_minus(value, &unsigned_percent(value, language))
}

/// Euros, with two decimals or none: `18 400 €`, `€18,400`, `4,50 €`.
pub fn format_euros(value: Decimal, language: Language) -> String {
    with_minus(value, &unsigned_euros(value, language))
}

/// An amount of money without its unit, with two decimals or none: `18 400`, `4,50`.
pub fn format_cents(value: Decimal, language: Language) -> String {
    with_minus(value, &unsigned_digits(round_cents(value), language))
}

/// A difference with its sign; zero has none: `+2,4`, `−1,1`, `0`.
pub fn format_signed(value: Decimal, language: Language) -> String {
    with_sign(value, &unsigned_digits(value, language))
}

/// A difference in percent: `+2,4 %`, `−1.1%`.
pub fn signed_percent(value: Decimal, language: Language) -> String {
    with_sign(value, &unsigned_percent(value, language))
}

/// A difference in euros: `+1 200 €`, `−€400`.
pub fn signed_euros(value: Decimal, language: Language) -> String {
    with_sign(value, &unsigned_euros(value, language))
}

/// A difference of money with its sign and without its unit: `+1 200`, `−4,50`.
pub fn signed_cents(value: Decimal, language: Language) -> String {
    with_sign(value, &unsigned_digits(round_cents(value), language))
}

fn unsigned_percent(value: Decimal, language: Language) -> String {
    let number = unsigned_digits(value, language);
    match language {
        Language::Fr => format!("{number}{NO_BREAK}%"),
        Language::En => format!("{number}%"),
    }
}

fn unsigned_euros(value: Decimal, language: Language) -> String {
    let number = unsigned_digits(round_cents(value), language);
    match language {
        Language::Fr => format!("{number}{NO_BREAK}€"),
        Language::En => format!("€{number}"),
    }
}

/// Money to the nearest cent, halves away from zero; with two decimals when there are cents, else with none.
fn round_cents(value: Decimal) -> Decimal {
    let strategy = RoundingStrategy::MidpointAwayFromZero;
    let mut value = value.round_dp_with_strategy(2, strategy).normalize();
    if value.scale() == 1 {
        value.rescale(2);
    }
    value
}

fn with_minus(value: Decimal, number: &str) -> String {
    if is_negative(value) { format!("{MINUS}{number}") } else { number.to_owned() }
}

fn with_sign(value: Decimal, number: &str) -> String {
    if value > Decimal::ZERO { format!("+{number}") } else { with_minus(value, number) }
}

fn is_negative(value: Decimal) -> bool {
    value < Decimal::ZERO
}

/// The digits without a sign. Groups are separated from four digits on, as CLDR has it for both languages.
fn unsigned_digits(value: Decimal, language: Language) -> String {
    let mut options = DecimalFormatterOptions::default();
    options.grouping_strategy = Some(GroupingStrategy::Always);
    let formatter = DecimalFormatter::try_new(language.cldr_locale().into(), options)
        .expect("numbers of the language are built in");
    let exact: Digits =
        value.abs().to_string().parse().expect("a decimal is written in plain digits");
    formatter.format(&exact).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    use Language::{En, Fr};

    fn number(text: &str) -> Decimal {
        text.parse().expect(text)
    }

    #[test]
    fn numbers_keep_every_digit() {
        for (value, fr, en) in [
            ("0", "0", "0"),
            ("-0", "0", "0"),
            ("7", "7", "7"),
            ("1234", "1\u{202f}234", "1,234"),
            ("1234567.5", "1\u{202f}234\u{202f}567,5", "1,234,567.5"),
            ("12.50", "12,50", "12.50"),
            ("-2.4", "\u{2212}2,4", "\u{2212}2.4"),
            (
                "0.0000000000000000000000000001",
                "0,0000000000000000000000000001",
                "0.0000000000000000000000000001",
            ),
        ] {
            assert_eq!(format_number(number(value), Fr), fr);
            assert_eq!(format_number(number(value), En), en);
        }
        let largest = format_number(Decimal::MAX, En).replace(',', "");
        assert_eq!(largest, Decimal::MAX.to_string());
    }

    #[test]
    fn percents_and_euros_follow_the_language() {
        assert_eq!(format_percent(number("12.5"), Fr), "12,5\u{a0}%");
        assert_eq!(format_percent(number("12.5"), En), "12.5%");
        assert_eq!(format_euros(number("18400"), Fr), "18\u{202f}400\u{a0}€");
        assert_eq!(format_euros(number("18400"), En), "€18,400");
    }

    #[test]
    fn cents_show_in_pairs_or_not_at_all() {
        for (value, fr) in
            [("4.5", "4,50"), ("4.50", "4,50"), ("4.00", "4"), ("0.125", "0,13"), ("100", "100")]
        {
            assert_eq!(format_euros(number(value), Fr), format!("{fr}\u{a0}€"));
            assert_eq!(format_cents(number(value), Fr), fr);
        }
    }

    #[test]
    fn differences_carry_a_true_minus() {
        assert_eq!(format_signed(number("2.4"), Fr), "+2,4");
        assert_eq!(format_signed(number("-1.1"), Fr), "\u{2212}1,1");
        assert_eq!(format_signed(number("0.0"), Fr), "0,0");
        assert_eq!(signed_percent(number("-1.1"), Fr), "\u{2212}1,1\u{a0}%");
        assert_eq!(signed_percent(number("2"), En), "+2%");
        assert_eq!(signed_euros(number("-400"), En), "\u{2212}€400");
        assert_eq!(format_euros(number("-400"), Fr), "\u{2212}400\u{a0}€");
    }
}

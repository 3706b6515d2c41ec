//! Numbers as files write them.

use proptest::prelude::*;

use super::*;

fn number(text: &str, mark: Mark) -> Result<String, NumberError> {
    match read_cell(text, mark, &[])? {
        WrittenNumber::Number(number, sign) => {
            Ok(format!("{number}{}", sign.map(String::from).unwrap_or_default()))
        }
        other => Ok(format!("{other:?}")),
    }
}

#[test]
fn numbers_are_read_exactly_however_they_are_written() {
    use Mark::{Comma, Either, Point};
    for (text, mark, read) in [
        ("117.78", Point, "117.78"),
        ("135.20", Point, "135.20"),
        (".5", Point, "0.5"),
        ("-12", Point, "-12"),
        ("−12", Point, "-12"),
        ("+12", Point, "12"),
        ("1.5E3", Point, "1500"),
        ("2e-3", Point, "0.002"),
        ("1 234,5", Comma, "1234.5"),
        ("1\u{a0}234\u{202f}567,25", Comma, "1234567.25"),
        ("1.234,5", Comma, "1234.5"),
        ("1.234.567", Comma, "1234567"),
        ("1,234", Comma, "1.234"),
        ("1.234", Point, "1.234"),
        ("1,234.5", Point, "1234.5"),
        ("1,234,567", Either, "1234567"),
        ("1.234,5", Either, "1234.5"),
        ("1,5", Either, "1.5"),
        ("1.5", Either, "1.5"),
        ("0,123", Either, "0.123"),
        ("12,5 %", Comma, "12.5%"),
        ("1 234,50 €", Comma, "1234.50€"),
        ("0007", Point, "7"),
        ("7922816251426433759354395033", Point, "7922816251426433759354395033"),
        ("1'234.50", Point, "1234.50"),
        ("12’345’678,5", Either, "12345678.5"),
        ("–12", Either, "-12"),
    ] {
        assert_eq!(number(text, mark).as_deref(), Ok(read), "{text}");
    }
}

#[test]
fn a_number_of_two_readings_is_read_in_neither() {
    use Mark::{Comma, Either, Point};
    for (text, mark) in [("1.234", Comma), ("1,234", Point), ("1.234", Either), ("12,345", Either)]
    {
        assert_eq!(number(text, mark), Err(NumberError::TwoReadings), "{text}");
    }
}

#[test]
fn what_is_no_number_is_said_to_be_none() {
    use Mark::{Comma, Either, Point};
    for (text, mark) in [
        ("12 34", Comma),
        ("0 125", Comma),
        ("1'23", Either),
        ("1'234 567", Either),
        ("(12)", Either),
        ("12-", Either),
        ("3 k€", Either),
        ("1,5 M", Either),
        ("½1", Either),
        ("1 2345", Comma),
        ("1.23,5", Comma),
        ("1,5,5", Comma),
        ("1.5.5", Point),
        ("12,", Comma),
        ("douze 12", Either),
        ("1e", Point),
        ("1e5e", Point),
        ("12abc", Point),
        ("--1", Point),
        ("1,2,3.4", Either),
        ("٣12", Point),
    ] {
        assert_eq!(number(text, mark), Err(NumberError::Other), "{text}");
    }
    for text in ["79228162514264337593543950336", "1e29", "1e-40", "1e999999999"] {
        let read = number(text, Point);
        assert_eq!(read, Err(NumberError::TooManyDigits), "{text}");
    }
}

#[test]
fn a_mark_of_a_missing_value_is_never_a_zero() {
    for text in ["", " ", "-", "NC", "nd", "N.D.", "…", "(m)", "n/a", ":", ": u", "#N/A"] {
        assert_eq!(read_cell(text, Mark::Comma, &[]), Ok(WrittenNumber::Missing), "{text}");
    }
    for text in ["s", "c", "(S)", ": c"] {
        assert_eq!(read_cell(text, Mark::Comma, &[]), Ok(WrittenNumber::Withheld), "{text}");
    }
    let own = ["-999".to_owned()];
    assert_eq!(read_cell("-999", Mark::Point, &own), Ok(WrittenNumber::Missing));
    assert_eq!(read_cell("fermé", Mark::Point, &[]), Err(NumberError::Other));
    let zero = Ok(WrittenNumber::Number(Decimal::ZERO, None));
    assert_eq!(read_cell("0", Mark::Point, &[]), zero);
}

#[test]
fn powers_products_and_sums_are_exact_or_none() {
    let of = |text: &str| text.parse::<Decimal>().expect(text);
    assert_eq!(times_power(of("24.245"), 3), Some(of("24245")));
    assert_eq!(times_power(of("24245"), -2), Some(of("242.45")));
    assert_eq!(times_power(of("24245"), 40), None);
    assert_eq!(times_power(of("0"), 40), Some(of("0")));
    assert_eq!(multiply_exactly(of("1.5"), of("1000")), Some(of("1500.0")));
    assert_eq!(multiply_exactly(Decimal::MAX, of("2")), None);
    assert_eq!(add_exactly(of("0.1"), of("0.2")), Some(of("0.3")));
    assert_eq!(add_exactly(Decimal::MAX, of("0.1")), None);
    assert_eq!(parse_power("3"), Some(3));
    assert_eq!(parse_power(""), Some(0));
    assert_eq!(parse_power("3.5"), None);
}

/// The digits of a whole number in groups of three.
fn grouped(whole: u64, sign: &str) -> String {
    let digits = whole.to_string();
    let (first, rest) = digits.split_at((digits.len() - 1) % 3 + 1);
    let rest = rest.as_bytes().chunks(3).map(|group| str::from_utf8(group).expect("digits"));
    std::iter::once(first).chain(rest).collect::<Vec<_>>().join(sign)
}

/// What people write between groups and before decimals.
const GROUPS: [&str; 9] = ["", " ", "\u{a0}", "\u{202f}", "\u{2009}", "'", "’", ".", ","];
/// What they write around a number, `#` being the number: its sign, its unit, what they think of it.
const AROUND: [&str; 34] = [
    "#", "+#", "-#", "−#", "–#", "- #", "#-", "(#)", "#%", "# %", "#\u{a0}%", "# €", "#€", "€#",
    "# k€", "#k", "# M", "# M€", "# ‰", "#½", "#²", "# (1)", "#*", "#p", "# e", "~#", "env. #",
    "CHF #", "#.–", "#,-", "#.", "#/2", "# 12", "#:30",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_096, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_number_is_read_as_its_writer_meant_it_or_not_at_all(
        whole in prop_oneof![0..2_000_u64, 0..99_999_999_u64],
        decimals in prop_oneof![Just(String::new()), "[0-9]{1,4}"],
        group in 0..GROUPS.len(),
        is_comma in any::<bool>(),
        around in 0..AROUND.len(),
        mark in prop::sample::select(vec![Mark::Comma, Mark::Point, Mark::Either]),
    ) {
        // A file has the sign of decimals that its layout declares, and nobody groups by that sign.
        let decimal = match mark {
            Mark::Comma => ",",
            Mark::Point => ".",
            Mark::Either => if is_comma { "," } else { "." },
        };
        let (group, around) = (GROUPS[group], AROUND[around]);
        let group = if group == decimal { "" } else { group };
        let point = if decimals.is_empty() { "" } else { decimal };
        let number = format!("{}{point}{decimals}", grouped(whole, group));
        let text = around.replace('#', &number);
        let point = if decimals.is_empty() { "" } else { "." };
        let meant: Decimal = format!("{whole}{point}{decimals}").parse().expect("a number");
        let meant = if around.starts_with(['-', '−', '–']) { -meant } else { meant };
        if let Ok(read) = read_cell(&text, mark, &[]) {
            let WrittenNumber::Number(read, sign) = read else {
                return Err(TestCaseError::fail(format!("{text}: {read:?}")));
            };
            prop_assert_eq!(read, meant, "{}", text);
            prop_assert_eq!(sign.is_some(), around.contains(['%', '€']), "{}", text);
        } else {
            // What is plain must be read: a refusal of everything would be true as well.
            let is_plain = matches!(around, "#" | "+#" | "-#" | "−#" | "–#" | "# %" | "# €");
            let is_doubtful = matches!(group, "." | ",") && decimals.is_empty() || decimals.len() == 3;
            prop_assert!(!is_plain || is_doubtful, "{}", text);
        }
    }
}

#[test]
fn the_flag_of_a_statistical_office_is_no_part_of_the_number() {
    for (text, number, flag) in [
        ("5 b", "5", Some("b")),
        ("12,5 (p)", "12,5", Some("p")),
        ("12,5(p)", "12,5", Some("p")),
        ("3 e", "3", Some("e")),
        ("1 204\u{a0}bp", "1 204", Some("bp")),
        ("97 (SD)", "97", Some("SD")),
        ("40 % (e)", "40 %", Some("e")),
        ("12 M", "12 M", None),
        ("12 (1)", "12 (1)", None),
        ("12 km", "12 km", None),
        ("3e", "3e", None),
        ("1.2E+05", "1.2E+05", None),
        (": c", ": c", None),
        ("fermé (p)", "fermé (p)", None),
        ("(p)", "(p)", None),
        ("", "", None),
    ] {
        assert_eq!(split_flag(text), (number, flag), "{text}");
    }
}

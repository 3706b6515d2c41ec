//! Changes that texts state: "+12 %", "a rise of 3 points", "a doublé".

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};
use rust_decimal::Decimal;

use super::figures::half_step;
use super::wording::{WordFile, WordPattern};
use super::words::compile_pattern;

/// A change that a text states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// Its words, in bytes of the text.
    pub words: Range<usize>,
    /// How much, with its sign: a percentage, points, or a factor.
    pub amount: Decimal,
    /// What it is counted in.
    pub measure: Measure,
    /// Whether it says "about" or "more than".
    pub is_rough: bool,
}

/// What a change is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Percent of what was.
    Percent,
    /// Points between two percentages.
    Points,
    /// A factor: 2 for what doubled.
    Times,
}

const NUMBER: &str = r"(?P<number>\d{1,4}(?:[.,]\d{1,3})?)";

/// The patterns of changes, made of the words of `templates/lexicon/changes.yaml`.
struct ChangePatterns {
    /// "hausse de près de 12 %".
    after: Regex,
    /// "12 % de moins".
    before: Regex,
    /// "+12 %", "−3 points".
    signed: Regex,
    /// "a doublé", "multiplié par 3".
    times: Regex,
    /// Words that deny the change after them.
    denials: WordPattern,
}

static PATTERNS: LazyLock<ChangePatterns> = LazyLock::new(|| {
    let file = WordFile::read("changes");
    let words = |list: &str| file.in_any(list).to_fragment();
    let (percent, points) = (words("percent"), words("points"));
    let unit = format!(r"\s?(?:(?P<percent>%|{percent}\b)|(?P<points>{points}\b))");
    ChangePatterns {
        after: compile_pattern(&write_after(words, &unit)),
        before: compile_pattern(&write_before(words, &unit)),
        signed: compile_pattern(&format!(
            r"(?i)(?:^|[\s(])(?:(?P<up>\+)\s?|(?P<down>[−–-])){NUMBER}{unit}"
        )),
        times: compile_pattern(&write_times(words)),
        denials: file.in_any("denials"),
    }
});

/// A word, then how exact, then the number.
fn write_after(words: impl Fn(&str) -> String, unit: &str) -> String {
    let [up, down, links, elided, rough] = ["up", "down", "links", "elided", "rough"].map(words);
    format!(
        r"(?i)\b(?:(?P<up>{up})|(?P<down>{down}))(?:\s+{links})?(?:\s+(?:{elided})?(?P<rough>{rough}))?\s+{NUMBER}{unit}"
    )
}

/// How exact, then the number, then a word.
fn write_before(words: impl Fn(&str) -> String, unit: &str) -> String {
    let [more, fewer, of_age, rough] = ["more", "fewer", "of-age", "rough"].map(words);
    format!(
        r"(?i)(?:\b(?P<rough>{rough})\s+)?\b{NUMBER}{unit}\s+(?:(?P<up>{more})|(?P<down>{fewer}))\b(?P<rest>\s+{of_age})?"
    )
}

/// A word alone, or a word and a factor.
fn write_times(words: impl Fn(&str) -> String) -> String {
    let [two, three, four, half] = ["doubled", "tripled", "quadrupled", "halved"].map(&words);
    let [multiplied, divided] = ["multiplied", "divided"].map(&words);
    let alone = format!("(?P<two>{two})|(?P<three>{three})|(?P<four>{four})|(?P<half>{half})");
    let by =
        format!(r"(?:(?P<by>{multiplied})|(?P<over>{divided}))\s+(?P<number>\d{{1,3}}(?:[.,]\d)?)");
    format!(r"(?i)\b(?:{alone}|{by})\b")
}

/// The changes that a text states, in order.
pub fn find_stated_changes(text: &str) -> Vec<Stated> {
    let mut found: Vec<Stated> = Vec::new();
    // Most texts have no number.
    if text.contains(|sign: char| sign.is_ascii_digit()) {
        for pattern in [&PATTERNS.after, &PATTERNS.before, &PATTERNS.signed] {
            let changes = pattern.captures_iter(text);
            found.extend(changes.filter_map(|captures| parse_difference(text, &captures)));
        }
    }
    let times = PATTERNS.times.captures_iter(text);
    found.extend(times.filter_map(|captures| parse_multiple(text, &captures)));
    found.sort_by_key(|stated| stated.words.start);
    found.dedup_by(|later, first| later.words.start < first.words.end);
    found
}

fn parse_difference(text: &str, captures: &Captures) -> Option<Stated> {
    let words = captures.get(0)?;
    let is_range = text[..words.start()].ends_with(['-', '–', '−', ',', '.']);
    if is_range || captures.name("rest").is_some() || is_denied(text, words.start()) {
        return None;
    }
    let number = parse_decimal(captures.name("number")?.as_str())?;
    let is_point = captures.name("points").is_some();
    let start = words.end() - words.as_str().trim_start_matches(['(', ' ', '\u{a0}', '\n']).len();
    Some(Stated {
        words: start..words.end(),
        amount: if captures.name("down").is_some() { -number } else { number },
        measure: if is_point { Measure::Points } else { Measure::Percent },
        is_rough: captures.name("rough").is_some(),
    })
}

fn parse_multiple(text: &str, captures: &Captures) -> Option<Stated> {
    let words = captures.get(0)?;
    let number = captures.name("number").map(|number| number.as_str());
    let amount = match number.and_then(parse_decimal) {
        Some(number) if captures.name("over").is_some() => Decimal::ONE.checked_div(number)?,
        Some(number) => number,
        None => factor_of_word(captures),
    };
    (!is_denied(text, words.start())).then_some(Stated {
        words: words.range(),
        amount,
        measure: Measure::Times,
        is_rough: true,
    })
}

fn factor_of_word(captures: &Captures) -> Decimal {
    let has = |name: &str| captures.name(name).is_some();
    match () {
        () if has("two") => Decimal::TWO,
        () if has("three") => Decimal::from(3),
        () if has("four") => Decimal::from(4),
        () => Decimal::new(5, 1),
    }
}

/// Whether one of the three words before says that it did not happen.
fn is_denied(text: &str, start: usize) -> bool {
    let before = text[..start].rsplit(char::is_whitespace);
    before
        .filter(|word| !word.is_empty())
        .take(3)
        .take_while(|word| !word.ends_with(['.', ',', ';', ':', '!', '?']))
        .any(|word| PATTERNS.denials.is_in(word))
}

fn parse_decimal(written: &str) -> Option<Decimal> {
    Decimal::from_str_exact(&written.replace(',', ".")).ok()
}

impl Stated {
    /// Whether it says a change, as far as it is rounded.
    pub fn is_close_to(&self, change: Decimal) -> bool {
        let gap = self.amount.saturating_sub(change).abs();
        let rough = (change.abs() / Decimal::TEN).max(Decimal::ONE);
        gap <= half_step(self.amount) || (self.is_rough && gap <= rough)
    }

    /// Whether it says a factor; nobody means the decimals of "doubled".
    pub fn fits_factor(&self, factor: Decimal) -> bool {
        let gap = self.amount.saturating_sub(factor).abs();
        gap <= self.amount * Decimal::new(15, 2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(String, String)> {
        let stated = find_stated_changes(text).into_iter();
        stated
            .map(|stated| {
                let unit = match stated.measure {
                    Measure::Percent => "%",
                    Measure::Points => "pt",
                    Measure::Times => "x",
                };
                (text[stated.words].to_string(), format!("{}{unit}", stated.amount.normalize()))
            })
            .collect()
    }

    #[test]
    fn changes_are_read_in_both_languages() {
        for (text, words, amount) in [
            ("une hausse de 12 % des nuitées", "hausse de 12 %", "12%"),
            ("en baisse de 3,5\u{a0}points", "baisse de 3,5\u{a0}points", "-3.5pt"),
            ("a reculé de près de 20 %", "reculé de près de 20 %", "-20%"),
            ("Nuitées : +4 % sur un an", "+4 %", "4%"),
            ("(−2 points)", "−2 points", "-2pt"),
            ("12 % de moins que l'été dernier", "12 % de moins", "-12%"),
            ("calls rose by 12%", "rose by 12%", "12%"),
            ("up 12 per cent on 2025", "up 12 per cent", "12%"),
            ("12% fewer calls", "12% fewer", "-12%"),
            ("Les demandes ont doublé", "ont doublé", "2x"),
            ("les retards, divisés par 4", "divisés par 4", "0.25x"),
            ("near misses halved", "halved", "0.5x"),
        ] {
            assert_eq!(told(text), [(words.to_string(), amount.to_string())], "{text}");
        }
    }

    #[test]
    fn what_states_no_change_is_left_alone() {
        for text in [
            "12 % des gens demandent l'heure du car",
            "de 10-12 % selon les jours",
            "le taux est monté à 51 %",
            "12 % de plus de soixante ans",
            "n'a pas augmenté de 12 %",
            "no rise of 12%",
            "une navette doublée le samedi",
            "up to 12% of calls",
            "trois points d'eau sur le sentier",
            "le 12 août, à 9 h",
        ] {
            assert_eq!(told(text), [], "{text}");
        }
    }

    #[test]
    fn a_change_fits_within_its_rounding() {
        let one = |text: &str| find_stated_changes(text).remove(0);
        let number = |text: &str| text.parse::<Decimal>().expect(text);
        assert!(one("+12 %").is_close_to(number("12.4")));
        assert!(!one("+12 %").is_close_to(number("12.6")));
        assert!(!one("+12,0 %").is_close_to(number("12.4")));
        assert!(one("hausse d'environ 12 %").is_close_to(number("12.9")));
        assert!(one("hausse de près de 20 %").is_close_to(number("18.6")));
        assert!(one("a doublé").fits_factor(number("2.2")));
        assert!(!one("a doublé").fits_factor(number("1.6")));
    }
}

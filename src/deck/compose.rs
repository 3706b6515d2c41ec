//! From what was written to what is shown: texts get their number, their language and their typography.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use minijinja::Value;
use rust_decimal::Decimal;
use serde::Serialize;

use super::rich::{self, Block, Run};
use super::undrawn::UndrawnQuotes;
use crate::figures::sober::{PrintedNumber, printed_number};
use crate::locale::catalogue::Catalogue;
use crate::locale::{Language, dates, lists, numbers};
use crate::narrative::{Figure, FigureStatus, known_unit};
use crate::period::Period;
use crate::schema::Text;
use crate::text::is_text_from_the_right;

/// Text within one paragraph, in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The number of the text it came from, within its slide.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<usize>,
    /// Its language, when it is not the deck's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// Its words in order, cut where their style changes.
    pub runs: Vec<Run>,
}

/// Paragraphs and lists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Prose {
    /// The number of the text it came from, within its slide.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<usize>,
    /// Its language, when it is not the deck's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// Whether it is read from the right.
    #[serde(rename = "from-right", skip_serializing_if = "std::ops::Not::not")]
    pub is_from_right: bool,
    /// The paragraphs and lists.
    pub blocks: Vec<Block>,
}

/// A line or a prose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum LineOrProse {
    /// Words without paragraphs of their own.
    Line(Line),
    /// Whole paragraphs and lists.
    Prose(Prose),
}

/// A text under a small label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LabelledText {
    /// What the text answers, such as how much, as plain words in the deck's language.
    pub label: String,
    /// What stands under the label.
    pub text: LineOrProse,
}

impl Prose {
    /// Paragraphs of the program around words that somebody wrote.
    pub fn from_blocks(at: Option<usize>, lang: Option<String>, blocks: Vec<Block>) -> Self {
        Self { at, lang, is_from_right: false, blocks }
    }
}

impl Line {
    /// Runs of the program.
    pub fn from_runs(runs: Vec<Run>) -> Self {
        Self { at: None, lang: None, runs }
    }

    /// The same line with a capital at its start.
    pub fn capitalised(self) -> Self {
        Self { runs: rich::capitalise_runs(self.runs), ..self }
    }

    /// Its words, without style.
    pub fn plain_text(&self) -> String {
        rich::plain_text(&self.runs)
    }
}

/// Composes one slide: knows its language, and numbers its texts.
pub struct Composer<'a> {
    /// The words of the deck's language.
    pub catalogue: &'a Catalogue,
    /// The deck's language.
    pub language: Language,
    /// Whether the deck has an annex, to which slides lead.
    pub has_annex: bool,
    /// The quotes of the deck that cannot be drawn.
    pub undrawn: Option<&'a UndrawnQuotes>,
    /// The texts taken so far.
    pub texts: Vec<Text>,
}

impl<'a> Composer<'a> {
    /// A composer in a language.
    pub fn new(language: Language) -> Self {
        Self {
            catalogue: Catalogue::for_language(language),
            language,
            has_annex: false,
            undrawn: None,
            texts: Vec::new(),
        }
    }

    fn register_text(&mut self, text: &Text) -> usize {
        self.texts.push(text.clone());
        self.texts.len() - 1
    }

    /// The code shown and the language whose typography applies, for a text in a language of its own.
    fn resolve_language(&self, own: Option<&Text>) -> (Option<String>, Option<Language>) {
        match own.map(|code| code.value.as_str()).filter(|code| *code != self.language.code()) {
            None => (None, Some(self.language)),
            Some(code) => (
                Some(code.to_string()),
                Language::ALL.into_iter().find(|language| language.code() == code),
            ),
        }
    }

    /// One line somebody wrote, in its own language if it has one.
    pub fn line(&mut self, text: &Text, own: Option<&Text>) -> Line {
        let (lang, typography) = self.resolve_language(own);
        Line {
            at: Some(self.register_text(text)),
            lang,
            runs: rich::parse_line(&text.value, typography),
        }
    }

    /// Paragraphs somebody wrote, in their own language if they have one.
    pub fn prose(&mut self, text: &Text, own: Option<&Text>) -> Prose {
        let (lang, typography) = self.resolve_language(own);
        Prose {
            at: Some(self.register_text(text)),
            lang,
            is_from_right: is_text_from_the_right(&text.value),
            blocks: rich::parse_blocks(&text.value, typography),
        }
    }

    /// One line somebody wrote, which stands alone and so starts with a capital.
    pub fn capitalised_line(&mut self, text: &Text, own: Option<&Text>) -> Line {
        self.line(text, own).capitalised()
    }

    /// A line without its full stop, to stand among others on one line.
    pub fn without_full_stop(&self, mut line: Line) -> Line {
        if let Some(Run::Plain(text)) = line.runs.last_mut() {
            text.truncate(text.strip_suffix('.').unwrap_or(text).len());
        }
        line
    }

    /// A line followed by what belongs to it in parentheses; its own full stop goes after them.
    pub fn with_notes(&self, mut line: Line, notes: &[String]) -> Line {
        if notes.is_empty() {
            return line;
        }
        let stop = match line.runs.last_mut() {
            Some(Run::Plain(text)) if text.ends_with('.') => text.pop().map_or("", |_| "."),
            _ => "",
        };
        let notes = format!(" ({}){stop}", notes.join(", "));
        line.runs.extend(self.program_line(&notes).runs);
        line
    }

    /// The title somebody wrote, else that of the catalogue.
    pub fn title_or_default(&mut self, written: Option<&Text>, key: &str) -> Line {
        match written {
            Some(title) => self.line(title, None),
            None => self.program_line(&self.word(key)),
        }
    }

    /// Words of the program.
    pub fn program_line(&self, words: &str) -> Line {
        Line::from_runs(rich::program_runs(words, self.language))
    }

    /// A labelled text somebody wrote.
    pub fn labelled_row(&mut self, label: &str, text: &Text, own: Option<&Text>) -> LabelledText {
        LabelledText { label: self.word(label), text: LineOrProse::Prose(self.prose(text, own)) }
    }

    /// Words of the program under a label.
    pub fn said_row(&self, label: &str, words: &str) -> LabelledText {
        LabelledText { label: self.word(label), text: LineOrProse::Line(self.program_line(words)) }
    }

    /// A word of the catalogue's `slides` section.
    pub fn word(&self, key: &str) -> String {
        self.catalogue.word(&format!("slides.{key}"))
    }

    /// A printed name of a fixed value.
    pub fn choice_name(&self, section: &str, value: &str) -> String {
        self.catalogue.word(&format!("choices.{section}.{value}"))
    }

    /// A sentence of the catalogue's `slides` section with its blanks filled.
    ///
    /// # Panics
    ///
    /// When the key is unknown or a blank is left empty: a slip in the code, never in what people wrote.
    pub fn format_sentence<const N: usize>(
        &self,
        key: &str,
        args: [(&'static str, Value); N],
    ) -> String {
        let args: BTreeMap<&str, Value> = args.into_iter().collect();
        let said = self.catalogue.render_text(&format!("slides.{key}"), Value::from(args));
        said.unwrap_or_else(|reason| panic!("{reason}"))
    }

    /// The words of a text somebody wrote, for use inside a sentence of the program.
    pub fn plain_words(&self, text: &Text) -> String {
        rich::plain_text(&rich::parse_line(&text.value, Some(self.language)))
    }

    /// One line somebody wrote, without its styles and its number: repeated where it is not measured.
    pub fn unstyled_line(&self, text: &str) -> Line {
        self.program_line(&rich::plain_text(&rich::parse_line(text, Some(self.language))))
    }

    /// Lines joined by a middle dot, each keeping its runs.
    pub fn join_lines(&self, parts: Vec<Line>) -> Line {
        let at = parts.iter().find_map(|part| part.at);
        let mut runs = Vec::new();
        for part in parts {
            if !runs.is_empty() {
                runs.push(Run::Plain(" · ".to_string()));
            }
            runs.extend(part.runs);
        }
        Line { at, lang: None, runs }
    }

    /// "A, B and C".
    pub fn format_list(&self, items: &[String]) -> String {
        lists::join_with_and(items, self.language)
    }

    /// A day in words.
    pub fn format_date(&self, date: NaiveDate) -> String {
        dates::format_day(date, self.language)
    }

    /// "by 1 June 2027".
    pub fn format_deadline(&self, date: NaiveDate) -> String {
        self.format_sentence("before", [("date", Value::from(self.format_date(date)))])
    }

    /// A month and its year.
    pub fn format_month(&self, date: NaiveDate) -> String {
        dates::format_month(date, self.language)
    }

    /// A period in words.
    pub fn format_period(&self, period: Period) -> String {
        dates::format_period(period, self.language)
    }

    /// A number with the decimals it was given, grouped and parted as the deck's language does.
    pub fn format_number(&self, number: Decimal) -> String {
        numbers::format_number(number, self.language)
    }

    /// An amount of euros.
    pub fn format_euros(&self, amount: Decimal) -> String {
        numbers::format_euros(amount, self.language)
    }

    /// A difference of euros, with its sign.
    pub fn signed_euros(&self, difference: Decimal) -> String {
        numbers::signed_euros(difference, self.language)
    }

    /// An amount of euros that something costs; nothing is a word.
    pub fn format_cost(&self, amount: Decimal) -> String {
        if amount.is_zero() { self.word("cost-none") } else { self.format_euros(amount) }
    }

    /// A number of a unit without the unit: money has its cents, or none.
    pub fn format_digits(&self, number: Decimal, unit: &Text) -> String {
        match known_unit(unit) {
            Some("euros") => numbers::format_cents(number, self.language),
            _ => self.format_number(number),
        }
    }

    /// A number and its unit, apart: the big figure and the words under it.
    pub fn number_and_unit(&self, number: Decimal, unit: &Text) -> (String, String) {
        match known_unit(unit) {
            Some("percent") => (numbers::format_percent(number, self.language), String::new()),
            Some("euros") => (self.format_euros(number), String::new()),
            Some(known) => (self.format_number(number), self.format_unit(known, number)),
            None => (self.format_number(number), self.plain_words(unit)),
        }
    }

    /// A number with its unit, together.
    pub fn format_amount(&self, number: Decimal, unit: &Text) -> String {
        let (number, unit) = self.number_and_unit(number, unit);
        if unit.is_empty() { number } else { format!("{number}\u{a0}{unit}") }
    }

    /// The number of a figure and its unit, apart, with what its base lets it tell: "9 of 28", not "32.1%".
    pub fn figure_number_and_unit(&self, figure: &Figure) -> (String, String) {
        match printed_number(figure) {
            PrintedNumber::Number(number) => self.number_and_unit(number, &figure.unit),
            PrintedNumber::Cases(cases, n) => {
                let cases = Value::from(self.format_number(cases));
                let n = Value::from(self.format_number(n.into()));
                (self.format_sentence("cases", [("cases", cases), ("n", n)]), String::new())
            }
        }
    }

    /// The number of a figure with its unit, together.
    pub fn format_figure(&self, figure: &Figure) -> String {
        let (number, unit) = self.figure_number_and_unit(figure);
        if unit.is_empty() { number } else { format!("{number}\u{a0}{unit}") }
    }

    /// The period of a figure, and that its number may still change when it may.
    pub fn format_figure_period(&self, figure: &Figure) -> String {
        let period = self.format_period(figure.period.value);
        match figure.status {
            Some(FigureStatus::Provisional) => {
                let status = self.choice_name("statuses", FigureStatus::Provisional.key());
                format!("{period}, {status}")
            }
            _ => period,
        }
    }

    /// A difference between two numbers of a unit, signed; between percentages it is in points.
    pub fn format_difference(&self, difference: Decimal, unit: &Text) -> String {
        let signed = numbers::format_signed(difference, self.language);
        let unit = match known_unit(unit) {
            Some("percent" | "points") => self.format_unit("points", difference),
            Some("euros") => return self.signed_euros(difference),
            Some(known) => self.format_unit(known, difference),
            None => self.plain_words(unit),
        };
        format!("{signed}\u{a0}{unit}")
    }

    /// How far two numbers of a unit lie apart, without a sign; percentages are points apart.
    pub fn format_distance(&self, distance: Decimal, unit: &Text) -> String {
        match known_unit(unit) {
            Some("percent") => {
                let points = self.format_unit("points", distance);
                format!("{}\u{a0}{points}", self.format_number(distance))
            }
            _ => self.format_amount(distance, unit),
        }
    }

    /// A change in percent, signed.
    pub fn format_change(&self, percent: Decimal) -> String {
        numbers::signed_percent(percent, self.language)
    }

    fn format_unit(&self, known: &str, number: Decimal) -> String {
        let args: BTreeMap<&str, Value> =
            [("n", Value::from(number.to_string()))].into_iter().collect();
        self.catalogue
            .render_text(&format!("units.{known}"), Value::from(args))
            .unwrap_or_else(|reason| reason.to_string())
    }
}

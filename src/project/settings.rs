//! `recit.yaml`: what was typed becomes what is meant.

use super::brand::{BRAND, Brand};
use super::formats::{FORMAT, formats};
use super::mapping::{MAPPING, Mapping};
use crate::data::Layout;
use crate::error::Result;
use crate::finding::rules::{MISSING_KEY, WRONG_TYPE};
use crate::finding::{Finding, Message, Report, Severity};
use crate::locale::Language;
use crate::narrative::{
    Decoder, LANGUAGES, Name, Read, Record, Shape, Table, Text, field, name, pick, required, yaml,
};
use crate::period::Period;
use crate::source::{SourceId, Sources, Span, Spanned};
use crate::tree::Tree;

const FORMS: &[Name] = &[
    name("epic", "epic"),
    name("association", "association"),
    name("spl", "spl"),
    name("regie", "régie"),
    name("other", "autre"),
];
const FAIL_ON: &[Name] =
    &[name("error", "erreur"), name("warning", "avertissement"), name("never", "jamais")];
const THEMES: &[Name] = &[name("default", "ordinaire"), name("large", "grand")];
/// In the order of their names.
const THEME_VALUES: &[Theme] = &[Theme::Default, Theme::Large];
const LEVELS: &[Name] = &[
    name("error", "erreur"),
    name("warning", "avertissement"),
    name("info", "info"),
    name("off", "non"),
];
const LEVEL_VALUES: &[Level] = &[
    Level::At(Severity::Error),
    Level::At(Severity::Warning),
    Level::At(Severity::Info),
    Level::Off,
];

static WEIGHT: Table = Table {
    of: "weight",
    fields: &[
        required("level", "niveau", Shape::Word(LEVELS)),
        field("because", "parce-que", Shape::Line),
    ],
};

static ORGANISATION: Table = Table {
    of: "organisation",
    fields: &[
        required("name", "nom", Shape::Line),
        field("short", "sigle", Shape::Line),
        field("kind", "forme", Shape::Word(FORMS)),
        field("logo", "logo", Shape::Line),
    ],
};

static POLICY: Table = Table {
    of: "policy",
    fields: &[
        field("figures-per-slide", "chiffres-par-diapositive", Shape::Count),
        field("figures-per-deck", "chiffres-par-dossier", Shape::Count),
        field("fail-on", "échec-dès", Shape::Word(FAIL_ON)),
        field("rules", "règles", Shape::Open(&Shape::Either(LEVELS, &WEIGHT))),
        field("lexicon", "lexique", Shape::List(&Shape::Line)),
        field("pre-election", "périodes-préélectorales", Shape::List(&Shape::Period)),
    ],
};

pub(super) static SETTINGS: Table = Table {
    of: "settings",
    fields: &[
        required("organisation", "organisation", Shape::Map(&ORGANISATION)),
        field("language", "langue", Shape::Word(LANGUAGES)),
        field("brand", "charte", Shape::Map(&BRAND)),
        field("theme", "thème", Shape::Word(THEMES)),
        field("decks", "dossiers", Shape::List(&Shape::Line)),
        field("policy", "politique", Shape::Map(&POLICY)),
        field("acronyms", "sigles", Shape::Open(&Shape::Line)),
        field("templates", "gabarits", Shape::Line),
        field("import", "import", Shape::Open(&Shape::Map(&MAPPING))),
        field("formats", "formats", Shape::Open(&Shape::Map(&FORMAT))),
    ],
};

/// What a project's settings mean.
#[derive(Debug)]
pub struct Settings {
    /// Who reports.
    pub organisation: Organisation,
    /// The language of decks and, unless asked otherwise, of messages.
    pub language: Language,
    /// What decks look like.
    pub brand: Brand,
    /// In which type decks are set.
    pub theme: Theme,
    /// The folders that hold decks.
    pub decks: Vec<glob::Pattern>,
    /// What this organisation is strict about.
    pub policy: Policy,
    /// Acronyms and what they stand for, in the order written.
    pub acronyms: Vec<(Text, Text)>,
    /// The folder of its own templates.
    pub templates: Option<Text>,
    /// The kinds of export that messages come in.
    pub import: Vec<Mapping>,
    /// The layouts of data files that it names.
    pub formats: Vec<(Text, Layout)>,
}

/// Who reports.
#[derive(Debug, Default)]
pub struct Organisation {
    /// Its whole name.
    pub name: Option<Text>,
    /// Its short name.
    pub short: Option<Text>,
}

/// In which type decks are set.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Theme {
    /// For a room and for paper.
    #[default]
    Default,
    /// For low vision.
    Large,
}

impl Theme {
    /// Its name, which is also that of its file of tokens.
    pub fn name(self) -> &'static str {
        THEMES[self as usize].en
    }
}

/// What an organisation is strict about.
#[derive(Debug, Default)]
pub struct Policy {
    /// From which severity on the exit status is 1.
    pub fail_on: FailOn,
    /// How much single rules weigh, in the order written.
    pub rules: Vec<Weight>,
    /// The most figures one slide shows.
    pub figures_per_slide: Option<u64>,
    /// The most figures one deck shows.
    pub figures_per_deck: Option<u64>,
    /// The months before elections, in which a public deck praises nobody.
    pub pre_election: Vec<Period>,
    /// The files of its own words.
    pub lexicon: Vec<Text>,
}

/// How much a rule weighs in a project.
#[derive(Debug)]
pub struct Weight {
    /// The rule, as typed.
    pub rule: Text,
    /// How much it weighs.
    pub level: Level,
    /// Why.
    pub because: Option<Text>,
    /// The level, and the reason when there is one.
    pub span: Span,
}

/// From which severity on the exit status is 1.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum FailOn {
    /// Errors only.
    #[default]
    Error,
    /// Warnings too.
    Warning,
    /// Nothing.
    Never,
}

/// How much the findings of a rule weigh.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Its findings have this severity.
    At(Severity),
    /// It says nothing.
    Off,
}

impl Policy {
    /// The severity of a finding in this project; none when its rule is off.
    /// A file that cannot be read stays an error whatever the policy says.
    pub fn severity(&self, finding: &Finding) -> Option<Severity> {
        let is_of_rule = |weight: &&Weight| weight.rule.value == finding.rule.name;
        match self.rules.iter().find(is_of_rule).map(|weight| weight.level) {
            Some(Level::At(severity)) if !finding.rule.blocks => Some(severity),
            Some(Level::Off) if !finding.rule.blocks => None,
            _ => Some(finding.severity),
        }
    }
}

impl FailOn {
    /// Whether a report makes the exit status 1.
    pub fn fails(self, report: &Report) -> bool {
        report.worst().is_some_and(|worst| match self {
            Self::Error => worst >= Severity::Error,
            Self::Warning => worst >= Severity::Warning,
            Self::Never => false,
        })
    }
}

/// Reads the settings at the root; what is missing or wrong falls back to the defaults, with findings.
pub fn read(tree: &Tree, sources: &mut Sources, report: &mut Report) -> Result<Settings> {
    let id = tree.read(super::SETTINGS_FILE, sources, report)?;
    let Some((mut record, language)) = id.and_then(|id| record(id, sources, report)) else {
        let text = id.map_or("", |id| sources.get(id).text.as_str());
        return Ok(Settings {
            language: language_said(text).unwrap_or(Language::Fr),
            ..defaults()
        });
    };
    let (organisation, logo) =
        record.map("organisation").map(|map| organisation(map.value)).unwrap_or_default();
    let brand = record.map("brand").map(|map| Brand::read(map.value));
    Ok(Settings {
        organisation,
        language: record
            .word("language")
            .and_then(|at| Language::from_code(LANGUAGES[at.value].en))
            .unwrap_or(language),
        brand: Brand { logo, ..brand.unwrap_or_default() },
        theme: record.word("theme").map(|at| THEME_VALUES[at.value]).unwrap_or_default(),
        decks: patterns(record.texts("decks"), report),
        policy: record.map("policy").map(|map| policy(map.value)).unwrap_or_default(),
        acronyms: acronyms(&mut record),
        templates: record.text("templates"),
        import: Mapping::all(&mut record),
        formats: formats(&mut record),
    })
}

/// What can be read of the settings, and the language of their keys.
fn record(id: SourceId, sources: &Sources, report: &mut Report) -> Option<(Record, Language)> {
    let mark = report.len();
    let node = yaml::parse(id, sources, report);
    if node.is_none() && !report.blocks_since(mark) {
        let message = Message::new("empty-file");
        let finding = Finding::new(&MISSING_KEY, Span::new(id, 0..0), message);
        report.push(finding.hint(Message::new("hint-empty-settings")));
    }
    let mut decoder = Decoder::new(report, Language::Fr);
    let record = decoder.part(&node?, &SETTINGS)?;
    Some((record, decoder.language()))
}

/// The language that settings say which cannot be read, so that their faults are told in it.
fn language_said(text: &str) -> Option<Language> {
    let mut said = text.lines().filter_map(|line| {
        let value = line.strip_prefix("language:").or(line.strip_prefix("langue:"))?;
        Language::from_code(value.trim().trim_matches(['"', '\'']))
    });
    said.next()
}

fn defaults() -> Settings {
    Settings {
        organisation: Organisation::default(),
        language: Language::Fr,
        brand: Brand::default(),
        theme: Theme::default(),
        decks: vec![every_folder()],
        policy: Policy::default(),
        acronyms: Vec::new(),
        templates: None,
        import: Vec::new(),
        formats: Vec::new(),
    }
}

fn every_folder() -> glob::Pattern {
    glob::Pattern::new("*/").unwrap_or_default()
}

/// Who reports, and the path of their logo.
fn organisation(mut record: Record) -> (Organisation, Option<Text>) {
    let logo = record.text("logo");
    let organisation = Organisation { name: record.text("name"), short: record.text("short") };
    (organisation, logo)
}

fn patterns(texts: Vec<Text>, report: &mut Report) -> Vec<glob::Pattern> {
    let mut patterns = Vec::new();
    for text in &texts {
        let leaves = text.value.starts_with('/') || text.value.split('/').any(|part| part == "..");
        match glob::Pattern::new(&text.value) {
            Ok(pattern) if !leaves => patterns.push(pattern),
            _ => report.push(
                Finding::new(
                    &WRONG_TYPE,
                    text.span,
                    Message::new("wrong-folder").with("value", text.value.as_str()),
                )
                .hint(Message::new("hint-wrong-folder")),
            ),
        }
    }
    if texts.is_empty() {
        patterns.push(every_folder());
    }
    patterns
}

fn policy(mut record: Record) -> Policy {
    let fail_on = match record.word("fail-on").map(|word| word.value) {
        Some(1) => FailOn::Warning,
        Some(2) => FailOn::Never,
        _ => FailOn::Error,
    };
    let rules = record.open("rules").map(|open| open.value);
    let period = |item: Spanned<Read>| match item.value {
        Read::Period(period) => Some(period),
        _ => None,
    };
    let pre_election = record.list("pre-election").into_iter().filter_map(period);
    Policy {
        pre_election: pre_election.collect(),
        lexicon: record.texts("lexicon"),
        fail_on,
        figures_per_slide: record.count("figures-per-slide").map(|most| most.value),
        figures_per_deck: record.count("figures-per-deck").map(|most| most.value),
        rules: rules.unwrap_or_default().into_iter().filter_map(weight).collect(),
    }
}

fn weight((rule, read): (Text, Spanned<Read>)) -> Option<Weight> {
    let (level, because) = match read.value {
        Read::Word(level) => (level, None),
        Read::Map(mut map) => (map.word("level")?.value, map.text("because")),
        _ => return None,
    };
    Some(Weight { rule, level: pick(LEVEL_VALUES, level), because, span: read.span })
}

fn acronyms(record: &mut Record) -> Vec<(Text, Text)> {
    let text = |(name, value): (Text, Spanned<Read>)| match value.value {
        Read::Text(text) => Some((name, text)),
        _ => None,
    };
    record
        .open("acronyms")
        .map(|open| open.value)
        .unwrap_or_default()
        .into_iter()
        .filter_map(text)
        .collect()
}

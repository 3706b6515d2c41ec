//! `recit.yaml`: what was typed becomes what is meant.

use std::collections::BTreeMap;

use crate::error::Result;
use crate::finding::rules::{MISSING_KEY, UNKNOWN_VALUE, WRONG_TYPE};
use crate::finding::{Finding, Message, RULES, Report, Severity, rule_named};
use crate::locale::Language;
use crate::narrative::{
    Decoder, LANGUAGES, Name, Read, Record, Shape, Table, Text, field, name, required, yaml,
};
use crate::source::{SourceId, Sources, Span};
use crate::tree::Tree;

const FORMS: &[Name] = &[
    name("epic", "epic"),
    name("association", "association"),
    name("spl", "spl"),
    name("regie", "régie"),
    name("other", "autre"),
];
const FAIL_ON: &[Name] = &[
    name("error", "erreur"),
    name("warning", "avertissement"),
    name("never", "jamais"),
];
const LEVELS: &[Name] = &[
    name("error", "erreur"),
    name("warning", "avertissement"),
    name("info", "info"),
    name("off", "non"),
];

static ORGANISATION: Table = Table {
    of: "organisation",
    fields: &[
        required("name", "nom", Shape::Line),
        field("short", "sigle", Shape::Line),
        field("kind", "forme", Shape::Word(FORMS)),
        field("logo", "logo", Shape::Line),
    ],
};

static BRAND: Table = Table {
    of: "brand",
    fields: &[
        field("accent", "accent", Shape::Colour),
        field("second", "seconde", Shape::Colour),
        field("paper", "papier", Shape::Colour),
        field("ink", "encre", Shape::Colour),
    ],
};

static POLICY: Table = Table {
    of: "policy",
    fields: &[
        field(
            "figures-per-slide",
            "chiffres-par-diapositive",
            Shape::Count,
        ),
        field("figures-per-deck", "chiffres-par-dossier", Shape::Count),
        field("fail-on", "échec-dès", Shape::Word(FAIL_ON)),
        field("rules", "règles", Shape::Open(&Shape::Word(LEVELS))),
        field("lexicon", "lexique", Shape::List(&Shape::Line)),
    ],
};

static SETTINGS: Table = Table {
    of: "settings",
    fields: &[
        required("organisation", "organisation", Shape::Map(&ORGANISATION)),
        field("language", "langue", Shape::Word(LANGUAGES)),
        field("brand", "charte", Shape::Map(&BRAND)),
        field("decks", "dossiers", Shape::List(&Shape::Line)),
        field("policy", "politique", Shape::Map(&POLICY)),
        field("acronyms", "sigles", Shape::Open(&Shape::Line)),
        field("templates", "gabarits", Shape::Line),
    ],
};

/// What a project's settings mean.
#[derive(Debug)]
pub struct Settings {
    /// Who reports.
    pub organisation: Organisation,
    /// The language of decks and, unless asked otherwise, of messages.
    pub language: Language,
    /// The four colours.
    pub brand: Brand,
    /// The folders that hold decks.
    pub decks: Vec<glob::Pattern>,
    /// What this organisation is strict about.
    pub policy: Policy,
    /// Acronyms and what they stand for, in the order written.
    pub acronyms: Vec<(Text, Text)>,
    /// The folder of its own templates.
    pub templates: Option<Text>,
}

/// Who reports.
#[derive(Debug, Default)]
pub struct Organisation {
    /// Its whole name.
    pub name: Option<Text>,
    /// Its short name.
    pub short: Option<Text>,
}

/// The four colours, as `#rrggbb`.
#[derive(Debug, Clone, serde::Serialize)]
pub struct Brand {
    /// People and stories.
    pub accent: String,
    /// Figures and signals.
    pub second: String,
    /// Behind everything.
    pub paper: String,
    /// Text.
    pub ink: String,
}

impl Default for Brand {
    /// The colours of `look.md`: clay, deep sea, warm paper, dark ink.
    fn default() -> Self {
        let colour = str::to_string;
        Self {
            accent: colour("#9c4221"),
            second: colour("#1d5b6e"),
            paper: colour("#fbf8f2"),
            ink: colour("#1b2a33"),
        }
    }
}

/// What an organisation is strict about.
#[derive(Debug, Default)]
pub struct Policy {
    /// From which severity on the exit status is 1.
    pub fail_on: FailOn,
    /// How much single rules weigh.
    pub rules: BTreeMap<&'static str, Level>,
    /// The files of its own words.
    pub lexicon: Vec<Text>,
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

/// How much a rule weighs in a project.
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
        match self.rules.get(finding.rule.name) {
            Some(Level::At(severity)) if !finding.rule.blocks => Some(*severity),
            Some(Level::Off) if !finding.rule.blocks => None,
            _ => Some(finding.severity),
        }
    }

    /// Whether a severity makes the exit status 1.
    pub fn fails(&self, severity: Severity) -> bool {
        match self.fail_on {
            FailOn::Error => severity >= Severity::Error,
            FailOn::Warning => severity >= Severity::Warning,
            FailOn::Never => false,
        }
    }
}

/// Reads the settings at the root; what is missing or wrong falls back to the defaults, with findings.
pub fn read(tree: &Tree, sources: &mut Sources, report: &mut Report) -> Result<Settings> {
    let record = match tree.read(super::SETTINGS_FILE, sources, report)? {
        Some(id) => record(id, sources, report),
        None => None,
    };
    let Some((mut record, language)) = record else {
        return Ok(defaults());
    };
    Ok(Settings {
        organisation: record
            .map("organisation")
            .map(|map| organisation(map.value))
            .unwrap_or_default(),
        language: record
            .word("language")
            .and_then(|at| Language::from_code(LANGUAGES[at.value].en))
            .unwrap_or(language),
        brand: record
            .map("brand")
            .map(|map| brand(map.value))
            .unwrap_or_default(),
        decks: patterns(record.texts("decks"), report),
        policy: record
            .map("policy")
            .map(|map| policy(map.value, report))
            .unwrap_or_default(),
        acronyms: acronyms(&mut record),
        templates: record.text("templates"),
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

fn defaults() -> Settings {
    Settings {
        organisation: Organisation::default(),
        language: Language::Fr,
        brand: Brand::default(),
        decks: vec![every_folder()],
        policy: Policy::default(),
        acronyms: Vec::new(),
        templates: None,
    }
}

fn every_folder() -> glob::Pattern {
    glob::Pattern::new("*/").unwrap_or_default()
}

fn organisation(mut record: Record) -> Organisation {
    Organisation {
        name: record.text("name"),
        short: record.text("short"),
    }
}

fn brand(mut record: Record) -> Brand {
    let mut brand = Brand::default();
    let places = [
        ("accent", &mut brand.accent),
        ("second", &mut brand.second),
        ("paper", &mut brand.paper),
        ("ink", &mut brand.ink),
    ];
    for (key, place) in places {
        if let Some(colour) = record.text(key) {
            *place = colour.value.to_lowercase();
        }
    }
    brand
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

fn policy(mut record: Record, report: &mut Report) -> Policy {
    let fail_on = match record.word("fail-on").map(|word| word.value) {
        Some(1) => FailOn::Warning,
        Some(2) => FailOn::Never,
        _ => FailOn::Error,
    };
    let mut rules = BTreeMap::new();
    for (name, level) in record
        .open("rules")
        .map(|open| open.value)
        .unwrap_or_default()
    {
        let Read::Word(level) = level.value else {
            continue;
        };
        match rule_named(&name.value) {
            Some(rule) => {
                rules.insert(
                    rule.name,
                    [
                        Level::At(Severity::Error),
                        Level::At(Severity::Warning),
                        Level::At(Severity::Info),
                        Level::Off,
                    ][level],
                );
            }
            None => report.push(unknown_rule(&name)),
        }
    }
    Policy {
        fail_on,
        rules,
        lexicon: record.texts("lexicon"),
    }
}

fn unknown_rule(name: &Text) -> Finding {
    let near = RULES
        .iter()
        .map(|rule| {
            (
                strsim::damerau_levenshtein(&name.value, rule.name),
                rule.name,
            )
        })
        .min();
    let finding = Finding::new(
        &UNKNOWN_VALUE,
        name.span,
        Message::new("unknown-rule").with("value", name.value.as_str()),
    );
    match near {
        Some((distance, near)) if distance <= 4 => {
            finding.hint(Message::new("hint-nearest").with("value", near))
        }
        _ => {
            let names: Vec<_> = RULES
                .iter()
                .map(|rule| format!("`{}`", rule.name))
                .collect();
            finding.hint(Message::new("hint-known").with("values", names.join(", ")))
        }
    }
}

fn acronyms(record: &mut Record) -> Vec<(Text, Text)> {
    let text = |(name, value): (Text, crate::source::Spanned<Read>)| match value.value {
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

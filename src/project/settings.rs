//! `recit.yaml`: what was typed becomes what is meant.

use super::brand::{BRAND, Brand};
use super::formats::{FORMAT, read_formats};
use super::mapping::{ImportMapping, MAPPING};
use super::policy::{POLICY, Policy};
use crate::data::Layout;
use crate::error::Result;
use crate::finding::rules::{MISSING_KEY, WRONG_TYPE};
use crate::finding::{Finding, Message, Report};
use crate::locale::Language;
use crate::narrative::{LANGUAGES, PARTNERS, Partner};
use crate::schema::{
    Choice, Decoder, KeyTable, Read, Record, Role, Shape, Text, choice, field, name_of, required,
    yaml,
};
use crate::source::{SourceId, Sources, Span, Spanned};
use crate::tree::Tree;

#[rustfmt::skip]
static FORMS: [Choice<()>; 5] = [
    choice((), "epic", "epic",
        "A French public body that runs a commercial service, with its own board.",
        "Un établissement public industriel et commercial, avec un comité de direction."),
    choice((), "association", "association",
        "An association, with a board of directors.",
        "Une association, avec un conseil d’administration."),
    choice((), "spl", "spl",
        "A French company owned by local authorities alone.",
        "Une société publique locale, détenue par les seules collectivités."),
    choice((), "regie", "régie",
        "A service that the local authority runs itself.",
        "Un service que la collectivité gère elle-même."),
    choice((), "other", "autre",
        "Any other legal form.",
        "Une autre forme juridique, quelle qu’elle soit."),
];
#[rustfmt::skip]
static THEMES: [Choice<Theme>; 2] = [
    choice(Theme::Default, "default", "ordinaire",
        "The usual type, for a room and for paper.",
        "Les lettres ordinaires, pour une salle et pour le papier."),
    choice(Theme::Large, "large", "grand",
        "Large type, for low vision; the slides take more pages.",
        "De grandes lettres, pour la basse vision\u{202f}; les diapositives prennent plus de pages."),
];
#[rustfmt::skip]
static ORGANISATION: KeyTable = KeyTable {
    of: "organisation",
    fields: &[
        required("name", "nom", Shape::Line, Role::Label,
            "The full name of your organisation; shown on the cover.",
            "Le nom complet de votre organisation\u{202f}; montré sur la couverture."),
        field("short", "sigle", Shape::Line, Role::Label,
            "Its initials or short name, which your texts may use without explaining it.",
            "Son sigle ou son nom court, que vos textes peuvent employer sans l’expliquer."),
        field("kind", "forme", Shape::Word(&FORMS), Role::Value,
            "The legal form of your organisation; not shown.",
            "La forme juridique de votre organisation\u{202f}; non montrée."),
        field("logo", "logo", Shape::Line, Role::Address,
            "The path, from the project’s root, of the logo shown on the cover.",
            "Le chemin, depuis la racine du projet, du logo montré sur la couverture."),
        field("address", "adresse", Shape::Line, Role::Label,
            "Your postal address; shown on the contact page.",
            "Votre adresse postale\u{202f}; montrée sur la page de contact."),
        field("telephone", "téléphone", Shape::Line, Role::Label,
            "Your telephone number; shown on the contact page.",
            "Votre numéro de téléphone\u{202f}; montré sur la page de contact."),
        field("email", "courriel", Shape::Line, Role::Label,
            "Your e-mail address; shown on the contact page.",
            "Votre adresse électronique\u{202f}; montrée sur la page de contact."),
        field("website", "site", Shape::Line, Role::Label,
            "The address of your website; shown on the contact page.",
            "L’adresse de votre site\u{202f}; montrée sur la page de contact."),
    ],
};

#[rustfmt::skip]
pub(super) static SETTINGS: KeyTable = KeyTable {
    of: "settings",
    fields: &[
        required("organisation", "organisation", Shape::Map(&ORGANISATION), Role::Keys,
            "Who you are: name, legal form, logo.",
            "Qui vous êtes\u{a0}: nom, forme juridique, logo."),
        field("language", "langue", Shape::Word(&LANGUAGES), Role::Value,
            "The language of the pages and of recit’s messages.",
            "La langue des pages, et de ce que recit vous dit."),
        field("brand", "charte", Shape::Map(&BRAND), Role::Keys,
            "Your colours and fonts; recit has its own when left out.",
            "Vos couleurs et vos polices\u{202f}; recit a les siennes si vous ne dites rien."),
        field("theme", "thème", Shape::Word(&THEMES), Role::Value,
            "The size of the type: the usual one, or large for low vision.",
            "La taille des lettres\u{a0}: ordinaire, ou grande pour la basse vision."),
        field("decks", "dossiers", Shape::List(&Shape::Line), Role::Address,
            "Which folders are meetings: `20*/` takes those whose name begins with 20.",
            "Les répertoires qui sont des séances\u{a0}: `20*/` prend ceux dont le nom commence par 20."),
        field("policy", "politique", Shape::Map(&POLICY), Role::Keys,
            "What your organisation is strict about: figures, rules, words.",
            "Ce sur quoi votre organisation est exigeante\u{a0}: chiffres, règles, mots."),
        field("contacts", "contacts", Shape::List(&Shape::Line), Role::Label,
            "Your own addresses, numbers and accounts, which identify nobody: reception@example.org.",
            "Vos adresses, vos numéros et vos comptes, qui ne mènent à personne\u{a0}: accueil@example.org."),
        field("partners", "partenaires", Shape::List(&PARTNERS), Role::Keys,
            "Who is named on every cover beside you, all of equal weight: name and logo.",
            "Qui figure sur chaque couverture à côté de vous, tous à égalité\u{a0}: nom et logo."),
        field("acronyms", "sigles", Shape::Open(&Shape::Line), Role::Words,
            "The acronyms you use, each with its meaning; listed in the annex.",
            "Les sigles que vous employez, chacun avec son sens\u{202f}; rappelés en annexe."),
        field("templates", "gabarits", Shape::Line, Role::Address,
            "The folder of your own templates, which replace the built-in ones one by one.",
            "Le répertoire de vos propres gabarits, qui remplacent un à un ceux fournis."),
        field("import", "import", Shape::Open(&Shape::Map(&MAPPING)), Role::Keys,
            "What each column of an exported file of messages contains.",
            "Ce que contient chaque colonne d’un fichier de messages exporté."),
        field("formats", "formats", Shape::Open(&Shape::Map(&FORMAT)), Role::Keys,
            "The formats of your data files: which column contains what.",
            "La disposition de vos fichiers de données\u{a0}: ce que contient chaque colonne."),
    ],
};

/// What a project's settings mean.
#[derive(Debug)]
pub struct Settings {
    /// Who reports to the board.
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
    /// How the organisation itself is reached: what leads there leads to nobody.
    pub contacts: Vec<Text>,
    /// Who stands on its covers.
    pub partners: Vec<Partner>,
    /// Acronyms and what they stand for, in the order written.
    pub acronyms: Vec<(Text, Text)>,
    /// The folder of its own templates.
    pub templates: Option<Text>,
    /// The kinds of export that messages come in.
    pub import: Vec<ImportMapping>,
    /// The layouts of data files that it names.
    pub formats: Vec<(Text, Layout)>,
}

/// The organisation that reports to the board.
#[derive(Debug, Default)]
pub struct Organisation {
    /// Its whole name, as the cover shows it.
    pub name: Option<Text>,
    /// Its initials or short name, which texts may use.
    pub short: Option<Text>,
    /// Where letters reach it.
    pub address: Option<Text>,
    /// Its telephone number.
    pub telephone: Option<Text>,
    /// Its e-mail address.
    pub email: Option<Text>,
    /// The address of its website.
    pub website: Option<Text>,
}

impl Organisation {
    /// The number and the addresses by which anybody may reach it.
    fn public_contacts(&self) -> impl Iterator<Item = &Text> {
        [&self.telephone, &self.email, &self.website].into_iter().flatten()
    }
}

/// In which type decks are set.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Theme {
    /// For a room and for paper.
    #[default]
    #[value(alias = "ordinaire")]
    Default,
    /// Large, for low vision.
    #[value(alias = "grand")]
    Large,
}

impl Theme {
    /// Its name, which is also that of its file of tokens.
    pub fn name(self) -> &'static str {
        name_of(&THEMES, self).en
    }
}

/// Reads the settings at the root; what is missing or wrong falls back to the defaults, with findings.
pub fn read(tree: &Tree, sources: &mut Sources, report: &mut Report) -> Result<Settings> {
    let id = tree.read(super::SETTINGS_FILE, sources, report)?;
    let Some((mut record, language)) = id.and_then(|id| read_record(id, sources, report)) else {
        let text = id.map_or("", |id| sources.get(id).text.as_str());
        return Ok(Settings {
            language: language_named(text).unwrap_or(Language::Fr),
            ..default_settings()
        });
    };
    let (organisation, logo) =
        record.map("organisation").map(|map| read_organisation(map.value)).unwrap_or_default();
    // What the contact page shows leads to nobody either.
    let mut contacts = record.texts("contacts");
    contacts.extend(organisation.public_contacts().cloned());
    let brand = record.map("brand").map(|map| Brand::read(map.value));
    Ok(Settings {
        organisation,
        language: record.choice("language", &LANGUAGES).map_or(language, |chosen| chosen.value),
        brand: Brand { logo, ..brand.unwrap_or_default() },
        theme: record.choice("theme", &THEMES).map(|theme| theme.value).unwrap_or_default(),
        decks: parse_patterns(record.texts("decks"), report),
        policy: record.map("policy").map(|map| Policy::read(map.value)).unwrap_or_default(),
        contacts,
        partners: Partner::read_all(&mut record, "partners"),
        acronyms: read_acronyms(&mut record),
        templates: record.text("templates"),
        import: ImportMapping::read_all(&mut record),
        formats: read_formats(&mut record),
    })
}

/// What can be read of the settings, and the language of their keys.
fn read_record(id: SourceId, sources: &Sources, report: &mut Report) -> Option<(Record, Language)> {
    let mark = report.len();
    let node = yaml::parse(id, sources, report);
    if node.is_none() && !report.blocks_since(mark) {
        let message = Message::new("empty-file");
        let finding = Finding::new(&MISSING_KEY, Span::new(id, 0..0), message);
        report.push(finding.with_hint(Message::new("hint-empty-settings")));
    }
    let mut decoder = Decoder::new(report, Language::Fr);
    let record = decoder.read_partial(&node?, &SETTINGS)?;
    Some((record, decoder.language()))
}

/// The language that settings name which cannot be read, so that their faults are reported in it.
fn language_named(text: &str) -> Option<Language> {
    // The lines are looked at one by one, as what stands around them may be no YAML.
    let mut named = text.lines().filter_map(|line| {
        let value = line.strip_prefix("language:").or(line.strip_prefix("langue:"))?;
        Language::from_code(value.trim().trim_matches(['"', '\'']))
    });
    named.next()
}

fn default_settings() -> Settings {
    Settings {
        organisation: Organisation::default(),
        language: Language::Fr,
        brand: Brand::default(),
        theme: Theme::default(),
        decks: vec![every_folder()],
        policy: Policy::default(),
        contacts: Vec::new(),
        partners: Vec::new(),
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
fn read_organisation(mut record: Record) -> (Organisation, Option<Text>) {
    let logo = record.text("logo");
    let organisation = Organisation {
        name: record.text("name"),
        short: record.text("short"),
        address: record.text("address"),
        telephone: record.text("telephone"),
        email: record.text("email"),
        website: record.text("website"),
    };
    (organisation, logo)
}

fn parse_patterns(texts: Vec<Text>, report: &mut Report) -> Vec<glob::Pattern> {
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
                .with_hint(Message::new("hint-wrong-folder")),
            ),
        }
    }
    if texts.is_empty() {
        patterns.push(every_folder());
    }
    patterns
}

fn read_acronyms(record: &mut Record) -> Vec<(Text, Text)> {
    let text = |(name, value): (Text, Spanned<Read>)| match value.value {
        Read::Text(text) => Some((name, text)),
        _ => None,
    };
    record
        .open_pairs("acronyms")
        .map(|open| open.value)
        .unwrap_or_default()
        .into_iter()
        .filter_map(text)
        .collect()
}

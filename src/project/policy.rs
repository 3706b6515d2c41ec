//! The policy of an organisation: how much each rule weighs, which limits it sets itself, and when a check fails.

use crate::finding::{Finding, Report, Severity};
use crate::period::Period;
use crate::schema::{Choice, KeyTable, Read, Record, Role, Shape, Text, choice, field, required};
use crate::source::{Span, Spanned};

#[rustfmt::skip]
static FAIL_ON: [Choice<FailOn>; 3] = [
    choice(FailOn::Error, "error", "erreur",
        "A check fails only when it finds an error.",
        "Une vérification échoue seulement si elle trouve une erreur."),
    choice(FailOn::Warning, "warning", "avertissement",
        "A check fails as soon as it finds a warning.",
        "Une vérification échoue dès qu’elle trouve un avertissement."),
    choice(FailOn::Never, "never", "jamais",
        "A check never fails, whatever it finds.",
        "Une vérification n’échoue jamais, quoi qu’elle trouve."),
];

#[rustfmt::skip]
static LEVELS: [Choice<Level>; 4] = [
    choice(Level::At(Severity::Error), "error", "erreur",
        "It must be fixed; by default, the check fails.",
        "Il faut corriger\u{202f}; sauf autre réglage, la vérification échoue."),
    choice(Level::At(Severity::Warning), "warning", "avertissement",
        "It should be looked at; by default, the check still passes.",
        "Il faut y regarder\u{202f}; sauf autre réglage, la vérification passe."),
    choice(Level::At(Severity::Info), "info", "remarque",
        "Info to read; the check still passes.",
        "Une remarque à lire\u{202f}; la vérification passe."),
    choice(Level::Off, "off", "non",
        "The rule reports nothing in this project.",
        "La règle ne signale rien dans ce projet."),
];

#[rustfmt::skip]
static WEIGHT: KeyTable = KeyTable {
    of: "weight",
    fields: &[
        required("level", "niveau", Shape::Word(&LEVELS), Role::Value,
            "How serious it is, in this project, when the rule finds something.",
            "La gravité, dans ce projet, de ce que trouve la règle."),
        field("because", "parce-que", Shape::Line, Role::Words,
            "Why you changed the rule; printed in the annex when the rule is off.",
            "Pourquoi vous réglez ainsi la règle\u{202f}; imprimé en annexe quand elle est écartée."),
    ],
};

#[rustfmt::skip]
pub(super) static POLICY: KeyTable = KeyTable {
    of: "policy",
    fields: &[
        field("figures-per-slide", "chiffres-par-diapositive", Shape::Count, Role::Value,
            "How many figures you allow yourselves on one slide; three when left out.",
            "Combien de chiffres vous admettez par diapositive\u{202f}; trois si vous ne dites rien."),
        field("figures-per-deck", "chiffres-par-dossier", Shape::Count, Role::Value,
            "How many figures you allow yourselves in one deck; eight when left out.",
            "Combien de chiffres vous admettez par dossier\u{202f}; huit si vous ne dites rien."),
        field("fail-on", "code-d-erreur-dès", Shape::Word(&FAIL_ON), Role::Value,
            "How serious a finding must be for the check to fail; an error when left out.",
            "La gravité à partir de laquelle une vérification échoue\u{202f}; l’erreur si vous ne dites rien.").formerly_named("fail-on", "échec-dès"),
        field("rules", "règles", Shape::Open(&Shape::Either(&LEVELS, &WEIGHT)), Role::Keys,
            "The rules made stricter, milder or silent in this project, by their names.",
            "Les règles rendues plus sévères, plus souples ou muettes dans ce projet, par leur nom."),
        field("lexicon", "lexique", Shape::List(&Shape::Line), Role::Address,
            "The files with your own words to look for, from the project’s root.",
            "Les fichiers de vos propres mots à chercher, depuis la racine du projet."),
        field("clear-days", "jours-francs", Shape::Open(&Shape::Count), Role::Value,
            "How many clear days before its meetings each board must get the notice: the board, then a number.",
            "Combien de jours francs avant ses séances chaque instance doit être convoquée\u{a0}: l’instance, puis un nombre."),
        field("exceptional-years", "années-exceptionnelles", Shape::List(&Shape::Count), Role::Value,
            "The years besides 2020 and 2021 that were like no other here: works, games, a fire.",
            "Les années, outre 2020 et 2021, qui n’ont ressemblé à aucune autre ici\u{a0}: travaux, jeux, incendie."),
        field("pre-election", "périodes-préélectorales", Shape::List(&Shape::Period), Role::Value,
            "The months before an election, when a public deck praises nobody.",
            "Les mois avant une élection, où un dossier public ne fait l’éloge de personne."),
    ],
};

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
    /// The clear days that single boards ask for between the notice and the meeting, as typed.
    pub clear_days: Vec<(Text, u64)>,
    /// The years that were like no other here, besides those that every project knows.
    pub exceptional_years: Vec<u64>,
    /// The months before elections, in which a public deck praises nobody.
    pub pre_election: Vec<Period>,
    /// Whether somebody declared those months, or that there are none.
    pub declares_elections: bool,
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
    /// Why it weighs so.
    pub because: Option<Text>,
    /// The level, and the reason when there is one.
    pub span: Span,
}

/// From which severity on the exit status is 1.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum FailOn {
    /// Errors alone make it fail.
    #[default]
    Error,
    /// Warnings make it fail too.
    Warning,
    /// Nothing makes it fail.
    Never,
}

/// How much the findings of a rule weigh.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Its findings have this severity.
    At(Severity),
    /// It finds nothing in this project.
    Off,
}

/// The most figures of a slide, unless the policy says otherwise.
const ON_A_SLIDE: u64 = 3;

impl Policy {
    /// The most figures that one slide, and so one story, has room for.
    pub fn most_figures_per_slide(&self) -> u64 {
        self.figures_per_slide.unwrap_or(ON_A_SLIDE)
    }

    /// The policy that a record of its keys gives, with the usual value of what is left out.
    pub(super) fn read(mut record: Record) -> Self {
        let fail_on =
            record.choice("fail-on", &FAIL_ON).map_or(FailOn::Error, |chosen| chosen.value);
        let rules = record.open_pairs("rules").map(|open| open.value);
        let period = |item: Spanned<Read>| match item.value {
            Read::Period(period) => Some(period),
            _ => None,
        };
        let declares_elections = record.peek("pre-election").is_some();
        let count = |read: Read| match read {
            Read::Count(count) => Some(count),
            _ => None,
        };
        let boards = record.open_pairs("clear-days").map(|open| open.value).unwrap_or_default();
        let boards = boards.into_iter();
        let years = record.list("exceptional-years").into_iter();
        let pre_election = record.list("pre-election").into_iter().filter_map(period);
        Self {
            clear_days: boards
                .filter_map(|(board, days)| Some((board, count(days.value)?)))
                .collect(),
            exceptional_years: years.filter_map(|year| count(year.value)).collect(),
            pre_election: pre_election.collect(),
            declares_elections,
            lexicon: record.texts("lexicon"),
            fail_on,
            figures_per_slide: record.count("figures-per-slide").map(|most| most.value),
            figures_per_deck: record.count("figures-per-deck").map(|most| most.value),
            rules: rules.unwrap_or_default().into_iter().filter_map(read_weight).collect(),
        }
    }

    /// The severity of a finding in this project; none when its rule is off.
    /// A file that cannot be read stays an error whatever the policy says.
    pub fn severity(&self, finding: &Finding) -> Option<Severity> {
        // Of two weights for one rule, the first counts.
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
    pub fn is_failure(self, report: &Report) -> bool {
        report.worst_severity().is_some_and(|worst| match self {
            Self::Error => worst >= Severity::Error,
            Self::Warning => worst >= Severity::Warning,
            Self::Never => false,
        })
    }
}

fn read_weight((rule, read): (Text, Spanned<Read>)) -> Option<Weight> {
    let (level, because) = match read.value {
        Read::Map(mut map) => (map.choice("level", &LEVELS)?.value, map.text("because")),
        other => (other.choice(&LEVELS)?, None),
    };
    Some(Weight { rule, level, because, span: read.span })
}

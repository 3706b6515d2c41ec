//! What a rule is, and the rules that reading and layout raise; [`crate::lint::RULES`] lists all rules.

use Raised::{Content, Layout, Reading};

use super::{Report, Severity};
use crate::lint::{Context, RULES, muddled_sum, percent_for_points};
use crate::locale::Language;

/// What a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// Numbers that impress and mean nothing.
    Vanity,
    /// Numbers that mislead, or cannot be checked.
    Figure,
    /// Quotes and photos: exact, chosen fairly, with consent.
    Voice,
    /// Stories that lack something, or claim too much.
    Story,
    /// What is heard more and more, and how surely.
    Signal,
    /// What the board is asked, and what became of its earlier decisions.
    Decision,
    /// What some readers cannot see, hear or read.
    Access,
    /// How sentences are written: spelling, signs, length.
    Language,
    /// How files are written: keys, values, references.
    Form,
}

impl Category {
    /// Every category, in the order of lists.
    pub const ALL: [Self; 9] = [
        Self::Vanity,
        Self::Figure,
        Self::Voice,
        Self::Story,
        Self::Signal,
        Self::Decision,
        Self::Access,
        Self::Language,
        Self::Form,
    ];

    /// Its name in outputs that programs read, and in the catalogue.
    pub fn name(self) -> &'static str {
        match self {
            Self::Vanity => "vanity",
            Self::Figure => "figure",
            Self::Voice => "voice",
            Self::Story => "story",
            Self::Signal => "signal",
            Self::Decision => "decision",
            Self::Access => "access",
            Self::Language => "language",
            Self::Form => "form",
        }
    }
}

/// A kind of fault: its name, severity, pages and check, in one declaration.
#[derive(Debug)]
pub struct Rule {
    /// The name of the fault, which reads well after "allow": `unsourced-figure`.
    pub name: &'static str,
    /// What it is about.
    pub category: Category,
    /// The severity of its findings, unless the project's policy gives another.
    pub severity: Severity,
    /// The severities of others of its findings, where their weight depends on what was found.
    pub other_severities: &'static [Severity],
    /// Whether a file with such a finding cannot be read as a narrative, which stops the PDF of its deck.
    pub blocks: bool,
    /// Which stage of the program raises it.
    pub raised: Raised,
    /// Its page in both languages, each with its head; [`Rule::page_in`] gives what is shown.
    pub pages: RulePages,
}

/// Which stage of the program raises a rule.
#[derive(Debug, Clone, Copy)]
pub enum Raised {
    /// Reading the files, and ordering what they hold into slides.
    Reading,
    /// A check over the whole project. It is the one place where this module uses [`crate::lint`]: a rule holds its
    /// check itself, so that neither has to be looked up by name.
    Content(fn(&Context, &mut Report)),
    /// Preparing pictures and laying out pages.
    Layout,
}

/// The page of a rule in each language, in Markdown: what it finds, why, examples, what to do. What the rule alone says
/// may stand before it, as YAML between two lines `---`; the catalogue reads that head.
#[derive(Debug, Clone, Copy)]
pub struct RulePages {
    /// The English page.
    pub en: &'static str,
    /// The French page.
    pub fr: &'static str,
}

impl Rule {
    /// The rule of a name; `None` when no rule has it.
    pub fn find_by_name(name: &str) -> Option<&'static Self> {
        RULES.iter().find(|rule| rule.name == name).copied()
    }

    /// Its page in a language, without the head.
    pub fn page_in(&self, language: Language) -> &'static str {
        let page = match language {
            Language::En => self.pages.en,
            Language::Fr => self.pages.fr,
        };
        let parts = page.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
        parts.map_or(page, |(_, shown)| shown)
    }

    /// What it finds, in one sentence: the paragraph after the title of its page.
    pub fn summary_in(&self, language: Language) -> String {
        let mut paragraphs = self.page_in(language).split("\n\n").skip(1);
        paragraphs.next().unwrap_or_default().replace('\n', " ")
    }

    /// The severities that its findings may have, the heaviest first.
    pub fn severities(&self) -> Vec<Severity> {
        let mut all = [&[self.severity], self.other_severities].concat();
        all.sort_unstable_by(|one, other| other.cmp(one));
        all
    }

    /// The same rule, some of whose findings have other severities.
    pub(crate) const fn or_severities(self, others: &'static [Severity]) -> Self {
        Self { other_severities: others, ..self }
    }

    /// The same rule, whose findings keep a file from being read as a narrative.
    const fn blocking(self) -> Self {
        Self { blocks: true, ..self }
    }
}

/// Rules are equal when their names are: no two rules share one.
impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Rule {}

/// A rule whose pages `NAME.md` and `NAME.fr.md` lie beside the file that declares it, or in the folder named before
/// it: `rule!("bare-count", Vanity, Info, check)`.
macro_rules! rule {
    // Its check is data, in the file of its name under `templates/lexicon`.
    ($name:literal, $category:ident, $severity:ident) => {
        $crate::finding::rules::rule!(
            ".",
            $name,
            $category,
            $severity,
            $crate::finding::Raised::Content(|context, report| {
                static WORDS: std::sync::LazyLock<$crate::lint::WordRule> =
                    std::sync::LazyLock::new(|| $crate::lint::WordRule::read(&RULE));
                WORDS.check(context, report);
            })
        )
    };
    ($name:literal, $category:ident, $severity:ident, $check:path) => {
        $crate::finding::rules::rule!(
            ".",
            $name,
            $category,
            $severity,
            $crate::finding::rules::Raised::Content($check)
        )
    };
    ($folder:literal, $name:literal, $category:ident, $severity:ident, $raised:expr) => {
        $crate::finding::Rule {
            name: $name,
            category: $crate::finding::Category::$category,
            severity: $crate::finding::Severity::$severity,
            other_severities: &[],
            blocks: false,
            raised: $raised,
            pages: $crate::finding::rules::RulePages {
                en: include_str!(concat!($folder, "/", $name, ".md")),
                fr: include_str!(concat!($folder, "/", $name, ".fr.md")),
            },
        }
    };
}

pub(crate) use rule;

/// A file whose text cannot be read.
pub static UNREADABLE_FILE: Rule =
    rule!("../lint/rules/form", "unreadable-file", Form, Error, Reading).blocking();
/// A file that the engine cannot work on within its limits of stack, memory and time, or that breaks it.
pub static RUNAWAY_FILE: Rule =
    rule!("../lint/rules/form", "runaway-file", Form, Error, Reading).blocking();
/// A file that is not valid YAML.
pub static BROKEN_YAML: Rule =
    rule!("../lint/rules/form", "broken-yaml", Form, Error, Reading).blocking();
/// A feature of YAML that narratives do not use, most often typed by accident.
pub static UNSUPPORTED_YAML: Rule =
    rule!("../lint/rules/form", "unsupported-yaml", Form, Error, Reading).blocking();
/// A key written twice, in one language or in both.
pub static DUPLICATE_KEY: Rule =
    rule!("../lint/rules/form", "duplicate-key", Form, Error, Reading).blocking();
/// A key that nothing reads, where it is written.
pub static UNKNOWN_KEY: Rule = rule!("../lint/rules/form", "unknown-key", Form, Error, Reading);
/// A key under the name that it had in earlier versions.
pub static FORMER_KEY: Rule = rule!("../lint/rules/form", "former-key", Form, Info, Reading);
/// A key that must be there.
pub static MISSING_KEY: Rule =
    rule!("../lint/rules/form", "missing-key", Form, Error, Reading).blocking();
/// A value of another shape than the key asks for.
pub static WRONG_TYPE: Rule =
    rule!("../lint/rules/form", "wrong-type", Form, Error, Reading).blocking();
/// A value that is not one of the fixed ones.
pub static UNKNOWN_VALUE: Rule =
    rule!("../lint/rules/form", "unknown-value", Form, Error, Reading).blocking();
/// A date or a period that does not exist.
pub static WRONG_DATE: Rule =
    rule!("../lint/rules/form", "wrong-date", Form, Error, Reading).blocking();
/// An id with other signs than lower-case letters, digits and hyphens.
pub static WRONG_ID: Rule =
    rule!("../lint/rules/form", "wrong-id", Form, Error, Reading).blocking();
/// A file with so many faults that the rest is not reported.
pub static TOO_MANY_FINDINGS: Rule =
    rule!("../lint/rules/form", "too-many-findings", Form, Error, Reading).blocking();
/// Text that YAML takes for a comment, such as what follows ` #`.
pub static HIDDEN_TEXT: Rule = rule!("../lint/rules/form", "hidden-text", Form, Warning, Reading);
/// An id given to two things of one kind.
pub static DUPLICATE_ID: Rule = rule!("../lint/rules/form", "duplicate-id", Form, Error, Reading);
/// A reference to something that nobody wrote.
pub static DANGLING_REFERENCE: Rule =
    rule!("../lint/rules/form", "dangling-reference", Form, Error, Reading);
/// A file in a deck's folder that nothing reads.
pub static UNREAD_FILE: Rule = rule!("../lint/rules/form", "unread-file", Form, Warning, Reading);
/// A raw message that git keeps.
pub static TRACKED_RAW_FILE: Rule =
    rule!("../lint/rules/voice", "tracked-raw-file", Voice, Error, Reading);
/// An export of messages where git would keep it.
pub static STRAY_EXPORT: Rule =
    rule!("../lint/rules/voice", "stray-export", Voice, Warning, Reading);
/// A raw message that a PDF cannot be searched for.
pub static UNREAD_RAW_FILE: Rule =
    rule!("../lint/rules/voice", "unread-raw-file", Voice, Warning, Reading);
/// Something written that this version does not show.
pub static NOT_SHOWN: Rule = rule!("../lint/rules/form", "not-shown", Form, Info, Reading)
    .or_severities(&[Severity::Warning]);
/// A decision of an earlier deck that no deck follows up.
pub static UNANSWERED_DECISION: Rule =
    rule!("../lint/rules/decision", "unanswered-decision", Decision, Warning, Reading);
/// A figure that no story uses.
pub static LONE_FIGURE: Rule =
    rule!("../lint/rules/figure", "lone-figure", Figure, Warning, Reading);
/// A figure whose number cannot be computed.
pub static UNCOMPUTED_FIGURE: Rule =
    rule!("../lint/rules/figure", "uncomputed-figure", Figure, Error, Reading);
/// A sum of things that do not add up, or of people counted twice.
pub static MUDDLED_SUM: Rule =
    rule!("../lint/rules/figure", "muddled-sum", Figure, Error, Content(muddled_sum::check));
/// A difference between two percentages that is stated in percent instead of points.
pub static PERCENT_FOR_POINTS: Rule = rule!(
    "../lint/rules/figure",
    "percent-for-points",
    Figure,
    Error,
    Content(percent_for_points::check)
);
/// A number for a period of which a part is missing in the data.
pub static INCOMPLETE_PERIOD: Rule =
    rule!("../lint/rules/figure", "incomplete-period", Figure, Error, Reading)
        .or_severities(&[Severity::Warning]);
/// A data file that cannot be read, or that does not hold what is asked of it.
pub static UNREADABLE_DATA: Rule =
    rule!("../lint/rules/figure", "unreadable-data", Figure, Error, Reading)
        .or_severities(&[Severity::Warning]);
/// A data file read as Windows-1252 although nobody declared that.
pub static LEGACY_ENCODING: Rule =
    rule!("../lint/rules/figure", "legacy-encoding", Figure, Warning, Reading);
/// A value from so few establishments that it reveals what one of them does.
pub static CONFIDENTIAL_CELL: Rule =
    rule!("../lint/rules/figure", "confidential-cell", Figure, Error, Reading);
/// Territories with the borders of different years.
pub static MIXED_VINTAGES: Rule =
    rule!("../lint/rules/figure", "mixed-vintages", Figure, Warning, Reading);
/// Values of a series between which the source changed what it counts.
pub static BROKEN_SERIES: Rule =
    rule!("../lint/rules/figure", "broken-series", Figure, Warning, Reading);
/// A slide of the project's own whose file is not there.
pub static MISSING_CUSTOM_SLIDE: Rule =
    rule!("../lint/rules/form", "missing-custom-slide", Form, Error, Reading);
/// A slide of the project's own whose file cannot be shown.
pub static UNUSABLE_CUSTOM_SLIDE: Rule =
    rule!("../lint/rules/form", "unusable-custom-slide", Form, Error, Reading);
/// A slide of the project's own without a title.
pub static UNTITLED_SLIDE: Rule =
    rule!("../lint/rules/access", "untitled-slide", Access, Error, Layout);
/// A slide of the project's own with more than one title.
pub static SEVERAL_TITLES: Rule =
    rule!("../lint/rules/access", "several-titles", Access, Error, Layout);
/// A photo whose file is not there.
pub static MISSING_PHOTO: Rule = rule!("../lint/rules/form", "missing-photo", Form, Error, Layout);
/// A photo whose file cannot be shown.
pub static UNUSABLE_PHOTO: Rule =
    rule!("../lint/rules/form", "unusable-photo", Form, Error, Layout);
/// A drawing of which something is not seen as it was drawn.
pub static INCOMPLETE_DRAWING: Rule =
    rule!("../lint/rules/form", "incomplete-drawing", Form, Warning, Layout);
/// A photo with too few pixels for its place.
pub static SMALL_PHOTO: Rule =
    rule!("../lint/rules/access", "small-photo", Access, Warning, Layout);
/// A note that does not fit on one page.
pub static LONG_NOTE: Rule = rule!("../lint/rules/access", "long-note", Access, Warning, Layout);
/// A text too long for its slide.
pub static OVERFLOWING_TEXT: Rule =
    rule!("../lint/rules/access", "overflowing-text", Access, Error, Layout)
        .or_severities(&[Severity::Info]);
/// A story so long that it takes two slides.
pub static TWO_SLIDE_STORY: Rule =
    rule!("../lint/rules/story", "two-slide-story", Story, Info, Layout);
/// A character that no font can draw.
pub static MISSING_GLYPH: Rule =
    rule!("../lint/rules/access", "missing-glyph", Access, Error, Layout)
        .or_severities(&[Severity::Warning, Severity::Info]);
/// A colour of the brand with too little contrast to its background.
pub static LOW_CONTRAST: Rule =
    rule!("../lint/rules/access", "low-contrast", Access, Warning, Reading);
/// A font family that is not among the fonts of the program or the project.
pub static MISSING_FONT: Rule = rule!("../lint/rules/form", "missing-font", Form, Warning, Reading)
    .or_severities(&[Severity::Info]);
/// A logo whose file is not there or cannot be shown.
pub static UNUSABLE_LOGO: Rule = rule!("../lint/rules/form", "unusable-logo", Form, Error, Layout);
/// A template of the project that cannot be used.
pub static BROKEN_TEMPLATE: Rule =
    rule!("../lint/rules/form", "broken-template", Form, Error, Layout);
/// A page that Typst refuses.
pub static BROKEN_PAGE: Rule = rule!("../lint/rules/form", "broken-page", Form, Error, Layout)
    .or_severities(&[Severity::Warning]);
/// A PDF in which a text can be read that must not be there.
pub static LEAKED_TEXT: Rule = rule!("../lint/rules/voice", "leaked-text", Voice, Error, Layout);
/// A picture in a PDF that carries more than its pixels.
pub static LEAKED_METADATA: Rule =
    rule!("../lint/rules/voice", "leaked-metadata", Voice, Error, Layout);
/// Something drawn in a PDF that the proof cannot read back.
pub static UNREAD_DRAWING: Rule =
    rule!("../lint/rules/voice", "unread-drawing", Voice, Error, Layout);
/// A quote that its page does not show word for word.
pub static MISSING_QUOTE: Rule =
    rule!("../lint/rules/voice", "missing-quote", Voice, Error, Layout);

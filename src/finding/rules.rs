//! What a rule is, and the rules that reading, merging and typesetting raise; [`crate::lint::RULES`] lists all rules.

use Raised::{Content, Layout, Reading};

use super::{Report, Severity};
use crate::lint::{Context, RULES, muddled_sum, percent_for_points};
use crate::locale::Language;

/// What a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// Numbers that impress and tell nothing.
    Vanity,
    /// Numbers that mislead.
    Figure,
    /// Quotes and photos: exact, chosen fairly, with consent.
    Voice,
    /// Stories that are not one, or that claim too much.
    Story,
    /// What is heard, and how surely.
    Signal,
    /// What the board is asked, and what became of what it decided.
    Decision,
    /// What some readers cannot see, hear or read.
    Access,
    /// Spelling, signs, sentences.
    Language,
    /// Files, keys, references.
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

/// What raises findings: its name, its weight, its pages and its check, in one declaration.
#[derive(Debug)]
pub struct Rule {
    /// Names the fault, as read after "allow".
    pub name: &'static str,
    /// What it is about.
    pub category: Category,
    /// How much it weighs unless the project says otherwise.
    pub severity: Severity,
    /// Whether a file with such a finding cannot be read as a narrative, which stops the PDF of its deck.
    pub blocks: bool,
    /// What raises it.
    pub raised: Raised,
    /// Its page in each language.
    pub pages: RulePages,
}

/// What raises a rule.
#[derive(Debug, Clone, Copy)]
pub enum Raised {
    /// Reading the files, and ordering what they hold into slides.
    Reading,
    /// A function over the whole project. The one arrow from here to [`crate::lint`]: a finding holds its rule, and the
    /// rule names its check, so that neither has to be looked up under the name of the other.
    Content(fn(&Context, &mut Report)),
    /// Preparing pictures and laying out pages.
    Layout,
}

/// The page of a rule in each language, in Markdown: what it finds, why, examples, what to do.
#[derive(Debug, Clone, Copy)]
pub struct RulePages {
    /// In English.
    pub en: &'static str,
    /// In French.
    pub fr: &'static str,
}

impl Rule {
    /// The rule of a name.
    pub fn find_by_name(name: &str) -> Option<&'static Self> {
        RULES.iter().find(|rule| rule.name == name).copied()
    }

    /// Its page in a language.
    pub fn page_in(&self, language: Language) -> &'static str {
        match language {
            Language::En => self.pages.en,
            Language::Fr => self.pages.fr,
        }
    }

    /// What it finds, in one sentence: the first paragraph of its page.
    pub fn summary_in(&self, language: Language) -> String {
        let mut paragraphs = self.page_in(language).split("\n\n").skip(1);
        paragraphs.next().unwrap_or_default().replace('\n', " ")
    }

    /// A rule whose file cannot be read as a narrative.
    const fn blocking(self) -> Self {
        Self { blocks: true, ..self }
    }
}

/// No two rules have one name.
impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Rule {}

/// A rule whose pages `NAME.md` and `NAME.fr.md` lie beside the file that declares it, or in the folder named before it:
/// `rule!("bare-count", Vanity, Info, check)`.
macro_rules! rule {
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
/// A file that is not YAML.
pub static BROKEN_YAML: Rule =
    rule!("../lint/rules/form", "broken-yaml", Form, Error, Reading).blocking();
/// A part of YAML that narratives do without, most often typed by accident.
pub static UNSUPPORTED_YAML: Rule =
    rule!("../lint/rules/form", "unsupported-yaml", Form, Error, Reading).blocking();
/// A key written twice, in one language or in both.
pub static DUPLICATE_KEY: Rule =
    rule!("../lint/rules/form", "duplicate-key", Form, Error, Reading).blocking();
/// A key that nothing reads.
pub static UNKNOWN_KEY: Rule = rule!("../lint/rules/form", "unknown-key", Form, Error, Reading);
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
/// So many faults in one file that the rest is not told.
pub static TOO_MANY_FINDINGS: Rule =
    rule!("../lint/rules/form", "too-many-findings", Form, Error, Reading).blocking();
/// Text that YAML takes for a comment.
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
/// Something read that this version does not show.
pub static NOT_SHOWN: Rule = rule!("../lint/rules/form", "not-shown", Form, Info, Reading);
/// A decision asked before that nobody follows up.
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
/// A difference of percentages in percent.
pub static PERCENT_FOR_POINTS: Rule = rule!(
    "../lint/rules/figure",
    "percent-for-points",
    Figure,
    Error,
    Content(percent_for_points::check)
);
/// A number over a period of which some part is not there.
pub static INCOMPLETE_PERIOD: Rule =
    rule!("../lint/rules/figure", "incomplete-period", Figure, Error, Reading);
/// A data file that cannot be read, or that does not hold what is asked of it.
pub static UNREADABLE_DATA: Rule =
    rule!("../lint/rules/figure", "unreadable-data", Figure, Error, Reading);
/// A data file read as Windows-1252 though nobody said so.
pub static LEGACY_ENCODING: Rule =
    rule!("../lint/rules/figure", "legacy-encoding", Figure, Warning, Reading);
/// A value of so few establishments that it tells what one of them does.
pub static CONFIDENTIAL_CELL: Rule =
    rule!("../lint/rules/figure", "confidential-cell", Figure, Error, Reading);
/// Territories as they were drawn in different years.
pub static MIXED_VINTAGES: Rule =
    rule!("../lint/rules/figure", "mixed-vintages", Figure, Warning, Reading);
/// What the source counts changed among the values taken.
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
/// A photo with too few pixels for its place.
pub static SMALL_PHOTO: Rule =
    rule!("../lint/rules/access", "small-photo", Access, Warning, Layout);
/// A note that does not hold on one page.
pub static LONG_NOTE: Rule = rule!("../lint/rules/access", "long-note", Access, Warning, Layout);
/// A text too long for its slide.
pub static OVERFLOWING_TEXT: Rule =
    rule!("../lint/rules/access", "overflowing-text", Access, Error, Layout);
/// A story so long that it takes two slides.
pub static TWO_SLIDE_STORY: Rule =
    rule!("../lint/rules/story", "two-slide-story", Story, Info, Layout);
/// A character that no font can draw.
pub static MISSING_GLYPH: Rule =
    rule!("../lint/rules/access", "missing-glyph", Access, Error, Layout);
/// A colour of the brand that cannot be told from its paper by everybody.
pub static LOW_CONTRAST: Rule =
    rule!("../lint/rules/access", "low-contrast", Access, Warning, Reading);
/// A family of fonts that is not there.
pub static MISSING_FONT: Rule = rule!("../lint/rules/form", "missing-font", Form, Warning, Reading);
/// A logo whose file is not there or cannot be shown.
pub static UNUSABLE_LOGO: Rule = rule!("../lint/rules/form", "unusable-logo", Form, Error, Layout);
/// A template of the project that cannot be used.
pub static BROKEN_TEMPLATE: Rule =
    rule!("../lint/rules/form", "broken-template", Form, Error, Layout);
/// A page that Typst refuses.
pub static BROKEN_PAGE: Rule = rule!("../lint/rules/form", "broken-page", Form, Error, Layout);
/// A PDF that says what it must not.
pub static LEAKED_TEXT: Rule = rule!("../lint/rules/voice", "leaked-text", Voice, Error, Layout);
/// A picture in a PDF that carries more than its pixels.
pub static LEAKED_METADATA: Rule =
    rule!("../lint/rules/voice", "leaked-metadata", Voice, Error, Layout);
/// Something drawn in a PDF that cannot be read back.
pub static UNREAD_DRAWING: Rule =
    rule!("../lint/rules/voice", "unread-drawing", Voice, Error, Layout);
/// A quote that its page does not show word for word.
pub static MISSING_QUOTE: Rule =
    rule!("../lint/rules/voice", "missing-quote", Voice, Error, Layout);

//! What a rule is, and the rules that reading, merging and typesetting raise; [`crate::lint::RULES`] lists all rules.

use super::Severity::{self, Error, Info, Warning};
use Category::{Access, Decision, Figure, Form, Story, Voice};

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

/// What raises findings.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Names the fault, as read after "allow".
    pub name: &'static str,
    /// What it is about.
    pub category: Category,
    /// How much it weighs unless the project says otherwise.
    pub severity: Severity,
    /// Whether a file with such a finding cannot be read as a narrative, which stops the PDF of its deck.
    pub blocks: bool,
}

impl Rule {
    /// A rule that lets its file be read.
    pub const fn new(name: &'static str, category: Category, severity: Severity) -> Self {
        Self { name, category, severity, blocks: false }
    }

    const fn blocking(self) -> Self {
        Self { blocks: true, ..self }
    }
}

/// A file whose text cannot be read.
pub static UNREADABLE_FILE: Rule = Rule::new("unreadable-file", Form, Error).blocking();
/// A file that the engine cannot work on within its limits of stack, memory and time, or that breaks it.
pub static RUNAWAY_FILE: Rule = Rule::new("runaway-file", Form, Error).blocking();
/// A file that is not YAML.
pub static BROKEN_YAML: Rule = Rule::new("broken-yaml", Form, Error).blocking();
/// A part of YAML that narratives do without, most often typed by accident.
pub static UNSUPPORTED_YAML: Rule = Rule::new("unsupported-yaml", Form, Error).blocking();
/// A key written twice, in one language or in both.
pub static DUPLICATE_KEY: Rule = Rule::new("duplicate-key", Form, Error).blocking();
/// A key that nothing reads.
pub static UNKNOWN_KEY: Rule = Rule::new("unknown-key", Form, Error);
/// A key that must be there.
pub static MISSING_KEY: Rule = Rule::new("missing-key", Form, Error).blocking();
/// A value of another shape than the key asks for.
pub static WRONG_TYPE: Rule = Rule::new("wrong-type", Form, Error).blocking();
/// A value that is not one of the fixed ones.
pub static UNKNOWN_VALUE: Rule = Rule::new("unknown-value", Form, Error).blocking();
/// A date or a period that does not exist.
pub static WRONG_DATE: Rule = Rule::new("wrong-date", Form, Error).blocking();
/// An id with other signs than lower-case letters, digits and hyphens.
pub static WRONG_ID: Rule = Rule::new("wrong-id", Form, Error).blocking();
/// So many faults in one file that the rest is not told.
pub static TOO_MANY_FINDINGS: Rule = Rule::new("too-many-findings", Form, Error).blocking();
/// Text that YAML takes for a comment.
pub static HIDDEN_TEXT: Rule = Rule::new("hidden-text", Form, Warning);
/// An id given to two things of one kind.
pub static DUPLICATE_ID: Rule = Rule::new("duplicate-id", Form, Error);
/// A reference to something that nobody wrote.
pub static DANGLING_REFERENCE: Rule = Rule::new("dangling-reference", Form, Error);
/// A file in a deck's folder that nothing reads.
pub static UNREAD_FILE: Rule = Rule::new("unread-file", Form, Warning);
/// A raw message that git keeps.
pub static TRACKED_RAW_FILE: Rule = Rule::new("tracked-raw-file", Voice, Error);
/// A raw message that a PDF cannot be searched for.
pub static UNREAD_RAW_FILE: Rule = Rule::new("unread-raw-file", Voice, Warning);
/// Something read that this version does not show.
pub static NOT_SHOWN: Rule = Rule::new("not-shown", Form, Info);
/// A decision asked before that nobody follows up.
pub static UNANSWERED_DECISION: Rule = Rule::new("unanswered-decision", Decision, Warning);
/// A figure that no story uses.
pub static LONE_FIGURE: Rule = Rule::new("lone-figure", Figure, Warning);
/// A figure whose number cannot be computed.
pub static UNCOMPUTED_FIGURE: Rule = Rule::new("uncomputed-figure", Figure, Error);
/// A sum of things that do not add up, or of people counted twice.
pub static MUDDLED_SUM: Rule = Rule::new("muddled-sum", Figure, Error);
/// A difference of percentages in percent.
pub static PERCENT_FOR_POINTS: Rule = Rule::new("percent-for-points", Figure, Error);
/// A number over a period of which some part is not there.
pub static INCOMPLETE_PERIOD: Rule = Rule::new("incomplete-period", Figure, Error);
/// A data file that cannot be read, or that does not hold what is asked of it.
pub static UNREADABLE_DATA: Rule = Rule::new("unreadable-data", Figure, Error);
/// A data file read as Windows-1252 though nobody said so.
pub static LEGACY_ENCODING: Rule = Rule::new("legacy-encoding", Figure, Warning);
/// A value of so few establishments that it tells what one of them does.
pub static CONFIDENTIAL_CELL: Rule = Rule::new("confidential-cell", Figure, Error);
/// Territories as they were drawn in different years.
pub static MIXED_VINTAGES: Rule = Rule::new("mixed-vintages", Figure, Warning);
/// What the source counts changed among the values taken.
pub static BROKEN_SERIES: Rule = Rule::new("broken-series", Figure, Warning);
/// A slide of the project's own whose file is not there.
pub static MISSING_CUSTOM_SLIDE: Rule = Rule::new("missing-custom-slide", Form, Error);
/// A slide of the project's own whose file cannot be shown.
pub static UNUSABLE_CUSTOM_SLIDE: Rule = Rule::new("unusable-custom-slide", Form, Error);
/// A slide of the project's own without a title.
pub static UNTITLED_SLIDE: Rule = Rule::new("untitled-slide", Access, Error);
/// A slide of the project's own with more than one title.
pub static SEVERAL_TITLES: Rule = Rule::new("several-titles", Access, Error);
/// A photo whose file is not there.
pub static MISSING_PHOTO: Rule = Rule::new("missing-photo", Form, Error);
/// A photo whose file cannot be shown.
pub static UNUSABLE_PHOTO: Rule = Rule::new("unusable-photo", Form, Error);
/// A photo with too few pixels for its place.
pub static SMALL_PHOTO: Rule = Rule::new("small-photo", Access, Warning);
/// A note that does not hold on one page.
pub static LONG_NOTE: Rule = Rule::new("long-note", Access, Warning);
/// A text too long for its slide.
pub static OVERFLOWING_TEXT: Rule = Rule::new("overflowing-text", Access, Error);
/// A story so long that it takes two slides.
pub static TWO_SLIDE_STORY: Rule = Rule::new("two-slide-story", Story, Info);
/// A character that no font can draw.
pub static MISSING_GLYPH: Rule = Rule::new("missing-glyph", Access, Error);
/// A colour of the brand that cannot be told from its paper by everybody.
pub static LOW_CONTRAST: Rule = Rule::new("low-contrast", Access, Warning);
/// A family of fonts that is not there.
pub static MISSING_FONT: Rule = Rule::new("missing-font", Form, Warning);
/// A logo whose file is not there or cannot be shown.
pub static UNUSABLE_LOGO: Rule = Rule::new("unusable-logo", Form, Error);
/// A template of the project that cannot be used.
pub static BROKEN_TEMPLATE: Rule = Rule::new("broken-template", Form, Error);
/// A page that Typst refuses.
pub static BROKEN_PAGE: Rule = Rule::new("broken-page", Form, Error);
/// A PDF that says what it must not.
pub static LEAKED_TEXT: Rule = Rule::new("leaked-text", Voice, Error);
/// A picture in a PDF that carries more than its pixels.
pub static LEAKED_METADATA: Rule = Rule::new("leaked-metadata", Voice, Error);
/// Something drawn in a PDF that cannot be read back.
pub static UNREAD_DRAWING: Rule = Rule::new("unread-drawing", Voice, Error);
/// A quote that its page does not show word for word.
pub static MISSING_QUOTE: Rule = Rule::new("missing-quote", Voice, Error);

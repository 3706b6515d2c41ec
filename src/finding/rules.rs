//! The rules that reading, merging and typesetting raise, as one visible list.

use super::Severity::{self, Error, Info, Warning};

/// What raises findings.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Names the fault, as read after "allow".
    pub name: &'static str,
    /// What it is about.
    pub category: &'static str,
    /// How much it weighs unless the project says otherwise.
    pub severity: Severity,
    /// Whether a file with such a finding cannot be read as a narrative, which stops the PDF of its deck.
    pub blocks: bool,
}

impl Rule {
    const fn new(name: &'static str, category: &'static str, severity: Severity) -> Self {
        Self {
            name,
            category,
            severity,
            blocks: false,
        }
    }

    const fn blocking(self) -> Self {
        Self {
            blocks: true,
            ..self
        }
    }
}

/// A file whose text cannot be read.
pub static UNREADABLE_FILE: Rule = Rule::new("unreadable-file", "form", Error).blocking();
/// A file that is not YAML.
pub static BROKEN_YAML: Rule = Rule::new("broken-yaml", "form", Error).blocking();
/// A part of YAML that narratives do without, most often typed by accident.
pub static UNSUPPORTED_YAML: Rule = Rule::new("unsupported-yaml", "form", Error).blocking();
/// A key written twice, in one language or in both.
pub static DUPLICATE_KEY: Rule = Rule::new("duplicate-key", "form", Error).blocking();
/// A key that nothing reads.
pub static UNKNOWN_KEY: Rule = Rule::new("unknown-key", "form", Error);
/// A key that must be there.
pub static MISSING_KEY: Rule = Rule::new("missing-key", "form", Error).blocking();
/// A value of another shape than the key asks for.
pub static WRONG_TYPE: Rule = Rule::new("wrong-type", "form", Error).blocking();
/// A value that is not one of the fixed ones.
pub static UNKNOWN_VALUE: Rule = Rule::new("unknown-value", "form", Error).blocking();
/// A date or a period that does not exist.
pub static WRONG_DATE: Rule = Rule::new("wrong-date", "form", Error).blocking();
/// An id with other signs than lower-case letters, digits and hyphens.
pub static WRONG_ID: Rule = Rule::new("wrong-id", "form", Error).blocking();
/// So many faults in one file that the rest is not told.
pub static TOO_MANY_FINDINGS: Rule = Rule::new("too-many-findings", "form", Error).blocking();
/// Text that YAML takes for a comment.
pub static HIDDEN_TEXT: Rule = Rule::new("hidden-text", "form", Warning);
/// An id given to two things of one kind.
pub static DUPLICATE_ID: Rule = Rule::new("duplicate-id", "form", Error);
/// A reference to something that nobody wrote.
pub static DANGLING_REFERENCE: Rule = Rule::new("dangling-reference", "form", Error);
/// Something written that no deck shows.
pub static UNUSED_ENTRY: Rule = Rule::new("unused-entry", "form", Warning);
/// A file in a deck's folder that nothing reads.
pub static UNREAD_FILE: Rule = Rule::new("unread-file", "form", Warning);
/// Something read that this version does not show.
pub static NOT_SHOWN: Rule = Rule::new("not-shown", "form", Info);
/// A decision asked before that nobody follows up.
pub static UNANSWERED_DECISION: Rule = Rule::new("unanswered-decision", "decision", Warning);
/// A figure that no story uses.
pub static LONE_FIGURE: Rule = Rule::new("lone-figure", "figure", Warning);
/// A chart that would lie or that has nothing to draw.
pub static UNDRAWABLE_CHART: Rule = Rule::new("undrawable-chart", "figure", Error);
/// A row of a table with more or fewer cells than its header.
pub static UNEVEN_ROW: Rule = Rule::new("uneven-row", "form", Error);
/// A table with so many columns that nobody reads it from a distance.
pub static WIDE_TABLE: Rule = Rule::new("wide-table", "access", Warning);
/// A timeline of one event.
pub static LONE_EVENT: Rule = Rule::new("lone-event", "form", Warning);
/// A slide of the project's own whose file is not there.
pub static MISSING_CUSTOM_SLIDE: Rule = Rule::new("missing-custom-slide", "form", Error);
/// A slide of the project's own whose file cannot be shown.
pub static UNUSABLE_CUSTOM_SLIDE: Rule = Rule::new("unusable-custom-slide", "form", Error);
/// A slide of the project's own without a title.
pub static UNTITLED_SLIDE: Rule = Rule::new("untitled-slide", "access", Error);
/// A slide of the project's own with more than one title.
pub static SEVERAL_TITLES: Rule = Rule::new("several-titles", "access", Error);
/// A photo whose file is not there.
pub static MISSING_PHOTO: Rule = Rule::new("missing-photo", "photo", Error);
/// A photo whose file cannot be shown.
pub static UNUSABLE_PHOTO: Rule = Rule::new("unusable-photo", "photo", Error);
/// A photo with too few pixels for its place.
pub static SMALL_PHOTO: Rule = Rule::new("small-photo", "photo", Warning);
/// A photo that tells something, without words for those who do not see it.
pub static MISSING_ALTERNATIVE: Rule = Rule::new("missing-alternative", "access", Error);
/// An alternative text that is a file's name, or too long to listen to.
pub static WEAK_ALTERNATIVE: Rule = Rule::new("weak-alternative", "access", Warning);
/// A photo of people whom somebody could name, without their permission.
pub static UNPERMITTED_PHOTO: Rule = Rule::new("unpermitted-photo", "consent", Error);
/// Slides that take longer than the meeting gives them.
pub static OVER_TIME: Rule = Rule::new("over-time", "form", Warning);
/// A note that does not hold on one page.
pub static LONG_NOTE: Rule = Rule::new("long-note", "access", Warning);
/// A text too long for its slide.
pub static OVERFLOWING_TEXT: Rule = Rule::new("overflowing-text", "access", Error);
/// A story so long that it takes two slides.
pub static TWO_SLIDE_STORY: Rule = Rule::new("two-slide-story", "story", Info);
/// A character that no font can draw.
pub static MISSING_GLYPH: Rule = Rule::new("missing-glyph", "access", Error);
/// A colour of the brand that cannot be told from its paper by everybody.
pub static LOW_CONTRAST: Rule = Rule::new("low-contrast", "access", Warning);
/// A family of fonts that is not there.
pub static MISSING_FONT: Rule = Rule::new("missing-font", "form", Warning);
/// A logo whose file is not there or cannot be shown.
pub static UNUSABLE_LOGO: Rule = Rule::new("unusable-logo", "form", Error);
/// A template of the project that cannot be used.
pub static BROKEN_TEMPLATE: Rule = Rule::new("broken-template", "form", Error);
/// A page that Typst refuses.
pub static BROKEN_PAGE: Rule = Rule::new("broken-page", "form", Error);

/// Every rule.
pub static RULES: &[&Rule] = &[
    &UNREADABLE_FILE,
    &BROKEN_YAML,
    &UNSUPPORTED_YAML,
    &DUPLICATE_KEY,
    &UNKNOWN_KEY,
    &MISSING_KEY,
    &WRONG_TYPE,
    &UNKNOWN_VALUE,
    &WRONG_DATE,
    &WRONG_ID,
    &TOO_MANY_FINDINGS,
    &HIDDEN_TEXT,
    &DUPLICATE_ID,
    &DANGLING_REFERENCE,
    &UNUSED_ENTRY,
    &UNREAD_FILE,
    &NOT_SHOWN,
    &UNANSWERED_DECISION,
    &LONE_FIGURE,
    &UNDRAWABLE_CHART,
    &UNEVEN_ROW,
    &WIDE_TABLE,
    &LONE_EVENT,
    &MISSING_CUSTOM_SLIDE,
    &UNUSABLE_CUSTOM_SLIDE,
    &UNTITLED_SLIDE,
    &SEVERAL_TITLES,
    &MISSING_PHOTO,
    &UNUSABLE_PHOTO,
    &SMALL_PHOTO,
    &MISSING_ALTERNATIVE,
    &WEAK_ALTERNATIVE,
    &UNPERMITTED_PHOTO,
    &OVER_TIME,
    &LONG_NOTE,
    &OVERFLOWING_TEXT,
    &MISSING_GLYPH,
    &LOW_CONTRAST,
    &MISSING_FONT,
    &UNUSABLE_LOGO,
    &BROKEN_TEMPLATE,
    &BROKEN_PAGE,
];

/// The rule of a name.
pub fn rule_named(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name).copied()
}

//! The pages of the rules that reading, ordering and laying out raise.

use crate::finding::{Rule, rules};
use crate::lint::{Lint, Pages, Raised};

const fn reading(rule: &'static Rule, en: &'static str, fr: &'static str) -> Lint {
    Lint { rule, raised: Raised::Reading, pages: Pages { en, fr } }
}

const fn layout(rule: &'static Rule, en: &'static str, fr: &'static str) -> Lint {
    Lint { rule, raised: Raised::Layout, pages: Pages { en, fr } }
}

pub(super) static LONE_FIGURE: Lint =
    reading(&rules::LONE_FIGURE, include_str!("lone-figure.md"), include_str!("lone-figure.fr.md"));

pub(super) static UNANSWERED_DECISION: Lint = reading(
    &rules::UNANSWERED_DECISION,
    include_str!("unanswered-decision.md"),
    include_str!("unanswered-decision.fr.md"),
);

pub(super) static TRACKED_RAW_FILE: Lint = reading(
    &rules::TRACKED_RAW_FILE,
    include_str!("tracked-raw-file.md"),
    include_str!("tracked-raw-file.fr.md"),
);

pub(super) static UNREAD_RAW_FILE: Lint = reading(
    &rules::UNREAD_RAW_FILE,
    include_str!("unread-raw-file.md"),
    include_str!("unread-raw-file.fr.md"),
);

pub(super) static NOT_SHOWN: Lint =
    reading(&rules::NOT_SHOWN, include_str!("not-shown.md"), include_str!("not-shown.fr.md"));

pub(super) static DANGLING_REFERENCE: Lint = reading(
    &rules::DANGLING_REFERENCE,
    include_str!("dangling-reference.md"),
    include_str!("dangling-reference.fr.md"),
);

pub(super) static DUPLICATE_ID: Lint = reading(
    &rules::DUPLICATE_ID,
    include_str!("duplicate-id.md"),
    include_str!("duplicate-id.fr.md"),
);

pub(super) static UNREAD_FILE: Lint =
    reading(&rules::UNREAD_FILE, include_str!("unread-file.md"), include_str!("unread-file.fr.md"));

pub(super) static UNREADABLE_FILE: Lint = reading(
    &rules::UNREADABLE_FILE,
    include_str!("unreadable-file.md"),
    include_str!("unreadable-file.fr.md"),
);

pub(super) static RUNAWAY_FILE: Lint = reading(
    &rules::RUNAWAY_FILE,
    include_str!("runaway-file.md"),
    include_str!("runaway-file.fr.md"),
);

pub(super) static BROKEN_YAML: Lint =
    reading(&rules::BROKEN_YAML, include_str!("broken-yaml.md"), include_str!("broken-yaml.fr.md"));

pub(super) static UNSUPPORTED_YAML: Lint = reading(
    &rules::UNSUPPORTED_YAML,
    include_str!("unsupported-yaml.md"),
    include_str!("unsupported-yaml.fr.md"),
);

pub(super) static HIDDEN_TEXT: Lint =
    reading(&rules::HIDDEN_TEXT, include_str!("hidden-text.md"), include_str!("hidden-text.fr.md"));

pub(super) static DUPLICATE_KEY: Lint = reading(
    &rules::DUPLICATE_KEY,
    include_str!("duplicate-key.md"),
    include_str!("duplicate-key.fr.md"),
);

pub(super) static UNKNOWN_KEY: Lint =
    reading(&rules::UNKNOWN_KEY, include_str!("unknown-key.md"), include_str!("unknown-key.fr.md"));

pub(super) static MISSING_KEY: Lint =
    reading(&rules::MISSING_KEY, include_str!("missing-key.md"), include_str!("missing-key.fr.md"));

pub(super) static WRONG_TYPE: Lint =
    reading(&rules::WRONG_TYPE, include_str!("wrong-type.md"), include_str!("wrong-type.fr.md"));

pub(super) static UNKNOWN_VALUE: Lint = reading(
    &rules::UNKNOWN_VALUE,
    include_str!("unknown-value.md"),
    include_str!("unknown-value.fr.md"),
);

pub(super) static WRONG_DATE: Lint =
    reading(&rules::WRONG_DATE, include_str!("wrong-date.md"), include_str!("wrong-date.fr.md"));

pub(super) static WRONG_ID: Lint =
    reading(&rules::WRONG_ID, include_str!("wrong-id.md"), include_str!("wrong-id.fr.md"));

pub(super) static TOO_MANY_FINDINGS: Lint = reading(
    &rules::TOO_MANY_FINDINGS,
    include_str!("too-many-findings.md"),
    include_str!("too-many-findings.fr.md"),
);

pub(super) static SMALL_PHOTO: Lint =
    layout(&rules::SMALL_PHOTO, include_str!("small-photo.md"), include_str!("small-photo.fr.md"));

pub(super) static OVERFLOWING_TEXT: Lint = layout(
    &rules::OVERFLOWING_TEXT,
    include_str!("overflowing-text.md"),
    include_str!("overflowing-text.fr.md"),
);

pub(super) static MISSING_GLYPH: Lint = layout(
    &rules::MISSING_GLYPH,
    include_str!("missing-glyph.md"),
    include_str!("missing-glyph.fr.md"),
);

pub(super) static MISSING_PHOTO: Lint = layout(
    &rules::MISSING_PHOTO,
    include_str!("missing-photo.md"),
    include_str!("missing-photo.fr.md"),
);

pub(super) static UNUSABLE_PHOTO: Lint = layout(
    &rules::UNUSABLE_PHOTO,
    include_str!("unusable-photo.md"),
    include_str!("unusable-photo.fr.md"),
);

pub(super) static BROKEN_TEMPLATE: Lint = layout(
    &rules::BROKEN_TEMPLATE,
    include_str!("broken-template.md"),
    include_str!("broken-template.fr.md"),
);

pub(super) static BROKEN_PAGE: Lint =
    layout(&rules::BROKEN_PAGE, include_str!("broken-page.md"), include_str!("broken-page.fr.md"));

pub(super) static MISSING_CUSTOM_SLIDE: Lint = reading(
    &rules::MISSING_CUSTOM_SLIDE,
    include_str!("missing-custom-slide.md"),
    include_str!("missing-custom-slide.fr.md"),
);

pub(super) static UNUSABLE_CUSTOM_SLIDE: Lint = reading(
    &rules::UNUSABLE_CUSTOM_SLIDE,
    include_str!("unusable-custom-slide.md"),
    include_str!("unusable-custom-slide.fr.md"),
);

pub(super) static LOW_CONTRAST: Lint = reading(
    &rules::LOW_CONTRAST,
    include_str!("low-contrast.md"),
    include_str!("low-contrast.fr.md"),
);

pub(super) static MISSING_FONT: Lint = reading(
    &rules::MISSING_FONT,
    include_str!("missing-font.md"),
    include_str!("missing-font.fr.md"),
);

pub(super) static UNUSABLE_LOGO: Lint = layout(
    &rules::UNUSABLE_LOGO,
    include_str!("unusable-logo.md"),
    include_str!("unusable-logo.fr.md"),
);

pub(super) static UNTITLED_SLIDE: Lint = layout(
    &rules::UNTITLED_SLIDE,
    include_str!("untitled-slide.md"),
    include_str!("untitled-slide.fr.md"),
);

pub(super) static SEVERAL_TITLES: Lint = layout(
    &rules::SEVERAL_TITLES,
    include_str!("several-titles.md"),
    include_str!("several-titles.fr.md"),
);

pub(super) static LONG_NOTE: Lint =
    layout(&rules::LONG_NOTE, include_str!("long-note.md"), include_str!("long-note.fr.md"));

pub(super) static TWO_SLIDE_STORY: Lint = layout(
    &rules::TWO_SLIDE_STORY,
    include_str!("two-slide-story.md"),
    include_str!("two-slide-story.fr.md"),
);

pub(super) static LEAKED_TEXT: Lint =
    layout(&rules::LEAKED_TEXT, include_str!("leaked-text.md"), include_str!("leaked-text.fr.md"));

pub(super) static LEAKED_METADATA: Lint = layout(
    &rules::LEAKED_METADATA,
    include_str!("leaked-metadata.md"),
    include_str!("leaked-metadata.fr.md"),
);

pub(super) static UNREAD_DRAWING: Lint = layout(
    &rules::UNREAD_DRAWING,
    include_str!("unread-drawing.md"),
    include_str!("unread-drawing.fr.md"),
);

pub(super) static MISSING_QUOTE: Lint = layout(
    &rules::MISSING_QUOTE,
    include_str!("missing-quote.md"),
    include_str!("missing-quote.fr.md"),
);

pub(super) static UNCOMPUTED_FIGURE: Lint = reading(
    &rules::UNCOMPUTED_FIGURE,
    include_str!("uncomputed-figure.md"),
    include_str!("uncomputed-figure.fr.md"),
);

pub(super) static INCOMPLETE_PERIOD: Lint = reading(
    &rules::INCOMPLETE_PERIOD,
    include_str!("incomplete-period.md"),
    include_str!("incomplete-period.fr.md"),
);

pub(super) static UNREADABLE_DATA: Lint = reading(
    &rules::UNREADABLE_DATA,
    include_str!("unreadable-data.md"),
    include_str!("unreadable-data.fr.md"),
);

pub(super) static LEGACY_ENCODING: Lint = reading(
    &rules::LEGACY_ENCODING,
    include_str!("legacy-encoding.md"),
    include_str!("legacy-encoding.fr.md"),
);

pub(super) static CONFIDENTIAL_CELL: Lint = reading(
    &rules::CONFIDENTIAL_CELL,
    include_str!("confidential-cell.md"),
    include_str!("confidential-cell.fr.md"),
);

pub(super) static MIXED_VINTAGES: Lint = reading(
    &rules::MIXED_VINTAGES,
    include_str!("mixed-vintages.md"),
    include_str!("mixed-vintages.fr.md"),
);

pub(super) static BROKEN_SERIES: Lint = reading(
    &rules::BROKEN_SERIES,
    include_str!("broken-series.md"),
    include_str!("broken-series.fr.md"),
);

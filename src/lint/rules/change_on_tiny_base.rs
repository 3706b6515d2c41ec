//! A change in percent or in times, from a number so small that saying both is shorter.

use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use crate::finding::{Category, Finding, Message, Report, Rule, Severity};
use crate::lint::changes::{Measure, Stated, stated};
use crate::lint::figures::{is_percent, is_told, told};
use crate::lint::words::pattern;
use crate::lint::{Context, Lint, Pages, Passage, Raised};
use crate::narrative::{Figure, Nature};

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages {
        en: include_str!("change-on-tiny-base.md"),
        fr: include_str!("change-on-tiny-base.fr.md"),
    },
};

static RULE: Rule = Rule::new("change-on-tiny-base", Category::Figure, Severity::Error);

/// Below so many, a percentage of change hides how few there were.
const TINY: u64 = 20;

/// Units that count by thousands, of which few are many.
static LARGE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^(?:milliers?|millions?|milliards?|thousands?|billions?|[kmM]€)")
});

fn check(context: &Context, report: &mut Report) {
    let passages = told(context).filter(|(_, passage)| is_told(passage));
    for (figure, passage) in passages.filter(|(figure, _)| is_tiny(figure)) {
        for stated in stated(&passage.plain.words) {
            if is_about(&stated, figure, passage) {
                report.push(finding(figure, passage, &stated, context));
            }
        }
    }
}

/// Whether a figure counts, and is compared with very few.
pub(super) fn is_tiny(figure: &Figure) -> bool {
    let counts = matches!(figure.nature, None | Some(Nature::Volume | Nature::People));
    let before = figure
        .comparison
        .as_ref()
        .map(|comparison| comparison.value.value);
    let is_few =
        before.is_some_and(|before| before.is_integer() && before.abs() < Decimal::from(TINY));
    counts && is_few && !is_percent(figure) && !LARGE.is_match(&figure.unit.value)
}

/// A title speaks of its figure; elsewhere only the figure's own change is surely meant.
fn is_about(stated: &Stated, figure: &Figure, passage: &Passage) -> bool {
    let is_own = match stated.measure {
        Measure::Points => return false,
        Measure::Percent => figure
            .relative_change()
            .is_some_and(|change| stated.fits(change)),
        Measure::Times => factor(figure).is_some_and(|factor| stated.fits_factor(factor)),
    };
    is_own || passage.leaf.key == "title"
}

fn factor(figure: &Figure) -> Option<Decimal> {
    let before = figure.comparison.as_ref()?.value.value;
    figure.value.value.checked_div(before)
}

fn finding(figure: &Figure, passage: &Passage, stated: &Stated, context: &Context) -> Finding {
    let before = figure
        .comparison
        .as_ref()
        .map(|comparison| comparison.value.value);
    let before = before.unwrap_or_default().normalize().to_string();
    let now = figure.value.value.normalize().to_string();
    let message = Message::new("change-on-tiny-base").with("before", before.as_str());
    let hint = Message::new("hint-say-both")
        .with("before", before)
        .with("now", now);
    let span = passage.span(stated.words.clone(), context.sources);
    Finding::new(&RULE, span, message).hint(hint)
}

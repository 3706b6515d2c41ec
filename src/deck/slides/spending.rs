//! The spending: what the money was for.

use std::cmp::Ordering;

use minijinja::Value;
use rust_decimal::Decimal;
use serde::Serialize;

use super::kind::{PassageOpened, ShownKind};
use crate::deck::compose::{Composer, Line, Prose};
use crate::deck::material::DeckMaterial;
use crate::deck::plan::{Planned, Planner};
use crate::deck::shown::ShownItems;
use crate::narrative::{Options, Spending};
use crate::schema::Text;
use crate::source::Span;

/// The spending to come.
#[derive(Debug)]
pub struct PlannedSpending<'a> {
    /// All spending of the deck.
    pub spending: &'a [Spending],
}

impl<'a> ShownKind<'a> for PlannedSpending<'a> {
    type Written = ();
    type Slide = SpendingSlide;

    fn plan_entry(
        planner: &mut Planner<'a, '_>,
        _written: &'a Self::Written,
        options: &Options,
        origin: Span,
    ) {
        planner.add_spending(options, origin);
    }

    fn own_name(&self) -> Option<String> {
        None
    }

    fn passage_opened(&self) -> PassageOpened<'a> {
        PassageOpened::Named("kicker-spending")
    }

    fn add_to_shown(&self, shown: &mut ShownItems<'a>) {
        shown.spending = true;
    }

    fn entry_spans(&self) -> Vec<Span> {
        self.spending.iter().map(|spent| spent.span).collect()
    }

    fn compose(
        &self,
        composer: &mut Composer,
        planned: &Planned,
        _material: &DeckMaterial,
    ) -> Self::Slide {
        compose_spending(composer, planned.options.title.as_ref(), self.spending)
    }
}

/// The slide with one row for each amount spent.
#[derive(Debug, Serialize)]
pub struct SpendingSlide {
    kicker: Line,
    title: Line,
    head: SpendingHead,
    rows: Vec<Spent>,
    total: Option<Total>,
}

/// The words over the columns.
#[derive(Debug, Serialize)]
struct SpendingHead {
    amount: String,
    intention: String,
    stopped: String,
}

/// One amount and its intention.
#[derive(Debug, Serialize)]
struct Spent {
    amount: String,
    intention: Line,
    why: Option<Prose>,
    stopped: Option<Line>,
    /// What was planned, and the difference.
    planned: Option<Line>,
}

/// The sum of several amounts.
#[derive(Debug, Serialize)]
struct Total {
    label: String,
    amount: String,
    /// What was planned in all, and the difference; none where a line does not say it.
    planned: Option<Line>,
}

/// Composes the slide of spending; it has a total when there is more than one amount.
fn compose_spending(
    composer: &mut Composer,
    title: Option<&Text>,
    spending: &[Spending],
) -> SpendingSlide {
    let title = composer.title_or_default(title, "title-spending");
    let head = SpendingHead {
        amount: composer.word("head-amount"),
        intention: composer.word("head-intention"),
        stopped: composer.word("head-stopped"),
    };
    SpendingSlide {
        kicker: composer.program_line(&composer.word("kicker-spending")),
        title,
        head,
        rows: spending.iter().map(|spent| compose_row(composer, spent)).collect(),
        total: compose_total(composer, spending),
    }
}

/// The sum, unless it would be of one amount; one too large for exact decimals is not shown rather than shown wrong.
fn compose_total(composer: &Composer, spending: &[Spending]) -> Option<Total> {
    let add = |sum: Decimal, amount: Decimal| sum.checked_add(amount);
    let amounts = spending.iter().map(|spent| spent.amount.value);
    let sum = amounts.clone().try_fold(Decimal::ZERO, add).filter(|_| spending.len() > 1)?;
    let planned = spending.iter().map(|spent| spent.planned.map(|planned| planned.value));
    let planned = planned.collect::<Option<Vec<_>>>();
    let planned = planned.and_then(|all| all.into_iter().try_fold(Decimal::ZERO, add));
    Some(Total {
        label: composer.word("total"),
        amount: composer.format_euros(sum),
        planned: planned.and_then(|planned| compose_planned(composer, sum, planned)),
    })
}

/// "Planned: €300 · difference: +€40, more than planned".
fn compose_planned(composer: &Composer, spent: Decimal, planned: Decimal) -> Option<Line> {
    let difference = spent.checked_sub(planned)?;
    let key = match difference.cmp(&Decimal::ZERO) {
        Ordering::Greater => "spent-more",
        Ordering::Less => "spent-less",
        Ordering::Equal => "spent-as-planned",
    };
    let words = [
        ("planned", Value::from(composer.format_euros(planned))),
        ("difference", Value::from(composer.signed_euros(difference))),
    ];
    Some(composer.program_line(&composer.format_sentence(key, words)))
}

fn compose_row(composer: &mut Composer, spent: &Spending) -> Spent {
    let own = spent.language.as_ref();
    Spent {
        amount: composer.format_euros(spent.amount.value),
        intention: composer.capitalised_line(&spent.intention, own),
        why: spent.why.as_ref().map(|why| composer.prose(why, own)),
        stopped: spent.stopped.as_ref().map(|stopped| composer.capitalised_line(stopped, own)),
        planned: spent
            .planned
            .and_then(|planned| compose_planned(composer, spent.amount.value, planned.value)),
    }
}

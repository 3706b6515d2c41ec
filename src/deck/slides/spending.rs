//! The spending: what the money was for.

mod budget;

use minijinja::Value;
use rust_decimal::Decimal;
use serde::Serialize;

use budget::Budget;

use super::kind::{PassageOpened, ShownKind};
use crate::deck::compose::{Composer, Line, Prose};
use crate::deck::material::DeckMaterial;
use crate::deck::plan::{Planned, Planner};
use crate::deck::shown::ShownItems;
use crate::narrative::{Options, Spending, Tax};
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
    /// What was planned beside what was spent; none where no amount has it.
    budget: Option<Budget>,
}

/// The words over the columns.
#[derive(Debug, Serialize)]
struct SpendingHead {
    amount: String,
    intention: String,
    stopped: String,
    /// What stands before the same where few rows have it.
    instead: String,
}

/// One amount and its intention.
#[derive(Debug, Serialize)]
struct Spent {
    amount: String,
    intention: Line,
    why: Option<Prose>,
    /// Who pays, from which line of the budget.
    origin: Option<Line>,
    stopped: Option<Line>,
}

/// The sum of several amounts.
#[derive(Debug, Serialize)]
struct Total {
    label: String,
    amount: String,
}

/// Composes the slide of spending; it has a total when there is more than one amount.
fn compose_spending(
    composer: &mut Composer,
    title: Option<&Text>,
    spending: &[Spending],
) -> SpendingSlide {
    let title = composer.title_or_default(title, "title-spending");
    let tax = common_tax(spending);
    let amount = composer.word("head-amount");
    let head = SpendingHead {
        amount: format_taxed(composer, tax, amount),
        intention: composer.word("head-intention"),
        stopped: composer.word("head-stopped"),
        instead: composer.word("instead"),
    };
    // An amount with VAT and one without do not add up to anything that is paid.
    let total = sum_amounts(spending.iter().map(|spent| Some(spent.amount.value)))
        .filter(|_| spending.len() > 1 && tax != CommonTax::Mixed)
        .map(|sum| Total { label: composer.word("total"), amount: composer.format_euros(sum) });
    SpendingSlide {
        kicker: composer.program_line(&composer.word("kicker-spending")),
        title,
        head,
        rows: spending.iter().map(|spent| compose_row(composer, spent, tax)).collect(),
        total,
        budget: budget::compose_budget(composer, spending, tax),
    }
}

/// A sum, where each part is known; one too large for exact decimals is not shown rather than shown wrong.
fn sum_amounts(mut amounts: impl Iterator<Item = Option<Decimal>>) -> Option<Decimal> {
    amounts.try_fold(Decimal::ZERO, |sum, amount| sum.checked_add(amount?))
}

/// One amount with what it was for, and who paid.
fn compose_row(composer: &mut Composer, spent: &Spending, tax: CommonTax) -> Spent {
    let own = spent.language.as_ref();
    let origin = format_origin(composer, spent, tax);
    Spent {
        amount: composer.format_euros(spent.amount.value),
        intention: composer.capitalised_line(&spent.intention, own),
        why: spent.why.as_ref().map(|why| composer.prose(why, own)),
        origin: origin.map(|words| composer.program_line(&words).capitalised()),
        stopped: spent.stopped.as_ref().map(|stopped| composer.capitalised_line(stopped, own)),
    }
}

/// Whether all amounts of a deck contain VAT.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CommonTax {
    /// All do, or none does.
    Same(Tax),
    /// Nobody wrote it.
    Unknown,
    /// Some do and some do not, or it is known of some alone: they do not add up.
    Mixed,
}

/// Whether all amounts contain VAT, all do not, or some do: an amount of which nobody wrote it counts as another sort.
fn common_tax(spending: &[Spending]) -> CommonTax {
    let mut taxes = spending.iter().map(|spent| spent.funding.tax.as_ref().map(|tax| tax.value));
    let first = taxes.next().flatten();
    match first {
        _ if taxes.any(|tax| tax != first) => CommonTax::Mixed,
        Some(tax) => CommonTax::Same(tax),
        None => CommonTax::Unknown,
    }
}

/// Words over amounts, with "incl. VAT" or "excl. VAT" where all of them are so.
fn format_taxed(composer: &Composer, tax: CommonTax, words: String) -> String {
    match tax {
        CommonTax::Same(tax) => format!("{words} {}", tax_words(composer, tax)),
        CommonTax::Unknown | CommonTax::Mixed => words,
    }
}

/// How a page says whether an amount contains VAT.
fn tax_words(composer: &Composer, tax: Tax) -> String {
    composer.word(match tax {
        Tax::Included => "budget-tax-included",
        Tax::Excluded => "budget-tax-excluded",
        Tax::None => "budget-tax-none",
    })
}

/// Who pays, from which line of the budget, and of amounts that differ in it, whether this one contains VAT.
fn format_origin(composer: &Composer, spent: &Spending, tax: CommonTax) -> Option<String> {
    let funding = &spent.funding;
    let named = [("paid-by", &funding.payer), ("budget-line-of", &funding.budget_line)];
    let mut parts: Vec<String> = Vec::new();
    for (key, text) in named {
        parts.extend(text.as_ref().map(|text| {
            composer.format_sentence(key, [("name", Value::from(composer.plain_words(text)))])
        }));
    }
    let own = funding.tax.as_ref().filter(|_| tax == CommonTax::Mixed);
    parts.extend(own.map(|tax| tax_words(composer, tax.value)));
    (!parts.is_empty()).then(|| parts.join(" · "))
}

//! Money as a decision tells it: with or without VAT, and who pays.

use minijinja::Value;
use rust_decimal::Decimal;

use crate::deck::compose::Composer;
use crate::narrative::{Funding, Tax};

/// An amount with "incl. VAT" or "excl. VAT" behind it, where somebody wrote which; nothing is a word.
pub fn format_taxed(composer: &Composer, funding: &Funding, amount: Decimal) -> String {
    let words = composer.format_cost(amount);
    let tax = funding.tax.as_ref().map(|tax| tax.value).filter(|_| !amount.is_zero());
    let key = match tax {
        Some(Tax::Included) => "tax-included",
        Some(Tax::Excluded) => "tax-excluded",
        Some(Tax::None) | None => return words,
    };
    composer.format_sentence(key, [("amount", Value::from(words))])
}

/// The key of the words above a cost, with whether it contains VAT, where somebody wrote it.
pub fn cost_label(funding: &Funding) -> &'static str {
    match funding.tax.as_ref().map(|tax| tax.value) {
        Some(Tax::Included) => "how-much-included",
        Some(Tax::Excluded) => "how-much-excluded",
        Some(Tax::None) | None => "how-much",
    }
}

/// Where the money comes from, a part for each thing that is known: that there is no VAT, who pays, the line of the budget.
pub fn format_origin(composer: &Composer, funding: &Funding) -> Vec<String> {
    let is_untaxed = funding.tax.as_ref().is_some_and(|tax| tax.value == Tax::None);
    let mut parts: Vec<String> =
        is_untaxed.then(|| composer.word("tax-none")).into_iter().collect();
    for (key, text) in [("paid-by", &funding.payer), ("budget-line", &funding.budget_line)] {
        parts.extend(text.as_ref().map(|text| {
            composer.format_sentence(key, [("name", Value::from(composer.plain_words(text)))])
        }));
    }
    parts
}

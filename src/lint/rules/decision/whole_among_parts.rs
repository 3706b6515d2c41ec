//! A line of spending that is the whole of the others, so that the total of the slide counts them twice.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rust_decimal::Decimal;

use crate::assets::word_list;
use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::{Context, Phrases};
use crate::narrative::Spending;

pub static RULE: Rule = rule!("whole-among-parts", Decision, Warning, check);

/// The words of a whole, of both languages together: a name of a sum is hardly ever a word of the other language.
static WHOLES: LazyLock<Phrases> = LazyLock::new(|| {
    let words: BTreeMap<String, Vec<String>> = word_list("whole-among-parts");
    Phrases::from_list(words.values().flatten().map(String::as_str))
});

fn check(context: &Context, report: &mut Report) {
    for showing in &context.showings {
        let spending = &showing.folder.narratives.spending;
        let amounts = spending.iter().map(|spent| spent.amount.value);
        let total = amounts.fold(Decimal::ZERO, Decimal::saturating_add);
        for spent in spending.iter().filter(|spent| is_whole(spent, spending, total)) {
            let message = Message::new("whole-among-parts")
                .with("amount", spent.amount.value.to_string())
                .with("total", total.to_string());
            let finding = Finding::new(&RULE, spent.amount.span, message);
            report.push(finding.with_hint(Message::new("hint-whole-among-parts")));
        }
    }
}

/// Whether a line is what all others make together, or says that it is a whole and is larger than each of them.
fn is_whole(spent: &Spending, all: &[Spending], total: Decimal) -> bool {
    let amount = spent.amount.value;
    let others = total.saturating_sub(amount);
    let is_largest = all.iter().all(|other| other.amount.value <= amount);
    let says_so = WHOLES.find_whole_words(&spent.intention.value).next().is_some();
    // Two equal lines are two things of one price: a sum has two parts at least.
    is_largest && ((all.len() > 2 && others == amount) || (all.len() > 1 && says_so))
}

//! A decision asked of the board. Its title is what is asked; below stand why, how much, by when, and what happens
//! otherwise; on paper, a box to tick and sign.

use minijinja::Value;
use rust_decimal::Decimal;
use serde::Serialize;

use super::funding;
use super::kind::{PassageOpened, ShownKind};
use crate::deck::compose::{Composer, LabelledText, Line, LineOrProse, Prose};
use crate::deck::material::DeckMaterial;
use crate::deck::plan::{Planned, Planner};
use crate::deck::references::find_entry;
use crate::deck::rich::Block;
use crate::deck::shown::ShownItems;
use crate::narrative::{Answer, Decision, Options};
use crate::schema::Text;
use crate::source::{Span, Spanned};

/// A decision to come.
#[derive(Debug)]
pub struct PlannedDecision<'a> {
    /// The entry of the narratives, which says why, how much and by when.
    pub decision: &'a Decision,
    /// What it asks.
    pub ask: &'a Text,
}

impl<'a> ShownKind<'a> for PlannedDecision<'a> {
    type Written = Spanned<String>;
    type Slide = DecisionSlide;

    fn plan_entry(
        planner: &mut Planner<'a, '_>,
        written: &'a Self::Written,
        options: &Options,
        origin: Span,
    ) {
        let decisions = &planner.index.decisions;
        if let Some(decision) = find_entry(decisions, written, "decision", planner.report) {
            planner.plan_decision(decision, options, origin);
        }
    }

    fn own_name(&self) -> Option<String> {
        Some(self.decision.id.value.clone())
    }

    fn passage_opened(&self) -> PassageOpened<'a> {
        PassageOpened::Named("passage-decisions")
    }

    fn add_to_shown(&self, shown: &mut ShownItems<'a>) {
        shown.add_decision(self.decision);
    }

    fn entry_spans(&self) -> Vec<Span> {
        vec![self.decision.span]
    }

    fn compose(
        &self,
        composer: &mut Composer,
        planned: &Planned,
        _material: &DeckMaterial,
    ) -> Self::Slide {
        compose_decision(composer, self.decision, self.ask, &planned.options)
    }
}

/// The slide of one decision to take.
#[derive(Debug, Serialize)]
pub struct DecisionSlide {
    kicker: Line,
    title: Line,
    /// How much, when and who: short, under the title.
    strip: Vec<LabelledText>,
    rows: Vec<LabelledText>,
    #[serde(rename = "box")]
    ballot: Ballot,
    /// Where it would apply, and what it asks of the staff: small, at the foot.
    foot: Option<Line>,
}

/// The box in which the board ticks its answer.
#[derive(Debug, Serialize)]
struct Ballot {
    title: String,
    options: Vec<BallotOption>,
    /// What stands before the lines to sign and date on.
    signature: String,
    date: String,
    /// Whether somebody else decides: the box is then dashed.
    advisory: bool,
}

/// One answer that may be ticked.
#[derive(Debug, Serialize)]
struct BallotOption {
    words: Line,
    cost: Option<String>,
}

/// Composes a decision to take; `ask` is the sentence of what is asked.
fn compose_decision(
    composer: &mut Composer,
    decision: &Decision,
    ask: &Text,
    options: &Options,
) -> DecisionSlide {
    let own = decision.language.as_ref();
    let title = composer.line(options.title.as_ref().unwrap_or(ask), own);
    let mut rows = Vec::new();
    rows.extend(
        decision.context.as_ref().map(|context| composer.labelled_row("context", context, own)),
    );
    rows.extend(
        decision.grounds.as_ref().map(|grounds| composer.labelled_row("grounds", grounds, own)),
    );
    rows.extend(compose_choices(composer, decision));
    rows.extend(
        decision
            .otherwise
            .as_ref()
            .map(|otherwise| composer.labelled_row("otherwise", otherwise, own)),
    );
    rows.extend(
        decision.decides.as_ref().map(|decides| composer.labelled_row("who-decides", decides, own)),
    );
    DecisionSlide {
        kicker: composer.program_line(&composer.word(kicker_key(decision.answer))),
        title,
        strip: compose_strip(composer, decision),
        rows,
        ballot: compose_ballot(composer, decision),
        foot: compose_foot(composer, decision),
    }
}

/// How much, by when, and who is in charge; what nobody wrote is left out.
fn compose_strip(composer: &mut Composer, decision: &Decision) -> Vec<LabelledText> {
    let plain = |amount: Decimal| composer.format_euros(amount);
    let money = format_amounts(composer, decision, &plain).map(|money| LabelledText {
        label: composer.word(if costs_something(decision) {
            funding::cost_label(&decision.funding)
        } else {
            "how-much"
        }),
        text: LineOrProse::Line(composer.program_line(&money).capitalised()),
    });
    let by = decision.by.map(|by| {
        let deadline = composer.format_deadline(by.value);
        let deadline = composer.program_line(&deadline).capitalised();
        LabelledText { label: composer.word("when"), text: LineOrProse::Line(deadline) }
    });
    let owner = decision.owner.as_ref().map(|owner| {
        let owner = composer.capitalised_line(owner, decision.language.as_ref());
        LabelledText { label: composer.word("who-leads"), text: LineOrProse::Line(owner) }
    });
    money.into_iter().chain(by).chain(owner).collect()
}

/// Whether a decision costs anything, once or each year.
fn costs_something(decision: &Decision) -> bool {
    let costs = [&decision.cost, &decision.yearly];
    costs.into_iter().flatten().any(|cost| !cost.value.is_zero())
}

/// "€18,400 incl. VAT · paid by the commune".
pub fn compose_cost(composer: &mut Composer, decision: &Decision) -> Option<LineOrProse> {
    let money = format_money(composer, decision)?;
    let parts = [money].into_iter().chain(funding::format_origin(composer, &decision.funding));
    let parts = parts.map(|words| composer.program_line(&words)).collect();
    Some(LineOrProse::Line(composer.join_lines(parts).capitalised()))
}

/// The key of the words above a decision, by what the board is asked for: a vote, an opinion, or to take note.
pub fn kicker_key(answer: Answer) -> &'static str {
    match answer {
        Answer::Vote => "kicker-vote",
        Answer::Opinion => "kicker-opinion",
        Answer::Note => "kicker-note",
    }
}

/// "staff: nobody more".
pub fn compose_staff(composer: &mut Composer, decision: &Decision) -> Option<Line> {
    let staff = decision.staff.as_ref()?;
    let label = format!("{} ", composer.word("staff"));
    let mut line = composer.line(staff, decision.language.as_ref());
    line.runs.splice(0..0, composer.program_line(&label).runs);
    Some(line)
}

/// What a decision costs, once and each year; of what costs nothing, nothing is said but that it is so. None when nobody wrote
/// it.
pub fn format_money(composer: &Composer, decision: &Decision) -> Option<String> {
    let taxed = |amount: Decimal| funding::format_taxed(composer, &decision.funding, amount);
    format_amounts(composer, decision, &taxed)
}

/// The same, with each amount as `euros` writes it.
fn format_amounts(
    composer: &Composer,
    decision: &Decision,
    euros: &dyn Fn(Decimal) -> String,
) -> Option<String> {
    let is_cost = |amount: &Spanned<Decimal>| !amount.value.is_zero();
    let euros = |amount: Spanned<Decimal>| Value::from(euros(amount.value));
    let (once, yearly) = (decision.cost.filter(is_cost), decision.yearly.filter(is_cost));
    match (once, yearly) {
        (Some(once), Some(yearly)) => Some(
            composer
                .format_sentence("cost-then", [("once", euros(once)), ("yearly", euros(yearly))]),
        ),
        (Some(once), None) => {
            Some(composer.format_sentence("cost-once", [("amount", euros(once))]))
        }
        (None, Some(yearly)) => {
            Some(composer.format_sentence("cost-yearly", [("amount", euros(yearly))]))
        }
        (None, None) => decision.cost.or(decision.yearly).map(|_| composer.word("cost-none")),
    }
}

/// "Where: Kervellan and Roc-Ambrin · staff: nobody more".
fn compose_foot(composer: &mut Composer, decision: &Decision) -> Option<Line> {
    let communes: Vec<String> =
        decision.communes.iter().map(|commune| composer.plain_words(commune)).collect();
    let places = (!communes.is_empty()).then(|| {
        let places = Value::from(composer.format_list(&communes));
        composer.program_line(&composer.format_sentence("where-applies", [("places", places)]))
    });
    let origin = funding::format_origin(composer, &decision.funding).into_iter();
    let origin: Vec<Line> = origin.map(|words| composer.program_line(&words)).collect();
    let parts: Vec<Line> =
        places.into_iter().chain(origin).chain(compose_staff(composer, decision)).collect();
    (!parts.is_empty()).then(|| composer.join_lines(parts).capitalised())
}

/// Whether the board chooses between options: each of them then has a box of its own.
fn is_choice(decision: &Decision) -> bool {
    decision.answer != Answer::Note && decision.options.len() > 1
}

/// The options as a list, where no box has their words.
fn compose_choices(composer: &mut Composer, decision: &Decision) -> Option<LabelledText> {
    if is_choice(decision) {
        return None;
    }
    let own = decision.language.as_ref();
    // All options are one list on the slide, so the first one's number and language stand for the whole.
    let mut lines = Vec::new();
    for (number, option) in decision.options.iter().enumerate() {
        let line = composer.capitalised_line(option, own);
        lines.push(with_cost(composer, line, decision, number));
    }
    let first = lines.first()?;
    let (at, lang) = (first.at, first.lang.clone());
    let items = lines.into_iter().map(|line| line.runs).collect();
    let blocks = vec![Block::Items { items }];
    Some(LabelledText {
        label: composer.word("options"),
        text: LineOrProse::Prose(Prose::from_blocks(at, lang, blocks)),
    })
}

/// An option with what it costs behind it, where somebody wrote it: "six points (€18,400)".
fn with_cost(composer: &Composer, mut line: Line, decision: &Decision, number: usize) -> Line {
    if let Some(amount) = format_option_cost(composer, decision, number) {
        let cost = composer.format_sentence("option-cost", [("amount", Value::from(amount))]);
        line.runs.extend(composer.program_line(&cost).runs);
    }
    line
}

/// What an option costs, where somebody wrote it.
fn format_option_cost(composer: &Composer, decision: &Decision, number: usize) -> Option<String> {
    let cost = decision.option_costs.get(number)?;
    // Whether it contains VAT stands above, beside the cost of the whole.
    Some(composer.format_cost(cost.value))
}

fn option_letter(number: usize) -> String {
    let letters = ('A'..='Z').nth(number);
    letters.map_or_else(|| (number + 1).to_string(), |letter| letter.to_string())
}

/// The boxes to tick: the options in their own words when there are several, else the answers that a board has.
fn compose_ballot(composer: &mut Composer, decision: &Decision) -> Ballot {
    let mut options =
        if is_choice(decision) { compose_option_boxes(composer, decision) } else { Vec::new() };
    // A vote between options has one box more, to postpone; a vote on a single proposal can also refuse it.
    let (title, answers): (_, &[&str]) = match decision.answer {
        Answer::Vote if is_choice(decision) => ("ballot-vote", &["ballot-postponed"]),
        Answer::Vote => ("ballot-vote", &["ballot-approved", "ballot-postponed", "ballot-refused"]),
        Answer::Opinion if is_choice(decision) => ("ballot-opinion", &[]),
        Answer::Opinion => {
            ("ballot-opinion", &["ballot-favourable", "ballot-reserved", "ballot-unfavourable"])
        }
        Answer::Note => ("ballot-note", &["ballot-noted"]),
    };
    options.extend(answers.iter().map(|key| {
        let words = composer.program_line(&composer.word(key));
        BallotOption { words, cost: None }
    }));
    Ballot {
        title: composer.word(title),
        options,
        signature: composer.word("signature"),
        date: composer.word("signature-date"),
        advisory: decision.answer != Answer::Vote,
    }
}

/// A box for each option, in its words and with its cost; in a vote it has a letter to be named by.
fn compose_option_boxes(composer: &mut Composer, decision: &Decision) -> Vec<BallotOption> {
    let mut boxes = Vec::new();
    for (number, option) in decision.options.iter().enumerate() {
        let mut words = composer.capitalised_line(option, decision.language.as_ref());
        if decision.answer == Answer::Vote {
            let letter = Value::from(option_letter(number));
            let letter = composer.format_sentence("option", [("letter", letter)]);
            words.runs.splice(0..0, composer.program_line(&letter).runs);
        }
        boxes.push(BallotOption { words, cost: format_option_cost(composer, decision, number) });
    }
    boxes
}

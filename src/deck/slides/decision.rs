//! A decision asked of the board. Its title is what is asked; below stand why, how much, by when, and what happens
//! otherwise; on paper, a box to tick and sign.

use minijinja::Value;
use rust_decimal::Decimal;
use serde::Serialize;

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
        shown.decisions.insert(&self.decision.id.value);
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
    rows: Vec<LabelledText>,
    /// How much, when and where: short, under the box.
    facts: Vec<LabelledText>,
    #[serde(rename = "box")]
    ballot: Ballot,
}

/// The box in which the board ticks its answer.
#[derive(Debug, Serialize)]
struct Ballot {
    title: String,
    options: Vec<String>,
    note: Option<Line>,
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
    let mut facts = Vec::new();
    facts.extend(compose_cost(composer, decision));
    facts.extend(decision.by.map(|by| {
        let before = composer.format_deadline(by.value);
        composer.said_row("when", &before)
    }));
    facts.extend(compose_places(composer, decision));
    DecisionSlide {
        kicker: composer.program_line(&composer.word(kicker_key(decision.answer))),
        title,
        rows,
        facts,
        ballot: compose_ballot(composer, decision),
    }
}

/// The key of the words above a decision, by what the board is asked for: a vote, an opinion, or to take note.
pub fn kicker_key(answer: Answer) -> &'static str {
    match answer {
        Answer::Vote => "kicker-vote",
        Answer::Opinion => "kicker-opinion",
        Answer::Note => "kicker-note",
    }
}

/// "€18,400 once, then €1,200 a year; no more staff".
pub fn compose_cost(composer: &mut Composer, decision: &Decision) -> Option<LabelledText> {
    let euros = |amount: Spanned<Decimal>| Value::from(composer.format_euros(amount.value));
    let mut parts = Vec::new();
    parts.extend(
        decision.cost.map(|cost| composer.format_sentence("cost-once", [("amount", euros(cost))])),
    );
    parts.extend(
        decision
            .yearly
            .map(|yearly| composer.format_sentence("cost-yearly", [("amount", euros(yearly))])),
    );
    // Our own words come first, then the staff as somebody wrote it: the line gets
    // that text's number, by which faults find it.
    let mut line = composer.program_line(&parts.join(", "));
    if let Some(staff) = &decision.staff {
        let staff_line = composer.line(staff, decision.language.as_ref());
        line.at = staff_line.at;
        let label = composer.word("staff");
        let before = if parts.is_empty() { format!("{label} ") } else { format!(", {label} ") };
        line.runs.extend(composer.program_line(&before).runs);
        line.runs.extend(staff_line.runs);
    }
    (!line.runs.is_empty())
        .then(|| LabelledText { label: composer.word("how-much"), text: LineOrProse::Line(line) })
}

fn compose_places(composer: &Composer, decision: &Decision) -> Option<LabelledText> {
    let communes: Vec<String> =
        decision.communes.iter().map(|commune| composer.plain_words(commune)).collect();
    (!communes.is_empty()).then(|| composer.said_row("where", &composer.format_list(&communes)))
}

/// Whether the board votes between options, which then have letters to be named by.
fn is_choice(decision: &Decision) -> bool {
    decision.answer == Answer::Vote && decision.options.len() > 1
}

/// The options between which the board may choose, as a list; with letters when it votes between them.
fn compose_choices(composer: &mut Composer, decision: &Decision) -> Option<LabelledText> {
    let own = decision.language.as_ref();
    // All options are one list on the slide, so the first one's number and language stand for the whole.
    let mut lines = Vec::new();
    for (number, option) in decision.options.iter().enumerate() {
        let line = composer.capitalised_line(option, own);
        lines.push(with_cost(composer, line, decision.option_costs.get(number)));
    }
    let first = lines.first()?;
    let (at, lang) = (first.at, first.lang.clone());
    let lettered = |(number, line): (usize, Line)| {
        let letter =
            composer.format_sentence("option", [("letter", Value::from(option_letter(number)))]);
        let mut runs =
            if is_choice(decision) { composer.program_line(&letter).runs } else { Vec::new() };
        runs.extend(line.runs);
        runs
    };
    let items = lines.into_iter().enumerate().map(lettered).collect();
    let blocks = vec![Block::Items { items }];
    Some(LabelledText {
        label: composer.word("options"),
        text: LineOrProse::Prose(Prose::from_blocks(at, lang, blocks)),
    })
}

/// An option with what it costs behind it, where somebody wrote it: "six points (€18,400)".
fn with_cost(composer: &Composer, mut line: Line, cost: Option<&Spanned<Decimal>>) -> Line {
    if let Some(cost) = cost {
        let amount = Value::from(composer.format_euros(cost.value));
        let cost = composer.format_sentence("option-cost", [("amount", amount)]);
        line.runs.extend(composer.program_line(&cost).runs);
    }
    line
}

fn option_letter(number: usize) -> String {
    let letters = ('A'..='Z').nth(number);
    letters.map_or_else(|| (number + 1).to_string(), |letter| letter.to_string())
}

/// The boxes to tick. When the vote is between several options, they are named by their letters.
fn compose_ballot(composer: &Composer, decision: &Decision) -> Ballot {
    let words = |keys: &[&str]| keys.iter().map(|key| composer.word(key)).collect::<Vec<_>>();
    let named = |number| {
        composer.format_sentence("ballot-option", [("letter", Value::from(option_letter(number)))])
    };
    // A vote between options has a box for each, and one to postpone; a vote on a single proposal can also refuse it.
    let (title, options) = match decision.answer {
        Answer::Vote if is_choice(decision) => {
            let mut options: Vec<String> = (0..decision.options.len()).map(named).collect();
            options.extend(words(&["ballot-postponed"]));
            ("ballot-vote", options)
        }
        Answer::Vote => {
            ("ballot-vote", words(&["ballot-approved", "ballot-postponed", "ballot-refused"]))
        }
        Answer::Opinion => (
            "ballot-opinion",
            words(&["ballot-favourable", "ballot-reserved", "ballot-unfavourable"]),
        ),
        Answer::Note => ("ballot-note", words(&["ballot-noted"])),
    };
    let note = decision.owner.as_ref().map(|owner| {
        composer.program_line(
            &composer
                .format_sentence("owner", [("owner", Value::from(composer.plain_words(owner)))]),
        )
    });
    Ballot { title: composer.word(title), options, note }
}

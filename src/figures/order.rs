//! The order in which figures are computed: each after those it is computed from.

use std::collections::{HashMap, VecDeque};

use super::arithmetic::{self, Named};
use super::file::{self, DataAccess};
use super::step::{On, UncomputedReason, step_of_formula, uncomputed_figure};
use crate::finding::{Finding, Message, Report};
use crate::narrative::{
    Calculation, Figure, Formula, Uncomputed, UncomputedFigure, dangling_reference,
};
use crate::source::Spanned;

/// A figure with its number, or one that has none; and the deck it belongs to.
pub(super) type Computed = (usize, Result<Figure, Uncomputed>);

/// Computes drafts, each with the number of its deck; they keep their order.
pub(super) fn compute_drafts(
    drafts: Vec<(usize, UncomputedFigure)>,
    desks: &[DataAccess],
    report: &mut Report,
) -> Vec<Computed> {
    // Each figure counts those it waits for, and one that waits for none is ready. Once computed, it lowers the count of those
    // that want it. What never becomes ready is in a circle, or behind one. Each figure and each reference is met once.
    let mut bench = ComputeQueue::new(drafts, desks);
    bench.note_dependencies(report);
    while let Some(at) = bench.ready.pop_front() {
        bench.compute_figure(at, report);
    }
    bench.tell_circles(report);
    let done = bench.items.into_iter().map(|item| {
        let figure = match item.state {
            VisitState::Done => Ok(item.draft.figure),
            // It never became ready: it is computed from itself, or from a figure that is.
            VisitState::Waiting(_) | VisitState::Failed => Err(item.draft.into_uncomputed()),
        };
        (item.deck, figure)
    });
    done.collect()
}

/// How far a figure has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum VisitState {
    /// So many of the figures it needs are not there yet.
    Waiting(usize),
    /// It has its number.
    Done,
    /// It has none.
    Failed,
}

/// A figure on its way to its number.
struct QueuedFigure {
    deck: usize,
    draft: UncomputedFigure,
    state: VisitState,
    /// The figures computed from it.
    wanted_by: Vec<usize>,
}

/// What was computed of a figure.
struct Numbers {
    value: Option<Calculation>,
    compared: Option<Calculation>,
    /// What is to be told of the files.
    notes: Vec<Finding>,
}

struct ComputeQueue<'a> {
    /// What the files of each deck are read with.
    desks: &'a [DataAccess<'a>],
    items: Vec<QueuedFigure>,
    /// Of two figures with one id, the first.
    by_id: HashMap<String, usize>,
    ready: VecDeque<usize>,
}

impl<'a> ComputeQueue<'a> {
    fn new(drafts: Vec<(usize, UncomputedFigure)>, desks: &'a [DataAccess<'a>]) -> Self {
        let mut by_id = HashMap::new();
        // The second figure of an id is computed as well, but no formula can name it.
        for (at, (_, draft)) in drafts.iter().enumerate() {
            by_id.entry(draft.figure.id.value.clone()).or_insert(at);
        }
        let item = |(deck, draft)| QueuedFigure {
            deck,
            draft,
            state: VisitState::Waiting(0),
            wanted_by: Vec::new(),
        };
        Self { desks, items: drafts.into_iter().map(item).collect(), by_id, ready: VecDeque::new() }
    }

    /// Notes which figure waits for which; those that wait for none are ready.
    fn note_dependencies(&mut self, report: &mut Report) {
        for at in 0..self.items.len() {
            match self.needed_figures(at) {
                Ok(needs) => {
                    // A figure that is named twice counts twice here and in `wanted_by`, so that both come out even.
                    self.items[at].state = VisitState::Waiting(needs.len());
                    if needs.is_empty() {
                        self.ready.push_back(at);
                    }
                    for need in needs {
                        self.items[need].wanted_by.push(at);
                    }
                }
                Err(finding) => {
                    report.push(*finding);
                    // It is ready to fail, and to let others fail.
                    self.items[at].state = VisitState::Failed;
                    self.ready.push_back(at);
                }
            }
        }
    }

    /// The figures that one is computed from.
    fn needed_figures(&self, at: usize) -> Result<Vec<usize>, UncomputedReason> {
        let draft = &self.items[at].draft;
        let formulas = [&draft.value, &draft.compared];
        let mut needs = Vec::new();
        for formula in formulas.into_iter().flatten() {
            if let On::Figures(ids) = step_of_formula(formula)?.on {
                for id in ids {
                    needs.push(self.find_figure(id)?);
                }
            }
        }
        Ok(needs)
    }

    fn find_figure(&self, id: &Spanned<String>) -> Result<usize, UncomputedReason> {
        let found = self.by_id.get(&id.value).copied();
        let known = || self.by_id.keys().map(String::as_str);
        found.ok_or_else(|| Box::new(dangling_reference(id, "figure", known())))
    }

    /// Computes one figure whose terms are there, and lets go those that wait for it.
    fn compute_figure(&mut self, at: usize, report: &mut Report) {
        // One that failed when it was read only passes by: those that want it become ready, and fail with a finding of their own.
        if self.items[at].state != VisitState::Failed {
            let done = self.compute_numbers(at);
            self.items[at].state = match done {
                Ok(Numbers { value, compared, notes }) => {
                    notes.into_iter().for_each(|note| report.push(note));
                    set_numbers(&mut self.items[at].draft.figure, value, compared);
                    VisitState::Done
                }
                Err(finding) => {
                    report.push(*finding);
                    VisitState::Failed
                }
            };
        }
        for wanted_by in std::mem::take(&mut self.items[at].wanted_by) {
            let item = &mut self.items[wanted_by];
            if let VisitState::Waiting(needs) = item.state {
                item.state = VisitState::Waiting(needs - 1);
                if needs == 1 {
                    self.ready.push_back(wanted_by);
                }
            }
        }
    }

    /// The calculations of a figure and of what it is compared with.
    fn compute_numbers(&self, at: usize) -> Result<Numbers, UncomputedReason> {
        let draft = &self.items[at].draft;
        let desk = self.desks[self.items[at].deck];
        let mut notes = Vec::new();
        let mut number = |formula: &Formula, own: &Figure| {
            let step = step_of_formula(formula)?;
            match step.on {
                On::Figures(ids) => {
                    arithmetic::calculate(formula, &step, own, &self.computed_terms(ids)?)
                }
                On::File(asked) => file::calculate(formula, &step, asked, own, desk, &mut notes),
            }
        };
        let value = draft.value.as_ref();
        let value = value.map(|formula| number(formula, &draft.figure));
        let compared = draft.compared.as_ref();
        let compared = compared.map(|formula| number(formula, &compared_figure(&draft.figure)));
        Ok(Numbers { value: value.transpose()?, compared: compared.transpose()?, notes })
    }

    fn computed_terms<'t>(
        &'t self,
        ids: &'t [Spanned<String>],
    ) -> Result<Vec<Named<'t>>, UncomputedReason> {
        ids.iter().map(|id| Ok((id, self.computed_term(id)?))).collect()
    }

    /// A figure that another is computed from, once it has its number.
    fn computed_term(&self, id: &Spanned<String>) -> Result<&Figure, UncomputedReason> {
        let item = &self.items[self.find_figure(id)?];
        let message = Message::new("uncomputed-term").with("id", id.value.as_str());
        match item.state {
            VisitState::Done => Ok(&item.draft.figure),
            _ => Err(uncomputed_figure(id.span, message, Message::new("hint-uncomputed-term"))),
        }
    }

    /// Figures that are still waiting are computed from themselves, or from one that is.
    fn tell_circles(&mut self, report: &mut Report) {
        // From each figure the walk follows the first one that it still waits for. `met` holds the number of the walk that came
        // by, 0 for none. A walk that meets itself has closed a circle, and tells it at the reference that closes it. A walk that
        // meets an older one ends, as what lies behind is told. No figure is left twice.
        let mut met = vec![0; self.items.len()];
        for start in 0..self.items.len() {
            let walk = start + 1;
            let mut at = start;
            while let Some((id, next)) = self.awaited_figure(at).filter(|_| met[at] == 0) {
                met[at] = walk;
                if met[next] == walk {
                    let message =
                        Message::new("computed-from-itself").with("id", id.value.as_str());
                    let hint = Message::new("hint-computed-from-itself");
                    report.push(*uncomputed_figure(id.span, message, hint));
                }
                at = next;
            }
        }
    }

    /// The first figure that a waiting one still waits for, and where it names it.
    fn awaited_figure(&self, at: usize) -> Option<(&Spanned<String>, usize)> {
        let item = &self.items[at];
        let is_waiting = |at: usize| matches!(self.items[at].state, VisitState::Waiting(_));
        let formulas = [&item.draft.value, &item.draft.compared];
        let ids = formulas.into_iter().flatten().flat_map(|formula| &formula.of);
        ids.filter_map(|id| Some((id, *self.by_id.get(&id.value)?)))
            .find(|(_, next)| is_waiting(at) && is_waiting(*next))
    }
}

/// The figure as it was in the period compared: what is computed of it then keeps to the same rules.
fn compared_figure(figure: &Figure) -> Figure {
    let mut before = figure.clone();
    if let Some(comparison) = &figure.comparison {
        before.period = comparison.period;
        before.value = comparison.value;
    }
    before
}

/// Gives a figure the numbers that were computed.
fn set_numbers(figure: &mut Figure, value: Option<Calculation>, compared: Option<Calculation>) {
    if let Some(calculation) = value {
        figure.value.value = calculation.result;
        // What the writer says of the status goes before what the terms say.
        figure.status = figure.status.or(calculation.status);
        figure.calculation = Some(calculation);
    }
    if let Some((comparison, calculation)) = figure.comparison.as_mut().zip(compared) {
        comparison.value.value = calculation.result;
        comparison.calculation = Some(calculation);
    }
}

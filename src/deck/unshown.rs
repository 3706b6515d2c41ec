//! What somebody wrote and no slide shows, as slides of its own, so that it is measured all the same.

use super::plan::DeckPlan;
use super::planned::{Planned, Shows};
use super::shown::ShownItems;
use super::slides::{
    PlannedDecision, PlannedDoubts, PlannedFigure, PlannedSignal, PlannedSpending, PlannedStory,
    PlannedVoices,
};
use crate::narrative::Options;

/// What a deck's narratives hold that no slide of the project shows, each on a slide of its own, to be measured.
pub fn plan_unshown<'a>(plan: &DeckPlan<'a>, shown: &[ShownItems<'a>]) -> Vec<Planned<'a>> {
    let narratives = &plan.folder.narratives;
    let alone = |shows, origin| Planned {
        shows,
        chapter: None,
        opens: None,
        options: Options::default(),
        origin,
        beside: None,
    };
    let is_shown = |is_in: &dyn Fn(&ShownItems<'a>) -> bool| shown.iter().any(is_in);
    let mut rest = Vec::new();
    for story in &narratives.stories {
        if !is_shown(&|shown| shown.shows_story(&story.id.value)) {
            let shows =
                Shows::Story(PlannedStory { story, voices: Vec::new(), figures: Vec::new() });
            let photo = story.photo.as_ref();
            rest.push(Planned {
                beside: photo.filter(|photo| plan.lets_through(photo)),
                ..alone(shows, story.span)
            });
        }
    }
    for voice in &narratives.voices {
        if !is_shown(&|shown| shown.shows_voice(&voice.id.value)) {
            rest.push(alone(Shows::Voices(PlannedVoices { voices: vec![voice] }), voice.span));
        }
    }
    for figure in &narratives.figures {
        if !is_shown(&|shown| shown.shows_figure(&figure.id.value)) {
            rest.push(alone(Shows::Figure(PlannedFigure { figure }), figure.span));
        }
    }
    for signal in &narratives.signals {
        if !is_shown(&|shown| shown.shows_signal(&signal.id.value)) {
            rest.push(alone(Shows::Signal(PlannedSignal { signal, figure: None }), signal.span));
        }
    }
    for decision in narratives.decisions.iter().filter(|decision| !decision.is_followed_up()) {
        if let Some(ask) = &decision.ask
            && !is_shown(&|shown| shown.decisions.contains(decision.id.value.as_str()))
        {
            rest.push(alone(Shows::Decision(PlannedDecision { decision, ask }), decision.span));
        }
    }
    let lacks =
        |is_it: fn(&Shows) -> bool| !plan.slides.iter().any(|planned| is_it(&planned.shows));
    if let Some(doubt) =
        narratives.doubts.first().filter(|_| lacks(|shows| matches!(shows, Shows::Doubts(_))))
    {
        rest.push(alone(Shows::Doubts(PlannedDoubts { doubts: &narratives.doubts }), doubt.span));
    }
    if let Some(spent) =
        narratives.spending.first().filter(|_| lacks(|shows| matches!(shows, Shows::Spending(_))))
    {
        rest.push(alone(
            Shows::Spending(PlannedSpending { spending: &narratives.spending }),
            spent.span,
        ));
    }
    rest
}

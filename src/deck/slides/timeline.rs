//! A timeline: events before and after the day of the meeting.

use chrono::NaiveDate;
use serde::Serialize;

use super::kind::{PassageOpened, ShownKind};
use crate::deck::compose::{Composer, Line};
use crate::deck::material::DeckMaterial;
use crate::deck::plan::{Planned, Planner, Shows};
use crate::deck::shown::ShownItems;
use crate::narrative::{Event, Options, Timeline};
use crate::period::Period;
use crate::schema::{Text, slug};
use crate::source::Span;

/// A timeline to come.
#[derive(Debug)]
pub struct PlannedTimeline<'a> {
    /// The events under their title, the earliest first.
    pub timeline: &'a Timeline,
}

impl<'a> ShownKind<'a> for PlannedTimeline<'a> {
    type Written = Box<Timeline>;
    type Slide = TimelineSlide;

    fn plan_entry(
        planner: &mut Planner<'a, '_>,
        written: &'a Self::Written,
        options: &Options,
        origin: Span,
    ) {
        if !written.events.is_empty() {
            planner.add_slide(Shows::Timeline(Self { timeline: written }), options, origin);
        }
    }

    fn own_name(&self) -> Option<String> {
        Some(slug(&self.timeline.title.value))
    }

    fn passage_opened(&self) -> PassageOpened<'a> {
        PassageOpened::None
    }

    fn add_to_shown(&self, _shown: &mut ShownItems<'a>) {
        // It is written in the running order, and cannot be shown a second time.
    }

    fn entry_spans(&self) -> Vec<Span> {
        // Its entry of the running order holds all of it, and that is where the slide was asked for.
        Vec::new()
    }

    fn compose(
        &self,
        composer: &mut Composer,
        planned: &Planned,
        material: &DeckMaterial,
    ) -> Self::Slide {
        let meeting = material.file.meeting.date.value;
        compose_timeline(composer, planned.options.title.as_ref(), self.timeline, meeting)
    }
}

/// The slide of one timeline.
#[derive(Debug, Serialize)]
pub struct TimelineSlide {
    kicker: Line,
    title: Line,
    events: Vec<ShownEvent>,
    /// The words above the first event to come.
    ahead: String,
}

/// One event, dated.
#[derive(Debug, Serialize)]
struct ShownEvent {
    when: Line,
    what: Line,
    state: EventState,
    /// The words that mark an event under way; none for others.
    mark: Option<String>,
    /// Whether more than two months have passed since the event before: steps are equal on the page.
    far: bool,
}

/// Where an event stands on the day of the meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum EventState {
    Past,
    Now,
    Next,
}

impl EventState {
    fn at_meeting(period: Period, meeting: NaiveDate) -> Self {
        if period.last_day() < meeting {
            Self::Past
        } else if period.first_day() <= meeting {
            Self::Now
        } else {
            Self::Next
        }
    }
}

/// Composes a timeline as it stands on the day of the meeting.
fn compose_timeline(
    composer: &mut Composer,
    title: Option<&Text>,
    timeline: &Timeline,
    meeting: NaiveDate,
) -> TimelineSlide {
    let title = title.unwrap_or(&timeline.title);
    TimelineSlide {
        kicker: composer.program_line(&composer.word("kicker-timeline")),
        title: composer.line(title, None),
        events: compose_events(composer, &timeline.events, meeting),
        ahead: composer.word("timeline-ahead"),
    }
}

/// The days from one event to the next after which the page shows that time has passed: two months.
const FAR: i64 = 62;

fn compose_events(
    composer: &mut Composer,
    events: &[Event],
    meeting: NaiveDate,
) -> Vec<ShownEvent> {
    let mut before: Option<NaiveDate> = None;
    let mut shown = Vec::new();
    for event in events {
        let period = event.when.value;
        let is_far = |before: NaiveDate| (period.first_day() - before).num_days() > FAR;
        let far = before.is_some_and(is_far);
        shown.push(ShownEvent { far, ..compose_event(composer, event, meeting) });
        before = before.max(Some(period.last_day()));
    }
    shown
}

fn compose_event(composer: &mut Composer, event: &Event, meeting: NaiveDate) -> ShownEvent {
    let period = event.when.value;
    let state = EventState::at_meeting(period, meeting);
    let is_day = period.first_day() == period.last_day();
    let mark = match (state, is_day) {
        (EventState::Now, true) => Some(composer.word("timeline-today")),
        (EventState::Now, false) => Some(composer.word("timeline-now")),
        _ => None,
    };
    ShownEvent {
        when: composer.program_line(&composer.format_period(period)).capitalised(),
        what: composer.capitalised_line(&event.what, None),
        state,
        mark,
        far: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_to_come_only_if_it_begins_after_the_meeting() {
        let meeting = "2026-10-08".parse().expect("a day");
        let state = |text: &str| EventState::at_meeting(Period::parse(text).expect(text), meeting);
        assert_eq!(state("2026-10-01/2026-10-07"), EventState::Past);
        assert_eq!(state("2026-10-08/2026-10-08"), EventState::Now);
        assert_eq!(state("2026-T4"), EventState::Now);
        assert_eq!(state("2026-10-09/2026-10-09"), EventState::Next);
        assert_eq!(state("2026-11"), EventState::Next);
    }
}

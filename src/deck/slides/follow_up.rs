//! The follow-up: what became of the decisions taken before.

use serde::Serialize;

use super::kind::{PassageOpened, ShownKind};
use crate::deck::compose::{Composer, Line, Prose};
use crate::deck::material::DeckMaterial;
use crate::deck::plan::{Planned, Planner};
use crate::deck::shown::ShownItems;
use crate::narrative::{Decision, Options};
use crate::schema::Text;
use crate::source::Span;

/// The follow-up to come.
#[derive(Debug)]
pub struct PlannedFollowUp<'a> {
    /// Decisions taken before.
    pub decisions: Vec<FollowedUp<'a>>,
}

impl<'a> ShownKind<'a> for PlannedFollowUp<'a> {
    type Written = ();
    type Slide = FollowUpSlide;

    fn plan_entry(
        planner: &mut Planner<'a, '_>,
        _written: &'a Self::Written,
        options: &Options,
        origin: Span,
    ) {
        planner.add_follow_up(options, origin);
    }

    fn own_name(&self) -> Option<String> {
        None
    }

    fn passage_opened(&self) -> PassageOpened<'a> {
        PassageOpened::Named("kicker-follow-up")
    }

    fn add_to_shown(&self, shown: &mut ShownItems<'a>) {
        shown.follow_up = true;
    }

    fn entry_spans(&self) -> Vec<Span> {
        // A decision that nobody answers has its entry in an earlier deck, which has rules of its own.
        let entries = self.decisions.iter().filter_map(|followed| followed.entry);
        entries.map(|decision| decision.span).collect()
    }

    fn compose(
        &self,
        composer: &mut Composer,
        planned: &Planned,
        _material: &DeckMaterial,
    ) -> Self::Slide {
        follow_up(composer, planned.options.title.as_ref(), &self.decisions)
    }
}

/// The slide with one row for each decision taken before.
#[derive(Debug, Serialize)]
pub struct FollowUpSlide {
    kicker: Line,
    title: Line,
    head: FollowUpHead,
    rows: Vec<Followed>,
}

/// The words over the columns.
#[derive(Debug, Serialize)]
struct FollowUpHead {
    what: String,
    when: String,
    state: String,
    who: String,
    effect: String,
}

/// One decision and what became of it.
#[derive(Debug, Serialize)]
struct Followed {
    what: Line,
    when: String,
    sign: &'static str,
    state: String,
    who: Option<Line>,
    effect: Option<Prose>,
    next: Option<Line>,
}

/// A decision taken before, as the present deck follows it up.
#[derive(Debug, Clone, Copy)]
pub struct FollowedUp<'a> {
    /// What was asked, in whichever deck it was written.
    pub ask: &'a Text,
    /// The entry of this deck that says what became of it; none when no entry does.
    pub entry: Option<&'a Decision>,
}

/// Composes the follow-up slide; a decision without an entry is shown as unanswered.
pub fn follow_up(
    composer: &mut Composer,
    title: Option<&Text>,
    decisions: &[FollowedUp],
) -> FollowUpSlide {
    let title = composer.title_or_default(title, "title-follow-up");
    let word = |key| composer.word(key);
    let head = FollowUpHead {
        what: word("head-what"),
        when: word("head-when"),
        state: word("head-state"),
        who: word("head-who"),
        effect: word("head-effect"),
    };
    FollowUpSlide {
        kicker: composer.program_line(&composer.word("kicker-follow-up")),
        title,
        head,
        rows: decisions.iter().map(|decision| compose_followed_up(composer, *decision)).collect(),
    }
}

fn compose_followed_up(composer: &mut Composer, decision: FollowedUp) -> Followed {
    let taken = decision.entry.and_then(|entry| entry.taken.as_ref());
    let follow_up = decision.entry.and_then(|entry| entry.follow_up.as_ref());
    // Nobody says what became of it: that too is shown, with a sign of its own.
    let sign = follow_up.map_or("unanswered", |follow_up| follow_up.state.key());
    let own = decision.entry.and_then(|entry| entry.language.as_ref());
    Followed {
        what: composer.line(decision.ask, own),
        when: taken.map_or_else(String::new, |taken| {
            format!(
                "{}, {}",
                composer.choice_name("results", taken.result.key()),
                composer.format_month(taken.on)
            )
        }),
        sign,
        state: composer.choice_name("states", sign),
        who: follow_up
            .and_then(|follow_up| follow_up.owner.as_ref())
            .map(|owner| composer.line(owner, own)),
        effect: follow_up
            .and_then(|follow_up| follow_up.effect.as_ref())
            .map(|effect| composer.prose(effect, own)),
        next: follow_up.and_then(|follow_up| {
            let next = composer.line(follow_up.next.as_ref()?, own);
            let by = follow_up.by.map(|by| composer.format_deadline(by.value));
            Some(composer.with_notes(next, &Vec::from_iter(by)))
        }),
    }
}

//! The follow-up: what became of the decisions taken before.

use minijinja::Value;
use serde::Serialize;

use super::kind::{PassageOpened, ShownKind};
use crate::deck::compose::{Composer, Line, Prose};
use crate::deck::material::DeckMaterial;
use crate::deck::plan::{Planned, Planner};
use crate::deck::shown::ShownItems;
use crate::narrative::{Decision, Options, Outcome, Taken, Votes};
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
    /// The word before what comes next.
    next: String,
}

/// One decision and what became of it.
#[derive(Debug, Serialize)]
struct Followed {
    what: Line,
    when: Option<Line>,
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
    /// What happens without it, and the language of that, as the deck that asked has it.
    pub otherwise: Option<(&'a Text, Option<&'a Text>)>,
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
        next: word("followed-next"),
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
    let is_refused = taken.is_some_and(|taken| taken.result == Outcome::Refused);
    // Of what the board refused, nothing is to follow. Where nobody says what became of the rest, that too is shown.
    let silent = if is_refused { ("closed", "dropped") } else { ("unanswered", "unanswered") };
    let (state, sign) = follow_up.map_or(silent, |follow_up| {
        let key = follow_up.state.key();
        (key, key)
    });
    // What was to happen without the decision is what happens now.
    let otherwise = decision.otherwise.filter(|_| is_refused);
    let own = decision.entry.and_then(|entry| entry.language.as_ref());
    Followed {
        what: composer.line(decision.ask, own),
        when: taken.map(|taken| composer.program_line(&format_outcome(composer, taken))),
        sign,
        state: composer.choice_name("states", state),
        who: follow_up
            .and_then(|follow_up| follow_up.owner.as_ref())
            .map(|owner| composer.line(owner, own)),
        effect: follow_up
            .and_then(|follow_up| follow_up.effect.as_ref())
            .map(|effect| (effect, own))
            .or(otherwise)
            .map(|(effect, own)| composer.prose(effect, own)),
        next: follow_up.and_then(|follow_up| {
            let next = composer.line(follow_up.next.as_ref()?, own);
            let by = follow_up.by.map(|by| composer.format_deadline(by.value));
            Some(composer.with_notes(next, &Vec::from_iter(by)))
        }),
    }
}

/// "approved on 2 July 2026 (12 for, 1 abstention)".
fn format_outcome(composer: &Composer, taken: &Taken) -> String {
    let result = Value::from(composer.choice_name("results", taken.result.key()));
    let date = Value::from(composer.format_date(taken.on));
    let said = composer.format_sentence("taken", [("result", result), ("date", date)]);
    let votes = format_votes(composer, taken.votes);
    if votes.is_empty() { said } else { format!("{said} ({})", votes.join(", ")) }
}

/// "12 for", "1 abstention": the votes that were counted, without those that nobody cast.
fn format_votes(composer: &Composer, votes: Votes) -> Vec<String> {
    [
        ("votes-for", votes.favourable),
        ("votes-against", votes.contrary),
        ("votes-abstentions", votes.abstentions),
    ]
    .into_iter()
    .filter_map(|(key, count)| Some((key, count.filter(|count| *count > 0)?)))
    .map(|(key, count)| composer.format_sentence(key, [("n", Value::from(count))]))
    .collect()
}

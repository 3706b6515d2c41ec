//! The note: one page with what is asked, what became of earlier decisions, and the sentences to remember.

use serde::Serialize;

use crate::deck::Deck;
use crate::deck::compose::{Composer, Line};
use crate::deck::plan::{Planned, Shows};
use crate::deck::shown::ShownItems;
use crate::deck::slides::{FollowUpSlide, decision, follow_up, funding};
use crate::narrative::{Answer, Decision, DeckFile};
use crate::schema::Text;

/// The note as its template takes it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct MeetingNote {
    meeting: Line,
    title: Line,
    status: Option<String>,
    asks_title: String,
    asks: Vec<NoteAsk>,
    follow_up: Option<FollowUpSlide>,
    remember_title: String,
    remember: Vec<Line>,
}

/// A decision to take, in two lines beside its amount.
#[derive(Debug, Serialize)]
struct NoteAsk {
    /// What the board is asked for, where that is no vote: of votes the heading says it.
    kicker: Option<String>,
    ask: Line,
    /// What it costs; none when nobody wrote it.
    amount: Option<Line>,
    /// Who is needed for it and by when; none when neither is known.
    facts: Option<Line>,
}

/// How many stories lend their titles when nobody wrote what to remember.
const REMEMBERED: usize = 3;

/// Composes the note: the decisions to take, the follow-up, and what to remember.
pub(super) fn compose_note(
    composer: &mut Composer,
    file: &DeckFile,
    deck: &Deck,
    planned: &[Planned],
) -> MeetingNote {
    let body = composer.capitalised_line(&file.meeting.board, None);
    let date = composer.program_line(&composer.format_date(file.meeting.date.value));
    let title = composer.line(&file.title, None);
    // Both are taken from the slides, so that the note asks for exactly what the deck asks for.
    let (mut asks, mut followed) = (Vec::new(), None);
    for planned in planned {
        match &planned.shows {
            Shows::Decision(asked) => {
                asks.push(compose_ask(composer, asked.decision, asked.ask));
            }
            Shows::FollowUp(before) => {
                followed = Some(follow_up(composer, None, &before.decisions));
            }
            _ => {}
        }
    }
    MeetingNote {
        meeting: composer.join_lines(vec![body, date, deck.front.period.clone()]),
        title,
        status: deck.front.status.clone(),
        asks_title: composer.word("note-asks"),
        asks,
        follow_up: followed,
        remember_title: composer.word("note-remember"),
        remember: lines_to_remember(composer, file, planned),
    }
}

fn compose_ask(composer: &mut Composer, asked: &Decision, words: &Text) -> NoteAsk {
    let line = composer.line(words, asked.language.as_ref());
    let amount = decision::format_money(composer, asked).map(|money| composer.program_line(&money));
    let staff = decision::compose_staff(composer, asked);
    let by = asked.by.map(|by| composer.program_line(&composer.format_deadline(by.value)));
    let origin = funding::format_origin(composer, &asked.funding).into_iter();
    let origin = origin.map(|words| composer.program_line(&words));
    let facts: Vec<Line> = origin.chain(staff).chain(by).collect();
    NoteAsk {
        kicker: (asked.answer != Answer::Vote)
            .then(|| composer.word(decision::kicker_key(asked.answer))),
        ask: line,
        amount,
        facts: (!facts.is_empty()).then(|| composer.join_lines(facts).capitalised()),
    }
}

/// The sentences somebody wrote to remember, else the titles of the first stories.
fn lines_to_remember(composer: &mut Composer, file: &DeckFile, planned: &[Planned]) -> Vec<Line> {
    if !file.remember.is_empty() {
        let written = file.remember.iter();
        return written.map(|text| composer.line(text, None)).collect();
    }
    let stories = ShownItems::from_slides(planned).stories.into_iter().take(REMEMBERED);
    stories.map(|story| composer.line(&story.title, story.language.as_ref())).collect()
}

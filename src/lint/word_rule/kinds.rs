//! What a text is, where a rule of words asks for more than its key: `where` and `not-where` in a file of words.

use std::collections::HashSet;

use serde::Deserialize;

use crate::lint::figures::is_unit;
use crate::lint::titles::{TitleScope, deck_titles};
use crate::lint::{Context, Passage, Showing};
use crate::narrative::{Audience, Figure, Nature, Story, Tone};
use crate::period::Period;
use crate::project::Policy;
use crate::schema::Role;
use crate::source::Span;

/// What a text may be.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextKind {
    /// Said by somebody outside, in the original or translated.
    Quoted,
    /// Said by somebody outside, word for word.
    Verbatim,
    /// Said aloud, and printed in the speaker's script alone.
    Spoken,
    /// What belongs to a voice, or says who speaks.
    OfVoice,
    /// What belongs to a voice that is critical.
    OfCriticalVoice,
    /// What belongs to a voice that is pleased with us.
    OfFavourableVoice,
    /// What belongs to a figure.
    OfFigure,
    /// What belongs to a figure that is an amount of money.
    OfMoneyFigure,
    /// What belongs to a figure of which no story says who else had a part in it.
    OfUnsharedFigure,
    /// What belongs to a story that says who else took part.
    OfSharedStory,
    /// What belongs to a story that lets voices speak and shows no number.
    OfStoryWithoutFigures,
    /// A title over what people say.
    TitleOverVoices,
    /// What belongs to a deck that anybody may see in the months before an election.
    BeforeElection,
}

/// A question about a text, with what it takes to answer it.
type IsOfKind<'c> = Box<dyn Fn(&Passage) -> bool + 'c>;

/// Whether a text is all that is asked for.
pub fn are_all<'c>(kinds: &[TextKind], context: &'c Context) -> IsOfKind<'c> {
    let questions: Vec<_> = kinds.iter().map(|kind| kind.prepare(context)).collect();
    Box::new(move |passage| questions.iter().all(|is_of_kind| is_of_kind(passage)))
}

/// Whether a text is one of some kinds.
pub fn is_any<'c>(kinds: &[TextKind], context: &'c Context) -> IsOfKind<'c> {
    let questions: Vec<_> = kinds.iter().map(|kind| kind.prepare(context)).collect();
    Box::new(move |passage| questions.iter().any(|is_of_kind| is_of_kind(passage)))
}

impl TextKind {
    /// Gathers once for all texts what the question needs.
    fn prepare<'c>(self, context: &'c Context) -> IsOfKind<'c> {
        match self {
            Self::Quoted => Box::new(|passage| passage.is_quoted()),
            Self::Verbatim => Box::new(|passage| passage.leaf.is_verbatim()),
            Self::Spoken => Box::new(|passage| passage.leaf.role == Role::Spoken),
            Self::OfVoice => {
                Box::new(|passage| passage.leaf.entry_of == "voice" || passage.leaf.of == "voice")
            }
            Self::OfFigure => Box::new(|passage| passage.leaf.entry_of == "figure"),
            Self::OfCriticalVoice => {
                let critical = context.voices().filter(|voice| voice.is_critical());
                of_entries(critical.map(|voice| voice.span))
            }
            Self::OfFavourableVoice => {
                let favourable =
                    context.voices().filter(|voice| voice.tone == Some(Tone::Supportive));
                of_entries(favourable.map(|voice| voice.span))
            }
            Self::OfMoneyFigure => {
                let money = context.figures().filter(|figure| is_money(figure));
                of_entries(money.map(|figure| figure.span))
            }
            Self::OfUnsharedFigure => of_entries(unshared_figures(context).into_iter()),
            Self::OfSharedStory => {
                let shared = context.stories().filter(|story| names_others(story));
                of_entries(shared.map(|story| story.span))
            }
            Self::OfStoryWithoutFigures => {
                let quoting = |story: &&Story| !story.voices.is_empty() && story.figures.is_empty();
                of_entries(context.stories().filter(quoting).map(|story| story.span))
            }
            Self::TitleOverVoices => {
                let heard = deck_titles(context).filter(|(_, over)| *over == TitleScope::Heard);
                let titles: HashSet<Span> = heard.map(|(title, _)| title.leaf.text.span).collect();
                Box::new(move |passage| titles.contains(&passage.leaf.text.span))
            }
            Self::BeforeElection => {
                let policy = &context.project.settings.policy;
                let guarded = context.showings.iter().filter(|showing| is_guarded(showing, policy));
                let guarded: HashSet<&str> =
                    guarded.map(|showing| showing.folder.path.as_str()).collect();
                Box::new(move |passage| guarded.contains(passage.folder.path.as_str()))
            }
        }
    }
}

/// Whether a text belongs to one of some entries.
fn of_entries<'c>(entries: impl Iterator<Item = Span>) -> IsOfKind<'c> {
    let entries: HashSet<Span> = entries.collect();
    Box::new(move |passage| entries.contains(&passage.leaf.entry))
}

fn is_money(figure: &Figure) -> bool {
    figure.nature == Some(Nature::Amount) || is_unit(&figure.unit, "euros")
}

fn names_others(story: &Story) -> bool {
    let contribution = story.contribution.as_ref();
    contribution.is_some_and(|contribution| !contribution.others.is_empty())
}

/// The figures that no story shares with others who took part.
fn unshared_figures(context: &Context) -> Vec<Span> {
    let shared = context.stories().filter(|story| names_others(story));
    let shared = shared.flat_map(|story| &story.figures);
    let shared: HashSet<&str> = shared.map(|id| id.value.as_str()).collect();
    let own = context.figures().filter(|figure| !shared.contains(figure.id.value.as_str()));
    own.map(|figure| figure.span).collect()
}

/// Whether anybody may see a deck in months that the project declares.
fn is_guarded(showing: &Showing, policy: &Policy) -> bool {
    let day = showing.file.meeting.date.value;
    let is_within = |period: &Period| period.contains(day);
    showing.audience == Audience::Public && policy.pre_election.iter().any(is_within)
}

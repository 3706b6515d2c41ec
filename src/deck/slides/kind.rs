//! What a kind of slide says of itself, so that no other part of the program has to know it.

use crate::deck::compose::Composer;
use crate::deck::material::DeckMaterial;
use crate::deck::plan::{Planned, Planner};
use crate::deck::shown::ShownItems;
use crate::narrative::Options;
use crate::source::Span;

/// What a slide to come shows. Each kind has one type of it, beside what its template is given.
pub trait ShownKind<'a>: Sized {
    /// What an entry of a running order holds of it; `()` for one that a single word asks for.
    type Written: 'a;
    /// What its template is given.
    type Slide;

    /// Plans the slides that an entry asks for; none when there is nothing to show, or nothing that may be shown.
    fn plan_entry(
        planner: &mut Planner<'a, '_>,
        written: &'a Self::Written,
        options: &Options,
        origin: Span,
    );

    /// What tells it from other slides of its kind in one deck, and stays the same when slides come or go; none when a deck has
    /// one of them.
    fn own_name(&self) -> Option<String>;

    /// The passage of the deck that it opens.
    fn passage_opened(&self) -> PassageOpened<'a>;

    /// Adds the entries it shows to those that a deck shows.
    fn add_to_shown(&self, shown: &mut ShownItems<'a>);

    /// The places of the entries it was made from, for the rules that were set aside there.
    fn entry_spans(&self) -> Vec<Span>;

    /// What its template is given.
    fn compose(
        &self,
        composer: &mut Composer,
        planned: &Planned,
        material: &DeckMaterial,
    ) -> Self::Slide;
}

/// The passage that a slide opens, unless a chapter holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassageOpened<'a> {
    /// It goes on with the one before.
    None,
    /// A chapter, by its title.
    Chapter(&'a str),
    /// One of this name, as a word of the catalogue.
    Named(&'static str),
    /// One of this name, unless it stands behind stories, which it proves.
    Evidence(&'static str),
}

//! Numbers that are computed rather than typed, and what of any number may be told.
//!
//! [`compute`] stands between reading and planning: it gives each figure its number, and a finding to each that has none.
//! A figure without its number is not shown: the story stands without it, and is told so.

mod arithmetic;
mod order;
pub mod seasons;
pub mod sober;
mod step;

use crate::finding::Report;
use crate::narrative::Narratives;

/// Computes the figures of some decks, each given by its folder and its narratives, in the order of their dependence.
pub fn compute(decks: &mut [(&str, &mut Narratives)], report: &mut Report) {
    let drafts = decks.iter_mut().enumerate().flat_map(|(deck, (_, narratives))| {
        let drafts = std::mem::take(&mut narratives.drafts);
        drafts.into_iter().map(move |draft| (deck, draft))
    });
    let drafts = drafts.collect();
    for (deck, figure) in order::computed(drafts, report) {
        let narratives = &mut decks[deck].1;
        match figure {
            Ok(figure) => narratives.figures.push(figure),
            Err(id) => narratives.uncomputed.push(id),
        }
    }
}

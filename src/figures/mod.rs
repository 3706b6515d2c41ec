//! Numbers that are computed rather than typed, and what of any number may be told.
//!
//! [`compute`] stands between reading and planning: it gives each figure its number, and a finding to each that has none.
//! A figure without its number is not shown: the story stands without it, and is told so.

mod arithmetic;
mod fault;
mod file;
mod layout;
mod order;
pub mod seasons;
mod series;
pub mod sober;
mod step;
mod table;

use crate::data::Layout;
use crate::finding::Report;
use crate::locale::Language;
use crate::narrative::{DeckFile, Narratives};
use crate::schema::Text;
use crate::tree::Tree;

use file::DataAccess;

/// Computes the figures of some decks, each given by its folder and its narratives, in the order of their dependence.
///
/// Data files are read from the tree, in the layouts that the project names or in those that are known to all. The
/// language is that of months on the axis of a chart.
pub fn compute(
    decks: &mut [(&str, &mut Narratives)],
    tree: &Tree,
    formats: &[(Text, Layout)],
    language: Language,
    report: &mut Report,
) {
    let folders: Vec<String> = decks.iter().map(|(folder, _)| folder.to_string()).collect();
    let desks = folders.iter().map(|folder| DataAccess { tree, formats, folder });
    let desks: Vec<DataAccess> = desks.collect();
    let drafts = decks.iter_mut().enumerate().flat_map(|(deck, (_, narratives))| {
        let drafts = std::mem::take(&mut narratives.drafts);
        drafts.into_iter().map(move |draft| (deck, draft))
    });
    let drafts = drafts.collect();
    for (deck, figure) in order::compute_drafts(drafts, &desks, report) {
        let narratives = &mut decks[deck].1;
        match figure {
            Ok(mut figure) => {
                series::fill_series(&mut figure, language);
                narratives.figures.push(figure);
            }
            Err(uncomputed) => narratives.uncomputed.push(uncomputed),
        }
    }
}

/// Reads the tables of some decks from their files, each deck given by its folder and its own file, and checks their totals.
pub fn fill_tables(decks: &mut [(&str, &mut DeckFile)], tree: &Tree, report: &mut Report) {
    for (folder, file) in decks {
        let desk = DataAccess { tree, formats: &[], folder };
        file.tables_mut().into_iter().for_each(|table| table::fill_table(table, desk, report));
    }
}

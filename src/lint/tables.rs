//! Tables and timelines of running orders: what would make them hard to read.

use crate::finding::rules::{LONE_EVENT, UNEVEN_ROW, WIDE_TABLE};
use crate::finding::{Finding, Message, Report};
use crate::narrative::{DataTable, Entry, Kind, Timeline};
use crate::project::Project;

/// The most columns of a table: at 18 pt, each then holds about ten letters.
const MOST_COLUMNS: usize = 7;

/// Tells what is wrong with the tables and timelines of a project.
pub fn tables(project: &Project, report: &mut Report) {
    let files = project.decks.iter().filter_map(|deck| deck.file.as_ref());
    let orders = files.filter_map(|file| file.order.as_ref());
    orders.for_each(|entries| in_entries(entries, report));
}

fn in_entries(entries: &[Entry], report: &mut Report) {
    for entry in entries {
        match &entry.kind {
            Kind::Table(table) => in_table(table, report),
            Kind::Timeline(timeline) => in_timeline(timeline, report),
            Kind::Chapter(_, slides) => in_entries(slides, report),
            _ => {}
        }
    }
}

fn in_table(table: &DataTable, report: &mut Report) {
    let columns = table.head.len();
    for row in &table.rows {
        if row.cells.len() != columns {
            let message = Message::new("uneven-row")
                .with("cells", row.cells.len())
                .with("columns", columns);
            let finding = Finding::new(&UNEVEN_ROW, row.span, message);
            report.push(finding.hint(Message::new("hint-uneven-row")));
        }
    }
    if let Some(first) = table.head.get(MOST_COLUMNS) {
        let message = Message::new("wide-table")
            .with("columns", columns)
            .with("most", MOST_COLUMNS);
        let finding = Finding::new(&WIDE_TABLE, first.span, message);
        report.push(finding.hint(Message::new("hint-wide-table")));
    }
}

fn in_timeline(timeline: &Timeline, report: &mut Report) {
    if let [event] = timeline.events.as_slice() {
        let finding = Finding::new(&LONE_EVENT, event.span, Message::new("lone-event"));
        report.push(finding.hint(Message::new("hint-lone-event")));
    }
}

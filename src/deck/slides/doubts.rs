//! What failed, what is not known.

use serde::Serialize;

use crate::deck::compose::{Composer, Line, Row};
use crate::narrative::{Doubt, Text};

/// What the slide of doubts shows.
#[derive(Debug, Serialize)]
pub struct Doubts {
    kicker: Line,
    title: Line,
    doubts: Vec<Admitted>,
}

/// One doubt.
#[derive(Debug, Serialize)]
struct Admitted {
    what: Line,
    rows: Vec<Row>,
}

/// Composes the doubts.
pub fn doubts(composer: &mut Composer, title: Option<&Text>, doubts: &[&Doubt]) -> Doubts {
    let title = composer.title(title, "title-doubts");
    Doubts {
        kicker: composer.said(&composer.word("kicker-doubts")),
        title,
        doubts: doubts.iter().map(|doubt| admitted(composer, doubt)).collect(),
    }
}

fn admitted(composer: &mut Composer, doubt: &Doubt) -> Admitted {
    let own = doubt.language.as_ref();
    let what = composer.line(&doubt.what, own);
    let mut rows = Vec::new();
    rows.extend(doubt.why.as_ref().map(|why| composer.row("doubt-why", why, own)));
    rows.extend(doubt.next.as_ref().map(|next| composer.row("doubt-next", next, own)));
    Admitted { what, rows }
}

//! The doubts: what failed and what is not known.

use serde::Serialize;

use crate::deck::compose::{Composer, LabelledText, Line};
use crate::narrative::Doubt;
use crate::schema::Text;

/// The slide that admits doubts.
#[derive(Debug, Serialize)]
pub struct Doubts {
    kicker: Line,
    title: Line,
    doubts: Vec<Admitted>,
}

/// One doubt, with why and what will be done when somebody wrote that.
#[derive(Debug, Serialize)]
struct Admitted {
    what: Line,
    rows: Vec<LabelledText>,
}

/// Composes the slide of doubts.
pub fn compose_doubts(composer: &mut Composer, title: Option<&Text>, doubts: &[&Doubt]) -> Doubts {
    let title = composer.title_or_default(title, "title-doubts");
    Doubts {
        kicker: composer.program_line(&composer.word("kicker-doubts")),
        title,
        doubts: doubts.iter().map(|doubt| compose_doubt(composer, doubt)).collect(),
    }
}

fn compose_doubt(composer: &mut Composer, doubt: &Doubt) -> Admitted {
    let own = doubt.language.as_ref();
    let what = composer.line(&doubt.what, own);
    let mut rows = Vec::new();
    rows.extend(doubt.why.as_ref().map(|why| composer.labelled_row("doubt-why", why, own)));
    rows.extend(doubt.next.as_ref().map(|next| composer.labelled_row("doubt-next", next, own)));
    Admitted { what, rows }
}

//! The links of a PDF, read from the file itself.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Rect, String as PdfString};
use hayro_syntax::page::Page;

/// A link from a page to another place of the same PDF; pages are counted from 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// The page it stands on.
    pub from: usize,
    /// The page it leads to.
    pub to: usize,
    /// What it says of itself to those who do not see it.
    pub said: String,
    /// Whether it lies on its page, and leads to a place on its own.
    pub is_on_page: bool,
}

/// All links of a PDF that lead to a place in it, page by page.
///
/// # Panics
///
/// When the PDF cannot be read, or a link leads to no page.
pub fn links(pdf: &[u8]) -> Vec<Link> {
    let read = Pdf::new(pdf.to_vec()).expect("a PDF");
    let pages: Vec<&Page> = read.pages().iter().collect();
    let mut found = Vec::new();
    for (at, page) in pages.iter().enumerate() {
        let annotations = page.raw().get::<Array>("Annots");
        let annotations = annotations.iter().flat_map(|all| all.iter::<Dict>());
        let links = annotations.filter_map(|link| inner(&link, at, &pages));
        found.extend(links);
    }
    found
}

/// An annotation of a page as a link, if it leads to a place in the PDF.
fn inner(link: &Dict, at: usize, pages: &[&Page]) -> Option<Link> {
    let destination = link.get::<Array>("Dest")?;
    assert_eq!(link.get::<Name>("Subtype").as_deref(), Some(&b"Link"[..]));
    let mut parts = destination.raw_iter();
    let target = parts.next().and_then(|it| it.as_obj_ref());
    let target = target.expect("a destination names a page").into();
    let is_target = |page: &&Page| page.raw().obj_id() == Some(target);
    let to = pages.iter().position(is_target);
    let to = to.expect("a link leads to a page");
    let height = match parts.nth(2) {
        Some(MaybeRef::NotRef(number)) => number.into_number().map(|it| it.as_f64()),
        _ => None,
    };
    let rect = link.get::<Rect>("Rect").expect("a place");
    let (own, its) = (pages[at].media_box(), pages[to].media_box());
    let lies = own.x0 <= rect.x0 && rect.x1 <= own.x1 && own.y0 <= rect.y0 && rect.y1 <= own.y1;
    let lands = height.is_some_and(|y| (its.y0..=its.y1).contains(&y));
    let said = link.get::<PdfString>("Contents").expect("an alternative");
    Some(Link {
        from: at + 1,
        to: to + 1,
        said: String::from_utf8_lossy(said.as_bytes()).into_owned(),
        is_on_page: lies && lands,
    })
}

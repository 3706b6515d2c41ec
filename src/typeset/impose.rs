//! Pages put on other pages: a slide is laid out once and stands small on paper, with its text, its tags and its links.
//!
//! The paper leaves a hole for each page it shows: `#metadata((page: 3, width: 240)) <sheet>`, with the number of the
//! page, from 1, and the width in points at which it is shown. The page goes where the mark stands. The pages of a
//! slide that goes on must all be shown, one after the other and in one cell: a table open at the end of one page is
//! closed on the next.

use serde::Deserialize;
use typst::foundations::Label;
use typst::introspection::Tag;
use typst::layout::{Frame, FrameItem, GroupItem, Ratio, Transform};
use typst::model::Document;
use typst::utils::PicoStr;
use typst::visualize::Curve;
use typst_layout::{Page, PagedDocument};

use super::record::read_metadata;
use super::trouble::Trouble;

/// The label of a hole.
const SHEET: &str = "sheet";

/// A hole in a paper.
#[derive(Debug, Deserialize)]
struct PageHole {
    /// The page that goes there, from 1.
    page: usize,
    /// The width at which it is shown, in points.
    width: f64,
}

/// The paper with the pages of a document in its holes.
pub(super) fn impose(
    paper: &PagedDocument,
    shown: &PagedDocument,
) -> Result<PagedDocument, Trouble> {
    let press = Press { pages: shown.pages(), sheet: Label::new(PicoStr::intern(SHEET)) };
    let printed = paper.pages().iter().map(|page| {
        let frame = press.fill_holes(&page.frame)?;
        Ok(Page { frame, ..page.clone() })
    });
    let printed: Result<_, Trouble> = printed.collect();
    Ok(PagedDocument::new(printed?, paper.info().clone()))
}

/// The pages to show and the mark of a hole.
struct Press<'a> {
    pages: &'a [Page],
    sheet: Option<Label>,
}

impl Press<'_> {
    /// A frame with its holes filled.
    fn fill_holes(&self, frame: &Frame) -> Result<Frame, Trouble> {
        // A new frame is built, as nothing can be put between the items of one while they are walked. Groups are walked
        // too: a hole most often stands in a block, which is a group of its own.
        let mut printed = Frame::new(frame.size(), frame.kind());
        if frame.has_baseline() {
            printed.set_baseline(frame.baseline());
        }
        for (at, item) in frame.items() {
            match item {
                FrameItem::Group(group) => {
                    let frame = self.fill_holes(&group.frame)?;
                    let group = GroupItem { frame, ..group.clone() };
                    printed.push(*at, FrameItem::Group(group));
                }
                item => printed.push(*at, item.clone()),
            }
            // The page comes directly behind the tag that marks it. So its own tags lie inside the element around the hole,
            // and the PDF keeps the order in which both are read.
            if let Some(hole) = self.read_hole(item)? {
                printed.push(*at, FrameItem::Group(self.scaled_page(&hole)?));
            }
        }
        Ok(printed)
    }

    /// The hole that an item of a frame marks.
    fn read_hole(&self, item: &FrameItem) -> Result<Option<PageHole>, Trouble> {
        match item {
            // The mark also has an end tag, which is skipped: each hole would be filled twice otherwise.
            FrameItem::Tag(Tag::Start(mark, _)) if mark.label() == self.sheet => {
                read_metadata(SHEET, mark).map(Some)
            }
            _ => Ok(None),
        }
    }

    /// A page as it stands in a hole, on its own ground.
    fn scaled_page(&self, hole: &PageHole) -> Result<GroupItem, Trouble> {
        let page = hole.page.checked_sub(1).and_then(|at| self.pages.get(at));
        let page = page.ok_or_else(|| {
            Trouble::internal(format!("page {} of a `<{SHEET}>` mark does not exist", hole.page))
        })?;
        let mut frame = page.frame.clone();
        // The ground of a page is not among the items of its frame: it would be lost, and the colour of the paper would
        // show.
        if let Some(paint) = page.fill_or_transparent() {
            frame.fill(paint);
        }
        // What hangs over the edge of a page is cut by the page itself. On paper nothing else would cut it.
        let clip = Some(Curve::rect(frame.size()));
        let share = Ratio::new(hole.width / frame.width().to_pt());
        Ok(GroupItem { transform: Transform::scale(share, share), clip, ..GroupItem::new(frame) })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::super::tests::pages;
    use super::super::{Pages, TroubleSeverity};
    use super::*;

    const SLIDES: &str =
        "#set document(title: \"t\", date: datetime(year: 2026, month: 10, day: 8))
#set page(width: 160pt, height: 90pt, margin: 9pt, fill: luma(240))
= One
Text with *weight* and #link(\"https://example.org\")[a link].
#table(columns: 2, table.header[A][B], ..range(12).map(n => [#n]))
= Two
#quote(block: true)[More.]";

    /// A paper with holes for these pages, a word and a line before and after.
    fn paper(holes: &[usize]) -> Pages {
        let hole = |page: &usize| {
            format!(
                "#block(width: 80pt, height: 45pt)[#metadata((page: {page}, width: 80)) <sheet>]\n"
            )
        };
        let holes: String = holes.iter().map(hole).collect();
        pages(&format!(
            "#set document(title: \"p\", date: datetime(year: 2026, month: 10, day: 8))
#set page(width: 300pt, height: 200pt, margin: 20pt)
{holes}
Notes."
        ))
    }

    fn tags<'a>(frame: &'a Frame, found: &mut Vec<&'a Tag>) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Tag(tag) => found.push(tag),
                FrameItem::Group(group) => tags(&group.frame, found),
                _ => {}
            }
        }
    }

    #[test]
    fn pages_stand_in_their_holes_as_text_with_headings_and_links() {
        let slides = pages(SLIDES);
        let all: Vec<usize> = (1..=slides.count()).collect();
        let printed = paper(&all).fill_holes(&slides).expect("pages");
        let text: String = (1..=printed.count()).map(|page| printed.page_text(page)).collect();
        for words in ["One", "weight", "a link", "More.", "Notes."] {
            assert!(text.contains(words), "{text}");
        }
        let headings = printed.headings().into_iter();
        let titles: Vec<String> = headings.map(|(_, title, _)| title).collect();
        assert_eq!(titles, ["One", "Two"]);
        let pdf = printed.export_pdf().expect("a pdf");
        assert!(pdf.windows(19).any(|found| found == b"https://example.org"));
    }

    #[test]
    fn a_table_that_goes_on_over_two_pages_is_accepted_and_the_same_bytes_come_twice() {
        let slides = pages(SLIDES);
        let all: Vec<usize> = (1..=slides.count()).collect();
        assert!(all.len() > 2, "the table must go on");
        let pdf = || paper(&all).fill_holes(&slides).expect("pages").export_pdf().expect("a pdf");
        assert_eq!(pdf(), pdf());
    }

    #[test]
    fn nothing_of_the_paper_is_mistaken_for_something_of_a_page() {
        let printed = paper(&[1, 2, 3]).fill_holes(&pages(SLIDES)).expect("pages");
        let mut found = Vec::new();
        printed.page_frames().for_each(|frame| tags(frame, &mut found));
        let starts = found.iter().filter(|tag| matches!(tag, Tag::Start(..)));
        let starts: Vec<_> = starts.map(|tag| tag.location()).collect();
        let distinct: HashSet<_> = starts.iter().collect();
        assert_eq!(distinct.len(), starts.len());
    }

    #[test]
    fn a_hole_for_a_page_that_does_not_exist_is_an_internal_trouble() {
        for page in [0, 9] {
            let trouble = paper(&[page]).fill_holes(&pages(SLIDES)).err().expect("a trouble");
            assert_eq!(trouble.severity, TroubleSeverity::Internal);
        }
    }
}

//! The plain text of a page, read from what Typst placed.

use typst::layout::{Abs, Frame, FrameItem, Point, Transform};
use typst::text::TextItem;

/// The text of a frame in the order it was placed, one line of the page per line.
pub(super) fn plain_text(frame: &Frame) -> String {
    let mut lines = Lines::default();
    lines.read(frame, Transform::identity());
    lines.text
}

/// Text read so far and where it ends.
#[derive(Default)]
struct Lines {
    text: String,
    end: Option<End>,
}

/// Where a run ends and how large it is.
struct End {
    at: Point,
    size: Abs,
}

impl Lines {
    /// Reads a frame and those in it.
    fn read(&mut self, frame: &Frame, outer: Transform) {
        for (at, item) in frame.items() {
            match item {
                FrameItem::Group(group) => {
                    let inner = outer.pre_concat(Transform::translate(at.x, at.y));
                    self.read(&group.frame, inner.pre_concat(group.transform));
                }
                FrameItem::Text(run) => self.add(run, at.transform(outer)),
                _ => {}
            }
        }
    }

    /// Adds a run, after a line break or a space if it does not touch the last one.
    fn add(&mut self, run: &TextItem, at: Point) {
        if let Some(end) = &self.end {
            let size = end.size.max(run.size);
            let gap = at.x - end.at.x;
            // A raised letter stays on its line; the next line is further away.
            if (at.y - end.at.y).abs() > size * 0.6 || gap < -size {
                self.text.push('\n');
            } else if gap > size * 0.15 && !self.text.ends_with(char::is_whitespace) {
                self.text.push(' ');
            }
        }
        self.text.push_str(&run.text);
        self.end = Some(End {
            at: at + Point::with_x(run.width()),
            size: run.size,
        });
    }
}

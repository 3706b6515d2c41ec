//! The plain text of a page, read from what Typst placed on it.

use typst::layout::{Abs, Frame, FrameItem, Point, Transform};
use typst::text::TextItem;

/// The text of a frame in the order in which it was placed; each line of the page is a line.
pub(super) fn plain_text(frame: &Frame) -> String {
    let mut lines = LineStarts::default();
    lines.read_frame(frame, Transform::identity());
    lines.text
}

/// The text read so far, and where it ends on the page.
#[derive(Default)]
struct LineStarts {
    text: String,
    end: Option<End>,
}

/// The end of a run and the size of its type.
struct End {
    at: Point,
    size: Abs,
}

impl LineStarts {
    /// Reads a frame and all frames inside it.
    fn read_frame(&mut self, frame: &Frame, outer: Transform) {
        for (at, item) in frame.items() {
            match item {
                FrameItem::Group(group) => {
                    // Positions in a group are its own. The transformations on the way are
                    // multiplied up, so that runs compare on the page.
                    let inner = outer.pre_concat(Transform::translate(at.x, at.y));
                    self.read_frame(&group.frame, inner.pre_concat(group.transform));
                }
                FrameItem::Text(run) => self.add_run(run, at.transform(outer)),
                _ => {}
            }
        }
    }

    /// Adds a run, after a line break or a space when it does not touch the run before.
    fn add_run(&mut self, run: &TextItem, at: Point) {
        if let Some(end) = &self.end {
            let size = end.size.max(run.size);
            let gap = at.x - end.at.x;
            // A raised letter stays on its line; the next line is farther away. A run that
            // begins far to the left starts a new line.
            if (at.y - end.at.y).abs() > size * 0.6 || gap < -size {
                let shown = self.text.trim_end_matches(' ').len();
                self.text.truncate(shown);
                self.text.push('\n');
            } else if gap > size * 0.15 && !self.text.ends_with(char::is_whitespace) {
                self.text.push(' ');
            }
        }
        self.text.push_str(&run.text);
        self.end = Some(End { at: at + Point::with_x(run.width()), size: run.size });
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::pages;

    /// The lines of a narrow block.
    fn lines(text: &str, width: &str) -> Vec<String> {
        let page = pages(&format!("#block(width: {width}, par(\"{text}\"))"));
        page.page_text(1).lines().map(str::to_owned).collect()
    }

    #[test]
    fn a_line_of_the_page_is_a_line_of_text() {
        assert_eq!(lines("aaaa bbbb cccc", "30pt"), ["aaaa", "bbbb", "cccc"]);
        assert_eq!(pages("a *b* c#super[er] d").page_text(1), "a b cer d");
        assert_eq!(pages("#grid(columns: 2, gutter: 9pt)[a][b]").page_text(1), "a b");
    }

    #[test]
    fn numbers_do_not_break_at_their_no_break_spaces() {
        let text = "voici 1\u{202f}234\u{202f}567 nuits et 12\u{a0}% de plus";
        for width in ["1pt", "20pt", "35pt", "50pt", "60pt"] {
            let lines = lines(text, width);
            assert!(lines.iter().any(|l| l.contains("1\u{202f}234\u{202f}567")), "{lines:?}");
            assert!(lines.iter().any(|l| l.contains("12\u{a0}%")), "{lines:?}");
        }
    }
}

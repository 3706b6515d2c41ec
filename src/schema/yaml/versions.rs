//! Two versions of a file that git could not join, and left beside one another in it.

use std::ops::Range;

use crate::finding::rules::BROKEN_YAML;
use crate::finding::{Finding, Message};
use crate::source::{SourceId, Span};

/// The signs of which git repeats one seven times to mark a version: where the first begins, where what both come from does,
/// where the second begins, where it ends.
const SIGNS: [char; 4] = ['<', '|', '=', '>'];

/// What to report where git left two versions of a text beside one another, or a mark of one; none where it did not.
pub(super) fn find_versions(text: &str, id: SourceId) -> Option<Finding> {
    let marks: Vec<(char, Range<usize>)> = merge_marks(text).collect();
    let (sign, first) = marks.first()?;
    let (key, hint) = if has_both(&marks) {
        ("yaml-two-versions", "hint-two-versions")
    } else {
        // Somebody chose a version and left a mark behind. No YAML has such a line at the margin, not even in a text.
        ("yaml-lone-mark", "hint-lone-mark")
    };
    let mark: String = std::iter::repeat_n(*sign, LENGTH).collect();
    let message = Message::new(key).with("mark", mark);
    let finding = Finding::new(&BROKEN_YAML, Span::new(id, first.clone()), message);
    Some(finding.with_hint(Message::new(hint)))
}

/// How often git repeats the sign.
const LENGTH: usize = 7;

/// Whether both versions are there, from their first mark to their last.
fn has_both(marks: &[(char, Range<usize>)]) -> bool {
    let place = |wanted: char| marks.iter().position(|(sign, _)| *sign == wanted);
    place('<') == Some(0) && place('=').is_some() && place('>') > place('=')
}

/// The lines that are marks of git, each with its sign.
fn merge_marks(text: &str) -> impl Iterator<Item = (char, Range<usize>)> {
    let mut next = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let at = next;
        next += line.len();
        let line = line.trim_end();
        let sign = line.chars().next().filter(|sign| SIGNS.contains(sign))?;
        let rest = line.trim_start_matches(sign);
        let is_mark = line.len() - rest.len() == LENGTH
            && (rest.is_empty() || sign != '=' && rest.starts_with(' '));
        is_mark.then(|| (sign, at..at + line.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    /// The message of a text, and the line that it is about.
    fn told(text: &str) -> Option<(&'static str, &str)> {
        let id = Sources::default().add("", String::new());
        let finding = find_versions(text, id)?;
        Some((finding.message.key, &text[finding.span.range()]))
    }

    #[test]
    fn each_mark_of_git_is_told_even_alone() {
        for mark in
            ["<<<<<<< HEAD", "||||||| 3fa2c1d", "=======", ">>>>>>> accueil", "<<<<<<<", ">>>>>>>"]
        {
            let text = format!("titre: Le quai\r\n{mark}\r\nlieu: Gare\r\n");
            assert_eq!(told(&text), Some(("yaml-lone-mark", mark)), "{mark}");
        }
        let both = "<<<<<<< HEAD\na: 1\n||||||| base\na: 0\n=======\na: 2\n>>>>>>> b\n";
        assert_eq!(told(both), Some(("yaml-two-versions", "<<<<<<< HEAD")));
        let open = "<<<<<<< HEAD\na: 1\n=======\na: 2\n";
        assert_eq!(told(open), Some(("yaml-lone-mark", "<<<<<<< HEAD")));
    }

    #[test]
    fn lines_that_only_resemble_a_mark_are_none() {
        for text in [
            "a: |\n  Le quai\n  =======\n",
            "========\n",
            "<<<<<<\n",
            "# =======\n",
            "======= suite\n",
            "- >>>>>>>\n",
            "<<<<<<<HEAD\n",
        ] {
            assert_eq!(told(text), None, "{text}");
        }
    }
}

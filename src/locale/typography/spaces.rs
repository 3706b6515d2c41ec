//! Spaces around signs, decided gap by gap. A gap is between two characters that are not spaces, and may be empty.
//!
//! Each decision looks at the signs around its gap, never at spaces that other decisions may set.

use super::{Language, Letter, NARROW, NO_BREAK, is_blank, is_opening};

/// The text of the letters with the spaces of its language.
pub(super) fn set_spaces(letters: &[Letter], language: Language, before: Option<char>) -> String {
    let mut text = String::with_capacity(letters.len() + letters.len() / 8);
    let mut spaces = Spaces {
        letters,
        before: before.filter(|char| !char.is_whitespace()),
        grouped: false,
        minutes: None,
        aside: false,
    };
    // Each turn decides on the gap that starts at `at`, and writes the letter after it. The
    // gap after the last letter ends the loop.
    let mut at = 0;
    loop {
        let blanks = letters[at..].iter().take_while(|letter| letter.is_space()).count();
        let gap = SpaceRun { start: at, end: at + blanks };
        let space = match language {
            Language::Fr => spaces.french_space(gap),
            Language::En => spaces.english_space(gap),
        };
        match space {
            Some(space) => text.push(space),
            None => text.extend(letters[gap.start..gap.end].iter().map(|letter| letter.char)),
        }
        let Some(letter) = letters.get(gap.end) else {
            return text;
        };
        text.push(letter.char);
        spaces.note_letter(gap.end);
        at = gap.end + 1;
    }
}

impl Letter {
    fn is_space(&self) -> bool {
        !self.kept && is_blank(self.char)
    }

    /// Whether it is a digit that may be changed.
    pub(super) fn is_digit(&self) -> bool {
        !self.kept && self.char.is_ascii_digit()
    }

    /// Whether it is this character, and may be changed.
    pub(super) fn is_char(&self, char: char) -> bool {
        !self.kept && self.char == char
    }
}

/// The spaces between two letters, possibly none, as a range of letters.
#[derive(Clone, Copy)]
pub(super) struct SpaceRun {
    /// The index of its first space.
    pub(super) start: usize,
    /// The index of the letter after it.
    pub(super) end: usize,
}

impl SpaceRun {
    /// Whether two letters touch here.
    pub(super) fn is_empty(self) -> bool {
        self.start == self.end
    }
}

/// The letters, and what was learnt while reading them.
pub(super) struct Spaces<'a> {
    /// All letters of the run.
    pub(super) letters: &'a [Letter],
    /// The last character of the run before this one, unless it is a space.
    pub(super) before: Option<char>,
    /// Whether the digits being read follow another group of the same number.
    pub(super) grouped: bool,
    /// Where the minutes of the last hour start.
    pub(super) minutes: Option<usize>,
    /// Whether an aside between dashes is open in the sentence.
    aside: bool,
}

impl Spaces<'_> {
    /// The space to write in a gap; none leaves the gap as typed.
    fn french_space(&mut self, gap: SpaceRun) -> Option<char> {
        let left = self.sign_on_left(gap);
        let Some(right) = self.letters.get(gap.end) else {
            // The run ends with this gap. What follows is unknown, so only the space inside `«` is certain.
            return (left == Some('«') && !gap.is_empty()).then_some(NARROW);
        };
        if left == Some('«') {
            let empty = gap.is_empty() && right.is_char('»');
            return (!empty && right.char != '\n').then_some(NARROW);
        }
        if right.kept {
            return None;
        }
        // Between two digits of one group the gap is empty, and the number goes on.
        self.grouped = self.continues_number(gap) || (self.grouped && gap.is_empty());
        if self.grouped && !gap.is_empty() {
            return Some(NARROW);
        }
        let left = left?;
        match right.char {
            '»' => Some(NARROW),
            ';' | '!' | '?' => (takes_sign(left) && self.ends_word(gap.end)).then_some(NARROW),
            ':' => (takes_sign(left) && self.is_announcing_colon(gap.end)).then_some(NO_BREAK),
            // Called for every dash, as it also notes whether an aside is open.
            '–' | '—' => self.space_before_dash(gap),
            _ if self.follows_number_sign(gap) => Some(NO_BREAK),
            _ => self.before_unit(gap, true).then_some(NO_BREAK),
        }
    }

    fn english_space(&mut self, gap: SpaceRun) -> Option<char> {
        (!gap.is_empty() && self.before_unit(gap, false)).then_some(NO_BREAK)
    }

    /// Notes a letter that was written: whether a number goes on, and whether an aside ends with its sentence.
    fn note_letter(&mut self, at: usize) {
        let letter = self.letters[at];
        self.grouped &= letter.is_digit();
        let ends = matches!(letter.char, '.' | '!' | '?' | '…') && !letter.kept;
        // In `10.5` or `site.fr` the full stop does not end a sentence.
        let in_word = self.letters.get(at + 1).is_some_and(|next| next.char.is_alphanumeric());
        // In `– Quoi ? – dit-elle`, a dash after the mark still closes the aside.
        let dash_follows = || matches!(self.after_spaces(at + 1), Some('–' | '—'));
        if letter.char == '\n' || (ends && !in_word && !dash_follows()) {
            self.aside = false;
        }
    }

    /// The sign left of a gap, on the same line; a kept stretch counts as a word.
    fn sign_on_left(&self, gap: SpaceRun) -> Option<char> {
        match gap.start.checked_sub(1) {
            None => self.before,
            // Any letter stands for a word here.
            Some(at) if self.letters[at].kept => Some('x'),
            Some(at) => Some(self.letters[at].char).filter(|char| !char.is_whitespace()),
        }
    }

    fn after_spaces(&self, from: usize) -> Option<char> {
        let next = self.letters.get(self.skip_spaces(from, usize::MAX))?;
        Some(next.char)
    }

    /// Whether `;`, `!` or `?` ends a word here; in `page?x=1` and `!important` they do not.
    fn ends_word(&self, at: usize) -> bool {
        self.letters.get(at + 1).is_none_or(|next| {
            let sign = matches!(
                next.char,
                ';' | ':'
                    | '!'
                    | '?'
                    | '.'
                    | ','
                    | '…'
                    | ')'
                    | ']'
                    | '}'
                    | '»'
                    | '”'
                    | '’'
                    | '–'
                    | '—'
            );
            !next.kept && (sign || next.char.is_whitespace())
        })
    }

    /// Whether `:` introduces something; in `10:30`, `16:9` and `C:\` it does not.
    fn is_announcing_colon(&self, at: usize) -> bool {
        self.letters.get(at + 1).is_none_or(|next| {
            let quote = matches!(next.char, '«' | '»' | '“' | '”');
            !next.kept && (quote || next.char.is_whitespace())
        })
    }

    /// The space before a dash. A dash between spaces opens an aside; the next one
    /// closes it, and no line breaks before that one.
    fn space_before_dash(&mut self, gap: SpaceRun) -> Option<char> {
        let after = gap.end + 1;
        let spaced = !gap.is_empty() && self.letters.get(after).is_some_and(Letter::is_space);
        if !spaced || self.after_spaces(after) == Some('»') {
            return None;
        }
        self.aside = !self.aside;
        (!self.aside).then_some(NO_BREAK)
    }

    /// The first place after at most `most` spaces.
    pub(super) fn skip_spaces(&self, from: usize, most: usize) -> usize {
        let rest = self.letters.get(from..).unwrap_or_default();
        let spaces = rest.iter().take_while(|letter| letter.is_space());
        from + spaces.take(most).count()
    }
}

/// Whether a sign that takes a space before it may follow: not after another such sign, nor after an opening one.
fn takes_sign(left: char) -> bool {
    !"!?;:,\"'\\<>&#@|`~^+*_".contains(left) && !is_opening(left)
}

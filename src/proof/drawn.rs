//! What is drawn on a page, as text: in the text, beside it, and both together.

/// What is drawn on one page.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// The text, in the order it is drawn; a space wherever a stretch of it ends.
    pub text: String,
    /// What is drawn besides: headers and footers, glyphs for which another text stands, patterns, masks, notes.
    pub beside: String,
    /// Both of them in the order they are drawn; empty when either is.
    pub both: String,
}

impl Drawn {
    /// All of it, in the order it is drawn.
    pub fn all_text(&self) -> &str {
        match (self.both.is_empty(), self.text.is_empty()) {
            (false, _) => &self.both,
            (true, false) => &self.text,
            (true, true) => &self.beside,
        }
    }

    /// Adds what is drawn next: in the text, beside it, and both in their order. `left` counts down the bytes of text that
    /// may still be kept; when they do not suffice, nothing is added and nothing is left. Whether it was added.
    pub(super) fn add_texts(
        &mut self,
        (text, beside): (&str, &str),
        both: &str,
        left: &mut usize,
    ) -> bool {
        let has_text = !self.text.is_empty() || !text.is_empty();
        let is_parted = has_text && (!self.beside.is_empty() || !beside.is_empty());
        let has_both = !self.both.is_empty();
        // The order of both is only written once a drawing has texts of both kinds, as most have one. From then on each
        // text is stored twice, and the first time what stands so far is copied: all of that is paid for here, before
        // anything grows.
        let mut cost = text.len() + beside.len();
        if has_both {
            cost += both.len();
        } else if is_parted {
            cost += self.text.len() + self.beside.len() + both.len();
        }
        // Drawings that draw each other twice double the text with each level. Nothing more is added from here on, as
        // nothing is left.
        let Some(rest) = left.checked_sub(cost) else {
            *left = 0;
            return false;
        };
        *left = rest;
        if is_parted && !has_both {
            // One of them is empty so far, and so is the order of both.
            self.both = format!("{}{}", self.text, self.beside);
        }
        self.text.push_str(text);
        self.beside.push_str(beside);
        if is_parted {
            self.both.push_str(both);
        }
        true
    }
}

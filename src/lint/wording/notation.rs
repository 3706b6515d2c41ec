//! How a phrase is written in a list of words: `augment(é|ée|ent)`, `[toute] l'équipe`, `nos {works} …3 ont permis`.

use std::collections::BTreeMap;
use std::iter::Peekable;
use std::str::Chars;

/// The lists of one language, by name; a phrase of one may name another.
pub type ListsByName = BTreeMap<String, Vec<String>>;

/// A part of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PhrasePart {
    /// Letters and signs as they are written.
    Text(String),
    /// What stands between two words.
    Space,
    /// `(a|b)`: one of some ways to go on; `[a|b]`: one of them or nothing.
    Choice {
        /// The parts of each way, in the order written.
        ways: Vec<Vec<PhrasePart>>,
        /// Whether it may be missing.
        may_lack: bool,
    },
    /// `…3`: up to so many words of the same sentence.
    Gap(u32),
    /// `*`: the rest of a word, or a whole word.
    Letters,
    /// `{number}`, `{year}`, `{name}`: what no list can hold.
    Known(Known),
    /// `{start}`: where a sentence or a part of it starts.
    Start,
    /// `{end}`: where a sentence or a part of it ends.
    End,
    /// `>`: what stands before it must be there, and is not part of what is found.
    Behind,
}

/// What every list may name without listing it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// A number in digits.
    Number,
    /// A year of this century.
    Year,
    /// A word with a capital.
    Name,
}

/// The parts of a phrase; other lists of its language may be named in it.
///
/// # Panics
///
/// When it is not written well: a slip in our own files, which a test finds.
pub fn parse_phrase(phrase: &str, lists: &ListsByName) -> Vec<PhrasePart> {
    let mut reader = PhraseReader { phrase, signs: phrase.chars().peekable(), lists };
    let parts = reader.read_parts();
    assert!(reader.signs.next().is_none(), "`{phrase}`: a bracket is closed that was not opened");
    parts
}

/// A phrase on its way to its parts.
struct PhraseReader<'a> {
    /// The whole phrase, to be named where it is not written well.
    phrase: &'a str,
    /// What is not read yet.
    signs: Peekable<Chars<'a>>,
    /// The lists that it may name.
    lists: &'a ListsByName,
}

impl PhraseReader<'_> {
    /// The parts up to the end, or to what ends a way of a choice.
    fn read_parts(&mut self) -> Vec<PhrasePart> {
        let mut parts = Vec::new();
        while let Some(sign) = self.signs.next_if(|sign| !matches!(sign, '|' | ')' | ']' | '}')) {
            let part = match sign {
                ' ' => PhrasePart::Space,
                '(' => PhrasePart::Choice { ways: self.read_ways(')'), may_lack: false },
                '[' => PhrasePart::Choice { ways: self.read_ways(']'), may_lack: true },
                '{' => self.read_name(),
                '…' => PhrasePart::Gap(self.read_number()),
                '*' => PhrasePart::Letters,
                '>' => PhrasePart::Behind,
                letter => {
                    push_letter(&mut parts, letter);
                    continue;
                }
            };
            parts.push(part);
        }
        parts
    }

    /// The ways of a choice, up to the bracket that closes it.
    fn read_ways(&mut self, close: char) -> Vec<Vec<PhrasePart>> {
        let mut ways = vec![self.read_parts()];
        while self.signs.next_if_eq(&'|').is_some() {
            ways.push(self.read_parts());
        }
        assert!(self.signs.next() == Some(close), "`{}`: a `{close}` is missing", self.phrase);
        ways
    }

    /// What a name in braces stands for.
    fn read_name(&mut self) -> PhrasePart {
        let mut name = String::new();
        while let Some(letter) = self.signs.next_if(|sign| *sign != '}') {
            name.push(letter);
        }
        assert!(self.signs.next().is_some(), "`{}`: a `}}` is missing", self.phrase);
        match name.as_str() {
            "number" => PhrasePart::Known(Known::Number),
            "year" => PhrasePart::Known(Known::Year),
            "name" => PhrasePart::Known(Known::Name),
            "start" => PhrasePart::Start,
            "end" => PhrasePart::End,
            list => self.read_list(list),
        }
    }

    fn read_list(&self, name: &str) -> PhrasePart {
        let found = self.lists.get(name);
        let list = found.unwrap_or_else(|| panic!("`{}`: no list is called {name}", self.phrase));
        // A list that named itself would be read for ever.
        let mut others = self.lists.clone();
        others.remove(name);
        let ways = list.iter().map(|phrase| parse_phrase(phrase, &others)).collect();
        PhrasePart::Choice { ways, may_lack: false }
    }

    fn read_number(&mut self) -> u32 {
        let mut digits = String::new();
        while let Some(digit) = self.signs.next_if(char::is_ascii_digit) {
            digits.push(digit);
        }
        let most = digits.parse();
        most.unwrap_or_else(|_| panic!("`{}`: how many words may stand at `…`?", self.phrase))
    }
}

fn push_letter(parts: &mut Vec<PhrasePart>, letter: char) {
    match parts.last_mut() {
        Some(PhrasePart::Text(text)) => text.push(letter),
        _ => parts.push(PhrasePart::Text(letter.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> PhrasePart {
        PhrasePart::Text(text.to_string())
    }

    #[test]
    fn brackets_are_choices_and_names_are_lists() {
        let lists = ListsByName::from([("works".into(), vec!["page".into(), "site".into()])]);
        let works = PhrasePart::Choice {
            ways: vec![vec![text("page")], vec![text("site")]],
            may_lack: false,
        };
        assert_eq!(parse_phrase("nos {works}", &lists), [text("nos"), PhrasePart::Space, works]);
        let ending = PhrasePart::Choice { ways: vec![vec![text("s")]], may_lack: true };
        assert_eq!(parse_phrase("hausse[s]", &lists), [text("hausse"), ending]);
        let gap = [text("a"), PhrasePart::Space, PhrasePart::Gap(3), PhrasePart::Space, text("b")];
        assert_eq!(parse_phrase("a …3 b", &lists), gap);
    }

    #[test]
    #[should_panic(expected = "no list is called works")]
    fn a_list_that_is_not_there_is_told() {
        parse_phrase("nos {works}", &ListsByName::new());
    }

    #[test]
    #[should_panic(expected = "a `)` is missing")]
    fn an_open_bracket_is_told() {
        parse_phrase("augment(é|ée", &ListsByName::new());
    }

    #[test]
    #[should_panic(expected = "no list is called own")]
    fn a_list_that_names_itself_is_told() {
        let lists = ListsByName::from([("own".into(), vec!["{own} mot".into()])]);
        parse_phrase("{own}", &lists);
    }
}

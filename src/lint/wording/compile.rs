//! From the parts of a phrase to a regular expression.

use super::notation::{Known, PhrasePart};

/// Letters and digits, within a class. The letters of Latin script alone: a class of all letters of the world takes a
/// hundred times longer to compile.
const LETTER: &str = r"0-9A-Za-z_ªµºÀ-ÖØ-öø-ʯ\x{300}-\x{36f}";
const SPACE: &str = r"(?-i:\s+)";
/// Between the words of a gap, which does not go past the end of a line.
const SPACE_IN_LINE: &str = r"(?-i:[^\S\n]+)";
/// A word of a gap: up to what may end a sentence; `1.500` is one word.
const WORD_IN_GAP: &str = r"(?-i:[^\s.!?;]|\.\d)+";
/// A whole word that stands for itself.
const WHOLE_WORD: &str = r"(?-i:[^\s.,;:!?]+)";

const END: &str = r"(?:\s?[.,;:!?»”]|$)";

/// A phrase as a regular expression, in two halves around `>`.
#[derive(Debug, Clone)]
pub struct CompiledPhrase {
    /// What must stand before what is found; empty for most.
    pub context: String,
    /// What is found.
    pub words: String,
    /// Whether a letter right before would make another word of it.
    pub starts_word: bool,
    /// Whether a letter right behind would make another word of it.
    pub ends_word: bool,
    /// Whether the sentence, or a part of it, must end behind what is found.
    pub ends_sentence: bool,
}

impl CompiledPhrase {
    /// That of some parts.
    pub fn from_parts(parts: &[PhrasePart]) -> Self {
        let behind = parts.iter().position(|part| *part == PhrasePart::Behind);
        let (before, own) = match behind {
            Some(at) => (&parts[..at], without_first_space(&parts[at + 1..])),
            None => (&parts[..0], parts),
        };
        let (own, ends_sentence) = match own.split_last() {
            Some((PhrasePart::End, own)) => (own, true),
            _ => (own, false),
        };
        Self {
            context: write_parts(before),
            words: write_parts(&join_last_choices(own.to_vec())),
            starts_word: parts.first().is_some_and(is_start_of_word),
            ends_word: !ends_sentence && own.last().is_some_and(is_end_of_word),
            ends_sentence,
        }
    }

    /// What is found as a group, between what must stand before and behind it.
    pub fn write_group(&self) -> String {
        let end = if self.ends_sentence { END } else { "" };
        format!("{}({}){end}", self.context, self.words)
    }

    /// Context and words, without the boundaries of words.
    pub fn to_fragment(&self) -> String {
        let end = if self.ends_sentence { END } else { "" };
        format!("{}(?:{}){end}", self.context, self.words)
    }
}

/// What stands before a word, or nothing: a sign, as the boundaries that the engine knows are slow in texts with accents.
pub fn before_word() -> String {
    format!("(?:^|(?-i:[^{LETTER}]))")
}

/// What stands behind a word, or nothing.
pub fn after_word() -> String {
    format!("(?:(?-i:[^{LETTER}])|$)")
}

fn without_first_space(parts: &[PhrasePart]) -> &[PhrasePart] {
    parts.strip_prefix(&[PhrasePart::Space]).unwrap_or(parts)
}

fn is_start_of_word(part: &PhrasePart) -> bool {
    match part {
        PhrasePart::Start => false,
        PhrasePart::Text(text) => text.starts_with(char::is_alphanumeric),
        _ => true,
    }
}

fn is_end_of_word(part: &PhrasePart) -> bool {
    match part {
        PhrasePart::Text(text) => text.ends_with(char::is_alphanumeric),
        _ => true,
    }
}

/// Takes the space before a choice at the end, which may be missing, into that choice.
fn join_last_choices(mut parts: Vec<PhrasePart>) -> Vec<PhrasePart> {
    // From the last word on: in `une équipe [*] [*]` each of the two may be missing, and each takes the space before it.
    let mut end = parts.len();
    while end > 2 && parts[end - 2] == PhrasePart::Space {
        let PhrasePart::Choice { ways, may_lack: true } = &mut parts[end - 1] else {
            break;
        };
        ways.iter_mut().for_each(|way| way.insert(0, PhrasePart::Space));
        parts.remove(end - 2);
        end -= 2;
    }
    parts
}

fn write_parts(parts: &[PhrasePart]) -> String {
    let mut written = String::new();
    let mut at = 0;
    while let Some(part) = parts.get(at) {
        let has_space = parts.get(at + 1) == Some(&PhrasePart::Space);
        let is_alone = at == 0 || parts[at - 1] == PhrasePart::Space;
        // A choice takes the space behind it into its ways: without it there is no space either, nor after an apostrophe.
        let takes_space = has_space
            && match part {
                PhrasePart::Choice { may_lack, .. } => is_alone || !may_lack,
                PhrasePart::Start | PhrasePart::Gap(_) => true,
                PhrasePart::Text(text) => text.ends_with('\''),
                _ => false,
            };
        match part {
            PhrasePart::Text(text) => written.push_str(&write_text(text)),
            PhrasePart::Space => written.push_str(SPACE),
            PhrasePart::Choice { ways, may_lack } => {
                written.push_str(&write_ways(ways, takes_space));
                written.push_str(if *may_lack { "?" } else { "" });
            }
            PhrasePart::Gap(most) => {
                written.push_str(&format!("(?:{WORD_IN_GAP}{SPACE_IN_LINE}){{0,{most}}}?"));
            }
            PhrasePart::Letters => {
                let ends = at + 1 == parts.len() || has_space;
                let letters = if is_alone && ends {
                    WHOLE_WORD.to_string()
                } else {
                    format!("(?-i:[{LETTER}]*)")
                };
                written.push_str(&letters);
            }
            PhrasePart::Known(known) => written.push_str(write_known(*known)),
            PhrasePart::Start => written.push_str(r"(?:^\s*|[.,;:!?]\s+)"),
            PhrasePart::Behind => panic!("`>` stands within brackets or twice"),
            PhrasePart::End => panic!("`{{end}}` does not stand at the end"),
        }
        at += 1 + usize::from(takes_space);
    }
    written
}

/// The ways of a choice, the longer ones first where one goes on with another.
fn write_ways(ways: &[Vec<PhrasePart>], takes_space: bool) -> String {
    let write = |way: &Vec<PhrasePart>| {
        let space = takes_space.then_some(PhrasePart::Space);
        write_parts(&way.iter().cloned().chain(space).collect::<Vec<_>>())
    };
    format!("(?:{})", ways.iter().map(write).collect::<Vec<_>>().join("|"))
}

/// Words with a capital as they stand, others in any case; apostrophes straight or curly.
fn write_text(text: &str) -> String {
    let written = regex::escape(text).replace('\'', "['’]");
    if text.chars().any(char::is_uppercase) { format!("(?-i:{written})") } else { written }
}

fn write_known(known: Known) -> &'static str {
    match known {
        Known::Number => r"\d+(?:[.,]\d+)?",
        Known::Year => r"20\d\d",
        Known::Name => r"(?-i:\p{Lu}\p{Ll}[\p{L}'’-]*)",
    }
}

//! Signs of other programs that a page would show as they were typed: Markdown that decks do without, tags, names of signs.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::words::compile_pattern;
use crate::schema::{is_run_on_list, mark_length};
use crate::text::entities::{entity_at, tag_name};

/// A sign that is shown as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawSign {
    /// Where it stands in the text, in bytes.
    pub range: Range<usize>,
    /// What it is.
    pub kind: SignKind,
    /// How it is called in a message: the sign itself, never the words of whoever typed it.
    pub name: String,
}

/// What somebody meant by a sign that is shown as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SignKind {
    /// A tag of a page: `<b>`.
    Tag,
    /// A sign by its name: `&eacute;`.
    Entity,
    /// A picture: `![…](…)`.
    Image,
    /// A link whose address leads nowhere.
    Link,
    /// `**` with no other, or `__`.
    Strong,
    /// `~~`, meant to strike words out.
    Struck,
    /// `#` before a heading, or a line of `---`.
    Heading,
    /// The bars of a table.
    Table,
    /// `` ` ``.
    Code,
    /// `\n` as two signs.
    Newline,
    /// A backslash before a sign.
    Escape,
    /// `>` before what others said.
    Citation,
    /// `[^1]`, `[ ]`.
    Box,
    /// The mark of a list before a text that holds none.
    Bullet,
    /// Several items on one line.
    RunOnList,
    /// `1.` before each line.
    Numbering,
}

impl SignKind {
    /// The key of what to do about it.
    pub fn hint_key(self) -> &'static str {
        match self {
            Self::Tag => "hint-raw-tag",
            // Its letter is told instead.
            Self::Entity => "hint-raw-sign",
            Self::Image => "hint-raw-image",
            Self::Link => "hint-raw-link",
            Self::Strong => "hint-raw-strong",
            Self::Struck | Self::Code | Self::Box => "hint-raw-sign",
            Self::Heading => "hint-raw-heading",
            Self::Table => "hint-raw-table",
            Self::Newline => "hint-raw-newline",
            Self::Escape => "hint-raw-escape",
            Self::Citation => "hint-raw-citation",
            Self::Bullet => "hint-raw-bullet",
            Self::RunOnList | Self::Numbering => "hint-raw-list",
        }
    }
}

/// A pattern, what it finds, and how that is called; no name for what is called as it was typed.
type SignPattern = (LazyLock<Regex>, SignKind, Option<&'static str>);

/// What no sentence has but what was copied from elsewhere; the first group is the sign.
static PATTERNS: [SignPattern; 12] = [
    (
        LazyLock::new(|| compile_pattern(r"(!\[[^\]\n]*\]\([^)\n]*\))")),
        SignKind::Image,
        Some("![…](…)"),
    ),
    (
        LazyLock::new(|| compile_pattern(r"(?:^|[^!])(\[[^\]\n]+\]\([^)\n]*\)?)")),
        SignKind::Link,
        Some("[…](…)"),
    ),
    (
        LazyLock::new(|| compile_pattern(r"(<)(?i:https?://|mailto:)[^>\s]*>")),
        SignKind::Link,
        Some("<…>"),
    ),
    (LazyLock::new(|| compile_pattern(r"(~~)[^\s~]")), SignKind::Struck, None),
    (LazyLock::new(|| compile_pattern(r"(?m)^\s*(#{1,6})\s+\S")), SignKind::Heading, None),
    (
        LazyLock::new(|| compile_pattern(r"(?m)^\s*(-{3,}|={3,}|_{3,}|\*{3,})\s*$")),
        SignKind::Heading,
        None,
    ),
    (
        LazyLock::new(|| compile_pattern(r"(\|)\s*:?-{3,}|(?m:^\s*(\|)[^|\n]+\|)")),
        SignKind::Table,
        Some("|"),
    ),
    (LazyLock::new(|| compile_pattern(r"(```|`)[^`\n]+`")), SignKind::Code, None),
    (LazyLock::new(|| compile_pattern(r"(\\[*_#\[\]`])")), SignKind::Escape, None),
    (LazyLock::new(|| compile_pattern(r"(?m)^\s*(>)\s+\p{L}")), SignKind::Citation, None),
    (
        LazyLock::new(|| compile_pattern(r"(\[\^\w{1,12}\])|(?m:^\s*(?:[-*•]\s+)?(\[[ xX]\])\s)")),
        SignKind::Box,
        None,
    ),
    (
        LazyLock::new(|| {
            compile_pattern(r"(?:^|[\s(«“])(__)[^\s_][^_\n]*[^\s_]__(?:$|[\s.,;:!?)»”])")
        }),
        SignKind::Strong,
        None,
    ),
];

/// `**` that begins or ends words, as no pair of it was found.
static OPEN_STRONG: LazyLock<Regex> =
    LazyLock::new(|| compile_pattern(r"(?:^|[\s(«“'’])(\*\*)[\p{L}\p{N}«“]"));
static END_STRONG: LazyLock<Regex> =
    LazyLock::new(|| compile_pattern(r"[\p{L}\p{N}»”.!?](\*\*)(?:$|[\s.,;:!?)»”])"));
/// Lines that are numbered, the second right behind the first.
static NUMBERING: LazyLock<Regex> =
    LazyLock::new(|| compile_pattern(r"(?m)^\s*(1[.)])\s+\S[^\n]*\n\s*2[.)]\s+\S"));

/// What of some words a page would show as it was typed, one of each kind, in order; `words` are without the marks that pages
/// know. Of words that somebody said, `**` at their end may stand for letters left out.
pub fn find_raw_signs(words: &str, is_said: bool) -> Vec<RawSign> {
    if !words.contains(['*', '<', '&', '[', '~', '#', '|', '`', '\\', '>', '_', '-', '=', ')', '.'])
    {
        return Vec::new();
    }
    let mut found: Vec<RawSign> = PATTERNS
        .iter()
        .filter_map(|(pattern, kind, name)| first_sign(words, pattern, *kind, *name))
        .collect();
    found.extend(first_sign(words, &OPEN_STRONG, SignKind::Strong, None));
    if !is_said {
        found.extend(first_sign(words, &END_STRONG, SignKind::Strong, None));
        found.extend(first_sign(words, &NUMBERING, SignKind::Numbering, None));
    }
    found.extend(first_tag(words));
    found.extend(first_entity(words));
    found.extend(first_newline(words));
    // A pasted page has the same fault at each word: the first of a kind is told, and its hint helps with all.
    found.sort_by_key(|sign| (sign.kind, sign.range.start));
    found.dedup_by_key(|sign| sign.kind);
    found.sort_by_key(|sign| sign.range.start);
    found
}

/// The mark of a list that begins a text, which holds no list, or several items of one.
pub fn find_raw_list(text: &str, is_line: bool) -> Option<RawSign> {
    let length = mark_length(text)?;
    let sign = |kind| {
        let mark = text[..length].trim_end();
        RawSign { range: 0..mark.len(), kind, name: mark.to_string() }
    };
    // Where a list has lines of its own, a dash in one of them is a dash.
    if !text.contains('\n') && is_run_on_list(text) {
        return Some(sign(SignKind::RunOnList));
    }
    // A number may be part of a heading: `1. Accueil`.
    let is_number = text.starts_with(|first: char| first.is_ascii_alphanumeric());
    let is_word = text[length..].starts_with(char::is_alphabetic);
    (is_line && is_word && !is_number).then(|| sign(SignKind::Bullet))
}

fn first_sign(
    words: &str,
    pattern: &Regex,
    kind: SignKind,
    name: Option<&'static str>,
) -> Option<RawSign> {
    let found = pattern.captures(words)?;
    let range = found.iter().skip(1).flatten().next()?.range();
    let name = name.unwrap_or(&words[range.clone()]).to_string();
    Some(RawSign { range, kind, name })
}

fn first_tag(words: &str) -> Option<RawSign> {
    let mut starts = words.match_indices('<').map(|(start, _)| start);
    starts.find_map(|start| {
        let rest = &words[start..];
        let is_comment = rest.starts_with("<!--");
        let name = if is_comment { "!-- … --" } else { tag_name(rest)? };
        let slash = if rest.starts_with("</") { "/" } else { "" };
        let length = rest.find('>').map_or(rest.len(), |end| end + 1);
        let name = format!("<{slash}{name}>");
        Some(RawSign { range: start..start + length, kind: SignKind::Tag, name })
    })
}

fn first_entity(words: &str) -> Option<RawSign> {
    let mut starts = words.match_indices('&').map(|(start, _)| start);
    // `AT&T` and `R&D;` name no sign.
    starts.find_map(|start| {
        let (length, _) = entity_at(&words[start..])?;
        let range = start..start + length;
        let name = words[range.clone()].to_string();
        Some(RawSign { range, kind: SignKind::Entity, name })
    })
}

/// `\n` or `\t` as two signs; a path of Windows has them too.
fn first_newline(words: &str) -> Option<RawSign> {
    let mut starts = words.match_indices('\\').map(|(start, _)| start);
    let is_path = |start: usize| {
        let word = words[..start].rsplit(char::is_whitespace).next().unwrap_or_default();
        word.contains([':', '\\', '/'])
    };
    // The two signs stand between words, whatever touches them.
    starts.find_map(|start| {
        let sign = words.get(start..start + 2)?;
        let is_newline = matches!(sign, "\\n" | "\\r" | "\\t") && !is_path(start);
        let name = sign.to_string();
        is_newline.then(|| RawSign { range: start..start + 2, kind: SignKind::Newline, name })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(words: &str) -> Vec<SignKind> {
        find_raw_signs(words, false).into_iter().map(|sign| sign.kind).collect()
    }

    #[test]
    fn signs_that_other_programs_know_are_found() {
        for (words, kind) in [
            ("un <b>mot</b>", SignKind::Tag),
            ("</div> oui", SignKind::Tag),
            ("<!-- à revoir --> oui", SignKind::Tag),
            ("L&eacute;a", SignKind::Entity),
            ("un&nbsp;mot", SignKind::Entity),
            ("![un plan](photos/plan.png)", SignKind::Image),
            ("voir [le plan](plan.pdf)", SignKind::Link),
            ("voir [le plan](https://a.fr", SignKind::Link),
            ("voir <https://a.fr>", SignKind::Link),
            ("et **le car est parti", SignKind::Strong),
            ("et le car** est parti", SignKind::Strong),
            ("un __mot__.", SignKind::Strong),
            ("~~avant~~", SignKind::Struck),
            ("## Un titre", SignKind::Heading),
            ("un\n---\ndeux", SignKind::Heading),
            ("| a | b |", SignKind::Table),
            ("un |---|---| deux", SignKind::Table),
            ("le `plan`", SignKind::Code),
            ("un\\ndeux", SignKind::Newline),
            ("un \\*mot\\*", SignKind::Escape),
            ("> il dit", SignKind::Citation),
            ("comme ici[^1]", SignKind::Box),
            ("[x] fait", SignKind::Box),
            ("1. un\n2. deux", SignKind::Numbering),
        ] {
            assert_eq!(kinds(words), [kind], "{words}");
        }
    }

    #[test]
    fn each_kind_is_told_once() {
        let found = find_raw_signs("<b>un</b> <i>mot</i> &amp; &eacute;", false);
        let names: Vec<_> = found.iter().map(|sign| sign.name.as_str()).collect();
        assert_eq!(names, ["<b>", "&amp;"]);
    }

    #[test]
    fn signs_of_plain_sentences_are_none() {
        for words in [
            "moins de 5 € (< 10 %) & plus",
            "R&D ; AT&T",
            "5*3*2, a * b, note*",
            "[le gardien] a dit […] oui",
            "« [la mairie] (fermée) »",
            "n° 12 #valmer",
            "> 50 % des gens",
            "A | B",
            "C:\\notes\\recit, /tmp\\nouveau",
            "I <3 Valmer",
            "1. Accueil",
            "snake_case_name",
            "un – deux – trois",
            "3 - 2",
            "de l'un\n- deux",
        ] {
            assert_eq!(find_raw_signs(words, false), [], "{words}");
        }
        assert_eq!(find_raw_signs("c'est de la m** !", true), []);
    }

    #[test]
    fn marks_of_lists_are_found_before_lines() {
        let kind = |text, is_line| find_raw_list(text, is_line).map(|sign| sign.kind);
        assert_eq!(kind("– une lampe", true), Some(SignKind::Bullet));
        assert_eq!(kind("– une lampe – un panneau", false), Some(SignKind::RunOnList));
        assert_eq!(kind("1. une lampe 2. un panneau", true), Some(SignKind::RunOnList));
        for (text, is_line) in [
            ("– une lampe", false),
            ("1. Accueil", true),
            ("– 12 %", true),
            ("- a - b\n- c", false),
        ] {
            assert_eq!(kind(text, is_line), None, "{text}");
        }
    }
}

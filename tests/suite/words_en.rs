//! The English that people read keeps to the style sheet of `CONTRIBUTING.md`: none of the fourteen habits over which English
//! readers stumbled is found in messages, in pages of rules, in the meanings of keys, in the guide or beside it.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::support::repository;

/// A way of writing that English readers had to read twice.
struct Habit {
    /// What is written in its place.
    instead: &'static str,
    /// What finds it, as a pattern over one paragraph in lower or upper case.
    pattern: &'static str,
    /// What looks the same and is good English, each with the reason in a comment.
    fine: &'static [&'static str],
    /// A sentence that had it.
    example: &'static str,
}

const HABITS: [Habit; 14] = [
    Habit {
        instead: "per: one file per story",
        // After a count and its noun alone: “a year” and “a day” after an amount are ordinary English.
        pattern: r"\b(one|two|three|four|several|\d+|…)( \w+)? (stor(y|ies)|files?|pictures?|ideas?|facts?|minutes?|words?|figures?|findings?|mb) an? (file|folder|slide|sentence|page|line|deck|story|meeting|picture|entry|quote)\b",
        fine: &[],
        example: "move it into the folder, one story a file",
    },
    Habit {
        instead: "reported, shown, expressed; describe, explain",
        pattern: r"\b(is|are|was|were|be|been|not|alone|never) told\b|\btold (in|as|at|without|in words)\b|\btells? (what|who|whom|whether|how|of|nothing|more|together|us)\b|\bsays? (so|nothing|no more|words of|whether)\b",
        fine: &[],
        example: "the follow-up is told without its owner",
    },
    Habit {
        instead: "fix a fault, correct a value or a text",
        pattern: r"\bmend(s|ed|ing)?\b",
        fine: &[],
        example: "something is still to be mended",
    },
    Habit {
        instead: "is, contains, supports, is valid, is printed; git tracks",
        pattern: r"\b(stands?|standing|stood|lies|lying|lain|bears?|bearing|borne|holds?|holding|held|carr(y|ies|ied|ying))\b|\bgit keeps?\b",
        fine: &[
            // What an acronym is short for.
            r"\bstands? for\b",
            // Not shown to an audience, a word of the glossary.
            r"\bheld back\b",
            // To make somebody or something wait.
            r"\bon hold\b",
            // A word on which the sense of a sentence depends.
            r"\bcarr(y|ies) the meaning\b",
        ],
        example: "`private/july.yaml` holds no message",
    },
    Habit {
        instead: "anyone who, the speaker, the person who",
        pattern: r"\bwho(m)?ever\b|\b(to|of|for|from|with|by|not|than) who\b|\bwho speaks (may|is|has)\b",
        fine: &[],
        example: "tell the others to who asks",
    },
    Habit {
        instead: "separate, separated by, split",
        pattern: r"\bpart(ed|ing)\b|\bparts (two|cells|values|words|them|this)\b|\bpart (it|them) (into|with|by)\b",
        fine: &[],
        example: "rules or categories, parted by commas",
    },
    Habit {
        instead: "is required, is missing, is not a",
        pattern: r"\bnot there\b|\bmust be there\b|\b(is|are) none\b|\b(is|are) no [a-z]+",
        fine: &[
            // Something does not exist.
            r"\bthere (is|are) (none|no [a-z]+)",
            // It was so, and is not any more.
            r"\b(is|are) no (longer|more)\b",
            // Somebody who was away.
            r"\bwho was not there\b",
        ],
        example: "a missing value is no zero",
    },
    Habit {
        instead: "info, the name of the severity",
        pattern: r"\bremarks?\b",
        fine: &[],
        example: "3 errors, 2 warnings, 1 remark",
    },
    Habit {
        instead: "character, punctuation, letter",
        pattern: r"\bsigns?\b",
        fine: &[
            // The names of single characters.
            r"\b(hash|minus) signs?\b",
            // To write one’s name under something.
            r"\b(parents|both) sign\b",
            // The title of an article on signals.
            r"\bfuture sign\b",
        ],
        example: "the signs in this quote are not those of the original",
    },
    Habit {
        instead: "meeting, notice of the meeting, board",
        pattern: r"\bsittings?\b|\bconven(e|es|ed|ing)\b|\bconvocations?\b|\bassembl(y|ies)\b|\bcalled (less|more|in time|\d+|…) |\bcouncillors?\b",
        fine: &[],
        example: "called 2 clear days before the sitting",
    },
    Habit {
        instead: "public holiday, movable holiday",
        pattern: r"\bfeasts?\b",
        fine: &[],
        example: "a feast that moves falls in only one of them",
    },
    Habit {
        instead: "scope",
        pattern: r"\bperimeters?\b",
        fine: &[],
        example: "neither of the period nor of the perimeter",
    },
    Habit {
        instead: "meaning; a mean is a number",
        // Prose alone: what a key is called stands between backquotes, which are not searched.
        pattern: r"\b(the|its|their|under|no) means\b",
        fine: &[],
        example: "say so in the means of the figure",
    },
    Habit {
        instead: "INSEE",
        pattern: r"\bInsee\b",
        fine: &[],
        example: "Insee publishes no such cell",
    },
];

/// A habit, ready to be searched for.
struct Search {
    habit: &'static Habit,
    pattern: Regex,
    fine: Vec<Regex>,
}

impl Search {
    fn new(habit: &'static Habit) -> Self {
        // Only the name of INSEE differs by its letters’ case.
        let case = if habit.instead == "INSEE" { "" } else { "(?i)" };
        let compile = |pattern: &str| Regex::new(&format!("{case}{pattern}")).expect("a pattern");
        let fine = habit.fine.iter().map(|pattern| compile(pattern)).collect();
        Self { habit, pattern: compile(habit.pattern), fine }
    }

    /// What of a text has this habit.
    fn find<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let is_fine = |found: &regex::Match| {
            let mut good = self.fine.iter().flat_map(|fine| fine.find_iter(text));
            good.any(|good| good.start() < found.end() && found.start() < good.end())
        };
        let found = self.pattern.find_iter(text).filter(|found| !is_fine(found));
        found.map(|found| found.as_str()).collect()
    }
}

/// The sections of the catalogue that only PDFs print: they are judged on the pages that show them.
const PRINTED: [&str; 3] = ["slides", "files", "choices"];

/// The documents in English: the guide, and those of the root.
const DOCUMENTS: [&str; 5] =
    ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "docs/en/*.md"];

/// A paragraph that people read, with the file it is in.
struct Paragraph {
    path: String,
    text: String,
}

/// All of them: the catalogue, the heads and bodies of pages, the meanings of keys and values, and the documents.
fn paragraphs() -> Vec<Paragraph> {
    let mut found = Vec::new();
    let catalogue = read("templates/locales/en.yaml");
    found.extend(values(&catalogue).map(|text| paragraph("templates/locales/en.yaml", text)));
    let pattern = format!("{}/src/lint/rules/*/*.md", repository().display());
    for path in glob::glob(&pattern).expect("a pattern") {
        let path =
            path.expect("a page").strip_prefix(repository()).expect("below").display().to_string();
        if !path.ends_with(".fr.md") {
            let page = read(&path);
            let (head, body) = parts(&page);
            found.extend(values(head).map(|text| paragraph(&path, text)));
            found.extend(prose(body).map(|text| paragraph(&path, &text)));
        }
    }
    for folder in ["narrative", "project", "schema"] {
        let pattern = format!("{}/src/{folder}/**/*.rs", repository().display());
        for path in glob::glob(&pattern).expect("a pattern") {
            let path = below(&path.expect("a file of code"));
            let code = read(&path);
            found.extend(meanings(&code).map(|text| paragraph(&path, text)));
        }
    }
    found.extend(DOCUMENTS.iter().flat_map(|pattern| paragraphs_of_documents(pattern)));
    found
}

/// The paragraphs of the documents that a pattern finds.
fn paragraphs_of_documents(pattern: &str) -> Vec<Paragraph> {
    let pattern = format!("{}/{pattern}", repository().display());
    let mut found = Vec::new();
    for path in glob::glob(&pattern).expect("a pattern") {
        let path = below(&path.expect("a document"));
        let text = read(&path);
        // What is made of the code is read there, and what is in italics is a word that is spoken of.
        let written = MADE.replace_all(&text, "");
        let plain = prose(&written)
            .map(|text| ITALICS.replace_all(&text.replace("**", ""), "…").into_owned());
        found.extend(plain.map(|text| paragraph(&path, &text)));
    }
    found
}

/// A path from the root of the repository.
fn below(path: &Path) -> String {
    path.strip_prefix(repository()).expect("below").display().to_string().replace('\\', "/")
}

fn read(path: &str) -> String {
    fs::read_to_string(repository().join(path)).expect("a file of the repository")
}

/// The head of a page and what is below it; no head where there is none.
fn parts(page: &str) -> (&str, &str) {
    page.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).unwrap_or(("", page))
}

/// What follows the keys of a catalogue, line by line, but for the sections that are printed.
fn values(yaml: &str) -> impl Iterator<Item = &str> {
    let mut section = "";
    yaml.lines()
        .filter(move |line| {
            if let Some((name, _)) = line.split_once(':').filter(|_| !line.starts_with([' ', '#']))
            {
                section = name;
            }
            !PRINTED.contains(&section) && !line.trim_start().starts_with('#')
        })
        .map(|line| line.split_once(": ").map_or(line, |(_, value)| value))
}

/// The English meanings in a table of keys or of values: the texts that an argument in French follows.
fn meanings(code: &str) -> impl Iterator<Item = &str> {
    let texts = code.lines().filter_map(|line| line.trim().strip_prefix('"')?.strip_suffix("\","));
    texts.filter(|text| text.starts_with(|first: char| first.is_ascii_uppercase()))
}

/// The paragraphs of a page without its title and its examples, each on one line.
fn prose(body: &str) -> impl Iterator<Item = String> {
    let is_prose = |(at, _): &(usize, &str)| at % 2 == 0;
    let outside: Vec<&str> =
        body.split("```").enumerate().filter(is_prose).map(|(_, text)| text).collect();
    let lines: Vec<String> = outside
        .iter()
        .flat_map(|text| text.split("\n\n"))
        .filter(|text| !text.trim_start().starts_with("# "))
        .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    lines.into_iter()
}

/// The part of a document that is made of the code.
static MADE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?s)<!-- (keys|rules) -->.*<!-- end of ").expect("a pattern"));
/// Words in italics.
static ITALICS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\*[^*]+\*").expect("a pattern"));
/// What is between backquotes, which is no English: keys, values, paths, commands.
static CODE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"`[^`]*`").expect("a pattern"));
/// A hole of a message.
static HOLE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\{\{.*?\}\}|\{%.*?%\}").expect("a pattern"));
/// Words in a hole, which it may print.
static IN_HOLE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"'([^']*)'").expect("a pattern"));

/// A paragraph without what is between backquotes; of a hole, only the words that it may print are kept.
fn paragraph(path: &str, text: &str) -> Paragraph {
    let text = HOLE.replace_all(text, |found: &Captures| {
        let kept: Vec<_> =
            IN_HOLE.captures_iter(&found[0]).map(|word| word[1].to_string()).collect();
        if kept.is_empty() { "…".to_string() } else { kept.join(" ") }
    });
    Paragraph { path: path.to_string(), text: CODE.replace_all(&text, "…").into_owned() }
}

#[test]
fn no_sentence_has_a_habit_over_which_readers_stumble() {
    let searches: Vec<Search> = HABITS.iter().map(Search::new).collect();
    let mut faults = Vec::new();
    for Paragraph { path, text } in paragraphs() {
        for search in &searches {
            for found in search.find(&text) {
                faults.push(format!("{path}: “{found}” ({}): {text}", search.habit.instead));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn each_habit_is_found_in_the_sentence_that_had_it() {
    for habit in &HABITS {
        let Paragraph { text, .. } = paragraph("", habit.example);
        assert!(!Search::new(habit).find(&text).is_empty(), "{}", habit.example);
    }
}

#[test]
fn messages_pages_meanings_and_documents_are_all_read() {
    let found = paragraphs();
    let count = |is_it: &dyn Fn(&str) -> bool| found.iter().filter(|one| is_it(&one.path)).count();
    let counts = [
        count(&|path| path.ends_with("en.yaml")),
        count(&|path| path.starts_with("src/lint/rules")),
        count(&|path| path.ends_with(".rs")),
        count(&|path| path.starts_with("docs/en")),
        count(&|path| !path.contains('/')),
    ];
    let [catalogue, rules, code, guide, root] = counts;
    assert!(catalogue > 700 && rules > 1_000 && code > 350, "{counts:?}");
    assert!(guide > 150 && root > 150, "{counts:?}");
}

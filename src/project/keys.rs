//! What may be written in each file, told from the very tables by which files are checked and read.

mod explained;

use std::ptr;

use minijinja::context;

pub use self::explained::ExplainedValues;
use super::{lexicon, settings};
use crate::locale::catalogue::Catalogue;
use crate::locale::{InEach, Language};
use crate::narrative::{DECK, FileKind, MESSAGES};
use crate::schema::{Choices, Field, KeyTable, Name, Shape, is_named, name};
use crate::text::{fold_name, wrap_text};

/// A kind of file that people write.
#[derive(Debug, Clone, Copy)]
pub struct Keys {
    /// What it is called: `voices`, `témoignages`.
    pub name: Name,
    table: &'static KeyTable,
}

/// Every kind of file, the settings first.
pub fn file_kinds() -> Vec<Keys> {
    let own = [(name("recit", "recit"), &settings::SETTINGS), (name("deck", "dossier"), &DECK)];
    let kinds = FileKind::ALL.iter().map(|(kind, name)| (*name, kind.table()));
    let others =
        [(name("lexicon", "lexique"), &lexicon::FILE), (name("messages", "messages"), &MESSAGES)];
    let all = own.into_iter().chain(kinds).chain(others);
    all.map(|(name, table)| Keys { name, table }).collect()
}

/// The kind of file of a name in either language, or of a path: `voix`, `voices.yml`, `2026-T3/récits/quai.yaml`. An accent
/// tells a story from the settings.
pub fn find_file_kind(named: &str) -> Option<Keys> {
    let mut parts = named.trim_end_matches('/').rsplit('/');
    let (last, folder) = (parts.next()?, parts.next());
    let is_story = fold_name(last) == "recit" && !last.is_ascii();
    let last = if is_story { "récits" } else { last };
    of_name(last).or_else(|| of_name(folder?))
}

fn of_name(named: &str) -> Option<Keys> {
    let folded = fold_name(named);
    let plain = [".yaml", ".yml"]
        .iter()
        .fold(folded.as_str(), |name, end| name.strip_suffix(end).unwrap_or(name));
    file_kinds().into_iter().find(|file| is_named(file.name, plain))
}

/// The keys of a name in either language, wherever they may be written; none when nothing reads it.
pub fn explain_key(named: &str, catalogue: &Catalogue, width: usize) -> Vec<String> {
    let wanted = fold_name(named);
    let mut found = ExplainedPlaces::default();
    for file in file_kinds() {
        file.each_key(catalogue.language(), &mut |path, field| {
            if !field.is_called(&wanted) {
                return;
            }
            let mut outline = Outline::new(catalogue);
            outline.add_key(field, String::new(), 0);
            let mut explained = outline.format_lines(width);
            if let Some(choices) = choices_of(field.shape) {
                let all = (0..).map_while(|at| choices.get(at));
                let meanings = format_choices(all, catalogue.language(), width);
                explained = format!("{explained}\n\n{meanings}");
            }
            found.add(path.to_string(), explained);
        });
    }
    found.into_texts()
}

/// What a fixed value of a name in either language means, under each key that takes it; none when no key does.
pub fn explain_value(named: &str, catalogue: &Catalogue, width: usize) -> Vec<String> {
    let (wanted, language) = (fold_name(named), catalogue.language());
    let mut found = ExplainedPlaces::default();
    for file in file_kinds() {
        file.each_key(language, &mut |path, field| {
            let Some(choices) = choices_of(field.shape) else { return };
            let mut all = (0..).map_while(|at| choices.get(at));
            if let Some(value) = all.find(|(name, _)| is_named(*name, &wanted)) {
                let key = field.name.in_language(language);
                found.add(format!("{path} › {key}"), format_choices([value], language, width));
            }
        });
    }
    found.into_texts()
}

/// What is explained, each once, with all the places it is of.
#[derive(Default)]
struct ExplainedPlaces(Vec<(Vec<String>, String)>);

impl ExplainedPlaces {
    fn add(&mut self, path: String, explained: String) {
        match self.0.iter_mut().find(|(_, known)| *known == explained) {
            Some((paths, _)) if paths.contains(&path) => {}
            Some((paths, _)) => paths.push(path),
            None => self.0.push((vec![path], explained)),
        }
    }

    fn into_texts(self) -> Vec<String> {
        let place = |(paths, explained): (Vec<String>, String)| {
            format!("{}\n{explained}", paths.join("\n"))
        };
        self.0.into_iter().map(place).collect()
    }
}

/// The fixed values that a key takes, alone or among others.
fn choices_of(shape: Shape) -> Option<&'static dyn Choices> {
    match shape {
        Shape::Word(choices) | Shape::Either(choices, _) => Some(choices),
        Shape::List(item) | Shape::Open(item) => choices_of(*item),
        _ => None,
    }
}

/// Fixed values one under the other, each with what it means beside it.
fn format_choices(
    values: impl IntoIterator<Item = (Name, InEach<&'static str>)>,
    language: Language,
    width: usize,
) -> String {
    let values: Vec<(Name, InEach<&'static str>)> = values.into_iter().collect();
    let name = |name: Name| quote_sign(name.in_language(language));
    let longest = values.iter().map(|(value, _)| name(*value).chars().count()).max().unwrap_or(0);
    let most = width.saturating_sub(longest + STEP + 2).max(WORDS);
    let mut lines = Vec::new();
    for (value, meaning) in values {
        let mut before = name(value);
        for line in wrap_text(meaning.of(language), most) {
            lines.push(format!("{:STEP$}{before:longest$}  {line}", ""));
            before.clear();
        }
    }
    lines.join("\n")
}

/// A fixed value as it is written; a sign stands between quotes, as YAML asks.
fn quote_sign(name: &str) -> String {
    if name.contains(char::is_alphanumeric) { name.to_string() } else { format!("\"{name}\"") }
}

/// Every name of a key, of a fixed value and of a file, in a language, each once.
pub fn all_names(language: Language) -> Vec<&'static str> {
    let mut names = Vec::new();
    for file in file_kinds() {
        file.each_key(language, &mut |_, field| {
            names.push(field.name.in_language(language));
            let choices = choices_of(field.shape).into_iter();
            names
                .extend(choices.flat_map(|all| all.names()).map(|name| name.in_language(language)));
        });
        names.push(file.name.in_language(language));
    }
    names.sort_unstable();
    names.dedup();
    names
}

impl Keys {
    /// What it is called and where it lies, in a few words.
    pub fn title(&self, catalogue: &Catalogue) -> String {
        catalogue.word(&format!("narratives.{}", self.name.en))
    }

    /// Does some work with every key of it, told with the keys above: those of one table before those below.
    fn each_key(&self, language: Language, work: &mut impl FnMut(&str, &'static Field)) {
        let path = self.name.in_language(language);
        walk_keys(self.table, path, language, &mut Vec::new(), work);
    }

    /// All that may be written in it, in the shape in which it is written, with what each value must look like.
    pub fn outline(&self, catalogue: &Catalogue, width: usize) -> String {
        let mut outline = Outline::new(catalogue);
        outline.add_table(self.table, 0, false);
        outline.format_lines(width)
    }
}

/// Does some work with every key of a table and of those below; `above` are the tables on the way here.
fn walk_keys(
    table: &'static KeyTable,
    path: &str,
    language: Language,
    above: &mut Vec<&'static KeyTable>,
    work: &mut impl FnMut(&str, &'static Field),
) {
    if above.iter().any(|met| ptr::eq(*met, table)) {
        return;
    }
    above.push(table);
    table.fields.iter().for_each(|field| work(path, field));
    for field in table.fields {
        if let Some(lower) = Below::of_shape(field.shape) {
            let path = format!("{path} › {}", field.name.in_language(language));
            walk_keys(lower.table, &path, language, above, work);
        }
    }
    above.pop();
}

/// The keys below a key.
struct Below {
    table: &'static KeyTable,
    stand: Stand,
}

/// Where keys stand below another.
enum Stand {
    /// Right under it.
    Alone,
    /// In the items of a list.
    InList,
    /// Under names of the writer's choice, each of which has a value of this shape.
    Named(Shape),
}

impl Below {
    fn of_shape(shape: Shape) -> Option<Self> {
        let (table, stand) = match shape {
            Shape::Map(table)
            | Shape::Brief(table)
            | Shape::Either(_, table)
            | Shape::Computed(table) => (table, Stand::Alone),
            Shape::List(item) => (Self::of_shape(*item)?.table, Stand::InList),
            Shape::Open(value) => (Self::of_shape(*value)?.table, Stand::Named(*value)),
            _ => return None,
        };
        Some(Self { table, stand })
    }
}

/// Keys one under the other, with what their values must look like.
struct Outline<'a> {
    catalogue: &'a Catalogue,
    /// Each line as it is written in a file, what its value looks like and what it means.
    rows: Vec<(String, [String; 2])>,
    /// The tables told already, each with the key it stands under.
    met: Vec<(&'static KeyTable, &'static str)>,
}

/// How far lines go in, one under the other.
const STEP: usize = 2;
/// The most columns of the keys, before what is said of them.
const KEYS: usize = 30;
/// The fewest columns of what is said of keys.
const WORDS: usize = 24;

impl<'a> Outline<'a> {
    fn new(catalogue: &'a Catalogue) -> Self {
        Self { catalogue, rows: Vec::new(), met: Vec::new() }
    }

    fn add_table(&mut self, table: &'static KeyTable, indent: usize, is_item: bool) {
        for (at, field) in table.fields.iter().enumerate() {
            let lead = if is_item && at == 0 {
                format!("{}- ", " ".repeat(indent.saturating_sub(STEP)))
            } else {
                " ".repeat(indent)
            };
            self.add_key(field, lead, indent);
        }
    }

    fn add_key(&mut self, field: &Field, lead: String, indent: usize) {
        let name = field.name.in_language(self.catalogue.language());
        let below = Below::of_shape(field.shape);
        let mut said = match below.as_ref().map(|below| &below.stand) {
            Some(Stand::Named(_)) => String::new(),
            _ => self.describe_shape(field.shape),
        };
        let is_met = |below: &Below| self.met.iter().find(|(met, _)| ptr::eq(*met, below.table));
        let above = below.as_ref().and_then(is_met).map(|(_, above)| *above);
        if let Some(above) = above {
            let above = self.shape_phrase("as-above", above);
            let parts = [said, above].into_iter().filter(|part| !part.is_empty());
            said = parts.collect::<Vec<_>>().join(", ");
        }
        let mark = if field.required { "* " } else { "" };
        let value = match field.shape {
            _ if below.is_some() => "",
            Shape::List(_) => " []",
            Shape::Open(_) => " {}",
            _ => "",
        };
        let shape = format!("{mark}{said}").trim().to_string();
        let meaning = field.meaning.of(self.catalogue.language());
        self.rows.push((format!("{lead}{name}:{value}"), [shape, meaning.to_string()]));
        let Some(below) = below.filter(|_| above.is_none()) else {
            return;
        };
        self.met.push((below.table, name));
        let inside = indent + STEP;
        let is_list = matches!(below.stand, Stand::InList);
        if let Stand::Named(value) = below.stand {
            let words = self.describe_shape(value);
            let said = if words.is_empty() { self.shape_word("of-choice") } else { words };
            let chosen = format!("{}{}:", " ".repeat(inside), self.shape_word("chosen"));
            self.rows.push((chosen, [said, String::new()]));
        }
        let inside = match below.stand {
            Stand::Alone => inside,
            Stand::InList | Stand::Named(_) => inside + STEP,
        };
        self.add_table(below.table, inside, is_list);
    }

    /// What a value must look like, in a few words.
    fn describe_shape(&self, shape: Shape) -> String {
        match shape {
            Shape::Line => self.shape_word("line"),
            Shape::Prose => self.shape_word("prose"),
            Shape::Id => self.shape_word("id"),
            Shape::Word(choices) => self.join_choices(choices),
            Shape::Cell => self.shape_word("cell"),
            Shape::Count => self.shape_word("count"),
            Shape::Number => self.shape_word("number"),
            Shape::Flag => self.shape_word("flag"),
            Shape::Over => self.shape_word("over"),
            Shape::Date => self.shape_word("date"),
            Shape::Month => self.shape_word("month"),
            Shape::When => self.shape_word("when"),
            Shape::Period => self.shape_word("period"),
            Shape::Code => self.shape_word("code"),
            Shape::Colour => self.shape_word("colour"),
            Shape::List(item) => match self.describe_shape(*item) {
                words if words.is_empty() => self.shape_word("list"),
                words => self.shape_phrase("several", &words),
            },
            Shape::Map(_) => String::new(),
            Shape::Open(value) => match self.describe_shape(*value) {
                words if words.is_empty() => String::new(),
                words => self.shape_phrase("open", &words),
            },
            Shape::Brief(table) => {
                let first = table.fields.first();
                let alone = first.map_or(String::new(), |first| self.describe_shape(first.shape));
                self.shape_phrase("or-keys", &alone)
            }
            Shape::Either(choices, _) => self.shape_phrase("or-keys", &self.join_choices(choices)),
            Shape::Computed(_) => self.shape_phrase("or-keys", &self.shape_word("number")),
        }
    }

    /// The names of fixed values in the reader's language, parted by bars.
    fn join_choices(&self, choices: &'static dyn Choices) -> String {
        let language = self.catalogue.language();
        let names = choices.names().map(|name| quote_sign(name.in_language(language)));
        names.collect::<Vec<_>>().join(" | ")
    }

    fn shape_word(&self, key: &str) -> String {
        self.catalogue.word(&format!("shapes.{key}"))
    }

    fn shape_phrase(&self, key: &str, what: &str) -> String {
        let said = self.catalogue.render_text(&format!("shapes.{key}"), context! { what });
        said.unwrap_or_else(|error| panic!("{error}"))
    }

    /// The lines, what is said of them in a column of its own.
    fn format_lines(&self, width: usize) -> String {
        let lengths = self.rows.iter().map(|(key, _)| key.chars().count());
        let keys = lengths.filter(|length| *length <= KEYS).max().unwrap_or(0);
        let most = width.saturating_sub(keys + 4).max(WORDS);
        let mut lines = Vec::new();
        for (key, said) in &self.rows {
            let mut said = said.iter().flat_map(|said| wrap_text(said, most));
            match said.next() {
                None => lines.push(key.clone()),
                Some(first) => lines.push(format!("{key:keys$}  # {first}")),
            }
            lines.extend(said.map(|next| format!("{:keys$}  # {next}", "")));
        }
        lines.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Report;
    use crate::finding::rules::{
        DUPLICATE_KEY, HIDDEN_TEXT, TOO_MANY_FINDINGS, UNKNOWN_KEY, UNSUPPORTED_YAML,
    };
    use crate::schema::{Decoder, yaml};
    use crate::source::Sources;

    const EVERY: [Language; 2] = [Language::Fr, Language::En];

    #[test]
    fn what_is_told_of_a_file_can_be_written_in_it() {
        for language in EVERY {
            for file in file_kinds() {
                let outline = file.outline(Catalogue::for_language(language), 100);
                let (mut sources, mut report) = (Sources::default(), Report::default());
                let id = sources.add("file.yaml", outline.clone());
                let node = yaml::parse(id, &sources, &mut report).expect(&outline);
                Decoder::new(&mut report, language).read_partial(&node, file.table);
                let wrong = [
                    &UNKNOWN_KEY,
                    &DUPLICATE_KEY,
                    &HIDDEN_TEXT,
                    &UNSUPPORTED_YAML,
                    &TOO_MANY_FINDINGS,
                ];
                let wrong = report.findings().iter().filter(|told| wrong.contains(&told.rule));
                let wrong: Vec<_> = wrong.map(|told| sources.slice(told.span)).collect();
                assert!(wrong.is_empty(), "{}: {wrong:?}", file.name.en);
            }
        }
    }

    #[test]
    fn every_key_and_every_fixed_value_is_told() {
        for language in EVERY {
            for file in file_kinds() {
                let outline = file.outline(Catalogue::for_language(language), 10_000);
                file.each_key(language, &mut |_, field| {
                    let key = format!("{}:", field.name.in_language(language));
                    assert!(outline.contains(&key), "{}: {key}", file.name.en);
                    let (Shape::Word(choices) | Shape::Either(choices, _)) = field.shape else {
                        return;
                    };
                    for name in choices.names() {
                        assert!(outline.contains(name.in_language(language)), "{name:?}");
                    }
                });
            }
        }
    }

    #[test]
    fn a_name_of_earlier_versions_is_no_present_name_beside_it_and_is_not_told() {
        let mut former = Vec::new();
        for file in file_kinds() {
            file.each_key(Language::En, &mut |_, field| {
                let names = field.former.into_iter();
                let names =
                    names.flat_map(|old| [(old.en, field.name.en), (old.fr, field.name.fr)]);
                former.extend(names.filter(|(old, new)| old != new).map(|(old, _)| old));
            });
        }
        former.sort_unstable();
        former.dedup();
        let wanted =
            ["base", "body", "convened", "jusque", "lecture", "means", "perimeter", "échec-dès"];
        assert_eq!(former, wanted);
        let names: Vec<&str> = EVERY.iter().flat_map(|language| all_names(*language)).collect();
        // Of a sample, `base` says how many were asked; of a consent it was what is `fondement` now.
        let told: Vec<_> = former.iter().filter(|old| names.contains(old)).collect();
        assert_eq!(told, [&"base"]);
        let french = Catalogue::for_language(Language::Fr);
        assert!(explain_key("jusque", french, 100)[0].contains("jusqu-au:"));
    }

    #[test]
    fn every_key_and_every_fixed_value_means_something_in_one_sentence() {
        let is_sentence = |said: &str| {
            let words = said.split_whitespace().count();
            (3..=25).contains(&words) && said.ends_with('.') && !said.contains(['!', '\''])
        };
        for language in EVERY {
            for file in file_kinds() {
                file.each_key(language, &mut |path, field| {
                    let key = field.name.in_language(language);
                    let own = field.meaning.of(language);
                    assert!(is_sentence(own), "{path} › {key}: {own}");
                    let choices = choices_of(field.shape).into_iter();
                    let values = choices.flat_map(|all| (0..).map_while(|at| all.get(at)));
                    for (name, meaning) in values {
                        let said = meaning.of(language);
                        assert!(is_sentence(said), "{path} › {key}: {}: {said}", name.en);
                    }
                });
            }
        }
    }

    /// The files that `init` writes, each with its kind and language.
    fn starters() -> Vec<(Language, Keys, String)> {
        let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/");
        let mut found = Vec::new();
        for (language, starter) in [(Language::Fr, "starter"), (Language::En, "starter-en")] {
            let paths = glob::glob(&format!("{samples}{starter}/**/*.yaml")).expect("a pattern");
            for path in paths.flatten() {
                let mut parts = path.iter().rev().take(2).filter_map(|part| part.to_str());
                let kind = parts.find_map(find_file_kind).expect("a kind of file");
                let text = std::fs::read_to_string(&path).expect("a file");
                found.push((language, kind, text));
            }
        }
        assert_eq!(found.len(), 18);
        found
    }

    #[test]
    fn a_starter_tells_the_values_beside_each_key_that_takes_one_of_a_few() {
        for (language, file, text) in starters() {
            let comments = text.lines().filter_map(|line| line.split_once("# "));
            let comments: Vec<&str> = comments.map(|(_, said)| said).collect();
            let comments = comments.join("\n");
            let points = |name: &str| comments.contains(&format!("recit explain {name}"));
            assert!(points(file.name.in_language(language)), "{}", file.name.en);
            file.each_key(language, &mut |_, field| {
                let (Shape::Word(choices) | Shape::List(&Shape::Word(choices))) = field.shape
                else {
                    return;
                };
                let key = field.name.in_language(language);
                let is_used = choices.names().any(|name| {
                    let value = name.in_language(language);
                    let written = [format!("{key}: {value}"), format!("{key}: [{value}")];
                    written.iter().any(|written| text.contains(written))
                });
                let is_told = |name: Name| comments.contains(name.in_language(language));
                let are_told = choices.names().all(is_told) || points(key);
                assert!(!is_used || are_told, "{}: {key}", file.name.en);
            });
        }
    }

    #[test]
    fn a_file_and_a_key_are_found_by_either_name_with_or_without_accents() {
        for named in ["voix", "voices.yml", "VOIX.yaml", "voices/", "2026-T3/voix/port.yaml"] {
            assert_eq!(find_file_kind(named).map(|file| file.name.en), Some("voices"), "{named}");
        }
        let french = Catalogue::for_language(Language::Fr);
        assert_eq!(find_file_kind("récit").map(|file| file.name.en), Some("stories"));
        assert_eq!(find_file_kind("recit").map(|file| file.name.en), Some("recit"));
        assert_eq!(explain_key("rôle", french, 100), explain_key("role", french, 100));
        assert!(explain_key("nowhere", french, 100).is_empty());
    }
}

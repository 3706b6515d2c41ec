//! `ARCHITECTURE.md` lists which rooms of the code use which: the lists must match the code.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use regex::Regex;

type Rooms = BTreeMap<String, BTreeSet<String>>;

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The rooms that the page names, and what it says that each uses.
fn described() -> Rooms {
    let page = read(&root().join("ARCHITECTURE.md"));
    let part = page.split("## The rooms").nth(1).and_then(|rest| rest.split("\n## ").next());
    let part = part.expect("a part on rooms").replace("\n  ", " ");
    let room = Regex::new(r"(?m)^- `(\w+)`[^\n]*?Uses ([^.]+)\.").expect("a pattern");
    let word = Regex::new(r"[a-z_]+").expect("a pattern");
    room.captures_iter(&part)
        .map(|found| {
            // "writes (for a constant)"
            let uses = Regex::new(r"\([^)]*\)")
                .expect("a pattern")
                .replace_all(&found[2], "")
                .into_owned();
            let uses = word.find_iter(&uses).map(|word| word.as_str().to_string());
            (found[1].to_string(), uses.filter(|word| word != "nothing").collect())
        })
        .collect()
}

/// The code of a file without its tests.
fn code(path: &Path) -> String {
    let text = read(path);
    text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_string()
}

/// What each room of the code names of the others, outside tests.
fn real() -> Rooms {
    let uses = Regex::new(r"\bcrate::(\w+)").expect("a pattern");
    let mut rooms = Rooms::new();
    let files = glob::glob(&format!("{}/src/**/*.rs", root().display())).expect("a pattern");
    for path in files.flatten() {
        let below = path.strip_prefix(root().join("src")).expect("below");
        let first = below.iter().next().and_then(|part| part.to_str()).expect("a name");
        let room = first.trim_end_matches(".rs").to_string();
        let is_test = below.iter().any(|part| part == "tests.rs" || part == "tests");
        if is_test || matches!(room.as_str(), "main" | "lib") {
            continue;
        }
        let own = rooms.entry(room.clone()).or_default();
        let code = code(&path);
        // Comments may point to any room.
        let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
        for line in lines {
            let found = uses.captures_iter(line).map(|found| found[1].to_string());
            own.extend(found.filter(|used| *used != room));
        }
    }
    let known: BTreeSet<String> = rooms.keys().cloned().collect();
    rooms.values_mut().for_each(|used| used.retain(|name| known.contains(name)));
    rooms
}

#[test]
fn each_room_uses_what_the_page_says_and_nothing_else() {
    let (described, real) = (described(), real());
    assert!(described.len() > 20, "{:?}", described.keys());
    for (room, said) in &described {
        let used = real.get(room).unwrap_or_else(|| panic!("there is no room `{room}`"));
        assert_eq!(used, said, "`{room}` uses this, and ARCHITECTURE.md says that");
    }
}

#[test]
fn what_one_room_alone_knows_is_named_nowhere_else() {
    let knows = |crates: &str, rooms: &[&str]| {
        let named = Regex::new(&format!(r"\b({crates})::")).expect("a pattern");
        let files = glob::glob(&format!("{}/src/**/*.rs", root().display())).expect("a pattern");
        for path in files.flatten() {
            let below = path.strip_prefix(root().join("src")).expect("below").display().to_string();
            let below = below.replace('\\', "/");
            let is_one = rooms.iter().any(|room| below.starts_with(room));
            assert!(is_one || !named.is_match(&code(&path)), "{below} names {crates}");
        }
    };
    knows(
        "typst|typst_pdf|typst_layout|typst_render",
        &["typeset/", "template/literal.rs", "template/manuscript.rs"],
    );
    knows("granit_parser", &["schema/yaml"]);
    knows("serde_yaml", &["assets.rs", "locale/catalogue"]);
    knows("icu_\\w+", &["locale/"]);
    knows("strsim", &["text/"]);
    knows("pulldown_cmark", &["text/markdown.rs", "text/entities.rs", "proof/raw/entities.rs"]);
}

//! Lists the files that come inside the program: what lies in this folder, the starter projects of `samples`, the pages of
//! `docs`, and the heads of the pages in `src/lint/rules`. A file put there is in the next build; nothing else names it, not even the theme's library,
//! which gets an import for each kind of slide.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The folders of fonts, the preferred ones first: this order is the one in which a glyph is looked for. The last two are
/// parts of DejaVu, which `.ci/signs.py` writes: the signs that the others lack, and letters of one width for code.
const FAMILIES: [&str; 5] =
    ["atkinson-hyperlegible-next", "source-serif-4", "noto-emoji", "recit-signs", "recit-mono"];

/// The theme's file that slides and manuscripts import, by its path under `templates/`.
const LIBRARY: &str = "theme/lib.typ";

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo names the folder"));
    let templates = root.join("templates");
    let is_template = |path: &str| path.ends_with(".typ") || path.ends_with(".j2");
    let mut lists = String::new();
    let texts = files(&templates, &is_template);
    let library = write_library(&templates, &texts);
    let doc = "The templates that open a manuscript, those of slides and papers, and the theme's files, by path under \
        `templates/`.";
    let texts: Vec<(&str, PathBuf)> = texts
        .iter()
        .map(|path| {
            (path.as_str(), if path == LIBRARY { library.clone() } else { templates.join(path) })
        })
        .collect();
    write_texts(&mut lists, doc, "TEMPLATES", &texts);
    let words = files(&templates, &|path| path.starts_with("lexicon/") && path.ends_with(".yaml"));
    let doc = "The lists of words, by path under `templates/`.";
    write_texts(&mut lists, doc, "WORD_LISTS", &placed(&templates, &words));
    let fonts = FAMILIES.iter().flat_map(|family| {
        let folder = format!("fonts/{family}/");
        files(&templates, &|path| path.starts_with(&folder) && path.ends_with(".ttf"))
    });
    write_fonts(&mut lists, &templates, &fonts.collect::<Vec<String>>());
    for (name, folder) in [("STARTER_FR", "starter"), ("STARTER_EN", "starter-en")] {
        let folder = root.join("samples").join(folder);
        let doc = "A project to start from, by path from its root.";
        let texts = files(&folder, &|path| path.ends_with(".yaml"));
        write_texts(&mut lists, doc, name, &placed(&folder, &texts));
        println!("cargo:rerun-if-changed={}", folder.display());
    }
    for (name, language) in [("GUIDE_FR", "fr"), ("GUIDE_EN", "en")] {
        let folder = root.join("docs").join(language);
        let doc = "The pages of the guide in one language, by the names of their files.";
        let pages = files(&folder, &|path| path.ends_with(".md"));
        write_texts(&mut lists, doc, name, &placed(&folder, &pages));
        println!("cargo:rerun-if-changed={}", folder.display());
    }
    let rules = root.join("src/lint/rules");
    write_heads(&mut lists, &rules, "RULE_HEADS_FR", &|path| path.ends_with(".fr.md"));
    let is_english = |path: &str| path.ends_with(".md") && !path.ends_with(".fr.md");
    write_heads(&mut lists, &rules, "RULE_HEADS_EN", &is_english);
    println!("cargo:rerun-if-changed={}", rules.display());
    println!("cargo:rerun-if-changed={}", templates.display());
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo names a folder"));
    fs::write(out.join("assets.rs"), lists).expect("the folder of the build can be written");
}

/// The files below a folder by their paths from there, with `/`, in order.
fn files(folder: &Path, is_wanted: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    let mut ahead = vec![String::new()];
    while let Some(below) = ahead.pop() {
        for entry in fs::read_dir(folder.join(&below)).expect("a folder of the repository") {
            let entry = entry.expect("a file of the repository");
            let path = format!("{below}{}", entry.file_name().to_str().expect("a name in Unicode"));
            if entry.path().is_dir() {
                ahead.push(format!("{path}/"));
            } else if is_wanted(&path) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Files below a folder, each with its place on the disk.
fn placed<'a>(folder: &Path, paths: &'a [String]) -> Vec<(&'a str, PathBuf)> {
    paths.iter().map(|path| (path.as_str(), folder.join(path))).collect()
}

/// The theme's library with an import of the function of each kind of slide: `slides/voices.typ` gives `voices-slide`. The place
/// of the text made.
fn write_library(templates: &Path, texts: &[String]) -> PathBuf {
    let mut library = fs::read_to_string(templates.join(LIBRARY)).expect("a file of the theme");
    let kinds = texts.iter().filter_map(|path| path.strip_prefix("theme/slides/"));
    for kind in kinds.filter_map(|name| name.strip_suffix(".typ")) {
        writeln!(library, "#import \"slides/{kind}.typ\": {kind}-slide").expect("memory");
    }
    let place =
        PathBuf::from(env::var_os("OUT_DIR").expect("cargo names a folder")).join("lib.typ");
    fs::write(&place, library).expect("the folder of the build can be written");
    place
}

fn write_texts(lists: &mut String, doc: &str, name: &str, texts: &[(&str, PathBuf)]) {
    writeln!(lists, "/// {doc}\npub static {name}: &[(&str, &str)] = &[").expect("memory");
    for (path, place) in texts {
        writeln!(lists, "    ({path:?}, include_str!({place:?})),").expect("memory");
    }
    lists.push_str("];\n");
}

/// The heads of pages, between the lines `---` that open them. A page without one is not listed.
fn write_heads(lists: &mut String, folder: &Path, name: &str, is_wanted: &dyn Fn(&str) -> bool) {
    let doc = "What each rule alone says, in one language: the heads of pages, by path under \
        `src/lint/rules`.";
    writeln!(lists, "/// {doc}\npub static {name}: &[(&str, &str)] = &[").expect("memory");
    for path in files(folder, is_wanted) {
        let page = fs::read_to_string(folder.join(&path)).expect("a page of a rule");
        if let Some(rest) = page.strip_prefix("---\n") {
            let parts = rest.split_once("\n---\n");
            let (head, _) = parts.unwrap_or_else(|| panic!("{path}: the head has no end"));
            writeln!(lists, "    ({path:?}, {head:?}),").expect("memory");
        }
    }
    lists.push_str("];\n");
}

fn write_fonts(lists: &mut String, folder: &Path, paths: &[String]) {
    let all = files(folder, &|path| path.ends_with(".ttf"));
    assert_eq!(all.len(), paths.len(), "a folder of fonts is not in FAMILIES");
    let doc = "The theme's fonts by path under `templates/`, the preferred ones first.";
    writeln!(lists, "/// {doc}\npub static FONTS: &[(&str, &[u8])] = &[").expect("memory");
    for path in paths {
        writeln!(lists, "    ({path:?}, include_bytes!({:?})),", folder.join(path))
            .expect("memory");
    }
    lists.push_str("];\n");
}

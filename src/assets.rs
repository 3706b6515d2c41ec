//! What comes inside the program: templates, theme, fonts and lists of words.

use serde::Deserialize;

/// The templates that open a manuscript, those of the slides and papers, and the theme's files, by path under `templates/`.
pub static TEMPLATES: &[(&str, &str)] = &[
    ("deck.typ.j2", include_str!("../templates/deck.typ.j2")),
    ("paper.typ.j2", include_str!("../templates/paper.typ.j2")),
    ("papers/handout.typ.j2", include_str!("../templates/papers/handout.typ.j2")),
    ("papers/note.typ.j2", include_str!("../templates/papers/note.typ.j2")),
    ("papers/script.typ.j2", include_str!("../templates/papers/script.typ.j2")),
    ("papers/sheet.typ.j2", include_str!("../templates/papers/sheet.typ.j2")),
    ("slides/annex.typ.j2", include_str!("../templates/slides/annex.typ.j2")),
    ("slides/chapter.typ.j2", include_str!("../templates/slides/chapter.typ.j2")),
    ("slides/cover.typ.j2", include_str!("../templates/slides/cover.typ.j2")),
    ("slides/custom.typ.j2", include_str!("../templates/slides/custom.typ.j2")),
    ("slides/decision.typ.j2", include_str!("../templates/slides/decision.typ.j2")),
    ("slides/doubts.typ.j2", include_str!("../templates/slides/doubts.typ.j2")),
    ("slides/figure.typ.j2", include_str!("../templates/slides/figure.typ.j2")),
    ("slides/follow-up.typ.j2", include_str!("../templates/slides/follow-up.typ.j2")),
    ("slides/photo.typ.j2", include_str!("../templates/slides/photo.typ.j2")),
    ("slides/signal.typ.j2", include_str!("../templates/slides/signal.typ.j2")),
    ("slides/spending.typ.j2", include_str!("../templates/slides/spending.typ.j2")),
    ("slides/statement.typ.j2", include_str!("../templates/slides/statement.typ.j2")),
    ("slides/story.typ.j2", include_str!("../templates/slides/story.typ.j2")),
    ("slides/table.typ.j2", include_str!("../templates/slides/table.typ.j2")),
    ("slides/timeline.typ.j2", include_str!("../templates/slides/timeline.typ.j2")),
    ("slides/voices.typ.j2", include_str!("../templates/slides/voices.typ.j2")),
    ("theme/charts.typ", include_str!("../templates/theme/charts.typ")),
    ("theme/default.typ", include_str!("../templates/theme/default.typ")),
    ("theme/evidence.typ", include_str!("../templates/theme/evidence.typ")),
    ("theme/fit.typ", include_str!("../templates/theme/fit.typ")),
    ("theme/fonts.typ", include_str!("../templates/theme/fonts.typ")),
    ("theme/large.typ", include_str!("../templates/theme/large.typ")),
    ("theme/lib.typ", include_str!("../templates/theme/lib.typ")),
    ("theme/page.typ", include_str!("../templates/theme/page.typ")),
    ("theme/palette.typ", include_str!("../templates/theme/palette.typ")),
    ("theme/papers.typ", include_str!("../templates/theme/papers.typ")),
    ("theme/papers/handout.typ", include_str!("../templates/theme/papers/handout.typ")),
    ("theme/papers/note.typ", include_str!("../templates/theme/papers/note.typ")),
    ("theme/papers/page.typ", include_str!("../templates/theme/papers/page.typ")),
    ("theme/papers/script.typ", include_str!("../templates/theme/papers/script.typ")),
    ("theme/papers/sheet.typ", include_str!("../templates/theme/papers/sheet.typ")),
    ("theme/parts.typ", include_str!("../templates/theme/parts.typ")),
    ("theme/passages.typ", include_str!("../templates/theme/passages.typ")),
    ("theme/ruled.typ", include_str!("../templates/theme/ruled.typ")),
    ("theme/slides/annex.typ", include_str!("../templates/theme/slides/annex.typ")),
    ("theme/slides/chapter.typ", include_str!("../templates/theme/slides/chapter.typ")),
    ("theme/slides/cover.typ", include_str!("../templates/theme/slides/cover.typ")),
    ("theme/slides/custom.typ", include_str!("../templates/theme/slides/custom.typ")),
    ("theme/slides/decision.typ", include_str!("../templates/theme/slides/decision.typ")),
    ("theme/slides/doubts.typ", include_str!("../templates/theme/slides/doubts.typ")),
    ("theme/slides/figure.typ", include_str!("../templates/theme/slides/figure.typ")),
    ("theme/slides/follow-up.typ", include_str!("../templates/theme/slides/follow-up.typ")),
    ("theme/slides/photo.typ", include_str!("../templates/theme/slides/photo.typ")),
    ("theme/slides/signal.typ", include_str!("../templates/theme/slides/signal.typ")),
    ("theme/slides/spending.typ", include_str!("../templates/theme/slides/spending.typ")),
    ("theme/slides/statement.typ", include_str!("../templates/theme/slides/statement.typ")),
    ("theme/slides/story.typ", include_str!("../templates/theme/slides/story.typ")),
    ("theme/slides/table.typ", include_str!("../templates/theme/slides/table.typ")),
    ("theme/slides/timeline.typ", include_str!("../templates/theme/slides/timeline.typ")),
    ("theme/slides/voices.typ", include_str!("../templates/theme/slides/voices.typ")),
    ("theme/tokens.typ", include_str!("../templates/theme/tokens.typ")),
];

/// Lists of words that rules of content know, by path under `templates/`.
pub static WORDS: &[(&str, &str)] = &[
    ("lexicon/acronyms.yaml", include_str!("../templates/lexicon/acronyms.yaml")),
    ("lexicon/capitals.yaml", include_str!("../templates/lexicon/capitals.yaml")),
    ("lexicon/function-words.yaml", include_str!("../templates/lexicon/function-words.yaml")),
    ("lexicon/heavy.yaml", include_str!("../templates/lexicon/heavy.yaml")),
    ("lexicon/identity.yaml", include_str!("../templates/lexicon/identity.yaml")),
    ("lexicon/interests.yaml", include_str!("../templates/lexicon/interests.yaml")),
    ("lexicon/names.yaml", include_str!("../templates/lexicon/names.yaml")),
    ("lexicon/official.yaml", include_str!("../templates/lexicon/official.yaml")),
    ("lexicon/people.yaml", include_str!("../templates/lexicon/people.yaml")),
    ("lexicon/pre-election.yaml", include_str!("../templates/lexicon/pre-election.yaml")),
    ("lexicon/quantities.yaml", include_str!("../templates/lexicon/quantities.yaml")),
    ("lexicon/sensitive.yaml", include_str!("../templates/lexicon/sensitive.yaml")),
    ("lexicon/topics.yaml", include_str!("../templates/lexicon/topics.yaml")),
    ("lexicon/turns.yaml", include_str!("../templates/lexicon/turns.yaml")),
    ("lexicon/verbs.yaml", include_str!("../templates/lexicon/verbs.yaml")),
];

/// A list of words under `templates/lexicon`.
///
/// # Panics
///
/// When it is not there or cannot be read: a slip in our own files, which any run finds.
pub fn list<T: for<'a> Deserialize<'a>>(name: &str) -> T {
    let path = format!("lexicon/{name}.yaml");
    let known = WORDS.iter().find(|(known, _)| *known == path);
    let (_, text) = known.unwrap_or_else(|| panic!("{path} is not in assets.rs"));
    serde_yaml::from_str(text).unwrap_or_else(|reason| panic!("{path}: {reason}"))
}

/// What words weigh together, by its path under `templates`.
pub static WEIGHTS: (&str, &str) =
    ("lexicon/weights.yaml", include_str!("../templates/lexicon/weights.yaml"));

/// Lists of words that count or praise attention, by path under `templates/`, and the cues that tell when they are meant.
pub static LEXICON: &[(&str, &str)] = &[
    ("lexicon/cues.yaml", include_str!("../templates/lexicon/cues.yaml")),
    ("lexicon/vanity.yaml", include_str!("../templates/lexicon/vanity.yaml")),
    ("lexicon/bare.yaml", include_str!("../templates/lexicon/bare.yaml")),
];

/// The theme's fonts by path under `templates/`, the preferred ones first.
pub static FONTS: &[(&str, &[u8])] = &[
    (
        "fonts/atkinson-hyperlegible-next/AtkinsonHyperlegibleNext_400Regular.ttf",
        include_bytes!(
            "../templates/fonts/atkinson-hyperlegible-next/AtkinsonHyperlegibleNext_400Regular.ttf"
        ),
    ),
    (
        "fonts/atkinson-hyperlegible-next/AtkinsonHyperlegibleNext_400Regular_Italic.ttf",
        include_bytes!(
            "../templates/fonts/atkinson-hyperlegible-next/AtkinsonHyperlegibleNext_400Regular_Italic.ttf"
        ),
    ),
    (
        "fonts/atkinson-hyperlegible-next/AtkinsonHyperlegibleNext_600SemiBold.ttf",
        include_bytes!(
            "../templates/fonts/atkinson-hyperlegible-next/AtkinsonHyperlegibleNext_600SemiBold.ttf"
        ),
    ),
    (
        "fonts/source-serif-4/SourceSerif4_400Regular.ttf",
        include_bytes!("../templates/fonts/source-serif-4/SourceSerif4_400Regular.ttf"),
    ),
    (
        "fonts/source-serif-4/SourceSerif4_400Regular_Italic.ttf",
        include_bytes!("../templates/fonts/source-serif-4/SourceSerif4_400Regular_Italic.ttf"),
    ),
    (
        "fonts/source-serif-4/SourceSerif4_600SemiBold.ttf",
        include_bytes!("../templates/fonts/source-serif-4/SourceSerif4_600SemiBold.ttf"),
    ),
    (
        "fonts/noto-emoji/NotoEmoji_400Regular.ttf",
        include_bytes!("../templates/fonts/noto-emoji/NotoEmoji_400Regular.ttf"),
    ),
];

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    /// Every file below a folder, by its path under `templates/`.
    fn files(folder: &Path, below: &str, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let entry = entry.expect("an entry");
            let path = format!("{below}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                files(&entry.path(), &format!("{path}/"), found);
            } else {
                found.push(path);
            }
        }
    }

    #[test]
    fn every_template_list_and_font_is_inside() {
        let mut found = Vec::new();
        files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("templates"), "", &mut found);
        let is_inside = |path: &&String| {
            TEMPLATES.iter().any(|(known, _)| known == path)
                || FONTS.iter().any(|(known, _)| known == path)
                || WORDS.iter().any(|(known, _)| known == path)
                || LEXICON.iter().any(|(known, _)| known == path)
                || WEIGHTS.0 == *path
        };
        let wanted = found.iter().filter(|path| {
            [".typ", ".j2", ".ttf"].iter().any(|end| path.ends_with(end))
                || path.starts_with("lexicon/")
        });
        let missing: Vec<_> = wanted.filter(|path| !is_inside(path)).collect();
        assert!(missing.is_empty(), "not in assets.rs: {missing:?}");
    }
}

//! A review and its translation by a machine, which platforms put into one text: which words somebody wrote, and which are
//! those of the machine.

/// A text in which a platform has put a translation by a machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TranslatedText<'t> {
    /// The words as they were written; empty where the translation stands alone.
    pub own: &'t str,
    /// The words of the machine.
    pub translation: &'t str,
    /// The code of the language into which they were translated.
    pub into: &'static str,
    /// The code of the language in which they were written, where the platform names it.
    pub from: Option<&'static str>,
}

/// How the platforms of a language announce a translation.
struct TranslationMarks {
    /// The code of the language.
    code: &'static str,
    /// Before or behind the words of the machine, wherever they stand.
    by_machine: &'static [&'static str],
    /// What stands on both sides of the name of a language, at the start of a line.
    from: &'static [(&'static str, &'static str)],
}

/// The marks of eight languages.
const MARKS: [TranslationMarks; 8] = [
    TranslationMarks {
        code: "fr",
        by_machine: &["(Traduit par Google)", "(Traduction de Google)", "(Traduction automatique)"],
        from: &[
            ("traduit de l'", ""),
            ("traduit du ", ""),
            ("traduction de l'", ""),
            ("traduction du ", ""),
        ],
    },
    TranslationMarks {
        code: "en",
        by_machine: &["(Translated by Google)", "(Automatic translation)"],
        from: &[("translated from ", ""), ("translation from ", "")],
    },
    TranslationMarks {
        code: "de",
        by_machine: &["(Von Google übersetzt)", "(Übersetzt von Google)"],
        from: &[("übersetzt aus dem ", ""), ("aus dem ", " übersetzt")],
    },
    TranslationMarks {
        code: "es",
        by_machine: &["(Traducido por Google)", "(Traducción de Google)"],
        from: &[("traducido del ", "")],
    },
    TranslationMarks {
        code: "it",
        by_machine: &["(Traduzione di Google)", "(Tradotto da Google)"],
        from: &[("tradotto dall'", ""), ("tradotto dal ", "")],
    },
    TranslationMarks {
        code: "nl",
        by_machine: &["(Vertaald door Google)", "(Vertaling door Google)"],
        from: &[("vertaald uit het ", "")],
    },
    TranslationMarks {
        code: "pt",
        by_machine: &["(Traduzido pelo Google)", "(Traduzido pela Google)"],
        from: &[("traduzido do ", "")],
    },
    TranslationMarks {
        code: "ca",
        by_machine: &["(Traduït per Google)"],
        from: &[("traduït de l'", ""), ("traduït del ", "")],
    },
];

/// What announces the words as they were written, wherever it stands.
const WRITTEN: [&str; 10] = [
    "(Avis d'origine)",
    "(Texte d'origine)",
    "(Original)",
    "(Originale)",
    "(Origineel)",
    "(Originaltext)",
    "(Texto original)",
    "(Testo originale)",
    "(Text original)",
    "(Original text)",
];

/// The same at the start of a line, before a colon.
const WRITTEN_BEFORE_COLON: [&str; 10] = [
    "texte d'origine",
    "avis d'origine",
    "texte original",
    "original",
    "original text",
    "originaltext",
    "texto original",
    "testo originale",
    "originele tekst",
    "text original",
];

/// The names of languages in French, English and German, where platforms say from which one they translate.
const LANGUAGES: [(&str, &str); 24] = [
    ("anglais", "en"),
    ("allemand", "de"),
    ("espagnol", "es"),
    ("italien", "it"),
    ("néerlandais", "nl"),
    ("portugais", "pt"),
    ("catalan", "ca"),
    ("français", "fr"),
    ("english", "en"),
    ("german", "de"),
    ("spanish", "es"),
    ("italian", "it"),
    ("dutch", "nl"),
    ("portuguese", "pt"),
    ("french", "fr"),
    ("polish", "pl"),
    ("englischen", "en"),
    ("französischen", "fr"),
    ("spanischen", "es"),
    ("italienischen", "it"),
    ("niederländischen", "nl"),
    ("portugiesischen", "pt"),
    ("katalanischen", "ca"),
    ("polnischen", "pl"),
];

/// A mark and what it says.
struct FoundMark {
    start: usize,
    end: usize,
    into: &'static str,
    from: Option<&'static str>,
}

/// The words of a text that somebody wrote, and those that a machine made of them; none of a text without such a mark.
pub fn split_translation(text: &str) -> Option<TranslatedText<'_>> {
    let mark = find_translation_mark(text)?;
    let (before, after) = (&text[..mark.start], &text[mark.end..]);
    let (own, translation) = match find_written_mark(text) {
        // The translation first: all that follows the second mark was written by a person.
        Some((start, end)) if start >= mark.end => (&text[end..], &text[mark.end..start]),
        // The words of the person first, between their mark and that of the translation.
        Some((_, end)) if end <= mark.start => (&text[end..mark.start], after),
        // The translation comes after the words, or there are none but its own.
        _ => (before, after),
    };
    let (own, translation) = (own.trim(), translation.trim());
    Some(TranslatedText { own, translation, into: mark.into, from: mark.from })
}

/// The first mark of a translation.
fn find_translation_mark(text: &str) -> Option<FoundMark> {
    let anywhere = MARKS.iter().flat_map(|marks| {
        let found = marks.by_machine.iter().filter_map(|mark| find_mark(text, mark));
        found.map(|(start, end)| FoundMark { start, end, into: marks.code, from: None })
    });
    let at_start = lines(text).filter_map(|(start, line)| mark_of_line(start, line));
    anywhere.chain(at_start).min_by_key(|mark| mark.start)
}

/// `Traduit de l’anglais :`, with what follows it on the line or nothing.
fn mark_of_line(start: usize, line: &str) -> Option<FoundMark> {
    let bare = line.trim_start().trim_start_matches('(');
    MARKS.iter().find_map(|marks| {
        let mut forms = marks.from.iter();
        forms.find_map(|(before, behind)| {
            let rest = strip_prefix_in_any_case(bare, before)?;
            let name_end = rest.find(|sign: char| !sign.is_alphabetic()).unwrap_or(rest.len());
            let (name, rest) = rest.split_at(name_end);
            let rest = strip_prefix_in_any_case(rest, behind)?;
            let end = start + line.len() - end_of_mark(rest)?.len();
            let name = name.to_lowercase();
            let from = LANGUAGES.iter().find(|(known, _)| *known == name).map(|(_, code)| *code);
            (!name.is_empty()).then_some(FoundMark { start, end, into: marks.code, from })
        })
    })
}

/// What follows a mark at the start of a line, which a colon, a bracket or the end of the line ends.
fn end_of_mark(rest: &str) -> Option<&str> {
    let bare = rest.trim_start();
    let unclosed = bare.strip_prefix(')').map(str::trim_start);
    let words = unclosed.unwrap_or(bare).strip_prefix(':');
    // A sentence that only begins so goes on: "Translated from German, it lost its charm."
    words.or(unclosed).or(bare.is_empty().then_some(bare))
}

/// Where the words as they were written begin: the mark that says so.
fn find_written_mark(text: &str) -> Option<(usize, usize)> {
    let anywhere = WRITTEN.iter().filter_map(|mark| find_mark(text, mark));
    let at_start = lines(text).filter_map(|(start, line)| {
        let bare = line.trim_start();
        let mut marks = WRITTEN_BEFORE_COLON.iter();
        marks.find_map(|mark| {
            let rest = strip_prefix_in_any_case(bare, mark)?.trim_start().strip_prefix(':')?;
            Some((start, start + line.len() - rest.len()))
        })
    });
    anywhere.chain(at_start).min()
}

/// The place of a mark as it stands, with either apostrophe.
fn find_mark(text: &str, mark: &str) -> Option<(usize, usize)> {
    let curly = mark.replace('\'', "’");
    let found = |mark: &str| text.find(mark).map(|start| (start, start + mark.len()));
    found(mark).or_else(|| found(&curly))
}

/// What follows some words in lower case, whatever their case and apostrophes are in the text.
fn strip_prefix_in_any_case<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let mut rest = text.chars();
    for wanted in prefix.chars() {
        let sign = rest.next()?;
        let is_alike = sign.to_lowercase().eq([wanted]) || (wanted == '\'' && sign == '’');
        if !is_alike {
            return None;
        }
    }
    Some(rest.as_str())
}

/// The lines of a text, each with the byte where it starts.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = next;
        next += line.len();
        (start, line.trim_end_matches(['\n', '\r']))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What was written, what a machine made of it, and both languages.
    fn split(text: &str) -> Option<(&str, &str, &str, &str)> {
        let split = split_translation(text)?;
        Some((split.own, split.translation, split.into, split.from.unwrap_or_default()))
    }

    #[test]
    fn words_and_their_translation_are_told_apart_in_eight_languages() {
        for (text, read) in [
            (
                "(Traduit par Google) Quai propre.\n\n(Avis d’origine)\nSauberer Steg.",
                ("Sauberer Steg.", "Quai propre.", "fr", ""),
            ),
            (
                "(Translated by Google) A clean pier. (Original) Un quai propre.",
                ("Un quai propre.", "A clean pier.", "en", ""),
            ),
            (
                "Un quai propre.\n\n(Von Google übersetzt)\nEin sauberer Steg.",
                ("Un quai propre.", "Ein sauberer Steg.", "de", ""),
            ),
            (
                "(Traducido por Google) Muelle limpio.\n(Original)\nUn quai propre.",
                ("Un quai propre.", "Muelle limpio.", "es", ""),
            ),
            (
                "(Traduzione di Google) Molo pulito.\n(Originale) Quai propre",
                ("Quai propre", "Molo pulito.", "it", ""),
            ),
            (
                "(Origineel)\nQuai propre\n(Vertaald door Google)\nSchone kade",
                ("Quai propre", "Schone kade", "nl", ""),
            ),
            (
                "(Traduzido pelo Google) Cais limpo (Original) Quai propre",
                ("Quai propre", "Cais limpo", "pt", ""),
            ),
            (
                "(Traduït per Google) Moll net (Original) Quai propre",
                ("Quai propre", "Moll net", "ca", ""),
            ),
            (
                "Traduit de l’anglais : Quai propre.\nTexte d'origine : A clean pier.",
                ("A clean pier.", "Quai propre.", "fr", "en"),
            ),
            (
                "Translated from German:\nA clean pier.\n\nOriginal: Sauberer Steg.",
                ("Sauberer Steg.", "A clean pier.", "en", "de"),
            ),
            (
                "Sauberer Steg.\n(Traduit de l'allemand)\nQuai propre.",
                ("Sauberer Steg.", "Quai propre.", "fr", "de"),
            ),
            (
                "Aus dem Französischen übersetzt: Steg\nOriginaltext: Quai",
                ("Quai", "Steg", "de", "fr"),
            ),
            ("Traducido del francés\nMuelle\nTexto original: Quai", ("Quai", "Muelle", "es", "")),
        ] {
            assert_eq!(split(text), Some(read), "{text}");
        }
    }

    #[test]
    fn a_translation_alone_leaves_no_words_of_anybody() {
        for text in ["(Traduit par Google) Quai propre.", "Traduit de l'italien : Quai propre."] {
            assert_eq!(
                split(text).map(|(own, translation, ..)| (own, translation)),
                Some(("", "Quai propre."))
            );
        }
    }

    #[test]
    fn what_speaks_of_translations_is_none() {
        for text in [
            "",
            "Un plan (original) du port.",
            "La brochure est traduite de l’anglais : on le voit.",
            "Translated from German, the leaflet lost its charm.",
            "Traduit du",
            "Original : le quai.",
            "(Original) Le quai.",
            "É\u{301}té (traduit par un ami)",
        ] {
            assert_eq!(split(text), None, "{text}");
        }
    }
}

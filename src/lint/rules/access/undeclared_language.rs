//! Somebody's exact words in another language, without the key that names it.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::lint::words::word_list;

pub static RULE: Rule = rule!("undeclared-language", Access, Warning, check);

/// The least number of words that only the other language has. They must be `SHARE` times as many as the words that
/// only ours has, and one word in `SHARE` must be a common word of that language.
const LEAST: usize = 4;
const SHARE: usize = 3;

/// The commonest short words, and the languages that have each.
static LANGUAGES: LazyLock<HashMap<String, Vec<&'static str>>> = LazyLock::new(|| {
    let lists: BTreeMap<String, Vec<String>> = word_list("undeclared-language");
    let mut languages: HashMap<String, Vec<&'static str>> = HashMap::new();
    for (code, words) in lists {
        let code = CODES.iter().find(|known| **known == code);
        for word in words {
            languages.entry(word).or_default().extend(code);
        }
    }
    languages
});

const CODES: [&str; 6] = ["fr", "en", "de", "nl", "es", "it"];

fn check(context: &Context, report: &mut Report) {
    for passage in &context.passages {
        let is_open = passage.leaf.is_verbatim() && passage.leaf.language.is_none();
        let Some(ours) = passage.language.filter(|_| is_open) else {
            continue;
        };
        if let Some(code) = foreign_language(&passage.plain.words, ours.code()) {
            let message = Message::new("undeclared-language").with("code", code);
            let hint = Message::new("hint-undeclared-language").with("code", code);
            report.push(Finding::new(&RULE, passage.leaf.text.span, message).with_hint(hint));
        }
    }
}

/// The language of a text when it is certainly not ours; none in doubt.
fn foreign_language(text: &str, ours: &str) -> Option<&'static str> {
    let words = text.split(|sign: char| !sign.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    let all = words.clone().count();
    let known: Vec<&[&str]> =
        words.filter_map(|word| LANGUAGES.get(&word.to_lowercase()).map(Vec::as_slice)).collect();
    let count = |has: &str, lacks: Option<&str>| {
        let is_of = |codes: &&&[&str]| {
            codes.contains(&has) && lacks.is_none_or(|code| !codes.contains(&code))
        };
        known.iter().filter(is_of).count()
    };
    // Related languages share short words. So the likeliest language must also have several that ours
    // lacks, and ours hardly any that it lacks.
    let code = CODES.into_iter().max_by_key(|code| count(code, None))?;
    let (most, theirs, own) = (count(code, None), count(code, Some(ours)), count(ours, Some(code)));
    let is_certain = most * SHARE >= all && theirs >= LEAST && own * SHARE <= theirs;
    (code != ours && is_certain).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_told_by_its_little_words() {
        for (text, code) in [
            ("We had three litres of water and it was all gone by two.", "en"),
            ("Ich habe nie vergessen, dass uns ein Fischer eine Makrele geschenkt hat.", "de"),
            ("We hadden drie liter water bij ons en om twee uur was alles op.", "nl"),
            ("No hay agua en el camino y nos fuimos a la playa con los niños.", "es"),
            ("Non c'è acqua e siamo tornati con il bambino nella macchina.", "it"),
        ] {
            assert_eq!(foreign_language(text, "fr"), Some(code), "{text}");
        }
        assert_eq!(
            foreign_language(
                "On avait de l'eau aux genoux et le panneau disait marée basse.",
                "en"
            ),
            Some("fr")
        );
    }

    #[test]
    fn our_own_words_and_a_borrowed_phrase_are_ours() {
        for text in [
            "On a tourné quarante minutes dans le bourg.",
            "J'ai lu « the best place to be » sur la façade, et j'ai ri avec mes enfants.",
            "Merci !",
            "Super week-end, top spot, staff at the desk au top",
            "Kenavo",
        ] {
            assert_eq!(foreign_language(text, "fr"), None, "{text}");
        }
    }
}

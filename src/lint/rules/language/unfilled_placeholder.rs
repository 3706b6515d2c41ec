//! What stands in the place of words until somebody writes them: the field of a mail merge, `[date]`, `à compléter`.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::wording::{WordFile, WordPattern};
use crate::lint::words::compile_pattern;
use crate::lint::{Context, Passage, Plain};
use crate::project::Store;
use crate::schema::{Role, Text, locate_part};
use crate::source::Span;

pub static RULE: Rule = rule!("unfilled-placeholder", Language, Warning, check);

/// The words of placeholders.
struct PlaceholderWords {
    /// Those that no finished text holds.
    anywhere: WordPattern,
    /// Those that are ordinary words in a sentence, and stand alone where something is missing.
    alone: WordPattern,
    /// Those that name what is missing, at the start of what square brackets hold.
    fields: WordPattern,
}

static WORDS: LazyLock<PlaceholderWords> = LazyLock::new(|| {
    let file = WordFile::read("unfilled-placeholder");
    let list = |name| file.in_any(name);
    PlaceholderWords { anywhere: list("anywhere"), alone: list("alone"), fields: list("fields") }
});

/// The fields of templates and mail merges; the first group is the field.
static FIELDS: [LazyLock<Regex>; 9] = [
    LazyLock::new(|| compile_pattern(r"(\{\{[^{}\n]{0,60}\}\})")),
    LazyLock::new(|| compile_pattern(r"(\{%[^{}\n]{0,80}%\})")),
    LazyLock::new(|| compile_pattern(r"(\$\{[^{}\n]{0,60}\})")),
    LazyLock::new(|| compile_pattern(r"(?:^|[^{$])(\{[\p{L}\p{N}_.'’ -]{0,40}\})(?:$|[^}])")),
    // What a spreadsheet or a program writes for a value that it does not have.
    LazyLock::new(|| {
        compile_pattern(
            r"(#(?:REF|VALEUR|VALUE|DIV/0|NOM|NAME|NUM|NOMBRE|N/A|N/D)(?:\s?[!?])?|\[object \w+\])(?:$|[^\p{L}\p{N}])",
        )
    }),
    // A line to write on by hand; one alone on its line parts two passages.
    LazyLock::new(|| compile_pattern(r"\S[ \t\u{a0}]*(_{4,}|…{3,}|\.{6,})")),
    // `100 %` is a share: a sign of printf follows no number.
    LazyLock::new(|| {
        compile_pattern(
            r"(?:^|[^\d\s\u{a0}\u{202f}%]\s?)(%(?:\d\$)?[sd]|%\([a-z_]{1,40}\)[sd])(?:$|[^\p{L}\p{N}])",
        )
    }),
    LazyLock::new(|| compile_pattern(r"(\*\|[A-Z0-9_:]{2,40}\|\*)")),
    LazyLock::new(|| compile_pattern(r"(?:^|[^\d%])(%%?[A-Z][A-Z0-9_]{1,40}%%?)")),
];
/// What brackets hold.
static BRACKETS: LazyLock<Regex> = LazyLock::new(|| {
    compile_pattern(
        r"\[([^\[\]\n]{1,60})\]|<<([^<>\n]{1,40})>>|[«‹](\w{1,40})[»›]|\(([^()\n]{1,60})\)",
    )
});

fn check(context: &Context, report: &mut Report) {
    for passage in context.passages.iter().filter(|passage| passage.leaf.role != Role::Private) {
        let words = passage.plain.words.as_ref();
        for range in find_placeholders(words, passage.is_quoted()) {
            if !is_said(&words[range.clone()], passage, context) {
                let span = passage.span_of_words(range.clone(), context.sources);
                report.push(build_finding(&words[range], span));
            }
        }
    }
    // Cells are numbers or words, and no texts like the others.
    for table in context.tables() {
        let cells = table.rows.iter().flat_map(|row| &row.cells).map(|cell| &cell.text);
        table.head.iter().chain(cells).for_each(|cell| check_text(cell, context, report));
    }
    context.texts_of_settings().for_each(|text| check_text(text, context, report));
}

/// Looks at a text that belongs to no entry of a deck.
fn check_text(text: &Text, context: &Context, report: &mut Report) {
    let plain = Plain::from_text(&text.value);
    for range in find_placeholders(&plain.words, false) {
        let typed = plain.typed_range(range.clone());
        let span = locate_part(&text.value, text.style, text.span, typed, context.sources);
        report.push(build_finding(&plain.words[range], span));
    }
}

fn build_finding(found: &str, span: Span) -> Finding {
    let message = Message::new("unfilled-placeholder").with("found", found);
    Finding::new(&RULE, span, message).with_hint(Message::new("hint-unfilled-placeholder"))
}

/// Where placeholders stand in some words, in order; in those that somebody said, only fields are looked for, as `[prénom]`
/// hides a name there.
fn find_placeholders(words: &str, is_quoted: bool) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> =
        FIELDS.iter().flat_map(|field| groups(words, field)).collect();
    if !is_quoted {
        found.extend(WORDS.anywhere.find_all(words));
        found.extend(find_in_brackets(words));
        found.extend(find_alone(words));
    }
    // Of what lies within another one, the longer is told.
    found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
    let mut end = 0;
    found.retain(|range| {
        let is_longer = range.end > end;
        end = end.max(range.end);
        is_longer
    });
    found
}

fn groups<'t>(words: &'t str, field: &'t Regex) -> impl Iterator<Item = Range<usize>> + 't {
    field.captures_iter(words).filter_map(|found| Some(found.get(1)?.range()))
}

/// Brackets that hold the name of what is missing, or say that something is.
fn find_in_brackets(words: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    BRACKETS.captures_iter(words).filter_map(|found| {
        let whole = found.get(0)?.range();
        // Those of a mail merge hold the name of a field and nothing else, as `<<` may stand for quotation marks.
        let merged = found.get(2).or(found.get(3));
        let is_merged = merged.is_some_and(|inner| WORDS.fields.is_whole(inner.as_str()));
        let is_field = found.get(1).is_some_and(|inner| {
            WORDS.fields.find_first(inner.as_str()).is_some()
                || WORDS.anywhere.is_in(inner.as_str())
        });
        let inner = found.get(1).or(merged).or(found.get(4))?.as_str();
        let is_alone = WORDS.alone.is_whole(&inner[last_part(inner)..]);
        (is_merged || is_field || is_alone).then_some(whole)
    })
}

/// Where the part of a text behind its last colon starts.
fn last_part(text: &str) -> usize {
    text.rfind(": ").map_or(0, |colon| colon + 2)
}

/// Words that are all of a text, or all that follows its last colon.
fn find_alone(words: &str) -> Option<Range<usize>> {
    let start = if WORDS.alone.is_whole(bare(words)) { 0 } else { last_part(words) };
    let part = &words[start..];
    let own = bare(part);
    let from = start + part.len() - part.trim_start().len();
    WORDS.alone.is_whole(own).then(|| from..from + own.len())
}

/// A text without the spaces around it and the signs that end it.
fn bare(text: &str) -> &str {
    text.trim().trim_end_matches(['.', '…', '!', '?']).trim_end()
}

/// Whether somebody's own words have it: it stands in the message they were taken from, or that message is not on this machine.
fn is_said(found: &str, passage: &Passage, context: &Context) -> bool {
    let Some(quote) = context.quotes_by_span().get(&passage.leaf.text.span) else {
        return false;
    };
    match context.project.originals.read_named_store(quote.folder, quote.stored) {
        Some(Store::Read(messages)) => {
            messages.get(&quote.stored.id.value).is_some_and(|original| original.contains(found))
        }
        Some(Store::Absent(_)) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &str) -> Vec<&str> {
        find_placeholders(words, false).into_iter().map(|range| &words[range]).collect()
    }

    #[test]
    fn fields_of_templates_and_words_that_wait_for_others_are_found() {
        for (words, wanted) in [
            ("Bonjour {{ prénom }} {{nom}}", &["{{ prénom }}", "{{nom}}"][..]),
            ("{% if adulte %}Oui", &["{% if adulte %}"]),
            ("Bonjour %s, merci", &["%s"]),
            ("(%1$s) et %(lieu)s", &["%1$s", "%(lieu)s"]),
            ("Le quai {0} et {}", &["{0}", "{}"]),
            ("Vers ${ville}", &["${ville}"]),
            ("Bonjour *|PRENOM|*", &["*|PRENOM|*"]),
            ("Bonjour %%PRENOM%%", &["%%PRENOM%%"]),
            ("La halte a [TODO] passages", &["[TODO]"]),
            ("La halte a XXX passages", &["XXX"]),
            ("Le quai rouvre le [date]", &["[date]"]),
            ("Le quai rouvre (à compléter)", &["(à compléter)"]),
            ("Le quai : à préciser.", &["à préciser"]),
            ("À compléter", &["À compléter"]),
            ("Lorem ipsum dolor sit amet", &["Lorem ipsum"]),
            ("Séance du jj/mm/aaaa", &["jj/mm/aaaa"]),
            ("To be completed", &["To be completed"]),
            ("Le quai {nom de la gare}", &["{nom de la gare}"]),
            ("Bonjour <<nom>>, «Prénom»", &["<<nom>>", "«Prénom»"]),
            ("Soit #REF! ou #N/A jours", &["#REF!", "#N/A"]),
            ("Vu par [object Object]", &["[object Object]"]),
            ("Fait à ______, le …………", &["______", "…………"]),
            ("Le quai (source : à préciser)", &["(source : à préciser)"]),
            ("Séance du 00/00/0000", &["00/00/0000"]),
        ] {
            assert_eq!(found(words), wanted, "{words}");
        }
    }

    #[test]
    fn sentences_that_hold_such_words_in_their_sense_are_left_alone() {
        for words in [
            "Le questionnaire à compléter tient sur une page",
            "La part est de 40 %, soit 12 % de plus",
            "Sur 100 %s",
            "Le XXe siècle, la XXXe édition",
            "Une carte [du port] à la main […]",
            "Il reste à définir le lieu",
            "Les horaires (fermé le lundi) changent",
            "Tout a été fait : rien à signaler",
            "Il a dit <<oui>> et « nom »",
            "Une ligne\n____\nune autre",
            "Et puis… rien. Le n° 4, #gare, #NOMADE",
            "Il coûte 12 $ {sic",
        ] {
            assert!(found(words).is_empty(), "{words}: {:?}", found(words));
        }
        assert!(find_placeholders("J'ai vu [prénom] (à vérifier) XXX", true).is_empty());
    }
}

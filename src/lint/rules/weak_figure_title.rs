//! A chart headed by its label, or a figure by a topic or by a sentence too long to read.

use std::sync::LazyLock;

use regex::Regex;

use crate::deck::Shows;
use crate::finding::{Category, Finding, Message, Report, Rule, Severity};
use crate::lint::figures::pattern;
use crate::lint::{Context, Lint, Pages, Raised};
use crate::narrative::{ChartKind, Figure, Text, fold};

/// The rule.
pub static LINT: Lint = Lint {
    rule: &RULE,
    raised: Raised::Content(check),
    pages: Pages {
        en: include_str!("weak-figure-title.md"),
        fr: include_str!("weak-figure-title.fr.md"),
    },
};

static RULE: Rule = Rule::new("weak-figure-title", Category::Figure, Severity::Warning);

/// The most words of a chart's title, of the ONS service manual.
const WORDS: usize = 15;

/// Words that open the name of a subject, and those of a sentence that begins the same way.
static TOPIC: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:évolution|répartition|comparaison|nombre|part|taux|indice|volume|évolution comparée|evolution|breakdown|distribution|comparison|number|share|rate|trends?|overview)\s+(?:d[eu]s?\s|d['’]|of\s|in\s)",
    )
});
static SENTENCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:a|ont|est|sont|était|étaient|reste|restent|baisse|baissent|monte|montent|n['’]\w+|s['’]\w+|ne|se|nous|has|have|is|are|was|were|fell|rose|remains?|falls?|rises?|grew|did|does)\b|[.!?:,]",
    )
});

fn check(context: &Context, report: &mut Report) {
    for showing in &context.showings {
        for planned in showing.slides {
            if let Shows::Figure(figure) = &planned.shows {
                let title = planned.options.title.as_ref().or(figure.title.as_ref());
                report_weak(figure, title, report);
            }
        }
    }
}

fn report_weak(figure: &Figure, title: Option<&Text>, report: &mut Report) {
    let Some(title) = title else {
        if figure
            .chart
            .as_ref()
            .is_some_and(|chart| chart.kind.value != ChartKind::None)
        {
            let message = Message::new("figure-without-title");
            let finding = Finding::new(&RULE, figure.label.span, message);
            report.push(finding.hint(Message::new("hint-figure-title")));
        }
        return;
    };
    let words = title
        .value
        .split_whitespace()
        .filter(|word| word.contains(char::is_alphanumeric));
    let words = words.count();
    let message = match () {
        () if words > WORDS => Message::new("figure-title-too-long")
            .with("words", words)
            .with("most", WORDS),
        () if is_topic(title, &figure.label) => Message::new("figure-title-is-topic"),
        () => return,
    };
    let finding = Finding::new(&RULE, title.span, message);
    report.push(finding.hint(Message::new("hint-figure-title")));
}

fn is_topic(title: &Text, label: &Text) -> bool {
    let words = title.value.trim();
    fold(words) == fold(&label.value) || (TOPIC.is_match(words) && !SENTENCE.is_match(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_are_told_from_sentences() {
        let is_topic = |words: &str| TOPIC.is_match(words) && !SENTENCE.is_match(words);
        for topic in [
            "Évolution des nuitées au printemps",
            "Part de marcheurs venus en car",
            "Number of calls by month",
            "Trends in bus travel",
        ] {
            assert!(is_topic(topic), "{topic}");
        }
        for sentence in [
            "Le nombre de retards a baissé de moitié",
            "Nombre de familles ont attendu le bateau",
            "Part des marcheurs : un sur trois vient en car",
            "Number of calls fell by half",
            "Moins de familles ont manqué leur bateau",
            "Partout sur le sentier, on demande de l'eau",
        ] {
            assert!(!is_topic(sentence), "{sentence}");
        }
    }
}

//! The annex: sources of figures, calculations, how voices were chosen, acronyms. Read on paper.

use minijinja::Value;
use serde::Serialize;

use super::calculations::{Step, steps};
use super::figure::source;
use super::voices::chosen;
use crate::deck::chart::{Values, values};
use crate::deck::compose::{Composer, Line};
use crate::deck::merge::Finds;
use crate::deck::set_aside::{Scope, SetAside};
use crate::narrative::{Figure, Selection, Story, Text};

/// What the annex shows.
#[derive(Debug, Serialize)]
pub struct Annex {
    kicker: Option<Line>,
    title: Line,
    sections: Vec<Section>,
}

#[derive(Debug, Serialize)]
struct Section {
    title: String,
    entries: Vec<Entry>,
}

#[derive(Debug, Serialize)]
struct Entry {
    term: Line,
    text: Option<Line>,
    note: Option<Line>,
    table: Option<Values>,
}

/// What the annex is made of.
#[derive(Debug)]
pub struct AnnexSources<'a> {
    /// The figures shown.
    pub figures: Vec<&'a Figure>,
    /// How the voices shown were chosen.
    pub selections: Vec<&'a Selection>,
    /// The stories shown.
    pub stories: Vec<&'a Story>,
    /// The rules set aside, and why.
    pub set_aside: &'a [SetAside<'a>],
    /// What they find, in words.
    pub finds: Finds,
    /// Acronyms and what they stand for.
    pub acronyms: &'a [(Text, Text)],
}

/// Composes the annex; sections with nothing in them are left out.
pub fn annex(composer: &mut Composer, title: Option<&Text>, sources: &AnnexSources) -> Annex {
    let title = composer.title(title, "title-annex");
    let figures = sources
        .figures
        .iter()
        .map(|figure| figure_entry(composer, figure))
        .collect();
    let series = sources
        .figures
        .iter()
        .filter_map(|figure| series_entry(composer, figure))
        .collect();
    let calculations = sources
        .figures
        .iter()
        .flat_map(|figure| calculations(composer, figure))
        .collect();
    let selections = sources
        .selections
        .iter()
        .map(|selection| selection_entry(composer, selection))
        .collect();
    let witnesses = sources
        .stories
        .iter()
        .filter_map(|story| witnesses(composer, story))
        .collect();
    let set_aside = sources
        .set_aside
        .iter()
        .map(|aside| aside_entry(composer, aside, sources.finds))
        .collect();
    let acronyms = sources
        .acronyms
        .iter()
        .map(|(short, long)| acronym(composer, short, long))
        .collect();
    let mut sections = vec![
        Section {
            title: composer.word("annex-figures"),
            entries: figures,
        },
        Section {
            title: composer.word("annex-series"),
            entries: series,
        },
        Section {
            title: composer.word("annex-calculations"),
            entries: calculations,
        },
        Section {
            title: composer.word("annex-voices"),
            entries: selections,
        },
        Section {
            title: composer.word("annex-witnesses"),
            entries: witnesses,
        },
        Section {
            title: composer.word("annex-set-aside"),
            entries: set_aside,
        },
        Section {
            title: composer.word("annex-acronyms"),
            entries: acronyms,
        },
    ];
    sections.retain(|section| !section.entries.is_empty());
    Annex {
        kicker: Some(composer.said(&composer.word("kicker-annex"))),
        title,
        sections,
    }
}

fn figure_entry(composer: &mut Composer, figure: &Figure) -> Entry {
    let own = figure.language.as_ref();
    let term = composer.line(&figure.label, own);
    let perimeter = composer.line(&figure.perimeter, own);
    let period = composer.said(&composer.when(figure));
    let number = composer.said(&composer.told(figure));
    let note = figure.source.url.as_ref().map(|url| link(composer, url));
    let source = composer.said(&source(composer, &figure.source));
    let mut text = composer.joined(vec![number, perimeter, period, source]);
    text.runs
        .extend(note.map(|note| note.runs).into_iter().flatten());
    let note = figure.vanity.as_ref().map(|because| {
        let because = composer.words(because);
        composer.said(&composer.sentence("annex-vanity", [("because", Value::from(because))]))
    });
    Entry {
        term,
        text: Some(text),
        note,
        table: None,
    }
}

/// How a figure's numbers were computed, and how far it lies from the one it is compared with.
fn calculations(composer: &mut Composer, figure: &Figure) -> Vec<Entry> {
    let steps = steps(composer, figure).into_iter();
    let entry = |Step { said, notes, .. }| Entry {
        term: composer.line(&figure.label, figure.language.as_ref()),
        text: Some(composer.said(&said)),
        note: (!notes.is_empty()).then(|| composer.said(&notes.join(" "))),
        table: None,
    };
    steps.map(entry).collect()
}

/// The values of a series, under what they are and their unit.
fn series_entry(composer: &mut Composer, figure: &Figure) -> Option<Entry> {
    let table = values(composer, figure)?;
    let label = composer.phrase(&figure.label, figure.language.as_ref());
    let mut parts = vec![composer.unstopped(label)];
    let (_, unit) = composer.measure(figure.value.value, &figure.unit);
    if !unit.is_empty() {
        parts.push(composer.said(&unit));
    }
    Some(Entry {
        term: composer.joined(parts),
        text: None,
        note: None,
        table: Some(table),
    })
}

/// The address as words that lead there; an address that is not one of the web stays as typed.
fn link(composer: &Composer, url: &Text) -> Line {
    let mut line = composer.said(" · ");
    if !["https://", "http://"]
        .iter()
        .any(|start| url.value.starts_with(start))
    {
        line.runs.push(crate::deck::Run::Plain(url.value.clone()));
        return line;
    }
    line.runs.push(crate::deck::Run::Link {
        link: url.value.clone(),
        runs: vec![crate::deck::Run::Plain(composer.word("read-online"))],
    });
    line
}

fn selection_entry(composer: &mut Composer, selection: &Selection) -> Entry {
    let term = composer.said(&chosen(composer, selection));
    let text = match &selection.method {
        Some(method) => composer.line(method, None),
        None => composer.said(&composer.word("no-method")),
    };
    let by: Vec<String> = selection.by.iter().map(|by| composer.words(by)).collect();
    let note = (!by.is_empty()).then(|| {
        composer.said(&composer.sentence("chosen-by", [("by", Value::from(composer.list(&by)))]))
    });
    Entry {
        term,
        text: Some(text),
        note,
        table: None,
    }
}

/// The roles of those who can tell what a story tells.
fn witnesses(composer: &mut Composer, story: &Story) -> Option<Entry> {
    let witnesses = &story.contribution.as_ref()?.witnesses;
    let roles: Vec<String> = witnesses
        .iter()
        .map(|witness| composer.words(&witness.role))
        .collect();
    (!roles.is_empty()).then(|| Entry {
        term: composer.line(&story.title, story.language.as_ref()),
        text: Some(composer.said(&composer.list(&roles)).capitalised()),
        note: None,
        table: None,
    })
}

/// What a rule finds, why it was set aside, and its name for those who would look it up.
fn aside_entry(composer: &mut Composer, aside: &SetAside, finds: Finds) -> Entry {
    let rule = Value::from(aside.rule);
    let scope = match aside.scope {
        Scope::Project => "aside-project",
        Scope::Deck => "aside-deck",
        Scope::Entry => "aside-entry",
    };
    let note = composer.sentence(scope, [("rule", rule)]);
    let what = finds(aside.rule, composer.language);
    let what = what.map(|what| what.trim_end_matches('.').to_string());
    Entry {
        term: composer.said(&what.unwrap_or_else(|| aside.rule.to_string())),
        text: Some(composer.line(aside.because, None).capitalised()),
        note: Some(composer.said(&note)),
        table: None,
    }
}

fn acronym(composer: &mut Composer, short: &Text, long: &Text) -> Entry {
    Entry {
        term: composer.line(short, None),
        text: Some(composer.line(long, None)),
        note: None,
        table: None,
    }
}

//! The annex: the proof of each figure, voice and signal shown, then how voices were chosen, who can tell of the stories,
//! the rules set aside and the acronyms. Read on paper.

mod figures;
mod signals;
mod voices;

use minijinja::Value;
use serde::Serialize;

use super::voices::chosen;
use crate::deck::chart::Values;
use crate::deck::compose::{Composer, Line};
use crate::deck::evidence::Evidence;
use crate::deck::set_aside::{Scope, SetAside};
use crate::deck::shown::Shown;
use crate::finding::Rule;
use crate::narrative::{Figure, Selection, Signal, Story, Text};

/// What the annex shows.
#[derive(Debug, Serialize)]
pub struct Annex {
    kicker: Option<Line>,
    title: Line,
    serves: Serves,
    sections: Vec<Section>,
}

/// The words before the numbers of the slides where something serves: the theme knows how many there are.
#[derive(Debug, Serialize)]
struct Serves {
    one: String,
    several: String,
}

/// Entries under a title, or rows under a head.
#[derive(Debug, Default, Serialize)]
struct Section {
    title: String,
    entries: Vec<AnnexEntry>,
    table: Option<AnnexTable>,
}

/// What is proved, and how.
#[derive(Debug, Serialize)]
struct AnnexEntry {
    /// The name to which slides lead; none when no slide does.
    entry: Option<String>,
    term: Line,
    details: Vec<Detail>,
    table: Option<Values>,
    note: Option<Line>,
}

/// One thing that an entry says.
#[derive(Debug, Serialize)]
struct Detail {
    label: Option<String>,
    text: Line,
}

/// Many alike things, one a row. The theme adds a last column: the slides where each serves.
#[derive(Debug, Serialize)]
struct AnnexTable {
    head: Vec<String>,
    rows: Vec<AnnexRow>,
}

/// One of them.
#[derive(Debug, Serialize)]
struct AnnexRow {
    entry: String,
    /// Its number among the others, from 1, which slides name.
    number: usize,
    cells: Vec<Line>,
}

impl AnnexEntry {
    /// Something that no slide leads to.
    fn new(term: Line, text: Line) -> Self {
        Self { entry: None, term, details: vec![Detail::plain(text)], table: None, note: None }
    }

    /// What proves something that slides show.
    fn proving(evidence: Evidence, term: Line, details: Vec<Detail>) -> Self {
        Self { entry: Some(evidence.entry()), term, details, table: None, note: None }
    }
}

impl Detail {
    fn plain(text: Line) -> Self {
        Self { label: None, text }
    }

    fn labelled(composer: &Composer, label: &str, text: Line) -> Self {
        Self { label: Some(composer.word(label)), text }
    }
}

/// What the annex is made of.
#[derive(Debug)]
pub struct AnnexSources<'a> {
    /// What the slides show.
    pub shown: &'a Shown<'a>,
    /// How the voices shown were chosen.
    pub selections: Vec<&'a Selection>,
    /// The rules set aside, and why.
    pub set_aside: &'a [SetAside<'a>],
    /// Acronyms and what they stand for.
    pub acronyms: &'a [(Text, Text)],
}

/// Composes the annex; sections with nothing in them are left out.
pub fn annex(composer: &mut Composer, title: Option<&Text>, sources: &AnnexSources) -> Annex {
    let title = composer.title(title, "title-annex");
    let proofs = proofs(composer, sources.shown);
    let mut sections: Vec<Section> = proofs.into_iter().chain(method(composer, sources)).collect();
    sections.retain(|section| !section.entries.is_empty() || section.table.is_some());
    Annex {
        kicker: Some(composer.said(&composer.word("kicker-annex"))),
        title,
        serves: Serves {
            one: composer.word("annex-slide"),
            several: composer.word("annex-slides"),
        },
        sections,
    }
}

/// What proves what the slides show.
fn proofs(composer: &mut Composer, shown: &Shown) -> [Section; 3] {
    let figure = |composer: &mut Composer, it: &&Figure| Some(figures::entry(composer, it));
    let signal = |composer: &mut Composer, it: &(&Signal, Option<&Figure>)| {
        Some(signals::entry(composer, *it, shown))
    };
    [
        entries(composer, "annex-figures", &shown.figures, figure),
        voices::section(composer, &shown.voices),
        entries(composer, "annex-signals", &shown.signals, signal),
    ]
}

/// How the deck was made, who can tell of it, and what its letters stand for.
fn method(composer: &mut Composer, sources: &AnnexSources) -> [Section; 4] {
    let chosen = |composer: &mut Composer, it: &&Selection| Some(selection(composer, it));
    let told = |composer: &mut Composer, it: &&Story| witnesses(composer, it);
    let set_aside = |composer: &mut Composer, it: &SetAside| Some(aside(composer, it));
    let acronym = |composer: &mut Composer, (short, long): &(Text, Text)| {
        let term = composer.line(short, None);
        Some(AnnexEntry::new(term, composer.line(long, None)))
    };
    [
        entries(composer, "annex-selection", &sources.selections, chosen),
        entries(composer, "annex-witnesses", &sources.shown.stories, told),
        entries(composer, "annex-set-aside", sources.set_aside, set_aside),
        entries(composer, "annex-acronyms", sources.acronyms, acronym),
    ]
}

/// A section of one entry for each item that gives one.
fn entries<T>(
    composer: &mut Composer,
    title: &str,
    items: &[T],
    entry: impl Fn(&mut Composer, &T) -> Option<AnnexEntry>,
) -> Section {
    let entries = items.iter().filter_map(|item| entry(composer, item));
    Section { entries: entries.collect(), title: composer.word(title), table: None }
}

fn selection(composer: &mut Composer, selection: &Selection) -> AnnexEntry {
    let term = composer.said(&chosen(composer, selection));
    let text = match &selection.method {
        Some(method) => composer.line(method, None),
        None => composer.said(&composer.word("no-method")),
    };
    let by: Vec<String> = selection.by.iter().map(|by| composer.words(by)).collect();
    let note = (!by.is_empty()).then(|| {
        composer.said(&composer.sentence("chosen-by", [("by", Value::from(composer.list(&by)))]))
    });
    AnnexEntry { note, ..AnnexEntry::new(term, text) }
}

/// The roles of those who can tell what a story tells.
fn witnesses(composer: &mut Composer, story: &Story) -> Option<AnnexEntry> {
    let witnesses = &story.contribution.as_ref()?.witnesses;
    let roles: Vec<String> =
        witnesses.iter().map(|witness| composer.words(&witness.role)).collect();
    let term = (!roles.is_empty()).then(|| composer.line(&story.title, story.language.as_ref()))?;
    let roles = composer.said(&composer.list(&roles)).capitalised();
    Some(AnnexEntry::new(term, roles))
}

/// What a rule finds, why it was set aside, and its name for those who would look it up.
fn aside(composer: &mut Composer, aside: &SetAside) -> AnnexEntry {
    let rule = Value::from(aside.rule);
    let scope = match aside.scope {
        Scope::Project => "aside-project",
        Scope::Deck => "aside-deck",
        Scope::Entry => "aside-entry",
    };
    let note = composer.sentence(scope, [("rule", rule)]);
    let what = Rule::named(aside.rule).map(|rule| rule.summary(composer.language));
    let what = what.map(|what| what.trim_end_matches('.').to_string());
    let term = composer.said(&what.unwrap_or_else(|| aside.rule.to_string()));
    AnnexEntry {
        note: Some(composer.said(&note)),
        ..AnnexEntry::new(term, composer.line(aside.because, None).capitalised())
    }
}

//! The annex: the proof of each figure, voice and signal shown, then how voices were chosen, who can tell of the
//! stories, the rules set aside and the acronyms. Read on paper.

mod figures;
mod signals;
mod voices;

use minijinja::Value;
use serde::Serialize;

use super::kind::{PassageOpened, ShownKind};
use super::voices::format_selection;
use crate::deck::chart::Values;
use crate::deck::compose::{Composer, Line};
use crate::deck::evidence::Evidence;
use crate::deck::material::DeckMaterial;
use crate::deck::plan::{Planned, Planner, Shows};
use crate::deck::set_aside::{Scope, SetAside};
use crate::deck::shown::ShownItems;
use crate::finding::Rule;
use crate::narrative::{Figure, Options, Selection, Signal, Story};
use crate::schema::Text;
use crate::source::Span;

/// The annex to come.
#[derive(Debug)]
pub struct PlannedAnnex;

impl<'a> ShownKind<'a> for PlannedAnnex {
    type Written = ();
    type Slide = AnnexSlide;

    fn plan_entry(
        planner: &mut Planner<'a, '_>,
        _written: &'a Self::Written,
        options: &Options,
        origin: Span,
    ) {
        // An annex with nothing to prove would be an empty page.
        if planner.has_sources() {
            planner.add_slide(Shows::Annex(Self), options, origin);
        }
    }

    fn own_name(&self) -> Option<String> {
        None
    }

    fn passage_opened(&self) -> PassageOpened<'a> {
        PassageOpened::Named("kicker-annex")
    }

    fn add_to_shown(&self, shown: &mut ShownItems<'a>) {
        shown.annex = true;
    }

    fn entry_spans(&self) -> Vec<Span> {
        // What it proves was shown before: a rule is set aside for that.
        Vec::new()
    }

    fn compose(
        &self,
        composer: &mut Composer,
        planned: &Planned,
        material: &DeckMaterial,
    ) -> Self::Slide {
        let sources = AnnexSources {
            shown: &material.shown,
            selections: material.selections.iter().collect(),
            set_aside: &material.set_aside,
            acronyms: &material.project.settings.acronyms,
        };
        compose_annex(composer, planned.options.title.as_ref(), &sources)
    }
}

/// The last slides of a deck: proofs and method, in sections.
#[derive(Debug, Serialize)]
pub struct AnnexSlide {
    kicker: Option<Line>,
    title: Line,
    serves: Serves,
    sections: Vec<Section>,
}

/// The words before the numbers of the slides that use an entry. The theme adds
/// the numbers, which only the layout knows.
#[derive(Debug, Serialize)]
struct Serves {
    one: String,
    several: String,
}

/// A part of the annex: a list of entries, or a table.
#[derive(Debug, Default, Serialize)]
struct Section {
    title: String,
    /// Whether each entry is one line: its term, then what it stands for.
    #[serde(rename = "run-in")]
    is_run_in: bool,
    entries: Vec<AnnexEntry>,
    table: Option<AnnexTable>,
}

/// One thing that is proved, and what proves it.
#[derive(Debug, Serialize)]
struct AnnexEntry {
    /// The name to which slides lead; none when no slide does.
    entry: Option<String>,
    term: Line,
    details: Vec<Detail>,
    table: Option<Values>,
    note: Option<Line>,
}

/// One line of an entry, with a label such as "calculation" before it.
#[derive(Debug, Serialize)]
struct Detail {
    label: Option<String>,
    text: Line,
}

/// A table for many things of one sort. The theme adds a last column: the slides that use each of them.
#[derive(Debug, Serialize)]
struct AnnexTable {
    head: Vec<String>,
    rows: Vec<AnnexRow>,
}

/// A row of the table, to which slides lead.
#[derive(Debug, Serialize)]
struct AnnexRow {
    entry: String,
    /// Its place in the table, from 1; slides print this number beside the words that it proves.
    number: usize,
    cells: Vec<Line>,
}

impl AnnexEntry {
    /// An entry that no slide leads to.
    fn new(term: Line, text: Line) -> Self {
        Self {
            entry: None,
            term,
            details: vec![Detail::without_label(text)],
            table: None,
            note: None,
        }
    }

    /// An entry to which the slides that show its subject lead.
    fn of_evidence(evidence: Evidence, term: Line, details: Vec<Detail>) -> Self {
        Self { entry: Some(evidence.entry_name()), term, details, table: None, note: None }
    }
}

impl Detail {
    fn without_label(text: Line) -> Self {
        Self { label: None, text }
    }

    fn with_label(composer: &Composer, label: &str, text: Line) -> Self {
        Self { label: Some(composer.word(label)), text }
    }
}

/// What the annex is composed from.
#[derive(Debug)]
struct AnnexSources<'a> {
    /// What the slides of this deck show.
    pub shown: &'a ShownItems<'a>,
    /// How the voices shown were chosen.
    pub selections: Vec<&'a Selection>,
    /// The rules set aside, and why.
    pub set_aside: &'a [SetAside<'a>],
    /// Acronyms and what they stand for.
    pub acronyms: &'a [(Text, Text)],
}

/// Composes the annex; sections with nothing in them are left out.
fn compose_annex(
    composer: &mut Composer,
    title: Option<&Text>,
    sources: &AnnexSources,
) -> AnnexSlide {
    let title = composer.title_or_default(title, "title-annex");
    // Proofs come first, as slides refer to them; how the deck was made comes after.
    let proofs = compose_proofs(composer, sources.shown);
    let mut sections: Vec<Section> =
        proofs.into_iter().chain(compose_method(composer, sources)).collect();
    sections.retain(|section| !section.entries.is_empty() || section.table.is_some());
    AnnexSlide {
        kicker: Some(composer.program_line(&composer.word("kicker-annex"))),
        title,
        serves: Serves {
            one: composer.word("annex-slide"),
            several: composer.word("annex-slides"),
        },
        sections,
    }
}

/// The sections that prove what the slides show: figures, voices, signals.
fn compose_proofs(composer: &mut Composer, shown: &ShownItems) -> [Section; 3] {
    let figure = |composer: &mut Composer, it: &&Figure| Some(figures::compose_entry(composer, it));
    let signal = |composer: &mut Composer, it: &(&Signal, Option<&Figure>)| {
        Some(signals::compose_entry(composer, *it, shown))
    };
    let mut heard = compose_entries(composer, "annex-signals", &shown.signals, signal);
    if !heard.entries.is_empty() {
        heard.entries.push(signals::compose_stages_entry(composer));
    }
    [
        compose_entries(composer, "annex-figures", &shown.figures, figure),
        voices::compose_section(composer, &shown.voices),
        heard,
    ]
}

/// The sections about the deck itself: how voices were chosen, who witnessed the stories, rules set aside, acronyms.
fn compose_method(composer: &mut Composer, sources: &AnnexSources) -> [Section; 4] {
    let chosen = |composer: &mut Composer, it: &&Selection| Some(selection_entry(composer, it));
    let told = |composer: &mut Composer, it: &&Story| witnesses_entry(composer, it);
    let set_aside = |composer: &mut Composer, it: &SetAside| set_aside_entry(composer, it);
    let acronym = |composer: &mut Composer, (short, long): &(Text, Text)| {
        let term = composer.line(short, None);
        Some(AnnexEntry::new(term, composer.line(long, None)))
    };
    let acronyms = compose_entries(composer, "annex-acronyms", sources.acronyms, acronym);
    [
        compose_entries(composer, "annex-selection", &sources.selections, chosen),
        compose_entries(composer, "annex-witnesses", &sources.shown.stories, told),
        compose_entries(composer, "annex-set-aside", sources.set_aside, set_aside),
        Section { is_run_in: true, ..acronyms },
    ]
}

/// A section with one entry for each item for which `entry` returns one.
fn compose_entries<T>(
    composer: &mut Composer,
    title: &str,
    items: &[T],
    entry: impl Fn(&mut Composer, &T) -> Option<AnnexEntry>,
) -> Section {
    let entries = items.iter().filter_map(|item| entry(composer, item));
    let entries = entries.collect();
    Section { entries, title: composer.word(title), ..Section::default() }
}

fn selection_entry(composer: &mut Composer, selection: &Selection) -> AnnexEntry {
    let term = composer.program_line(&format_selection(composer, selection));
    let text = match &selection.method {
        Some(method) => composer.line(method, None),
        None => composer.program_line(&composer.word("no-method")),
    };
    let by: Vec<String> = selection.by.iter().map(|by| composer.plain_words(by)).collect();
    let note = (!by.is_empty()).then(|| {
        composer.program_line(
            &composer
                .format_sentence("chosen-by", [("by", Value::from(composer.format_list(&by)))]),
        )
    });
    AnnexEntry { note, ..AnnexEntry::new(term, text) }
}

/// The roles of the people who can confirm a story; `None` when it names none.
fn witnesses_entry(composer: &mut Composer, story: &Story) -> Option<AnnexEntry> {
    let witnesses = &story.contribution.as_ref()?.witnesses;
    let roles: Vec<String> =
        witnesses.iter().map(|witness| composer.plain_words(&witness.role)).collect();
    let own = story.language.as_ref();
    let term = (!roles.is_empty()).then(|| composer.capitalised_line(&story.title, own))?;
    let roles = composer.program_line(&composer.format_list(&roles)).capitalised();
    Some(AnnexEntry::new(term, roles))
}

/// A rule set aside: what it finds, the reason given, and for how much. Its name is for those who write; a name that is no
/// rule's sets nothing aside, and a finding says so.
fn set_aside_entry(composer: &mut Composer, aside: &SetAside) -> Option<AnnexEntry> {
    let rule = Rule::find_by_name(aside.rule)?;
    let scope = match aside.scope {
        Scope::Project => "aside-project",
        Scope::Deck => "aside-deck",
        Scope::Entry => "aside-entry",
    };
    let term = composer.program_line(rule.summary_in(composer.language).trim_end_matches('.'));
    Some(AnnexEntry {
        note: Some(composer.program_line(&composer.word(scope))),
        ..AnnexEntry::new(term, composer.line(aside.because, None).capitalised())
    })
}

//! The stages in order: what every command that needs a project goes through.
//!
//! ```text
//! open ─▶ Opened ─plan─▶ PlannedProject ─each_deck─▶ Built ─print─▶ PDF, read back
//! ```
//!
//! `planned` builds many decks at once; `layout` sets a document and says what the engine refused; `print` makes PDFs and
//! proves them.

mod layout;
mod planned;
mod print;

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::assets::FONTS;
use crate::deck::{BuildOptions, Deck, DeckPlan, Index, Output, UndrawnQuotes, merge, plan};
use crate::error::{Error, Result};
use crate::finding::rules::RUNAWAY_FILE;
use crate::finding::{Finding, Message, Report};
use crate::lint::{self, Context, Depth, FindingScope, Showing};
use crate::photos::Cache;
use crate::project::Project;
use crate::proof::{self, AudienceLimits, Faults, Texts};
use crate::source::{Sources, Span};
use crate::template::{Manuscript, Templates};
use crate::tree::Purpose;
use crate::typeset::{Pages, Typesetter, missing};
use crate::watch;

pub use layout::LaidOut;
pub use planned::{MOST_SLIDES, PlannedProject, ProjectReport};
pub use print::Printed;

/// A project that has been read, with what is needed to build its decks.
pub struct Opened {
    /// Its folder on disk, for what is written there; what is read is asked of the project's tree.
    pub root: PathBuf,
    /// The settings, the decks and what they hold.
    pub project: Project,
    /// Every text that was read, by the ids that spans name.
    pub sources: Sources,
    /// What reading said.
    pub report: Report,
    /// Its templates and theme.
    pub templates: Templates,
    /// Fonts and the layout engine.
    pub typesetter: Typesetter,
    /// Where pictures are kept from one build to the next.
    pub cache: Option<Cache>,
    /// Every text that a PDF is looked through for, read once there is a PDF.
    texts: OnceLock<Texts>,
}

/// What came of building one deck.
pub struct Built {
    /// What it shows.
    pub deck: Deck,
    /// Its Typst sources and its pages; none when the sources cannot be written, or ask for more than can be laid out.
    pub layout: Option<LaidOut>,
    /// The papers that were asked for and could be laid out, in the order they were asked.
    pub papers: Vec<Paper>,
    /// What its PDFs may say, and what they must.
    pub limits: AudienceLimits,
    /// What building said.
    pub report: Report,
    /// What was found wrong in its PDFs so far.
    faults: Faults,
}

/// A document made around the pages of a deck.
pub struct Paper {
    /// What it shows.
    pub deck: Deck,
    /// Its Typst text.
    pub manuscript: Manuscript,
    /// What Typst made of the manuscript, page by page.
    pub pages: Pages,
}

impl Built {
    /// The pages of the deck, when Typst could lay them out.
    pub fn pages(&self) -> Option<&Pages> {
        self.layout.as_ref()?.pages.as_ref()
    }

    /// The pages of a document made of the deck.
    pub fn pages_of(&self, output: Output) -> Option<&Pages> {
        match output {
            Output::Slides => self.pages(),
            _ => self.paper(output).map(|paper| &paper.pages),
        }
    }

    /// A paper that was asked for.
    pub fn paper(&self, output: Output) -> Option<&Paper> {
        self.papers.iter().find(|paper| paper.deck.output == output)
    }
}

/// Reads the project at a root: settings, narratives, templates, fonts.
pub fn open(root: &Path) -> Result<Opened> {
    let mut sources = Sources::default();
    let mut report = Report::default();
    let root =
        root.canonicalize().map_err(|reason| Error::for_file("cannot-read", root, reason))?;
    let mut project = Project::read(&root, &mut sources, &mut report)?;
    lint::note_suggestions(&mut project);
    let templates = Templates::read(&project, &mut sources, &mut report)?;
    let own = templates.fonts.iter().map(|(_, font)| Cow::Owned(font.clone()));
    let fonts = FONTS.iter().map(|(_, font)| Cow::Borrowed(*font)).chain(own).collect();
    report_stopped_decks(&project, &mut sources, &mut report);
    Ok(Opened {
        root,
        project,
        sources,
        report,
        templates,
        typesetter: Typesetter::new(fonts),
        cache: Cache::of_user(),
        texts: OnceLock::new(),
    })
}

impl Opened {
    /// Plans every deck whose own file can be read: which slides, in which order.
    pub fn plan(&self, options: BuildOptions) -> PlannedProject<'_> {
        let mut report = self.report.clone();
        let theme = options.theme_for(&self.project.settings);
        if let Some(finding) = self.templates.finding_of_tokens(theme, &self.sources) {
            report.push(finding);
        }
        let index = Index::from_project(&self.project, &mut report);
        let mut plans = Vec::new();
        for folder in &self.project.decks {
            if let Some(file) = &folder.file {
                plans.push(plan(&self.project, folder, file, options, &index, &mut report));
            }
        }
        PlannedProject { opened: self, plans, report }
    }

    /// Where a file of the project is on disk, once links are followed: for what is written there.
    pub fn path_on_disk(&self, path: &str) -> PathBuf {
        let real = self.project.tree.resolve(path, Purpose::Deck);
        self.root.join(real.unwrap_or(PathBuf::from(path)))
    }

    /// Makes of what was raised what is told; see [`lint::finish_report`].
    pub fn finish_report(&self, asked: &FindingScope, report: &mut Report) {
        lint::finish_report(&self.project, &self.sources, asked, report);
    }

    /// Everything that is found without laying out pages, as `check` tells it of all decks.
    pub fn lint_all_decks(&self) -> Report {
        let mut report = self.plan(BuildOptions::default()).check_content();
        let decks: Vec<String> = self.project.decks.iter().map(|deck| deck.path.clone()).collect();
        self.finish_report(&FindingScope::for_decks(&decks, Depth::Texts), &mut report);
        report
    }

    /// Every text that PDFs are looked through for.
    fn proof_texts(&self) -> &Texts {
        self.texts.get_or_init(|| Texts::from_project(&self.project, &self.sources))
    }
}

impl PlannedProject<'_> {
    /// What reading, planning and the rules of content find.
    pub fn check_content(&self) -> Report {
        let mut report = self.report.clone();
        let Opened { project, sources, .. } = self.opened;
        let context = Context::new(project, sources, self.plans.iter().map(Showing::new).collect());
        lint::check_content(&context, &mut report);
        for plan in &self.plans {
            proof::tell_unread(self.opened.proof_texts(), plan.file.span.at_start(), &mut report);
        }
        report
    }

    /// Builds one deck: its pictures, its slides, its pages, its papers.
    fn build_deck(&self, plan: &DeckPlan, papers: &[Output]) -> Result<Built> {
        let Opened { project, sources, typesetter, .. } = self.opened;
        planned::check_length(plan)?;
        let mut report = Report::default();
        let gallery = self.prepare_gallery(plan, &mut report);
        let voices = plan.slides.iter().flat_map(|planned| planned.voices().iter().copied());
        let undrawn = UndrawnQuotes::of_voices(voices, |text| typesetter.lacks_most_letters(text));
        missing::report_undrawn_quotes(&undrawn, typesetter, sources, &mut report);
        let deck = merge(project, plan, &gallery, &undrawn);
        let limits = AudienceLimits::from_plan(project, plan, &undrawn, |text| {
            missing::printable_text(text, typesetter)
        });
        let layout = self.opened.lay_out(&deck, gallery.files, &mut report)?;
        let faults = Faults::default();
        let mut built = Built { deck, layout, papers: Vec::new(), limits, report, faults };
        for output in papers {
            let paper = self.opened.lay_out_paper(plan, &mut built, *output)?;
            built.papers.extend(paper);
        }
        Ok(built)
    }
}

/// Says of each deck that ended an earlier attempt as a whole, on its own file, why it is left out.
fn report_stopped_decks(project: &Project, sources: &mut Sources, report: &mut Report) {
    let stopped = watch::stopped_paths().into_iter().flatten();
    for (path, cause) in stopped {
        if let Some(folder) = project.decks.iter().find(|folder| folder.path == *path) {
            let id = match &folder.file {
                Some(file) => file.span.source,
                None => sources.add(path, String::new()),
            };
            let finding = Finding::new(&RUNAWAY_FILE, Span::new(id, 0..0), cause.message(path));
            report.push(finding.with_hint(cause.hint()));
        }
    }
}

/// A fault of ours.
pub fn internal_error(detail: &str) -> Error {
    Error::new(Message::new("our-fault").with("detail", detail))
        .with_hint(Message::new("hint-our-fault"))
}

/// A fault of ours that something else made happen, which it says in its own words.
pub fn internal_error_of(cause: impl std::error::Error + Send + Sync + 'static) -> Error {
    internal_error(&cause.to_string()).caused_by(cause)
}

//! The stages in order: what every command that needs a project goes through.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{LazyLock, OnceLock};
use std::thread;

use crate::assets::FONTS;
use crate::deck::{Deck, Index, Laid, Output, Plan, Shown, merge, paper, plan, unshown};
use crate::error::{Error, Result};
use crate::finding::rules::RUNAWAY_FILE;
use crate::finding::{Finding, Message, Report};
use crate::lint::{self, Asked, Context, Depth, Showing};
use crate::narrative::Audience;
use crate::parallel::{in_parallel, start};
use crate::photos::{self, Cache, Gallery};
use crate::project::Project;
use crate::proof::{self, Faults, Inquiry, Proof, Remit, Spread, Texts};
use crate::source::{Sources, Span};
use crate::template::{Fault, Manuscript, Templates, manuscript};
use crate::typeset::{self, Folder, Pages, Trouble, Typeset, Typesetter, trace};
use crate::watch::{self, Work};

/// A project that has been read, with what is needed to build its decks.
pub struct Opened {
    /// The project.
    pub project: Project,
    /// Its texts.
    pub sources: Sources,
    /// What reading said.
    pub report: Report,
    /// Its templates and theme.
    pub templates: Templates,
    /// Fonts and the layout engine.
    pub typesetter: Typesetter,
    /// Where pictures are kept from one build to the next.
    pub cache: Option<Cache>,
    /// Every text that a PDF is looked through for, once there is a PDF.
    pub texts: OnceLock<Texts>,
    /// For whom decks are built; each for the audience of its meeting when nobody says otherwise.
    pub audience: Option<Audience>,
}

/// What came of building one deck.
pub struct Built {
    /// What it shows.
    pub deck: Deck,
    /// The Typst text of it, and where each part came from.
    pub manuscript: Manuscript,
    /// The Typst files that make it.
    pub folder: Folder,
    /// The files of the project that its pages show, by path.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Its pages, when Typst could lay them out.
    pub pages: Option<Pages>,
    /// What building said.
    pub report: Report,
    /// The papers that were asked for and could be laid out, in the order they were asked.
    pub papers: Vec<Built>,
    /// What its PDF may say, and what it must.
    pub remit: Remit,
    /// What was found wrong in its PDFs so far.
    pub told: Faults,
}

/// What is said of a whole project before its pages are laid out. Who asks waits until it is known.
pub type Said<'a> = LazyLock<Report, Box<dyn FnOnce() -> Report + Send + 'a>>;

/// A finished PDF, read back.
pub struct Printed {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What was read back.
    pub proof: Proof,
}

impl Built {
    /// A deck whose pages cannot be laid out, with what was said of it.
    fn without_pages(deck: Deck, report: Report) -> Self {
        Self {
            deck,
            manuscript: Manuscript::default(),
            folder: Folder::default(),
            files: BTreeMap::new(),
            pages: None,
            report,
            papers: Vec::new(),
            remit: Remit::default(),
            told: Faults::default(),
        }
    }

    /// A paper that was asked for.
    pub fn paper(&self, output: Output) -> Option<&Built> {
        self.papers.iter().find(|paper| paper.deck.output == output)
    }
}

/// Reads the project at a root: settings, narratives, templates, fonts.
pub fn open(root: &Path) -> Result<Opened> {
    let mut sources = Sources::default();
    let mut report = Report::default();
    let project = Project::read(root, &mut sources, &mut report)?;
    let templates = Templates::read(&project, &mut sources, &mut report)?;
    let own = templates.fonts.iter().map(|(_, font)| Cow::Owned(font.clone()));
    let fonts = FONTS.iter().map(|(_, font)| Cow::Borrowed(*font)).chain(own).collect();
    stopped_decks(&project, &mut sources, &mut report);
    Ok(Opened {
        project,
        sources,
        report,
        templates,
        typesetter: Typesetter::new(fonts),
        cache: Cache::of_user(),
        texts: OnceLock::new(),
        audience: None,
    })
}

/// Tells of each deck that ended an earlier attempt as a whole, on its own file.
fn stopped_decks(project: &Project, sources: &mut Sources, report: &mut Report) {
    let stopped = watch::stopped().into_iter().flatten();
    for (path, cause) in stopped {
        if let Some(folder) = project.decks.iter().find(|folder| folder.path == *path) {
            let id = match &folder.file {
                Some(file) => file.span.source,
                None => sources.add(path, String::new()),
            };
            let finding = Finding::new(&RUNAWAY_FILE, Span::new(id, 0..0), cause.message(path));
            report.push(finding.hint(cause.hint()));
        }
    }
}

impl Opened {
    /// Builds decks and keeps them all in memory; see [`each_deck`](Self::each_deck).
    pub fn build(&mut self, paths: &[String]) -> Result<Vec<Option<Built>>> {
        self.each_deck(paths, &[], &|_, _, built| Ok(built))
    }

    /// Plans every deck of the project, then builds those named with some papers, in parallel, and does some work with
    /// each at once, so that the pages of many decks need not be held together. What is said of the whole project is found
    /// while pages are laid out, which takes one core most of the time; the work waits for it when it asks.
    ///
    /// A deck with a file that cannot be read as a narrative gives `None`; so do all when the project's settings
    /// or its own templates cannot be used.
    pub fn each_deck<T: Send>(
        &mut self,
        paths: &[String],
        papers: &[Output],
        work: &(dyn Fn(&Self, &Said, Built) -> Result<T> + Sync),
    ) -> Result<Vec<Option<T>>> {
        let mut report = std::mem::take(&mut self.report);
        let opened = &*self;
        // Before any deck: what raw messages take is not held against one.
        opened.texts();
        let plans = opened.plans(&mut report);
        let said = Said::new(Box::new(|| {
            opened.check(&plans, &mut report);
            report
        }));
        let is_usable = opened.project.is_readable && opened.templates.is_usable;
        let build = |path: &String| {
            let wanted =
                |plan: &&Plan| plan.folder.path == *path && plan.folder.is_readable && is_usable;
            let plan = plans.iter().find(wanted);
            let Some(plan) = plan.filter(|_| !watch::passes_over(path)) else {
                return Ok(None);
            };
            let worked = opened.watched(plan, || {
                opened.deck(plan, papers).and_then(|built| work(opened, &said, built))
            });
            if paths.len() > 1 {
                typeset::evict(KEPT);
            }
            worked.map(Some)
        };
        let most = plans.iter().map(|plan| plan.slides.len()).max();
        let at_once = thread::available_parallelism().map_or(1, usize::from);
        watch::allow(most.unwrap_or(0).min(MOST_SLIDES) * at_once.min(paths.len()));
        let done = thread::scope(|scope| {
            // Without a thread to spare it is found once it is asked for.
            start(scope, || {
                LazyLock::force(&said);
            });
            in_parallel(paths, build)
        });
        let report = Report::clone(&said);
        drop(said);
        drop(plans);
        self.report = report;
        done.into_iter().collect()
    }

    /// What the layout says of what somebody wrote in these decks and no slide of the project shows.
    pub fn rest(&self, paths: &[String]) -> Result<Report> {
        let mut report = Report::default();
        if !(self.project.is_readable && self.templates.is_usable) {
            return Ok(report);
        }
        let plans = self.plans(&mut Report::default());
        let shown: Vec<_> = plans.iter().map(|plan| Shown::of(&plan.slides)).collect();
        let wanted = |plan: &&Plan| paths.contains(&plan.folder.path) && plan.folder.is_readable;
        let rest = plans.iter().filter(wanted).map(|plan| Plan {
            slides: unshown(plan, &shown),
            held_back: Vec::new(),
            elsewhere: Vec::new(),
            ..*plan
        });
        let rest: Vec<Plan> = rest.filter(|plan| !plan.slides.is_empty()).collect();
        let laid = |plan: &Plan| {
            let report = || self.deck(plan, &[]).map(|built| built.report);
            match watch::passes_over(&plan.folder.path) {
                true => Ok(Report::default()),
                false => self.watched(plan, report),
            }
        };
        for told in in_parallel(&rest, laid) {
            report.append(told?);
        }
        Ok(report)
    }

    /// The slides of every deck whose own file can be read.
    fn plans(&self, report: &mut Report) -> Vec<Plan<'_>> {
        let project = &self.project;
        let index = Index::of(project, report);
        let mut plans = Vec::new();
        for folder in &project.decks {
            if let Some(file) = &folder.file {
                let audience = self.audience.unwrap_or(file.meeting.audience());
                plans.push(plan(project, folder, file, audience, &index, report));
            }
        }
        plans
    }

    /// What the rules of content find, once all decks are planned.
    fn check(&self, plans: &[Plan], report: &mut Report) {
        let project = &self.project;
        let shown = plans.iter().map(Showing::new);
        let context = Context::new(project, &self.sources, shown.collect());
        lint::check(&context, report);
        for plan in plans {
            proof::tell_unread(self.texts(), plan.file.span.at_start(), report);
        }
    }

    /// How many slides these decks have before long ones are parted, with those that what is not shown would take.
    pub fn slides(&self, paths: &[String]) -> usize {
        let plans = self.plans(&mut Report::default());
        let shown: Vec<_> = plans.iter().map(|plan| Shown::of(&plan.slides)).collect();
        let wanted = plans.iter().filter(|plan| paths.contains(&plan.folder.path));
        let count = |plan: &Plan| plan.slides.len() + unshown(plan, &shown).len();
        wanted.map(count).sum()
    }

    /// Everything that is found without preparing pictures or laying out pages, before any rule is set aside.
    pub fn unlaid(&mut self) -> Report {
        let mut report = std::mem::take(&mut self.report);
        let plans = self.plans(&mut report);
        self.check(&plans, &mut report);
        report
    }

    /// Makes of what was raised what is told; see [`lint::settle`].
    pub fn settle(&self, asked: &Asked, report: &mut Report) {
        lint::settle(&self.project, &self.sources, asked, report);
    }

    /// Everything that is found without laying out pages, as `check` tells it of all decks.
    pub fn lint(&mut self) -> Report {
        let mut report = self.unlaid();
        let decks: Vec<String> = self.project.decks.iter().map(|deck| deck.path.clone()).collect();
        self.settle(&Asked::of(&decks, Depth::Texts), &mut report);
        report
    }
}

/// The most slides of a deck that is laid out: each takes about 4 MB, so that two decks at once stay within 5 GB.
pub const MOST_SLIDES: usize = 500;

/// The most layout that the slides of a deck may ask for together, in ordinary slides: long ones ask for more than one.
const MOST_WEIGHT: usize = 2 * MOST_SLIDES;

/// The most pages of a document that is written: a deck in large type takes up to two pages a slide.
pub const MOST_PAGES: usize = 1_000;

/// How many decks ago a piece of layout may have been used and still be kept: decks share little.
const KEPT: usize = 2;

impl Opened {
    /// Builds one deck: its photos, its slides, its pages, its papers.
    fn deck(&self, plan: &Plan, papers: &[Output]) -> Result<Built> {
        if plan.slides.len() > MOST_SLIDES {
            let message = Message::new("too-many-slides")
                .with("deck", plan.folder.path.as_str())
                .with("slides", plan.slides.len())
                .with("most", MOST_SLIDES);
            return Err(Error::new(message).hint(Message::new("hint-too-many-slides")));
        }
        let mut report = Report::default();
        let gallery = self.gallery(plan, &mut report)?;
        let project = &self.project;
        let deck = merge(project, plan, &gallery);
        let mut built = self.typeset(deck, gallery.files, report)?;
        built.remit = Remit::of(project, plan, |text| trace::printable(text, &self.typesetter));
        for output in papers {
            let paper = self.paper(plan, &mut built, *output)?;
            built.papers.extend(paper);
        }
        Ok(built)
    }

    /// Does work that lays out a deck, which what the project brings may crash.
    fn watched<T>(&self, plan: &Plan, work: impl FnOnce() -> T) -> T {
        let suspects =
            || Work { deck: Some(plan.folder.path.clone()), suspects: self.suspects(plan) };
        watch::step(watch::seconds(plan.slides.len()), suspects, work)
    }

    /// What a deck shows that runs in the layout engine: the project's own slides and theme, and drawings.
    fn suspects(&self, plan: &Plan) -> Vec<String> {
        let (settings, folder) = (&self.project.settings, plan.folder.path.as_str());
        let mut customs: Vec<String> =
            plan.folder.customs.values().map(|file| file.path.clone()).collect();
        customs.sort();
        let pictures = plan.slides.iter().filter_map(|planned| planned.picture(settings));
        let drawings =
            pictures.filter_map(|wanted| photos::path(&self.project.tree, folder, wanted));
        let drawings = drawings.filter(|path| path.to_lowercase().ends_with(".svg"));
        let own = self.templates.own_paths(&self.sources);
        customs.into_iter().chain(drawings).chain(own).collect()
    }

    /// Builds a paper around the pages of a deck; none when there are no pages.
    fn paper(&self, plan: &Plan, built: &mut Built, output: Output) -> Result<Option<Built>> {
        let Some(pages) = &built.pages else {
            return Ok(None);
        };
        let laid = pages.slides().map(|slides| Laid {
            slides,
            pages: pages.count(),
            ratio: pages.ratio(),
        });
        let laid = match laid {
            Ok(laid) => laid,
            Err(trouble) => return self.tell(&[trouble], built).map(|()| None),
        };
        let deck = paper(output, &plan.slides, plan.file, &built.deck, &laid);
        let mut made = self.typeset(deck, BTreeMap::new(), Report::default())?;
        if let Some(paper) = made.pages.take() {
            match paper.holding(pages) {
                Ok(printed) => made.pages = Some(printed),
                Err(trouble) => self.tell(&[trouble], &mut made)?,
            }
        }
        // What a slide has told of a text, its papers need not repeat.
        let told = built.report.findings();
        let is_new = |finding: &Finding| {
            let is_it = |known: &Finding| known.rule == finding.rule && known.span == finding.span;
            !told.iter().any(is_it)
        };
        made.report.retain(is_new);
        built.report.append(std::mem::take(&mut made.report));
        Ok(Some(made))
    }

    fn gallery(&self, plan: &Plan, report: &mut Report) -> Result<Gallery> {
        let settings = &self.project.settings;
        let wanted = plan.slides.iter();
        let wanted: Vec<_> = wanted.filter_map(|planned| planned.picture(settings)).collect();
        let (tree, folder, cache) = (&self.project.tree, &plan.folder.path, self.cache.as_ref());
        let prepared = in_parallel(&wanted, |wanted| {
            let prepare = || photos::prepare(tree, folder, *wanted, cache);
            let prepared = match photos::path(tree, folder, *wanted) {
                Some(path) => watch::file(&path, prepare),
                None => prepare(),
            };
            (*wanted, prepared)
        });
        Ok(Gallery::hang(prepared, report))
    }

    fn typeset(
        &self,
        deck: Deck,
        files: BTreeMap<String, Vec<u8>>,
        mut report: Report,
    ) -> Result<Built> {
        trace::glyphs(&deck, &self.typesetter, &self.sources, &mut report);
        let manuscript = match manuscript(&self.templates.environment, &deck, &|text| {
            trace::printable(text, &self.typesetter)
        }) {
            Ok(manuscript) => manuscript,
            Err(fault) => {
                report.push(self.unwritten(&fault, &deck)?);
                return Ok(Built::without_pages(deck, report));
            }
        };
        if let Some(slide) = first_beyond(manuscript.weights(), MOST_WEIGHT) {
            report.push(trace::heavy_deck(&deck.slides[slide]));
            return Ok(Built::without_pages(deck, report));
        }
        let folder = Folder {
            main: manuscript.text.clone(),
            texts: self.templates.texts(self.project.settings.theme),
            files,
        };
        let mut typeset = self.typesetter.typeset(&folder, self.project.tree.root());
        let (files, pages) = (std::mem::take(&mut typeset.files), typeset.pages.take());
        let mut built = Built {
            deck,
            manuscript,
            folder,
            files,
            pages,
            report,
            papers: Vec::new(),
            remit: Remit::default(),
            told: Faults::default(),
        };
        self.tell_typeset(&typeset, &mut built)?;
        let is_too_long = |pages: &&Pages| pages.count() > MOST_PAGES;
        if let Some(pages) = built.pages.as_ref().filter(is_too_long) {
            let finding = trace::too_many_pages(&built.deck, pages, MOST_PAGES);
            built.report.push(finding.map_err(|trouble| broken(&trouble.message))?);
            built.pages = None;
        }
        let fits = match &built.pages {
            Some(pages) => {
                let theme = self.project.settings.theme;
                trace::fits(&built.deck, pages, theme, &mut built.report)
                    .and_then(|()| trace::customs(&built.deck, pages, &mut built.report))
            }
            None => Ok(()),
        };
        if let Err(trouble) = fits {
            self.tell(&[trouble], &mut built)?;
            built.pages = None;
        }
        Ok(built)
    }

    /// Why the text of a deck could not be written, on what somebody wrote: a template, or more than a slide holds.
    fn unwritten(&self, fault: &Fault, deck: &Deck) -> Result<Finding> {
        let slide = fault.slide.filter(|_| fault.is_too_long());
        let heavy = || slide.map(|slide| trace::heavy_slide(&deck.slides[slide as usize]));
        let own = self.templates.finding(fault, &self.sources);
        own.or_else(heavy).ok_or_else(|| broken(&fault.detail))
    }

    /// What Typst said while it laid pages out; where it comes from a picture that cannot be shown, why it cannot.
    fn tell_typeset(&self, typeset: &Typeset, built: &mut Built) -> Result<()> {
        for trouble in &typeset.troubles {
            self.tell(std::slice::from_ref(trouble), built)?;
            if let Some((path, fault)) = typeset.refusal(trouble)
                && let Some(told) = built.report.pop()
            {
                built.report.push(fault.finding_of(path, told.span));
            }
        }
        Ok(())
    }

    /// What Typst said, on the texts people wrote; what comes from nothing they wrote is our fault.
    fn tell(&self, troubles: &[Trouble], built: &mut Built) -> Result<()> {
        let written = trace::Written {
            deck: &built.deck,
            manuscript: &built.manuscript,
            templates: &self.templates,
            sources: &self.sources,
        };
        for trouble in troubles {
            let finding = written.finding(trouble);
            built.report.push(finding.ok_or_else(|| broken(&trouble.message))?);
        }
        Ok(())
    }

    /// The PDF of a document made from a deck, read back; what it says and must not, or does not say and must, becomes
    /// findings. None when Typst refuses it.
    pub fn printed(&self, built: &mut Built, output: Output) -> Result<Option<Printed>> {
        let Some(bytes) = self.pdf_of(built, output)? else {
            return Ok(None);
        };
        let Some(pages) = &built.pages else {
            return Ok(None);
        };
        let spread = Spread::of(pages, output).map_err(|trouble| broken(&trouble.message))?;
        let paper = built.paper(output).map(|paper| &paper.deck);
        let decks: Vec<&Deck> = [&built.deck].into_iter().chain(paper).collect();
        let inquiry = Inquiry {
            output,
            texts: self.texts(),
            remit: &built.remit,
            decks: &decks,
            spread: &spread,
        };
        let Ok((proof, mut faults)) = proof::prove(&bytes, &inquiry) else {
            return Err(broken("a PDF cannot be read back"));
        };
        // What the slides were told of, papers need not repeat.
        faults.retain_new(&mut built.told);
        proof::tell(&faults, &spread, &built.deck, &mut built.report);
        Ok(Some(Printed { bytes, proof }))
    }

    /// Every text that PDFs are looked through for, read once.
    fn texts(&self) -> &Texts {
        self.texts.get_or_init(|| Texts::read(&self.project, &self.sources))
    }

    /// The PDF of a document made from a deck; Typst's refusals become findings and give `None`.
    pub fn pdf_of(&self, built: &mut Built, output: Output) -> Result<Option<Vec<u8>>> {
        if output == Output::Slides {
            return self.pdf(built);
        }
        let made = built.paper(output).and_then(|paper| Some(paper.pages.as_ref()?.pdf()));
        let troubles = match made {
            None => return Ok(None),
            Some(Ok(bytes)) => return Ok(Some(bytes)),
            Some(Err(troubles)) => troubles,
        };
        // What is refused in a slide is told of the slide.
        if self.pdf(built)?.is_some() {
            self.tell(&troubles, built)?;
        }
        Ok(None)
    }

    /// The PDF of a deck's pages; Typst's refusals become findings and give `None`.
    pub fn pdf(&self, built: &mut Built) -> Result<Option<Vec<u8>>> {
        let Some(pages) = &built.pages else {
            return Ok(None);
        };
        match pages.pdf() {
            Ok(bytes) => Ok(Some(bytes)),
            Err(troubles) => {
                self.tell(&troubles, built)?;
                Ok(None)
            }
        }
    }
}

/// The first place at which numbers add up to more than the most.
fn first_beyond(numbers: impl Iterator<Item = usize>, most: usize) -> Option<usize> {
    let sums = numbers.scan(0_usize, |sum, number| {
        *sum = sum.saturating_add(number);
        Some(*sum)
    });
    sums.enumerate().find_map(|(at, sum)| (sum > most).then_some(at))
}

/// A fault of ours.
pub fn broken(detail: &str) -> Error {
    Error::new(Message::new("our-fault").with("detail", detail))
        .hint(Message::new("hint-our-fault"))
}

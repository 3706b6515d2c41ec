//! The stages in order: what every command and every test goes through.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;

use crate::assets::FONTS;
use crate::deck::{Deck, Index, Shown, merge, plan};
use crate::error::{Error, Result};
use crate::finding::rules::{DANGLING_REFERENCE, LONE_FIGURE, NOT_SHOWN, UNUSED_ENTRY};
use crate::finding::{Message, Report};
use crate::lint;
use crate::project::Project;
use crate::source::Sources;
use crate::template::{Manuscript, Templates, manuscript};
use crate::typeset::{Folder, Pages, Trouble, Typesetter, trace};

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
}

/// Reads the project at a root: settings, narratives, templates, fonts.
pub fn open(root: &Path) -> Result<Opened> {
    let mut sources = Sources::default();
    let mut report = Report::default();
    let project = Project::read(root, &mut sources, &mut report)?;
    let templates = Templates::read(&project, &mut sources, &mut report)?;
    let own = templates
        .fonts
        .iter()
        .map(|(_, font)| Cow::Owned(font.clone()));
    let fonts = FONTS
        .iter()
        .map(|(_, font)| Cow::Borrowed(*font))
        .chain(own)
        .collect();
    Ok(Opened {
        project,
        sources,
        report,
        templates,
        typesetter: Typesetter::new(fonts),
    })
}

impl Opened {
    /// Plans every deck of the project, then builds those named, in parallel. `done` is called after each.
    ///
    /// A deck with a file that cannot be read as a narrative gives `None`; so do all when the project's settings
    /// or its own templates cannot be used.
    pub fn build(
        &mut self,
        paths: &[String],
        done: &(dyn Fn(&str) + Sync),
    ) -> Result<Vec<Option<Built>>> {
        let Self {
            project,
            sources,
            report,
            templates,
            typesetter,
        } = self;
        let index = Index::of(project, report);
        let mut plans = Vec::new();
        for folder in &project.decks {
            plans.push(
                folder
                    .file
                    .as_ref()
                    .map(|file| (folder, file, plan(project, folder, file, &index, report))),
            );
        }
        let shown: Vec<Shown> = plans
            .iter()
            .flatten()
            .map(|(.., planned)| Shown::of(planned))
            .collect();
        lint::unused(project, &shown, report);
        if !project.decks.iter().all(|folder| folder.is_readable) {
            // What is in an unreadable file is missing everywhere else: what cannot be read comes first.
            let follows = [&DANGLING_REFERENCE, &UNUSED_ENTRY, &NOT_SHOWN, &LONE_FIGURE];
            report.retain(|finding| !follows.contains(&finding.rule));
        }
        let wanted = paths.iter().map(|path| {
            plans
                .iter()
                .flatten()
                .find(|(folder, ..)| folder.path == *path)
        });
        let is_usable = project.is_readable && templates.is_usable;
        let wanted: Vec<_> = wanted
            .map(|plan| plan.filter(|(folder, ..)| folder.is_readable && is_usable))
            .collect();
        let stage = Stage {
            project,
            sources,
            templates,
            typesetter,
        };
        let built = wanted.into_par_iter().map(|plan| {
            let built = plan
                .map(|(folder, file, planned)| stage.typeset(merge(project, folder, file, planned)))
                .transpose();
            if let Some((folder, ..)) = plan {
                done(&folder.path);
            }
            built
        });
        built.collect()
    }
}

/// What typesetting a deck needs.
struct Stage<'a> {
    project: &'a Project,
    sources: &'a Sources,
    templates: &'a Templates,
    typesetter: &'a Typesetter,
}

impl Stage<'_> {
    fn typeset(&self, deck: Deck) -> Result<Built> {
        let mut report = Report::default();
        trace::glyphs(&deck, self.typesetter, self.sources, &mut report);
        let manuscript = match manuscript(&self.templates.environment, &deck, &|text| {
            trace::printable(text, self.typesetter)
        }) {
            Ok(manuscript) => manuscript,
            Err(fault) => {
                report.push(
                    self.templates
                        .finding(&fault, self.sources)
                        .ok_or_else(|| broken(&fault.detail))?,
                );
                return Ok(Built {
                    deck,
                    manuscript: Manuscript::default(),
                    folder: Folder::default(),
                    files: BTreeMap::new(),
                    pages: None,
                    report,
                });
            }
        };
        let folder = Folder {
            main: manuscript.text.clone(),
            texts: self.templates.theme.clone(),
        };
        let typeset = self.typesetter.typeset(&folder, self.project.tree.root());
        let mut built = Built {
            deck,
            manuscript,
            folder,
            files: typeset.files,
            pages: typeset.pages,
            report,
        };
        self.tell(&typeset.troubles, &mut built)?;
        let fits = match &built.pages {
            Some(pages) => trace::fits(&built.deck, pages, &mut built.report),
            None => Ok(()),
        };
        if let Err(trouble) = fits {
            self.tell(&[trouble], &mut built)?;
            built.pages = None;
        }
        Ok(built)
    }

    /// What Typst said, on the texts people wrote; what comes from nothing they wrote is our fault.
    fn tell(&self, troubles: &[Trouble], built: &mut Built) -> Result<()> {
        let written = trace::Written {
            deck: &built.deck,
            manuscript: &built.manuscript,
            templates: self.templates,
            sources: self.sources,
        };
        for trouble in troubles {
            let finding = written.finding(trouble);
            built
                .report
                .push(finding.ok_or_else(|| broken(&trouble.message))?);
        }
        Ok(())
    }
}

impl Opened {
    /// The PDF of a deck's pages; Typst's refusals become findings and give `None`.
    pub fn pdf(&self, built: &mut Built) -> Result<Option<Vec<u8>>> {
        let Some(pages) = &built.pages else {
            return Ok(None);
        };
        match pages.pdf() {
            Ok(bytes) => Ok(Some(bytes)),
            Err(troubles) => {
                self.stage().tell(&troubles, built)?;
                Ok(None)
            }
        }
    }

    fn stage(&self) -> Stage<'_> {
        Stage {
            project: &self.project,
            sources: &self.sources,
            templates: &self.templates,
            typesetter: &self.typesetter,
        }
    }
}

fn broken(detail: &str) -> Error {
    Error::new(Message::new("our-fault").with("detail", detail))
        .hint(Message::new("hint-our-fault"))
}

//! The templates and the theme, built in or a project's own, and the manuscript that they make of a deck.

mod environment;
mod families;
mod literal;
mod manuscript;

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use minijinja::Environment;

pub use environment::TemplateFault;
pub use manuscript::{Manuscript, manuscript};

use self::families::Families;
use crate::assets::TEMPLATES;
use crate::error::Result;
use crate::finding::rules::{BROKEN_TEMPLATE, RUNAWAY_FILE, UNREAD_FILE, UNREADABLE_FILE};
use crate::finding::{Finding, Message, Report};
use crate::project::{Project, Theme};
use crate::source::{Source, SourceId, Sources, Span};
use crate::text::nearest;
use crate::tree::{FileRefusal, PathKind, Purpose, join_path};
use crate::typeset::font_families;
use crate::watch;

/// The templates and the theme of a project: the built-in ones, any of which a file of the project may replace.
pub struct Templates {
    /// The engine, which has the templates of slides.
    pub environment: Environment<'static>,
    /// The theme's Typst files by path, such as `theme/lib.typ`.
    theme: BTreeMap<String, String>,
    /// The project's own files, by the name of the built-in file that each replaces.
    own: HashMap<String, SourceId>,
    /// The project's own fonts: their path, such as `fonts/brand.ttf`, and their bytes.
    pub fonts: Vec<(String, Vec<u8>)>,
    /// Whether every file of the project's own can be used.
    pub is_usable: bool,
}

/// Where a project keeps its own templates unless its settings name another folder.
const FOLDER: &str = "templates";
/// The theme's file that chooses its type and distances: those of `default.typ` or of `large.typ`.
const TOKENS: &str = "theme/tokens.typ";
/// How deep folders of templates may nest: without a limit, a link to a folder above would never end.
const DEPTH: usize = 8;

impl Templates {
    /// Reads the templates of a project. A file of its own that is broken, or that nothing uses, is reported.
    pub fn read(project: &Project, sources: &mut Sources, report: &mut Report) -> Result<Self> {
        let settings = project.settings.templates.as_ref();
        let folder = settings.map_or(FOLDER, |folder| folder.value.trim_end_matches('/'));
        // A path of nothing but slashes stays the root of the machine, which no gate lets through.
        let folder = match settings {
            Some(named) if folder.is_empty() => named.value.as_str(),
            _ => folder,
        };
        let mut templates = Self {
            environment: environment::create_environment(),
            theme: BTreeMap::new(),
            own: HashMap::new(),
            fonts: Vec::new(),
            is_usable: true,
        };
        let mut own = BTreeMap::new();
        match (project.tree.kind_of_path(folder, Purpose::Deck), settings) {
            (Ok(PathKind::Folder), _) => {
                templates.own_files(project, folder, "", &mut own, sources, report)?;
            }
            (_, Some(named)) => {
                let message =
                    Message::new("no-templates-folder").with("path", named.value.as_str());
                report.push(Finding::new(&UNREAD_FILE, named.span, message));
            }
            (Err(FileRefusal::Missing) | Ok(_), None) => {}
            (Err(_), None) => {
                let kind = project.tree.kind_in_folder(folder, Purpose::Deck);
                report.push(led_away(sources, folder, kind));
            }
        }
        // Each built-in template is added, or the project's own file of that name in its place. What is left of the own
        // files are additions to the theme.
        for (name, text) in TEMPLATES {
            let text = own.remove(*name).unwrap_or_else(|| (*text).to_string());
            templates.add_template_file(name, text, sources, report);
        }
        templates.theme.extend(own);
        let families = Families::from_brand(&templates.fonts, &project.settings.brand, report);
        if !templates.own.contains_key(families::FILE) {
            let text = families.format_typst();
            templates.theme.insert(families::FILE.to_string(), text);
        }
        Ok(templates)
    }

    fn add_template_file(
        &mut self,
        name: &str,
        text: String,
        sources: &Sources,
        report: &mut Report,
    ) {
        if !name.ends_with(".j2") {
            self.theme.insert(name.to_string(), text);
            return;
        }
        // Parsing a project's own template may crash too, and is then blamed on its file.
        let path = self.own.get(name).map(|id| sources.get(*id).path.clone());
        let mut add = || environment::add_template(&mut self.environment, name, &text);
        let added = match path {
            Some(path) => watch::with_file(&path, add),
            None => add(),
        };
        if let Err(fault) = added {
            self.is_usable = false;
            report.push(self.finding_of(&fault, sources).unwrap_or_else(|| {
                unreachable!("the built-in template {name} does not parse: {}", fault.detail)
            }));
        }
    }

    fn own_files(
        &mut self,
        project: &Project,
        folder: &str,
        below: &str,
        own: &mut BTreeMap<String, String>,
        sources: &mut Sources,
        report: &mut Report,
    ) -> Result<()> {
        let own_folder = join_path(folder, below);
        let items = match project.tree.folder_entries(&own_folder, Purpose::Deck) {
            // Without them a deck would come out in another dress, so that none is built until they can be read.
            Err(error) if error.is_denied() => {
                report.push(closed_folder(sources, &own_folder));
                self.is_usable = false;
                return Ok(());
            }
            items => items?,
        };
        for item in items {
            let name = join_path(below, &item.name);
            let path = join_path(folder, &name);
            if item.is_folder() {
                if name.matches('/').count() < DEPTH {
                    self.own_files(project, folder, &name, own, sources, report)?;
                }
            } else if name.starts_with("fonts/") && (is_font(&name) || item.kind == PathKind::File)
            {
                self.own_font(project, path, name, sources, report)?;
            } else if TEMPLATES.iter().any(|(known, _)| *known == name)
                || (name.starts_with("theme/") && name.ends_with(".typ"))
            {
                match project.tree.read(&path, sources, report)? {
                    Some(id) => {
                        own.insert(name.clone(), sources.get(id).text.clone());
                        self.own.insert(name, id);
                    }
                    // A trial run can do with the built-in file.
                    None => self.is_usable &= watch::is_trial(),
                }
            } else if matches!(item.kind, PathKind::Outside | PathKind::Barred) {
                report.push(led_away(sources, &path, item.kind));
            } else {
                let id = sources.add(path, String::new());
                let finding = Finding::new(
                    &UNREAD_FILE,
                    Span::new(id, 0..0),
                    Message::new("unread-template").with("name", name.as_str()),
                );
                report.push(finding.with_hint(hint_template(&name)));
            }
        }
        Ok(())
    }

    fn own_font(
        &mut self,
        project: &Project,
        path: String,
        name: String,
        sources: &mut Sources,
        report: &mut Report,
    ) -> Result<()> {
        if !is_font(&name) {
            return Ok(());
        }
        // Reading families runs code of the engine on a file of the project, so it is watched as work that may crash.
        match project.tree.read_font(&path) {
            Ok(font) if watch::with_file(&path, || !font_families(&font).is_empty()) => {
                self.fonts.push((name, font));
            }
            Err(FileRefusal::Unreadable(error)) => return Err(error),
            Err(refused @ FileRefusal::Stopped(_)) => {
                let (message, hint) =
                    refused.message_and_hint(&path).unwrap_or_else(|| unreachable!());
                let span = Span::new(sources.add(path, String::new()), 0..0);
                self.is_usable &= watch::is_trial();
                report.push(Finding::new(&RUNAWAY_FILE, span, message).with_hint(hint));
            }
            _ => {
                let span = Span::new(sources.add(path, String::new()), 0..0);
                let message = Message::new("unread-font").with("name", name);
                report.push(
                    Finding::new(&UNREAD_FILE, span, message).with_hint(Message::new("hint-font")),
                );
            }
        }
        Ok(())
    }

    /// The theme's Typst files by path, with the type of a theme. A project's own tokens replace those of every theme.
    pub fn theme_texts(&self, theme: Theme) -> BTreeMap<String, String> {
        let mut texts = self.theme.clone();
        if !self.own.contains_key(TOKENS) {
            let text = format!("#import \"{}.typ\": *\n", theme.name());
            texts.insert(TOKENS.to_string(), text);
        }
        texts
    }

    /// The finding for tokens of the project's own that win over the large type that was asked for; none when they begin with
    /// it, or change nothing of what was asked.
    pub fn finding_of_tokens(&self, theme: Theme, sources: &Sources) -> Option<Finding> {
        let id = *self.own.get(TOKENS).filter(|_| theme == Theme::Large)?;
        let imports = format!("\"{}.typ\"", theme.name());
        if sources.get(id).text.contains(&imports) {
            return None;
        }
        let finding =
            Finding::new(&UNREAD_FILE, Span::new(id, 0..0), Message::new("tokens-over-large"));
        Some(finding.with_hint(Message::new("hint-tokens-over-large")))
    }

    /// The finding for a fault in a file of the project; none when the fault is in a built-in template.
    pub fn finding_of(&self, fault: &TemplateFault, sources: &Sources) -> Option<Finding> {
        let id = *self.own.get(&fault.template)?;
        let source = sources.get(id);
        let line = || fault.line.map(|line| said_line(source, line, &fault.said));
        let range = fault.range.clone().or_else(line).unwrap_or(0..0);
        let range = range.start.min(source.text.len())..range.end.min(source.text.len());
        Some(Finding::new(
            &BROKEN_TEMPLATE,
            Span::new(id, range),
            Message::new("broken-template").with("detail", fault.detail.as_str()),
        ))
    }

    /// The place of the line with the text `said` in a project's own template, the one nearest to
    /// `line`; none when the template is built in.
    pub fn own_line(&self, name: &str, line: usize, said: &str, sources: &Sources) -> Option<Span> {
        let id = *self.own.get(name)?;
        Some(Span::new(id, said_line(sources.get(id), line, said)))
    }

    /// The first file of the project's own theme, to which faults of the whole
    /// theme are attached; none without own files.
    pub fn own_theme(&self) -> Option<Span> {
        let own = self.own.iter().filter(|(name, _)| name.ends_with(".typ"));
        own.min().map(|(_, id)| Span::new(*id, 0..0))
    }

    /// The paths of the project's own files, which every deck's layout uses.
    pub fn own_paths(&self, sources: &Sources) -> Vec<String> {
        let own = self.own.values().map(|id| sources.get(*id).path.clone());
        let mut paths: Vec<String> = own.collect();
        paths.sort();
        paths
    }

    /// The place in a file of the project that some bytes of the theme came from; none when the file is built in.
    pub fn own_span(&self, path: &str, range: &Range<usize>) -> Option<Span> {
        self.own.get(path).map(|id| Span::new(*id, range.clone()))
    }
}

/// A folder of templates that the system closes to us.
fn closed_folder(sources: &mut Sources, folder: &str) -> Finding {
    let folder = folder.trim_end_matches('/');
    let id = sources.add(folder, String::new());
    let message = Message::new("folder-closed").with("name", folder);
    Finding::new(&UNREADABLE_FILE, Span::new(id, 0..0), message)
        .with_hint(Message::new("hint-folder-closed"))
}

/// The finding for a folder or a link among templates that leads where nothing may be read.
fn led_away(sources: &mut Sources, path: &str, kind: PathKind) -> Finding {
    let span = Span::new(sources.add(path, String::new()), 0..0);
    let (message, hint) = kind.led_away(path);
    Finding::new(&UNREAD_FILE, span, message).with_hint(hint)
}

/// The bytes of the line with the text `said`, the one nearest to `line`; the
/// line of that number when none has the text.
fn said_line(source: &Source, line: usize, said: &str) -> Range<usize> {
    let said = said.trim();
    let lines = source.text.lines().enumerate();
    let says = |(_, text): &(usize, &str)| !said.is_empty() && text.contains(said);
    let nearest = lines.filter(says).min_by_key(|(at, _)| at.abs_diff(line - 1));
    line_range(source, nearest.map_or(line, |(at, _)| at + 1))
}

/// The bytes of a line, without the spaces around it; those of the last line when there are fewer lines.
fn line_range(source: &Source, line: usize) -> Range<usize> {
    let last = source.place_of_byte(source.text.len() as u32).line;
    let range = source.line_range(line.min(last));
    let text = &source.text[range.clone()];
    let start = range.start + (text.len() - text.trim_start().len());
    start..start + text.trim().len()
}

fn is_font(name: &str) -> bool {
    [".ttf", ".otf", ".ttc", ".otc"].iter().any(|ending| name.to_lowercase().ends_with(ending))
}

fn hint_template(name: &str) -> Message {
    match nearest(name, TEMPLATES.iter().map(|(known, _)| *known)) {
        Some(near) => Message::new("hint-nearest").with("value", near),
        None => Message::new("hint-template-names"),
    }
}

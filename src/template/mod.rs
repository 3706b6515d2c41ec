//! Templates and theme, built in or a project's own, and the manuscript they make of a deck.

mod environment;
mod literal;
mod manuscript;

use std::collections::{BTreeMap, HashMap};

use minijinja::Environment;

pub use environment::Fault;
pub use manuscript::{Manuscript, manuscript};

use crate::assets::TEMPLATES;
use crate::error::Result;
use crate::finding::rules::{BROKEN_TEMPLATE, UNREAD_FILE};
use crate::finding::{Finding, Message, Report};
use crate::project::Project;
use crate::source::{SourceId, Sources, Span};

/// The templates and the theme of a project: the built-in ones, each of which a file of the project may replace.
pub struct Templates {
    /// The engine, with the templates of slides.
    pub environment: Environment<'static>,
    /// The theme's Typst files by path, such as `theme/lib.typ`.
    pub theme: BTreeMap<String, String>,
    /// The project's own files by the name they replace.
    own: HashMap<String, SourceId>,
    /// The project's own fonts, whole files.
    pub fonts: Vec<Vec<u8>>,
}

/// Where a project's own templates live unless its settings say otherwise.
const FOLDER: &str = "templates";

impl Templates {
    /// Reads the templates of a project. A file of its own that is broken or that nothing uses is a finding.
    pub fn read(project: &Project, sources: &mut Sources, report: &mut Report) -> Result<Self> {
        let settings = project.settings.templates.as_ref();
        let folder = settings
            .map_or(FOLDER, |folder| folder.value.trim_end_matches('/'))
            .to_string();
        let mut templates = Self {
            environment: environment::environment(),
            theme: BTreeMap::new(),
            own: HashMap::new(),
            fonts: Vec::new(),
        };
        if let Some(named) =
            settings.filter(|named| !project.tree.is_inside(&project.tree.locate(&named.value)))
        {
            let message = Message::new("no-templates-folder").with("path", named.value.as_str());
            report.push(Finding::new(&UNREAD_FILE, named.span, message));
        }
        let mut own = BTreeMap::new();
        if project.tree.is_inside(&project.tree.locate(&folder)) {
            templates.own_files(project, &folder, "", &mut own, sources, report)?;
        }
        for (name, text) in TEMPLATES {
            let text = own.remove(*name).unwrap_or_else(|| (*text).to_string());
            templates.take(name, text, sources, report);
        }
        for (name, text) in own {
            templates.theme.insert(name, text);
        }
        Ok(templates)
    }

    fn take(&mut self, name: &str, text: String, sources: &Sources, report: &mut Report) {
        if !name.ends_with(".j2") {
            self.theme.insert(name.to_string(), text);
            return;
        }
        if let Err(fault) = environment::add(&mut self.environment, name, &text) {
            report.push(self.finding(&fault, sources).unwrap_or_else(|| {
                unreachable!(
                    "the built-in template {name} does not parse: {}",
                    fault.detail
                )
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
        for item in project.tree.items(&format!("{folder}/{below}"))? {
            let name = if below.is_empty() {
                item.name.clone()
            } else {
                format!("{below}/{}", item.name)
            };
            let path = format!("{folder}/{name}");
            if item.is_folder {
                self.own_files(project, folder, &name, own, sources, report)?;
            } else if name.starts_with("fonts/") {
                self.fonts.extend(
                    is_font(&name)
                        .then(|| project.tree.font(&path))
                        .transpose()?
                        .flatten(),
                );
            } else if TEMPLATES.iter().any(|(known, _)| *known == name)
                || (name.starts_with("theme/") && name.ends_with(".typ"))
            {
                if let Some(id) = project.tree.read(&path, sources, report)? {
                    own.insert(name.clone(), sources.get(id).text.clone());
                    self.own.insert(name, id);
                }
            } else {
                let id = sources.add(path, String::new());
                let finding = Finding::new(
                    &UNREAD_FILE,
                    Span::new(id, 0..0),
                    Message::new("unread-template").with("name", name.as_str()),
                );
                report.push(finding.hint(nearest(&name)));
            }
        }
        Ok(())
    }

    /// The finding of a fault in a file of the project; none when the fault is in a built-in template.
    pub fn finding(&self, fault: &Fault, sources: &Sources) -> Option<Finding> {
        let id = *self.own.get(&fault.template)?;
        let source = sources.get(id);
        let line = fault.line.map(|line| source.line(line.max(1)));
        let range = fault.range.clone().or(line).unwrap_or(0..0);
        let range = range.start.min(source.text.len())..range.end.min(source.text.len());
        Some(Finding::new(
            &BROKEN_TEMPLATE,
            Span::new(id, range),
            Message::new("broken-template").with("detail", fault.detail.as_str()),
        ))
    }

    /// The place in a file of the project that bytes of the theme came from.
    pub fn own_span(&self, path: &str, range: &std::ops::Range<usize>) -> Option<Span> {
        self.own.get(path).map(|id| Span::new(*id, range.clone()))
    }
}

fn is_font(name: &str) -> bool {
    [".ttf", ".otf", ".ttc", ".otc"]
        .iter()
        .any(|ending| name.to_lowercase().ends_with(ending))
}

fn nearest(name: &str) -> Message {
    let near = TEMPLATES
        .iter()
        .map(|(known, _)| (strsim::damerau_levenshtein(name, known), *known))
        .min();
    match near {
        Some((distance, near)) if distance <= 4 => Message::new("hint-nearest").with("value", near),
        _ => Message::new("hint-template-names"),
    }
}

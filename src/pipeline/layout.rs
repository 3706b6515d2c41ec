//! A document laid out: its Typst sources, its pages, and what the engine and the theme say of them.

use std::collections::BTreeMap;

use super::{Built, Opened, Paper, internal_error_of};
use crate::deck::{Deck, DeckPlan, Laid, Output, compose_paper};
use crate::error::Result;
use crate::finding::{Finding, Report};
use crate::template::{Manuscript, TemplateFault, manuscript};
use crate::typeset::{Folder, Pages, Trouble, Typeset, missing, trace};

/// The most layout that the slides of a deck may ask for together, in ordinary slides: long ones ask for more than one.
const MOST_WEIGHT: usize = 2 * super::MOST_SLIDES;

/// The most pages of a document that is written: a deck in large type takes up to two pages a slide.
const MOST_PAGES: usize = 1_000;

/// The Typst sources of a document, and the pages that they make.
pub struct LaidOut {
    /// The Typst text, and where each part of it came from.
    pub manuscript: Manuscript,
    /// The Typst files that make the pages, the manuscript among them.
    pub folder: Folder,
    /// The files of the project that the pages show, by path.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The pages; none when Typst refuses the sources or the pages are too many, of which a finding tells.
    pub pages: Option<Pages>,
}

impl Opened {
    /// Writes the Typst sources of a document and lays them out. None when the sources cannot be written, or ask for more
    /// than can be laid out; a finding then says why.
    pub(super) fn lay_out(
        &self,
        deck: &Deck,
        files: BTreeMap<String, Vec<u8>>,
        report: &mut Report,
    ) -> Result<Option<LaidOut>> {
        missing::report_missing_glyphs(deck, &self.typesetter, &self.sources, report);
        let printable = |text: &str| missing::printable_text(text, &self.typesetter);
        let manuscript = match manuscript(&self.templates.environment, deck, &printable) {
            Ok(manuscript) => manuscript,
            Err(fault) => {
                report.push(self.unwritten_finding(&fault, deck)?);
                return Ok(None);
            }
        };
        if let Some(slide) = first_beyond(manuscript.slide_weights(), MOST_WEIGHT) {
            report.push(trace::heavy_deck(&deck.slides[slide]));
            return Ok(None);
        }
        let main = manuscript.text.clone();
        let folder = Folder { main, texts: self.templates.theme_texts(deck.theme), files };
        let mut typeset = self.typesetter.typeset(&folder, Some(&self.project.tree));
        self.report_typeset(&typeset, deck, &manuscript, report)?;
        let pages = match typeset.pages.take() {
            Some(pages) => self.check_pages(pages, deck, &manuscript, report)?,
            None => None,
        };
        Ok(Some(LaidOut { manuscript, folder, files: typeset.files, pages }))
    }

    /// Pages of which it is said what does not fit; none when there are too many, or when it cannot be known.
    fn check_pages(
        &self,
        pages: Pages,
        deck: &Deck,
        manuscript: &Manuscript,
        report: &mut Report,
    ) -> Result<Option<Pages>> {
        if pages.count() > MOST_PAGES {
            let finding = trace::too_many_pages(deck, &pages, MOST_PAGES);
            report.push(finding.map_err(internal_error_of)?);
            return Ok(None);
        }
        let known = trace::report_overflows(deck, &pages, deck.theme, report)
            .and_then(|()| trace::report_custom_slides(deck, &pages, report));
        match known {
            Ok(()) => Ok(Some(pages)),
            Err(trouble) => {
                self.report_troubles(&[trouble], deck, manuscript, report)?;
                Ok(None)
            }
        }
    }

    /// Builds a paper around the pages of a deck; none when there are no pages.
    pub(super) fn lay_out_paper(
        &self,
        plan: &DeckPlan,
        built: &mut Built,
        output: Output,
    ) -> Result<Option<Paper>> {
        let Some(layout) = &built.layout else { return Ok(None) };
        let Some(pages) = &layout.pages else { return Ok(None) };
        let laid = match pages.slide_starts() {
            Ok(slides) => Laid { slides, pages: pages.count(), ratio: pages.aspect_ratio() },
            Err(trouble) => {
                let (deck, report) = (&built.deck, &mut built.report);
                self.report_troubles(&[trouble], deck, &layout.manuscript, report)?;
                return Ok(None);
            }
        };
        let deck = compose_paper(output, &plan.slides, plan.file, &built.deck, &laid);
        let mut report = Report::default();
        let made = self.lay_out(&deck, BTreeMap::new(), &mut report)?;
        let paper = match made {
            Some(LaidOut { manuscript, pages: Some(around), .. }) => match around.fill_holes(pages)
            {
                Ok(pages) => Some(Paper { deck, manuscript, pages }),
                Err(trouble) => {
                    self.report_troubles(&[trouble], &deck, &manuscript, &mut report)?;
                    None
                }
            },
            _ => None,
        };
        // What a slide has told of a text, its papers need not repeat.
        let known = built.report.findings();
        report.retain(|finding| {
            !known.iter().any(|known| known.rule == finding.rule && known.span == finding.span)
        });
        built.report.append(report);
        Ok(paper)
    }

    /// Why the text of a deck could not be written, on what somebody wrote: a template, or more than a slide holds.
    fn unwritten_finding(&self, fault: &TemplateFault, deck: &Deck) -> Result<Finding> {
        let slide = fault.slide.filter(|_| fault.is_too_long());
        let heavy = || slide.map(|slide| trace::heavy_slide(&deck.slides[slide as usize]));
        let own = self.templates.finding_of(fault, &self.sources);
        own.or_else(heavy).ok_or_else(|| internal_error_of(fault.clone()))
    }

    /// Says what Typst said while it laid pages out; where it comes from a picture that cannot be shown, why it cannot. Then
    /// what is lost of drawings that can.
    fn report_typeset(
        &self,
        typeset: &Typeset,
        deck: &Deck,
        manuscript: &Manuscript,
        report: &mut Report,
    ) -> Result<()> {
        for trouble in &typeset.troubles {
            self.report_troubles(std::slice::from_ref(trouble), deck, manuscript, report)?;
            if let Some((path, fault)) = typeset.refused_picture(trouble)
                // The finding just pushed says what Typst says of the picture. It is taken back and told anew, with what is
                // wrong with the picture, at the same place.
                && let Some(finding) = report.pop()
            {
                report.push(fault.finding_of(path, finding.span));
            }
        }
        // Typst does not say who asked for a drawing; a slide that names its file did.
        let (templates, sources) = (&self.templates, &self.sources);
        let written = trace::PageOrigins { deck, manuscript, templates, sources };
        for (path, losses) in &typeset.losses {
            let place = written.span_of_file(path);
            report.extend(place.map(|place| losses.to_finding(place, path)));
        }
        Ok(())
    }

    /// Says what Typst said, on the texts people wrote; what comes from nothing they wrote is our fault.
    pub(super) fn report_troubles(
        &self,
        troubles: &[Trouble],
        deck: &Deck,
        manuscript: &Manuscript,
        report: &mut Report,
    ) -> Result<()> {
        let (templates, sources) = (&self.templates, &self.sources);
        let written = trace::PageOrigins { deck, manuscript, templates, sources };
        for trouble in troubles {
            let finding = written.finding_of(trouble);
            report.push(finding.ok_or_else(|| internal_error_of(trouble.clone()))?);
        }
        Ok(())
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

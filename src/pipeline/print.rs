//! PDFs of what was laid out, read back and compared with what they must not say and what they must.

use super::{Built, Opened, internal_error, internal_error_of};
use crate::deck::{Deck, Output};
use crate::error::Result;
use crate::proof::{self, PageLayout, Proof, ProofQuestion};

/// A finished PDF, read back.
pub struct Printed {
    /// The PDF as it may be written to disk.
    pub bytes: Vec<u8>,
    /// What was read back.
    pub proof: Proof,
}

impl Opened {
    /// The PDF of a document made from a deck, read back; what it says and must not, or does not say and must, becomes
    /// findings. None when Typst refuses it.
    pub fn print_and_prove(&self, built: &mut Built, output: Output) -> Result<Option<Printed>> {
        let Some(bytes) = self.pdf_of(built, output)? else { return Ok(None) };
        let Some(pages) = built.pages() else { return Ok(None) };
        let page_layout = PageLayout::from_pages(pages, output).map_err(internal_error_of)?;
        let paper = built.paper(output).map(|paper| &paper.deck);
        let decks: Vec<&Deck> = [&built.deck].into_iter().chain(paper).collect();
        let inquiry = ProofQuestion {
            output,
            texts: self.proof_texts(),
            limits: &built.limits,
            decks: &decks,
            layout: &page_layout,
        };
        let Ok((proof, mut faults)) = proof::check_pdf(&bytes, &inquiry) else {
            return Err(internal_error("a PDF cannot be read back"));
        };
        // What the slides were told of, papers need not repeat.
        faults.retain_new(&mut built.faults);
        proof::report_faults(&faults, &page_layout, &built.deck, &mut built.report);
        Ok(Some(Printed { bytes, proof }))
    }

    /// The PDF of a document made from a deck; Typst's refusals become findings and give `None`.
    pub fn pdf_of(&self, built: &mut Built, output: Output) -> Result<Option<Vec<u8>>> {
        if output == Output::Slides {
            return self.pdf_of_slides(built);
        }
        let troubles = match built.paper(output).map(|paper| paper.pages.export_pdf()) {
            None => return Ok(None),
            Some(Ok(bytes)) => return Ok(Some(bytes)),
            Some(Err(troubles)) => troubles,
        };
        // What is refused in a slide is told of the slide.
        // A fault of a slide is in its papers too. The slides are printed only to learn whether it is theirs; if they
        // pass, the fault is of the paper.
        if self.pdf_of_slides(built)?.is_some()
            && let Some(layout) = &built.layout
        {
            self.report_troubles(&troubles, &built.deck, &layout.manuscript, &mut built.report)?;
        }
        Ok(None)
    }

    /// The PDF of a deck's pages; Typst's refusals become findings and give `None`.
    pub fn pdf_of_slides(&self, built: &mut Built) -> Result<Option<Vec<u8>>> {
        let Some(layout) = &built.layout else { return Ok(None) };
        let Some(pages) = &layout.pages else { return Ok(None) };
        match pages.export_pdf() {
            Ok(bytes) => Ok(Some(bytes)),
            Err(troubles) => {
                let (deck, report) = (&built.deck, &mut built.report);
                self.report_troubles(&troubles, deck, &layout.manuscript, report)?;
                Ok(None)
            }
        }
    }
}

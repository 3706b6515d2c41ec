//! What the annex proves: each figure, voice and signal that a slide shows has an entry there, and links lead both ways.

use super::compose::{Composer, Line};
use super::rich::Run;
use crate::narrative::{Figure, Signal, Voice};

/// What an entry of the annex proves.
#[derive(Debug, Clone, Copy)]
pub enum Evidence<'a> {
    /// A number, with its source.
    Figure(&'a Figure),
    /// The exact words of somebody.
    Voice(&'a Voice),
    /// Something heard repeatedly.
    Signal(&'a Signal),
}

impl Evidence<'_> {
    /// The name of its entry in the manuscript: its kind and its id.
    pub fn entry_name(self) -> String {
        match self {
            Self::Figure(figure) => format!("figure-{}", figure.id.value),
            Self::Voice(voice) => format!("voice-{}", voice.id.value),
            Self::Signal(signal) => format!("signal-{}", signal.id.value),
        }
    }
}

impl Composer<'_> {
    /// Words of a slide that lead to the entry of what they stand beside; the theme adds the number under which it is
    /// found, which only the layout knows. Without an annex, the words alone: nothing leads nowhere.
    pub fn link_to_annex(&self, evidence: Evidence, words: &str) -> Line {
        let runs = self.program_line(words).runs;
        if !self.has_annex {
            return Line::from_runs(runs);
        }
        Line::from_runs(vec![Run::Proven { entry: evidence.entry_name(), runs, shown: true }])
    }

    /// A line followed by where the annex proves it, "annex, slide 26"; the line alone without an annex.
    pub fn with_proof(&self, line: Line, evidence: Evidence) -> Line {
        if !self.has_annex {
            return line;
        }
        let proof = self.link_to_annex(evidence, &self.word("see-annex"));
        self.join_lines(vec![line, proof])
    }

    /// A line followed by the raised number of the slide on which the annex proves it; the line alone without an annex.
    pub fn with_raised_proof(&self, mut line: Line, evidence: Evidence) -> Line {
        if self.has_annex {
            let entry = evidence.entry_name();
            line.runs.push(Run::Proven { entry, runs: Vec::new(), shown: true });
        }
        line
    }

    /// Words of the annex that lead from one entry to another.
    pub fn link_within_annex(&self, evidence: Evidence, words: &str) -> Line {
        Line::from_runs(vec![Run::Proven {
            entry: evidence.entry_name(),
            runs: self.program_line(words).runs,
            shown: false,
        }])
    }
}

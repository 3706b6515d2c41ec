//! Findings for people, in the order of what to do. Few are shown in full; many as one screen, with the first to mend at
//! its top and a count of the rest, since nobody reads four hundred lines from the end.

use super::screen::{Format, Screen, output_style};
use crate::error::Error;
use crate::finding::{
    Digest, FileFindings, Finding, FindingGroup, Message, Report, Urgency, format_human, visible,
};
use crate::parallel::in_parallel;
use crate::pipeline::Opened;
use crate::source::Sources;

/// The lines of a screen. More than this is scrolled by, and the last line is read first.
const SCREEN_LINES: usize = 40;
/// The files that are named at the top of such a screen; the others are counted.
const MOST_FILES: usize = 10;
/// The other places of a finding that are named there.
const MOST_PLACES: usize = 3;
/// The lines of the screen's own: counts and what to do next, with blanks.
const FRAME_LINES: usize = 7;

impl Screen {
    /// Prints findings: those of `check` on standard output, those of `build` on standard error. Returns what to say at
    /// the very end to people.
    pub fn print_findings(
        &self,
        report: &Report,
        opened: &Opened,
        on_error: bool,
    ) -> Option<Message> {
        if self.form.format == Format::Human {
            return self.print_findings_for_people(report, opened, on_error);
        }
        if let Some(document) = self.compose_document(report, opened, None) {
            self.print_sanitised(&document, on_error);
        }
        None
    }

    /// Prints findings for people, whatever form is asked for. Returns what to say at the very end, if anything: what to
    /// fix first, and how all of it is shown.
    pub fn print_findings_for_people(
        &self,
        report: &Report,
        opened: &Opened,
        on_error: bool,
    ) -> Option<Message> {
        let printer = FindingPrinter { screen: self, sources: &opened.sources, on_error };
        let digest = Digest::new(report);
        let first = digest.groups.first()?;
        if self.form.all {
            printer.print(printer.draw_files(&digest.files, usize::MAX) + "\n");
            let all: Vec<&Finding> =
                digest.groups.iter().flat_map(FindingGroup::findings).collect();
            in_parallel(&all, |finding| printer.draw_finding(finding))
                .into_iter()
                .for_each(|text| printer.print(text));
            return Some(printer.name_first(first).with("cut", false));
        }
        let shown = printer.draw_while(&digest.groups, SCREEN_LINES, usize::MAX);
        if shown.len() == digest.groups.len() {
            printer.print_all(&shown);
            return None;
        }
        let files = printer.draw_files(&digest.files, MOST_FILES);
        let room = SCREEN_LINES.saturating_sub(files.lines().count() + FRAME_LINES);
        // At least one, however long: the screen is there for it.
        let shown = printer.draw_while(&digest.groups, room, MOST_PLACES);
        printer.print(files + "\n");
        printer.print_all(&shown);
        printer.print(printer.count_rest(&digest, shown.len()) + "\n");
        Some(printer.name_first(first).with("cut", true))
    }

    /// Prints on standard output the findings before an error that stops the command; a document for programs holds
    /// that error too.
    pub fn print_findings_before(
        &self,
        error: &Error,
        report: &Report,
        opened: &Opened,
    ) -> Option<Message> {
        if self.form.format == Format::Human {
            return self.print_findings_for_people(report, opened, false);
        }
        if let Some(document) = self.compose_document(report, opened, Some(error)) {
            self.print_sanitised(&document, false);
        }
        None
    }
}

/// What findings are drawn with.
struct FindingPrinter<'a> {
    screen: &'a Screen,
    sources: &'a Sources,
    on_error: bool,
}

impl FindingPrinter<'_> {
    fn print(&self, text: String) {
        self.screen.print_sanitised(&text, self.on_error);
    }

    /// Printed at once: each print asks the terminal what it can show.
    fn print_all(&self, texts: &[String]) {
        self.print(texts.join("\n"));
    }

    fn format_message(&self, message: &Message) -> String {
        visible::sanitise_lines(&self.screen.format_message(message))
    }

    /// The first groups that fit into some lines, and the very first even when it does not.
    fn draw_while(&self, groups: &[FindingGroup], lines: usize, places: usize) -> Vec<String> {
        let mut drawn: Vec<String> = Vec::new();
        let mut filled = 0;
        for group in groups {
            let text = self.draw_group(group, places);
            // One more for the blank line behind.
            filled += text.lines().count() + 1;
            if filled > lines && !drawn.is_empty() {
                break;
            }
            drawn.push(text);
        }
        drawn
    }

    /// A finding with an empty line behind it.
    fn draw_finding(&self, finding: &Finding) -> String {
        let style = output_style(self.on_error);
        let text = format_human(finding, self.sources, self.screen.catalogue(), style);
        visible::sanitise_coloured(&text) + "\n"
    }

    /// The first finding of a group, and where else the same is found, `places` of them by name.
    fn draw_group(&self, group: &FindingGroup, places: usize) -> String {
        let mut text = self.draw_finding(group.first);
        if group.others.is_empty() {
            return text;
        }
        let sentence = Message::new("same-elsewhere").with("n", group.others.len());
        text += &self.format_message(&sentence);
        for other in group.others.iter().take(places) {
            text += &format!("\n  {}", self.name_other(group.first, other));
        }
        let rest = group.others.len().saturating_sub(places);
        if rest > 0 {
            let sentence = Message::new("more-places").with("n", rest);
            text += &format!("\n  {}", self.format_message(&sentence));
        }
        text + "\n"
    }

    /// The place of another finding of a group, and its own words where they differ from those that were drawn.
    fn name_other(&self, first: &Finding, other: &Finding) -> String {
        let place = self.name_place(other);
        let words = self.format_message(&other.message);
        if words == self.format_message(&first.message) {
            return place;
        }
        format!("{place}  {words}")
    }

    /// A place as editors and terminals open it: `2026-T3/voix.yaml:12:5`.
    fn name_place(&self, finding: &Finding) -> String {
        let source = self.sources.get(finding.span.source);
        let place = source.place_of_byte(finding.span.start);
        format!("{}:{}:{}", visible::sanitise_text(&source.path), place.line, place.column)
    }

    /// A line for each file, and one for those beyond the first `most`. There is at least one file.
    fn draw_files(&self, files: &[FileFindings], most: usize) -> String {
        // One file more than may be named is named as well: the line that counts it would be no shorter.
        let most = if files.len() - 1 == most { files.len() } else { most };
        let mut lines: Vec<String> =
            files.iter().take(most).map(|file| self.describe_file(file)).collect();
        if files.len() > most {
            let rest = Message::new("more-files").with("n", files.len() - most);
            lines.push(self.format_message(&rest));
        }
        lines.join("\n")
    }

    fn describe_file(&self, file: &FileFindings) -> String {
        let path = &self.sources.get(file.file).path;
        let line = Message::new("file-findings")
            .with("path", path.as_str())
            .with("errors", file.errors)
            .with("warnings", file.warnings)
            .with("infos", file.infos);
        self.format_message(&line)
    }

    /// How many findings of each urgency are not drawn.
    fn count_rest(&self, digest: &Digest, shown: usize) -> String {
        let count = |urgency| digest.count_after(shown, urgency);
        let rest = Message::new("more-to-fix")
            .with("unread", count(Urgency::Unread))
            .with("unshowable", count(Urgency::Unshowable))
            .with("wrong", count(Urgency::Wrong))
            .with("advice", count(Urgency::Advice));
        self.format_message(&rest)
    }

    fn name_first(&self, first: &FindingGroup) -> Message {
        let key = if first.urgency == Urgency::Advice { "only-advice" } else { "fix-first" };
        Message::new(key).with("place", self.name_place(first.first))
    }
}

//! Something written that no deck shows to anybody.

use std::collections::HashSet;

use crate::deck::ShownItems;
use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::{Context, Showing};
use crate::narrative::SlideKind;
use crate::project::DeckFolder;
use crate::source::Spanned;
use crate::text::fold_title;

/// Dropped when a file cannot be read: that file may well use what seems unused.
pub static RULE: Rule = rule!("unused-entry", Form, Info, check);

fn check(context: &Context, report: &mut Report) {
    let used = Used::from_context(context);
    for showing in &context.showings {
        used.report_if_unused(showing.folder, report);
        report_omitted_sections(showing.folder, [&showing.shown, &showing.elsewhere], report);
        report_unshown_titles(showing, report);
        report_unshown_chapters(showing, report);
    }
}

/// The ids of voices that some deck uses: on a slide, as evidence, or named by a running order even if they may not be
/// shown.
pub(in crate::lint) fn voices_used<'a>(context: &Context<'a>) -> HashSet<&'a str> {
    let mut used = Used::from_context(context);
    for showing in &context.showings {
        for entry in showing.file.all_entries() {
            if let SlideKind::Voices(ids) = &entry.kind {
                used.voices.extend(ids.iter().map(|id| id.value.as_str()));
            }
        }
    }
    used.voices
}

/// The ids of voices that stories and signals on the slides name; they count as used
/// even where a slide has no room for them.
fn ids_of_named_voices<'a>(
    deck: &'a DeckFolder,
    shown: &ShownItems,
) -> impl Iterator<Item = &'a str> {
    let stories = deck.narratives.stories.iter();
    let signals = deck.narratives.signals.iter();
    let told =
        stories.filter(|story| shown.shows_story(&story.id.value)).flat_map(|story| &story.voices);
    let heard = signals
        .filter(|signal| shown.shows_signal(&signal.id.value))
        .flat_map(|signal| &signal.voices);
    let ids: Vec<&str> = told.chain(heard).map(|id| id.value.as_str()).collect();
    ids.into_iter()
}

#[derive(Default)]
struct Used<'a> {
    stories: HashSet<&'a str>,
    voices: HashSet<&'a str>,
    figures: HashSet<&'a str>,
    signals: HashSet<&'a str>,
    decisions: HashSet<&'a str>,
}

impl<'a> Used<'a> {
    /// The ids that decks show, to their own audience or to others, with the voices held back.
    fn from_context(context: &Context<'a>) -> Self {
        let mut used = Self::default();
        for showing in &context.showings {
            used.add_shown(showing.folder, &showing.shown);
            used.add_shown(showing.folder, &showing.elsewhere);
            let held = showing.held_back.iter();
            let voices = held.filter_map(|held| held.what.as_voice());
            used.voices.extend(voices.map(|voice| voice.id.value.as_str()));
        }
        used
    }

    fn add_shown(&mut self, deck: &'a DeckFolder, shown: &ShownItems<'a>) {
        let stories = shown.stories.iter().map(|story| story.id.value.as_str());
        let figures = shown.figures.iter().map(|figure| figure.id.value.as_str());
        self.stories.extend(stories);
        let voices = shown.voices.iter().map(|voice| voice.id.value.as_str());
        self.voices.extend(voices);
        self.figures.extend(figures);
        // What a shown figure is computed from is used too, and so is what one that cannot be computed would have used.
        let computed = shown.figures.iter().flat_map(|figure| figure.term_ids());
        self.figures.extend(computed);
        let uncomputed = deck.narratives.uncomputed.iter();
        let terms = uncomputed.flat_map(|figure| &figure.terms);
        self.figures.extend(terms.map(String::as_str));
        let signals = shown.signals.iter();
        self.signals.extend(signals.map(|(signal, _)| signal.id.value.as_str()));
        self.decisions.extend(&shown.decisions);
        self.voices.extend(ids_of_named_voices(deck, shown));
    }

    fn report_if_unused(&self, deck: &DeckFolder, report: &mut Report) {
        let narratives = &deck.narratives;
        narratives.stories.iter().for_each(|story| tell(&story.id, "story", &self.stories, report));
        narratives.voices.iter().for_each(|voice| tell(&voice.id, "voice", &self.voices, report));
        narratives
            .figures
            .iter()
            .for_each(|figure| tell(&figure.id, "figure", &self.figures, report));
        narratives
            .signals
            .iter()
            .for_each(|signal| tell(&signal.id, "signal", &self.signals, report));
        let asked = narratives.decisions.iter().filter(|decision| !decision.is_followed_up());
        asked.for_each(|decision| tell(&decision.id, "decision", &self.decisions, report));
    }
}

fn tell(id: &Spanned<String>, of: &'static str, used: &HashSet<&str>, report: &mut Report) {
    if used.contains(id.value.as_str()) {
        return;
    }
    let hint = match of {
        "story" => "hint-unused-story",
        "voice" => "hint-unused-voice",
        "figure" => "hint-unused-figure",
        "signal" => "hint-unused-signal",
        _ => "hint-unused-decision",
    };
    let message = Message::new("unused-entry").with("id", id.value.as_str()).with_kind("of", of);
    let hint = Message::new(hint).with("id", id.value.as_str());
    report.push(Finding::new(&RULE, id.span, message).with_hint(hint));
}

/// Reports doubts, spending and follow-up that a running order leaves out, each once a deck.
fn report_omitted_sections(deck: &DeckFolder, shown: [&ShownItems; 2], report: &mut Report) {
    let narratives = &deck.narratives;
    let doubts = narratives.doubts.first().map(|doubt| doubt.what.span);
    let spending = narratives.spending.first().map(|spent| spent.intention.span);
    let followed = narratives.decisions.iter().find(|decision| decision.is_followed_up());
    let followed = followed.map(|decision| decision.id.span);
    // Each of these sorts has a single slide for all its entries, so one finding at the first of them is enough.
    let parts = [
        (shown.iter().any(|shown| shown.doubts), doubts, "doubts-not-shown", "hint-show-doubts"),
        (
            shown.iter().any(|shown| shown.spending),
            spending,
            "spending-not-shown",
            "hint-show-spending",
        ),
        (
            shown.iter().any(|shown| shown.follow_up),
            followed,
            "follow-up-not-shown",
            "hint-show-follow-up",
        ),
    ];
    for (is_shown, place, message, hint) in parts {
        if let Some(span) = place.filter(|_| !is_shown) {
            let finding = Finding::new(&RULE, span, Message::new(message));
            report.push(finding.with_hint(Message::new(hint)));
        }
    }
}

/// Reports titles of a running order that no slide shows, as the slide they stand beside has its own.
fn report_unshown_titles(showing: &Showing, report: &mut Report) {
    for entry in showing.file.all_entries() {
        let hint = match entry.kind {
            SlideKind::Statement(_) => "hint-title-of-statement",
            SlideKind::Custom(_) => "hint-title-of-custom",
            SlideKind::Chapter(_) => "hint-title-of-chapter",
            SlideKind::Cover => "hint-title-of-cover",
            _ => continue,
        };
        if let Some(title) = &entry.options.title {
            let finding = Finding::new(&RULE, title.span, Message::new("title-not-shown"));
            report.push(finding.with_hint(Message::new(hint)));
        }
    }
}

/// Reports chapters of shown stories that a running order does not have, each once: it says itself which chapters there are.
fn report_unshown_chapters(showing: &Showing, report: &mut Report) {
    if showing.file.order.is_none() {
        return;
    }
    let entries = showing.file.all_entries();
    let mut known: HashSet<String> = { entries }
        .into_iter()
        .filter_map(|entry| match &entry.kind {
            SlideKind::Chapter(chapter) => Some(fold_title(&chapter.title.value)),
            _ => None,
        })
        .collect();
    for story in &showing.shown.stories {
        let Some(chapter) = &story.chapter else { continue };
        if known.insert(fold_title(&chapter.value)) {
            let message = Message::new("chapter-not-shown").with("chapter", chapter.value.as_str());
            let finding = Finding::new(&RULE, chapter.span, message);
            report.push(finding.with_hint(Message::new("hint-chapter-not-shown")));
        }
    }
}

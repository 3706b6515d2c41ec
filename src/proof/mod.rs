//! The proof: what a finished PDF says, read back from its bytes, against what it must not say and what it must.
//!
//! **What is guaranteed.** Of a text that a document must not say (a raw message, the speaker's notes but in the script,
//! a voice, a story or a slide for others, what is never shown), no run of six words and thirty letters stands anywhere
//! in its PDF, nor does the whole of a shorter one of three words and fifteen letters (but for raw messages), nor a
//! handle, an e-mail address, a phone number or the like in it or the full name of who wrote a raw message, in either
//! order, unless a text that the document may show says the same words; accents, case, signs, spaces, line breaks, pages,
//! letters that look alike and digits for letters hide nothing. What of a PDF cannot be read is named. Every quote of a slide
//! stands on its pages word for word and sign for sign.
//!
//! **What is not.** Fewer words than that, other words for the same thing, words in another order than they are drawn in,
//! words from the right that go over several lines, letters that a font draws in several glyphs (vowel signs of Hebrew, of
//! Khmer), and what only pixels and outlines show.

mod drawn;
mod file;
mod filters;
mod findings;
mod fonts;
mod from_right;
mod glyphs;
mod letters;
mod lexer;
mod limits;
mod objects;
mod page_layout;
mod parser;
mod parted;
mod passage;
mod picture;
mod raw;
mod read;
mod reading;
mod scan;
mod shape;
mod shaped;
mod strings;
mod texts;
mod visitor;
mod written;

pub use drawn::Drawn;
pub use file::UnreadablePdf;
pub use findings::{RULES, report_faults, tell_unread};
pub use letters::{RUN_LETTERS, RUN_WORDS};
pub use limits::AudienceLimits;
pub use page_layout::PageLayout;
pub use picture::{Of, Revealed};
pub use read::read_pdf;
pub use reading::{PdfPicture, PdfPlace, PdfReading, TextBeside, Unread, Why};
pub use texts::{Secrecy, Texts};

use std::collections::BTreeSet;

use serde::Serialize;

use crate::deck::{Deck, Output, ShownQuote};
use from_right::{has_letters_from_the_right, turn_around};
use letters::{Haystack, strip_layout};
use passage::Hit;
use shaped::{is_shaped, says_words};
use texts::Sorted;

/// What was read back of a PDF, and what it was looked through for.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize)]
pub struct Proof {
    /// How many pages it has.
    pub pages: usize,
    /// Letters, digits and signs of their text, without spaces.
    pub characters: usize,
    /// How many bookmarks lead into it.
    pub bookmarks: usize,
    /// Texts for those who do not see.
    pub alternatives: usize,
    /// Links and notes.
    pub annotations: usize,
    /// How many files are attached to it.
    pub attachments: usize,
    /// How many pictures it holds.
    pub pictures: usize,
    /// The texts it must not say.
    pub excluded: Excluded,
    /// The quotes found where they belong.
    pub quotes: usize,
    /// What was found that must not be there, or not found that must.
    pub faults: usize,
}

/// How many texts a PDF was looked through for.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Excluded {
    /// Files of raw messages.
    pub private: usize,
    /// Notes of the speaker.
    pub notes: usize,
    /// Texts for others.
    pub held_back: usize,
    /// Texts that are never shown.
    pub unshown: usize,
}

/// What is wrong with a PDF.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Faults {
    /// What it says and must not.
    pub leaks: Vec<Leak>,
    /// What its pictures carry.
    pub revealed: Vec<(Option<usize>, Of)>,
    /// The quotes it does not say.
    pub missing: Vec<ShownQuote>,
    /// What of it could not be read.
    pub unread: Vec<Unread>,
}

impl Faults {
    /// Leaves out what was reported before, and keeps in mind what is reported now.
    pub fn retain_new(&mut self, reported: &mut Self) {
        let is_known = |leak: &Leak| {
            let is_it = |known: &Leak| known.kind == leak.kind && known.path == leak.path;
            reported.leaks.iter().any(is_it)
        };
        self.leaks.retain(|leak| !is_known(leak));
        let is_known = |of: Of| reported.revealed.iter().any(|(_, known)| *known == of);
        self.revealed.retain(|(_, of)| !is_known(*of));
        self.missing.retain(|quote| !reported.missing.contains(quote));
        let is_known = |why: Why| reported.unread.iter().any(|known| known.why == why);
        self.unread.retain(|unread| !is_known(unread.why));
        reported.leaks.extend(self.leaks.iter().cloned());
        reported.revealed.extend(&self.revealed);
        reported.missing.extend(self.missing.iter().cloned());
        reported.unread.extend(&self.unread);
    }
}

/// A text that a PDF says and must not.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Leak {
    /// Why it must not.
    pub kind: Secrecy,
    /// The file the text was written in.
    pub path: String,
    /// Its line there, from 1.
    pub line: u32,
    /// Where the PDF says it.
    pub place: PdfPlace,
    /// On which page, from 1, if it is on one.
    pub page: Option<usize>,
}

/// What is asked of one PDF.
pub struct ProofQuestion<'a> {
    /// Which document it is.
    pub output: Output,
    /// The texts of its project.
    pub texts: &'a Texts,
    /// What it may say.
    pub limits: &'a AudienceLimits,
    /// The deck it shows, and the paper around it.
    pub decks: &'a [&'a Deck],
    /// Where its slides are.
    pub layout: &'a PageLayout,
}

/// Reads a PDF back.
pub fn check_pdf(pdf: &[u8], inquiry: &ProofQuestion) -> Result<(Proof, Faults), UnreadablePdf> {
    let reading = read_pdf(pdf)?;
    let ProofQuestion { texts, limits, .. } = inquiry;
    let sorted =
        texts.sort_for_document(&limits.held, limits.spoken_in(inquiry.output), inquiry.decks);
    let shows_quotes = !matches!(inquiry.output, Output::Note);
    let quotes = limits.quotes.iter().filter(|_| shows_quotes);
    let missing: Vec<ShownQuote> = quotes
        .clone()
        .filter(|quote| !has_quote(&reading, quote, inquiry.layout))
        .cloned()
        .collect();
    let faults = Faults {
        leaks: find_leaks(&reading, &sorted, &inquiry.layout.titles),
        revealed: find_picture_metadata(&reading),
        missing,
        unread: reading.unread.iter().copied().collect(),
    };
    let found = quotes.count() - faults.missing.len();
    Ok((Proof::from_reading(&reading, &sorted, found, &faults), faults))
}

impl Proof {
    fn from_reading(reading: &PdfReading, sorted: &Sorted, quotes: usize, faults: &Faults) -> Self {
        let of = |place| reading.said.iter().filter(|beside| beside.place == place).count();
        let excluded = |kind| sorted.secrets.iter().filter(|(of, _)| *of == kind).count();
        let signs = |text: &str| text.chars().filter(|sign| !sign.is_whitespace()).count();
        let pages = reading.pages.iter();
        Self {
            pages: reading.pages.len(),
            characters: pages.map(|page| signs(&page.text) + signs(&page.beside)).sum(),
            bookmarks: of(PdfPlace::Bookmark),
            alternatives: of(PdfPlace::Alternative),
            annotations: of(PdfPlace::Annotation),
            attachments: reading.attachments,
            pictures: reading.pictures.len(),
            excluded: Excluded {
                private: excluded(Secrecy::Private),
                notes: excluded(Secrecy::Notes),
                held_back: excluded(Secrecy::HeldBack),
                unshown: excluded(Secrecy::Unshown),
            },
            quotes,
            faults: faults.leaks.len()
                + faults.revealed.len()
                + faults.missing.len()
                + faults.unread.len(),
        }
    }
}

/// Everything that a PDF says and must not, each place of a text once.
fn find_leaks(reading: &PdfReading, sorted: &Sorted, titles: &[String]) -> Vec<Leak> {
    let numbers = 1..=reading.pages.len();
    let drawn = || reading.pages.iter();
    let mut flows: Vec<Vec<&str>> = vec![
        drawn().map(|page| page.text.as_str()).collect(),
        drawn().map(|page| page.beside.as_str()).collect(),
    ];
    // What is drawn beside the text may part it, or be a part of it.
    if drawn().any(|page| !page.both.is_empty()) {
        flows.push(drawn().map(Drawn::all_text).collect());
    }
    // What is read from the right is drawn from the left: the same pages, turned as they are read.
    let mut turned: Vec<String> = Vec::new();
    if drawn().any(|page| has_letters_from_the_right(page.all_text())) {
        turned.extend(drawn().map(|page| turn_around(page.all_text())));
        flows.push(turned.iter().map(String::as_str).collect());
    }
    // `places` has one entry for each text of each flow, in the same order: a hit gives the number of a text, and this
    // says where that stands.
    let pages = flows.iter().flat_map(|_| numbers.clone());
    let mut places: Vec<_> = pages.map(|page| (PdfPlace::Page, Some(page))).collect();
    for beside in &reading.said {
        places.push((beside.place, beside.page));
        flows.push(vec![&beside.text]);
    }
    let mut secrets = sorted.secrets.iter();
    let haystack = Haystack::from_flows(&flows, secrets.any(|(_, passage)| passage.is_mangled));
    // A speaker often begins a note with the title of the slide. That must not be taken for the note on the page.
    let mut allowed_in_notes = sorted.allowed.clone();
    titles.iter().for_each(|title| allowed_in_notes.allow_text(title));
    // A sentence has many runs, each of which is a hit on the same line: the set keeps one.
    let mut leaks = BTreeSet::new();
    for (kind, passage) in &sorted.secrets {
        let allowed = match kind {
            Secrecy::Notes => &allowed_in_notes,
            _ => &sorted.allowed,
        };
        for Hit { text, line } in passage.found_in(&haystack, allowed) {
            let (place, page) = places[text];
            leaks.insert(Leak { kind: *kind, path: passage.path.clone(), line, place, page });
        }
    }
    leaks.into_iter().collect()
}

/// What the pictures of a PDF carry, each kind once a page.
fn find_picture_metadata(reading: &PdfReading) -> Vec<(Option<usize>, Of)> {
    let pictures = reading.pictures.iter();
    let kinds = pictures.flat_map(|picture| {
        let revealed = picture.revealed.iter();
        revealed.map(|carried| (picture.page, carried.of))
    });
    kinds.collect::<BTreeSet<_>>().into_iter().collect()
}

/// Whether a PDF says a quote, on the pages of its slide if these are known.
fn has_quote(reading: &PdfReading, quote: &ShownQuote, layout: &PageLayout) -> bool {
    let own = layout.slides.get(quote.slide).cloned();
    let texts: Vec<String> = match own {
        Some(own) => {
            let drawn = own.filter_map(|page| reading.pages.get(page.checked_sub(1)?));
            drawn.map(|page| strip_layout(&page.text)).collect()
        }
        None => {
            let drawn = reading.pages.iter();
            let both = drawn.flat_map(|page| [&page.text, &page.beside]);
            both.map(|text| strip_layout(text)).collect()
        }
    };
    quote.parts.iter().all(|part| {
        // Letters that are drawn in several glyphs are said more than once: their words are sought one by one.
        goes_on(&texts, &strip_layout(part)) || is_shaped(part) && says_words(&texts, part)
    })
}

/// How many texts further a quote may go on: those beside its page, and the next page.
const ONWARD: usize = 2;

/// Whether some texts say a part, whole or one after the other.
fn goes_on(texts: &[String], part: &str) -> bool {
    if part.is_empty() {
        return true;
    }
    texts.iter().enumerate().any(|(at, text)| {
        let later = &texts[at + 1..texts.len().min(at + 1 + ONWARD)];
        // The longest beginning of the part that this text says, found by halves, and then the rest in the texts that
        // follow. Each step looks at fewer texts, so this ends.
        let cuts = part.char_indices().map(|(cut, _)| cut).chain([part.len()]);
        let cuts: Vec<usize> = cuts.skip(1).collect();
        // Whoever says a beginning says every shorter one.
        let found = cuts.partition_point(|cut| text.contains(&part[..*cut]));
        found.checked_sub(1).is_some_and(|last| {
            let rest = &part[cuts[last]..];
            rest.is_empty() || !later.is_empty() && last > 0 && goes_on(later, rest)
        })
    })
}

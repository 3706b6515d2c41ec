//! The contact page: how the organisation is reached, which closes a deck.

use serde::Serialize;

use super::kind::{PassageOpened, ShownKind};
use crate::deck::compose::{Composer, LabelledText, Line, LineOrProse};
use crate::deck::material::DeckMaterial;
use crate::deck::plan::{Planned, Planner};
use crate::deck::rich::Run;
use crate::deck::shown::ShownItems;
use crate::narrative::Options;
use crate::project::{Organisation, Settings};
use crate::schema::Text;
use crate::source::Span;
use crate::text::whole_address;

/// A contact page to come.
#[derive(Debug)]
pub struct PlannedContact;

impl<'a> ShownKind<'a> for PlannedContact {
    type Written = ();
    type Slide = ContactSlide;

    fn plan_entry(
        planner: &mut Planner<'a, '_>,
        _written: &'a Self::Written,
        options: &Options,
        origin: Span,
    ) {
        planner.plan_contact(options, origin);
    }

    fn own_name(&self) -> Option<String> {
        None
    }

    fn passage_opened(&self) -> PassageOpened<'a> {
        PassageOpened::None
    }

    fn add_to_shown(&self, _shown: &mut ShownItems<'a>) {
        // It shows what the settings say, and no entry.
    }

    fn entry_spans(&self) -> Vec<Span> {
        // It is made of the settings.
        Vec::new()
    }

    fn compose(
        &self,
        composer: &mut Composer,
        planned: &Planned,
        material: &DeckMaterial,
    ) -> Self::Slide {
        // All of it is declared public by the settings, so no gate asks.
        let settings = &material.project.settings;
        ContactSlide {
            title: composer.title_or_default(planned.options.title.as_ref(), "title-contact"),
            organisation: material.organisation_name(composer),
            rows: compose_rows(composer, &settings.organisation),
            others: other_contacts(settings)
                .map(|contact| linked_line(composer, contact, &contact.value))
                .collect(),
        }
    }
}

/// The slide that says how the organisation is reached.
#[derive(Debug, Serialize)]
pub struct ContactSlide {
    title: Line,
    organisation: String,
    rows: Vec<LabelledText>,
    /// What the settings list without saying what it is, when they say nothing else.
    others: Vec<Line>,
}

impl Organisation {
    /// How it is reached, each with the word of the catalogue that labels it.
    fn reached(&self) -> impl Iterator<Item = (&'static str, &Text)> {
        let all = [
            ("contact-address", &self.address),
            ("contact-telephone", &self.telephone),
            ("contact-email", &self.email),
            ("contact-website", &self.website),
        ];
        all.into_iter().filter_map(|(label, text)| Some((label, text.as_ref()?)))
    }
}

/// Whether the settings say how the organisation is reached.
pub fn has_contacts(settings: &Settings) -> bool {
    settings.organisation.reached().next().is_some() || !settings.contacts.is_empty()
}

/// The contacts that are listed in the settings, where the organisation says none by name.
fn other_contacts(settings: &Settings) -> impl Iterator<Item = &Text> {
    let is_named = settings.organisation.reached().next().is_some();
    settings.contacts.iter().filter(move |_| !is_named)
}

fn compose_rows(composer: &Composer, organisation: &Organisation) -> Vec<LabelledText> {
    let row = |(label, text): (&'static str, &Text)| {
        let line = match label {
            "contact-telephone" => telephone_line(composer, text),
            _ => linked_line(composer, text, &text.value),
        };
        LabelledText { label: composer.word(label), text: LineOrProse::Line(line) }
    };
    organisation.reached().map(row).collect()
}

/// A text that leads where it says, when it is the address of a site or of a mailbox; the words alone otherwise.
fn linked_line(composer: &Composer, text: &Text, address: &str) -> Line {
    let words = composer.plain_words(text);
    let runs = composer.program_line(&words).runs;
    match whole_address(address) {
        Some(link) => Line::from_runs(vec![Run::Link {
            link: link.into_owned(),
            runs: vec![Run::Plain(without_scheme(address).to_string())],
        }]),
        None => Line::from_runs(runs),
    }
}

/// An address as one says it.
fn without_scheme(address: &str) -> &str {
    let bare =
        ["https://", "http://", "mailto:"].iter().find_map(|start| address.strip_prefix(start));
    bare.unwrap_or(address).trim_end_matches('/')
}

/// A telephone number that leads to the telephone; the words alone when it has other signs than those of a number.
fn telephone_line(composer: &Composer, text: &Text) -> Line {
    // Words beside the number, such as opening hours, would become digits of it.
    let is_sign = |sign: char| sign.is_ascii_digit() || " +.()-\u{a0}\u{202f}".contains(sign);
    let digits: String =
        text.value.chars().filter(|sign| sign.is_ascii_digit() || *sign == '+').collect();
    let runs = composer.program_line(&composer.plain_words(text)).runs;
    if digits.is_empty() || !text.value.chars().all(is_sign) {
        return Line::from_runs(runs);
    }
    Line::from_runs(vec![Run::Link { link: format!("tel:{digits}"), runs }])
}

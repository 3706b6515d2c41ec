//! Whether a voice or a photo may be shown to an audience on a day, and if not, why.
//!
//! The one place that decides it. Only what somebody wrote counts as a fact here; what words merely sound like is asked
//! by the rules `undeclared-minor` and `undeclared-sensitivity`.

use chrono::NaiveDate;

use crate::finding::Message;
use crate::narrative::{Audience, Basis, Channel, ConsentTerms, People, Photo, Voice};
use crate::source::Span;

/// Why something may not be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Words written or said to one person, quoted without asking them (CNIL: what is addressed to one is not published).
    Private,
    /// Words on health, opinions, beliefs, origin or the like, without explicit consent (GDPR, article 9).
    Sensitive,
    /// A minor, without the consent of the parents (CNIL, recommendation 4 on minors online).
    Minor,
    /// People whom somebody could name, without their permission (French Civil Code, article 9).
    Unpermitted,
    /// What was agreed to begins on a later day.
    NotYet(NaiveDate),
    /// What was agreed to ended on an earlier day.
    Expired(NaiveDate),
    /// What was agreed to is for other audiences.
    OtherAudience,
}

impl Reason {
    /// Its name in outputs that programs read.
    pub fn key(self) -> &'static str {
        match self {
            Self::Private => "private",
            Self::Sensitive => "sensitive",
            Self::Minor => "minor",
            Self::Unpermitted => "unpermitted",
            Self::NotYet(_) => "not-yet",
            Self::Expired(_) => "expired",
            Self::OtherAudience => "other-audience",
        }
    }

    /// The day it turns on, if it is one of days.
    pub fn day(self) -> Option<NaiveDate> {
        match self {
            Self::NotYet(day) | Self::Expired(day) => Some(day),
            _ => None,
        }
    }

    /// It in a few words: "consent until 2026-09-30".
    pub fn short_message(self) -> Message {
        let message = Message::new(match self {
            Self::Private => "held-private",
            Self::Sensitive => "held-sensitive",
            Self::Minor => "held-minor",
            Self::Unpermitted => "held-unpermitted",
            Self::NotYet(_) => "held-not-yet",
            Self::Expired(_) => "held-expired",
            Self::OtherAudience => "held-other-audience",
        });
        let day = self.day().map(|day| day.to_string());
        message.with("day", day.unwrap_or_default())
    }
}

/// One thing that keeps a voice or a photo from being shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Barrier {
    /// Why.
    pub reason: Reason,
    /// The smallest place that makes it so.
    pub span: Span,
}

/// Channels by which words are addressed to one person. What is told at a desk, in an interview, in a survey or in the
/// field was said to somebody whose work it is to report it; what is said in a meeting was said before others.
const PRIVATE: [Channel; 4] =
    [Channel::EMail, Channel::Letter, Channel::Phone, Channel::PrivateMessage];

/// What keeps a voice from being shown to an audience on a day; nothing when it may be shown.
pub fn voice_barriers(voice: &Voice, audience: Audience, day: NaiveDate) -> Vec<Barrier> {
    let basis = &voice.consent.basis;
    let is_private = voice.channel.is_some_and(|channel| PRIVATE.contains(&channel));
    let private = is_private && !is_agreed_or_ours(voice);
    let sensitive = voice.sensitive.is_some_and(|flag| flag.value) && !is_agreed_or_ours(voice);
    let minor = voice.adult.filter(|adult| !adult.value && needs_parents(voice));
    let own = [
        private.then_some((Reason::Private, basis.span)),
        sensitive.then_some((Reason::Sensitive, basis.span)),
        minor.map(|adult| (Reason::Minor, adult.span)),
    ];
    collect_barriers(own, &voice.consent.terms, audience, day)
}

/// What keeps a photo from being shown to an audience on a day; nothing when it may be shown. A photo in which nobody
/// can be recognised always may.
pub fn photo_barriers(photo: &Photo, audience: Audience, day: NaiveDate) -> Vec<Barrier> {
    let children = photo.children.filter(|children| children.value);
    let recognised = match &photo.people {
        Some(people) if people.value == People::Identifiable => people.span,
        None if let Some(children) = children => children.span,
        _ => return Vec::new(),
    };
    let Some(permission) = &photo.permission else {
        let reason = Reason::Unpermitted;
        return vec![Barrier { reason, span: recognised }];
    };
    let minor = children.filter(|_| permission.terms.parental.is_none());
    let own = [minor.map(|children| (Reason::Minor, children.span))];
    collect_barriers(own, &permission.terms, audience, day)
}

/// Whether a voice may be shown only once it is known that its speaker is of age.
pub fn depends_on_age(voice: &Voice) -> bool {
    voice.adult.is_none() && needs_parents(voice)
}

/// Whether a voice may be shown only once it is known that what it tells is not sensitive.
pub fn depends_on_subject(voice: &Voice) -> bool {
    voice.sensitive.is_none() && !is_agreed_or_ours(voice)
}

/// Whether the person agreed to be quoted, or the words are ours and nobody's.
fn is_agreed_or_ours(voice: &Voice) -> bool {
    matches!(voice.consent.basis.value, Basis::Consent | Basis::Paraphrase)
}

/// Whether the words of a minor could not be shown.
fn needs_parents(voice: &Voice) -> bool {
    let is_ours = voice.consent.basis.value == Basis::Paraphrase;
    !is_ours && voice.consent.terms.parental.is_none()
}

/// The barriers of a thing's own, then those of the terms it was agreed to.
fn collect_barriers<const N: usize>(
    own: [Option<(Reason, Span)>; N],
    terms: &ConsentTerms,
    audience: Audience,
    day: NaiveDate,
) -> Vec<Barrier> {
    let later = terms.on.filter(|on| day < on.value);
    let earlier = terms.until.filter(|until| until.value < day);
    let others = terms.audiences.as_ref().filter(|audiences| !audiences.value.contains(&audience));
    let of_terms = [
        later.map(|on| (Reason::NotYet(on.value), on.span)),
        earlier.map(|until| (Reason::Expired(until.value), until.span)),
        others.map(|audiences| (Reason::OtherAudience, audiences.span)),
    ];
    let all = own.into_iter().chain(of_terms).flatten();
    all.map(|(reason, span)| Barrier { reason, span }).collect()
}

#[cfg(test)]
mod tests;

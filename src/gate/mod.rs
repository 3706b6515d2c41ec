//! The gate: whether a voice or a photo may be shown to an audience on a day, and if not, why.
//!
//! No other place decides it. Only what somebody declared counts as a fact here. What the words merely suggest is asked
//! about by the rules `undeclared-minor` and `undeclared-sensitivity`; until somebody answers, it keeps the voice from the
//! public alone (GDPR, article 25: protection by default).

use chrono::NaiveDate;

use crate::finding::Message;
use crate::narrative::{Audience, Basis, Channel, ConsentTerms, People, Photo, Voice};
use crate::source::Span;

/// Why something may not be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Words written or said to one person, quoted without asking them (CNIL:
    /// what is addressed to one is not published).
    Private,
    /// Words on health, opinions, beliefs, origin or the like, without explicit consent (GDPR, article 9).
    Sensitive,
    /// A minor, without the consent of the parents (CNIL, recommendation 4 on minors online).
    Minor,
    /// Words that sound like a child's, of which nobody said whether they are: not for the public until somebody does.
    MaybeMinor,
    /// Words that sound private, of which nobody said whether they are: not for the public until somebody does.
    MaybeSensitive,
    /// People whom somebody could name, without their permission (French Civil Code, article 9).
    Unpermitted,
    /// Consent that begins on a later day.
    NotYet(NaiveDate),
    /// Consent that ended on an earlier day.
    Expired(NaiveDate),
    /// Consent that is for other audiences only.
    OtherAudience,
}

impl Reason {
    /// Its name in outputs that programs read, such as the manifest.
    pub fn key(self) -> &'static str {
        match self {
            Self::Private => "private",
            Self::Sensitive => "sensitive",
            Self::Minor => "minor",
            Self::MaybeMinor => "maybe-minor",
            Self::MaybeSensitive => "maybe-sensitive",
            Self::Unpermitted => "unpermitted",
            Self::NotYet(_) => "not-yet",
            Self::Expired(_) => "expired",
            Self::OtherAudience => "other-audience",
        }
    }

    /// The day on which consent begins or ended; `None` for reasons without a day.
    pub fn day(self) -> Option<NaiveDate> {
        match self {
            Self::NotYet(day) | Self::Expired(day) => Some(day),
            _ => None,
        }
    }

    /// The reason in a few words: "consent until 2026-09-30".
    pub fn short_message(self) -> Message {
        let message = Message::new(match self {
            Self::Private => "held-private",
            Self::Sensitive => "held-sensitive",
            Self::Minor => "held-minor",
            Self::MaybeMinor => "held-maybe-minor",
            Self::MaybeSensitive => "held-maybe-sensitive",
            Self::Unpermitted => "held-unpermitted",
            Self::NotYet(_) => "held-not-yet",
            Self::Expired(_) => "held-expired",
            Self::OtherAudience => "held-other-audience",
        });
        let day = self.day().map(|day| day.to_string());
        message.with("day", day.unwrap_or_default())
    }
}

/// One reason that keeps a voice or a photo from being shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Barrier {
    /// Why it may not be shown.
    pub reason: Reason,
    /// The smallest place in the file that states it.
    pub span: Span,
}

/// Channels by which words are addressed to one person. What is said at a desk, in an interview, in a survey or in the
/// field is said to somebody whose work is to report it; what is said in a meeting is said before others.
const PRIVATE: [Channel; 4] =
    [Channel::EMail, Channel::Letter, Channel::Phone, Channel::PrivateMessage];

/// All reasons that keep a voice from being shown to an audience on a day; empty when it may be shown.
pub fn voice_barriers(voice: &Voice, audience: Audience, day: NaiveDate) -> Vec<Barrier> {
    let basis = &voice.consent.basis;
    let is_private = voice.channel.is_some_and(|channel| PRIVATE.contains(&channel));
    let private = is_private && !is_agreed_or_ours(voice);
    let sensitive = voice.sensitive.is_some_and(|flag| flag.value) && !is_agreed_or_ours(voice);
    let minor = voice.adult.filter(|adult| !adult.value && needs_parents(voice));
    // What nobody answered is a doubt, and the public gets no benefit of it.
    let is_public = audience == Audience::Public;
    let maybe_minor = is_public && voice.suggested.minor && depends_on_age(voice);
    let maybe_sensitive = is_public && voice.suggested.sensitive && depends_on_subject(voice);
    let own = [
        private.then_some((Reason::Private, basis.span)),
        sensitive.then_some((Reason::Sensitive, basis.span)),
        minor.map(|adult| (Reason::Minor, adult.span)),
        maybe_minor.then_some((Reason::MaybeMinor, voice.text.span)),
        maybe_sensitive.then_some((Reason::MaybeSensitive, voice.text.span)),
    ];
    collect_barriers(own, &voice.consent.terms, audience, day)
}

/// All reasons that keep a photo from being shown to an audience on a day; empty when it may be shown. A photo in which
/// nobody can be recognised may always be shown.
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

/// Whether a voice could not be shown if its speaker were a minor, and nobody declared their age.
pub fn depends_on_age(voice: &Voice) -> bool {
    voice.adult.is_none() && needs_parents(voice)
}

/// Whether a voice could not be shown if its subject were sensitive, and nobody declared that it is not.
pub fn depends_on_subject(voice: &Voice) -> bool {
    voice.sensitive.is_none() && !is_agreed_or_ours(voice)
}

/// Whether the person agreed to be quoted, or the words are a paraphrase of ours.
fn is_agreed_or_ours(voice: &Voice) -> bool {
    matches!(voice.consent.basis.value, Basis::Consent | Basis::Paraphrase)
}

/// Whether a voice needs the parents' consent, which it lacks, if its speaker is a minor.
fn needs_parents(voice: &Voice) -> bool {
    let is_ours = voice.consent.basis.value == Basis::Paraphrase;
    !is_ours && voice.consent.terms.parental.is_none()
}

/// The barriers that `own` states, then those that the terms of consent state.
fn collect_barriers<const N: usize>(
    own: [Option<(Reason, Span)>; N],
    terms: &ConsentTerms,
    audience: Audience,
    day: NaiveDate,
) -> Vec<Barrier> {
    // The day of consent and its last day both count as covered.
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

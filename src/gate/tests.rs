//! The gate, case by case: what is written, for whom and when, and what keeps it back.

use chrono::NaiveDate;

use super::{Barrier, Reason, photo_barriers, voice_barriers};
use crate::finding::Report;
use crate::locale::Language;
use crate::narrative::{Audience, FileKind, Narratives, Suggested};
use crate::source::Sources;
use Audience::{Board, Internal, Public};

/// What the narratives of a file hold.
fn read(kind: FileKind, text: String) -> Narratives {
    let (mut sources, mut report) = (Sources::default(), Report::default());
    let id = sources.add("file.yaml", text);
    let narratives = Narratives::read(kind, id, "file", Language::En, &sources, &mut report);
    assert!(report.is_empty(), "{:?}", report.findings());
    narratives
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// The reasons that hold back a voice with these keys.
fn of_voice(keys: &str, consent: &str, audience: Audience, on: &str) -> Vec<Reason> {
    let speaker = if keys.contains("speaker") { "" } else { "speaker: { role: walker }, " };
    let text =
        format!("voices: [{{ id: v, text: Hello, {speaker}{keys}consent: {{ {consent} }} }}]");
    let narratives = read(FileKind::Voices, text);
    reasons(voice_barriers(&narratives.voices[0], audience, day(on)))
}

/// The reasons that hold back a photo with these keys.
fn of_photo(keys: &str, audience: Audience, on: &str) -> Vec<Reason> {
    let text =
        format!("title: A\nsituation: B\naction: C\nchange: D\nphoto: {{ file: a.jpg, {keys} }}");
    let narratives = read(FileKind::Story, text);
    let shown = narratives.stories[0].photo.as_ref().expect("a photo");
    reasons(photo_barriers(shown, audience, day(on)))
}

fn reasons(barriers: Vec<Barrier>) -> Vec<Reason> {
    barriers.iter().map(|barrier| barrier.reason).collect()
}

const DAY: &str = "2026-10-08";

#[test]
fn words_addressed_to_one_person_need_consent_or_a_paraphrase() {
    for channel in ["e-mail", "letter", "phone", "private-message"] {
        for (basis, wanted) in [
            ("consent", vec![]),
            ("paraphrase", vec![]),
            ("informed", vec![Reason::Private]),
            ("anonymous", vec![Reason::Private]),
            ("published-work", vec![Reason::Private]),
        ] {
            let keys = format!("channel: {channel}, ");
            let found = of_voice(&keys, &format!("basis: {basis}"), Internal, DAY);
            assert_eq!(found, wanted, "{channel}, {basis}");
        }
    }
    for channel in ["facebook", "front-desk", "interview", "survey", "meeting"] {
        for basis in ["consent", "informed", "anonymous", "paraphrase"] {
            let keys = format!("channel: {channel}, ");
            let found = of_voice(&keys, &format!("basis: {basis}"), Public, DAY);
            assert_eq!(found, [], "{channel}, {basis}");
        }
    }
}

#[test]
fn consent_holds_from_its_first_day_to_its_last() {
    let terms = "basis: consent, on: 2026-08-18, until: 2026-09-30";
    for (on, wanted) in [
        ("2026-08-17", vec![Reason::NotYet(day("2026-08-18"))]),
        ("2026-08-18", vec![]),
        ("2026-09-30", vec![]),
        ("2026-10-01", vec![Reason::Expired(day("2026-09-30"))]),
    ] {
        assert_eq!(of_voice("", terms, Board, on), wanted, "{on}");
        let photo =
            format!("people: identifiable, permission: {{ reference: form 3, {} }}", &terms[16..]);
        assert_eq!(of_photo(&photo, Board, on), wanted, "{on}");
    }
    let never = "basis: consent, on: 2026-10-09, until: 2026-10-07";
    assert_eq!(of_voice("", never, Board, DAY).len(), 2);
}

#[test]
fn consent_holds_for_the_audiences_it_names_and_for_all_when_it_names_none() {
    for (audiences, holds_for) in [
        ("", vec![Board, Public, Internal]),
        (", audiences: [board]", vec![Board]),
        (", audiences: [board, internal]", vec![Board, Internal]),
        (", audiences: []", vec![]),
    ] {
        for audience in [Board, Public, Internal] {
            let wanted =
                if holds_for.contains(&audience) { vec![] } else { vec![Reason::OtherAudience] };
            let terms = format!("basis: paraphrase{audiences}");
            assert_eq!(of_voice("", &terms, audience, DAY), wanted, "{terms}");
            let keys =
                format!("people: identifiable, permission: {{ reference: form 3{audiences} }}");
            assert_eq!(of_photo(&keys, audience, DAY), wanted, "{keys}");
        }
    }
}

#[test]
fn a_minor_is_quoted_with_what_the_parents_signed_or_in_our_words() {
    let minor = "speaker: { role: pupil, adult: no }, ";
    for (terms, wanted) in [
        ("basis: consent", vec![Reason::Minor]),
        ("basis: anonymous", vec![Reason::Minor]),
        ("basis: consent, parental: form 12", vec![]),
        ("basis: informed, parental: form 12", vec![]),
        ("basis: paraphrase", vec![]),
    ] {
        assert_eq!(of_voice(minor, terms, Board, DAY), wanted, "{terms}");
    }
    let adult = "speaker: { role: walker, adult: yes }, ";
    assert_eq!(of_voice(adult, "basis: informed", Board, DAY), []);
    assert_eq!(of_voice("", "basis: informed", Board, DAY), []);
}

#[test]
fn a_sensitive_voice_needs_explicit_consent_or_our_words() {
    for (terms, wanted) in [
        ("basis: consent", vec![]),
        ("basis: paraphrase", vec![]),
        ("basis: informed", vec![Reason::Sensitive]),
        ("basis: anonymous", vec![Reason::Sensitive]),
        ("basis: published-work", vec![Reason::Sensitive]),
    ] {
        let found = of_voice("sensitive: yes, ", terms, Board, DAY);
        assert_eq!(found, wanted, "{terms}");
        assert_eq!(of_voice("sensitive: no, ", terms, Board, DAY), []);
    }
}

#[test]
fn a_photo_of_people_needs_permission_and_one_of_children_what_the_parents_signed() {
    for (keys, wanted) in [
        ("people: none", vec![]),
        ("people: unrecognisable", vec![]),
        ("people: unrecognisable, children: yes", vec![]),
        ("alt: A quay", vec![]),
        ("people: identifiable", vec![Reason::Unpermitted]),
        ("children: yes", vec![Reason::Unpermitted]),
        ("people: identifiable, permission: signed on 3 May", vec![]),
        ("people: identifiable, permission: { reference: form 3 }", vec![]),
        ("people: identifiable, children: yes, permission: form 3", vec![Reason::Minor]),
        ("children: yes, permission: { reference: form 3 }", vec![Reason::Minor]),
        ("children: yes, permission: { reference: form 3, parental: form 4 }", vec![]),
        ("people: identifiable, children: no, permission: form 3", vec![]),
    ] {
        assert_eq!(of_photo(keys, Board, DAY), wanted, "{keys}");
    }
}

#[test]
fn everything_that_speaks_against_a_voice_is_told_at_once_each_where_it_is_written() {
    let text = "voices: [{ id: v, text: Hello, speaker: { role: pupil, adult: no }, channel: letter, sensitive: yes, consent: { basis: informed, until: 2026-01-31, audiences: [board] } }]";
    let narratives = read(FileKind::Voices, text.to_string());
    let found = voice_barriers(&narratives.voices[0], Public, day(DAY));
    let told = found.iter().map(|barrier| {
        let span = barrier.span;
        (barrier.reason.key(), &text[span.start as usize..span.end as usize])
    });
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            ("private", "informed"),
            ("sensitive", "informed"),
            ("minor", "no"),
            ("expired", "2026-01-31"),
            ("other-audience", "[board]"),
        ]
    );
}

#[test]
fn what_words_only_suggest_keeps_them_from_the_public_until_somebody_answers() {
    for (keys, basis, wanted) in [
        ("", "informed", vec![Reason::MaybeMinor, Reason::MaybeSensitive]),
        ("speaker: { role: walker, adult: true }, ", "informed", vec![Reason::MaybeSensitive]),
        ("sensitive: false, ", "informed", vec![Reason::MaybeMinor]),
        ("", "consent", vec![Reason::MaybeMinor]),
        ("", "consent, parental: form 12", vec![]),
        ("", "paraphrase", vec![]),
    ] {
        let speaker = if keys.contains("speaker") { "" } else { "speaker: { role: walker }, " };
        let text = format!(
            "voices: [{{ id: v, text: Hello, {speaker}{keys}consent: {{ basis: {basis} }} }}]"
        );
        let mut voice = read(FileKind::Voices, text).voices.remove(0);
        assert_eq!(reasons(voice_barriers(&voice, Public, day(DAY))), []);
        voice.suggested = Suggested { minor: true, sensitive: true };
        assert_eq!(reasons(voice_barriers(&voice, Public, day(DAY))), wanted, "{keys}{basis}");
        assert_eq!(reasons(voice_barriers(&voice, Board, day(DAY))), [], "{keys}{basis}");
    }
}

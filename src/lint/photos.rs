//! What is written about photos: words for those who do not see them, permission of those who are seen.

use std::sync::LazyLock;

use regex::Regex;

use crate::finding::rules::{MISSING_ALTERNATIVE, UNPERMITTED_PHOTO, WEAK_ALTERNATIVE};
use crate::finding::{Finding, Message, Report};
use crate::narrative::{Entry, Kind, Photo, Text, fold};
use crate::project::Project;

/// The longest alternative text, in characters: a screen reader says it in one breath and cannot skim it.
const LONGEST: usize = 250;

/// The names that cameras, telephones and messengers give, and any name with an image's ending.
static FILE_NAME: LazyLock<Regex> = LazyLock::new(|| {
    let names = r"(?i)^((img|dsc[nf]?|pxl|dji|gopr|photo|image|wp|screenshot)[-_ ]?[\d_-]*|\S+\.(jpe?g|png|webp|svg|gif|heic|tiff?))$";
    Regex::new(names).unwrap_or_else(|_| unreachable!("the pattern is a regular expression"))
});

/// Tells what the words about the photos of a project lack.
pub fn photos(project: &Project, report: &mut Report) {
    for deck in &project.decks {
        let stories = deck.narratives.stories.iter();
        stories
            .filter_map(|story| story.photo.as_ref())
            .for_each(|photo| tell(photo, report));
        let order = deck.file.iter().filter_map(|file| file.order.as_ref());
        order.for_each(|entries| in_entries(entries, report));
    }
}

fn in_entries(entries: &[Entry], report: &mut Report) {
    for entry in entries {
        match &entry.kind {
            Kind::Photo(photo) => tell(photo, report),
            Kind::Chapter(_, slides) => in_entries(slides, report),
            _ => {}
        }
    }
}

fn tell(photo: &Photo, report: &mut Report) {
    report_alternative(photo, report);
    if let Some(people) = photo.unpermitted() {
        let finding = Finding::new(&UNPERMITTED_PHOTO, people, Message::new("photo-permission"));
        report.push(finding.hint(Message::new("hint-photo-permission")));
    }
}

fn report_alternative(photo: &Photo, report: &mut Report) {
    let Some(alt) = &photo.alt else {
        if !photo.is_decorative {
            let message = Message::new("photo-without-alternative");
            let finding = Finding::new(&MISSING_ALTERNATIVE, photo.file.span, message);
            report.push(finding.hint(Message::new("hint-photo-alternative")));
        }
        return;
    };
    let length = alt.value.chars().count();
    let message = if is_file_name(alt, &photo.file) {
        Message::new("alternative-is-file")
    } else if length > LONGEST {
        Message::new("alternative-too-long")
            .with("length", length)
            .with("most", LONGEST)
    } else {
        return;
    };
    let finding = Finding::new(&WEAK_ALTERNATIVE, alt.span, message);
    report.push(finding.hint(Message::new("hint-photo-alternative")));
}

fn is_file_name(alt: &Text, file: &Text) -> bool {
    let words = alt.value.trim();
    let name = file.value.rsplit('/').next().unwrap_or(&file.value);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let same = |one: &str| plain(one) == plain(words);
    FILE_NAME.is_match(words) || same(stem) || same(name)
}

fn plain(text: &str) -> String {
    fold(text).replace(['-', '_'], " ")
}

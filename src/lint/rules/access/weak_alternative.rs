//! An alternative text that is a file's name, repeats what stands beside it, or is too long to listen to.

use std::sync::LazyLock;

use regex::Regex;

use crate::deck::Shows;
use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::pattern::compile_pattern;
use crate::schema::Text;
use crate::text::fold_name;

pub static RULE: Rule = rule!("weak-alternative", Access, Warning, check);

/// The longest alternative text, in characters: a screen reader says it in one breath and cannot skim it.
const LONGEST: usize = 250;

/// The names that cameras, telephones and messengers give, and any name with an image's ending.
static FILE_NAME: LazyLock<Regex> = LazyLock::new(|| {
    compile_pattern(
        r"(?i)^((img|dsc[nf]?|pxl|dji|gopr|photo|image|wp|screenshot)[-_ ]?[\d_-]*|\S+\.(jpe?g|png|webp|svg|gif|heic|tiff?))$",
    )
});

fn check(context: &Context, report: &mut Report) {
    for photo in context.photos() {
        let Some(alt) = &photo.alt else { continue };
        if let Some(message) = describe_weakness(alt, &photo.file) {
            let finding = Finding::new(&RULE, alt.span, message);
            report.push(finding.with_hint(Message::new("hint-photo-alternative")));
        }
    }
    for (alt, caption) in alternatives_with_captions(context) {
        if comparable_form(&alt.value) == comparable_form(&caption.value) {
            let finding = Finding::new(&RULE, alt.span, Message::new("alternative-is-caption"));
            report.push(finding.with_hint(Message::new("hint-alternative-is-caption")));
        }
    }
}

/// Each alternative text with what is written beside its picture.
fn alternatives_with_captions<'a>(context: &Context<'a>) -> Vec<(&'a Text, &'a Text)> {
    let mut found = Vec::new();
    for photo in context.photos() {
        let captions = photo.caption.iter().chain(&photo.label);
        found.extend(captions.filter_map(|caption| Some((photo.alt.as_ref()?, caption))));
    }
    for story in context.stories() {
        let photo = story.photo.as_ref();
        found.extend(photo.and_then(|photo| Some((photo.alt.as_ref()?, &story.title))));
    }
    for figure in context.figures() {
        let alt = figure.chart.as_ref().and_then(|chart| chart.alt.as_ref());
        let captions = figure.title.iter().chain([&figure.label]);
        found.extend(
            alt.into_iter().flat_map(|alt| captions.clone().map(move |caption| (alt, caption))),
        );
    }
    for showing in &context.showings {
        for slide in showing.slides {
            if let (Shows::Photo(shown), Some(title)) = (&slide.shows, &slide.options.title) {
                found.extend(shown.photo.alt.as_ref().map(|alt| (alt, title)));
            }
        }
    }
    found
}

fn describe_weakness(alt: &Text, file: &Text) -> Option<Message> {
    let length = alt.value.chars().count();
    if is_file_name(alt, file) {
        return Some(Message::new("alternative-is-file"));
    }
    let message = Message::new("alternative-too-long").with("length", length).with("most", LONGEST);
    (length > LONGEST).then_some(message)
}

fn is_file_name(alt: &Text, file: &Text) -> bool {
    let words = alt.value.trim();
    let name = file.value.rsplit('/').next().unwrap_or(&file.value);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let same = |one: &str| comparable_form(one) == comparable_form(words);
    FILE_NAME.is_match(words) || same(stem) || same(name)
}

fn comparable_form(text: &str) -> String {
    fold_name(text).replace(['-', '_'], " ")
}

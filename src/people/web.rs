//! Pages and names on networks.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::has_any;
use super::organisations::{is_community, is_organisation};
use crate::pattern::compile_pattern;

/// Addresses that say what they are, `https://…` and `www.…`, up to a space, a quote or a bracket.
static ADDRESS: LazyLock<Regex> =
    LazyLock::new(|| compile_pattern(r#"(?i:https?://|www\.)[^\s<>"'’«»“”\[\]{}…]+"#));

/// A name of a site without `www`, and a page of it if one is written.
static SITE: LazyLock<Regex> = LazyLock::new(|| {
    compile_pattern(
        r#"(?-u:[A-Za-z0-9][A-Za-z0-9-]*(?:\.[A-Za-z0-9-]+)*\.([A-Za-z]{2,12}))(/[^\s<>"'’«»“”\[\]{}…]*)?"#,
    )
});

/// `@lea_35`, also with its server: `@lea@example.org`; `/u/lea`; `lea_35` alone.
static HANDLE: LazyLock<Regex> = LazyLock::new(|| {
    compile_pattern(
        r"[@＠][\p{L}0-9_][\p{L}0-9_.\-]*(?:@(?-u:[A-Za-z0-9.\-]+))?|(?-u:/?u/[A-Za-z0-9_\-]{3,}|[A-Za-z0-9.]*[A-Za-z0-9](?:_+[A-Za-z0-9.]+)+)",
    )
});

/// A name behind that of a network, or announced as one: `insta : lea.voyage`, `pseudo : lea`.
static ANNOUNCED: LazyLock<Regex> = LazyLock::new(|| {
    compile_pattern(
        r"(?i)(?:(?:insta|instagram|snap|snapchat|tiktok|twitter|telegram|facebook|fb)\s?[:=]\s?(\p{L}[\p{L}\p{N}]*(?:[_.][\p{L}\p{N}]+)+|\p{L}+\d[\p{L}\p{N}_.]*)|(?:pseudo|username|user name)\s?[:=]\s?([\p{L}\p{N}_.\-]{3,30}))",
    )
});

/// Ends of names of files.
const FILES: &[&str] = &[
    ".csv", ".doc", ".docx", ".gif", ".jpeg", ".jpg", ".json", ".md", ".mp4", ".ods", ".odt",
    ".pdf", ".png", ".svg", ".txt", ".webp", ".xls", ".xlsx", ".yaml", ".yml", ".zip",
];

/// Ends of sites that are no words, so that a stop without a space is not taken for one.
const ENDS: &[&str] = &[
    "alsace", "bzh", "ch", "co", "com", "corsica", "cymru", "eu", "fm", "fr", "ie", "io", "net",
    "nl", "org", "scot", "tv", "uk", "wales",
];

/// Ends of sites that are words too: only with a page behind, or on a site of a few letters that is known.
const WORDS: &[&str] = &[
    "app", "at", "be", "bio", "biz", "blog", "ca", "cc", "club", "de", "ee", "es", "gg", "gl",
    "info", "it", "link", "ly", "me", "name", "online", "page", "paris", "pro", "shop", "site",
    "social", "us",
];

/// The addresses of pages, but for those of organisations.
pub fn find_links(text: &str) -> Vec<Range<usize>> {
    // Most texts have no stop inside a word and no `://`, and need no pattern.
    let mut dots = text.match_indices('.');
    let has_dot = dots.any(|(at, _)| is_followed(text, at + 1));
    if !has_dot && !text.contains("://") {
        return Vec::new();
    }
    let full = ADDRESS.find_iter(text).map(|found| found.range());
    let full = full.filter(|range| is_start(text, range.start));
    let bare = SITE.captures_iter(text).filter_map(|site| {
        let range = site.get(0)?.range();
        let (end, page) = (site.get(1)?.as_str(), site.get(2));
        let is_site = ENDS.contains(&end.to_ascii_lowercase().as_str())
            || page.is_some() && WORDS.contains(&end.to_ascii_lowercase().as_str());
        let is_whole = page.is_some() || is_end(text, range.end);
        (is_site && is_whole && is_start(text, range.start)).then_some(range)
    });
    let found = full.chain(bare).map(|range| trim_end_signs(text, range));
    found.filter(|range| !is_site_of_organisation(&text[range.clone()])).collect()
}

/// Whether something else than a space stands at a place.
fn is_followed(text: &str, at: usize) -> bool {
    text[at..].starts_with(|sign: char| !sign.is_whitespace())
}

/// Names on networks, but for those of organisations.
pub fn find_handles(text: &str) -> Vec<Range<usize>> {
    let has_sign = has_any(text, &['@', '＠', '_']) || text.contains("u/");
    let alone = has_sign.then(|| HANDLE.find_iter(text));
    let alone = alone.into_iter().flatten().map(|found| found.range());
    let alone = alone.filter(|range| is_start(text, range.start));
    let may_announce = has_any(text, &[':', '=']);
    let announced = may_announce.then(|| ANNOUNCED.captures_iter(text));
    let announced = announced.into_iter().flatten();
    let announced = announced.filter_map(|name| Some(name.get(1).or(name.get(2))?.range()));
    let found = alone.chain(announced).map(|range| trim_end_signs(text, range));
    found.filter(|range| is_handle(&text[range.clone()])).collect()
}

/// `@18h30` is a time, `@ville_de_brest` an organisation, `quai_nord.jpg` a file.
fn is_handle(handle: &str) -> bool {
    let name = handle.trim_start_matches(['@', '＠']);
    let is_time = name.starts_with(|sign: char| sign.is_ascii_digit())
        && name.chars().all(|sign| sign.is_ascii_digit() || "hH:.".contains(sign));
    let is_file = FILES.iter().any(|end| name.ends_with(end));
    name.chars().any(char::is_alphabetic) && !is_time && !is_file && !is_organisation(name)
}

/// Whether an address is a site of an organisation, or a page of it that it shows to everybody.
fn is_site_of_organisation(address: &str) -> bool {
    let site = address.split_once("://").map_or(address, |(_, site)| site);
    let (host, page) = site.split_once(['/', '?', '#']).unwrap_or((site, ""));
    // A page of a community, such as `airbnb.fr/rooms/12`, is somebody’s. What stands behind `?` or `#` may name a person
    // on any site.
    let is_open = page.is_empty() || !is_community(host) && !site.contains(['?', '#', '=']);
    is_open && is_organisation(host)
}

/// Whether a name may start here: neither inside a word nor inside an e-mail address.
fn is_start(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    before.is_none_or(|sign| !sign.is_alphanumeric() && !"@_.-/".contains(sign))
}

fn is_end(text: &str, at: usize) -> bool {
    let after = text[at..].chars().next();
    after.is_none_or(|sign| !sign.is_alphanumeric() && !"@_".contains(sign))
}

/// Without the signs that end a sentence around it.
fn trim_end_signs(text: &str, range: Range<usize>) -> Range<usize> {
    let kept = text[range.clone()].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '*', '-']);
    range.start..range.start + kept.len()
}

//! Addresses as people type them: often without `https://`.

use std::borrow::Cow;

/// How whole addresses of the web and of mailboxes begin.
const STARTS: [&str; 3] = ["https://", "http://", "mailto:"];

/// The last part of the names of sites that teams link to; another may be the ending of a file, such as `plan.pdf`.
const ENDS: [&str; 58] = [
    "ac", "alsace", "app", "at", "be", "blog", "bzh", "ca", "camp", "cat", "ch", "co", "com",
    "coop", "corsica", "cymru", "de", "dev", "dk", "es", "eu", "eus", "fi", "fr", "gf", "gov",
    "gp", "ie", "info", "io", "it", "lu", "mc", "mq", "museum", "nc", "net", "nl", "no", "online",
    "org", "paris", "pf", "pl", "pm", "pt", "re", "scot", "se", "shop", "site", "tel", "travel",
    "uk", "us", "wales", "wf", "yt",
];

/// A whole address: as typed when it says how it is reached, with `https://` when it begins with the name of a site, with
/// `mailto:` when it is a mailbox. None for anything else, such as a file.
pub fn whole_address(typed: &str) -> Option<Cow<'_, str>> {
    let begins = |start: &&str| {
        let typed = typed.as_bytes().get(..start.len());
        typed.is_some_and(|typed| typed.eq_ignore_ascii_case(start.as_bytes()))
    };
    if STARTS.iter().any(begins) {
        return Some(Cow::Borrowed(typed));
    }
    if typed.contains(char::is_whitespace) {
        return None;
    }
    let host = typed.split(['/', '?', '#']).next().unwrap_or(typed);
    // With more behind it, an `@` is part of a path or of a login, not the sign of a mailbox.
    match host.split_once('@') {
        Some((box_name, site)) if !box_name.is_empty() && host.len() == typed.len() => {
            is_site(site).then(|| Cow::Owned(format!("mailto:{typed}")))
        }
        Some(_) => None,
        None => is_site(host).then(|| Cow::Owned(format!("https://{typed}"))),
    }
}

/// Whether a name is that of a site: `www.` and more, or parts of which the last is one that sites have.
fn is_site(host: &str) -> bool {
    let host = host.to_lowercase();
    // A port may follow: `exemple.fr:8080`.
    let host = host.split(':').next().unwrap_or_default();
    let parts: Vec<&str> = host.split('.').collect();
    let is_part = |part: &&str| {
        let is_sign = |sign: char| sign.is_alphanumeric() || sign == '-';
        !part.is_empty() && part.chars().all(is_sign)
    };
    let is_known = parts.last().is_some_and(|end| ENDS.contains(end)) || parts[0] == "www";
    parts.len() > 1 && parts.iter().all(is_part) && is_known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sites_and_mailboxes_are_made_whole() {
        for (typed, whole) in [
            ("https://a.fr", "https://a.fr"),
            ("HTTPS://a.fr", "HTTPS://a.fr"),
            ("mailto:a@b.fr", "mailto:a@b.fr"),
            ("ot-valmer.fr/plan", "https://ot-valmer.fr/plan"),
            ("www.exemple.zz", "https://www.exemple.zz"),
            ("Plan.Exemple.co.uk:8080?a=1", "https://Plan.Exemple.co.uk:8080?a=1"),
            ("accueil@ot-valmer.fr", "mailto:accueil@ot-valmer.fr"),
        ] {
            assert_eq!(whole_address(typed).as_deref(), Some(whole), "{typed}");
        }
    }

    #[test]
    fn files_and_words_are_no_addresses() {
        for typed in [
            "plan.pdf",
            "photos/gare.jpg",
            "ftp://a.fr",
            "ici",
            "un mot.fr",
            "",
            ".fr",
            "a..fr",
            "#haut",
            "/plan",
            "@a.fr",
            "javascript:alert(1)",
        ] {
            assert_eq!(whole_address(typed), None, "{typed}");
        }
    }
}

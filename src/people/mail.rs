//! E-mail addresses, as machines write them and as people hide them.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::has_any;
use super::organisations::{is_mailbox, is_provider};
use crate::pattern::compile_pattern;

/// `lea.k@example.org`; without its end too, `lea@gmail`; with spaces only before a known end.
static MAIL: LazyLock<Regex> = LazyLock::new(|| {
    compile_pattern(
        r"([\p{L}\p{N}._%+\-]*[\p{L}\p{N}_])(?:@([\p{L}\p{N}](?:[\p{L}\p{N}.\-]*[\p{L}\p{N}])?)|\s@\s([\p{L}\p{N}.\-]+\.(?:com|fr|net|org|eu|bzh|uk|be|ch|de)))",
    )
});

/// `lea (at) example (dot) org`, `lea arobase example point fr`.
static HIDDEN: LazyLock<Regex> = LazyLock::new(|| {
    compile_pattern(
        r"(?i)[\p{L}\p{N}._%+\-]*[\p{L}\p{N}_]\s*(?:[(\[{<]\s*(?:at|a|chez|arobase|arobas)\s*[)\]}>]|\s(?:arobase|arobas)\s)\s*[\p{L}\p{N}\-]+(?:(?:\s*[(\[{<]\s*(?:point|dot)\s*[)\]}>]\s*|\s(?:point|dot)\s|\.)[\p{L}\p{N}\-]+)*|[\p{L}\p{N}._%+\-]*[\p{L}\p{N}_]\s(?:at|chez)\s(?:gmail|hotmail|outlook|yahoo|orange|wanadoo|free|laposte|sfr|icloud|live|btinternet)(?:\s?\.\s?|\s(?:point|dot)\s)(?:com|fr|net|org|co\.uk)",
    )
});

/// Some of what each hidden address without brackets has; looked for first, as it takes a tenth of the time.
static HINTS: LazyLock<Regex> = LazyLock::new(|| {
    compile_pattern(
        r"(?i-u:arobas|gmail|hotmail|outlook|yahoo|orange|wanadoo|free|laposte|sfr|icloud|live|btinternet)",
    )
});

/// What may stand around `at` in a hidden address.
const BRACKETS: [char; 4] = ['(', '[', '{', '<'];

/// E-mail addresses, but for the mailboxes that nobody owns.
pub fn find_mail_addresses(text: &str) -> Vec<Range<usize>> {
    let has_sign = text.contains('@');
    let plain = has_sign.then(|| MAIL.captures_iter(text));
    let plain = plain.into_iter().flatten().filter_map(|mail| {
        let (local, host) = (mail.get(1)?.as_str(), mail.get(2).or(mail.get(3))?.as_str());
        // A person may have taken such a name for a box of their own.
        let is_ours = is_mailbox(local) && !is_provider(host);
        (!is_ours).then_some(mail.get(0)?.range())
    });
    let may_hide = has_any(text, &BRACKETS) || HINTS.is_match(text);
    let hidden = may_hide.then(|| HIDDEN.find_iter(text));
    let hidden = hidden.into_iter().flatten().map(|mail| mail.range());
    plain.chain(hidden).collect()
}

/// Whether a text holds a mailbox that nobody owns, such as `accueil@` at a site of an organisation's own.
pub fn has_shared_mailbox(text: &str) -> bool {
    let is_shared = |mail: regex::Captures| {
        let host = mail.get(2).or(mail.get(3)).map_or("", |host| host.as_str());
        mail.get(1).is_some_and(|local| is_mailbox(local.as_str())) && !is_provider(host)
    };
    text.contains('@') && MAIL.captures_iter(text).any(is_shared)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mailbox_that_nobody_owns_leads_to_nobody() {
        for text in [
            "écrire à accueil@ot-valmer.fr",
            "contact@valmer.example, info@camping-du-port.example",
            "Mairie@valmer.example ou hello@valmer.example",
        ] {
            assert!(find_mail_addresses(text).is_empty(), "{text}");
        }
        for text in ["lea.k@ot-valmer.fr", "contact@gmail.com", "accueil.lea@valmer.example"] {
            assert_eq!(find_mail_addresses(text).len(), 1, "{text}");
        }
    }
}

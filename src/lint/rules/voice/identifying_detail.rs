//! A detail that leads to one person: an address, a number, an account.

use crate::finding::rules::rule;
use crate::finding::{Report, Rule};
use crate::lint::Context;
use crate::lint::traced::report_traces as say;
use crate::people::Identifier;

pub static RULE: Rule = rule!("identifying-detail", Voice, Error, check);

fn check(context: &Context, report: &mut Report) {
    say(context, report, &RULE, message_keys);
}

/// The keys of the message and of the hint for a kind of detail; none for kinds that other rules report.
fn message_keys(kind: Identifier) -> Option<(&'static str, &'static str)> {
    let hint = "hint-identifying-detail";
    let said = match kind {
        Identifier::Link => ("link-to-a-person", hint),
        Identifier::Mail => ("e-mail-of-a-person", hint),
        Identifier::Handle => ("handle-of-a-person", hint),
        Identifier::Account => ("account-of-a-person", hint),
        Identifier::SocialSecurity => ("social-security-number", hint),
        Identifier::Phone => ("phone-of-a-person", hint),
        Identifier::Device => ("device-of-a-person", hint),
        Identifier::Plate => ("plate-of-a-person", "hint-plate-of-a-person"),
        Identifier::Booking => ("booking-of-a-person", "hint-booking-of-a-person"),
        Identifier::Address => ("address-of-a-person", "hint-address-of-a-person"),
        Identifier::Name | Identifier::YoungAge => return None,
    };
    Some(said)
}

//! A voice whose original is not where it says.

use std::collections::HashSet;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::{CheckedQuote, Context, Missing, Verdict};

pub static RULE: Rule = rule!("missing-original", Voice, Error, check);

fn check(context: &Context, report: &mut Report) {
    let mut met = HashSet::new();
    for passage in &context.passages {
        let Some(quote) = context.quotes_by_span().get(&passage.leaf.text.span) else {
            continue;
        };
        let Verdict::Missing(missing) = quote.verdict else {
            continue;
        };
        // A fault of the file itself is reported once, however many voices name it.
        let file = (&quote.folder.path, &quote.stored.file.value);
        if missing == Missing::Message || met.insert(file) {
            report.push(build_finding(quote, missing));
        }
    }
}

fn build_finding(quote: &CheckedQuote, missing: Missing) -> Finding {
    let (file, id) = (&quote.stored.file, &quote.stored.id);
    let told = |key| Message::new(key).with("file", file.value.as_str());
    let (span, message, hint) = match missing {
        Missing::Message => (
            id.span,
            told("no-such-message").with("id", id.value.as_str()),
            Message::new("hint-no-such-message"),
        ),
        Missing::File(near) => {
            (file.span, told("missing-original"), Message::new("hint-nearest").with("value", near))
        }
        Missing::Outside => {
            (file.span, told("original-outside"), Message::new("hint-original-outside"))
        }
        Missing::Broken(None) => {
            (file.span, told("unreadable-original"), Message::new("hint-unreadable-original"))
        }
        Missing::Broken(Some(line)) => (
            file.span,
            told("broken-original").with("line", line),
            Message::new("hint-unreadable-original"),
        ),
    };
    Finding::new(&RULE, span, message).with_hint(hint)
}

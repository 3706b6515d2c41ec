//! Several quotes that thank or praise us.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use crate::finding::rules::rule;
use crate::finding::{Finding, Message, Report, Rule};
use crate::lint::Context;
use crate::lint::words::compile_pattern;
use crate::locale::InEach;

pub static RULE: Rule = rule!("flattering-voices", Voice, Info, check);

/// Thanks and praise that name us: our office, our team, our welcome.
static PRAISE: InEach<LazyLock<Regex>> = InEach {
    fr: LazyLock::new(|| {
        compile_pattern(
            r"(?i)(?-u:\b)(?:bravo|félicitations|chapeau|merci)(?: mille fois| beaucoup| infiniment| encore)? (?:à|aux|pour) (?:toute )?(?:l['’]|les |votre |vos |cette |la )?(?:super |belle )?(?:office|équipes?|accueil|agents?|personnel|hôtesses?)(?-u:\b)|(?:équipe|personnel|accueil|office) (?:[^ .,;]+ ){0,2}(?:au top|formidable|super|génial|géniale|extraordinaire|exceptionnel|parfait|impeccable)",
        )
    }),
    en: LazyLock::new(|| {
        compile_pattern(
            r"(?i)(?-u:\b)(?:well done|bravo|congratulations|thanks|thank you|hats off)(?: so much)?,? (?:to|for) (?:the |your |all the |this )?(?:[^ .,;]+ )?(?:team|staff|office|cent(?:re|er)|desk|welcome)(?-u:\b)|(?-u:\b)(?:amazing|wonderful|fantastic|brilliant|great|lovely|excellent) (?:team|staff|welcome|office|visitor cent(?:re|er))(?-u:\b)",
        )
    }),
};

/// One word of thanks a deck is a courtesy kept.
fn check(context: &Context, report: &mut Report) {
    let mut met: HashMap<&str, usize> = HashMap::new();
    for passage in context.passages.iter().filter(|passage| passage.leaf.is_verbatim()) {
        let praise =
            passage.language.and_then(|language| PRAISE.of(language).find(&passage.plain.words));
        let Some(praise) = praise else { continue };
        let n = met.entry(&passage.folder.path).or_default();
        *n += 1;
        if *n > 1 {
            let message = Message::new("flattering-voices").with("n", *n);
            let finding = Finding::new(
                &RULE,
                passage.span_of_words(praise.range(), context.sources),
                message,
            );
            report.push(finding.with_hint(Message::new("hint-flattering-voices")));
        }
    }
}

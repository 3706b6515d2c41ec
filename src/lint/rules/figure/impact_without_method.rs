//! Money said to come to the territory, without the way it was computed.

use crate::finding::Rule;
use crate::finding::rules::rule;

pub static RULE: Rule = rule!("impact-without-method", Figure, Warning);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::WordRule;
    use crate::locale::Language;

    fn claims_money(text: &str) -> bool {
        // The second check asks for an amount beside the claim, the first for a figure of money.
        WordRule::read(&RULE).find_in_text(text, Language::Fr).len() == 2
    }

    #[test]
    fn an_impact_is_money_and_not_any_consequence() {
        for text in [
            "2 M€ de retombées économiques",
            "des retombées directes de 240 000 euros",
            "an economic impact of €2 million",
        ] {
            assert!(claims_money(text), "{text}");
        }
        for text in [
            "Les retombées presse ont tenu en trois articles",
            "L'impact sur le sentier se voit à 10 m",
            "Personne ne connaît les retombées économiques de la fête",
        ] {
            assert!(!claims_money(text), "{text}");
        }
    }
}

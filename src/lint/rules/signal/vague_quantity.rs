//! A signal or a decision that counts with words nobody can check: many, everybody, more and more.

use crate::finding::Rule;
use crate::finding::rules::rule;

pub static RULE: Rule = rule!("vague-quantity", Signal, Warning);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::WordRule;
    use crate::locale::Language;

    fn uncounted(language: Language, text: &str) -> Vec<&str> {
        WordRule::read(&RULE).find_in_text(text, language)
    }

    #[test]
    fn a_sentence_that_counts_may_say_many() {
        for text in [
            "Beaucoup, dont 12 riverains, le disent.",
            "Sur quarante réponses, beaucoup sont brèves.",
            "Un beaucouple",
        ] {
            assert_eq!(uncounted(Language::Fr, text), [""; 0], "{text}");
        }
        assert_eq!(uncounted(Language::En, "Twelve, many with a pram."), [""; 0]);
        assert_eq!(uncounted(Language::En, "Twelve came. Many complained."), ["Many"]);
    }
}

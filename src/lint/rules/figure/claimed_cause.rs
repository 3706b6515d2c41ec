//! A figure said to be our doing, where no story says who else had a part in it.

use crate::finding::Rule;
use crate::finding::rules::rule;

pub static RULE: Rule = rule!("claimed-cause", Figure, Warning);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::WordRule;
    use crate::locale::Language;

    fn claims(text: &str) -> bool {
        !WordRule::read(&RULE).find_in_text(text, Language::Fr).is_empty()
    }

    #[test]
    fn claims_are_found() {
        for text in [
            "Les nuitées montent grâce à notre campagne.",
            "Notre permanence a fait baisser les retards de moitié.",
            "Nous avons généré douze emplois.",
            "Crossings rose thanks to our new map.",
            "Our evening walks brought about this recovery.",
        ] {
            assert!(claims(text), "{text}");
        }
    }

    #[test]
    fn thanks_to_others_and_ways_of_counting_are_no_claims() {
        for text in [
            "Moins de retards, grâce à la compagnie maritime.",
            "Nos compteurs ont permis de le voir.",
            "Notre relevé a permis à la région de décider.",
            "Nous n'avons pas fait venir ces visiteurs.",
            "Grâce aux bénévoles, la corde a tenu.",
            "Our notebook led to this count.",
            "La permanence n'explique pas tout.",
        ] {
            assert!(!claims(text), "{text}");
        }
    }
}

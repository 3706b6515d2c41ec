//! What is found, what is not, and where it goes wrong.

use proptest::prelude::*;

use super::*;

const SAID: &str = "Bonjour, on a tourné quarante minutes pour se garer, on n'a rien trouvé mais on est revenus. \
    L’accueil était super 😍 ! Vous ouvrez quand ? Merci à vous";

fn is_turn(word: &str) -> bool {
    matches!(word, "n" | "ne" | "pas" | "rien" | "mais" | "jamais")
}

fn terms(spelling: bool, punctuation: bool) -> Terms<'static> {
    Terms { spelling, punctuation, is_turn: &is_turn }
}

/// The kind of fault, the wrong words and the nearest passage.
fn fault_of(shown: &str, said: &str, terms: Terms) -> Option<(Alteration, String, String)> {
    let fault = compare_quote(shown, said, terms).err()?;
    let nearest = fault.nearest.map_or("", |nearest| &said[nearest]);
    Some((fault.kind, shown[fault.shown].to_string(), nearest.to_string()))
}

fn fault(shown: &str) -> Option<(Alteration, String, String)> {
    fault_of(shown, SAID, terms(false, false))
}

fn kind(shown: &str) -> Option<Alteration> {
    fault(shown).map(|(kind, ..)| kind)
}

#[test]
fn words_of_the_original_in_order_are_found() {
    for shown in [
        SAID,
        "On a tourné quarante minutes pour se garer.",
        "On a tourné quarante minutes […], on n’a rien trouvé",
        "Tourné [...] garer (…) L'accueil était super",
        "[…] on a tourné […] revenus […]",
        "L'accueil [du port] était super [emoji : cœur] !",
        "L'accueil était super 😍\u{202f}!",
        "Vous ouvrez quand [sic] ?",
        "[Les gens] ouvrez quand ?",
        "On a tourné quarante minutes pour [stationner], on n'a rien trouvé",
        "",
        "[…]",
    ] {
        assert_eq!(fault(shown), None, "{shown}");
    }
}

#[test]
fn a_changed_word_is_shown_beside_what_was_said() {
    let (kind, shown, nearest) =
        fault("On a tourné trente minutes pour se garer").expect("a fault");
    assert_eq!(kind, Alteration::Changed);
    assert_eq!(shown, "trente");
    assert_eq!(nearest, "a tourné quarante minutes pour");
    let (kind, shown, _) = fault("On a tourné […] on n'a jamais trouvé").expect("a fault");
    assert_eq!((kind, shown.as_str()), (Alteration::Changed, "jamais"));
    let (kind, shown, _) = fault("On a beaucoup tourné quarante minutes").expect("a fault");
    assert_eq!((kind, shown.as_str()), (Alteration::Changed, "beaucoup"));
    let (_, shown, nearest) = fault("Bonsoir, on a tourné quarante minutes").expect("a fault");
    assert_eq!((shown.as_str(), nearest.as_str()), ("Bonsoir", "Bonjour, on a"));
}

#[test]
fn words_left_out_without_a_mark_are_told() {
    let (left_out, shown, nearest) =
        fault("On a tourné quarante minutes, on n'a rien trouvé").expect("a fault");
    assert_eq!(left_out, Alteration::Unmarked);
    assert_eq!(shown, "minutes, on");
    assert_eq!(nearest, "tourné quarante minutes pour se garer, on n'a");
    assert_eq!(kind("L'accueil était super ! Vous ouvrez"), Some(Alteration::Unmarked));
}

#[test]
fn added_words_hide_no_more_than_a_name_and_never_a_turn() {
    assert_eq!(kind("on [en] a rien trouvé"), Some(Alteration::Unmarked));
    assert_eq!(kind("on a [tout] trouvé mais"), Some(Alteration::Unmarked));
    assert_eq!(kind("on a [tourné] se garer"), Some(Alteration::Unmarked));
    assert_eq!(kind("on a [roulé] minutes pour"), None);
}

#[test]
fn what_was_said_elsewhere_or_never_is_told() {
    assert_eq!(
        kind("L'accueil était super […] on a tourné quarante minutes"),
        Some(Alteration::Moved)
    );
    assert_eq!(
        fault("Personne ne répond au téléphone"),
        Some((Alteration::Absent, "Personne ne répond au téléphone".to_string(), String::new()))
    );
}

#[test]
fn another_sign_is_a_fault_unless_declared_and_a_question_stays_one() {
    let (kind, shown, nearest) = fault("Bonjour ! on a tourné quarante minutes").expect("a fault");
    assert_eq!((kind, shown.as_str()), (Alteration::Sign, "Bonjour ! on"));
    assert_eq!(nearest, "Bonjour, on a tourné");
    let declared = |shown| fault_of(shown, SAID, terms(true, true));
    assert_eq!(declared("Bonjour ! On a tourné quarante minutes"), None);
    assert!(fault("Vous ouvrez quand.").is_some());
    assert!(declared("Vous ouvrez quand.").is_some());
    assert!(declared("Vous ouvrez quand").is_some());
    assert!(fault("On est revenus ?").is_some());
    assert!(fault("On est revenus !").is_some());
    assert_eq!(fault("Vous ouvrez quand […]"), None);
}

#[test]
fn spelling_is_mended_where_it_is_declared() {
    let said = "Super acceuil a la gare, 2 bus par jour, on ne reviendra pas";
    let mended = "Super accueil à la gare, 2 bus par jour, on ne reviendra pas";
    assert_eq!(fault_of(mended, said, terms(true, false)), None);
    let undeclared = fault_of(mended, said, terms(false, false)).expect("a fault");
    assert_eq!((undeclared.0, undeclared.1.as_str()), (Alteration::Changed, "accueil à"));
    for other in [
        "Super acceuil a la gare, 3 bus par jour",
        "2 bus par jour, on se reviendra pas",
        "2 bus par jour, on ne reviendra plus",
    ] {
        assert!(fault_of(other, said, terms(true, true)).is_some(), "{other}");
    }
}

#[test]
fn what_is_cut_away_is_told_where_it_touches_what_is_shown() {
    let cuts = compare_quote("On a tourné […] on n'a rien trouvé", SAID, terms(false, false))
        .expect("found");
    let told = |cut: &Cut| {
        let word =
            |edge: &Option<Edge>| edge.as_ref().map_or("-".to_string(), |edge| edge.word.clone());
        (word(&cut.after), word(&cut.before))
    };
    let told: Vec<_> = cuts.iter().map(told).collect();
    let wanted = [("-", "bonjour"), ("quarante", "garer"), ("mais", "-")];
    assert!(told.iter().map(|(one, other)| (one.as_str(), other.as_str())).eq(wanted), "{told:?}");
    let cuts = compare_quote("Vous ouvrez quand ?", SAID, terms(false, false)).expect("found");
    let before = cuts[0].before.as_ref().expect("a word");
    assert!(!before.is_same_sentence);
}

#[test]
fn a_hostile_pair_is_given_up_in_time() {
    let said = "a ".repeat(25_000);
    let shown = format!("{}b", "a ".repeat(20_000));
    assert!(compare_quote(&shown, &said, terms(true, true)).is_err());
    let shown = format!("{}b", "a [a] ".repeat(8_000));
    assert!(compare_quote(&shown, &said, terms(true, true)).is_err());
    let long = "x".repeat(50_000);
    assert!(compare_quote(&(long.clone() + "y"), &long, terms(true, true)).is_err());
}

fn text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[a-zéà]{1,6}",
        Just("ne".to_string()),
        Just("l’eau".to_string()),
        Just("😀oui".to_string())
    ];
    let sign = prop_oneof![
        4 => Just(" ".to_string()),
        1 => Just(", ".to_string()),
        1 => Just(". ".to_string()),
        1 => Just(" ? ".to_string()),
        1 => Just(" « ".to_string()),
    ];
    prop::collection::vec((word, sign), 1..40).prop_map(|parts| {
        let parts = parts.into_iter().map(|(word, sign)| word + &sign);
        parts.collect::<String>()
    })
}

proptest! {
    #[test]
    fn any_stretch_of_words_is_found_and_so_are_two_with_a_cut_between(
        text in text(),
        mut places in prop::collection::vec(any::<prop::sample::Index>(), 4),
    ) {
        let words: Vec<&str> = text.split(' ').collect();
        places.sort_by_key(|place| place.index(words.len()));
        let at: Vec<usize> = places.iter().map(|place| place.index(words.len())).collect();
        let (first, second) = (words[at[0]..at[1]].join(" "), words[at[2]..at[3]].join(" "));
        for shown in [&format!("{first} […]"), &format!("{first} […] {second} […]"), &text] {
            prop_assert_eq!(compare_quote(shown, &text, terms(false, false)).err(), None, "{}", shown);
        }
    }

    #[test]
    fn a_word_put_in_is_never_let_through(text in text(), at in any::<prop::sample::Index>()) {
        let mut words: Vec<&str> = text.split(' ').collect();
        words.insert(at.index(words.len() + 1), "jamaisdit");
        let shown = words.join(" ");
        let fault = compare_quote(&shown, &text, terms(true, true)).expect_err("a fault");
        prop_assert!(shown[fault.shown.clone()].contains("jamaisdit") || fault.kind == Alteration::Absent, "{}", shown);
    }

    #[test]
    fn no_text_makes_it_panic(shown in "[a-c […]?!.😀é\n-]{0,60}", said in "[a-c […]?!.😀é\n-]{0,60}") {
        for declared in [false, true] {
            match compare_quote(&shown, &said, terms(declared, declared)) {
                Ok(cuts) => {
                    let mut places = cuts.iter().map(|cut| shown.get(cut.shown.clone()));
                    prop_assert!(places.all(|place| place.is_some()));
                }
                Err(fault) => {
                    prop_assert!(shown.get(fault.shown).is_some());
                    prop_assert!(fault.nearest.is_none_or(|nearest| said.get(nearest).is_some()));
                }
            }
        }
    }
}

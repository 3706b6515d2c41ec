use proptest::prelude::*;

use super::Language::{En, Fr};
use super::*;

/// Shows no-break spaces: `~` for U+00A0, `_` for U+202F.
fn shown(text: &str, language: Language, before: Option<char>) -> String {
    correct_text(text, language, before).replace(NO_BREAK, "~").replace(NARROW, "_")
}

fn french(cases: &[(&str, &str)]) {
    for (typed, expected) in cases {
        assert_eq!(shown(typed, Fr, None), *expected, "{typed}");
        let once = correct_text(typed, Fr, None).into_owned();
        assert_eq!(correct_text(&once, Fr, None), once, "twice over {typed}");
    }
}

fn untouched(language: Language, texts: &[&str]) {
    for text in texts {
        assert!(matches!(correct_text(text, language, None), Cow::Borrowed(_)), "{text}");
    }
}

#[test]
fn high_signs_get_a_narrow_space() {
    french(&[
        ("Bonjour!", "Bonjour_!"),
        ("Bonjour !", "Bonjour_!"),
        ("Quoi  ? Oui; non ;fin", "Quoi_? Oui_; non ;fin"),
        ("Vraiment?! Non!!!", "Vraiment_?! Non_!!!"),
        ("Quoi ? !", "Quoi_? !"),
        ("(oui!) et [non?] puis etc.!", "(oui_!) et [non_?] puis etc._!"),
        ("Le port (?) et [!]", "Le port (?) et [!]"),
        ("Une ligne!\nUne autre ?\n? seul", "Une ligne_!\nUne autre_?\n? seul"),
    ]);
}

#[test]
fn a_colon_gets_a_full_space_when_it_announces() {
    french(&[
        ("Horaires: matin", "Horaires~: matin"),
        ("Horaires : matin", "Horaires~: matin"),
        ("Elle dit:«oui»", "Elle dit~:«_oui_»"),
        ("En deux mots:\n- un", "En deux mots~:\n- un"),
    ]);
}

#[test]
fn quotation_marks_hold_their_words() {
    french(&[
        ("«oui» et « non »", "«_oui_» et «_non_»"),
        ("Il dit \"oui\".", "Il dit «_oui_»."),
        ("\" oui \"", "«_oui_»"),
        ("\"Elle a crié \"stop\" hier\"", "«_Elle a crié “stop” hier_»"),
        ("« Elle a dit \"stop\" »", "«_Elle a dit “stop”_»"),
        ("l'\"école\" (\"libre\")", "l’«_école_» («_libre_»)"),
        ("\"Oui!\" dit-il, \"et toi?\"", "«_Oui_!_» dit-il, «_et toi_?_»"),
        ("un écran de 24\"", "un écran de 24\""),
        ("\"Un paragraphe\n\n\"Un autre\"", "«_Un paragraphe\n\n«_Un autre_»"),
        ("«»", "«»"),
        ("«\nà la ligne", "«\nà la ligne"),
    ]);
}

#[test]
fn apostrophes_and_dots_are_those_of_printing() {
    french(&[
        ("l'été d'aujourd'hui", "l’été d’aujourd’hui"),
        ("mai '68, un 'mot' rare", "mai ’68, un ‘mot’ rare"),
        ("5' de marche", "5' de marche"),
        ("On a tourné [...], puis...", "On a tourné […], puis…"),
        ("Ah....", "Ah...."),
        ("Vraiment...?", "Vraiment…_?"),
    ]);
}

#[test]
fn dashes_between_words_are_long_and_close_without_break() {
    french(&[
        ("Le port - très fréquenté - rouvre", "Le port – très fréquenté~– rouvre"),
        ("Le port – très fréquenté – rouvre", "Le port – très fréquenté~– rouvre"),
        ("Il pleut - encore. Il - oui - sort", "Il pleut – encore. Il – oui~– sort"),
        ("Elle – quelle joie ! – revient", "Elle – quelle joie_!~– revient"),
        ("- une puce\n- une autre", "- une puce\n- une autre"),
        ("peut-être 5 - 3", "peut-être 5 - 3"),
    ]);
}

#[test]
fn numbers_keep_their_groups_and_units() {
    french(&[
        ("12 345 visites, 1 234 567,5", "12_345 visites, 1_234_567,5"),
        ("1 000 000 de nuits", "1_000_000 de nuits"),
        ("50 % ou 50%, 10-15 %", "50~% ou 50~%, 10-15~%"),
        ("18 400 € et 450 k€, 12€", "18_400~€ et 450~k€, 12~€"),
        ("il fait 20 °C, 20°C", "il fait 20~°C, 20~°C"),
        ("au n° 4, N° 12 bis, les n°s 3 et 5, § 2", "au n°~4, N°~12 bis, les n°s~3 et 5, §~2"),
        ("à 5° 30, le n°4", "à 5° 30, le n°4"),
        ("3 km, 12 kWh, 2 m² et 5 millions", "3~km, 12~kWh, 2~m² et 5~millions"),
        ("de 14h à 14h30, 9 h 05", "de 14~h à 14~h~30, 9~h~05"),
        ("100 %!", "100~%_!"),
        ("en 2026 345 678 visites", "en 2026 345_678 visites"),
        ("en 2026 12 personnes", "en 2026 12 personnes"),
        ("les 3 l'ont vu, 5 mois", "les 3 l’ont vu, 5 mois"),
    ]);
}

#[test]
fn addresses_codes_and_hours_stay_as_typed() {
    untouched(
        Fr,
        &[
            "",
            "rien à changer",
            "https://exemple.fr/?q='a'&b=...",
            "voir www.exemple.fr/l'ete!",
            "mailto:l.ete@ot-presqu.ile.fr",
            "à 10:30 ou 16:9",
            "C:\\Users\\l'été",
            "#tout14h30",
            "02.99.12.34.56, 02-99-12-34-56",
            "https://exemple.fr/?q=«port!» et https://exemple.fr/?q=\"a!b\"",
            "`l'été ! \"a\"...`",
            "{{ n | plural(one='a') }} et {n, plural, one {l'un!} other {d'autres}}",
            "un :sourire: là",
            "a != b, page?x=1, R&D",
            "T3 250 et 0 800",
            "2026-10-08T14:30",
        ],
    );
}

#[test]
fn phone_numbers_and_ranges_stay_on_one_line() {
    french(&[
        ("02 99 12 34 56", "02~99~12~34~56"),
        ("au +33 2 99 12 34 56.", "au +33~2~99~12~34~56."),
        ("0 800 123 456", "0~800~123~456"),
        ("`02 99 12 34 56`", "`02 99 12 34 56`"),
        ("5–6 km et 5-6 km", "5–6~km et 5-6~km"),
    ]);
}

#[test]
fn single_quotation_marks_close_behind_a_sign() {
    french(&[
        ("'bonjour!'", "‘bonjour_!’"),
        ("\"'Ah!'\"", "«_‘Ah_!’_»"),
        ("'l'été!' dit-il", "‘l’été_!’ dit-il"),
        ("«https://exemple.fr/?q=1»", "«_https://exemple.fr/?q=1_»"),
        ("\"https://exemple.fr\"", "«_https://exemple.fr_»"),
    ]);
}

#[test]
fn the_run_before_decides_what_a_first_sign_is() {
    for (typed, before, expected) in [
        (" !", Some('e'), "_!"),
        ("!", Some('e'), "_!"),
        ("!", None, "!"),
        (" !", None, " !"),
        ("!", Some(' '), "!"),
        (" : oui", Some('e'), "~: oui"),
        ("oui", Some('«'), "_oui"),
        (" oui", Some('«'), "_oui"),
        ("»", Some('i'), "_»"),
        ("\" dit-il", Some('i'), "_» dit-il"),
        ("'été", Some('l'), "’été"),
        (" %", Some('5'), "~%"),
        (" - mot", Some('e'), " – mot"),
    ] {
        assert_eq!(shown(typed, Fr, before), expected, "{typed} after {before:?}");
    }
    assert_eq!(shown("il dit « ", Fr, None), "il dit «_");
    assert_eq!(shown("il dit \"", Fr, None), "il dit «");
}

#[test]
fn english_takes_curly_signs_and_no_space() {
    for (typed, expected) in [
        ("It's \"fine\"...", "It’s “fine”…"),
        ("the '90s, a 'word', dogs' bowls", "the ’90s, a ‘word’, dogs’ bowls"),
        ("5 km, 12 %, 12%, 9 am", "5~km, 12~%, 12%, 9~am"),
        ("So ! it stays: yes?", "So ! it stays: yes?"),
        ("one - two", "one - two"),
        ("a 5\" nail", "a 5\" nail"),
        ("12 345", "12 345"),
    ] {
        assert_eq!(shown(typed, En, None), expected, "{typed}");
    }
}

/// Work that grew with the square of the length would not end: each text holds a million signs.
#[test]
fn hostile_texts_are_read_in_linear_time() {
    for pattern in [
        "1",
        "`",
        "{",
        "}",
        "{{a}",
        "\"",
        "\"a ",
        "'",
        ".",
        "- ",
        " -",
        "0 ",
        "1 234 ",
        "1,",
        "1h",
        "@",
        "a@",
        "#",
        "http://=\"",
        "+3 ",
        ":",
        "://",
        "www.",
        "+3",
        "«",
        "» ",
        "! ",
        " ",
        "\n",
        "1% ",
        "w:a",
    ] {
        let text = pattern.repeat(1_000_000 / pattern.len());
        assert!(correct_text(&text, Fr, None).len() >= text.len() / 2, "{pattern}");
        assert!(!split_raised_letters(&text, Fr).is_empty(), "{pattern}");
    }
}

/// Strings rich in the signs that rules look at.
fn biased() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => prop::sample::select(vec![
            " ", " ", " ", "\u{a0}", "\u{202f}", "\t", "\n", "\n\n", "!", "?", ";", ":", "«", "»", "\"", "'", "’", "“", "”",
            "‘", ".", "...", "…", ",", "-", " - ", "–", " – ", "—", "(", ")", "[", "]", "{", "}", "`", "@", "#", "/", "\\",
            "%", "€", "k€", "°C", "h", "km", "l", "0", "1", "12", "345", "2026", "+33", "02 99", "http://", "www.", ":a:", "C:\\",
            "_", "*", "=", "&", "<", "a", "é", "mot", "l'", "d'", "A", "x@y.fr", "14h30",
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

#[test]
fn addresses_that_open_quotation_marks_in_one_another_settle_or_stay_as_typed() {
    let tangled = "s://\"«V://\"«V://\"«V://\"«s://\"«V://\"«V://\"«s://\"«V://\"«\"";
    for language in Language::ALL {
        let once = correct_text(tangled, language, None).into_owned();
        assert_eq!(correct_text(&once, language, None), once);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn correcting_twice_changes_nothing_more(
        text in biased(),
        before in prop::option::of(prop::sample::select(vec!['a', '1', ' ', '«', '»', '!', '"', 'l', '.', '\n'])),
    ) {
        for language in Language::ALL {
            let once = correct_text(&text, language, before).into_owned();
            let twice = correct_text(&once, language, before).into_owned();
            prop_assert_eq!(&twice, &once, "{:?} after {:?}", text, before);
        }
    }

    #[test]
    fn words_are_never_lost(text in biased()) {
        let words = |text: &str| -> String { text.chars().filter(|char| char.is_alphanumeric()).collect() };
        for language in Language::ALL {
            prop_assert_eq!(words(&correct_text(&text, language, None)), words(&text));
        }
    }

    #[test]
    fn pieces_make_the_text_again(text in biased()) {
        for language in Language::ALL {
            let again: String = split_raised_letters(&text, language)
                .into_iter()
                .map(|piece| match piece { OrdinalPiece::Plain(text) | OrdinalPiece::Raised(text) => text })
                .collect();
            prop_assert_eq!(&again, &text);
        }
    }
}

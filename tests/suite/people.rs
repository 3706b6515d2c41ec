//! What leads to a person is found and taken out; what looks like it stays.

use proptest::prelude::*;
use recit::people::{Identifier, masked, traces};

/// Texts that hold one thing a machine can follow, between `<` and `>`.
const TRACES: &[(Identifier, &[&str])] = &[
    (
        Identifier::Handle,
        &[
            "merci <@lea_35> pour la photo",
            "(<@JeanKer>)",
            "vu chez <@lea@mastodon.social>.",
            "mon insta : <lea.voyage>",
            "Pseudo : <gaelle29>",
            "suivez <les_ptits_bretons> partout",
            "as said by <u/harbour-fan>",
        ],
    ),
    (
        Identifier::Mail,
        &[
            "écrivez à <jean.kerbrat@orange.fr>, merci",
            "<j-m.smith+boat@mail.example.co.uk>",
            "<lea (at) gmail.com>",
            "<lea.k arobase laposte point net>",
            "<sarah [at] harbour [dot] org>",
            "<tom at gmail dot com>",
            "<hélène@wanadoo.fr>",
            "<lea@gmail>",
            "<lea @ orange.fr>",
        ],
    ),
    (
        Identifier::Phone,
        &[
            "<06 12 34 56 78>",
            "<06.12.34.56.78>",
            "<06-12-34-56-78>",
            "au <0612345678>.",
            "<06\u{a0}12\u{a0}34\u{a0}56\u{a0}78> après 18 h",
            "<06 / 12 / 34 / 56 / 78>",
            "<0612 34 56 78>",
            "<06 123 456 78>",
            "<+33 6 12 34 56 78>",
            "<+33(0)6 12 34 56 78>",
            "<+33612345678>",
            "<0033 6 12 34 56 78>",
            "<00 33 6 12 34 56 78>",
            "<07700 900123>",
            "<07700 900 123>",
            "<020 7946 0018>",
            "<(01736) 496000>",
            "<+44 (0)1736 496000>",
            "<+32 475 12 34 56>",
            "<0171 1234567>",
            "<(555) 123-4567>",
            "<079 123 45 67>",
        ],
    ),
    (
        Identifier::Link,
        &[
            "<https://www.facebook.com/lea.kerbrat.5>",
            "voir <instagram.com/lea_k>.",
            "<www.les-voyages-de-lea.fr>",
            "<wa.me/33612345678>",
            "sur <jeankerbrat.com>, tout est dit",
            "<https://g.page/r/CabcDEF/review>",
            "<https://www.ot-presquile.fr/compte?jeton=8f3a>",
            "mon blog (<lesptitsbretons.over-blog.com>)",
        ],
    ),
    (
        Identifier::Plate,
        &[
            "la Clio <AB-123-CD>",
            "<AB 123 CD>",
            "<ab-123-cd> garée devant",
            "<AB123CD>",
            "une vieille <1234 AB 35>",
            "<456 XYZ 2A>",
            "a van, <AB12 CDE>,",
        ],
    ),
    (
        Identifier::Booking,
        &[
            "réservation n° <48213>",
            "Réservation <48213>",
            "ma résa : <ABX45K>",
            "booking ref <ABX45K>",
            "booking reference: <48213>",
            "order #<1042>",
            "dossier numéro <2231>",
            "chambre <214>",
            "room <12>, facing the bins",
            "l'emplacement <42B>",
            "emplacement n°<7>",
            "pitch <18> is a swamp",
            "n° de client : <0048213>",
            "ticket no. <88123>",
            "votre référence <KX-44821>",
        ],
    ),
    (
        Identifier::Account,
        &[
            "<FR76 3000 6000 0112 3456 7890 189>",
            "<FR7630006000011234567890189>",
            "<4970 1012 3456 7893>",
        ],
    ),
    (
        Identifier::SocialSecurity,
        &["<1 85 05 78 006 084 36>", "<285052A00608436>"],
    ),
    (Identifier::Device, &["depuis <192.168.1.42>"]),
];

/// Texts that hold nothing of the kind.
const NONE: &[&str] = &[
    "rendez-vous @ 18h",
    "départ @18h30, retour @20h",
    "le site presquile-tourisme.fr est en panne",
    "je l'ai trouvé sur Booking.com et sur sncf-connect.com",
    "écrire à contact@presquile-tourisme.fr",
    "bravo @otpresquile_tourisme",
    "On est venus.Me voilà. Fin.De route.",
    "du 01/02/2026 10 h au 05.06.2026 18h30",
    "le 16 08 2026 à 14 h 30, 12 34",
    "14 300 nuitées, 1 234 567 habitants, 12 000 000 €",
    "SIRET 123 456 789 00012",
    "35400, 29200 et 75001",
    "de 9 h 00 à 12 h 00 et de 14 h 00 à 18 h 30",
    "entre 2019 2020 2021 2022 2023",
    "+45 % et +1 200 personnes",
    "OUVERT DU 100 AU 150, LES 120 BUS",
    "18 H 30, 20 EUR 50, 4 KM 500",
    "chambre 2 personnes, room 4 people, tente 3 places",
    "chambre de 12 m², emplacement 10 x 12",
    "une chambre 3 étoiles",
    "réservation obligatoire, 3 réservations",
    "dossier 2026, commande de 300 dépliants",
    "billet 12,50 €, ticket 5 euros",
    "l'arrêté n° 2026-145 et l'article L. 133-3",
    "la ligne n° 4, le bus 35, le quai 2",
    "la version 1.2.3",
    "et/ou, km/h, 24/7, c.-à-d.",
    "le fichier export_2026.csv",
    "a five-star stay, 24.50 a head, open 10.30-17.00",
    "#presquile #plage2026",
    "48.1147, -1.6794",
];

/// The text without its marks, and where they stood.
fn marked(text: &str) -> (String, std::ops::Range<usize>) {
    let start = text.find('<').expect("a mark");
    let end = text.find('>').expect("its end") - 1;
    (text.replace(['<', '>'], ""), start..end)
}

#[test]
fn what_a_machine_can_follow_is_found_where_it_stands() {
    let mut wrong = Vec::new();
    for (kind, texts) in TRACES {
        for text in *texts {
            let (plain, range) = marked(text);
            let found: Vec<_> = traces(&plain)
                .into_iter()
                .filter(|trace| trace.kind.is_machine_readable())
                .map(|trace| (trace.kind, trace.range))
                .collect();
            if found != [(*kind, range)] {
                let shown = found
                    .into_iter()
                    .map(|(kind, range)| (kind, plain[range].to_string()));
                wrong.push(format!("{text}: {:?}", shown.collect::<Vec<_>>()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn numbers_times_and_sites_of_organisations_lead_to_nobody() {
    let found: Vec<_> = NONE
        .iter()
        .map(|text| (text, masked(text)))
        .filter(|(text, masked)| masked != *text)
        .collect();
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn what_was_taken_out_leaves_a_mark_and_the_words_around_it() {
    assert_eq!(
        masked("Bonjour, je suis @lea_35, réservation n° 48213 : rappelez-moi au 06 12 34 56 78."),
        "Bonjour, je suis […], réservation n° […] : rappelez-moi au […]."
    );
    assert_eq!(masked("rien à cacher"), "rien à cacher");
}

/// Texts made of what identifies people and of what separates it.
fn suspicious() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec![
            "@", "lea", "_", ".", "-", "06", "12", "34", "56", "78", "0", "+33", "(0)", " ", " ", "réservation ", "n°",
            "chambre ", "AB", "CD", "123", "35", "https://", "www.", ".fr", ".com/", "(at)", "gmail", " arobase ",
            " point ", "FR76", "3000 ", "M. ", "Jean ", "Dupont", "Mme", " rue ", "des Lilas", "fils de ", " ans", "8",
            "[…]", "ref ", "ABX45K", "é", "\u{301}", "\u{a0}", "·", ",", "\n", "’", "(", ")", "/", ":", "my ", " year old",
        ]).prop_map(str::to_string),
        1 => "\\PC{0,6}",
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn traces_stand_on_characters_in_order_and_apart(text in suspicious()) {
        let mut reached = 0;
        for trace in traces(&text) {
            prop_assert!(trace.range.start >= reached && !text[trace.range.clone()].is_empty());
            reached = trace.range.end;
        }
    }

    #[test]
    fn nothing_a_machine_can_follow_is_left_once_masked(text in suspicious()) {
        let once = masked(&text);
        let left: Vec<_> = traces(&once).into_iter().filter(|trace| trace.kind.is_machine_readable()).collect();
        prop_assert!(left.is_empty(), "{once}: {left:?}");
        prop_assert_eq!(masked(&once), once);
    }
}

//! Charts: how each kind looks, the findings for those that cannot be drawn, and colours that nobody can confuse.

use std::fs;

use recit::deck::BuildOptions;
use recit::locale::Language;
use recit::pipeline::{self, Built};
use recit::project::Palette;

use crate::slides::{LANGUAGES, SCALE, TOLERANCE, difference, folder, is_blessed};
use crate::support::{Workplace, build, layout};

/// The deck of a language whose figures are drawn.
fn drawn(language: &str) -> Built {
    let mut opened = pipeline::open(&folder(language)).unwrap_or_else(|error| panic!("{error}"));
    let mut built = build(&mut opened, &["charts".to_string()], &[], BuildOptions::default());
    built.remove(0).expect("the fixtures can be read")
}

/// Writes a reference when asked; whether it is what is kept.
fn is_kept(name: &str, bytes: &[u8], same: impl Fn(&[u8], &[u8]) -> bool) -> bool {
    let path = folder(name);
    if is_blessed() {
        fs::write(&path, bytes).expect("a file");
    }
    fs::read(&path).is_ok_and(|kept| same(&kept, bytes))
}

#[test]
fn each_chart_kind_is_drawn_from_one_literal() {
    let mut changed = Vec::new();
    for language in LANGUAGES {
        let built = drawn(language);
        for (at, slide) in built.deck.slides.iter().enumerate() {
            if let Some(chart) = slide.id.strip_prefix("figure-") {
                let name = format!("manuscripts/{chart}.{language}.typ");
                let text = layout(&built).manuscript.slide_text(at);
                if !is_kept(&name, text.as_bytes(), |kept, text| kept == text) {
                    changed.push(format!("{name}\n{text}"));
                }
            }
        }
    }
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}

#[test]
fn each_chart_kind_and_its_values_look_as_their_pictures() {
    let mut changed = Vec::new();
    for language in LANGUAGES {
        let built = drawn(language);
        let pages = built.pages().expect("the fixtures can be laid out");
        assert!(built.report.is_empty(), "{language}");
        for (id, page) in pages.slide_starts().expect("marks").into_iter().skip(1) {
            let chart = id.strip_prefix("figure-").unwrap_or("chart-annex");
            let name = format!("pictures/{chart}.{language}.png");
            let picture = pages.render_png(page, SCALE).expect("a picture");
            let same = |kept: &[u8], drawn: &[u8]| difference(kept, drawn) <= TOLERANCE;
            if !is_kept(&name, &picture, same) {
                changed.push(name);
            }
        }
    }
    assert!(changed.is_empty(), "these pages look different: {changed:?}");
}

/// A project whose only figure has this series and chart, in the French file of a deck.
fn with_chart(rest: &str) -> Workplace {
    let place = Workplace::empty();
    place
        .write("recit.yaml", "organisation: { nom: Valmer }\ndossiers: ['*/']\n")
        .write(
            "un/dossier.yaml",
            "titre: Un\npériode: 2026\nséance: { instance: bureau, date: 2026-10-08 }\ndéroulé: [{ titre: Le port manque d'eau, chiffre: eau }]\n",
        )
        .write(
            "un/chiffres.yaml",
            format!(
                "chiffres:\n  - id: eau\n    libellé: Eau\n    valeur: 3\n    unité: litres\n    période: 2026\n    \
                 périmètre: port\n    sens: Peu.\n    source: {{ organisation: Nous, titre: Cahier }}\n{rest}"
            ),
        );
    place
}

/// A series of so many values.
fn series(points: usize, value: &str) -> String {
    let points: String =
        (1..=points).map(|at| format!("      - {{ libellé: v{at}, {value} }}\n")).collect();
    format!("    série:\n{points}")
}

#[test]
fn charts_that_cannot_be_drawn_are_told_with_what_to_do() {
    let chart = |kind: &str| format!("    graphique: {{ genre: {kind} }}\n");
    let cases = [
        ("no series", chart("barres")),
        ("one point", series(1, "valeur: 1") + &chart("courbe")),
        ("too many points", series(25, "valeur: 1") + &chart("points")),
        ("too many slopes", series(13, "valeur: 1, comparée: 2") + &chart("pente")),
        ("too many values", series(41, "valeur: 1")),
        ("no start", series(2, "valeur: 1") + &chart("pente")),
        ("negative bar", series(2, "valeur: -1") + &chart("barres")),
        ("no period", series(2, "valeur: 1, comparée: 2") + &chart("courbe")),
        ("one name", series(2, "valeur: 1, comparée: 2") + &chart("barres, noms: [guichet]")),
        ("no second series", series(2, "valeur: 1") + &chart("barres, noms: [guichet, radio]")),
        ("unknown emphasis", series(2, "valeur: 1") + &chart("barres, en-évidence: [v3]")),
    ];
    let mut told = String::new();
    for (case, rest) in cases {
        let place = with_chart(&rest);
        for language in Language::ALL {
            told += &format!("——— {case} {}\n{}\n", language.code(), place.findings(language));
        }
        let (_, built) = place.build();
        let text = &layout(built[0].as_ref().expect("a deck")).manuscript.text;
        assert!(text.contains("chart: none"), "{case}");
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("charts");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("undrawable", told));
}

/// The alternative text of the only chart of a project.
fn alternative(place: &Workplace) -> String {
    assert_eq!(place.findings(Language::Fr), "");
    let (_, built) = place.build();
    let text = &layout(built[0].as_ref().expect("a deck")).manuscript.text;
    let line = text.lines().find(|line| line.trim().starts_with("alt: "));
    let literal = line.expect("an alternative text").trim();
    let literal = literal.trim_start_matches("alt: \"").trim_end_matches("\",");
    literal.replace("\\u{a0}", " ").replace("\\u{202f}", " ")
}

#[test]
fn the_alternative_text_says_the_kind_the_ends_and_the_extremes() {
    let values = "    série:
      - { libellé: juin, valeur: 1204,5, comparée: 900 }
      - { libellé: juillet, valeur: 3000, comparée: 3100 }
      - { libellé: août, valeur: 3000, comparée: 2800 }
      - { libellé: septembre, valeur: 0 }
    comparé-à: { période: 2025, valeur: 6800 }
    graphique: { genre: courbe }
";
    let place = with_chart(&values.replace("1204,5", "\"1204,5\""));
    assert_eq!(
        alternative(&place),
        "Courbe : Eau. 4 valeurs. Plus haute : juillet, 3 000 litres ; plus basse : septembre, 0 litre. \
         Première : juin, 1 204,5 litres ; dernière : septembre, 0 litre. \
         En comparaison, année 2025, plus haute : juillet, 3 100 litres ; plus basse : juin, 900 litres. \
         Première : juin, 900 litres ; dernière : août, 2 800 litres."
    );
}

#[test]
fn the_values_of_a_chart_have_the_same_decimals_and_its_table_keeps_those_typed() {
    let printed = |values: [&str; 4]| {
        let points = values.map(|value| format!("      - {{ libellé: v, valeur: \"{value}\" }}\n"));
        let place = with_chart(&format!(
            "    série:\n{}    graphique: {{ genre: barres }}\n",
            points.concat()
        ));
        place.edit("un/dossier.yaml", "chiffre: eau }", "chiffre: eau }, annexe");
        let (_, built) = place.build();
        let pages = built[0].as_ref().and_then(|built| built.pages());
        let pages = pages.unwrap_or_else(|| panic!("{}", place.findings(Language::Fr)));
        let text: Vec<String> = (1..=pages.count()).map(|page| pages.page_text(page)).collect();
        crate::support::plain_spaces(&text.join("\n"))
    };
    let text = printed(["0,4", "0,75", "66,666666", "120"]);
    for wanted in ["0,40", "0,75", "66,67", "120,00", "66,666666"] {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
    let text = printed(["0,0012", "0,25", "3", "4"]);
    for wanted in ["0,0012", "0,2500", "3,0000"] {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
    let text = printed(["0,125", "0,250", "0,375", "0,500"]);
    assert!(text.contains("0,125") && text.contains("0,500"), "{text}");
}

#[test]
fn the_alternative_text_of_equal_values_says_them_once() {
    let place = with_chart(&(series(3, "valeur: 7") + "    graphique: { genre: points }\n"));
    let said = "Graphique en points : Eau. 3 valeurs, toutes égales : 7 litres.";
    assert_eq!(alternative(&place), said);
    let all =
        series(3, "valeur: 7, comparée: 5") + "    comparé-à: { période: 2025, valeur: 15 }\n";
    let place = with_chart(&(all + "    graphique: { genre: barres }\n"));
    let said = "Graphique en barres : Eau. 3 valeurs, toutes égales : 7 litres. En comparaison, année 2025 : 5 litres partout.";
    assert_eq!(alternative(&place), said);
}

#[test]
fn a_slope_in_which_nothing_changes_by_15_percent_is_drawn_as_bars() {
    let slope = |compared: &str| {
        series(2, &format!("valeur: 100, comparée: {compared}"))
            + "    comparé-à: { période: 2025, valeur: 3 }\n    graphique: { genre: pente }\n"
    };
    assert!(alternative(&with_chart(&slope("88"))).starts_with("Graphique en barres"));
    assert!(!alternative(&with_chart(&slope("80"))).starts_with("Graphique en barres"));
}

#[test]
fn the_alternative_text_names_both_series_and_what_is_highlighted() {
    let values = series(2, "valeur: 7, comparée: 5");
    let chart =
        "    graphique: { genre: barres, noms: [au guichet, au téléphone], en-évidence: [v2] }\n";
    assert_eq!(
        alternative(&with_chart(&(values + chart))),
        "Graphique en barres : Eau, au guichet. 2 valeurs, toutes égales : 7 litres. \
         Au téléphone : 5 litres partout. En évidence : v2 (7 litres)."
    );
}

#[test]
fn an_alternative_text_of_the_writer_s_own_is_kept() {
    let chart = "    graphique: { genre: barres, alternative: \"L'eau monte #1\" }\n";
    assert_eq!(alternative(&with_chart(&(series(2, "valeur: 7") + chart))), "L’eau monte #1");
}

#[test]
fn a_series_without_a_drawing_is_clean_and_stays_in_the_annex() {
    let place = with_chart(&(series(2, "valeur: 1") + "    graphique: { genre: aucun }\n"));
    place.edit("un/dossier.yaml", "chiffre: eau }", "chiffre: eau }, annexe");
    assert_eq!(place.findings(Language::Fr), "");
    let (_, built) = place.build();
    let text = &layout(built[0].as_ref().expect("a deck")).manuscript.text;
    assert!(text.contains("chart: none") && text.contains("\"V2\""));
}

#[test]
fn too_many_bars_for_a_slide_are_told_at_the_last_one() {
    let place = with_chart(&(series(24, "valeur: 7") + "    graphique: { genre: barres }\n"));
    let said = place.findings(Language::En);
    assert!(said.contains("of 24 values, about"), "{said}");
    assert!(said.contains("{ libellé: v24, "), "{said}");
}

type Colour = [f64; 3];

/// The paper and the two series of a brand, in linear light.
fn colours([second, paper, ink]: [&str; 3]) -> [Colour; 3] {
    let place = Workplace::empty();
    let settings = format!(
        "organisation: {{ name: Valmer }}\nbrand: {{ second: '{second}', paper: '{paper}', ink: '{ink}' }}\n"
    );
    place.write("recit.yaml", settings);
    let palette = Palette::of_brand(&place.open().project.settings.brand);
    [palette.paper, palette.series, palette.compared].map(|colour| linear(&colour.to_string()))
}

fn linear(hex: &str) -> Colour {
    [1, 3, 5].map(|at| {
        let value = u8::from_str_radix(&hex[at..at + 2], 16).expect("a colour");
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    })
}

/// Contrast as WCAG 2 defines it.
fn contrast(one: Colour, other: Colour) -> f64 {
    let luminance = |[r, g, b]: Colour| 0.2126 * r + 0.7152 * g + 0.0722 * b;
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

type Matrix = [[f64; 3]; 3];

/// Complete protanopia, deuteranopia and tritanopia, on linear light: Machado, Oliveira and Fernandes, "A
/// Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE TVCG 15(6), 2009, severity 1.0.
const VIEWS: [(&str, Matrix); 3] = [
    (
        "protanopia",
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ],
    ),
    (
        "tritanopia",
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ],
    ),
];

fn seen(colour: Colour, view: &Matrix) -> Colour {
    view.map(|row| {
        let sum: f64 = row.iter().zip(colour).map(|(share, part)| share * part).sum();
        sum.clamp(0.0, 1.0)
    })
}

/// The second colour, the paper and the ink of brands: the default, a pale one, a dark one, a loud one.
const BRANDS: [(&str, [&str; 3]); 4] = [
    ("default", ["#1d5b6e", "#fbf8f2", "#1b2a33"]),
    ("pale", ["#a8d5e2", "#ffffff", "#5a6b75"]),
    ("dark", ["#1d5b6e", "#14202b", "#f4efe6"]),
    ("red", ["#e63946", "#fff8e7", "#222222"]),
];

/// The least contrast of the two series: theirs are a text's and a mark's on the same paper, so that
/// grey print and every eye tell them apart by lightness alone.
const APART: f64 = 2.0;

#[test]
fn the_two_series_differ_in_lightness_for_every_eye_and_in_grey() {
    for (brand, written) in BRANDS {
        let [paper, series, compared] = colours(written);
        let told = [contrast(series, paper), contrast(compared, paper), contrast(series, compared)];
        println!("{brand}: {told:.2?}");
        assert!(told[0] >= 7.0 && told[1] >= 3.0 && told[2] >= APART, "{brand}: {told:?}");
        for (view, matrix) in &VIEWS {
            let [paper, series, compared] = [paper, series, compared].map(|it| seen(it, matrix));
            let told =
                [contrast(series, paper), contrast(compared, paper), contrast(series, compared)];
            println!("{brand}, {view}: {told:.2?}");
            assert!(told[..2].iter().all(|it| *it >= 3.0), "{brand}, {view}: {told:?}");
            assert!(told[2] >= APART, "{brand}, {view}: {told:?}");
        }
    }
}

//! The brand of a project: legible colours, the file that other programs share, the logo, the fonts.

use recit::locale::Language;
use recit::pipeline::Built;
use recit::project::Palette;
use snapbox::{assert_data_eq, file};

use crate::small::project;
use crate::support::{Workplace, layout};

/// A project of one deck whose settings say more.
fn with(settings: &str) -> Workplace {
    let place = project(&["one"]);
    place.edit("recit.yaml", "language: en", &format!("language: en\n{settings}"));
    place
}

/// A project of one deck with a logo.
fn with_logo(path: &str) -> Workplace {
    let place = project(&["one"]);
    let name = "name: Valmer Visitor Centre";
    place.edit("recit.yaml", name, &format!("{name}, logo: '{path}'"));
    place
}

fn built(place: &Workplace) -> Built {
    let (_, mut built) = place.build();
    built.remove(0).expect("a deck")
}

fn palette(place: &Workplace) -> Palette {
    Palette::of_brand(&place.open().project.settings.brand)
}

const PALE: &str =
    "brand: { accent: '#f2b8a0', second: '#a8d5e2', paper: '#ffffff', ink: '#5a6b75' }";

#[test]
fn each_pair_that_cannot_be_read_is_told_with_the_colour_that_is_drawn() {
    let place = with(PALE);
    assert_data_eq!(place.faults(Language::En), file!["brand/pale.en.txt"]);
    assert_data_eq!(place.faults(Language::Fr), file!["brand/pale.fr.txt"]);
    let text = layout(&built(&place)).manuscript.text.clone();
    for drawn in [&palette(&place).accent_text, &palette(&place).second] {
        assert!(place.faults(Language::En).contains(&drawn.to_string()));
        assert!(text.contains(&format!("\"{drawn}\"")));
    }
}

#[test]
fn a_paper_of_middle_grey_is_told_and_so_are_the_colours_that_nobody_wrote() {
    let place = with("brand: { paper: '#808080' }");
    assert_data_eq!(place.faults(Language::En), file!["brand/grey.en.txt"]);
    let place = with("brand: { paper: '#14202b' }");
    assert_data_eq!(place.faults(Language::Fr), file!["brand/dark.fr.txt"]);
}

#[test]
fn the_shared_file_says_what_the_settings_do_not() {
    let place = with("brand: { ink: '#111111' }");
    place.write(
        "_brand.yml",
        "meta: { name: Valmer }
color:
  palette: { sea: '#0b4f6c', brick: red-deep, red-deep: '#7a1f12', odd: &a [1] }
  primary: brick
  secondary: { light: sea, dark: '#fff' }
  background: white
  foreground: '#123'
  success: [this, is, of, others]
typography: { fonts: [{ family: Jura, source: google }], base: Source Serif 4 }
logo: { images: { wide: { path: /brand/wide.svg, alt: Valmer } }, medium: { light: wide, dark: no.svg } }
",
    );
    place.write("brand/wide.svg", drawing(300, 100));
    assert_eq!(place.faults(Language::En), "");
    let palette = palette(&place);
    let colours = [palette.accent, palette.second, palette.paper, palette.ink];
    let colours = colours.map(|colour| colour.to_string());
    assert_eq!(colours, ["#7a1f12", "#0b4f6c", "#ffffff", "#111111"]);
    let built = built(&place);
    let fonts = &layout(&built).folder.texts["theme/fonts.typ"];
    assert!(fonts.contains("#let titles = (\"Source Serif 4\",)"), "{fonts}");
    assert!(fonts.contains("#let text = (\"Source Serif 4\",)"), "{fonts}");
    assert!(
        layout(&built).manuscript.text.contains("logo: (file: \"/images/brand-wide-logo.svg\"")
    );
}

#[test]
fn what_the_shared_file_says_and_nobody_can_read_is_told_at_its_place() {
    let place = with("");
    place.write(
        "_brand.yml",
        "color:
  palette: { one: two, two: one, teel: '#0b4f6c' }
  primary: one
  secondary: teal-ish
  background: teell
  foreground: [black]
typography: { headings: { family: Jura } }
logo: https://example.org/logo.svg
",
    );
    assert_data_eq!(place.faults(Language::En), file!["brand/shared.en.txt"]);
    assert_data_eq!(place.faults(Language::Fr), file!["brand/shared.fr.txt"]);
    assert!(built(&place).pages().is_some());
}

#[test]
fn a_shared_file_that_is_no_yaml_stops_no_deck() {
    let place = with("");
    place.write("_brand.yml", "color: [\n");
    assert!(place.faults(Language::En).contains("_brand.yml:"));
    assert!(built(&place).pages().is_some());
}

/// A drawing of some size.
fn drawing(width: u32, height: u32) -> String {
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}'><rect width='{width}' height='{height}' fill='#123'/></svg>"
    )
}

#[test]
fn a_logo_of_any_shape_stands_on_the_cover_and_is_not_read() {
    for (width, height) in [(300, 100), (1900, 100), (100, 1900), (4, 4)] {
        let place = with_logo("brand/mark.svg");
        place.write("brand/mark.svg", drawing(width, height));
        assert_eq!(place.faults(Language::En), "");
        let (opened, mut built) = place.build();
        let mut built = built.remove(0).expect("a deck");
        assert_eq!(built.pages().expect("pages").count(), 2);
        assert!(layout(&built).folder.files.contains_key("images/brand-mark-logo.svg"));
        // PDF/UA refuses an image without words unless it is decoration.
        let pdf = opened.pdf_of_slides(&mut built).expect("no fault of ours");
        let text = String::from_utf8_lossy(&pdf.expect("a PDF")).into_owned();
        assert!(!text.contains("/S /Figure"));
    }
}

#[test]
fn a_logo_that_cannot_be_shown_is_told_and_the_deck_is_built() {
    let place = with_logo("brand/logo.svg");
    assert_data_eq!(place.faults(Language::Fr), file!["brand/no-logo.fr.txt"]);
    place.write("brand/logo.svg", "<svg");
    let said = place.faults(Language::En);
    assert!(said.contains("unusable-logo") && said.contains("damaged"), "{said}");
    assert!(layout(&built(&place)).manuscript.text.contains("logo: none"));
    let said = with_logo("../logo.svg").faults(Language::En);
    assert!(said.contains("leads outside the project"), "{said}");
}

#[test]
fn families_of_fonts_are_chosen_among_those_that_are_there() {
    let place = with("brand: { fonts: { titles: atkinson hyperlegible next } }");
    assert_eq!(place.faults(Language::En), "");
    let fonts = layout(&built(&place)).folder.texts["theme/fonts.typ"].clone();
    assert!(fonts.contains("#let titles = (\"Atkinson Hyperlegible Next\",)"), "{fonts}");
    assert!(fonts.contains("#let text = ()"), "{fonts}");
    let place = with("brand: { fonts: { text: Marianne } }");
    assert_data_eq!(place.faults(Language::En), file!["brand/no-font.en.txt"]);
    assert_data_eq!(place.faults(Language::Fr), file!["brand/no-font.fr.txt"]);
}

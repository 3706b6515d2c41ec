//! The samples raise no finding, and building them twice gives the same bytes.

use recit::locale::Language;

use crate::support::Workplace;

const SAMPLES: [&str; 4] = ["presquile", "starter", "starter-en", "harbour"];

#[test]
fn every_sample_is_clean() {
    for sample in SAMPLES {
        assert_eq!(Workplace::sample(sample).findings(Language::Fr), "", "{sample}");
    }
}

#[test]
fn the_same_sample_gives_the_same_bytes_from_another_folder() {
    let pdfs = || -> Vec<Vec<u8>> {
        let place = Workplace::sample("presquile");
        let (opened, built) = place.build();
        let pdf = |built: Option<recit::pipeline::Built>| {
            let mut built = built.expect("a sample builds");
            opened.pdf_of_slides(&mut built).expect("no error of ours").expect("a PDF")
        };
        built.into_iter().map(pdf).collect()
    };
    assert!(pdfs() == pdfs(), "two builds differ");
}

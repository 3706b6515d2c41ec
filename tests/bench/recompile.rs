//! Times in one process, in milliseconds: the first build of a deck with its PDF, then the same after one word changed.
//!
//! Usage: recompile PROJECT DECK. Prints `cold MS` and one `again MS` for each of ten edits.

use std::path::Path;
use std::time::Instant;

use recit::deck::BuildOptions;
use recit::pipeline;

fn main() {
    let mut args = std::env::args().skip(1).filter(|arg| arg != "--bench");
    let (Some(project), Some(deck)) = (args.next(), args.next()) else {
        println!("usage: recompile PROJECT DECK");
        return;
    };
    let start = Instant::now();
    let opened = pipeline::open(Path::new(&project)).expect("a project");
    let (mut built, _) = opened
        .plan(BuildOptions::default())
        .each_deck(&[deck], &[], &|_, built| Ok(built))
        .expect("no error");
    let mut built = built.remove(0).expect("a deck that can be read");
    let pdf = opened.pdf_of_slides(&mut built).expect("no error").expect("a PDF");
    println!("cold {:.1}", milliseconds(start));
    let mut workshop = opened
        .typesetter
        .open_workshop(&built.layout.as_ref().expect("sources").folder, Some(&opened.project.tree));
    workshop.typeset();
    for edit in 0..10 {
        let word = format!("mot{edit}");
        let edited = reworded(&built.layout.as_ref().expect("sources").manuscript.text, &word);
        assert_ne!(
            edited,
            built.layout.as_ref().expect("sources").manuscript.text,
            "the deck holds the word to change"
        );
        let start = Instant::now();
        workshop.replace_manuscript(&edited);
        let pages = workshop.typeset().pages.expect("pages");
        let again = pages.export_pdf().expect("a PDF");
        println!("again {:.1}", milliseconds(start));
        assert_ne!(again, pdf, "the edit is in the PDF");
    }
}

/// A manuscript with another word in the middle of a text of one slide: the first ones stand in the footers of all.
fn reworded(text: &str, word: &str) -> String {
    let at = text.rfind(" samedi ").expect("a word to change");
    let (before, after) = text.split_at(at);
    before.to_string() + &after.replacen(" samedi ", &format!(" {word} "), 1)
}

fn milliseconds(start: Instant) -> f64 {
    start.elapsed().as_secs_f64() * 1000.0
}

//! The limits on a project's own files: one that goes beyond them is named, and does no harm to the rest.

use std::fs;

use crate::small::{Run, command, files, project, recit};
use crate::support::Workplace;

/// A project whose deck `two` shows a slide of its own beside a good one, and whose deck `one` shows none.
fn with_slide(text: &str) -> Workplace {
    let place = project(&["one", "two"]);
    let deck = place.read("two/deck.yaml");
    let order =
        "running-order: [cover, { custom: good.typ }, { custom: bad.typ }, { story: map-two }]\n";
    place
        .write("two/deck.yaml", deck + order)
        .write("two/good.typ", "= The stop is behind the station\nA map shows it.\n")
        .write("two/bad.typ", text);
    place
}

/// What a build says of the slide at fault; the other deck is built, and the last PDF of this one stays.
fn refused(place: &Workplace) -> String {
    place.write("out/two.pdf", "%PDF-1.7 the last good one");
    let run = recit(place.path(), &["build"]);
    assert_eq!(run.status, Some(1), "{}", run.err);
    assert_eq!(place.read("out/two.pdf"), "%PDF-1.7 the last good one");
    assert_eq!(files(&place.path().join("out")), ["one.pdf", "two.pdf"]);
    assert!(run.err.contains("two/deck.yaml:4:"), "{}", run.err);
    first_line(&run)
}

fn first_line(run: &Run) -> String {
    run.err.lines().next().unwrap_or_default().to_string()
}

#[test]
fn a_slide_that_leaves_no_stack_is_named_with_the_limit() {
    let place = with_slide(
        "= T\n#let deep(n) = { let a = (); for i in range(n) { a = (a,) }; a }\n#repr(deep(200000))\n",
    );
    assert_eq!(
        refused(&place),
        "error[runaway-file]: `bad.typ` is nested so deeply that 8\u{a0}MB of stack are not enough"
    );
}

#[test]
fn a_slide_that_takes_all_memory_is_named() {
    for text in [
        "#(\"a\" * 1000000000000000000).len()",
        "#((1,) * 1000000000).len()",
        "#range(1000000000).len()",
    ] {
        let said = refused(&with_slide(&format!("= T\n{text}\n")));
        assert!(
            said.starts_with("error[runaway-file]: `bad.typ` needs more memory than the "),
            "{text}: {said}"
        );
    }
}

#[test]
fn a_slide_that_never_ends_is_named_with_the_limit() {
    let place = with_slide(
        "= T\n#let n = 0\n#for a in range(10000) { for b in range(10000) { for c in range(10000) { n = calc.rem(n + 1, 7) } } }\n#n\n",
    );
    let said = refused(&place);
    assert!(
        said.starts_with("error[runaway-file]: `bad.typ` is still not finished after 1"),
        "{said}"
    );
    assert!(said.ends_with(" seconds of computing"), "{said}");
}

#[test]
fn a_font_that_breaks_the_engine_is_named() {
    let place = project(&["one"]);
    let mut font = b"ttcf\0\x01\0\0\xff\xff\xff\xff".to_vec();
    font.resize(112, 0);
    place.write("templates/fonts/x.ttf", font);
    for args in [["build"], ["check"]] {
        let run = recit(place.path(), &args);
        let told = run.err + &run.out;
        assert_eq!(run.status, Some(1), "{told}");
        assert!(
            told.starts_with(
                "error[runaway-file]: `templates/fonts/x.ttf` crashes the layout engine\n"
            ),
            "{told}"
        );
    }
}

#[test]
fn a_template_nested_without_end_is_named() {
    for part in ["not ", "-", "("] {
        let place = project(&["one"]);
        let hole = part.repeat(100_000);
        place.write("templates/slides/story.typ.j2", format!("{{{{ {hole}1 }}}}"));
        let run = recit(place.path(), &["build"]);
        assert_eq!(run.status, Some(1), "{part}: {}", run.err);
        assert!(
            first_line(&run).contains("`templates/slides/story.typ.j2`")
                || run.err.contains("templates/slides/story.typ.j2:1"),
            "{part}: {}",
            run.err
        );
    }
}

#[test]
fn a_picture_that_a_program_must_not_trust_ends_no_build_without_a_word() {
    let place = project(&["one"]);
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='200' height='100'><filter id='f'><feTurbulence baseFrequency='0.05' numOctaves='100'/></filter><rect width='200' height='100' filter='url(#f)'/></svg>";
    let story = place.read("one/stories/map.yaml")
        + "photo: { file: p.svg, alt: \"A map of the station\" }\n";
    place.write("one/p.svg", svg).write("one/stories/map.yaml", story);
    let run = recit(place.path(), &["build"]);
    assert_eq!(run.status, Some(1), "{}", run.err);
    assert!(run.err.contains("p.svg"), "{}", run.err);
}

#[cfg(unix)]
#[test]
fn without_a_process_or_a_thread_to_spare_the_work_is_done_in_this_one() {
    let place = project(&["one", "two"]);
    // Only somebody else than the superuser can be kept from starting processes: two variables stand in for the system.
    let run = command(place.path())
        .env("RECIT_CHILD", "not orders")
        .args(["build"])
        .output()
        .expect("the program runs");
    assert_eq!(run.status.code(), Some(0));
    assert_eq!(files(&place.path().join("out")), ["one.pdf", "two.pdf"]);
}

#[test]
fn what_is_printed_goes_where_it_went_and_once() {
    let place = with_slide("= T\n#(\"a\" * 1000000000000000000).len()\n");
    let run = recit(place.path(), &["build"]);
    assert_eq!(run.out.matches("out/one.pdf").count(), 1, "{}", run.out);
    assert!(!run.err.contains("memory allocation of"), "{}", run.err);
    let here = fs::read_dir(place.path().join("out")).expect("a folder");
    assert_eq!(here.count(), 1);
}

#[test]
fn a_fault_within_a_sign_that_is_not_seen_is_told_at_that_sign() {
    let text = "value: { of: [\u{202b} whatdoubts:\n\u{202b} what: pping%: pping%";
    for name in ["figures", "doubts", "voices", "signals", "stories/x"] {
        let place = project(&["one"]);
        place.write(&format!("one/{name}.yaml"), text);
        let run = recit(place.path(), &["check"]);
        assert_eq!(run.status, Some(1), "{name}: {}{}", run.out, run.err);
        assert!(run.out.contains(&format!("one/{name}.yaml:")), "{name}: {}", run.out);
    }
}

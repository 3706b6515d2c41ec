//! A project's own templates, theme and fonts: they replace the built-in files one by one, and a fault in them is
//! reported at its own line.

use std::fs;

use recit::assets::TEMPLATES;
use recit::locale::Language;
use snapbox::{IntoData, assert_data_eq, str};

use crate::font::font;
use crate::small::{files, project, recit};
use crate::support::Workplace;

/// The text of a built-in file.
fn built_in(name: &str) -> &'static str {
    let found = TEMPLATES.iter().find(|(known, _)| *known == name);
    found.expect("a built-in file").1
}

/// The pages of the only deck of a project that has nothing to find.
#[track_caller]
fn pages(place: &Workplace) -> String {
    assert_eq!(place.faults(Language::En), "");
    let (_, built) = place.build();
    let pages = built[0].as_ref().expect("a deck").pages().expect("pages");
    (1..=pages.count()).map(|page| pages.page_text(page) + "\n").collect()
}

/// What is said of a project with one own file: the deck is not built, and its last PDF is left alone.
#[track_caller]
fn refused(name: &str, text: &str) -> String {
    refused_in(&project(&["one"]), name, text)
}

#[track_caller]
fn refused_in(place: &Workplace, name: &str, text: &str) -> String {
    place.write("out/one.pdf", "the last PDF");
    place.write(&format!("templates/{name}"), text);
    let run = recit(place.path(), &["build"]);
    assert_eq!((run.status, run.out.as_str()), (Some(1), ""), "{}", run.err);
    assert_eq!(fs::read(place.path().join("out/one.pdf")).expect("a PDF"), b"the last PDF");
    assert_eq!(files(&place.path().join("out")), ["one.pdf"]);
    run.err
}

const STORY: &str = "slides/story.typ.j2";
const THEME: &str = "theme/slides/story.typ";

#[test]
fn the_template_of_a_slide_is_replaced() {
    let place = project(&["one"]);
    let own = built_in(STORY).replace("{{ slide.kicker }}", "\"From the desk\"");
    place.write(&format!("templates/{STORY}"), own);
    let text = pages(&place);
    assert!(text.contains("From the desk") && text.contains("We drew a map"), "{text}");
}

#[test]
fn a_file_of_the_theme_is_replaced_and_may_read_others_of_the_project() {
    let place = project(&["one"]);
    let own = built_in(THEME)
        .replace("kicker: kicker", "kicker: own-kicker + read(\"/brand/motto.txt\")");
    let own = format!("#import \"../own.typ\": own-kicker\n{own}");
    place.write(&format!("templates/{THEME}"), own);
    place.write("templates/theme/own.typ", "#let own-kicker = \"Valmer, \"");
    place.write("brand/motto.txt", "by the sea");
    assert!(pages(&place).contains("Valmer, by the sea"));
}

#[test]
fn the_folder_of_templates_may_have_another_name() {
    let place = project(&["one"]);
    place.edit("recit.yaml", "language: en", "language: en\ntemplates: brand/pages/");
    let own = built_in(STORY).replace("{{ slide.kicker }}", "\"From the desk\"");
    place.write(&format!("brand/pages/{STORY}"), own);
    assert!(pages(&place).contains("From the desk"));
}

#[test]
fn a_folder_of_templates_that_is_not_there_or_not_in_the_project_is_told() {
    for named in ["pages", "../pages", "/etc"] {
        let place = project(&["one"]);
        place.edit("recit.yaml", "language: en", &format!("language: en\ntemplates: {named}"));
        let found = place.faults(Language::En);
        assert!(
            found.contains(&format!("the templates folder `{named}` is not in the project")),
            "{found}"
        );
    }
}

#[test]
fn a_font_of_the_project_shows_what_no_other_font_has() {
    let place = project(&["one"]);
    place.edit("one/stories/map.yaml", "with three of them", "with กan old sign");
    assert!(place.findings(Language::En).contains("no font has the character “ก” (U+0E01)"));
    place.write("templates/fonts/signs/Old Signs.ttf", font("Old Signs", 'ก'));
    place.write("templates/fonts/signs/LICENCE.txt", "free");
    assert!(pages(&place).contains("with กan old sign"));
}

#[test]
fn a_font_that_is_none_is_told() {
    let place = project(&["one"]);
    place.write("templates/fonts/brand.ttf", "not a font");
    assert_data_eq!(place.faults(Language::En), str![[r#"
warning[unread-file]: the font `fonts/brand.ttf` cannot be used: it is damaged, too large, or outside the project
 ╭▸ templates/fonts/brand.ttf
 ╰ help: put a font file there (.ttf, .otf, .ttc, .otc)


"#]].raw());
    assert!(place.findings(Language::Fr).contains("la police `fonts/brand.ttf`"));
}

#[test]
fn a_file_that_replaces_nothing_is_told_and_stops_nothing() {
    let place = project(&["one"]);
    place.write("templates/slides/storry.typ.j2", "x");
    place.write("templates/notes.txt", "x");
    let run = recit(place.path(), &["build"]);
    assert_eq!(run.status, Some(0));
    assert_data_eq!(
        run.err,
        str![[r#"
warning[unread-file]: the template `notes.txt` replaces nothing
 ╭▸ templates/notes.txt
 ╰ help: give it the name of a built-in template, such as slides/story.typ.j2

warning[unread-file]: the template `slides/storry.typ.j2` replaces nothing
 ╭▸ templates/slides/storry.typ.j2
 ╰ help: did you mean `slides/story.typ.j2`?


"#]]
        .raw()
    );
}

#[test]
fn a_template_that_does_not_parse_is_told_once_at_its_line() {
    let err = refused(STORY, "#story-slide(\n  id: {{ slide.id }},\n  {% if %}\n)\n");
    assert_data_eq!(
        err,
        str![[r#"
error[broken-template]: this template cannot be used: unexpected end of block
  ╭▸ templates/slides/story.typ.j2:3:9
  │
3 │   {% if %}
  ╰╴        ━━

the deck `one` was not built; its last PDF is unchanged

"#]]
        .raw()
    );
}

#[test]
fn a_template_that_does_not_parse_is_told_even_if_no_slide_needs_it() {
    let err = refused("slides/signal.typ.j2", "{{ slide.id }\n");
    assert!(err.contains("templates/slides/signal.typ.j2:1:"), "{err}");
}

#[test]
fn a_value_that_does_not_exist_is_told_where_it_is_named() {
    let err =
        refused(STORY, "#story-slide(\n  id: {{ slide.id }},\n  title: {{ slide.titel }},\n)\n");
    assert_data_eq!(
        err,
        str![[r#"
error[broken-template]: this template cannot be used: `slide.titel` is undefined
  ╭▸ templates/slides/story.typ.j2:3:13
  │
3 │   title: {{ slide.titel }},
  ╰╴            ━━━━━━━━━━━

the deck `one` was not built; its last PDF is unchanged

"#]]
        .raw()
    );
}

#[test]
fn a_value_inside_quotes_or_markup_is_told_at_its_line() {
    for wrong in [
        "title: \"{{ slide.title }}\",",
        "title: [{{ slide.title }}],",
        "title: none, // {{ slide.title }}",
    ] {
        let err =
            refused(STORY, &format!("#story-slide(\n  id: {{{{ slide.id }}}},\n  {wrong}\n)\n"));
        assert!(err.contains("a value must stand alone as an argument"), "{wrong}\n{err}");
        assert!(err.contains("templates/slides/story.typ.j2:3:3"), "{wrong}\n{err}");
    }
}

#[test]
fn text_of_a_template_that_is_not_typst_is_told_at_its_line() {
    for wrong in [
        "title: {{ slide.id }}{{ slide.id }},",
        "title: {{ slide.id }} 3,",
        "title: 3 +,",
        "title: (1, 2",
    ] {
        let text = format!("#story-slide(\n  id: {{{{ slide.id }}}},\n  {wrong}\n)\n");
        let err = refused(STORY, &text);
        assert!(err.contains("error[broken-template]"), "{wrong}\n{err}");
        assert!(err.contains("templates/slides/story.typ.j2:"), "{wrong}\n{err}");
    }
}

#[test]
fn a_line_after_a_loop_is_still_found() {
    let text = "{% for i in range(9) %}\n// line\n{% endfor %}\n#story-slide(\n  id: \"{{ slide.id }}\",\n)\n";
    let err = refused(STORY, text);
    assert!(err.contains("templates/slides/story.typ.j2:5:3"), "{err}");
}

#[test]
fn what_typst_refuses_in_a_template_is_told_at_its_line() {
    let line = |wrong: &str| {
        let text = built_in(STORY).replace("  beats: {{ slide.beats }},", wrong);
        refused(STORY, &text)
    };
    assert_data_eq!(
        line("  beets: {{ slide.beats }},"),
        str![[r#"
error[broken-page]: this page cannot be laid out: unexpected argument: beets
  ╭▸ templates/slides/story.typ.j2:6:3
  │
6 │   beets: {{ slide.beats }},
  ╰╴  ━━━━━━━━━━━━━━━━━━━━━━━━━

the deck `one` was not built; its last PDF is unchanged

"#]]
        .raw()
    );
    for wrong in ["  beats: 3 +,", "  ..none-such,", "  beats: (1, 2).third(),"] {
        let err = line(wrong);
        assert!(err.contains("templates/slides/story.typ.j2:6:3"), "{wrong}\n{err}");
    }
}

#[test]
fn what_typst_refuses_in_the_opening_template_is_told_at_its_line() {
    let text =
        built_in("deck.typ.j2").replace("  title: {{ deck.title }},", "  titel: {{ deck.title }},");
    let err = refused("deck.typ.j2", &text);
    assert!(err.contains("unexpected argument: titel"), "{err}");
    assert!(err.contains("templates/deck.typ.j2:4:3"), "{err}");
}

#[test]
fn what_typst_refuses_in_the_theme_is_told_at_its_line() {
    let err = refused(THEME, &format!("{}\n#let x = 1 + \"a\"\n", built_in(THEME)));
    assert!(err.contains("cannot add integer and string"), "{err}");
    let line = built_in(THEME).lines().count() + 2;
    assert!(err.contains(&format!("templates/theme/slides/story.typ:{line}:10")), "{err}");
    assert!(refused(THEME, "#let story-slide(").contains("templates/theme/slides/story.typ:1:"));
}

#[test]
fn a_theme_that_lacks_what_the_others_need_is_the_project_s_own_fault() {
    for name in ["theme/parts.typ", "theme/lib.typ", "theme/fit.typ"] {
        let err = refused(name, "// nothing\n");
        assert!(err.contains(&format!("templates/{name}")), "{err}");
        assert!(err.contains("broken-page"), "{err}");
    }
}

#[test]
fn a_theme_that_measures_wrongly_is_the_project_s_own_fault() {
    let own = "#let story-slide(..args) = page[#metadata((slide: 3))<fit>= Title]";
    let err = refused(THEME, own);
    assert!(err.contains("templates/theme/slides/story.typ"), "{err}");
}

#[test]
fn a_template_without_end_is_stopped() {
    let forever = "{% for i in range(90000) %}{% for j in range(90000) %}{% endfor %}{% endfor %}";
    let err = refused(STORY, forever);
    assert!(err.contains("ran out of fuel"), "{err}");
    assert!(err.contains("templates/slides/story.typ.j2:1:"), "{err}");
    let err = refused(STORY, "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}");
    assert!(err.contains("templates/slides/story.typ.j2:1:"), "{err}");
}

#[test]
fn a_theme_without_end_is_stopped() {
    for forever in ["#while true { }", "#let f() = f()\n#f()"] {
        let err = refused(THEME, &format!("#let story-slide(..args) = none\n{forever}"));
        assert!(err.contains("templates/theme/slides/story.typ:2:"), "{err}");
    }
}

#[test]
fn filters_that_let_text_through_or_fill_the_memory_do_not_exist() {
    for filter in ["safe", "escape", "e", "format(1)", "indent(999999999)"] {
        let name = filter.split('(').next().expect("a name");
        let err = refused(STORY, &format!("#story-slide(id: {{{{ slide.id | {filter} }}}})"));
        assert!(err.contains(&format!("filter {name} is unknown")), "{err}");
    }
    let err = refused(STORY, "{{ \"a\" * 1000000000 }}");
    assert!(err.contains("too large"), "{err}");
}

#[test]
fn packages_and_files_outside_the_project_are_refused() {
    for (wrong, said) in [
        ("#import \"@preview/cetz:0.3.0\": canvas", "decks use no packages"),
        ("#read(\"../../../etc/passwd\")", "would escape the project root"),
        ("#read(\"/etc/passwd\")", "file not found"),
    ] {
        let err = refused(THEME, &format!("{}\n{wrong}\n", built_in(THEME)));
        assert!(err.contains(said), "{err}");
        let line = built_in(THEME).lines().count() + 2;
        assert!(err.contains(&format!("templates/theme/slides/story.typ:{line}:")), "{err}");
        assert!(!err.contains("--root"), "{err}");
        let err = refused(STORY, &format!("{}\n{wrong}\n", built_in(STORY)));
        let line = built_in(STORY).lines().count() + 2;
        assert!(err.contains(said), "{err}");
        assert!(err.contains(&format!("templates/slides/story.typ.j2:{line}:")), "{err}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_that_leaves_the_project_is_refused() {
    use std::os::unix::fs::symlink;
    let outside = Workplace::empty();
    outside.write("story.typ", built_in(THEME)).write("secret.txt", "secret");
    let place = project(&["one"]);
    fs::create_dir_all(place.path().join("templates/theme/slides")).expect("a folder");
    symlink(outside.path().join("story.typ"), place.path().join("templates").join(THEME))
        .expect("a link");
    place.write("out/one.pdf", "the last PDF");
    let run = recit(place.path(), &["build"]);
    assert_eq!((run.status, run.out.as_str()), (Some(1), ""), "{}", run.err);
    assert!(run.err.contains("this file is outside the project"), "{}", run.err);
    assert!(run.err.contains("templates/theme/slides/story.typ"), "{}", run.err);
    assert_eq!(fs::read(place.path().join("out/one.pdf")).expect("a PDF"), b"the last PDF");

    let place = project(&["one"]);
    symlink(outside.path(), place.path().join("brand")).expect("a link");
    let err =
        refused_in(&place, THEME, &format!("{}\n#read(\"/brand/secret.txt\")\n", built_in(THEME)));
    assert!(err.contains("leads outside the project"), "{err}");

    let place = project(&["one"]);
    symlink(outside.path(), place.path().join("templates")).expect("a link");
    outside.write(STORY, "#panic()");
    let told = place.faults(Language::En);
    assert_eq!(told.matches("[").count(), 1, "a folder outside is not read: {told}");
    assert!(told.contains("leads outside the project"), "{told}");
}

#[cfg(unix)]
#[test]
fn a_folder_of_templates_that_holds_itself_ends() {
    let place = project(&["one"]);
    fs::create_dir_all(place.path().join("templates/theme")).expect("a folder");
    for name in ["a", "b"] {
        std::os::unix::fs::symlink("..", place.path().join("templates/theme").join(name))
            .expect("a link");
    }
    assert_eq!(recit(place.path(), &["build"]).status, Some(0));
}

#[test]
fn sizes_of_the_project_that_win_over_large_type_are_told_until_they_begin_with_it() {
    let said = "these sizes also replace those of large type";
    let place = project(&["one"]);
    let own = built_in("theme/default.typ");
    place.write("templates/theme/tokens.typ", own);
    assert!(!recit(place.path(), &["build"]).err.contains(said));
    assert!(recit(place.path(), &["build", "--theme", "large"]).err.contains(said));
    place.edit("recit.yaml", "language: en", "language: en\ntheme: large");
    let run = recit(place.path(), &["check"]);
    let told = run.out + &run.err;
    assert!(told.contains("templates/theme/tokens.typ") && told.contains(said), "{told}");
    place
        .write("templates/theme/tokens.typ", "#import \"large.typ\": *\n#let label-width = 90pt\n");
    let run = recit(place.path(), &["build"]);
    assert_eq!((run.status, run.err.contains(said)), (Some(0), false), "{}", run.err);
}

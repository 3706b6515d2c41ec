use super::*;

fn mended(text: &str, language: Language) -> String {
    let mut mended = text.to_string();
    let mut all: Vec<TextEdit> = stretches(text)
        .into_iter()
        .flat_map(|one| in_paragraph(text, one.range(), language))
        .collect();
    all.reverse();
    for change in all {
        mended.replace_range(change.range, &change.text);
    }
    mended
}

#[test]
fn signs_are_mended_where_the_page_would_show_others() {
    for (typed, meant) in [
        ("l'été : oui !", "l’été\u{a0}: oui\u{202f}!"),
        ("il dit \"oui\"", "il dit «\u{202f}oui\u{202f}»"),
        ("la 1ère et la 2ème, XXIème", "la 1re et la 2e, XXIe"),
        ("attendez...", "attendez…"),
    ] {
        assert_eq!(mended(typed, Language::Fr), meant);
        assert_eq!(mended(meant, Language::Fr), meant);
    }
    assert_eq!(mended("it's \"so\"", Language::En), "it’s “so”");
}

#[test]
fn lists_and_paragraphs_keep_their_marks_and_their_lines() {
    let typed = "d'abord :\n- l'un ;\n- l'autre !\n\nil dit\n!";
    let meant = "d’abord\u{a0}:\n- l’un\u{202f};\n- l’autre\u{202f}!\n\nil dit\n!";
    assert_eq!(mended(typed, Language::Fr), meant);
}

#[test]
fn what_could_be_meant_otherwise_is_left_alone() {
    for typed in ["un **\"mot\"**", "[l'un](https://a.fr)", "`l'un`", "une planche de 5\""] {
        assert_eq!(mended(typed, Language::Fr), typed);
    }
}

use super::*;

/// Runs as text: `S[…]` strong, `E[…]` stressed, `L(…)[…]` a link, `^[…]` raised.
fn shown(runs: &[Run]) -> String {
    runs.iter()
        .map(|run| match run {
            Run::Plain(text) => text.clone(),
            Run::Strong { strong } => format!("S[{}]", shown(strong)),
            Run::Emph { emph } => format!("E[{}]", shown(emph)),
            Run::Link { link, runs } => format!("L({link})[{}]", shown(runs)),
            Run::Raised { raised } => format!("^[{raised}]"),
            Run::Proven { runs, .. } => shown(runs),
        })
        .collect()
}

fn of_line(text: &str) -> String {
    shown(&parse_line(text, None))
}

/// Blocks as text: paragraphs apart by `¶`, items by `•`.
fn of_blocks(text: &str) -> String {
    let block = |block: &Block| match block {
        Block::Par { par } => shown(par),
        Block::Items { items } => items.iter().map(|runs| format!("•{}", shown(runs))).collect(),
    };
    parse_blocks(text, None).iter().map(block).collect::<Vec<_>>().join("¶")
}

#[test]
fn strong_stressed_and_linked_words_are_read() {
    for (text, expected) in [
        ("**fort** et *doux*", "S[fort] et E[doux]"),
        ("un **mot *très* fort** ici", "un S[mot E[très] fort] ici"),
        ("***les deux***", "E[S[les deux]]"),
        ("**« Oui »**, dit-elle", "S[« Oui »], dit-elle"),
        ("*(voir plus bas)*", "E[(voir plus bas)]"),
        ("l'*île* d'en face", "l'E[île] d'en face"),
        ("[le site](https://valmer.fr)", "L(https://valmer.fr)[le site]"),
        ("voir [**ici**](http://a.fr/b?c=d&e=f)", "voir L(http://a.fr/b?c=d&e=f)[S[ici]]"),
        ("[nous](mailto:a@b.fr).", "L(mailto:a@b.fr)[nous]."),
        ("[a](https://a.fr \"titre\")", "L(https://a.fr)[a]"),
        ("**[a](https://a.fr)**", "S[L(https://a.fr)[a]]"),
    ] {
        assert_eq!(of_line(text), expected, "{text}");
    }
}

#[test]
fn whatever_else_markdown_knows_prints_as_typed() {
    for text in [
        "# titre",
        "## titre",
        "> 50 % des gens",
        "12. décembre",
        "1) un",
        "+ un",
        "---",
        "***",
        "* * *",
        "_x_ et __y__",
        "~~barré~~",
        "`code`",
        "``",
        "```",
        "    retrait",
        "<b>gras</b> <hr> <!-- rien -->",
        "<https://valmer.fr>",
        "https://valmer.fr",
        "![img](https://a.fr/b.png)",
        "[ref][1] et [1]",
        "[1]: https://a.fr",
        "[^1]",
        "[x](javascript:alert)",
        "[x](ftp://a.fr)",
        "[x](/chemin)",
        "[](https://a.fr)",
        "[ ] à faire",
        "&amp; &eacute; &#233; &nbsp;",
        "#panic() $x$ {{ nom }} {% raw %} @ref <label> \\n \\\\ \\*",
        "| a | b |",
        "a // b /* c */",
        "un -- deux --- trois ... ~ -?",
        "C:\\photos\\été",
        "\\*pas doux\\*",
    ] {
        assert_eq!(of_line(text), text.trim(), "{text}");
    }
}

#[test]
fn signs_that_open_or_close_nothing_print_as_typed() {
    for text in [
        "5*3*2",
        "a*b*c**d**e",
        "2 * 3 * 4",
        "**non fermé",
        "non ouvert**",
        "un * seul",
        "** espace **",
        "[seul",
        "seul](https://a.fr)",
        "[a](https://a.fr",
        "*",
        "**",
        "****",
    ] {
        assert_eq!(of_line(text), text, "{text}");
    }
}

#[test]
fn a_mark_that_is_not_ours_leaves_what_it_holds_as_typed() {
    assert_eq!(of_line("_un **deux** trois_"), "_un **deux** trois_");
    assert_eq!(of_line("[a **b**](x) *c*"), "[a **b**](x) E[c]");
    assert_eq!(of_line("[a ![i](x) b](https://a.fr)"), "L(https://a.fr)[a ![i](x) b]");
    assert_eq!(of_line("[![i](x)](https://a.fr)"), "L(https://a.fr)[![i](x)]");
}

#[test]
fn styles_deeper_than_three_print_as_typed() {
    let deep = "*a **b *c **d** c* b** a*";
    assert_eq!(plain_text(&parse_line(deep, None)), "a b c **d** c b a");
}

#[test]
fn paragraphs_and_lists_are_cut_at_blank_lines_and_dashes() {
    for (text, expected) in [
        ("un\ndeux\n\n\n trois ", "un deux¶trois"),
        ("- un\n- deux\n  suite\n\naprès", "•un•deux suite¶après"),
        ("avant :\n- un\n* deux", "avant :¶•un•deux"),
        ("- un\n  - dessous", "•un•dessous"),
        ("-un\n- \n-", "-un - -"),
        ("*doux* au début", "E[doux] au début"),
        ("* un *doux*", "•un E[doux]"),
        ("- # titre\n- > 50", "•# titre•> 50"),
        ("un\n===\ndeux\n---", "un === deux ---"),
        ("un\r\ndeux", "un deux"),
        ("**un\ndeux**", "S[un deux]"),
        ("", ""),
        (" \n \n", ""),
    ] {
        assert_eq!(of_blocks(text), expected, "{text:?}");
    }
}

#[test]
fn typography_sees_across_marks() {
    let french = |text| shown(&parse_line(text, Some(Language::Fr)));
    assert_eq!(french("**Pourquoi** ?"), "S[Pourquoi]\u{202f}?");
    assert_eq!(french("le *1er* octobre"), "le E[1^[er]] octobre");
}

#[test]
fn a_capital_is_put_even_inside_a_mark() {
    assert_eq!(shown(&capitalise_runs(parse_line("**été** doux", None))), "S[Été] doux");
    assert_eq!(shown(&capitalise_runs(parse_line("ça", None))), "Ça");
    assert!(capitalise_runs(Vec::new()).is_empty());
}

#[test]
fn a_break_of_a_page_is_a_space_on_a_line_and_ends_an_item_in_prose() {
    assert_eq!(plain_text(&parse_line("un plan<br/>et <br> un car", None)), "un plan et un car");
    let blocks = parse_blocks("un<br>deux<br>- trois<br>- quatre", None);
    let words: Vec<Vec<String>> = blocks
        .iter()
        .map(|block| match block {
            Block::Par { par } => vec![plain_text(par)],
            Block::Items { items } => items.iter().map(|item| plain_text(item)).collect(),
        })
        .collect();
    assert_eq!(words, [vec!["un deux"], vec!["trois", "quatre"]]);
}

use super::*;

/// A drawing of a hundred by a hundred.
fn drawing(inner: &str) -> String {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 100\">{inner}</svg>")
}

/// What is refused of a drawing, as a photo and as a picture of a slide: the same.
#[track_caller]
fn excess(text: &str) -> Option<Excess> {
    let of = |fault| match fault {
        PhotoFault::Drawing(excess) => excess,
        fault => panic!("{fault:?}"),
    };
    let photo = clean_picture(text).err().map(of);
    assert_eq!(strip_hidden_data(text).err().map(of), photo);
    photo
}

fn filtered(region: &str, primitives: &str) -> String {
    let rect = "<rect width=\"50\" height=\"50\" filter=\"url(#f)\"/>";
    drawing(&format!("<filter id=\"f\" {region}>{primitives}</filter>{rect}"))
}

#[test]
fn filters_that_cost_too_much_or_make_the_engine_stumble_are_refused() {
    let wide = "x=\"-50000%\" y=\"-50000%\" width=\"100000%\" height=\"100000%\"";
    let cases = [
        ("", "<feTurbulence baseFrequency=\"0.05\" numOctaves=\"100\"/>".to_string()),
        (
            "",
            "<feTurbulence baseFrequency=\"1e30\" numOctaves=\"2\" stitchTiles=\"stitch\"/>"
                .to_string(),
        ),
        ("", "<feMorphology radius=\"1000000\"/>".to_string()),
        ("primitiveUnits=\"objectBoundingBox\"", "<feMorphology radius=\"0.9\"/>".to_string()),
        ("", "<feGaussianBlur stdDeviation=\"1e9\"/>".to_string()),
        ("", "<feDropShadow stdDeviation=\"1e9\"/>".to_string()),
        (wide, "<feGaussianBlur stdDeviation=\"5\"/>".to_string()),
        ("", "<feOffset dx=\"1\"/>".repeat(200)),
        ("", format!("<feConvolveMatrix order=\"99\" kernelMatrix=\"{}\"/>", "1 ".repeat(9801))),
    ];
    for (region, primitives) in cases {
        assert_eq!(
            excess(&filtered(region, &primitives)),
            Some(Excess::Filter),
            "{primitives:.60}"
        );
    }
    let nested = format!(
        "<filter id=\"f\"><feGaussianBlur stdDeviation=\"3\"/></filter>{}<rect width=\"80\" height=\"80\"/>{}",
        "<g filter=\"url(#f)\">".repeat(90),
        "</g>".repeat(90)
    );
    assert_eq!(excess(&drawing(&nested)), Some(Excess::Filter));
    let by_style = "<style>rect { filter: url(#f) }</style><filter id=\"f\"><feMorphology radius=\"9999\"/></filter>\
        <rect width=\"9\" height=\"9\"/>";
    assert_eq!(excess(&drawing(by_style)), Some(Excess::Filter));
}

#[test]
fn filters_that_programs_write_are_drawn() {
    for primitives in [
        "<feGaussianBlur in=\"SourceAlpha\" stdDeviation=\"2\"/><feOffset dx=\"1\" dy=\"1\" result=\"o\"/>\
         <feMerge><feMergeNode in=\"o\"/><feMergeNode in=\"SourceGraphic\"/></feMerge>",
        "<feTurbulence baseFrequency=\"0.05\" numOctaves=\"4\"/>",
        "<feMorphology radius=\"0.3\"/>",
        "<feColorMatrix type=\"saturate\" values=\"0\"/>",
        "<feDropShadow dx=\"1\" dy=\"1\" stdDeviation=\"1\"/>",
    ] {
        assert_eq!(excess(&filtered("", primitives)), None, "{primitives}");
    }
}

#[test]
fn what_grows_when_it_is_read_or_drawn_is_refused() {
    let times = |text: &str, times: usize| text.repeat(times);
    let chain = |first: &str, link: &dyn Fn(usize) -> String, length: usize| {
        first.to_string() + &(1..length).map(link).collect::<String>()
    };
    let entity = |value: &str, text: &str| {
        format!("<!DOCTYPE svg [<!ENTITY a \"{value}\">]>{}", drawing(text))
    };
    let lol =
        (1..9).map(|at| format!("<!ENTITY a{at} \"{}\">", format!("&a{};", at - 1).repeat(10)));
    let lol = format!(
        "<!DOCTYPE svg [<!ENTITY a0 \"lol\">{}]>{}",
        lol.collect::<String>(),
        drawing("<text>&a8;</text>")
    );
    let uses = chain(
        "<g id=\"a0\"><rect width=\"1\" height=\"1\"/></g>",
        &|at| format!("<g id=\"a{at}\">{}</g>", format!("<use href=\"#a{}\"/>", at - 1).repeat(10)),
        12,
    );
    let patterns = chain(
        "<pattern id=\"p0\" width=\"1\" height=\"1\"><path d=\"M0 0L9 9\"/></pattern>",
        &|at| {
            let shape = format!("<path d=\"M0 0L9 9\" style=\"fill:url(#p{})\"/>", at - 1);
            format!("<pattern id=\"p{at}\" width=\"1\" height=\"1\">{}</pattern>", shape.repeat(10))
        },
        12,
    );
    let masks = chain(
        "<mask id=\"m0\"/>",
        &|at| format!("<mask id=\"m{at}\" mask=\"url(#m{})\"/>", at - 1),
        3_000,
    );
    let shapes = times("<path d=\"M0 0L5 5L9 0\"/>", 5_000);
    let marker =
        format!("<marker id=\"p\">{}</marker>", times("<rect width=\"1\" height=\"1\"/>", 300));
    let rules = (0..1_900).map(|at| format!(".a{at}{{fill:red}}")).collect::<String>();
    let cases = [
        (entity(&times("x", 100_000), &times("&a;", 20_000)), Excess::Text),
        (entity("&a;", "<text>&a;</text>"), Excess::Text),
        (lol, Excess::Text),
        (drawing(&times(" ", 9 << 20)), Excess::Text),
        (drawing(&format!("<text>{}</text>", times("a", 100_000))), Excess::Shapes),
        (drawing(&format!("<text>{}</text>", times("<tspan>a</tspan>", 100_000))), Excess::Shapes),
        (
            drawing(&format!(
                "<text id=\"t\">{}</text>{}",
                times("a", 9_000),
                times("<use href=\"#t\"/>", 50)
            )),
            Excess::Shapes,
        ),
        (drawing(&format!("{uses}<use href=\"#a11\"/>")), Excess::Shapes),
        (drawing(&format!("{patterns}<path d=\"M0 0L9 9\" fill=\"url(#p11)\"/>")), Excess::Shapes),
        (drawing(&format!("{marker}<g marker-mid=\"url(#p)\">{shapes}</g>")), Excess::Shapes),
        (
            drawing(&format!("<style>path{{marker:url(#p)}}</style>{marker}{shapes}")),
            Excess::Shapes,
        ),
        (drawing(&format!("<style>{rules}</style>{}", times("<g/>", 9_000))), Excess::Shapes),
        (
            drawing(&format!(
                "<style>{}rect{{fill:red}}</style>{}",
                times("g ", 50),
                times("<g/>", 9_000)
            )),
            Excess::Shapes,
        ),
        (
            drawing(&format!(
                "<rect {}/>",
                (0..9_000).map(|at| format!("a{at}=\"1\" ")).collect::<String>()
            )),
            Excess::Shapes,
        ),
        (drawing(&format!("<rect style=\"{}\"/>", times("fill:red;", 9_000))), Excess::Shapes),
        (
            drawing(&format!("{}{}", times("<g id=\"/>\">", 9_000), times("</g>", 9_000))),
            Excess::Depth,
        ),
        (
            drawing(&format!("{masks}<rect width=\"9\" height=\"9\" mask=\"url(#m2999)\"/>")),
            Excess::Depth,
        ),
        (
            drawing("<g id=\"a\"><use href=\"#b\"/></g><g id=\"b\"><use href=\"#a\"/></g>"),
            Excess::Loop,
        ),
        (
            drawing(
                "<clipPath id=\"c\"><rect width=\"9\" height=\"9\" clip-path=\"url( '#c' )\"/></clipPath>",
            ),
            Excess::Loop,
        ),
    ];
    for (text, wanted) in cases {
        assert_eq!(excess(&text), Some(wanted), "{text:.300}");
    }
}

#[test]
fn drawings_in_drawings_and_pixels_in_them_are_counted() {
    let address = |text: &str| encode_data_url("svg+xml", text.as_bytes());
    let inside = |text: &str| {
        drawing(&format!("<image width=\"9\" height=\"9\" href=\"{}\"/>", address(text)))
    };
    let two = inside(&inside(&drawing("<rect width=\"9\" height=\"9\"/>")));
    assert_eq!(excess(&two), None);
    assert_eq!(excess(&inside(&inside(&two))), Some(Excess::Depth));
    let image = image::GrayImage::new(8_000, 8_000);
    let mut png = std::io::Cursor::new(Vec::new());
    image.write_to(&mut png, image::ImageFormat::Png).expect("a picture");
    let two = format!(
        "<image width=\"9\" height=\"9\" href=\"{}\"/>",
        encode_data_url("png", png.get_ref())
    )
    .repeat(2);
    assert_eq!(excess(&drawing(&two)), Some(Excess::Pixels));
}

/// The text of a drawing without what is not seen.
fn scrubbed(inner: &str) -> String {
    String::from_utf8(strip_hidden_data(&drawing(inner)).expect("a drawing")).expect("text")
}

#[test]
fn what_is_not_seen_of_a_drawing_goes() {
    for told in [
        "<!-- TOLD -->",
        "<?TOLD TOLD?>",
        "<title>TOLD</title>",
        "<desc>TOLD</desc>",
        "<metadata><a xmlns=\"urn:a\">TOLD</a></metadata>",
        "<script>TOLD</script>",
        "<foreignObject><p xmlns=\"http://www.w3.org/1999/xhtml\">TOLD</p></foreignObject>",
        "<x:note xmlns:x=\"urn:x\" TOLD=\"TOLD\">TOLD</x:note>",
        "<g xmlns:i=\"urn:inkscape\" i:label=\"TOLD\" id=\"TOLD\" class=\"TOLD\" data-name=\"TOLD\" aria-label=\"TOLD\"/>",
        "<rect width=\"9\" height=\"9\" onclick=\"TOLD\"/>",
        "<a href=\"https://TOLD\"><rect width=\"9\" height=\"9\"/></a>",
        "<style>@import url(TOLD.css); /* TOLD */ .TOLD { --TOLD: TOLD }</style>",
        "<g style=\"-inkscape-x:TOLD;fill:url(https://TOLD)\"/>",
        "<rect width=\"9\" height=\"9\" fill=\"url(TOLD.svg#a)\"/>",
        "<image width=\"9\" height=\"9\" href=\"https://TOLD/a.png\"/>",
        "<image width=\"9\" height=\"9\" href=\"data:text/plain,TOLD\"/>",
        "<text display=\"none\">TOLD</text>",
        "<g style=\"display:none\"><text>TOLD</text></g>",
        "<text visibility=\"hidden\">TOLD</text>",
        "<g opacity=\"0\"><text>TOLD</text></g>",
        "<text fill=\"none\">TOLD</text>",
        "<text fill-opacity=\"0%\">TOLD</text>",
        "<style>.a { display: none }</style><text class=\"a\">TOLD</text>",
        "<text x=\"900\">TOLD</text>",
        "<g transform=\"translate(-900 0)\"><text y=\"9\">TOLD</text></g>",
        "<defs><text>TOLD</text></defs>",
        "<symbol id=\"s\"><text>TOLD</text></symbol>",
        "TOLD",
    ] {
        assert!(!scrubbed(told).contains("TOLD"), "{told}: {}", scrubbed(told));
    }
}

#[test]
fn what_is_seen_of_a_drawing_stays() {
    for (seen, kept) in [
        ("<text>Le <tspan>quai</tspan></text>", "<text>Le <tspan>quai</tspan></text>"),
        (
            "<style>.a{fill:red}</style><rect class=\"a\" width=\"9\" height=\"9\"/>",
            "style=\"fill:red\"",
        ),
        (
            "<defs><text id=\"t\" x=\"-900\">Quai</text></defs><use href=\"#t\" x=\"910\"/>",
            ">Quai</text>",
        ),
        ("<g visibility=\"hidden\"><text visibility=\"visible\">Quai</text></g>", ">Quai</text>"),
        ("<text fill=\"none\" stroke=\"red\">Quai</text>", ">Quai</text>"),
        (
            "<text xml:space=\"preserve\">a  b &lt; c</text>",
            "<text xml:space=\"preserve\">a  b &lt; c</text>",
        ),
        ("<image width=\"9\" height=\"9\" href=\"quai.png\"/>", "href=\"quai.png\""),
    ] {
        let text = scrubbed(seen);
        assert!(text.contains(kept), "{text}");
        assert_eq!(strip_hidden_data(&text).expect("a drawing"), text.as_bytes(), "twice");
    }
}

#[test]
fn a_drawing_without_what_is_not_seen_is_drawn_the_same() {
    let pattern = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/**/*.svg");
    let paths: Vec<_> =
        glob::glob(pattern).expect("a pattern").map(|path| path.expect("a path")).collect();
    assert!(paths.len() >= 2, "{paths:?}");
    for path in paths {
        let text = std::fs::read_to_string(&path).expect("a drawing");
        let done = String::from_utf8(strip_hidden_data(&text).expect("a drawing")).expect("text");
        let drawn = |text: &str| clean_picture(text).expect("a picture").bytes;
        assert_eq!(drawn(&done), drawn(&text), "{}", path.display());
    }
}

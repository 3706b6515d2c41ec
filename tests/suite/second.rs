//! A second reader of our PDFs, made by others: any word that poppler's `pdftotext` reads on a page, the proof must
//! have read there too.

use std::fmt::Write;
use std::process::Command;

use recit::deck::{BuildOptions, Output};
use recit::locale::Language;
use recit::proof::read_pdf;
use unicode_normalization::UnicodeNormalization;

use crate::small;
use crate::support::told;

/// Where numbers are drawn from: the same layouts on every run.
const SEED: u64 = 20_261_130;

/// Numbers that look drawn by chance: a generator of George Marsaglia's, <https://doi.org/10.18637/jss.v008.i14>.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % most as u64).expect("a small number")
    }

    /// Some words, with accents, ligatures, apostrophes and digits among them.
    fn words(&mut self) -> String {
        let count = 1 + self.below(6);
        let words: Vec<&str> = (0..count).map(|_| WORDS[self.below(WORDS.len())]).collect();
        words.join(" ")
    }
}

const WORDS: [&str; 40] = [
    "office",
    "affluence",
    "fjord",
    "effilé",
    "œuvre",
    "cœur",
    "été",
    "Noël",
    "naïf",
    "façade",
    "l’île",
    "aujourd’hui",
    "quatre-vingts",
    "1 240",
    "12,5 %",
    "3ᵉ",
    "n° 7",
    "Kérity",
    "dépôt",
    "coût",
    "hôtel",
    "où",
    "maïs",
    "sœur",
    "bœuf",
    "baïonnette",
    "Français·es",
    "e\u{301}cole",
    "fin",
    "ffi",
    "flûte",
    "ÉTÉ",
    "Straße",
    "Ærø",
    "Łódź",
    "señor",
    "anticonstitutionnellement",
    "a",
    "x²",
    "(parenthèse)",
];

/// How words are laid out; each `①`, `②` and `③` is some words.
const LAYOUTS: [&str; 32] = [
    "① #parbreak() ②",
    "- ①\n- ②\n  - ③",
    "+ ①\n+ ②\n  + ③",
    "/ ①: ②",
    "#table(columns: 2, table.header[①][②], [③], [①])",
    "#table(columns: (1fr, 3cm), table.header[①][②], [②], table.cell(rowspan: 2)[③], [①])",
    "#grid(columns: 3, gutter: 1em, [①], [②], [③])",
    "#columns(2)[① #colbreak() ②]",
    "#rotate(90deg, reflow: true)[①] ②",
    "#rotate(37deg, reflow: true)[①]",
    "#scale(x: 70%, y: 160%, reflow: true)[①] #parbreak() ②",
    "#skew(ax: 20deg, reflow: true)[①]",
    "①#footnote[②] ③",
    "#place(bottom + right)[①] ②",
    "#box(stroke: 1pt, inset: 4pt)[①] #block(fill: luma(230), inset: 6pt)[②]",
    "#text(tracking: 3pt)[①] #text(tracking: -0.2pt)[②]",
    "#text(size: 5pt)[①] #text(size: 60pt)[②]",
    "#smallcaps[①] #upper[②] #lower[③]",
    "①#super[②] ③#sub[①]",
    "#text(dir: rtl)[① ②] ③",
    "#underline[①] #strike[②] #highlight[③] #overline[①]",
    "#strong[①] #emph[②] #text(weight: 700, style: \"italic\")[③]",
    "#par(justify: true)[① ② ③ ① ② ③ ① ② ③]",
    "#set text(hyphenate: true)\n#block(width: 3cm)[① ② ③]",
    "#rect(width: 100%, height: 4cm, fill: tiling(size: (24cm, 2cm))[①])",
    "#text(size: 40pt, fill: tiling(size: (24cm, 2cm))[①])[②]",
    "#rect(width: 90%, height: 4cm, stroke: 30pt + tiling(size: (24cm, 2cm))[①])",
    "#image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='500' height='60'><text y='40' font-size='20'>①</text></svg>\"), alt: \"②\")",
    "#image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='500' height='60'>GROUPS<text y='40' font-size='20'>①</text>DONE</svg>\"), alt: \"②\")",
    "#image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='500' height='60'><pattern id='p' width='500' height='60' patternUnits='userSpaceOnUse'><text y='40' font-size='20'>①</text></pattern><rect width='500' height='60' fill='url(#p)'/></svg>\"), alt: \"②\")",
    "#link(\"https://example.org/\")[①] #quote[②] #quote(block: true)[③]",
    "#stack(dir: rtl, spacing: 1em, [①], [②]) #move(dx: 2em)[③]",
];

/// How many layouts are drawn.
const MANY: usize = 1_000;
/// How many of them one file of a slide holds.
const EACH: usize = 50;

/// How many of them stand on a page: more than a thousand pages are not written.
const TOGETHER: usize = 2;

/// A slide of the project's own that draws some layouts.
fn slide(number: usize, chance: &mut Chance) -> String {
    let mut slide = format!("= The slide {number} of many\n");
    for at in 1..=EACH {
        let layout = LAYOUTS[chance.below(LAYOUTS.len())];
        let is_drawing = layout.contains("<svg");
        let mut drawn = String::new();
        for part in layout.split_inclusive(['①', '②', '③']) {
            let before = part.trim_end_matches(['①', '②', '③']);
            drawn += before;
            if before.len() < part.len() {
                drawn += &chance.words();
            }
        }
        let deep = 1 + chance.below(30);
        let drawn = drawn.replace("GROUPS", &"<g opacity='0.9'>".repeat(deep));
        let drawn = drawn.replace("DONE", &"</g>".repeat(deep));
        let drawn = if is_drawing { drawn.replace('&', "&amp;") } else { drawn };
        write!(slide, "\n#[\n{drawn}\n]\n").expect("memory");
        if at % TOGETHER == 0 {
            slide += "#pagebreak(weak: true)\n";
        }
    }
    slide
}

/// What words are compared by: their letters and digits, whatever their form.
fn plain(text: &str) -> String {
    let signs = text.nfkd().flat_map(char::to_lowercase);
    signs.filter(|sign| sign.is_alphanumeric()).collect()
}

/// The pages of a PDF as poppler reads them.
fn by_others(pdf: &[u8]) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("made.pdf");
    std::fs::write(&path, pdf).expect("a file");
    let run = Command::new("pdftotext").arg(&path).arg("-").output();
    let run = run.unwrap_or_else(|error| {
        panic!("pdftotext does not run ({error}): install it with `apt-get install poppler-utils`")
    });
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let text = String::from_utf8(run.stdout).expect("text");
    text.split('\u{c}').map(str::to_string).collect()
}

/// Whether a word was read. Poppler joins what stands side by side, such as the number of a note and the one it begins with:
/// each run of letters and each run of digits counts for itself, and of one that is joined, two parts of two signs or more.
fn is_read(own: &str, word: &str) -> bool {
    let signs: Vec<char> = word.nfkc().collect();
    let kind = |sign: &char| (sign.is_alphabetic(), sign.is_numeric());
    let runs = signs.chunk_by(|one, next| kind(one) == kind(next));
    let mut runs = runs.map(|run| plain(&run.iter().collect::<String>()));
    runs.all(|run| {
        let is_parted = |(at, _): (usize, char)| {
            let (one, other) = run.split_at(at);
            let is_long = |part: &str| part.chars().nth(1).is_some();
            is_long(one) && is_long(other) && own.contains(one) && own.contains(other)
        };
        own.contains(&run) || run.char_indices().any(is_parted)
    })
}

#[test]
#[ignore = "asks poppler's pdftotext: `.ci/run` runs it"]
fn every_word_that_poppler_reads_is_read_by_the_proof() {
    let place = small::project(&["one"]);
    let mut chance = Chance(SEED);
    let mut deck = place.read("one/deck.yaml") + "running-order:\n  - story: map-one\n";
    for number in 0..MANY / EACH {
        writeln!(deck, "  - custom: slides/s-{number}.typ").expect("memory");
        place.write(&format!("one/slides/s-{number}.typ"), slide(number, &mut chance));
    }
    place.write("one/deck.yaml", deck);
    let opened = place.open();
    let built = opened.plan(BuildOptions::default()).each_deck(
        &["one".to_string()],
        &[],
        &|_, mut built| {
            let printed = opened.print_and_prove(&mut built, Output::Slides)?;
            Ok((printed, built.report))
        },
    );
    let (built, _) = built.unwrap_or_else(|error| panic!("{error}"));
    let (printed, report) = built.into_iter().next().flatten().expect("a deck");
    let said = told(&report, &opened.sources, Language::En);
    let printed = printed.unwrap_or_else(|| panic!("no PDF:\n{said}"));
    assert!(!said.contains("unread-drawing"), "{said}");
    let reading = read_pdf(&printed.bytes).expect("a PDF");
    let pages = by_others(&printed.bytes);
    assert!(reading.pages.len() >= MANY / TOGETHER, "{} pages", reading.pages.len());
    let (mut missed, mut words) = (Vec::new(), 0);
    for (number, (page, other)) in reading.pages.iter().zip(&pages).enumerate() {
        let own = plain(page.all_text());
        for word in other.split_whitespace() {
            words += 1;
            if !is_read(&own, word) {
                missed.push((number + 1, word.to_string(), page.all_text().to_string()));
            }
        }
    }
    assert!(words > 5 * MANY, "{words} words");
    assert!(
        missed.is_empty(),
        "{} of {words}: {:#?}",
        missed.len(),
        &missed[..missed.len().min(5)]
    );
}

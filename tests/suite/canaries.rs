//! Words planted where an audience may not see them must be in no file made for that audience, in whatever form.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use image::ImageFormat;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use recit::proof::read_pdf;

use crate::photos::{corners, encoded, holds, unpacked};
use crate::small::{files, recit};
use crate::support::Workplace;

/// Who may read a planted word.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Readers {
    /// Everybody, on slides.
    All,
    /// The team, on slides.
    Team,
    /// Whoever speaks, in the script and for the console.
    Speaker,
    /// Whoever speaks to the team.
    SpeakerOfTeam,
    /// Nobody.
    Nobody,
}
use Readers::{All, Nobody, Speaker, SpeakerOfTeam, Team};

/// The words of a case, by the place that they are planted in.
struct Words {
    words: Vec<String>,
    planted: BTreeMap<&'static str, (String, Readers)>,
}

impl Words {
    /// The next word, for a place.
    fn plant(&mut self, place: &'static str, readers: Readers) -> String {
        let word = self.words.pop().expect("words enough");
        self.planted.insert(place, (word.clone(), readers));
        word
    }
}

const SETTINGS: &str = "organisation: { name: Valmer Visitor Centre }
language: en
decks: ['*/']
policy: { fail-on: error, rules: { voiceless-story: off, short-reason: off } }
";

/// A project with a word in every place that some may not read.
fn planted(words: &mut Words) -> Workplace {
    let place = Workplace::empty();
    let mut plant = |place, readers| words.plant(place, readers);
    place.write(
        "recit.yaml",
        format!("# {}\n{SETTINGS}", plant("a comment of the settings", Nobody)),
    );
    place.write(
        "one/deck.yaml",
        format!(
            "title: What the station taught us # {comment}
period: 2026-Q3
meeting: {{ board: board of directors, date: 2026-10-08 }}
no-decision: yes
running-order:
  - cover
  - {{ story: map, notes: 'Say {notes} first.' }}
  - {{ story: rota }}
  - {{ voices: [v-open, v-team, v-held, v-late, v-child] }}
  - photo: {{ file: photos/{file}.jpg, alt: 'Faces {alt}', credit: 'By {credit}', people: identifiable, permission: {{ reference: 'form {reference}', until: 2026-09-30 }} }}
  - photo: {{ file: photos/shown.jpg, alt: 'The quay, {shown}', credit: The team, people: none }}
  - chapter: 'Chapter {chapter}'
    audience: [internal]
    slides: [{{ statement: 'A statement of {statement}.', notes: 'Said {team_notes}.' }}]
  - annex
",
            comment = plant("a comment", Nobody),
            notes = plant("notes", Speaker),
            file = plant("the file name of a photo held back", Nobody),
            alt = plant("the alternative of a photo held back", Nobody),
            credit = plant("the credit of a photo held back", Nobody),
            reference = plant("a permission", Nobody),
            shown = plant("the alternative of a photo", All),
            chapter = plant("a chapter of the team", Team),
            statement = plant("a statement of the team", Team),
            team_notes = plant("notes of a slide of the team", SpeakerOfTeam),
        ),
    );
    let mut plant = |place, readers| words.plant(place, readers);
    place.write(
        "one/stories/map.yaml",
        format!(
            "id: map
title: A map at the station spares travellers a detour {title}
situation: People stepping off the train could not find the stop.
action: We drew a map with three of them.
change: They now turn right without asking.
unknown: How people manage at night.
contribution: {{ others: [the bus company], witnesses: [{{ role: bus driver, independent: true }}] }}
review: {{ state: reviewed, by: 'second reader {review}' }}
",
            title = plant("a title", All),
            review = plant("a review", Nobody),
        ),
    );
    place.write(
        "one/stories/rota.yaml",
        format!(
            "id: rota
title: The rota of {title} holds until October
audience: [internal]
situation: 'Two of {situation} were missing in August.'
action: The bus driver opened the desk twice.
change: The desk opened on all Sundays.
unknown: Who opens it next year.
contribution: {{ others: [the bus company], witnesses: [{{ role: bus driver, independent: true }}] }}
",
            title = plant("the title of a story of the team", Team),
            situation = plant("a story of the team", Team),
        ),
    );
    let voice = |id: &str, text: &str, role: &str, adult: bool, consent: &str| {
        format!(
            "  - id: {id}
    text: 'The {text} was shut.'
    speaker: {{ role: '{role}', adult: {adult} }}
    channel: front-desk
    date: 2026-08-16
    tone: critical
    consent: {{ {consent} }}
"
        )
    };
    let voices = [
        "selection: { read: 61, kept: 5, critical: 5, by: [front desk], method: every message received }\nvoices:\n".to_string(),
        voice("v-open", &plant("a voice", All), "walker", true, "basis: consent, on: 2026-08-16"),
        voice("v-team", &plant("a voice for the team", Team), "hiker", true, "basis: consent, on: 2026-08-16, audiences: [internal]"),
        voice("v-held", &plant("a voice whose consent ended", Nobody), &plant("the role of a voice held back", Nobody), true, "basis: consent, on: 2026-08-16, until: 2026-09-30"),
        voice("v-late", &plant("a voice asked after the meeting", Nobody), "walker", true, "basis: consent, on: 2026-10-09"),
        voice("v-child", &plant("a voice of a child", Nobody), "pupil", false, "basis: consent, on: 2026-08-16"),
        voice("v-unused", &plant("a voice that no slide shows", Nobody), "walker", true, "basis: consent, on: 2026-08-16"),
        format!("drafts:\n  - {{ id: d-1, text: 'Draft {}.' }}\n", plant("a draft", Nobody)),
    ];
    place.write("one/voices.yaml", voices.concat());
    let held = &words.planted["the file name of a photo held back"].0.clone();
    let mut plant = |place, readers| words.plant(place, readers);
    let jpeg = encoded(&corners(1200, 800), ImageFormat::Jpeg);
    let comment = plant("a comment of a photo that is shown", Nobody);
    let length = u16::try_from(comment.len() + 2).expect("short").to_be_bytes();
    let photo = [
        &jpeg[..2],
        &[0xff, 0xfe],
        &length,
        comment.as_bytes(),
        &jpeg[2..],
        plant("bytes after a photo that is shown", Nobody).as_bytes(),
    ]
    .concat();
    place.write("one/photos/shown.jpg", photo);
    place.write(&format!("one/photos/{held}.jpg"), jpeg);
    let raw = |word: &str| format!("Hello, the {word} of our road was shut all day, call me.\n");
    place
        .write("private/a.txt", raw(&plant("a raw message", Nobody)))
        .write(
            "one/private/b.csv",
            format!("author;text\nAnne;{}", raw(&plant("a raw table", Nobody))),
        )
        .write("one/privé/c.json", format!("[{{\"text\": \"{}\"}}]", plant("raw JSON", Nobody)))
        .write(
            "private/.d.html",
            format!("<p>The <b>{}</b></p>", plant("a hidden raw page", Nobody)),
        )
        .write("notes.md", raw(&plant("a file beside the decks", Nobody)))
        .write(".git/config", raw(&plant("a hidden file", Nobody)));
    let utf16 = raw(&plant("a raw message in UTF-16", Nobody));
    let utf16: Vec<u8> = utf16.encode_utf16().flat_map(u16::to_le_bytes).collect();
    place.write("private/e.txt", utf16);
    place
}

/// How a file is looked through.
type Reader = fn(&Path) -> Vec<u8>;

/// The bytes of a file; of a PDF also every stream of it unpacked, and what the proof reads.
fn bytes(path: &Path) -> Vec<u8> {
    let bytes = fs::read(path).expect("a file");
    if !is_pdf(path) {
        return bytes;
    }
    let reading = read_pdf(&bytes).expect("a PDF");
    let drawn = reading.pages.iter();
    let drawn = drawn.flat_map(|page| [page.text.as_str(), &page.beside]);
    let said = reading.said.iter().map(|said| said.text.as_str());
    let texts: String = drawn.chain(said).collect();
    [unpacked(&bytes), texts.into_bytes()].concat()
}

/// What poppler reads of a PDF; nothing of other files.
fn poppler(path: &Path) -> Vec<u8> {
    if !is_pdf(path) {
        return Vec::new();
    }
    let run = |program: &str, args: &[&str]| {
        let run = Command::new(program).arg(path).args(args).output();
        let run = run.unwrap_or_else(|error| {
            panic!(
                "{program} does not run ({error}): install it with `apt-get install poppler-utils`"
            )
        });
        assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
        run.stdout
    };
    [run("pdftotext", &["-"]), run("pdfinfo", &[])].concat()
}

fn is_pdf(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "pdf")
}

/// The planted words that a file made for an audience says and may not, and the number it says at all.
fn found(
    path: &Path,
    reader: Reader,
    words: &Words,
    audience: &str,
    allowed: &dyn Fn(Readers) -> bool,
) -> usize {
    let said = reader(path);
    let mut count = 0;
    for (place, (word, readers)) in &words.planted {
        let utf16: Vec<u8> = word.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let is_said = holds(&said, word.as_bytes()) || holds(&said, &utf16);
        count += usize::from(is_said);
        assert!(!is_said || allowed(*readers), "{place} is in {} for {audience}", path.display());
    }
    let name = path.to_string_lossy();
    assert!(words.planted.values().all(|(word, _)| !name.contains(word)), "{name}");
    count
}

#[test]
fn nothing_made_for_an_audience_holds_a_word_that_it_may_not_see() {
    looked_through(bytes);
}

#[test]
#[ignore = "asks poppler's pdftotext: `.ci/run` runs it"]
fn in_nothing_made_for_an_audience_poppler_reads_a_word_that_it_may_not_see() {
    looked_through(poppler);
}

/// Builds projects with planted words for each audience, and looks through all that is made.
fn looked_through(reader: Reader) {
    let word = "[b-df-hj-np-tv-z]{4}[aeiou][b-df-hj-np-tv-z]{5}[aeiou]"
        .prop_map(|word| format!("Q{word}"));
    let drawn = proptest::collection::hash_set(word, 48);
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let config = Config { cases: 2, max_shrink_iters: 0, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, rng);
    let outcome = runner.run(&drawn, |drawn| {
        let mut words = Words { words: drawn.into_iter().collect(), planted: BTreeMap::new() };
        let place = planted(&mut words);
        for audience in ["board", "public", "internal"] {
            let is_team = audience == "internal";
            let run = recit(
                place.path(),
                &[
                    "build",
                    "--for",
                    "all",
                    "--emit",
                    "pdf,png,sheet,pdfpc",
                    "--audience",
                    audience,
                    "-o",
                    "made",
                ],
            );
            // What is held back is told, as an error; what is made is made without it.
            prop_assert_eq!(run.status, Some(1), "{}", run.err);
            let run = recit(
                place.path(),
                &["build", "--emit", "typst", "--audience", audience, "-o", "sources"],
            );
            prop_assert_eq!(run.status, Some(1), "{}", run.err);
            let mut seen = 0;
            for folder in ["made", "sources"] {
                for path in files(&place.path().join(folder)) {
                    let is_spoken = path.contains("-script") || path.ends_with(".pdfpc");
                    let allowed = |readers| match readers {
                        All => true,
                        Team => is_team,
                        Speaker => is_spoken,
                        SpeakerOfTeam => is_spoken && is_team,
                        Nobody => false,
                    };
                    seen += found(
                        &place.path().join(folder).join(&path),
                        reader,
                        &words,
                        audience,
                        &allowed,
                    );
                }
                fs::remove_dir_all(place.path().join(folder)).expect("a folder");
            }
            prop_assert!(
                seen > 10,
                "{audience}: the words that may be seen are found {seen} times"
            );
        }
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
}

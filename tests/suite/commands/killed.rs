//! A build that is killed at any moment leaves a whole PDF: the last one or the new one.

use std::fs;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::small::{command, files, project, recit};

/// How many times a build is killed.
const TIMES: u32 = 30;

#[test]
fn the_last_pdf_is_whole_whenever_a_build_is_killed() {
    let place = project(&["one"]);
    let pdf = place.path().join("out/one.pdf");
    let built = |title: &str| {
        place.write("one/doubts.yaml", format!("doubts:\n  - what: {title}\n"));
        let start = Instant::now();
        assert_eq!(recit(place.path(), &["build"]).status, Some(0));
        (fs::read(&pdf).expect("a PDF"), start.elapsed())
    };
    let (new, _) = built("The map is late");
    let (old, length) = built("The map is lost");
    assert!(old != new);
    place.write("one/doubts.yaml", "doubts:\n  - what: The map is late\n");
    for time in 0..TIMES {
        fs::write(&pdf, &old).expect("a PDF");
        let mut child = command(place.path())
            .args(["build", "--lang", "en"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program runs");
        // From the first instant to a little after the end.
        sleep(length * time / TIMES + Duration::from_micros(u64::from(time * 37 % 1000)));
        child.kill().expect("it may be killed");
        child.wait().expect("it ends");
        let left = fs::read(&pdf).expect("a PDF");
        assert!(
            left == old || left == new,
            "killed after {time}/{TIMES} of a build"
        );
        assert!(left.starts_with(b"%PDF") && left.trim_ascii_end().ends_with(b"%%EOF"));
    }
    let mut left = files(&place.path().join("out"));
    left.retain(|name| !(name.starts_with(".recit-") && name.ends_with(".tmp")));
    assert_eq!(left, ["one.pdf"]);
    assert_eq!(recit(place.path(), &["build"]).status, Some(0));
    assert!(fs::read(&pdf).expect("a PDF") == new);
}

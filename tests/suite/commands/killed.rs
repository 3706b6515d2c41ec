//! A build killed at any moment leaves all documents of its deck as they were, or all of the new ones.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::small::{command, files, project, recit};

/// How many times a build is killed.
const TIMES: u32 = 50;
/// How many of these times it has ended before.
const ENDED: u32 = 2;
/// All that is made of the deck, with pictures of its pages.
const BUILD: [&str; 5] = ["build", "--for", "all", "--emit", "pdf,png"];

/// Every file below a folder, with its bytes.
fn set(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let bytes = |path: String| {
        let bytes = fs::read(folder.join(&path)).expect("a file");
        (path, bytes)
    };
    files(folder).into_iter().map(bytes).collect()
}

fn is_left(path: &str) -> bool {
    path.starts_with(".recit-") && path.ends_with(".tmp")
}

#[test]
fn the_documents_of_a_deck_are_all_old_or_all_new_whenever_a_build_is_killed() {
    let place = project(&["one"]);
    let out = place.path().join("out");
    let doubt = |what: &str| place.write("one/doubts.yaml", format!("doubts:\n  - what: {what}\n"));
    let built = |what: &str| {
        doubt(what);
        let start = Instant::now();
        let run = recit(place.path(), &BUILD);
        assert_eq!(run.status, Some(0), "{}", run.err);
        (set(&out), start.elapsed())
    };
    let (new, _) = built("The map is late");
    let (old, length) = built("The map is lost");
    assert!(old.keys().eq(new.keys()) && old.len() > 5, "{:?}", old.keys());
    doubt("The map is late");
    let (mut olds, mut news) = (0, 0);
    for time in 0..TIMES {
        for (path, bytes) in &old {
            fs::write(out.join(path), bytes).expect("a file");
        }
        let mut child = command(place.path())
            .args(BUILD)
            .args(["--lang", "en"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program runs");
        // Half of them from the first instant to the end, the others once files begin to wait, the last ones after the end.
        match time % 2 {
            0 => sleep(length.mul_f64(f64::from(time) / f64::from(TIMES))),
            _ => {
                let names = || fs::read_dir(&out).expect("a folder").flatten();
                let is_begun =
                    || names().any(|entry| is_left(&entry.file_name().to_string_lossy()));
                while !is_begun() && child.try_wait().expect("a child").is_none() {
                    sleep(Duration::from_micros(100));
                }
                sleep(Duration::from_micros(u64::from(time) * 400));
            }
        }
        while time >= TIMES - ENDED && child.try_wait().expect("a child").is_none() {
            sleep(Duration::from_millis(1));
        }
        child.kill().expect("it may be killed");
        child.wait().expect("it ends");
        // What was taking its place when it was killed has done so once the folder is free.
        let folder = File::open(&out).expect("a folder");
        folder.lock().expect("free in a moment");
        let mut left = set(&out);
        left.retain(|path, _| !is_left(path));
        let is_old = left == old;
        assert!(is_old || left == new, "killed after {time}/{TIMES} of a build");
        olds += u32::from(is_old);
        news += u32::from(!is_old);
    }
    assert!(olds > 5 && news > 0, "{olds} old sets and {news} new ones");
    let run = recit(place.path(), &BUILD);
    assert_eq!(run.status, Some(0), "{}", run.err);
    assert!(set(&out) == new, "{:?}", files(&out));
}

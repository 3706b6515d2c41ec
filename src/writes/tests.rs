use std::collections::BTreeMap;

use serde_json::{Map, Value};
use tempfile::TempDir;

use super::*;

/// A folder with some files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    folder
}

/// Everything below a folder, by path; hidden files too.
fn all(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            let below = all(&entry.path());
            found.insert(name.clone() + "/", String::new());
            found.extend(below.into_iter().map(|(path, text)| (format!("{name}/{path}"), text)));
        } else {
            found.insert(name, fs::read_to_string(entry.path()).expect("text"));
        }
    }
    found
}

fn texts(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    let texts = files.iter().map(|(path, text)| (path.to_string(), text.to_string()));
    texts.collect()
}

fn known(text: &str) -> Replaces {
    Replaces::Known(checksum(text.as_bytes()))
}

/// What an error says, by its key.
fn refused(writes: Writes) -> &'static str {
    writes.commit().expect_err("refused").message.key
}

const OLD: [(&str, &str); 3] = [("a", "old a"), ("b", "old b"), ("gone", "old")];
const NEW: [(&str, &str); 4] = [("a", "new a"), ("b", "new b"), ("sub/", ""), ("sub/c", "new c")];

/// Three files to write and one to take away.
fn change(folder: &Path) -> Writes {
    let mut writes = Writes::in_folder(folder);
    writes.put(folder.join("a"), "new a", known("old a"));
    writes.put(folder.join("b"), "new b", known("old b"));
    writes.put(folder.join("sub/c"), "new c", Replaces::Nothing);
    writes.take_away(folder.join("gone"), known("old"));
    writes
}

/// The same, waiting in their folder.
fn waiting(folder: &Path) -> Staging {
    let staging = Staging::new(folder).expect("a folder");
    fs::create_dir_all(folder.join("sub")).expect("a folder");
    let added = |file: &Write| staging.add(file).expect("a place");
    change(folder).files.iter().for_each(added);
    staging
}

#[test]
fn all_files_take_their_place_and_nothing_else_is_left() {
    let folder = folder(&OLD);
    change(folder.path()).commit().expect("written");
    assert_eq!(all(folder.path()), texts(&NEW));
}

#[test]
fn a_run_killed_before_the_record_leaves_the_old_files() {
    let folder = folder(&OLD);
    waiting(folder.path()).kill();
    finish_interrupted(folder.path());
    let mut old = texts(&OLD);
    old.insert("sub/".to_string(), String::new());
    assert_eq!(all(folder.path()), old);
}

#[test]
fn a_run_killed_after_any_number_of_steps_past_the_record_leaves_the_new_files_to_the_next() {
    for steps in 0..=3 {
        let folder = folder(&OLD);
        let staging = waiting(folder.path());
        staging.write_record().expect("recorded");
        let place = staging.kill();
        for (number, path) in ["a", "b", "sub/c"].iter().enumerate().take(steps) {
            let waits = place.join(format!("{number}-new.tmp"));
            fs::rename(waits, folder.path().join(path)).expect("moved");
        }
        finish_interrupted(folder.path());
        assert_eq!(all(folder.path()), texts(&NEW), "{steps}");
    }
}

#[test]
fn a_run_killed_while_it_puts_back_leaves_the_old_files_to_the_next() {
    for steps in 0..=3 {
        let folder = folder(&OLD);
        let staging = waiting(folder.path());
        staging.write_record().expect("recorded");
        let place = staging.kill();
        for (number, path) in ["a", "b", "sub/c"].iter().enumerate().take(steps) {
            let waits = place.join(format!("{number}-new.tmp"));
            fs::rename(waits, folder.path().join(path)).expect("moved");
        }
        fs::rename(place.join("record.tmp"), place.join("undone.tmp")).expect("moved");
        finish_interrupted(folder.path());
        let mut old = texts(&OLD);
        old.insert("sub/".to_string(), String::new());
        assert_eq!(all(folder.path()), old, "{steps}");
    }
}

#[test]
fn a_file_that_cannot_take_its_place_puts_the_others_back() {
    let folder = folder(&OLD);
    let staging = waiting(folder.path());
    // What stands there by now cannot be replaced by a file.
    fs::create_dir_all(folder.path().join("sub/c/full")).expect("a folder");
    assert_eq!(staging.commit().expect_err("refused").message.key, "changed-file");
    let mut old = texts(&OLD);
    old.extend(["sub/", "sub/c/", "sub/c/full/"].map(|path| (path.to_string(), String::new())));
    assert_eq!(all(folder.path()), old);
}

#[test]
fn what_somebody_wrote_since_a_kill_is_not_replaced() {
    let folder = folder(&OLD);
    let staging = waiting(folder.path());
    staging.write_record().expect("recorded");
    let place = staging.kill();
    fs::rename(place.join("0-new.tmp"), folder.path().join("a")).expect("moved");
    fs::write(folder.path().join("b"), "mine").expect("a file");
    finish_interrupted(folder.path());
    let left = all(folder.path());
    assert_eq!(left["b"], "mine");
    assert!(left.keys().all(|path| !path.starts_with('.')), "{left:?}");
}

#[test]
fn a_record_made_by_others_leads_nowhere_outside_its_folder() {
    let folder = folder(&[
        ("victim", "kept"),
        ("out/.recit-x.tmp/0-new.tmp", "evil"),
        ("out/.recit-x.tmp/0-old.tmp", "evil"),
        ("out/.recit-x.tmp/notes.txt", "mine"),
    ]);
    let out = folder.path().join("out");
    let place = out.join(".recit-x.tmp");
    let absolute = folder.path().join("victim");
    for path in ["../victim", absolute.to_str().expect("UTF-8")] {
        for name in ["record.tmp", "undone.tmp"] {
            for (is_new, is_kept) in [(true, true), (true, false), (false, true), (false, false)] {
                let sum = checksum(b"kept");
                let one = serde_json::json!({ "path": path, "is_new": is_new, "is_kept": is_kept,
                    "over": { "Known": sum }, "sum": sum });
                let record = serde_json::json!({ "files": [one] });
                fs::create_dir_all(&place).expect("a folder");
                fs::write(place.join("0-old.tmp"), "evil").expect("a file");
                fs::write(place.join(name), record.to_string()).expect("a file");
                finish_interrupted(&out);
                let victim = fs::read_to_string(&absolute).expect("there");
                assert_eq!(victim, "kept", "{path} {name} {is_new} {is_kept}");
            }
        }
    }
    let left = all(&out);
    assert_eq!(left.get(".recit-x.tmp/notes.txt").map(String::as_str), Some("mine"));
}

#[test]
fn nothing_is_written_when_one_file_is_somebody_else_s() {
    for (over, key) in [
        (Replaces::Made, "other-file"),
        (Replaces::Nothing, "file-exists"),
        (known("other"), "changed-file"),
    ] {
        let folder = folder(&OLD);
        let mut writes = Writes::in_folder(folder.path());
        writes.put(folder.path().join("new/file"), "new", Replaces::Nothing);
        writes.put(folder.path().join("b"), "new b", over);
        assert_eq!(refused(writes), key);
        assert_eq!(all(folder.path()), texts(&OLD));
    }
}

#[test]
fn what_is_empty_or_the_same_may_be_replaced() {
    let folder = folder(&[("empty", ""), ("same", "same")]);
    let mut writes = Writes::in_folder(folder.path());
    writes.put(folder.path().join("empty"), "full", Replaces::Made);
    writes.put(folder.path().join("same"), "same", Replaces::Made);
    writes.commit().expect("written");
    assert_eq!(all(folder.path()), texts(&[("empty", "full"), ("same", "same")]));
}

#[cfg(unix)]
#[test]
fn no_link_on_the_way_is_followed() {
    use std::os::unix::fs::symlink;
    let elsewhere = folder(&[("victim", "kept")]);
    let folder = folder(&[]);
    symlink(elsewhere.path(), folder.path().join("sub")).expect("a link");
    symlink(elsewhere.path().join("victim"), folder.path().join("file")).expect("a link");
    symlink(elsewhere.path().join("new"), folder.path().join("dangling")).expect("a link");
    for path in ["sub/new", "sub/victim", "file", "dangling"] {
        let mut writes = Writes::in_folder(folder.path());
        writes.put(folder.path().join(path), "kept", Replaces::Made);
        assert_eq!(refused(writes), "write-through-link", "{path}");
    }
    assert_eq!(all(elsewhere.path()), texts(&[("victim", "kept")]));
}

#[cfg(unix)]
#[test]
fn who_may_read_a_file_stays_and_what_is_private_is_its_owner_s() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[("a", "old")]);
    let mode = |path: &str| {
        let facts = fs::metadata(folder.path().join(path)).expect("a file");
        facts.permissions().mode() & 0o777
    };
    let strict = fs::Permissions::from_mode(0o640);
    fs::set_permissions(folder.path().join("a"), strict).expect("permissions");
    let mut writes = Writes::in_folder(folder.path());
    writes.put(folder.path().join("a"), "new", known("old"));
    writes.put_private(folder.path().join("b"), "new", Replaces::Nothing);
    writes.commit().expect("written");
    assert_eq!((mode("a"), mode("b")), (0o640, 0o600));
}

#[test]
fn a_folder_is_kept_for_one_run_at_a_time() {
    let folder = folder(&OLD);
    let held = hold::try_hold(folder.path()).expect("free");
    assert!(hold::try_hold(folder.path()).is_none());
    waiting(folder.path()).kill();
    finish_interrupted(folder.path());
    assert!(all(folder.path()).keys().any(|path| path.starts_with(".recit-")));
    drop(held);
    assert!(hold::try_hold(folder.path()).is_some());
}

#[test]
fn a_json_file_is_known_until_somebody_changes_a_word_of_it() {
    let mut object = Map::new();
    object.insert("title".to_string(), Value::from("Un été"));
    let bytes = seal_json(object.clone());
    assert_eq!(unseal_json(&bytes), Some(object));
    assert!(is_made(&bytes));
    let text = String::from_utf8(bytes).expect("UTF-8");
    assert!(is_made(text.replace("\n", "\r\n").as_bytes()), "the same in other lines");
    assert!(!is_made(text.replace("été", "hiver").as_bytes()));
    for other in ["{}", "[]", "{\"made_by\": 1}", "{", "", "\u{feff}{}"] {
        assert!(!is_made(other.as_bytes()), "{other}");
    }
}

#[test]
fn a_picture_is_known_by_the_name_of_the_program_in_it() {
    let mut png = Vec::new();
    let mut encoder = png::Encoder::new(&mut png, 2, 2);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().expect("a head");
    writer.write_image_data(&[7; 12]).expect("pixels");
    drop(writer);
    assert!(!is_made(&png));
    let ours = mark_png(&png);
    assert!(is_made(&ours));
    let reader = png::Decoder::new(std::io::Cursor::new(&ours)).read_info().expect("a picture");
    let said = &reader.info().uncompressed_latin1_text[0];
    assert_eq!(said.keyword, "Software");
    assert!(said.text.starts_with(MAKER), "{}", said.text);
    for at in [30, 60, ours.len() - 20] {
        let mut changed = ours.clone();
        changed[at] ^= 1;
        assert!(!is_made(&changed), "{at}");
    }
}

#[test]
fn a_file_that_waits_and_was_changed_since_a_kill_does_not_take_its_place() {
    for steps in [0, 1] {
        let folder = folder(&OLD);
        let staging = waiting(folder.path());
        staging.write_record().expect("recorded");
        let place = staging.kill();
        if steps == 1 {
            let waits = place.join("0-new.tmp");
            fs::rename(waits, folder.path().join("a")).expect("moved");
        }
        fs::write(place.join("1-new.tmp"), "torn").expect("a file");
        finish_interrupted(folder.path());
        let mut old = texts(&OLD);
        old.insert("sub/".to_string(), String::new());
        assert_eq!(all(folder.path()), old, "{steps}");
    }
}

#[test]
fn what_somebody_saves_while_files_take_their_place_is_kept() {
    let folder = folder(&OLD);
    let staging = waiting(folder.path());
    fs::write(folder.path().join("mine"), "mine").expect("a file");
    fs::rename(folder.path().join("mine"), folder.path().join("b")).expect("saved");
    assert_eq!(staging.commit().expect_err("refused").message.key, "changed-file");
    let mut left = texts(&OLD);
    left.insert("b".to_string(), "mine".to_string());
    left.insert("sub/".to_string(), String::new());
    assert_eq!(all(folder.path()), left);
}

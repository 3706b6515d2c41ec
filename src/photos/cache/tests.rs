use std::fs::{self, File, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

use tempfile::TempDir;

use super::*;

/// A picture of one colour.
fn photo(shade: u8) -> Vec<u8> {
    let image = image::RgbImage::from_pixel(40, 30, image::Rgb([shade, 0, 0]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    let written = image.write_to(&mut bytes, image::ImageFormat::Png);
    written.expect("a picture");
    bytes.into_inner()
}

/// A cache in a folder of its own, with one picture; where that is, and the picture.
fn filled() -> (TempDir, Cache, PathBuf, Picture) {
    let dir = TempDir::new().expect("a folder");
    let cache = Cache::new(&dir.path().join("images")).expect("a cache");
    let picture = cache.fetch_picture(&photo(1), PhotoPlace::Page).expect("a picture");
    let entry = entries(&cache).remove(0);
    (dir, cache, entry, picture)
}

fn entries(cache: &Cache) -> Vec<PathBuf> {
    let entries = fs::read_dir(&cache.folder).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths.filter(|path| !path.ends_with("key")).collect()
}

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).expect("facts").mode() & 0o777
}

#[test]
fn what_is_no_plain_file_is_made_again() {
    let (dir, cache, entry, picture) = filled();
    let outside = dir.path().join("outside");
    fs::copy(&entry, &outside).expect("a copy");
    let spoil: [(&str, &dyn Fn()); 6] = [
        ("a link", &|| symlink(&outside, &entry).expect("a link")),
        ("a link to a device", &|| symlink("/dev/zero", &entry).expect("a link")),
        ("a pipe", &|| {
            rustix::fs::mknodat(
                rustix::fs::CWD,
                &entry,
                rustix::fs::FileType::Fifo,
                rustix::fs::Mode::RWXU,
                0,
            )
            .expect("a pipe");
        }),
        ("a huge file", &|| {
            File::create(&entry).and_then(|file| file.set_len(10 << 30)).expect("a file");
        }),
        ("nothing", &|| drop(File::create(&entry).expect("a file"))),
        ("a folder", &|| fs::create_dir(&entry).expect("a folder")),
    ];
    for (what, spoil) in spoil {
        fs::remove_file(&entry).expect("removed");
        spoil();
        assert_eq!(
            cache.fetch_picture(&photo(1), PhotoPlace::Page).expect("a picture"),
            picture,
            "{what}"
        );
        let is_plain = fs::symlink_metadata(&entry).expect("facts").is_file();
        assert_eq!(is_plain, what != "a folder", "{what}");
    }
}

#[test]
fn a_picture_of_another_photo_or_place_is_not_believed() {
    let (_dir, cache, entry, picture) = filled();
    let other = cache.fetch_picture(&photo(200), PhotoPlace::Page).expect("a picture");
    let of_other = entries(&cache).into_iter().find(|path| *path != entry);
    fs::copy(of_other.expect("an entry"), &entry).expect("a copy");
    assert_ne!(other, picture);
    assert_eq!(cache.fetch_picture(&photo(1), PhotoPlace::Page).expect("a picture"), picture);
}

#[test]
fn what_was_packed_with_another_key_is_not_believed() {
    let (dir, cache, entry, picture) = filled();
    let foreign = Cache::new(&dir.path().join("foreign")).expect("a cache");
    let name = entry.file_name().and_then(|name| name.to_str()).expect("a name");
    let forged = Picture { bytes: b"forged".to_vec(), ..picture.clone() };
    fs::write(&entry, foreign.encode_picture(name, &forged)).expect("written");
    assert_eq!(cache.fetch_picture(&photo(1), PhotoPlace::Page).expect("a picture"), picture);
}

#[test]
fn a_kept_picture_is_used_and_one_changed_bit_is_not() {
    let (_dir, cache, entry, picture) = filled();
    let name = entry.file_name().and_then(|name| name.to_str()).expect("a name");
    let other = Picture { bytes: b"kept".to_vec(), ..picture.clone() };
    fs::write(&entry, cache.encode_picture(name, &other)).expect("written");
    assert_eq!(cache.fetch_picture(&photo(1), PhotoPlace::Page).expect("a picture"), other);
    let whole = fs::read(&entry).expect("bytes");
    for at in 0..whole.len() {
        let mut spoilt = whole.clone();
        spoilt[at] ^= 1;
        assert_eq!(cache.decode_picture(name, &spoilt), None, "{at}");
    }
}

#[test]
fn a_key_that_others_could_have_read_is_made_again() {
    let (dir, cache, ..) = filled();
    let (key, aside) = (cache.folder.join("key"), dir.path().join("aside"));
    assert_eq!((mode(&key), mode(&cache.folder)), (0o600, 0o700));
    let again = || *Cache::new(&cache.folder).expect("a cache").key.as_bytes();
    let mut known = again();
    assert_eq!(known, *cache.key.as_bytes());
    let spoil: [&dyn Fn(); 5] = [
        &|| fs::set_permissions(&key, Permissions::from_mode(0o640)).expect("a mode"),
        &|| fs::hard_link(&key, &aside).expect("a link"),
        &|| {
            fs::rename(&key, &aside).expect("moved");
            symlink(&aside, &key).expect("a link");
        },
        &|| fs::write(&key, "short").expect("written"),
        &|| fs::write(&key, [0; 16]).expect("written"),
    ];
    for spoil in spoil {
        spoil();
        let made = again();
        assert_ne!(made, known);
        assert_eq!(mode(&key), 0o600);
        known = made;
    }
}

#[test]
fn a_folder_open_to_others_is_closed_and_one_that_cannot_be_is_no_cache() {
    let (dir, cache, ..) = filled();
    fs::set_permissions(&cache.folder, Permissions::from_mode(0o777)).expect("a mode");
    assert!(Cache::new(&cache.folder).is_some());
    assert_eq!(mode(&cache.folder), 0o700);
    let file = dir.path().join("file");
    fs::write(&file, "").expect("a file");
    assert!(Cache::new(&file).is_none());
    assert!(Cache::new(&file.join("below")).is_none());
    fs::create_dir_all(dir.path().join("taken/key")).expect("a folder");
    assert!(Cache::new(&dir.path().join("taken")).is_none());
}

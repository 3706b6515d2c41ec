//! The members of a ZIP archive, whole or broken: those of its directory, then those that stand in it all the same.

use std::ops::Range;

use yore::{CodePage, code_pages};

/// One member of an archive.
#[derive(Debug, Clone)]
pub struct Member<'b> {
    /// Its path in the archive.
    pub name: String,
    /// How it is packed: 0 not at all, 8 by Deflate.
    pub method: u16,
    /// Whether it asks for a password.
    pub is_locked: bool,
    /// Its packed bytes, or all from their start when nothing says where they end.
    pub bytes: &'b [u8],
}

/// What an archive holds.
#[derive(Debug, Default)]
pub struct ZipArchive<'b> {
    /// Its members, folders left out.
    pub members: Vec<Member<'b>>,
    /// What is written on the archive itself.
    pub comment: &'b [u8],
    /// What stands between its members, notes on them in its directory among it.
    pub between: Vec<&'b [u8]>,
    /// Whether something of it is not there or not where it should be.
    pub is_damaged: bool,
}

const LOCAL: &[u8] = b"PK\x03\x04";
const CENTRAL: &[u8] = b"PK\x01\x02";
const END: &[u8] = b"PK\x05\x06";
const LARGE_END: &[u8] = b"PK\x06\x06";
/// How long a comment may be, and the record before it.
const FARTHEST: usize = 65_535 + 22;
const BIT_LOCKED: u16 = 1;
const BIT_SIZE_BEHIND: u16 = 8;
const BIT_STRONGLY_LOCKED: u16 = 64;

/// The number of 16 bits at a place.
fn read_u16(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(two.try_into().ok()?))
}

/// The number of 32 bits at a place.
fn read_u32(bytes: &[u8], at: usize) -> Option<usize> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    usize::try_from(u32::from_le_bytes(four.try_into().ok()?)).ok()
}

/// The number of 64 bits at a place.
fn read_u64(bytes: &[u8], at: usize) -> Option<usize> {
    let eight = bytes.get(at..at.checked_add(8)?)?;
    usize::try_from(u64::from_le_bytes(eight.try_into().ok()?)).ok()
}

/// What of 32 bits says that 64 stand elsewhere.
const ELSEWHERE: usize = 0xffff_ffff;

/// The field that holds a name in UTF-8, behind a version and a sum.
const UNICODE_PATH: u16 = 0x7075;

/// Whether bytes begin like an archive.
pub fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(LOCAL) || bytes.starts_with(END) || bytes.starts_with(b"PK\x07\x08PK\x03\x04")
}

/// Looks through an archive, at most so many members of it.
pub fn read_archive(bytes: &[u8], most: usize) -> ZipArchive<'_> {
    let mut archive = ZipArchive::default();
    // The bytes that belong to members of the directory, and to the directory. What is left between is searched
    // afterwards: what an archive no longer lists is still there for anybody who looks.
    let mut taken: Vec<Range<usize>> = Vec::new();
    match find_directory(bytes) {
        Some((mut at, base, comment)) => {
            archive.comment = comment;
            // The directory itself holds comments of members.
            archive.between.extend(bytes.get(at..));
            taken.push(at..bytes.len());
            while bytes.get(at..).is_some_and(|rest| rest.starts_with(CENTRAL))
                && archive.members.len() < most
            {
                let Some((member, range, next)) = read_listed_member(bytes, at, base) else {
                    archive.is_damaged = true;
                    break;
                };
                match member {
                    Some(member) => {
                        taken.push(range);
                        archive.members.push(member);
                    }
                    None => archive.is_damaged = true,
                }
                at = next;
            }
        }
        None => archive.is_damaged = true,
    }
    taken.sort_by_key(|range| range.start);
    let mut at = 0;
    // An empty range at the end, so that the bytes behind the last member are a gap like others.
    let end = bytes.len()..bytes.len();
    for range in taken.into_iter().chain(std::iter::once(end)) {
        while archive.members.len() < most {
            let Some(start) = find_unlisted_member(bytes, at, range.start) else {
                break;
            };
            let (member, end) = read_unlisted_member(bytes, start);
            archive.members.extend(member);
            archive.between.extend(bytes.get(at..start));
            at = end.max(start + LOCAL.len());
        }
        archive.between.extend(bytes.get(at..range.start));
        at = at.max(range.end);
    }
    archive.members.retain(|member| {
        !member.name.ends_with('/') || !member.bytes.is_empty() && member.method != 0
    });
    archive
}

/// The place of the next member that no directory lists, between two places.
fn find_unlisted_member(bytes: &[u8], from: usize, to: usize) -> Option<usize> {
    let between = bytes.get(from..to)?;
    let at = between.windows(LOCAL.len()).position(|four| four == LOCAL)?;
    Some(from + at)
}

/// Where the directory begins, how far all places are from where they say, and the comment of the archive.
fn find_directory(bytes: &[u8]) -> Option<(usize, usize, &[u8])> {
    let from = bytes.len().saturating_sub(FARTHEST);
    // From the back, as a comment of up to 65,535 bytes may follow the record.
    let end = bytes[from..].windows(END.len()).rposition(|four| four == END)? + from;
    let comment = bytes.get(end + 22..).unwrap_or_default();
    let (mut size, mut start) = (read_u32(bytes, end + 12)?, read_u32(bytes, end + 16)?);
    let mut before = end;
    // ZIP64: the locator stands in the twenty bytes before, and says where the large record is.
    if start == ELSEWHERE || size == ELSEWHERE {
        let large = find_large_record(bytes, end.checked_sub(20)?)?;
        (size, start) =
            (read_u64(bytes, large.checked_add(40)?)?, read_u64(bytes, large.checked_add(48)?)?);
        before = large;
    }
    // The directory ends where its record begins. Where that is not where it claims to begin, something was put before
    // the archive, such as the program that unpacks it; all other places are then moved by as much.
    let real = before.checked_sub(size)?;
    let base = real.checked_sub(start)?;
    Some((real, base, comment))
}

/// The place of the large record whose locator stands at a place.
fn find_large_record(bytes: &[u8], locator: usize) -> Option<usize> {
    let written = read_u64(bytes, locator + 8)?;
    if bytes.get(written..).is_some_and(|rest| rest.starts_with(LARGE_END)) {
        return Some(written);
    }
    // Something stands before the archive, and the place that is written does not count it: the record is the last one
    // before its locator.
    let from = locator.saturating_sub(FARTHEST);
    let at = bytes[from..locator].windows(LARGE_END.len()).rposition(|four| four == LARGE_END)?;
    Some(from + at)
}

/// A member as the directory lists it, none when it is not where that says; its range and the next place of the list.
fn read_listed_member(
    bytes: &[u8],
    at: usize,
    base: usize,
) -> Option<(Option<Member<'_>>, Range<usize>, usize)> {
    let (flags, method) = (read_u16(bytes, at + 8)?, read_u16(bytes, at + 10)?);
    let (mut packed, mut start) = (read_u32(bytes, at + 20)?, read_u32(bytes, at + 42)?);
    let full = read_u32(bytes, at + 24)?;
    let names = usize::from(read_u16(bytes, at + 28)?);
    let extras = usize::from(read_u16(bytes, at + 30)?);
    let comments = usize::from(read_u16(bytes, at + 32)?);
    let name = bytes.get(at + 46..at + 46 + names)?;
    let next = at + 46 + names + extras + comments;
    let extra = bytes.get(at + 46 + names..at + 46 + names + extras)?;
    // The same name in UTF-8, where its own code may be any.
    let name = extra_of(extra, UNICODE_PATH).and_then(|held| held.get(5..)).unwrap_or(name);
    if let Some(mut large) = extra_of(extra, 1) {
        let mut number = || {
            let (eight, rest) = large.split_at_checked(8)?;
            large = rest;
            read_u64(eight, 0)
        };
        // The field holds only those of the numbers that do not fit, in this order.
        if full == ELSEWHERE {
            number()?;
        }
        if packed == ELSEWHERE {
            packed = number()?;
        }
        if start == ELSEWHERE {
            start = number()?;
        }
    }
    let found = || {
        let start = base.checked_add(start)?;
        let head = bytes.get(start..).filter(|rest| rest.starts_with(LOCAL))?;
        // Lengths of name and extra field are taken from the local head: they may differ from those of the directory.
        let data = 30 + usize::from(read_u16(head, 26)?) + usize::from(read_u16(head, 28)?);
        let held = head.get(data..data.checked_add(packed)?)?;
        Some((held, start..start + data + packed))
    };
    let Some((held, range)) = found() else {
        return Some((None, 0..0, next));
    };
    let member = Member {
        name: name_of(name),
        method,
        is_locked: flags & (BIT_LOCKED | BIT_STRONGLY_LOCKED) != 0,
        bytes: held,
    };
    Some((Some(member), range, next))
}

/// What stands under a number in the fields that a member has besides.
fn extra_of(mut extra: &[u8], wanted: u16) -> Option<&[u8]> {
    loop {
        let (id, size) = (read_u16(extra, 0)?, usize::from(read_u16(extra, 2)?));
        let held = extra.get(4..4 + size)?;
        if id == wanted {
            return Some(held);
        }
        extra = &extra[4 + size..];
    }
}

/// A member that no directory lists, at a place, and where it ends.
fn read_unlisted_member(bytes: &[u8], at: usize) -> (Option<Member<'_>>, usize) {
    let read = || {
        let head = &bytes[at..];
        let (flags, method) = (read_u16(head, 6)?, read_u16(head, 8)?);
        let packed = read_u32(head, 18)?;
        let names = usize::from(read_u16(head, 26)?);
        let data = 30 + names + usize::from(read_u16(head, 28)?);
        let name = head.get(30..30 + names)?;
        let rest = head.get(data..).unwrap_or_default();
        // Programs that write as they go put the size behind the data. The bytes are then left open: Deflate tells its own
        // end.
        let has_size = packed != ELSEWHERE && (flags & BIT_SIZE_BEHIND == 0 || packed > 0);
        let (held, end) = if has_size {
            let held = rest.get(..packed).unwrap_or(rest);
            (held, at + data + held.len())
        } else {
            (rest, at + data)
        };
        let member = Member {
            name: name_of(name),
            method,
            is_locked: flags & (BIT_LOCKED | BIT_STRONGLY_LOCKED) != 0,
            bytes: held,
        };
        Some((Some(member), end))
    };
    read().unwrap_or((None, at))
}

fn name_of(bytes: &[u8]) -> String {
    match str::from_utf8(bytes) {
        Ok(name) => name.to_string(),
        // What programs wrote in before they wrote UTF-8.
        Err(_) => code_pages::CP437.decode_lossy_fallback(bytes, ' ').into_owned(),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::DeflateEncoder;

    use super::*;

    /// A ZIP archive of some files, packed or not.
    pub fn pack_zip(files: &[(&str, &[u8])], is_packed: bool) -> Vec<u8> {
        let (mut bytes, mut list) = (Vec::new(), Vec::new());
        for (name, held) in files {
            let packed = if is_packed {
                let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
                encoder.write_all(held).expect("packed");
                encoder.finish().expect("packed")
            } else {
                held.to_vec()
            };
            let size = |bytes: &[u8]| u32::try_from(bytes.len()).expect("small").to_le_bytes();
            let mut crc = flate2::Crc::new();
            crc.update(held);
            let facts = [
                &[20, 0, 0, 0][..],
                &[if is_packed { 8 } else { 0 }, 0, 0, 0, 0, 0],
                &crc.sum().to_le_bytes(),
                &size(&packed),
                &size(held),
                &u16::try_from(name.len()).expect("short").to_le_bytes(),
                &[0, 0],
            ]
            .concat();
            let start = size(&bytes);
            list.extend([CENTRAL, &[20, 0], &facts, &[0; 10], &start, name.as_bytes()].concat());
            bytes.extend([LOCAL, &facts, name.as_bytes(), &packed].concat());
        }
        let count = u16::try_from(files.len()).expect("few").to_le_bytes();
        let size = |length: usize| u32::try_from(length).expect("small").to_le_bytes();
        let end =
            [END, &[0; 4], &count, &count, &size(list.len()), &size(bytes.len()), &[0, 0]].concat();
        [bytes, list, end].concat()
    }

    fn member_names(bytes: &[u8]) -> Vec<String> {
        let archive = read_archive(bytes, 100);
        archive.members.into_iter().map(|member| member.name).collect()
    }

    #[test]
    fn members_are_found_by_the_directory_and_without_it() {
        for is_packed in [true, false] {
            let whole = pack_zip(
                &[("a.txt", b"one one one one"), ("b/c.txt", b"two"), ("d", b"")],
                is_packed,
            );
            assert_eq!(member_names(&whole), ["a.txt", "b/c.txt", "d"]);
            assert!(!read_archive(&whole, 100).is_damaged);
            let before = [b"#!/bin/sh\n", &whole[..]].concat();
            assert_eq!(member_names(&before), ["a.txt", "b/c.txt", "d"]);
            let cut = &whole[..whole.len() - 30];
            assert_eq!(member_names(cut), ["a.txt", "b/c.txt", "d"]);
            assert!(read_archive(cut, 100).is_damaged);
        }
    }

    /// A small archive with the records of a large one: places and sizes in 64 bits.
    fn pack_large_zip(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut bytes = pack_zip(files, true);
        let end = bytes.split_off(bytes.len() - 22);
        let wide = |at: usize| [&end[at..at + 4], &[0; 4]].concat();
        let record = (bytes.len() as u64).to_le_bytes();
        bytes.extend([b"PK\x06\x06", &44_u64.to_le_bytes()[..], &[0; 28]].concat());
        bytes.extend([wide(12), wide(16)].concat());
        bytes.extend([b"PK\x06\x07", &[0; 4], &record[..], &[1, 0, 0, 0]].concat());
        bytes.extend([&end[..12], &[0xff; 8], &end[20..]].concat());
        bytes
    }

    #[test]
    fn a_large_archive_behind_other_bytes_is_found_by_its_directory() {
        let whole = pack_large_zip(&[("a.txt", b"one one one one"), ("b.txt", b"two")]);
        let behind = [b"#!/bin/sh\n", &whole[..]].concat();
        for bytes in [whole, behind] {
            assert_eq!(member_names(&bytes), ["a.txt", "b.txt"]);
            assert!(!read_archive(&bytes, 100).is_damaged);
        }
    }

    #[test]
    fn a_member_that_the_directory_does_not_list_is_found() {
        let hidden = pack_zip(&[("hidden.txt", b"words")], false);
        let hidden = &hidden[..hidden.len() - 22 - 46 - 10];
        let whole = [hidden, &pack_zip(&[("a.txt", b"one")], true)].concat();
        assert_eq!(member_names(&whole), ["a.txt", "hidden.txt"]);
    }

    #[test]
    fn an_archive_within_one_that_is_not_packed_is_not_taken_for_its_members() {
        let inner = pack_zip(&[("inner.txt", b"words")], false);
        assert_eq!(member_names(&pack_zip(&[("in.zip", &inner)], false)), ["in.zip"]);
    }

    #[test]
    fn cut_and_changed_archives_are_looked_through_as_far_as_they_go() {
        let whole = pack_zip(&[("a.txt", b"one one one one"), ("b.txt", b"two")], true);
        for at in 0..whole.len() {
            read_archive(&whole[..at], 100);
            let mut changed = whole.clone();
            changed[at] ^= 0xff;
            read_archive(&changed, 100);
        }
    }
}

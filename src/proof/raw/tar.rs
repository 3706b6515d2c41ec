//! The members of a tar archive: <https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html>.

const BLOCK: usize = 512;

/// The members of a tar archive, and whether it ends before one of them does.
pub struct TarArchive<'b> {
    /// Path and bytes of each file.
    pub members: Vec<(String, &'b [u8])>,
    /// Whether it is cut short, or its sums are wrong.
    pub is_damaged: bool,
    /// What links lead to, and who owns what.
    pub notes: Vec<String>,
    /// What stands behind its end.
    pub behind: &'b [u8],
}

/// Whether bytes begin with the head of a member: its sum is right.
pub fn is_archive(bytes: &[u8]) -> bool {
    bytes.get(..BLOCK).is_some_and(is_head)
}

fn is_head(head: &[u8]) -> bool {
    let sum: u64 = head.iter().map(|byte| u64::from(*byte)).sum();
    // The sum is made with its own eight bytes taken as spaces.
    let own: u64 = head[148..156].iter().map(|byte| u64::from(*byte)).sum();
    parse_number(&head[148..156]) == Some(sum - own + 8 * u64::from(b' ')) && sum > 0
}

fn parse_number(digits: &[u8]) -> Option<u64> {
    // Sizes that eleven octal digits cannot say are written by GNU in binary, marked by the highest bit.
    if digits.first()? & 0x80 != 0 {
        let rest = digits[1..].iter();
        return rest
            .copied()
            .try_fold(0_u64, |number, byte| number.checked_mul(256)?.checked_add(u64::from(byte)));
    }
    let text = str::from_utf8(digits).ok()?;
    let text = text.trim_matches([' ', '\0']);
    u64::from_str_radix(text, 8).ok()
}

/// Looks through an archive, at most so many members of it.
pub fn read_archive(bytes: &[u8], most: usize) -> TarArchive<'_> {
    let mut archive =
        TarArchive { members: Vec::new(), is_damaged: false, notes: Vec::new(), behind: &[] };
    let (mut at, mut long) = (0, None);
    while let Some(head) = bytes.get(at..at + BLOCK) {
        if archive.members.len() >= most {
            break;
        }
        if head.iter().all(|byte| *byte == 0) {
            at += BLOCK;
            continue;
        }
        // Zeros end an archive, but archives are joined too: a head behind zeros goes on, and anything else is no longer
        // tar.
        if at > 0 && bytes[at - BLOCK..at].iter().all(|byte| *byte == 0) && !is_head(head) {
            archive.behind = &bytes[at..];
            return archive;
        }
        let size = parse_number(&head[124..136]).and_then(|size| usize::try_from(size).ok());
        let (true, Some(size)) = (is_head(head), size) else {
            archive.is_damaged = true;
            archive.members.push(("?".to_string(), &bytes[at..]));
            return archive;
        };
        let start = at + BLOCK;
        let held = bytes.get(start..start.saturating_add(size));
        archive.is_damaged |= held.is_none();
        let held = held.unwrap_or(&bytes[start..]);
        let kind = head[156];
        let notes = [&head[157..257], &head[265..297], &head[297..329]].map(text_before_zero);
        archive.notes.extend(notes.into_iter().filter(|note| !note.is_empty()));
        match kind {
            // A long name, and what is noted of the next member.
            b'L' => long = Some(text_before_zero(held)),
            b'x' => long = path_of(&String::from_utf8_lossy(held)).or(long),
            // What a link with a long name leads to, and what is noted of all members.
            b'K' | b'g' => {
                let note = String::from_utf8_lossy(held);
                archive.notes.push(note.trim_end_matches('\0').to_string());
            }
            _ => {
                let name = long.take().unwrap_or_else(|| path_in_head(head));
                if !held.is_empty() {
                    archive.members.push((name, held));
                }
            }
        }
        at = start.saturating_add(size.div_ceil(BLOCK).saturating_mul(BLOCK));
    }
    archive.behind = bytes.get(at..).unwrap_or_default();
    archive
}

/// The path of a member as its head writes it, in two parts where it is long.
fn path_in_head(head: &[u8]) -> String {
    let name = text_before_zero(&head[..100]);
    let prefix = match &head[257..262] {
        b"ustar" => text_before_zero(&head[345..500]),
        _ => String::new(),
    };
    match prefix.as_str() {
        "" => name,
        prefix => format!("{prefix}/{name}"),
    }
}

fn text_before_zero(bytes: &[u8]) -> String {
    let end = bytes.iter().position(|byte| *byte == 0);
    String::from_utf8_lossy(&bytes[..end.unwrap_or(bytes.len())]).into_owned()
}

/// The path among lines such as `21 path=a/b.txt`.
fn path_of(lines: &str) -> Option<String> {
    let mut lines = lines.lines();
    lines.find_map(|line| Some(line.split_once(" path=")?.1.to_string()))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A tar archive of some files.
    pub fn pack_tar(files: &[(&str, &[u8])]) -> Vec<u8> {
        let files: Vec<_> = files.iter().map(|(name, held)| (b'0', *name, *held)).collect();
        pack_kinds(&files)
    }

    /// A tar archive of some members, each with its kind.
    fn pack_kinds(members: &[(u8, &str, &[u8])]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (kind, name, held) in members {
            let mut head = [0; BLOCK];
            head[..name.len()].copy_from_slice(name.as_bytes());
            head[100..107].copy_from_slice(b"0000644");
            let size = format!("{:011o}", held.len());
            head[124..135].copy_from_slice(size.as_bytes());
            head[156] = *kind;
            head[257..265].copy_from_slice(b"ustar\x0000");
            head[148..156].fill(b' ');
            let sum: u32 = head.iter().map(|byte| u32::from(*byte)).sum();
            head[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
            bytes.extend(head);
            bytes.extend(*held);
            bytes.resize(bytes.len().next_multiple_of(BLOCK), 0);
        }
        bytes.resize(bytes.len() + 2 * BLOCK, 0);
        bytes
    }

    #[test]
    fn what_is_said_of_links_and_of_all_members_is_no_member() {
        let whole = pack_kinds(&[
            (b'g', "pax_global_header", b"29 comment=la note de Zo\xc3\xab\n"),
            (b'K', "././@LongLink", b"une/place/tres/longue\0"),
            (b'2', "lien", b""),
            (b'0', "a.txt", b"one"),
        ]);
        let read = read_archive(&whole, 10);
        assert_eq!(read.members, [("a.txt".to_string(), &b"one"[..])]);
        let notes = read.notes.join("\n");
        assert!(notes.contains("la note de Zoë") && notes.contains("une/place/tres/longue"));
        assert!(!read.is_damaged);
    }

    #[test]
    fn members_are_found_and_a_cut_archive_is_damaged() {
        let whole = pack_tar(&[("a.txt", b"one"), ("b/c.txt", &[b'x'; 700])]);
        assert!(is_archive(&whole));
        let read = read_archive(&whole, 10);
        assert_eq!(read.members[0], ("a.txt".to_string(), &b"one"[..]));
        assert_eq!((read.members.len(), read.members[1].1.len()), (2, 700));
        assert!(!read.is_damaged);
        let cut = read_archive(&whole[..1200 + 512], 10);
        assert!(cut.is_damaged && cut.members.len() == 2);
        for end in 0..whole.len() {
            read_archive(&whole[..end], 10);
        }
        assert!(!is_archive(&[0; 600]) && !is_archive(b"a text"));
    }
}

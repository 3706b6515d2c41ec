//! `voices import`: raw messages stay under `private/`, and drafts wait until somebody chooses among them.

use std::fs;
use std::path::Path;

use snapbox::{assert_data_eq, str};

use crate::integrity::git;
use crate::small::{project, recit, transcript};
use crate::support::Workplace;

const MAPPING: &str = "import:\n  network: { id: ID, text: Comment, date: When, channel: Network, author: Author, channels: { GMB: google-review } }\n";

const EXPORT: &str = "ID,When,Network,Author,Comment
9_1,16/08/2026 10:02,Facebook,Sarah Quick,\"Ring me on 06 12 34 56 78 or sarah.quick@example.org,\nthanks\"
9_2,17/08/2026,GMB,Tom,
9_3,18/08/2026,Minitel,Tom,The map is fine but late
";

/// A small project that knows how an export is laid out, and such an export beside it.
fn with_export() -> (Workplace, Workplace) {
    let (place, outside) = (project(&["one"]), Workplace::empty());
    let settings = fs::read_to_string(place.path().join("recit.yaml")).expect("settings");
    place.write("recit.yaml", settings + MAPPING);
    outside.write("July.csv", EXPORT);
    (place, outside)
}

fn import(place: &Workplace, file: &Path) -> (Option<i32>, String) {
    let run = recit(place.path(), &["voices", "import", &file.to_string_lossy()]);
    (run.status, run.out + &run.err)
}

/// All that is written in a project outside `private/`.
fn public(folder: &Path) -> String {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    let texts = entries.map(|entry| match entry.path() {
        path if path.ends_with("private") => String::new(),
        path if path.is_dir() => public(&path),
        path => String::from_utf8_lossy(&fs::read(path).expect("a file")).into_owned(),
    });
    texts.collect()
}

#[test]
fn an_export_becomes_originals_and_drafts_that_change_nothing_yet() {
    let (place, outside) = with_export();
    let before = recit(place.path(), &["check", "--format", "json"]);
    let (status, said) = import(&place, &outside.path().join("July.csv"));
    assert_eq!(status, Some(0), "{said}");
    assert_data_eq!(
        said,
        str![[r#"
2 messages imported: their originals in `private/july.yaml`, unchanged, and drafts in `one/voices/july.yaml`, with identifying details removed from 1 of them
`private/` is now in `.gitignore`, so git will not track private messages
1 row contains no text and was left out
unknown channels: `Minitel`; under `channels` of the mapping, write which known channel each one is
next: read `one/voices/july.yaml`, remove the names that remain, move each voice you choose under `voices:`, add who speaks (`speaker`) and on what basis (`consent`), then run `recit check`

"#]]
    );
    assert_data_eq!(
        place.read("one/voices/july.yaml"),
        str![[r##"
# Drafts of voices: no deck shows them. […] replaces identifying details; names may remain.
# To use one, move it under `voices:`, and add who speaks (`speaker`) and on what basis (`consent`)
drafts:
  - id: july-1
    text: "Ring me on […] or […],/nthanks"
    original: { file: private/july.yaml, id: m-1 }
    channel: facebook
    date: 2026-08
  - id: july-2
    text: "The map is fine but late"
    original: { file: private/july.yaml, id: m-2 }
    date: 2026-08

"##]]
    );
    assert_data_eq!(
        place.read("private/july.yaml"),
        str![[r##"
# Messages as they were received. They stay on this machine: git never tracks them, and no page shows them.
# Quotes are compared with them. Delete them at the end of their retention period; a public body asks its archives service first
messages:
  - id: "m-1"
    text: "Ring me on 06 12 34 56 78 or sarah.quick@example.org,/nthanks"
    channel: "Facebook"
    date: "16/08/2026 10:02"
    author: "Sarah Quick"
    export-id: "9_1"
  - id: "m-2"
    text: "The map is fine but late"
    channel: "Minitel"
    date: "18/08/2026"
    author: "Tom"
    export-id: "9_3"

"##]]
    );
    let public = public(place.path());
    for secret in ["06 12", "Quick", "Tom", "9_1", "example.org"] {
        assert!(!public.contains(secret), "{secret}");
    }
    let after = recit(place.path(), &["check", "--format", "json"]);
    assert_eq!((after.status, after.out), (before.status, before.out));
}

#[test]
fn a_draft_that_is_chosen_asks_for_what_it_lacks_and_is_then_compared() {
    let (place, outside) = with_export();
    import(&place, &outside.path().join("July.csv"));
    place.edit("one/voices/july.yaml", "drafts:", "voices:");
    let lacking = recit(place.path(), &["check"]);
    assert!(lacking.out.contains("the key `speaker` is missing"), "{}", lacking.out);
    place.write(
        "one/voices/july.yaml",
        "voices:\n  - { id: v-01, text: \"Ring me on […] or […], thank you\", original: { file: private/july.yaml, id: m-1 }, channel: facebook, date: 2026-08, speaker: { role: walker }, consent: { basis: consent } }\n",
    );
    let altered = recit(place.path(), &["check", "--select", "altered-quote"]).out;
    assert!(altered.contains("nothing in the original matches `thank you`"), "{altered}");
    assert!(!altered.contains("Quick") && !altered.contains("06 12"), "{altered}");
}

#[test]
fn a_later_export_adds_what_is_new_beside_what_people_have_written_since() {
    let (place, outside) = with_export();
    let file = outside.path().join("July.csv");
    import(&place, &file);
    let first = place.read("one/voices/july.yaml");
    assert_data_eq!(
        transcript(&place, &[&format!("voices import {}", file.display())])
            .lines()
            .last()
            .unwrap_or_default()
            .to_string(),
        str![]
    );
    outside
        .write("July.csv", EXPORT.to_string() + "9_4,19/08/2026,Facebook,Zoe,Where is the stop?\n");
    let (status, said) = import(&place, &file);
    assert_eq!(status, Some(0), "{said}");
    assert_eq!(place.read("one/voices/july.yaml"), first);
    assert!(place.read("one/voices/july-2.yaml").contains("id: july-3"));
    assert_eq!(place.read("private/july.yaml").matches("- id:").count(), 3);
}

#[test]
fn nothing_is_imported_from_or_to_a_place_that_git_may_keep() {
    let (place, outside) = with_export();
    place.write("July.csv", EXPORT);
    let (status, said) = import(&place, &place.path().join("July.csv"));
    assert_eq!(status, Some(2));
    assert!(said.contains("is in the project, outside `private/`"), "{said}");
    let file = outside.path().join("July.csv");
    place.write(".git/index", git("v2.index"));
    let (status, said) = import(&place, &file);
    assert_eq!(status, Some(2));
    assert!(said.contains("git tracks `private/m.yaml`"), "{said}");
    fs::remove_dir_all(place.path().join(".git")).expect("a folder");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(outside.path(), place.path().join("private")).expect("a link");
        let (status, said) = import(&place, &file);
        assert_eq!(status, Some(2));
        assert!(said.contains("is a link to another place"), "{said}");
        fs::remove_file(place.path().join("private")).expect("a link");
    }
    assert!(!place.path().join("private").exists());
    assert!(!place.path().join("one/voices").exists());
}

#[test]
fn what_cannot_be_imported_is_told_with_what_to_do() {
    let (place, outside) = with_export();
    outside.write("other.csv", "Id;Words\n1;two\n");
    let (_, columns) = import(&place, &outside.path().join("other.csv"));
    place.edit("recit.yaml", MAPPING, "");
    let (_, mapping) = import(&place, &outside.path().join("other.csv"));
    assert_data_eq!(
        columns + &mapping,
        str![[r#"
error: `network` needs the columns `Comment`, `ID`, `When`, `Network`, `Author`, and some are missing
 │
 ╰ help: the columns here are `Id`, `Words`
error: `recit.yaml` does not describe the columns of an export
 │
 ╰ help: name them under `import`, in a group with a name of your choice: `text`, then `id`, `date`, `channel`, `author`; the columns here are `Id`, `Words`

"#]]
    );
}

#[test]
fn slips_in_a_mapping_and_in_a_draft_are_told_like_any_other() {
    let (place, _outside) = with_export();
    place.edit("recit.yaml", "text: Comment,", "text: Comment, separator: x, colour: red,");
    place.write(
        "one/voices.yaml",
        "drafts: [{ id: a, text: Yes, speaker: { role: walker }, colour: red }]\n",
    );
    let said = recit(place.path(), &["check"]).out;
    assert_data_eq!(
        said,
        str![[r#"
error[unknown-value]: `separator` does not accept the value `x`
  ╭▸ recit.yaml:6:48
  │
6 │   network: { id: ID, text: Comment, separator: x, colour: red, date: When, channel: Network, au…
  │                                                ━
  │
  ╰ help: one of: `;`, `,`, `|`, `tab`

error[unknown-key]: the mapping: there is no key `colour`
  ╭▸ recit.yaml:6:51
  │
6 │   network: { id: ID, text: Comment, separator: x, colour: red, date: When, channel: Network, au…
  │                                                   ━━━━━━
  │
  ╰ help: one of: `text`, `id`, `date`, `channel`, `author`, `language`, `channels`, `zone`, `separator`, `encoding`

error[unknown-key]: the draft: there is no key `colour`
  ╭▸ one/voices.yaml:1:57
  │
1 │ drafts: [{ id: a, text: Yes, speaker: { role: walker }, colour: red }]
  │                                                         ━━━━━━
  │
  ╰ help: one of: `id`, `text`, `language`, `original`, `repaired`, `translation`, `speaker`, `channel`, `date`, `context`, `tone`, `theme`, `sensitive`, `consent`, `answer`

4 files read: 3 errors, 0 warnings, 0 info

"#]]
    );
}

#[cfg(unix)]
#[test]
fn originals_are_for_their_owner_s_eyes() {
    use std::os::unix::fs::PermissionsExt;
    let (place, outside) = with_export();
    import(&place, &outside.path().join("July.csv"));
    let facts = fs::metadata(place.path().join("private/july.yaml")).expect("a file");
    assert_eq!(facts.permissions().mode() & 0o777, 0o600);
    assert!(place.read(".gitignore").lines().any(|line| line == "private/"));
}

#[test]
fn a_second_export_of_one_name_may_fill_several_files_of_drafts() {
    let (place, outside) = with_export();
    import(&place, &outside.path().join("July.csv"));
    let rows = (0..450).map(|at| format!("8_{at},16/08/2026,Facebook,Tom,Remark number {at}\n"));
    let export =
        EXPORT.lines().next().expect("titles").to_string() + "\n" + &rows.collect::<String>();
    outside.write("July.csv", export);
    let (status, said) = import(&place, &outside.path().join("July.csv"));
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("450"), "{said}");
}

#[test]
fn two_columns_of_one_title_are_told_and_nothing_is_imported() {
    let (place, outside) = with_export();
    let import = |titles: &str| {
        outside.write(
            "twice.csv",
            format!("{titles}\n9_1,16/08/2026,Facebook,Tom,The pier is clean,Too far\n"),
        );
        let run = recit(
            place.path(),
            &["voices", "import", &outside.path().join("twice.csv").to_string_lossy()],
        );
        (run.status, run.err)
    };
    for (titles, column) in [
        ("ID,When,Network,Author,Comment,Comment", "Comment"),
        ("ID,When,Network,Author,Comment,COMMENT ", "Comment"),
        ("ID,When,Network,Author,Comment,when", "When"),
    ] {
        let (status, said) = import(titles);
        assert_eq!(status, Some(2), "{titles}: {said}");
        assert!(
            said.contains(&format!("two columns of this export are named `{column}`")),
            "{said}"
        );
        assert!(said.contains("rename one of them in the export"), "{said}");
    }
    assert!(!place.path().join("private").exists() && !place.path().join("one/voices").exists());
    // A title that the mapping does not ask for may stand twice.
    let (status, said) = import("ID,When,Network,Author,Comment,ID-2");
    assert_eq!(status, Some(0), "{said}");
}

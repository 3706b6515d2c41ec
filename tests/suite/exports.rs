//! Exports of messages as programs write them, each imported at the first try: the messages are invented.

use std::fs;

use snapbox::{assert_data_eq, file, str};

use crate::small::{project, recit};
use crate::support::{Workplace, repository};

/// What a team says once of each program that it has exports of.
const MAPPINGS: &str = "import:
  takeout: { text: comment, id: name, date: createTime, author: reviewer.displayName }
  messenger: { text: content, date: timestamp_ms, author: sender_name }
  instagram: { text: string_map_data.Comment.value, date: string_map_data.Time.timestamp }
  tripadvisor: { text: Review Text, id: Review ID, date: Published Date, author: Username, language: Language }
  limesurvey: { text: \"Qu'est-ce qui vous a manqué pendant votre séjour ?\", id: ID de la réponse, date: Date de soumission, language: Langue de départ }
  framaforms: { text: \"Qu'aimeriez-vous nous dire ?\", id: SID, date: Heure de soumission }
  google-forms: { text: \"Un mot sur votre visite ?\", date: Horodateur }
  google-sheets: { text: Votre remarque, date: Horodateur }
  desk: { text: Ce qu’on nous a dit, id: N°, date: Reçu le, channel: Par où, channels: { guichet: front-desk } }
";

/// A project that knows all these programs.
fn with_mappings() -> Workplace {
    let place = project(&["one"]);
    let settings = fs::read_to_string(place.path().join("recit.yaml")).expect("settings");
    place.write("recit.yaml", settings + MAPPINGS);
    place
}

/// The exports, by name.
fn exports() -> Vec<String> {
    let folder = repository().join("tests/suite/exports");
    let entries = fs::read_dir(folder).expect("the exports").flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.filter(|name| name != "told.txt").collect();
    names.sort();
    names
}

#[test]
fn exports_of_ten_programs_are_imported_at_the_first_try() {
    let mut told = String::new();
    for name in exports() {
        let place = with_mappings();
        let file = repository().join("tests/suite/exports").join(&name);
        let run = recit(place.path(), &["voices", "import", &file.to_string_lossy()]);
        assert_eq!(run.status, Some(0), "{name}: {}", run.err);
        // The last line is the same for all: what to do next.
        let said: Vec<&str> = run.out.lines().filter(|line| !line.starts_with("next:")).collect();
        let drafts = fs::read_dir(place.path().join("one/voices")).expect("drafts").flatten();
        let drafts: String = drafts
            .map(|entry| fs::read_to_string(entry.path()).expect("a file of drafts"))
            .collect();
        let drafts: Vec<&str> = drafts.lines().filter(|line| !line.starts_with('#')).collect();
        told += &format!("== {name}\n{}\n{}\n\n", said.join("\n"), drafts.join("\n"));
    }
    assert_data_eq!(told, file!["exports/told.txt"]);
}

#[test]
fn a_workbook_and_lists_without_the_names_asked_for_are_told_in_words() {
    let (place, outside) = (with_mappings(), Workplace::empty());
    outside.write("avis.ods", b"PK\x03\x04mimetype").write("avis.xls", b"\xd0\xcf\x11\xe0\xa1\xb1");
    outside.write("avis.json", r#"{"reviews": [{"review": {"words": "Oui"}, "stars": 5}]}"#);
    place.edit("recit.yaml", MAPPINGS, "import: { takeout: { text: comment } }\n");
    let mut told = String::new();
    for name in ["avis.ods", "avis.xls", "avis.json"] {
        let file = outside.path().join(name);
        let run = recit(place.path(), &["voices", "import", &file.to_string_lossy()]);
        assert_eq!(run.status, Some(2), "{name}");
        told += &run.err;
    }
    assert_data_eq!(
        told,
        str![[r#"
error: this export is a workbook or an archive, not a text
 │
 ╰ help: save the sheet as CSV (UTF-8), or take the CSV or JSON file out of the archive
error: this export is a workbook or an archive, not a text
 │
 ╰ help: save the sheet as CSV (UTF-8), or take the CSV or JSON file out of the archive
error: `takeout` needs the columns `comment`, and some are missing
 │
 ╰ help: the columns here are `review.words`, `stars`

"#]]
    );
}

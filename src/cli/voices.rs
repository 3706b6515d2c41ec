//! `voices import`: an export of messages becomes originals under `private/`, which git ignores, and drafts of voices.

use std::path::{Path, PathBuf};

use super::{Screen, decks_named};
use crate::data::Encoding;
use crate::error::{Error, Result};
use crate::finding::{Message, Report};
use crate::import::{
    DraftVoice, ExportTable, Imported, LONGEST, decode_export, format_drafts, format_originals,
    merge_export, read_tables,
};
use crate::locale::Language;
use crate::narrative::{RawMessage, raw_messages};
use crate::pipeline::Opened;
use crate::project::ImportMapping;
use crate::scaffold::ignore_private;
use crate::schema::slug;
use crate::source::Sources;
use crate::tree::{LARGEST, LARGEST_EXPORT, PRIVATE, Purpose, Tree, is_raw, read_export};
use crate::writes::{Replaces, Writes, checksum, read_content};

/// The arguments of `voices`.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: VoicesCommand,
}

#[derive(Debug, clap::Subcommand)]
enum VoicesCommand {
    #[command(alias = "importer")]
    Import(ImportArgs),
}

/// The arguments of `voices import`.
#[derive(Debug, clap::Args)]
struct ImportArgs {
    /// The export; it must lie outside the project or under `private/`.
    file: PathBuf,
    /// The deck that the drafts are for; the only one when left out.
    #[arg(long)]
    deck: Option<PathBuf>,
}

/// The most drafts in one file: a longer one takes long to scroll through.
const DRAFTS: usize = 200;

/// Runs a command on voices; returns true always.
pub fn run(args: &Args, screen: &mut Screen) -> Result<bool> {
    match &args.command {
        VoicesCommand::Import(args) => import_messages(args, screen),
    }
}

/// Imports an export; everything is made and checked before the first file is written.
fn import_messages(args: &ImportArgs, screen: &mut Screen) -> Result<bool> {
    let places: Vec<PathBuf> = args.deck.iter().cloned().collect();
    let (opened, decks) = decks_named(&places, screen)?;
    let deck = only_deck(&decks)?;
    let place = ImportPlace::for_export(&args.file, deck, &opened)?;
    // Taken before the originals are read: if somebody changes them meanwhile, nothing is written.
    let over = Replaces::Known(place.originals_checksum(&opened.root));
    let (imported, notes) = messages_of(args, &opened, &place)?;
    if imported.drafts.is_empty() {
        let edited = count_message("import-edited", imported.edited);
        let told = [nothing_new(&imported)].into_iter().chain(edited);
        told.for_each(|message| screen.print_on_stdout(&screen.format_message(&message)));
        return Ok(true);
    }
    let language = opened.project.language();
    let comment = |key| screen.format_message(&Message::new(key));
    let raw = format_originals(&imported.messages, &comment("originals-comment"), language);
    if raw.len() as u64 > LARGEST {
        return Err(too_large("originals-too-large", LARGEST));
    }
    let root = &opened.root;
    // Originals, drafts and `.gitignore` are one set: no draft without its original, no original that git could keep.
    let mut writes = Writes::in_folder(root);
    let is_ignored_now = ignore_private(&mut writes, root)?;
    writes.put_private(root.join(&place.raw), raw, over);
    let mut written = Vec::new();
    for part in imported.drafts.chunks(DRAFTS) {
        let path = place.next_drafts(root, &written);
        let text =
            format_drafts(part, &place.name, &place.raw, &comment("drafts-comment"), language);
        writes.put(place.path_on_disk(&opened, &path), text, Replaces::Nothing);
        written.push(path);
    }
    writes.commit()?;
    let ignored = is_ignored_now.then(|| Message::new("import-ignored"));
    let told = [import_summary(&imported, &place, &written)].into_iter().chain(ignored);
    let next = Message::new("import-next").with("file", written.first().map_or("", String::as_str));
    for message in told.chain(notes).chain([next]) {
        screen.print_on_stdout(&screen.format_message(&message));
    }
    Ok(true)
}

fn only_deck(decks: &[String]) -> Result<&String> {
    match decks {
        [deck] => Ok(deck),
        _ => {
            let known: Vec<String> = decks.iter().map(|deck| format!("`{deck}`")).collect();
            let hint = Message::new("hint-import-deck").with("values", known.join(", "));
            Err(Error::new(Message::new("import-which-deck")).with_hint(hint))
        }
    }
}

/// Where an import puts its files in the project.
struct ImportPlace {
    /// The name of the export as a slug, after which all its files are named.
    name: String,
    /// The path of the file of originals, from the project's root.
    raw: String,
    /// The folder of the drafts, from the project's root.
    folder: String,
}

impl ImportPlace {
    /// The places for an export; an error when git keeps, or could keep, files that must stay private.
    fn for_export(file: &Path, deck: &str, opened: &Opened) -> Result<Self> {
        let tree = &opened.project.tree;
        let real = file.canonicalize();
        let real = real.map_err(|reason| Error::for_file("cannot-read", file, reason))?;
        // Inside the project only `private/` may hold an export: anywhere else it would be shared with the project.
        if let Ok(below) = real.strip_prefix(&opened.root)
            && !is_raw(&below.to_string_lossy().replace('\\', "/"))
        {
            let message =
                Message::new("export-in-project").with("path", file.display().to_string());
            return Err(Error::new(message).with_hint(Message::new("hint-export-in-project")));
        }
        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
        let name = slug(&stem);
        let raw = format!("{PRIVATE}/{name}.yaml");
        if tree.is_link(PRIVATE) || tree.is_link(&raw) {
            let message = Message::new("private-led-away").with("path", raw);
            return Err(Error::new(message).with_hint(Message::new("hint-private-led-away")));
        }
        // A line in `.gitignore` does not help for files that git keeps already.
        let prefix = format!("{PRIVATE}/");
        if let Some(tracked) = tree.tracked_raw().iter().find(|path| path.starts_with(&prefix)) {
            let message = Message::new("private-tracked").with("path", tracked.as_str());
            let hint = Message::new("hint-tracked-raw-file")
                .with("folder", prefix.as_str())
                .with("line", prefix.as_str());
            return Err(Error::new(message).with_hint(hint));
        }
        let folder = voices_folder(&opened.root, deck, opened.project.language());
        Ok(Self { name, raw, folder })
    }

    /// The checksum of the originals that an earlier import wrote; empty without them.
    fn originals_checksum(&self, root: &Path) -> String {
        let known = read_content(&root.join(&self.raw));
        known.as_deref().map(checksum).unwrap_or_default()
    }

    /// Where a file of drafts is on disk: its folder may be a link to another place in the project.
    fn path_on_disk(&self, opened: &Opened, path: &str) -> PathBuf {
        let name = path.strip_prefix(&self.folder).unwrap_or(path);
        opened.path_on_disk(&self.folder).join(name.trim_start_matches('/'))
    }

    /// The path of the next file of drafts: the first number that neither a file on disk has nor one of this import.
    fn next_drafts(&self, root: &Path, written: &[String]) -> String {
        let path = |number: usize| match number {
            1 => format!("{}/{}.yaml", self.folder, self.name),
            _ => format!("{}/{}-{number}.yaml", self.folder, self.name),
        };
        let mut numbers = 1..;
        let is_free =
            |path: &String| !written.contains(path) && root.join(path).symlink_metadata().is_err();
        numbers
            .by_ref()
            .map(path)
            .find(is_free)
            .unwrap_or_else(|| unreachable!("numbers do not end"))
    }
}

/// The folder of a deck's voices: the one that exists under any of their names, else the one named in the project's language.
fn voices_folder(root: &Path, deck: &str, language: Language) -> String {
    let names = match language {
        Language::Fr => ["temoignages", "témoignages", "voix", "voices"],
        Language::En => ["voices", "temoignages", "témoignages", "voix"],
    };
    let path = |name: &str| match deck {
        "" => name.to_string(),
        _ => format!("{deck}/{name}"),
    };
    let known = names.iter().find(|name| root.join(path(name)).is_dir());
    path(known.unwrap_or(&names[0]))
}

/// Merges the messages of an export with those known before, through the first mapping that fits its columns. Beside
/// them, messages about what reading it met.
fn messages_of(
    args: &ImportArgs,
    opened: &Opened,
    place: &ImportPlace,
) -> Result<(Imported, Vec<Message>)> {
    let (tree, mappings) = (&opened.project.tree, &opened.project.settings.import);
    let bytes = read_export(&args.file)?;
    let bytes = bytes.ok_or_else(|| too_large("export-too-large", LARGEST_EXPORT))?;
    if ARCHIVES.iter().any(|start| bytes.starts_with(start)) {
        let message = Message::new("export-archive");
        return Err(Error::new(message).with_hint(Message::new("hint-export-archive")));
    }
    let known = read_known_messages(tree, place, opened.project.language())?;
    // The export is cut anew for each mapping, as each may name its own encoding and separator.
    for mapping in mappings {
        let (mut tables, encoding) = tables_of_export(&bytes, Some(mapping));
        let fitting = tables.iter_mut().find_map(|table| {
            let fits = table.find_titles(mapping.column_titles());
            fits.then_some(table)
        });
        let Some(table) = fitting else { continue };
        if let Some(title) = mapping.column_titles().find(|title| table.has_twice(title)) {
            let message = Message::new("import-column-twice").with("column", title.as_str());
            return Err(Error::new(message).with_hint(Message::new("hint-import-column-twice")));
        }
        let imported = merge_export(table, mapping, opened.project.language(), known);
        let notes = collect_import_notes(&imported, mapping, encoding);
        return Ok((imported, notes));
    }
    let (tables, _) = tables_of_export(&bytes, mappings.last());
    let mut titles = tables.first().map_or_else(Vec::new, ExportTable::likely_titles);
    // Where a message was cut at its commas, its words stand in the place of titles: they are nobody's to print.
    if !titles.iter().all(|title| is_like_title(title)) {
        titles.clear();
    }
    Err(unmapped_error(mappings, &titles))
}

/// How files begin that are archives: workbooks of Excel and LibreOffice, the `.zip` of a network, old workbooks of Excel.
const ARCHIVES: [&[u8]; 2] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"];

/// The tables that an export may be, and how its letters were read.
fn tables_of_export(bytes: &[u8], mapping: Option<&ImportMapping>) -> (Vec<ExportTable>, Encoding) {
    let (text, encoding) = decode_export(bytes, mapping.and_then(|mapping| mapping.encoding));
    (read_tables(&text, mapping.and_then(|mapping| mapping.separator)), encoding)
}

/// The messages of the file that an earlier import wrote.
fn read_known_messages(
    tree: &Tree,
    place: &ImportPlace,
    language: Language,
) -> Result<Vec<RawMessage>> {
    if !tree.has_file_for(&place.raw, Purpose::Original) {
        return Ok(Vec::new());
    }
    // Sources and a report of their own, thrown away: nothing of raw messages may be shown.
    let (mut sources, mut report) = (Sources::default(), Report::default());
    let id = tree.read_for(&place.raw, Purpose::Original, &mut sources, &mut report)?;
    let known = id.and_then(|id| raw_messages(id, language, &sources, &mut report));
    known.ok_or_else(|| {
        let message = Message::new("originals-unreadable").with("path", place.raw.as_str());
        Error::new(message).with_hint(Message::new("hint-originals-unreadable"))
    })
}

/// The error when no mapping of the project fits the columns of an export.
/// The most letters of a title of an export; LimeSurvey and the forms of Google have whole questions.
const LONGEST_TITLE: usize = 120;

/// Whether words may be a title: they hold no number of a telephone, no address, and begin as a cell that was not cut out
/// of a sentence.
fn is_like_title(title: &str) -> bool {
    let digits = title.chars().filter(char::is_ascii_digit).count();
    let is_cut = title.starts_with(' ') || title.trim().ends_with('.');
    digits < 6 && !title.contains('@') && !is_cut && title.chars().count() <= LONGEST_TITLE
}

fn unmapped_error(mappings: &[ImportMapping], titles: &[String]) -> Error {
    let list = |titles: &mut dyn Iterator<Item = &String>| {
        let quoted: Vec<String> = titles.map(|title| format!("`{title}`")).collect();
        quoted.join(", ")
    };
    let found = list(&mut titles.iter());
    match mappings {
        [] => Error::new(Message::new("import-without-mapping"))
            .with_hint(Message::new("hint-import-mapping").with("columns", found)),
        [mapping] => {
            let wanted = list(&mut mapping.column_titles());
            let message = Message::new("import-columns").with("wanted", wanted);
            Error::new(message.with("name", mapping.name.as_str()))
                .with_hint(Message::new("hint-import-columns").with("columns", found))
        }
        _ => Error::new(Message::new("import-no-fit"))
            .with_hint(Message::new("hint-import-columns").with("columns", found)),
    }
}

/// A message with a count; none when the count is zero.
fn count_message(key: &'static str, n: usize) -> Option<Message> {
    (n > 0).then(|| Message::new(key).with("n", n))
}

fn too_large(key: &'static str, most: u64) -> Error {
    let message = Message::new(key).with("most", most / 1024 / 1024);
    Error::new(message).with_hint(Message::new("hint-import-parts"))
}

fn nothing_new(imported: &Imported) -> Message {
    Message::new("import-nothing").with("known", imported.known + imported.edited)
}

fn import_summary(imported: &Imported, place: &ImportPlace, written: &[String]) -> Message {
    let drafts: &[DraftVoice] = &imported.drafts;
    Message::new("imported")
        .with("n", drafts.len())
        .with("raw", place.raw.as_str())
        .with("drafts", written.first().map_or("", String::as_str))
        .with("more", written.len() - 1)
        .with("known", imported.known)
        .with("masked", imported.masked)
}

/// A message for each sort of thing that could not be taken as it was.
fn collect_import_notes(
    imported: &Imported,
    mapping: &ImportMapping,
    encoding: Encoding,
) -> Vec<Message> {
    let is_broken = |message: &&RawMessage| message.text.contains(char::REPLACEMENT_CHARACTER);
    // Each new message has a draft; those known before were reported when they came.
    let known = imported.messages.len() - imported.drafts.len();
    let broken = imported.messages.iter().skip(known).filter(is_broken).count();
    // An encoding that the settings name, or the file shows for sure, is no guess, and needs no warning.
    let is_sure = matches!(encoding, Encoding::Utf8 | Encoding::Utf16);
    let is_guessed = !is_sure && mapping.encoding.is_none();
    let channels: Vec<String> = imported
        .unknown_channels
        .iter()
        .take(SHOWN)
        .map(|name| format!("`{}`", name.chars().take(WIDEST).collect::<String>()))
        .collect();
    let channels = (!channels.is_empty())
        .then(|| Message::new("import-channels").with("channels", channels.join(", ")));
    [
        is_guessed
            .then(|| Message::new("import-guessed-encoding").with("encoding", encoding.name())),
        count_message("import-wordless", imported.wordless),
        count_message("import-cut", imported.cut),
        count_message("import-too-long", imported.too_long).map(|note| note.with("most", LONGEST)),
        count_message("import-undated", imported.undated),
        count_message("import-doubtful-dates", imported.doubtful),
        count_message("import-edited", imported.edited),
        count_message("import-translated", imported.translated),
        count_message("import-translated-elsewhere", imported.translated_elsewhere),
        count_message("import-only-translated", imported.only_translated),
        count_message("import-broken-signs", broken),
        channels,
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// How many unknown channels are named, and how many letters of each name.
const SHOWN: usize = 5;
const WIDEST: usize = 30;

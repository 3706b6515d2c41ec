//! The kinds of slides: one table says which there are, how an entry of a running order asks for each, and what each is called.
//!
//! A kind joins by a row of `slide_kinds!` and a file below that says what may be written of it, where an entry holds that
//! itself. The compiler then asks for what `deck::slides` shows of it.

mod entry;
mod points;
mod table;
mod timeline;

pub use entry::{Chapter, Options, RunningOrderEntry};
pub(super) use entry::{SLIDE, read_entry};
pub use points::Points;
pub use table::{DataTable, FileRows, TableCell, TableRow};
pub use timeline::{Event, Timeline};

use self::points::POINTS;
use self::table::TABLE;
use self::timeline::TIMELINE;
use super::photo::{PHOTO, PHOTO_KEYS, Photo};
use crate::finding::Message;
use crate::locale::InEach;
use crate::schema::{Choice, Field, Record, Role, Shape, Text, choice, field};
use crate::source::Spanned;

/// Declares the kinds, in the order in which a hint names them, and what is made of the whole table: the type, the keys, their
/// reading and their names.
///
/// A kind of `keyed` stands under a key of an entry: its variant with what an entry holds of it, the key, how its value is
/// read, and what the hint calls it in both languages. A kind of `bare` is one word, and holds nothing: its variant, the word,
/// and what it means.
macro_rules! slide_kinds {
    (
        keyed {$(
            $(#[$keyed_doc:meta])*
            $keyed:ident($held:ty): $key:expr, read $read:expr, called $en:literal $fr:literal;
        )*}
        bare {$(
            $(#[$bare_doc:meta])*
            $bare:ident: $word_en:literal $word_fr:literal, $means_en:literal $means_fr:literal;
        )*}
    ) => {
        /// What an entry of a running order shows.
        #[derive(Debug, Clone)]
        pub enum SlideKind {
            /// A sentence that opens slides, and those slides.
            Chapter(Chapter),
            $($(#[$keyed_doc])* $keyed($held),)*
            $($(#[$bare_doc])* $bare,)*
            /// An entry that names nothing, or several things: a finding says so.
            Unclear,
        }

        /// The keys of an entry that ask for a slide, but for those of a chapter.
        const KEYS: [Field; KEYED] = [$($key),*];

        /// How many they are.
        const KEYED: usize = [$($en),*].len();

        /// The kinds that one word asks for.
        #[rustfmt::skip]
        static BARE: [Choice<fn() -> SlideKind>; [$($word_en),*].len()] = [
            $(choice(|| SlideKind::$bare, $word_en, $word_fr, $means_en, $means_fr),)*
        ];

        /// What an entry names under its keys, but for a chapter; one thing, unless it is unclear.
        fn read_keyed(record: &mut Record) -> Vec<SlideKind> {
            let mut named = Vec::new();
            $(
                // As a pointer to a function, a closure of the table needs no types.
                let read: fn(&mut Record) -> Option<$held> = $read;
                named.extend(read(record).map(SlideKind::$keyed));
            )*
            named
        }

        /// How the hint calls the kinds that stand under keys.
        const CALLED: InEach<&[&str]> = InEach { en: &[$($en),*], fr: &[$($fr),*] };
    };
}

slide_kinds! {
    keyed {
        /// The story that has this id.
        Story(Spanned<String>): field("story", "récit", Shape::Id, Role::Id,
            "The story to show here, by its id: the name of its file, unless it has another.",
            "Le récit à montrer ici, par son identifiant\u{a0}: le nom de son fichier, sauf autre choix."),
            read |record| record.id("story"), called "one story" "un récit";
        /// One to four voices.
        Voices(Vec<Spanned<String>>): field("voices", "témoignages", Shape::List(&Shape::Id), Role::Id,
            "The voices to show together, by their ids; up to four on a slide.",
            "Les témoignages à montrer ensemble, par leurs identifiants\u{202f}; quatre au plus par diapositive.").or("voix"),
            read |record| Some(record.ids("voices")).filter(|ids| !ids.is_empty()), called "voices" "des témoignages";
        /// The figure that has this id, on a slide of its own.
        Figure(Spanned<String>): field("figure", "chiffre", Shape::Id, Role::Id,
            "The figure to show on a slide of its own, by its id.",
            "Le chiffre à montrer sur sa propre diapositive, par son identifiant."),
            read |record| record.id("figure"), called "a figure" "un chiffre";
        /// A photo on a page of its own.
        Photo(Box<Photo>): field("photo", "photo", Shape::Map(&PHOTO), Role::Keys,
            "A photo to show on a page of its own.",
            "Une photo à montrer sur une page à elle seule."),
            read |record| record.map("photo").and_then(|map| Photo::read(map.value)).map(Box::new),
            called "a photo" "une photo";
        /// Photos side by side.
        Photos(Vec<Photo>): field("photos", "photos", Shape::List(&PHOTO_KEYS), Role::Keys,
            "Two or three photos to show side by side, such as before and after.",
            "Deux ou trois photos à montrer côte à côte, avant et après par exemple."),
            read |record| Some(record.maps("photos").into_iter().filter_map(Photo::read).collect())
                .filter(|photos: &Vec<Photo>| !photos.is_empty()),
            called "photos" "des photos";
        /// The signal that has this id.
        Signal(Spanned<String>): field("signal", "signal", Shape::Id, Role::Id,
            "One signal to show here, by its id.",
            "Un signal à montrer ici, par son identifiant."),
            read |record| record.id("signal"), called "a signal" "un signal";
        /// A decision asked.
        Decision(Spanned<String>): field("decision", "décision", Shape::Id, Role::Id,
            "One decision to ask here, by its id.",
            "Une décision à demander ici, par son identifiant."),
            read |record| record.id("decision"), called "a decision" "une décision";
        /// One sentence, alone on its slide.
        Statement(Text): field("statement", "phrase", Shape::Line, Role::Headline,
            "One sentence, shown alone on a slide.",
            "Une phrase, montrée seule sur une diapositive."),
            read |record| record.text("statement"), called "a statement" "une phrase";
        /// A few points under a title.
        Points(Box<Points>): field("points", "points", Shape::Map(&POINTS), Role::Keys,
            "A few points under a title.",
            "Quelques points sous un titre."),
            read |record| record.map("points").and_then(|map| Points::read(map.value)).map(Box::new),
            called "points" "des points";
        /// Events in order of time.
        Timeline(Box<Timeline>): field("timeline", "chronologie", Shape::Map(&TIMELINE), Role::Keys,
            "Events shown in order of time.",
            "Des événements montrés dans l’ordre du temps."),
            read |record| record.map("timeline").and_then(|map| Timeline::read(map.value)).map(Box::new),
            called "a timeline" "une chronologie";
        /// Rows of texts and numbers.
        Table(Box<DataTable>): field("table", "tableau", Shape::Map(&TABLE), Role::Keys,
            "A small table of texts and numbers.",
            "Un petit tableau de textes et de nombres."),
            read |record| record.map("table").and_then(|map| DataTable::read(map.value)).map(Box::new),
            called "a table" "un tableau";
        /// A Typst file of the project, by its path.
        Custom(Text): field("custom", "libre", Shape::Line, Role::Address,
            "The path of a file of the project, in Typst, that draws this slide itself.",
            "Le chemin d’un fichier du projet, en Typst, qui dessine lui-même cette diapositive."),
            read |record| record.text("custom"), called "a custom file" "un fichier libre";
    }
    bare {
        /// The first page: title, meeting, and what is inside.
        Cover: "cover" "couverture",
            "The first page: the title, the meeting and what is inside."
            "La première page\u{a0}: le titre, la séance et ce que contient le dossier.";
        /// The parts of the deck, in order.
        Agenda: "agenda" "sommaire",
            "The parts of the deck in order, with what is asked in each and its page."
            "Les parties du dossier dans l’ordre, avec ce qui est demandé dans chacune et sa page.";
        /// What the deck asks for, in short.
        Asks: "asks" "demandes",
            "What the deck asks for, in short: cost, deadline, page; four requests on a slide."
            "Ce que le dossier demande, en bref\u{a0}: coût, échéance, page\u{202f}; quatre demandes par diapositive.";
        /// Decisions taken before and what became of them.
        FollowUp: "follow-up" "suites",
            "What has become of the decisions taken before."
            "Ce que sont devenues les décisions déjà prises.";
        /// All signals of the deck, each on its slide.
        Signals: "signals" "signaux",
            "All the signals of the deck, each on its slide."
            "Tous les signaux du dossier, chacun sur sa diapositive.";
        /// What failed, what is not known.
        Doubts: "doubts" "doutes",
            "What failed, and what you do not know."
            "Ce qui a échoué, et ce que vous ne savez pas.";
        /// What the money was for.
        Spending: "spending" "dépenses",
            "What the money was for."
            "Ce à quoi l’argent a servi.";
        /// All decisions asked.
        Decisions: "decisions" "décisions",
            "All the decisions the deck asks for, each on its slide."
            "Toutes les décisions que le dossier demande, chacune sur sa diapositive.";
        /// Sources and method.
        Annex: "annex" "annexe",
            "Where figures and voices come from, to be read on paper."
            "D’où viennent les chiffres et les témoignages, à lire sur papier.";
        /// How the organisation is reached.
        Contact: "contact" "contact",
            "How your organisation is reached, as recit.yaml says; closes a deck."
            "Comment joindre votre organisation, d’après recit.yaml\u{202f}; termine un dossier.";
    }
}

/// The most photos that a slide shows side by side: of four, none is wider than a hand on the screen of a room.
pub const MOST_PHOTOS: usize = 3;

impl SlideKind {
    /// The photos that an entry of the kind holds itself.
    pub fn photos(&self) -> Vec<&Photo> {
        match self {
            Self::Photo(photo) => vec![photo.as_ref()],
            Self::Photos(photos) => photos.iter().collect(),
            Self::Points(points) => points.photo.iter().collect(),
            _ => Vec::new(),
        }
    }
}

/// What an entry may name, said to somebody whose entry is unclear.
pub fn entry_hint() -> Message {
    let called = InEach { en: CALLED.en.join(", "), fr: CALLED.fr.join(", ") };
    Message::new("hint-entry").with_text("kinds", called)
}

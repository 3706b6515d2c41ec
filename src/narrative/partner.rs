//! A partner, whose logo or name stands on the cover.

use crate::schema::{KeyTable, Read, Record, Role, Shape, Text, field, required};

/// The keys of a partner; its name may stand alone.
#[rustfmt::skip]
pub static PARTNER: KeyTable = KeyTable {
    of: "partner",
    fields: &[
        required("name", "nom", Shape::Line, Role::Label,
            "The name of the partner; read aloud in place of its logo, printed where it has none.",
            "Le nom du partenaire\u{202f}; lu à la place de son logo, imprimé s’il n’en a pas."),
        field("logo", "logo", Shape::Line, Role::Address,
            "The path of its logo, from the deck’s folder or from the project’s root.",
            "Le chemin de son logo, depuis le répertoire du dossier ou la racine du projet."),
    ],
};

/// The value of a list of partners.
pub static PARTNERS: Shape = Shape::Brief(&PARTNER);

/// The most partners on a cover: of more, a logo is smaller than a line of text.
pub const MOST_PARTNERS: usize = 8;

/// Who stands beside the organisation.
#[derive(Debug, Clone)]
pub struct Partner {
    /// Its name, which says what its logo shows.
    pub name: Text,
    /// The path of its logo.
    pub logo: Option<Text>,
}

impl Partner {
    /// The partners under a key.
    pub fn read_all(record: &mut Record, key: &'static str) -> Vec<Self> {
        let items = record.list(key).into_iter();
        items
            .filter_map(|item| match item.value {
                Read::Map(mut record) => {
                    Some(Self { name: record.text("name")?, logo: record.text("logo") })
                }
                _ => None,
            })
            .collect()
    }
}

//! What may be written in a YAML file, in general: tables of keys, the reading of a text against them, and every fault at its
//! smallest place. Which keys there are, `narrative` and `project` say.
//!
//! `yaml` makes nodes with places of a text; `shape` describes what may stand under a key, `choices` its fixed values;
//! `decode` and `scalar` read nodes against a table into records.

mod choices;
mod decode;
mod excess;
mod lists;
mod marks;
mod names;
mod place;
mod scalar;
mod shape;
mod typed;
pub mod yaml;

pub use choices::{Choice, Choices, Name, choice, name, name_of};
pub use decode::Decoder;
pub use marks::{TypedList, is_run_on_list, mark_length};
pub use names::{is_named, slug};
pub use place::{CharacterPlaces, locate_part};
pub(crate) use scalar::exact_number;
pub use shape::{Field, KeyTable, Read, Record, Role, Shape, Text, field, required};

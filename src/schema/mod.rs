//! What may be written in a YAML file, in general: tables of keys, the reading of a text against them, and every fault at its
//! smallest place. Which keys there are, `narrative` and `project` say.
//!
//! `yaml` makes nodes with places of a text; `shape` describes what may stand under a key, `choices` its fixed values;
//! `decode` reads nodes against a table into a `record`, with `map_keys` for its keys and `scalar` for single values.

mod choices;
mod dates;
mod decode;
mod file_report;
mod keys_beside;
mod lists;
mod map_keys;
mod marks;
mod names;
mod node;
mod numbers;
mod place;
mod record;
mod scalar;
mod shape;
mod typed;
pub mod yaml;

pub use choices::{Choice, Choices, Name, choice, name, name_of};
pub use decode::Decoder;
pub use marks::{TypedList, is_run_on_list, mark_length};
pub use names::{is_named, slug};
pub(crate) use numbers::exact_number;
pub use place::{CharacterPlaces, locate_part};
pub use record::{Read, Record, Text};
pub use shape::{Field, KeyTable, Role, Shape, field, required};

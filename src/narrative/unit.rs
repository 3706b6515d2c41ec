//! The units that are known by name, so that pages write them in their own language.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::schema::{Name, Text, name};
use crate::text::fold_name;

/// Units known by name, in the order of the catalogue's `units`; any other text is printed as typed.
pub const UNITS: &[Name] = &[
    name("nights", "nuitées"),
    name("people", "personnes"),
    name("percent", "pour-cent"),
    name("points", "points"),
    name("euros", "euros"),
    name("hours", "heures"),
    name("days", "jours"),
    name("minutes", "minutes"),
    name("kilometres", "kilomètres"),
    name("cubic-metres", "mètres-cubes"),
    name("litres", "litres"),
    name("questions", "questions"),
    name("answers", "réponses"),
    name("messages", "messages"),
    name("calls", "appels"),
    name("visits", "visites"),
];

/// The English name of a unit that is known by name.
pub fn known_unit(unit: &Text) -> Option<&'static str> {
    UNITS_BY_NAME.get(fold_name(&unit.value).as_str()).copied()
}

/// The English name of each unit by both of its names, folded once.
static UNITS_BY_NAME: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let names = |name: &Name| [(fold_name(name.en), name.en), (fold_name(name.fr), name.en)];
    UNITS.iter().flat_map(names).collect()
});

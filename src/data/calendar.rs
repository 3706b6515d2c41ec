//! The names of months and days in the languages in which programs write dates.

/// How the names of months start, in French, English, German, Spanish, Italian, Dutch and Portuguese, without accents and in
/// lower case, each beside the whole name, so that no other word is taken for one.
const MONTHS: [&[(&str, &str)]; 12] = [
    &[
        ("janv", "janvier"),
        ("jan", "january"),
        ("jan", "januari"),
        ("ene", "enero"),
        ("gen", "gennaio"),
        ("jan", "janeiro"),
    ],
    &[
        ("fev", "fevrier"),
        ("feb", "february"),
        ("feb", "febrero"),
        ("feb", "febbraio"),
        ("feb", "februari"),
        ("fev", "fevereiro"),
    ],
    &[
        ("mars", "mars"),
        ("mar", "march"),
        ("marz", "marz"),
        ("mar", "marzo"),
        ("maart", "maart"),
        ("mrt", "mrt"),
        ("mar", "marco"),
    ],
    &[("avr", "avril"), ("apr", "april"), ("abr", "abril"), ("apr", "aprile")],
    &[("mai", "mai"), ("may", "mayo"), ("mag", "maggio"), ("mei", "mei"), ("maio", "maio")],
    &[
        ("juin", "juin"),
        ("jun", "june"),
        ("jun", "juni"),
        ("jun", "junio"),
        ("giu", "giugno"),
        ("jun", "junho"),
    ],
    &[
        ("juil", "juillet"),
        ("jul", "july"),
        ("jul", "juli"),
        ("jul", "julio"),
        ("lug", "luglio"),
        ("jul", "julho"),
    ],
    &[("aou", "aout"), ("aug", "august"), ("ago", "agosto"), ("aug", "augustus")],
    &[
        ("sept", "septembre"),
        ("sep", "september"),
        ("sep", "septiembre"),
        ("set", "settembre"),
        ("set", "setembro"),
    ],
    &[
        ("oct", "octobre"),
        ("oct", "october"),
        ("okt", "oktober"),
        ("oct", "octubre"),
        ("ott", "ottobre"),
        ("out", "outubro"),
    ],
    &[("nov", "novembre"), ("nov", "november"), ("nov", "noviembre"), ("nov", "novembro")],
    &[
        ("dec", "decembre"),
        ("dec", "december"),
        ("dez", "dezember"),
        ("dic", "diciembre"),
        ("dic", "dicembre"),
        ("dez", "dezembro"),
    ],
];

/// The names of days, which say nothing more beside a date.
pub(super) const WEEKDAYS: [&str; 56] = [
    "lun",
    "mar",
    "mer",
    "jeu",
    "ven",
    "sam",
    "dim",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
    "lunes",
    "martes",
    "miercoles",
    "jueves",
    "viernes",
    "sabado",
    "domingo",
    "lunedi",
    "martedi",
    "mercoledi",
    "giovedi",
    "venerdi",
    "sabato",
    "domenica",
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
];

/// What stands between the parts of a date or before it, and says nothing: `le 3 août 2026`, `3 de agosto de 2026`.
pub(super) const FILLERS: [&str; 4] = ["le", "de", "del", "den"];

/// The number of the month that a word names, whole or cut short.
pub(super) fn month_of(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.');
    // A word names a month when it is as long as the short form and goes on like the whole one: `juil`, not `jui`, which June
    // and July share.
    let is_name = |names: &&[(&str, &str)]| {
        names.iter().any(|(short, whole)| word.starts_with(short) && whole.starts_with(word))
    };
    let place = MONTHS.iter().position(is_name)?;
    u32::try_from(place + 1).ok()
}

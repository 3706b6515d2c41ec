//! Sites, mailboxes and accounts that are those of an organisation, not of a person.

/// Names of services that people speak of by the address of their site.
const SERVICES: &[&str] = &[
    "breizhgo",
    "campingcarpark",
    "cotetoilee",
    "decathlon",
    "flixbus",
    "france",
    "geoportail",
    "gites-de-france",
    "gitesdefrance",
    "ign",
    "insee",
    "legifrance",
    "lonelyplanet",
    "mappy",
    "meteociel",
    "meteofrance",
    "nationalrail",
    "nationaltrust",
    "openstreetmap",
    "petitfute",
    "sncf",
    "sncf-connect",
    "ter",
    "thetrainline",
    "trainline",
    "trivago",
    "viamichelin",
    "weatherapi",
    "wikipedia",
    "windy",
    "windguru",
];

/// Such services where each page is that of somebody.
const COMMUNITIES: &[&str] = &[
    "abritel",
    "airbnb",
    "alltrails",
    "amazon",
    "blablacar",
    "booking",
    "expedia",
    "facebook",
    "google",
    "greengo",
    "helloasso",
    "hotels",
    "instagram",
    "komoot",
    "leboncoin",
    "park4night",
    "routard",
    "strava",
    "tripadvisor",
    "visorando",
    "vrbo",
    "waze",
    "youtube",
];

/// Words in the name of a public body.
const BODIES: &[&str] = &[
    "agglo",
    "commune",
    "council",
    "destination",
    "gouv",
    "mairie",
    "metropole",
    "musee",
    "museum",
    "office",
    "prefecture",
    "service-public",
    "tourism",
    "ville",
    "visit",
];

/// Mailboxes that nobody owns.
const MAILBOXES: &[&str] = &[
    "accueil",
    "bienvenue",
    "billetterie",
    "bonjour",
    "bookings",
    "boutique",
    "communication",
    "contact",
    "enquiries",
    "enquiry",
    "groupes",
    "hello",
    "info",
    "information",
    "informations",
    "infos",
    "mairie",
    "museum",
    "office",
    "office-de-tourisme",
    "office-tourisme",
    "officedetourisme",
    "officetourisme",
    "ot",
    "presse",
    "reception",
    "reservation",
    "reservations",
    "secretariat",
    "standard",
    "tourism",
    "tourisme",
    "tourist-office",
    "visit",
    "welcome",
];

/// Where people have mailboxes of their own.
const PROVIDERS: &[&str] = &[
    "aol",
    "bbox",
    "btinternet",
    "free",
    "gmail",
    "gmx",
    "googlemail",
    "hotmail",
    "icloud",
    "laposte",
    "live",
    "me",
    "msn",
    "neuf",
    "numericable",
    "orange",
    "outlook",
    "proton",
    "protonmail",
    "sfr",
    "wanadoo",
    "yahoo",
    "ymail",
];

/// Whether a name on the web (`www.presquile-tourisme.fr`, `otpresquile_tourisme`) is that of a public body or of a
/// well-known service.
pub fn is_organisation(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let is_public = BODIES.iter().any(|body| name.contains(body));
    is_public || has_label(&name, SERVICES) || is_community(&name)
}

/// Whether the pages of a site are those of the people who use it.
pub fn is_community(site: &str) -> bool {
    has_label(&site.to_ascii_lowercase(), COMMUNITIES)
}

fn has_label(name: &str, known: &[&str]) -> bool {
    name.split('.').any(|label| known.contains(&label))
}

/// Whether a mailbox is one that nobody owns.
pub fn is_mailbox(local: &str) -> bool {
    MAILBOXES.contains(&local.to_ascii_lowercase().as_str())
}

/// Whether a site gives mailboxes to anybody.
pub fn is_provider(site: &str) -> bool {
    has_label(&site.to_ascii_lowercase(), PROVIDERS)
}

//! Sites, mailboxes and accounts that are those of an organisation, not of a person.

/// Names of services that people speak of by the address of their site.
const SERVICES: &[&str] = &[
    "abritel",
    "airbnb",
    "alltrails",
    "amazon",
    "blablacar",
    "booking",
    "breizhgo",
    "campingcarpark",
    "cotetoilee",
    "decathlon",
    "expedia",
    "facebook",
    "flixbus",
    "france",
    "geoportail",
    "gites-de-france",
    "gitesdefrance",
    "google",
    "greengo",
    "helloasso",
    "hotels",
    "ign",
    "insee",
    "instagram",
    "komoot",
    "leboncoin",
    "legifrance",
    "lonelyplanet",
    "mappy",
    "meteociel",
    "meteofrance",
    "nationalrail",
    "nationaltrust",
    "openstreetmap",
    "park4night",
    "petitfute",
    "routard",
    "sncf",
    "sncf-connect",
    "strava",
    "ter",
    "thetrainline",
    "trainline",
    "tripadvisor",
    "trivago",
    "viamichelin",
    "visorando",
    "vrbo",
    "waze",
    "weatherapi",
    "wikipedia",
    "windy",
    "windguru",
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
    "bonjour",
    "contact",
    "enquiries",
    "hello",
    "info",
    "infos",
    "mairie",
    "office",
    "reception",
    "tourism",
    "tourisme",
];

/// Whether a name on the web (`www.presquile-tourisme.fr`, `otpresquile_tourisme`) is that of a public body or of a
/// well-known service.
pub fn is_organisation(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let labels = || name.split('.').filter(|label| *label != "www");
    let is_service = labels().any(|label| SERVICES.contains(&label));
    is_service || BODIES.iter().any(|body| name.contains(body))
}

/// Whether a mailbox is one that nobody owns.
pub fn is_mailbox(local: &str) -> bool {
    MAILBOXES.contains(&local.to_ascii_lowercase().as_str())
}

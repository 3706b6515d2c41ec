//! The channel by which words reached the team: at the desk, by letter, on a network.

use crate::schema::{Choice, Name, choice, name_of};

/// Where words were said.
#[rustfmt::skip]
pub static CHANNELS: [Choice<Channel>; 15] = [
    choice(Channel::FrontDesk, "front-desk", "guichet",
        "Said at a desk of the office.",
        "Dit à un guichet de l’office."),
    choice(Channel::Facebook, "facebook", "facebook",
        "Written in public on Facebook; a search may show who wrote it.",
        "Écrit en public sur Facebook\u{202f}; une recherche peut montrer par qui."),
    choice(Channel::Instagram, "instagram", "instagram",
        "Written in public on Instagram; a search may show who wrote it.",
        "Écrit en public sur Instagram\u{202f}; une recherche peut montrer par qui."),
    choice(Channel::GoogleReview, "google-review", "avis-google",
        "Written in a Google review; a search may show who wrote it.",
        "Écrit dans un avis Google\u{202f}; une recherche peut montrer par qui."),
    choice(Channel::Tripadvisor, "tripadvisor", "tripadvisor",
        "Written in a Tripadvisor review; a search may show who wrote it.",
        "Écrit dans un avis Tripadvisor\u{202f}; une recherche peut montrer par qui."),
    choice(Channel::EMail, "e-mail", "courriel",
        "Sent by e-mail; quoting it needs consent or a paraphrase.",
        "Reçu par courriel\u{202f}; le citer demande un accord ou une paraphrase."),
    choice(Channel::Letter, "letter", "courrier",
        "Sent by letter; quoting it needs consent or a paraphrase.",
        "Reçu par courrier\u{202f}; le citer demande un accord ou une paraphrase."),
    choice(Channel::Phone, "phone", "téléphone",
        "Said on the phone; quoting it needs consent or a paraphrase.",
        "Dit au téléphone\u{202f}; le citer demande un accord ou une paraphrase."),
    choice(Channel::PrivateMessage, "private-message", "message-privé",
        "Sent in private on a network; quoting it needs consent or a paraphrase.",
        "Reçu en privé sur un réseau\u{202f}; le citer demande un accord ou une paraphrase."),
    choice(Channel::Interview, "interview", "entretien",
        "Said to somebody who came to listen.",
        "Dit à quelqu’un venu écouter."),
    choice(Channel::Meeting, "meeting", "réunion",
        "Said before others, in a meeting.",
        "Dit devant d’autres, en réunion."),
    choice(Channel::Survey, "survey", "enquête",
        "Written or said in a survey.",
        "Écrit ou dit dans une enquête."),
    choice(Channel::Field, "field", "terrain",
        "Said to one of your team outdoors: on a path, on a beach.",
        "Dit à quelqu’un de l’équipe, dehors\u{a0}: sur un sentier, sur une plage."),
    choice(Channel::Press, "press", "presse",
        "Printed or broadcast in the press.",
        "Paru ou diffusé dans la presse."),
    choice(Channel::Other, "other", "autre",
        "Received in another way; the context can say which.",
        "Venu par un autre moyen\u{202f}; le contexte peut dire lequel."),
];

/// Where words were said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Channel {
    /// To somebody of ours, at the desk.
    FrontDesk,
    /// In public on Facebook.
    Facebook,
    /// In public on Instagram.
    Instagram,
    /// In a review on Google.
    GoogleReview,
    /// In a review on Tripadvisor.
    Tripadvisor,
    /// In an e-mail to the team.
    EMail,
    /// In a letter to the team.
    Letter,
    /// On the phone, to one of the team.
    Phone,
    /// In a message to us alone.
    PrivateMessage,
    /// To somebody who came to listen.
    Interview,
    /// Before others, in a meeting.
    Meeting,
    /// In an answer to a survey.
    Survey,
    /// Where we were at work.
    Field,
    /// In a newspaper, on the air.
    Press,
    /// In another way, which the context may name.
    Other,
}

impl Channel {
    /// Its names in both languages.
    pub fn name(self) -> Name {
        name_of(&CHANNELS, self)
    }

    /// Its name in the catalogue.
    pub fn key(self) -> &'static str {
        self.name().en
    }
}

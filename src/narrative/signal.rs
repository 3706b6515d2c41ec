//! A signal: something heard repeatedly, from murmur to din.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::allowance::ALLOW;
use super::channel::{CHANNELS, Channel};
use crate::schema::{Choice, choice, name_of};
use crate::schema::{KeyTable, Record, Role, Shape, Text, field, required};
use crate::source::{Span, Spanned};

#[rustfmt::skip]
static STAGES: [Choice<Stage>; 7] = [
    choice(Stage::Noise, "noise", "bruit",
        "One or two people, through one channel: note it, and do no more.",
        "Une ou deux personnes, par un seul canal\u{a0}: notez-le, sans plus."),
    choice(Stage::Murmur, "murmur", "murmure",
        "Three people or more, or two channels; not as loud as an echo.",
        "Trois personnes au moins, ou deux canaux\u{202f}; moins fort qu’un écho."),
    choice(Stage::Echo, "echo", "écho",
        "Five people or more through two channels, or the same thing heard in another quarter.",
        "Cinq personnes au moins par deux canaux, ou le même propos à un autre trimestre."),
    choice(Stage::Voice, "voice", "voix",
        "A group or the press speaks, and waits for an answer.",
        "Un groupe ou la presse prend la parole, et attend une réponse."),
    choice(Stage::Din, "din", "vacarme",
        "More than twenty people, the press or a public meeting: a decision is needed.",
        "Plus de vingt personnes, la presse ou une réunion publique\u{a0}: il faut décider."),
    choice(Stage::Followed, "followed", "suivi",
        "Something was done about it; you keep listening.",
        "On y a répondu\u{202f}; vous restez à l’écoute."),
    choice(Stage::Faded, "faded", "retombé",
        "Nobody speaks of it any more.",
        "Plus personne n’en parle."),
];

/// What an observatory's figure says of a signal.
#[rustfmt::skip]
static READINGS: [Choice<Agreement>; 3] = [
    choice(Agreement::Agrees, "agrees", "confirme",
        "The figure goes the same way as what people say.",
        "Le chiffre va dans le sens de ce que disent les gens."),
    choice(Agreement::Contradicts, "contradicts", "contredit",
        "The figure shows the opposite; explain why under `against`.",
        "Le chiffre dit le contraire\u{202f}; expliquez pourquoi sous `contre`."),
    choice(Agreement::Absent, "absent", "absent",
        "Nobody measures it yet, and that is worth saying.",
        "Personne ne le mesure encore, et cela mérite d’être dit."),
];

#[rustfmt::skip]
static OBSERVATORY: KeyTable = KeyTable {
    of: "observatory",
    fields: &[
        field("figure", "chiffre", Shape::Id, Role::Id,
            "The figure that measures what people say, by its id.",
            "Le chiffre qui mesure ce que disent les gens, par son identifiant."),
        required("reading", "mesure", Shape::Word(&READINGS), Role::Value,
            "Whether the measure agrees with what people say, contradicts it or does not exist.",
            "Dit si la mesure confirme ce que disent les gens, le contredit ou n’existe pas.").formerly_named("reading", "lecture"),
    ],
};

#[rustfmt::skip]
static ACTION: KeyTable = KeyTable {
    of: "action",
    fields: &[
        required("what", "quoi", Shape::Line, Role::Words,
            "What you propose to do about the signal.",
            "Ce que vous proposez de faire face à ce signal."),
        field("who", "qui", Shape::Line, Role::Label,
            "Who would do it: a service, a commune.",
            "Qui le ferait\u{a0}: un service, une commune."),
        field("by", "échéance", Shape::Date, Role::Value,
            "The last day on which it would be done.",
            "La date à laquelle, au plus tard, ce serait fait."),
        field("cost", "coût", Shape::Number, Role::Value,
            "What it would cost, in euros.",
            "Ce que cela coûterait, en euros."),
    ],
};

#[rustfmt::skip]
static SIGNAL: KeyTable = KeyTable {
    of: "signal",
    fields: &[
        required("id", "id", Shape::Id, Role::Id,
            "A short name for the signal, a new one in each deck.",
            "Un nom court pour le signal, nouveau à chaque dossier."),
        field("title", "titre", Shape::Line, Role::Headline,
            "What to remember of the signal, in one sentence, for its slide.",
            "Ce qu’il faut retenir du signal, en une phrase, pour sa diapositive."),
        required("heard", "entendu", Shape::Line, Role::Words,
            "What people say, in their words, without naming anybody.",
            "Ce que disent les gens, avec leurs mots, sans nommer personne."),
        required("stage", "stade", Shape::Word(&STAGES), Role::Value,
            "How loud the signal has become, by the people and the channels counted.",
            "La force qu’a prise le signal, d’après les personnes et les canaux comptés."),
        field("first", "premier", Shape::Date, Role::Value,
            "The day it was first heard; shown only as a month.",
            "Le jour où on l’a entendu la première fois\u{202f}; seul le mois est montré."),
        field("last", "dernier", Shape::Date, Role::Value,
            "The day it was last heard; shown only as a month.",
            "Le jour où on l’a entendu la dernière fois\u{202f}; seul le mois est montré."),
        required("people", "personnes", Shape::Count, Role::Value,
            "How many different people said it, each counted once.",
            "Combien de personnes différentes l’ont dit, chacune comptée une fois."),
        field("messages", "messages", Shape::Count, Role::Value,
            "How many messages said it; never fewer than the people.",
            "Combien de messages l’ont dit\u{202f}; jamais moins que de personnes."),
        field("channels", "canaux", Shape::List(&Shape::Word(&CHANNELS)), Role::Value,
            "Where it was heard: at the desk, by letter, on Facebook.",
            "Par où on l’a entendu\u{a0}: au guichet, par courrier, sur Facebook."),
        field("voices", "témoignages", Shape::List(&Shape::Id), Role::Id,
            "The voices that support it, by their ids; the annex points to those that are shown.",
            "Les témoignages qui l’étayent, par leurs identifiants\u{202f}; l’annexe renvoie à ceux qui sont montrés.").or("voix"),
        field("earlier", "avant", Shape::Id, Role::Id,
            "The signal of an earlier deck that this one continues, by its id.",
            "Le signal d’un dossier précédent que celui-ci prolonge, par son identifiant."),
        field("against", "contre", Shape::Prose, Role::Words,
            "What contradicts the signal or explains it otherwise; shown on its slide.",
            "Ce qui contredit le signal ou l’explique autrement\u{202f}; montré sur sa diapositive."),
        field("observatory", "observatoire", Shape::Map(&OBSERVATORY), Role::Keys,
            "What is measured about it, or that nobody measures it.",
            "Ce que l’on en mesure, ou le fait que personne ne le mesure."),
        field("action", "action", Shape::Map(&ACTION), Role::Keys,
            "What you propose, who would do it, by when and at what cost.",
            "Ce que vous proposez, qui le ferait, pour quand et à quel coût."),
        field("language", "langue", Shape::Code, Role::Value,
            "The language of these texts, when it is not the deck’s.",
            "La langue de ces textes, quand ce n’est pas celle du dossier."),
        ALLOW,
    ],
};

/// The keys of a file of signals.
#[rustfmt::skip]
pub static FILE: KeyTable = KeyTable {
    of: "signals",
    fields: &[required("signals", "signaux", Shape::List(&Shape::Map(&SIGNAL)), Role::Keys,
        "What several people say, from a murmur to a din.",
        "Ce que plusieurs personnes disent, du murmure au vacarme.")],
};

/// How loud a signal has become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// One mention, or one person repeating.
    Noise,
    /// A few people.
    Murmur,
    /// Several people, by several ways.
    Echo,
    /// A group, or an organised demand.
    Voice,
    /// Everybody speaks of it.
    Din,
    /// Acted upon, and watched.
    Followed,
    /// No longer heard.
    Faded,
}

impl Stage {
    /// How loud, from noise (0) to din (4); none once it is followed or has faded.
    pub fn loudness(self) -> Option<usize> {
        let at = STAGES.iter().position(|stage| stage.value == self)?;
        (!matches!(self, Self::Followed | Self::Faded)).then_some(at)
    }

    /// Its name in the catalogue.
    pub fn key(self) -> &'static str {
        name_of(&STAGES, self).en
    }
}

/// Something heard repeatedly.
#[derive(Debug, Clone)]
pub struct Signal {
    /// Names it in references.
    pub id: Spanned<String>,
    /// A sentence, for its slide.
    pub title: Option<Text>,
    /// What people say.
    pub heard: Text,
    /// How loud it has become.
    pub stage: Spanned<Stage>,
    /// The day it was first heard; slides show only the month.
    pub first: Option<NaiveDate>,
    /// The day it was last heard; slides show only the month.
    pub last: Option<NaiveDate>,
    /// How many different people said it, each counted once.
    pub people: Spanned<u64>,
    /// How many messages said it; none when nobody counted them.
    pub messages: Option<Spanned<u64>>,
    /// Where it was heard.
    pub channels: Vec<Channel>,
    /// Voices that carry it.
    pub voices: Vec<Spanned<String>>,
    /// The signal of an earlier deck that it goes on from.
    pub earlier: Option<Spanned<String>>,
    /// What speaks against it.
    pub against: Option<Text>,
    /// What the observatory says.
    pub observatory: Option<Observatory>,
    /// What is proposed.
    pub action: Option<Action>,
    /// Its language when it is not the deck's.
    pub language: Option<Text>,
    /// Where it stands in the file, as a whole.
    pub span: Span,
}

impl Signal {
    /// Whether it is an echo or louder.
    pub fn is_loud(&self) -> bool {
        self.stage.value.loudness() >= Stage::Echo.loudness()
    }

    /// Whether it was heard there.
    pub fn has_channel(&self, channel: Channel) -> bool {
        self.channels.contains(&channel)
    }
}

/// What the observatory says of a signal.
#[derive(Debug, Clone)]
pub struct Observatory {
    /// The id of the figure that measures it; none when no figure does.
    pub figure: Option<Spanned<String>>,
    /// What it says of the signal.
    pub reading: Spanned<Agreement>,
}

/// What the figure of an observatory says of a signal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreement {
    /// It goes the same way as what people say.
    Agrees,
    /// It says the contrary of what people say.
    Contradicts,
    /// Nothing: nobody measures it.
    Absent,
}

impl Agreement {
    /// Its name in the catalogue.
    pub fn key(self) -> &'static str {
        name_of(&READINGS, self).en
    }
}

impl Observatory {
    /// Whether the figure says the contrary of the signal.
    pub fn is_contrary(&self) -> bool {
        self.reading.value == Agreement::Contradicts
    }

    /// Whether nothing measures the signal.
    pub fn is_absent(&self) -> bool {
        self.reading.value == Agreement::Absent
    }
}

/// What is proposed.
#[derive(Debug, Clone)]
pub struct Action {
    /// What would be done about the signal.
    pub what: Text,
    /// A service or a commune that would do it.
    pub who: Option<Text>,
    /// The last day on which it would be done.
    pub by: Option<Spanned<NaiveDate>>,
    /// How many euros.
    pub cost: Option<Spanned<Decimal>>,
}

/// The signals of a file.
pub fn read(mut record: Record) -> Vec<Signal> {
    record.maps("signals").into_iter().filter_map(read_signal).collect()
}

/// The channels, each once: one that is written twice carries no more than once.
fn read_channels(record: &mut Record) -> Vec<Channel> {
    let mut channels: Vec<Channel> = Vec::new();
    for channel in record.choices("channels", &CHANNELS) {
        if !channels.contains(&channel) {
            channels.push(channel);
        }
    }
    channels
}

fn read_signal(mut record: Record) -> Option<Signal> {
    Some(Signal {
        span: record.span,
        id: record.id("id")?,
        title: record.text("title"),
        heard: record.text("heard")?,
        stage: record.choice("stage", &STAGES)?,
        first: record.date("first").map(|date| date.value),
        last: record.date("last").map(|date| date.value),
        people: record.count("people")?,
        messages: record.count("messages"),
        channels: read_channels(&mut record),
        voices: record.ids("voices"),
        earlier: record.id("earlier"),
        against: record.text("against"),
        observatory: record.map("observatory").and_then(|map| read_observatory(map.value)),
        action: record.map("action").and_then(|map| read_action(map.value)),
        language: record.text("language"),
    })
}

fn read_observatory(mut record: Record) -> Option<Observatory> {
    Some(Observatory { figure: record.id("figure"), reading: record.choice("reading", &READINGS)? })
}

fn read_action(mut record: Record) -> Option<Action> {
    Some(Action {
        what: record.text("what")?,
        who: record.text("who"),
        by: record.date("by"),
        cost: record.number("cost"),
    })
}

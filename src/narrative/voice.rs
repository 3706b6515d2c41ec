//! A voice: exact words, who speaks (as a role), where, when, on what consent.

use chrono::NaiveDate;

use super::allowance::ALLOW;
use super::channel::{CHANNELS, Channel};
use super::consent::{Basis, CONSENT, Consent};
use super::selection::{SELECTION, Selection};
use super::translation::{TRANSLATION, Translation};
use crate::period::Period;
use crate::schema::{Choice, choice, name_of};
use crate::schema::{Field, KeyTable, Record, Role, Shape, Text, field, required};
use crate::source::{Span, Spanned};

/// How words were meant.
#[rustfmt::skip]
static TONES: [Choice<Tone>; 6] = [
    choice(Tone::Critical, "critical", "critique",
        "Against you or what you did; the slide shows it.",
        "Contre vous ou ce que vous avez fait\u{202f}; la diapositive le dit."),
    choice(Tone::Supportive, "supportive", "favorable",
        "Pleased with you or with what you did.",
        "Content de vous ou de ce que vous avez fait."),
    choice(Tone::Mixed, "mixed", "nuancé",
        "Partly pleased, partly not.",
        "En partie content, en partie non."),
    choice(Tone::Question, "question", "question",
        "Asks something, without judging.",
        "Demande quelque chose, sans juger."),
    choice(Tone::Suggestion, "suggestion", "suggestion",
        "Proposes something that could be done.",
        "Propose quelque chose à faire."),
    choice(Tone::Neutral, "neutral", "neutre",
        "Reports something, neither for nor against.",
        "Raconte quelque chose, ni pour ni contre."),
];

/// What may tie who speaks to us.
#[rustfmt::skip]
static INTERESTS: [Choice<Interest>; 4] = [
    choice(Interest::Staff, "staff", "équipe",
        "Works with you; printed beside the role.",
        "Travaille avec vous\u{202f}; imprimé à côté du rôle."),
    choice(Interest::Elected, "elected", "mandat",
        "Is an elected official; printed beside the role.",
        "A un mandat électif\u{202f}; imprimé à côté du rôle."),
    choice(Interest::Partner, "partner", "partenaire",
        "Earns part of its living from what you do: a member business; printed beside the role.",
        "Vit en partie de ce que vous faites\u{a0}: un adhérent\u{202f}; imprimé à côté du rôle."),
    choice(Interest::None, "none", "aucun",
        "Nothing ties the person to you; nothing is printed.",
        "Rien ne lie la personne à vous\u{202f}; rien n’est imprimé."),
];

/// What was mended in words that are quoted.
#[rustfmt::skip]
static REPAIRS: [Choice<Repair>; 2] = [
    choice(Repair::Spelling, "spelling", "orthographe",
        "Spelling was corrected, never a number or a negation.",
        "L’orthographe a été corrigée, jamais un nombre ni une négation."),
    choice(Repair::Punctuation, "punctuation", "ponctuation",
        "Punctuation was corrected, never a question mark.",
        "La ponctuation a été corrigée, jamais un point d’interrogation."),
];

static REPAIR: Shape = Shape::Word(&REPAIRS);

#[rustfmt::skip]
static ORIGINAL: KeyTable = KeyTable {
    of: "original",
    fields: &[required("file", "fichier", Shape::Line, Role::Address,
        "The file of messages, under `private/`; never shown.",
        "Le fichier de messages, sous `private/`\u{202f}; jamais montré."), required("id", "id", Shape::Id, Role::Id,
        "The id of the message in that file; never shown.",
        "L’identifiant du message dans ce fichier\u{202f}; jamais montré.")],
};

#[rustfmt::skip]
static SPEAKER: KeyTable = KeyTable {
    of: "speaker",
    fields: &[
        required("role", "rôle", Shape::Line, Role::Tag,
            "Who speaks, as a role and never a name: a resident, a shopkeeper.",
            "Qui parle, par son rôle et jamais par son nom\u{a0}: une habitante, un commerçant."),
        field("adult", "adulte", Shape::Flag, Role::Guard,
            "Whether the person is an adult (never shown); for a minor, the parents must have signed.",
            "Dit si la personne est majeure (jamais montré)\u{202f}; pour un mineur, les parents doivent avoir signé."),
        field("origin", "origine", Shape::Line, Role::Tag,
            "Where the person comes from, in broad terms; shown with the quote, beside the role.",
            "D’où vient la personne, sans trop préciser\u{202f}; montré avec la citation, à côté du rôle."),
        field("interest", "intérêt", Shape::Word(&INTERESTS), Role::Value,
            "What ties the person to you, if anything; shown with the quote, beside the role.",
            "Ce qui lie la personne à vous, s’il y a lieu\u{202f}; montré à côté du rôle."),
    ],
};

/// The keys of somebody's words, used or not.
#[rustfmt::skip]
const WORDS_FIELDS: [Field; 15] = [
    required("id", "id", Shape::Id, Role::Id,
        "A short name that does not identify the person, such as v-07; printed in the annex.",
        "Un nom court qui ne dit rien de la personne, comme v-07\u{202f}; imprimé en annexe."),
    required("text", "texte", Shape::Prose, Role::Quote,
        "The exact words, with […] wherever you cut; shown as a quote.",
        "Les mots exacts, avec […] là où vous coupez\u{202f}; montrés comme citation."),
    field("language", "langue", Shape::Code, Role::Value,
        "The language of these words, when it is not the deck’s.",
        "La langue de ces mots, quand ce n’est pas celle du dossier."),
    field("original", "original", Shape::Map(&ORIGINAL), Role::Keys,
        "Where the whole message is kept, to check the quote against it; never shown.",
        "Où se trouve le message entier, pour vérifier la citation\u{202f}; jamais montré."),
    field("repaired", "retouches", Shape::List(&REPAIR), Role::Value,
        "The small mistakes you corrected in the words, so that the check allows for them.",
        "Les petites fautes que vous avez corrigées, pour que la vérification en tienne compte."),
    field("translation", "traduction", Shape::Map(&TRANSLATION), Role::Keys,
        "The words in the language of the deck, and who translated them; shown under the quote.",
        "Les mots dans la langue du dossier, et qui les a traduits\u{202f}; montré sous la citation."),
    required("speaker", "personne", Shape::Map(&SPEAKER), Role::Keys,
        "Who speaks, as a role, and what the board should know of them.",
        "Qui parle, par son rôle, et ce que les élus doivent en savoir."),
    field("channel", "canal", Shape::Word(&CHANNELS), Role::Guard,
        "Where you received these words: at the desk, by letter; shown with the quote.",
        "Par où ces mots vous sont venus\u{a0}: au guichet, par courrier\u{202f}; montré avec la citation."),
    field("date", "date", Shape::Month, Role::Value,
        "When the words were said; only the month is shown.",
        "Quand ces mots ont été dits\u{202f}; seul le mois est montré."),
    field("context", "contexte", Shape::Line, Role::Tag,
        "What had just been said or done; shown with the quote, but not beside a story.",
        "Ce qui venait d’être dit ou fait\u{202f}; montré avec la citation, sauf à côté d’un récit."),
    field("tone", "ton", Shape::Word(&TONES), Role::Value,
        "How the words were meant; the slide shows it only when they are critical.",
        "Le ton de ces mots\u{202f}; la diapositive ne le dit que s’ils sont critiques."),
    field("theme", "thème", Shape::Line, Role::Label,
        "What the words are about, for your own sorting; not shown.",
        "Le sujet de ces mots, pour votre propre classement\u{202f}; non montré."),
    field("sensitive", "sensible", Shape::Flag, Role::Guard,
        "Whether they are about health, beliefs, opinions or origin; consent or a paraphrase is then needed.",
        "Dit s’ils touchent à la santé, aux croyances ou aux opinions\u{202f}; il faut alors accord ou paraphrase."),
    required("consent", "accord", Shape::Map(&CONSENT), Role::Keys,
        "On what basis the words are quoted, until when and for whom.",
        "Sur quelle base ces mots sont cités, jusqu’à quand et pour qui."),
    field("answer", "réponse", Shape::Line, Role::Words,
        "What you answered the person; shown with the quote, but not beside a story.",
        "Ce que vous avez répondu\u{202f}; montré avec la citation, sauf à côté d’un récit."),
];

static VOICE: KeyTable = KeyTable { of: "voice", fields: &VOICE_FIELDS };

const VOICE_FIELDS: [Field; WORDS_FIELDS.len() + 1] = {
    let mut fields = [ALLOW; WORDS_FIELDS.len() + 1];
    let mut at = 0;
    while at < WORDS_FIELDS.len() {
        fields[at] = WORDS_FIELDS[at];
        at += 1;
    }
    fields
};

/// A voice that nobody has chosen yet: what is missing is asked for once it stands among the voices, and so is why a rule is
/// set aside.
static DRAFT: KeyTable = KeyTable { of: KeyTable::DRAFT, fields: &DRAFT_FIELDS };

/// The keys of a voice, of which only the first two, `id` and `text`, must be there.
const DRAFT_FIELDS: [Field; WORDS_FIELDS.len()] = {
    let mut fields = WORDS_FIELDS;
    let mut at = 2;
    while at < fields.len() {
        fields[at].required = false;
        at += 1;
    }
    fields
};

/// The keys of a file of voices.
#[rustfmt::skip]
pub static FILE: KeyTable = KeyTable {
    of: "voices",
    fields: &[
        field("selection", "sélection", Shape::Map(&SELECTION), Role::Keys,
            "How many messages were read, and how the voices were chosen from them.",
            "Combien de messages ont été lus, et comment les témoignages y ont été choisis."),
        field("voices", "témoignages", Shape::List(&Shape::Map(&VOICE)), Role::Keys,
            "The voices you chose, each with its speaker and what allows you to quote it.",
            "Les témoignages choisis, chacun avec la personne qui parle et ce qui permet de le citer.").or("voix"),
        field("drafts", "brouillons", Shape::List(&Shape::Map(&DRAFT)), Role::Keys,
            "Words that nobody has chosen yet; never shown as long as they stay here.",
            "Des mots que personne n’a encore choisis\u{202f}; jamais montrés tant qu’ils restent ici."),
    ],
};

/// How words were meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Against us or what we did.
    Critical,
    /// Pleased with us or with what we did.
    Supportive,
    /// Partly for us, partly against.
    Mixed,
    /// Asks something, without judging.
    Question,
    /// Proposes something to do.
    Suggestion,
    /// Neither for us nor against.
    Neutral,
}

impl Tone {
    /// Its name in the catalogue.
    pub fn key(self) -> &'static str {
        name_of(&TONES, self).en
    }
}

/// What may tie who speaks to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interest {
    /// They work for us.
    Staff,
    /// They hold an elected office.
    Elected,
    /// They are a partner of ours.
    Partner,
    /// Nothing ties them to us.
    None,
}

/// What was mended in words that are quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repair {
    /// The spelling of words.
    Spelling,
    /// The signs between words.
    Punctuation,
}

/// What the words of a voice suggest, without anybody having said so. It is noted once the project is read, by the rules
/// that ask about it; nothing is suggested until then.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Suggested {
    /// Whether a child may be speaking.
    pub minor: bool,
    /// Whether the words may tell of health, opinions, beliefs, origin or the like.
    pub sensitive: bool,
}

/// Exact words and who said them.
#[derive(Debug, Clone)]
pub struct Voice {
    /// Names it in references.
    pub id: Spanned<String>,
    /// The exact words.
    pub text: Text,
    /// The language they were said in, when it is not the deck's.
    pub language: Option<Text>,
    /// Where the message they were taken from is kept.
    pub original: Option<Stored>,
    /// What was mended in them.
    pub repaired: Vec<Repair>,
    /// The words in the deck's language.
    pub translation: Option<Translation>,
    /// Who speaks, as a role.
    pub role: Text,
    /// Whether they are of age, if somebody wrote it down.
    pub adult: Option<Spanned<bool>>,
    /// Where they come from.
    pub origin: Option<Text>,
    /// What ties them to us, if somebody wrote it down.
    pub interest: Option<Interest>,
    /// Where they were said.
    pub channel: Option<Channel>,
    /// The day they were said, or the first of the month when no more is said; printed as a month.
    pub date: Option<NaiveDate>,
    /// Whether the day is known, and not the month only.
    pub has_day: bool,
    /// What they answered to.
    pub context: Option<Text>,
    /// How they were meant.
    pub tone: Option<Tone>,
    /// Whether they tell of health, opinions, beliefs, origin or the like, if somebody wrote it down.
    pub sensitive: Option<Spanned<bool>>,
    /// What the words make one ask, where nobody has answered; see [`Suggested`].
    pub suggested: Suggested,
    /// What we answered.
    pub answer: Option<Text>,
    /// On what basis they are quoted.
    pub consent: Consent,
    /// Where it stands in the file, as a whole.
    pub span: Span,
}

impl Voice {
    /// Whether something of the words was mended.
    pub fn is_repaired(&self, what: Repair) -> bool {
        self.repaired.contains(&what)
    }

    /// Whether the words are ours, and only the thought is theirs.
    pub fn is_paraphrase(&self) -> bool {
        self.consent.basis.value == Basis::Paraphrase
    }

    /// What ties who speaks to us, by its English name; none where nothing does, or nothing is written.
    pub fn declared_interest(&self) -> Option<&'static str> {
        let interest = self.interest.filter(|interest| *interest != Interest::None);
        interest.map(|interest| name_of(&INTERESTS, interest).en)
    }

    /// Whether the words speak against us.
    pub fn is_critical(&self) -> bool {
        self.tone == Some(Tone::Critical)
    }
}

/// Where the message that a voice was taken from is kept.
#[derive(Debug, Clone)]
pub struct Stored {
    /// A file of messages under `private/`.
    pub file: Text,
    /// The message in it.
    pub id: Spanned<String>,
}

/// The selection and the voices of a file.
pub fn read(mut record: Record) -> (Option<Selection>, Vec<Voice>) {
    let selection = record.map("selection").and_then(|map| Selection::read(map.value));
    let voices = record.maps("voices").into_iter().filter_map(read_voice).collect();
    (selection, voices)
}

fn read_voice(mut record: Record) -> Option<Voice> {
    let mut speaker = record.map("speaker")?.value;
    let consent = record.map("consent")?.value;
    let date = record.period("date").map(|date| date.value);
    Some(Voice {
        span: record.span,
        id: record.id("id")?,
        text: record.text("text")?,
        language: record.text("language"),
        original: record.map("original").and_then(|map| read_stored(map.value)),
        repaired: record.choices("repaired", &REPAIRS),
        translation: record.map("translation").and_then(|map| Translation::read(map.value)),
        role: speaker.text("role")?,
        adult: speaker.flag("adult"),
        origin: speaker.text("origin"),
        interest: speaker.choice("interest", &INTERESTS).map(|interest| interest.value),
        channel: record.choice("channel", &CHANNELS).map(|channel| channel.value),
        date: date.map(Period::first_day),
        has_day: matches!(date, Some(Period::Range(..))),
        context: record.text("context"),
        tone: record.choice("tone", &TONES).map(|tone| tone.value),
        sensitive: record.flag("sensitive"),
        suggested: Suggested::default(),
        answer: record.text("answer"),
        consent: Consent::read(consent)?,
    })
}

fn read_stored(mut record: Record) -> Option<Stored> {
    Some(Stored { file: record.text("file")?, id: record.id("id")? })
}

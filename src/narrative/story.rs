//! A story: something that happened, to somebody, somewhere.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::allowance::ALLOW;
use super::audience::{self, Audience};
use super::photo::{PHOTO, Photo};
use crate::period::Period;
use crate::schema::{Choice, choice};
use crate::schema::{Field, KeyTable, Record, Role, Shape, Text, field, required};
use crate::source::{Span, Spanned};

/// What kind of thing happened, as printed names of the catalogue.
#[rustfmt::skip]
static KINDS: [Choice<StoryKind>; 12] = [
    choice(StoryKind::Question, "question", "question",
        "A question that several people asked, and what you made of it.",
        "Une question posée par plusieurs personnes, et ce que vous en avez fait."),
    choice(StoryKind::Service, "service", "service",
        "Somebody was helped: the need, the gesture, the outcome.",
        "Quelqu’un a été aidé\u{a0}: le besoin, le geste, l’issue."),
    choice(StoryKind::Correction, "correction", "correction",
        "Wrong information was going around, and was put right.",
        "Une information fausse circulait, et a été corrigée."),
    choice(StoryKind::Practice, "practice", "pratique",
        "Somebody changed their way of doing things.",
        "Quelqu’un a changé sa façon de faire."),
    choice(StoryKind::Alert, "alert", "alerte",
        "A problem you heard of was passed on to those who can act.",
        "Un problème entendu a été signalé à qui peut agir."),
    choice(StoryKind::Conflict, "conflict", "conflit",
        "People were at odds: what was blamed, what was done.",
        "Des gens s’opposaient\u{a0}: ce qui était reproché, ce qui a été fait."),
    choice(StoryKind::Contribution, "contribution", "contribution",
        "A resident gave, shared or made something for others.",
        "Une habitante ou un habitant a donné, raconté ou fabriqué quelque chose pour les autres."),
    choice(StoryKind::Encounter, "encounter", "rencontre",
        "People who did not speak to each other met.",
        "Des gens qui ne se parlaient pas se sont rencontrés."),
    choice(StoryKind::Gap, "gap", "manque",
        "People looked for something that was missing.",
        "Des gens ont cherché quelque chose qui n’existait pas."),
    choice(StoryKind::Failure, "failure", "échec",
        "What you tried, and what did not work.",
        "Ce que vous avez tenté, et qui n’a pas servi."),
    choice(StoryKind::Stop, "stop", "arrêt",
        "What you stopped doing, and what that frees.",
        "Ce que vous cessez de faire, et ce que cela libère."),
    choice(StoryKind::Decision, "decision", "décision",
        "What listening to people led somebody to decide.",
        "Ce que l’écoute des gens a conduit à décider."),
];

#[rustfmt::skip]
static SHARES: [Choice<()>; 3] = [
    choice((), "main", "principale",
        "Most of the change is your doing.",
        "Le changement vient surtout de vous."),
    choice((), "partial", "partielle",
        "You did a part of it, others did the rest.",
        "Vous en avez fait une partie, d’autres le reste."),
    choice((), "minor", "mineure",
        "Most of the change came from others.",
        "Le changement vient surtout d’autres que vous."),
];
#[rustfmt::skip]
static STATES: [Choice<()>; 3] = [
    choice((), "draft", "brouillon",
        "Still being written; nobody has reviewed it.",
        "Encore en cours d’écriture\u{202f}; personne ne l’a relu."),
    choice((), "reviewed", "relu",
        "Somebody else has reviewed it.",
        "Quelqu’un d’autre l’a relu."),
    choice((), "approved", "approuvé",
        "Reviewed, and accepted for the meeting.",
        "Relu, et accepté pour la séance."),
];

#[rustfmt::skip]
static WITNESS: KeyTable = KeyTable {
    of: "witness",
    fields: &[
        required("role", "rôle", Shape::Line, Role::Label,
            "Who can confirm it, as a role and never a name; listed in the annex.",
            "Qui peut témoigner, par son rôle et jamais par son nom\u{202f}; cité en annexe."),
        field("independent", "indépendant", Shape::Flag, Role::Value,
            "Write yes when this person has no part in the office and nothing to gain.",
            "Écrivez oui si cette personne est extérieure à l’office et n’y gagne rien."),
    ],
};

#[rustfmt::skip]
static CONTRIBUTION: KeyTable = KeyTable {
    of: "contribution",
    fields: &[
        field("share", "part", Shape::Word(&SHARES), Role::Value,
            "How much of the change is your doing; not shown.",
            "Votre part dans ce qui a changé\u{202f}; non montrée."),
        field("others", "autres", Shape::List(&Shape::Line), Role::Label,
            "Who and what else contributed to the change; shown with the story.",
            "Qui d’autre, et quoi d’autre, a amené le changement\u{202f}; montré avec le récit."),
        field("witnesses", "témoins", Shape::List(&Shape::Map(&WITNESS)), Role::Keys,
            "The people who can confirm what happened, by their roles; listed in the annex.",
            "Celles et ceux qui peuvent en témoigner, par leur rôle\u{202f}; cités en annexe."),
    ],
};

#[rustfmt::skip]
static NEXT: KeyTable = KeyTable {
    of: "next",
    fields: &[
        required("what", "quoi", Shape::Line, Role::Words,
            "What will be done next.",
            "Ce qui sera fait ensuite."),
        field("who", "qui", Shape::Line, Role::Label,
            "Who will do it: a team, a service.",
            "Qui s’en chargera\u{a0}: une équipe, un service."),
        field("by", "échéance", Shape::Date, Role::Value,
            "The last day on which it will be done.",
            "La date à laquelle, au plus tard, ce sera fait."),
    ],
};

#[rustfmt::skip]
static REVIEW: KeyTable = KeyTable {
    of: "review",
    fields: &[
        required("state", "état", Shape::Word(&STATES), Role::Value,
            "How far the review has come; for your team, not shown.",
            "Où en est la relecture\u{202f}; pour votre équipe, non montré."),
        field("by", "par", Shape::Line, Role::Private,
            "Who reviewed the story; never shown.",
            "Qui a relu le récit\u{202f}; jamais montré."),
        field("on", "le", Shape::Date, Role::Value,
            "The day the story was reviewed; never shown.",
            "Le jour de la relecture\u{202f}; jamais montré."),
    ],
};

/// The keys of a story.
pub static STORY: KeyTable = KeyTable { of: "story", fields: FIELDS };

#[rustfmt::skip]
const FIELDS: &[Field] = &[
    required("title", "titre", Shape::Line, Role::Headline,
        "What the story says, in one sentence rather than a topic.",
        "Ce que dit le récit, en une phrase plutôt qu’en un thème."),
    field("id", "id", Shape::Id, Role::Id,
        "A short name for the running order; the name of the file when left out.",
        "Un nom court pour le déroulé\u{202f}; le nom du fichier si vous ne dites rien."),
    field("chapter", "chapitre", Shape::Line, Role::Label,
        "The chapter it belongs to, when the deck has no running order.",
        "Le chapitre auquel il appartient, quand le dossier n’a pas de déroulé."),
    field("team", "équipe", Shape::Line, Role::Label,
        "The team that wrote the story; not shown.",
        "L’équipe qui a écrit le récit\u{202f}; non montrée."),
    field("place", "lieu", Shape::Line, Role::Label,
        "Where it happened; shown above the title.",
        "Où cela s’est passé\u{202f}; montré au-dessus du titre."),
    field("when", "quand", Shape::When, Role::Value,
        "When it happened; shown above the title.",
        "Quand cela s’est passé\u{202f}; montré au-dessus du titre."),
    field("kind", "genre", Shape::Word(&KINDS), Role::Value,
        "What sort of story it is; not shown.",
        "La sorte de récit\u{202f}; non montrée."),
    field("for", "pour", Shape::List(&Shape::Line), Role::Label,
        "Whom it helped: visitors, fishers, islanders; not shown.",
        "Qui en a profité\u{a0}: visiteurs, pêcheurs, habitants\u{202f}; non montré."),
    required("situation", "situation", Shape::Prose, Role::Words,
        "What people were living through before you acted.",
        "Ce que vivaient les gens avant que vous n’agissiez."),
    required("action", "action", Shape::Prose, Role::Words,
        "What you did, and with whom.",
        "Ce que vous avez fait, et avec qui."),
    required("change", "changement", Shape::Prose, Role::Words,
        "What has changed, and for whom.",
        "Ce qui a changé, et pour qui."),
    field("unknown", "inconnu", Shape::Prose, Role::Words,
        "What you do not know about it; shown with the story.",
        "Ce que vous n’en savez pas\u{202f}; montré avec le récit."),
    field("contribution", "contribution", Shape::Map(&CONTRIBUTION), Role::Keys,
        "Who else contributed to the change, and who can confirm it.",
        "Qui d’autre a pris part au changement, et qui peut en témoigner."),
    field("voices", "témoignages", Shape::List(&Shape::Id), Role::Id,
        "The voices the story lets speak, by their ids.",
        "Les témoignages que le récit fait entendre, par leurs identifiants.").or("voix"),
    field("figures", "chiffres", Shape::List(&Shape::Id), Role::Id,
        "The figures the story uses, by their ids; as few as the policy allows on a slide.",
        "Les chiffres dont le récit se sert, par leurs identifiants\u{202f}; pas plus que la politique n’en admet par diapositive."),
    field("photo", "photo", Shape::Map(&PHOTO), Role::Keys,
        "A photo shown beside the story.",
        "Une photo montrée à côté du récit."),
    field("next", "suite", Shape::Map(&NEXT), Role::Keys,
        "What comes next, who does it and by when.",
        "Ce qui vient ensuite, qui s’en charge et pour quand."),
    field("review", "relecture", Shape::Map(&REVIEW), Role::Keys,
        "Who reviewed the story, and when; for your team, not shown.",
        "Qui a relu le récit, et quand\u{202f}; pour votre équipe, non montré."),
    field("notes", "notes", Shape::Prose, Role::Spoken,
        "What the speaker says; printed in the script, never on the slides.",
        "Ce que dit la personne qui présente\u{202f}; imprimé dans le conducteur, jamais sur les diapositives."),
    field("minutes", "minutes", Shape::Number, Role::Value,
        "How many minutes the story takes; printed only in the script.",
        "Le nombre de minutes que prend le récit\u{202f}; imprimé seulement dans le conducteur."),
    field("audience", "public", Shape::List(&audience::AUDIENCE), Role::Guard,
        "Who may see this story; everybody when left out.",
        "À qui ce récit peut être montré\u{202f}; à tous si vous ne dites rien."),
    field("language", "langue", Shape::Code, Role::Value,
        "The language of these texts, when it is not the deck’s.",
        "La langue de ces textes, quand ce n’est pas celle du dossier."),
    ALLOW,
];

/// What sort of story it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoryKind {
    /// A question that several people asked.
    Question,
    /// Somebody was helped.
    Service,
    /// Wrong information was put right.
    Correction,
    /// A way of doing things changed.
    Practice,
    /// A problem was passed on to those who can act.
    Alert,
    /// People were at odds.
    Conflict,
    /// Somebody gave or made something for others.
    Contribution,
    /// People who did not speak to each other met.
    Encounter,
    /// People looked for something that was not there.
    Gap,
    /// Something was tried, and did not work.
    Failure,
    /// Something is no longer done.
    Stop,
    /// Listening led somebody to decide.
    Decision,
}

impl StoryKind {
    /// Whether it owns that something was missing, failed or is not known.
    pub fn is_admission(self) -> bool {
        matches!(self, Self::Question | Self::Gap | Self::Failure)
    }
}

/// Something that happened, to somebody, somewhere.
#[derive(Debug, Clone)]
pub struct Story {
    /// Names it in references.
    pub id: Spanned<String>,
    /// What the story says, as a sentence rather than a topic.
    pub title: Text,
    /// The chapter it belongs to.
    pub chapter: Option<Text>,
    /// Who wrote it.
    pub team: Option<Text>,
    /// Where it happened.
    pub place: Option<Text>,
    /// When it happened.
    pub when: Option<Spanned<Period>>,
    /// What sort of story it is, if somebody wrote it down.
    pub kind: Option<StoryKind>,
    /// What people lived through before anything was done.
    pub situation: Text,
    /// What was done.
    pub action: Text,
    /// What is different since, and for whom.
    pub change: Text,
    /// What is not known.
    pub unknown: Option<Text>,
    /// Who else had a part in it.
    pub contribution: Option<Contribution>,
    /// The voices it lets speak.
    pub voices: Vec<Spanned<String>>,
    /// The figures it uses.
    pub figures: Vec<Spanned<String>>,
    /// The photo beside it.
    pub photo: Option<Photo>,
    /// What comes next.
    pub next: Option<Next>,
    /// What the speaker says.
    pub notes: Option<Text>,
    /// How many minutes it takes.
    pub minutes: Option<Spanned<Decimal>>,
    /// For whom it may be shown; empty means everybody.
    pub audience: Vec<Audience>,
    /// Its language when it is not the deck's.
    pub language: Option<Text>,
    /// Where it stands in the file, as a whole.
    pub span: Span,
}

/// Who else had a part in what changed.
#[derive(Debug, Clone)]
pub struct Contribution {
    /// Others who took part.
    pub others: Vec<Text>,
    /// Those who can tell.
    pub witnesses: Vec<Witness>,
    /// Where it stands in the file, shown when nobody is named under one of its keys.
    pub span: Span,
}

/// Somebody who can tell what happened.
#[derive(Debug, Clone)]
pub struct Witness {
    /// Who, as a role.
    pub role: Text,
    /// Whether they have no part in the office, nor anything to gain.
    pub is_independent: bool,
}

/// What comes next, who does it, by when.
#[derive(Debug, Clone)]
pub struct Next {
    /// The next step, in one sentence.
    pub what: Text,
    /// Whoever takes that step.
    pub who: Option<Text>,
    /// The last day on which it is to be done.
    pub by: Option<Spanned<NaiveDate>>,
}

impl Story {
    /// The story of a file whose name is `stem`.
    pub fn read(mut record: Record, stem: &str) -> Option<Self> {
        let span = record.span;
        let title = record.text("title")?;
        Some(Self {
            id: record
                .id("id")
                .unwrap_or_else(|| Spanned::new(crate::schema::slug(stem), title.span)),
            chapter: record.text("chapter"),
            team: record.text("team"),
            place: record.text("place"),
            when: record.period("when"),
            kind: record.choice("kind", &KINDS).map(|kind| kind.value),
            situation: record.text("situation")?,
            action: record.text("action")?,
            change: record.text("change")?,
            unknown: record.text("unknown"),
            contribution: record.map("contribution").map(|map| Contribution::read(map.value)),
            voices: record.ids("voices"),
            figures: record.ids("figures"),
            photo: record.map("photo").and_then(|map| Photo::read(map.value)),
            next: record.map("next").and_then(|map| Next::read(map.value)),
            notes: record.text("notes"),
            minutes: record.number("minutes"),
            audience: audience::read_audiences(&mut record, "audience"),
            language: record.text("language"),
            title,
            span,
        })
    }
}

impl Contribution {
    fn read(mut record: Record) -> Self {
        let witnesses = record.maps("witnesses");
        Self {
            span: record.span,
            others: record.texts("others"),
            witnesses: witnesses.into_iter().filter_map(Witness::read).collect(),
        }
    }
}

impl Witness {
    fn read(mut record: Record) -> Option<Self> {
        Some(Self {
            role: record.text("role")?,
            is_independent: record.flag("independent").is_some_and(|flag| flag.value),
        })
    }
}

impl Next {
    fn read(mut record: Record) -> Option<Self> {
        Some(Self { what: record.text("what")?, who: record.text("who"), by: record.date("by") })
    }
}

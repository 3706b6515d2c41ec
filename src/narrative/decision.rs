//! A decision: what is asked of the board, or was decided before, with its follow-up.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::allowance::ALLOW;
use super::funding::{Funding, TAXES};
use crate::schema::{Choice, choice, name_of};
use crate::schema::{KeyTable, Read, Record, Role, Shape, Text, field, required};
use crate::source::{Span, Spanned};

#[rustfmt::skip]
static ANSWERS: [Choice<Answer>; 3] = [
    choice(Answer::Vote, "vote", "vote",
        "The board votes, for one option when there are several.",
        "Les élus votent, pour une option quand il y en a plusieurs."),
    choice(Answer::Opinion, "opinion", "avis",
        "The board gives an opinion; somebody else decides.",
        "Les élus donnent leur avis\u{202f}; quelqu’un d’autre décide."),
    choice(Answer::Note, "note", "prise-d'acte",
        "The board takes note, without deciding; the context is enough.",
        "Les élus prennent acte, sans décider\u{202f}; le contexte suffit."),
];

#[rustfmt::skip]
static OUTCOMES: [Choice<Outcome>; 3] = [
    choice(Outcome::Approved, "approved", "approuvée",
        "The board said yes to what was asked.",
        "Les élus ont dit oui à ce qui était demandé."),
    choice(Outcome::Postponed, "postponed", "ajournée",
        "The decision was put off to a later meeting.",
        "La décision a été reportée à une autre séance."),
    choice(Outcome::Refused, "refused", "refusée",
        "The board said no; no follow-up is expected after that.",
        "Les élus ont dit non\u{202f}; plus aucune suite n’est attendue."),
];

#[rustfmt::skip]
static STATES: [Choice<State>; 4] = [
    choice(State::Done, "done", "fait",
        "The decision has been put into effect; write what it has changed.",
        "La décision est mise en œuvre\u{202f}; dites ce qu’elle a changé."),
    choice(State::InProgress, "in-progress", "en-cours",
        "The work is under way; the next deck must speak of it again.",
        "Le travail est engagé\u{202f}; le prochain dossier devra en reparler."),
    choice(State::Blocked, "blocked", "bloqué",
        "Something stops it; the next deck must speak of it again.",
        "Un obstacle l’arrête\u{202f}; le prochain dossier devra en reparler."),
    choice(State::Dropped, "dropped", "abandonné",
        "It was given up; write why, and nothing more is expected.",
        "On y a renoncé\u{202f}; dites pourquoi, et plus aucune suite n’est attendue."),
];

#[rustfmt::skip]
static IMPLICATIONS: KeyTable = KeyTable {
    of: "implications",
    fields: &[
        field("cost", "coût", Shape::Number, Role::Value,
            "What the decision costs once, in euros.",
            "Ce que la décision coûte une seule fois, en euros."),
        field("yearly", "par-an", Shape::Number, Role::Value,
            "What the decision costs each year, in euros.",
            "Ce que la décision coûte chaque année, en euros."),
        field("per-option", "par-option", Shape::List(&Shape::Number), Role::Value,
            "What each option costs in all, in euros, in the order of the options; shown beside them.",
            "Ce que coûte en tout chaque option, en euros, dans l’ordre des options\u{202f}; montré à côté d’elles."),
        field("tax", "tva", Shape::Word(&TAXES), Role::Value,
            "Whether these amounts include VAT; printed behind each of them.",
            "Si ces montants sont HT ou TTC\u{202f}; imprimé derrière chacun."),
        field("payer", "payeur", Shape::Line, Role::Label,
            "Who pays: us, the commune, a grant; printed beside the cost.",
            "Qui paie\u{a0}: vous, la commune, une subvention\u{202f}; imprimé à côté du coût."),
        field("budget-line", "imputation", Shape::Line, Role::Label,
            "The line of the budget that it is paid from; printed beside the cost.",
            "La ligne du budget sur laquelle c’est payé\u{202f}; imprimée à côté du coût."),
        field("staff", "personnel", Shape::Line, Role::Words,
            "What the decision asks of the staff, even if the answer is: nobody more.",
            "Ce que la décision demande au personnel, même si c’est\u{a0}: aucun agent de plus."),
        field("communes", "communes", Shape::List(&Shape::Line), Role::Label,
            "The communes where the decision would apply.",
            "Les communes où la décision s’appliquerait."),
    ],
};

#[rustfmt::skip]
static TAKEN: KeyTable = KeyTable {
    of: "taken",
    fields: &[
        required("on", "le", Shape::Date, Role::Value,
            "The day the board decided; shown on the follow-up slide.",
            "Le jour où les élus ont décidé\u{202f}; montré sur la diapositive des suites."),
        required("result", "résultat", Shape::Word(&OUTCOMES), Role::Value,
            "What the board decided that day.",
            "Ce que les élus ont décidé ce jour-là."),
        field("for", "pour", Shape::Count, Role::Value,
            "How many voted for it; shown with the day.",
            "Combien ont voté pour\u{202f}; montré avec le jour."),
        field("against", "contre", Shape::Count, Role::Value,
            "How many voted against it; shown with the day.",
            "Combien ont voté contre\u{202f}; montré avec le jour."),
        field("abstentions", "abstentions", Shape::Count, Role::Value,
            "How many abstained; shown with the day.",
            "Combien se sont abstenus\u{202f}; montré avec le jour."),
    ],
};

#[rustfmt::skip]
static FOLLOW_UP: KeyTable = KeyTable {
    of: "follow-up",
    fields: &[
        required("state", "état", Shape::Word(&STATES), Role::Value,
            "How far the decision has come by this meeting.",
            "Où en est la décision au jour de cette séance."),
        field("owner", "pilote", Shape::Line, Role::Label,
            "Who is in charge of it, so that the board knows whom to ask.",
            "Qui la met en œuvre, pour que les élus sachent à qui s’adresser."),
        field("effect", "effet", Shape::Prose, Role::Words,
            "What the decision has changed so far, and for whom.",
            "Ce que la décision a changé jusqu’ici, et pour qui."),
        field("next", "ensuite", Shape::Line, Role::Words,
            "What comes next for this decision.",
            "Ce qui vient ensuite pour cette décision."),
        field("by", "échéance", Shape::Date, Role::Value,
            "The last day on which the next step is to be done.",
            "La date à laquelle, au plus tard, l’étape suivante doit être faite."),
    ],
};

#[rustfmt::skip]
static DECISION: KeyTable = KeyTable {
    of: "decision",
    fields: &[
        required("id", "id", Shape::Id, Role::Id,
            "A short name for the decision; use it again in later decks to follow it up.",
            "Un nom court pour la décision\u{202f}; reprenez-le dans les dossiers suivants pour dire la suite."),
        field("ask", "demande", Shape::Line, Role::Words,
            "What is asked of the board, in one sentence; it becomes the title of the slide.",
            "Ce qui est demandé aux élus, en une phrase\u{202f}; c’est le titre de la diapositive."),
        field("context", "contexte", Shape::Prose, Role::Words,
            "What somebody who was not there must know before deciding.",
            "Ce qu’il faut savoir pour décider quand on n’a pas suivi l’affaire."),
        field("grounds", "motifs", Shape::Prose, Role::Words,
            "Why this is asked: the facts and the rules it rests on.",
            "Pourquoi cela est demandé\u{a0}: les faits et les règles sur lesquels on s’appuie."),
        field("options", "options", Shape::List(&Shape::Line), Role::Words,
            "What the board may choose; in a vote between several, each option gets a letter.",
            "Ce que les élus peuvent choisir\u{202f}; dans un vote entre plusieurs options, chacune reçoit une lettre."),
        field("otherwise", "sinon", Shape::Prose, Role::Words,
            "What happens if nothing is decided.",
            "Ce qui se passe si rien n’est décidé."),
        field("implications", "incidences", Shape::Map(&IMPLICATIONS), Role::Keys,
            "What the decision costs, how much staff time it takes and where it applies.",
            "Ce que la décision coûte, qui elle occupe et où elle s’applique."),
        field("by", "échéance", Shape::Date, Role::Value,
            "The last day on which it would be done, if the board agrees.",
            "La date à laquelle, au plus tard, ce serait fait, si les élus sont d’accord."),
        field("owner", "pilote", Shape::Line, Role::Label,
            "Who would be in charge of it; printed under the boxes to tick.",
            "Qui s’en chargerait\u{202f}; imprimé sous les cases à cocher."),
        field("decides", "compétence", Shape::Line, Role::Label,
            "Who has the power to decide, when it is not the board; printed on the slide.",
            "Qui est compétent pour décider, quand ce n’est pas l’instance\u{202f}; imprimé sur la diapositive."),
        field("answer-wanted", "réponse-attendue", Shape::Word(&ANSWERS), Role::Value,
            "What the board is to give; a vote when left out.",
            "Ce que les élus ont à donner\u{202f}; un vote si vous ne dites rien."),
        field("taken", "prise", Shape::Map(&TAKEN), Role::Keys,
            "What the board decided, and when; to be written in the next deck.",
            "Ce que les élus ont décidé, et quand\u{202f}; à écrire dans le dossier suivant."),
        field("follow-up", "suites", Shape::Map(&FOLLOW_UP), Role::Keys,
            "What has become of the decision since; shown on the follow-up slide.",
            "Ce que la décision est devenue depuis\u{202f}; montré sur la diapositive des suites."),
        field("language", "langue", Shape::Code, Role::Value,
            "The language of these texts, when it is not the deck’s.",
            "La langue de ces textes, quand ce n’est pas celle du dossier."),
        ALLOW,
    ],
};

/// The keys of a file of decisions.
#[rustfmt::skip]
pub static FILE: KeyTable = KeyTable {
    of: "decisions",
    fields: &[required("decisions", "décisions", Shape::List(&Shape::Map(&DECISION)), Role::Keys,
        "The decisions this deck asks for, and those of earlier decks it follows up.",
        "Les décisions que ce dossier demande, et celles des séances précédentes dont il donne les suites.")],
};

/// What the board is to give.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It votes, for one option when there are several.
    Vote,
    /// It says what it thinks; somebody else decides.
    Opinion,
    /// To take note.
    Note,
}

/// What the board decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It said yes to what was asked.
    Approved,
    /// It put the decision off to a later meeting.
    Postponed,
    /// It said no, and no follow-up is expected.
    Refused,
}

impl Outcome {
    /// Its name in the catalogue.
    pub fn key(self) -> &'static str {
        name_of(&OUTCOMES, self).en
    }
}

/// How far a decision has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is carried out, and nothing more is to be told.
    Done,
    /// Work goes on, and the next deck must speak of it again.
    InProgress,
    /// Stopped by something.
    Blocked,
    /// It was given up, and nothing more is to be told.
    Dropped,
}

impl State {
    /// Its name in the catalogue and for the theme's signs.
    pub fn key(self) -> &'static str {
        name_of(&STATES, self).en
    }
}

/// What is asked of the board, or was decided before.
#[derive(Debug, Clone)]
pub struct Decision {
    /// Names it in references, and across decks.
    pub id: Spanned<String>,
    /// What is asked, as a sentence; a follow-up may leave it to the deck that asked.
    pub ask: Option<Text>,
    /// What the board must know first.
    pub context: Option<Text>,
    /// The facts and the rules that the request rests on.
    pub grounds: Option<Text>,
    /// What may be chosen.
    pub options: Vec<Text>,
    /// What happens if nothing is decided.
    pub otherwise: Option<Text>,
    /// What it costs once, in euros; none when that is not told.
    pub cost: Option<Spanned<Decimal>>,
    /// Euros a year.
    pub yearly: Option<Spanned<Decimal>>,
    /// What each option costs in all, in the order of the options; empty when nobody wrote it.
    pub option_costs: Vec<Spanned<Decimal>>,
    /// Who pays, and whether the amounts contain VAT.
    pub funding: Funding,
    /// What it asks of the staff.
    pub staff: Option<Text>,
    /// Where it applies.
    pub communes: Vec<Text>,
    /// By when it would be done.
    pub by: Option<Spanned<NaiveDate>>,
    /// Who would do it.
    pub owner: Option<Text>,
    /// Who has the power to decide, when it is not the board.
    pub decides: Option<Text>,
    /// What the board is to give.
    pub answer: Answer,
    /// What was decided.
    pub taken: Option<Taken>,
    /// What became of it.
    pub follow_up: Option<FollowUp>,
    /// Its language when it is not the deck's.
    pub language: Option<Text>,
    /// Where it stands in the file, as a whole.
    pub span: Span,
}

impl Decision {
    /// Whether this entry tells what became of a decision taken before.
    pub fn is_followed_up(&self) -> bool {
        self.taken.is_some() || self.follow_up.is_some()
    }

    /// Whether nothing more is to be told of it: it is done, dropped or refused.
    pub fn is_settled(&self) -> bool {
        let state = self.follow_up.as_ref().map(|follow_up| follow_up.state);
        let result = self.taken.as_ref().map(|taken| taken.result);
        matches!(state, Some(State::Done | State::Dropped)) || result == Some(Outcome::Refused)
    }
}

/// What was decided.
#[derive(Debug, Clone)]
pub struct Taken {
    /// The day the board decided.
    pub on: NaiveDate,
    /// Whether the board agreed, refused or put it off.
    pub result: Outcome,
    /// How the votes were cast, as far as somebody wrote it.
    pub votes: Votes,
}

/// The votes that were counted; those that nobody wrote are none.
#[derive(Debug, Clone, Copy, Default)]
pub struct Votes {
    /// Votes for what was asked.
    pub favourable: Option<u64>,
    /// Votes against it.
    pub contrary: Option<u64>,
    /// Those who voted neither way.
    pub abstentions: Option<u64>,
}

/// What became of a decision.
#[derive(Debug, Clone)]
pub struct FollowUp {
    /// How far it has come.
    pub state: State,
    /// Who does it.
    pub owner: Option<Text>,
    /// What it changed.
    pub effect: Option<Text>,
    /// What comes next.
    pub next: Option<Text>,
    /// The last day on which the next step is to be done.
    pub by: Option<Spanned<NaiveDate>>,
}

/// The decisions of a file.
pub fn read(mut record: Record) -> Vec<Decision> {
    record.maps("decisions").into_iter().filter_map(read_decision).collect()
}

fn read_decision(mut record: Record) -> Option<Decision> {
    let mut implications = record.map("implications").map(|map| map.value);
    let number = |map: &mut Option<Record>, key| map.as_mut().and_then(|map| map.number(key));
    Some(Decision {
        span: record.span,
        id: record.id("id")?,
        ask: record.text("ask"),
        context: record.text("context"),
        grounds: record.text("grounds"),
        options: record.texts("options"),
        otherwise: record.text("otherwise"),
        cost: number(&mut implications, "cost"),
        yearly: number(&mut implications, "yearly"),
        option_costs: implications.as_mut().map(read_option_costs).unwrap_or_default(),
        funding: implications.as_mut().map(Funding::read).unwrap_or_default(),
        staff: implications.as_mut().and_then(|map| map.text("staff")),
        communes: implications.as_mut().map(|map| map.texts("communes")).unwrap_or_default(),
        by: record.date("by"),
        owner: record.text("owner"),
        decides: record.text("decides"),
        answer: record
            .choice("answer-wanted", &ANSWERS)
            .map_or(Answer::Vote, |answer| answer.value),
        taken: record.map("taken").and_then(|map| read_taken(map.value)),
        follow_up: record.map("follow-up").and_then(|map| follow_up(map.value)),
        language: record.text("language"),
    })
}

fn read_option_costs(implications: &mut Record) -> Vec<Spanned<Decimal>> {
    let amount = |item: Spanned<Read>| match item.value {
        Read::Number(amount) => Some(Spanned::new(amount, item.span)),
        _ => None,
    };
    implications.list("per-option").into_iter().filter_map(amount).collect()
}

fn read_taken(mut record: Record) -> Option<Taken> {
    let mut count = |key| record.count(key).map(|count| count.value);
    let votes = Votes {
        favourable: count("for"),
        contrary: count("against"),
        abstentions: count("abstentions"),
    };
    let result = record.choice("result", &OUTCOMES)?.value;
    Some(Taken { on: record.date("on")?.value, result, votes })
}

fn follow_up(mut record: Record) -> Option<FollowUp> {
    Some(FollowUp {
        state: record.choice("state", &STATES)?.value,
        owner: record.text("owner"),
        effect: record.text("effect"),
        next: record.text("next"),
        by: record.date("by"),
    })
}

#[cfg(test)]
mod tests {
    use crate::finding::Report;
    use crate::locale::Language;
    use crate::narrative::{FileKind, Narratives};
    use crate::source::Sources;

    /// The options of a decision as typed under their key, or what is said of them.
    fn options(typed: &str) -> Result<Vec<String>, Vec<&'static str>> {
        let mut sources = Sources::default();
        let text = format!("décisions:\n  - id: lampe\n    options:{typed}\n");
        let id = sources.add("decisions.yaml", text);
        let mut report = Report::default();
        let read =
            Narratives::read(FileKind::Decisions, id, "", Language::Fr, &sources, &mut report);
        match report.findings() {
            [] => Ok(read.decisions[0].options.iter().map(|text| text.value.clone()).collect()),
            told => Err(told.iter().map(|finding| finding.message.key).collect()),
        }
    }

    #[test]
    fn a_list_is_understood_whatever_marks_a_word_processor_gave_it() {
        for typed in [
            " [une lampe, un panneau]",
            "\n      – une lampe\n      – un panneau",
            "\n      - – une lampe\n      - – un panneau",
            "\n      - 1. une lampe\n      - 2. un panneau",
            "\n      • une lampe\n      • un panneau",
            " |\n      – une lampe\n      – un panneau",
        ] {
            let found = options(typed).unwrap_or_else(|told| panic!("{typed}: {told:?}"));
            assert_eq!(found, ["une lampe", "un panneau"], "{typed}");
        }
    }

    #[test]
    fn a_list_that_is_not_sure_is_told() {
        assert_eq!(options(" – une lampe – un panneau"), Err(vec!["expected-list"]));
        assert_eq!(options("\n      - une lampe\n       - un panneau"), Err(vec!["stray-dash"]));
        assert_eq!(
            options(" une lampe – la plus simple"),
            Ok(vec!["une lampe – la plus simple".into()])
        );
    }
}

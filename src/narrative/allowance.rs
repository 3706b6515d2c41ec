//! `allow`: a rule set aside at one place, and why.

use crate::schema::{Field, KeyTable, Read, Record, Role, Shape, Text, field, required};
use crate::source::{Span, Spanned};

#[rustfmt::skip]
static ALLOWANCE: KeyTable = KeyTable {
    of: "allowance",
    fields: &[required("rule", "règle", Shape::Id, Role::Id,
        "The rule to set aside here, by the name that recit check prints.",
        "La règle à écarter ici, par le nom qu’affiche recit check."), field("because", "parce-que", Shape::Line, Role::Words,
        "Why the rule is set aside, in eight words or more; printed in the annex.",
        "Pourquoi la règle est écartée, en huit mots au moins\u{202f}; imprimé en annexe.")],
};

/// The key under which an entry sets rules aside.
#[rustfmt::skip]
pub const ALLOW: Field = field("allow", "admettre", Shape::List(&ONE), Role::Keys,
        "Rules set aside for this entry, or for the whole deck, each with its reason.",
        "Les règles écartées pour cette entrée, ou pour tout le dossier, chacune avec sa raison.");

static ONE: Shape = Shape::Map(&ALLOWANCE);

/// A rule set aside at one place.
#[derive(Debug, Clone)]
pub struct Allowance {
    /// The name of the rule.
    pub rule: Spanned<String>,
    /// The reason, printed in the annex; none when the writer gave none.
    pub because: Option<Text>,
    /// The entry it holds for.
    pub entry: Span,
    /// What the entry is, as a word of the vocabulary.
    pub of: &'static str,
}

/// The rules that a record itself sets aside.
pub(super) fn read_allowances(record: &Record) -> Vec<Allowance> {
    let Some(Read::List(items)) = record.peek(ALLOW.name.en) else {
        return Vec::new();
    };
    let maps = items.iter().filter_map(|item| match &item.value {
        Read::Map(map) => Some(map.clone()),
        _ => None,
    });
    maps.filter_map(|mut map| {
        Some(Allowance {
            rule: map.id("rule")?,
            because: map.text("because"),
            entry: record.span,
            of: record.table.of,
        })
    })
    .collect()
}

//! What a word belongs to, and what is asked in its place.

use serde::{Deserialize, Serialize};

use crate::locale::InEach;

/// Words that one question answers.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct Family {
    /// Its name in configurations: `VM-06`.
    pub id: String,
    /// What its words do.
    #[serde(skip)]
    pub kind: Kind,
    /// What it is called.
    #[serde(default)]
    pub name: InEach<Option<String>>,
    /// The sober question a wise colleague would ask instead.
    #[serde(default)]
    pub question: InEach<Option<String>>,
    /// Whether its words praise a count rather than make one.
    #[serde(default, rename = "dressing")]
    pub is_dressing: bool,
}

/// What the words of a family do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// They count or praise attention.
    #[default]
    Vanity,
    /// They count honestly what says nothing on its own.
    Bare,
}

/// What a family is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// Attention that is counted.
    Attention,
    /// Attention that is given a price.
    Price,
    /// Places compared with their neighbours.
    Neighbours,
    /// Words that dress a number.
    Dressing,
    /// Words that boast together, none of them alone.
    Tone,
    /// Honest counts that say little on their own.
    Bare,
}

impl Subject {
    /// Whether its words count attention, give it a price, or boast of it.
    pub fn counts_attention(self) -> bool {
        matches!(self, Self::Attention | Self::Price | Self::Tone)
    }
}

impl Family {
    /// What it is about.
    pub fn subject(&self) -> Subject {
        match self.id.as_str() {
            _ if self.kind == Kind::Bare => Subject::Bare,
            _ if self.is_dressing => Subject::Dressing,
            "weighed" => Subject::Tone,
            "VM-08" => Subject::Price,
            "VM-19" => Subject::Neighbours,
            _ => Subject::Attention,
        }
    }
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Vanity, Self::Bare];
}

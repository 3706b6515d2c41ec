//! Families of words, each with the question to ask instead.

use serde::{Deserialize, Serialize};

use crate::locale::InEach;

/// Words that are answered by the same question.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct Family {
    /// Its name in configurations: `VM-06`.
    pub id: String,
    /// Whether its words praise attention or count honestly; set from the file that it stands in.
    #[serde(skip)]
    pub kind: Kind,
    /// Its name for people.
    #[serde(default)]
    pub name: InEach<Option<String>>,
    /// The question to ask instead of such words.
    #[serde(default)]
    pub question: InEach<Option<String>>,
    /// Whether its words praise a count, and do not count themselves.
    #[serde(default, rename = "dressing")]
    pub is_dressing: bool,
}

/// What the words of a family do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// They count attention or praise it.
    #[default]
    Vanity,
    /// They count honestly, but such a count says nothing by itself.
    Bare,
}

/// What a family is about; each rule of vanity looks at one subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// Attention that is counted, such as views and followers.
    Attention,
    /// Attention that is given a price in money.
    Price,
    /// Places that are compared with their neighbours.
    Neighbours,
    /// Words that make a number sound large.
    Dressing,
    /// Words that boast together, though none of them does alone.
    Tone,
    /// Honest counts that say little by themselves.
    Bare,
}

impl Subject {
    /// Whether its words count attention, give it a price, or boast of it.
    pub fn counts_attention(self) -> bool {
        matches!(self, Self::Attention | Self::Price | Self::Tone)
    }
}

impl Family {
    /// The subject, which follows from the kind, the flag `dressing` and the id.
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
    /// Every kind, in the order in which they are searched.
    pub const ALL: [Self; 2] = [Self::Vanity, Self::Bare];
}

//! Words that give us the whole credit for an effect.

use crate::finding::Rule;
use crate::finding::rules::rule;

pub static RULE: Rule = rule!("claimed-effect", Story, Warning);

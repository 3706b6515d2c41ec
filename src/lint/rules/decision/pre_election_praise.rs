//! Praise, or people in office, in a public deck of the months before an election.

use crate::finding::Rule;
use crate::finding::rules::rule;

pub static RULE: Rule = rule!("pre-election-praise", Decision, Warning);

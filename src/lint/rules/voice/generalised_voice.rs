//! A story that goes from the voices it quotes to what everybody thinks, without a number.

use crate::finding::Rule;
use crate::finding::rules::rule;

pub static RULE: Rule = rule!("generalised-voice", Voice, Warning);

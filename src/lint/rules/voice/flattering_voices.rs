//! Several quotes that thank or praise us.

use crate::finding::Rule;
use crate::finding::rules::rule;

pub static RULE: Rule = rule!("flattering-voices", Voice, Info);

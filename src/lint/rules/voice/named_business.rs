//! A critical quote that gives a business by its name.

use crate::finding::Rule;
use crate::finding::rules::rule;

pub static RULE: Rule = rule!("named-business", Voice, Warning);

//! A critical quote that gives a business by its name.

use crate::finding::rules::rule;
use crate::finding::{Rule, Severity};

pub static RULE: Rule = rule!("named-business", Voice, Warning).or_severities(&[Severity::Info]);

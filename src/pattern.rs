//! Regular expressions that are part of the program.

use regex::Regex;

/// Compiles a pattern of ours.
///
/// # Panics
///
/// When it is not valid: a fault in our own code, which any run finds.
pub fn compile_pattern(pattern: &str) -> Regex {
    Regex::new(pattern).unwrap_or_else(|reason| panic!("{reason}"))
}

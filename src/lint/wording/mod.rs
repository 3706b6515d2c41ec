//! Words that rules look for, as people who speak a language write them down in `templates/lexicon`: no rule of words needs Rust.
//!
//! `CONTRIBUTING.md` says how such a file is written (recipe "Words of a rule").

mod compile;
mod file;
mod notation;
mod pattern;

pub use file::WordFile;
pub use pattern::WordPattern;

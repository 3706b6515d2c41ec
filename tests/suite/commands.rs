//! The commands as they are typed: what they print, on which stream, their exit status, and what they leave on disk.
//!
//! `SNAPSHOTS=overwrite cargo test` writes the expected texts anew: read them before you commit.

mod disk;
mod explain;
mod first_hour;
mod guide;
mod help;
mod init;
mod killed;
mod language;
mod policy;
mod streams;
mod terminals;
mod voices;

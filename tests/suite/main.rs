//! One test binary: linking Typst is slow. Fixtures sit beside the test file of the same name.

mod decks;
mod messages;
mod narrative;
mod samples;
mod support;

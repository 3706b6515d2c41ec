//! One test binary: linking Typst is slow. Fixtures sit beside the test file of the same name.

mod charts;
mod commands;
mod decks;
mod emit;
mod fit;
mod font;
mod lexicon;
mod messages;
mod narrative;
mod photos;
mod properties;
mod references;
mod samples;
mod slides;
mod small;
mod support;
mod templates;
mod words;

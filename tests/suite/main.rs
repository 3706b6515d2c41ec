//! One test binary: linking Typst is slow. Fixtures sit beside the test file of the same name.

mod annex;
mod brand;
mod charts;
mod commands;
mod custom;
mod decks;
mod emit;
mod fit;
mod font;
mod large;
mod messages;
mod narrative;
mod outputs;
mod passages;
mod photos;
mod properties;
mod references;
mod samples;
mod sheet;
mod slides;
mod small;
mod support;
mod tables;
mod templates;

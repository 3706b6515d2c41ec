//! What is checked beyond the form of single files.

mod references;

pub use references::unused;

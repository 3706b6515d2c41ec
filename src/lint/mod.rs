//! What is checked beyond the form of single files.

mod photos;
mod references;

pub use photos::photos;
pub use references::unused;

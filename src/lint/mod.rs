//! What is checked beyond the form of single files.

mod charts;
mod references;

pub use charts::undrawable;
pub use references::unused;

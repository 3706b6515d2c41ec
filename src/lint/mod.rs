//! What is checked beyond the form of single files.

mod charts;
mod photos;
mod references;

pub use charts::undrawable;
pub use photos::photos;
pub use references::unused;

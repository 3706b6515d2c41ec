//! What is checked beyond the form of single files.

mod charts;
mod photos;
mod references;
mod tables;

pub use charts::undrawable;
pub use photos::photos;
pub use references::unused;
pub use tables::tables;

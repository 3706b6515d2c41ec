//! What is checked beyond the form of single files.

mod charts;
mod photos;
mod references;
mod tables;
mod time;

pub use charts::undrawable;
pub use photos::photos;
pub use references::unused;
pub use tables::tables;
pub use time::over_time;

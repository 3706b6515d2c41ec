//! Work that may stumble over what a file holds: it becomes a fault of the file, and prints nothing.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    /// Whether this thread does such work.
    static IS_QUIET: Cell<bool> = const { Cell::new(false) };
}

/// Does some work; none when it panics.
pub(super) fn catch_panic<T>(work: impl FnOnce() -> T) -> Option<T> {
    // The hook is one for the whole process, and other threads may panic for a reason that must be printed. So it is put
    // once and asks the thread whether it is quiet.
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = take_hook();
        set_hook(Box::new(move |panic| {
            if !IS_QUIET.get() {
                before(panic);
            }
        }));
    });
    // What was before comes back afterwards: such work may hold other such work.
    let was = IS_QUIET.replace(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    IS_QUIET.set(was);
    done.ok()
}

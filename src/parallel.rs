//! Work shared among the cores.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, available_parallelism};

use crate::watch::STACK;

/// Does some work with each item and returns the results in the order of the items. There is one thread a core, each of
/// which takes the next item as soon as it is free.
///
/// These are plain threads, not rayon's. Typst waits for rayon inside one deck, and a waiting rayon thread would start
/// another deck meanwhile, so that all decks would be in memory at once (1.2 GB for a hundred, measured).
pub fn in_parallel<I: Sync, T: Send>(items: &[I], work: impl Fn(&I) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut done = Vec::new();
        loop {
            // One counter for all threads, so each number is handed out once. No other memory depends on its order, as
            // results are returned by `join`.
            let at = next.fetch_add(1, Ordering::Relaxed);
            match items.get(at) {
                Some(item) => done.push((at, work(item))),
                None => return done,
            }
        }
    };
    // No more threads than items, and none at all for one item.
    let threads = available_parallelism().map_or(1, NonZero::get).min(items.len());
    if threads <= 1 {
        return items.iter().map(work).collect();
    }
    let mut done: Vec<(usize, T)> = thread::scope(|scope| {
        // Where the system starts no more threads, this thread does their work.
        let start = |_| start_thread(scope, worker);
        // One less than there are cores, as this thread works too. The list is collected first: a lazy iterator would
        // start each thread only after the one before it had been waited for.
        let workers: Vec<_> = (1..threads).filter_map(start).collect();
        let mut done = worker();
        for worker in workers {
            done.extend(worker.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        done
    });
    // Which thread took which item differs from run to run, and reports must not.
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

/// Starts a thread with the stack size of [`watch`](crate::watch); none when the system cannot start it.
pub fn start_thread<'scope, T: Send + 'scope>(
    scope: &'scope thread::Scope<'scope, '_>,
    work: impl FnOnce() -> T + Send + 'scope,
) -> Option<thread::ScopedJoinHandle<'scope, T>> {
    let builder = thread::Builder::new().stack_size(STACK);
    builder.spawn_scoped(scope, work).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items_however_long_each_takes() {
        let items: Vec<u64> = (0..100).collect();
        let slow = |item: &u64| {
            let steps = (100 - item) * 1_000;
            (0..steps).fold(*item, |sum, step| std::hint::black_box(sum + step % 2)) - steps / 2
        };
        assert_eq!(in_parallel(&items, slow), items);
        assert_eq!(in_parallel(&[], slow), Vec::<u64>::new());
    }
}

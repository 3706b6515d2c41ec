//! Work on each core.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::{self, available_parallelism};

/// Does some work with each item, one thread a core, each taking the next item as soon as it is free; results in the order
/// of the items.
///
/// Plain threads, not rayon's: Typst waits on rayon inside one deck, and a waiting rayon thread would start another
/// deck on top of it, so that all decks would be in memory at once (1.2 GB for a hundred, measured).
pub fn in_parallel<I: Sync, T: Send>(items: &[I], work: impl Fn(&I) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            match items.get(at) {
                Some(item) => done.push((at, work(item))),
                None => return done,
            }
        }
    };
    let threads = available_parallelism()
        .map_or(1, NonZero::get)
        .min(items.len());
    if threads <= 1 {
        return items.iter().map(work).collect();
    }
    let mut done: Vec<(usize, T)> = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(worker)).collect();
        let joined = workers.into_iter().map(|worker| worker.join());
        joined
            .flat_map(|done| done.unwrap_or_else(|panic| resume_unwind(panic)))
            .collect()
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
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

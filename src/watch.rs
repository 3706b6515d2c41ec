//! The limits of a run: what a project's own code, pictures and fonts may take, and how their crash is known.
//!
//! A crash of the layout engine (no stack left, no memory, an endless loop, a panic in a destructor) ends a process. So the
//! program does its work in a child of itself, which notes in a journal what it begins and ends; `cli::supervisor` reads it,
//! and starts the child again without the file at fault. Outside such a child nothing here does anything.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::finding::Message;

/// The variable that tells a child what to leave out, as JSON; set by the parent alone.
pub const VARIABLE: &str = "RECIT_CHILD";

/// The stack of each thread that works, in bytes: that of a main thread on Linux.
pub const STACK: usize = 8 * MEGABYTE;

const MEGABYTE: usize = 1024 * 1024;

/// The memory that reading a project may take, in bytes: its largest data file four times.
const MEMORY: u64 = 1024 * MEGABYTE as u64;
/// The memory that each core may take beside, in bytes: the pixels of the largest photo, and those of its cut.
const MEMORY_OF_CORE: u64 = 512 * MEGABYTE as u64;
/// The memory that a slide may take, in bytes: twice what one of the showcase with a photo takes.
const MEMORY_OF_SLIDE: u64 = 8 * MEGABYTE as u64;

/// The seconds of computing that any step may take: forty times what the slowest machine that was tried takes for a photo.
pub const SECONDS: u64 = 10;
/// How many slides may take a second more: a slow machine takes a tenth of that.
const SLIDES_A_SECOND: u64 = 2;

/// How often computing time is looked at.
const TICK: Duration = Duration::from_millis(50);

/// The exit status of a child that ends itself.
pub const ENDED: i32 = 70;

/// Why a run ended before its work was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cause {
    /// No stack is left; its size in megabytes.
    Stack(u64),
    /// No memory is left; how much there was, in megabytes.
    Memory(u64),
    /// It computes for too long; for how many seconds.
    Time(u64),
    /// The engine broke.
    Panic,
}

impl Cause {
    /// What to say of a file that was the cause.
    pub fn message(self, path: &str) -> Message {
        let (key, most) = match self {
            Self::Stack(most) => ("runaway-stack", most),
            Self::Memory(most) => ("runaway-memory", most),
            Self::Time(most) => ("runaway-time", most),
            Self::Panic => ("runaway-panic", 0),
        };
        Message::new(key).with("path", path).with("most", most)
    }

    /// What to do about such a file.
    pub fn hint(self) -> Message {
        Message::new(match self {
            Self::Panic => "hint-runaway-panic",
            _ => "hint-runaway",
        })
    }
}

/// What the parent asks of a child.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Orders {
    /// The files and decks to leave out, by their path from the root, and why.
    pub stopped: BTreeMap<String, Cause>,
    /// Whether to find out only if the work can be done: these decks alone are laid out, and nothing is written.
    pub trial: Option<Vec<String>>,
    /// What stands behind the parent's standard output and standard error.
    pub windows: [Window; 2],
}

/// A terminal, with its columns when it tells them; none for a file or another program.
pub type Window = Option<Option<u16>>;

/// A line of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum JournalEntry {
    /// Some work begins.
    Begin(u64, Work),
    /// It ended.
    End(u64),
    /// The memory the child may take from now on, in megabytes.
    Memory(u64),
    /// The child ends itself.
    Stop(Cause),
    /// A text for standard output.
    Out(String),
    /// A text for standard error.
    Err(String),
    /// Some decks will be done.
    Decks(u64),
    /// One deck is done.
    Deck,
}

/// Work that something of the project may crash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Work {
    /// The deck that is laid out, by its path; none for work with one file.
    pub deck: Option<String>,
    /// The files that may be the cause, by their path from the root, the likeliest first.
    pub suspects: Vec<String>,
}

/// The child's side of the journal.
struct Watch {
    orders: Orders,
    journal: Mutex<File>,
    open: Mutex<OpenStep>,
    keeper: Mutex<Option<Sender<WatchOrders>>>,
}

/// What the thread that follows the parent and keeps the time is asked.
struct WatchOrders {
    /// Whether the end of the parent ends this process from now on.
    follows: bool,
    /// Where it says that it was done.
    done: Sender<()>,
}

/// The work that has begun and not ended.
#[derive(Default)]
struct OpenStep {
    next: u64,
    /// How long each may compute still.
    left: BTreeMap<u64, (Duration, u64)>,
    memory: u64,
}

static WATCH: OnceLock<Watch> = OnceLock::new();

fn lock_mutex<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Begins to keep a journal, and holds this process to its limits.
pub fn begin_journal(orders: Orders, journal: File) {
    let watch = Watch {
        orders,
        journal: Mutex::new(journal),
        open: Mutex::default(),
        keeper: Mutex::default(),
    };
    if WATCH.set(watch).is_ok() {
        allow_memory(0);
        system::outlive_large_files();
        let (keeper, asked) = channel();
        // Without a thread to spare there is no limit on time, and the end of the parent ends this process at the next note.
        if thread::Builder::new().spawn(|| keep_time(asked)).is_ok()
            && let Some(watch) = WATCH.get()
        {
            *lock_mutex(&watch.keeper) = Some(keeper);
        }
    }
}

/// Does work that the end of the parent does not stop half way: some milliseconds, in which files take their place.
pub fn run_undisturbed<T>(work: impl FnOnce() -> T) -> T {
    let keeper = WATCH.get().and_then(|watch| lock_mutex(&watch.keeper).clone());
    let ask = |follows| {
        let (done, is_done) = channel();
        if let Some(keeper) = &keeper
            && keeper.send(WatchOrders { follows, done }).is_ok()
        {
            is_done.recv().unwrap_or_default();
        }
    };
    // The answer is waited for: only once the other thread has told the system is the work safe.
    ask(false);
    let result = work();
    ask(true);
    result
}

/// What the parent asks to leave out, with why.
pub fn stopped_paths() -> Option<&'static BTreeMap<String, Cause>> {
    WATCH.get().map(|watch| &watch.orders.stopped)
}

/// Whether this run only finds out whether the work can be done.
pub fn is_trial() -> bool {
    WATCH.get().is_some_and(|watch| watch.orders.trial.is_some())
}

/// Whether a deck is left out of this run.
pub fn passes_over(deck: &str) -> bool {
    let is_over = |watch: &Watch| {
        let trial = watch.orders.trial.as_ref();
        trial.is_some_and(|decks| !decks.iter().any(|asked| asked == deck))
            || watch.orders.stopped.contains_key(deck)
    };
    WATCH.get().is_some_and(is_over)
}

/// What stands behind the parent's standard output or standard error; none in a program that somebody started.
pub fn parent_window(on_error: bool) -> Option<Window> {
    let watch = WATCH.get()?;
    Some(watch.orders.windows[usize::from(on_error)])
}

/// Writes a line into the journal; false when there is none.
pub fn write_note(note: &JournalEntry) -> bool {
    let Some(watch) = WATCH.get() else {
        return false;
    };
    let line = serde_json::to_string(note).unwrap_or_default() + "\n";
    if lock_mutex(&watch.journal).write_all(line.as_bytes()).is_err() {
        // Nobody reads any more: the parent is gone, and so is who asked for the work.
        std::process::exit(ENDED);
    }
    true
}

/// Does work that something of the project may crash, and that may take so many seconds of computing.
pub fn run_step<T>(seconds: u64, work: impl FnOnce() -> Work, done: impl FnOnce() -> T) -> T {
    let Some(watch) = WATCH.get() else {
        return done();
    };
    let id = {
        let mut open = lock_mutex(&watch.open);
        open.next += 1;
        let id = open.next;
        open.left.insert(id, (Duration::from_secs(seconds), seconds));
        id
    };
    // Noted before the work: after a crash, what was begun and not ended is all that is known.
    write_note(&JournalEntry::Begin(id, work()));
    let result = done();
    lock_mutex(&watch.open).left.remove(&id);
    write_note(&JournalEntry::End(id));
    result
}

/// Does work with one file of the project.
pub fn with_file<T>(path: &str, done: impl FnOnce() -> T) -> T {
    let work = || Work { deck: None, suspects: vec![path.to_string()] };
    run_step(SECONDS, work, done)
}

/// How many seconds of computing a deck of some slides may take.
pub fn seconds_for_slides(slides: usize) -> u64 {
    SECONDS + slides as u64 / SLIDES_A_SECOND
}

/// Lets this process take the memory that so many slides at once need.
pub fn allow_memory(slides: usize) {
    let Some(watch) = WATCH.get() else {
        return;
    };
    let cores = thread::available_parallelism().map_or(1, usize::from) as u64;
    let memory = MEMORY + cores * MEMORY_OF_CORE + slides as u64 * MEMORY_OF_SLIDE;
    let mut open = lock_mutex(&watch.open);
    // Only ever raised: below what is in use already, the next piece of memory that is asked for would end the
    // process.
    if memory > open.memory && system::limit_memory(memory) {
        open.memory = memory;
        drop(open);
        write_note(&JournalEntry::Memory(memory / MEGABYTE as u64));
    }
}

/// Ends this process when its parent is killed, and when some work computes for too long. Work done at once shares the time
/// it takes.
fn keep_time(asked: Receiver<WatchOrders>) {
    system::follow_parent(true);
    let mut before = system::computing_time();
    loop {
        match asked.recv_timeout(TICK) {
            Ok(ask) => {
                system::follow_parent(ask.follows);
                ask.done.send(()).unwrap_or_default();
                continue;
            }
            Err(RecvTimeoutError::Timeout) => {}
            // The sender is kept for as long as this process lives.
            Err(RecvTimeoutError::Disconnected) => thread::sleep(TICK),
        }
        let Some(watch) = WATCH.get() else { return };
        let now = system::computing_time();
        let mut open = lock_mutex(&watch.open);
        // The system tells computing time of the whole process alone. It is shared out evenly among the works that are
        // open, so ten at once have no less time each than one alone.
        let count = u32::try_from(open.left.len()).unwrap_or(1).max(1);
        let share = now.saturating_sub(before) / count;
        before = now;
        let mut late = None;
        for (left, seconds) in open.left.values_mut() {
            *left = left.saturating_sub(share);
            if left.is_zero() {
                late = Some(*seconds);
            }
        }
        drop(open);
        if let Some(seconds) = late {
            write_note(&JournalEntry::Stop(Cause::Time(seconds)));
            std::process::exit(ENDED);
        }
    }
}

#[cfg(unix)]
mod system {
    use std::time::Duration;

    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    use rustix::time::{ClockId, clock_gettime};

    /// How long this process has computed, on all cores together.
    pub fn computing_time() -> Duration {
        let time = clock_gettime(ClockId::ProcessCPUTime);
        let (seconds, rest) = (time.tv_sec.try_into(), time.tv_nsec.try_into());
        Duration::new(seconds.unwrap_or(0), rest.unwrap_or(0))
    }

    /// Limits what this process may write in memory, in bytes; false when the system does not let us. What a lower limit of
    /// the system allows stays.
    pub fn limit_memory(most: u64) -> bool {
        let known = getrlimit(Resource::Data);
        // The system refuses a limit above the hard one altogether, so the lower of the two is asked for.
        let most = known.maximum.map_or(most, |hard| hard.min(most));
        let limit = Rlimit { current: Some(most), maximum: known.maximum };
        setrlimit(Resource::Data, limit).is_ok()
    }

    /// Lets a write beyond the size that the system allows fail, instead of ending this process with half a file left.
    pub fn outlive_large_files() {
        // Whether it was said is known from the write itself.
        let said = std::sync::Arc::default();
        drop(signal_hook::flag::register(signal_hook::consts::SIGXFSZ, said));
    }

    /// Ends this process when its parent is killed, or no longer, where the system offers it; elsewhere the journal ends it.
    /// The system keeps this with the thread that asks.
    pub fn follow_parent(follows: bool) {
        #[cfg(target_os = "linux")]
        rustix::process::set_parent_process_death_signal(
            follows.then_some(rustix::process::Signal::KILL),
        )
        .unwrap_or_default();
        #[cfg(not(target_os = "linux"))]
        let _ = follows;
    }
}

#[cfg(not(unix))]
mod system {
    use std::sync::OnceLock;
    use std::time::{Duration, Instant};

    /// How long this process has run: the nearest there is without calls that Rust cannot check.
    pub fn computing_time() -> Duration {
        static START: OnceLock<Instant> = OnceLock::new();
        START.get_or_init(Instant::now).elapsed()
    }

    /// No such size is known here.
    pub fn outlive_large_files() {}

    /// No limit can be set.
    pub fn limit_memory(_: u64) -> bool {
        false
    }

    /// The journal ends this process.
    pub fn follow_parent(_: bool) {}
}

//! The limits of a run: what a project's own code, pictures and fonts may use, and how a crash of theirs is noticed.
//!
//! A crash of the layout engine (no stack or memory left, an endless loop, a panic in a destructor) ends the whole
//! process. So the program does its work in a child of itself, which notes in a journal what it begins and ends.
//! `cli::supervisor` reads the journal, and starts the child again without the file at fault. Outside such a child,
//! nothing here has any effect.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::finding::Message;

/// The environment variable with the orders for a child, as JSON; only the parent sets it.
pub const VARIABLE: &str = "RECIT_CHILD";

/// The stack of each working thread, in bytes: that of a main thread on Linux.
pub const STACK: usize = 8 * MEGABYTE;

const MEGABYTE: usize = 1024 * 1024;

/// The memory that reading a project may use, in bytes: four times its largest data file.
const MEMORY: u64 = 1024 * MEGABYTE as u64;
/// The memory that each core may use in addition, in bytes: the pixels of the largest
/// photo, and those of the part cut out of it.
const MEMORY_OF_CORE: u64 = 512 * MEGABYTE as u64;
/// The memory that a slide may use, in bytes: twice that of a slide of the showcase with a photo.
const MEMORY_OF_SLIDE: u64 = 8 * MEGABYTE as u64;

/// The seconds of computing that any step may take: forty times what a photo takes on the slowest machine tried.
pub const SECONDS: u64 = 10;
/// How many slides earn one more second: a slow machine takes a tenth of it for them.
const SLIDES_A_SECOND: u64 = 2;

/// How often computing time is checked.
const TICK: Duration = Duration::from_millis(50);

/// The exit status of a child that ends itself because a limit was reached or its parent is gone.
pub const ENDED: i32 = 70;

/// Why a run ended before its work was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cause {
    /// The stack was full; its size in megabytes.
    Stack(u64),
    /// The memory was full; its limit in megabytes.
    Memory(u64),
    /// It computed for too long; the limit in seconds.
    Time(u64),
    /// The layout engine panicked.
    Panic,
}

impl Cause {
    /// The message about a file that was the cause.
    pub fn message(self, path: &str) -> Message {
        let (key, most) = match self {
            Self::Stack(most) => ("runaway-stack", most),
            Self::Memory(most) => ("runaway-memory", most),
            Self::Time(most) => ("runaway-time", most),
            Self::Panic => ("runaway-panic", 0),
        };
        Message::new(key).with("path", path).with("most", most)
    }

    /// The hint what to do about such a file.
    pub fn hint(self) -> Message {
        Message::new(match self {
            Self::Panic => "hint-runaway-panic",
            _ => "hint-runaway",
        })
    }
}

/// What a parent asks of its child.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Orders {
    /// The files and decks to leave out, by path from the root, each with the reason.
    pub stopped: BTreeMap<String, Cause>,
    /// When set, only finds out whether the work can be done: just these decks are laid out, and nothing is written.
    pub trial: Option<Vec<String>>,
    /// The terminals behind the parent's standard output and standard error.
    pub windows: [Window; 2],
}

/// A terminal, with its number of columns when it tells it; none for a file or another program.
pub type Window = Option<Option<u16>>;

/// A line of the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum JournalEntry {
    /// The work with this number begins.
    Begin(u64, Work),
    /// The work with this number has ended.
    End(u64),
    /// The memory that the child may use from now on, in megabytes.
    Memory(u64),
    /// The child ends itself, for this reason.
    Stop(Cause),
    /// A text to print on standard output.
    Out(String),
    /// A text to print on standard error.
    Err(String),
    /// How many decks will be done, for the bar of progress.
    Decks(u64),
    /// One deck is done, for the bar of progress.
    Deck,
}

/// Work that something of the project may crash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Work {
    /// The path of the deck that is laid out; none for work with a single file.
    pub deck: Option<String>,
    /// The files that may be the cause of a crash, by path from the root, the likeliest first.
    pub suspects: Vec<String>,
}

/// The child's side of the journal, with its limits.
struct Watch {
    orders: Orders,
    journal: Mutex<File>,
    open: Mutex<OpenStep>,
    keeper: Mutex<Option<Sender<WatchOrders>>>,
}

/// A request to the thread that follows the parent and checks the time.
struct WatchOrders {
    /// Whether this process shall end with its parent from now on.
    follows: bool,
    /// Where it answers once that is arranged.
    done: Sender<()>,
}

/// The work that has begun and not ended.
#[derive(Default)]
struct OpenStep {
    next: u64,
    /// What is left of each work's computing time, and how many seconds it had, by the number of the work.
    left: BTreeMap<u64, (Duration, u64)>,
    memory: u64,
}

static WATCH: OnceLock<Watch> = OnceLock::new();

fn lock_mutex<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Begins the journal, and sets the limits of this process.
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
        // When no thread can be started there is no limit on time, and the end of the parent
        // ends this process only at its next note.
        if thread::Builder::new().spawn(|| keep_time(asked)).is_ok()
            && let Some(watch) = WATCH.get()
        {
            *lock_mutex(&watch.keeper) = Some(keeper);
        }
    }
}

/// Does work that must not stop half way if the parent ends: the milliseconds in which files take their places.
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
    // The answer is awaited: the work is safe only once the other thread has told the system.
    ask(false);
    let result = work();
    ask(true);
    result
}

/// The paths that the parent asks to leave out, with the reasons; none outside a child.
pub fn stopped_paths() -> Option<&'static BTreeMap<String, Cause>> {
    WATCH.get().map(|watch| &watch.orders.stopped)
}

/// Whether this run is a trial, which only finds out whether the work can be done.
pub fn is_trial() -> bool {
    WATCH.get().is_some_and(|watch| watch.orders.trial.is_some())
}

/// Whether a deck is to be left out of this run.
pub fn passes_over(deck: &str) -> bool {
    let is_over = |watch: &Watch| {
        let trial = watch.orders.trial.as_ref();
        trial.is_some_and(|decks| !decks.iter().any(|asked| asked == deck))
            || watch.orders.stopped.contains_key(deck)
    };
    WATCH.get().is_some_and(is_over)
}

/// The terminal behind the parent's standard output or standard error; none outside a child.
pub fn parent_window(on_error: bool) -> Option<Window> {
    let watch = WATCH.get()?;
    Some(watch.orders.windows[usize::from(on_error)])
}

/// Writes a line into the journal; false outside a child.
pub fn write_note(note: &JournalEntry) -> bool {
    let Some(watch) = WATCH.get() else {
        return false;
    };
    let line = serde_json::to_string(note).unwrap_or_default() + "\n";
    if lock_mutex(&watch.journal).write_all(line.as_bytes()).is_err() {
        // Nobody reads the journal any more: the parent is gone, and with it whoever wanted the work.
        std::process::exit(ENDED);
    }
    true
}

/// Does work that something of the project may crash, with a limit of `seconds` of computing time.
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
    // Noted before the work starts: after a crash, the works begun and not ended are all that is known.
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

/// The seconds of computing that a deck with so many slides may take.
pub fn seconds_for_slides(slides: usize) -> u64 {
    SECONDS + slides as u64 / SLIDES_A_SECOND
}

/// Raises the memory limit of this process to what so many slides at once need.
pub fn allow_memory(slides: usize) {
    let Some(watch) = WATCH.get() else {
        return;
    };
    let cores = thread::available_parallelism().map_or(1, usize::from) as u64;
    let memory = MEMORY + cores * MEMORY_OF_CORE + slides as u64 * MEMORY_OF_SLIDE;
    let mut open = lock_mutex(&watch.open);
    // Only ever raised: with a limit below what is in use already, the next allocation would end the process.
    if memory > open.memory && system::limit_memory(memory) {
        open.memory = memory;
        drop(open);
        write_note(&JournalEntry::Memory(memory / MEGABYTE as u64));
    }
}

/// Ends this process when its parent is killed, and when some work computes for too long. Works
/// that run at once share the computing time.
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
            // Never happens while this process lives, as the sender is kept for ever.
            Err(RecvTimeoutError::Disconnected) => thread::sleep(TICK),
        }
        let Some(watch) = WATCH.get() else { return };
        let now = system::computing_time();
        let mut open = lock_mutex(&watch.open);
        // The system reports computing time for the whole process only. It is shared evenly among the open works, so
        // that ten at once each get as much time as one alone.
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

    /// Limits the memory that this process may write to, in bytes; false when the system
    /// refuses. A lower limit of the system stays.
    pub fn limit_memory(most: u64) -> bool {
        let known = getrlimit(Resource::Data);
        // The system refuses any limit above the hard one, so the lower of both is requested.
        let most = known.maximum.map_or(most, |hard| hard.min(most));
        let limit = Rlimit { current: Some(most), maximum: known.maximum };
        setrlimit(Resource::Data, limit).is_ok()
    }

    /// Makes a write beyond the system's limit of file size fail, instead of ending this process with half a file left.
    pub fn outlive_large_files() {
        // The write itself reports the error, so whether the signal came does not matter.
        let said = std::sync::Arc::default();
        drop(signal_hook::flag::register(signal_hook::consts::SIGXFSZ, said));
    }

    /// Arranges that this process ends when its parent is killed, or that it no longer does, where the system offers
    /// that; elsewhere the journal ends it. The system binds this to the thread that asks.
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

    /// How long this process has run: the nearest value that safe Rust offers here.
    pub fn computing_time() -> Duration {
        static START: OnceLock<Instant> = OnceLock::new();
        START.get_or_init(Instant::now).elapsed()
    }

    /// There is no such signal here.
    pub fn outlive_large_files() {}

    /// No limit can be set here.
    pub fn limit_memory(_: u64) -> bool {
        false
    }

    /// The journal alone ends this process.
    pub fn follow_parent(_: bool) {}
}

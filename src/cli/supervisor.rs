//! The work of a command done in a child of this program, so that no file of a project can take the program down.
//!
//! What the child prints is kept until it ends: when it crashes, the file at fault is found, and another child begins
//! without it.

use std::collections::BTreeMap;
use std::env;
use std::ffi::OsString;
use std::fs::File;
use std::io::{BufRead, BufReader, PipeReader, Read, pipe, stdin};
use std::process::{Child, Command, ExitCode, ExitStatus, Stdio};
use std::thread;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Screen;
use crate::error::{Error, Result};
use crate::finding::Message;
use crate::watch::{self, Cause, ENDED, JournalEntry, Orders, STACK, VARIABLE, Work};

/// The most files that are left out one after another. More is a project made to crash.
const MOST_STOPPED: usize = 8;

/// What a child prints, in order.
enum JournalLine {
    Out(String),
    Err(String),
}

/// What became of a child.
struct ChildRun {
    /// Its exit status, when it ended its work.
    status: Option<u8>,
    printed: Vec<JournalLine>,
    /// The work that had begun and not ended.
    open: Vec<Work>,
    cause: Cause,
    /// Whether somebody asked the child to end.
    is_asked: bool,
}

/// Does the work of a command in a child. None when this system starts no child: the work is then done here.
pub fn supervise(args: &[OsString], screen: &Screen) -> Option<Result<ExitCode>> {
    let mut stopped = BTreeMap::new();
    loop {
        // Each turn starts one child that does all the work. It ends well, or one more file is left out and it begins
        // again, up to `MOST_STOPPED` times.
        let run = run(args, &compose_orders(&stopped, None), true)?;
        if let Some(status) = run.status {
            print_journal(&run.printed, screen);
            return Some(Ok(ExitCode::from(status)));
        }
        if run.is_asked {
            return Some(Err(Error::new(Message::new("ended-asked"))));
        }
        match find_faulty_path(args, &stopped, &run) {
            Some(path) if stopped.len() < MOST_STOPPED => {
                stopped.insert(path, run.cause);
            }
            _ => return Some(Err(child_ended_error(run.cause))),
        }
    }
}

fn compose_orders(stopped: &BTreeMap<String, Cause>, trial: Option<Vec<String>>) -> Orders {
    Orders {
        stopped: stopped.clone(),
        trial,
        windows: [super::detect_window(false), super::detect_window(true)],
    }
}

fn print_journal(lines: &[JournalLine], screen: &Screen) {
    for line in lines {
        match line {
            JournalLine::Out(text) => screen.print_sanitised(text, false),
            JournalLine::Err(text) => screen.print_sanitised(text, true),
        }
    }
}

/// What to say when no file of the project is known to be the cause.
fn child_ended_error(cause: Cause) -> Error {
    let (key, most) = match cause {
        Cause::Stack(most) => ("ended-stack", most),
        Cause::Memory(most) => ("ended-memory", most),
        Cause::Time(most) => ("ended-time", most),
        Cause::Panic => ("ended-panic", 0),
    };
    Error::new(Message::new(key).with("most", most)).with_hint(Message::new("hint-ended"))
}

/// The file, or the deck, without which the work can be done; none when nothing of the project was being worked on.
fn find_faulty_path(
    args: &[OsString],
    stopped: &BTreeMap<String, Cause>,
    run: &ChildRun,
) -> Option<String> {
    let decks: Vec<String> = run.open.iter().filter_map(|work| work.deck.clone()).collect();
    // Work with one file names its cause. A deck that is laid out has many suspects, and is asked only when no such
    // work was open; the deck itself comes last, for what no file of it explains.
    let files = run.open.iter().filter(|work| work.deck.is_none());
    let mut suspects: Vec<&String> = files.flat_map(|work| &work.suspects).collect();
    if suspects.is_empty() {
        suspects = run.open.iter().flat_map(|work| &work.suspects).collect();
        suspects.extend(&decks);
    }
    suspects.dedup();
    suspects.retain(|path| !stopped.contains_key(*path));
    // Without the first `crashes` of them it still crashes, and without the first `works` it no longer does.
    let (mut crashes, mut works) = (0, suspects.len());
    // A search by halves: about log2(n) further children for n suspects. The invariant is that the crash is between
    // the two, and the suspect at `works` - 1 is the last that had to go.
    while works - crashes > 1 {
        let middle = crashes.midpoint(works);
        let without = suspects[..middle].iter().map(|path| ((*path).clone(), run.cause));
        let without = stopped.clone().into_iter().chain(without).collect();
        // On trial: the decks that were open alone, and nothing is written.
        let tried = self::run(args, &compose_orders(&without, Some(decks.clone())), false)?;
        match tried.status {
            Some(_) => works = middle,
            None => crashes = middle,
        }
    }
    suspects.get(works.checked_sub(1)?).map(|path| (*path).clone())
}

/// Starts a child and waits for its end; none when it cannot be started.
fn run(args: &[OsString], orders: &Orders, is_shown: bool) -> Option<ChildRun> {
    let program = env::current_exe().ok()?;
    let orders = serde_json::to_string(orders).ok()?;
    let (journal, written) = pipe().ok()?;
    let mut command = Command::new(program);
    command
        .args(args.get(1..).unwrap_or_default())
        .env(VARIABLE, orders)
        // The journal takes the place of standard input, which every system hands on to a child without a number or a name
        // to agree on.
        .stdin(written)
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    // What a keyboard interrupts is this process, whose end the child follows when its files are in place.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let child = command.spawn().ok()?;
    // It holds an end of the journal, which would never be at its end.
    drop(command);
    Some(follow_child(child, journal, is_shown))
}

fn follow_child(mut child: Child, journal: PipeReader, is_shown: bool) -> ChildRun {
    let errors = child.stderr.take();
    let said = thread::Builder::new().spawn(move || read_stderr(errors));
    let mut read = Journal::default();
    let bar = Bar::new(is_shown);
    // Until the child closes its end, which it does by ending, however that comes.
    for line in BufReader::new(journal).split(b'\n').map_while(|line| line.ok()) {
        // A child that is killed may leave half a line.
        if let Ok(note) = serde_json::from_slice(&line) {
            read.add_note(note, &bar);
        }
    }
    bar.0.finish_and_clear();
    let ended = child.wait().ok();
    let status = ended.and_then(|status| status.code());
    let said = said.ok().and_then(|said| said.join().ok()).unwrap_or_default();
    let status = status.and_then(|code| u8::try_from(code).ok());
    ChildRun {
        // Any other status is a crash: 70 is a child that ended itself, 101 a panic, and a signal has none.
        status: status.filter(|code| *code <= 2),
        cause: read.infer_cause(&said),
        printed: read.printed,
        open: read.open.into_values().collect(),
        is_asked: ended.is_some_and(is_asked),
    }
}

/// Whether a process ended because somebody asked it to, and not for want of anything.
#[cfg(unix)]
fn is_asked(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    let asks = [SIGHUP, SIGINT, SIGQUIT, SIGTERM];
    status.signal().is_some_and(|signal| asks.contains(&signal))
}

/// Elsewhere the status does not tell.
#[cfg(not(unix))]
fn is_asked(_: ExitStatus) -> bool {
    false
}

/// The most bytes kept of what a crash says of itself.
const MOST_SAID: u64 = 64 * 1024;

/// What a child said on standard error, which it uses only to crash.
fn read_stderr(errors: Option<impl Read>) -> String {
    let mut said = Vec::new();
    if let Some(mut errors) = errors {
        drop(errors.by_ref().take(MOST_SAID).read_to_end(&mut said));
        // The rest is read and thrown away: a child whose pipe is full would wait for ever.
        drop(std::io::copy(&mut errors, &mut std::io::sink()));
    }
    String::from_utf8_lossy(&said).into_owned()
}

/// What is known of a child from its journal.
#[derive(Default)]
struct Journal {
    printed: Vec<JournalLine>,
    open: BTreeMap<u64, Work>,
    memory: u64,
    stop: Option<Cause>,
}

impl Journal {
    fn add_note(&mut self, note: JournalEntry, bar: &Bar) {
        match note {
            JournalEntry::Begin(id, work) => drop(self.open.insert(id, work)),
            JournalEntry::End(id) => drop(self.open.remove(&id)),
            JournalEntry::Memory(most) => self.memory = most,
            JournalEntry::Stop(cause) => self.stop = Some(cause),
            JournalEntry::Out(text) => self.printed.push(JournalLine::Out(text)),
            JournalEntry::Err(text) => self.printed.push(JournalLine::Err(text)),
            JournalEntry::Decks(count) => bar.0.set_length(count),
            JournalEntry::Deck => bar.0.inc(1),
        }
    }

    /// Why a child ended, from what it said itself and what the Rust runtime says of an abort.
    fn infer_cause(&self, said: &str) -> Cause {
        if let Some(cause) = self.stop {
            cause
        } else if said.contains("overflowed its stack") {
            Cause::Stack((STACK / 1024 / 1024) as u64)
        } else if said.contains("memory allocation of") || said.is_empty() {
            // Nothing said at all: the system ended it, which it does for want of memory.
            Cause::Memory(self.memory)
        } else {
            Cause::Panic
        }
    }
}

/// A bar on a terminal, for the work on several decks; nothing elsewhere.
struct Bar(ProgressBar);

impl Bar {
    fn new(is_shown: bool) -> Self {
        let target =
            if is_shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let style = ProgressStyle::with_template("{bar:20} {pos}/{len}")
            .unwrap_or_else(|_| ProgressStyle::default_bar());
        Self(ProgressBar::with_draw_target(Some(0), target).with_style(style))
    }
}

/// Begins the journal of a child; false in a program that somebody started.
pub fn is_child() -> bool {
    let orders = env::var(VARIABLE).ok();
    let orders = orders.and_then(|orders| serde_json::from_str(&orders).ok());
    let (Some(orders), Some(journal)) = (orders, open_journal()) else {
        return false;
    };
    watch::begin_journal(orders, journal);
    true
}

/// The end of the journal that the parent gave this child as its standard input.
fn open_journal() -> Option<File> {
    #[cfg(unix)]
    {
        use std::os::fd::AsFd;
        stdin().as_fd().try_clone_to_owned().ok().map(File::from)
    }
    #[cfg(windows)]
    {
        use std::os::windows::io::AsHandle;
        stdin().as_handle().try_clone_to_owned().ok().map(File::from)
    }
}

/// Does work on a stack of the size that limits tell of; on the stack there is when no thread can be started.
pub fn on_stack<T: Send>(work: impl Fn() -> T + Sync) -> T {
    let pool = || rayon::ThreadPoolBuilder::new().stack_size(STACK);
    if pool().build_global().is_err() {
        drop(pool().num_threads(1).use_current_thread().build_global());
    }
    thread::scope(|scope| {
        let started = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, &work);
        match started.map(thread::ScopedJoinHandle::join) {
            Ok(done) => done.unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            Err(_) => work(),
        }
    })
}

const _: () = assert!(ENDED > 2, "a child that ends itself has not done its work");

//! Supervision: the work of a command is done in a child of this program, so that no file of a project can crash it.
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

/// The most files that are left out one after another. A project with more of them was made to crash the program.
const MOST_STOPPED: usize = 8;

/// What a child prints, in order.
enum JournalLine {
    Out(String),
    Err(String),
}

/// How the run of one child ended.
struct ChildRun {
    /// Its exit status; none when it crashed.
    status: Option<u8>,
    printed: Vec<JournalLine>,
    /// The work that had begun and not ended: where to look for the file at fault.
    open: Vec<Work>,
    cause: Cause,
    /// Whether a person or a program ended the child by a signal, as Ctrl-C does.
    is_asked: bool,
}

/// Does the work of a command in a child. None when this system cannot start one: the caller then does the work itself.
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

/// The error when no file of the project is known to be the cause.
fn child_ended_error(cause: Cause) -> Error {
    let (key, most) = match cause {
        Cause::Stack(most) => ("ended-stack", most),
        Cause::Memory(most) => ("ended-memory", most),
        Cause::Time(most) => ("ended-time", most),
        Cause::Panic => ("ended-panic", 0),
    };
    Error::new(Message::new(key).with("most", most)).with_hint(Message::new("hint-ended"))
}

/// The file or deck without which the work can be done; none when the child was not working on anything of the project.
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
    // Halving: about log2(n) further children for n suspects. The invariant: leaving out the first `crashes` suspects
    // is not enough, and leaving out the first `works` is. So the suspect at `works` - 1 is the one at fault.
    while works - crashes > 1 {
        let middle = crashes.midpoint(works);
        let without = suspects[..middle].iter().map(|path| ((*path).clone(), run.cause));
        let without = stopped.clone().into_iter().chain(without).collect();
        // A trial builds only the decks that were open, and writes nothing.
        let tried = self::run(args, &compose_orders(&without, Some(decks.clone())), false)?;
        match tried.status {
            Some(_) => works = middle,
            None => crashes = middle,
        }
    }
    suspects.get(works.checked_sub(1)?).map(|path| (*path).clone())
}

/// Starts a child and waits for its end; none when it cannot be started. `is_shown` draws the bar of progress.
fn run(args: &[OsString], orders: &Orders, is_shown: bool) -> Option<ChildRun> {
    let program = env::current_exe().ok()?;
    let orders = serde_json::to_string(orders).ok()?;
    let (journal, written) = pipe().ok()?;
    let mut command = Command::new(program);
    command
        .args(args.get(1..).unwrap_or_default())
        .env(VARIABLE, orders)
        // The journal takes the place of standard input, which every system hands on to a
        // child without a number or a name to agree on.
        .stdin(written)
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    // A process group of its own keeps the child from Ctrl-C, which reaches this process alone. The child ends after
    // it, once files that are being moved are in place.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    let child = command.spawn().ok()?;
    // The command holds the writing end of the journal: while it is open here, reading would never come to an end.
    drop(command);
    Some(follow_child(child, journal, is_shown))
}

fn follow_child(mut child: Child, journal: PipeReader, is_shown: bool) -> ChildRun {
    let errors = child.stderr.take();
    let said = thread::Builder::new().spawn(move || read_stderr(errors));
    let mut read = Journal::default();
    let bar = Bar::new(is_shown);
    // Read until the writing end is closed, which happens when the child ends, in whatever way.
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

/// Whether a process was ended by a signal that asks it to end, and not by one that reports a crash.
#[cfg(unix)]
fn is_asked(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    let asks = [SIGHUP, SIGINT, SIGQUIT, SIGTERM];
    status.signal().is_some_and(|signal| asks.contains(&signal))
}

/// Other systems do not report a signal in the exit status.
#[cfg(not(unix))]
fn is_asked(_: ExitStatus) -> bool {
    false
}

/// The most bytes kept of a crashing child's last words.
const MOST_SAID: u64 = 64 * 1024;

/// What a child wrote on standard error, which only a crash writes to.
fn read_stderr(errors: Option<impl Read>) -> String {
    let mut said = Vec::new();
    if let Some(mut errors) = errors {
        drop(errors.by_ref().take(MOST_SAID).read_to_end(&mut said));
        // The rest is read and thrown away: a child whose pipe is full would wait for ever.
        drop(std::io::copy(&mut errors, &mut std::io::sink()));
    }
    String::from_utf8_lossy(&said).into_owned()
}

/// What the journal of a child says about it so far.
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

    /// Why a child ended: what it reported itself, else what the Rust runtime writes when it aborts.
    fn infer_cause(&self, said: &str) -> Cause {
        if let Some(cause) = self.stop {
            cause
        } else if said.contains("overflowed its stack") {
            Cause::Stack((STACK / 1024 / 1024) as u64)
        } else if said.contains("memory allocation of") || said.is_empty() {
            // Without a word it was the system that ended it, which happens when memory runs out.
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

/// Whether this process is a child; if so, its journal begins here.
pub fn is_child() -> bool {
    let orders = env::var(VARIABLE).ok();
    let orders = orders.and_then(|orders| serde_json::from_str(&orders).ok());
    let (Some(orders), Some(journal)) = (orders, open_journal()) else {
        return false;
    };
    watch::begin_journal(orders, journal);
    true
}

/// The writing end of the journal, which the parent put in the place of standard input.
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

/// Does work on a thread with the stack size that the limits promise; on the
/// present stack when no thread can be started.
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

//! Printing on standard output and standard error. When something cannot be written, the program ends with status 2.

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;
use std::sync::OnceLock;

/// The first reason why something was not printed.
static LOST: OnceLock<io::Error> = OnceLock::new();

/// Prints a text, without its colours where they cannot be shown. A reader that closed the pipe is no error.
pub fn print_text(text: &str, on_error: bool) {
    let printed = if on_error {
        write_and_flush(anstream::stderr(), text)
    } else {
        write_and_flush(anstream::stdout(), text)
    };
    if let Err(reason) = printed
        && reason.kind() != ErrorKind::BrokenPipe
    {
        drop(LOST.set(reason));
    }
}

fn write_and_flush(mut stream: impl Write, text: &str) -> io::Result<()> {
    stream.write_all(text.as_bytes())?;
    stream.flush()
}

/// The exit status: 2 when something was not printed, after `say` has told why; else the status given.
pub fn final_status(status: ExitCode, say: impl FnOnce(&'static io::Error)) -> ExitCode {
    match LOST.get() {
        Some(reason) => {
            say(reason);
            ExitCode::from(2)
        }
        None => status,
    }
}

//! Standard output and standard error. What cannot be written there ends the program with status 2, whatever it did.

use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;
use std::sync::OnceLock;

/// Why something was not printed, the first time.
static LOST: OnceLock<io::Error> = OnceLock::new();

/// Prints a text; its colours only where they can be shown. A reader that went away is not our trouble.
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

/// The status of a program that would end with this one, and what is to be said when something was not printed.
pub fn final_status(status: ExitCode, say: impl FnOnce(&'static io::Error)) -> ExitCode {
    match LOST.get() {
        Some(reason) => {
            say(reason);
            ExitCode::from(2)
        }
        None => status,
    }
}

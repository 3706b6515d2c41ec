//! The messages of e-mail: one in a file, or many one after the other.

use std::borrow::Cow;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

use mail_parser::{Address, HeaderValue, Message, MessageParser, MimeHeaders, PartType};

/// A message, as far as it can be read.
#[derive(Debug, Default)]
pub struct MailText {
    /// Its headers and its texts, a page as it is written.
    pub text: String,
    /// The names of those who wrote or are written to, by their bytes in the text.
    pub names: Vec<Range<usize>>,
    /// Its other parts, with their names if they have one.
    pub parts: Vec<(Option<String>, Vec<u8>)>,
}

/// The fields that messages begin with, in lower case.
const FIELDS: [&str; 22] = [
    "from",
    "to",
    "cc",
    "subject",
    "date",
    "received",
    "return-path",
    "message-id",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
    "delivered-to",
    "reply-to",
    "sender",
    "references",
    "in-reply-to",
    "dkim-signature",
    "envelope-to",
    "authentication-results",
    "bcc",
    "x-mailer",
    "content-disposition",
];
/// How many of them there are at least, and in how many lines from the start they are looked for.
const FEWEST: usize = 2;
const LINES: usize = 200;

/// Whether bytes begin like a message: with two fields at least that mail has.
pub fn is_message(bytes: &[u8]) -> bool {
    count_fields(bytes) >= FEWEST
}

/// Whether bytes begin like the file in which programs keep many messages.
pub fn is_box(bytes: &[u8]) -> bool {
    let first = bytes.strip_prefix(b"From ");
    let rest = first.and_then(|first| {
        let end = first.iter().position(|byte| *byte == b'\n')?;
        first.get(end + 1..)
    });
    rest.is_some_and(is_message)
}

/// How many lines before the first empty one are fields of mail.
fn count_fields(bytes: &[u8]) -> usize {
    let mut found = 0;
    for (at, line) in bytes.split(|byte| *byte == b'\n').take(LINES).enumerate() {
        let line = line.trim_ascii_end();
        // Apple's program puts the length first.
        let is_length = at == 0 && !line.is_empty() && line.iter().all(u8::is_ascii_digit);
        if is_length
            || line.starts_with(b" ")
            || line.starts_with(b"\t")
            || at == 0 && line.is_empty()
        {
            continue;
        }
        let name = line.split(|byte| *byte == b':').next().unwrap_or_default();
        if name.len() == line.len() {
            break;
        }
        let name = String::from_utf8_lossy(name).to_lowercase();
        found += usize::from(FIELDS.contains(&name.as_str()));
    }
    found
}

/// The messages of a box.
pub fn split_messages(bytes: &[u8]) -> Vec<&[u8]> {
    let mut starts = vec![0];
    let lines = bytes.split_inclusive(|byte| *byte == b'\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    });
    let mut was_empty = false;
    for (start, line) in lines {
        // In a box, `From ` begins a message only behind an empty line; a text with that word in front of a line goes on.
        if start > 0 && was_empty && line.starts_with(b"From ") {
            starts.push(start);
        }
        was_empty = line.trim_ascii().is_empty();
    }
    let ends = starts.iter().skip(1).copied().chain([bytes.len()]);
    let all = starts.iter().zip(ends).map(|(start, end)| {
        let message = &bytes[*start..end];
        let first = message.iter().position(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        &message[first.min(message.len())..]
    });
    all.filter(|message| !message.is_empty()).collect()
}

/// Reads a message; none when nothing can be made of it.
pub fn read_message(bytes: &[u8]) -> Option<MailText> {
    let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let is_length =
        !first.trim_ascii().is_empty() && first.trim_ascii().iter().all(u8::is_ascii_digit);
    let bytes = if is_length { &bytes[first.len() + 1..] } else { bytes };
    let read = || {
        let message = MessageParser::default().parse(bytes)?;
        let mut read = MailText::default();
        read.add_message(&message);
        Some(read)
    };
    // The parser is not ours and meets bytes of anybody: a panic in it is one message that cannot be read, not the end
    // of the run.
    catch_unwind(AssertUnwindSafe(read)).ok().flatten()
}

impl MailText {
    fn add_message(&mut self, message: &Message) {
        for part in &message.parts {
            for header in &part.headers {
                self.add_header(header.name.as_str(), &header.value);
            }
            self.text.push('\n');
            match &part.body {
                PartType::Text(text) => self.add_line(text),
                PartType::Html(text) => {
                    // Read apart: what a page says stands between its tags.
                    self.parts.push((None, text.as_bytes().to_vec()));
                }
                PartType::Binary(bytes) | PartType::InlineBinary(bytes) => {
                    let name = part.attachment_name().map(str::to_string);
                    self.parts.push((name, bytes.to_vec()));
                }
                PartType::Message(message) => self.add_message(message),
                PartType::Multipart(_) => {}
            }
        }
    }

    fn add_line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn add_header(&mut self, name: &str, value: &HeaderValue) {
        match value {
            HeaderValue::Address(Address::List(list)) => list
                .iter()
                .for_each(|one| self.add_person(name, one.name.as_ref(), one.address.as_ref())),
            HeaderValue::Address(Address::Group(groups)) => {
                for group in groups {
                    self.add_line(group.name.as_deref().unwrap_or_default());
                    for one in &group.addresses {
                        self.add_person(name, one.name.as_ref(), one.address.as_ref());
                    }
                }
            }
            HeaderValue::Text(text) => self.add_line(&format!("{name}: {text}")),
            HeaderValue::TextList(texts) => self.add_line(&format!("{name}: {}", texts.join(", "))),
            HeaderValue::ContentType(kind) => {
                for attribute in kind.attributes.iter().flatten() {
                    self.add_line(&attribute.value);
                }
            }
            HeaderValue::DateTime(_) | HeaderValue::Received(_) | HeaderValue::Empty => {}
        }
    }

    fn add_person(&mut self, field: &str, name: Option<&Cow<str>>, address: Option<&Cow<str>>) {
        if let Some(name) = name {
            self.text.push_str(field);
            self.text.push_str(": ");
            let start = self.text.len();
            self.text.push_str(name);
            self.names.push(start..self.text.len());
            self.text.push('\n');
        }
        self.add_line(address.map(Cow::as_ref).unwrap_or_default());
    }
}

#[cfg(test)]
pub(super) mod tests {
    use base64::Engine;
    use base64::engine::general_purpose::STANDARD;
    use proptest::prelude::*;

    use super::*;

    /// A message with some files attached.
    pub fn build_mail(text: &str, files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut message = format!(
            "Return-Path: <zoe@example.org>\r\nFrom: =?utf-8?Q?Zo=C3=AB?= Le Gall <zoe@example.org>\r\nTo: office@example.org\r\n\
             Subject: Horaires\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"=_x\"\r\n\r\n\
             --=_x\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n",
            base64_lines(text.as_bytes())
        );
        for (name, held) in files {
            message += &format!(
                "--=_x\r\nContent-Type: application/octet-stream; name=\"{name}\"\r\nContent-Transfer-Encoding: base64\r\n\
                 Content-Disposition: attachment; filename=\"{name}\"\r\n\r\n{}\r\n",
                base64_lines(held)
            );
        }
        (message + "--=_x--\r\n").into_bytes()
    }

    fn base64_lines(bytes: &[u8]) -> String {
        let coded = STANDARD.encode(bytes);
        let lines = coded.as_bytes().chunks(76).map(|line| str::from_utf8(line).expect("ASCII"));
        lines.collect::<Vec<_>>().join("\r\n")
    }

    #[test]
    fn a_message_is_read_with_its_headers_texts_and_files() {
        let bytes = build_mail("la gérante a fermé", &[("a.bin", b"\x01\x02")]);
        assert!(is_message(&bytes) && !is_box(&bytes));
        let read = read_message(&bytes).expect("a message");
        assert!(
            read.text.contains("la gérante a fermé") && read.text.contains("Subject: Horaires")
        );
        let names: Vec<&str> = read.names.iter().map(|name| &read.text[name.clone()]).collect();
        assert_eq!(names, ["Zoë Le Gall"]);
        assert_eq!(read.parts, [(Some("a.bin".to_string()), b"\x01\x02".to_vec())]);
    }

    #[test]
    fn the_messages_of_a_box_are_parted() {
        let one = "From zoe@example.org Mon Aug  3 08:00:00 2026\nFrom: Zoe <zoe@example.org>\nSubject: x\n\nun\nFrom here on\n\n";
        let two = format!("{one}{}", one.replace("un", "deux"));
        assert!(is_box(two.as_bytes()));
        let messages = split_messages(two.as_bytes());
        assert_eq!(messages.len(), 2);
        let texts: Vec<String> =
            messages.iter().filter_map(|bytes| read_message(bytes)).map(|read| read.text).collect();
        assert!(texts[0].contains("un\nFrom here on") && texts[1].contains("deux"));
    }

    #[test]
    fn texts_are_not_taken_for_messages() {
        for text in ["from: me", "Note : le bus\nfrom: to:", "", "a,b\n1,2", "author: Zoe\ntext: x"]
        {
            assert!(!is_message(text.as_bytes()), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(at in 0_usize..900, byte in any::<u8>()) {
            let mut bytes = build_mail("la gérante a fermé", &[("a.bin", b"\x01\x02")]);
            let at = at % bytes.len();
            bytes[at] = byte;
            read_message(&bytes);
            read_message(&bytes[..at]);
            split_messages(&bytes);
        }
    }
}

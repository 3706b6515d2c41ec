//! The runs of letters and signs in bytes of no known form.

use encoding_rs::WINDOWS_1252;
use yore::{CodePage, code_pages};

use super::encodings::is_control;

/// The fewest signs in a row that may be words of somebody.
const RUN: usize = 6;

/// What can be read in bytes of no known form: the runs of letters and signs, one byte each or two.
pub fn extract_strings(bytes: &[u8]) -> String {
    let mut text = String::new();
    // The runs of one byte a sign, in both codes that French programs wrote in; then those of two bytes, from even and
    // from odd places, as nothing tells where a text begins.
    for run in bytes.split(|byte| *byte == 0 || is_control(*byte)) {
        if run.len() >= RUN {
            match str::from_utf8(run) {
                Ok(run) => text.push_str(run),
                Err(_) => {
                    text.push_str(&WINDOWS_1252.decode_without_bom_handling(run).0);
                    text.push('\n');
                    text.push_str(
                        &code_pages::CP850.decode_lossy_fallback(run, char::REPLACEMENT_CHARACTER),
                    );
                }
            }
            text.push('\n');
        }
    }
    for start in [0, 1] {
        let from = bytes.get(start..).unwrap_or_default();
        runs_of_two(from, u16::from_le_bytes, &mut text);
        runs_of_two(from, u16::from_be_bytes, &mut text);
    }
    text
}

/// Adds the runs of signs of two bytes.
fn runs_of_two(bytes: &[u8], unit: fn([u8; 2]) -> u16, text: &mut String) {
    // Signs are pushed as they come. Where the run turns out too short, the text is cut back to its start.
    let (mut start, mut signs) = (text.len(), 0);
    let units = bytes.as_chunks().0.iter().map(|pair| Some(unit(*pair)));
    for code in units.chain([None]) {
        let sign = code.and_then(|code| char::from_u32(u32::from(code)));
        match sign.filter(|sign| matches!(*sign, '\t' | ' '..='~' | '\u{a0}'..='\u{4ff}' | '\u{2010}'..='\u{2044}' | '\u{20ac}')) {
            Some(sign) => {
                text.push(sign);
                signs += 1;
            }
            None => {
                if signs >= RUN { text.push('\n') } else { text.truncate(start) }
                (start, signs) = (text.len(), 0);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::encodings::decode_texts;
    use super::*;

    #[test]
    fn what_programs_wrote_is_no_text_and_its_strings_are_read() {
        let noise: Vec<u8> =
            (0..4000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 21) as u8).collect();
        assert_eq!(decode_texts(&noise), None);
        let large: Vec<u8> = "large words".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let inside = [&noise[..], b"\0plain words\0", &large, &noise].concat();
        let read = extract_strings(&inside);
        assert!(read.contains("plain words") && read.contains("large words"));
    }
}

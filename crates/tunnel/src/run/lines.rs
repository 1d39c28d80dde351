//! A program's output, line by line, in bounded memory.

use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::sync::mpsc;

/// More of a line is not kept.
const LINE_BYTES: usize = 16 * 1024;
const CHUNK_BYTES: usize = 4 * 1024;

/// A line without colours and control characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) text: String,
    /// Whether it went on.
    pub(crate) cut: bool,
}

/// Reads until the end, or until nobody listens any more. A listener that is slow lets the program
/// wait: nothing piles up.
pub(crate) async fn read<T: From<Line>>(mut from: impl AsyncRead + Unpin, to: mpsc::Sender<T>) {
    let mut chunk = [0; CHUNK_BYTES];
    let mut splitter = Splitter::default();
    loop {
        let count = match from.read(&mut chunk).await {
            Ok(0) | Err(_) => break,
            Ok(count) => count,
        };
        for line in splitter.take(chunk.get(..count).unwrap_or_default()) {
            if to.send(line.into()).await.is_err() {
                return;
            }
        }
    }
    if let Some(line) = splitter.rest() {
        // Nobody there any more is the same as nothing left.
        let _ = to.send(line.into()).await;
    }
}

#[derive(Debug, Default)]
struct Splitter {
    held: Vec<u8>,
    cut: bool,
}

impl Splitter {
    fn take(&mut self, bytes: &[u8]) -> Vec<Line> {
        let mut lines = Vec::new();
        for byte in bytes {
            match byte {
                b'\n' | b'\r' => lines.extend(self.rest()),
                _ if self.held.len() < LINE_BYTES => self.held.push(*byte),
                _ => self.cut = true,
            }
        }
        lines
    }

    fn rest(&mut self) -> Option<Line> {
        let text = plain(&String::from_utf8_lossy(&self.held));
        self.held.clear();
        let cut = std::mem::take(&mut self.cut);
        (!text.trim().is_empty()).then_some(Line { text, cut })
    }
}

/// Without escape sequences, and without whatever else a terminal would obey.
fn plain(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match c {
            '\u{1b}' => skip_sequence(&mut chars),
            '\t' => plain.push(' '),
            _ if c.is_control() || turns(c) => {}
            _ => plain.push(c),
        }
    }
    plain.trim_end().to_owned()
}

/// Characters that let what follows be read in another direction, and look like something else.
const fn turns(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// ECMA-48: a control sequence ends with a character from `@` to `~`, a string with BEL or ESC `\`.
fn skip_sequence(chars: &mut std::str::Chars<'_>) {
    match chars.next() {
        Some('[') => {
            chars.find(|c| ('@'..='~').contains(c));
        }
        Some(']' | 'P' | '_' | '^') => {
            chars.find(|c| matches!(c, '\u{7}' | '\\'));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(splitter: &mut Splitter, bytes: &[u8]) -> Vec<String> {
        let lines = splitter.take(bytes);
        lines.into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn lines_come_whole_and_plain() {
        let mut splitter = Splitter::default();
        assert_eq!(texts(&mut splitter, b"one\r\n\ntw"), ["one"]);
        assert_eq!(texts(&mut splitter, b"o\nthree"), ["two"]);
        assert_eq!(splitter.rest().unwrap().text, "three");
        let coloured =
            b"\x1b[2m2026\x1b[0m \x1b[32m INFO\x1b[0m at\x07 \x1b]0;title\x07host\x08:1\xe2\x80\xae\n";
        assert_eq!(texts(&mut splitter, coloured), ["2026  INFO at host:1"]);
    }

    #[test]
    fn a_line_without_end_does_not_grow() {
        let mut splitter = Splitter::default();
        for _ in 0..100 {
            assert!(splitter.take(&[b'x'; CHUNK_BYTES]).is_empty());
        }
        let line = splitter.take(b"\n").pop().unwrap();
        assert!(line.cut && line.text.len() == LINE_BYTES);
        assert!(!splitter.take(b"next\n").pop().unwrap().cut);
    }
}

//! A server that does what Shipbell must not: it answers first and stores a moment later.
//!
//! The durability journey puts it through the same as Shipbell, and must see it lose something;
//! else the journey would prove nothing. It appends one body a line to the file it is given.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

const A_MOMENT: Duration = Duration::from_millis(20);

fn main() -> io::Result<()> {
    let path = std::env::args_os().nth(1).ok_or(io::ErrorKind::NotFound)?;
    let file = File::options().create(true).append(true).open(path)?;
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let (store, stored) = channel();
    thread::spawn(move || keep(&stored, file));
    let mut out = io::stdout();
    writeln!(out, "{{\"address\":\"{}\"}}", listener.local_addr()?)?;
    out.flush()?;
    for stream in listener.incoming() {
        let (stream, store) = (stream?, store.clone());
        thread::spawn(move || answer(stream, &store));
    }
    Ok(())
}

fn answer(stream: TcpStream, store: &Sender<Vec<u8>>) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut writer = stream;
    loop {
        let mut length = 0;
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line)? == 0 {
                return Ok(());
            }
            if let Some(value) = line.trim().strip_prefix("content-length: ") {
                length = value.parse().map_err(io::Error::other)?;
            }
            if line == "\r\n" {
                break;
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body)?;
        writer.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n")?;
        store.send(body).map_err(io::Error::other)?;
    }
}

fn keep(stored: &Receiver<Vec<u8>>, mut file: File) -> io::Result<()> {
    while let Ok(mut body) = stored.recv() {
        thread::sleep(A_MOMENT);
        body.push(b'\n');
        file.write_all(&body)?;
        while let Ok(mut more) = stored.try_recv() {
            more.push(b'\n');
            file.write_all(&more)?;
        }
    }
    Ok(())
}

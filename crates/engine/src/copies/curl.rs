//! A command that posts the same bytes with the same signature to the door on this computer.

use std::fmt::Write as _;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use shipbell_webhook::SIGNATURE_HEADER;

/// What is said in place of a command, as a shell's comment.
const NO_DOOR: &str = "# The endpoint of this delivery is gone, so no door would take it.";
const NO_BODY: &str = "# The delivery itself is gone, so it can't be posted again.";

/// The command. Every byte of the body arrives as it was sent: the signature is over the bytes.
pub(crate) fn curl(
    listen: SocketAddr,
    token: &str,
    signature: Option<&[u8]>,
    body: Option<&[u8]>,
) -> String {
    let Some(body) = body else {
        return NO_BODY.to_owned();
    };
    if token.is_empty() {
        return NO_DOOR.to_owned();
    }
    let address = format!("http://{}/hooks/{token}", reachable(listen));
    let mut command = format!(
        "{} |\n  curl -sS --data-binary @- -H 'content-type: application/json' \\\n",
        source(body)
    );
    let signature = signature.and_then(|bytes| std::str::from_utf8(bytes).ok());
    if let Some(signature) =
        signature.filter(|text| text.bytes().all(|byte| byte.is_ascii_graphic()))
    {
        let header = quoted(&format!("{SIGNATURE_HEADER}: {signature}"));
        let _ = writeln!(command, "  -H {header} \\");
    }
    let _ = write!(command, "  {}", quoted(&address));
    command
}

/// An address that means "everywhere" is reached at this computer's own.
fn reachable(listen: SocketAddr) -> SocketAddr {
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => IpAddr::V4(Ipv4Addr::LOCALHOST),
        IpAddr::V6(ip) if ip.is_unspecified() => IpAddr::V6(Ipv6Addr::LOCALHOST),
        ip => ip,
    };
    SocketAddr::new(ip, listen.port())
}

/// What writes the body to the pipe. `printf` adds no line's end, as a here-document would; text
/// that a terminal could obey while it is pasted (an escape, a tab) goes as base64.
fn source(body: &[u8]) -> String {
    let plain = std::str::from_utf8(body).ok().filter(|text| {
        let tame = |c: char| c == '\n' || !c.is_control() && !is_unseen(c);
        !text.is_empty() && text.chars().all(tame)
    });
    match plain {
        Some(text) => format!("printf '%s' {}", quoted(text)),
        None => format!("printf '%s' '{}' | base64 --decode", base64(body)),
    }
}

/// Marks that turn the direction of writing, and the separators of lines that some terminals know:
/// what is pasted should look like what it is.
fn is_unseen(c: char) -> bool {
    matches!(u32::from(c),
        0x00ad | 0x061c | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0xfeff | 0xfff0..=0xffff
        | 0xe0000..=0xe0fff)
}

/// One word of a POSIX shell, whatever is in it.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

pub(crate) fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let at = |place: usize| three.get(place).map_or(0, |byte| u32::from(*byte));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for letter in 0..4_u32 {
            let six = usize::try_from(bits >> (18 - 6 * letter) & 63).unwrap_or_default();
            let used = usize::try_from(letter).unwrap_or_default() <= three.len();
            let byte = LETTERS.get(six).copied().unwrap_or(b'=');
            text.push(if used { char::from(byte) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {

    use super::*;

    const LISTEN: &str = "127.0.0.1:8484";

    #[test]
    fn the_command_says_what_it_does() {
        let command = curl(
            LISTEN.parse().unwrap(),
            "token",
            Some(b"hmacsha256=00"),
            Some(b"{\"it\":\"isn't\"}"),
        );
        insta::assert_snapshot!(command, @r#"
        printf '%s' '{"it":"isn'\''t"}' |
          curl -sS --data-binary @- -H 'content-type: application/json' \
          -H 'x-apple-signature: hmacsha256=00' \
          'http://127.0.0.1:8484/hooks/token'
        "#);
        let everywhere = curl("[::]:1".parse().unwrap(), "t", None, Some(b"{}"));
        assert!(
            everywhere.contains("'http://[::1]:1/hooks/t'"),
            "{everywhere}"
        );
    }

    // The command is for a Unix shell, and Windows brings none.
    #[cfg(unix)]
    #[test]
    fn every_byte_comes_out_of_the_shell_as_it_was_sent() {
        let every: Vec<u8> = (0..=255).collect();
        let bodies: [&[u8]; 9] = [
            b"{}",
            b"",
            b"it's; $(touch /tmp/x) `id` \"$HOME\" \\ !! %s %n",
            b"two\nlines\n",
            b"\x1b[201~rm -rf ~\r\n",
            b"a\tb\0c",
            &every,
            "café \u{202e}evil".as_bytes(),
            "SHIPBELL\nEOF\n'\\''".as_bytes(),
        ];
        for body in bodies {
            let command = source(body);
            assert!(
                !command.contains(|c: char| c.is_control() && c != '\n'),
                "a terminal could obey {command:?} while it is pasted"
            );
            let ran = std::process::Command::new("sh")
                .args(["-c", &command])
                .output()
                .unwrap();
            assert_eq!(
                ran.stdout, body,
                "the signature is over the bytes, so each must arrive: {command}"
            );
        }
    }

    #[test]
    fn base64_is_everybodys_base64() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn what_is_gone_is_said_and_runs_nothing() {
        let listen = LISTEN.parse().unwrap();
        for command in [
            curl(listen, "t", None, None),
            curl(listen, "", None, Some(b"x")),
        ] {
            assert!(command.starts_with("# ") && !command.contains('\n'));
        }
    }
}

//! Writes `docs/fields.md`; with `--check`, says instead whether it is up to date.

use std::io::Error;
use std::path::Path;

fn main() -> Result<(), Error> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/fields.md");
    let wanted = shipbell_rules::field::markdown();
    if std::env::args().any(|arg| arg == "--check") {
        if std::fs::read_to_string(&path)? == wanted {
            return Ok(());
        }
        return Err(Error::other(
            "docs/fields.md is not what the Rust says; run `cargo run -p shipbell-rules --example fields`",
        ));
    }
    std::fs::write(&path, wanted)
}

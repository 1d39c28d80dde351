//! Writes `ui/src/lib/wire.gen.ts`; with `--check`, says instead whether it is up to date.

fn main() -> anyhow::Result<()> {
    let path =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/lib/wire.gen.ts");
    let wanted = shipbell_wire::typescript();
    if std::env::args().any(|arg| arg == "--check") {
        let found = std::fs::read_to_string(&path)?;
        anyhow::ensure!(
            found == wanted,
            "ui/src/lib/wire.gen.ts is not what the Rust says; run `cargo run -p shipbell-wire --example bindings`"
        );
        return Ok(());
    }
    std::fs::write(&path, wanted)?;
    Ok(())
}

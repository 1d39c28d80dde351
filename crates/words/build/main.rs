//! Turns the English catalogue into constants, so that a text which is missing is a compile error.

mod catalogue;

use std::fmt::{self, Write as _};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use catalogue::{Catalogue, Message};

const FOLDER: &str = "locales/en";

/// Why the build stops. `Debug` is what Cargo prints, so it is the text itself.
struct Stop(String);

impl fmt::Debug for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the catalogue cannot be used\n{}", self.0)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self(error.to_string())
    }
}

impl From<env::VarError> for Stop {
    fn from(error: env::VarError) -> Self {
        Self(error.to_string())
    }
}

fn main() -> Result<(), Stop> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    writeln!(io::stdout(), "cargo::rerun-if-changed={FOLDER}")?;
    writeln!(io::stdout(), "cargo::rerun-if-changed=build")?;

    let names = files(&root.join(FOLDER))?;
    let mut catalogue = Catalogue::default();
    for name in &names {
        let path = format!("{FOLDER}/{name}");
        catalogue.read(&path, &fs::read_to_string(root.join(&path))?);
    }
    let problems = catalogue.problems();
    if !problems.is_empty() {
        return Err(Stop(problems.join("\n")));
    }
    fs::write(out.join("id.rs"), constants(&catalogue.messages))?;
    fs::write(out.join("sources.rs"), sources(&names))?;
    Ok(())
}

/// The catalogue's files by name, sorted, so that every build says the same.
fn files(folder: &Path) -> Result<Vec<String>, Stop> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        names.extend(
            name.to_str()
                .filter(|name| Path::new(name).extension().is_some_and(|end| end == "ftl"))
                .map(str::to_owned),
        );
    }
    names.sort();
    Ok(names)
}

fn constants(messages: &[Message]) -> String {
    let mut code = String::new();
    for message in messages {
        let _ = writeln!(code, "/// ```ftl");
        for line in message.text.lines() {
            let _ = writeln!(code, "/// {line}");
        }
        let _ = writeln!(code, "/// ```");
        let _ = writeln!(
            code,
            "pub const {}: Id = Id({:?});",
            constant(&message.id),
            message.id
        );
    }
    let _ = writeln!(code, "/// Every message of the catalogue.");
    let _ = writeln!(code, "pub const ALL: &[Id] = &[");
    for message in messages {
        let _ = writeln!(code, "    {},", constant(&message.id));
    }
    code.push_str("];\n");
    code
}

fn constant(id: &str) -> String {
    id.replace('-', "_").to_uppercase()
}

fn sources(names: &[String]) -> String {
    let mut code = String::from("&[\n");
    for name in names {
        let _ = writeln!(
            code,
            "    include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/{FOLDER}/{name}\")),"
        );
    }
    code.push_str("]\n");
    code
}

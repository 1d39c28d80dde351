//! Tauri's bundler, given what tauri.conf.json can't say: files that exist only now.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value, json};

use super::programs::Build;
use crate::house::House;
use crate::node::Node;
use crate::steps;

/// Where what goes into the bundles is put together.
pub(crate) fn stage(house: &House) -> PathBuf {
    house.target.join("dist")
}

/// Makes the bundles; names the files.
pub(crate) fn make(
    house: &House,
    node: &Node,
    build: &Build<'_>,
    kinds: &[&str],
) -> Result<Vec<PathBuf>> {
    let stage = stage(house);
    let target = match build.target {
        Some(target) => target.to_owned(),
        None => host(house)?,
    };
    let suffix = if target.contains("windows") {
        ".exe"
    } else {
        ""
    };
    let aside = stage.join("bin/shipbell");
    fs::create_dir_all(stage.join("bin"))?;
    // The bundler wants the target in the name, and takes it off again.
    fs::copy(
        build.binaries(house).join(format!("shipbell{suffix}")),
        stage.join(format!("bin/shipbell-{target}{suffix}")),
    )
    .context("the command line could not be put aside for the bundles")?;
    let extra = stage.join("bundle.json");
    let files = system_files(house, &stage.join("manual"))?;
    let signing = Signing::from_environment()?;
    fs::write(
        &extra,
        serde_json::to_vec_pretty(&extras(&aside, &files, &signing))?,
    )?;

    let output = build.binaries(house).join("bundle");
    if output.exists() {
        fs::remove_dir_all(&output)?;
    }
    let mut tauri = node.node(&house.root);
    tauri.arg(house.ui().join("node_modules/@tauri-apps/cli/tauri.js"));
    tauri.args(["bundle", "--ci", "--bundles", &kinds.join(",")]);
    tauri.arg("--config").arg(&extra);
    if !build.release {
        tauri.arg("--debug");
    }
    if let Some(target) = build.target {
        tauri.args(["--target", target]);
    }
    steps::run(&mut tauri)?;
    let made = bundles(&output)?;
    ensure!(
        !made.is_empty(),
        "The bundler left nothing in {}.",
        output.display()
    );
    Ok(made)
}

/// Who signs what, as the environment says. Apple's half the bundler reads for itself.
#[derive(Debug, Default)]
struct Signing {
    /// The updater's public key, where bundles are to be signed for it.
    update_key: Option<String>,
    /// The command that signs for Windows; `%1` is the file.
    windows: Option<String>,
}

impl Signing {
    fn from_environment() -> Result<Self> {
        let said = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
        let windows = said("SHIPBELL_WINDOWS_SIGN");
        if said("TAURI_SIGNING_PRIVATE_KEY").is_none() {
            println!("TAURI_SIGNING_PRIVATE_KEY is not set, so nothing is signed for the updater.");
            let update_key = None;
            return Ok(Self {
                update_key,
                windows,
            });
        }
        let update_key = said("SHIPBELL_UPDATE_KEY");
        ensure!(
            update_key.is_some(),
            "TAURI_SIGNING_PRIVATE_KEY is set, but SHIPBELL_UPDATE_KEY, its public half, is not: the \
             app would refuse its own updates. Set both, or neither."
        );
        Ok(Self {
            update_key,
            windows,
        })
    }
}

fn extras(command_line: &Path, files: &Map<String, Value>, signing: &Signing) -> Value {
    let updater = signing.update_key.as_deref();
    let mut bundle = Map::new();
    bundle.insert("externalBin".to_owned(), json!([command_line]));
    bundle.insert(
        "createUpdaterArtifacts".to_owned(),
        json!(updater.is_some()),
    );
    let files = json!({ "files": files });
    let linux = json!({ "deb": files, "rpm": files, "appimage": files });
    bundle.insert("linux".to_owned(), linux);
    if let Some(sign) = &signing.windows {
        bundle.insert("windows".to_owned(), json!({ "signCommand": sign }));
    }
    let mut plugins = Map::new();
    let schemes = json!({ "desktop": { "schemes": ["shipbell"] } });
    plugins.insert("deep-link".to_owned(), schemes);
    if let Some(key) = updater {
        plugins.insert("updater".to_owned(), json!({ "pubkey": key }));
    }
    json!({ "bundle": bundle, "plugins": plugins })
}

/// Man pages, completions, and what software centres show, by where they are installed.
fn system_files(house: &House, manual: &Path) -> Result<Map<String, Value>> {
    let mut files = Map::new();
    let mut put = |at: String, from: PathBuf| {
        files.insert(at, json!(from));
    };
    let metainfo = "dev.shipbell.app.metainfo.xml";
    put(
        format!("/usr/share/metainfo/{metainfo}"),
        house.root.join("packaging/linux").join(metainfo),
    );
    for entry in fs::read_dir(manual).context("the man pages are not there")? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let at = match &*name {
            "shipbell.bash" => "bash-completion/completions/shipbell".to_owned(),
            "shipbell.fish" => "fish/vendor_completions.d/shipbell.fish".to_owned(),
            "_shipbell" => "zsh/vendor-completions/_shipbell".to_owned(),
            page if page.ends_with(".1") => format!("man/man1/{page}"),
            _ => continue,
        };
        put(format!("/usr/share/{at}"), path.clone());
    }
    Ok(files)
}

/// What lies one folder down, except folders that are not themselves the thing (an `.app` is).
fn bundles(output: &Path) -> Result<Vec<PathBuf>> {
    let mut made = Vec::new();
    for kind in fs::read_dir(output)? {
        for entry in fs::read_dir(kind?.path())? {
            let path = entry?.path();
            let is_app = path.extension().is_some_and(|kind| kind == "app");
            if path.is_file() || is_app {
                made.push(path);
            }
        }
    }
    made.sort();
    Ok(made)
}

fn host(house: &House) -> Result<String> {
    let output = Command::new("rustc")
        .args(["-vV"])
        .current_dir(&house.root)
        .output()?;
    let text = String::from_utf8(output.stdout)?;
    let host = text.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("rustc named no host")?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Signing, extras};
    use serde_json::Map;
    use std::path::Path;

    #[test]
    fn only_with_a_key_is_anything_made_for_the_updater() {
        let bare = extras(Path::new("shipbell"), &Map::new(), &Signing::default());
        assert_eq!(bare["bundle"]["createUpdaterArtifacts"], false);
        assert!(bare["plugins"].get("updater").is_none());

        let signing = Signing {
            update_key: Some("key".to_owned()),
            windows: None,
        };
        let signed = extras(Path::new("shipbell"), &Map::new(), &signing);
        assert_eq!(signed["bundle"]["createUpdaterArtifacts"], true);
        assert_eq!(
            signed["plugins"]["updater"]["pubkey"], "key",
            "the bundler refuses to sign without it"
        );
    }
}

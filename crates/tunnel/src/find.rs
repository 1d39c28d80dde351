//! Where a program is.

use std::env;
use std::path::{Path, PathBuf};

/// Where to look.
#[derive(Debug, Clone)]
pub(crate) enum Search {
    /// On the path, then where such programs usually are.
    Usual,
    /// In these folders alone.
    Only(Vec<PathBuf>),
}

impl Search {
    /// The program of this name, or at this path.
    pub(crate) fn find(&self, program: &str) -> Option<PathBuf> {
        if program.is_empty() {
            return None;
        }
        if Path::new(program).components().count() > 1 {
            return runs(Path::new(program));
        }
        self.folders()
            .iter()
            .find_map(|folder| runs(&folder.join(program)))
    }

    fn folders(&self) -> Vec<PathBuf> {
        match self {
            Self::Only(folders) => folders.clone(),
            Self::Usual => {
                let path = env::var_os("PATH").unwrap_or_default();
                // A relative folder would find whatever lies where the app happens to have started.
                let named = env::split_paths(&path).filter(|folder| folder.is_absolute());
                named.chain(usual()).collect()
            }
        }
    }
}

/// An app that a desktop starts has a short path: without Homebrew's folder, or the user's own.
fn usual() -> Vec<PathBuf> {
    let mut folders = Vec::new();
    if cfg!(windows) {
        for (variable, below) in [
            ("ProgramFiles", ["cloudflared", "Tailscale", "ngrok"]),
            ("ProgramFiles(x86)", ["cloudflared", "Tailscale", "ngrok"]),
        ] {
            if let Some(programs) = env::var_os(variable).map(PathBuf::from) {
                folders.extend(below.map(|folder| programs.join(folder)));
            }
        }
        if let Some(system) = env::var_os("SystemRoot").map(PathBuf::from) {
            folders.push(system.join("System32").join("OpenSSH"));
        }
        if let Some(local) = env::var_os("LOCALAPPDATA").map(PathBuf::from) {
            folders.push(local.join("Microsoft").join("WinGet").join("Links"));
            folders.push(local.join("Microsoft").join("WindowsApps"));
        }
    } else {
        let system = [
            "/usr/local/bin",
            "/opt/homebrew/bin",
            "/home/linuxbrew/.linuxbrew/bin",
            "/opt/local/bin",
            "/usr/bin",
            "/bin",
            "/snap/bin",
            // The app from Apple's store has its command line inside.
            "/Applications/Tailscale.app/Contents/MacOS",
        ];
        folders.extend(system.map(PathBuf::from));
    }
    if let Some(home) = env::home_dir() {
        let own = [".cargo/bin", ".local/bin", "bin", "go/bin", "scoop/shims"];
        folders.extend(own.map(|folder| home.join(folder)));
    }
    folders
}

#[cfg(unix)]
fn runs(path: &Path) -> Option<PathBuf> {
    use std::os::unix::fs::PermissionsExt;

    let found = path.metadata().ok()?;
    let runs = found.is_file() && found.permissions().mode() & 0o111 != 0;
    runs.then(|| path.to_owned())
}

#[cfg(not(unix))]
fn runs(path: &Path) -> Option<PathBuf> {
    // No batch files: what they make of arguments is nobody's to promise.
    let mut named = path.as_os_str().to_owned();
    if path
        .extension()
        .is_none_or(|ending| !ending.eq_ignore_ascii_case("exe"))
    {
        named.push(".exe");
    }
    let named = PathBuf::from(named);
    named.is_file().then_some(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_runs_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let name = if cfg!(windows) { "tool.exe" } else { "tool" };
        std::fs::write(folder.path().join(name), "").unwrap();
        let search = Search::Only(vec![folder.path().to_owned()]);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(search.find("tool"), None, "it is a file that does not run");
            let runs = std::fs::Permissions::from_mode(0o755);
            std::fs::set_permissions(folder.path().join(name), runs).unwrap();
        }
        assert_eq!(search.find("tool"), Some(folder.path().join(name)));
        assert_eq!(search.find("other"), None);
        assert_eq!(search.find(""), None);
    }
}

//! Where newer versions come from, and the key that makes one ours: fixed when the program is built.

use tauri::Url;

/// A place and a key.
pub(super) struct Source {
    /// Where the newest version is described.
    pub(super) at: Url,
    /// The public key, as Tauri's signer writes it.
    pub(super) key: String,
}

impl Source {
    /// That of this build; without both there are no updates.
    pub(super) fn of_this_build() -> Option<Self> {
        let key = chosen("SHIPBELL_UPDATE_KEY", option_env!("SHIPBELL_UPDATE_KEY"))?;
        let at = chosen("SHIPBELL_UPDATE_URL", option_env!("SHIPBELL_UPDATE_URL"))?;
        let at: Url = at.parse().ok()?;
        let private = at.scheme() == "https" || cfg!(debug_assertions);
        private.then_some(Self { at, key })
    }
}

/// Only a debug build can be given another place and key when it starts, which is how tests come to
/// theirs. In a build that ships, whoever could set a variable could otherwise choose what runs next.
fn chosen(variable: &str, built: Option<&str>) -> Option<String> {
    let given = cfg!(debug_assertions).then(|| std::env::var(variable).ok());
    let chosen = given.flatten().or_else(|| built.map(ToOwned::to_owned));
    chosen.filter(|value| !value.is_empty())
}

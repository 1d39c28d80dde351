//! Who opens `shipbell://` links: an installer says so, and what was not installed says so itself, or
//! a click on its banners would lead nowhere.

use shipbell_owner::Home;
use windows_registry::CURRENT_USER;

use super::login;

const SCHEME: &str = r"Software\Classes\shipbell";

/// Tells Windows. A failure is logged: all but links and clicks on banners work without.
pub(super) fn answer(home: &Home) {
    if home.chosen().is_some() {
        return;
    }
    if let Err(error) = try_answer() {
        tracing::warn!(%error, "Windows was not told who opens shipbell:// links");
    }
}

fn try_answer() -> anyhow::Result<()> {
    let program = std::env::current_exe()?.to_string_lossy().into_owned();
    let Some(program) = login::quoted(&program) else {
        anyhow::bail!("the program's path can't be written into a command");
    };
    let scheme = CURRENT_USER.create(SCHEME)?;
    scheme.set_string("", "URL:Shipbell")?;
    scheme.set_string("URL Protocol", "")?;
    let command = CURRENT_USER.create(format!(r"{SCHEME}\shell\open\command"))?;
    // The link is the last word, and nothing after one is read (`args.rs`).
    command.set_string("", format!("{program} \"%1\""))?;
    Ok(())
}

//! What is on the desktop's clipboard, asked as any program asks that pastes.

use anyhow::{Context, Result, bail};
use shipbell_testkit::Desktop;
use shipbell_testkit::wait::until;
use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ConnectionExt, CreateWindowAux, EventMask, WindowClass,
};
use x11rb::rust_connection::RustConnection;

/// Waits until this text would be pasted.
pub(crate) fn wait_for(desktop: &Desktop, text: &str) {
    until(&format!("\"{text}\" on the clipboard"), || {
        let pasted = paste(desktop)?;
        anyhow::ensure!(pasted == text, "\"{pasted}\" is on it");
        Ok(Some(()))
    })
    .expect("what was copied can be pasted");
}

fn paste(desktop: &Desktop) -> Result<String> {
    let env = desktop.env();
    let display = env.iter().find(|(key, _)| key == "DISPLAY");
    let (_, display) = display.context("the desktop has no display")?;
    let (connection, screen) = x11rb::connect(Some(display))?;
    let screen = connection.setup().roots.get(screen).context("no screen")?;
    let window = connection.generate_id()?;
    connection.create_window(
        x11rb::COPY_DEPTH_FROM_PARENT,
        window,
        screen.root,
        0,
        0,
        1,
        1,
        0,
        WindowClass::INPUT_OUTPUT,
        x11rb::COPY_FROM_PARENT,
        &CreateWindowAux::new().event_mask(EventMask::PROPERTY_CHANGE),
    )?;
    let [clipboard, text, here] =
        ["CLIPBOARD", "UTF8_STRING", "PASTED"].map(|name| atom(&connection, name));
    let (text, here) = (text?, here?);
    connection.convert_selection(window, clipboard?, text, here, x11rb::CURRENT_TIME)?;
    connection.flush()?;
    loop {
        if let Event::SelectionNotify(answer) = connection.wait_for_event()? {
            if answer.property == x11rb::NONE {
                bail!("nothing is on it");
            }
            let found = connection.get_property(false, window, here, AtomEnum::ANY, 0, 1 << 16)?;
            return Ok(String::from_utf8(found.reply()?.value)?);
        }
    }
}

fn atom(connection: &RustConnection, name: &str) -> Result<Atom> {
    Ok(connection
        .intern_atom(false, name.as_bytes())?
        .reply()?
        .atom)
}

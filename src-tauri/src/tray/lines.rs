//! The menu's lines as Tauri has them: made from a model, and given new words in their place.

use tauri::menu::{IsMenuItem, Menu, MenuItem, MenuItemKind, PredefinedMenuItem, Submenu};
use tauri::{AppHandle, Wry};

use super::menu::Item;

pub(super) fn menu(app: &AppHandle, items: &[Item]) -> tauri::Result<Menu<Wry>> {
    let menu = Menu::new(app)?;
    for item in items {
        menu.append(line(app, item)?.as_ref())?;
    }
    Ok(menu)
}

fn line(app: &AppHandle, item: &Item) -> tauri::Result<Box<dyn IsMenuItem<Wry>>> {
    Ok(match item {
        Item::Does { id, text, enabled } => Box::new(MenuItem::with_id(
            app,
            id,
            literal(text),
            *enabled,
            None::<&str>,
        )?),
        Item::Says(text) => Box::new(MenuItem::new(app, literal(text), false, None::<&str>)?),
        Item::Line => Box::new(PredefinedMenuItem::separator(app)?),
        Item::Opens { text, items } => {
            let submenu = Submenu::new(app, literal(text), true)?;
            for item in items {
                submenu.append(line(app, item)?.as_ref())?;
            }
            Box::new(submenu)
        }
    })
}

/// Writes what is new onto the lines that stand there. `false`, and nothing written, where the menu has to have
/// other lines.
pub(super) fn reword(
    lines: &[MenuItemKind<Wry>],
    old: &[Item],
    new: &[Item],
) -> tauri::Result<bool> {
    if !alike(old, new) || lines.len() != new.len() {
        return Ok(false);
    }
    for (line, (old, new)) in lines.iter().zip(old.iter().zip(new)) {
        if old != new {
            write(line, old, new)?;
        }
    }
    Ok(true)
}

fn write(line: &MenuItemKind<Wry>, old: &Item, new: &Item) -> tauri::Result<()> {
    match (line, new) {
        (MenuItemKind::MenuItem(line), Item::Does { text, enabled, .. }) => {
            line.set_text(literal(text))?;
            line.set_enabled(*enabled)
        }
        (MenuItemKind::MenuItem(line), Item::Says(text)) => line.set_text(literal(text)),
        (MenuItemKind::Submenu(line), Item::Opens { text, items }) => {
            line.set_text(literal(text))?;
            if let Item::Opens { items: former, .. } = old {
                reword(&line.items()?, former, items)?;
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Whether these are the same lines, whatever is written on them.
fn alike(old: &[Item], new: &[Item]) -> bool {
    let same = |(old, new): (&Item, &Item)| match (old, new) {
        (Item::Does { id: old, .. }, Item::Does { id: new, .. }) => old == new,
        (Item::Says(_), Item::Says(_)) | (Item::Line, Item::Line) => true,
        (Item::Opens { items: old, .. }, Item::Opens { items: new, .. }) => alike(old, new),
        _ => false,
    };
    old.len() == new.len() && old.iter().zip(new).all(same)
}

/// Menus read `&` as the mark of a shortcut; an app's name may have one.
fn literal(text: &str) -> String {
    text.replace('&', "&&")
}

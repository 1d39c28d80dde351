//! The panel as the menu bar's own panels are: it takes the keyboard without making Shipbell the
//! active app, and opens in the Space where the person is, over an app that fills the screen too.
//!
//! Only an `NSPanel` can do that, and Tauri makes an `NSWindow`. So a new window is given another
//! class while nobody else has it yet: a panel of exactly its size, since a class swap moves no
//! memory. Where the two can't be brought to one size, the window stays what it is, which costs the
//! active app its focus and nothing more.
#![expect(
    unsafe_code,
    reason = "a window's class is changed through the Objective-C runtime"
)]

use std::ffi::CString;
use std::sync::OnceLock;

use objc2::runtime::{AnyClass, AnyObject, Bool, ClassBuilder, Sel};
use objc2::{ClassType, sel};
use objc2_app_kit::{
    NSPanel, NSPopUpMenuWindowLevel, NSWindowCollectionBehavior, NSWindowStyleMask,
};
use tauri::WebviewWindow;

/// Turns a new window into a panel. Called on the main thread, before the window shows.
pub(super) fn dress(window: &WebviewWindow) {
    let Some(object) = object(window) else {
        return;
    };
    let Some(class) = panel_of_size(object.class()) else {
        tracing::warn!("macOS gives Shipbell a window instead of a panel; it takes the focus");
        return;
    };
    // SAFETY: the window was just made and we are on the main thread, so nobody else changes or uses
    // its class; the new class is a subclass of NSPanel, itself an NSWindow, and exactly as large as
    // the old one. The old one adds no method that anybody calls by its type alone.
    unsafe { AnyObject::set_class(object, class) };
    let Some(panel) = panel(window) else {
        return;
    };
    panel.setStyleMask(panel.styleMask() | NSWindowStyleMask::NonactivatingPanel);
    panel.setCollectionBehavior(
        NSWindowCollectionBehavior::MoveToActiveSpace
            | NSWindowCollectionBehavior::FullScreenAuxiliary
            | NSWindowCollectionBehavior::IgnoresCycle,
    );
    panel.setFloatingPanel(true);
    panel.setHidesOnDeactivate(false);
    panel.setLevel(NSPopUpMenuWindowLevel);
}

/// Shows the panel with the keyboard in it. Tauri's own way would make Shipbell the active app.
pub(super) fn bring_up(window: &WebviewWindow) -> tauri::Result<()> {
    let Some(panel) = panel(window) else {
        window.show()?;
        return window.set_focus();
    };
    panel.orderFrontRegardless();
    panel.makeKeyWindow();
    Ok(())
}

/// The window as the runtime knows it.
fn object(window: &WebviewWindow) -> Option<&AnyObject> {
    let pointer = window.ns_window().ok()?.cast::<AnyObject>();
    // SAFETY: Tauri hands out the pointer of a window that lives at least as long as its handle.
    unsafe { pointer.as_ref() }
}

/// The window as a panel, when it has been made one.
fn panel(window: &WebviewWindow) -> Option<&NSPanel> {
    object(window)?.downcast_ref()
}

/// A class of panels that can have the keyboard, as large as the class of Tauri's windows.
fn panel_of_size(window: &AnyClass) -> Option<&'static AnyClass> {
    static CLASS: OnceLock<Option<&'static AnyClass>> = OnceLock::new();
    *CLASS.get_or_init(|| {
        let mut class = ClassBuilder::new(c"ShipbellPanel", NSPanel::class())?;
        let missing = window
            .instance_size()
            .checked_sub(NSPanel::class().instance_size())?;
        for word in 0..missing / size_of::<usize>() {
            let name = CString::new(format!("kept{word}")).ok()?;
            class.add_ivar::<usize>(&name);
        }
        // SAFETY: both selectors take nothing and return a BOOL, as the functions do.
        unsafe {
            let yes: extern "C-unwind" fn(_, _) -> _ = yes;
            class.add_method(sel!(canBecomeKeyWindow), yes);
            let no: extern "C-unwind" fn(_, _) -> _ = no;
            class.add_method(sel!(canBecomeMainWindow), no);
        }
        let class = class.register();
        (class.instance_size() == window.instance_size()).then_some(class)
    })
}

extern "C-unwind" fn yes(_: &AnyObject, _: Sel) -> Bool {
    Bool::YES
}

extern "C-unwind" fn no(_: &AnyObject, _: Sel) -> Bool {
    Bool::NO
}

//! A message box: all that Windows can always show.
#![expect(
    unsafe_code,
    reason = "the system's call is declared so, for its pointers"
)]

use windows::Win32::UI::WindowsAndMessaging::{
    IDYES, MB_ICONWARNING, MB_SETFOREGROUND, MB_TOPMOST, MB_YESNO, MessageBoxW,
};
use windows::core::{HSTRING, h};

/// Asks, and waits for the answer on a thread of its own. No answer is a no.
pub(super) async fn ask(title: &str, body: &str) -> bool {
    let text = HSTRING::from(format!("{title}.\n\n{body}"));
    let asked = tokio::task::spawn_blocking(move || {
        let look = MB_YESNO | MB_ICONWARNING | MB_TOPMOST | MB_SETFOREGROUND;
        // SAFETY: both texts outlive the call, which returns when the box is closed.
        unsafe { MessageBoxW(None, &text, h!("Shipbell"), look) == IDYES }
    });
    asked.await.unwrap_or(false)
}

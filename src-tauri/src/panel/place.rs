//! Where on the screen: under the icon where the system says where that is, else in the tray's
//! corner of the screen that the pointer is on; always within what the system leaves free.

use tauri::{Monitor, PhysicalPosition, PhysicalRect, Position, Rect, WebviewWindow};

use super::size::Size;
use crate::system::{Edge, Here, System};

/// Between the panel and the screen's edge, and between it and the icon.
const MARGIN: i32 = 12;
const GAP: i32 = 4;

/// A place in whole pixels of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Block {
    x: i32,
    y: i32,
    width: i32,
    height: i32,
}

/// Gives the window its size and place. Where the system places windows itself (Wayland), the place
/// is asked for in vain and the window opens where the system puts it.
pub(super) fn place(window: &WebviewWindow, wanted: Size, icon: Option<Rect>) {
    let Some((monitor, icon)) = monitor(window, icon) else {
        return;
    };
    let area = block(monitor.work_area());
    let scale = monitor.scale_factor();
    let size = wanted.within(room(area, scale));
    let pixels = size.logical().to_physical::<i32>(scale);
    let shows = window.is_visible().unwrap_or(false);
    if !shows && let Err(error) = window.set_size(size.logical()) {
        tracing::debug!(%error, "the panel keeps the size that it has");
    }
    let at = at(area, pixels.width, pixels.height, icon);
    if let Err(error) = window.set_position(PhysicalPosition::new(at.0, at.1)) {
        tracing::debug!(%error, "the system places the panel itself");
    }
}

/// The screen with the icon; else the one that the pointer is on.
fn monitor(window: &WebviewWindow, icon: Option<Rect>) -> Option<(Monitor, Option<Block>)> {
    let on = |x, y| window.monitor_from_point(x, y).ok().flatten();
    let icon = icon.map(pixels).filter(|icon| icon.width > 0);
    if let Some(icon) = icon
        && let Some(monitor) = on(f64::from(icon.x), f64::from(icon.y))
    {
        return Some((monitor, Some(icon)));
    }
    let at = window.cursor_position().ok();
    let monitor = at
        .and_then(|at| on(at.x, at.y))
        .or_else(|| window.primary_monitor().ok().flatten())?;
    Some((monitor, None))
}

fn at(area: Block, width: i32, height: i32, icon: Option<Block>) -> (i32, i32) {
    let right = area.x + area.width - width - MARGIN;
    let bottom = area.y + area.height - height - MARGIN;
    let (x, y) = match icon {
        Some(icon) => {
            let below = icon.y < area.y + area.height / 2;
            let y = if below {
                icon.y + icon.height + GAP
            } else {
                icon.y - height - GAP
            };
            (icon.x + (icon.width - width) / 2, y)
        }
        None => match Here::TRAY_AT {
            Edge::Bottom => (right, bottom),
            Edge::Top => (right, area.y + MARGIN),
        },
    };
    // The upper left corner last: what does not fit must not hide what closes it.
    (x.min(right).max(area.x), y.min(bottom).max(area.y))
}

/// How large a panel the screen has room for.
fn room(area: Block, scale: f64) -> Size {
    let points = |pixels: i32| {
        let free = f64::from((pixels - 2 * MARGIN).max(0)) / scale.max(0.1);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a screen's length, never negative, never larger than this type"
        )]
        let points = free as u32;
        points
    };
    Size {
        width: points(area.width),
        height: points(area.height),
    }
}

fn block(area: &PhysicalRect<i32, u32>) -> Block {
    let length = |length| i32::try_from(length).unwrap_or(i32::MAX);
    Block {
        x: area.position.x,
        y: area.position.y,
        width: length(area.size.width),
        height: length(area.size.height),
    }
}

/// The systems tell of their icons in pixels.
fn pixels(icon: Rect) -> Block {
    let at: PhysicalPosition<i32> = match icon.position {
        Position::Physical(at) => at,
        Position::Logical(at) => at.to_physical(1.0),
    };
    let size = icon.size.to_physical::<i32>(1.0);
    Block {
        x: at.x,
        y: at.y,
        width: size.width,
        height: size.height,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AREA: Block = Block {
        x: 100,
        y: 30,
        width: 1000,
        height: 800,
    };

    fn icon(x: i32, y: i32) -> Block {
        Block {
            x,
            y,
            width: 24,
            height: 24,
        }
    }

    #[test]
    fn it_opens_under_its_icon_and_stays_on_the_screen() {
        let table = [
            ("under a bar at the top", icon(600, 5), (402, 33)),
            ("over a bar at the bottom", icon(600, 835), (402, 218)),
            ("not over the right edge", icon(1070, 5), (668, 33)),
            ("not over the left edge", icon(100, 5), (100, 33)),
        ];
        for (why, icon, wanted) in table {
            assert_eq!(at(AREA, 420, 600, Some(icon)), wanted, "{why}");
        }
    }

    #[test]
    fn what_is_larger_than_the_screen_still_has_its_upper_left_corner() {
        assert_eq!(
            at(AREA, 2000, 2000, None),
            (100, 30),
            "the way to close it must stay in reach"
        );
    }

    #[test]
    fn a_small_screen_makes_a_small_panel() {
        let room = room(AREA, 2.0);
        assert_eq!((room.width, room.height), (488, 388));
    }
}

//! The panel is as large as its person left it.

use shipbell_engine::Engine;
use tauri::{AppHandle, LogicalSize, Manager};

use crate::app::Shell;

/// Where the feed keeps it.
const KEPT_AS: &str = "panel-size";
/// As it is first.
const FIRST: Size = Size {
    width: 420,
    height: 600,
};
/// Narrower, and the feed's rows say too little.
pub(crate) const LEAST: Size = Size {
    width: 320,
    height: 360,
};
/// Wider than any panel is made on purpose; a number that was damaged must not open a wall.
const MOST: Size = Size {
    width: 2400,
    height: 2400,
};

/// A size in points, which mean the same on every screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Size {
    pub(crate) width: u32,
    pub(crate) height: u32,
}

impl Default for Size {
    fn default() -> Self {
        FIRST
    }
}

impl Size {
    pub(crate) fn logical(self) -> LogicalSize<f64> {
        LogicalSize::new(f64::from(self.width), f64::from(self.height))
    }

    /// As large as this, where there is so much room.
    pub(crate) fn within(self, room: Self) -> Self {
        Self {
            width: self.width.min(room.width).max(LEAST.width),
            height: self.height.min(room.height).max(LEAST.height),
        }
    }

    fn to_text(self) -> String {
        format!("{}x{}", self.width, self.height)
    }

    fn from_text(text: &str) -> Option<Self> {
        let (width, height) = text.split_once('x')?;
        let size = Self {
            width: width.parse().ok()?,
            height: height.parse().ok()?,
        };
        Some(size.within(MOST))
    }
}

/// The size of last time.
pub(crate) async fn read(engine: &Engine) -> Size {
    let kept = engine.feed().get(KEPT_AS).await.ok().flatten();
    kept.and_then(|text| Size::from_text(&text))
        .unwrap_or_default()
}

/// Keeps a size for next time.
pub(crate) fn keep(app: &AppHandle, size: Size) {
    let engine = app.state::<Shell>().engine.clone();
    tauri::async_runtime::spawn(async move {
        let kept = engine.feed().set(KEPT_AS, Some(&size.to_text())).await;
        if let Err(error) = kept {
            tracing::debug!(%error, "the panel's size could not be kept");
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_comes_back_as_it_was_left() {
        let size = Size {
            width: 512,
            height: 900,
        };
        assert_eq!(Size::from_text(&size.to_text()), Some(size));
    }

    #[test]
    fn a_size_that_nobody_can_want_is_mended() {
        assert_eq!(Size::from_text("nonsense"), None);
        assert_eq!(
            Size::from_text("0x0"),
            Some(LEAST),
            "or it could not be found"
        );
        assert_eq!(Size::from_text("99999x99999"), Some(MOST));
        let room = Size {
            width: 800,
            height: 500,
        };
        assert_eq!(
            Size::default().within(room).height,
            500,
            "a panel that was made on a large screen fits on a small one"
        );
    }
}

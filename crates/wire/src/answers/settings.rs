//! The choices.

use crate::error::WireError;
use crate::house::House;
use crate::types::{Setting, SettingsView};

pub(crate) fn of(house: &House) -> Result<SettingsView, WireError> {
    let _ = (house,);
    Err(WireError::internal("not built yet"))
}

pub(crate) async fn change(house: &House, setting: Setting) -> Result<SettingsView, WireError> {
    let _ = (house, setting);
    Err(WireError::internal("not built yet"))
}

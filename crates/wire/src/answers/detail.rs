//! One event, whole; and once more through today's templates.

use crate::error::WireError;
use crate::house::House;
use crate::types::{EventDetail, Replay};

pub(crate) async fn of(house: &House, id: &str) -> Result<EventDetail, WireError> {
    let _ = (house, id);
    Err(WireError::internal("not built yet"))
}

pub(crate) async fn replay(house: &House, id: &str, ring: bool) -> Result<Replay, WireError> {
    let _ = (house, id, ring);
    Err(WireError::internal("not built yet"))
}

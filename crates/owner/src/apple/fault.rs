//! What went wrong, as the engine tells it.

use shipbell_asc::{AscError, KeyFault, SetupFault};
use shipbell_engine::{AppleError, AppleFault};

/// An answer that was none.
pub(super) fn told(error: &AscError) -> AppleError {
    let fault = match error {
        AscError::Unauthorized { .. } | AscError::Key(_) => AppleFault::Key,
        AscError::Role(_) | AscError::Agreement(_) => AppleFault::Role,
        AscError::NotFound(_) | AscError::PictureExpired(_) => AppleFault::Missing,
        AscError::RateLimited { .. } | AscError::HeldBack { .. } => AppleFault::Busy,
        AscError::Conflict(_)
        | AscError::Invalid(_)
        | AscError::OddId
        | AscError::ForeignPicture
        | AscError::TooLarge(_) => AppleFault::Refused,
        _ => AppleFault::Unreachable,
    };
    AppleError {
        fault,
        message: error.to_string(),
    }
}

/// A key that is none.
pub(super) fn of_key(fault: KeyFault) -> AppleError {
    AppleError {
        fault: AppleFault::Key,
        message: format!("{fault} Nothing was kept."),
    }
}

/// Nobody to ask.
pub(super) fn of_setup(fault: SetupFault) -> AppleError {
    AppleError {
        fault: AppleFault::Unreachable,
        message: fault.to_string(),
    }
}

/// A log that could not be read to its end.
pub(super) fn no_end() -> AppleError {
    AppleError {
        fault: AppleFault::Unreachable,
        message: "Apple's delivery log had no end. What was read of it is kept, and it is read again later."
            .to_owned(),
    }
}

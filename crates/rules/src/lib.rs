//! Should it ring, how loudly, and with what?

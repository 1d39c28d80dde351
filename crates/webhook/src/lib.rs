//! Is this body really Apple's, and what does it say?

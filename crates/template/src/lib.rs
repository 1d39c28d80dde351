//! What does this text become? Echobell's template language, bounded.

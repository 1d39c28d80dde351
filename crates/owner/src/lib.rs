//! Who runs this home, and how do others ask it?

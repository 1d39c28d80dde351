//! Journeys: whole programs, as a person would use them. The tests lie in `tests/`.

//! Why a body can't be read, in the catalogue's words: the room that reads knows no language.

use shipbell_webhook::Unreadable;
use shipbell_words::{Arg, Words, id};

pub(crate) fn why(words: &Words, unreadable: Unreadable) -> String {
    // As text: a position is no quantity, and must not be grouped.
    let place =
        |id, name: &str, at: usize| words.say_with(id, &[(name, Arg::Text(&at.to_string()))]);
    match unreadable {
        Unreadable::Empty => words.say(id::UNREADABLE_EMPTY),
        Unreadable::TooLong { .. } => words.say(id::UNREADABLE_TOO_LONG),
        Unreadable::NotUtf8 { at } => place(id::UNREADABLE_NOT_UTF8, "at", at),
        Unreadable::NotJson { line, column } => {
            let (line, column) = (line.to_string(), column.to_string());
            let args = [("line", Arg::Text(&line)), ("column", Arg::Text(&column))];
            words.say_with(id::UNREADABLE_NOT_JSON, &args)
        }
        Unreadable::TooDeep => words.say(id::UNREADABLE_TOO_DEEP),
        Unreadable::NotAnObject { .. } => words.say(id::UNREADABLE_NOT_AN_OBJECT),
        Unreadable::NoData => words.say(id::UNREADABLE_NO_DATA),
        Unreadable::ServerNotification => words.say(id::UNREADABLE_SERVER_NOTIFICATION),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_body_says_where_it_breaks() {
        let words = Words::english();
        let read = shipbell_webhook::read(b"{\n  \"data\": }");
        let said = why(&words, read.unwrap_err());
        assert!(
            said.contains("line 2"),
            "whoever looks for the fault needs its place: {said}"
        );
        let signed = br#"{"signedPayload":"eyJ.e30.AA"}"#;
        let said = why(&words, shipbell_webhook::read(signed).unwrap_err());
        assert!(
            said.contains("another product"),
            "the cure is to give it its own address: {said}"
        );
    }
}

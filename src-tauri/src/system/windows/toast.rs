//! A banner as the XML of a toast. Whatever a person does with it is a link that Windows opens, which
//! starts Shipbell if it has ended since; only the snooze is Windows's own.

use shipbell_engine::Banner;
use shipbell_rules::Level;
use shipbell_words::Words;

use crate::notices::Button;

/// Where a link goes that opens the panel as it was left.
const PANEL: &str = "shipbell://panel";
/// In minutes, as the toast's snooze wants it.
const SNOOZED_FOR: &str = "60";

/// The toast of a banner.
pub(super) fn xml(banner: &Banner, words: &Words) -> String {
    let scenario = match banner.level {
        // Breaks through Focus on Windows 11; Windows 10 does not know it and reads on.
        Level::TimeSensitive => " scenario=\"urgent\"",
        _ => "",
    };
    let mut xml = format!(
        "<toast activationType=\"protocol\" launch=\"{}\"{scenario}>\
         <visual><binding template=\"ToastGeneric\"><text>{}</text><text>{}</text></binding></visual>",
        opened_by(banner),
        escaped(&banner.title),
        escaped(&banner.body),
    );
    if banner.level == Level::Passive {
        xml.push_str("<audio silent=\"true\"/>");
    }
    xml.push_str(&actions(banner, words));
    xml.push_str("</toast>");
    xml
}

/// Windows wants the choices of an input before the buttons.
fn actions(banner: &Banner, words: &Words) -> String {
    let drawn = |button| escaped(&Button::text(button, words));
    let (mut inputs, mut buttons) = (Vec::new(), Vec::new());
    for button in Button::of(banner) {
        match button {
            Button::Open => buttons.push(format!(
                "<action activationType=\"protocol\" arguments=\"{}\" content=\"{}\"/>",
                opened_by(banner),
                drawn(button),
            )),
            // The system's own snooze comes back without us, and names itself in its language.
            Button::Snooze => {
                inputs.push(format!(
                    "<input id=\"snooze\" type=\"selection\" defaultInput=\"{SNOOZED_FOR}\">\
                     <selection id=\"{SNOOZED_FOR}\" content=\"{}\"/></input>",
                    drawn(button),
                ));
                buttons.push(
                    "<action activationType=\"system\" arguments=\"snooze\" hint-inputId=\"snooze\" content=\"\"/>".to_owned(),
                );
            }
            // A link of ours opens an event or the set-up, and writes no clipboard.
            Button::CopyLink => {}
        }
    }
    format!("<actions>{}{}</actions>", inputs.concat(), buttons.concat())
}

/// The link behind a click: the event's page, and the panel where there is no event.
fn opened_by(banner: &Banner) -> String {
    match banner.event {
        Some(id) => format!("shipbell://event/{}/page", id.0),
        None => PANEL.to_owned(),
    }
}

/// Text as XML text. What XML can't have at all is left out, or the whole toast would be refused.
fn escaped(text: &str) -> String {
    let mut xml = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\n' | '\t' => xml.push(letter),
            _ if letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') => {}
            _ => xml.push(letter),
        }
    }
    xml
}

#[cfg(test)]
mod tests {
    use super::*;
    use shipbell_feed::EventId;

    fn banner(level: Level) -> Banner {
        Banner {
            notice: None,
            event: Some(EventId(7)),
            channel: "everything".into(),
            group: "everything/1/2".into(),
            level,
            title: "Tom & Jerry: <In Review>".into(),
            body: "\"ready\"\u{0} 😀".into(),
            link: Some("https://appstoreconnect.apple.com/apps/1".into()),
        }
    }

    #[test]
    fn what_a_tester_wrote_is_text() {
        let xml = xml(&banner(Level::Active), &Words::english());
        assert!(
            xml.contains(
                "<text>Tom &amp; Jerry: &lt;In Review&gt;</text><text>&quot;ready&quot; 😀</text>"
            ),
            "markup in a banner could hide or fake what it says, and a NUL would lose it: {xml}"
        );
    }

    #[test]
    fn a_click_is_a_link_so_that_it_works_after_a_restart() {
        let mut banner = banner(Level::Active);
        let toast = xml(&banner, &Words::english());
        assert_eq!(
            toast.matches("shipbell://event/7/page").count(),
            2,
            "{toast}"
        );
        banner.event = None;
        let toast = xml(&banner, &Words::english());
        assert!(
            toast.contains("launch=\"shipbell://panel\"") && !toast.contains("snooze"),
            "a summary opens the panel and has nothing to bring back: {toast}"
        );
    }

    #[test]
    fn the_level_is_heard() {
        let words = Words::english();
        let toast = |level| xml(&banner(level), &words);
        assert!(toast(Level::TimeSensitive).contains("scenario=\"urgent\""));
        assert!(toast(Level::Passive).contains("silent"));
        let active = toast(Level::Active);
        assert!(
            !active.contains("urgent") && !active.contains("silent"),
            "{active}"
        );
    }
}

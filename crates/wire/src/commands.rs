//! The one list of commands.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::error::{ErrorCode, WireError};
use crate::types::{
    AddedEndpoint, Channel, Endpoint, FeedPage, Nothing, PauseChoice, Paused, Sample, Status,
};

/// Who may ask for a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// The panel's page and the control socket.
    Panel,
    /// The control socket alone: its answers may hold a secret, or it is of no use to a page.
    Control,
}

/// Makes, from one list: the request enum, the trait of answers, the dispatch between the two, and
/// the list's TypeScript.
macro_rules! commands {
    ($(
        $(#[$doc:meta])*
        $audience:ident $name:literal $variant:ident $method:ident ($($field:ident: $type:ty),*) -> $reply:ty;
    )*) => {
        /// A command with its arguments.
        #[derive(Debug, Clone, Serialize, Deserialize)]
        #[serde(tag = "command", rename_all_fields = "camelCase", deny_unknown_fields)]
        pub enum Request {
            $( $(#[$doc])* #[serde(rename = $name)] $variant { $(
                #[allow(missing_docs, reason = "the command's own line documents its arguments")]
                $field: $type
            ),* }, )*
        }

        impl Request {
            /// Who may ask for this.
            pub fn audience(&self) -> Audience {
                match self { $( Self::$variant { .. } => Audience::$audience, )* }
            }
        }

        /// Whoever can answer every command.
        #[async_trait]
        pub trait Answers: Send + Sync {
            $( $(#[$doc])* async fn $method(&self $(, $field: $type)*) -> Result<$reply, WireError>; )*
        }

        /// Answers one request.
        pub async fn answer(answers: &dyn Answers, request: Request) -> Result<Value, WireError> {
            match request {
                $( Request::$variant { $($field),* } => as_value(&answers.$method($($field),*).await?), )*
            }
        }

        /// The list as a TypeScript type: name to arguments and reply.
        pub(crate) fn list(config: &ts_rs::Config) -> String {
            let mut list = String::from("export type Commands = {\n");
            $(
                let arguments: &[(&str, String)] = &[$(
                    (stringify!($field), <$type as ts_rs::TS>::name(config)),
                )*];
                let arguments: Vec<String> = arguments
                    .iter()
                    .map(|(name, of)| format!("{}: {of}", crate::typescript::camel(name)))
                    .collect();
                let arguments = if arguments.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", arguments.join("; ")) };
                if Audience::$audience == Audience::Panel {
                    list.push_str(&format!(
                        "  {}: {{ request: {arguments}; reply: {} }};\n",
                        $name,
                        <$reply as ts_rs::TS>::name(config),
                    ));
                }
            )*
            list.push_str("};\n");
            list
        }
    };
}

commands! {
    /// How is Shipbell?
    Panel "status" Status status() -> Status;
    /// A page of the feed, newest first, from a cursor on.
    Panel "feedPage" FeedPage feed_page(before: Option<String>, limit: u32) -> FeedPage;
    /// Opens an event's page in the browser and marks the event as read.
    Panel "openEvent" OpenEvent open_event(id: String) -> Nothing;
    /// Marks events as read or unread.
    Panel "setUnread" SetUnread set_unread(ids: Vec<String>, unread: bool) -> Nothing;
    /// Marks every event as read.
    Panel "markAllRead" MarkAllRead mark_all_read() -> Nothing;
    /// Holds all banners for a while.
    Panel "pause" Pause pause(choice: PauseChoice) -> Paused;
    /// Ends the pause.
    Panel "resume" Resume resume() -> Nothing;
    /// Hides the panel.
    Panel "hide" Hide hide() -> Nothing;
    /// Tells that the panel's first picture is painted, so that it may be shown.
    Panel "ready" Ready ready() -> Nothing;
    /// Shows the panel; an owner without a desktop refuses.
    Control "showPanel" ShowPanel show_panel() -> Nothing;
    /// Ends the owner cleanly, so that another program can take the home over.
    Control "leave" Leave leave() -> Nothing;
    /// All endpoints, oldest first.
    Control "endpointList" EndpointList endpoint_list() -> Vec<Endpoint>;
    /// Makes an endpoint; its secret is shown this once.
    Control "endpointAdd" EndpointAdd endpoint_add(name: String, app_id: Option<String>) -> AddedEndpoint;
    /// Gives an endpoint a new secret, shown this once.
    Control "endpointRotate" EndpointRotate endpoint_rotate(name: String) -> AddedEndpoint;
    /// Removes an endpoint; its events stay.
    Control "endpointRemove" EndpointRemove endpoint_remove(name: String) -> Nothing;
    /// All channels in force.
    Control "channelList" ChannelList channel_list() -> Vec<Channel>;
    /// Makes and signs a sample, ready to be posted to the door.
    Control "sample" Sample sample(name: String, endpoint: Option<String>) -> Sample;
}

fn as_value<T: Serialize>(reply: &T) -> Result<Value, WireError> {
    serde_json::to_value(reply).map_err(|_| WireError {
        code: ErrorCode::Internal,
        message: "The answer could not be written as JSON. Nothing was lost; please try again."
            .to_owned(),
    })
}

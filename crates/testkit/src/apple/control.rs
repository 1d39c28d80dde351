//! The fake, driven from outside its process: one command of JSON by `POST /fake`.

use anyhow::{Context, Result};
use jiff::SignedDuration;
use serde_json::{Value, json};

mod command;

use super::answer::Answer;
use super::api::Question;
use super::carriage::Order;
use super::event::EVENT_TYPES;
use super::keys::{Owner, Role};
use super::known;
use super::picture::Picture;
use super::resources::beta_details;
use super::resources::crash_logs;
use super::resources::feedback::Feedback;
use super::resources::uploads::Upload;
use super::resources::versions;
use super::state::{Shared, State};
use super::trouble::Script;
use command::Command;

/// Answers a command, where commands are taken at all.
pub(crate) fn answer(shared: &Shared, question: &Question) -> Answer {
    if question.method != "POST" || !shared.with(|state| state.control) {
        return Answer::text(404, "text/plain", "Nothing is here.\n");
    }
    let done = serde_json::from_str(&question.body)
        .context("The body is not a command")
        .and_then(|command| {
            if matches!(command, Command::LetGo) {
                shared.let_go.notify_waiters();
            }
            shared.with(|state| state.obey(command))
        });
    match done {
        Ok(said) => Answer::document(200, &said),
        Err(error) => Answer::document(400, &json!({ "error": format!("{error:#}") })),
    }
}

impl State {
    fn obey(&mut self, command: Command) -> Result<Value> {
        match command {
            Command::Clock { forward_seconds } => {
                self.clock
                    .forward(SignedDuration::from_secs(forward_seconds));
                Ok(json!({ "now": self.clock.now().to_string() }))
            }
            Command::Key { individual, role } => self.hand_out(individual, role),
            Command::Requests => Ok(json!({ "requests": self.log })),
            Command::World => Ok(self.overview()),
            command => self.happen(command),
        }
    }

    fn hand_out(&mut self, individual: Option<bool>, role: Option<Role>) -> Result<Value> {
        let owner = if individual == Some(true) {
            Owner::Person
        } else {
            Owner::Team
        };
        let key = self.new_key(owner, role.unwrap_or_default())?;
        Ok(json!({ "key_id": key.key_id, "issuer": key.issuer, "p8": key.p8 }))
    }

    /// What happens in the world.
    fn happen(&mut self, command: Command) -> Result<Value> {
        Ok(match command {
            Command::App {
                name,
                bundle_id,
                sku,
            } => json!({ "app": self.add_app(&name, &bundle_id, &sku) }),
            Command::NewVersion {
                app,
                number,
                platform,
            } => {
                let platform = platform.as_deref().unwrap_or("IOS");
                json!({ "version": self.add_version(&app, &number, platform)? })
            }
            Command::Version { app, state } => {
                let state = known("appVersionState", versions::STATES, &state)?;
                json!({ "version": self.version_moves(&app, state)? })
            }
            Command::Upload {
                app,
                version,
                number,
                state,
                errors,
            } => {
                let mut upload = Upload::complete(&version, &number);
                upload.state = state.unwrap_or(upload.state);
                upload.errors = errors.unwrap_or_default();
                json!(self.upload(&app, &upload)?)
            }
            Command::UploadMoves { upload, state } => json!(self.upload_moves(&upload, &state)?),
            Command::ExternalBuild { build, state } => {
                let state = known("externalBuildState", beta_details::STATES, &state)?;
                json!({ "details": self.external_build_moves(&build, state)? })
            }
            command => return self.hear(command),
        })
    }

    /// What testers send.
    fn hear(&mut self, command: Command) -> Result<Value> {
        Ok(match command {
            Command::Screenshot {
                app,
                comment,
                email,
                tester,
                pictures,
            } => {
                let pictures = vec![Picture::jpeg(393, 852); pictures.unwrap_or(1)];
                let feedback = Feedback {
                    comment,
                    tester,
                    email,
                    pictures,
                    ..Feedback::default()
                };
                json!({ "screenshot": self.screenshot_comes(&app, &feedback)? })
            }
            Command::Crash {
                app,
                comment,
                email,
                tester,
                plain,
            } => {
                let log = self.crash_log(&app, plain == Some(true))?;
                let feedback = Feedback {
                    comment,
                    tester,
                    email,
                    ..Feedback::default()
                };
                json!({ "crash": self.crash_comes(&app, &feedback, &log)? })
            }
            command => return self.happen_rarely(command),
        })
    }

    fn crash_log(&self, app: &str, plain: bool) -> Result<String> {
        let app = self.app(app)?;
        let text = |name| app.text(name).unwrap_or_default();
        let write = if plain {
            crash_logs::plain
        } else {
            crash_logs::ips
        };
        Ok(write(text("name"), text("bundleId")))
    }

    /// What fewer people have.
    fn happen_rarely(&mut self, command: Command) -> Result<Value> {
        Ok(match command {
            Command::Submission { app, state } => {
                json!({ "submission": self.submission_moves(&app, &state)? })
            }
            Command::AssetFails {
                app,
                code,
                description,
            } => {
                json!({ "asset": self.asset_fails(&app, &code, &description)? })
            }
            Command::AssetImported { app } => json!({ "release": self.asset_imported(&app)? }),
            Command::AssetExternalBeta { app, state } => {
                json!({ "release": self.asset_moves(&app, false, &state)? })
            }
            Command::AssetAppStore { app, state } => {
                json!({ "release": self.asset_moves(&app, true, &state)? })
            }
            Command::PackageVersion { app } => {
                json!({ "package": self.package_version_comes(&app)? })
            }
            Command::PackageAvailable {
                app,
                available,
                territories,
            } => {
                json!({ "package": self.package_available(&app, available, &territories)? })
            }
            Command::Territories {
                app,
                available,
                territories,
            } => {
                self.territories_change(&app, available, &territories)?;
                json!({})
            }
            command => return self.tell(command),
        })
    }

    /// Whom there is to tell, and who tells.
    fn tell(&mut self, command: Command) -> Result<Value> {
        Ok(match command {
            Command::Webhook { app, url, secret } => {
                self.app(&app)?;
                let attributes = json!({
                    "enabled": true, "eventTypes": EVENT_TYPES, "name": "Made by hand", "url": url,
                });
                json!({ "webhook": self.add_webhook(&app, attributes, &secret) })
            }
            Command::Tester { first, last, email } => {
                json!({ "tester": self.add_tester(&first, &last, email.as_deref()) })
            }
            Command::Ping { webhook } => {
                self.world.need("webhooks", &webhook)?;
                self.ping(&webhook);
                json!({})
            }
            Command::History { app, count } => {
                json!({ "events": self.history(&app, count)?.len() })
            }
            command => self.change(command),
        })
    }

    /// How the fake behaves from now on.
    fn change(&mut self, command: Command) -> Value {
        match command {
            Command::Listens { yes } => self.carriage.nobody_listens(!yes),
            Command::Mishap { times, mishap } => self.carriage.happen(times, mishap),
            Command::Hold => self.carriage.hold(),
            Command::Release { reversed } => {
                let order = if reversed == Some(true) {
                    Order::Reversed
                } else {
                    Order::Kept
                };
                self.carriage.release(order);
            }
            Command::Road { from, to } => self.carriage.build_road(&from, &to),
            Command::Trouble { at, times, trouble } => {
                self.script
                    .add(times, at.as_deref().unwrap_or_default(), trouble);
            }
            Command::Calm => self.script = Script::default(),
            Command::Revoke { key_id } => self.revoke(&key_id),
            Command::Role { key_id, role } => self.change_role(&key_id, role),
            Command::Agreement { missing } => self.agreement_missing = missing,
            Command::HourBudget { requests } => self.budget.set(requests),
            Command::ForgetRequests => self.log.clear(),
            // Done where the lock is not held, or answered above.
            _ => {}
        }
        json!({})
    }

    /// Apps, webhooks without their secrets, and how many letters are under way.
    fn overview(&self) -> Value {
        let apps = self.world.all("apps").map(|app| {
            let webhooks = self.webhooks_of(&app.id).map(|webhook| {
                let states = self.world.mail.of_webhook(&webhook.id).map(|one| one.state);
                json!({
                    "id": webhook.id,
                    "url": webhook.text("url"),
                    "enabled": webhook.attributes.get("enabled"),
                    "deliveries": states.collect::<Vec<_>>(),
                })
            });
            json!({ "id": app.id, "name": app.text("name"), "webhooks": webhooks.collect::<Vec<_>>() })
        });
        json!({
            "now": self.clock.now().to_string(),
            "under_way": self.carriage.under_way(),
            "apps": apps.collect::<Vec<_>>(),
        })
    }
}

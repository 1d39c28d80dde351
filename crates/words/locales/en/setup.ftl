### The set-up and the first run.

setup-title = Hear your first bell
setup-subtitle = Each step is proven before the next
setup-subtitle-over = All of it can be opened again
# $done (number) - how many steps are proven
# $all (number) - how many steps there are
setup-progress = { $done } of { $all } proven
setup-later = Finish later
setup-close = Back to events
setup-skip = Skip this step
setup-cancel = Cancel
setup-next = Continue
setup-load-failed = The set-up could not be read
# $step (text) - the step's name
setup-said-done = { $step }: done.
# $step (text) - the step's name
setup-said-next = Next: { $step }.
setup-state-done = proven
setup-state-told = done, not proven yet
setup-state-skipped = skipped
setup-state-todo = to do

## Copying

# $what (text) - what is copied, such as “Secret”
setup-copy = Copy: { $what }
# $what (text) - what was copied, such as “Secret”
setup-copied = Copied: { $what }
# $what (text) - what could not be copied, such as “Secret”
setup-copy-failed = Not copied: { $what }. Select it and copy it by hand.

## Notifications

setup-banner = Notifications
setup-banner-what = The bell rings when App Store Connect has news: reviews, builds, feedback from TestFlight.
setup-banner-how = Each event is verified, and kept on this computer.
setup-banner-where = There is no account, and nobody’s cloud in between.
setup-banner-ask = Next, a test banner. Your system may ask whether Shipbell may show notifications: allow it.
setup-banner-show = Show a test banner
setup-banner-again = Show it again
setup-banner-question = Did a banner appear?
setup-banner-saw = I saw it
setup-banner-saw-nothing = I saw nothing
setup-banner-fact = seen
setup-banner-done = You saw the test banner.
setup-banner-denied = Notifications are turned off for Shipbell
setup-banner-absent = Nothing here shows notifications
setup-banner-unsure = The system took the banner, but may hide it
setup-banner-mac = Open System Settings, Notifications, Shipbell. Turn on Allow notifications and choose Banners or Alerts.
setup-banner-mac-focus = Look at Control Centre: a Focus hides banners until it ends.
setup-banner-windows = Open Settings, System, Notifications. Turn on notifications, and Shipbell in the list below.
setup-banner-windows-focus = Turn off Do not disturb there, or add Shipbell to its priority list.
setup-banner-linux = Open your desktop’s notification settings and allow Shipbell.
setup-banner-linux-focus = Turn off Do Not Disturb, then show the banner again.
setup-banner-linux-absent = Start a notification service: the desktop’s own, or dunst, mako or swaync. Then show the banner again.
setup-banner-anyway = Without banners, events still arrive in the feed.

## The way: who makes the webhooks

setup-way = Who makes the webhooks at Apple
setup-way-key = With an API key
setup-way-key-text = Shipbell makes the webhooks, and fetches what was missed.
setup-way-hand = By hand
setup-way-hand-text = You paste an address and a secret for each app.

## With a key

setup-key = API key
# $name (text) - what the account is called
setup-key-there = Apple accepts the key “{ $name }”.
setup-apps = Apps
setup-apps-text = Tick the apps to hear from. Each gets a webhook at Apple, with an address and a secret of its own.
setup-apps-no-key = Add the key first: its apps stand here then.
# $count (number) - how many apps are ticked
setup-apps-make = { $count ->
    [0] Make the webhooks
    [one] Make { $count } webhook
   *[other] Make { $count } webhooks
}
setup-apps-all = Tick all
# $app (text) - the app's name
setup-apps-making = Making the webhook of { $app }…
setup-apps-made = Apple has its webhook
# $count (number) - how many apps have a webhook
setup-apps-fact = { $count ->
    [one] { $count } app
   *[other] { $count } apps
}
setup-pings = Apple’s pings
setup-pings-text = Apple was asked for a test ping to each app. The bell rings here when it has come.
setup-pings-none = Apple has no webhook of Shipbell’s to ping yet.
setup-pings-to-apps = Choose the apps
setup-pings-again = Ask Apple again

## An endpoint

setup-endpoint = Your app
setup-endpoint-text = Each app gets an address of its own and a secret that only Apple and this computer know.
setup-endpoint-name = Name of the app
setup-endpoint-app-id = Apple ID
setup-endpoint-optional = optional
setup-endpoint-app-id-hint = A number, in App Store Connect under Apps, your app, App Information. With it, a click opens the right app.
setup-endpoint-make = Make the address
setup-endpoint-made = The secret is shown this once
setup-endpoint-made-text = It stays on this page until you leave it. You paste it at App Store Connect in a moment. Lost it? You can always make a new one.
setup-endpoint-another = Add another app
setup-endpoint-which = Go on with

## Secrets and addresses

setup-secret = Secret
setup-secret-reveal = Show the secret
setup-secret-hide = Hide the secret
setup-secret-dots = hidden
setup-secret-gone = The secret was shown when it was made, and can’t be shown again. If you no longer have it, make a new one.
setup-secret-rotate = Make a new secret
setup-secret-rotate-note = The former secret is accepted until 10 minutes after Apple used the new one, and 7 days at most.
setup-url = Payload URL
setup-url-missing = Give the public address first: it is the beginning of this URL.

## The public address

setup-address = Public address
setup-address-text = Apple has to reach this computer over https. A tunnel of your own leads from a public address to this one:
setup-address-local = Address on this computer
setup-address-closed = The door is not open at the moment, so there is no address to point a tunnel to. The top of the feed says why.
setup-address-tunnels = Which tunnels work?
setup-address-tunnel-cloudflare = Cloudflare Tunnel with a hostname of your own. A quick tunnel changes its address at each start.
setup-address-tunnel-tailscale = Tailscale Funnel: its address stays.
setup-address-tunnel-ngrok = ngrok with its fixed domain.
setup-address-tunnel-own = A reverse proxy on a server of yours.
setup-address-tunnel-need = It needs https, an address that stays, and nothing before it that asks for a click or a log-in.
setup-address-field = Public address
setup-address-hint = Only the https address; Shipbell adds the rest.
setup-address-save = Save and prove
setup-address-save-only = Save
setup-address-prove = Prove now
setup-address-prove-again = Prove again
setup-address-proving = Asking your address for this very computer
setup-address-unproven = Listening on this computer, not proven from outside
setup-address-proven = Proven from outside
# $ms (number) - milliseconds
setup-address-trip = round trip { $ms } ms
# $when (text) - how long ago, such as “4 min ago”
# $ms (number) - milliseconds
setup-address-proven-when = { $when }, there and back in { $ms } ms
setup-address-fact = not proven yet
setup-address-later = It is proven as soon as the first webhook is made, whose secret signs the proof.
setup-address-needs-endpoint = Make an address for an app first: the proof is signed with its secret.

## At App Store Connect

setup-paste = App Store Connect
setup-paste-text = Paste both where Apple keeps webhooks. If that page is not there for you, ask an Admin of your team.
# The way to the page, as App Store Connect names its parts.
setup-paste-path-access = Users and Access
setup-paste-path-integrations = Integrations
setup-paste-path-webhooks = Webhooks
setup-paste-open = Open App Store Connect
setup-paste-go = Go to
setup-paste-plus = Press + to add a webhook, and give it any name.
setup-paste-both = Paste these two:
setup-paste-app = Choose the app, and tick the events you want. All of them is a good start: what rings is yours to choose here.
setup-paste-save = Save it there.
setup-paste-done = I pasted both
setup-paste-fact = pasted

## Apple’s ping

setup-ping = Apple’s ping
setup-ping-text = At the webhook you just added, press Test. The bell rings here when the ping has come.
setup-ping-waiting = Waiting for Apple’s ping
setup-ping-waiting-note = You can close this panel: it goes on waiting.
setup-ping-sample = Ring a sample meanwhile
setup-ping-sample-rung = A sample rang. It proves everything but the way from Apple to here.
setup-ping-nothing = Nothing comes?
setup-ping-nothing-where = App Store Connect shows the answer to each delivery beside the webhook.
setup-ping-nothing-401 = 401: the secret there is another one. Make a new secret and paste it.
setup-ping-nothing-404 = 404: the URL there is another one. Copy it again.
setup-ping-nothing-none = No answer, or 502 to 504: the tunnel does not lead here. Prove the address again.
# $when (text) - how long ago, such as “4 min ago”
setup-ping-events = Apple already delivers here: the last event came { $when }. You need no ping.
# $when (text) - how long ago, such as “4 min ago”
setup-ping-fact = arrived { $when }
setup-ping-done = Apple’s signature held.

## The end

setup-end-title = You heard it
setup-end-text = Apple’s ping came through the tunnel, was verified, kept, and rung. So will everything else.
setup-end-go = Done

### The way in: a tunnel that Shipbell runs, or an address that a person has.

tunnel-title = How Apple reaches this computer
tunnel-failed = The tunnels could not be read
tunnel-own = An address I have
tunnel-own-about = A tunnel or server that you run yourself
tunnel-own-use = Use an address of mine
tunnel-own-then = The tunnel is ended then, and you give the address.
tunnel-tls = Brings https
tunnel-no-tls = Needs https of your own in front of it
tunnel-in-use = in use
tunnel-missing = not installed
# $program (text) - the program's name, such as cloudflared
tunnel-install = Install { $program }, then come back here. Its documentation says how:
tunnel-more = Documentation
tunnel-start = Use this tunnel
tunnel-save = Save and restart
tunnel-busy = Starting…
tunnel-restart = Restart
tunnel-kept = Kept in the keychain
tunnel-kept-hint = Leave it empty to keep the one that is there.
tunnel-secret-hint = It goes into the keychain, and is not shown again.
tunnel-optional = optional
tunnel-needed = This is needed.
# $example (text) - what a value looks like
tunnel-such-as = Such as { $example }
tunnel-no-tls-text = Apple delivers over https only. Let a server of yours take https at an address and hand it on to where the tunnel ends.
tunnel-quick-text = The address is another one after each start. With an API key, Shipbell tells Apple by itself; without one, you paste the new URL there.
tunnel-log = What the program said
tunnel-log-none = Nothing yet.

## Phases

tunnel-off = Not running
tunnel-starting = Starting
tunnel-up = Up
tunnel-waiting = Waiting to start again
tunnel-refused = It can’t run like this
# $ago (text) - how long ago, as tray-ago-… says it
tunnel-since = { $ago }
# $seconds (number) - seconds
tunnel-again = Next try in { $seconds } s
tunnel-again-now = Next try now
tunnel-address = Address

## What a tunnel is told

tunnel-token = Token
tunnel-token-hint = From Cloudflare’s dashboard, where the tunnel was made.
tunnel-address-field = Public address
tunnel-address-hint = The https address that leads to the tunnel’s end.
tunnel-authtoken = Authtoken
tunnel-authtoken-hint = From ngrok’s dashboard. Without one, the agent’s own is used.
tunnel-domain = Domain
tunnel-domain-hint = Your fixed domain. Without one, the address changes at each start.
tunnel-https-port = Port for https
tunnel-https-port-hint = 443, 8443 or 10000. Without one, 443.
tunnel-server = Server
tunnel-server-hint = Where the other end of bore runs.
tunnel-server-port = Port at the server
tunnel-server-port-hint = Without one, the server gives any.
tunnel-server-secret = Secret of the server
tunnel-destination = Destination
tunnel-destination-hint = As ssh is told it. It logs in with a key, never with a password.
tunnel-remote-port = Port at the host
tunnel-remote-port-hint = Where the tunnel ends there. Without one, the host gives any.
tunnel-remote-bind = Address at the host
tunnel-remote-bind-hint = Where the host listens. Without one, as the host has it.
tunnel-identity = Key file
tunnel-identity-hint = Without one, ssh takes its own.
tunnel-ssh-port = Port of ssh
tunnel-command = Command
tunnel-command-hint = Door in braces becomes the address on this computer.
tunnel-pattern = Pattern of the address
tunnel-pattern-hint = A regular expression that finds the address in what the program says.
tunnel-command-secret = Secret
tunnel-command-secret-hint = The command has it as SHIPBELL_TUNNEL_SECRET.

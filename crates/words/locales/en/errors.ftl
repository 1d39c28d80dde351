### What is wrong, by the error's code, and after it what to do.

error-port-taken-fix = Quit that program, or give another port in Settings, Connection (“listen” in shipbell.toml).

error-cannot-store = Events cannot be stored
error-cannot-store-fix = Until this is solved, Shipbell refuses deliveries, so that Apple shows them as failed. Resend them in App Store Connect afterwards.

error-database-damaged = The feed is damaged in places
error-database-damaged-fix = Quit Shipbell and open it again: the old feed is kept in a file, and a new one is begun. Until then events still come in and ring.

error-database-quarantined = The feed was damaged, and a new one was begun
error-database-quarantined-fix = The old file was kept beside the new one. Delete it when you no longer need it.

error-keychain-locked = The keychain is locked
error-keychain-locked-fix = Unlock it. Deliveries that arrive meanwhile are kept aside and checked then.

error-keychain-absent = This computer has no keychain
error-keychain-absent-fix = Install one, such as GNOME Keyring or KWallet, or start Shipbell with --secrets file.

error-keychain-denied = The keychain refused Shipbell
error-keychain-denied-fix = Allow Shipbell to read its own entries, then try again.

error-secret-missing = The secret of an endpoint is missing
error-secret-missing-fix = Its deliveries are kept aside. Make a new secret in Settings, Endpoints, or with: shipbell endpoint rotate NAME

error-secrets-file = The secrets file cannot be used
error-secrets-file-fix = Deliveries are kept aside meanwhile. The log says what is wrong with the file and how to mend it.

error-settings-invalid = The settings cannot be read
error-settings-invalid-fix = Correct shipbell.toml; until then the last good settings hold. Line and cause stand in Settings, Advanced, and in: shipbell endpoint list

# $channel (text) - the channel's name
error-condition = The condition of channel { $channel } cannot be evaluated

# $channel (text) - the channel's name
error-template = A text of channel { $channel } cannot be filled in

error-notifications-absent = This desktop shows no notifications
error-notifications-absent-fix = Events wait in the feed. Start a notification service to see banners.

error-internal = Something went wrong in Shipbell
error-internal-fix = Deliveries are still stored. The log says more.

error-link-template = The link’s template made no https address; the App Store Connect page is opened instead

error-not-understood = Shipbell stumbled over this body. It is kept as it came.

error-notifications-denied = Notifications are not allowed
error-notifications-denied-fix = Allow Shipbell to show notifications in the system’s settings.

error-bad-name = A name has 1 to 60 characters that can be seen
error-bad-name-fix = Shorten it, or leave out what can’t be seen.

error-name-taken = That name is already in use
error-name-taken-fix = Choose another one.

error-bad-app-id = An app’s Apple ID is a number
error-bad-app-id-fix = It stands in App Store Connect under App Information.

error-bad-url = Apple could not reach this address
error-bad-url-fix = Give the https address of your tunnel or server, without anything after the host.

error-settings-unchanged = The settings could not be saved
error-settings-unchanged-fix = Nothing was changed. Look at shipbell.toml, then try again.

error-door = The door did not take it
error-door-fix = Shipbell is not listening at the moment. The top of the panel says why.

error-unsettled = Apple did not answer, so it is not known whether it was done
error-unsettled-fix = Nothing is lost. Apple is told again by itself.

error-system = The system refused
error-system-fix = Nothing was changed.

error-no-webview = Shipbell cannot open its window: this computer has no WebView2
# $page (text) - the address of Microsoft’s page
error-no-webview-fix = Events still come in and ring, and the menu in the tray works. Install WebView2 from { $page }, then open Shipbell again. Go to that page now?

error-no-window = Shipbell’s window could not be opened
error-no-window-fix = Events still come in and ring, and the menu in the tray works. Try again; the log says more.

## Why an address is not proven, and what to do

setup-unproven-dns = This name leads nowhere
setup-unproven-dns-fix = Check the spelling. A new name can take a few minutes until everybody knows it.
setup-unproven-tls = The connection is not safe
setup-unproven-tls-fix = The certificate is missing, expired, for another name, or from an authority that Apple does not know. Most tunnels bring a good one: check that the address is exactly the tunnel’s.
setup-unproven-unreachable = Nobody takes the connection
setup-unproven-unreachable-fix = Start the tunnel, and check that a firewall lets port 443 through.
setup-unproven-timed-out = No answer came in time
setup-unproven-timed-out-fix = Check that the tunnel runs and points to the address on this computer, then try again.
setup-unproven-not-found = Another server answered that there is nothing
setup-unproven-not-found-fix = The address leads to something else, or the tunnel changes the path. Let it hand on every path unchanged.
setup-unproven-interstitial = A page for people stands in between
setup-unproven-interstitial-fix = Turn off the tunnel’s warning page or log-in for this address: Apple can’t click it away.
setup-unproven-tunnel-down = The tunnel answers, but nothing is behind it
setup-unproven-tunnel-down-fix = Start the tunnel’s program on this computer and point it to the address above.
setup-unproven-other-instance = Another Shipbell answered
setup-unproven-other-instance-fix = The tunnel leads to another computer or another home. Point it to this one, or quit the other.
setup-unproven-strange = Something else answered
setup-unproven-strange-fix = Check where the tunnel points to. It should hand on requests to Shipbell without a change.
setup-unproven-door-closed = The door is closed on this computer
setup-unproven-door-closed-fix = Shipbell is not listening at the moment. The top of the feed says why.

## Why Shipbell does not hear, or does not know whether it does

error-tunnel = The tunnel is down
error-tunnel-fix = It is started again by itself. Until it is up, nothing of Apple’s comes; with an API key, it is read from Apple’s log later.
error-network = This computer has no network
error-network-fix = Shipbell goes on by itself when there is one. With an API key, what Apple posts meanwhile is read from its log then.
error-cause = The way from Apple to here is disturbed
error-cause-fix = See what each part of the way says.

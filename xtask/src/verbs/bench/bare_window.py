"""What WebKitGTK alone costs: a window with one line of text, made anew again and again.

Prints how many milliseconds pass from the wish for each window until its page is loaded and it shows.
"""

import sys
import time

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2  # noqa: E402

# As long as WebKit needs to end the process of the window before.
BETWEEN = 2_000


def make(left):
    begun = time.monotonic()
    window = Gtk.Window(decorated=False, default_width=420, default_height=600)
    # A context of its own for each, as Tauri makes them.
    view = WebKit2.WebView(web_context=WebKit2.WebContext())
    settings = view.get_settings()
    settings.set_hardware_acceleration_policy(WebKit2.HardwareAccelerationPolicy.NEVER)
    window.add(view)

    def loaded(_view, event):
        if event != WebKit2.LoadEvent.FINISHED:
            return
        window.show_all()
        print(f"ms={(time.monotonic() - begun) * 1000:.0f}", flush=True)
        GLib.timeout_add(BETWEEN, end)

    def end():
        window.destroy()
        GLib.timeout_add(BETWEEN, make, left - 1) if left > 1 else Gtk.main_quit()

    view.connect("load-changed", loaded)
    view.load_html("<p>One line of text.", None)


make(int(sys.argv[1]))
Gtk.main()

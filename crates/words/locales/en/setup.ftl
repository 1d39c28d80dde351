### The set-up and the first run.

setup-title = Hear your first bell

### The templates: editor, preview, help.

templates-title = Templates

### The templates: editor, preview, help.

templates-title = Templates

## What is doubtful in a text, as a sentence beside the place

# $path (text) - the field as it is written
remark-no-such-field = No event has { $path }, so nothing will stand here.
# $path (text) - the field as it is written
remark-not-of-this-kind = An event of this kind never has { $path }, so nothing will stand here.
# $path (text) - the field as it is written
remark-no-reviews = Apple sends no { $path }: ratings and reviews of customers come in no webhook, so nothing will stand here.
# $path (text) - the field as it is written
remark-no-pictures = Apple sends no { $path } that a text could show. The picture is on the page of the feedback: feedbackUrl.
# $path (text) - the field as it is written
# $other (text) - the field that has it
remark-other-name = No event has { $path }; what it stands for elsewhere is { $other } here.
remark-unclosed = Braces open here and never close.
remark-empty-braces = There is nothing between these braces.
remark-plain-statement = This language has no statements; this is shown as it is written.
remark-not-https = This makes no https address, so a click opens the App Store Connect page instead.
remark-empty-title = This makes an empty title, so the built-in one is shown.

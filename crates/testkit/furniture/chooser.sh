#!/bin/sh
# dunst offers its banners' actions here, one a line ("#Label (Summary) [id,key]"); the wanted line is
# the one that ends with what the test wrote down.
wanted=$(cat "@WANTED@")
# The last line has no line break at its end.
while IFS= read -r line || [ -n "$line" ]; do
    case "$line" in
        *"$wanted") printf '%s\n' "$line"; exit 0 ;;
    esac
done
exit 1

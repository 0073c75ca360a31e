#!/bin/sh
# Installs Foolscope from the folder that this file is in, or removes it: install.sh [--remove] [PREFIX]. Without a
# PREFIX it goes to /usr/local if you are root, else to ~/.local.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
id=org.foolscope.Foolscope

remove=
if [ "${1:-}" = --remove ]; then
	remove=yes
	shift
fi
if [ "$(id -u)" = 0 ]; then
	prefix=${1:-/usr/local}
else
	prefix=${1:-$HOME/.local}
fi

mkdir -p "$prefix"
prefix=$(cd "$prefix" && pwd)

files="bin/foolscope lib/foolscope/libonnxruntime.so share/applications/$id.desktop
	share/icons/hicolor/512x512/apps/$id.png share/icons/hicolor/scalable/apps/$id.svg
	share/doc/foolscope/LICENSE share/doc/foolscope/THIRD-PARTY.txt"

for file in $files; do
	if [ -n "$remove" ]; then
		rm -f "$prefix/$file"
	else
		mkdir -p "$prefix/$(dirname "$file")"
		# A program that is running is replaced, not written over.
		cp -p "$here/$file" "$prefix/$file.new"
		mv -f "$prefix/$file.new" "$prefix/$file"
	fi
done

if [ -n "$remove" ]; then
	rmdir "$prefix/lib/foolscope" "$prefix/share/doc/foolscope" 2>/dev/null || true
	echo "Removed from $prefix."
else
	# A desktop need not look for programs in every prefix.
	sed -i "s|^Exec=foolscope|Exec=\"$prefix/bin/foolscope\"|" "$prefix/share/applications/$id.desktop"
	echo "Installed: $prefix/bin/foolscope"
fi

#!/usr/bin/env bash
# Packs a program that runs on a Linux machine without Go: package.sh PROGRAM LIBRARY VERSION writes
# build/foolscope-VERSION-linux-ARCH.tar.xz. What is unpacked from it runs in place, and install.sh installs it.
set -euo pipefail
program=$1 library=$2 version=$3
name=foolscope-$version-linux-$(go env GOARCH)
id=org.foolscope.Foolscope
tree=build/package/$name

# licences prints those of all code that is in the program.
licences() {
	go list -deps -f '{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}} {{.Dir}}{{end}}{{end}}' ./app | sort -u |
		while read -r path release folder; do
			find "$folder" -maxdepth 1 -type f \( -iname 'licen[cs]e*' -o -iname 'copying*' -o -iname 'notice*' \) | sort |
				while read -r file; do
					printf '==== %s %s: %s ====\n\n' "$path" "$release" "$(basename "$file")"
					cat "$file"
					echo
				done
		done
	for file in assets/fonts/*.txt; do
		printf '==== %s ====\n\n' "$file"
		cat "$file"
		echo
	done
	printf '==== Go: LICENSE ====\n\n'
	cat "$(go env GOROOT)/LICENSE"
	printf '\n==== onnxruntime: LICENSE ====\n\n'
	cat packaging/onnxruntime.LICENSE
	printf '\nThe notices of the code in onnxruntime: https://github.com/microsoft/onnxruntime/blob/v1.24.4/ThirdPartyNotices.txt\n'
}

rm -rf "$tree"
install -Dm755 "$program" "$tree/bin/foolscope"
install -Dm644 "$library" "$tree/lib/foolscope/libonnxruntime.so"
install -Dm644 "packaging/linux/$id.desktop" "$tree/share/applications/$id.desktop"
install -Dm644 assets/icon.png "$tree/share/icons/hicolor/512x512/apps/$id.png"
install -Dm644 assets/icon.svg "$tree/share/icons/hicolor/scalable/apps/$id.svg"
install -Dm644 LICENSE "$tree/share/doc/foolscope/LICENSE"
licences >"$tree/share/doc/foolscope/THIRD-PARTY.txt"
install -m644 packaging/linux/README.txt "$tree/README.txt"
install -m755 packaging/linux/install.sh "$tree/install.sh"

archive=build/$name.tar.xz
# The same commit gives the same archive: files in order, owned by nobody in particular, dated by the commit.
tar --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$(git log -1 --format=%ct)" \
	-C build/package -cf - "$name" | xz -T0 -9 >"$archive.part"
mv "$archive.part" "$archive"
scripts/package-check.sh "$archive"
ls -l "$archive"

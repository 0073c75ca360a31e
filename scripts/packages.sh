#!/usr/bin/env bash
# Installs the system packages that are missing, and nothing else: `packages.sh build` those that the program is built
# with, `packages.sh window` those that a real window is tested with besides, `packages.sh archive` those that pack it,
# `packages.sh cluster` those that a Slurm of one machine is tested with.
# If nothing is missing it does nothing and needs no network.
set -euo pipefail

# Each need is a line: the Debian package, and the command that tells whether it is there.
needs() {
	case $1 in
	build)
		cat <<-'END'
			gcc            command -v "${CC:-gcc}"
			libc6-dev      compiles '#include <stdlib.h>'
			pkg-config     command -v pkg-config
			libgl-dev      pkg-config --exists gl
			libx11-dev     compiles '#include <X11/Xlib.h>'
			libxcursor-dev compiles '#include <X11/Xcursor/Xcursor.h>'
			libxi-dev      compiles '#include <X11/Xlib.h>' '#include <X11/extensions/XInput2.h>'
			libxinerama-dev compiles '#include <X11/extensions/Xinerama.h>'
			libxrandr-dev  compiles '#include <X11/extensions/Xrandr.h>'
			libxxf86vm-dev compiles '#include <X11/Xlib.h>' '#include <X11/extensions/xf86vmode.h>'
		END
		;;
	window)
		cat <<-'END'
			xvfb           command -v Xvfb
			xauth          command -v xauth
			xdotool        command -v xdotool
			imagemagick    command -v import
			libgl1-mesa-dri has_software_renderer
		END
		;;
	archive)
		echo "xz-utils       command -v xz"
		;;
	cluster)
		cat <<-'END'
			slurmctld      PATH=$PATH:/usr/sbin command -v slurmctld
			slurmd         PATH=$PATH:/usr/sbin command -v slurmd
			slurm-client   command -v sbatch
			munge          PATH=$PATH:/usr/sbin command -v munged
		END
		;;
	*)
		echo "packages: there is no set of packages called '$1'" >&2
		return 1
		;;
	esac
}

# compiles tells whether the compiler finds what the lines include.
compiles() { printf '%s\n' "$@" | "${CC:-gcc}" -E -o /dev/null -; }

has_software_renderer() {
	local file
	for file in /usr/lib{,64,/*}/{dri/swrast_dri,libgallium*}.so; do
		[ ! -e "$file" ] || return 0
	done
	return 1
}

# one_line prints the command that installs a set elsewhere than on Debian and Ubuntu.
one_line() {
	local manager=$1 set=$2
	case $manager:$set in
	dnf:build) echo "dnf install -y gcc pkgconf-pkg-config mesa-libGL-devel libX11-devel libXcursor-devel libXi-devel libXinerama-devel libXrandr-devel libXxf86vm-devel" ;;
	dnf:window) echo "dnf install -y xorg-x11-server-Xvfb xorg-x11-xauth xdotool ImageMagick mesa-dri-drivers" ;;
	dnf:cluster) echo "dnf install -y slurm-slurmctld slurm-slurmd munge" ;;
	dnf:archive) echo "dnf install -y xz" ;;
	pacman:build) echo "pacman -S --needed gcc pkgconf libglvnd libx11 libxcursor libxi libxinerama libxrandr libxxf86vm" ;;
	pacman:window) echo "pacman -S --needed xorg-server-xvfb xorg-xauth xdotool imagemagick mesa" ;;
	pacman:cluster) echo "pacman -S --needed munge # and slurm-llnl of the AUR" ;;
	pacman:archive) echo "pacman -S --needed xz" ;;
	zypper:build) echo "zypper install -y gcc pkgconf-pkg-config Mesa-libGL-devel libX11-devel libXcursor-devel libXi-devel libXinerama-devel libXrandr-devel libXxf86vm-devel" ;;
	zypper:window) echo "zypper install -y xorg-x11-server-Xvfb xauth xdotool ImageMagick Mesa-dri" ;;
	zypper:cluster) echo "zypper install -y slurm slurm-node munge" ;;
	zypper:archive) echo "zypper install -y xz" ;;
	esac
}

# as_root prints what to put before a command that needs root, or fails if this user cannot become root.
as_root() {
	if [ "$(id -u)" = 0 ]; then
		return 0
	fi
	command -v sudo >/dev/null && echo sudo
}

set_name=${1:?usage: packages.sh build|window|archive|cluster}
wanted=$(needs "$set_name")

case $(uname -s) in
Linux) ;;
Darwin)
	[ "$set_name" != build ] || xcode-select -p >/dev/null 2>&1 || {
		echo "A C compiler is missing. Run: xcode-select --install" >&2
		exit 1
	}
	exit 0
	;;
*)
	[ "$set_name" != build ] || command -v "${CC:-gcc}" >/dev/null || {
		echo "A C compiler is missing. The README says how to get one." >&2
		exit 1
	}
	exit 0
	;;
esac

missing=()
while read -r package check; do
	eval "$check" >/dev/null 2>&1 || missing+=("$package")
done <<<"$wanted"
[ ${#missing[@]} -gt 0 ] || exit 0

if ! command -v apt-get >/dev/null; then
	echo "System packages are missing. Run this, then the same command again:" >&2
	for manager in dnf pacman zypper; do
		if command -v "$manager" >/dev/null; then
			echo "    sudo $(one_line "$manager" "$set_name")" >&2
			exit 1
		fi
	done
	echo "    install what Debian calls: ${missing[*]}" >&2
	exit 1
fi
if ! sudo=$(as_root); then
	echo "System packages are missing. Run this as root, then the same command again:" >&2
	echo "    apt-get update && apt-get install -y --no-install-recommends ${missing[*]}" >&2
	exit 1
fi
echo "Installing what is missing: ${missing[*]}"
apt() { $sudo env DEBIAN_FRONTEND=noninteractive apt-get -q -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300 "$@"; }
# A list that cannot be renewed may still be good enough.
apt update || echo "packages: the lists of packages could not be renewed" >&2
apt install -y --no-install-recommends "${missing[@]}"

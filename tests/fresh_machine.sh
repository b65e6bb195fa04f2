#!/bin/sh
# Runs the README's two commands on a Debian 12 that has nothing but git and a shell: a chroot, made
# by debootstrap, with a clone of the commit that is checked out here. As root:
#
#   tests/fresh_machine.sh FOLDER     FOLDER must not exist; it stays for a look and can be removed
#
# What the network of this machine asks for goes in as well: name servers, certificates, proxies and
# the settings of apt, npm and pip.
set -eu

if [ $# -ne 1 ] || [ -e "$1" ]; then
  echo "usage: tests/fresh_machine.sh FOLDER, and FOLDER must not exist" >&2
  exit 2
elif [ "$(id -u)" -ne 0 ] || ! command -v debootstrap >/dev/null; then
  echo "fresh_machine.sh: needs root and debootstrap (apt-get install debootstrap)" >&2
  exit 2
fi
project=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$1"
root=$(cd "$1" && pwd)

debootstrap --variant=minbase --include=git bookworm "$root"
git clone -q --no-local "$project" "$root/root/nostall"

for path in /etc/resolv.conf /etc/hosts /etc/apt/apt.conf.d /etc/apt/sources.list /etc/apt/sources.list.d \
  /root/.npmrc /etc/pip.conf /root/.config/pip/pip.conf; do
  if [ -e "$path" ]; then
    mkdir -p "$root$(dirname "$path")"
    cp -rL "$path" "$root$(dirname "$path")/" || true
  fi
done

# Under a name that installing ca-certificates does not overwrite.
if [ -e /etc/ssl/certs/ca-certificates.crt ]; then
  cp /etc/ssl/certs/ca-certificates.crt "$root/root/certificates.crt"
  certificates=/root/certificates.crt
fi

mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
trap 'umount -l "$root/dev" "$root/proc"' EXIT

run() {
  echo "fresh machine: $*"
  env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin TERM=dumb LANG=C \
    ${https_proxy:+https_proxy="$https_proxy"} ${http_proxy:+http_proxy="$http_proxy"} \
    ${certificates:+NODE_EXTRA_CA_CERTS="$certificates" PIP_CERT="$certificates"} \
    chroot "$root" /bin/sh -c "cd /root/nostall && $*"
}
run ./dev demo
run ./dev test
echo "fresh machine: both commands passed at $(git -C "$project" rev-parse --short HEAD)"

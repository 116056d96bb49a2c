#!/bin/bash
# Signs a program folder, from the inside out, with the certificate in $CERTIFICATE (a .p12 file in
# base64) and $PASSWORD, by the name in $IDENTITY. The keychain for it lasts as long as this script.
set -euo pipefail

app="$1"
here="$(dirname "$0")"
scratch="$(mktemp -d)"
keychain="$scratch/signing.keychain-db"
lock="$(uuidgen)"
trap 'security delete-keychain "$keychain" || true; rm -rf "$scratch"' EXIT

base64 --decode <<< "$CERTIFICATE" > "$scratch/certificate.p12"
security create-keychain -p "$lock" "$keychain"
security unlock-keychain -p "$lock" "$keychain"
security import "$scratch/certificate.p12" -P "$PASSWORD" -k "$keychain" -T /usr/bin/codesign
security set-key-partition-list -S apple-tool:,apple: -s -k "$lock" "$keychain" > /dev/null
security list-keychains -d user -s "$keychain" login.keychain-db

sign() {
    codesign --force --timestamp --options runtime --keychain "$keychain" --sign "$IDENTITY" "$@"
}

find "$app/Contents" -type f \( -name '*.so' -o -name '*.dylib' \) -print0 |
    while IFS= read -r -d '' library; do sign "$library"; done
find "$app/Contents" -type d -name '*.framework' -print0 |
    while IFS= read -r -d '' framework; do sign "$framework"; done
for program in "$app"/Contents/MacOS/*; do
    sign --entitlements "$here/macos.entitlements" "$program"
done
sign --entitlements "$here/macos.entitlements" "$app"
codesign --verify --deep --strict "$app"

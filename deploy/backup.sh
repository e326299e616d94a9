#!/bin/sh
# Every night: the database and the uploaded files into one folder, encrypted where a key is given; old ones go.
#   BACKUP_FOLDER=/backup BACKUP_KEY=age1… deploy/backup.sh
set -eu
umask 077
parvis="$(dirname "$0")/../.venv/bin/parvis"
folder="${BACKUP_FOLDER:?Say where the backups go: BACKUP_FOLDER=/backup}"
data="${PARVIS_DATA:?Say where the data are: PARVIS_DATA=/var/lib/parvis}"
today="$folder/$(date +%F)"
days="${BACKUP_DAYS:-30}"

mkdir -p "$today.half"
"$parvis" db dump "$today.half/database.dump"
if [ -d "$data/media" ]; then
    tar -C "$data" -czf "$today.half/media.tar.gz" media
fi
if [ -n "${BACKUP_KEY:-}" ]; then
    for file in "$today.half"/*; do
        age --encrypt --recipient "$BACKUP_KEY" --output "$file.age" "$file"
        rm "$file"
    done
fi
rm -rf "$today"
mv "$today.half" "$today"
find "$folder" -mindepth 1 -maxdepth 1 -type d -name '20??-??-??' -mtime "+$days" -exec rm -rf {} +
echo "Backed up into $today."

"""The first thing that whoever opens the archive reads."""

README = """# Everything that this city has in Parvis

You need nothing of Parvis to read this: a spreadsheet, a text editor or any database will do.

| Here | What |
|---|---|
| `dictionary.html` | what every table and every column means, what is personal, and how long it may be kept |
| `tables/` | one CSV file (RFC 4180, UTF-8) for each table |
| `files/` | the photographs that people sent in, by the names that `tables/files_upload.csv` leads to |
| `basemap.pmtiles` | the map under every map (PMTiles), where one was built |
| `settings/` | the city's own file, and the settings of the installation that are no secrets |
| `keys.json` | which keys there are and what each opens; their values only where that was asked for |
| `datapackage.json` | the same for programs, as a Frictionless Data package: schemas, counts, sums, version |
| `SHA256SUMS` | the sum of each file; `sha256sum -c SHA256SUMS` checks all |

In the tables `\\N` means "nothing is written here"; an empty text is empty. Moments are in UTC. Yes is `t`, no is `f`.
Lists stand in braces (`{a,b}`), bytes as hexadecimal figures after `\\x`, and what has an inner order as JSON.

**Keep this as safe as the installation itself.** It holds names, addresses and private words, and the digests and
secrets with which people sign in. Encrypt it before it travels (`age` does), and delete it when it has arrived.

To start again elsewhere: install the version of Parvis that `datapackage.json` names, then

    parvis import everything THIS-FILE.zip

It refuses an installation that somebody uses already, an archive that is damaged, and one of another version. It
checks the journal's chain from its first entry to its last before anything is kept.
"""

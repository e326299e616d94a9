"""Opens a backup for good, when it is needed."""

import tarfile
from pathlib import Path

from parvis.kernel.backups.models import Fault
from parvis.kernel.backups.vault import BackupFailedError, decrypted, private_key


def unpack(file: Path, key: str, folder: Path) -> None:
    """Everything of this backup into an empty folder that only its owner can enter."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise BackupFailedError(Fault.NOT_RESTORED, f"{folder} is not empty. Name a new folder.")
    try:
        with decrypted(file, private_key(key)) as plain, tarfile.open(fileobj=plain, mode="r|") as tar:
            tar.extractall(folder, filter="data")
    except tarfile.TarError as damaged:
        raise BackupFailedError(Fault.DAMAGED, str(damaged)) from damaged

"""Makes the environment .venv with what requirements.lock pins, hashes checked, and gainproof in it.

Runs on a bare interpreter: any Python from 3.8 on reads it, and hands over to a newer one if need be.
Debian's python3 cannot put pip into an environment unless python3-venv is installed; then uv, virtualenv or
the interpreter's own pip does the work.  With none of them, it says in one line what to install.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".venv"
PYTHON = HOME / ("Scripts" if os.name == "nt" else "bin") / "python"
OLDEST = (3, 11)


def main() -> None:
    if sys.version_info < OLDEST:
        hand_over()
    if not PYTHON.exists():
        create()
    install = installer()
    if install is None:
        stop("no pip, uv or virtualenv to fill .venv with: apt install python3-venv (as root), rm -r .venv")
    say("installing what requirements.lock pins (a minute or two, the first time)")
    run([*install, "--no-deps", "--require-hashes", "-r", str(ROOT / "requirements.lock")])
    run([*install, "--no-deps", "--no-build-isolation", "-e", str(ROOT)])


def hand_over() -> None:
    """Runs this script again under the newest Python on the path; stops if none is new enough."""
    for minor in range(20, OLDEST[1] - 1, -1):
        newer = shutil.which(f"python3.{minor}")
        if newer:
            os.execv(newer, [newer, *sys.argv])
    stop(f"gainproof needs Python 3.11 or newer; this is {sys.version_info[0]}.{sys.version_info[1]}")


def create() -> None:
    """An environment, with pip in it if that can be."""
    say("making the environment .venv")
    if importlib.util.find_spec("ensurepip"):
        run([sys.executable, "-m", "venv", str(HOME)])
    elif shutil.which("virtualenv"):
        run(["virtualenv", "--quiet", "--python", sys.executable, str(HOME)])
    elif shutil.which("uv") or importlib.util.find_spec("pip"):
        run([sys.executable, "-m", "venv", "--without-pip", str(HOME)])
    else:
        stop("this Python cannot make an environment with pip in it: apt install python3-venv (as root)")


def installer():
    """The command that installs into the environment: its own pip, this interpreter's, or uv."""
    quiet = ["--quiet", "--quiet", "--disable-pip-version-check"]
    if works([str(PYTHON), "-m", "pip", "--version"]):
        return [str(PYTHON), "-m", "pip", "install", *quiet]
    if works([sys.executable, "-m", "pip", "--python", str(PYTHON), "--version"]):
        return [sys.executable, "-m", "pip", "--python", str(PYTHON), "install", *quiet]
    if shutil.which("uv"):
        return ["uv", "pip", "install", "--quiet", "--python", str(PYTHON)]
    return None


def works(command) -> bool:
    return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


def run(command) -> None:
    if subprocess.run(command).returncode:
        stop("this failed: " + " ".join(command))


def say(text) -> None:
    print("environment: " + text, flush=True)


def stop(text) -> None:
    sys.exit("environment: " + text)


if __name__ == "__main__":
    main()

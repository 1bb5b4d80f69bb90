"""Where the program is, where it writes, and where the site is reached."""

import os
import secrets
from pathlib import Path

from .reading import env, read, stop

BASE_DIR = Path(__file__).resolve().parent.parent.parent


def data_dir():
    """The directory of everything the site writes; made if missing, and then for its owner alone."""
    path = read("DATA_DIR", lambda text: BASE_DIR / text, BASE_DIR / "var")
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        stop(
            f"数据目录 {path} 无法建立：{error.strerror}。请改用环境变量 DATA_DIR 指定一个可写的目录。"
        )
    return path


def kept_secret(path):
    """The secret key of an embedded site, generated on the first start."""
    try:
        if not path.exists():
            # Written whole, then linked: a killed start leaves no half a key, and of two starts
            # at once both use the key that came first.
            draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
            draft.touch(mode=0o600)
            draft.write_text(secrets.token_urlsafe(50))
            try:
                os.link(draft, path)
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        return path.read_text().strip()
    except OSError as error:
        stop(
            f"密钥文件 {path} 无法读写：{error.strerror}。请设置环境变量 SECRET_KEY，或修正该文件的权限。"
        )


def own_url(hosts, production, https):
    """Where the site is reached, as far as it can be known: links in mails lead there."""
    named = [host for host in hosts if host[0] not in "*."]
    if production and named:
        return f"{'https' if https else 'http'}://{named[0]}"
    return f"http://127.0.0.1:{env.str('PORT', default='8000')}"

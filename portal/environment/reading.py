"""Reading the environment: one variable at a time, with a sentence for whoever wrote it wrong."""

import environ

env = environ.Env()


def stop(sentence):
    # SystemExit rather than ImproperlyConfigured: no command, server or test runner turns it into
    # a traceback.
    raise SystemExit(sentence)


def read(name, parse, default):
    """One environment variable through its parser; unset and empty both mean the default."""
    text = env.str(name, default="").strip()
    if not text:
        return default
    try:
        return parse(text)
    except ValueError as error:
        stop(f"环境变量 {name} 无法使用：{error}。")

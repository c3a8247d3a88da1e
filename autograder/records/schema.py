"""Which tables nbgrader's gradebook has."""

import sqlalchemy as sql

from ..errors import KitError

VERSION = "e43177bfe90b"  # of nbgrader 0.9; another one has other tables


def create(engine: sql.Engine) -> None:
    """Make the tables, all or none, if there are none: nbgrader would start a process to ask itself their version."""
    from nbgrader.api import Base

    if sql.inspect(engine).get_table_names():
        return
    with engine.begin() as db:
        if engine.dialect.name == "sqlite":
            db.exec_driver_sql("BEGIN")  # Its driver begins no transaction of itself for tables.
        Base.metadata.create_all(db)
        db.execute(sql.text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
        db.execute(sql.text("INSERT INTO alembic_version VALUES (:version)"), {"version": VERSION})


def check(engine: sql.Engine) -> None:
    """Refuse a gradebook of another nbgrader."""
    with engine.connect() as db:
        version = db.scalar(sql.text("SELECT version_num FROM alembic_version"))
    if version != VERSION:
        raise KitError(
            f"The gradebook is from another version of nbgrader ({version}). Copy it, then run: nbgrader db upgrade"
        )

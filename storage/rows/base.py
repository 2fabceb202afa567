"""What the tables share: how names are made, the kinds of columns, an index over some rows."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, MetaData, text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

BIG = BigInteger().with_variant(Integer, "sqlite")


def id_column() -> Column[int]:
    """A number given once, never again, not even when its row is deleted: buttons and leases remember numbers.

    SQLite needs `sqlite_autoincrement` on the table for that.
    """
    return Column("id", BIG, primary_key=True, autoincrement=True)


def ref(name: str, target: str, *, null: bool = False, primary: bool = False) -> Column[int]:
    return Column(name, BIG, ForeignKey(target), nullable=null, primary_key=primary)


def some(name: str, where: str, *columns: str) -> Index:
    """An index over the rows that are looked for again and again, however many others a table has gathered.

    The migrations make it so in every database; to say it for PostgreSQL here would load that dialect at every start.
    """
    return Index(name, *columns, sqlite_where=text(where))

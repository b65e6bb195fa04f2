"""SQLAlchemy, SQLModel, Django and peewee from coroutines."""

from sqlalchemy import MetaData, create_engine, select, text
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, scoped_session, sessionmaker

import peewee
import sqlmodel
from django.contrib.auth.models import User
from django.db import connection, models, transaction

engine = create_engine("postgresql:///shop")
fast_engine = create_async_engine("postgresql+asyncpg:///shop")
make_session = sessionmaker(engine)
registry = scoped_session(make_session)


class Base(DeclarativeBase):
    pass


class Order(Base):
    __tablename__ = "orders"
    id: Mapped[int] = mapped_column(primary_key=True)


async def core() -> None:
    with engine.connect() as link:  # expect: blocking-database
        link.execute(text("select 1"))  # expect: blocking-database
        link.commit()  # expect: blocking-database
    with engine.begin() as link:  # expect: blocking-database
        link.scalar(text("select 1"))  # expect: blocking-database
    MetaData().create_all(engine)  # expect: blocking-database
    statement = select(Order).where(Order.id == 1)  # silent: blocking-database
    async with fast_engine.connect() as link:  # silent: blocking-database
        await link.execute(statement)  # silent: blocking-database


class Repository:
    def __init__(self, session: Session) -> None:
        self.session = session

    async def all(self) -> list[Order]:
        return self.session.query(Order).all()  # expect: blocking-database

    async def first(self) -> Order | None:
        query = self.session.query(Order).filter(Order.id > 3)  # silent: blocking-database
        return query.order_by(Order.id).first()  # expect: blocking-database

    async def count(self) -> int:
        return self.session.query(Order).filter_by(id=1).count()  # expect: blocking-database

    async def modern(self) -> list[Order]:
        rows = self.session.execute(select(Order))  # expect: blocking-database
        del rows
        return list(self.session.scalars(select(Order)))  # expect: blocking-database

    async def add(self, order: Order) -> None:
        self.session.add(order)  # silent: blocking-database
        self.session.flush()  # expect: blocking-database
        self.session.commit()  # expect: blocking-database
        self.session.refresh(order)  # expect: blocking-database
        self.session.expunge(order)  # silent: blocking-database

    async def one(self, key: int) -> Order | None:
        return self.session.get(Order, key)  # expect: blocking-database


async def sessions() -> None:
    with Session(engine) as session:
        session.scalar(select(Order))  # expect: blocking-database
    with make_session() as session:
        session.execute(text("select 1"))  # expect: blocking-database
    registry.execute(text("select 1"))  # expect: blocking-database


async def async_session(session: AsyncSession) -> None:
    await session.execute(select(Order))  # silent: blocking-database
    await session.commit()  # silent: blocking-database
    await session.run_sync(lambda plain: plain.query(Order).all())  # silent: blocking-database


async def model_session() -> None:
    with sqlmodel.Session(engine) as session:
        session.exec(sqlmodel.select(Order))  # expect: blocking-database


class Article(models.Model):
    title = models.CharField(max_length=80)
    author = models.ForeignKey(User, on_delete=models.CASCADE)


async def querysets(pk: int) -> None:
    lazy = Article.objects.filter(title__startswith="A").order_by("title")  # silent: blocking-database
    for article in lazy:  # expect: blocking-database
        print(article.title)
    list(Article.objects.all())  # expect: blocking-database
    len(Article.objects.exclude(pk=pk))  # expect: blocking-database
    if Article.objects.filter(pk=pk):  # expect: blocking-database
        pass
    Article.objects.get(pk=pk)  # expect: blocking-database
    Article.objects.filter(pk=pk).exists()  # expect: blocking-database
    Article.objects.count()  # expect: blocking-database
    Article.objects.first()  # expect: blocking-database
    Article.objects.create(title="B")  # expect: blocking-database
    Article.objects.filter(pk=pk).update(title="C")  # expect: blocking-database
    Article.objects.filter(pk=pk).delete()  # expect: blocking-database
    Article.objects.bulk_create([Article(title="D")])  # expect: blocking-database
    Article.objects.values_list("title").latest("pk")  # expect: blocking-database
    Article.objects.get_or_create(title="E")  # expect: blocking-database


async def instances(article: Article) -> None:
    article.save()  # expect: blocking-database
    article.refresh_from_db()  # expect: blocking-database
    article.delete()  # expect: blocking-database
    Article(title="F").full_clean  # silent: blocking-database
    await article.asave()  # silent: blocking-database
    await Article.objects.acreate(title="G")  # silent: blocking-database
    async for one in Article.objects.all():  # silent: blocking-database
        print(one)
    await Article.objects.aget(pk=1)  # silent: blocking-database


async def raw() -> None:
    with transaction.atomic():  # expect: blocking-database
        pass
    with connection.cursor() as cursor:  # expect: blocking-database
        cursor.execute("select 1")  # expect: blocking-database


class Person(peewee.Model):
    name = peewee.CharField()


async def small_orm() -> None:
    Person.create(name="x")  # expect: blocking-database
    Person.get(Person.name == "x")  # expect: blocking-database
    Person(name="y").save()  # expect: blocking-database
    query = Person.select().where(Person.name == "z")  # silent: blocking-database
    list(query)  # expect: blocking-database

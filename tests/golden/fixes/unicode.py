import time


async def größe(日本):
    print("😀", 日本); time.sleep(1)  # 😀
    größe("é"); größe("é")

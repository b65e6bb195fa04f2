import io
import json
import logging
import threading
import unittest

from skeleton.log import logging_off_loop


class LogTest(unittest.TestCase):
    def test_a_record_is_one_object_with_its_extra_fields(self):
        stream = io.StringIO()
        with logging_off_loop(stream=stream):
            logging.getLogger("orders").info("stored %d", 3, extra={"user": "ann"})
        line = json.loads(stream.getvalue())
        self.assertEqual(line["message"], "stored 3")
        self.assertEqual((line["level"], line["logger"], line["user"]), ("INFO", "orders", "ann"))

    def test_another_thread_writes(self):
        writers = set()

        class Stream(io.StringIO):
            def write(self, text: str) -> int:
                writers.add(threading.get_ident())
                return super().write(text)

        with logging_off_loop(stream=Stream()):
            logging.getLogger("orders").warning("slow disk")
        self.assertNotIn(threading.get_ident(), writers)
        self.assertEqual(len(writers), 1)

    def test_an_exception_is_told(self):
        stream = io.StringIO()
        with logging_off_loop(stream=stream):
            try:
                raise ValueError("odd")
            except ValueError:
                logging.getLogger("orders").exception("failed")
        self.assertIn("ValueError: odd", json.loads(stream.getvalue())["exception"])

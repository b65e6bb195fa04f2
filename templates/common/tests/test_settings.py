import unittest

from skeleton.environment import SettingsError, read_settings
from skeleton.settings import Settings


def settings_from(**environment: str) -> Settings:
    return read_settings(Settings, "SKELETON_", environment)


class SettingsTest(unittest.TestCase):
    def test_defaults_hold_where_nothing_is_set(self):
        self.assertEqual(settings_from(), Settings())

    def test_variables_are_read_as_the_type_of_the_field(self):
        settings = settings_from(SKELETON_PORT="8080", SKELETON_REQUEST_TIMEOUT_S="2.5", OTHER="x")
        self.assertEqual((settings.port, settings.request_timeout_s), (8080, 2.5))

    def test_a_wrong_value_is_named(self):
        for text in ("many", "-1"):
            with self.assertRaisesRegex(SettingsError, "SKELETON_POOL_SIZE"):
                settings_from(SKELETON_POOL_SIZE=text)

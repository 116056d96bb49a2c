"""The main job with keys alone on a real screen."""

from pathlib import Path

import pytest

from tests.ui.conftest import Recorder
from tests.ui.driving import Driver
from tests.ui.keyboard_job import whole_job

pytestmark = pytest.mark.window


def test_the_whole_main_job_needs_no_mouse(
    driver: Driver, messages: Recorder, tmp_path: Path
) -> None:
    whole_job(driver, messages, tmp_path)

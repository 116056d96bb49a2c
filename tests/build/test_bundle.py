"""The bundle's script: dependencies, sizes and times, without packing anything."""

from pathlib import Path

import bundle as script
import pytest
from benchmarks.report import Series
from bundling import making, sizes, starts
from bundling.components import Component
from bundling.inspection import Bundle, Library


def library(needs: set[str], glibc: tuple[int, int] = (2, 30)) -> Library:
    return Library("_internal/a.so", frozenset(needs), frozenset(), (), glibc)


@pytest.fixture
def bundle(tmp_path: Path) -> Bundle:
    (tmp_path / "_internal").mkdir()
    (tmp_path / "_internal" / "libz.so.1").write_bytes(b"123")
    made = Bundle(tmp_path)
    vars(made)["libraries"] = [
        library({"libc.so.6", "libz.so.1", "libGL.so.1"}),
        library({"libm.so.6"}, (2, 34)),
    ]
    return made


def test_the_debian_package_depends_on_what_the_bundle_lacks(bundle: Bundle) -> None:
    assert script.packages(bundle) == ["libc6", "libgl1", "xkb-data"]
    assert script.depends_on(bundle) == ["libc6 (>= 2.34)", "libgl1", "xkb-data"]


def test_a_library_that_nobody_named_is_no_dependency_by_guess(bundle: Bundle) -> None:
    vars(bundle)["libraries"] = [library({"libunheard.so.9"})]
    with pytest.raises(KeyError):
        script.packages(bundle)


def test_the_time_of_everything_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "12345")
    assert making.moment() == 12345
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert making.moment() > 1_700_000_000


class TestSizes:
    def test_links_are_not_counted_twice(self, tmp_path: Path) -> None:
        (tmp_path / "a").write_bytes(b"x" * 1000)
        (tmp_path / "b").symlink_to("a")
        assert 1000 <= sizes.size_of(tmp_path) < 1100

    def test_parts_come_largest_first(self, bundle: Bundle) -> None:
        (bundle.internal / "big").write_bytes(b"x" * 10)
        parts = [
            Component(name, "1", "MIT", "part", f"pkg:generic/{name}", files=(f"_internal/{file}",))
            for name, file in (("zlib", "libz.so.1"), ("big", "big"))
        ]
        assert list(sizes.sizes_of_parts(bundle, parts).items()) == [("big", 10), ("zlib", 3)]

    def test_the_table_and_the_aim(self) -> None:
        text = sizes.table(150_000_000, {"a bare bundle": 120_000_000}, {"Qt": 30_000_000})
        assert "1.25 × a bare bundle" in text
        assert "30.0 MB" in text
        assert sizes.aim(150, 120, 1.25).met
        assert not sizes.aim(151, 120, 1.25).met


class TestStarts:
    def series(self, bundle_first: float) -> list[Series]:
        times = {"bare": 0.5, "bundle": bundle_first, "source": 0.6}
        return [Series(name, name, (seconds,) * 3) for name, seconds in times.items()]

    def test_both_starts_are_held_against_the_bare_bundle(self) -> None:
        aims = starts.aims(self.series(0.7), 1.3)
        assert [(round(aim.value, 2), aim.met) for aim in aims] == [(1.4, False), (1.2, True)]

    def test_memory_is_compared_with_what_is_held_when_all_has_been_seen(self) -> None:
        held = [100, 140, 150, 155, 158, 160, 160, *([160] * 18), 164]
        assert starts.memory_aim(held, 1.05).value == pytest.approx(1.025)
        assert not starts.memory_aim([*held, 170], 1.05).met
        assert "0 MB after the start" in starts.memory_line(held)

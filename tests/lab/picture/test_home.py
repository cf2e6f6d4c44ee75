"""Cards, Hearth and a receiver with a picture, on real connections."""

import pytest

from hearth.cli.lab.picture import open_hearth
from hearth.lab.picture.home import Evening, PictureHome
from hearth.lab.picture.player import Progress
from hearth.lab.stream.errors import MissingError
from hearth.lab.stream.ffmpeg import Ffmpeg
from tests.lab.picture.streams import plan
from tests.lab.stream import need

pytestmark = [need.ffmpeg, need.library, pytest.mark.asyncio]


@pytest.mark.parametrize("silently", [False, True])
async def test_a_dead_line_freezes_nothing_with_a_healthy_second_one(
    silently: bool,
) -> None:
    progress: list[Progress] = []
    evening = Evening(
        stream=plan(lead=0.9, seconds=1.8),
        second_line=True,
        kill_s=0.4,
        silently=silently,
        delay_s=0.02,
        speed=1.5,
    )

    result = await PictureHome(evening, open_hearth, progress.append).run()

    assert result.is_whole, result
    preferred, second = result.answers_by_line
    assert preferred > 0
    assert second > 0
    assert progress


async def test_what_goes_wrong_is_told_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Not as a group of errors, and with everything ended."""
    error = MissingError("ffmpeg", use="makes pictures", package="ffmpeg")

    async def missing(_: Ffmpeg) -> Ffmpeg:
        raise error

    monkeypatch.setattr(Ffmpeg, "__aenter__", missing)
    with pytest.raises(MissingError) as caught:
        await PictureHome(Evening(stream=plan(seconds=1.0)), open_hearth).run()

    assert caught.value is error

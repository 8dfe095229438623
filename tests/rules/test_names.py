import pytest

from zjgdesk.rules.names import compact


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        pytest.param("王　鑫", "王鑫", id="ORDER-04 full-width blank"),
        pytest.param(" 张 三\n", "张三", id="ORDER-04 blanks and line break"),
        pytest.param("\u00a0李四", "李四", id="ORDER-04 no-break blank"),
        pytest.param("", "", id="ORDER-04 nothing"),
    ],
)
def test_compact(written, compared):
    assert compact(written) == compared

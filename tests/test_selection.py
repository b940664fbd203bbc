"""The address holds what is chosen, as codes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.pages import PAGES, page_at, page_path
from dashboard.selection import PARAMETERS, Selection, Unknown

codes = st.dictionaries(st.sampled_from(PARAMETERS), st.text(min_size=1, max_size=12))


def test_a_known_code_is_chosen():
    chosen = Selection.of({"region": "310113"}).choose("region", among={"310113"}, otherwise="310000")
    assert chosen == ("310113", None)


def test_an_unknown_code_gives_the_default_and_is_named():
    chosen = Selection.of({"region": "999999"}).choose("region", among={"310113"}, otherwise="310000")
    assert chosen == ("310000", Unknown("region", "999999"))


def test_nothing_chosen_is_not_an_error():
    assert Selection.of({}).choose("year", among={"2019"}, otherwise="2019") == ("2019", None)


def test_an_empty_code_chooses_nothing():
    assert Selection.of({"year": ""}).codes == {}


def test_a_parameter_no_page_knows_is_named():
    assert Selection.of({"regoin": "310113"}).unknowns() == [Unknown("regoin", "310113")]


@pytest.mark.parametrize(("query", "told"), [
    ({"lang": "fr"}, Unknown("lang", "fr")),
    ({"theme": "blue"}, Unknown("theme", "blue")),
    ({"page": "no/such"}, Unknown("page", "no/such")),
])  # fmt: skip
def test_an_unknown_language_theme_or_page_is_named(query, told):
    assert Selection.of(query).unknowns() == [told]


def test_chinese_is_first_and_the_theme_is_the_readers_own_unless_asked():
    selection = Selection.of({"lang": "fr", "theme": "blue"})
    assert (selection.lang, selection.theme) == ("zh", None)
    assert (Selection.of({"lang": "en"}).lang, Selection.of({"theme": "dark"}).theme) == ("en", "dark")


def test_a_change_keeps_the_rest_and_none_takes_away():
    selection = Selection.of({"region": "310113", "year": "2017"}).but(year=2019, level="county", region=None)
    assert selection.codes == {"year": "2019", "level": "county"}


def test_a_misspelt_parameter_is_refused():
    with pytest.raises(ValueError, match="regoin"):
        Selection.of({}).but(regoin="310113")


@given(codes)
def test_an_address_gives_back_the_selection_it_was_written_from(query):
    from urllib.parse import parse_qsl, urlsplit

    selection = Selection.of(query)
    for page_id in PAGES:
        written = urlsplit(selection.href(page_id))
        assert page_at(written.path) == page_id
        assert Selection.of(dict(parse_qsl(written.query))) == selection


@given(codes)
def test_the_same_choices_are_written_as_the_same_address(query):
    backwards = dict(reversed(query.items()))
    assert Selection.of(query).href("map") == Selection.of(backwards).href("map")


def test_pages_have_addresses_of_their_own():
    assert page_path("map") == "/"
    assert page_path("carbon_peak") == "/carbon-peak"
    assert len({page_path(page_id) for page_id in PAGES}) == len(PAGES)
    assert page_at("/no-such") is None

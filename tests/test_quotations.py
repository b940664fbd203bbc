"""The reader of numbers in quotations, and the rules by which a quotation confirms a value."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.documents.confirmation import confirm
from pipelines.documents.measures import measure
from pipelines.documents.numerals import chinese_number, plain
from pipelines.documents.quotations import readings

DIGITS = "零一二三四五六七八九"


def below_ten_thousand(n: int) -> str:
    """Write 0..9999 as Chinese texts do: 1050 is 一千零五十."""
    written, gap = "", False
    for scale, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = n // scale % 10
        if digit:
            written += ("零" if gap and written else "") + DIGITS[digit] + word
            gap = False
        else:
            gap = True
    return written


def in_chinese(n: int) -> str:
    """Write a whole number below 10^12 as Chinese texts do."""
    if n == 0:
        return "零"
    written = ""
    for scale, word in ((10**8, "亿"), (10**4, "万"), (1, "")):
        section = n // scale % 10**4
        if section:
            written += ("零" if written and section < 1000 else "") + below_ten_thousand(section) + word
    return written


def said(text: str) -> list[tuple[float, str]]:
    return [(reading.value, reading.unit) for reading in readings(text)]


@given(st.integers(0, 10**12 - 1))
def test_a_number_written_in_chinese_is_read_back(n):
    assert chinese_number(in_chinese(n)) == n


@given(st.integers(1, 10**12 - 1))
def test_a_chinese_number_before_a_measure_is_one_reading_over_all_its_characters(n):
    text = f"共{in_chinese(n)}家企业"
    assert [(r.value, r.unit, r.start, r.end) for r in readings(text)] == [(n, "家", 1, len(text) - 2)]


@given(st.integers(0, 99), st.integers(0, 999))
def test_decimals_after_a_point_are_read_by_place(whole, thousandths):
    decimals = "".join(DIGITS[int(digit)] for digit in f"{thousandths:03d}")
    assert chinese_number(f"{in_chinese(whole)}点{decimals}") == pytest.approx(whole + thousandths / 1000)


@given(st.integers(0, 10**9), st.sampled_from(["家", "吨标准煤", "元", "%", "平方米", "千瓦"]))
def test_arabic_digits_with_thousands_separators_say_the_same_as_without(n, unit):
    assert said(f"达{n:,}{unit}") == said(f"达{n}{unit}") == [(float(n), unit)]


@given(st.integers(0, 10**7))
def test_full_width_digits_say_the_same_as_half_width_ones(n):
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in str(n))
    assert said(f"{wide}家") == said(f"{n}家")


@given(st.decimals(0, 9999, places=2), st.sampled_from(["万", "亿", "万亿"]))
def test_a_scale_word_multiplies_the_digits_before_it(number, scale):
    size = {"万": 1e4, "亿": 1e8, "万亿": 1e12}[scale]
    assert said(f"{number}{scale}元") == [(pytest.approx(float(number) * size), "元")]


@given(st.text())
def test_any_text_is_read_without_error_and_readings_stand_in_order(text):
    places = [(reading.start, reading.end) for reading in readings(text)]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(end <= start for (_, end), (start, _) in pairwise(places))


@given(st.text())
def test_plain_text_keeps_its_length(text):
    assert len(plain(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("实施新一轮百幢楼宇能效提升示范工程", [(100, "幢")]),
        ("组织实施“碳达峰九大行动”", [(9, "大")]),
        ("十大行动", [(10, "大")]),
        ("建设百兆瓦级虚拟发电厂", [(100, "兆瓦")]),
        ("形成千亿级产业基金规模", [(1e11, "")]),
        ("支撑万亿级参数大模型训练", [(1e12, "")]),
        ("均突破百亿规模", [(1e10, "")]),
        ("第一版数据超过6万条", [(1, "版"), (60_000, "条")]),
        ("50余项国家标准", [(50, "项")]),
        ("新增光伏装机容量1万千瓦左右", [(10_000, "千瓦")]),
        ("工业增加值超过1.3 万億元", [(1.3e12, "元")]),
        ("13亿千瓦时", [(1.3e9, "千瓦时")]),
        ("两大维度", [(2, "大")]),
        ("每个街道至少创建一个低碳社区", [(1, "个")]),
        ("为比二00六年降低百分之三點六六", [(2006, "年"), (3.66, "%")]),
        ("每萬元人民幣一點一六零噸標準煤", [(1.16, "吨标准煤")]),
        ("六百七十四點七九億元", [(67_479_000_000, "元")]),
        ("三成以上", [(30, "%")]),
        ("提高三成五左右", [(35, "%")]),
        ("翻一番", [(2, "倍")]),
        ("翻两番", [(4, "倍")]),
        ("占据近半份额", [(50, "%")]),
        ("提高1.23个百分点", [(1.23, "个百分点")]),
        ("水质保持在Ⅱ类及以上", [(2, "类")]),
        ("加快淘汰国三及以下排放标准的汽车", [(3, "国标阶段")]),
        ("65蒸吨及以上燃煤锅炉", [(65, "蒸吨")]),
        ("控制在25微克/立方米", [(25, "微克/立方米")]),
        ("−2.9%", [(-2.9, "%")]),
        ("マイナス2.8%になった", [(-2.8, "%")]),
        ("標準石炭換算で52億4000万トン", [(5.24e9, "トン")]),
        ("über 210 Milliarden Yuan", [(2.1e11, "Yuan")]),
        ("more than 24 billion cubic metres", [(2.4e10, "cubic metres")]),
        ("a 14.72-percent increase", [(14.72, "percent")]),
        ("over six times the 2020 levels", [(6, "times"), (2020, "")]),
        ("400 billion yuan (US$61.5 billion)", [(4e11, "yuan"), (6.15e10, "US$")]),
    ],
)
def test_a_number_is_read_with_its_unit(text, numbers):
    assert said(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "“十四五”和“十五五”期间", "“九五”时期", "二氧化碳", "一次能源", "零碳绿谷", "PM2.5浓度", "CO2和CH4",
        "按GB37483标准", "千方百计", "工业“五基”领域", "每万元地区生产总值", "万元产值能耗",
        "长三角一体化", "进一步提高", "双碳目标",
    ],
)  # fmt: skip
def test_a_name_or_a_plan_period_is_no_number(text):
    assert readings(text) == ()


@pytest.mark.parametrize(
    ("text", "value"), [("三省一市", 4), ("“四屏一廊”", 5), ("“七交五直”", 12), ("长三角三省一市", 4)]
)
def test_parts_named_in_one_phrase_are_added_up(text, value):
    (reading,) = readings(text)
    assert (reading.value, reading.kind) == (value, "sum")


def test_an_idiom_with_two_numerals_is_no_sum():
    assert said("七位一体") == [(7, "位")]
    assert said("“八个一”产业生态体系") == [(8, "个")]


def test_a_list_shares_the_unit_at_its_end():
    assert said("分别达到407、262、84万千瓦") == [(n * 10_000, "千瓦") for n in (407, 262, 84)]


def test_a_range_shares_its_unit_and_keeps_each_scale():
    assert said("90億-100億立方米") == [(9e9, "立方米"), (1e10, "立方米")]
    assert said("2—3年") == [(2, "年"), (3, "年")]


def test_an_ordinal_is_known_as_one():
    (census,) = readings("第七次全国人口普查")
    assert (census.value, census.kind) == (7, "ordinal")


def test_a_month_is_two_readings_and_its_year_is_known_as_one():
    year, month = readings("自2024年8月起")
    assert (year.value, year.kind, month.value, month.unit) == (2024, "year", 8, "月")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("万吨标准煤", "10^4 tce"), ("亿元", "10^8 yuan"), ("亿千瓦时", "10^8 kWh"), ("万千瓦", "10^4 kW"),
        ("吨标准煤/万元", "tce/10^4 yuan"), ("吉瓦", "GW"), ("平方千米", "km2"),
    ],
)  # fmt: skip
def test_two_words_for_a_unit_measure_the_same(one, other):
    assert measure(one) == measure(other)


# Confirmation


def confirmed(value, unit, quote, how="stated", comparator="=", **context):
    found = confirm(value, comparator, unit, how, quote, **context)
    return found.status, found.said


def test_a_printed_number_is_confirmed_in_its_place():
    quote = "2016年,我区能源消费总量215.30万吨标准煤,同比增长3.15%"
    found = confirm("215.30", "=", "10^4 tce", "stated", quote)
    assert (found.status, found.reason) == ("confirmed_literal", "printed")
    assert quote[found.start : found.end] == found.said == "215.30万吨标准煤"


def test_another_unit_is_a_reading_and_not_literal():
    assert confirmed("17800", "亿元", "地区生产总值达到1.78万亿元") == ("confirmed_reading", "1.78万亿元")
    assert confirmed("36", "亿千瓦", "the total to 3600 gigawatts") == ("confirmed_reading", "3600 gigawatts")
    assert confirmed("2487.0895", "万人", "全市常住人口为24870895人") == ("confirmed_reading", "24870895人")


def test_a_fall_in_words_confirms_a_negative_change_and_not_a_positive_one():
    quote = "实现单位增加值能耗0.211吨标准煤/万元,可比下降3.34%"
    change = {"indicator": "energy_per_va_change 单位增加值能耗变化"}
    assert confirmed("-3.34", "%", quote, **change) == ("confirmed_reading", "3.34%")
    assert confirm("3.34", "=", "%", "stated", quote, **change).reason == "direction_differs"


def test_a_fall_that_is_aimed_at_is_positive():
    quote = "单位生产总值能源消耗比2020年下降14%"
    assert confirmed("14", "%", quote, indicator="单位GDP能耗累计下降率")[0] == "confirmed_literal"
    assert confirmed("-14", "%", quote, indicator="单位GDP能耗累计下降率")[0] == "unconfirmed"


def test_a_rate_from_which_another_falls_has_no_sign():
    quote = "年均增速从“十一五”时期的6.4%下降至4.6%以内"
    assert confirmed("6.4", "%", quote, indicator="能源消费总量年均增速")[0] == "confirmed_literal"


def test_without_a_word_for_the_direction_a_fall_is_not_confirmed():
    found = confirm("-9.93", "=", "%", "stated", "次いで甘粛の9.93%", indicator="单位GDP电耗变化")
    assert (found.status, found.reason) == ("unconfirmed", "direction_differs")


def test_tonnes_are_tonnes_of_coal_only_where_the_sentence_says_so():
    assert confirmed("3.8", "10^4 tce", "节约标准煤3.8万吨")[0] == "confirmed_literal"
    assert confirmed("3.8", "10^4 tce", "减排二氧化硫3.8万吨")[0] == "unconfirmed"


def test_a_number_of_another_thing_does_not_confirm():
    assert confirmed("25", "%", "浓度控制在25微克/立方米")[0] == "unconfirmed"
    assert confirmed("3", "幢", "培育3家企业")[0] == "unconfirmed"


def test_an_ordinal_confirms_a_rank_and_not_a_count():
    assert confirmed("3", "批", "积极申报第三批监测站") == ("confirmed_reading", "第三批")
    assert confirmed("7", "次", "第七次全国人口普查")[0] == "unconfirmed"


def test_the_slip_of_a_unit_is_named():
    found = confirm("27.9", "=", "10^8 kWh", "stated", "其中:工业用电27.9万度")
    assert (found.status, found.reason) == ("unconfirmed", "unit_differs")


def test_a_quotation_that_breaks_off_in_the_unit_is_named():
    found = confirm("2600", "about", "亿元", "stated", "Der Industrieproduktionswert erreichte 260 Mil")
    assert found.reason == "quotation_cut"


def test_words_for_all_and_none_confirm_a_hundred_percent_and_nought_only():
    assert confirmed("100", "%", "照明设施应全部使用节能型光源") == ("confirmed_reading", "全部")
    assert confirmed("90", "%", "照明设施应全部使用节能型光源")[0] == "unconfirmed"
    assert confirmed("0", "起", "未发生重大生产安全事故") == ("confirmed_reading", "未发生")


def test_a_month_and_a_period_are_found_as_printed():
    assert confirmed("2024-08", "年月", "自2024年8月起") == ("confirmed_reading", "2024年8月")
    assert confirmed("2024-08", "年月", "自2024年9月起")[0] == "unconfirmed"
    assert confirmed("2020-2025", "年", "评估(2020—2025年)") == ("confirmed_reading", "2020—2025")


def test_an_index_confirms_the_growth_of_its_year():
    row = "Shanghai ... Indices (preceding year=100) 1996 1997 1998 1999: 113.0 112.7 110.1 110.2"
    assert confirmed("12.7", "%", row, year=1997) == ("confirmed_reading", "112.7")
    assert confirm("12.7", "=", "%", "stated", row, year=1998).reason == "other_year"


def test_an_index_in_an_exported_row_confirms_the_growth():
    row, note = "310000,上海市,2000,111.0", "index minus 100; NBS address itself not read"
    assert confirmed("11.0", "%", row, year=2000, note=note) == ("confirmed_reading", "111.0")
    assert confirmed("11.1", "%", row, year=2000, note=note)[0] == "unconfirmed"
    assert confirmed("11.0", "%", row, year=2001, note=note)[0] == "unconfirmed"


def test_columns_named_in_the_note_pick_the_cell():
    row, note = "Hainan 32.00 38.37 67.01", "columns 1995 2000 2004"
    assert confirmed("38.37", "10^8 kWh", row, year=2000, note=note)[0] == "confirmed_literal"
    assert confirmed("38.37", "10^8 kWh", row, year=1995, note=note)[0] == "unconfirmed"


@pytest.mark.parametrize(
    ("value", "unit", "quote"),
    [
        ("5", "个", "覆盖钢铁、航空、物流、建筑、能源等关键行业"),
        ("2", "种", "开展包括CO₂和CH₄在内的连续在线监测"),
        ("2", "项", "启动《通则》(暂定名)和《方法》(暂定名)修订工作"),
        ("3", "环", "形成“供应商准入—产品碳足迹核算—低碳技术对接”的服务网络"),
        ("4", "个", "围绕绿色碳汇、碳金融、水系统与照明系统以及绿色低碳产业等领域"),
        ("26", "条", "(26)鼓励试点园区牵头建设数据库"),
        ("27", "条", "(二十七)加快经济社会发展全面绿色转型"),
        ("1", "个", "该观测点数据已作为浦东温室气体观测点位之一"),
    ],
)
def test_a_count_is_confirmed_by_counting(value, unit, quote):
    assert confirmed(value, unit, quote, how="counted")[0] == "counted"


def test_a_count_that_the_list_does_not_give_is_refused():
    found = confirm("6", "=", "个", "counted", "覆盖钢铁、航空、物流、建筑、能源等关键行业")
    assert (found.status, found.reason) == ("unconfirmed", "not_countable")


def test_the_list_nearest_to_the_name_is_counted():
    quote = "该联盟已吸引中国宝武、中国中车等35家企业加入,覆盖钢铁、航空、物流等关键行业"
    assert confirmed("3", "个", quote, how="counted", indicator="覆盖关键行业数")[1].startswith("覆盖钢铁")
    assert confirmed("2", "个", quote, how="counted", indicator="覆盖关键行业数")[0] == "unconfirmed"


def test_a_computed_value_is_computed_again():
    quote = "绿色制造以482.66亿元占据近半份额"
    assert confirmed("48.09", "%", quote, how="derived", note="derived 482.66/1003.69") == (
        "derived",
        "482.66亿元",
    )
    assert confirmed("521.03", "亿元", quote, how="derived", note="derived 1003.69-482.66")[0] == "derived"
    assert confirmed("48.19", "%", quote, how="derived", note="derived 482.66/1003.69")[0] == "unconfirmed"


def test_growth_between_two_quoted_indices_is_computed_again():
    quote = "Gross Domestic Product index (1978=100): 1996 552.6; 1997 603.9"
    assert confirmed("9.28", "%", quote, how="derived", year=1997)[0] == "derived"
    assert confirmed("9.38", "%", quote, how="derived", year=1997)[0] == "unconfirmed"


def test_what_has_no_number_is_words_and_not_a_gap():
    quote = "确保如期实现碳达峰"
    assert confirm(None, "qualitative", "", "stated", quote).status == "words_only"


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_only_the_number_that_is_printed_is_confirmed(printed, claimed):
    status = confirm(str(claimed), "=", "家", "stated", f"培育{printed}家企业").status
    assert (status == "confirmed_literal") == (printed == claimed)

"""Numbers as Chinese texts write them: 二十七, 一点一六零, 二〇〇六, 六百七十四点七九亿, 5千, 52亿4000万.

Traditional and full-width characters are first put into simplified, half-width ones, one for one, so that
places in the result are places in the text.
"""

from __future__ import annotations

_FULL_WIDTH = {0xFF01 + i: chr(0x21 + i) for i in range(94)} | {ord("　"): " ", ord("−"): "-"}
# Only what stands in numerals, in units and in words for more and less; the rest of a text stays as it is.
_TRADITIONAL = str.maketrans(
    "萬億兩點噸標準個項條種級環類電時輛棟畝臺餘幾減負漲長縮國單達裝増〇○",
    "万亿两点吨标准个项条种级环类电时辆栋亩台余几减负涨长缩国单达装增零零",
)

DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
TENS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}
SCALES = TENS | MYRIADS


def plain(text: str) -> str:
    """Return the text in simplified, half-width characters, of the same length."""
    return text.translate(_FULL_WIDTH).translate(_TRADITIONAL)


def scale_of(words: str) -> int:
    """Return what 万, 亿, 万亿, 百万 and the like multiply a number by; 1 for no word."""
    product = 1
    for word in words:
        product *= SCALES[word]
    return product


def chinese_number(numeral: str) -> float:
    """Return the number that a run of Chinese numerals says.

    A bare scale counts once (百 is 100, 千亿 is 10^11); digits alone are read by place (二零零六 is 2006);
    after 点 come decimals, after them perhaps a scale. Raises ValueError when the run is no number.
    """
    whole, _, rest = numeral.partition("点")
    if not rest:
        return float(_integer(whole))
    decimals = rest.rstrip("".join(SCALES))
    return float(f"{_integer(whole)}.{_by_place(decimals)}") * scale_of(rest[len(decimals) :])


def _integer(numeral: str) -> int:
    if not numeral:
        raise ValueError("no numeral")
    if not set(numeral) & set(SCALES):
        return int(_by_place(numeral))
    total = section = 0  # what stands before the last 万 or 亿, and since then
    digit = None
    for sign in numeral:
        if sign in MYRIADS:
            section += digit or 0
            # 万亿 multiplies what is there already; in 一亿二千万 the 亿 part stays as it is
            if section == 0 and total:
                total *= MYRIADS[sign]
            else:
                total = _joined(total, section or 1, MYRIADS[sign])
            section, digit = 0, None
        elif sign in TENS:
            section += (1 if digit is None else digit) * TENS[sign]
            digit = None
        else:
            digit = int(sign) if sign.isdigit() and sign.isascii() else DIGITS[sign]
    return total + section + (digit or 0)


def _joined(total: int, section: int, scale: int) -> int:
    """Return the number so far after a 万 or 亿: 一万二千亿 scales all of it, 一亿二千万 only its end."""
    return (total + section) * scale if total and total < scale else total + section * scale


def _by_place(digits: str) -> str:
    """Return Chinese or mixed digits as decimal digits; raise ValueError for anything else."""
    if not digits:
        raise ValueError("no digits")
    return "".join(sign if sign.isascii() and sign.isdigit() else str(_digit(sign)) for sign in digits)


def _digit(sign: str) -> int:
    if sign not in DIGITS:
        raise ValueError(f"{sign!r} is no digit")
    return DIGITS[sign]

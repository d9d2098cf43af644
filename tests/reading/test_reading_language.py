import pytest

from reportedly.reading import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ministry said on Tuesday that the men would clear mines.", "en"),
        ("KIM TO SEND SAPPERS TO KURSK, THE SECRETARY SAYS IN PYONGYANG", "en"),
        ("Kim sends a thousand sappers to Kursk region", "en"),
        ("Der Minister sagte am Dienstag, dass die Soldaten nach Kursk kommen.", "de"),
        ("Le ministre a déclaré mardi que les soldats étaient partis vers Koursk.", "fr"),
        ("Секретарь Совета безопасности прибыл в Пхеньян с визитом", "ru"),
        ("Секретар Ради безпеки прибув до Пхеньяна з візитом у вівторок", "uk"),
        ("공병 천 명을 보낸다고", "ko"),
        ("工兵を千人派遣する", "ja"),
        ("朝鲜将派遣一千名工兵", "zh"),
        ("Ο υπουργός μίλησε", "el"),
    ],
)
def test_languages(text: str, language: str) -> None:
    stated = detect_language(text)
    assert (stated.value, stated.basis) == (language, "detected")
    assert stated.where


def test_the_classifier_and_its_confidence_are_named() -> None:
    where = detect_language("The ministry said on Tuesday that the men would clear mines.").where
    assert where.startswith("py3langid ")


@pytest.mark.parametrize(
    "text",
    ["KIM JONG UN", "Shoigu, Belousov", "6,000", "", "Kim Jong Un, Sergei Shoigu, Andrei Belousov"],
)
def test_too_little_is_undetermined_and_never_another_language(text: str) -> None:
    stated = detect_language(text)
    assert stated.value is None
    assert "undetermined" in stated.where


def test_a_few_foreign_names_do_not_hide_english() -> None:
    text = "The railways (РЖД) said the train from Pyongyang (평양) had arrived in Moscow (Москва)."
    assert detect_language(text).value == "en"


def test_addresses_and_handles_are_not_prose() -> None:
    assert (
        detect_language("https://www.example.org/the/and/of/to @the_and_of #theandof").value is None
    )


def test_a_long_text_is_sampled() -> None:
    assert detect_language("The ministry said that it was so. " * 200_000).value == "en"
